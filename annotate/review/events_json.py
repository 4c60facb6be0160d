"""Events to plain JSON values and back; the only place where either is known of the other.

``event_from_dict(event_to_dict(event)) == event`` holds for every event.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from annotate.review import plain
from annotate.review.events import (
    Accept,
    Act,
    Add,
    Choice,
    Decide,
    Event,
    Merge,
    Note,
    Redo,
    Reject,
    SetMode,
    SetOutlet,
    SetSpans,
    SetSpeakers,
    SetType,
    Split,
    Undo,
    kind_of,
)
from corpus.records import Entity, Mode, QuotationType
from corpus.schema import RecordError
from corpus.spans import Span

EVENT_VERSION = 1


class EventError(ValueError):
    """A value is no event; the message names the field."""


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
