"""A registry that knows nothing by the documents that are judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from corpus.entities import Registry
from corpus.records import Document, Split


def registry_without(
    registry: Registry, docs: Iterable[Document], split: Split
) -> tuple[Registry, tuple[str, ...]]:
    """The registry less the entities that only documents of ``split`` refer to; and their ids.

    ``docs`` are all documents of the corpus; those of no split or of another one let an entity
    stay, and so do entries that no document refers to: they are there to be looked up. An alias
    that one document of the split brought to an entity of others cannot be told, and stays.
    """
    return registry_less(registry, docs, lambda doc: doc.split == split)


def registry_less(
    registry: Registry, docs: Iterable[Document], held: Callable[[Document], bool]
) -> tuple[Registry, tuple[str, ...]]:
    """The same for the documents that are ``held`` out, whatever their split."""
    inside: set[str] = set()
    outside: set[str] = set()
    for doc in docs:
        (inside if held(doc) else outside).update(_ids(doc))
    removed = inside - outside
    kept = Registry(entry for entry in registry if entry.id not in removed)
    return kept, tuple(sorted(entry.id for entry in registry if entry.id in removed))


def _ids(doc: Document) -> Iterator[str]:
    """The registry ids that a document uses: its publisher, its entities, and who is quoted."""
    ids = [doc.publisher, *(entity.id for entity in doc.entities)]
    for quotation in doc.quotations:
        ids += [speaker.entity for speaker in quotation.speakers]
        ids += [quotation.outlet.entity] if quotation.outlet is not None else []
    return (each for each in ids if each is not None and each.startswith("e/"))
