"""Documents as JSON Lines: one record a line, streamed, in order, never half-written.

A file is written under a temporary name in its own folder, flushed to the disk and then renamed,
so that whoever opens the path sees the old content or the new, whole.
"""

from __future__ import annotations

import os
import secrets
import stat
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import jsonlines
import orjson

from corpus.records import Document
from corpus.schema import RecordError, document_from_dict, document_to_dict


class StoreError(ValueError):
    """A file cannot be read or written as records; the message names file and line or record."""


def iter_documents(path: str | os.PathLike[str]) -> Iterator[Document]:
    """Yield the documents of ``path`` in file order, one line in memory at a time.

    Blank lines are passed over. Raises StoreError (``file:line: reason``) at the first line that
    is not a record by the schema, and OSError if the file cannot be read.
    """
    number = 0

    def counted(fp: IO[bytes]) -> Iterator[bytes]:
        nonlocal number
        for number, line in enumerate(fp, 1):  # noqa: B007 - read where errors are reported
            yield line

    with open(path, "rb") as fp:
        lines = jsonlines.Reader(counted(fp), loads=orjson.loads)
        try:
            for data in lines.iter(skip_empty=True, allow_none=True):
                yield document_from_dict(data)
        except jsonlines.InvalidLineError as error:
            raise StoreError(f"{os.fspath(path)}:{number}: {error.__cause__}") from None
        except RecordError as error:
            raise StoreError(f"{os.fspath(path)}:{number}: {error}") from None


def load_documents(path: str | os.PathLike[str]) -> list[Document]:
    """All documents of ``path``; raises as `iter_documents` does."""
    return list(iter_documents(path))


def write_documents(path: str | os.PathLike[str], docs: Iterable[Document]) -> int:
    """Write ``docs`` to ``path``, replacing what is there, and return how many they were.

    If anything goes wrong on the way, in ``docs`` or on the disk, the exception passes through,
    an existing file keeps its content, and nothing else is left behind.
    """
    with DocumentWriter(path) as writer:
        for doc in docs:
            writer.write(doc)
    return writer.count


class DocumentWriter:
    """Writes documents one by one and publishes the file when the ``with`` block ends well.

    An exception that leaves the block discards what was written, unless ``commit_partial`` was
    called before::

        with DocumentWriter(path) as writer:
            try:
                for doc in long_work():
                    writer.write(doc)
            except (KeyboardInterrupt, OSError):
                writer.commit_partial()
                raise

    Only whole records are ever published: one that could not be written in full is cut off.
    ``count`` is the number of records written, and after publishing the number published.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._fp: IO[bytes] | None = None
        self._temporary = self.path
        self._ends = [0]  # byte offset of the end of each whole record

    @property
    def count(self) -> int:
        """Number of records written, and after publishing the number published."""
        return len(self._ends) - 1

    def __enter__(self) -> Self:
        target = self._target()
        self._temporary = target.with_name(f".otr-{secrets.token_hex(8)}.part")
        # Not tempfile: its files are private, while a published one obeys the umask.
        handle = os.open(self._temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
        self._fp = os.fdopen(handle, "w+b")
        self._lines = jsonlines.Writer(self._fp, dumps=orjson.dumps)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._fp is None:
            return
        try:
            if kind is None:
                self._open().flush()
                self._publish()
        finally:
            self._discard()

    def write(self, doc: Document) -> None:
        """Append one record.

        Raises StoreError for a record that JSON cannot hold (a lone surrogate in a string, say),
        which leaves the file as it was, and OSError from the disk.
        """
        self._open()
        try:
            size = self._lines.write(document_to_dict(doc))
        except TypeError as error:
            raise StoreError(f"{self.path}: {doc.id!r} cannot be written: {error}") from None
        self._ends.append(self._ends[-1] + size)

    def commit_partial(self) -> None:
        """Publish the whole records written so far and close the writer.

        Works on a full disk too: what did not reach it is cut off at a record's end.
        """
        try:
            self._publish()
        finally:
            self._discard()

    def _target(self) -> Path:
        """Where the file goes in the end: a link is followed, and stays a link."""
        target = self.path.resolve()
        if target.exists() and not target.is_file():
            raise StoreError(f"{self.path}: not a regular file; give a file name to write to")
        return target

    def _open(self) -> IO[bytes]:
        if self._fp is None:
            raise ValueError("the writer is not open; use it in a with block, before its end")
        return self._fp

    def _publish(self) -> None:
        fp = self._open()
        handle = os.dup(fp.fileno())
        try:
            # Closed before the cut: a buffer that a full disk refused would be written again.
            with suppress(OSError):
                fp.close()
            del self._ends[bisect_right(self._ends, os.fstat(handle).st_size) :]
            os.ftruncate(handle, self._ends[-1])
            target = self._target()
            if target.exists():
                os.fchmod(handle, stat.S_IMODE(target.stat().st_mode))
            os.fsync(handle)
            os.replace(self._temporary, target)
            _sync_folder(target.parent)
        finally:
            os.close(handle)

    def _discard(self) -> None:
        fp, self._fp = self._fp, None
        if fp is not None:
            with suppress(OSError):  # a full disk fails once more at the last flush
                fp.close()
        self._temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` last through a power cut, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
