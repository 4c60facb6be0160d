"""The HTML page: everything shown, everything escaped, nothing fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.article import from_text
from annotate.html.page import IndexEntry, render_index, render_page
from annotate.html.pieces import paragraphs, visible
from corpus.records import Document, Entity, Quotation, Speaker
from corpus.spans import Span
from tests.commands.fakes import FakeAnnotator

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Reader(HTMLParser):
    """Checks that tags are balanced and gathers what a reader sees."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.shown = ""
        self.links: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        assert not [name for name, _ in attrs if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.shown += data


def annotated(text: str) -> Document:
    """A record of a text."""
    return FakeAnnotator().annotate(from_text(text, name="a", title="A <title> & more"))


def test_page_shows_who_through_whom_and_how_sure() -> None:
    page = Reader(render_page([annotated("“Go,” she said. “Stay in the ‘safe’ port.”")]))
    for words in ("Dov <b>Hallengren</b>", "Ostrany Telegraph Agency", "88%", "carried over"):
        assert words in page.shown
    assert "A <title> & more" in page.shown


def test_nothing_from_outside() -> None:
    text = "“<script>alert(1)</script><img src=x onerror=y>,” she said."
    source = render_page([annotated(text)])
    page = Reader(source)
    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    assert all(link.startswith("#") for link in page.links)
    assert "url(" not in source
    assert "@import" not in source


def test_only_web_addresses_are_linked() -> None:
    text = "He said so."
    for url, linked in (("https://example.org/a?b=1&c", True), ("javascript:alert(1)", False)):
        doc = from_text(text, name="a", url=url)
        assert (url in Reader(render_page([doc])).links) is linked


def test_boilerplate_is_told_apart() -> None:
    source = render_page([annotated("Must read\n\n“Go on now,” she said.")])
    assert '<p class="boilerplate" dir="auto">Must read</p>' in source


def test_control_characters_are_pictured() -> None:
    source = render_page([annotated("“Go \0 on \x07 now,” she said.")])
    assert "\0" not in source
    assert "␀" in source
    assert "␇" in source


def test_right_to_left() -> None:
    source = render_page([annotated("قال الوزير «سنفتح الميناء» للصحفيين.")])
    assert 'dir="auto"' in source
    assert "سنفتح الميناء" in source


def test_many_speakers_and_no_entity() -> None:
    text = "“a b” " * 30
    doc = from_text(text, name="a")
    quotations = tuple(
        Quotation(
            id=f"q{n}",
            type="direct",
            mode="speech",
            content=(Span(6 * n + 1, 6 * n + 4),),
            speakers=(Speaker(entity=f"d/{n}", mention=None, kind="implicit"),),
        )
        for n in range(30)
    )
    page = Reader(render_page([_with(doc, quotations)]))
    assert "29" in page.shown


def test_record_without_text() -> None:
    doc = Document(id="a/b", text=None, text_sha256="0" * 64, text_length=9, body=(Span(0, 9),))
    Reader(render_page([doc]))


def test_index() -> None:
    page = Reader(render_index([IndexEntry("a b&.html", "<T>", "c/a", 3)]))
    assert page.links == ["a%20b%26.html"]
    assert "<T>" in page.shown


def _with(doc: Document, quotations: tuple[Quotation, ...]) -> Document:
    from dataclasses import replace

    entities = (Entity(id="d/1", name="One", kind="person"),)
    return replace(doc, quotations=quotations, entities=entities)


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    """A text with spans anywhere, crossing and nested."""
    text = draw(st.text(st.sampled_from("ab “”’<&\n\0é👍ق"), min_size=1, max_size=60))
    doc = from_text(text, name="a")
    ends = st.integers(0, len(text))
    pair = st.tuples(ends, ends).map(sorted).filter(lambda p: p[0] < p[1])
    spans = draw(st.lists(pair.map(lambda p: Span(*p)), max_size=6))
    types = st.sampled_from(["direct", "mixed", "indirect", "none"])
    quotations = tuple(
        Quotation(
            id=f"q{n}",
            type=draw(types),
            mode=None,
            content=(span,),
            segments=(span,) if n % 2 else (),
            cue=(span,) if n % 3 == 0 else (),
        )
        for n, span in enumerate(spans)
    )
    return _with(doc, quotations)


@given(_documents())
@settings(max_examples=100, deadline=None)
def test_any_spans_keep_the_text(doc: Document) -> None:
    assert doc.text is not None
    shown = "".join(piece.text for par in paragraphs(doc) if par.body for piece in par.pieces)
    assert shown == visible("".join(span.of(doc.text) for span in doc.body))
    Reader(render_page([doc]))


@pytest.mark.parametrize("name", ["c", "d"])
def test_every_colour_is_readable_on_its_ground(name: str) -> None:
    """Text on a colour has a contrast of at least 4.5 (WCAG AA), in both schemes."""
    from annotate.html.page import _HERE, COLOURS

    style = (_HERE / "style.css").read_text()
    blocks = re.findall(r":root \{(.*?)\}", style, re.S)[:2]
    for block in blocks:
        colours = dict(re.findall(r"--(\w+): (#\w+)", block))
        for n in range(COLOURS):
            ground = colours[f"c{n}"] if name == "c" else colours["paper"]
            ink = colours["ink"] if name == "c" else colours[f"d{n}"]
            assert _contrast(ink, ground) >= 4.5, (n, ink, ground)


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
