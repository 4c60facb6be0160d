"""Learning which marks quote, which of those are whole utterances, and which frames report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

import numpy as np

from annotate.frames import Frame, Judge, Words
from annotate.frames.judge import facts_of_segment
from annotate.frames.reports import (
    Evoked,
    facts_of_frame,
    rules_by_cue,
    view_of_frame,
    without_marks,
)
from annotate.frames.sight import frames_in_sight
from annotate.frames.views import Ear, view_of_segment
from annotate.numbers import Facts, Floats
from annotate.recording import Attributed
from annotate.training.forests import grow
from corpus.records import Document, Quotation, QuotationType
from corpus.spans import Span

_COLUMNS = 0.3  # the share of the facts that a split chooses among
_TRUST = 0.02  # how far the weights of an ear may leave nought: scikit-learn's C
_SAME = 0.5  # the share of their union that two contents of one report have in common

Told = QuotationType | Literal["quotes"]  # marks that quote, and it is not told how


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """What is known of a segment or frame, the encoder's view of it, and what gold says.

    ``type`` is that of a segment; of a frame without marks it is None, or ``indirect`` where gold
    has its report.
    """

    facts: Facts
    view: Floats | None
    type: Told | None
    frame: bool = False


def rows_of(
    gold: Document, ruled: Attributed, words: Words, frames: Sequence[Frame]
) -> Iterator[Row]:
    """The segments that gold has, and the frames without marks.

    ``ruled`` is what the rules made of the document.
    """
    types: dict[Span, Told] = {s: q.type for q in gold.quotations for s in q.segments}
    return chain(
        _rows_of_marks(types, ruled, words, frames), _rows_of_frames(gold, ruled, words, frames)
    )


def labelled_rows(
    marks: Mapping[Span, bool], ruled: Attributed, words: Words, frames: Sequence[Frame]
) -> Iterator[Row]:
    """The segments whose label tells only whether they quote."""
    types: dict[Span, Told] = {s: "quotes" if yes else "none" for s, yes in marks.items()}
    return _rows_of_marks(types, ruled, words, frames)


def _rows_of_marks(
    types: Mapping[Span, Told], ruled: Attributed, words: Words, frames: Sequence[Frame]
) -> Iterator[Row]:
    ctx = ruled.ctx
    by_rule = {i: a.draft for a in ruled.attributions for i in a.draft.segments}
    in_sight = frames_in_sight(frames)
    for i, segment in enumerate(ctx.segments):
        kind = types.get(segment.span)
        if kind is not None:
            facts = facts_of_segment(ctx, words, i, in_sight, by_rule.get(i))
            yield Row(facts, view_of_segment(ctx, words, i), kind)


def _rows_of_frames(
    gold: Document, ruled: Attributed, words: Words, frames: Sequence[Frame]
) -> Iterator[Row]:
    reports = [q for q in gold.quotations if q.type == "indirect"]
    rules = rules_by_cue(words, [attribution.draft for attribution in ruled.attributions])
    for evoked in without_marks(words, frames):
        facts = facts_of_frame(ruled.ctx, words, evoked, rules.get(evoked.frame.anchor))
        found = any(_is_of(words, evoked, each) for each in reports)
        yield Row(facts, view_of_frame(words, evoked), "indirect" if found else None, frame=True)


def _is_of(words: Words, evoked: Evoked, report: Quotation) -> bool:
    """Whether a frame is that of a report: the same cue, and by and large the same content."""
    if evoked.frame.cued and evoked.frame.anchor not in words.indices(report.cue):
        return False
    own, theirs = set(evoked.own), set(words.indices(report.content))
    return len(own & theirs) >= _SAME * len(own | theirs)


def learn_judge(rows: Iterable[Row]) -> Judge:
    """All that judges; what tells whole utterances learns from segments of a known type."""
    rows = list(rows)
    marks, frames = ([row for row in rows if row.frame == frame] for frame in (False, True))
    quoting = [row for row in marks if row.type in ("direct", "mixed")]
    quotes = [row.type != "none" for row in marks]
    reports = [row.type is not None for row in frames]
    both = len(set(reports)) > 1
    return Judge(
        grow([row.facts for row in marks], quotes, columns=_COLUMNS),
        grow([row.facts for row in quoting], [row.type == "direct" for row in quoting]),
        _learn_ear(marks, quotes),
        grow([row.facts for row in frames], reports, columns=_COLUMNS) if both else None,
        _learn_ear(frames, reports) if both else None,
    )


def _learn_ear(rows: Sequence[Row], wanted: Sequence[bool]) -> Ear | None:
    """The ear for the views, or None where there are none."""
    from sklearn.linear_model import LogisticRegression

    seen = [(row.view, each) for row, each in zip(rows, wanted, strict=True)]
    views = [view for view, _ in seen if view is not None]
    if not views:
        return None
    table = np.stack(views)
    mean = table.mean(axis=0)
    model = LogisticRegression(C=_TRUST, max_iter=1000)
    model.fit(table - mean, [each for view, each in seen if view is not None])
    weights = model.coef_[0].astype(np.float32)
    return Ear(float(model.intercept_[0] - mean @ weights), weights)
