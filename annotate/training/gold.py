"""The annotated articles that training reads: the corpus's own, and PolNeAR's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from annotate.benchmarks.leakage import registry_less
from corpus.entities import Registry, default_registry
from corpus.formats.polnear import read_part
from corpus.hydrate import find_text, hydrate
from corpus.records import Document, Split
from corpus.store import load_documents

DOCUMENTS = Path(__file__).resolve().parents[2] / "corpus" / "data" / "documents"
_TRAIN: Split = "train"


def newswire(data: Path, *, split: Split = _TRAIN) -> list[Document]:
    """The corpus's articles of a split with the texts in ``data/newswire/articles``.

    Raises:
        corpus.hydrate.TextError: if a text is not there.
        ValueError: if a text is not the one that was annotated.
    """
    out = []
    for doc in load_documents(DOCUMENTS / "newswire.jsonl"):
        if doc.split == split:
            text = find_text(doc.id, data / "newswire" / "articles", sha256=doc.text_sha256)
            hydrated = hydrate(doc, text)
            if not hydrated.same_text:
                raise ValueError(f"{doc.id}: its text was edited; get the one that was annotated")
            out.append(hydrated.doc)
    return out


def polnear(data: Path) -> list[Document]:
    """PolNeAR's training part, in ``data/polnear/train``."""
    return list(read_part(data / "polnear" / "train"))


def fold_of(doc: Document, folds: int) -> int:
    """One of ``folds`` parts, by the hash of the id: the same on every machine."""
    return int(hashlib.sha256(doc.id.encode()).hexdigest(), 16) % folds


def registry_without(held: Iterable[Document]) -> Registry:
    """The registry as if the ``held`` articles had never been annotated.

    It was filled from gold, so that it knows every name of an article that it helped to fill; on
    new articles it will not. Entries that no article refers to stay: they are there to be looked
    up.
    """
    inside = {doc.id for doc in held}
    docs = load_documents(DOCUMENTS / "newswire.jsonl")
    return registry_less(default_registry(), docs, lambda doc: doc.id in inside)[0]
