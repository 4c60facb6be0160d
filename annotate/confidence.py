"""A confidence for every quotation and link: the chance that it is right.

Where the tagger drew the quotation, a logistic model of a few named facts gives the chance. Its
weights were fitted on articles that the tagger had not seen, see `annotate.training.confidences`,
so that of the links with a confidence of 0.8 about four in five are right. Rules alone get
hand-set weights, of which only the order means anything.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotate.channels import Channel
from annotate.context import Context
from annotate.drafts import Draft
from annotate.numbers import Facts
from annotate.speakers import Party
from annotate.weights import frames_dir

# A speaker less likely than this is left out: a guess is worse than none (guidelines, section 3).
LEAST_SPEAKER = 0.2

_LINK = {
    "after": 2.6,
    "before": 2.3,
    "clause": 1.8,
    "linear": 0.4,
    "run": 1.1,
    "context": 0.3,
    "report": 1.6,
    "lone": -0.5,
    "frame": 1.8,
}
_KIND = {"name": 0.6, "nominal": 0.2, "pronoun": -0.7, "implicit": -0.4}
_RULE = {1: 1.6, 2: 1.3, 3: 1.0}


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model over named facts; those that it does not know count nothing."""

    bias: float
    weights: Mapping[str, float]

    def chance(self, facts: Facts) -> float:
        """The chance that what the facts are about is right."""
        x = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in facts.items())
        return _sigmoid(x)


Models = Mapping[str, Model]


def load_models(folder: Path) -> dict[str, Model]:
    """The models of a folder of weights by what they judge: ``quotation``, ``speaker``, …"""
    path = folder / "confidence.json"
    if not path.exists():
        return {}
    kept = json.loads(path.read_text(encoding="utf-8"))
    return {name: Model(m["bias"], m["weights"]) for name, m in kept.items()}


def save_models(models: Models, path: Path) -> None:
    """Write models by what they judge."""
    kept = {name: {"bias": m.bias, "weights": dict(m.weights)} for name, m in models.items()}
    path.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


@cache
def models() -> Models:
    """The embedded models."""
    return load_models(frames_dir())


def of_quotation(ctx: Context, draft: Draft, trust: Models | None = None) -> float:
    """That the span is a quotation of its type; ``trust`` are other models than the embedded."""
    model = (models() if trust is None else trust).get("quotation")
    if draft.frame is not None and model is not None:
        return model.chance(facts_of_quotation(draft))
    x = 4.0 * draft.score - 1.0
    if draft.segments:
        marks = [ctx.segments[i] for i in draft.segments]
        x += 0.5 if all(s.opening and s.closing for s in marks) else -0.5
        words = sum(len(ctx.text[s.span.start : s.span.end].split()) for s in marks)
        x += min(0.8, 0.1 * words) if draft.type != "none" else 0.4 - min(1.5, 0.15 * words)
    elif draft.sent is not None:
        x -= 0.01 * max(0, len(draft.sent.tokens) - 30)
    return _sigmoid(x)


def of_speaker(draft: Draft, party: Party, trust: Models | None = None) -> float:
    """That the party is whose words they are: the mention is theirs, and stands for the entity."""
    model = (models() if trust is None else trust).get("speaker")
    if draft.frame is not None and model is not None:
        return round(model.chance(facts_of_speaker(draft, party)) * party.link, 3)
    x = _LINK[draft.how] + _KIND[party.kind] + 1.2 * (party.margin - 0.5)
    return _sigmoid(x - 0.004 * min(_distance(draft, party), 250.0))


def of_outlet(draft: Draft, channel: Channel, trust: Models | None = None) -> float:
    """That the channel is the one that the article credits."""
    model = (models() if trust is None else trust).get("outlet")
    if channel.chance is not None and model is not None:
        return model.chance(facts_of_outlet(draft, channel))
    x = _RULE[channel.rule] + (0.5 if channel.explicit else -0.8)
    x += -0.4 if channel.carried else 0.2
    x += 0.3 if channel.cluster.entry is not None else 0.0
    if channel.mention is not None and draft.cue:
        x -= 0.004 * min(250.0, abs(channel.mention.start - draft.cue[0].start))
    return _sigmoid(x)


def facts_of_quotation(draft: Draft) -> Facts:
    """What the chance of a quotation rests on."""
    frame = draft.frame
    assert frame is not None
    sure = max(frame.facts["type"].values())
    return {
        f"type_{draft.type}": 1.0,
        "score": _logit(frame.score),
        "sure_type": _logit(sure),
        "cued": float(frame.cued),
        "segments": math.log1p(len(draft.segments)),
        "length": math.log1p(sum(span.length for span in draft.content)),
    }


def facts_of_speaker(draft: Draft, party: Party) -> Facts:
    """What the chance of a speaker rests on."""
    frame = draft.frame
    assert frame is not None
    mention = frame.facts["mention"]
    return {
        f"kind_{party.kind}": 1.0,
        f"how_{draft.how}": 1.0,
        f"type_{draft.type}": 1.0,
        f"label_{party.cluster.label}": 1.0,
        "score": _logit(frame.score),
        "source": _logit(float(frame.roles[:, 1].max())),
        "mention": _logit(mention["mention"]),
        "unknown": _logit(mention["unknown"]),
        "margin": party.margin,
        "margin_of_pronoun": party.margin * float(party.kind == "pronoun"),
        "distance": math.log1p(_distance(draft, party)),
    }


def facts_of_outlet(draft: Draft, channel: Channel) -> Facts:
    """What the chance of an outlet rests on."""
    chance = channel.chance if channel.chance is not None else 0.5
    return {
        "chance": _logit(chance),
        "explicit": float(channel.explicit),
        "carried": float(channel.carried),
        f"kind_{channel.kind}": 1.0,
        "tagged": draft.channel_score,
    }


def _distance(draft: Draft, party: Party) -> float:
    """Characters between mention and cue."""
    if party.mention is None or not draft.cue:
        return 0.0
    return float(abs(party.mention.start - draft.cue[0].start))


def _logit(chance: float) -> float:
    clipped = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(clipped / (1 - clipped))


def _sigmoid(x: float) -> float:
    return round(1.0 / (1.0 + math.exp(min(-x, 500.0))), 3)
