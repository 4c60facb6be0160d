"""Stanza as the analyser, with the embedded models: offsets, batches, and what no model expects."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

from annotate.analysis import Sentence
from corpus.records import Document, text_sha256
from corpus.spans import Span
from corpus.validate import validate_document

if TYPE_CHECKING:
    from annotate.pipeline import Annotator
    from annotate.stanza_backend import StanzaAnalyser

pytestmark = pytest.mark.models

PLAIN = (
    "“We will rebuild the old bridge,” Mayor Ada Quist told Radio Vell on Monday. “Nobody asked "
    "us twice.”\n\nShe said that the work can't start before the spring."
)
ODD = {
    "emoji": "“We 👩\u200d🚀 will 🌊 rebuild,” said Ada Quist 😀. She left.",
    "combining marks": "“Nous re\u0301parons cafe\u0301,” said A\u030ada Quist. She left.",
    "CRLF": "“We will rebuild,” said Ada Quist.\r\n\r\nShe said\r\nthat talks would resume.",
    "NUL and control characters": "“We\x00 will\x07 rebuild,” said\x00Ada Quist. She\x1b left.",
    "right to left": "“שלום עולם,” said Ada Quist. \u202bمرحبا\u202c She said nothing.",
    "no-break and zero width": "“We\u00a0will\u200b rebuild,”\u2003said\u00a0Ada\ufeff Quist.",
    "CJK": "“We will rebuild 大桥,” said Ada Quist. 𠀋𪚥 She left.",
    "long word": "“We will " + "x" * 500 + " rebuild,” said Ada Quist.",
    "clitics": "“I can't, won't, and gonna rebuild,” she'd said. They’ve said they don’t know.",
}


def document(text: str, name: str = "odd") -> Document:
    body = tuple(Span(*m.span()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text))
    return Document(
        id=f"tests/{name}",
        text=text,
        text_sha256=text_sha256(text),
        text_length=len(text),
        body=body,
    )


@pytest.fixture(scope="module")
def analyser(annotator: Annotator) -> StanzaAnalyser:
    from annotate.stanza_backend import StanzaAnalyser

    assert isinstance(annotator.analyser, StanzaAnalyser)
    return annotator.analyser


def check_sentence(doc: Document, sentence: Sentence) -> None:
    """Offsets lie in their paragraph and in order, and heads make one tree."""
    start, end = doc.body[sentence.paragraph]
    assert start <= sentence.start < sentence.end <= end
    assert [token.i for token in sentence.tokens] == list(range(len(sentence.tokens)))
    for left, right in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        assert left.start <= right.start
        assert left.end <= right.end or (left.start, left.end) == (right.start, right.end)
    if sentence.parsed:
        assert [token.head for token in sentence.tokens].count(-1) == 1
        assert len(sentence.subtree(next(t.i for t in sentence.tokens if t.head == -1))) == len(
            sentence.tokens
        )


@pytest.mark.parametrize("text", [PLAIN, *ODD.values()], ids=["plain", *ODD])
def test_offsets_are_exact(analyser: StanzaAnalyser, text: str) -> None:
    doc = document(text)
    analysis = analyser.analyse([doc])[0]
    assert analysis.sentences
    covered: set[int] = set()
    for sentence in analysis.sentences:
        check_sentence(doc, sentence)
        for token in sentence.tokens:
            there = text[token.start : token.end]
            alone = sum((t.start, t.end) == (token.start, token.end) for t in sentence.tokens) == 1
            assert token.start < token.end
            if alone:
                assert there == token.text
            covered.update(range(token.start, token.end))
    for mention in analysis.mentions:
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
    missed = {c for i, c in enumerate(text) if i not in covered and c.isalnum()}
    assert missed <= set("x")  # a run of 500 letters is data, not language


@pytest.mark.parametrize("text", [PLAIN, *ODD.values()], ids=["plain", *ODD])
def test_records_of_odd_texts_are_valid(annotator: Annotator, text: str) -> None:
    out = annotator.annotate(document(text))
    errors = [i for i in validate_document(out) if i.severity == "error"]
    assert [f"{i.code} {i.path}: {i.message}" for i in errors] == []
    assert out.text == text
    assert any(quotation.type == "direct" for quotation in out.quotations)


def test_a_plain_sentence_is_understood(annotator: Annotator) -> None:
    out = annotator.annotate(document(PLAIN))
    text = out.text or ""
    names = {entity.id: entity.name for entity in out.entities}
    direct, indirect = out.quotations
    assert (direct.type, indirect.type) == ("direct", "indirect")
    assert [span.of(text) for span in direct.segments] == [
        "We will rebuild the old bridge,",
        "Nobody asked us twice.",
    ]
    assert [names[s.entity] for s in direct.speakers] == ["Ada Quist"]
    assert [names[s.entity] for s in indirect.speakers] == ["Ada Quist"]
    assert [span.of(text) for span in indirect.content] == [
        "the work can't start before the spring"
    ]
    assert direct.outlet is not None
    assert names[direct.outlet.entity] == "Radio Vell"


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\x00", "“”", "“", "…", "."])
def test_texts_without_words(annotator: Annotator, text: str) -> None:
    out = annotator.annotate(document(text))
    assert [i.code for i in validate_document(out, max_level=3)] == []
    assert all(quotation.type == "none" for quotation in out.quotations)


def test_only_what_is_wanted_is_parsed(analyser: StanzaAnalyser) -> None:
    doc = document(PLAIN)
    nothing = analyser.analyse([doc], lambda number, sentence: False)[0]
    everything = analyser.analyse([doc])[0]
    assert {sentence.parsed for sentence in nothing.sentences} == {False}
    assert {sentence.parsed for sentence in everything.sentences} == {True}
    assert [
        [(token.start, token.end, token.upos, token.lemma) for token in sentence.tokens]
        for sentence in nothing.sentences
    ] == [
        [(token.start, token.end, token.upos, token.lemma) for token in sentence.tokens]
        for sentence in everything.sentences
    ]


def test_the_same_in_any_batch(annotator: Annotator) -> None:
    """What else is in a batch, and in which order, changes nothing."""
    texts = [PLAIN, *ODD.values(), "", "Talks would resume, the Bridge Union said. " * 30]
    docs = [document(text, str(number)) for number, text in enumerate(texts)]
    alone = [annotator.annotate(doc) for doc in docs]
    assert list(annotator.annotate_many(docs)) == alone
    assert list(annotator.annotate_many(docs[::-1])) == alone[::-1]
    assert [annotator.annotate(doc) for doc in docs] == alone


def test_a_paragraph_of_a_megabyte(annotator: Annotator) -> None:
    """Data in one line: it is gone through, and what stands before it is found."""
    text = "“We will rebuild,” said Ada Quist. " + ("ab12 " * 4 + "x" * 5000 + " ") * 200
    assert len(text) > 1_000_000
    start = time.monotonic()
    out = annotator.annotate(document(text.rstrip()))
    assert time.monotonic() - start < 120
    assert out.quotations[0].segments[0].of(text) == "We will rebuild,"
    assert [i.code for i in validate_document(out, max_level=3)] == []


def test_a_megabyte_without_a_space(annotator: Annotator) -> None:
    out = annotator.annotate(document("x" * 1_000_000))
    assert out.quotations == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("VELL, Oct 3 (Wire) — Ada Quist said that talks would resume.", "Ada"),
        ("UPPER VELL: Ada Quist said that talks would resume.", "Ada"),
        ("VELL - 3 October 2022: Ada Quist said that talks would resume.", "Ada"),
        ("NATO chief Ada Quist said: “Talks will resume.”", "NATO"),
        ("UNESCO quotes Ada Quist as saying: “Talks will resume.”", "UNESCO"),
        ("NATO Secretary General Ada Quist – who left on Monday – said talks failed.", "NATO"),
    ],
)
def test_a_dateline_is_left_out_and_a_sentence_is_not(
    text: str, first: str, analyser: StanzaAnalyser
) -> None:
    (analysis,) = analyser.analyse([document(text)])
    assert analysis.sentences[0].tokens[0].text == first
    assert any(token.lemma in ("say", "quote") for token in analysis.sentences[0].tokens)
