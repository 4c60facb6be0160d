"""Learning which marks quote, and which of those are whole utterances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotate.frames import Frame, Judge, Words
from annotate.frames.judge import Facts, facts_of_segment
from annotate.pipeline import Attributed
from annotate.training.forests import grow
from corpus.records import Document, QuotationType

Row = tuple[Facts, QuotationType]


def rows_of(
    gold: Document, ruled: Attributed, words: Words, frames: Sequence[Frame]
) -> Iterator[Row]:
    """Facts and gold type of each top-level segment; ``ruled`` is what the rules made of it."""
    types = {span: q.type for q in gold.quotations for span in q.segments}
    ctx = ruled.ctx
    by_rule = {i: a.draft for a in ruled.attributions for i in a.draft.segments}
    for i in ctx.top:
        kind = types.get(ctx.segments[i].span)
        if kind is not None:
            yield facts_of_segment(ctx, words, i, frames, by_rule.get(i)), kind


def learn_judge(rows: Iterable[Row]) -> Judge:
    """Both forests; the second learns from segments that quote."""
    rows = list(rows)
    quoting = [(facts, kind) for facts, kind in rows if kind != "none"]
    return Judge(
        grow([facts for facts, _ in rows], [kind != "none" for _, kind in rows]),
        grow([facts for facts, _ in quoting], [kind == "direct" for _, kind in quoting]),
    )
