"""Half-open spans over Unicode code points, and the only ways to turn other offsets into them.

A span ``(start, end)`` covers ``text[start:end]``; offsets count code points of the document
text exactly as stored. Converters from UTF-16 and UTF-8 offsets raise when an offset falls inside
a character: an offset is never repaired in silence.
"""

from __future__ import annotations

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
