"""Which predicted quotation answers to which of the gold, and how the two differ, aspect by aspect.

A gold quotation is answered by the prediction that shares most with it, at least half of what the
two cover: of their segments, or of their contents where it is indirect. A content is right from
four fifths on, since where one ends is seldom what a case is about.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from corpus.identity import Identity
from corpus.records import Document, Quotation
from corpus.spans import Span, intersect

_MATCH = 0.5
_CONTENT = 0.8


class Matches:
    """Gold and predicted quotations of one text, which answers to which, and how they differ."""

    def __init__(self, gold: Document, predicted: Document) -> None:
        self.gold, self.predicted = gold, predicted
        self.identity = Identity(gold, replace(predicted, text=gold.text))

    def of(self, gold: Quotation) -> Quotation | None:
        """The prediction that quotes somebody and shares most with a gold quotation."""
        found, best = None, 0.0
        for each in self.predicted.quotations:
            share = 0.0 if each.type == "none" else _share(gold, each)
            if share >= _MATCH and share > best:
                found, best = each, share
        return found

    def faults(self, aspects: Collection[str], gold: Quotation) -> list[str]:
        """What is wrong with what is asked of one quotation."""
        if "none" in aspects:
            wrong = _quoted(gold, self.predicted)
            return [f"{gold.id} none: taken for {wrong.type}"] if wrong else []
        found = self.of(gold)
        if found is None:
            return [f"{gold.id}: not found"]
        compared = [(aspect, self.compare(aspect, gold, found)) for aspect in aspects]
        return [f"{gold.id} {aspect}: {fault}" for aspect, fault in compared if fault]

    def one_or_two(self, left: Quotation, right: Quotation) -> str | None:
        """Whether two quotations of one speaker have one entity, and of two speakers two.

        Entities are compared one by one elsewhere, where one that stands for both would pass.
        """
        found = [self.of(left), self.of(right)]
        gold, other = (
            [{speaker.entity for speaker in each.speakers} for each in pair if each is not None]
            for pair in ((left, right), found)
        )
        if len(other) < 2 or not all(gold) or not all(other):
            return None
        if gold[0] == gold[1] and other[0] != other[1]:
            return f"{left.id}, {right.id} speaker: one speaker, but two entities"
        if not gold[0] & gold[1] and other[0] & other[1]:
            return f"{left.id}, {right.id} speaker: two speakers, but one entity"
        return None

    def compare(self, aspect: str, gold: Quotation, found: Quotation) -> str | None:
        """What is wrong with one aspect, or None."""
        match aspect:
            case "segments":
                return None if gold.segments == found.segments else self._words(found.segments)
            case "content":
                share = _iou(gold.content, found.content)
                return None if share >= _CONTENT else f"{share:.2f}, {self._words(found.content)}"
            case "type" | "mode":
                got = getattr(found, aspect)
                return None if got == getattr(gold, aspect) else str(got)
            case "cue":
                shared = intersect(gold.cue, found.cue) or not (gold.cue or found.cue)
                return None if shared else self._words(found.cue)
            case "parent":
                wanted = next((q for q in self.gold.quotations if q.id == gold.parent), None)
                outer = None if wanted is None else self.of(wanted)
                same = found.parent == (None if outer is None else outer.id)
                return None if same and (wanted is None) == (outer is None) else str(found.parent)
            case "speaker":
                mine = tuple(speaker.entity for speaker in gold.speakers)
                other = tuple(speaker.entity for speaker in found.speakers)
                return None if self.identity.same_set(mine, other) else self._names(other)
            case "outlet" | "explicit":
                return self._outlet(aspect, gold, found)
        raise ValueError(f"{aspect!r} is no aspect; there are those of ASPECTS")

    def _outlet(self, aspect: str, gold: Quotation, found: Quotation) -> str | None:
        mine, other = gold.outlet, found.outlet
        if other is None:
            return "none" if mine else None
        if aspect == "explicit":
            same = mine is not None and mine.explicit == other.explicit
            return None if same else ("explicit" if other.explicit else "carried over")
        same = mine is not None and self.identity.same(mine.entity, other.entity)
        return None if same else self._names((other.entity,))

    def _names(self, ids: tuple[str, ...]) -> str:
        names = {entity.id: entity.name for entity in self.predicted.entities}
        return ", ".join(names.get(each, each) for each in ids) or "nobody"

    def _words(self, spans: tuple[Span, ...]) -> str:
        words = " … ".join(" ".join(s.of(self.gold.text or "").split()) for s in spans)
        return repr(words) if spans else "empty"


def _quoted(gold: Quotation, predicted: Document) -> Quotation | None:
    """The prediction that takes a segment of a distractor for somebody's words."""
    for each in predicted.quotations:
        if each.type != "none" and set(each.segments) & set(gold.segments):
            return each
    return None


def _share(gold: Quotation, other: Quotation) -> float:
    """How much two quotations share: of their segments, or of the contents of indirect ones."""
    if not gold.segments:
        return _iou(gold.content, other.content)
    return _iou(gold.segments, other.segments) if other.segments else 0.0


def _iou(left: tuple[Span, ...], right: tuple[Span, ...]) -> float:
    """Shared characters as a part of all those that the two cover."""
    shared = sum(span.length for span in intersect(left, right))
    return shared / (sum(s.length for s in left) + sum(s.length for s in right) - shared or 1)
