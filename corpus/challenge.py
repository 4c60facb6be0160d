"""The challenge set: short texts that test one thing each, and how any system fares on them.

A case is a record made by hand, and what of it must be right for the case to pass: aspects of
single quotations, and words that nobody is to be credited with. Everything else in the record is
left aside, so that a case fails only for its own phenomenon.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import jsonlines
import orjson

from corpus.challenge_match import Matches
from corpus.challenge_tables import PHENOMENA
from corpus.records import Document
from corpus.spans import Span
from corpus.store import load_documents

DEFAULT_PATH = Path(__file__).resolve().parent / "data" / "challenge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Aspects (keys of ``ASPECTS``) of one gold quotation that must be right."""

    quotation: str
    aspects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One text, its record, and what must be right; ``nowhere`` are spans credited to nobody."""

    phenomenon: str
    tests: str
    doc: Document
    needs: tuple[Need, ...] = ()
    nowhere: tuple[Span, ...] = ()

    @property
    def id(self) -> str:
        """The id of the document, ``challenge/NAME``."""
        return self.doc.id

    @property
    def name(self) -> str:
        """The id without its collection."""
        return self.doc.id.partition("/")[2]

    def to_dict(self) -> dict[str, Any]:
        """The case without its record, as plain values that JSON can hold."""
        return {
            "id": self.id,
            "phenomenon": self.phenomenon,
            "tests": self.tests,
            "needs": [asdict(need) for need in self.needs],
            "nowhere": [list(span) for span in self.nowhere],
        }


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


def load_cases(folder: Path = DEFAULT_PATH) -> list[Case]:
    """The cases of ``cases.jsonl`` with the records of ``records.jsonl``, in file order.

    Raises ValueError if the two files do not hold the same ids, StoreError and OSError.
    """
    docs = {doc.id: doc for doc in load_documents(folder / "records.jsonl")}
    with jsonlines.open(folder / "cases.jsonl", loads=orjson.loads) as lines:
        rows = list(lines)
    if [row["id"] for row in rows] != list(docs):
        raise ValueError(f"{folder}: cases.jsonl and records.jsonl differ; build them anew")
    return [
        Case(
            phenomenon=row["phenomenon"],
            tests=row["tests"],
            doc=docs[row["id"]],
            needs=tuple(
                Need(quotation=need["quotation"], aspects=tuple(need["aspects"]))
                for need in row["needs"]
            ),
            nowhere=tuple(Span(*span) for span in row["nowhere"]),
        )
        for row in rows
    ]


def bare(case: Case) -> Document:
    """The document to be annotated: text and metadata only. To find its body is a task too."""
    return replace(case.doc, body=(), transcript=False, quotations=(), entities=())


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
    matches = Matches(case.doc, predicted)
    gold = {quotation.id: quotation for quotation in case.doc.quotations}
    faults: list[str] = []
    for need in case.needs:
        faults += matches.faults(need.aspects, gold[need.quotation])
    spoken = [gold[need.quotation] for need in case.needs if "speaker" in need.aspects]
    for left, right in combinations(spoken, 2):
        fault = matches.one_or_two(left, right)
        faults += [fault] if fault else []
    for span in case.nowhere:
        for each in predicted.quotations:
            if any(span.overlaps(part) for part in each.content):
                faults.append(f"nowhere: {span.of(case.doc.text or '')!r} taken for {each.type}")
    return tuple(faults)
