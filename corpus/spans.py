"""Half-open spans over Unicode code points, and the only ways to turn other offsets into them.

A span ``(start, end)`` covers ``text[start:end]``; offsets count code points of the document
text exactly as stored. Converters from UTF-16 and UTF-8 offsets raise when an offset falls inside
a character: an offset is never repaired in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open stretch of a text, in code points."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of code points; ``len()`` stays that of the pair, as tuples need it."""
        return self.end - self.start

    def covers(self, other: tuple[int, int]) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other[0] and other[1] <= self.end

    def overlaps(self, other: tuple[int, int]) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other[1] and other[0] < self.end

    def of(self, text: str) -> str:
        """The text that the span covers."""
        return text[self.start : self.end]


class SpanError(ValueError):
    """An offset does not point between two characters of the text."""


def trim(text: str, span: tuple[int, int]) -> Span | None:
    """The span without white space at its ends; None if nothing is left."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def merge(spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The same code points as sorted spans that neither overlap nor touch; empty ones go."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if out and start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, end))
        else:
            out.append(Span(start, end))
    return tuple(out)


def intersect(
    left: Iterable[tuple[int, int]], right: Iterable[tuple[int, int]]
) -> tuple[Span, ...]:
    """The code points in both, a sorted span for each pair of overlapping spans.

    Spans of one side that touch are not joined: a paragraph's end still cuts.
    """
    right = list(right)
    found = {(max(a, c), min(b, d)) for a, b in left for c, d in right if max(a, c) < min(b, d)}
    return tuple(Span(start, end) for start, end in sorted(found))


def to_utf16(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A code-point span as UTF-16 code units (what JavaScript and Java count).

    Raises SpanError if the span does not lie in the text.
    """
    start, end = _inside(text, span)
    first = start + _astral(text[:start])
    return first, first + (end - start) + _astral(text[start:end])


def from_utf16(text: str, span: tuple[int, int]) -> Span:
    """A span of UTF-16 code units as code points.

    Raises SpanError if an offset falls inside a surrogate pair or outside the text.
    """
    return _from_units(text, span, lambda char: 2 if char > "\uffff" else 1, "UTF-16")


def to_utf8(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A code-point span as UTF-8 bytes; raises SpanError if it does not lie in the text."""
    start, end = _inside(text, span)
    first = sum(map(_utf8_length, text[:start]))
    return first, first + sum(map(_utf8_length, text[start:end]))


def from_utf8(text: str, span: tuple[int, int]) -> Span:
    """A span of UTF-8 bytes as code points.

    Raises SpanError if an offset falls inside a character or outside the text.
    """
    return _from_units(text, span, _utf8_length, "UTF-8")


def _astral(text: str) -> int:
    return sum(char > "\uffff" for char in text)


def _utf8_length(char: str) -> int:
    return 1 + (char > "\x7f") + (char > "\u07ff") + (char > "\uffff")


def _inside(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    if not 0 <= start <= end <= len(text):
        raise SpanError(f"span {start}..{end} does not lie in a text of {len(text)} code points")
    return start, end


def _from_units(text: str, span: tuple[int, int], width: Callable[[str], int], name: str) -> Span:
    start, end = span
    if not 0 <= start <= end:
        raise SpanError(f"{name} span {start}..{end} is reversed or negative")
    points: dict[int, int] = {}
    units = 0
    for i, char in enumerate(text):
        if units > end:
            break
        if units in (start, end):
            points[units] = i
        units += width(char)
    else:
        points.setdefault(units, len(text))
    for offset in (start, end):
        if offset not in points:
            where = "beyond the text" if offset > units else "inside a character"
            raise SpanError(f"{name} offset {offset} falls {where}")
    return Span(points[start], points[end])
