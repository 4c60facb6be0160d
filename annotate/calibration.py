"""What confidences are worth, measured: reliability, calibration error, risk and coverage.

Two sequences of the same length go in everywhere: ``confidence``, numbers from 0 to 1, and
``right``, whether each answer was right. Their order never matters, answers of equal confidence
included. Nothing is fitted here.

* Expected calibration error as Naeini and others (2015) define it; bins of equal mass, which it
  needs to be stable, beside the bins of equal width that are common.
* Its counterpart without bins, by Gupta and others (2021).
* Selective risk, coverage and the area under their curve as in Geifman and El-Yaniv (2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from annotate.numbers import Doubles

BINS = 15

Equal = Literal["mass", "width"]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: the least and greatest, how many, and their two means.

    ``low`` and ``high`` are confidences that occur; ``confidence`` is the mean of all of them and
    ``right`` the share of right answers, which would be the same if confidences were perfect.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Point:
    """What happens if only answers of at least ``threshold`` are given.

    ``coverage`` is the share of questions that get an answer, ``risk`` that of wrong answers
    among those given; both from 0 to 1.
    """

    threshold: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Points by falling threshold, and the mean risk over the coverage that they reach.

    ``best`` is the area if every right answer had more confidence than every wrong one, and
    ``chance`` if confidence told nothing. All three are None without an answer.
    """

    points: tuple[Point, ...]
    area: float | None
    best: float | None
    chance: float | None


def reliability(
    confidence: Sequence[float],
    right: Sequence[bool],
    *,
    bins: int = BINS,
    equal: Equal = "mass",
) -> tuple[Bin, ...]:
    """Answers in at most ``bins`` bins by rising confidence, empty ones left out.

    Bins of equal mass hold as nearly the same number of answers as they can while equal
    confidences stay together. Raises ValueError for sequences of different lengths, confidences
    outside 0..1 and fewer than one bin.
    """
    values, truth = _checked(confidence, right, bins)
    order = np.argsort(values, kind="stable")
    values, truth = values[order], truth[order]
    cuts = _mass_cuts(values, bins) if equal == "mass" else _width_cuts(values, bins)
    out = []
    for start, end in zip([0, *cuts], [*cuts, len(values)], strict=True):
        if start < end:
            part = values[start:end]
            out.append(
                Bin(
                    low=float(part[0]),
                    high=float(part[-1]),
                    count=end - start,
                    # Rounding may put a mean of equal numbers beside them.
                    confidence=float(np.clip(part.mean(), part[0], part[-1])),
                    right=float(truth[start:end].mean()),
                )
            )
    return tuple(out)


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """The distance of confidence and share of right answers, weighed by answers; 0 is perfect.

    None without an answer.
    """
    answers = sum(each.count for each in bins)
    if not answers:
        return None
    return sum(each.count * abs(each.confidence - each.right) for each in bins) / answers


def cumulative_error(confidence: Sequence[float], right: Sequence[bool]) -> float | None:
    """The greatest gap between confidence and right answers, both summed up from the least sure.

    As a part of all answers; 0 is perfect. The calibration error of Gupta and others (2021), after
    Kolmogorov and Smirnov, needs no bins, and so means more where answers are few. None without
    an answer.
    """
    values, truth = _checked(confidence, right, 1)
    if not len(values):
        return None
    order = np.argsort(values, kind="stable")
    values, truth = values[order], truth[order]
    gaps = np.abs(np.cumsum(values) - np.cumsum(truth))
    # Answers of equal confidence have no order: only after the last of them is there a gap.
    ends = np.r_[values[1:] != values[:-1], True]
    return float(gaps[ends].max() / len(values))


def error_by_chance(
    confidence: Sequence[float],
    *,
    bins: int = BINS,
    equal: Equal = "mass",
    draws: int = 1000,
    seed: int = 0,
) -> float | None:
    """The calibration error to be expected of perfect confidences, just because answers are few.

    The mean over ``draws`` of answers drawn right with their own confidence. A measured error
    is only as bad as it is above this one. None without an answer or a draw.
    """
    values, _ = _checked(confidence, [True] * len(confidence), bins)
    if not len(values) or not draws:
        return None
    values = np.sort(values)
    cuts = _mass_cuts(values, bins) if equal == "mass" else _width_cuts(values, bins)
    edges = sorted({0, *cuts} - {len(values)})
    drawn = np.random.default_rng(seed).random((draws, len(values))) < values
    gaps = np.add.reduceat(drawn - values, edges, axis=1)
    return float(np.abs(gaps).sum(axis=1).mean() / len(values))


def risk_coverage(
    confidence: Sequence[float], right: Sequence[bool], *, asked: int | None = None
) -> Curve:
    """The curve of selective risk over coverage.

    ``asked`` is the number of questions where some got no answer at all, so that the coverage
    ends below 1; without it, every question has its answer. Raises ValueError as `reliability`
    does, and for fewer questions than answers.
    """
    values, truth = _checked(confidence, right, 1)
    count = len(values)
    asked = count if asked is None else asked
    if asked < count:
        raise ValueError(f"{count} answers to {asked} questions; give at least as many questions")
    if not count:
        return Curve(points=(), area=None, best=None, chance=None)
    order = np.argsort(-values, kind="stable")
    values, wrong = values[order], (~truth[order]).astype(np.float64)
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    sizes = np.diff(np.r_[starts, count])
    errors = np.add.reduceat(wrong, starts)
    ends, total = starts + sizes, np.cumsum(errors)
    points = tuple(
        Point(float(values[start]), float(end / asked), float(sum_ / end))
        for start, end, sum_ in zip(starts, ends, total, strict=True)
    )
    # Equal confidences have no order: each of them bears the mean of their errors.
    spread = np.repeat(errors / sizes, sizes)
    return Curve(
        points=points,
        area=_area(spread),
        best=_area(np.sort(wrong)),
        chance=float(wrong.mean()),
    )


def _area(wrong: Doubles) -> float:
    """The mean of the risks of the first answer, the first two, … and all."""
    return float((np.cumsum(wrong) / np.arange(1, len(wrong) + 1)).mean())


def _checked(
    confidence: Sequence[float], right: Sequence[bool], bins: int
) -> tuple[Doubles, npt.NDArray[np.bool_]]:
    values, truth = np.asarray(confidence, dtype=np.float64), np.asarray(right, dtype=np.bool_)
    if len(values) != len(truth):
        raise ValueError(f"{len(values)} confidences of {len(truth)} answers; give one of each")
    if len(values) and not bool(np.all((values >= 0) & (values <= 1))):
        raise ValueError("a confidence is outside 0..1; give probabilities")
    if bins < 1:
        raise ValueError(f"{bins} bins; give at least one")
    return values, truth


def _mass_cuts(values: Doubles, bins: int) -> list[int]:
    """Where sorted ``values`` are cut: at even steps, moved to where the value changes."""
    cuts = set()
    for step in np.rint(np.arange(1, bins) * len(values) / bins).astype(int):
        if 0 < step < len(values):
            left, right = (np.searchsorted(values, values[step], side) for side in _SIDES)
            cuts.add(int(left if step - left <= right - step else right))
    return sorted(cuts - {0, len(values)})


_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")


def _width_cuts(values: Doubles, bins: int) -> list[int]:
    """Where sorted ``values`` are cut so that each bin covers the same stretch of 0..1."""
    which: Ints = np.minimum((values * bins).astype(np.int64), bins - 1)
    return [int(cut) for cut in np.searchsorted(which, np.arange(1, bins))]
