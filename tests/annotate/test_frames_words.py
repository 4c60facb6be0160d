"""Words as the tagger reads them: what is known of each, and spans to words and back."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.analysis import Analysis, Sentence, Token
from annotate.context import Context
from annotate.frames.words import COLUMNS, UNKNOWN, read_words
from corpus.records import Document, text_sha256
from corpus.spans import Span
from tests.annotate.framing import Letters, Pieces, Tale, some_words

TALE = Tale(
    (
        "“We will rebuild in 2031,” said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada) "
        "obl(rebuild, 2031)",
        "Talks failed.",
    ),
    "The CRB laughed.",
)


def document(text: str) -> Document:
    return Document(
        id="tests/bare", text=text, text_sha256=text_sha256(text), text_length=len(text)
    )


def test_every_column_is_within_its_size() -> None:
    assert TALE.words.features.shape == (len(TALE.words), len(COLUMNS))
    assert (TALE.words.features >= 0).all()
    assert (TALE.words.features < np.array(list(COLUMNS.values()))).all()


def test_capitals() -> None:
    case = TALE.column("case")
    assert {w: case[w] for w in ("We", "will", "CRB", "2031", "“")} == {
        "We": 1,
        "will": 0,
        "CRB": 2,
        "2031": 3,
        "“": 3,
    }


def test_marks() -> None:
    marks = TALE.column("marks")
    assert [marks[w] for w in ("“", "We", "will", "2031", ",", "”", "said")] == [
        4,
        2,
        1,
        1,
        3,
        4,
        0,
    ]


def test_names() -> None:
    name = TALE.column("name")
    assert name["Ada"] == name["Quist"] != 0
    assert name["CRB"] not in (0, name["Ada"])
    assert name["said"] == name["We"] == 0


def test_starts_of_sentences_and_paragraphs() -> None:
    place = TALE.column("place")
    assert (place["“"], place["Talks"], place["The"], place["said"]) == (2, 1, 2, 0)


def test_what_the_rules_found() -> None:
    content, source, cue = map(TALE.column, ("content", "source", "cue"))
    assert [content[w] for w in ("We", "will", "2031", "said", "Talks")] == [1, 2, 2, 0, 0]
    assert [w for w, value in source.items() if value] == ["Ada", "Quist"]
    assert [w for w, value in cue.items() if value] == ["said"]


def test_a_distractor_of_the_rules_is_not_noted() -> None:
    tale = Tale("The “sunshine” bridge was open. || compound(bridge, sunshine)")
    assert not any(tale.column("content").values())


def test_relations_count_only_where_there_is_a_tree() -> None:
    assert TALE.column("deprel")["said"] != 0
    (sentence,) = Tale("Talks failed.").ctx.sentences
    sentence.parsed = False
    doc, text = Tale("Talks failed.").story.doc, "Talks failed."
    words = read_words(Context(doc, [], Analysis([sentence])), [], Letters())
    assert doc.text == text
    assert words.features[:, list(COLUMNS).index("deprel")].tolist() == [0, 0, 0]


def test_a_multi_word_token_is_one_word() -> None:
    """Backends give the parts of `Don't` the offsets of the whole."""
    text = "Don't go."
    tokens = [
        Token(0, 0, 5, "Do", "do", "AUX"),
        Token(1, 0, 5, "n't", "not", "PART"),
        Token(2, 6, 8, "go", "go", "VERB"),
        Token(3, 8, 9, ".", ".", "PUNCT"),
    ]
    words = read_words(Context(document(text), [], Analysis([Sentence(tokens)])), [], Letters())
    assert [token.text for token in words.tokens] == ["Do", "go", "."]
    assert words.indices([(0, 5)]) == [0]
    assert words.spans([0, 1]) == [Span(0, 8)]


def test_pieces_are_cut_at_six() -> None:
    pieces = dict(zip((t.text for t in TALE.words.tokens), TALE.words.pieces, strict=True))
    assert len(pieces["rebuild"]) == 6
    assert len(pieces["will"]) == 4
    assert [len(p) for p in TALE.words.pieces] == [min(6, len(t.text)) for t in TALE.words.tokens]


def test_a_word_without_pieces_is_unknown() -> None:
    class Silent:
        def encode(self, sequence: str, *, add_special_tokens: bool) -> Pieces:
            return Pieces([])

    assert Tale("Talks failed.", splitter=Silent()).words.pieces == [[UNKNOWN]] * 3


def test_a_document_without_sentences() -> None:
    words = read_words(Context(document(""), [], Analysis()), [], Letters())
    assert len(words) == 0
    assert words.features.shape == (0, len(COLUMNS))
    assert words.indices([(0, 5)]) == []
    assert words.spans([]) == []


law = settings(deadline=None)
gaps = st.lists(st.integers(0, 2), min_size=1, max_size=5)


@law
@given(count=st.integers(1, 12), gaps=gaps, data=st.data())
def test_spans_and_indices_are_inverses(count: int, gaps: list[int], data: st.DataObject) -> None:
    words = some_words([[1] * count], gaps)
    chosen = sorted(data.draw(st.sets(st.integers(0, count - 1))))
    spans = words.spans(chosen)
    assert words.indices(spans) == chosen
    assert words.spans(words.indices(spans)) == spans
    assert all(not a.overlaps(b) for a, b in pairwise(spans))


@law
@given(count=st.integers(1, 12), gaps=gaps, ends=st.tuples(st.integers(0, 40), st.integers(1, 9)))
def test_indices_are_the_words_that_overlap(
    count: int, gaps: list[int], ends: tuple[int, int]
) -> None:
    words = some_words([[1] * count], gaps)
    span = Span(ends[0], ends[0] + ends[1])
    expected = [t.i for t in words.tokens if Span(t.start, t.end).overlaps(span)]
    assert words.indices([span]) == expected
    assert words.indices([span, span]) == expected


@pytest.mark.parametrize(("text", "marks"), [("“Go.”", 2), ("“Go”", 2)])
def test_a_first_word_that_is_also_the_last_counts_as_first(text: str, marks: int) -> None:
    tale = Tale(f"{text} || Go/VB")
    assert tale.column("marks")["Go"] == marks
