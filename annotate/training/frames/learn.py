"""Training of the tagger of frames: rounds over examples, one rate that rises and falls."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from annotate.frames.tagger import FACTS
from annotate.training.frames.examples import IGNORED, Example, batches, tensors
from annotate.training.frames.net import WIDTH, Framer, Reader

Log = Callable[[str], None]
_NEW_PARTS = 4.0  # what has no weights yet learns this much faster
_EVOKED, _ROLES, _FACTS = 8.0, 4.0, 0.3  # weights of the losses


@dataclass(frozen=True, slots=True)
class Recipe:
    """How long and how fast; ``rate`` is the encoder's highest learning rate."""

    rounds: int
    rate: float
    size: int = 12
    seed: int = 17
    warm: float = 0.06


class Tagger(nn.Module):
    """Both parts, as they are trained.

    ``inside`` is a second task that only helps the encoder: whether a word is content, or source,
    of any frame at all.
    """

    def __init__(self) -> None:
        super().__init__()
        self.reader, self.framer = Reader(), Framer()
        self.inside = nn.Linear(WIDTH, 2)

    def loss(self, batch: dict[str, Tensor]) -> tuple[Tensor, list[float]]:
        """The weighted loss of a batch, and its parts: evoked, inside, roles, facts."""
        hidden, evoked = self.reader(
            batch["ids"], batch["features"], batch["first"], batch["scheme"], batch["mask"]
        )
        present = batch["present"]
        each = functional.cross_entropy(
            evoked.float().transpose(1, 2), batch["evoked"], reduction="none"
        )
        parts = [_EVOKED * (each * present).sum() / present.sum()]
        each = functional.binary_cross_entropy_with_logits(
            self.inside(hidden).float(), batch["inside"], reduction="none"
        ).mean(-1)
        parts.append((each * present).sum() / present.sum())
        if len(batch["which"]):
            roles, facts = self.framer(hidden, batch["which"], batch["anchor"], present)
            seen = present[batch["which"]]
            each = functional.binary_cross_entropy_with_logits(
                roles.float(), batch["roles"], reduction="none"
            ).sum(-1)
            parts.append(_ROLES * (each * seen).sum() / seen.sum())
            parts.append(_FACTS * _loss_of_facts(facts.float(), batch["facts"]))
        total = torch.stack(parts).sum()
        return total, [float(part.detach()) for part in parts]


def _loss_of_facts(logits: Tensor, gold: Tensor) -> Tensor:
    total = logits.sum() * 0
    sizes = [len(values) for values in FACTS.values()]
    for column, own in enumerate(logits.split(sizes, dim=1)):
        if bool((gold[:, column] != IGNORED).any()):
            total = total + functional.cross_entropy(own, gold[:, column], ignore_index=IGNORED)
    return total


def learn(
    tagger: Tagger,
    rounds: Sequence[Sequence[Example]],
    recipe: Recipe,
    *,
    checkpoint: Path | None = None,
    log: Log = lambda line: None,
) -> None:
    """Train in place; ``rounds`` holds the examples of each round, so that they may differ."""
    torch.manual_seed(recipe.seed)
    encoder = {id(p) for n, p in tagger.reader.named_parameters() if _pretrained(n)}
    groups = [
        {"params": [p for p in tagger.parameters() if id(p) in encoder], "lr": recipe.rate},
        {
            "params": [p for p in tagger.parameters() if id(p) not in encoder],
            "lr": recipe.rate * _NEW_PARTS,
        },
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    plan = [
        batches(examples, size=recipe.size, seed=recipe.seed + n)
        for n, examples in enumerate(rounds)
    ]
    steps = sum(len(batch) for batch in plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _rise_and_fall(steps, recipe.warm))
    began = time.monotonic()
    for number, items in enumerate(plan, start=1):
        tagger.train()
        sums = [0.0, 0.0, 0.0, 0.0]
        for count, batch in enumerate(items, start=1):
            with torch.autocast("cpu", torch.bfloat16):
                loss, parts = tagger.loss(tensors(batch))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            sums = [a + b for a, b in zip(sums, [*parts, 0.0, 0.0], strict=False)]
            if count % 50 == 0 or count == len(items):
                mean = " ".join(f"{value / count:.3f}" for value in sums)
                passed = time.monotonic() - began
                log(f"round {number}/{len(plan)} batch {count}/{len(items)} {mean} {passed:.0f} s")
        if checkpoint is not None:
            torch.save(tagger.state_dict(), checkpoint)


def _pretrained(name: str) -> bool:
    return not name.startswith(("features.", "scheme.", "evoked."))


def _rise_and_fall(steps: int, warm: float) -> Callable[[int], float]:
    """Linear up over the first ``warm`` of all steps, then linear down."""

    def rate(step: int) -> float:
        rising = (step + 1) / max(1.0, warm * steps)
        return min(rising, max(0.02, (steps - step) / steps), 1.0)

    return rate
