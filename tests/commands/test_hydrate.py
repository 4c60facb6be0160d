"""``otr hydrate``: records and texts in, records out, and every bad input told."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from annotate.commands.main import app
from corpus.records import Document
from corpus.spans import to_utf16
from corpus.store import load_documents, write_documents
from tests.strategies import HARBOUR, build

DOC = build(HARBOUR)
TEXT = DOC.text or ""
OTHER = replace(DOC, id="tests/other")


def otr(*args: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, ["hydrate", *map(str, args)])


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with two records with and without text, and their texts."""
    write_documents(tmp_path / "full.jsonl", [DOC, OTHER])
    result = otr("--strip", tmp_path / "full.jsonl", "-o", tmp_path / "bare.jsonl")
    assert result.exit_code == 0, result.output
    (tmp_path / "texts").mkdir()
    for doc in (DOC, OTHER):
        name = doc.id.partition("/")[2]
        (tmp_path / "texts" / f"{name}.txt").write_bytes(TEXT.encode())
    return tmp_path


def hydrated(work: Path, *args: object) -> Result:
    """The bare records hydrated into out.jsonl."""
    return otr(work / "bare.jsonl", "--texts", work / "texts", "-o", work / "out.jsonl", *args)


def only(path: Path, doc: Document) -> None:
    write_documents(path, [doc])


def test_there_and_back(work: Path) -> None:
    bare = load_documents(work / "bare.jsonl")
    assert [doc.text for doc in bare] == [None, None]
    assert all(doc.selectors for doc in bare)
    result = hydrated(work)
    assert result.exit_code == 0
    assert (work / "out.jsonl").read_bytes() == (work / "full.jsonl").read_bytes()
    assert "tests/harbour: same text, anchors: 32 hold" in result.stdout
    assert f"2 records written to {work / 'out.jsonl'}; anchors: 64 hold" in result.stderr


def test_an_edited_text(work: Path) -> None:
    edited = "Menu\n" + TEXT.replace("floating garden", "floating island")
    (work / "texts" / "other.txt").write_text(edited, encoding="utf-8")
    result = hydrated(work)
    assert result.exit_code == 1
    assert "tests/other: edited, anchors: 30 moved, 2 lost" in result.stdout
    assert "  lost quotations[3].content[0] of none\n" in result.stdout
    assert "  left out none\n" in result.stdout
    same, other = load_documents(work / "out.jsonl")
    assert same == DOC
    assert other.text == edited
    assert len(other.quotations) == len(DOC.quotations) - 1


def test_as_json(work: Path) -> None:
    (work / "texts" / "other.txt").write_text("Nothing left.", encoding="utf-8")
    (work / "texts" / "harbour.txt").unlink()
    result = hydrated(work, "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["total"]["failed"] == found["total"]["records"] == 1
    assert found["total"]["lost"] == 32
    failed, lost = found["documents"]
    assert failed["id"] == "tests/harbour"
    assert "no text in" in failed["error"]
    assert lost["left_out"] == [quotation.id for quotation in DOC.quotations]
    assert {"path": "body[0]", "quotation": None} in lost["lost"]


def test_without_output_it_only_says(work: Path) -> None:
    before = sorted(work.iterdir())
    result = otr(work / "bare.jsonl", "--texts", work / "texts")
    assert result.exit_code == 0
    assert "same text" in result.stdout
    assert sorted(work.iterdir()) == before


def test_a_folder_of_records(work: Path) -> None:
    folder = work / "data"
    (folder / "documents").mkdir(parents=True)
    (folder / "entities.jsonl").write_text("{}\n")
    (work / "bare.jsonl").rename(folder / "documents" / "bare.jsonl")
    result = otr(folder, "--texts", work / "texts")
    assert result.exit_code == 0
    assert "2 records; anchors: 64 hold" in result.stderr


def test_missing_texts_and_wrong_encodings_are_named_and_the_others_written(work: Path) -> None:
    (work / "texts" / "other.txt").unlink()
    result = hydrated(work)
    assert result.exit_code == 1
    assert "tests/other: no text in" in result.stderr
    assert [doc.id for doc in load_documents(work / "out.jsonl")] == ["tests/harbour"]
    (work / "texts" / "other.txt").write_bytes(TEXT.encode("utf-16"))
    result = hydrated(work)
    assert result.exit_code == 1
    assert "byte 1 (0xff) is not UTF-8" in result.stderr


def test_a_character_less_without_selectors(work: Path) -> None:
    only(work / "bare.jsonl", replace(DOC, text=None))
    (work / "texts" / "harbour.txt").write_bytes(TEXT[:-1].encode())
    (work / "out.jsonl").write_text("before")
    result = hydrated(work)
    assert result.exit_code == 1
    assert "its text is not the one annotated" in result.stderr
    assert "no record to write" in result.stderr
    assert (work / "out.jsonl").read_text() == "before"
    assert not list(work.glob(".otr-*"))


def test_offsets_in_utf16(work: Path) -> None:
    only(
        work / "bare.jsonl", replace(DOC, text=None, text_length=to_utf16(TEXT, (0, len(TEXT)))[1])
    )
    result = hydrated(work)
    assert result.exit_code == 1
    assert "counts UTF-16 units" in result.stderr


def test_bad_lines_and_ids_that_stand_twice(work: Path) -> None:
    lines = (work / "bare.jsonl").read_text()
    (work / "bare.jsonl").write_text(lines + lines.splitlines()[0] + "\n" + lines[:300])
    result = hydrated(work)
    assert result.exit_code == 1
    assert f"bare.jsonl:3: the id 'tests/harbour' stands at {work}/bare.jsonl:1" in result.stderr
    assert "bare.jsonl:4: the line ends after" in result.stderr
    assert len(load_documents(work / "out.jsonl")) == 2


@pytest.mark.parametrize(
    ("args", "status", "message"),
    [
        (["bare.jsonl"], 2, "--texts"),
        (["bare.jsonl", "--texts", "nowhere"], 1, "nowhere: no such folder"),
        (["bare.jsonl", "--strip"], 2, "-o OUT"),
        (["bare.jsonl", "--strip", "-o", "x", "--texts", "texts"], 2, "no --texts"),
        (["nowhere.jsonl", "--texts", "texts"], 1, "nowhere.jsonl: No such file"),
        (["texts", "--texts", "texts"], 1, "no .jsonl file"),
        (["bare.jsonl", "--texts", "texts", "-o", "bare.jsonl"], 1, "is read here"),
        (["full.jsonl", "--strip", "-o", "full.jsonl"], 1, "is read here"),
        (["bare.jsonl", "--texts", "texts", "-o", "texts"], 1, "not a regular file"),
    ],
)
def test_calls_that_cannot_work(work: Path, args: list[str], status: int, message: str) -> None:
    before = {path: path.read_bytes() for path in work.glob("*.jsonl")}
    done = subprocess.run(
        [sys.executable, "-m", "annotate.commands.main", "hydrate", *args],
        cwd=work,
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[2]), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in work.glob("*.jsonl")} == before


def test_a_text_that_belies_its_hash_is_not_stripped(work: Path) -> None:
    only(work / "false.jsonl", replace(DOC, text=TEXT + "!"))
    result = otr("--strip", work / "false.jsonl", "-o", work / "new.jsonl")
    assert result.exit_code == 1
    assert "tests/harbour: its text does not have the hash" in result.stderr
    assert not (work / "new.jsonl").exists()


def test_stripping_again_changes_nothing(work: Path) -> None:
    result = otr("--strip", work / "bare.jsonl", "-o", work / "again.jsonl")
    assert result.exit_code == 0
    assert "note: tests/harbour has no text" in result.stderr
    assert (work / "again.jsonl").read_bytes() == (work / "bare.jsonl").read_bytes()
