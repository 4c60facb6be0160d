"""The queue, the view of a document, offsets, and whom a reviewer means."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.review.linking import mention_kind, nearest_mention
from annotate.review.marks import bare, marked, tidy
from annotate.review.offsets import Units
from annotate.review.queue import Filter, FilterError, certainty, items, read_filter
from corpus.spans import Span, SpanError, from_utf16, to_utf16
from tests.review.helpers import Hand, corpus, harbour, open_space, proposed
from tests.strategies import HARBOUR, build

TEXTS = st.text(alphabet="ab “”\n🌊𠀋é\u0301\u200d\u202e\0", max_size=30)


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_units_are_those_of_the_corpus(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    units = Units(text)
    assert tuple(units.to_page((start, end))) == to_utf16(text, (start, end))
    assert units.length == len(text.encode("utf-16-le")) // 2
    for first in range(units.length + 2):
        try:
            expected: object = from_utf16(text, (first, first))
        except SpanError:
            with pytest.raises(SpanError):
                units.from_page((first, first))
        else:
            assert units.from_page((first, first)) == expected


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_units_of_a_part(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    units = Units(text, start, end)
    for point in range(start, end + 1):
        assert units.point(units.to_page((point, end))[0]) == point
    with pytest.raises(SpanError):
        units.point(units.length + 1)
    assert units.many([(start, end), (start - 1, end), (start, end + 1)]) == [[0, units.length]]


def test_orders_and_filters(tmp_path: Path) -> None:
    doc = build(replace(HARBOUR, name="tests/one"))
    sure = {"direct": 0.9, "mixed": 0.2, "indirect": 0.6, "none": 0.4, "outer": 0.5, "inner": 0.3}
    hand = Hand(open_space(corpus(tmp_path, [proposed(doc, **sure)])), "tests/one")

    def ids(order: str = "document", **chosen: object) -> list[str]:
        return [item[1] for item in items(hand.space, order, Filter(**chosen))]  # type: ignore[arg-type]

    assert ids("uncertainty") == ["mixed", "inner", "none", "direct", "outer", "indirect"]
    assert ids() == ["direct", "mixed", "indirect", "none", "outer", "inner"]
    assert ids("speaker")[:2] == ["indirect", "inner"]  # `a mountain guide`
    assert ids("speaker")[-1] == "none"
    assert ids("outlet")[0] == "direct"
    assert ids(type="indirect") == ["indirect"]
    assert ids(outlet="news_agency") == ["direct"]
    assert len(ids(outlet="none")) == 5
    assert ids(below=0.35) == ["mixed", "inner"]
    assert ids(document="tests/two") == []
    hand.do("accept", "direct")
    hand.do("reject", "mixed")
    hand.do("note", "inner", note="?")
    assert ids() == ["indirect", "none", "outer", "inner"]
    assert ids(status="decided") == ["direct", "mixed"]
    assert ids(status="rejected") == ["mixed"]
    assert ids(status="noted") == ["inner"]
    assert len(ids(status="all")) == 6


def test_filters_from_an_address() -> None:
    assert read_filter({}) == ("uncertainty", Filter())
    order, chosen = read_filter(
        {"order": "rule", "status": "all", "below": "0.5", "outlet": "none"}
    )
    assert (order, chosen) == ("rule", Filter(status="all", below=0.5, outlet="none"))
    for wrong in ({"order": "x"}, {"status": "x"}, {"type": "x"}, {"outlet": "x"}, {"below": "x"}):
        with pytest.raises(FilterError, match=next(iter(wrong))):
            read_filter(wrong)


def test_certainty_is_that_of_the_weakest_part() -> None:
    direct = harbour().quotations[0]
    assert certainty(direct) == 0.5
    assert certainty(replace(direct, confidence=None, speakers=(), outlet=None)) == 2.0


def test_a_view_holds_what_the_page_needs(tmp_path: Path) -> None:
    hand = Hand(open_space(corpus(tmp_path)))
    view = hand.view()
    assert view["whole"]
    assert [each["id"] for each in view["quotations"]] == [q.id for q in harbour().quotations]
    around = [each for each in view["paragraphs"] if not each[2]]
    text = view["text"].encode("utf-16-le")
    words = [text[s * 2 : e * 2].decode("utf-16-le") for s, e, _ in around]
    assert words == ["Photo: nobody", "Photo: nobody"]
    for quotation, shown in zip(harbour().quotations, view["quotations"], strict=True):
        units = [text[s * 2 : e * 2].decode("utf-16-le") for s, e in shown["content"]]
        assert units == [span.of(harbour().text) for span in quotation.content]


def test_faults_are_shown_with_what_to_do(tmp_path: Path) -> None:
    hand = Hand(open_space(corpus(tmp_path)))
    hand.do("outlet", "direct", outlet={"entity": "e/mara-quell"}, outlet_kind="newspaper")
    faults = hand.quotation("direct")["faults"]
    assert [fault["code"] for fault in faults] == ["G-KIND"]
    assert faults[0]["remedy"]


def test_who_he_is_was_wrong_not_that_he_speaks(tmp_path: Path) -> None:
    hand = Hand(open_space(corpus(tmp_path)))
    mention = harbour().quotations[1].speakers[0].mention
    hand.do("speakers", "mixed", speakers=[{"entity": "e/ostrel-council"}])
    (speaker,) = hand.record().quotations[1].speakers
    assert (speaker.entity, speaker.mention, speaker.kind) == (
        "e/ostrel-council",
        mention,
        "pronoun",
    )
    council = next(e for e in hand.record().entities if e.id == "e/ostrel-council")
    assert council.mentions == (mention,)
    assert council.name == "Ostrel Council"


def test_mentions_are_looked_for_near_the_cue() -> None:
    doc = harbour()
    direct, indirect = doc.quotations[0], doc.quotations[2]
    person, medium, guide = doc.entities
    assert nearest_mention(doc, direct, person) == direct.speakers[0].mention
    assert nearest_mention(doc, indirect, person) is None
    assert nearest_mention(doc, indirect, guide).of(doc.text) == "a mountain guide"
    assert mention_kind(doc, None, person) == "implicit"
    assert mention_kind(doc, direct.outlet.mention, medium) == "name"
    assert mention_kind(doc, guide.mentions[0], guide) == "nominal"


def test_the_kind_of_an_outlet_comes_from_what_is_known(tmp_path: Path) -> None:
    hand = Hand(open_space(corpus(tmp_path)))
    for wanted, kind in [
        ({"entity": "e/tide-post"}, "newspaper"),
        ({"entity": "e/ostrel-council"}, "government"),
        ({"name": "The Log", "kind": "document"}, "document"),
        ({"entity": "d/guide"}, "analyst"),
    ]:
        hand.do("outlet", "indirect", outlet=wanted)
        assert hand.record().quotations[2].outlet.kind == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “go on” and “stay”.", ["go on", "stay"]),
        ('a "straight" pair', ["straight"]),
        ("none here", []),
        ("‘single’ and don’t", ["single"]),
        ("“ loose ”", ["loose"]),
    ],
)
def test_marks_within(text: str, expected: list[str]) -> None:
    assert [s.of(text) for s in marked(text, [Span(0, len(text))])] == expected


def test_marks_around() -> None:
    text = "x “all of it” y"
    inside = Span(text.index("all"), text.index("”"))
    assert marked(text, [inside]) == (inside,)
    whole = Span(inside.start - 1, inside.end + 1)
    assert bare(text, [whole]) == (inside,)
    assert tidy(text, [Span(1, 2), Span(0, 3)]) == (Span(0, 3),)
