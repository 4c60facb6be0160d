"""What a page sends -> acts: the border at which everything is checked and converted.

Offsets come as UTF-16 units of the part of the text that the page shows. Spans are put in order,
white space and marks at their ends left out, and mentions are looked for; what goes on from here
is final.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

from annotate.review import events as ev
from annotate.review.acts import ActError, find
from annotate.review.linking import outlet_for, speaker_for
from annotate.review.marks import bare, marked, tidy
from annotate.review.wire import BadRequestError, Wire, one_of, units_of, word
from annotate.review.workspace import Request, Workspace
from corpus.records import (
    Document,
    Entity,
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


def read_request(data: Any, space: Workspace) -> Request:
    """The request that a page sent.

    Raises BadRequestError for what no page sends, ActError for what cannot be done.
    """
    if not isinstance(data, dict):
        raise BadRequestError("is no object")
    kind, key = word(data, "kind"), word(data, "key")
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
    state = space.state(word(data, "doc"))
    wire = Wire(data, space, state, units_of(data, state.doc))
    quotation, act = read(wire)
    return Request(
        key=key,
        doc=state.doc.id,
        text=word(data, "text"),
        quotation=quotation,
        seen="" if isinstance(act, ev.Add) else word(data, "seen"),
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


def _plain(act: ev.Act) -> Callable[[Wire], tuple[str, ev.Act]]:
    return lambda wire: (wire.quotation().id, act)


def _type(wire: Wire) -> tuple[str, ev.Act]:
    quotation, kind = wire.quotation(), one_of(wire, "type", QuotationType)
    segments = quotation.segments or marked(wire.doc.text or "", quotation.content)
    if kind == "indirect":
        segments = ()
    elif not segments:
        raise ActError(f"there are no quotation marks in it, so it cannot be {kind}")
    content = segments if kind in ("direct", "none") else quotation.content
    return quotation.id, ev.SetType(type=kind, content=content, segments=segments)


def _mode(wire: Wire) -> tuple[str, ev.Act]:
    return wire.quotation().id, ev.SetMode(one_of(wire, "mode", Mode))


def _speakers(wire: Wire) -> tuple[str, ev.Act]:
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


def _outlet(wire: Wire) -> tuple[str, ev.Act]:
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


def _spans(wire: Wire) -> tuple[str, ev.Act]:
    quotation, text = wire.quotation(), wire.doc.text or ""
    content, cue = tidy(text, wire.spans("content")), tidy(text, wire.spans("cue"))
    segments = bare(text, wire.spans("segments"))
    if quotation.type in ("direct", "none"):
        content = segments
    _in_body(wire.doc, (*content, *segments, *cue))
    return quotation.id, ev.SetSpans(content=content, segments=segments, cue=cue)


def _piece(wire: Wire) -> tuple[str, ev.Act]:
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


def _add(wire: Wire) -> tuple[str, ev.Act]:
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


def _split(wire: Wire) -> tuple[str, ev.Act]:
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


def _merge(wire: Wire) -> tuple[str, ev.Act]:
    act = ev.Merge(other=word(wire.data, "other"), other_seen=word(wire.data, "other_seen"))
    return wire.quotation().id, act


def _note(wire: Wire) -> tuple[str, ev.Act]:
    note = word(wire.data, "note").strip()
    if len(note) > ev.NOTE_LENGTH:
        raise ActError(f"a note holds {ev.NOTE_LENGTH} characters; this has {len(note)}")
    return wire.quotation().id, ev.Note(note)


def _decide(wire: Wire) -> tuple[str, ev.Act]:
    """One side of a dispute; or a reviewer's own version of a record that changed."""
    quotation = word(wire.data, "quotation")
    choice = one_of(wire, "choice", ev.Choice)
    dispute = wire.space.dispute(wire.doc.id, quotation)
    if dispute is None:
        return quotation, _own_version(wire, quotation, choice)
    value = {"first": dispute.first, "second": dispute.second, "neither": None}[choice]
    return quotation, ev.Decide(
        choice=choice, value=None if value is None else replace(value, id=quotation)
    )


def _own_version(wire: Wire, quotation: str, choice: ev.Choice) -> ev.Act:
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


_READERS: dict[str, Callable[[Wire], tuple[str, ev.Act]]] = {
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
