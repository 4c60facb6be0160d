"""The log of one annotator on disk: JSON Lines that only grow, each line synced before it counts.

One process writes a log at a time (a lock holds others off), one ``write`` and one ``fsync`` an
event. A last line that a crash left unfinished was never acknowledged: it is moved to a file
beside the log and takes no part. A line that is wrong anywhere else is an error that names it.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import orjson

from annotate.review.events import Act, Event
from annotate.review.events_json import EventError, event_from_dict, event_to_dict
from corpus.records import Quotation

SUFFIX = ".jsonl"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class LogError(ValueError):
    """A log that cannot be read or written; the message says which, where, and what to do."""


class LogBusyError(LogError):
    """Another program has the log open."""


def check_name(name: str) -> str:
    """The name of an annotator, fit to be that of a file; raises LogError."""
    if not _NAME.fullmatch(name) or name.endswith(SUFFIX):
        raise LogError(
            f"{name!r} is no name for an annotator: use letters of English, digits, '.', '_' and "
            "'-', at most 64"
        )
    return name


@dataclass(frozen=True, slots=True)
class Torn:
    """An unfinished line that was set aside, and the file that it is in now."""

    path: Path
    length: int


def log_paths(folder: Path) -> dict[str, Path]:
    """The logs of a folder by the name of their annotator."""
    found = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
    return {path.name.removesuffix(SUFFIX): path for path in found if _NAME.fullmatch(path.stem)}


def read_log(path: Path) -> list[Event]:
    """The whole events of a log that somebody else may be writing; raises LogError.

    An unfinished last line is passed over and left where it is.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LogError(f"{path}: {error.strerror or error}") from None
    return list(_events(content[: _whole(content)], path))


class Log:
    """A log opened to be written to; `append` returns when the event is on the disk.

    ``set_aside`` is what was found unfinished at the end, if anything. ``sync`` can be replaced in
    tests. Use it in a ``with`` block, or call `close`.
    """

    def __init__(self, path: Path, by: str, *, sync: Callable[[int], None] = os.fsync) -> None:
        self.path = path
        self.by = check_name(by)
        self.set_aside: Torn | None = None
        self._sync = sync
        self._handle = _open(path)
        self._locked = False
        try:
            _lock(self._handle, path)
            self._locked = True
            content = path.read_bytes()
            whole = _whole(content)
            if whole < len(content):
                self.set_aside = self._put_aside(content[whole:], whole)
            self.events = list(_events(content[:whole], path))
            self._size = whole
        except BaseException:
            self.close()
            raise
        self._keys = {event.key: event for event in self.events}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; another program may write to it then. An empty one goes."""
        if self._handle >= 0:
            if self._locked and os.fstat(self._handle).st_size == 0:
                with suppress(OSError):
                    self.path.unlink()
                    self.path.parent.rmdir()
            os.close(self._handle)  # the lock goes with it
            self._handle = -1

    def known(self, key: str) -> Event | None:
        """The event that was written with this key, or None."""
        return self._keys.get(key)

    def append(
        self,
        act: Act,
        *,
        key: str,
        doc: str,
        text: str,
        quotation: str,
        seen: str,
        made: str,
        result: Quotation | None,
    ) -> Event:
        """Write an event and return it once it is on the disk.

        Raises LogError if the disk refuses; the log is then as it was before.
        """
        event = Event(
            seq=len(self.events) + 1,
            time=datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            by=self.by,
            key=key,
            doc=doc,
            text=text,
            quotation=quotation,
            seen=seen,
            made=made,
            result=result,
            act=act,
        )
        line = orjson.dumps(event_to_dict(event)) + b"\n"
        try:
            if os.fstat(self._handle).st_size != self._size:
                raise LogError(f"{self.path}: something else wrote to this log; start again")
            written = os.write(self._handle, line)
            if written != len(line):
                raise OSError(28, "only a part of it fitted")
            self._sync(self._handle)
        except OSError as error:
            self._take_back()
            reason = error.strerror or str(error)
            raise LogError(f"{self.path}: not saved: {reason}; make room and try again") from None
        self._size += len(line)
        self.events.append(event)
        self._keys[key] = event
        return event

    def _take_back(self) -> None:
        with suppress(OSError):
            os.ftruncate(self._handle, self._size)
            os.fsync(self._handle)

    def _put_aside(self, rest: bytes, whole: int) -> Torn:
        """Move an unfinished line to a file of its own, then cut it off; in this order."""
        stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime())
        number = 0
        while True:
            name = f"{self.path.stem}.torn-{stamp}" + (f"-{number}" if number else "")
            target = self.path.with_name(name)
            try:
                handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
                break
            except FileExistsError:
                number += 1
        try:
            os.write(handle, rest)
            os.fsync(handle)
        finally:
            os.close(handle)
        os.ftruncate(self._handle, whole)
        os.fsync(self._handle)
        return Torn(target, len(rest))


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise LogError(f"{path}: {error.strerror or error}; name another folder: --logs") from None
    with suppress(OSError):  # a new file lasts only once its folder is synced
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return handle


def _lock(handle: int, path: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: nothing to lock with, and one server is the rule there too
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise LogBusyError(
            f"{path}: another 'otr review' has it open; use that one, or give another --annotator"
        ) from None


def _whole(content: bytes) -> int:
    """How much of a log is whole lines; a last line that is no JSON does not count either."""
    end = content.rfind(b"\n") + 1
    if end == 0:
        return 0
    start = content.rfind(b"\n", 0, end - 1) + 1
    try:
        orjson.loads(content[start:end])
    except orjson.JSONDecodeError:
        return start  # blocks of one write can reach the disk in any order before a power cut
    return end


def _events(content: bytes, path: Path) -> Iterator[Event]:
    for number, line in enumerate(content.splitlines(), 1):
        try:
            event = event_from_dict(orjson.loads(line))
        except orjson.JSONDecodeError:
            raise LogError(f"{path}:{number}: is no JSON; restore the log from a copy") from None
        except EventError as error:
            raise LogError(f"{path}:{number}: {error}") from None
        if event.seq != number:
            raise LogError(
                f"{path}:{number}: is event {event.seq}; a line is missing or stands twice, "
                "restore the log from a copy"
            )
        yield event
