"""Which of its options a quotation's outlet is: a forest scores them, the likeliest wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from annotate.carry import carry_chosen
from annotate.channel_options import Option, OptionFinder, Proposer
from annotate.channels import Channel
from annotate.context import Context
from annotate.linking import Entities
from annotate.numbers import Doubles
from annotate.speakers import Attribution
from annotate.trees import Forest, load_forest
from annotate.weights import frames_dir

_EXPERT = 0.5  # the chance that a speaker is an expert from which on there is an outlet


@dataclass(frozen=True, slots=True, eq=False)
class Chooser:
    """What weighs the options, and what tells an expert."""

    forest: Forest
    standing: Forest | None


def load_chooser(folder: Path | None = None) -> Chooser | None:
    """The chooser of a folder of weights, by default the embedded one; None if it has none."""
    folder = frames_dir() if folder is None else folder
    forest, standing = folder / "outlets.npz", folder / "standing.npz"
    if not forest.exists():
        return None
    return Chooser(load_forest(forest), load_forest(standing) if standing.exists() else None)


def choose(
    ctx: Context,
    entities: Entities,
    attributions: Sequence[Attribution],
    proposer: Proposer,
    chooser: Chooser,
) -> list[Channel | None]:
    """The outlet of each attribution; its ``chance`` is that of the option among the others."""
    finder = OptionFinder(ctx, entities, attributions, proposer, chooser.standing)
    every = [[] if a.draft.type == "none" else finder.of(i) for i, a in enumerate(attributions)]
    if not any(every):
        return [None] * len(every)
    # One question to the forest for the whole document: each costs about as much as many.
    scores = chooser.forest.scores(
        chooser.forest.table([option.facts for options in every for option in options])
    )
    out: list[Channel | None] = []
    at = 0
    for options in every:
        if not options:
            out.append(None)
            continue
        chances = _shares(scores[at : at + len(options)])
        at += len(options)
        best = _best(options, chances)
        channel = options[best].channel
        if channel is not None:
            channel.chance = float(chances[best])
        out.append(channel)
    return carry_chosen(attributions, out)


def _best(options: Sequence[Option], chances: Doubles) -> int:
    """The likeliest option, unless the rules found a medium or document that the words credit.

    There forest and rules are right equally often on articles that neither has seen, and a rule can
    be explained. So it is where a body's own statement speaks. And none at all is never likelier
    than a speaker who is more likely than not an expert.
    """
    for i, option in enumerate(options):
        by_rule = option.channel is not None and option.facts["by_rule"] > 0
        stated = option.facts.get("own_statement", 0.0) > 0
        if by_rule and (option.facts["ruled"] == 1.0 or (stated and option.facts["ruled"] == 2.0)):
            return i
    open_to = [0.0 if _interrupted(option) else 1.0 for option in options]
    best = int((chances * open_to).argmax())
    if options[best].channel is not None:
        return best
    return next((i for i, option in enumerate(options) if _is_expert(option)), best)


def _is_expert(option: Option) -> bool:
    """Whether a speaker is their own outlet by what is told of them, whatever else is likely."""
    analyst = option.channel is not None and option.channel.kind == "analyst"
    return analyst and option.facts.get("expert", 0.0) > _EXPERT


def _interrupted(option: Option) -> bool:
    """Whether a medium would carry over past another source, to the same speaker: a new run."""
    channel, facts = option.channel, option.facts
    if channel is None or not channel.carried or channel.kind == "document" or facts["by_rule"]:
        return False
    return facts.get("same_speaker", 0.0) > 0 and facts["others_named"] > 0


def _shares(scores: Doubles) -> Doubles:
    """Chances, which sum to 1, of the options of one quotation."""
    shifted = np.exp(scores - scores.max())
    result: Doubles = shifted / shifted.sum()
    return result
