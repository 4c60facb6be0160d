"""One record without its text, and a text: the record with the text, anchored anew if need be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from corpus.hydrate.locate import Locator
from corpus.records import Document, Entity, Outlet, Quotation, Speaker, text_sha256
from corpus.selectors import Anchor, anchors, make_selectors
from corpus.spans import Span, to_utf16, trim

State = Literal["holds", "moved", "lost"]
_Places = dict[Anchor, Span]


class AnchorError(ValueError):
    """A text cannot be the record's, or its anchors cannot be followed; nothing is restored."""


@dataclass(frozen=True, slots=True)
class LostAnchor:
    """An anchor that is not in the text any more, by its path in the record as it was."""

    path: str
    quotation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hydrated:
    """A record with its text, and what became of its anchors.

    ``counts`` are of anchors by state, every span of the record counted where it stands.
    ``left_out`` are the ids of quotations that lost an anchor.
    """

    doc: Document
    same_text: bool
    counts: dict[State, int]
    lost: tuple[LostAnchor, ...] = ()
    left_out: tuple[str, ...] = ()


def strip(doc: Document) -> Document:
    """The document without its text, with a selector for each span.

    Raises ValueError for a document without text, or whose text is not the one of its hash.
    """
    if doc.text is not None and text_sha256(doc.text) != doc.text_sha256:
        raise AnchorError("its text does not have the hash text_sha256; validate the record first")
    return replace(doc, selectors=make_selectors(doc), text=None)


def hydrate(doc: Document, text: str) -> Hydrated:
    """The record of ``doc`` on ``text``, selectors left out.

    On the text of its hash the record stays as it is. On another one, every span gets the place
    that its selector finds; a quotation that loses a span is left out, and so are mentions and
    paragraphs that are lost and entities that nothing refers to any more. Raises `AnchorError`
    where offsets do not count code points, or the text is another and there are no selectors.
    """
    same = text_sha256(text) == doc.text_sha256
    if same:
        _check_length(doc, text)
        count = sum(1 for _ in anchors(doc))
        counts: dict[State, int] = {"holds": count, "moved": 0, "lost": 0}
        return Hydrated(doc=replace(doc, text=text, selectors=()), same_text=True, counts=counts)
    if not doc.selectors:
        raise AnchorError(_difference(doc, text))
    return _anchored_anew(doc, text)


def _check_length(doc: Document, text: str) -> None:
    if doc.text_length == len(text):
        return
    if doc.text_length == to_utf16(text, (0, len(text)))[1]:
        raise AnchorError(
            f"text_length {doc.text_length} counts UTF-16 units; the text has {len(text)} code "
            "points, which offsets must count: convert them (corpus.spans.from_utf16)"
        )
    if doc.text_length == len(text.encode("utf-8")):
        raise AnchorError(
            f"text_length {doc.text_length} counts bytes; the text has {len(text)} code points, "
            "which offsets must count: convert them (corpus.spans.from_utf8)"
        )
    raise AnchorError(f"text_length is {doc.text_length}, but its text has {len(text)} code points")


def _difference(doc: Document, text: str) -> str:
    """Why a text is not the one of the hash, as far as that can be told."""
    unix = text.replace("\r\n", "\n")
    variants = {
        "the file has Windows line ends, the annotated text has not": unix,
        "the annotated text has Windows line ends": unix.replace("\n", "\r\n"),
        "the file begins with a byte order mark": text.removeprefix("\ufeff"),
        "the file lacks the byte order mark": "\ufeff" + text,
        "the file lacks the last line end": text + "\n",
        "the file has a line end too many": text.removesuffix("\n"),
    }
    for reason, variant in variants.items():
        if text_sha256(variant) == doc.text_sha256:
            return f"its text is not the one annotated: {reason}; use the file as it was published"
    length = f"{len(text)} code points, {doc.text_length} expected"
    if len(text) == doc.text_length:
        length = f"{len(text)} code points, as expected, but not the same"
    return (
        f"its text is not the one annotated ({length}), and without selectors in the record "
        "nothing can be found again; get the text at the version that the corpus names"
    )


def _anchored_anew(doc: Document, text: str) -> Hydrated:
    locator = Locator(text)
    places: _Places = locator.locate(doc.selectors)
    _paragraphs_between(doc, text, places)
    lost, counts = _judge(doc, places)
    gone = {each.quotation for each in lost if each.quotation is not None}
    quotations = []
    for quotation in doc.quotations:
        moved = None if quotation.id in gone else _quotation(quotation, places)
        if moved is None:
            gone.add(quotation.id)
        else:
            quotations.append(moved)
    # Not only those with lost spans: two spans that were apart may have come to overlap.
    kept = tuple(replace(each, parent=None) if each.parent in gone else each for each in quotations)
    entities = tuple(_entities(doc, kept, places))
    body = [places["paragraph", span] for span in doc.body if ("paragraph", span) in places]
    used = {span for _, (kind, span) in anchors(_bare(doc, kept, entities)) if kind == "words"}
    made = replace(
        doc,
        text=text,
        text_sha256=text_sha256(text),
        text_length=len(text),
        body=_body(locator, body, used),
        quotations=kept,
        entities=entities,
        selectors=(),
    )
    left_out = tuple(q.id for q in doc.quotations if q.id in gone)
    return Hydrated(doc=made, same_text=False, counts=counts, lost=lost, left_out=left_out)


def _bare(
    doc: Document, quotations: tuple[Quotation, ...], entities: tuple[Entity, ...]
) -> Document:
    return replace(doc, body=(), quotations=quotations, entities=entities)


def _judge(doc: Document, places: _Places) -> tuple[tuple[LostAnchor, ...], dict[State, int]]:
    counts: Counter[State] = Counter()
    lost = []
    for path, anchor in anchors(doc):
        found = places.get(anchor)
        counts["lost" if found is None else "holds" if found == anchor[1] else "moved"] += 1
        if found is None:
            number = path.removeprefix("quotations[").partition("]")[0]
            owner = doc.quotations[int(number)].id if path.startswith("quotations") else None
            lost.append(LostAnchor(path, owner))
    states: tuple[State, ...] = ("holds", "moved", "lost")
    return tuple(lost), {state: counts[state] for state in states}


def _quotation(quotation: Quotation, places: _Places) -> Quotation | None:
    """The quotation at its new places; None where they overlap within a list."""
    content, segments, cue = (
        _ordered(places["words", span] for span in spans)
        for spans in (quotation.content, quotation.segments, quotation.cue)
    )
    if content is None or segments is None or cue is None:
        return None
    outlet = quotation.outlet
    return replace(
        quotation,
        content=content,
        segments=segments,
        cue=cue,
        speakers=tuple(
            replace(speaker, mention=_mention(speaker, places)) for speaker in quotation.speakers
        ),
        outlet=outlet and replace(outlet, mention=_mention(outlet, places)),
    )


def _mention(link: Speaker | Outlet, places: _Places) -> Span | None:
    return None if link.mention is None else places["words", link.mention]


def _ordered(spans: Iterable[Span]) -> tuple[Span, ...] | None:
    out = sorted(spans)
    apart = all(out[i - 1].end <= out[i].start for i in range(1, len(out)))
    return tuple(out) if apart else None


def _entities(
    doc: Document, quotations: tuple[Quotation, ...], places: _Places
) -> Iterator[Entity]:
    """The entities that are still referred to, with the mentions that are still there."""
    before, now = _referred(doc, doc.quotations), _referred(doc, quotations)
    for entity in doc.entities:
        if entity.id in before and entity.id not in now:
            continue
        spans = sorted(
            {places["words", span] for span in entity.mentions if ("words", span) in places}
        )
        yield replace(entity, mentions=tuple(spans))


def _referred(doc: Document, quotations: tuple[Quotation, ...]) -> set[str | None]:
    out = {speaker.entity for quotation in quotations for speaker in quotation.speakers}
    return {doc.publisher} | out | {q.outlet.entity for q in quotations if q.outlet is not None}


def _paragraphs_between(doc: Document, text: str, places: _Places) -> None:
    """Place paragraphs that no hash finds where both neighbours have moved equally far.

    Short ones have no hash. What is annotated inside them is found, or lost, for itself.
    """
    shifts: list[int | None] = []
    for span in doc.body:
        found = places.get(("paragraph", span))
        shifts.append(None if found is None else found.end - span.end)
    for i, span in enumerate(doc.body):
        if shifts[i] is not None:
            continue
        left = next((shift for shift in reversed(shifts[:i]) if shift is not None), None)
        right = next((doc.body[j] for j in range(i, len(doc.body)) if shifts[j] is not None), None)
        if left is None or right is None:
            continue
        shift = places["paragraph", right].start - right.start
        if shift != left:
            continue
        start, end = max(span.start + shift, 0), min(span.end + shift, len(text))
        moved = trim(text, (start, end)) if start < end else None
        if moved is not None and moved.length == span.length:
            places["paragraph", span] = moved


def _body(locator: Locator, body: list[Span], used: Iterable[Span]) -> tuple[Span, ...]:
    """The paragraphs, with the lines of what is annotated and lies in none of them."""
    for span in sorted(used):
        if not any(home.covers(span) for home in body):
            whole = (locator.line(span.start).start, locator.line(max(span.end - 1, 0)).end)
            lines = trim(locator.text, whole)
            body = [*body, *([lines] if lines else [])]
    out: list[Span] = []
    for span in sorted(set(body)):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
