"""All steps from data to the embedded weights, in order, and the sums that seal them."""

from __future__ import annotations

from pathlib import Path

from annotate.training import card_attributor
from annotate.training.__main__ import pack
from annotate.training.packing import SUMS, write_sums
from annotate.training.recipes import RECIPES
from annotate.training.steps import Workshop, pretrain, train
from annotate.weights import LANGUAGE

_KEPT = ("*.pt", "*.onnx", "*.npz", "*.json")


def train_stanza(data: Path, work: Path, vocab: Path, models: Path) -> None:
    """Train Stanza's models and pack them; those whose facts are in ``work`` are not made again."""
    shop = Workshop(data.resolve(), work.resolve())
    done = set(shop.facts())
    if "pretrain" not in done:
        pretrain(shop, vocab)
    for step in sorted(RECIPES, key=lambda name: name == "depparse"):  # it reads pos's tags
        if step not in done:
            train(shop, step)
    pack(shop, models, single=False)


def seal(models: Path) -> None:
    """Write ``SHA256SUMS`` of every file that is loaded from ``models``, and then the card."""
    (models / SUMS).unlink(missing_ok=True)
    files = [models / "resources.json"]
    for pattern in _KEPT:
        files += (models / LANGUAGE).glob(f"*/{pattern}")
    write_sums(models, sorted(files))
    card_attributor.write(models)
