"""Files of records: whole, in order, and never half-written."""

from __future__ import annotations

import os
import resource
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Document
from corpus.store import (
    DocumentWriter,
    StoreError,
    iter_documents,
    load_documents,
    write_documents,
)
from tests.strategies import HARBOUR, build, documents

DOC = build(HARBOUR)


def numbered(count: int) -> Iterator[Document]:
    return (replace(DOC, id=f"tests/{i}") for i in range(count))


@given(st.lists(documents(), max_size=3))
def test_round_trip(docs: list[Document]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.jsonl")
        assert write_documents(path, docs) == len(docs)
        assert load_documents(path) == docs
        assert os.listdir(folder) == ["a.jsonl"]


@pytest.mark.parametrize(
    "text", ["\x00", "a\r\nb\rc\n", "e\u0301", "😀👩\u200d🚀", "𠀋", "\u202bשלום", "\u2028\x85\x1e"]
)
def test_texts_come_back_as_they_were(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.jsonl"
    doc = replace(DOC, text=text, title=text)
    write_documents(path, [doc, doc])
    assert load_documents(path) == [doc, doc]
    assert path.read_bytes().count(b"\n") == 2


def test_reading_streams(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    write_documents(path, numbered(3))
    with open(path, "ab") as fp:
        fp.write(b"not JSON\n")
    docs = iter_documents(path)
    assert [next(docs).id for _ in range(3)] == ["tests/0", "tests/1", "tests/2"]
    with pytest.raises(StoreError, match=r"a\.jsonl:4: "):
        next(docs)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": ', "unexpected end"),
        (b"\xff\xfe", "utf-8"),
        (b'{"id": "\\ud800"}', "surrogate"),
        (b"[]", "the record: "),
        (b"null", "the record: "),
        (b'{"id": NaN}', "JSON"),
    ],
)
def test_bad_lines_are_named(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(b"\n" + line + b"\n")
    with pytest.raises(StoreError, match=rf"bad\.jsonl:2: .*{reason}"):
        load_documents(path)


def failing(error: BaseException) -> Iterator[Document]:
    yield from numbered(2)
    raise error


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt(), OSError(28, "full")])
def test_an_exception_leaves_the_old_file(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "a.jsonl"
    with pytest.raises(type(error)):
        write_documents(path, failing(error))
    assert os.listdir(tmp_path) == []
    write_documents(path, [DOC])
    with pytest.raises(type(error)):
        write_documents(path, failing(error))
    assert load_documents(path) == [DOC]
    assert os.listdir(tmp_path) == ["a.jsonl"]


def test_a_record_that_json_cannot_hold(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with DocumentWriter(path) as writer:
        writer.write(DOC)
        with pytest.raises(StoreError, match="tests/broken"):
            writer.write(replace(DOC, id="tests/broken", title="\ud800"))
        writer.write(DOC)
    assert load_documents(path) == [DOC, DOC]


def write_what_comes(writer: DocumentWriter, docs: Iterator[Document]) -> None:
    """What a long run does: publish what was written, whatever stops it."""
    with writer:
        try:
            for doc in docs:
                writer.write(doc)
        except BaseException:
            writer.commit_partial()
            raise


def test_commit_partial_at_an_interrupt(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    writer = DocumentWriter(path)
    with pytest.raises(KeyboardInterrupt):
        write_what_comes(writer, failing(KeyboardInterrupt()))
    assert load_documents(path) == list(numbered(2))
    assert writer.count == 2
    assert os.listdir(tmp_path) == ["a.jsonl"]
    with pytest.raises(ValueError, match="not open"):
        writer.write(DOC)


def test_half_a_record_is_never_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    with DocumentWriter(path) as writer:
        writer.write(DOC)
        lines = writer._lines
        monkeypatch.setattr(lines, "_dumps", lambda _: b'{"half')
        lines.write({})  # bytes that the writer has not counted, as at a Ctrl-C between two writes
        writer.commit_partial()
    assert load_documents(path) == [DOC]


@contextmanager
def file_size_limit(limit: int) -> Iterator[None]:
    """Writes beyond ``limit`` bytes fail, as they do on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    write_documents(path, [DOC])
    with file_size_limit(20_000), pytest.raises(OSError, match="too large"):
        write_documents(path, numbered(100))
    assert load_documents(path) == [DOC]
    assert os.listdir(tmp_path) == ["a.jsonl"]


def test_a_full_disk_keeps_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    writer = DocumentWriter(path)
    with file_size_limit(20_000), pytest.raises(OSError, match="too large"):
        write_what_comes(writer, numbered(100))
    docs = load_documents(path)
    assert docs == list(numbered(writer.count))
    assert 0 < len(docs) < 100
    assert os.listdir(tmp_path) == ["a.jsonl"]


def test_links_and_modes_are_kept(tmp_path: Path) -> None:
    path, link = tmp_path / "a.jsonl", tmp_path / "link.jsonl"
    write_documents(path, [])
    path.chmod(0o640)
    link.symlink_to(path)
    write_documents(link, [DOC])
    assert link.is_symlink()
    assert load_documents(path) == [DOC]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_only_regular_files_are_written(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not a regular file"):
        write_documents(tmp_path, [DOC])
    with pytest.raises(FileNotFoundError):
        write_documents(tmp_path / "no" / "a.jsonl", [DOC])
