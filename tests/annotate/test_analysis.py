"""The types that every stage sees, and look-ups in a document under annotation."""

from __future__ import annotations

import pytest

from annotate.analysis import Analysis, Mention, Sentence, Token
from annotate.context import Context
from annotate.segments import find_segments
from tests.annotate.build import Paragraph, story
from tests.annotate.trees import parse

LINE = "The ministry said that talks would resume on Monday. || ccomp(said, resume)"


def context(*paragraphs: Paragraph) -> Context:
    made = story(*paragraphs)
    return Context(made.doc, find_segments(made.doc.text or "", made.doc.body), made.analysis)


@pytest.mark.parametrize(
    ("deprel", "dep"),
    [("nsubj", "nsubj"), ("nsubj:pass", "nsubj"), ("acl:relcl", "acl"), ("", "")],
)
def test_the_relation_without_its_subtype(deprel: str, dep: str) -> None:
    assert Token(0, 0, 1, "a", "a", "DET", deprel=deprel).dep == dep


def test_children_and_subtree_are_in_text_order() -> None:
    sent = parse(LINE)
    at = {token.text: token.i for token in sent.tokens}
    below = {word: [sent.tokens[i].text for i in sent.subtree(at[word])] for word in at}
    assert [sent.tokens[i].text for i in sent.children[at["said"]]] == ["ministry", "resume", "."]
    assert below["ministry"] == ["The", "ministry"]
    assert below["resume"] == ["that", "talks", "would", "resume", "on", "Monday"]
    assert below["said"] == [token.text for token in sent.tokens]
    assert below["on"] == ["on"]


def test_a_sentence_that_ends_in_a_multi_word_token_ends_with_it() -> None:
    """Words of one token share offsets, or the last of them ends before another."""
    tokens = [
        Token(0, 0, 3, "I", "i", "PRON"),
        Token(1, 4, 10, "can", "can", "AUX", head=0),
        Token(2, 4, 7, "not", "not", "PART", head=0),
    ]
    assert (Sentence(tokens).start, Sentence(tokens).end) == (0, 10)


def test_sentences_are_found_by_offset() -> None:
    ctx = context((LINE, "The bridge failed."), "Voters walked.")
    first, second, third = ctx.sentences
    assert [each.index for each in ctx.sentences] == [0, 1, 2]
    assert [each.paragraph for each in ctx.sentences] == [0, 0, 1]
    assert ctx.sentence_at(first.start) is first
    assert ctx.sentence_at(second.start - 1) is first
    assert ctx.sentence_at(third.end + 100) is third
    assert ctx.sentences_of(first.end - 1, second.start + 1) == [first, second]
    assert ctx.sentences_of(second.start, second.end) == [second]


def test_names_are_found_by_offset() -> None:
    ctx = context(LINE)
    mentions = [Mention(9, 12, "DATE"), Mention(2, 20, "ORG"), Mention(4, 7, "PLACE")]
    ctx = Context(ctx.doc, [], Analysis(ctx.sentences, mentions))
    labels = {offset: ctx.label_at(offset) for offset in (0, 2, 4, 7, 9, 12, 19, 20)}
    assert labels == {
        0: "", 2: "ORG", 4: "PLACE", 7: "ORG", 9: "DATE", 12: "ORG", 19: "ORG", 20: "",
    }  # fmt: skip


def test_neighbours_stay_in_their_paragraph() -> None:
    ctx = context((LINE, "The bridge failed."), "Voters walked.")
    first, second, third = ctx.sentences
    assert (ctx.neighbour(first, 1), ctx.neighbour(first, -1)) == (second, None)
    assert (ctx.neighbour(second, 1), ctx.neighbour(third, -1)) == (None, None)


def test_what_stands_in_marks() -> None:
    ctx = context("“We ‘really’ will rebuild,” Ada Quist said. || ccomp(said, rebuild) "
                  "advmod(rebuild, really) really/RB")  # fmt: skip
    quoted = [token.text for token in ctx.sentences[0].tokens if ctx.quoted(token)]
    assert quoted[0] == "We"
    assert quoted[-1] == ","
    assert {"really", "rebuild"} <= set(quoted)
    assert not {"Ada", "Quist", "said", "."} & set(quoted)
    assert len(ctx.top) == 1
    assert len(ctx.segments) == 2


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (LINE, True),
        (
            "Talks would resume, according to the union. || obl(resume, union) "
            "case(union, according) fixed(according, to)",
            True,
        ),
        ("The plan was “long and calm” in Vell. || conj(long, calm) cc(calm, and)", True),
        ("The bridge failed in the winter.", False),
    ],
)
def test_only_sentences_that_may_report_want_a_parse(line: str, expected: bool) -> None:
    ctx = context(line)
    assert ctx.wanted(ctx.sentences[0]) is expected
