"""A record, and the body of an article, as lines to read against the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotate.commands.report import plural
from corpus.records import Document, Outlet, Quotation, Speaker
from corpus.spans import Span

_AROUND, _LEFT_OUT = 25, 300


def proof(doc: Document) -> Iterator[str]:
    """All that a record with its text says, in words and not in offsets."""
    text = doc.text or ""
    names = {entity.id: entity.name for entity in doc.entities}
    title = "no title" if doc.title is None else doc.title
    yield f"{doc.id}  {plural(len(doc.body), 'paragraph')}  {title}"
    if doc.transcript:
        yield "  transcript"
    for quotation in doc.quotations:
        parts = [quotation.id, quotation.type, quotation.mode or ""]
        parts += [f"in {quotation.parent}"] if quotation.parent else []
        yield "  " + " ".join(part for part in parts if part)
        yield from _quotation(quotation, text, names)
    for entity in doc.entities:
        mentions = ", ".join(_words(text, [span]) for span in entity.mentions) or "-"
        yield f"  entity {entity.id} {entity.kind} {entity.name}: {mentions}"


def _quotation(quotation: Quotation, text: str, names: dict[str, str]) -> Iterator[str]:
    yield f"    content  {_words(text, quotation.content)}"
    if quotation.segments != quotation.content:
        yield f"    segments {_words(text, quotation.segments)}"
    if quotation.type == "none":
        return
    yield "    cue      " + (" … ".join(_context(text, span) for span in quotation.cue) or "-")
    for speaker in quotation.speakers:
        yield f"    speaker  {_link(speaker, text, names)} ({speaker.kind})"
    if not quotation.speakers:
        yield "    speaker  unknown"
    if quotation.outlet is not None:
        how = "explicit" if quotation.outlet.explicit else "carried over"
        outlet = _link(quotation.outlet, text, names)
        yield f"    outlet   {outlet} ({quotation.outlet.kind}, {how})"


def paragraphs(doc: Document) -> Iterator[str]:
    """The numbered paragraphs of the body, with what stands between them and is left out."""
    text = doc.text or ""
    yield f"title: {doc.title or '-'}" + ("  (transcript)" if doc.transcript else "")
    last = 0
    for number, span in enumerate(doc.body, 1):
        yield from _left_out(text[last : span.start])
        yield f"{number:3} {_words(text, [span])}"
        last = span.end
    yield from _left_out(text[last:])


def _left_out(between: str) -> Iterator[str]:
    words = " ".join(between.split())
    if words:
        yield f"    [left out: {words[:_LEFT_OUT]}]"


def _link(link: Speaker | Outlet, text: str, names: dict[str, str]) -> str:
    mention = "-" if link.mention is None else _context(text, link.mention, around=0)
    return f"{mention} → {names[link.entity]} [{link.entity}]"


def _words(text: str, spans: Iterable[Span]) -> str:
    return " … ".join(" ".join(span.of(text).split()) for span in spans) or "-"


def _context(text: str, span: Span, *, around: int = _AROUND) -> str:
    before = text[max(span.start - around, 0) : span.start]
    return " ".join(f"{before}<{span.of(text)}>{text[span.end : span.end + around]}".split())
