"""Labels of marks and people in newswire that is not in the corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.training.gold import DOCUMENTS
from annotate.training.labels import LABELS, labelled_newswire
from corpus.hydrate import TextError
from corpus.records import text_sha256
from corpus.spans import Span
from corpus.store import load_documents
from tests.shared import shared_path

TEXT = "Ada Quist called the “sunshine” plan “a mess”.\n"
ROW = {
    "document": "newswire/quist",
    "text_sha256": text_sha256(TEXT),
    "marks": {"none": [[22, 30]], "quotes": [[38, 44]]},
    "people": {"person": [[0, 9]]},
    "mentions": [[17, 21, [[0, 9]]], [32, 36, []]],
}


def written(folder: Path, text: str = TEXT) -> Path:
    (folder / "quist.txt").write_text(text, encoding="utf-8")
    path = folder / "labels.jsonl"
    path.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    return path


def test_labels_with_their_text(tmp_path: Path) -> None:
    (found,) = labelled_newswire(tmp_path, written(tmp_path))
    assert found.doc.text == TEXT
    assert {span.of(TEXT): quotes for span, quotes in found.marks.items()} == {
        "sunshine": False,
        "a mess": True,
    }
    assert found.people == [(Span(0, 9), "person")]
    assert found.mentions == {Span(17, 21): (Span(0, 9),), Span(32, 36): ()}


def test_an_edited_text_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="newswire/quist: its text was edited"):
        list(labelled_newswire(tmp_path, written(tmp_path, TEXT.replace("mess", "muck"))))


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    path = written(tmp_path)
    (tmp_path / "quist.txt").unlink()
    with pytest.raises(TextError, match="quist"):
        list(labelled_newswire(tmp_path, path))


def test_the_labels_that_are_shipped() -> None:
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    names = [row["document"] for row in rows]
    assert names == sorted(set(names))
    kinds = {kind for row in rows for kind in (*row["marks"], *row["people"])}
    assert kinds == {"quotes", "none", "analyst", "person", "spokesperson"}
    annotated = {doc.id for doc in load_documents(DOCUMENTS / "newswire.jsonl")}
    assert not annotated & set(names), "what is in the corpus is told by its records alone"


def test_the_labelled_marks_are_marks() -> None:
    """Every label is of a segment that the annotator finds, so that none is lost in training."""
    from annotate.segments import find_segments

    folder = shared_path("data", "newswire", "articles")
    for each in labelled_newswire(folder):
        text = each.doc.text or ""
        found = {segment.span for segment in find_segments(text, each.doc.body)}
        assert each.marks.keys() <= found, each.doc.id
        assert all(0 <= span.start < span.end <= len(text) for span, _ in each.people)
