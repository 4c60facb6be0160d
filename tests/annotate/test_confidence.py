"""Confidences: in 0..1, and in the order of what the links rest on."""

from __future__ import annotations

import pytest

from corpus.records import Document, Quotation
from tests.annotate.build import Paragraph, record

NAMED = "“We will rebuild the bridge,” Ada Quist said. || ccomp(said, rebuild)"
TOLD = (
    "“We will rebuild the bridge,” Ada Quist told Radio Vell. || ccomp(told, rebuild) "
    "nsubj(told, Ada) iobj(told, Vell)"
)
STORY: tuple[Paragraph, ...] = (
    (TOLD, "The bridge failed in the winter. || obl(failed, winter)", "“We will not wait for it.”"),
    "“We will wait,” Tom Brand said. || ccomp(said, wait)",
    "“We will walk,” she said. || ccomp(said, walk)",
    "The Bridge Union said talks would resume. || ccomp(said, resume)",
    "Quist hailed the “sunshine pact”. || hailed/VBD obj(hailed, pact)",
    "The “sunshine” bridge was open. || compound(bridge, sunshine)",
)


def speaker(quotation: Quotation) -> float:
    found = quotation.speakers[0].confidence
    assert found is not None
    return found


def outlet(quotation: Quotation) -> float:
    assert quotation.outlet is not None
    assert quotation.outlet.confidence is not None
    return quotation.outlet.confidence


def by_kind(doc: Document) -> dict[str, Quotation]:
    """The first quotation of each kind of mention."""
    return {q.speakers[0].kind: q for q in reversed(doc.quotations) if q.speakers}


def test_every_link_has_a_confidence_in_range() -> None:
    doc = record(*STORY)
    assert {q.type for q in doc.quotations} == {"direct", "mixed", "indirect", "none"}
    for quotation in doc.quotations:
        values = [quotation.confidence, *(each.confidence for each in quotation.speakers)]
        if quotation.outlet is not None:
            values.append(quotation.outlet.confidence)
        for value in values:
            assert value is not None
            assert 0.0 <= value <= 1.0


def test_no_confidence_is_a_constant() -> None:
    quotations = record(*STORY).quotations
    assert len({q.confidence for q in quotations}) >= 3
    assert len({speaker(q) for q in quotations if q.speakers}) >= 3
    assert len({outlet(q) for q in quotations if q.outlet}) >= 2


def test_a_name_beside_its_cue_is_surer_than_other_mentions() -> None:
    found = by_kind(record(*STORY))
    assert speaker(found["name"]) > speaker(found["pronoun"])
    assert speaker(found["name"]) > speaker(found["implicit"])


def test_an_explicit_outlet_is_surer_than_a_carried_one() -> None:
    first, second = record(TOLD, "“We will walk,” Quist said. || ccomp(said, walk)").quotations
    assert outlet(first) > outlet(second)


def test_a_rival_makes_a_pronoun_less_sure() -> None:
    she = "“We will walk,” she said. || ccomp(said, walk)"
    alone = record(NAMED, she).quotations[-1]
    rival = record(
        "Lena Moor greeted Ada Quist in Vell. || obj(greeted, Ada)",
        "“We will walk,” she said. || ccomp(said, walk)",
    ).quotations[-1]
    assert speaker(alone) > speaker(rival)


def test_a_cue_that_is_near_is_surer_than_one_that_is_far() -> None:
    near = record(NAMED).quotations[0]
    far = record(
        "“We will rebuild the bridge,” the mayor of Vell and of the long calm coast, Ada Quist, "
        "said. || ccomp(said, rebuild) nsubj(said, mayor) nmod(mayor, Vell) conj(Vell, coast) "
        "appos(mayor, Ada)"
    ).quotations[0]
    assert far.speakers[0].entity
    assert speaker(near) > speaker(far)


@pytest.mark.parametrize("mark", ["”", ""])
def test_an_unclosed_mark_is_less_sure_than_a_closed_one(mark: str) -> None:
    closed = record("Ada Quist said: “We will rebuild.” || ccomp(said, rebuild)").quotations[0]
    other = record(f"Ada Quist said: “We will rebuild.{mark} || ccomp(said, rebuild)").quotations[0]
    assert closed.confidence is not None
    assert other.confidence is not None
    assert (other.confidence < closed.confidence) is (mark == "")


def test_words_without_any_cue_are_least_sure() -> None:
    lone = record("“We will not wait for the bridge.”").quotations[0]
    cued = record(NAMED).quotations[0]
    assert lone.confidence is not None
    assert cued.confidence is not None
    assert lone.confidence < cued.confidence
