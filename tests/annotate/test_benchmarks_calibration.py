"""Calibration: cases worked out by hand, and laws that hold of any confidences."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.calibration import (
    calibration_error,
    error_by_chance,
    reliability,
    risk_coverage,
)

ANSWERS = st.lists(
    st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0]) | st.floats(0, 1), st.booleans()),
    max_size=60,
)


def split(answers: list[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [value for value, _ in answers], [right for _, right in answers]


def test_bins_of_equal_mass_have_the_means_of_their_answers() -> None:
    low, high = reliability([0.9, 0.2, 0.4, 0.7], [True, False, True, True], bins=2)
    assert (low.low, low.high, low.count, low.right) == (0.2, 0.4, 2, 0.5)
    assert (high.low, high.high, high.count, high.right) == (0.7, 0.9, 2, 1.0)
    assert math.isclose(low.confidence, 0.3)
    assert math.isclose(high.confidence, 0.8)
    error = calibration_error([low, high])
    assert error is not None
    assert math.isclose(error, 0.2)  # (0.2 + 0.2) / 2


def test_bins_of_equal_width_cut_at_their_borders() -> None:
    bins = reliability([0.0, 0.5, 0.49, 1.0], [True] * 4, bins=2, equal="width")
    assert [(each.low, each.high) for each in bins] == [(0.0, 0.49), (0.5, 1.0)]


def test_equal_confidences_stay_together() -> None:
    bins = reliability([0.5] * 9 + [0.8], [True] * 10, bins=5)
    assert [each.count for each in bins] == [9, 1]


def test_perfect_confidences_have_no_error_and_false_ones_all() -> None:
    sure = [1.0, 1.0, 0.0, 0.0]
    assert calibration_error(reliability(sure, [True, True, False, False])) == 0
    assert calibration_error(reliability(sure, [False, False, True, True])) == 1


def test_nothing_has_no_error() -> None:
    assert calibration_error(reliability([], [])) is None
    assert error_by_chance([]) is None
    assert risk_coverage([], []).area is None


def test_few_answers_have_an_error_by_chance() -> None:
    assert error_by_chance([1.0, 0.0]) == 0
    one = error_by_chance([0.5])  # right or wrong, it is off by a half
    assert one == 0.5
    few, many = error_by_chance([0.5] * 10), error_by_chance([0.5] * 1000)
    assert few is not None
    assert many is not None
    assert few > many > 0
    assert error_by_chance([0.3] * 20, seed=4) == error_by_chance([0.3] * 20, seed=4)


def test_risk_by_coverage() -> None:
    curve = risk_coverage([0.9, 0.8, 0.8, 0.1], [True, True, False, False], asked=5)
    assert [point.threshold for point in curve.points] == [0.9, 0.8, 0.1]
    assert [point.coverage for point in curve.points] == [0.2, 0.6, 0.8]
    assert [point.risk for point in curve.points] == [0, 1 / 3, 0.5]
    assert curve.area is not None
    assert math.isclose(curve.area, (0 + 0.5 / 2 + 1 / 3 + 2 / 4) / 4)
    assert curve.chance == 0.5
    assert curve.best is not None
    assert math.isclose(curve.best, (0 + 0 + 1 / 3 + 2 / 4) / 4)


@pytest.mark.parametrize(
    ("confidence", "right", "bins", "words"),
    [
        ([0.5], [], 15, "one of each"),
        ([1.5], [True], 15, "probabilities"),
        ([math.nan], [True], 15, "probabilities"),
        ([0.5], [True], 0, "at least one"),
    ],
)
def test_what_cannot_be_measured_is_said(
    confidence: list[float], right: list[bool], bins: int, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        reliability(confidence, right, bins=bins)


def test_more_answers_than_questions_are_refused() -> None:
    with pytest.raises(ValueError, match="questions"):
        risk_coverage([0.5, 0.5], [True, True], asked=1)


@given(ANSWERS, st.integers(1, 20), st.sampled_from(["mass", "width"]))
def test_every_answer_is_in_one_bin(answers: list[tuple[float, bool]], bins: int, equal) -> None:  # type: ignore[no-untyped-def]
    confidence, right = split(answers)
    found = reliability(confidence, right, bins=bins, equal=equal)
    assert len(found) <= bins
    assert sum(each.count for each in found) == len(answers)
    assert round(sum(each.count * each.right for each in found)) == sum(right)
    for each in found:
        assert each.low <= each.confidence <= each.high
    for before, after in pairwise(found):
        assert before.high < after.low
    error = calibration_error(found)
    assert error is None or 0 <= error <= 1
    chance = error_by_chance(confidence, bins=bins, equal=equal, draws=3)
    assert chance is None or 0 <= chance <= 1


@given(ANSWERS, st.randoms(use_true_random=False), st.integers(0, 5))
def test_order_never_matters(answers, random, more: int) -> None:  # type: ignore[no-untyped-def]
    mixed = list(answers)
    random.shuffle(mixed)
    asked = len(answers) + more
    one, other = (risk_coverage(*split(each), asked=asked) for each in (answers, mixed))
    assert [p.threshold for p in one.points] == [p.threshold for p in other.points]
    assert one == other
    a, b = (calibration_error(reliability(*split(each))) for each in (answers, mixed))
    assert a == b or math.isclose(a or 0, b or 0, abs_tol=1e-12)


@given(ANSWERS)
def test_the_curve_rises_in_coverage_and_ends_at_all_answers(
    answers: list[tuple[float, bool]],
) -> None:
    confidence, right = split(answers)
    curve = risk_coverage(confidence, right)
    coverage = [point.coverage for point in curve.points]
    assert coverage == sorted(set(coverage))
    if answers:
        assert coverage[-1] == 1
        assert math.isclose(curve.points[-1].risk, 1 - sum(right) / len(right), abs_tol=1e-12)
        assert curve.best is not None
        assert curve.area is not None
        assert curve.best <= curve.area + 1e-12
