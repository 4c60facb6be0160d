"""Which gold quotation a drawn one is."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.records import Document, Quotation
from corpus.spans import Span

SAME = 0.4  # intersection over union at which a drawn quotation is taken for a gold one


def counterpart(
    gold: Document, content: Sequence[Span], *, least: float = SAME
) -> Quotation | None:
    """The gold quotation that shares most with ``content``, ``least`` or more of both, or None."""
    mine = {i for start, end in content for i in range(start, end)}
    best: tuple[float, Quotation] | None = None
    for quotation in gold.quotations:
        if quotation.type == "none":
            continue
        theirs = {i for start, end in quotation.content for i in range(start, end)}
        share = len(mine & theirs) / len(mine | theirs)
        if share >= least and (best is None or share > best[0]):
            best = share, quotation
    return best[1] if best else None
