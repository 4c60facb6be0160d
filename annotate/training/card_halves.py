"""What training measured on each half of the train split with what learned from the other half."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotate.benchmarks.figures import NEWSWIRE
from annotate.training import card

_SCORES = """\
### Scores between the halves of train

Each half of the train split, read by a tagger, rankers, judges and forests of the other: \
{articles:,} articles with {segments:,} quoting segments. So many narrow the intervals that test \
and dev leave wide; what learns from both halves, as the weights here do, should do a little \
better. But rules were written from errors on train, so that these figures flatter.

{table}"""

_TRUST = """\
### Confidences on the half that they were not fitted to

Each half of the train split (indirect quotations included), judged by what learned from the \
other; 15 bins of equal mass.

{table}"""


def render(facts: Mapping[str, Any]) -> list[str]:
    """Blocks of Markdown from ``facts.json``; none where it has nothing of the kind."""
    return [*_scores(facts.get("crossfitted")), *_calibration(facts.get("calibration"))]


def _scores(measured: Mapping[str, Any] | None) -> list[str]:
    if not measured:
        return []
    rows = [
        (what.label, *(f"{measured['figures'][name][key]:.3f}" for key in ("value", "low", "high")))
        for name, what in NEWSWIRE.items()
        if measured["figures"][name]["value"] is not None
    ]
    table = card.table(("what", "value", "from", "to (95 %)"), rows)
    return [_SCORES.format(table=table, **{k: measured[k] for k in ("articles", "segments")})]


def _calibration(known: Mapping[str, Any] | None) -> list[str]:
    if not known:
        return []
    rows = [
        (f"{name}s", f"{one['answers']:,}", f"{one['right']:.3f}", f"{one['error']:.3f}")
        for name, one in known.items()
    ]
    head = ("confidence in", "answers", "of them right", "expected calibration error")
    return [_TRUST.format(table=card.table(head, rows))]
