"""Rankers of each part of train that never saw it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotate.coref.ranker import Rankers
from annotate.training.coref_folds import FoldedRankers, make_rankers
from annotate.training.gold import fold_of
from annotate.training.judges import Tagged, write_judges
from corpus.records import Document
from tests.annotate.build import Story, annotator
from tests.annotate.framing import Tale

TALE = Tale(
    "Ada Quist met Lena Moor.",
    "“It is over,” she said. || ccomp(said, over) nsubj(said, she)",
    "The “sunshine” bridge was open. || compound(bridge, sunshine)",
    "Tom Brand said the bridge was “a fine mess”. || ccomp(said, mess) nsubj(said, Tom)",
)
FRAMES = [
    TALE.frame("said", "It is over,", source="she", type="direct"),
    TALE.frame("said#2", "the bridge was “a fine mess", source="Tom Brand", type="mixed"),
]
MEANT = ("Ada Quist", "Lena Moor")  # whom `she` means in the articles of each half


def meaning(name: str, id: str = TALE.story.doc.id) -> Document:
    """Gold in which `she` is one of the two."""
    gold = annotator(TALE.story).annotate(TALE.story.doc)
    she = gold.quotations[0].speakers[0].entity
    entities = (
        replace(each, name=name, aliases=(), mentions=(TALE.span(name), TALE.span("she")))
        if each.id == she
        else each
        for each in gold.entities
    )
    return replace(gold, id=id, entities=tuple(entities))


def exchanged(gold: Document) -> Document:
    """The same, but Tom Brand's words are those of whoever `she` is: no confidence is certain."""
    first, none, last = gold.quotations
    return replace(gold, quotations=(first, none, replace(last, speakers=first.speakers)))


@pytest.fixture
def made(tmp_path: Path) -> FoldedRankers:
    """Rankers of thirty articles alike, whose halves say different things."""
    bare = [replace(TALE.story.doc, id=f"tests/{n}") for n in range(30)]
    docs = [meaning(MEANT[fold_of(doc, 2)], doc.id) for doc in bare]
    maker = annotator(*(Story(doc, TALE.story.analysis) for doc in docs))
    said: list[str] = []
    found, again = (
        make_rankers(tmp_path, maker, docs, [], gum=tmp_path / "gum", folds=2, log=said.append)
        for _ in range(2)
    )
    assert said == ["rankers: there already"]
    assert again == found
    return found


def speaker(rankers: Rankers) -> str:
    reader = annotator(TALE.story)
    reader.rankers = rankers
    record = reader.annotate(TALE.story.doc)
    names = {entity.id: entity.name for entity in record.entities}
    return names[record.quotations[0].speakers[0].entity]


def test_each_part_is_held_out_of_its_own_rankers(made: FoldedRankers) -> None:
    assert [speaker(each) for each in made.held] == list(reversed(MEANT))


def test_a_part_is_judged_by_what_rankers_of_the_others_resolve(
    made: FoldedRankers, tmp_path: Path
) -> None:
    """`she` is wrong in every article; by rankers that have seen the answers it would not be."""
    folds = [
        [
            Tagged(gold, TALE.ruled, TALE.words, FRAMES)
            for gold in ([known] * 10 + [exchanged(known)])
        ]
        for known in map(meaning, MEANT)
    ]
    experts = [({"listed": 1.0}, True), ({"listed": 0.0}, False)] * 40
    right = []
    for rankers in (made.held, made.held[::-1]):
        measured = write_judges(
            folds, annotator(TALE.story), tmp_path, rankers=rankers, experts=experts
        )
        right.append(measured["crossfitted"]["figures"]["speaker"]["value"])
    unseen, seen = right
    assert unseen == pytest.approx(10 / 22)
    assert seen > 15 / 22  # not all: where little is known of speakers, some are left empty
