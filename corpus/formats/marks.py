"""What double quotation marks tell of a text, for formats that mark no segments themselves.

This is the plain reading of a clean text; what an annotator makes of an unclean one is
`annotate.segments`.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus.english import without_that
from corpus.records import QuotationType
from corpus.spans import Span, intersect, trim

_OPENING = '“"'
_CLOSING = '”"'


def double_marked(text: str, paragraphs: tuple[Span, ...]) -> list[Span]:
    """Stretches between double marks, marks and white space at the ends left out, in text order.

    A mark still open at the end of a paragraph closes there if it is curly, or if the next
    paragraph begins with a mark (one stretch a paragraph); a straight one is else taken for an
    inch or a slip and opens nothing.
    """
    out: list[Span] = []
    for number, (start, end) in enumerate(paragraphs):
        opened: int | None = None
        for i in range(start, end):
            if opened is None and text[i] in _OPENING:
                opened = i + 1
            elif opened is not None and _closes(text, i):
                out.append(Span(opened, i))
                opened = None
        if opened is not None:
            follows = paragraphs[number + 1 : number + 2]
            if text[opened - 1] == "“" or (follows and text[follows[0].start] in _OPENING):
                out.append(Span(opened, end))
    return [span for span in (trim(text, each) for each in out) if span]


def _closes(text: str, i: int) -> bool:
    """Whether the mark at ``i`` ends a stretch; an opening one does where no word follows it."""
    return text[i] in _CLOSING or (text[i] == "“" and not text[i + 1 : i + 2].isalnum())


def typed_by_marks(
    text: str, content: tuple[Span, ...], marked: list[Span]
) -> tuple[QuotationType, tuple[Span, ...], tuple[Span, ...]]:
    """Type, content and segments of a content, by the double marks of the text."""
    segments = []
    for mark in marked:
        held = intersect(content, [mark])
        if not held:
            continue
        whole = _words(text, [mark])
        share = _words(text, held)
        if whole and share == whole and any(span.covers(mark) for span in content):
            segments.append(mark)
        elif 2 * len(share) >= len(whole) and share:
            segments += [span for span in (trim(text, each) for each in held) if span]
    if not segments:
        return "indirect", (without_that(text, content[0]), *content[1:]), ()
    quoted = tuple(segments)
    if _words(text, content) <= _words(text, quoted):
        first = next((char for char in text[slice(*quoted[0])] if char.isalpha()), "")
        return ("mixed" if first.islower() else "direct"), quoted, quoted
    return "mixed", (without_that(text, content[0]), *content[1:]), quoted


def _words(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    """Offsets of the letters and digits in the spans."""
    return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}
