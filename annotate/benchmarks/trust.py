"""Whether the annotator's confidences mean what they say, on segments and contents found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotate.benchmarks.pairing import Match, Pair
from annotate.calibration import (
    Bin,
    Curve,
    calibration_error,
    cumulative_error,
    error_by_chance,
    reliability,
    risk_coverage,
)
from corpus.records import Quotation

Answer = tuple[float, bool]
"""A confidence, and whether the answer was right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Confidence in one kind of link.

    ``asked`` counts the quotations found, ``answered`` those whose link the system gave with a
    confidence. ``mass`` and ``width`` are expected calibration errors over bins of equal mass
    and of equal width; ``chance`` is the error over bins of equal mass that perfect confidences
    would have, answers being so few. ``bins`` are those of equal mass.
    """

    asked: int
    answered: int
    mass: float | None
    width: float | None
    chance: float | None
    cumulative: float | None
    bins: tuple[Bin, ...]
    curve: Curve


def trust(matches: Iterable[Match]) -> dict[str, Trust]:
    """Confidence in speakers and in outlets.

    The quotations asked about are the segments found and the indirect contents found. Several
    speakers of one quotation are one answer, with the confidence of the least sure, right if all
    of them are. An outlet left empty has no confidence and is no answer.
    """
    found = list(matches)
    return {
        "speaker": _trust(found, _speaker_confidence, Match.same_speakers, empty=True),
        "outlet": _trust(found, _outlet_confidence, Match.same_outlet, empty=False),
    }


def _trust(
    matches: list[Match],
    confidence: Callable[[Quotation], float | None],
    right: Callable[[Match, Pair], bool],
    *,
    empty: bool,
) -> Trust:
    """``empty``: whether what is left empty counts as a question without an answer."""
    answers: list[Answer] = []
    asked = 0
    for match in matches:
        for pair in (*match.segments, *match.contents):
            asked += 1
            value = confidence(pair.other)
            if value is not None:
                answers.append((value, right(match, pair)))
    values, truth = [value for value, _ in answers], [each for _, each in answers]
    bins = reliability(values, truth)
    return Trust(
        asked=asked,
        answered=len(answers),
        mass=calibration_error(bins),
        width=calibration_error(reliability(values, truth, equal="width")),
        chance=error_by_chance(values),
        cumulative=cumulative_error(values, truth),
        bins=bins,
        curve=risk_coverage(values, truth, asked=asked if empty else None),
    )


def _speaker_confidence(quotation: Quotation) -> float | None:
    values = [speaker.confidence for speaker in quotation.speakers]
    known = [value for value in values if value is not None]
    return min(known) if known and len(known) == len(values) else None


def _outlet_confidence(quotation: Quotation) -> float | None:
    return None if quotation.outlet is None else quotation.outlet.confidence
