"""Boosted trees from rows of named features, grown by scikit-learn and kept as plain arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from annotate.trees import Forest

SEED = 17


def grow(
    rows: Sequence[dict[str, float]],
    wanted: Sequence[bool],
    *,
    rounds: int = 120,
    leaves: int = 12,
    rate: float = 0.06,
    least: int = 15,
    columns: float = 1.0,
    weights: Sequence[float] | None = None,
) -> Forest:
    """Trees that tell rows that are wanted from the others; seeded.

    ``least`` rows stand in a leaf; a split chooses among a share of the ``columns``, drawn anew, so
    that many weak facts are heard beside a few strong ones. Values are kept in single precision,
    thresholds as they are.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    names = tuple(sorted({name for row in rows for name in row}))
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    model = HistGradientBoostingClassifier(
        max_iter=rounds,
        max_leaf_nodes=leaves,
        learning_rate=rate,
        min_samples_leaf=least,
        l2_regularization=1.0,
        max_features=columns,
        early_stopping=False,
        random_state=SEED,
    )
    model.fit(table, np.array(wanted), sample_weight=weights)
    return _kept(model, names)


def _kept(model: Any, names: tuple[str, ...]) -> Forest:
    """The trees as arrays, with the features that some tree asks for, and no others."""
    trees = [stage[0].nodes for stage in model._predictors]  # no public way to the trees
    asked = sorted({int(i) for nodes in trees for i in nodes["feature_idx"][nodes["is_leaf"] == 0]})
    place = np.zeros(len(names), np.int16)
    place[asked] = np.arange(len(asked))
    size = max(len(nodes) for nodes in trees)
    shape = (len(trees), size)
    feature, left = np.zeros(shape, np.int16), np.full(shape, -1, np.int16)
    right, threshold = np.zeros(shape, np.int16), np.zeros(shape, np.float64)
    value = np.zeros(shape, np.float32)
    for i, nodes in enumerate(trees):
        inner = nodes["is_leaf"] == 0
        feature[i, : len(nodes)] = np.where(inner, place[nodes["feature_idx"]], 0)
        left[i, : len(nodes)] = np.where(inner, nodes["left"], -1)
        right[i, : len(nodes)] = nodes["right"]
        threshold[i, : len(nodes)] = nodes["num_threshold"]
        value[i, : len(nodes)] = nodes["value"]
    base = float(np.ravel(model._baseline_prediction)[0])
    return Forest(tuple(names[i] for i in asked), base, feature, threshold, left, right, value)
