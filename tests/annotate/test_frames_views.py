"""The encoder's view of words in marks, and what the judge makes of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from annotate.frames import FrameTagger
from annotate.frames.judge import Judge, load_judge
from annotate.frames.views import Ear, heard, view_of_segment
from annotate.pipeline import Annotator
from annotate.weights import frames_dir
from tests.annotate.build import REGISTRY, HandMade, story
from tests.annotate.framing import Tale
from tests.annotate.test_frames_drafting import constant

STORY = (
    "Ada Quist said the bridge was “a fine mess” for Vell. || ccomp(said, mess) nsubj(said, Quist)"
)


@pytest.fixture
def tale() -> Tale:
    """A tale whose words have their place in the text for a state, and its square."""
    told = Tale(STORY)
    places = np.arange(1, len(told.words) + 1)
    told.words.states = np.stack([places, places**2], axis=1).astype(np.float16)
    return told


def test_a_view_is_of_the_words_and_of_what_is_around(tale: Tale) -> None:
    view = view_of_segment(tale.ctx, tale.words, 0)
    assert view is not None
    places = [token.text for token in tale.words.tokens]
    inside = [places.index(word) + 1 for word in ("a", "fine", "mess")]
    rest = [n for n in range(1, len(places) + 1) if n not in inside]
    expected = [
        np.mean(inside),
        inside[0],
        inside[-1],
        places.index("“") + 1,
        places.index("”") + 1,
        places.index("was") + 1,
        places.index("for") + 1,
        places.index("mess") + 1,
        places.index("said") + 1,
        np.mean([n for n in rest if n < inside[0]]),
        np.mean([n for n in rest if n > inside[-1]]),
    ]
    assert view[::2].tolist() == pytest.approx(expected)
    assert view[1] == pytest.approx(np.mean(np.square(inside)))


def test_what_is_not_there_counts_nothing() -> None:
    told = Tale("“We will rebuild”")
    told.words.states = np.ones((len(told.words), 1), dtype=np.float16)
    told.ctx.sentences[0].parsed = False
    view = view_of_segment(told.ctx, told.words, 0)
    assert view is not None
    assert view.tolist() == [1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1]


def test_words_that_no_tagger_has_read_have_no_view() -> None:
    told = Tale(STORY)
    assert view_of_segment(told.ctx, told.words, 0) is None


def test_the_ear_has_half_the_say() -> None:
    forest, ear = constant(3.0), Ear(1.0, np.array([1.0, 0.0], dtype=np.float32))
    views = [np.array([-6.0, 9.0]), None, np.array([1.0])]  # the last is another encoder's
    odds = [(3.0 - 5.0) / 2, 3.0, 3.0]
    assert heard(forest, ear, [{}, {}, {}], views).tolist() == pytest.approx(
        [1 / (1 + np.exp(-each)) for each in odds]
    )
    assert heard(forest, None, [{}], views[:1])[0] == pytest.approx(1 / (1 + np.exp(-3.0)))
    assert heard(forest, ear, [], []).tolist() == []


def test_marks_of_which_the_ear_is_sure(tale: Tale) -> None:
    frame = tale.frame("said", "the bridge was “a fine mess", source="Ada Quist", type="mixed")
    weights = np.zeros(22, dtype=np.float32)
    for base, kind in ((9.0, "mixed"), (-9.0, "none")):
        judge = Judge(constant(0.5), constant(-4.0), Ear(base, weights))
        assert kind in {draft.type for draft in tale.drafts(frame, judge=judge)}


def test_a_judge_is_kept(tmp_path: Path) -> None:
    assert load_judge(tmp_path) is None
    ear = Ear(0.25, np.array([0.5, -1.5], dtype=np.float32))
    Judge(constant(3.0), constant(-1.0), ear, constant(2.0), ear).save(tmp_path)
    kept = load_judge(tmp_path)
    assert kept is not None
    assert kept.reports is not None
    assert [forest.base for forest in (kept.quotes, kept.whole, kept.reports)] == [3.0, -1.0, 2.0]
    for other in (kept.quotes_ear, kept.reports_ear):
        assert other is not None
        assert (other.base, other.weights.tolist()) == (0.25, [0.5, -1.5])
    for name in ("quotes_ear", "reports", "reports_ear"):
        (tmp_path / f"{name}.npz").unlink()
    assert load_judge(tmp_path) is not None
    (tmp_path / "whole.npz").unlink()
    assert load_judge(tmp_path) is None


class Elsewhere:
    """A tagger by its folder alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder


def test_ears_hear_only_the_encoder_that_they_know(tmp_path: Path) -> None:
    ear = Ear(0.5, np.ones(4, dtype=np.float32))
    judge = Judge(constant(1.0), constant(2.0), ear, constant(3.0), ear)
    deaf = judge.without_ears()
    assert (deaf.quotes_ear, deaf.reports_ear) == (None, None)
    assert (deaf.quotes, deaf.whole, deaf.reports) == (judge.quotes, judge.whole, judge.reports)
    judge.save(tmp_path)
    (tmp_path / "confidence.json").write_text("{}", encoding="utf-8")
    shutil.copyfile(frames_dir() / "pronouns.json", tmp_path / "pronouns.json")
    told = story("Ada Quist said talks would resume. || ccomp(said, resume)")
    (strange := tmp_path / "strange").mkdir()
    for folder, hears in ((tmp_path, True), (strange, False)):
        tagger = cast(FrameTagger, Elsewhere(folder))
        own = Annotator(analyser=HandMade(told), tagger=tagger, registry=REGISTRY).judge
        assert own is not None
        assert (own.quotes_ear is not None) is hears
