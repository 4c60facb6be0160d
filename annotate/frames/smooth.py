"""Word by word chances -> stretches of words: a chain of two states that pays for each change."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

CHANGE = 1.5  # what it costs to begin or end a stretch, in nats


def stretches(
    chances: NDArray[np.float32], *, change: float = CHANGE, bias: float = 0.0
) -> NDArray[np.bool_]:
    """Which words are in, ``[W]``: the likeliest sequence by Viterbi's algorithm.

    ``chances`` ``[W]`` in 0..1; ``bias`` is added to the log odds of every word.
    """
    clipped = np.clip(chances.astype(np.float64), 1e-6, 1 - 1e-6)
    gain = np.log(clipped) - np.log1p(-clipped) + bias
    result = np.zeros(len(gain), dtype=np.bool_)
    likely = np.flatnonzero(gain > 0)
    if not len(likely):
        return result
    # Nothing is won by beginning before the first likely word or ending after the last.
    first, last = int(likely[0]), int(likely[-1])
    out, inside = 0.0, -change
    came = []  # whether the state before was "in", for each state
    for odds in gain[first : last + 1].tolist():
        came.append((inside - change > out, inside >= out - change))
        out, inside = max(out, inside - change), max(inside, out - change) + odds
    state = inside - change > out
    for i in range(last, first - 1, -1):
        result[i] = state
        state = came[i - first][int(state)]
    return result
