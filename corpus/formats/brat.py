"""The stand-off format of the brat annotation tool, as far as PolNeAR uses it.

A line ``T1<TAB>Kind 3 9;12 20<TAB>words`` marks spans, in code points of the text file as
decoded; a line ``E1<TAB>Kind:T4 Role:T3 Role2:T2`` ties marks together. The words are only a
copy of the text and are not read, so their encoding does not matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from corpus.spans import Span, trim

_MARK = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")
_EVENT = re.compile(r"(E\d+)\t(\S+:T\d+(?: \S+:T\d+)*) *$")


@dataclass(slots=True)
class Event:
    """One event: the spans of each role, with ``Content2`` counted as ``Content``."""

    id: str
    roles: dict[str, list[Span]] = field(default_factory=dict)


def read_events(path: Path, *, problems: list[str] | None = None) -> list[Event]:
    """The events of an ``.ann`` file, in file order.

    Lines that are neither marks, events nor notes are passed over, and so is a role that points
    to a mark that is not there; ``problems`` collects ``file:line: reason`` for each.
    """
    found: list[str] = [] if problems is None else problems
    marks: dict[str, list[Span]] = {}
    pending: list[tuple[int, str, str]] = []
    content = path.read_bytes().decode("utf-8-sig", errors="replace")
    for number, line in enumerate(content.split("\n"), 1):
        line = line.rstrip("\r")
        if mark := _MARK.match(line):
            marks[mark[1]] = [_span(pair) for pair in mark[3].split(";")]
        elif event := _EVENT.match(line):
            pending.append((number, event[1], event[2]))
        elif line and line[0] not in "#*RA":
            found.append(f"{path}:{number}: neither a mark, an event nor a note; passed over")
    return [_event(path, entry, marks, found) for entry in pending]


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of ``text`` that hold more than white space, without it at their ends."""
    lines = (trim(text, found.span()) for found in re.finditer(r"[^\r\n]+", text))
    return tuple(span for span in lines if span)


def _span(pair: str) -> Span:
    start, end = pair.split()
    return Span(int(start), int(end))


def _event(
    path: Path, entry: tuple[int, str, str], marks: dict[str, list[Span]], problems: list[str]
) -> Event:
    number, name, roles = entry
    event = Event(name)
    for part in roles.split():
        role, _, mark = part.partition(":")
        if mark in marks:
            event.roles.setdefault(role.rstrip("0123456789"), []).extend(marks[mark])
        else:
            problems.append(f"{path}:{number}: {name} points to {mark}, which is not there")
    return event
