"""The packed weights against held-out data, with Stanza's own scorers; all F1 are shares of one.

``ewt_gold``: EWT dev from gold tokens. ``ewt_raw``: EWT dev from text. ``pud_raw``: PUD, no part
of any training, from text. ``ner_dev`` and ``ner_test``: held-out newswire documents, from gold
tokens. ``speed``: tokens a second of processor time on one thread, the best of three rounds.
"""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotate.training import entities
from annotate.training.loading import pipeline

TREEBANK_METRICS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "Lemmas", "UAS", "LAS")
SPEED_ARTICLES = 30
_GIVEN = ("id", "text", "misc", "start_char", "end_char")


@dataclass(frozen=True)
class Floor:
    """The least that a release of the weights must reach."""

    task: str
    metric: str
    least: float
    what: str


FLOORS = (
    Floor("ewt_gold", "UPOS", 0.945, "EWT dev, gold tokens: UPOS"),
    Floor("ewt_gold", "LAS", 0.83, "EWT dev, gold tokens: LAS"),
    Floor("ewt_raw", "Sentences", 0.89, "EWT dev, raw text: sentences F1"),
    Floor("pud_raw", "LAS", 0.81, "PUD, raw text: LAS"),
    Floor("ner_test", "f1", 0.79, "newswire test documents: entities F1"),
    Floor("speed", "all", 2000, "30 newswire articles: tokens a second, one thread"),
)


def evaluate(root: Path, data: Path) -> dict[str, dict[str, Any]]:
    """All scores of the weights under ``root``."""
    ewt = data / "ud" / "ewt" / "en_ewt-ud-dev.conllu"
    pud = data / "ud" / "pud" / "en_pud-ud-test.conllu"
    tagged = pipeline(root, "tokenize,pos,lemma,depparse", tokenize_pretokenized=True)
    scores: dict[str, dict[str, Any]] = {"ewt_gold": score_gold(tagged, ewt)}
    named = pipeline(root, "tokenize,ner", tokenize_pretokenized=True)
    for part in ("dev", "test"):
        scores[f"ner_{part}"] = score_entities(named, entities.read_part(data, part))
    whole = pipeline(root, "tokenize,mwt,pos,lemma,depparse,ner")
    scores["ewt_raw"] = score_raw(whole, ewt)
    scores["pud_raw"] = score_raw(whole, pud)
    scores["speed"] = measure_speed(whole, newswire_texts(data))
    return scores


def _treebank_scores(gold: Path, document: Any) -> dict[str, float]:
    """CoNLL 2018 F1 of ``document`` against the file ``gold``."""
    from stanza.models.common.utils import ud_scores

    predicted = io.StringIO(f"{document:C}\n\n")
    found = ud_scores(str(gold), predicted)
    return {metric: round(found[metric].f1, 4) for metric in TREEBANK_METRICS}


def score_gold(nlp: Any, gold: Path) -> dict[str, float]:
    """From the gold words alone: every annotation is taken off before the pipeline runs."""
    from stanza.models.common.doc import Document
    from stanza.utils.conll import CoNLL

    sentences, _, _ = CoNLL.conll2dict(input_file=str(gold))
    bare = [
        [{key: token[key] for key in _GIVEN if key in token} for token in sentence]
        for sentence in sentences
    ]
    return _treebank_scores(gold, nlp(Document(bare)))


def score_raw(nlp: Any, gold: Path) -> dict[str, float]:
    """From the text of the file ``gold``, its paragraphs kept."""
    from stanza.utils.datasets import conllu_to_text

    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text.txt"
        conllu_to_text.main([str(gold), str(text)])
        return _treebank_scores(gold, nlp(text.read_text(encoding="utf-8")))


def score_entities(nlp: Any, sentences: list[entities.Sentence]) -> dict[str, Any]:
    """Entity precision, recall and F1 (whole spans with their class), and F1 by class."""
    from stanza.models.ner.scorer import score_by_entity
    from stanza.models.ner.utils import bio2_to_bioes

    document = nlp([[token for token, _ in sentence] for sentence in sentences])
    predicted = [[token.ner for token in sentence.tokens] for sentence in document.sentences]
    gold = [bio2_to_bioes([label for _, label in sentence]) for sentence in sentences]
    precision, recall, f1, by_class = score_by_entity(predicted, gold, verbose=False)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(f1, 4),
        "classes": {name: round(float(value), 4) for name, value in sorted(by_class.items())},
    }


def newswire_texts(data: Path) -> list[str]:
    """The first articles whose entities are held out, without the line of their address."""
    folder = data / "newswire" / "articles"
    names = [
        path.name for path in sorted(folder.glob("*.txt")) if entities.part_of(path.name) == "test"
    ]
    texts = [(folder / name).read_text(encoding="utf-8") for name in names[:SPEED_ARTICLES]]
    return [text.split("\n", 1)[1] if text.startswith("http") else text for text in texts]


def measure_speed(nlp: Any, texts: list[str], rounds: int = 3) -> dict[str, Any]:
    """Tokens a second of processor time, the best of some rounds.

    Each of Stanza's processors by itself, then ``all``: the annotator's own analyser, every
    sentence parsed. Other programs can only slow a round, so the best is nearest the truth.
    """
    from annotate.article import from_text
    from annotate.stanza_backend import StanzaAnalyser

    analyser = StanzaAnalyser(pipeline=nlp)
    articles = [from_text(text, name=f"speed-{number}") for number, text in enumerate(texts)]
    best: dict[str, float] = {}
    tokens = 0
    for _ in range(rounds):
        tokens, spent = _processor_seconds(nlp, texts)
        analyses, seconds = _timed(analyser.analyse, articles)
        analysed = sum(len(sentence.tokens) for a in analyses for sentence in a.sentences)
        speeds = {name: tokens / spent[name] for name in spent} | {"all": analysed / seconds}
        best = {name: max(speed, best.get(name, 0.0)) for name, speed in speeds.items()}
    rounded = {name: round(speed) for name, speed in best.items()}
    return {**rounded, "tokens": tokens, "articles": len(texts)}


def _processor_seconds(nlp: Any, texts: list[str]) -> tuple[int, dict[str, float]]:
    """The number of tokens in ``texts``, and what each processor takes for all of them."""
    from stanza.models.common.doc import Document

    documents = [Document([], text=text) for text in texts]
    seconds: dict[str, float] = {}
    for name in ("tokenize", "mwt", "pos", "lemma", "depparse", "ner"):
        documents, seconds[name] = _timed(nlp.processors[name].bulk_process, documents)
    return sum(document.num_tokens for document in documents), seconds


def _timed(work: Callable[[Any], Any], given: Any) -> tuple[Any, float]:
    """What ``work`` gives, and its processor time in seconds: other programs do not count."""
    started = time.process_time()
    result = work(given)
    return result, time.process_time() - started


def shortfalls(scores: dict[str, dict[str, Any]]) -> list[str]:
    """Each floor that ``scores`` does not reach, in words."""
    return [
        f"{floor.what}: {scores[floor.task][floor.metric]}, floor {floor.least}"
        for floor in FLOORS
        if scores[floor.task][floor.metric] < floor.least
    ]
