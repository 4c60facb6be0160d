"""Files, folders and standard input, and the raw articles in them."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotate.reading.errors import ArticleError

SUFFIXES = (".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson")
_HTML = (".html", ".htm", ".xhtml")
JSONL_SUFFIXES = (".jsonl", ".ndjson")
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_META = ("url", "title", "byline", "published", "publisher", "language", "license")
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"\x7fELF", b"GIF8")


@dataclass(slots=True)
class Raw:
    """One article before it is read: its text and what the source says about it."""

    source: str
    name: str  # the name an id ends in; with a slash it is a whole id
    text: str
    meta: dict[str, Any] = field(default_factory=dict)
    prefixes: tuple[str, ...] = ()  # what may go before the name if another has it
    line: int | None = None


def files(path: Path | str) -> Iterator[Path | ArticleError]:
    """The article files that a path stands for; ``-`` is standard input."""
    path = Path(path)
    if str(path) == "-":
        yield path
        return
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        missing = isinstance(error, FileNotFoundError)
        reason = "no such file or folder" if missing else getattr(error, "strerror", str(error))
        yield ArticleError(str(path), reason)
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path)
    elif stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
        yield path
    else:
        yield ArticleError(str(path), "a device or socket, not a file")  # it may never end


def _folder(folder: Path) -> Iterator[Path | ArticleError]:
    problems: list[ArticleError] = []
    found = False

    def complain(error: OSError) -> None:
        problems.append(ArticleError(str(error.filename), error.strerror or str(error)))

    for root, folders, names in os.walk(folder, onerror=complain):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                found = True
                yield Path(root, name)
    yield from problems
    if not found and not problems:
        yield ArticleError(
            str(folder), f"no article in this folder (looked for {', '.join(SUFFIXES)})"
        )


def raw_articles(path: Path) -> Iterator[Raw | ArticleError]:
    """The articles of one file: one, or one a line of JSON Lines."""
    source = "standard input" if str(path) == "-" else str(path)
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        yield ArticleError(source, error.strerror or str(error))
        return
    suffix = path.suffix.lower()
    stdin = str(path) == "-"
    if suffix in JSONL_SUFFIXES or (stdin and data.lstrip()[:1] == b"{"):
        yield from _json_lines(data, source, "stdin" if stdin else path.stem)
        return
    if not data:
        yield ArticleError(source, "the file is empty")
        return
    text = _decode(data, source)
    if isinstance(text, ArticleError):
        yield text
        return
    prefixes = () if stdin else (path.absolute().parent.name or "root", suffix[1:] or "file")
    name = "stdin" if stdin else path.stem
    if suffix in _HTML or _HTML_START.match(text[:2000]):
        yield _page(text, source, name, prefixes)
    else:
        yield Raw(source, name, text, prefixes=prefixes)


def _decode(data: bytes, source: str) -> str | ArticleError:
    if data.startswith(_BINARY):
        return ArticleError(source, "a binary file, not text")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ArticleError(source, "UTF-16, not UTF-8; convert it first")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{data[error.start]:02x} at offset {error.start}, line {line}"
        return ArticleError(source, f"not valid UTF-8: {byte}")
    if text.count("\0") > 0.1 * len(text):
        return ArticleError(source, "a binary file, not text: more than a tenth of it is NUL")
    return text


def _json_lines(data: bytes, source: str, stem: str) -> Iterator[Raw | ArticleError]:
    number, some = 0, False
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        some = True
        try:
            record = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError as error:
            yield ArticleError(
                source, f"not valid UTF-8 at byte {error.start} of the line", line=number
            )
        except (ValueError, RecursionError) as error:
            yield ArticleError(source, f"not JSON: {error}", line=number)
        else:
            yield _record(record, source, f"{stem}-{number}", number)
    if not some:
        yield ArticleError(source, "the file is empty")


def _record(record: Any, source: str, name: str, line: int) -> Raw | ArticleError:
    if not isinstance(record, dict):
        return ArticleError(source, "not a JSON object", line=line)
    text = record.get("text")
    if not isinstance(text, str):
        problem = "has no text" if text is None else "is not a string"
        return ArticleError(source, f"the field “text” {problem}", line=line)
    given = {key: record[key] for key in (*_META, "id") if record.get(key) is not None}
    for key, value in given.items():
        if not isinstance(value, str) or not _encodable(value):
            return ArticleError(source, f"the field “{key}” is not a proper string", line=line)
    return Raw(source, given.pop("id", None) or name, text, meta=given, line=line)


def _encodable(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _page(page: str, source: str, name: str, prefixes: tuple[str, ...]) -> Raw | ArticleError:
    """The article of an HTML page; trafilatura is imported here because it is slow to."""
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            page.replace("\0", " "),
            include_comments=False,
            include_tables=False,
            with_metadata=True,
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        return ArticleError(source, f"trafilatura cannot read this page: {error}")
    data = found.as_dict() if found is not None and not isinstance(found, dict) else found
    if not data or not data.get("text"):
        return ArticleError(source, "no article text found in this page")
    meta = {"title": data.get("title"), "byline": data.get("author"), "published": data.get("date")}
    meta["url"] = data.get("url")
    return Raw(source, name, data["text"], meta=meta, prefixes=prefixes)
