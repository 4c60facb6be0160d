"""``otr challenge``."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from annotate.article import read
from annotate.commands.main import app
from corpus.challenge import load_cases
from corpus.records import Document
from corpus.store import load_documents, write_documents


def otr(*args: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, ["challenge", *map(str, args)])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """The gold records as predictions."""
    path = tmp_path / "gold.jsonl"
    write_documents(path, [case.doc for case in load_cases()])
    return path


def test_texts_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    result = otr("--texts", "-o", path)
    assert result.exit_code == 0
    docs = load_documents(path)
    assert result.stderr == f"otr: {len(docs)} texts written to {path}\n"
    assert all(doc.text and not doc.quotations and not doc.body for doc in docs)


def test_texts_are_articles_to_annotate(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    otr("--texts", "-o", path)
    docs = list(read(path))
    assert [doc.id for doc in docs if isinstance(doc, Document)] == [
        case.id for case in load_cases()
    ]


def test_texts_to_standard_output() -> None:
    result = otr("--texts")
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["id"] for line in lines] == [case.id for case in load_cases()]


def test_nothing_is_overwritten_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text("mine")
    result = otr("--texts", "-o", path)
    assert result.exit_code == 1
    assert "is there already" in result.stderr
    assert path.read_text() == "mine"
    assert otr("--texts", "-o", path, "--force").exit_code == 0
    assert path.read_text() != "mine"


def test_texts_where_nothing_can_be_written(tmp_path: Path) -> None:
    result = otr("--texts", "-o", tmp_path / "no" / "texts.jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith("otr: ")
    assert list(tmp_path.iterdir()) == []


def test_score_of_gold(gold: Path) -> None:
    result = otr(gold, "--failed")
    assert result.exit_code == 0
    number = len(load_cases())
    last = result.stdout.split("\n\n")[-1] if result.stdout else ""
    assert f"{number}" in result.stdout
    assert "outlet-analyst" in result.stdout
    assert "challenge/" not in last
    assert result.stderr == ""


def test_failed_cases_are_listed(gold: Path) -> None:
    docs = load_documents(gold)
    write_documents(gold, [replace(docs[0], quotations=()), *docs[2:]])
    result = otr(gold, "--failed")
    assert result.exit_code == 0
    assert f"{docs[0].id}: q1: not found\n" in result.stdout
    assert f"{docs[1].id}: no prediction\n" in result.stdout
    assert result.stderr == f"otr: note: 1 document not predicted: {docs[1].id}\n"
    assert "not found" not in otr(gold).stdout


def test_json(gold: Path) -> None:
    result = otr(gold, "--json")
    scores = json.loads(result.stdout)
    assert scores["passed"] == scores["cases"] == len(load_cases())
    assert scores["phenomena"]["chain"]["passed"] == scores["phenomena"]["chain"]["cases"]
    assert scores["outcomes"][0]["faults"] == []


def test_bad_predictions(tmp_path: Path, gold: Path) -> None:
    missing = otr(tmp_path / "no.jsonl")
    assert missing.exit_code == 1
    assert missing.stderr == f"otr: {tmp_path / 'no.jsonl'}: No such file or directory\n"
    cut = tmp_path / "cut.jsonl"
    cut.write_text('{"id": "cut')
    assert otr(cut).exit_code == 1
    assert f"otr: {cut}:1: " in otr(cut).stderr
    twice = tmp_path / "twice.jsonl"
    twice.write_bytes(gold.read_bytes() * 2)
    assert otr(twice).exit_code == 1
    assert "two predictions have the id" in otr(twice).stderr


@pytest.mark.parametrize(
    "args",
    [[], ["x.jsonl", "--texts"], ["x.jsonl", "-o", "y"], ["--texts", "--json"], ["x", "--force"]],
)
def test_called_wrongly(args: list[str]) -> None:
    assert otr(*args).exit_code == 2
