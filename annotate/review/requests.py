"""What a page sends -> acts: the border at which everything is checked and converted.

Offsets come as UTF-16 units of the part of the text that the page shows. Spans are put in order,
white space and marks at their ends left out, and mentions are looked for; what goes on from here
is final.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, get_args

from annotate.review import events as ev
from annotate.review.acts import ActError, find
from annotate.review.linking import Wanted, outlet_for, speaker_for
from annotate.review.marks import bare, marked, tidy
from annotate.review.offsets import Units
from annotate.review.replay import DocState
from annotate.review.workspace import Request, Workspace
from corpus.records import (
    Document,
    Entity,
    EntityKind,
    Mode,
    OutletKind,
    Provenance,
    Quotation,
    QuotationType,
    Speaker,
)
from corpus.spans import Span, SpanError

KEY_LENGTH = 64
_MANY = 200


class BadRequestError(ValueError):
    """What came is no request that a page would send."""


@dataclass(frozen=True, slots=True)
class _Wire:
    """A request being read: its data, the document it is about, and the offsets of its part."""

    data: dict[str, Any]
    space: Workspace
    state: DocState
    units: Units

    @property
    def doc(self) -> Document:
        return self.state.doc

    def quotation(self) -> Quotation:
        found = find(self.doc, _word(self.data, "quotation"))
        if found is None:
            raise ActError("this quotation is not there any more")
        return found

    def spans(self, name: str) -> tuple[Span, ...]:
        value = self.data.get(name, [])
        if not isinstance(value, list) or len(value) > _MANY:
            raise BadRequestError(f"{name} is no list of spans")
        return tuple(self.span(pair, name) for pair in value)

    def span(self, pair: Any, name: str) -> Span:
        if not (isinstance(pair, list) and len(pair) == 2 and all(type(n) is int for n in pair)):
            raise BadRequestError(f"{name} holds something that is no span")
        try:
            return self.units.from_page((pair[0], pair[1]))
        except SpanError as error:
            raise BadRequestError(f"{name}: {error}") from None

    def wanted(self, data: Any) -> Wanted:
        if not isinstance(data, dict):
            raise BadRequestError("an entity is no object")
        entity, name, kind = data.get("entity"), data.get("name"), data.get("kind")
        if not isinstance(entity, str | None) or not isinstance(name, str | None):
            raise BadRequestError("an entity has no id and no name")
        if kind is not None and kind not in get_args(EntityKind):
            raise BadRequestError(f"{kind!r} is no kind of entity")
        pair = data.get("mention")
        found = None if pair is None else tidy(self.doc.text or "", [self.span(pair, "mention")])
        return Wanted(entity=entity, name=name, kind=kind, mention=found[0] if found else None)


def read_request(data: Any, space: Workspace) -> Request:
    """The request that a page sent.

    Raises BadRequestError for what no page sends, ActError for what cannot be done.
    """
    if not isinstance(data, dict):
        raise BadRequestError("is no object")
    kind, key = _word(data, "kind"), _word(data, "key")
    if not 8 <= len(key) <= KEY_LENGTH or not key.isascii() or not key.isprintable():
        raise BadRequestError("key is not from 8 to 64 plain characters")
    if kind in ("undo", "redo"):
        target = data.get("target")
        if type(target) is not int:
            raise BadRequestError("target is no number")
        turn: ev.Act = ev.Undo(target) if kind == "undo" else ev.Redo(target)
        return Request(key=key, doc="", text="", quotation="", seen="", act=turn)
    known = space.log.known(key)
    if known is not None:  # sent again: what it says was read before, and need not make sense now
        return _again(known)
    read = _READERS.get(kind)
    if read is None:
        raise BadRequestError(f"kind {kind!r} is none of {', '.join(_READERS)}")
    state = space.state(_word(data, "doc"))
    wire = _Wire(data, space, state, _units(data, state.doc))
    quotation, act = read(wire)
    return Request(
        key=key,
        doc=state.doc.id,
        text=_word(data, "text"),
        quotation=quotation,
        seen="" if isinstance(act, ev.Add) else _word(data, "seen"),
        act=act,
    )


def _again(event: ev.Event) -> Request:
    return Request(
        key=event.key,
        doc=event.doc,
        text=event.text,
        quotation=event.quotation,
        seen=event.seen,
        act=event.act,
    )


def _units(data: dict[str, Any], doc: Document) -> Units:
    part = data.get("part")
    text = doc.text or ""
    if part is None:
        return Units(text)
    if not (isinstance(part, list) and len(part) == 2 and all(type(n) is int for n in part)):
        raise BadRequestError("part is no span")
    if not 0 <= part[0] <= part[1] <= len(text):
        raise BadRequestError("part does not lie in the text")
    return Units(text, part[0], part[1])


def _word(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise BadRequestError(f"{name} is no text")
    return value


def _one_of(wire: _Wire, name: str, kinds: Any) -> Any:
    value = wire.data.get(name)
    if value not in get_args(kinds):
        raise BadRequestError(f"{name} {value!r} is none of {', '.join(get_args(kinds))}")
    return value


def _plain(act: ev.Act) -> Callable[[_Wire], tuple[str, ev.Act]]:
    return lambda wire: (wire.quotation().id, act)


def _type(wire: _Wire) -> tuple[str, ev.Act]:
    quotation, kind = wire.quotation(), _one_of(wire, "type", QuotationType)
    segments = quotation.segments or marked(wire.doc.text or "", quotation.content)
    if kind == "indirect":
        segments = ()
    elif not segments:
        raise ActError(f"there are no quotation marks in it, so it cannot be {kind}")
    content = segments if kind in ("direct", "none") else quotation.content
    return quotation.id, ev.SetType(type=kind, content=content, segments=segments)


def _mode(wire: _Wire) -> tuple[str, ev.Act]:
    return wire.quotation().id, ev.SetMode(_one_of(wire, "mode", Mode))


def _speakers(wire: _Wire) -> tuple[str, ev.Act]:
    quotation = wire.quotation()
    wanted = wire.data.get("speakers")
    if not isinstance(wanted, list) or len(wanted) > _MANY:
        raise BadRequestError("speakers is no list")
    speakers: list[Speaker] = []
    entities: list[Entity] = []
    # One for another keeps the place, and with it a pronoun: who `he` is was wrong.
    swapped = len(wanted) == len(quotation.speakers)
    for i, each in enumerate(wanted):
        instead = quotation.speakers[i] if swapped else None
        speaker, entity = speaker_for(
            wire.doc, quotation, wire.wanted(each), wire.space.registry, instead=instead
        )
        if speaker.entity in {other.entity for other in speakers}:
            raise ActError(f"{entity.name} is a speaker of it already")
        if any(speaker.mention == other.mention for other in speakers if other.mention):
            # A mention kept from who stood there before can stand for one of the two only.
            speaker = replace(speaker, mention=None, kind="implicit")
        speakers.append(speaker)
        entities.append(entity)
    return quotation.id, ev.SetSpeakers(speakers=tuple(speakers), entities=tuple(entities))


def _outlet(wire: _Wire) -> tuple[str, ev.Act]:
    quotation, wanted = wire.quotation(), wire.data.get("outlet")
    if wanted is None:
        return quotation.id, ev.SetOutlet(outlet=None)
    kind, explicit = wire.data.get("outlet_kind"), wire.data.get("explicit")
    if kind is not None and kind not in get_args(OutletKind):
        raise BadRequestError(f"{kind!r} is no kind of outlet")
    if not isinstance(explicit, bool | None):
        raise BadRequestError("explicit is neither true nor false")
    outlet, entity = outlet_for(
        wire.doc,
        quotation,
        wire.wanted(wanted),
        wire.space.registry,
        kind=kind,
        explicit=explicit,
    )
    return quotation.id, ev.SetOutlet(outlet=outlet, entities=(entity,))


def _spans(wire: _Wire) -> tuple[str, ev.Act]:
    quotation, text = wire.quotation(), wire.doc.text or ""
    content, cue = tidy(text, wire.spans("content")), tidy(text, wire.spans("cue"))
    segments = bare(text, wire.spans("segments"))
    if quotation.type in ("direct", "none"):
        content = segments
    _in_body(wire.doc, (*content, *segments, *cue))
    return quotation.id, ev.SetSpans(content=content, segments=segments, cue=cue)


def _piece(wire: _Wire) -> tuple[str, ev.Act]:
    """One more piece: words in marks where the type has them, else reported words."""
    quotation, text = wire.quotation(), wire.doc.text or ""
    spans = _within_paragraphs(wire.doc, tidy(text, wire.spans("content")))
    if not spans:
        raise ActError("nothing is selected in the body of the article")
    found = marked(text, bare(text, spans))
    if quotation.type in ("direct", "none"):
        segments = tidy(text, [*quotation.segments, *(found or bare(text, spans))])
        content = segments
    else:
        content = tidy(text, [*quotation.content, *spans])
        segments = quotation.segments
        if quotation.type == "mixed":
            segments = tidy(text, [*quotation.segments, *found])
    return quotation.id, ev.SetSpans(content=content, segments=segments, cue=quotation.cue)


def _add(wire: _Wire) -> tuple[str, ev.Act]:
    text = wire.doc.text or ""
    spans = _within_paragraphs(wire.doc, tidy(text, wire.spans("content")))
    if not spans:
        raise ActError("nothing is selected in the body of the article")
    segments = marked(text, bare(text, spans))
    whole = segments == bare(text, spans)
    kind: QuotationType = "direct" if whole and segments else "mixed" if segments else "indirect"
    new = wire.space.new_id(wire.doc.id)
    value = Quotation(
        id=new,
        type=kind,
        mode="speech",
        content=segments if whole and segments else spans,
        segments=segments,
        provenance=Provenance(by=wire.space.log.by, status="corrected"),
    )
    return new, ev.Add(value=value)


def _split(wire: _Wire) -> tuple[str, ev.Act]:
    quotation, at = wire.quotation(), wire.data.get("at")
    if type(at) is not int:
        raise BadRequestError("at is no number")
    try:
        point = wire.units.point(at)
    except SpanError as error:
        raise BadRequestError(f"at: {error}") from None
    text = wire.doc.text or ""
    end = start = point
    while end > 0 and text[end - 1].isspace():
        end -= 1
    while start < len(text) and text[start].isspace():
        start += 1
    into = wire.space.new_id(wire.doc.id)
    return quotation.id, ev.Split(at=end, resume=start, into=into)


def _merge(wire: _Wire) -> tuple[str, ev.Act]:
    act = ev.Merge(other=_word(wire.data, "other"), other_seen=_word(wire.data, "other_seen"))
    return wire.quotation().id, act


def _note(wire: _Wire) -> tuple[str, ev.Act]:
    note = _word(wire.data, "note").strip()
    if len(note) > ev.NOTE_LENGTH:
        raise ActError(f"a note holds {ev.NOTE_LENGTH} characters; this has {len(note)}")
    return wire.quotation().id, ev.Note(note)


def _decide(wire: _Wire) -> tuple[str, ev.Act]:
    """One side of a dispute; or a reviewer's own version of a record that changed."""
    quotation = _word(wire.data, "quotation")
    choice = _one_of(wire, "choice", ev.Choice)
    dispute = wire.space.dispute(wire.doc.id, quotation)
    if dispute is None:
        return quotation, _own_version(wire, quotation, choice)
    value = {"first": dispute.first, "second": dispute.second, "neither": None}[choice]
    return quotation, ev.Decide(
        choice=choice, value=None if value is None else replace(value, id=quotation)
    )


def _own_version(wire: _Wire, quotation: str, choice: ev.Choice) -> ev.Act:
    mine = [c for c in wire.state.conflicts if c.event.quotation == quotation]
    if not mine:
        raise ActError("there is nothing to decide about this quotation")
    if choice != "first":
        value = find(wire.doc, quotation)
        return ev.Decide(choice="second", value=value)
    last = mine[-1].event
    if last.text != wire.doc.text_sha256:
        raise ActError("your version was made on another text; correct the quotation by hand")
    named = [entity for c in mine for entity in getattr(c.event.act, "entities", ())]
    return ev.Decide(choice="first", value=last.result, entities=tuple(named))


def _in_body(doc: Document, spans: tuple[Span, ...]) -> None:
    for span in spans:
        if not any(home.overlaps(span) for home in doc.body):
            raise ActError("this lies outside the article's body, which holds no quotations")


def _within_paragraphs(doc: Document, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans cut at the ends of paragraphs: one piece a paragraph, as the guidelines ask."""
    text = doc.text or ""
    pieces = [
        Span(max(home.start, span.start), min(home.end, span.end))
        for span in spans
        for home in doc.body
        if home.overlaps(span)
    ]
    return tidy(text, pieces)


_READERS: dict[str, Callable[[_Wire], tuple[str, ev.Act]]] = {
    "accept": _plain(ev.Accept()),
    "reject": _plain(ev.Reject()),
    "type": _type,
    "mode": _mode,
    "speakers": _speakers,
    "outlet": _outlet,
    "spans": _spans,
    "piece": _piece,
    "add": _add,
    "split": _split,
    "merge": _merge,
    "note": _note,
    "decide": _decide,
}
