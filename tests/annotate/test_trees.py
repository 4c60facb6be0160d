"""Boosted trees: they say what scikit-learn says, and a file of them is the same every time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from annotate.training import forests
from annotate.trees import Forest, chances, load_forest

Row = dict[str, float]


def rows(count: int, seed: int = 5) -> tuple[list[Row], list[bool]]:
    """Rows whose features leave gaps, and what they are to be told by."""
    rng = np.random.default_rng(seed)
    table = rng.normal(size=(count, 3)).round(2)
    out: list[Row] = [
        {"near": a, "sure": b} | ({"cued": c} if c > 0 else {}) for a, b, c in table.tolist()
    ]
    return out, [bool(a * b > 0.1 or c > 0.8) for a, b, c in table.tolist()]


@pytest.fixture
def grown(monkeypatch: pytest.MonkeyPatch) -> tuple[Forest, Any]:
    """A forest, and the model of scikit-learn that it was taken from."""
    models = []
    keep = forests._kept

    def spy(model: Any, names: tuple[str, ...]) -> Forest:
        models.append(model)
        return keep(model, names)

    monkeypatch.setattr(forests, "_kept", spy)
    return forests.grow(*rows(300), rounds=25), models[0]


def test_scores_are_those_of_scikit_learn(grown: tuple[Forest, Any]) -> None:
    forest, model = grown
    for some in (rows(300)[0], rows(200, seed=6)[0]):
        table = forest.table(some)
        assert forest.scores(table) == pytest.approx(model.decision_function(table), abs=1e-5)
        assert chances(forest, some) == pytest.approx(model.predict_proba(table)[:, 1], abs=1e-5)


def test_it_learns(grown: tuple[Forest, Any]) -> None:
    known, wanted = rows(300)
    told = chances(grown[0], known) > 0.5
    assert (told == np.array(wanted)).mean() > 0.95


def test_growing_is_seeded() -> None:
    one, other = (forests.grow(*rows(80), rounds=5) for _ in range(2))
    assert (one.value == other.value).all()
    assert (one.threshold == other.threshold).all()


def test_weights_count() -> None:
    known: list[Row] = [{"a": 0.0}] * 60
    wanted = [True] * 30 + [False] * 30
    heavy = forests.grow(known, wanted, rounds=3, weights=[9.0] * 30 + [1.0] * 30)
    assert chances(heavy, [{"a": 0.0}])[0] > 0.7


def test_what_a_row_does_not_name_is_nought_and_what_it_does_is_in_order(
    grown: tuple[Forest, Any],
) -> None:
    forest = grown[0]
    assert forest.names == ("cued", "near", "sure")
    assert forest.table([{"near": 2.0, "unheard": 9.0}]).tolist() == [[0.0, 2.0, 0.0]]


def test_saved_and_read_again(grown: tuple[Forest, Any], tmp_path: Path) -> None:
    forest, one, other = grown[0], tmp_path / "one.npz", tmp_path / "other.npz"
    forest.save(one)
    kept = load_forest(one)
    kept.save(other)
    assert one.read_bytes() == other.read_bytes()
    table = forest.table(rows(50)[0])
    assert (kept.scores(table) == forest.scores(table)).all()
    assert (kept.names, kept.base) == (forest.names, forest.base)


def test_no_rows(grown: tuple[Forest, Any]) -> None:
    forest = grown[0]
    assert forest.scores(forest.table([]).reshape(0, 3)).shape == (0,)
    assert chances(forest, []).shape == (0,)


def test_a_tree_of_one_leaf_says_the_same_of_all() -> None:
    """What no feature tells apart leaves only the base."""
    forest = forests.grow([{"a": 1.0}] * 40, [True, False] * 20, rounds=3)
    assert chances(forest, [{"a": 0.0}, {"a": 5.0}]) == pytest.approx([0.5, 0.5])
