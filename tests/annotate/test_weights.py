"""Which weights are loaded, and what is said of weights that cannot be."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotate import weights

CONTENT = b"invented weights"


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A folder with two listed files."""
    lines = []
    for name in ("resources.json", "en/pos/compact.pt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(CONTENT + name.encode())
        lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n")
    (tmp_path / weights.SUMS).write_text("".join(lines), encoding="utf-8")
    return tmp_path


def problems_of(models: Path) -> tuple[str, ...]:
    with pytest.raises(weights.WeightsError) as raised:
        weights.verify(models)
    return raised.value.problems


def test_intact_weights_pass(packed: Path) -> None:
    weights.verify(packed)


def test_changed_file_is_named_with_the_reason(packed: Path) -> None:
    changed = packed / "en/pos/compact.pt"
    changed.write_bytes(CONTENT)
    (problem,) = problems_of(packed)
    assert str(changed) in problem
    assert "SHA-256" in problem
    assert "reinstall" in problem


def test_all_problems_come_at_once(packed: Path) -> None:
    (packed / "en/pos/compact.pt").unlink()
    (packed / "resources.json").write_bytes(b"")
    unlisted = packed / "en/ner/compact.pt"
    unlisted.parent.mkdir()
    unlisted.write_bytes(CONTENT)
    with (packed / weights.SUMS).open("a", encoding="utf-8") as sums:
        sums.write("no sum\n")
    problems = problems_of(packed)
    assert len(problems) == 4
    assert any("No such file" in problem for problem in problems)
    assert any(str(unlisted) in problem and "not listed" in problem for problem in problems)
    assert any(f"{weights.SUMS}:3" in problem for problem in problems)


@pytest.mark.parametrize("listing", [None, ""])
def test_without_sums_nothing_passes(packed: Path, listing: str | None) -> None:
    sums = packed / weights.SUMS
    sums.unlink() if listing is None else sums.write_text(listing, encoding="utf-8")
    assert str(sums) in problems_of(packed)[0]


def user_dir(folder: Path) -> Path:
    (folder / "en").mkdir(parents=True)
    (folder / "resources.json").write_text("{}", encoding="utf-8")
    return folder


def test_order_of_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named, environment = user_dir(tmp_path / "named"), user_dir(tmp_path / "environment")
    verified: list[Path] = []
    monkeypatch.setattr(weights, "verify", verified.append)
    monkeypatch.delenv(weights.ENVIRONMENT_VARIABLE, raising=False)
    assert weights.resolve() == weights.default_dir()
    monkeypatch.setenv(weights.ENVIRONMENT_VARIABLE, str(environment))
    assert weights.resolve() == environment
    assert weights.resolve(named) == named
    monkeypatch.setenv(weights.ENVIRONMENT_VARIABLE, "")
    assert weights.resolve() == weights.default_dir()
    assert verified == [weights.default_dir()] * 2


def test_embedded_weights_are_checked_also_when_named(monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[Path] = []
    monkeypatch.setattr(weights, "verify", verified.append)
    weights.resolve(weights.default_dir() / ".." / "models")
    assert len(verified) == 1


def test_a_users_folder_must_be_laid_out_as_stanza_does(tmp_path: Path) -> None:
    with pytest.raises(weights.WeightsError) as raised:
        weights.resolve(tmp_path)
    assert len(raised.value.problems) == 2
    assert "resources.json" in str(raised.value)
    assert "--models" in str(raised.value)


def test_embedded_weights_are_intact_and_checked_quickly() -> None:
    started = time.perf_counter()
    weights.verify(weights.default_dir())
    assert time.perf_counter() - started < 1.0


def test_embedded_weights_are_small() -> None:
    size = sum(path.stat().st_size for path in weights.default_dir().rglob("*.pt"))
    assert size <= 40_000_000


def test_importing_loads_neither_stanza_nor_torch() -> None:
    code = (
        "import sys, annotate.weights as w; w.default_dir();"
        "print([m for m in ('stanza', 'torch', 'socket', 'urllib.request') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
