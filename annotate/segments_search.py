"""Which marks of one paragraph open and close which segments: a beam search over the readings.

Every mark opens a segment, closes one or is ignored; the cheapest sequence of readings wins, the
costs of marks (`annotate.segments_marks`) and of pairs (here) added up. Two readings that leave
the same kinds of segments open are one state, of which only the cheaper lives on, so that the
work is linear in the number of marks. No reading crosses the border of a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.segments_marks import Family, Mark

DEPTH = 6  # marks inside marks, at most
BEAM = 8
# Above this number of marks a paragraph is not prose, and two readings at a time must do.
CROWDED = 5_000
_WINDOW = 500  # marks after which a crowded search settles on its best reading

_SPEECH = (
    "said|says|say|added|adds|told|tells|asked|asks|explained|explains|noted|notes|wrote|writes"
    "|stated|states|continued|continues|recalled|recalls|replied|replies|shares|shared|stressed"
)
_NAME = r"[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,3}"
# Before a name what its bearer is: `shop steward Ada Quist`, but no word that begins a clause.
_ROLE = r"(?:(?!(?:and|but|or|so|as|if|when|then|that|who|which|where|while)\b)[a-z][\w-]*\s){0,4}"
_CLAUSE = (
    rf"\s+(?:(?:he|she|they|it)\s+(?:{_SPEECH})(?:\s*[.,:;]|\s+(?:in|at|on|during)\b)"
    rf"|(?:{_SPEECH})\s+(?:he|she|they|{_ROLE}{_NAME})\s*[.,:;]"
    rf"|{_ROLE}{_NAME}\s+(?:{_SPEECH})\s*[.,:;])"
)
# ", she says." and ", says Ms Doe," in a segment never closed tell where it should have been.
_REPORT = re.compile(rf"[,?!](?={_CLAUSE})")
_REPORT_HERE = re.compile(_CLAUSE)
_BRACKET = re.compile(r"[()]")
_EMPTY = 20  # a pair with only white space between, but not more of it than this, is no segment
_LOOK_BACK = 300  # characters searched for a report before a mark that may cut a segment off


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment as found: indices of its marks, or where it ends without a closing one."""

    opening: int
    closing: int | None
    end: int
    open_ended: bool = False  # runs to the end of the paragraph for want of a closing mark


@dataclass(slots=True)
class _Link:
    """One closed segment on the way to a state; the way is read backwards."""

    before: _Link | None
    pair: Pair


@dataclass(slots=True)
class _State:
    cost: float
    kinds: tuple[tuple[Family, str], ...]
    stack: tuple[int, ...]
    link: _Link | None


def likely_end(text: str, start: int, end: int) -> int | None:
    """Where a segment that was never closed must have ended, if the text shows it.

    That is after the comma before a reporting clause, or before a bracket opened outside.
    """
    report = _REPORT.search(text, start, end)
    stop = report.end() if report else end
    depth = 0
    for match in _BRACKET.finditer(text, start, stop):
        depth += 1 if match.group() == "(" else -1
        if depth < 0:
            return match.start()
    return stop if report else None


def report_follows(text: str, position: int, end: int) -> bool:
    """Whether a reporting clause such as `` said Ms Doe.`` stands right at ``position``."""
    return _REPORT_HERE.match(text, position, end) is not None


def pair_marks(
    text: str,
    marks: Sequence[Mark],
    *,
    start: int,
    end: int,
    next_family: Family | None = None,
    carried: float | None = None,
) -> list[Pair]:
    """The segments of one paragraph, in the order in which they end.

    ``next_family`` is the family of the mark with which the next paragraph opens. With ``carried``
    the first of ``marks`` stands for a segment still open from an earlier paragraph; the number
    is the cost of believing in it.
    """
    search = _Search(text, marks, start=start, end=end, next_family=next_family)
    return search.run(carried)


class _Search:
    def __init__(
        self,
        text: str,
        marks: Sequence[Mark],
        *,
        start: int,
        end: int,
        next_family: Family | None,
    ) -> None:
        self.text = text
        self.marks = marks
        self.start = start
        self.end = end
        self.next_family = next_family
        self.first = start + _spaces(text, start, end)
        self.found: list[Pair] = []

    def run(self, carried: float | None) -> list[Pair]:
        states = [_State(0.0, (), (), None)]
        if carried is not None:
            states.append(_State(carried, (_kind(self.marks[0]),), (0,), None))
        crowded = len(self.marks) > CROWDED
        width = 2 if crowded else BEAM
        for i in range(0 if carried is None else 1, len(self.marks)):
            states = self.step(states, i, width)
            if crowded and i % _WINDOW == 0:
                self.settle(states[0].link)
                states = [_State(0.0, states[0].kinds, states[0].stack, None)]
        return self.finish(states, carried is not None)

    def step(self, states: list[_State], i: int, width: int) -> list[_State]:
        """All readings of mark ``i`` after each state; the cheapest ``width`` that differ."""
        best: dict[tuple[tuple[Family, str], ...], _State] = {}
        for state in states:
            for new in self.readings(state, i):
                old = best.get(new.kinds)
                if old is None or new.cost < old.cost - 1e-9:
                    best[new.kinds] = new
        return sorted(best.values(), key=lambda state: state.cost)[:width]

    def readings(self, state: _State, i: int) -> list[_State]:
        mark = self.marks[i]
        out = self.closings(state, i)
        if len(state.stack) < DEPTH:
            cost = state.cost + mark.opens + self.nesting(state.stack, mark)
            out.append(_State(cost, (*state.kinds, _kind(mark)), (*state.stack, i), state.link))
        cut = self.cut(state, i)
        if cut is not None:
            out.append(cut)
        out.append(_State(state.cost + mark.ignored, state.kinds, state.stack, state.link))
        return out

    def closings(self, state: _State, i: int) -> list[_State]:
        """Mark ``i`` closes one of the open segments; those inside it end there too."""
        mark = self.marks[i]
        out: list[_State] = []
        cost, link = state.cost + mark.closes, state.link
        # A reporting clause after a mark says that it closes the outermost segment.
        nested = len(state.stack) > 1
        reported = 1.5 if nested and report_follows(self.text, mark.end, self.end) else 0.0
        for depth in range(len(state.stack) - 1, -1, -1):
            j = state.stack[depth]
            pair = Pair(j, i, mark.start)
            price = cost + self.matching(j, i) + (reported if depth else 0.0)
            out.append(_State(price, state.kinds[:depth], state.stack[:depth], _Link(link, pair)))
            link = _Link(link, Pair(j, None, mark.start))
            cost += 3.5 if self.marks[j].family is Family.SINGLE else 3.0
        if mark.splits and [kind[0] for kind in state.kinds[-2:]] == [Family.SINGLE] * 2:
            inner, outer = state.stack[-1], state.stack[-2]
            link = _Link(state.link, Pair(inner, i, mark.start))
            link = _Link(link, Pair(outer, i, mark.start + 1))
            price = state.cost + mark.closes + 0.3
            out.append(_State(price, state.kinds[:-2], state.stack[:-2], link))
        return out

    def matching(self, j: int, i: int) -> float:
        """What speaks against mark ``i`` closing what mark ``j`` opened."""
        opening, closing = self.marks[j], self.marks[i]
        near = closing.start - opening.end < _EMPTY
        empty = 2.0 if near and not self.text[opening.end : closing.start].strip() else 0.0
        if opening.family is not closing.family:
            families = {opening.family, closing.family}
            if families == {Family.DOUBLE, Family.GUILLEMET}:
                return empty + 1.0
            if families == {Family.DOUBLE, Family.SINGLE}:
                # One stray apostrophe costs more to the reader than two marks that do not match,
                # unless the single mark is written twice.
                return empty + (1.0 if opening.splits or closing.splits else 2.8)
            return empty + 4.0
        if opening.family is Family.SINGLE:
            empty += min(3.0, 0.001 * (closing.start - opening.end))
        if opening.style == closing.style:
            return empty
        if opening.style == "low":
            return empty - (2.0 if closing.text in "“‘" else 0.0)
        return empty + 0.3

    def nesting(self, stack: tuple[int, ...], mark: Mark) -> float:
        """What speaks against a segment inside the innermost open one."""
        if not stack:
            return 0.0
        outer = self.marks[stack[-1]]
        if outer.family is not mark.family:
            return 0.0
        if outer.style != mark.style:
            return 0.7
        return 2.0 if mark.text == "‘" else 3.2

    def cut(self, state: _State, i: int) -> _State | None:
        """Mark ``i`` opens a segment, and the one before it was never closed."""
        mark = self.marks[i]
        if not state.stack or mark.family is Family.SINGLE:
            return None
        j = state.stack[-1]
        if self.marks[j].family is not mark.family:
            return None
        begin = self.marks[j].end
        end = likely_end(self.text, max(begin, mark.start - _LOOK_BACK), mark.start)
        cost = state.cost + mark.opens + (5.0 if end is None else 2.0)
        if end is None:
            end = mark.start
            before = self.text[max(begin, end - 3) : end].rstrip()
            if before.endswith((".", "!", "?", "…", ":")):
                cost -= 2.0
        link = _Link(state.link, Pair(j, None, end))
        return _State(cost, (*state.kinds[:-1], _kind(mark)), (*state.stack[:-1], i), link)

    def finish(self, states: list[_State], carried: bool) -> list[Pair]:
        """Close what is open at the end of the paragraph, and take the cheapest reading."""
        best, price = states[0], float("inf")
        for state in states:
            cost = state.cost
            for depth, j in enumerate(state.stack):
                cost += 100.0 if carried and j == 0 else self.unclosed(depth, j)
            if cost < price - 1e-9:
                best, price = state, cost
        self.settle(best.link)
        for j in reversed(best.stack):
            self.found.append(Pair(j, None, self.end, open_ended=True))
        return self.found

    def unclosed(self, depth: int, j: int) -> float:
        mark = self.marks[j]
        single = mark.family is Family.SINGLE
        if depth == 0 and self.next_family is mark.family:
            first = mark.start == self.first
            return (1.0 if first else 2.5) if single else (0.5 if first else 1.4)
        if single:  # more often a letter of a name than a mark
            return 5.0
        return 2.0 if mark.start == self.first else 3.0

    def settle(self, link: _Link | None) -> None:
        pairs: list[Pair] = []
        while link is not None:
            pairs.append(link.pair)
            link = link.before
        self.found.extend(reversed(pairs))


def _kind(mark: Mark) -> tuple[Family, str]:
    return mark.family, mark.style


def _spaces(text: str, start: int, end: int) -> int:
    """Number of white-space characters at the start of ``text[start:end]``."""
    i = start
    while i < end and text[i].isspace():
        i += 1
    return i - start
