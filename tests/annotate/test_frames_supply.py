"""Sources that the rules supply where a frame names none."""

from __future__ import annotations

from tests.annotate.framing import Tale

SAID = Tale("Ada Quist said talks would resume. || ccomp(said, resume)")


def test_the_rules_know_the_subject_of_a_cue() -> None:
    (draft,) = SAID.drafts(SAID.frame("said", "talks would resume"))
    assert draft.source is SAID.ruled.attributions[0].draft.source
