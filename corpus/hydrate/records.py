"""Records from files, one by one, with what cannot be read in its place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.lines import BOM, BadLineError, parse_line
from corpus.records import Document
from corpus.schema import RecordError, document_from_dict


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A file or a line of it that gives no record: where, and why."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


def record_paths(path: Path) -> list[Path]:
    """The files of records at a path: itself, or the ``.jsonl`` files of a folder.

    Of a data folder, which has its records in ``documents``, it is those.
    """
    if not path.is_dir():
        return [path]
    inner = path / "documents"
    return sorted((inner if inner.is_dir() else path).glob("*.jsonl"))


def read_records(paths: Iterable[Path]) -> Iterator[Document | BadRecord]:
    """The records of several files and folders in order; an id that stood before is bad."""
    seen: dict[str, str] = {}
    for path in paths:
        files = record_paths(path)
        if not files:
            yield BadRecord(os.fspath(path), "no .jsonl file is in this folder")
        for file in files:
            try:
                with open(file, "rb") as lines:
                    yield from _records(lines, os.fspath(file), seen)
            except OSError as error:
                yield BadRecord(os.fspath(file), error.strerror or str(error))


def _records(
    lines: Iterable[bytes], file: str, seen: dict[str, str]
) -> Iterator[Document | BadRecord]:
    count = 0
    for number, line in enumerate(lines, 1):
        line = line.removeprefix(BOM) if number == 1 else line
        if not line.strip():
            continue
        count += 1
        place = f"{file}:{number}"
        try:
            value, faults = parse_line(line)
            doc = document_from_dict(value)
        except (BadLineError, RecordError) as error:
            yield BadRecord(place, str(error))
            continue
        if faults:
            yield BadRecord(place, "; ".join(message for _, message in faults))
        elif doc.id in seen:
            yield BadRecord(place, f"the id {doc.id!r} stands at {seen[doc.id]} too; keep one")
        else:
            seen[doc.id] = place
            yield doc
    if not count:
        yield BadRecord(file, "holds no record")
