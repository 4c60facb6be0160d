"""The two articles the project began with: the annotator beside what a careful reader found."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotate import Annotator
from annotate.article import read
from annotate.evaluate import evaluate
from corpus.records import Document
from corpus.schema import document_from_dict
from corpus.validate import validate_document
from tests.shared import shared_path

GOLD = Path(__file__).parents[1] / "golden" / "seeds"
NAMES = sorted(path.stem for path in GOLD.glob("*.json"))

pytestmark = pytest.mark.models


def _gold(name: str) -> Document:
    doc = document_from_dict(json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8")))
    text = shared_path("data", "seeds", f"{name}.txt").read_bytes().decode("utf-8")
    return replace(doc, text=text)


def _read(name: str) -> Document:
    (doc,) = read(shared_path("data", "seeds", f"{name}.txt"))
    assert isinstance(doc, Document)
    return doc


@pytest.fixture(scope="module")
def annotated(annotator: Annotator) -> Callable[[str], Document]:
    records = {name: annotator.annotate(_read(name)) for name in NAMES}
    return lambda name: records[name]


@pytest.mark.parametrize("name", NAMES)
def test_quoted_words_have_their_type_speaker_and_outlet(
    name: str, annotated: Callable[[str], Document]
) -> None:
    gold = _gold(name)
    found = replace(annotated(name), id=gold.id)
    scores = evaluate([gold], [found], resamples=0).scores
    for component in ("marks", "segments_type", "speaker", "outlet", "all"):
        assert scores[component].f1.value == 1.0, component


@pytest.mark.parametrize("name", NAMES)
def test_reported_words_without_marks_are_mostly_found(
    name: str, annotated: Callable[[str], Document]
) -> None:
    gold = _gold(name)
    found = replace(annotated(name), id=gold.id)
    score = evaluate([gold], [found], resamples=0).scores["indirect_iou"]
    assert score.recall.value is not None
    assert score.recall.value >= 0.6


@pytest.mark.parametrize("name", NAMES)
def test_nothing_comes_from_the_page_around_the_article(
    name: str, annotated: Callable[[str], Document]
) -> None:
    gold, found = _gold(name), annotated(name)
    for quotation in found.quotations:
        for span in quotation.content:
            assert any(part.covers(span) for part in gold.body)


@pytest.mark.parametrize("name", NAMES)
def test_the_record_is_valid(name: str, annotated: Callable[[str], Document]) -> None:
    assert not [i for i in validate_document(annotated(name)) if i.severity == "error"]
