"""The learned choice among the candidates of a pronoun: a conditional logit over features.

The weights are few and are kept as text; `annotate.training.coref` makes them. A candidate's
probability is its share of all candidates' exponentials, the option `none of these` included.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from annotate.coref.features import Option

WEIGHTS = "weights.json"


@cache
def default_weights() -> Mapping[str, float]:
    """The weights that ship with the package, read once."""
    text = resources.files("annotate.coref").joinpath(WEIGHTS).read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)
    return weights


def probabilities(options: Sequence[Option], weights: Mapping[str, float]) -> list[float]:
    """The probability of each option, in their order; they sum to one."""
    scores = [sum(weights.get(name, 0.0) for name in option.features) for option in options]
    top = max(scores, default=0.0)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
