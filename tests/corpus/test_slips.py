"""Warnings that must not be raised: a demonstrative `That`, and slips with opening marks."""

from __future__ import annotations

import pytest

from corpus.english import without_that
from corpus.records import Document, Quotation, text_sha256
from corpus.spans import Span
from corpus.validate import validate_document


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("that talks would resume", "talks would resume"),
        ("that was wrong", "that was wrong"),
        ("That helped them to win", "That helped them to win"),
        ("That talks would resume", "That talks would resume"),
        ("thatched roofs", "thatched roofs"),
    ],
)
def test_leading_that(text: str, rest: str) -> None:
    assert without_that(text, Span(0, len(text))).of(text) == rest


@pytest.mark.parametrize(
    ("text", "segments", "orphans"),
    [
        ("He said “yes“ today.", ["yes"], 0),
        ("He said “yes, “ today.", ["yes,"], 0),
        ("He said “yes”“ today.", ["yes"], 0),
        ("He said ““yes” today.", ["yes"], 0),
        ("He said “ “yes” today.", ["yes"], 0),
        ("He said “yes” today.", [], 1),
        ("He said “yes” “no” today.", ["yes"], 1),
        ("He said “yes”“no” today.", ["yes"], 1),
        ("He said “yes” and “no” today.", ["yes"], 1),
        ("He said “‘yes’ “no” it is” today.", ["‘yes’ “no” it is"], 0),
    ],
)
def test_orphan_marks(text: str, segments: list[str], orphans: int) -> None:
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in segments]
    doc = Document(
        id="tests/one",
        text=text,
        text_sha256=text_sha256(text),
        text_length=len(text),
        body=(Span(0, len(text)),),
        quotations=tuple(
            Quotation(id=f"q{i}", type="none", mode=None, content=(span,), segments=(span,))
            for i, span in enumerate(spans)
        ),
    )
    found = [issue.code for issue in validate_document(doc)]
    assert found.count("G-ORPHAN") == orphans
