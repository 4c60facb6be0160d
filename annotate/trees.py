"""Boosted trees that were grown elsewhere: a small file of arrays, and how to ask them.

`annotate.training.forests` grows them with scikit-learn's histogram boosting; here only the
finished trees are read, so that nobody needs scikit-learn to annotate.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotate.numbers import Doubles, Facts


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """``T`` trees of at most ``N`` nodes.

    ``feature``, ``left`` and ``right`` ``[T, N]`` (``left`` is -1 at a leaf), ``threshold`` and
    ``value`` ``[T, N]``; ``base`` is what the trees' values are added to; ``names`` are those of
    the features, in their order.
    """

    names: tuple[str, ...]
    base: float
    feature: NDArray[np.int16]
    threshold: NDArray[np.float64]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]

    def scores(self, rows: Doubles) -> Doubles:
        """Log odds for rows of features, ``[R, F]`` -> ``[R]``."""
        trees = np.arange(len(self.feature))[None, :]
        node = np.zeros((len(rows), len(self.feature)), dtype=np.int64)
        row = np.arange(len(rows))[:, None]
        while True:
            left = self.left[trees, node]
            inner = left >= 0
            if not inner.any():
                sums: Doubles = self.value[trees, node].sum(axis=1, dtype=np.float64)
                return sums + self.base
            low = rows[row, self.feature[trees, node]] <= self.threshold[trees, node]
            step = np.where(low, left, self.right[trees, node])
            node = np.where(inner, step, node)

    def table(self, rows: list[Facts]) -> Doubles:
        """Features by name as rows for `scores`; what a row does not name is 0."""
        return np.array([[row.get(name, 0.0) for name in self.names] for row in rows], dtype=float)

    def save(self, path: Path) -> None:
        """Write the arrays, compressed; the same trees give the same bytes."""
        arrays: dict[str, Any] = {name: getattr(self, name) for name in _ARRAYS}
        arrays |= {"names": np.array(self.names), "base": np.array(self.base)}
        with path.open("wb") as stream:
            np.savez_compressed(stream, **arrays)


def chances(forest: Forest, rows: list[Facts]) -> Doubles:
    """Chances in 0..1 of rows of named features, ``[R]``."""
    result: Doubles = 1 / (1 + np.exp(-forest.scores(forest.table(rows))))
    return result


_ARRAYS = ("feature", "threshold", "left", "right", "value")


def load_forest(path: Path) -> Forest:
    """Read a forest that `Forest.save` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        return Forest(
            names=tuple(str(name) for name in arrays["names"]),
            base=float(arrays["base"]),
            **{name: arrays[name] for name in _ARRAYS},
        )
