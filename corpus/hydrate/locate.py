"""Where the anchors of a record stand in an edited text, by their selectors."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cached_property

from corpus.records import Selector
from corpus.selectors import Anchor, Tokens
from corpus.spans import Span, trim

Table = dict[str, list[int]]
"""From a hash to the tokens at which it stands."""


class Locator:
    """Finds spans in one text; tables of hashes are made when first needed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = Tokens(text)
        self._tables: dict[int, tuple[Table, Table]] = {}

    def locate(self, selectors: Iterable[Selector]) -> dict[Anchor, Span]:
        """The place of each anchor that is found; those that are lost are missing.

        A span that stands where it stood is not looked for elsewhere. Of several places that fit,
        those that another span has are passed over, and of the others the one is taken that has
        moved as far as what stands beside it, else none.
        """
        found: dict[Anchor, Span] = {}
        doubtful: list[tuple[Selector, list[Span]]] = []
        for selector in selectors:
            places = [selector.span] if self.holds(selector) else self.places(selector)
            if len(places) == 1:
                found[selector.kind, selector.span] = places[0]
            elif places:
                doubtful.append((selector, places))
        while doubtful:
            settled = _settled(doubtful, found)
            if not settled:
                break
            found |= settled
            doubtful = [(s, places) for s, places in doubtful if (s.kind, s.span) not in settled]
        return found

    def holds(self, selector: Selector) -> bool:
        """Whether the span still stands at its offsets."""
        i = self._token_at(selector.span.start - selector.inset[0])
        if i is None or i + selector.tokens > len(self.tokens):
            return False
        stop = i + selector.tokens
        if self.tokens.ends[stop - 1] - selector.inset[1] != selector.span.end:
            return False
        if selector.kind == "paragraph":
            first = selector.after in (None, self.tokens.after(i, 0))
            last = selector.before in (None, self.tokens.before(stop, 0))
            return first and last and (selector.after or selector.before) is not None
        before = self.tokens.before(i, selector.tokens)
        after = self.tokens.after(i, selector.tokens)
        return _same(selector.before, before) or _same(selector.after, after)

    def places(self, selector: Selector) -> list[Span]:
        """All places in the text that the selector fits."""
        if selector.kind == "paragraph":
            return self._paragraphs(selector)
        before, after = self._table(selector.tokens)
        left = set(before.get(selector.before or "", ()))
        right = set(after.get(selector.after or "", ()))
        spans = (self._span(i, selector) for i in sorted(left & right or left | right))
        return [span for span in spans if span is not None]

    def _paragraphs(self, selector: Selector) -> list[Span]:
        """From each place of the first words to the nearest of the last ones; else to the lines."""
        last, first = self._table(0)
        ends = [
            min(max(self.tokens.ends[i - 1] - selector.inset[1], 0), len(self.text))
            for i in last.get(selector.before or "", ())
        ]
        starts = [
            min(max(self.tokens.starts[i] + selector.inset[0], 0), len(self.text))
            for i in first.get(selector.after or "", ())
        ]
        pairs: list[Span] = []
        for start in starts:
            later = bisect_left(ends, start + 1)
            follows = [other for other in starts if other > start]
            if later < len(ends) and not (follows and follows[0] < ends[later]):
                pairs.append(Span(start, ends[later]))
        if pairs:
            return pairs
        lines = [Span(start, self.line(start).end) for start in starts]
        lines += [Span(self.line(max(end - 1, 0)).start, end) for end in ends]
        spans = [trim(self.text, line) for line in lines]
        return [span for span in spans if span is not None]

    def line(self, offset: int) -> Span:
        """The line of the text that holds an offset, without its end."""
        place = bisect_left(self._breaks, offset)
        start = self._breaks[place - 1] + 1 if place else 0
        end = self._breaks[place] if place < len(self._breaks) else len(self.text)
        return Span(min(start, end), end)

    @cached_property
    def _breaks(self) -> list[int]:
        return [i for i, char in enumerate(self.text) if char in "\r\n"]

    def _token_at(self, offset: int) -> int | None:
        i = bisect_left(self.tokens.starts, offset)
        return i if i < len(self.tokens) and self.tokens.starts[i] == offset else None

    def _span(self, i: int, selector: Selector) -> Span | None:
        start = self.tokens.starts[i] + selector.inset[0]
        end = self.tokens.ends[i + selector.tokens - 1] - selector.inset[1]
        return Span(start, end) if 0 <= start < end <= len(self.text) else None

    def _table(self, n: int) -> tuple[Table, Table]:
        """Hashes with ``n`` tokens inside, before and after, at every token."""
        if n not in self._tables:
            stops = range(len(self.tokens) - n + 1)
            self._tables[n] = (
                _table(stops, lambda i: self.tokens.before(i, n)),
                _table(stops, lambda i: self.tokens.after(i, n)),
            )
        return self._tables[n]


class _Shifts:
    """How far the anchors that are found have moved, in text order."""

    def __init__(self, found: dict[Anchor, Span]) -> None:
        order = sorted((span.start, new.start - span.start) for (_, span), new in found.items())
        self._starts = [start for start, _ in order]
        self._shifts = [shift for _, shift in order]

    def around(self, start: int) -> set[int]:
        """The shifts of the nearest anchors before and after an offset."""
        place = bisect_left(self._starts, start)
        return set(self._shifts[max(place - 1, 0) : place + 1])


def _settled(
    doubtful: list[tuple[Selector, list[Span]]], found: dict[Anchor, Span]
) -> dict[Anchor, Span]:
    """The doubtful anchors that what has been found so far leaves one place."""
    taken = {(kind, place) for (kind, _), place in found.items()}
    shifts = _Shifts(found)
    out: dict[Anchor, Span] = {}
    for selector, places in doubtful:
        left = [place for place in places if (selector.kind, place) not in taken]
        near = shifts.around(selector.span.start)
        beside = [place for place in left if place.start - selector.span.start in near]
        fitting = left if len(left) == 1 else beside
        if len(fitting) == 1:
            out[selector.kind, selector.span] = fitting[0]
    return out


def _table(range_: range, hash_at: Callable[[int], str | None]) -> Table:
    out: Table = {}
    for i in range_:
        digest = hash_at(i)
        if digest is not None:
            out.setdefault(digest, []).append(i)
    return out


def _same(wanted: str | None, found: str | None) -> bool:
    return wanted is not None and wanted == found
