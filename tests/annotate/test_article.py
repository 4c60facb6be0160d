"""Reading articles: which blocks are the body, and that every offset is exact."""

from __future__ import annotations

import hashlib
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.article import ArticleError, from_text, read
from annotate.reading import layout
from corpus.records import Document
from tests.shared import shared_path

# Words, newlines, marks and odd characters; more likely to hit a rule than free text is.
_BITS = st.sampled_from(
    [
        "The minister said that it was so. ",
        "“We will go,” she said.",
        "Minister Meets Mayor In Capital",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\u2028",
        "Must read",
        "- Advertisement -",
        "• Another story of the day",
        "Comments (3)",
        "Reply",
        "By A Writer",
        "https://example.org/2024/05/17/a",
        "a@b.example",
        "\0",
        "\x07",
        "\ufeff",
        "é",
        "e\u0301",
        "👩‍👩‍👧",
        "𠮷野家",
        "قال «نعم» للصحفيين. ",
        "항구의 배",
        "[PHOTO]",
        "Photo: A Name",
        "'",
        '"',
        "“",
        "”",
        "’",
        ":",
        "1. ",
        "\t",
        "\xa0",
    ]
)
_TEXTS = st.one_of(
    st.lists(_BITS, max_size=40).map("".join),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=300),
)


@given(_TEXTS)
@settings(max_examples=150, deadline=None)
def test_text_is_kept_and_body_is_in_order(text: str) -> None:
    doc = from_text(text, name="any")
    assert doc.text == text
    assert doc.text_length == len(text)
    assert doc.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert all(0 <= span.start < span.end <= len(text) for span in doc.body)
    assert all(a.end <= b.start for a, b in pairwise(doc.body))
    for span in doc.body:
        words = span.of(text)
        assert words == words.strip()
        assert any(char.isalpha() for char in words)


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_blocks_hold_every_visible_character(text: str) -> None:
    spans = layout.blocks(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    inside = sum(sum(not c.isspace() and c.isprintable() for c in span.of(text)) for span in spans)
    assert inside == sum(not char.isspace() and char.isprintable() for char in text)


def body(text: str) -> list[str]:
    """The paragraphs of the body of a text."""
    doc = from_text(text, name="a")
    return [span.of(text) for span in doc.body]


FIRST = "The ferry line will reopen in May, the ministry of transport said on Monday."
SECOND = "“We have waited for six years,” the minister told reporters in the harbour."
THIRD = "Work on the ramp starts next week and should take three months in all."


@pytest.mark.parametrize(
    "line",
    [
        "https://www.example.org/a/b-c.html",
        "Must read",
        "- Advertisement -",
        "ADVERTISEMENT",
        "Home | News | Sport | Weather",
        "Share this article",
        "Share it on...",
        "Sunday, May 26, 2024",
        "26 May 2024 10:30 AM",
        "Updated: July 18, 2022 5:36:50 pm",
        "2 hours ago",
        "BY LIM AHN-SOO, SHIN BO-RA [lim.ahnsoo@example.org]",
        "By Ana Writer",
        "writer@example.org",
        "@some_handle",
        "Read more: Workers march for overdue pay",
        "Also Read:Minister leaves for the north",
        "Subscribe to our newsletter for more stories like this.",
        "We use cookies to make this site better.",
        "© 2024 The Example Times. All rights reserved.",
        "Photo: Ana Writer",
        "The minister and the mayor, right, on the quay on Monday. [EXAMPLE PRESS]",
        "Children play at the quay. Photo: Example Press",
        "The minister looks at the ramp (Photo by Ana Writer)",
        "[PHOTO]http://www.example.org/a.jpg[/PHOTO]",
        "항구의 배가 다시 떠난다는 장관의 말",
        "12,345",
        "***",
        "Tags: ferry, harbour",
    ],
)
def test_furniture_is_left_out_wherever_it_stands(line: str) -> None:
    for blocks in ([line, FIRST, SECOND], [FIRST, line, SECOND], [FIRST, SECOND, line]):
        assert body("\n\n".join(blocks)) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "line",
    [
        "“No.”",
        "He said no.",
        "Read the small print, the minister said.",
        "More than 50 people came to the harbour on Monday to see it.",
        "Related companies of the builder will pay, according to the report.",
        "By Wednesday, the two sides had agreed on the price of the ramp.",
        "Why should we pay?",
        "The ministry explained that there are several conditions, including:",
        "He added that the first of the ferries was being painted, while the second has been",
        "The mayor, pictured on the quay, said: “I will be on that ship.” Photo: Example Press",
        "TESSEL, March 4 (OTA) -- The line between the two towns will open again at last",
        "The talks ended without a result. (Example Press)",
        "Photo: “I will be on the very first ship,” said the mayor of the town.",
        "“The most expensive ramp in the world” – a passenger",
        "Shares of the builder rose by a tenth.",
        "A hard winter",
    ],
)
def test_what_belongs_to_the_article_stays(line: str) -> None:
    assert body("\n\n".join([FIRST, line, SECOND])) == [FIRST, line, SECOND]


def test_list_of_other_stories_in_the_middle() -> None:
    stories = ["ALSO READ:", "Bridge closed for repairs until June", "Mayor to retire in spring"]
    assert body("\n\n".join([FIRST, *stories, SECOND])) == [FIRST, SECOND]


def test_list_that_a_paragraph_leads_into_stays() -> None:
    items = ["The plan has three parts:", "a new ramp", "a longer quay", "cheaper tickets"]
    assert body("\n".join([FIRST, *items, SECOND])) == [FIRST, *items, SECOND]


def test_comments_are_left_out() -> None:
    tail = ["Comments (2)", "ferryfan", "2 hours ago", "“Typical,” they said. I knew it.", "Reply"]
    assert body("\n\n".join([FIRST, SECOND, THIRD, *tail])) == [FIRST, SECOND, THIRD]


def test_a_comment_count_above_the_article_ends_nothing() -> None:
    assert body("\n\n".join(["Comments (2)", FIRST, SECOND])) == [FIRST, SECOND]


def test_caption_that_is_there_twice() -> None:
    caption = "The minister of transport and her guest walk to the quay in Tessel"
    twice = [caption, caption.replace(" ", "  ")]
    assert body("\n\n".join([FIRST, *twice, SECOND])) == [FIRST, SECOND]


def test_paragraph_that_is_there_twice_counts_once() -> None:
    assert body("\n\n".join([FIRST, SECOND, THIRD, SECOND, THIRD])) == [FIRST, SECOND, THIRD]


def test_one_paragraph_a_line_without_blank_lines() -> None:
    assert body("\n".join([FIRST, SECOND, THIRD])) == [FIRST, SECOND, THIRD]


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = (
        "The ferry line between the two towns will reopen in May, the\n"
        "ministry of transport said on Monday, and the first ship will\n"
        "carry only families.\n\n"
        "“We have waited for six years,” the minister told reporters\n"
        "in the harbour, where a band was playing."
    )
    assert body(wrapped) == wrapped.split("\n\n")


def test_sole_headline_is_still_read() -> None:
    assert body("Minister Calls Ferry “A Door”") == ["Minister Calls Ferry “A Door”"]


@pytest.mark.parametrize("text", ["", " \n\t", "“” '' «»", "…!?", "\0\x01", "\ufeff", "12 34"])
def test_nothing_to_read(text: str) -> None:
    assert from_text(text, name="a").body == ()


def test_byte_order_mark_stays_in_the_text_and_out_of_the_body() -> None:
    doc = from_text("\ufeff" + FIRST, name="a")
    assert doc.text == "\ufeff" + FIRST
    assert doc.body[0] == (1, 1 + len(FIRST))


def test_crlf_counts_two() -> None:
    doc = from_text(f"{FIRST}\r\n\r\n{SECOND}\r\n", name="a")
    assert doc.body[1].start == len(FIRST) + 4


def test_details() -> None:
    text = "\n\n".join(
        [
            "https://www.example.org/2024/05/17/ferry",
            "Home",
            "Tessel",
            "Ferry line to reopen in May",
            "By Ana Writer and Bo Other",
            FIRST,
            SECOND,
        ]
    )
    doc = from_text(text, name="a", collection="c")
    assert doc.id == "c/a"
    assert doc.collection == "c"
    assert doc.title == "Ferry line to reopen in May"
    assert doc.byline == "Ana Writer and Bo Other"
    assert doc.published == "2024-05-17"
    assert doc.url == "https://www.example.org/2024/05/17/ferry"


def test_given_details_win_and_must_fit_the_schema() -> None:
    meta = {"title": "T", "published": "May 7, 2024", "publisher": "The Example Times", "url": "x"}
    doc = from_text(FIRST, name="a", **meta)
    assert (doc.title, doc.published, doc.publisher, doc.url) == ("T", "2024-05-07", None, None)


def test_lone_surrogate_is_an_error() -> None:
    with pytest.raises(ArticleError, match="U\\+D800"):
        from_text("a \ud800 b", name="a")


def test_transcript() -> None:
    turns = ["Q: Will it float?", "A: It will float.", "Q: When?", "A: In May, we hope."]
    assert from_text("\n\n".join(turns), name="a").transcript
    assert not from_text("\n\n".join([FIRST, SECOND, THIRD, *turns[:2]]), name="a").transcript


@pytest.mark.parametrize(
    "text",
    [
        "He said “yes, it is so” and left. " * 32_000,
        "“" * 1_000_000,
        "[" * 1_000_000,
    ],
    ids=["one line of 1 MB", "only marks", "brackets"],
)
def test_long_lines_take_no_long_time(text: str) -> None:
    start = time.perf_counter()
    from_text(text, name="a")
    assert time.perf_counter() - start < 10


# Where the body starts and ends, and its paragraphs; the texts themselves are not ours to copy.
SEEDS = {"000_6b520fcca21ee360": (495, 3979, 13), "001_09a76408a643400a": (236, 3319, 6)}


@pytest.mark.parametrize("name", SEEDS)
def test_seed_articles(name: str) -> None:
    (doc,) = read(shared_path("data", "seeds", f"{name}.txt"))
    assert isinstance(doc, Document)
    assert (doc.body[0].start, doc.body[-1].end, len(doc.body)) == SEEDS[name]
    assert doc.title
    assert doc.byline
