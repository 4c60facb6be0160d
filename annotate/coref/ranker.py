"""The learned choice among the candidates of a mention: a conditional logit over features.

The weights are few and are kept as text; `annotate.training.coref` makes them. A candidate's
probability is its share of all candidates' exponentials, the option `none of these` included.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from annotate.coref.features import Option
from annotate.weights import frames_dir

Weights = Mapping[str, float]
SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Rankers:
    """The weights of each choice; a file of its name holds them."""

    pronouns: Weights
    descriptions: Weights

    def save(self, folder: Path) -> None:
        """Write each as JSON, sorted; weights that round to nothing are left out."""
        for field in fields(self):
            weights: Weights = getattr(self, field.name)
            kept = {name: round(weights[name], 3) for name in sorted(weights)}
            kept = {name: value for name, value in kept.items() if value}
            path = folder / (field.name + SUFFIX)
            path.write_text(json.dumps(kept, indent=0) + "\n", encoding="utf-8")


@cache
def default_rankers() -> Rankers:
    """The rankers that ship with the package, read once."""
    return load_rankers(frames_dir())


def load_rankers(folder: Path) -> Rankers:
    """What `Rankers.save` wrote to a folder; where a file is missing, the embedded one."""
    return Rankers(**{field.name: _read(folder, field.name) for field in fields(Rankers)})


def _read(folder: Path, name: str) -> Weights:
    path = folder / (name + SUFFIX)
    if not path.exists():
        path = frames_dir() / path.name
    weights: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return weights


def probabilities(options: Sequence[Option], weights: Weights) -> list[float]:
    """The probability of each option, in their order; they sum to one."""
    scores = [sum(weights.get(name, 0.0) for name in option.features) for option in options]
    top = max(scores, default=0.0)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
