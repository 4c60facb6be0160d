"""Learning which marks quote, and which of those are whole utterances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from annotate.frames import Frame, Judge, Words
from annotate.frames.judge import Facts, facts_of_segment
from annotate.frames.views import Ear, Floats, view_of_segment
from annotate.pipeline import Attributed
from annotate.training.forests import grow
from corpus.records import Document, QuotationType

_COLUMNS = 0.3  # of the facts of marks, the share that a split chooses among
_TRUST = 0.1  # how far a weight of the ear may leave nought: scikit-learn's C


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A top-level segment: its facts, the encoder's view of it, and its type in gold."""

    facts: Facts
    view: Floats | None
    type: QuotationType


def rows_of(
    gold: Document, ruled: Attributed, words: Words, frames: Sequence[Frame]
) -> Iterator[Row]:
    """The top-level segments that gold has; ``ruled`` is what the rules made of the document."""
    types = {span: q.type for q in gold.quotations for span in q.segments}
    ctx = ruled.ctx
    by_rule = {i: a.draft for a in ruled.attributions for i in a.draft.segments}
    for i in ctx.top:
        kind = types.get(ctx.segments[i].span)
        if kind is not None:
            facts = facts_of_segment(ctx, words, i, frames, by_rule.get(i))
            yield Row(facts, view_of_segment(ctx, words, i), kind)


def learn_judge(rows: Iterable[Row]) -> Judge:
    """All that judges; what tells whole utterances learns from segments that quote."""
    rows = list(rows)
    quoting = [row for row in rows if row.type != "none"]
    return Judge(
        grow([r.facts for r in rows], [r.type != "none" for r in rows], columns=_COLUMNS),
        grow([r.facts for r in quoting], [r.type == "direct" for r in quoting]),
        _learn_ear(rows),
    )


def _learn_ear(rows: Sequence[Row]) -> Ear | None:
    """The ear for the views, or None where there are none."""
    from sklearn.linear_model import LogisticRegression

    seen = [(row.view, row.type != "none") for row in rows if row.view is not None]
    if not seen:
        return None
    views = np.stack([view for view, _ in seen])
    model = LogisticRegression(C=_TRUST, max_iter=1000)
    model.fit(views - views.mean(axis=0), [wanted for _, wanted in seen])
    weights = model.coef_[0].astype(np.float32)
    base = float(model.intercept_[0] - views.mean(axis=0) @ weights)
    return Ear(base, weights)
