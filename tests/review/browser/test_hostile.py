"""An article that attacks: markup, control characters, directions, size; and no host but ours."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlparse

import pytest

from corpus.records import Document, Entity, Provenance, Quotation, Speaker, text_sha256
from corpus.spans import Span
from tests.review.browser.desk import Desk

ATTACK = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
PIECES = [
    f"{ATTACK} said “{ATTACK} e\u0301\u0327 👩\u200d🚀 𠀋 go” & </p></main>"
    "<style>*{display:none}</style>",
    "\u202eright to left\u202c \u2066 isolate\u2069 NUL \u0000 bell \u0007 \ufeff \u200b end “see”",
    "שלום “עולם” مرحبا\r\nsecond line of it {{ 7*7 }} ${alert(1)} %3Cscript%3E",
]


def hostile(name: str = "tests/<b>x", filler: int = 0) -> Document:
    """An article of hostile paragraphs, each with a quotation in its marks."""
    text, body, quotations = "", [], []
    paragraphs = [*PIECES, *(f"Filler {i} says “word {i} 🌊” and so on." for i in range(filler))]
    for i, paragraph in enumerate(paragraphs):
        start = len(text)
        text += paragraph
        body.append(Span(start, len(text)))
        text += "\r\n\r\n"
        first, last = paragraph.index("“") + 1, paragraph.index("”")
        span = Span(start + first, start + last)
        quotations.append(
            Quotation(
                id=f"q{i}",
                type="direct",
                mode="speech",
                content=(span,),
                segments=(span,),
                speakers=(Speaker(entity="d/x", mention=None, kind="implicit"),),
                provenance=Provenance(by=ATTACK),
            )
        )
    return Document(
        id=name,
        title=ATTACK,
        byline=ATTACK,
        url="javascript:alert(1)",
        text=text,
        text_sha256=text_sha256(text),
        text_length=len(text),
        body=tuple(body),
        quotations=tuple(quotations),
        entities=(Entity(id="d/x", name=ATTACK, kind="person", aliases=("\u202eevil",)),),
    )


@pytest.fixture
def docs() -> list[Document]:
    return [hostile(), hostile("tests/huge", filler=9000)]


def test_nothing_of_it_comes_to_life(desk: Desk) -> None:
    page = desk.page
    assert page.title() == "records.jsonl – review"
    assert ATTACK in desk.text("#article h2")
    assert (
        page.evaluate("() => document.querySelectorAll('#article img, #article script').length")
        == 0
    )
    assert (
        page.evaluate("() => document.querySelectorAll('img, style, iframe, object').length") == 0
    )
    for key in ("s", "Escape", "j", "s", "Escape", "j", "?", "Escape"):
        desk.press(key).settle()
    shown = desk.text("#article .text")
    assert "\u202e" not in shown
    assert "\u0000" not in shown
    assert "␀" in shown
    assert page.title() == "records.jsonl – review"
    hosts = {urlparse(url).hostname for url in desk.requests}
    assert hosts == {"127.0.0.1"}


def test_offsets_hold_through_all_of_it(desk: Desk) -> None:
    text = hostile().text
    content = hostile().quotations[0].content[0]
    desk.press("]", *(["Control+ArrowLeft"] * 1), "Enter")
    span = desk.saved(1)["content"][0]
    assert span[0] == content.start
    assert text[: span[1]].endswith("👩\u200d🚀 𠀋") or text[: span[1]].endswith("👩\u200d🚀")
    desk.press("u")
    desk.saved(2)
    # One character back at a time, as people see them: `go`, space, 𠀋, space, the astronaut.
    desk.press("]", *(["ArrowLeft"] * 6), "Enter")
    span = desk.saved(3)["content"][0]
    assert text[: span[1]].endswith("e\u0301\u0327")
    desk.select("שלום")
    desk.press("b")
    cue = desk.saved(4)["cue"][0]
    assert text[cue[0] : cue[1]] == "שלום"


def test_a_note_and_a_name_that_attack(desk: Desk) -> None:
    desk.press("c")
    desk.page.keyboard.type(ATTACK)
    desk.press("Control+Enter")
    assert desk.saved(1)["note"] == ATTACK
    desk.press("s")
    desk.page.wait_for_selector("#query")
    desk.page.keyboard.type("</dialog><script>document.title='owned'</script>")
    desk.press("Enter")
    event = desk.saved(2)
    assert event["entities"][0]["name"].startswith("</dialog>")
    assert desk.page.title() == "records.jsonl – review"


def test_a_huge_article_is_shown_in_parts(desk: Desk) -> None:
    desk.page.select_option("#document", "tests/huge")
    desk.shows("1/q0")
    desk.page.evaluate("() => { location.hash = '1/q8000'; location.reload(); }")
    desk.ready()
    desk.page.select_option("#document", "tests/huge")
    desk.until("location.hash === '#1/q0'")
    doc = hostile("tests/huge", filler=9000)
    assert len(doc.text) > 300_000
    assert desk.page.evaluate("() => document.querySelectorAll('#article p').length") < 3000
    for number in (1, 2):
        desk.press("a")
        desk.saved(number)
    desk.press("]", "Control+ArrowLeft", "Enter")
    event = desk.saved(3)
    assert event["quotation"] == "q2"
    assert replace(doc).quotations[2].content[0].start == event["content"][0][0]
