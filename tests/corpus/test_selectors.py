"""Selectors: what they hash, what they give away, and that they are found again."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.hydrate import strip
from corpus.hydrate.locate import Locator
from corpus.records import Document, text_sha256
from corpus.schema import document_from_dict, document_to_dict
from corpus.selectors import CONTEXT, WORDS, Tokens, anchors, make_selectors
from corpus.spans import Span
from corpus.validate import validate_document
from tests.strategies import HARBOUR, build, documents

NUMBERS = " ".join(f"word{number}" for number in range(60))


def tokens_of(text: str) -> list[str]:
    tokens = Tokens(text)
    return [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)]


def test_tokens() -> None:
    assert tokens_of("It’s “so”, he…") == ["It", "’", "s", "“", "so", "”", ",", "he", "…"]
    assert tokens_of("''a'' b\u200bc\u00add e\u0301!") == [
        *("''", "a", "''", "b", "c", "d", "e\u0301", "!")
    ]
    assert tokens_of(" \n\u00a0") == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("“a” - b", '"a" – b'),
        ("a ''b'' …", "a “b” ..."),
        ("it’s  a\r\n\r\nb", "it's a b"),
        ("caf\u00e9", "cafe\u0301"),
    ],
)
def test_what_makes_no_difference(left: str, right: str) -> None:
    more = " ".join(f"w{i}" for i in range(WORDS))
    first, second = Tokens(f"{left} {more}"), Tokens(f"{right} {more}")
    assert first.after(0, 1) == second.after(0, 1) is not None


def test_other_words_make_a_difference() -> None:
    one, other = Tokens(NUMBERS), Tokens(NUMBERS.replace("word7", "Word7"))
    assert one.after(5, 1) != other.after(5, 1)
    assert one.after(8, 1) == other.after(8, 1)


@settings(max_examples=30)
@given(st.integers(0, 59), st.integers(0, 20))
def test_no_hash_covers_few_words(i: int, n: int) -> None:
    n, words = min(n, 60 - i), NUMBERS.split()
    short = Tokens(" ".join(words[i : i + WORDS - 1]))
    assert short.after(0, 0) is short.after(0, 1) is short.before(len(short), 0) is None
    tokens = Tokens(NUMBERS)
    outside = CONTEXT if n else 0
    for digest, room in ((tokens.before(i, n), i), (tokens.after(i, n), 60 - i - n)):
        enough = room >= outside and room + n >= WORDS
        assert (digest is not None) == enough
        assert digest is None or re.fullmatch("[0-9a-f]{12}", digest)


def test_hashes_stay_inside_the_body() -> None:
    text = f"Menu home news sport\n\n{NUMBERS}\n\nRead more of this and that here"
    start = text.index("word0")
    body = (Span(start, start + len(NUMBERS)),)
    cue = Span(start, start + len("word0"))
    doc = build(HARBOUR)
    quotation = replace(
        doc.quotations[0], content=(body[0],), segments=(), cue=(cue,), speakers=(), outlet=None
    )
    doc = replace(doc, text=text, body=body, quotations=(quotation,), entities=())
    for edited in (text, text.replace("sport", "sports"), text.replace("Read", "See")):
        assert make_selectors(replace(doc, text=edited.replace("sports", "sport"))) == (
            make_selectors(doc)
        )
    (short,) = [each for each in make_selectors(doc) if each.span == cue]
    assert short.before is None
    assert short.after is not None


def test_a_selector_for_each_different_span() -> None:
    doc = build(HARBOUR)
    made = make_selectors(doc)
    assert [(each.kind, each.span) for each in made] == sorted(
        {anchor for _, anchor in anchors(doc)}, key=lambda anchor: (anchor[1], anchor[0])
    )
    assert all(each.before or each.after for each in made)


def test_no_text_no_selectors() -> None:
    with pytest.raises(ValueError, match="has no text"):
        make_selectors(replace(build(HARBOUR), text=None))


@settings(max_examples=30)
@given(documents())
def test_stripped_records_are_valid_and_come_back_from_json(doc: Document) -> None:
    bare = strip(doc)
    assert validate_document(bare) == []
    assert document_from_dict(document_to_dict(bare)) == bare
    assert "selectors" not in document_to_dict(doc)


@settings(max_examples=30)
@given(documents())
def test_everything_holds_where_nothing_was_edited(doc: Document) -> None:
    assert doc.text is not None
    made = [each for each in make_selectors(doc) if each.before or each.after]
    found = Locator(doc.text).locate(made)
    assert found == {(each.kind, each.span): each.span for each in made}


def test_words_of_a_stripped_record_are_those_of_its_names() -> None:
    doc = replace(build(HARBOUR), title=None)
    assert doc.text is not None
    kept = str(document_to_dict(strip(doc)))
    assert "selectors" in kept
    names = {word for e in doc.entities for name in (e.name, *e.aliases) for word in name.split()}
    fields = set(re.findall(r"\w+", str(document_to_dict(replace(doc, text="")))))
    for word in set(re.findall(r"\w{3,}", doc.text)) - names - fields - {"before", "after"}:
        assert not re.search(rf"\b{word}\b", kept)


def test_repeated_words_are_told_apart_by_what_is_beside_them() -> None:
    text = f"{NUMBERS}. She said so.\n\n{NUMBERS}. She said no.\n\n{NUMBERS}!"
    doc = replace(
        build(HARBOUR),
        text=text,
        text_sha256=text_sha256(text),
        text_length=len(text),
        body=(Span(0, len(text)),),
        entities=(),
    )
    cues = [Span(m.start(), m.end()) for m in re.finditer("said", text)]
    quotations = tuple(
        replace(doc.quotations[0], content=(cue,), segments=(), cue=(), speakers=(), outlet=None)
        for cue in cues
    )
    doc = replace(doc, quotations=quotations)
    edited = "New here. " + text
    found = Locator(edited).locate(make_selectors(doc))
    for cue in cues:
        assert found["words", cue] == Span(cue.start + 10, cue.end + 10)
