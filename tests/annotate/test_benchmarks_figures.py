"""Figures, errors and confidences of predictions that differ from gold in one known way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from annotate.benchmarks.errors import GROUPS, errors
from annotate.benchmarks.figures import (
    NEWSWIRE,
    challenge_figures,
    figures,
    newswire_counts,
    worst_phenomenon,
)
from annotate.benchmarks.leakage import registry_without
from annotate.benchmarks.pairing import matches
from annotate.benchmarks.trust import trust
from corpus.challenge import Outcome, Result
from corpus.entities import Registry, RegistryEntry
from corpus.records import Document, Entity, Quotation
from corpus.spans import Span
from tests.strategies import GUIDE, HARBOUR, MEDIUM, PERSON, build, documents

GOLD = build(HARBOUR)
"""Segments: two direct, two mixed, one outer, one inner; one distractor; one indirect content."""


def quotation(name: str, doc: Document = GOLD) -> Quotation:
    return next(each for each in doc.quotations if each.id == name)


def edited(name: str, **changes: Any) -> Document:
    """Gold with one quotation changed."""
    quotations = (replace(each, **changes) if each.id == name else each for each in GOLD.quotations)
    return replace(GOLD, quotations=tuple(quotations))


def without(*names: str) -> Document:
    quotations = tuple(each for each in GOLD.quotations if each.id not in names)
    return replace(GOLD, quotations=quotations)


def by(entity: str, name: str = "direct") -> dict[str, Any]:
    """One speaker of a quotation put in another's place."""
    return {"speakers": (replace(quotation(name).speakers[0], entity=entity),)}


def values(*predicted: Document) -> dict[str, float | None]:
    found = figures(newswire_counts([GOLD], predicted), resamples=0)
    return {name: figure.value for name, figure in found.items()}


def kinds(*predicted: Document) -> dict[tuple[str, str], int]:
    return errors(matches([GOLD], predicted)).counts()


def test_gold_against_itself_is_right_in_everything() -> None:
    assert set(values(GOLD).values()) == {1.0}
    assert list(values(GOLD)) == list(NEWSWIRE)
    assert kinds(GOLD) == {}


def test_no_prediction_finds_nothing_and_keeps_distractors_out() -> None:
    found = values()
    assert found["segments"] == found["all"] == found["indirect"] == 0
    assert found["distractors_out"] == 1
    assert found["speaker"] is found["outlet"] is found["indirect_speaker"] is None
    assert found == values(replace(GOLD, text_sha256="0" * 64))


def test_a_wrong_speaker_counts_by_segment() -> None:
    wrong = edited("direct", **by(GUIDE))
    found = values(wrong)
    assert found["segments"] == found["outlet"] == found["indirect"] == 1
    assert found["speaker"] == found["all"] == found["all_type"] == 4 / 6
    assert found["speaker_mention"] == 1
    assert kinds(wrong) == {("speaker", "wrong: name"): 2}


def test_a_speaker_left_empty_is_wrong_where_gold_has_one() -> None:
    empty = edited("mixed", speakers=())
    assert values(empty)["speaker"] == 4 / 6
    assert kinds(empty) == {("speaker", "left empty: pronoun"): 2}


def test_outlets_missed_wrong_and_spurious() -> None:
    medium = quotation("direct").outlet
    assert medium is not None
    missed = values(edited("direct", outlet=None))
    assert (missed["outlet"], missed["outlet_named"], missed["outlet_f1"]) == (4 / 6, 0, 0)
    spurious = values(edited("mixed", outlet=replace(medium, kind="newspaper")))
    assert (spurious["outlet"], spurious["outlet_named"]) == (4 / 6, 1)
    assert spurious["outlet_f1"] == 2 * 2 / (2 + 4)
    wrong = edited("direct", outlet=replace(medium, entity=GUIDE, mention=None))
    assert values(wrong)["outlet_named"] == 0
    assert kinds(wrong) == {("outlet", "wrong: news_agency"): 2}
    assert kinds(edited("direct", outlet=None)) == {("outlet", "missed: news_agency"): 2}


def test_the_type_is_asked_only_where_it_is_said() -> None:
    other = edited("mixed", type="direct")
    assert values(other)["all"] == 1
    assert values(other)["all_type"] == 4 / 6
    assert kinds(other) == {("type", "mixed taken for direct"): 2}


def test_a_distractor_taken_for_a_quotation() -> None:
    taken = edited("none", type="mixed", mode="speech")
    assert values(taken)["distractors_out"] == 0
    assert values(taken)["segments"] == 2 * 6 / (7 + 6)
    assert kinds(taken) == {("segments", "spurious: a distractor taken for a quotation"): 1}
    span = quotation("none").segments[0]
    wider = (Span(span.start - 1, span.end),)
    assert values(edited("none", type="mixed", segments=wider))["distractors_out"] == 0


def test_words_quoted_around_a_distractor_do_not_take_it() -> None:
    inner = quotation("inner")
    gold = edited("inner", type="none", mode=None, speakers=(), content=inner.segments)
    found = figures(newswire_counts([gold], [gold]), resamples=0)
    assert found["distractors_out"].value == 1


def test_a_quotation_taken_for_a_distractor_and_another_edge() -> None:
    none = edited("mixed", type="none", mode=None, speakers=(), cue=())
    assert kinds(none) == {("segments", "missed: taken for a distractor"): 2}
    span = quotation("outer").segments[0]
    shorter = edited("outer", segments=(Span(span.start, span.end - 1),))
    assert kinds(shorter) == {("segments", "another edge"): 1}
    assert kinds(without("mixed")) == {("segments", "missed: no such marks found"): 2}


def test_indirect_contents_and_their_edges() -> None:
    span = quotation("indirect").content[0]
    late = edited("indirect", content=(Span(span.start + 2, span.end),))
    assert (values(late)["indirect"], values(late)["indirect_exact"]) == (1, 0)
    assert kinds(late) == {("edge", "begins late"): 1}
    half = edited("indirect", content=(Span(span.start, span.start + 3),))
    assert values(half)["indirect"] == 0
    assert kinds(half) == {("indirect", "missed: less than half of it found"): 1}
    assert kinds(without("indirect")) == {("indirect", "missed: speech"): 1}
    more = replace(quotation("indirect"), id="new", content=GOLD.body[:1])
    twice = replace(GOLD, quotations=(*GOLD.quotations, more))
    assert kinds(twice) == {("indirect", "spurious"): 1}


@settings(max_examples=25)
@given(documents(), documents())
def test_anything_can_be_compared(gold: Document, other: Document) -> None:
    predicted = replace(other, id=gold.id, text=gold.text, text_sha256=gold.text_sha256)
    found = figures(newswire_counts([gold], [predicted]), resamples=20)
    for figure in found.values():
        assert figure.value is None or 0 <= figure.value <= 1
    wrong = errors(matches([gold], [predicted]))
    assert {group for group, _ in wrong.counts()} <= set(GROUPS)
    for link in trust(matches([gold], [predicted])).values():
        assert link.answered <= link.asked


def test_intervals_are_seeded_and_hold_the_value() -> None:
    half = [(1, 2), (3, 4), (0, 2), (5, 5)]
    one = figures({"segments": half}, seed=3)["segments"]
    assert one == figures({"segments": half}, seed=3)["segments"]
    assert one.value == 9 / 13
    assert one.low is not None
    assert one.high is not None
    assert 0 <= one.low < one.value < one.high <= 1


def outcomes(**passed: Sequence[bool]) -> Result:
    return Result(
        outcomes=tuple(
            Outcome(
                id=f"challenge/{name}-{i}",
                phenomenon=name.replace("_", "-"),
                tests="",
                faults=() if right else ("wrong",),
            )
            for name, rights in passed.items()
            for i, right in enumerate(rights)
        )
    )


def test_the_challenge_set_has_a_worst_phenomenon() -> None:
    result = outcomes(split=[True, True, False], chain=[False, True], nested=[True])
    found = challenge_figures(result)
    assert found["challenge"].value == 4 / 6
    assert found["challenge_worst"].value == 0.5
    assert worst_phenomenon(result) == ("chain", 1, 2)
    assert challenge_figures(outcomes(split=[True]))["challenge_worst"].low == 1
    assert challenge_figures(Result(outcomes=()))["challenge"].value is None
    assert worst_phenomenon(Result(outcomes=())) is None


def test_confidence_is_asked_of_what_was_found() -> None:
    found = trust(matches([GOLD], [GOLD]))
    speakers = found["speaker"]
    assert speakers.asked == 7  # six segments, one indirect content
    assert found["outlet"].asked == 7
    assert found["outlet"].answered == 2
    assert found["outlet"].mass == 0.5  # always right, at a confidence of 0.5
    assert found["outlet"].curve.points[-1].coverage == 1
    named = [each for each in GOLD.quotations if each.segments or each.type == "indirect"]
    known = [s for each in named for s in each.speakers if s.confidence is not None]
    assert speakers.answered >= len(known) > 0
    assert speakers.curve.points[-1].coverage == speakers.answered / speakers.asked
    assert speakers.curve.area == 0


def test_several_speakers_are_as_sure_as_the_least() -> None:
    first = replace(quotation("direct").speakers[0], confidence=0.9)
    second = replace(first, entity=GUIDE, mention=None, confidence=0.2)
    both = edited("direct", speakers=(first, second))
    link = trust(matches([GOLD], [both]))["speaker"]
    assert link.bins[0].low == 0.2
    assert math.isclose(link.bins[0].right, 0)


ENTRIES = Registry(
    RegistryEntry(id=key, name=key, kind="person")
    for key in (PERSON, MEDIUM, "e/only-dev", "e/both", "e/nobody")
)


def entity(key: str) -> Entity:
    return Entity(id=key, name=key, kind="person")


def test_the_registry_forgets_what_only_the_split_has() -> None:
    dev = replace(GOLD, split="dev", entities=(entity("e/only-dev"), entity("e/both")))
    train = replace(GOLD, id="tests/b", split="train", quotations=(), publisher=None)
    train = replace(train, entities=(entity("e/both"),))
    kept, removed = registry_without(ENTRIES, [dev, train], "dev")
    assert removed == tuple(sorted((MEDIUM, PERSON, "e/only-dev")))
    assert [entry.id for entry in kept] == ["e/both", "e/nobody"]
    assert registry_without(ENTRIES, [dev, train], "test")[1] == ()


@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_documents_of_no_split_let_their_entities_stay(split: Any) -> None:
    kept, removed = registry_without(ENTRIES, [replace(GOLD, split=None)], split)
    assert (len(kept), removed) == (len(ENTRIES), ())
