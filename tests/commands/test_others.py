"""``otr validate``, ``otr evaluate`` and ``otr`` itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from annotate.article import from_text
from annotate.commands.main import app
from corpus.store import write_documents
from tests.commands.fakes import FakeAnnotator

ARTICLE = "“We lost six summers,” she said. “Not a seventh.”\n"


def otr(*args: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, list(map(str, args)))


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A file of two records."""
    path = tmp_path / "records.jsonl"
    docs = [from_text(ARTICLE, name=name) for name in "ab"]
    write_documents(path, FakeAnnotator().annotate_many(docs))
    return path


def broken(records: Path) -> Path:
    """The records with one that is cut off."""
    path = records.with_name("broken.jsonl")
    path.write_text(records.read_text() + '{"id": "cut')
    return path


def test_validate_good_records(records: Path) -> None:
    result = otr("validate", records, "--level", 1)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "otr: 1 file checked: no fault\n"


def test_validate_names_faults(records: Path) -> None:
    path = broken(records)
    result = otr("validate", path, records.with_name("no.jsonl"), "--level", 1)
    assert result.exit_code == 1
    assert f"{path}:3: error L-" in result.stdout
    assert "no.jsonl: error L-FILE: No such file or directory" in result.stdout
    assert "2 files checked: 2 errors" in result.stderr


def test_validate_as_json(records: Path) -> None:
    result = otr("validate", broken(records), "--json", "--level", 1)
    (issue,) = map(json.loads, result.stdout.splitlines())
    assert issue["line"] == 3
    assert issue["severity"] == "error"


def test_evaluate(records: Path) -> None:
    result = otr("evaluate", records, records)
    assert result.exit_code == 0
    assert "segments" in result.stdout
    assert "1.000" in result.stdout


def test_evaluate_as_json(records: Path) -> None:
    result = otr("evaluate", records, records, "--json", "--resamples", 0)
    assert json.loads(result.stdout)["scores"]["segments"]["f1"]["value"] == 1.0


def test_evaluate_bad_files(records: Path) -> None:
    result = otr("evaluate", records.with_name("no.jsonl"), broken(records))
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert "no.jsonl: No such file or directory" in lines[0]
    assert "broken.jsonl:3: " in lines[1]


def test_evaluate_two_of_one_id(records: Path) -> None:
    twice = records.with_name("twice.jsonl")
    twice.write_text(records.read_text() * 2)
    result = otr("evaluate", records, twice)
    assert result.exit_code == 1
    assert "two documents have the id 'local/a'" in result.stderr


@pytest.mark.parametrize("args", [["annotat"], ["annotate"], ["--nope"], ["validate", "--level=9"]])
def test_bad_arguments(args: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "annotate.commands.main", *args],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr


def test_version() -> None:
    assert otr("--version").stdout.startswith("otr ")


def test_every_command_has_help() -> None:
    for command in ("annotate", "validate", "evaluate"):
        result = otr(command, "--help")
        assert result.exit_code == 0
        assert command in result.stdout
