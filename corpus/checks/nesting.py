"""What lies inside whose quotation marks: one sweep over all segments of a document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from corpus.checks.base import View
from corpus.records import Quotation
from corpus.spans import Span

_OPENING = re.compile(r"“[\s“]*")
_CLOSING = "”\"’'"


def inside_segments(view: View) -> Iterator[tuple[str, Quotation, Quotation]]:
    """Quotations inside a segment of another: path, the inner one, the innermost outer one.

    A quotation is placed by its first span of content. Linear in the number of segments, after
    sorting, however deep they nest.
    """
    # Longer first where both begin together; of equals the segment, so that it is open already.
    items: list[tuple[int, int, int, str, Quotation]] = []
    for path, quotation in view.quotations:
        items += [(s[0], -s[1], 0, path, quotation) for s in quotation.segments]
        items += [(s[0], -s[1], 1, path, quotation) for s in quotation.content[:1]]
    items.sort(key=lambda item: item[:4])
    opened: list[tuple[Span, Quotation]] = []
    for start, minus_end, query, path, quotation in items:
        span = Span(start, -minus_end)
        while opened and opened[-1][0].end <= start:
            opened.pop()
        if not query:
            opened.append((span, quotation))
            continue
        for outer, owner in reversed(opened):
            if owner is not quotation and outer.covers(span) and outer != span:
                yield path, quotation, owner
                break


def open_marks(view: View) -> Iterator[int]:
    """Offsets of the curly opening marks in the body that begin no segment and lie in none.

    A mark that stands right behind a segment closes it, whatever it looks like, and one that is
    doubled, at either end, is a slip of the typist.
    """
    text = view.text or ""
    segments = sorted(pair for _, _, _, pair in view.segments)
    starts = [span[0] for span in segments]
    reach: list[int] = []  # how far the segments up to this one go
    for span in segments:
        reach.append(max(span[1], reach[-1] if reach else 0))
    known, ends = set(starts), {span[1] for span in segments}
    for paragraph in view.doc.body:
        for mark in _OPENING.finditer(text, *paragraph):
            place = bisect_right(starts, mark.start()) - 1
            begins = any(i in known for i in range(mark.start() + 1, mark.end() + 1))
            inside = place >= 0 and reach[place] > mark.start()
            if not (begins or inside or _closes(text, mark.start(), ends)):
                yield mark.start()


def _closes(text: str, mark: int, ends: set[int]) -> bool:
    """Whether the opening mark at an offset ends a segment, or doubles the mark that does."""
    if len(text[:mark].rstrip()) in ends or mark in ends:
        return True
    before = mark
    while before and text[before - 1] in _CLOSING:
        before -= 1
    return before < mark and before in ends and not text[mark + 1 : mark + 2].isalnum()
