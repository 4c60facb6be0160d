"""What judges the tagger's output: marks, outlets and confidences, from gold and what was found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from annotate.channel_choice import Chooser
from annotate.frames import load_judge
from annotate.training.confidences import fit, fit_others, held_out
from annotate.training.judged import judge_links
from annotate.training.judges import Tagged, _measured, write_judges
from annotate.training.labels import Labelled
from annotate.training.marks import Row, labelled_rows, learn_judge, rows_of
from annotate.training.outlets import choices, learn_choices
from annotate.training.standing import rows_of_labels
from annotate.trees import chances, load_forest
from corpus.records import Document, QuotationType
from tests.annotate.build import annotator
from tests.annotate.framing import Tale

TOLD = (
    "“We will rebuild,” Ada Quist told Radio Vell. || ccomp(told, rebuild) nsubj(told, Ada) "
    "iobj(told, Vell)"
)
SUNSHINE = "The “sunshine” bridge was open. || compound(bridge, sunshine)"
MESS = "Tom Brand said the bridge was “a fine mess”. || ccomp(said, mess)"
RESUME = "Tom Brand warned talks would resume. || ccomp(warned, resume) nsubj(warned, Tom)"
TALE = Tale(TOLD, SUNSHINE, MESS)
GOLD: Document = annotator(TALE.story).annotate(TALE.story.doc)
FRAMES = [
    TALE.frame("told", "We will rebuild,", source="Ada Quist", outlet="Radio Vell", type="direct"),
    TALE.frame("said", "the bridge was “a fine mess", source="Tom Brand", type="mixed"),
]


def test_rows_of_marks() -> None:
    rows = list(rows_of(GOLD, TALE.ruled, TALE.words, FRAMES))
    assert [row.type for row in rows] == ["direct", "none", "mixed"]
    assert [(row.view, row.frame) for row in rows] == [(None, False)] * 3
    facts = [row.facts for row in rows]
    assert facts[0]["share"] > 0.9 > facts[1].get("share", 0.0)
    assert facts[0]["rule_direct"] == facts[1]["rule_none"] == facts[2]["rule_mixed"] == 1.0
    assert all(np.isfinite(value) for row in facts for value in row.values())


def test_a_judge_tells_what_it_learned() -> None:
    rows = list(rows_of(GOLD, TALE.ruled, TALE.words, FRAMES)) * 30
    judge = learn_judge(rows)
    told = [row.facts for row in rows[:3]]
    assert judge.quotes_ear is judge.reports is judge.reports_ear is None
    assert (chances(judge.quotes, told) > 0.5).tolist() == [True, False, True]
    assert chances(judge.whole, told)[0] > 0.5 > chances(judge.whole, told)[2]


def test_the_ear_learns_from_views_alone() -> None:
    kinds: tuple[QuotationType, ...] = ("direct", "none", "mixed")
    rng = np.random.default_rng(5)
    rows = [
        Row(
            {"words": 1.0},
            np.array([9.0 * (kind != "none"), 7.0]) + rng.normal(0, 0.3, 2),
            kind,
        )
        for kind in kinds * 30
    ]
    judge = learn_judge(rows)
    assert judge.quotes_ear is not None
    scores = judge.quotes_ear.scores([row.view for row in rows if row.view is not None])
    assert ((scores > 0) == [row.type != "none" for row in rows]).all()


def test_labels_tell_whether_marks_quote_and_not_how() -> None:
    """Marks that the label says not to quote; what is whole is learned from gold alone."""
    labels = {TALE.span("sunshine"): False, TALE.span("a fine mess"): True}
    labelled = list(labelled_rows(labels, TALE.ruled, TALE.words, FRAMES))
    assert [row.type for row in labelled] == ["none", "quotes"]
    rows = list(rows_of(GOLD, TALE.ruled, TALE.words, FRAMES))
    told = [row.facts for row in rows]
    plain, more = learn_judge(rows * 30), learn_judge(rows * 30 + labelled * 90)
    assert (chances(more.quotes, told) > 0.5).tolist() == [True, False, True]
    assert chances(more.whole, told).tolist() == chances(plain.whole, told).tolist()


def test_labels_of_other_articles_are_learned_from_too(tmp_path: Path) -> None:
    """Gold that knows no distractor, and labels that call what gold quotes one."""
    first, none, last = GOLD.quotations
    exchanged = (
        replace(first, type="mixed", speakers=last.speakers, outlet=None),
        none,
        replace(last, type="direct", speakers=first.speakers, outlet=first.outlet),
    )
    wrong = replace(GOLD, quotations=exchanged)  # confidences are fitted to wrong answers too
    article = Tagged(GOLD, TALE.ruled, TALE.words, FRAMES)
    other = Tagged(wrong, TALE.ruled, TALE.words, FRAMES)
    labels = Labelled(
        TALE.story.doc,
        {TALE.span("sunshine"): False, TALE.span("a fine mess"): False},
        [(TALE.span("Ada Quist"), "analyst"), (TALE.span("Tom Brand"), "person")],
    )
    folds = [[article] * 15 + [other]] * 2
    experts = [({"listed": 1.0}, True), ({"listed": 0.0}, False)] * 40
    found = {}
    for name, labelled in (("without", []), ("with", [(labels, article)] * 90)):
        folder = tmp_path / name
        folder.mkdir()
        write_judges(folds, annotator(TALE.story), folder, experts=experts, labelled=labelled)
        judge, standing = load_judge(folder), load_forest(folder / "standing.npz")
        assert judge is not None
        rows = [row.facts for row in rows_of(GOLD, TALE.ruled, TALE.words, FRAMES)]
        found[name] = (chances(judge.quotes, rows) > 0.5).tolist(), standing
    assert found["without"][0] == [True, False, True]
    assert found["with"][0] == [True, False, False]
    ada, tom = [facts for facts, _ in rows_of_labels(TALE.attributed(*FRAMES), labels.people)]
    assert max(chances(found["without"][1], [ada, tom])) < 0.5
    assert chances(found["with"][1], [ada])[0] > 0.9 > 0.1 > chances(found["with"][1], [tom])[0]


def test_rows_of_frames_without_marks() -> None:
    """A frame is a report where gold has one of the same cue and, by and large, content."""
    tale = Tale(RESUME)
    gold = annotator(tale.story).annotate(tale.story.doc)
    frames = [
        tale.frame("warned", "talks would resume", source="Tom Brand"),
        tale.frame("warned", "Brand"),
        tale.frame("resume", "talks would resume"),
        tale.frame("resume", "talks would resume", cued=False),
    ]
    rows = list(rows_of(gold, tale.ruled, tale.words, frames))
    assert [row.type for row in rows] == ["indirect", None, None, "indirect"]
    assert all(row.frame for row in rows)
    more = [*rows_of(GOLD, TALE.ruled, TALE.words, FRAMES), *rows[:2]] * 30
    judge = learn_judge(more)
    assert judge.reports is not None
    said, not_said = chances(judge.reports, [row.facts for row in rows[:2]])
    assert said > 0.5 > not_said


def test_choices_know_which_option_is_right() -> None:
    found = list(choices(GOLD, TALE.attributed(*FRAMES), None))
    assert [choice.gold.type for choice in found] == ["direct", "mixed"]
    first, second = found
    names = [o.channel and o.channel.cluster.name for o in first.options]
    assert [n for n, right in zip(names, first.right, strict=True) if right] == ["Radio Vell"]
    assert second.right[0]
    assert sum(second.right) == 1
    forest = learn_choices(found * 20)
    for choice in found:
        scores = forest.scores(forest.table([option.facts for option in choice.options]))
        assert choice.right[int(scores.argmax())]


def test_confidences_are_fitted() -> None:
    rows = [{"score": float(i % 10), "kind_name": float(i % 2)} for i in range(200)]
    rng = np.random.default_rng(3)
    right = [bool(rng.random() < row["score"] / 10) for row in rows]
    model = fit(rows, right)
    assert set(model.weights) == {"score", "kind_name"}
    assert model.weights["score"] > 0.2
    for score in (2.0, 5.0, 8.0):
        mean = np.mean([model.chance({"score": score, "kind_name": k}) for k in (0.0, 1.0)])
        assert mean == pytest.approx(score / 10, abs=0.15)


def test_confidences_are_held_against_the_parts_that_they_were_not_fitted_to() -> None:
    rng = np.random.default_rng(5)
    truth = [(rng.random(1200) < chance).tolist() for chance in (0.8, 0.8, 0.3)]
    rows = [[{"sure": 1.0}] * 1200] * 3
    alike = [{"speaker": (rows[n], truth[n])} for n in (0, 1)]
    apart = [{"speaker": (rows[n], truth[n])} for n in (0, 2)]
    found = held_out(alike)["speaker"]
    assert found["answers"] == 2400
    assert found["right"] == pytest.approx(0.8, abs=0.03)
    assert found["error"] < 0.05
    assert held_out(apart)["speaker"]["error"] > 0.4
    assert set(fit_others(alike, 0)) == {"speaker"}
    assert fit_others(alike[:1], 0) == {}
    assert held_out([{"outlet": ([{"sure": 1.0}], [True])}] * 2) == {}


def test_what_is_measured_between_the_parts() -> None:
    found = TALE.attributed(*FRAMES)
    chooser = Chooser(learn_choices(list(choices(GOLD, found, None)) * 20), None)
    links = [(name, right) for name, _, right in judge_links(GOLD, found, chooser)]
    assert sorted(set(links)) == [("outlet", True), ("quotation", True), ("speaker", True)]
    measured = _measured([[(GOLD, found)]], [{}])
    assert (measured["articles"], measured["segments"]) == (1, 2)
    values = {name: figure["value"] for name, figure in measured["figures"].items()}
    assert values["segments"] == values["speaker"] == values["outlet"] == values["all"] == 1.0
    assert values["indirect"] is None
