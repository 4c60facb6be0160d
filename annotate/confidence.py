"""A confidence for every quotation and link, from what the decision rested on.

Each score starts from how the link was found and is lowered by what is known to go wrong: a
pronoun with a close rival, a speaker carried over, a parse that had to be bridged. The numbers are
hand-set so that their order is right; calibration on gold replaces them.
"""

from __future__ import annotations

import math

from annotate.channels import Channel
from annotate.context import Context
from annotate.drafts import Draft
from annotate.speakers import Party

_LINK = {
    "after": 2.6,
    "before": 2.3,
    "clause": 1.8,
    "linear": 0.4,
    "run": 1.1,
    "context": 0.3,
    "report": 1.6,
    "lone": -0.5,
}
_KIND = {"name": 0.6, "nominal": 0.2, "pronoun": -0.7, "implicit": -0.4}
_RULE = {1: 1.6, 2: 1.3, 3: 1.0}


def _sigmoid(x: float) -> float:
    return round(1.0 / (1.0 + math.exp(-x)), 3)


def of_quotation(ctx: Context, draft: Draft) -> float:
    """That the span is a quotation of its type."""
    x = 4.0 * draft.score - 1.0
    if draft.segments:
        marks = [ctx.segments[i] for i in draft.segments]
        x += 0.5 if all(s.opening and s.closing for s in marks) else -0.5
        words = sum(len(ctx.text[s.span.start : s.span.end].split()) for s in marks)
        x += min(0.8, 0.1 * words) if draft.type != "none" else 0.4 - min(1.5, 0.15 * words)
    elif draft.sent is not None:
        x -= 0.01 * max(0, len(draft.sent.tokens) - 30)
    return _sigmoid(x)


def of_speaker(draft: Draft, party: Party) -> float:
    """That the party is whose words they are."""
    x = _LINK[draft.how] + _KIND[party.kind] + 1.2 * (party.margin - 0.5)
    distance = 0.0
    if party.mention is not None and draft.cue:
        distance = abs(party.mention.start - draft.cue[0].start)
    return _sigmoid(x - 0.004 * min(distance, 250.0))


def of_outlet(draft: Draft, channel: Channel) -> float:
    """That the channel is the one that the article credits."""
    x = _RULE[channel.rule] + (0.5 if channel.explicit else -0.8)
    x += -0.4 if channel.carried else 0.2
    x += 0.3 if channel.cluster.entry is not None else 0.0
    if channel.mention is not None and draft.cue:
        x -= 0.004 * min(250.0, abs(channel.mention.start - draft.cue[0].start))
    return _sigmoid(x)
