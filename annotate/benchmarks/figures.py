"""The figures that systems are compared by, counted document by document, with intervals.

Each figure is a sum over a sum: of the units that are right, by those asked for, or for an F1 of
twice those that agree, by those predicted and those of gold together. So one resampling of the
documents gives the intervals of all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from annotate.benchmarks.pairing import Match, Pair, matches, mentions
from annotate.evaluate import Figure, evaluate
from corpus.challenge import Result
from corpus.records import Document

RESAMPLES = 1000
LEVEL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class What:
    """A figure: what it is, and what it is to reach, where that is set."""

    label: str
    reach: float | None = None


NEWSWIRE = {
    "segments": What(label="segments: span and not a distractor, F1", reach=0.97),
    "distractors_out": What(label="distractors kept out", reach=0.85),
    "speaker": What(label="speaker right, of the segments found", reach=0.93),
    "speaker_mention": What(label="speaker's mention overlaps, of those found where both have one"),
    "outlet": What(label="outlet right (none included), of the segments found", reach=0.90),
    "outlet_named": What(label="the same, where gold names one", reach=0.80),
    "outlet_f1": What(label="outlet named and right, all segments, F1"),
    "all": What(label="segment, speaker and outlet all right, F1", reach=0.85),
    "all_type": What(label="the same, and the type, F1"),
    "indirect": What(label="indirect contents at IoU 0.5, F1", reach=0.78),
    "indirect_exact": What(label="indirect contents exact, F1", reach=0.62),
    "indirect_speaker": What(label="speaker right, of the indirect contents found"),
}
POLNEAR = {
    "polnear_segments": What(
        label="in-marks segments held with an overlapping source, F1", reach=0.92
    ),
    "polnear_contents": What(label="contents of all types at IoU 0.5, F1", reach=0.76),
    "polnear_joint": What(label="the same, with an overlapping source, F1", reach=0.72),
}
CHALLENGE = {
    "challenge": What(label="all cases", reach=0.90),
    "challenge_worst": What(label="the worst phenomenon", reach=0.60),
}
OUTLET_FIGURES = ("outlet", "outlet_named", "outlet_f1")

Count = tuple[int, int]
"""What is right, and what was asked for; an F1 counts twice what agrees."""

Counts = Mapping[str, Sequence[Count]]
"""For each figure the counts of every document, in one order."""


def newswire_counts(gold: Sequence[Document], predicted: Iterable[Document]) -> Counts:
    """The counts of ``NEWSWIRE`` of every gold document; one without prediction found nothing."""
    predicted = list(predicted)
    rows = [_count(match) for match in matches(gold, predicted)]
    return {name: [row[name] for row in rows] for name in NEWSWIRE}


def _count(match: Match) -> dict[str, Count]:
    found, contents = match.segments, match.contents
    spoken = [pair for pair in found if mentions(pair.gold) and mentions(pair.other)]
    named = [pair for pair in found if pair.gold.outlet is not None]
    kept = sum(not match.taken(span) for span in match.distractors)
    sizes = len(match.wanted) + len(match.quoted)
    scores = evaluate([match.gold], [match.other], resamples=0).scores

    def of(pairs: Sequence[Pair], right: Callable[[Pair], bool]) -> Count:
        return sum(map(right, pairs)), len(pairs)

    def f1(name: str) -> Count:
        score = scores[name]
        return 2 * score.agree, score.predicted + score.gold

    def linked(pair: Pair) -> bool:
        return match.same_speakers(pair) and match.same_outlet(pair)

    return {
        "segments": f1("segments"),
        "distractors_out": (kept, len(match.distractors)),
        "speaker": of(found, match.same_speakers),
        "speaker_mention": of(spoken, _overlap),
        "outlet": of(found, match.same_outlet),
        "outlet_named": of(named, match.same_outlet),
        "outlet_f1": f1("outlet_given"),
        "all": (2 * sum(map(linked, found)), sizes),
        "all_type": f1("all"),
        "indirect": f1("indirect_iou"),
        "indirect_exact": f1("indirect"),
        "indirect_speaker": of(contents, match.same_speakers),
    }


def _overlap(pair: Pair) -> bool:
    return any(a.overlaps(b) for a in mentions(pair.gold) for b in mentions(pair.other))


def figures(counts: Counts, *, resamples: int = RESAMPLES, seed: int = 0) -> dict[str, Figure]:
    """Each figure with the interval of ``resamples`` bootstrap samples of the documents."""
    out = {}
    for name, rows in counts.items():
        table = np.array(rows, dtype=np.float64).reshape(len(rows), 2)
        # Drawn anew for each figure, so that none depends on what others there are.
        rng = np.random.default_rng(seed)
        drawn = rng.multinomial(len(rows), np.full(len(rows), 1 / max(len(rows), 1)), resamples)
        out[name] = _figure(table.sum(axis=0), drawn @ table)
    return out


def challenge_figures(
    result: Result, *, resamples: int = RESAMPLES, seed: int = 0
) -> dict[str, Figure]:
    """The pass rates of ``CHALLENGE``; cases are resampled within their phenomenon.

    The worst phenomenon is the worst one of each sample, so that its interval knows that there
    are many of which one is the worst; with a handful of cases each, it is wide and lies low.
    """
    by_name: dict[str, list[bool]] = {}
    for outcome in result.outcomes:
        by_name.setdefault(outcome.phenomenon, []).append(outcome.passed)
    sizes = np.array([len(each) for each in by_name.values()], dtype=np.int64)
    passed = np.array([sum(each) for each in by_name.values()], dtype=np.int64)
    if not len(sizes):
        return {name: Figure(None, None, None) for name in CHALLENGE}
    # Cases drawn with replacement from a phenomenon: so many of them pass.
    rng = np.random.default_rng(seed)
    drawn = rng.binomial(sizes, passed / sizes, size=(resamples, len(sizes)))
    total = np.full(resamples, sizes.sum())
    every = np.stack([drawn.sum(axis=1), total], axis=1).astype(np.float64)
    worst = np.stack([(drawn / sizes).min(axis=1), np.ones(resamples)], axis=1)
    return {
        "challenge": _figure(np.array([passed.sum(), sizes.sum()], dtype=np.float64), every),
        "challenge_worst": _figure(np.array([(passed / sizes).min(), 1.0]), worst),
    }


def worst_phenomenon(result: Result) -> tuple[str, int, int] | None:
    """The phenomenon of the lowest pass rate, the cases passed and those in all."""
    rates = result.rates()
    if not rates:
        return None
    name = min(rates, key=lambda each: (rates[each][0] / rates[each][1], -rates[each][1]))
    return name, *rates[name]


def _figure(total: npt.NDArray[np.float64], samples: npt.NDArray[np.float64]) -> Figure:
    if not total[1]:
        return Figure(None, None, None)
    samples = samples[samples[:, 1] > 0]
    value = float(total[0] / total[1])
    if not len(samples):
        return Figure(value, None, None)
    edges = (1 - LEVEL) / 2, (1 + LEVEL) / 2
    low, high = np.quantile(samples[:, 0] / samples[:, 1], edges)
    return Figure(value, float(low), float(high))
