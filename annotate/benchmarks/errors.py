"""What went wrong, by kind and counted: the part of an error analysis that a program can do.

Every error has a group, which says what was asked (segments, their speakers, …), and a kind. A
document may be read again from the list of its errors, which holds ids and offsets, not words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from annotate.benchmarks.pairing import HALF, Match, Pair, iou
from corpus.agreement import pair_off
from corpus.records import Quotation
from corpus.spans import Span

GROUPS = {
    "segments": "segments in marks",
    "type": "types of the segments found",
    "speaker": "speakers of the segments found",
    "outlet": "outlets of the segments found",
    "indirect": "indirect contents",
    "edge": "edges of the indirect contents found",
    "indirect speaker": "speakers of the indirect contents found",
    "indirect outlet": "outlets of the indirect contents found",
}

Key = tuple[str, str]
"""Group and kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """One thing that is wrong; ``gold`` and ``other`` are ids of quotations of the document."""

    doc: str
    group: str
    kind: str
    gold: str | None = None
    other: str | None = None
    span: Span


@dataclass(frozen=True, slots=True)
class Errors:
    """All errors, and how many units each group looked at."""

    found: tuple[Error, ...]
    units: dict[str, int] = field(default_factory=dict)

    def counts(self) -> dict[Key, int]:
        """Errors by group, in the order of ``GROUPS``, and in it by kind, the frequent first."""
        order = list(GROUPS)
        counted = Counter((error.group, error.kind) for error in self.found)
        ranked = sorted(
            counted.items(), key=lambda item: (order.index(item[0][0]), -item[1], item[0][1])
        )
        return dict(ranked)


def errors(matches: Iterable[Match]) -> Errors:
    """Everything that is wrong in some documents."""
    found: list[Error] = []
    units: Counter[str] = Counter(dict.fromkeys(GROUPS, 0))
    for match in matches:
        found += _segments(match)
        found += _contents(match)
        units["segments"] += len(match.marks)
        units["indirect"] += len(match.indirect)
        for group, pairs in (("", match.segments), ("indirect ", match.contents)):
            for pair in pairs:
                found += _links(match, pair, group)
            units[f"{group}speaker"] += len(pairs)
            units[f"{group}outlet"] += len(pairs)
        units["type"] += len(match.segments)
        units["edge"] += len(match.contents)
    return Errors(tuple(found), dict(units))


def _segments(match: Match) -> Iterator[Error]:
    """Segments that were missed, drawn otherwise, or are too many; and their types."""
    answered: set[Span] = set()
    for span, gold in match.wanted.items():
        if span in match.quoted:
            other = match.quoted[span]
            if gold.type != other.type:
                kind = f"{gold.type} taken for {other.type}"
                yield _error(match, "type", kind, gold, other, span)
            continue
        near = _near(span, match.found_marks)
        if near is None:
            yield _error(match, "segments", "missed: no such marks found", gold, None, span)
            continue
        answered.add(near)
        other = match.found_marks[near]
        kind = "missed: taken for a distractor" if other.type == "none" else "another edge"
        yield _error(match, "segments", kind, gold, other, span)
    for span, other in match.quoted.items():
        if span in match.wanted or span in answered:
            continue
        distractor = _near(span, {each: match.marks[each] for each in match.distractors})
        kind = "spurious: a distractor taken for a quotation"
        if distractor is None:
            kind = "spurious: no such marks in gold"
        yield _error(match, "segments", kind, None, other, span)


def _near(span: Span, marks: dict[Span, Quotation]) -> Span | None:
    """The span that shares most with another, at least half of both."""
    best = max(marks, key=lambda each: iou([span], [each]), default=None)
    return best if best is not None and iou([span], [best]) >= HALF else None


def _contents(match: Match) -> Iterator[Error]:
    """Indirect contents that were missed, cut otherwise, or are too many."""
    golds, others = match.indirect, match.found_indirect
    pairs = dict(pair_off(golds, others))
    for i, gold in enumerate(golds):
        other = others[pairs[i]] if i in pairs else None
        if other is None:
            kind = f"missed: {gold.mode}"
        elif iou(gold.content, other.content) < HALF:
            kind = "missed: less than half of it found"
        else:
            yield from _edges(match, gold, other)
            continue
        yield _error(match, "indirect", kind, gold, other, gold.content[0])
    for j, other in enumerate(others):
        if j not in pairs.values():
            marks = any(a.overlaps(b) for a in other.content for b in match.wanted)
            kind = "spurious: words that gold has in marks" if marks else "spurious"
            yield _error(match, "indirect", kind, None, other, other.content[0])


def _edges(match: Match, gold: Quotation, other: Quotation) -> Iterator[Error]:
    if gold.content == other.content:
        return
    starts, ends = (
        (gold.content[0].start, other.content[0].start),
        (gold.content[-1].end, other.content[-1].end),
    )
    kinds = []
    if starts[0] != starts[1]:
        kinds.append("begins early" if starts[1] < starts[0] else "begins late")
    if ends[0] != ends[1]:
        kinds.append("ends early" if ends[1] < ends[0] else "ends late")
    for kind in kinds or ["in other pieces"]:
        yield _error(match, "edge", kind, gold, other, gold.content[0])


def _links(match: Match, pair: Pair, group: str) -> Iterator[Error]:
    """Speakers by the kind of gold's mention, outlets by their kind."""
    gold, other = pair.gold, pair.other
    span = (gold.segments or gold.content)[0]
    if not match.same_speakers(pair):
        kind = _speaker_kind(gold)
        if not gold.speakers:
            kind = "given where gold has none"
        else:
            kind = f"{'wrong' if other.speakers else 'left empty'}: {kind}"
        yield _error(match, f"{group}speaker", kind, gold, other, span)
    if not match.same_outlet(pair):
        if gold.outlet is None:
            kind = f"spurious: {other.outlet.kind if other.outlet else ''}"
        else:
            carried = "" if gold.outlet.explicit else ", carried over"
            kind = f"{'wrong' if other.outlet else 'missed'}: {gold.outlet.kind}{carried}"
        yield _error(match, f"{group}outlet", kind, gold, other, span)


def _speaker_kind(quotation: Quotation) -> str:
    if len(quotation.speakers) > 1:
        return "several"
    return quotation.speakers[0].kind if quotation.speakers else ""


def _error(
    match: Match,
    group: str,
    kind: str,
    gold: Quotation | None,
    other: Quotation | None,
    span: Span,
) -> Error:
    return Error(
        doc=match.gold.id,
        group=group,
        kind=kind,
        gold=None if gold is None else gold.id,
        other=None if other is None else other.id,
        span=span,
    )
