"""Fitting confidences on articles that the tagger was not trained on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from annotate.confidence import Facts, Model


def fit(rows: Sequence[Facts], right: Sequence[bool], *, strength: float = 0.3) -> Model:
    """A logistic model of named facts; ``strength`` is the inverse of the ridge penalty."""
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(table, np.array(right))
    weights = dict(zip(names, (round(float(w), 4) for w in model.coef_[0]), strict=True))
    return Model(round(float(model.intercept_[0]), 4), weights)
