"""Gold and predicted records of one text side by side: what was found, and whether it is right.

Segments are matched as `annotate.evaluate` matches them: the same span, and a quotation that
quotes somebody. Indirect contents are paired one to one, the closest first, if they share at
least half of their union.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.agreement import pair_off
from corpus.identity import Identity
from corpus.records import Document, Quotation
from corpus.spans import Span, intersect

HALF = 0.5

Marked = dict[Span, Quotation]
"""Segments, each with the quotation that it belongs to."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold quotation and the predicted one that found it: by a segment, or as indirect."""

    gold: Quotation
    other: Quotation


class Match:
    """Everything that two records of one text have in common, and what only one of them has."""

    def __init__(self, gold: Document, other: Document | None) -> None:
        """Without ``other``, or with one on another text, nothing was found."""
        if other is None or other.text_sha256 != gold.text_sha256:
            hash_ = gold.text_sha256
            other = Document(id=gold.id, text=gold.text, text_sha256=hash_, text_length=0)
        self.gold, self.other = gold, other
        self.identity = Identity(gold, other)
        self.marks, self.found_marks = _segments(gold), _segments(other)
        self.wanted, self.quoted = _quoting(self.marks), _quoting(self.found_marks)
        self.indirect, self.found_indirect = _indirect(gold), _indirect(other)

    @cached_property
    def distractors(self) -> list[Span]:
        """Gold segments that quote nobody."""
        return [span for span in self.marks if span not in self.wanted]

    @cached_property
    def segments(self) -> list[Pair]:
        """A pair for each segment found."""
        wanted = self.wanted.items()
        return [Pair(each, self.quoted[span]) for span, each in wanted if span in self.quoted]

    @cached_property
    def contents(self) -> list[Pair]:
        """A pair for each indirect content found."""
        pairs = pair_off(self.indirect, self.found_indirect)
        both = [Pair(self.indirect[i], self.found_indirect[j]) for i, j in pairs]
        return [pair for pair in both if iou(pair.gold.content, pair.other.content) >= HALF]

    def taken(self, span: Span) -> bool:
        """Whether words in marks that quote nobody were taken for somebody's.

        By a segment that shares at least half with them; one that quotes somebody by gold too,
        around marks inside marks, does not count.
        """
        return any(iou([span], [each]) >= HALF for each in self.quoted if each not in self.wanted)

    def same_speakers(self, pair: Pair) -> bool:
        """Whether both name the same speakers; none in both is the same."""
        return self.identity.same_set(speakers(pair.gold), speakers(pair.other))

    def same_outlet(self, pair: Pair) -> bool:
        """Whether both name the same outlet; none in both is the same."""
        gold, other = pair.gold.outlet, pair.other.outlet
        if gold is None or other is None:
            return gold is other
        return self.identity.same(gold.entity, other.entity)


def matches(gold: Iterable[Document], predicted: Iterable[Document]) -> list[Match]:
    """The gold documents in their order, each beside the prediction of the same id."""
    found = {doc.id: doc for doc in predicted}
    return [Match(doc, found.get(doc.id)) for doc in gold]


def speakers(quotation: Quotation) -> tuple[str, ...]:
    """The entities of the speakers, in their order."""
    return tuple(speaker.entity for speaker in quotation.speakers)


def mentions(quotation: Quotation) -> tuple[Span, ...]:
    """Where the speakers are mentioned."""
    return tuple(speaker.mention for speaker in quotation.speakers if speaker.mention)


def iou(left: Sequence[Span], right: Sequence[Span]) -> float:
    """Shared characters as a part of all those that the two cover; 0 of nothing."""
    shared = sum(span.length for span in intersect(left, right))
    return shared / (sum(s.length for s in left) + sum(s.length for s in right) - shared or 1)


def _segments(doc: Document) -> Marked:
    return {span: each for each in doc.quotations for span in each.segments}


def _quoting(marks: Marked) -> Marked:
    return {span: each for span, each in marks.items() if each.type != "none"}


def _indirect(doc: Document) -> list[Quotation]:
    return [each for each in doc.quotations if each.type == "indirect" and each.content]
