"""Code points and UTF-16 units of one text, both ways, at the cost of a look-up.

`corpus.spans` says what is right (the tests hold the two together); this keeps a table, because a
page needs hundreds of offsets of the same text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from corpus.spans import Span, SpanError


class Units:
    """The offsets of ``text[start:end]`` as a page counts them: UTF-16 units from ``start``."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.start = start
        self.end = len(text) if end is None else end
        part = text[self.start : self.end]
        # Code points that take two units, by their place in the part; most texts have none.
        self._wide = [] if part.isascii() else [i for i, char in enumerate(part) if char > "\uffff"]
        self._behind = [place + i + 2 for i, place in enumerate(self._wide)]
        self.length = len(part) + len(self._wide)

    def to_page(self, span: tuple[int, int]) -> list[int]:
        """A code-point span of the text as units of the part.

        Raises SpanError if it does not lie in the part.
        """
        return [self._unit(span[0]), self._unit(span[1])]

    def holds(self, span: tuple[int, int]) -> bool:
        """Whether the span lies in the part that the page shows."""
        return self.start <= span[0] and span[1] <= self.end

    def many(self, spans: Iterable[tuple[int, int]]) -> list[list[int]]:
        """`to_page` of those spans that lie in the part."""
        return [self.to_page(span) for span in spans if self.holds(span)]

    def point(self, unit: int) -> int:
        """The code point of the text that begins at a unit of the part.

        Raises SpanError where the unit is outside the part or splits a character.
        """
        if not 0 <= unit <= self.length:
            raise SpanError(f"UTF-16 offset {unit} falls beyond the text")
        before = bisect_left(self._behind, unit + 1)
        if before < len(self._behind) and unit == self._behind[before] - 1:
            raise SpanError(f"UTF-16 offset {unit} falls inside a character")
        return self.start + unit - before

    def from_page(self, pair: tuple[int, int]) -> Span:
        """A span of units of the part as code points of the text; raises SpanError."""
        first, last = pair
        if first > last:
            raise SpanError(f"UTF-16 span {first}..{last} is reversed")
        return Span(self.point(first), self.point(last))

    def _unit(self, point: int) -> int:
        if not self.start <= point <= self.end:
            raise SpanError(f"offset {point} is not in the part that is shown")
        return point - self.start + bisect_left(self._wide, point - self.start)
