"""Quotation marks to segments, from the text alone.

A segment is what stands between an opening mark and the mark that closes it. Marks of every kind
found in news are read (curly, straight, single as outer marks, guillemets, corner brackets,
doubled single marks), mixed, reversed, doubled, stray or missing ones too. A damaged paragraph
does not spoil the next: a quotation goes on over the border only where the next paragraph opens
with a mark again, or closes one that it never opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotate.segments_marks import Family, Mark, find_marks
from annotate.segments_search import Pair, likely_end, pair_marks, report_follows
from corpus.spans import Span

# Paragraphs without double marks that a quotation may run through to a stray closing mark.
_BRIDGE = 10
_CARRIED_COST = 1.5
_BRIDGED_COST = 0.3
_MARGIN = 20  # white space before the mark that opens a paragraph
_SINGLE = frozenset("'‘’‛‚`´＇")


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of text in quotation marks, within one paragraph.

    ``span`` leaves out the marks and the white space at both ends, and keeps the punctuation that
    stands inside. ``opening`` and ``closing`` are the marks as found: ``opening`` is empty where
    a quotation goes on from the paragraph before without a new mark, ``closing`` where it is
    never closed. ``parent`` is the index of the segment around it; ``continues`` that of the
    segment, in an earlier paragraph, whose quotation goes on here. ``paragraph`` counts from 0.
    """

    span: Span
    opening: str
    closing: str
    parent: int | None
    continues: int | None
    paragraph: int


def find_segments(text: str, body: Sequence[tuple[int, int]]) -> list[Segment]:
    """All segments of the paragraphs ``body`` of ``text``, in text order, outer before inner.

    ``body`` holds the half-open spans of the paragraphs, sorted and disjoint. The segments of one
    paragraph are disjoint or nested. Time grows linearly with the length of the text.
    """
    return _Reader(text, [Span(*paragraph) for paragraph in body]).read()


@dataclass(slots=True, eq=False)
class _Draft:
    """A segment before the others are known; ``before`` is the one that it continues."""

    span: Span
    opening: str
    closing: str
    before: _Draft | None = None


@dataclass(slots=True)
class _Open:
    """What a paragraph left open, and the paragraphs that it may run through.

    ``draft`` is None where nothing follows the mark; ``inside`` holds the styles of the marks of
    the same family within what is open, so that a paragraph that opens with one of them is not
    taken for the next part of it.
    """

    mark: Mark
    draft: _Draft | None = None
    inside: frozenset[str] = frozenset()
    bridge: tuple[int, ...] = ()


class _Reader:
    """Reads the paragraphs in order, one paragraph of marks ahead."""

    def __init__(self, text: str, body: list[Span]) -> None:
        self.text = text
        self.body = body
        self.drafts: list[list[_Draft]] = [[] for _ in body]
        self.pending: _Open | None = None

    def read(self) -> list[Segment]:
        ahead = self.marks_of(0)
        for number in range(len(self.body)):
            marks, ahead = ahead, self.marks_of(number + 1)
            self.read_paragraph(number, marks, self.first_family(ahead, number + 1))
        return self.finish()

    def marks_of(self, number: int) -> list[Mark]:
        return find_marks(self.text, *self.body[number]) if number < len(self.body) else []

    def first_family(self, marks: list[Mark], number: int) -> Family | None:
        """Family of the mark that opens a paragraph, if one does."""
        if not marks or self.text[self.body[number].start : marks[0].start].strip():
            return None
        return marks[0].family if marks[0].opens < 2.5 else None

    def read_paragraph(self, number: int, marks: list[Mark], next_family: Family | None) -> None:
        pending, self.pending = self.pending, None
        bridged = pending is not None and all(mark.family is Family.SINGLE for mark in marks)
        if pending is not None and bridged and pending.mark.family is not Family.SINGLE:
            if len(pending.bridge) < _BRIDGE:
                self.pending = replace(pending, bridge=(*pending.bridge, number))
            self.place(number, marks, None, None, next_family)
        elif pending is None or self.first_family(marks, number) is pending.mark.family:
            # Another paragraph has come between: the new mark opens a new quotation.
            near = pending if pending is not None and not pending.bridge else None
            self.pending = self.place(number, marks, near, None, next_family)
        else:
            cost = _CARRIED_COST + _BRIDGED_COST * len(pending.bridge)
            single = pending.mark.family is Family.SINGLE
            self.pending = self.place(number, marks, pending, None if single else cost, next_family)

    def place(
        self,
        number: int,
        marks: list[Mark],
        pending: _Open | None,
        carried: float | None,
        next_family: Family | None,
    ) -> _Open | None:
        """Draft the segments of one paragraph; give back the one that it leaves open."""
        start, end = self.body[number]
        if pending is not None and carried is not None:
            marks = [replace(pending.mark, start=start, end=start), *marks]
        pairs = pair_marks(
            self.text, marks, start=start, end=end, next_family=next_family, carried=carried
        )
        used = {i for pair in pairs for i in (pair.opening, pair.closing) if i is not None}
        left_open = self.torn(marks, used, end)
        for pair in pairs:
            tail = self.unreported(marks, pair, next_family)
            span = self.trim(marks[pair.opening].end, tail)
            opened = _Open(marks[pair.opening])
            if span is not None:
                draft = _Draft(span, *_written(marks, pair, used))
                if pending is not None and self.goes_on(start, marks[pair.opening], pending):
                    self.carry(draft, pending, carried is not None)
                self.drafts[number].append(draft)
                opened.draft = draft
            if pair.open_ended and tail == end:
                left_open = opened  # the outermost comes last
        self.unopened(number, marks, used)
        if left_open is not None:
            left_open.inside = _styles_inside(marks, pairs, left_open.mark)
        return left_open

    def unopened(self, number: int, marks: list[Mark], used: set[int]) -> None:
        """A stray closing mark before a reporting clause: the paragraph opened the quotation."""
        start, end = self.body[number]
        for i, mark in enumerate(marks):
            if mark.family is Family.SINGLE:
                continue
            if i in used or mark.closes >= 1.0 or not report_follows(self.text, mark.end, end):
                return
            span = self.trim(start, mark.start)
            if span is not None:
                self.drafts[number].append(_Draft(span, "", mark.text))
            return

    def torn(self, marks: list[Mark], used: set[int], end: int) -> _Open | None:
        """An opening mark at the very end of a paragraph: it belongs to the next one."""
        if not marks or len(marks) - 1 in used or marks[-1].opens > marks[-1].closes:
            return None
        return None if self.text[marks[-1].end : end].strip() else _Open(marks[-1])

    def unreported(self, marks: list[Mark], pair: Pair, next_family: Family | None) -> int:
        """Where a segment ends: one never closed, at the first reporting clause in it."""
        mark = marks[pair.opening]
        if not pair.open_ended or mark.family is next_family:
            return pair.end
        cut = likely_end(self.text, mark.end, pair.end)
        return pair.end if cut is None else cut

    def goes_on(self, start: int, mark: Mark, pending: _Open) -> bool:
        """Whether the segment that ``mark`` opens begins the paragraph, as ``pending`` needs."""
        same = mark.family is pending.mark.family and (
            mark.style == pending.mark.style or mark.style not in pending.inside
        )
        return same and mark.start - start < _MARGIN and not self.text[start : mark.start].strip()

    def carry(self, draft: _Draft, pending: _Open, unmarked: bool) -> None:
        """Tie a segment to the one left open before, through the paragraphs in between."""
        before = pending.draft
        for number in pending.bridge:
            span = self.trim(*self.body[number])
            if span is not None:
                before = _Draft(span, "", "", before)
                self.drafts[number].append(before)
        if unmarked and before is not None:
            draft.opening = ""
        draft.before = before

    def trim(self, start: int, end: int) -> Span | None:
        """The span without white space at its ends, or None if nothing is left."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(start, end) if start < end else None

    def finish(self) -> list[Segment]:
        """Sort the drafts, find the parents, and join marks that merely stand twice."""
        out: list[Segment] = []
        index: dict[int, int] = {}
        dropped = self.never_closed()
        for number, drafts in enumerate(self.drafts):
            drafts = [draft for draft in drafts if id(draft) not in dropped]
            drafts.sort(key=lambda draft: (draft.span.start, -draft.span.end))
            around: list[int] = []
            for draft in drafts:
                while around and out[around[-1]].span.end <= draft.span.start:
                    around.pop()
                parent = around[-1] if around else None
                if parent is not None and _doubles(out[parent], draft):
                    out[parent] = _merged(out[parent], draft)
                    index[id(draft)] = parent
                    continue
                before = index.get(id(draft.before)) if draft.before is not None else None
                index[id(draft)] = len(out)
                around.append(len(out))
                out.append(
                    Segment(draft.span, draft.opening, draft.closing, parent, before, number)
                )
        return out

    def never_closed(self) -> set[int]:
        """Drafts in single marks that no paragraph closes: a letter of a name, not a mark."""
        followed = {id(draft.before) for drafts in self.drafts for draft in drafts}
        out: set[int] = set()
        for drafts in self.drafts:
            for draft in drafts:
                last: _Draft | None = draft
                if draft.closing or id(draft) in followed:
                    continue
                while last is not None and last.opening in _SINGLE:
                    out.add(id(last))
                    last = last.before
        return out


def _styles_inside(marks: list[Mark], pairs: list[Pair], outer: Mark) -> frozenset[str]:
    inner = (marks[pair.opening] for pair in pairs)
    return frozenset(
        mark.style for mark in inner if mark.family is outer.family and mark.start > outer.start
    )


def _written(marks: list[Mark], pair: Pair, used: set[int]) -> tuple[str, str]:
    """The marks of a pair as found, with a neighbour that merely doubles one of them."""
    i, j = pair.opening, pair.closing
    opening = marks[i].text
    if i > 0 and i - 1 not in used and _twins(marks[i - 1], marks[i]):
        opening = marks[i - 1].text + opening
    if j is None:
        return opening, ""
    closing = marks[j].text
    if j + 1 < len(marks) and j + 1 not in used and _twins(marks[j], marks[j + 1]):
        closing += marks[j + 1].text
    return opening, closing


def _twins(left: Mark, right: Mark) -> bool:
    return left.end == right.start and left.text == right.text


def _doubles(outer: Segment, draft: _Draft) -> bool:
    """Whether two pairs of the same marks hold the same words."""
    return (
        outer.opening == draft.opening != ""
        and outer.span.start + len(draft.opening) == draft.span.start
        and outer.span.end - len(draft.closing) == draft.span.end
    )


def _merged(outer: Segment, draft: _Draft) -> Segment:
    return replace(
        outer,
        span=draft.span,
        opening=outer.opening + draft.opening,
        closing=draft.closing + outer.closing,
    )
