"""The pairs of quotation marks of a form's text: what stands in them, and who has taken them."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.checks.text import MARKS
from corpus.formats.form_find import Places
from corpus.formats.form_yaml import Problems
from corpus.spans import Span

_STOPS = ".,;:!?…"


class Pairs:
    """The insides of the pairs that a finder found, less those that the form calls mistakes."""

    def __init__(self, places: Places, found: Iterable[tuple[int, int]]) -> None:
        self.places = places
        self.spans = sorted({Span(*pair) for pair in found})
        self._owners: dict[Span, list[str]] = {}

    def is_pair(self, span: Span) -> bool:
        """Whether the span is all that stands in one pair."""
        return span in self.spans

    def visible(self, span: Span) -> bool:
        """Whether the span stands in marks for all to see, whatever the finder made of them.

        The closing mark may be missing at the end of a paragraph.
        """
        home = self.places.body[self.places.paragraph(span.start)]
        before, after = self._around(span)
        closed = after in MARKS or not self.places.text[span.end : home.end].strip()
        return before in MARKS and closed

    def widen(self, span: Span) -> Span:
        """The pair that the span is but for the stops at its end; else the span itself."""
        for pair in self.spans:
            rest = self.places.text[span.end : pair.end]
            if pair.start == span.start and pair.end > span.end and not rest.strip(_STOPS):
                return pair
        return span

    def has_pair(self, span: Span) -> bool:
        """Whether the span holds all of a pair, or is one."""
        return any(span.covers(pair) for pair in self.spans)

    def foreign(self, span: Span, content: Iterable[Span]) -> bool:
        """Whether the span lies in a pair that none of the content lies in."""
        content = list(content)
        around = [pair for pair in self.spans if pair.covers(span)]
        return any(not any(pair.covers(part) for part in content) for pair in around)

    def forget(self, pair: Span) -> None:
        """Take a pair for a mistake of the finder."""
        self.spans.remove(pair)

    def claim(self, segment: Span, path: str) -> None:
        """Enter what a quotation, or a none, has as its segment."""
        self._owners.setdefault(segment, []).append(path)

    def free_in(self, content: Span) -> list[Span]:
        """The outermost pairs in a content that no quotation has claimed as a whole."""
        inside = [pair for pair in self.spans if content.covers(pair) and pair not in self._owners]
        return [
            pair
            for pair in inside
            if not any(other != pair and other.covers(pair) for other in inside)
            and not any(
                content.covers(other) and other.covers(pair) and other != pair
                for other in self._owners
            )
        ]

    def inside_marks(self, content: Span) -> Span:
        """A content without the outer mark at an end where it has words in marks."""
        text = self.places.text
        start, end = content
        if not any(pair.start == start for pair in self.spans):
            firsts = [p.start for p in self.spans if start < p.start < end]
            start = next((at for at in firsts if _only_marks(text[start:at])), start)
        if not any(pair.end == end for pair in self.spans):
            lasts = sorted((p.end for p in self.spans if start < p.end < end), reverse=True)
            end = next((at for at in lasts if _only_marks(text[at:end])), end)
        return Span(start, end)

    def cut_by(self, content: Span) -> str | None:
        """What is wrong with the ends of a content that runs over marks, if anything is."""
        for pair in self.spans:
            words = pair.of(self.places.text)
            if pair.overlaps(content) and not pair.covers(content) and not content.covers(pair):
                return f"ends in the middle of the words in marks {words!r}"
        return None

    def check(self, problems: Problems) -> None:
        """Note every pair that is nobody's segment, and every segment that is two's."""
        for pair in self.spans:
            if pair not in self._owners:
                near = [
                    path for s, paths in self._owners.items() if s.overlaps(pair) for path in paths
                ]
                hint = f"; it is not the segment of {near[0]}" if near else ""
                number = self.places.paragraph(pair.start) + 1
                message = f"nothing covers these words in marks{hint}: {self.places.context(pair)}"
                problems.add(
                    "", f"paragraph {number}: {message}; a quotation, none or unmarked must"
                )
        for segment, paths in self._owners.items():
            if len(paths) > 1:
                words = self.places.context(segment)
                others = ", ".join(paths[:-1])
                problems.add(paths[-1], f"its words in marks are those of {others} too: {words}")

    def _around(self, span: Span) -> tuple[str, str]:
        """The characters next to a span, white space passed over; empty at a border."""
        home = self.places.body[self.places.paragraph(span.start)]
        before = self.places.text[home.start : span.start].rstrip()
        after = self.places.text[span.end : home.end].lstrip()
        return before[-1:] or " ", after[:1] or " "


def _only_marks(between: str) -> bool:
    """Whether a stretch of text holds nothing but quotation marks and white space."""
    return all(char in MARKS or char.isspace() for char in between)
