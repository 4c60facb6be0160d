"""Every flow by mouse, in a real browser."""

from __future__ import annotations

from tests.review.browser.desk import Desk
from tests.review.helpers import harbour

TEXT = harbour().text


def words(span: list[int]) -> str:
    return TEXT[span[0] : span[1]]


def test_decide_undo_redo_note(desk: Desk) -> None:
    desk.button("accept")
    assert desk.saved(1)["kind"] == "accept"
    desk.button("reject")
    assert desk.saved(2)["quotation"] == "mixed"
    desk.button("distractor").hint("cannot be none")  # an indirect one has no marks
    desk.button("undo", ".bar")
    assert desk.saved(3)["target"] == 2
    desk.button("redo", ".bar")
    assert desk.saved(4)["kind"] == "redo"
    desk.button("back")
    desk.shows("0/direct")
    desk.button("next").shows("0/mixed")
    desk.page.fill("#note", "by mouse")
    desk.page.click("#article h2")
    assert desk.saved(5)["note"] == "by mouse"


def test_click_a_quotation_in_the_text_or_in_the_list(desk: Desk) -> None:
    desk.page.click("#article [data-q=indirect]")
    desk.shows("0/indirect")
    desk.page.click(".list li:nth-child(5) button")
    desk.shows("0/outer")


def test_type_mode_speaker_outlet(desk: Desk) -> None:
    desk.page.click("[role=radio][data-value=indirect]")
    assert desk.saved(1)["type"] == "indirect"
    desk.page.click("[role=radio][data-value=thought]")
    assert desk.saved(2)["mode"] == "thought"
    desk.button("speaker")
    desk.page.click("#options li:has-text('a mountain guide')")
    assert desk.saved(3)["speakers"][0]["entity"] == "d/guide"
    desk.button("addSpeaker")
    desk.page.click("#options li:has-text('Mara Quell')")
    assert len(desk.saved(4)["speakers"]) == 2
    desk.page.click("#speakers .chip button >> nth=0")
    assert [s["entity"] for s in desk.saved(5)["speakers"]] == ["e/mara-quell"]
    desk.page.click("#explicit")
    assert desk.saved(6)["outlet"]["explicit"] is False
    desk.page.select_option("#outlet-kind", "newspaper")
    assert desk.saved(7)["outlet"]["kind"] == "newspaper"
    desk.button("outlet")
    desk.page.click("#options li:has-text('No outlet')")
    assert desk.saved(8)["outlet"] is None


def test_drag_an_edge(desk: Desk) -> None:
    desk.drag("[data-track=segments][data-index='0'].end", "the gates", after=True)
    event = desk.saved(1)
    assert event["kind"] == "spans"
    assert words(event["content"][0]) == "We open the gates"
    assert words(event["content"][1]) == "Nobody asked us twice"
    desk.drag("[data-track=cue].start", "Quell", after=False)
    assert words(desk.saved(2)["cue"][0]).startswith("Quell")


def test_selected_words_become_what_the_bar_says(desk: Desk) -> None:
    desk.select("Boats came and went")
    assert desk.page.is_visible("#selection-bar")
    desk.button("add", "#selection-bar")
    event = desk.saved(1)
    assert [words(s) for s in event["value"]["content"]] == ["Boats came and went"]
    assert event["value"]["type"] == "indirect"
    assert not desk.page.is_visible("#selection-bar")
    desk.select("as boats do")
    desk.button("piece", "#selection-bar")
    assert len(desk.saved(2)["content"]) == 2
    desk.select("came and")
    desk.button("cue", "#selection-bar")
    assert words(desk.saved(3)["cue"][0]) == "came and"
    desk.select("Boats")
    desk.button("speaker", "#selection-bar")
    desk.page.click("#options li:has-text('New: Boats') >> nth=0")
    event = desk.saved(4)
    assert words(event["speakers"][0]["mention"]) == "Boats"
    assert event["entities"][0]["name"] == "Boats"
    desk.select("harbour of Ostrel")
    desk.button("outlet", "#selection-bar")
    desk.page.click("#options li:has-text('Harbour Wire')")
    assert words(desk.saved(5)["outlet"]["mention"]) == "harbour of Ostrel"


def test_words_in_marks_become_a_direct_quotation(desk: Desk) -> None:
    desk.go("none")
    desk.button("reject")
    desk.saved(1)
    quotation = next(q for q in harbour().quotations if q.id == "none")
    inside = words(list(quotation.content[0]))
    desk.select(f"“{inside}”")
    desk.button("add", "#selection-bar")
    event = desk.saved(2)
    assert event["value"]["type"] == "direct"
    assert [words(s) for s in event["value"]["segments"]] == [inside]


def test_split_here_and_merge(desk: Desk) -> None:
    desk.select("Nobody asked")
    desk.button("split", "#selection-bar")
    event = desk.saved(1)
    assert words([event["resume"], event["resume"] + 6]) == "Nobody"
    desk.button("mergeNext")
    assert desk.saved(2)["other"] == "ann-1"
    desk.button("split")
    desk.button("finish")
    assert desk.saved(3)["kind"] == "split"
    desk.button("edgeEnd")
    desk.button("cancel")
    desk.button("select")
    desk.button("finish")
    assert len(desk.events()) == 3


def test_bar_filters_help_and_looks(desk: Desk) -> None:
    desk.page.select_option("#document", "tests/second")
    desk.shows("1/direct")
    desk.page.select_option("#document", "")
    desk.page.select_option("#outlet", "news_agency")
    desk.until("document.getElementById('place').textContent === '1 / 2'")
    desk.button("help", ".bar")
    desk.page.click("#help .title button")
    desk.button("theme", ".bar")
    desk.button("larger", ".bar")
    desk.until("document.documentElement.style.fontSize === '115%'")
    desk.button("smaller", ".bar")
    assert desk.events() == []
