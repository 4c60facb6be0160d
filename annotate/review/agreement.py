"""How far two reviewers agree: `corpus.agreement` on what their logs make of the same records."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotate.review.load import Loaded
from annotate.review.replay import DocState, outcome
from annotate.review.reviews import Review
from corpus.agreement import Agreement, measure
from corpus.records import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The figures, and on what: documents that both finished, or with quotations both decided.

    ``left_out`` are documents that only one has worked on, or that not both have finished.
    """

    agreement: Agreement
    documents: tuple[str, ...]
    quotations: int
    left_out: tuple[str, ...]


def compare(loaded: Loaded, first: Review, second: Review, *, partial: bool = False) -> Compared:
    """Compare two reviews.

    Without ``partial`` on the documents that both have finished; with it on the quotations that
    both have decided, in any document, and those that either added. Raises ValueError if there is
    nothing in common.
    """
    both = first.states.keys() & second.states.keys()
    if not partial:
        both &= first.finished() & second.finished()
    chosen = [doc.id for doc in loaded.docs if doc.id in both]
    pairs = [_pair(first.states[key], second.states[key], partial) for key in chosen]
    if not any(a.quotations or b.quotations for a, b in pairs):
        what = "decided no quotation" if partial else "finished no document"
        hint = "" if partial else "; --partial compares single quotations"
        raise ValueError(f"{first.by} and {second.by} have {what} in common{hint}")
    either = first.states.keys() | second.states.keys()
    return Compared(
        agreement=measure([a for a, _ in pairs], [b for _, b in pairs]),
        documents=tuple(chosen),
        quotations=sum(max(len(a.quotations), len(b.quotations)) for a, b in pairs),
        left_out=tuple(doc.id for doc in loaded.docs if doc.id in either - both),
    )


def _pair(first: DocState, second: DocState, partial: bool) -> tuple[Document, Document]:
    left, right = outcome(first), outcome(second)
    if partial:
        base = {quotation.id for quotation in first.base.quotations}
        shared = first.verdicts.keys() & second.verdicts.keys()
        left, right = (
            replace(
                doc,
                quotations=tuple(q for q in doc.quotations if q.id in shared or q.id not in base),
            )
            for doc in (left, right)
        )
    return left, right
