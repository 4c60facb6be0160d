"""Records and files to issues: everything that is wrong is collected, nothing stops at the first.

Levels: 1 lines and schema, 2 text, 3 references, 4 guidelines. A record that fails the schema is
still checked as far as it goes: faulty quotations and entities are left out, and what could only
follow from that is not reported.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import orjson

from corpus.checks import LEVELS, View
from corpus.issues import Issue, issue
from corpus.lines import BOM, BadLineError, parse_line
from corpus.records import Document
from corpus.schema import document_to_dict, json_path
from corpus.schema_faults import schema_faults

# What stands in for a metadata field that the schema refuses; the other checks do not need it.
_STAND_INS = {
    "schema_version": None,
    "collection": None,
    "url": None,
    "publisher": None,
    "title": None,
    "byline": None,
    "published": None,
    "language": "en",
    "transcript": False,
    "split": None,
    "license": None,
}
_PARTS = ("quotations", "entities")


def validate_files(
    paths: Iterable[str | os.PathLike[str]],
    *,
    max_level: int = 4,
    texts: Mapping[str, str] | None = None,
) -> Iterator[Issue]:
    """The issues of JSON Lines files, in order; ids of documents are compared across all.

    A file that cannot be read is an issue too. ``max_level`` leaves out the levels above it.
    ``texts`` holds texts by their SHA-256: records without their text are checked with it.
    """
    seen: dict[str, str] = {}
    for path in paths:
        name = os.fspath(path)
        try:
            with open(path, "rb") as lines:
                yield from validate_lines(
                    lines, file=name, max_level=max_level, seen=seen, texts=texts
                )
        except OSError as error:
            yield replace(issue("L-FILE", "", error.strerror or str(error)), file=name)


def validate_lines(
    lines: Iterable[bytes],
    *,
    file: str | None = None,
    max_level: int = 4,
    seen: dict[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Iterator[Issue]:
    """The issues of the lines of one file, which ``file`` names in them.

    ``seen`` maps ids of documents to where they were met; give one dict for several files.
    ``texts`` is as for `validate_files`.
    """
    seen = {} if seen is None else seen
    number = records = 0
    for number, line in enumerate(lines, 1):
        where = f"{file}:{number}" if file else f"line {number}"
        if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
            message = "the file begins with the mark of UTF-16, and none of it is read"
            yield replace(issue("L-UTF8", "", message), file=file, line=1)
            return
        if number == 1 and line.startswith(BOM):
            yield replace(issue("L-BOM", "", "begins with EF BB BF"), file=file, line=1)
            line = line[len(BOM) :]
        if not line.strip():
            yield replace(issue("L-BLANK", "", "nothing on it"), file=file, line=number)
            continue
        records += 1
        for found in _line_issues(line, max_level, seen, where, texts or {}):
            yield replace(found, file=file, line=number)
    if not records:
        yield replace(issue("L-EMPTY", "", f"{number} lines, no record"), file=file)


def validate_document(doc: Document, *, max_level: int = 4) -> list[Issue]:
    """The issues of one record in memory, those of the schema among them."""
    data = document_to_dict(doc)
    try:
        orjson.dumps(data)
    except TypeError as error:
        code = "L-SURROGATE" if "surrogate" in str(error) else "S-TYPE"
        return [issue(code, "", str(error), record=repr(doc.id)[1:-1])]
    return list(validate_record(data, max_level=max_level))


def validate_record(data: Any, *, max_level: int = 4) -> Iterator[Issue]:
    """The issues of one record as plain JSON values."""
    record = data.get("id") if isinstance(data, dict) else None
    name = record if isinstance(record, str) else None
    faults = list(schema_faults(data))
    for code, place, message in faults:
        yield issue(code, json_path(place), message, record=name)
    paths = [place for _, place, _ in faults]
    view = _survivors(data, paths) if faults else View(data)
    if view is None:
        return
    left = len(view.plain_quotations) + len(view.plain_entities)
    whole = left == sum(len(data[part]) for part in _PARTS)
    for level, checks in LEVELS.items():
        if level <= (max_level if whole else min(max_level, 2)):
            for code, check in checks.items():
                for path, message in check(view):
                    yield issue(code, path, message, record=name)


def _line_issues(
    line: bytes, max_level: int, seen: dict[str, str], where: str, texts: Mapping[str, str]
) -> Iterator[Issue]:
    try:
        data, faults = parse_line(line)
    except BadLineError as error:
        yield issue(error.code, "", str(error))
        return
    record = data.get("id") if isinstance(data, dict) else None
    name = record if isinstance(record, str) else None
    for code, message in faults:
        yield issue(code, "", message, record=name)
    yield from validate_record(_with_text(data, texts), max_level=max_level)
    if name is not None and max_level >= 3:
        if name in seen:
            yield issue("R-DOCID", "id", f"{name!r} stands at {seen[name]} too", record=name)
        seen.setdefault(name, where)


def _with_text(data: Any, texts: Mapping[str, str]) -> Any:
    """A record with its text, where it has none and ``texts`` has it."""
    if texts and isinstance(data, dict) and data.get("text", "") is None:
        key = data.get("text_sha256")
        return data | {"text": texts.get(key) if isinstance(key, str) else None}
    return data


def _survivors(data: Any, paths: list[list[str | int]]) -> View | None:
    """What is left of a record without what is faulty at ``paths``; None if it is too little."""
    if not isinstance(data, dict) or any(len(path) == 1 and path[0] in _PARTS for path in paths):
        return None
    faulty = {path[0] for path in paths if path and path[0] not in _PARTS}
    faulty |= {field for field in _STAND_INS if field not in data}
    needed = {"id", "text", "text_sha256", "text_length", "body", *_PARTS}
    if faulty - _STAND_INS.keys() or needed - data.keys():
        return None
    kept: dict[str, list[int]] = {}
    rest = data | {str(field): _STAND_INS[str(field)] for field in faulty}
    for part in _PARTS:
        out = {path[1] for path in paths if len(path) > 1 and path[0] == part}
        kept[part] = [i for i in range(len(data[part])) if i not in out]
        rest[part] = [data[part][i] for i in kept[part]]
    return View(rest, quotation_numbers=kept["quotations"], entity_numbers=kept["entities"])
