"""The rankers of mentions that ship, and for each part of train those that never saw it.

What is resolved in an article by rankers that learned from it is better than it will be in a new
one, and so are the confidences that are fitted to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from annotate.context import Context
from annotate.coref.ranker import SUFFIX, Rankers, load_rankers
from annotate.pipeline import Annotator
from annotate.training import coref
from annotate.training.coref_labels import from_labels
from annotate.training.gold import fold_of, registry_without
from annotate.training.labels import Labelled
from corpus.records import Document


@dataclass(frozen=True, slots=True)
class FoldedRankers:
    """``every`` learned from all articles, ``held[n]`` from all but those of part ``n``."""

    every: Rankers
    held: tuple[Rankers, ...]


def fold_folder(work: Path, number: int) -> Path:
    """Where what learned without part ``number`` is kept."""
    return work / f"fold-{number}"


def make_rankers(
    work: Path,
    annotator: Annotator,
    docs: Sequence[Document],
    labelled: Sequence[Labelled],
    *,
    gum: Path,
    folds: int,
    log: Callable[[str], None],
) -> FoldedRankers:
    """Fit the rankers and keep them in ``work``, or read those that are there.

    ``docs`` are gold with texts; the labelled articles are in none of the parts; without the
    folder ``gum`` there is nothing of GUM.
    """
    folders = [work, *(fold_folder(work, n) for n in range(folds))]
    if all((to / (f.name + SUFFIX)).exists() for to in folders for f in fields(Rankers)):
        log("rankers: there already")
    else:
        examples = read_examples(annotator, docs, labelled, gum if gum.is_dir() else None)
        parts = [{doc.id for doc in docs if fold_of(doc, folds) == n} for n in range(folds)]
        for to, part in zip(folders, [set[str](), *parts], strict=True):
            to.mkdir(parents=True, exist_ok=True)
            coref.fit_rankers(examples.without(part)).save(to)
    every, *held = (load_rankers(folder) for folder in folders)
    return FoldedRankers(every, tuple(held))


def read_examples(
    annotator: Annotator,
    docs: Sequence[Document],
    labelled: Sequence[Labelled],
    gum: Path | None,
) -> coref.Examples:
    """The examples of gold, of GUM and of the labels.

    Rankers that learned from gold alone resolve what has no label in the labelled articles.
    """
    read = ((doc, ctx.analysis) for doc, ctx in zip(docs, _contexts(annotator, docs), strict=True))
    registry = registry_without(docs)
    examples = coref.read_gold(read, gum, registry)
    plain = coref.fit_rankers(examples)
    texts = _contexts(annotator, [each.doc for each in labelled])
    for each, ctx in zip(labelled, texts, strict=True):
        examples += from_labels(each, ctx, registry, plain)
    return examples


def _contexts(annotator: Annotator, docs: Iterable[Document]) -> Iterator[Context]:
    for batch in annotator.batches(docs):
        yield from annotator.contexts(batch)
