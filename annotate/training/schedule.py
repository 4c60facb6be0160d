"""A learning rate that falls in a straight line to nearly nothing, for every trainer alike.

Stanza's trainers lower the rate only when the dev score stalls, which a short run never reaches.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

LAST_SHARE = 0.02
"""The rate of the last step as a share of the first; not zero, for trainers stop at zero."""


def share(step: int, total: int, warmup: int) -> float:
    """The share of the base rate at ``step`` (from 0) of ``total``."""
    if step < warmup:
        return (step + 1) / warmup
    left = max(0.0, 1.0 - (step - warmup) / max(1, total - warmup))
    return LAST_SHARE + (1.0 - LAST_SHARE) * left


@contextmanager
def linear_decay(total: int, warmup: int = 0) -> Iterator[None]:
    """Within the block every optimiser's rate falls over ``total`` steps of its own."""
    from torch.optim.optimizer import register_optimizer_step_pre_hook

    steps: weakref.WeakKeyDictionary[Any, int] = weakref.WeakKeyDictionary()

    def before_step(optimizer: Any, args: Any, kwargs: Any) -> None:
        step = steps.get(optimizer, 0)
        steps[optimizer] = step + 1
        for group in optimizer.param_groups:
            base = group.setdefault("on_the_record_base_lr", group["lr"])
            group["lr"] = base * share(step, total, warmup)

    handle = register_optimizer_step_pre_hook(before_step)
    try:
        yield
    finally:
        handle.remove()
