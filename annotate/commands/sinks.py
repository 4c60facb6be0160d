"""Where annotated documents go, in which form, and what is kept when the work breaks off.

An output file appears whole or not at all, and one that is there already is replaced only at the
end. Broken off by Ctrl-C or a full disk, what is whole is kept: under the name that was asked
for, or with ``.partial`` added where a file of that name exists.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from annotate.commands.report import plural
from annotate.commands.table import document_table, plain_console
from corpus.records import Document
from corpus.schema import document_to_dict
from corpus.store import DocumentWriter

if TYPE_CHECKING:
    from annotate.html.page import IndexEntry

_UNFIT = re.compile(r"[^\w.()+-]+")


class Sink:
    """Takes documents one by one; `close` publishes them, `keep` what there is so far."""

    name: str

    def write(self, doc: Document) -> None:
        """Take one document; raises OSError if the disk refuses."""
        raise NotImplementedError

    def close(self) -> None:
        """Publish everything."""

    def keep(self) -> str:
        """Publish what is whole after a break, and say in words what is where."""
        return ""

    def discard(self) -> None:
        """Leave nothing behind."""


def open_sink(form: str, output: Path | None) -> Sink:
    """The sink for a form (``table``, ``jsonl``, ``html``) and a place (None: standard output).

    Raises OSError, or ValueError where the place cannot be written on.
    """
    if output is None:
        return _STDOUT[form]()
    if form == "html" and output.suffix.lower() not in (".html", ".htm"):
        return PageFolder(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    if form == "jsonl":
        return LinesFile(output)
    return PageFile(output) if form == "html" else TableFile(output)


class StdoutTable(Sink):
    """Tables on standard output, each as soon as its article is done."""

    name = "standard output"

    def __init__(self) -> None:
        self._console = plain_console(sys.stdout, terminal=sys.stdout.isatty())

    def write(self, doc: Document) -> None:
        self._console.print(document_table(doc))
        sys.stdout.flush()


class StdoutLines(Sink):
    """JSON Lines on standard output."""

    name = "standard output"

    def write(self, doc: Document) -> None:
        line = orjson.dumps(document_to_dict(doc)).decode("utf-8")
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


class StdoutPage(Sink):
    """One page of all articles on standard output, at the end."""

    name = "standard output"

    def __init__(self) -> None:
        self._docs: list[Document] = []

    def write(self, doc: Document) -> None:
        self._docs.append(doc)

    def close(self) -> None:
        from annotate.html.page import render_page

        sys.stdout.write(render_page(self._docs))
        sys.stdout.flush()

    def keep(self) -> str:
        return "no page was written"


class LinesFile(Sink):
    """A file of JSON Lines."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._existed = path.exists()
        self._writer = DocumentWriter(path)
        self._writer.__enter__()

    def write(self, doc: Document) -> None:
        self._writer.write(doc)

    def close(self) -> None:
        self._writer.__exit__(None, None, None)

    def keep(self) -> str:
        if not self._writer.count:
            self.discard()
            return "no record was finished, nothing was written"
        if self._existed:
            self._writer.path = partial(self._writer.path)
        self._writer.commit_partial()
        return f"{plural(self._writer.count, 'whole record')} kept in {self._writer.path}"

    def discard(self) -> None:
        with suppress(OSError):
            self._writer.__exit__(RuntimeError, None, None)


class _GatheredFile(Sink):
    """A file that is made at the end from all documents."""

    noun = "article"

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._path = path
        self._docs: list[Document] = []
        _check_writable(path)

    def write(self, doc: Document) -> None:
        self._docs.append(doc)

    def close(self) -> None:
        atomic_write(self._path, self._render())

    def keep(self) -> str:
        if not self._docs:
            return "no article was finished, nothing was written"
        path = partial(self._path) if self._path.exists() else self._path
        atomic_write(path, self._render())
        return f"{plural(len(self._docs), 'article')} kept in {path}"

    def _render(self) -> str:
        raise NotImplementedError


class PageFile(_GatheredFile):
    """All articles on one page."""

    def _render(self) -> str:
        from annotate.html.page import render_page

        return render_page(self._docs)


class TableFile(_GatheredFile):
    """All tables in one text file."""

    def _render(self) -> str:
        text = StringIO()
        console = plain_console(text, terminal=False)
        for doc in self._docs:
            console.print(document_table(doc))
        return text.getvalue()


class PageFolder(Sink):
    """A page an article, and an index that links to them."""

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self._folder = folder
        self._entries: list[IndexEntry] = []
        self._taken = {"index"}
        folder.mkdir(parents=True, exist_ok=True)
        _check_writable(folder / "index.html")

    def write(self, doc: Document) -> None:
        from annotate.html.page import index_entry, render_page

        file = f"{self._file_name(doc.id)}.html"
        atomic_write(self._folder / file, render_page([doc]))
        self._entries.append(index_entry(doc, file))

    def close(self) -> None:
        from annotate.html.page import render_index

        atomic_write(self._folder / "index.html", render_index(self._entries))

    def keep(self) -> str:
        if not self._entries:
            return "no article was finished, nothing was written"
        with suppress(OSError):
            self.close()
        return f"{plural(len(self._entries), 'page')} kept in {self._folder}"

    def _file_name(self, doc_id: str) -> str:
        """A file name from the end of an id, of harmless characters, not yet taken."""
        stem = _UNFIT.sub("_", doc_id.rpartition("/")[2]).lstrip(".")[:100] or "article"
        name, number = stem, 2
        while name.casefold() in self._taken:
            name, number = f"{stem}-{number}", number + 1
        self._taken.add(name.casefold())
        return name


_STDOUT: dict[str, Callable[[], Sink]] = {
    "table": StdoutTable,
    "jsonl": StdoutLines,
    "html": StdoutPage,
}


def partial(path: Path) -> Path:
    """Where unfinished output goes if the file itself is there already."""
    return path.with_name(path.name + ".partial")


def _check_writable(path: Path) -> None:
    """Fail before the long work rather than after it; leaves the folder as it was."""
    if path.is_dir():
        raise IsADirectoryError(21, "is a folder; give a file name", str(path))
    if path.exists() and not path.is_file():
        raise ValueError(f"{path}: not a regular file; give a file name to write to")
    trial = path.with_name(f".otr-{secrets.token_hex(8)}.part")
    try:
        os.close(os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    finally:
        trial.unlink(missing_ok=True)


def atomic_write(path: Path, text: str) -> None:
    """Write a text file whole or not at all; raises OSError."""
    target = path.resolve()
    temporary = target.with_name(f".otr-{secrets.token_hex(8)}.part")
    try:
        with temporary.open("x", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
