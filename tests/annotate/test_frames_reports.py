"""Frames without marks: what the judge hears of them, and what becomes of those it refuses."""

from __future__ import annotations

import numpy as np
import pytest

from annotate.frames import Judge
from annotate.frames.reports import (
    facts_of_frame,
    rules_by_cue,
    view_of_frame,
    without_marks,
)
from annotate.frames.views import Ear
from tests.annotate.framing import Tale
from tests.annotate.test_frames_drafting import constant

SAID = "Ada Quist said talks would resume. || ccomp(said, resume) nsubj(said, Quist)"
MARKED = "Tom Brand said the bridge was “a fine mess”. || ccomp(said, mess)"
BELIEVED = Judge(constant(4.0), constant(4.0), reports=constant(3.0))
REFUSED = Judge(constant(4.0), constant(4.0), reports=constant(-3.0))


def drawn(tale: Tale, judge: Judge | None, score: float) -> list[str]:
    frame = tale.frame("said", "talks would resume", source="Ada Quist", score=score)
    return [draft.type for draft in tale.drafts(frame, judge=judge)]


@pytest.mark.parametrize(
    ("judge", "score", "expected"),
    [
        (BELIEVED, 0.2, ["indirect"]),  # the tagger doubts it, the judge does not
        (REFUSED, 0.95, []),
        (Judge(constant(4.0), constant(4.0)), 0.95, ["indirect"]),
        (None, 0.2, []),
    ],
)
def test_the_judge_decides_on_frames_without_marks(
    judge: Judge | None, score: float, expected: list[str]
) -> None:
    assert drawn(Tale(SAID), judge, score) == expected


def test_a_judged_frame_is_not_doubted_for_its_score() -> None:
    """Without a judge, a cue that the rules do not know needs a high score."""
    tale = Tale(SAID)
    frame = tale.frame("Quist", "talks would resume", score=0.5)
    assert tale.drafts(frame) == []
    (draft,) = tale.drafts(frame, judge=BELIEVED)
    assert draft.score == pytest.approx(1 / (1 + np.exp(-3.0)))


def test_a_verb_of_saying_needs_a_clause_whatever_the_judge_says() -> None:
    tale = Tale("The figures say it all. || nsubj(say, figures)")
    frame = tale.frame("say", "it all", source="The figures")
    assert tale.drafts(frame, judge=BELIEVED) == []


def test_marks_are_judged_as_marks() -> None:
    tale = Tale(MARKED)
    frame = tale.frame("said", "the bridge was “a fine mess", source="Tom Brand", type="mixed")
    assert without_marks(tale.words, [frame]) == []
    (draft,) = tale.drafts(frame, judge=Judge(constant(4.0), constant(-4.0), reports=constant(-9)))
    assert draft.type == "mixed"


def test_facts_of_a_frame() -> None:
    tale = Tale(SAID)
    frame = tale.frame("said", "talks would resume", source="Ada Quist", score=0.9)
    (evoked,) = without_marks(tale.words, [frame])
    assert [tale.words.tokens[i].text for i in evoked.own] == ["talks", "would", "resume"]
    rules = rules_by_cue(tale.words, [each.draft for each in tale.ruled.attributions])
    facts = facts_of_frame(tale.ctx, tale.words, evoked, rules[frame.anchor])
    assert facts["score"] == pytest.approx(np.log(9))
    assert facts["finite"] == facts["cue_states"] == facts["rule_indirect"] == 1.0
    assert facts["rule_shared"] == 1.0
    assert facts["spans"] == facts["gap"] == 1.0
    assert facts["denied"] == facts["precedes"] == facts["in_marks"] == 0.0
    assert "rule" not in facts_of_frame(tale.ctx, tale.words, evoked, None)


def test_a_denial_before_the_cue_is_heard() -> None:
    tale = Tale("Ada Quist did not say talks would resume. || ccomp(say, resume)")
    (evoked,) = without_marks(tale.words, [tale.frame("say", "talks would resume")])
    assert facts_of_frame(tale.ctx, tale.words, evoked, None)["denied"] == 1.0


def test_the_view_of_a_frame() -> None:
    tale = Tale(SAID)
    frame = tale.frame("said", "talks would resume")
    (evoked,) = without_marks(tale.words, [frame])
    assert view_of_frame(tale.words, evoked) is None
    tale.words.states = np.arange(len(tale.words), dtype=np.float16)[:, None]
    view = view_of_frame(tale.words, evoked)
    assert view is not None
    assert view.tolist() == [frame.anchor, np.mean(evoked.own)]
    deaf = Judge(constant(4.0), constant(4.0), reports=constant(3.0))
    hears = Judge(*(constant(4.0),) * 2, reports=constant(3.0), reports_ear=Ear(-9.0, np.zeros(2)))
    assert [len(tale.drafts(frame, judge=judge)) for judge in (deaf, hears)] == [1, 0]
