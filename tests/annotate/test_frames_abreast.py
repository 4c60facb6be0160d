"""Marks with nothing but a comma or `and` between them share one verdict."""

from __future__ import annotations

import numpy as np
import pytest

from annotate.frames.abreast import alike
from tests.annotate.framing import Tale

FARCE = "Brand called the plan “{}”{} “{}”."


def shared(paragraph: str, *chances: float) -> list[float]:
    ctx = Tale(f"{paragraph} || obj(called, plan)").ctx
    found = alike(ctx, range(len(ctx.segments)), np.array(chances))
    return [round(float(chance), 2) for chance in found]


@pytest.mark.parametrize("between", [" and", ", and a", ",", " or the"])
def test_those_abreast_share_their_mean(between: str) -> None:
    found = shared(FARCE.format("shame", between, "farce"), 0.9, 0.2)
    assert found[0] == found[1] == 0.6  # of the log odds 2.2 and -1.4


@pytest.mark.parametrize("between", [" for the", " of the"])
def test_those_apart_do_not(between: str) -> None:
    assert shared(FARCE.format("shame", between, "farce"), 0.9, 0.2) == [0.9, 0.2]


def test_a_row_of_three_and_what_stands_inside() -> None:
    text = "Brand called the plan “a ‘red’ and cruel shame”, “a farce” and “a mess”."
    found = shared(text, 0.8, 0.1, 0.8, 0.8)
    assert found == [0.8, 0.1, 0.8, 0.8]


def test_certainty_stays_finite() -> None:
    assert shared(FARCE.format("shame", " and", "farce"), 1.0, 0.0) == [0.5, 0.5]
