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
from annotate.frames.sight import Sight, frames_in_sight
from annotate.frames.smooth import stretches
from annotate.frames.tagger import ROLES, Frame
from annotate.frames.words import Words
from annotate.inner import modifies
from annotate.reportable import names_medium
from corpus.spans import Span

HELD = 0.50  # the mean chance of its words at which a frame holds a segment
# The least chance of marks that quote. Between the halves of train this has the F1 of 0.5, and
# keeps more distractors out.
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


@dataclass(frozen=True, slots=True)
class _Holding:
    """The frames that are kept, and where they are in sight."""

    kept: list[Held]
    in_sight: Sight[Held]

    def by(self, frame: Frame) -> Held:
        """What holds the frame; it joins those that are kept if it was too unlikely by itself."""
        near = self.in_sight.of([frame.anchor])
        known = next((held for held in near if held.frame is frame), None)
        if known is None:
            known = Held(frame, stretches(frame.roles[:, _CONTENT]))
            self.kept.append(known)
            self.in_sight.add(known)
        return known


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
    holding = _Holding(kept, Sight(kept, lambda held: held.frame))
    in_sight = frames_in_sight(frames)
    places = {i: words.indices([ctx.segments[i].span]) for i in ctx.top}
    for i, inside in places.items():
        segment = ctx.segments[i]
        if verdicts[i].quotes < QUOTES:
            continue
        before = segment.continues
        if before is not None and before in holders:
            holders[i] = holders[before]
            continue
        ruled = by_rule.get(i)
        if ruled is not None and has_turn(ruled, by_rule.get(i - 1)):
            continue
        own = _frame_of_cue(words, ruled, in_sight)
        if own is not None and ruled is not None and share(own, inside) >= _SPARE:
            holders[i] = holding.by(own)
            continue
        if ruled is not None and _signed(ruled):
            continue
        near = holding.in_sight.of(inside)
        if ruled is not None and _told_within(words, ruled, near, inside):
            cue = words.indices(ruled.cue)
            told = [f for f in in_sight.of(cue) if f.anchor in cue]
            if told and share(told[0], inside) >= _SPARE:
                holders[i] = holding.by(told[0])
            continue
        likeliest = max(near, key=lambda held: share(held.frame, inside), default=None)
        if likeliest is not None and share(likeliest.frame, inside) >= HELD:
            holders[i] = likeliest
            continue
        spare = max(in_sight.of(inside), key=lambda f: share(f, inside) * f.score, default=None)
        if spare is not None and share(spare, inside) >= _SPARE:
            holders[i] = holding.by(spare)
    _part_modifiers(ctx, words, holders, verdicts, by_rule)
    for i, held in holders.items():
        held.segments.append(i)
    for i, inside in places.items():
        for held in holding.in_sight.of(inside):
            if holders.get(i) is not held:
                _leave(held, inside)


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
    told = set(direct.values())
    for i in ctx.top:
        ruled, span, held = by_rule.get(i), ctx.segments[i].span, holders.get(i)
        sent = ctx.sentence_at(span.start)
        if ruled is None or ruled.type != "none" or sent is None or not sent.parsed:
            continue
        beside = sent.index in told if held is None else id(held) in direct
        if beside and verdicts[i].whole < HELD and modifies(sent, span):
            holders.pop(i, None)
            verdicts[i] = Verdict(0.0, 0.0)


def _frame_of_cue(words: Words, ruled: Draft | None, in_sight: Sight[Frame]) -> Frame | None:
    """The frame of the cue that stands right at the marks, by the rules."""
    if ruled is None or ruled.type != "direct" or ruled.how not in ("after", "before"):
        return None
    if ruled.score < NEAR or ruled.source is None or ruled.sent is None or ruled.verb is None:
        return None
    cue = ruled.sent.tokens[ruled.verb]
    near = in_sight.of(words.indices([Span(cue.start, cue.end)]))
    return next((f for f in near if f.cued and words.tokens[f.anchor] is cue), None)


def _signed(ruled: Draft) -> bool:
    """Whether the words have their speaker's name under them: `“…” — Ada Quist`."""
    return ruled.how == "after" and ruled.source is not None and not ruled.cue


def _leave(held: Held, inside: Sequence[int]) -> None:
    """Take from a content the words of a segment that it does not hold, unless it is around it."""
    own = [j - held.frame.start for j in inside if held.frame.start <= j < held.frame.stop]
    if own and not held.inside[own].all():
        held.inside[own] = False
