"""Quoted words in a heading of the text, whose speaker is told below.

A short paragraph without a cue and without a full stop (`‘It is our river’`) takes its words from
what somebody says further down, or stands before the paragraph that brings its speaker in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from annotate.clusters import Cluster
from annotate.context import Context
from annotate.drafts import Draft
from annotate.linking import Entities
from corpus.spans import Span

# More words make a paragraph of its own.
MOST_WORDS = 12
_MARKS = "\"'”’» \n\r\t"
_WORD = re.compile(r"\w+")


class Spoken(Protocol):
    """Words and whose they are."""

    @property
    def draft(self) -> Draft: ...
    @property
    def clusters(self) -> list[Cluster]: ...


def is_heading(ctx: Context, draft: Draft) -> bool:
    """Whether the words stand in a short paragraph of their own, without cue or source."""
    if draft.source is not None or draft.cue or not draft.segments:
        return False
    start, end = ctx.doc.body[ctx.segments[draft.segments[0]].paragraph]
    if ctx.text[start:end].rstrip(_MARKS).endswith((".", "!", "?", "…", ",")):
        return False
    last = len(ctx.doc.body) - 1 == ctx.segments[draft.segments[0]].paragraph
    return not last and draft.end <= end and len(_WORD.findall(ctx.text, start, end)) <= MOST_WORDS


def speaker_below(
    ctx: Context, entities: Entities, draft: Draft, others: Sequence[Spoken]
) -> list[Cluster]:
    """Whoever says the same words elsewhere, or else the first person of the next paragraph."""
    words = _words(ctx, draft.content)
    for other in others if len(words) > 1 else ():
        if other.draft is draft or other.draft.type == "none" or not other.clusters:
            continue
        if f" {' '.join(words)} " in f" {' '.join(_words(ctx, other.draft.content))} ":
            return other.clusters
    following = ctx.doc.body[ctx.segments[draft.segments[0]].paragraph + 1]
    persons = [c for _, c in entities.within(following) if c.label == "PERSON"]
    return persons[:1]


def _words(ctx: Context, spans: Sequence[Span]) -> list[str]:
    return [word.lower() for span in spans for word in _WORD.findall(ctx.text, *span)]
