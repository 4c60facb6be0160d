"""What each act does to a record: pure, without text, the same every time.

`apply` is the only way in which a review changes a document. It raises `ActError` where an act
makes no sense on the record; nothing else goes wrong in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotate.review import events as ev
from corpus.entities import fold
from corpus.records import Document, Entity, Outlet, Provenance, Quotation, Speaker
from corpus.spans import Span, merge


class ActError(ValueError):
    """An act that cannot be done to a record; the message says why, for the reviewer to read."""


def find(doc: Document, id: str) -> Quotation | None:
    """The quotation with this id, or None."""
    return next((each for each in doc.quotations if each.id == id), None)


def apply(doc: Document, id: str, act: ev.Act) -> Document:
    """The document after an act on the quotation ``id``; provenance stays as it was."""
    if isinstance(act, ev.Add):
        return _add(doc, act.value, act.entities)
    if isinstance(act, ev.Decide) and find(doc, id) is None:
        return doc if act.value is None else _add(doc, replace(act.value, id=id), act.entities)
    quotation = find(doc, id)
    if quotation is None:
        raise ActError(f"there is no quotation {id} in {doc.id} any more")
    if isinstance(act, ev.SetType):
        return _put(doc, _typed(quotation, act))
    if isinstance(act, ev.SetMode):
        if quotation.type == "none":
            raise ActError("marks that quote nobody have no mode; give it a type first")
        return _put(doc, replace(quotation, mode=act.mode))
    if isinstance(act, ev.SetSpeakers):
        _quoting(quotation, "speaker")
        return _linked(doc, replace(quotation, speakers=act.speakers), act.entities)
    if isinstance(act, ev.SetOutlet):
        _quoting(quotation, "outlet")
        return _linked(doc, replace(quotation, outlet=act.outlet), act.entities)
    if isinstance(act, ev.SetSpans):
        return _put(doc, fitted(quotation, act.content, act.segments, act.cue))
    if isinstance(act, ev.Split):
        return _split(doc, quotation, act)
    if isinstance(act, ev.Merge):
        return _merge(doc, quotation, act)
    if isinstance(act, ev.Decide) and act.value is not None:
        return _linked(doc, replace(act.value, id=id), act.entities)
    return doc


def fitted(
    quotation: Quotation,
    content: tuple[Span, ...],
    segments: tuple[Span, ...],
    cue: tuple[Span, ...],
) -> Quotation:
    """The quotation with other spans, as its type needs them.

    The content of a direct quotation, and of marks that quote nobody, is its segments; that of a
    mixed one holds them; an indirect one has none. Raises ActError if nothing is left.
    """
    if quotation.type == "indirect":
        segments = ()
    elif not segments:
        raise ActError(f"a {quotation.type} quotation needs words in marks")
    elif quotation.type == "mixed":
        loose = [s for s in segments if not any(outer.covers(s) for outer in content)]
        content = merge([*content, *loose]) if loose else content
    else:
        content = segments
    if not content:
        raise ActError("nothing would be left of it; reject it instead")
    if quotation.type == "none":
        cue = ()
    return replace(quotation, content=content, segments=segments, cue=cue)


def with_entities(doc: Document, entities: Iterable[Entity]) -> Document:
    """The document with these entities: new ones behind, known ones with what they add."""
    known = {each.id: each for each in doc.entities}
    for new in entities:
        old = known.get(new.id)
        if old is not None:
            mentions = tuple(sorted({*old.mentions, *new.mentions}))
            aliases = [*old.aliases, *(a for a in new.aliases if a not in old.aliases)]
            new = replace(old, mentions=mentions, aliases=tuple(aliases))
        known[new.id] = new
    return replace(doc, entities=tuple(known.values()))


def same_entity(left: Entity, right: Entity) -> bool:
    """Whether two local entities were meant as one: the same name and kind."""
    return fold(left.name) == fold(right.name) and left.kind == right.kind


def _typed(quotation: Quotation, act: ev.SetType) -> Quotation:
    if act.type == "none":
        quotation = replace(quotation, mode=None, cue=(), speakers=(), outlet=None)
    elif quotation.mode is None:
        quotation = replace(quotation, mode="speech")
    return fitted(replace(quotation, type=act.type), act.content, act.segments, quotation.cue)


def _quoting(quotation: Quotation, what: str) -> None:
    if quotation.type == "none":
        raise ActError(f"marks that quote nobody have no {what}; give it a type first")


def _put(doc: Document, quotation: Quotation) -> Document:
    """The document with ``quotation`` in the place of the one with its id."""
    changed = tuple(quotation if each.id == quotation.id else each for each in doc.quotations)
    return replace(doc, quotations=changed)


def _linked(doc: Document, quotation: Quotation, entities: tuple[Entity, ...]) -> Document:
    """As `_put`, and what the quotation refers to is in the document, mentions included."""
    doc = with_entities(doc, entities)
    links: list[Speaker | Outlet] = [*quotation.speakers]
    links += [quotation.outlet] if quotation.outlet else []
    known = {each.id: each for each in doc.entities}
    for link in links:
        if link.entity not in known:
            raise ActError(f"there is no entity {link.entity} in {doc.id}")
        if link.mention is not None:
            doc = with_entities(doc, [replace(known[link.entity], mentions=(link.mention,))])
    return _put(doc, quotation)


def _add(doc: Document, quotation: Quotation, entities: tuple[Entity, ...]) -> Document:
    if find(doc, quotation.id) is not None:
        raise ActError(f"there is a quotation {quotation.id} in {doc.id} already")
    start = quotation.content[0].start if quotation.content else 0
    place = next(
        (i for i, q in enumerate(doc.quotations) if q.content and q.content[0].start > start),
        len(doc.quotations),
    )
    placed = (*doc.quotations[:place], quotation, *doc.quotations[place:])
    return _linked(replace(doc, quotations=placed), quotation, entities)


def _split(doc: Document, quotation: Quotation, act: ev.Split) -> Document:
    if find(doc, act.into) is not None:
        raise ActError(f"there is a quotation {act.into} in {doc.id} already")
    content, segments, cue = (
        _cut(spans, act) for spans in (quotation.content, quotation.segments, quotation.cue)
    )
    if not content[0] or not content[1]:
        raise ActError("one of the two would be empty; split inside the words")
    cues = [part or quotation.cue for part in cue]
    halves = [
        fitted(_untyped(quotation, segments[i]), content[i], segments[i], cues[i]) for i in (0, 1)
    ]
    # Not _put: the children of the first go with their words.
    inner = {
        each.id
        for each in doc.quotations
        if each.parent == quotation.id and each.content and each.content[0].start >= act.at
    }
    quotations = tuple(
        replace(each, parent=act.into) if each.id in inner else each for each in doc.quotations
    )
    doc = _put(replace(doc, quotations=quotations), halves[0])
    return _add(doc, replace(halves[1], id=act.into), ())


def _untyped(quotation: Quotation, segments: tuple[Span, ...]) -> Quotation:
    """The half of a mixed quotation that has no words in marks is indirect."""
    if quotation.type == "mixed" and not segments:
        return replace(quotation, type="indirect")
    return quotation


def _cut(spans: Iterable[Span], act: ev.Split) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    left = tuple(Span(s.start, min(s.end, act.at)) for s in spans if s.start < act.at)
    right = tuple(Span(max(s.start, act.resume), s.end) for s in spans if s.end > act.resume)
    return left, right


def _merge(doc: Document, quotation: Quotation, act: ev.Merge) -> Document:
    other = find(doc, act.other)
    if other is None or other.id == quotation.id:
        raise ActError(f"there is no other quotation {act.other} in {doc.id} to join")
    kinds = {quotation.type, other.type} - {"none"}
    if kinds and kinds != {quotation.type}:
        type_ = kinds.pop() if len(kinds) == 1 else "mixed"
        quotation = replace(quotation, type=type_, mode=quotation.mode or other.mode)
    segments = tuple(sorted({*quotation.segments, *other.segments}))
    joined = fitted(
        replace(
            quotation,
            speakers=quotation.speakers or other.speakers,
            outlet=quotation.outlet or other.outlet,
            parent=None if quotation.parent == other.id else quotation.parent,
        ),
        _union(quotation.content, other.content),
        _apart(segments),
        _union(quotation.cue, other.cue),
    )
    rest = tuple(
        replace(each, parent=quotation.id if each.parent == other.id else each.parent)
        for each in doc.quotations
        if each.id != other.id
    )
    return _put(replace(doc, quotations=rest), joined)


def _union(left: Iterable[Span], right: Iterable[Span]) -> tuple[Span, ...]:
    """The spans of both; those that overlap are joined, those that touch are not."""
    return _apart(tuple(sorted({*left, *right})))


def _apart(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in spans:
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def judged(quotation: Quotation, by: str, status: str) -> Quotation:
    """The quotation with the reviewer's name and verdict."""
    return replace(quotation, provenance=Provenance(by=by, status=status))  # type: ignore[arg-type]
