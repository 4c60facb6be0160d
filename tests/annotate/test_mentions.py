"""Named mentions as linking needs them: what the tagger of names took too much of, or wrongly."""

from __future__ import annotations

import pytest

from annotate.analysis import Analysis, Mention
from annotate.context import Context
from annotate.mentions import cleaned
from corpus.records import Document, text_sha256
from corpus.spans import Span


def names(text: str, *found: tuple[str, str]) -> list[tuple[str, str]]:
    """What is left of mentions, given and returned as their words and labels."""
    doc = Document(
        id="t/t",
        text=text,
        text_sha256=text_sha256(text),
        text_length=len(text),
        body=(Span(0, len(text)),),
    )
    mentions = [Mention(at := text.index(words), at + len(words), label) for words, label in found]
    ctx = Context(doc, [], Analysis([], mentions))
    return [(text[m.start : m.end], m.label) for m in cleaned(ctx)]


def test_a_person_behind_the_body_that_owns_them() -> None:
    whole = "Tide Office’s Ada Quist"
    assert names(f"{whole} said so.", (whole, "ORG")) == [
        ("Tide Office", "ORG"),
        ("Ada Quist", "PERSON"),
    ]


@pytest.mark.parametrize(
    "whole",
    ["Norland’s Harbour Ministry", "Workers’ Union", "Norland’s bridge", "Quist’s Tide Party"],
)
def test_a_body_that_is_owned_stays_one(whole: str) -> None:
    assert names(f"{whole} said so.", (whole, "ORG")) == [(whole, "ORG")]
