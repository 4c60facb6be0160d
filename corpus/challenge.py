"""The challenge set: short texts that test one thing each; `corpus.challenge_score` judges on them.

A case is a record made by hand, and what of it must be right for the case to pass: aspects of
single quotations, and words that nobody is to be credited with. Everything else in the record is
left aside, so that a case fails only for its own phenomenon.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import jsonlines
import orjson

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
