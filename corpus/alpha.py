"""Krippendorff's alpha on tokens (Krippendorff, Content Analysis, ch. 12).

Every word of the body (letters and digits, with apostrophes and hyphens inside) is a unit, its
label the type of the innermost quotation whose content holds it, or ``outside``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from corpus.records import Document

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


def krippendorff_alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Alpha for nominal labels: for each unit the labels that it was given.

    Units with fewer than two labels are left out. None if no two labels differ anywhere, where
    alpha would divide by nothing.
    """
    values: dict[tuple[str, str], float] = {}  # coincidences, weighted by the unit's labels
    margins: Counter[str] = Counter()
    for labels in units:
        if len(labels) < 2:
            continue
        counts = Counter(labels)
        for a, n in counts.items():
            margins[a] += n
            for b, m in counts.items():
                weight = n * (m - (a == b)) / (len(labels) - 1)
                values[a, b] = values.get((a, b), 0.0) + weight
    total = sum(margins.values())
    observed = sum(value for (a, b), value in values.items() if a != b)
    expected = sum(margins[a] * margins[b] for a in margins for b in margins if a != b)
    return 1 - (total - 1) * observed / expected if expected else None


def token_labels(first: Document, second: Document) -> Iterator[tuple[str, str]]:
    """The two labels of each word of the body of either: a type, or ``outside``."""
    assert first.text is not None
    left, right = _labels(first), _labels(second)
    for match in _WORD.finditer(first.text):
        if any(span.covers(match.span()) for doc in (first, second) for span in doc.body):
            yield left(match.start()), right(match.start())


def _labels(doc: Document) -> Callable[[int], str]:
    found = sorted(
        (sum(span.length for span in each.content), span, each.type)
        for each in doc.quotations
        for span in each.content
    )

    def label(offset: int) -> str:
        held = (kind for _, span, kind in found if span.start <= offset < span.end)
        return next(held, "outside")

    return label
