"""What a reviewer did, as frozen records: one event a line of a log, converted here and only here.

An `Event` says who did what to which quotation, when, and which version of it they had before
them. What was done is its `Act`. Acts hold results, not recipes: offsets are code points, spans
are already trimmed, so that replaying needs no text. Nothing in an event is a word of the article
but the names of entities and the reviewer's notes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from annotate.review import plain
from corpus.records import Entity, Mode, Outlet, Quotation, QuotationType, Speaker
from corpus.schema import RecordError
from corpus.spans import Span

EVENT_VERSION = 1
Choice = Literal["first", "second", "neither"]
NOTE_LENGTH = 4000


class EventError(ValueError):
    """A value is no event; the message names the field."""


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


def event_to_dict(event: Event) -> dict[str, Any]:
    """The event as plain JSON values."""
    return {
        "v": EVENT_VERSION,
        "seq": event.seq,
        "time": event.time,
        "by": event.by,
        "key": event.key,
        "doc": event.doc,
        "text": event.text,
        "quotation": event.quotation,
        "seen": event.seen,
        "made": event.made,
        "result": None if event.result is None else plain.quotation_to_dict(event.result),
        "kind": kind_of(event.act),
        **_act_to_dict(event.act),
    }


def event_from_dict(data: object) -> Event:
    """The event that ``data`` spells out; raises EventError, naming what is wrong."""
    if not isinstance(data, dict):
        raise EventError("is no object")
    if data.get("v") != EVENT_VERSION:
        raise EventError(f"v is {data.get('v')!r}: this program reads version {EVENT_VERSION}")
    seq = data.get("seq")
    if not isinstance(seq, int) or isinstance(seq, bool) or seq < 1:
        raise EventError(f"seq {seq!r} is no number from 1")
    words: dict[str, str] = {}
    for name in ("time", "by", "key", "doc", "text", "quotation", "seen", "made"):
        words[name] = _text(data, name)
    try:
        value = data.get("result")
        result = None if value is None else plain.quotation_from_dict(value)
    except RecordError as error:
        raise EventError(f"result: {error}") from None
    return Event(seq=seq, act=act_from_dict(data), result=result, **words)


def kind_of(act: Act) -> str:
    """The name of an act in a log."""
    return _NAMES[type(act)]


def act_from_dict(data: dict[str, Any]) -> Act:
    """The act that an event spells out; raises EventError."""
    read = _READERS.get(str(data.get("kind")))
    if read is None:
        raise EventError(f"kind {data.get('kind')!r} is none of {', '.join(_READERS)}")
    try:
        return read(data)
    except RecordError as error:
        raise EventError(str(error)) from None


def _act_to_dict(act: Act) -> dict[str, Any]:
    if isinstance(act, SetType):
        spans = {name: plain.spans_to_list(getattr(act, name)) for name in ("content", "segments")}
        return {"type": act.type, **spans}
    if isinstance(act, SetSpans):
        parts = ("content", "segments", "cue")
        return {name: plain.spans_to_list(getattr(act, name)) for name in parts}
    if isinstance(act, SetMode):
        return {"mode": act.mode}
    if isinstance(act, SetSpeakers):
        speakers = plain.links_to_dict(act.speakers, None)["speakers"]
        return {"speakers": speakers, "entities": plain.entities_to_list(act.entities)}
    if isinstance(act, SetOutlet):
        outlet = plain.links_to_dict((), act.outlet)["outlet"]
        return {"outlet": outlet, "entities": plain.entities_to_list(act.entities)}
    if isinstance(act, Add | Decide):
        value = None if act.value is None else plain.quotation_to_dict(act.value)
        choice = {"choice": act.choice} if isinstance(act, Decide) else {}
        return {**choice, "value": value, "entities": plain.entities_to_list(act.entities)}
    return {name: getattr(act, name) for name in act.__slots__}


def _set_type(data: dict[str, Any]) -> Act:
    content, segments = _spans(data, "content"), _spans(data, "segments")
    return SetType(type=_one_of(data, "type", QuotationType), content=content, segments=segments)


def _set_spans(data: dict[str, Any]) -> Act:
    content, segments, cue = (_spans(data, name) for name in ("content", "segments", "cue"))
    return SetSpans(content=content, segments=segments, cue=cue)


def _set_speakers(data: dict[str, Any]) -> Act:
    held = plain.links_from_dict(speakers=data.get("speakers"))
    return SetSpeakers(speakers=held.speakers, entities=_entities(data))


def _set_outlet(data: dict[str, Any]) -> Act:
    held = plain.links_from_dict(outlet=data.get("outlet"))
    return SetOutlet(outlet=held.outlet, entities=_entities(data))


def _add(data: dict[str, Any]) -> Act:
    return Add(value=plain.quotation_from_dict(data.get("value")), entities=_entities(data))


def _split(data: dict[str, Any]) -> Act:
    at, resume = _number(data, "at"), _number(data, "resume")
    if resume < at:
        raise EventError(f"resume {resume} lies before at {at}")
    return Split(at=at, resume=resume, into=_text(data, "into"))


def _decide(data: dict[str, Any]) -> Act:
    value = data.get("value")
    return Decide(
        choice=_one_of(data, "choice", Choice),
        value=None if value is None else plain.quotation_from_dict(value),
        entities=_entities(data),
    )


_READERS: dict[str, Callable[[dict[str, Any]], Act]] = {
    "accept": lambda data: Accept(),
    "reject": lambda data: Reject(),
    "type": _set_type,
    "mode": lambda data: SetMode(_one_of(data, "mode", Mode)),
    "speakers": _set_speakers,
    "outlet": _set_outlet,
    "spans": _set_spans,
    "add": _add,
    "split": _split,
    "merge": lambda data: Merge(other=_text(data, "other"), other_seen=_text(data, "other_seen")),
    "note": lambda data: Note(_text(data, "note")),
    "decide": _decide,
    "undo": lambda data: Undo(_number(data, "target")),
    "redo": lambda data: Redo(_number(data, "target")),
}

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


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise EventError(f"{name} is no text")
    return value


def _number(data: dict[str, Any], name: str) -> int:
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise EventError(f"{name} is no number from 0")
    return value


def _one_of(data: dict[str, Any], name: str, kinds: Any) -> Any:
    value = data.get(name)
    if value not in get_args(kinds):
        raise EventError(f"{name} {value!r} is none of {', '.join(get_args(kinds))}")
    return value


def _spans(data: dict[str, Any], name: str) -> tuple[Span, ...]:
    return plain.spans_from_list(data.get(name))


def _entities(data: dict[str, Any]) -> tuple[Entity, ...]:
    return plain.entities_from_list(data.get("entities", []))
