"""Records of what was found: no entity speaks twice, no report sticks out of its parent."""

from __future__ import annotations

from dataclasses import replace

from annotate.coref.party import Party
from annotate.drafts import Draft, leave_parents
from annotate.recording import to_record
from corpus.spans import Span
from tests.annotate.build import annotator, story


def test_a_report_that_sticks_out_of_another_is_none_inside_it() -> None:
    outer = Draft("indirect", "speech", None, [Span(10, 40), Span(50, 60)])
    inner = Draft("indirect", "speech", None, [Span(12, 20), Span(52, 60)], parent=outer)
    astray = Draft("indirect", "speech", None, [Span(30, 45)], parent=outer)
    leave_parents([outer, inner, astray])
    assert inner.parent is outer
    assert astray.parent is None


def test_two_names_of_one_entity_are_one_speaker() -> None:
    made = story(
        "“We will rebuild,” Ada Quist told Radio Vell. || ccomp(told, rebuild) "
        "nsubj(told, Ada) iobj(told, Vell)"
    )
    found = annotator(made).attribute([made.doc])[0]
    told = next(a for a in found.attributions if a.parties)
    medium = next(c.cluster for c in found.channels if c is not None)
    assert medium.entry is not None
    told.parties = [Party(replace(medium), None, "implicit", 0.9) for _ in range(2)]
    assert len({id(party.cluster) for party in told.parties}) == 2
    record = to_record(made.doc, found)
    speakers = next(q.speakers for q in record.quotations if q.speakers)
    assert [speaker.entity for speaker in speakers] == [medium.entry.id]


def test_an_analyst_who_is_left_out_as_a_speaker_is_no_outlet() -> None:
    made = story(
        "“We will rebuild,” the analyst said. || ccomp(said, rebuild) nsubj(said, analyst)"
    )
    found = annotator(made).attribute([made.doc])[0]
    (before,) = to_record(made.doc, found).quotations
    assert before.outlet is not None
    assert before.outlet.kind == "analyst"
    for attribution in found.attributions:
        attribution.parties = []
    (after,) = to_record(made.doc, found).quotations
    assert after.outlet is None
    assert to_record(made.doc, found).entities == ()
