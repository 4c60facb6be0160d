"""The learned choice among the candidates of a pronoun: a conditional logit over features.

The weights are few and are kept as text; `annotate.training.coref` makes them. A candidate's
probability is its share of all candidates' exponentials, the option `none of these` included.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from annotate.coref.features import Option
from annotate.weights import frames_dir

Weights = Mapping[str, float]
WEIGHTS = "pronouns.json"


@cache
def default_weights() -> Weights:
    """The weights that ship with the package, read once."""
    return load_weights(frames_dir())


def load_weights(folder: Path) -> Weights:
    """The weights of a folder of frames; where it has none, the embedded ones."""
    path = folder / WEIGHTS
    if not path.exists():
        path = frames_dir() / WEIGHTS
    weights: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return weights


def probabilities(options: Sequence[Option], weights: Weights) -> list[float]:
    """The probability of each option, in their order; they sum to one."""
    scores = [sum(weights.get(name, 0.0) for name in option.features) for option in options]
    top = max(scores, default=0.0)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
