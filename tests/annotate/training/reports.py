"""Reports as training and evaluation leave them, with invented figures."""

from __future__ import annotations

from typing import Any

from annotate.benchmarks.figures import CHALLENGE, NEWSWIRE, POLNEAR

_RECIPE = {"rounds": 3, "rate": 0.00015, "size": 12, "seed": 17, "warm": 0.06}
FACTS: dict[str, Any] = {
    "articles": 294,
    "quotations": 4321,
    "polnear": 840,
    "seconds": 7200,
    "recipes": {"polnear": _RECIPE, "newswire": {**_RECIPE, "rounds": 4, "rate": 0.0001}},
}


def _trust(error: float) -> dict[str, Any]:
    return {"asked": 90, "answered": 80, "mass": error, "chance": 0.031, "cumulative": 0.011}


def row(name: str = "On the Record", value: float = 0.95, **changes: Any) -> dict[str, Any]:
    """What was measured of a system; every figure is ``value``."""
    figure = {"value": value, "low": value - 0.04, "high": value + 0.03}
    return {
        "name": name,
        "system": "annotator",
        "outlets": True,
        "other_polnear": False,
        "speed": {"words_a_second": 2100.0, "load_seconds": 2.0, "peak_mb": 600.0, "cores": 1.0},
        "figures": dict.fromkeys((*NEWSWIRE, *POLNEAR, *CHALLENGE), figure),
        "worst": ["chains", 3, 5],
        "phenomena": {"chains": [3, 5], "nobody": [1, 5], "split": [5, 5], "empty": [0, 0]},
        "errors": [
            ["segments", "missed", 2],
            ["segments", "distractor taken", 7],
            ["segments", "cut", 1],
            ["segments", "merged", 1],
            ["speaker", "another", 4],
        ],
        "units": {"segments": 90, "speaker": 80},
        "trust": {"speaker": _trust(0.04), "outlet": _trust(0.07)},
        **changes,
    }


def invented_evaluation(*rows: dict[str, Any]) -> dict[str, Any]:
    """One split of ``evaluation.json``; textacy is in it."""
    other = row("textacy", 0.4, system="textacy", outlets=False, trust={}, worst=None)
    return {
        "documents": 30,
        "words": 15000,
        "removed": 12,
        "units": {"segments": 90, "distractors": 12},
        "cases": 175,
        "environment": {"commit": "0123456789ab", "weights": "a1b2c3d4e5f6"},
        "systems": [*(rows or [row()]), other],
    }
