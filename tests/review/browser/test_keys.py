"""Every flow by key, in a real browser, and what it leaves in the log."""

from __future__ import annotations

import pytest

from corpus.spans import to_utf16
from tests.review.browser.desk import Desk
from tests.review.helpers import harbour


def spans_of(id: str) -> list[list[int]]:
    quotation = next(q for q in harbour().quotations if q.id == id)
    return [list(span) for span in quotation.content]


def test_accept_goes_on_and_back_comes_back(desk: Desk) -> None:
    desk.press("a")
    assert desk.saved(1)["kind"] == "accept"
    assert desk.at() == "mixed"
    assert desk.text("#mine-label").startswith("1 of 12")
    desk.press("Enter")
    assert desk.saved(2)["quotation"] == "mixed"
    desk.press("k", "k")
    desk.shows("0/direct")
    assert desk.text("#verdict") == "accepted"
    desk.press("j", "ArrowDown", "n", "ArrowUp", "p")
    desk.shows("0/mixed")
    desk.press(".")
    desk.shows("0/indirect")
    assert len(desk.events()) == 2


def test_reject_undo_redo_without_limit(desk: Desk) -> None:
    desk.press("x")
    assert desk.saved(1)["kind"] == "reject"
    desk.press("a")
    desk.saved(2)
    desk.press("u")
    assert desk.saved(3)["kind"] == "undo"
    assert desk.at() == "mixed"
    desk.press("Control+z")
    assert desk.saved(4)["target"] == 1
    assert desk.at() == "direct"
    assert desk.text("#verdict") == "not decided"
    desk.press("u")
    desk.hint("nothing")
    desk.press("U")
    assert desk.saved(5)["kind"] == "redo"
    assert desk.text("#verdict") == "rejected"
    desk.press("Control+y")
    assert desk.saved(6)["target"] == 2
    desk.press("U")
    desk.hint("nothing")
    assert len(desk.events()) == 6


def test_fast_typing_loses_no_key(desk: Desk) -> None:
    desk.press(*"aaaaaa")
    desk.saved(6)
    assert [event["quotation"] for event in desk.events()] == [q.id for q in harbour().quotations]


def test_types_and_modes(desk: Desk) -> None:
    desk.press("3")
    event = desk.saved(1)
    assert (event["type"], event["segments"]) == ("indirect", [])
    assert desk.text("#verdict") == "corrected"
    desk.press("2")
    assert desk.saved(2)["segments"] == spans_of("direct")  # found again by their marks
    desk.press("1")
    assert desk.saved(3)["type"] == "direct"
    desk.press("m")
    assert desk.saved(4)["mode"] == "writing"
    desk.press("m")
    assert desk.saved(5)["mode"] == "thought"
    desk.press("d")
    assert desk.saved(6)["type"] == "none"
    assert desk.at() == "mixed"  # a distractor is a decision


def test_speaker_in_three_strokes(desk: Desk) -> None:
    desk.press("s", "1")
    assert [s["entity"] for s in desk.saved(1)["speakers"]] == ["d/guide"]
    desk.press("s", "m", "Enter")
    assert [s["entity"] for s in desk.saved(2)["speakers"]] == ["e/mara-quell"]
    mention = harbour().quotations[0].speakers[0].mention
    assert desk.events()[-1]["speakers"][0]["mention"] == list(mention)
    desk.press("s", "0")
    assert desk.saved(3)["speakers"] == []
    assert "not known" in desk.text("#speakers")


def test_a_new_speaker_and_one_more(desk: Desk) -> None:
    desk.press("s")
    desk.page.wait_for_selector("#query")
    desk.page.keyboard.type("Bo Lind")
    desk.page.wait_for_selector("#options li:has-text('New: Bo Lind')")
    desk.press("Enter")
    event = desk.saved(1)
    assert event["entities"][0]["name"] == "Bo Lind"
    assert event["speakers"][0]["entity"] == "d/bo-lind"
    desk.press("S", "g", "Enter")  # `a mountain guide`, by a word inside
    assert [s["entity"] for s in desk.saved(2)["speakers"]] == ["d/bo-lind", "d/guide"]
    assert "Bo Lind" in desk.text("#speakers")


def test_outlet_kind_and_whether_explicit(desk: Desk) -> None:
    desk.press("j", "o")
    desk.page.wait_for_selector("#query")
    desk.press("h", "Enter")
    event = desk.saved(1)
    assert event["outlet"]["entity"] == "e/harbour-wire"
    assert event["outlet"]["kind"] == "news_agency"
    assert event["outlet"]["explicit"] is False
    desk.press("i")
    assert desk.saved(2)["outlet"]["explicit"] is True
    desk.press("y")
    assert desk.page.evaluate("document.activeElement.id") == "outlet-kind"
    desk.page.select_option("#outlet-kind", "broadcaster")
    assert desk.saved(3)["outlet"]["kind"] == "broadcaster"
    desk.press("Escape", "o", "0")
    assert desk.saved(4)["outlet"] is None


def test_registry_by_type_ahead(desk: Desk) -> None:
    desk.press("s")
    desk.page.wait_for_selector("#query")
    desk.page.keyboard.type("korean central")
    desk.page.wait_for_selector("#options li:has-text('registry')")
    desk.press("Enter")
    assert desk.saved(1)["speakers"][0]["entity"] == "e/korean-central-news-agency"


def test_escape_leaves_the_picker(desk: Desk) -> None:
    desk.press("s", "Escape", "a")
    assert desk.saved(1)["kind"] == "accept"


def test_edges_by_character_and_word(desk: Desk) -> None:
    desk.press("]", "Control+ArrowLeft", "Enter")
    event = desk.saved(1)
    text = harbour().text
    assert text[event["content"][1][0] : event["content"][1][1]] == "Nobody asked us"
    desk.press("[", "ArrowRight", "ArrowRight", "ArrowRight", "Enter")
    event = desk.saved(2)
    assert text[event["content"][0][0] : event["content"][0][1]] == "open the gates at noon"
    desk.press("[", "ArrowLeft", "Escape")
    desk.press("]", "Tab", "Tab", "Enter")  # nothing moved, nothing saved
    desk.settle()
    assert len(desk.events()) == 2


def test_an_edge_never_stops_inside_a_character(desk: Desk) -> None:
    """`a long and windy 🌊 road`: one key, one character, though it is two units."""
    desk.press("j", "j", "a", "k", "k")
    desk.saved(1)
    text = harbour().text
    wave = text.index("🌊")
    quotation = next(q for q in harbour().quotations if wave in range(*q.content[0]))
    desk.go(quotation.id)
    track = quotation.segments[0]
    assert to_utf16(text, track)[1] - to_utf16(text, track)[0] == track.length + 1
    desk.press("[", *(["ArrowRight"] * (wave - quotation.content[0].start + 1)), "Enter")
    event = desk.saved(2)
    assert text[event["content"][0][0] : event["content"][0][1]].startswith("road")


def test_take_a_piece_away(desk: Desk) -> None:
    desk.press("]", "Delete", "Enter")
    assert desk.saved(1)["content"] == spans_of("direct")[:1]
    desk.press("]", "Delete")
    desk.until("document.getElementById('hint').textContent.includes('only piece')")
    desk.press("Escape")
    assert len(desk.events()) == 1


def test_add_a_missed_quotation_with_the_keyboard_alone(desk: Desk) -> None:
    desk.press("v", "ArrowUp", "Space", *(["Control+ArrowRight"] * 3), "q")
    event = desk.saved(1)
    text = harbour().text
    (span,) = event["value"]["content"]
    assert text[span[0] : span[1]] == "Boats came and"
    assert event["value"]["id"] == "ann-1"
    assert desk.at() == "ann-1"
    assert desk.text("#verdict") == "corrected"


def test_cue_and_piece_from_selected_words(desk: Desk) -> None:
    desk.press("j", "j", "v", "ArrowUp", "Space", "Control+ArrowRight", "b")
    event = desk.saved(1)
    text = harbour().text
    assert text[event["cue"][0][0] : event["cue"][0][1]] == "She"
    desk.press("b")
    assert desk.saved(2)["cue"] == []
    desk.press("v", "ArrowUp", "Space", "Control+ArrowRight", "w")
    assert len(desk.saved(3)["content"]) == 2


def test_split_and_merge(desk: Desk) -> None:
    desk.press("t", "Enter")
    event = desk.saved(1)
    assert event["into"] == "ann-1"
    assert desk.text("#card-title") == "1 of 13"
    desk.press("j")
    desk.shows("0/ann-1")
    assert desk.words() == "Nobody asked us twice"
    desk.press("G")
    assert desk.saved(2)["other"] == "direct"
    desk.press("u")
    desk.saved(3)
    desk.press("k", "k", "g")
    desk.shows("0/direct")
    event = desk.saved(4)
    assert (event["quotation"], event["other"]) == ("direct", "ann-1")
    assert desk.text("#card-title") == "1 of 12"


def test_note(desk: Desk) -> None:
    desk.press("c")
    desk.page.keyboard.type("who says? 🌊")
    desk.press("Control+Enter")
    assert desk.saved(1)["note"] == "who says? 🌊"
    assert desk.text("#verdict") == "not decided"
    desk.press("a")
    desk.saved(2)
    desk.page.select_option("#status", "noted")
    desk.until("document.getElementById('place').textContent === '1 / 1'")
    assert desk.page.input_value("#note") == "who says? 🌊"


def test_keys_typed_while_an_answer_is_awaited_go_where_they_belong(desk: Desk) -> None:
    """Accept, then at once the speaker of the next one: `a s 1` without a pause."""
    desk.page.evaluate(
        """() => {
          const real = window.fetch;
          window.fetch = async (...all) => {
            if (String(all[0]).endsWith('/act')) await new Promise(done => setTimeout(done, 300));
            return real(...all);
          };
        }"""
    )
    desk.press("a", "s", "1", "]", "Control+ArrowLeft", "Enter", "j")
    desk.saved(3)
    kinds = [(event["kind"], event["quotation"]) for event in desk.events()]
    assert kinds == [("accept", "direct"), ("speakers", "mixed"), ("spans", "mixed")]
    desk.shows("0/indirect")


def test_articles_filters_help_and_looks(desk: Desk) -> None:
    desk.press("J")
    desk.shows("1/direct")
    desk.press("K")
    desk.shows("0/direct")
    desk.press("f")
    assert desk.page.evaluate("document.activeElement.id") == "order"
    desk.press("Escape", "?")
    desk.page.wait_for_selector("#help[open]")
    desk.press("Escape", "+")
    desk.until("document.documentElement.style.fontSize === '115%'")
    desk.press("-", "l")
    desk.until("document.documentElement.dataset.theme === 'light'")
    desk.press("z")
    desk.page.wait_for_selector("#versions[open]")
    desk.press("Escape")


@pytest.mark.parametrize("status", ["accepted", "rejected", "all"])
def test_filters(desk: Desk, status: str) -> None:
    desk.press("a", "x")
    desk.saved(2)
    desk.page.select_option("#status", status)
    count = {"accepted": 1, "rejected": 1, "all": 12}[status]
    desk.until(f"document.getElementById('place').textContent === '1 / {count}'")
    desk.page.select_option("#type", "none")
    fits = {"accepted": "0", "rejected": "0", "all": "1 / 2"}[status]
    desk.until(f"document.getElementById('place').textContent === '{fits}'")
