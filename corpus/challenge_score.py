"""How a system fares on the challenge set: what of each case is wrong, pass rates by phenomenon.

A gold quotation is answered by the prediction that shares most with it, at least half of what the
two cover: of their segments, or of their contents where it is indirect. A content is right from
four fifths on, since where one ends is seldom what a case is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from itertools import combinations
from typing import Any

from corpus.challenge import Case, Need
from corpus.challenge_tables import PHENOMENA
from corpus.identity import Identity
from corpus.records import Document, Quotation
from corpus.spans import Span, intersect

_MATCH = 0.5
_CONTENT = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a system fared on a case: ``faults`` says what is wrong, empty if it passed."""

    id: str
    phenomenon: str
    tests: str
    faults: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether all that the case asks for is right."""
        return not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All outcomes, and ids: cases without a prediction, on another text, and unknown ones."""

    outcomes: tuple[Outcome, ...]
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    def rates(self) -> dict[str, tuple[int, int]]:
        """Cases passed and cases in all, by phenomenon, in the order of ``PHENOMENA``."""
        out = {}
        for name in PHENOMENA:
            mine = [each.passed for each in self.outcomes if each.phenomenon == name]
            if mine:
                out[name] = (sum(mine), len(mine))
        return out

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values that JSON can hold."""
        passed = sum(each.passed for each in self.outcomes)
        rates = {name: {"passed": a, "cases": b} for name, (a, b) in self.rates().items()}
        cases = [{**asdict(each), "passed": each.passed} for each in self.outcomes]
        return {
            "passed": passed,
            "cases": len(self.outcomes),
            "phenomena": rates,
            "outcomes": cases,
            "missing": self.missing,
            "changed": self.changed,
            "extra": self.extra,
        }


def score(cases: Iterable[Case], predicted: Iterable[Document]) -> Result:
    """Match predictions to cases by id and judge each; a case without a prediction fails.

    Raises ValueError if two predictions have the same id.
    """
    found: dict[str, Document] = {}
    for doc in predicted:
        if doc.id in found:
            raise ValueError(f"two predictions have the id {doc.id!r}; keep one of the two")
        found[doc.id] = doc
    outcomes, missing, changed = [], [], []
    for case in cases:
        guess = found.pop(case.id, None)
        if guess is None:
            missing.append(case.id)
            faults: tuple[str, ...] = ("no prediction",)
        elif guess.text_sha256 != case.doc.text_sha256:
            changed.append(case.id)
            faults = ("predicted on another text",)
        else:
            faults = judge(case, guess)
        outcomes.append(
            Outcome(id=case.id, phenomenon=case.phenomenon, tests=case.tests, faults=faults)
        )
    return Result(
        outcomes=tuple(outcomes),
        missing=tuple(missing),
        changed=tuple(changed),
        extra=tuple(found),
    )


def judge(case: Case, predicted: Document) -> tuple[str, ...]:
    """What is wrong with a prediction, by what the case asks for; empty if nothing is."""
    matches = _Matches(case.doc, predicted)
    gold = {quotation.id: quotation for quotation in case.doc.quotations}
    faults: list[str] = []
    for need in case.needs:
        faults += matches.faults(need, gold[need.quotation])
    spoken = [gold[need.quotation] for need in case.needs if "speaker" in need.aspects]
    for left, right in combinations(spoken, 2):
        fault = matches.one_or_two(left, right)
        faults += [fault] if fault else []
    for span in case.nowhere:
        for each in predicted.quotations:
            if any(span.overlaps(part) for part in each.content):
                faults.append(f"nowhere: {span.of(case.doc.text or '')!r} taken for {each.type}")
    return tuple(faults)


class _Matches:
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

    def faults(self, need: Need, gold: Quotation) -> list[str]:
        """What is wrong with what is asked of one quotation."""
        if "none" in need.aspects:
            wrong = _quoted(gold, self.predicted)
            return [f"{gold.id} none: taken for {wrong.type}"] if wrong else []
        found = self.of(gold)
        if found is None:
            return [f"{gold.id}: not found"]
        compared = [(aspect, self.compare(aspect, gold, found)) for aspect in need.aspects]
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
