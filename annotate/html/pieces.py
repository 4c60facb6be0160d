"""A text cut where any annotation starts or ends, so that overlaps need no nesting of tags.

Every piece knows all quotations that cover it. A page can then show nested and even crossing
spans with flat elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from annotate.reading.layout import lines
from corpus.records import Document, Quotation
from corpus.spans import Span

_CLOSING = re.compile(r"['\"’”»›“‘`]{1,3}")
# Characters that a page cannot hold or would not show, as the pictures Unicode has for them.
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
_PICTURES |= {0x7F: "␡", **dict.fromkeys(range(0x80, 0xA0), "�")}
_PICTURES |= dict.fromkeys(range(0xD800, 0xE000), "�")


@dataclass(frozen=True)
class Piece:
    """A stretch of text under one set of annotations."""

    text: str
    inside: tuple[int, ...]  # indices of quotations whose content covers it, outer first
    marked: bool  # in a segment of the innermost of them
    cue: bool
    mention: bool
    ends: tuple[int, ...]  # indices of quotations whose tag comes after it


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the body, or one line of what stands around it."""

    pieces: tuple[Piece, ...]
    body: bool


def visible(text: str) -> str:
    """The text with a picture in place of each character that a page cannot show."""
    return text.translate(_PICTURES)


def paragraphs(doc: Document) -> Iterator[Paragraph]:
    """The whole text in order: paragraphs of the body with their pieces, other lines plain."""
    text = doc.text or ""
    layers = _layers(doc)
    at = 0
    for span in doc.body:
        yield from _around(text, at, span.start)
        yield Paragraph(tuple(_pieces(text, span, layers)), body=True)
        at = span.end
    yield from _around(text, at, len(text))


def _around(text: str, start: int, end: int) -> Iterator[Paragraph]:
    for line in lines(text[start:end]):
        words = line.of(text[start:end])
        if words:
            yield Paragraph((Piece(visible(words), (), False, False, False, ()),), body=False)


@dataclass(frozen=True)
class _Layers:
    """Every annotated span of a document, by kind, with the quotation that it belongs to."""

    contents: list[tuple[Span, int]]
    segments: list[tuple[Span, int]]
    cues: list[Span]
    mentions: list[Span]
    tags: dict[int, list[int]]  # offset behind the last mark of a quotation -> quotations


def _layers(doc: Document) -> _Layers:
    contents: list[tuple[Span, int]] = []
    segments: list[tuple[Span, int]] = []
    cues: list[Span] = []
    mentions: list[Span] = []
    tags: dict[int, list[int]] = {}
    for i, quotation in enumerate(doc.quotations):
        contents += [(span, i) for span in spans_of(quotation)]
        segments += [(span, i) for span in quotation.segments]
        cues += quotation.cue
        mentions += [speaker.mention for speaker in quotation.speakers if speaker.mention]
        if spans_of(quotation):
            end = max(span.end for span in spans_of(quotation))
            tags.setdefault(_behind_marks(doc, end), []).append(i)
    contents.sort(key=lambda item: (item[0].start, -item[0].end))
    return _Layers(contents, segments, cues, mentions, tags)


def _behind_marks(doc: Document, end: int) -> int:
    """The offset behind the closing marks at ``end``, within the same paragraph."""
    limit = min((span.end for span in doc.body if span.end >= end), default=end)
    match = _CLOSING.match(doc.text or "", end, limit)
    return match.end() if match else end


def spans_of(quotation: Quotation) -> tuple[Span, ...]:
    """What a quotation covers: its content, or its segments where it has none."""
    return quotation.content or quotation.segments


def _pieces(text: str, span: Span, layers: _Layers) -> Iterator[Piece]:
    contents = [item for item in layers.contents if item[0].overlaps(span)]
    segments = [item for item in layers.segments if item[0].overlaps(span)]
    cues = [cue for cue in layers.cues if cue.overlaps(span)]
    mentions = [mention for mention in layers.mentions if mention.overlaps(span)]
    every = [item[0] for item in contents + segments] + cues + mentions
    cuts = {span.start, span.end}
    cuts.update(tag for tag in layers.tags if span.start < tag < span.end)
    cuts.update(cut for one in every for cut in one if span.start < cut < span.end)
    for start, end in pairwise(sorted(cuts)):
        here = Span(start, end)
        inside = tuple(dict.fromkeys(i for one, i in contents if one.covers(here)))
        yield Piece(
            text=visible(here.of(text)),
            inside=inside,
            marked=bool(inside) and any(s.covers(here) for s, i in segments if i == inside[-1]),
            cue=any(cue.covers(here) for cue in cues),
            mention=any(mention.covers(here) for mention in mentions),
            ends=tuple(layers.tags.get(end, ())),
        )
