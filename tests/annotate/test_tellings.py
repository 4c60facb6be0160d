"""Who speaks to which medium, as what carries over from there."""

from __future__ import annotations

from tests.annotate.test_channel_options import AGAIN, TOLD, TOM, named, options

WIRE = (
    "Ada Quist gave an interview to the Norland Wire. || nsubj(gave, Ada) obl(gave, Wire) "
    "gave/VBD obj(gave, interview)"
)


def test_the_speaker_told_a_medium_before() -> None:
    told = named(options(TOLD, AGAIN)[1], "told_own")["Radio Vell"].facts
    assert told["told_nearest"] == told["told_back"] == told["told_by_told"] == 1.0
    assert told["told_others"] == 0.0


def test_another_person_between_is_counted() -> None:
    told = named(options(TOLD, TOM, AGAIN)[2], "told_own")["Radio Vell"].facts
    assert told["told_others_named"] > 0.0


def test_who_did_not_speak_to_the_medium_has_no_way_to_it() -> None:
    facts = named(options(TOLD, TOM)[1], "told_any")["Radio Vell"].facts
    assert facts["told_own"] == 0.0
    assert "told_back" not in facts


def test_a_medium_that_is_spoken_to_later_is_a_rival() -> None:
    found = options(TOLD, WIRE, AGAIN)[1]
    assert named(found, "told_nearest").keys() == {"Norland Wire"}
    assert named(found, "told_own")["Radio Vell"].facts["told_rivals"] == 1.0
