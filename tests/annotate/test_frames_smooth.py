"""Stretches: the likeliest sequence there is, and more of it with a higher bias."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.frames.smooth import CHANGE, stretches

law = settings(deadline=None)
chances = st.lists(st.floats(0, 1, width=32), max_size=9)
changes = st.floats(0, 3)
biases = st.floats(-3, 3)


def worth(states: tuple[bool, ...], values: list[float], change: float, bias: float) -> float:
    """Log odds of the words that are in, less what each beginning and end of a stretch costs."""
    clipped = np.clip(np.array(values, dtype=np.float64), 1e-6, 1 - 1e-6)
    gain = np.log(clipped / (1 - clipped)) + bias
    turns = sum(a != b for a, b in pairwise((False, *states, False)))
    return float(sum(g for g, state in zip(gain, states, strict=True) if state)) - change * turns


@law
@given(chances, changes, biases)
def test_no_sequence_is_better(values: list[float], change: float, bias: float) -> None:
    found = stretches(np.array(values, dtype=np.float32), change=change, bias=bias)
    best = max(worth(s, values, change, bias) for s in product((False, True), repeat=len(values)))
    own = worth(tuple(map(bool, found)), values, change, bias)
    assert own == pytest.approx(best, abs=1e-6)


@law
@given(chances, changes, biases, st.floats(0, 3))
def test_more_bias_never_leaves_a_word_out(
    values: list[float], change: float, bias: float, more: float
) -> None:
    array = np.array(values, dtype=np.float32)
    low = stretches(array, change=change, bias=bias)
    high = stretches(array, change=change, bias=bias + more + 1e-3)
    assert not (low & ~high).any()


@law
@given(chances)
def test_without_a_cost_every_word_is_for_itself(values: list[float]) -> None:
    array = np.array(values, dtype=np.float32)
    found = stretches(array, change=0.0)
    sure = np.abs(array - 0.5) > 1e-6
    assert (found == (array > 0.5))[sure].all()


def test_a_doubtful_word_in_a_stretch_is_bridged_and_a_lone_one_is_not_begun() -> None:
    values = np.array([0.1, 0.6, 0.1, 0.1, 0.9, 0.9, 0.4, 0.9, 0.9, 0.1], dtype=np.float32)
    assert CHANGE > 0
    assert np.flatnonzero(stretches(values)).tolist() == [4, 5, 6, 7, 8]


def test_no_words() -> None:
    assert stretches(np.zeros(0, dtype=np.float32)).tolist() == []
