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
    out, inside = 0.0, -change
    came = np.zeros((len(gain), 2), dtype=np.bool_)  # whether the state before was "in"
    for i, odds in enumerate(gain):
        came[i] = inside - change > out, inside >= out - change
        out, inside = max(out, inside - change), max(inside, out - change) + odds
    state = inside - change > out
    result = np.zeros(len(gain), dtype=np.bool_)
    for i in range(len(gain) - 1, -1, -1):
        result[i] = state
        state = came[i, int(state)]
    return result
