"""What judges the tagger's output, learned from articles that the tagger had not seen.

Each part of the articles is read by a tagger of the other parts. What is written learns from all
parts; what each part is measured by learns from the others alone, forests, models and confidences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from annotate.benchmarks.figures import figures, newswire_counts
from annotate.channel_choice import Chooser
from annotate.confidence import save_models
from annotate.coref.ranker import Rankers
from annotate.frames import Frame, FrameTagger, Words, read_words
from annotate.pipeline import Annotator
from annotate.recording import Attributed, to_record
from annotate.training.confidences import Tables, fit, fit_others, held_out
from annotate.training.gold import registry_without
from annotate.training.judged import Judged, judge_links
from annotate.training.labels import Labelled
from annotate.training.marks import labelled_rows, learn_judge, rows_of
from annotate.training.outlets import choices, learn_choices
from annotate.training.standing import Row, learn_standing, rows_of_gold, rows_of_labels
from corpus.records import Document

T = TypeVar("T")
Pair = tuple[Document, Attributed]  # gold, and what the annotator made of its text


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """Gold, and what the rules and the tagger, each by itself, make of its text."""

    gold: Document
    ruled: Attributed
    words: Words
    frames: list[Frame]

    @property
    def parts(self) -> tuple[Document, Attributed, Words, list[Frame]]:
        return self.gold, self.ruled, self.words, self.frames


def tag_articles(
    annotator: Annotator, tagger: FrameTagger, docs: Iterable[Document]
) -> list[Tagged]:
    """Articles with what the rules and the tagger, each by itself, make of them."""
    docs = list(docs)
    annotator.registry = registry_without(docs)
    out = []
    for batch in annotator.batches(docs):
        ruled = annotator.attribute_by_rules(batch)
        words = [read_words(r.ctx, r.attributions, tagger.splitter) for r in ruled]
        out += list(map(Tagged, batch, ruled, words, tagger.tag(words)))
    return out


def write_judges(
    folds: Sequence[Sequence[Tagged]],
    annotator: Annotator,
    target: Path,
    *,
    rankers: Sequence[Rankers] = (),
    experts: Sequence[Row] = (),
    labelled: Sequence[tuple[Labelled, Tagged]] = (),
) -> dict[str, Any]:
    """Learn what judges the tagger's output, and write it to ``target``.

    ``folds`` are the parts, ``rankers`` those that learned from all but each, by default the
    annotator's own, which may have learned from all; ``labelled`` are articles in none of them,
    with labels of their marks and people; ``experts`` are further rows for what tells experts.
    Returned is what was measured on each part with the others: ``calibration`` is how far off the
    confidences are (`confidences.held_out`), ``crossfitted`` what the whole annotator gets right.
    """
    marks = [[row for a in part for row in rows_of(*a.parts)] for part in folds]
    beside = [row for labels, a in labelled for row in labelled_rows(labels.marks, *a.parts[1:])]
    annotator.judge = learn_judge([*others(marks, -1), *beside])
    annotator.judge.save(target)
    experts = [*experts, *_people(annotator, labelled)]
    found: list[list[Pair]] = []
    for number, part in enumerate(folds):
        annotator.rankers = rankers[number] if rankers else annotator.rankers
        annotator.judge = learn_judge([*others(marks, number), *beside])
        annotator.registry = registry_without(a.gold for a in part)
        found.append([(a.gold, annotator.redraw(a.ruled, a.words, a.frames)) for a in part])
    people = [[row for gold, each in pairs for row in rows_of_gold(gold, each)] for pairs in found]
    models = [learn_standing([*experts, *others(people, n)]) for n in range(len(folds))]
    learn_standing([*experts, *others(people, -1)]).save(target / "standing.npz")
    met = [
        [choice for gold, each in pairs for choice in choices(gold, each, model)]
        for pairs, model in zip(found, models, strict=True)
    ]
    learn_choices(others(met, -1)).save(target / "outlets.npz")
    judged = [Judged() for _ in found]
    for number, pairs in enumerate(found):
        chooser = Chooser(learn_choices(others(met, number)), models[number])
        for gold, each in pairs:
            judged[number].add(judge_links(gold, each, chooser))
    every = Judged([row for part in judged for row in part.rows])
    fitted = {name: fit(rows, right) for name, (rows, right) in every.tables().items()}
    save_models(fitted, target / "confidence.json")
    tables = [part.tables() for part in judged]
    return {"calibration": held_out(tables), "crossfitted": _measured(found, tables)}


def _people(annotator: Annotator, labelled: Iterable[tuple[Labelled, Tagged]]) -> Iterator[Row]:
    """Rows of the labelled people, by what the whole annotator makes of their articles."""
    for labels, article in labelled:
        drawn = annotator.redraw(article.ruled, article.words, article.frames)
        yield from rows_of_labels(drawn, labels.people)


def _measured(found: Sequence[Sequence[Pair]], tables: Sequence[Tables]) -> dict[str, Any]:
    """The figures of `annotate.benchmarks.figures` over all parts, with confidences of the others.

    The outlets of ``found`` are chosen already.
    """
    gold, records = [], []
    for number, pairs in enumerate(found):
        trust = fit_others(tables, number)
        gold += [each for each, _ in pairs]
        records += [to_record(each, drawn, trust) for each, drawn in pairs]
    return {
        "articles": len(gold),
        "segments": sum(len(q.segments) for d in gold for q in d.quotations if q.type != "none"),
        "figures": {n: asdict(f) for n, f in figures(newswire_counts(gold, records)).items()},
    }


def others(parts: Sequence[Sequence[T]], number: int) -> list[T]:
    """What stands in all parts but one; of -1, in all."""
    return [each for n, part in enumerate(parts) if n != number for each in part]
