"""What a reviewer did, as frozen records; how they become lines of a log is in `events_json`.

An `Event` says who did what to which quotation, when, and which version of it they had before
them. What was done is its `Act`. Acts hold results, not recipes: offsets are code points, spans
are already trimmed, so that replaying needs no text. Nothing in an event is a word of the article
but the names of entities and the reviewer's notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.records import Entity, Mode, Outlet, Quotation, QuotationType, Speaker
from corpus.spans import Span

Choice = Literal["first", "second", "neither"]
NOTE_LENGTH = 4000


@dataclass(frozen=True, slots=True)
class Accept:
    """The quotation is right as it stands."""


@dataclass(frozen=True, slots=True)
class Reject:
    """Nobody is quoted there, and no marks stand there: the record is wrong as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetType:
    """Another type, and the spans that go with it; ``none`` marks a distractor."""

    type: QuotationType
    content: tuple[Span, ...]
    segments: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SetMode:
    """Speech, writing or thought."""

    mode: Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSpeakers:
    """Other speakers; ``entities`` are those that the document may not have yet."""

    speakers: tuple[Speaker, ...]
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOutlet:
    """Another outlet, or none."""

    outlet: Outlet | None
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSpans:
    """Other spans: an edge moved, a piece added or removed."""

    content: tuple[Span, ...]
    segments: tuple[Span, ...]
    cue: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """A quotation that was missed."""

    value: Quotation
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Two quotations from one: the words up to ``at``, and those from ``resume`` on.

    The second gets the id ``into``.
    """

    at: int
    resume: int
    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Another quotation joined to this one; ``other_seen`` is the version of it that was shown."""

    other: str
    other_seen: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark; the empty one takes an earlier remark away."""

    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """A difference between two annotators settled, for one of them or for none.

    ``value`` is the quotation as it is to stand; None if it is to go. Also how a reviewer keeps
    their own version of a record that changed under them.
    """

    choice: Choice
    value: Quotation | None
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Undo:
    """The last act that still counts does so no more; ``target`` is its number."""

    target: int


@dataclass(frozen=True, slots=True)
class Redo:
    """The act that was undone last counts again."""

    target: int


Act = (
    Accept
    | Reject
    | SetType
    | SetMode
    | SetSpeakers
    | SetOutlet
    | SetSpans
    | Add
    | Split
    | Merge
    | Note
    | Decide
    | Undo
    | Redo
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act: number, time (ISO 8601, UTC), annotator, and what it was done to.

    ``text`` is the hash of the document's text. ``seen`` is the version of the quotation that the
    reviewer had before them (`plain.version`, and their own decision behind a dot), ``made`` the
    version that came of it and ``result`` that version itself, to be shown if the record changes.
    ``key`` was made by the page: an act that arrives twice has one key.
    """

    seq: int
    time: str
    by: str
    key: str
    doc: str
    text: str
    quotation: str
    seen: str
    made: str
    result: Quotation | None
    act: Act


def kind_of(act: Act) -> str:
    """The name of an act in a log."""
    return _NAMES[type(act)]


_NAMES: dict[type, str] = {
    Accept: "accept",
    Reject: "reject",
    SetType: "type",
    SetMode: "mode",
    SetSpeakers: "speakers",
    SetOutlet: "outlet",
    SetSpans: "spans",
    Add: "add",
    Split: "split",
    Merge: "merge",
    Note: "note",
    Decide: "decide",
    Undo: "undo",
    Redo: "redo",
}
