"""Which frame holds which segment: one pair of marks belongs to one quotation or to none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from annotate.context import Context
from annotate.drafts import Draft, Source
from annotate.frames.grammar import has_turn
from annotate.frames.judge import share
from annotate.frames.smooth import stretches
from annotate.frames.tagger import ROLES, Frame
from annotate.frames.words import Words
from annotate.inner import modifies
from annotate.reportable import names_medium
from corpus.spans import Span

HELD = 0.50  # the mean chance of its words at which a frame holds a segment
# The least chance of marks that quote. Between the halves of train this has the F1 of 0.5, and
# keeps out 435 distractors of 504 instead of 417.
QUOTES = 0.60
NEAR = 0.9  # the score of a rule that found a cue right beside the marks
_SPARE = 0.20  # the least share at which a segment takes up an unlikely frame
_CONTENT, _SOURCE = ROLES.index("content"), ROLES.index("source")


@dataclass(slots=True, eq=False)
class Held:
    """A frame that is kept, with the words and segments of its content."""

    frame: Frame
    inside: NDArray[np.bool_]  # [stop - start]
    segments: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The chances that a segment quotes somebody, and that it is a whole utterance if so."""

    quotes: float
    whole: float


def hold_segments(
    ctx: Context,
    words: Words,
    kept: list[Held],
    frames: Sequence[Frame],
    verdicts: dict[int, Verdict],
    by_rule: dict[int, Draft],
) -> None:
    """Give each segment that quotes to a frame; what continues a segment goes with it.

    A frame that was too unlikely by itself joins ``kept`` where a segment needs one.
    """
    holders: dict[int, Held] = {}
    for i in ctx.top:
        segment = ctx.segments[i]
        if verdicts[i].quotes < QUOTES:
            continue
        before = segment.continues
        if before is not None and before in holders:
            holders[i] = holders[before]
            continue
        inside = words.indices([segment.span])
        ruled = by_rule.get(i)
        if ruled is not None and has_turn(ruled, by_rule.get(i - 1)):
            continue
        own = _frame_of_cue(words, ruled, frames)
        if own is not None and ruled is not None and share(own, inside) >= _SPARE:
            holders[i] = _held(kept, own)
            continue
        if ruled is not None and _told_within(words, ruled, kept, inside):
            told = [f for f in frames if f.anchor in words.indices(ruled.cue)]
            if told and share(told[0], inside) >= _SPARE:
                holders[i] = _held(kept, told[0])
            continue
        ranked = sorted(((share(h.frame, inside), -n) for n, h in enumerate(kept)), reverse=True)
        if ranked and ranked[0][0] >= HELD:
            holders[i] = kept[-ranked[0][1]]
            continue
        spare = max(frames, key=lambda f: share(f, inside) * f.score, default=None)
        if spare is not None and share(spare, inside) >= _SPARE:
            holders[i] = _held(kept, spare)
    _part_modifiers(ctx, words, holders, verdicts, by_rule)
    for i, held in holders.items():
        held.segments.append(i)
    for held in kept:
        _leave_others(ctx, words, held, holders)


def _told_within(words: Words, ruled: Draft, kept: Sequence[Held], inside: Sequence[int]) -> bool:
    """Whether words in marks are told within a medium's report, by a cue of their own.

    In `Quist told Brand to “go home”, the agency said` they are Quist's, not the agency's.
    """
    if ruled.type != "mixed" or ruled.how != "clause" or ruled.source is None:
        return False
    cue, subject = words.indices(ruled.cue), words.indices([_span_of(ruled.source)])
    for held in kept:
        frame = held.frame
        own = {frame.start + i for i in np.flatnonzero(held.inside).tolist()}
        named = np.flatnonzero(frame.roles[:, _SOURCE] > HELD) + frame.start
        passed_on = names_medium(words.tokens[i].text for i in named.tolist())
        if passed_on and share(frame, inside) >= HELD and own.issuperset([*cue, *subject]):
            return True
    return False


def _span_of(source: Source) -> Span:
    token = source.sent.tokens[source.token]
    return source.span or Span(token.start, token.end)


def _part_modifiers(
    ctx: Context,
    words: Words,
    holders: dict[int, Held],
    verdicts: dict[int, Verdict],
    by_rule: dict[int, Draft],
) -> None:
    """Take from a frame of direct speech the words in marks that only qualify a noun.

    In `After a “free” lunch Quist said: “…”` they stand in the reporting clause, and are the
    author's, whether or not the frame reaches that far.
    """
    direct = {
        id(held): int(words.sentence[held.frame.anchor])
        for i, held in holders.items()
        if verdicts[i].whole >= HELD and i in by_rule and by_rule[i].type == "direct"
    }
    for i in ctx.top:
        ruled, span, held = by_rule.get(i), ctx.segments[i].span, holders.get(i)
        sent = ctx.sentence_at(span.start)
        if ruled is None or ruled.type != "none" or sent is None or not sent.parsed:
            continue
        beside = sent.index in direct.values() if held is None else id(held) in direct
        if beside and verdicts[i].whole < HELD and modifies(sent, span):
            holders.pop(i, None)
            verdicts[i] = Verdict(0.0, 0.0)


def _held(kept: list[Held], frame: Frame) -> Held:
    """The frame among those that are kept; it joins them if it was too unlikely by itself."""
    known = next((held for held in kept if held.frame is frame), None)
    if known is None:
        known = Held(frame, stretches(frame.roles[:, _CONTENT]))
        kept.append(known)
    return known


def _frame_of_cue(words: Words, ruled: Draft | None, frames: Sequence[Frame]) -> Frame | None:
    """The frame of the cue that stands right at the marks, by the rules."""
    if ruled is None or ruled.type != "direct" or ruled.how not in ("after", "before"):
        return None
    if ruled.score < NEAR or ruled.source is None or ruled.sent is None or ruled.verb is None:
        return None
    cue = ruled.sent.tokens[ruled.verb]
    return next((f for f in frames if f.cued and words.tokens[f.anchor] is cue), None)


def _leave_others(ctx: Context, words: Words, held: Held, holders: dict[int, Held]) -> None:
    """Take from a content the words of segments that it does not hold, unless it is around them."""
    for i in ctx.top:
        if holders.get(i) is held:
            continue
        inside = words.indices([ctx.segments[i].span])
        own = [j - held.frame.start for j in inside if held.frame.start <= j < held.frame.stop]
        if own and not held.inside[own].all():
            held.inside[own] = False
