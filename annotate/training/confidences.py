"""Fitting confidences on articles that the tagger was not trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from annotate.calibration import calibration_error, reliability
from annotate.confidence import Model
from annotate.numbers import Facts

Tables = Mapping[str, tuple[Sequence[Facts], Sequence[bool]]]
"""Facts and verdicts by what they judge: ``speaker``, ``outlet``, …"""


def fit(rows: Sequence[Facts], right: Sequence[bool], *, strength: float = 0.3) -> Model:
    """A logistic model of named facts; ``strength`` is the inverse of the ridge penalty."""
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(table, np.array(right))
    weights = dict(zip(names, (round(float(w), 4) for w in model.coef_[0]), strict=True))
    return Model(round(float(model.intercept_[0]), 4), weights)


def fit_others(parts: Sequence[Tables], number: int) -> dict[str, Model]:
    """A model for each thing that is judged, fitted to all parts but one.

    What these parts have no answers of either kind for has none.
    """
    others = [part for n, part in enumerate(parts) if n != number]
    out = {}
    for name in sorted({name for part in others for name in part}):
        rows = [row for part in others for row in part.get(name, ((), ()))[0]]
        right = [verdict for part in others for verdict in part.get(name, ((), ()))[1]]
        if len(set(right)) == 2:
            out[name] = fit(rows, right)
    return out


def held_out(parts: Sequence[Tables]) -> dict[str, dict[str, float]]:
    """How far off confidences are on answers that they were not fitted to.

    Each part is judged by models of the others. By what is judged: how many ``answers``, the share
    that is ``right``, and the expected calibration ``error`` over bins of equal mass. What the
    others have no answers of either kind for is left out.
    """
    met: dict[str, tuple[list[float], list[bool]]] = {}
    for number, part in enumerate(parts):
        models = fit_others(parts, number)
        for name, (rows, right) in part.items():
            if name in models:
                chances, truth = met.setdefault(name, ([], []))
                chances += [models[name].chance(row) for row in rows]
                truth += right
    return {
        name: {
            "answers": len(truth),
            "right": round(sum(truth) / len(truth), 4),
            "error": round(calibration_error(reliability(chances, truth)) or 0.0, 4),
        }
        for name, (chances, truth) in met.items()
    }
