"""Whether a frame without marks reports something: the tagger and the rules weighed together.

The tagger scores the word that evokes a frame before it knows what the frame holds. Here the frame
is looked at once more with all that it found - its content, its source - and with what the rules
made of the same cue; the encoder's view of cue and content has half the say, as it has for marks.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from annotate import lexicon as lx
from annotate.context import Context
from annotate.drafts import Draft
from annotate.frames.judge import Judge
from annotate.frames.smooth import stretches
from annotate.frames.tagger import ROLES, Frame
from annotate.frames.views import heard
from annotate.frames.words import Words
from annotate.numbers import Facts, Floats

_CONTENT, _SOURCE, _CUE = (ROLES.index(name) for name in ("content", "source", "cue"))
_CUES = {
    "states": lx.STATING,
    "shows": lx.SHOWING,
    "thinks": lx.THINKING,
    "wants": lx.WANTING,
    "directs": lx.DIRECTING,
    "voices": lx.VOICING,
    "weak": lx.WEAK,
    "noun": lx.CUE_NOUNS,
}
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_BEFORE = 4  # words before the cue among which a negation or a modal changes what it says


@dataclass(frozen=True, slots=True, eq=False)
class Evoked:
    """A frame whose content holds no marks, with the words of that content."""

    frame: Frame
    own: list[int]


def without_marks(words: Words, frames: Sequence[Frame]) -> list[Evoked]:
    """The frames that have a content, and none of it in marks."""
    marked = words.marked
    found = ((frame, np.flatnonzero(inside_of(frame)) + frame.start) for frame in frames)
    return [Evoked(f, own.tolist()) for f, own in found if len(own) and not marked[own].any()]


def inside_of(frame: Frame) -> NDArray[np.bool_]:
    """The words that a frame takes for content, ``[stop - start]``; a cue is never content."""
    inside: NDArray[np.bool_] = stretches(frame.roles[:, _CONTENT])
    return inside & ~(frame.roles[:, _CUE] > frame.roles[:, _CONTENT])


def rules_by_cue(words: Words, ruled: Sequence[Draft]) -> dict[int, Draft]:
    """The quotations of the rules, by the words of their cues."""
    out: dict[int, Draft] = {}
    for draft in ruled:
        if draft.type != "none":
            for i in words.indices(draft.cue):
                out.setdefault(i, draft)
    return out


def facts_of_frame(ctx: Context, words: Words, evoked: Evoked, rule: Draft | None) -> Facts:
    """What the verdict on a frame rests on; ``rule`` is what the rules drew from the same cue."""
    frame, own = evoked.frame, evoked.own
    chances = frame.roles[[i - frame.start for i in own], _CONTENT]
    return {
        "score": math.log(frame.score / max(1e-4, 1 - frame.score)),
        "cued": float(frame.cued),
        "source": float(frame.roles[:, _SOURCE].max()),
        "cue": float(frame.roles[:, _CUE].max()),
        "mean": float(chances.mean()),
        "least": float(chances.min()),
        "first": float(chances[0]),
        "last": float(chances[-1]),
        **_of_content(words, own, frame.anchor),
        **_of_cue(ctx, words, frame.anchor),
        **_of_rule(words, own, rule),
    }


def view_of_frame(words: Words, evoked: Evoked) -> Floats | None:
    """The states of the cue and of the content on average; None where no tagger has read them."""
    states = words.states
    if states is None:
        return None
    cue, own = states[evoked.frame.anchor], states[evoked.own]
    return np.concatenate([cue.astype(np.float64), own.mean(axis=0, dtype=np.float64)])


def judged_frames(
    ctx: Context,
    words: Words,
    frames: Sequence[Frame],
    rules: Mapping[int, Draft],
    judge: Judge | None,
) -> dict[int, Frame]:
    """The frames without marks by their anchors, each with the judge's chance for a score.

    ``rules`` are the quotations of the rules by the words of their cues.
    """
    if judge is None or judge.reports is None:
        return {}
    found = without_marks(words, frames)
    rows = [facts_of_frame(ctx, words, e, rules.get(e.frame.anchor)) for e in found]
    views = [view_of_frame(words, e) for e in found]
    likely = heard(judge.reports, judge.reports_ear, rows, views).tolist() if found else []
    return {
        e.frame.anchor: replace(e.frame, score=chance)
        for e, chance in zip(found, likely, strict=True)
    }


def _of_content(words: Words, own: Sequence[int], anchor: int) -> Facts:
    tokens = [words.tokens[i] for i in own]
    return {
        "words": math.log1p(len(own)),
        "spans": float(1 + sum(b - a > 1 for a, b in pairwise(own))),
        "finite": float(any(token.xpos in _FINITE for token in tokens)),
        "verb": float(any(token.upos in ("VERB", "AUX") for token in tokens)),
        "gap": float(min(abs(own[0] - anchor), abs(own[-1] - anchor))),
        "precedes": float(own[0] < anchor),
        f"opens_{tokens[0].upos}": 1.0,
    }


def _of_cue(ctx: Context, words: Words, anchor: int) -> Facts:
    token = words.tokens[anchor]
    sent = ctx.sentences[int(words.sentence[anchor])]
    before = sent.tokens[max(0, token.i - _BEFORE) : token.i]
    return {
        f"cue_{token.upos}": 1.0,
        f"cue_{token.xpos}": 1.0,
        f"cue_{token.dep}": 1.0,
        **{f"cue_{name}": float(token.lemma in lemmas) for name, lemmas in _CUES.items()},
        "denied": float(any(t.text.lower() in lx.NEGATIONS for t in before)),
        "modal": float(any(t.xpos == "MD" for t in before)),
        "infinitive": float(any(t.text.lower() == "to" for t in before[-2:])),
        "in_marks": float(words.marked[anchor]),
    }


def _of_rule(words: Words, own: Sequence[int], rule: Draft | None) -> Facts:
    if rule is None:
        return {}
    theirs, mine = set(words.indices(rule.content)), set(own)
    return {
        "rule": 1.0,
        f"rule_{rule.type}": 1.0,
        f"rule_how_{rule.how}": 1.0,
        "rule_score": rule.score,
        "rule_source": float(rule.source is not None),
        "rule_shared": len(theirs & mine) / max(1, len(theirs | mine)),
    }
