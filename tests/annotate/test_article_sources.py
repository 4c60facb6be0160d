"""Reading files, folders, pages, JSON Lines and standard input; bad input is named."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from annotate.article import ArticleError, read, read_many
from corpus.records import Document

PROSE = "The ferry line will reopen in May, the ministry said on Monday.\n"


def problem(path: Path) -> str:
    """The one error that reading a path gives."""
    (error,) = read(path)
    assert isinstance(error, ArticleError)
    return str(error)


def ids(*paths: Path) -> list[str]:
    """The ids of everything that can be read."""
    return [doc.id for doc in read_many(paths) if isinstance(doc, Document)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"\xe2\x80\x9c\xe2\x80\x9d \" ' ''", "no words in it"),
        (b"one\ntwo \xff three", "not valid UTF-8: byte 0xff at offset 8, line 2"),
        ("né".encode("utf-16"), "UTF-16, not UTF-8; convert it first"),
        (b"%PDF-1.7\n", "a binary file, not text"),
        (b"a\0b\0c\0", "a binary file, not text: more than a tenth of it is NUL"),
        (b"Must read\n\nShare this article\n", "no article in it: nothing but page furniture"),
    ],
)
def test_bad_files_are_named_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert problem(path) == f"{path}: {reason}"


def test_missing_file(tmp_path: Path) -> None:
    assert problem(tmp_path / "no.txt") == f"{tmp_path / 'no.txt'}: no such file or folder"


def test_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"")
    assert problem(tmp_path).startswith(f"{tmp_path}: no article in this folder")


def test_device(tmp_path: Path) -> None:
    assert "a device or socket" in problem(Path("/dev/zero"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PROSE)
    path.chmod(0)
    assert problem(path) == f"{path}: Permission denied"


def test_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "b.txt").write_bytes(b"\xff")
    (tmp_path / "c.txt").write_text(PROSE)
    kinds = [type(item) for item in read(tmp_path)]
    assert kinds == [Document, ArticleError, Document]


def test_folder_is_read_by_name_and_below(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/d.txt", "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PROSE)
    assert ids(tmp_path) == ["local/a", "local/b", "local/c"]


def test_ids_are_unique_and_end_in_the_name(tmp_path: Path) -> None:
    names = ["x/story.txt", "x/story.text", "y/story.txt", "z/x/story.txt"]
    paths = [tmp_path / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PROSE)
    found = ids(*paths)
    assert len(set(found)) == 4
    assert found[0] == "local/story"
    assert all(one.endswith("story") for one in found)


@pytest.mark.parametrize("name", ["a b", "Ünïcode", "a\nb", "x" * 200, "-o", "a.b"])
def test_odd_file_names(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_text(PROSE)
    assert ids(path) == ["local/" + name.replace("\n", "_")]


def test_file_name_that_is_no_utf8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    try:
        path.write_text(PROSE)
    except OSError:
        pytest.skip("the file system refuses such names")
    assert ids(path) == ["local/_"]


def test_text_is_stored_as_read(tmp_path: Path) -> None:
    data = ("\ufeff" + PROSE.replace("\n", "\r\n") + "\x00 e\u0301 👍 «نعم»\r\n").encode()
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    (doc,) = read(path)
    assert isinstance(doc, Document)
    assert doc.text is not None
    assert doc.text.encode() == data


def test_json_lines(tmp_path: Path) -> None:
    rows: list[object] = [
        {"text": PROSE, "id": "set/one", "title": "T", "published": "2024-05-17", "byline": "A"},
        {"text": PROSE},
        {"text": "x \ud800 y"},
        {"body": PROSE},
        {"text": 5},
        [PROSE],
        {"text": ""},
        {"text": PROSE, "title": 5},
        {"text": PROSE, "id": "set/one"},
    ]
    path = tmp_path / "articles.jsonl"
    lines = [json.dumps(row) for row in rows] + ["", '{"text": "cut']
    path.write_text("\n".join(lines))
    items = list(read(path))
    docs = [item for item in items if isinstance(item, Document)]
    errors = [str(item) for item in items if isinstance(item, ArticleError)]
    assert [doc.id for doc in docs] == ["set/one", "local/articles-2", "set/2-one"]
    assert (docs[0].title, docs[0].published, docs[0].byline) == ("T", "2024-05-17", "A")
    numbers = [error.removeprefix(f"{path}:").split(": ")[0] for error in errors]
    assert numbers == ["3", "4", "5", "6", "7", "8", "11"]
    assert "lone surrogate (U+D800)" in errors[0]
    assert "the field “text” has no text" in errors[1]
    assert "not JSON" in errors[-1]


def test_empty_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n\n")
    assert problem(path) == f"{path}: the file is empty"


class _Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PROSE.encode(), "local/stdin"),
        (json.dumps({"text": PROSE, "id": "a/b"}).encode(), "a/b"),
        (f"<!doctype html><html><body><p>{PROSE * 5}</p></body></html>".encode(), "local/stdin"),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, expected: str) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(data))
    assert ids(Path("-")) == [expected]


def test_page(root: Path) -> None:
    (doc,) = read(root / "samples" / "observatory.html")
    assert isinstance(doc, Document)
    assert doc.text is not None
    assert doc.title == "Observatory reopens on Mount Aysel"
    assert doc.byline == "Lio Banderat"
    assert doc.published == "2025-05-19"
    paragraphs = [span.of(doc.text) for span in doc.body]
    assert len(paragraphs) == 6
    assert paragraphs[0].startswith("The observatory on Mount Aysel opened")
    assert "Snow closes" not in doc.text


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><p>\0</p>", "<html" + "<div>" * 3000, "<!DOCTYPE html>"]
)
def test_page_without_article(tmp_path: Path, page: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(page)
    assert problem(path) == f"{path}: no article text found in this page"


def test_every_sample_is_read(root: Path) -> None:
    found = list(read(root / "samples"))
    assert [item for item in found if isinstance(item, ArticleError)] == []
    assert len(found) == 5
