"""``otr annotate`` around the annotator: formats, places, bad input, what is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from annotate.commands import annotate
from annotate.commands.main import app
from corpus.store import load_documents
from tests.commands.fakes import FakeAnnotator

ARTICLE = "The line will reopen, he said.\n\n“We lost six summers,” she said. “Not a seventh.”\n"


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotate, "_annotator", lambda models: FakeAnnotator())


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of three articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(ARTICLE)
    return folder


def otr(*args: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, ["annotate", *map(str, args)])


def test_table_on_standard_output_by_default(articles: Path) -> None:
    result = otr(articles)
    assert result.exit_code == 0
    assert "local/a" in result.stdout
    assert "We lost six summers," in result.stdout
    assert "Marta &" in result.stdout
    assert "(Ostrany" in result.stdout  # carried over
    assert result.stderr == ""


def test_records_with_output(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "records.jsonl"
    result = otr(articles, "-o", out, "--collection", "mine")
    assert result.exit_code == 0
    assert [doc.id for doc in load_documents(out)] == ["mine/a", "mine/b", "mine/c"]
    assert result.stderr == f"otr: 3 articles, 6 quotations written to {out}\n"
    assert result.stdout == ""


def test_output_name_decides_on_the_format(articles: Path, tmp_path: Path) -> None:
    for name, start in (("a.html", "<!DOCTYPE html>"), ("a.txt", "local/a"), ("a.any", '{"schema')):
        assert otr(articles / "a.txt", "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).read_text().startswith(start)


def test_records_on_standard_output(articles: Path) -> None:
    result = otr(articles, "--format", "jsonl")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [
        "local/a",
        "local/b",
        "local/c",
    ]


def test_page_on_standard_output(articles: Path) -> None:
    result = otr(articles, "--format", "html")
    assert result.stdout.count("<article ") == 3


def test_folder_of_pages(articles: Path, tmp_path: Path) -> None:
    (articles / "index.txt").write_text(ARTICLE)
    out = tmp_path / "pages"
    result = otr(articles, "--format", "html", "-o", out)
    assert result.exit_code == 0
    pages = sorted(path.name for path in out.iterdir())
    assert pages == ["a.html", "b.html", "c.html", "index-2.html", "index.html"]
    index = (out / "index.html").read_text()
    assert 'href="index-2.html"' in index


def test_bad_files_are_named_and_the_others_go_on(articles: Path, tmp_path: Path) -> None:
    (articles / "b.txt").write_bytes(b"\xff\xfe\xfd")
    (articles / "bb.txt").write_bytes(b"")
    out = tmp_path / "out.jsonl"
    result = otr(tmp_path / "no\nsuch.txt", articles, "-o", out)
    assert result.exit_code == 1
    assert [doc.id for doc in load_documents(out)] == ["local/a", "local/c"]
    lines = result.stderr.splitlines()
    assert len(lines) == 4
    assert lines[0] == f"otr: {tmp_path}/no�such.txt: no such file or folder"
    assert lines[1].startswith(f"otr: {articles}/b.txt: UTF-16")
    assert lines[2] == f"otr: {articles}/bb.txt: the file is empty"
    assert lines[3] == f"otr: 2 articles, 4 quotations written to {out}"


def test_an_article_that_cannot_be_annotated_costs_only_itself(
    articles: Path, tmp_path: Path
) -> None:
    (articles / "b.txt").write_text("Here it will !crash, he said.")
    out = tmp_path / "out.jsonl"
    result = otr(articles, "-o", out)
    assert result.exit_code == 1
    assert [doc.id for doc in load_documents(out)] == ["local/a", "local/c"]
    assert "local/b: could not be annotated (KeyError: '!crash')" in result.stderr


def test_no_quotation_is_said_and_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The line will reopen in May.")
    result = otr(path)
    assert result.exit_code == 0
    assert result.stderr == "otr: note: local/a: no quotation found\n"
    assert "no quotation found" in result.stdout


def test_nothing_to_annotate_leaves_models_and_output_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotate, "_annotator", lambda models: pytest.fail("models loaded"))
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    result = otr(tmp_path / "no.txt", "-o", out)
    assert result.exit_code == 1
    assert result.stderr == f"otr: {tmp_path}/no.txt: no such file or folder\n"
    assert out.read_text() == "old"


def test_output_that_cannot_be_written(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for out in (tmp_path / "file" / "out.jsonl", tmp_path, "/dev/full", "/proc/otr.jsonl"):
        result = otr(articles, "--format", "jsonl", "-o", out)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"otr: cannot write to {out}: ")
        assert result.stderr.count("\n") == 1


def test_output_is_never_an_input(articles: Path, tmp_path: Path) -> None:
    result = otr(articles / "a.txt", "-o", articles / "a.txt")
    assert result.exit_code == 2
    assert (articles / "a.txt").read_text() == ARTICLE
    out = articles / "records.jsonl"
    for _ in range(2):  # the second run must not read what the first wrote
        assert otr(articles, "-o", out).exit_code == 0
        assert len(load_documents(out)) == 3


def test_failure_leaves_the_old_output(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(models: object) -> object:
        raise ZeroDivisionError

    out = tmp_path / "out.jsonl"
    out.write_text("old")
    monkeypatch.setattr(annotate, "_annotator", broken)
    assert isinstance(otr(articles, "-o", out).exception, ZeroDivisionError)
    assert out.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("text", ["“" * 50 + " he said so.", "He said “yes.", "’‘”“ no, he said."])
def test_unbalanced_marks(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text)
    assert otr(path).exit_code == 0


def test_bad_collection(articles: Path) -> None:
    assert otr(articles, "--collection", "").exit_code == 2
