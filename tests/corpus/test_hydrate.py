"""Texts out of records and into them again, edited or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corpus.hydrate import AnchorError, TextError, find_text, hydrate, strip
from corpus.records import Document, Quotation, text_sha256
from corpus.selectors import anchors, make_selectors
from corpus.spans import Span, to_utf16
from corpus.validate import validate_document
from tests.shared import shared_path
from tests.strategies import HARBOUR, build, documents

DOC = build(HARBOUR)
TEXT = DOC.text or ""


def words(doc: Document) -> list[list[str]]:
    """All annotated words, quotation by quotation."""
    text = doc.text or ""
    out = []
    for quotation in doc.quotations:
        spans = [*quotation.content, *quotation.segments, *quotation.cue]
        spans += [speaker.mention for speaker in quotation.speakers if speaker.mention]
        out.append([span.of(text) for span in spans])
    return out


def errors(doc: Document) -> list[str]:
    return [str(issue) for issue in validate_document(doc) if issue.severity == "error"]


@settings(max_examples=30)
@given(documents())
def test_out_and_in_again_is_the_same(doc: Document) -> None:
    assert doc.text is not None
    done = hydrate(strip(doc), doc.text)
    assert done.doc == doc
    assert done.same_text
    assert done.counts["holds"] == len(list(anchors(doc)))
    assert not done.lost


@settings(max_examples=30)
@given(documents(), st.sampled_from(["New words here. ", "\n", "😀 ", "Read also: more\r\n\r\n"]))
def test_words_before_the_body_move_everything(doc: Document, new: str) -> None:
    assert doc.text is not None
    done = hydrate(strip(doc), new + doc.text)
    made = [each for each in make_selectors(doc) if not (each.before or each.after)]
    assume(not made)
    assert done.lost == ()
    assert words(done.doc) == words(doc)
    assert errors(done.doc) == []


@settings(max_examples=30)
@given(documents(), st.data())
def test_an_edit_elsewhere_loses_nothing(doc: Document, data: st.DataObject) -> None:
    """New words between two paragraphs; what has hashes on both sides is found, word for word."""
    assert doc.text is not None
    place = data.draw(st.sampled_from([span.start for span in doc.body]))
    new = "Nothing of this was there before, dear reader of ours." + "\n\n"
    bare = strip(doc)
    done = hydrate(bare, doc.text[:place] + new + doc.text[place:])
    lost = {each.path for each in done.lost}
    lost_anchors = {anchor for path, anchor in anchors(doc) if path in lost}
    strong = {(s.kind, s.span) for s in bare.selectors if s.before and s.after}
    assert not lost_anchors & strong
    kept = replace(doc, quotations=tuple(q for q in doc.quotations if q.id not in done.left_out))
    assert words(done.doc) == words(kept)
    assert errors(done.doc) == []


@settings(max_examples=30)
@given(st.integers(0, len(TEXT)), st.sampled_from(["x", " zzz ", "\n\nAh.\n\n", "“", ""]))
def test_any_one_edit_leaves_a_sound_record(place: int, new: str) -> None:
    edited = TEXT[:place] + new + TEXT[place + (not new) :]
    done = hydrate(strip(DOC), edited)
    assert done.doc.text == edited
    assert done.doc.text_sha256 == text_sha256(edited)
    assert sum(done.counts.values()) == len(list(anchors(DOC)))
    damage = ("T-MARK", "T-UNMARKED", "T-PAIRS")  # that the edit itself has done
    assert [each for each in errors(done.doc) if not any(code in each for code in damage)] == []
    kept = [q for q in DOC.quotations if q.id not in done.left_out]
    assert [q.id for q in done.doc.quotations] == [q.id for q in kept]
    # One edit harms what it is in; what is elsewhere stays.
    far = [q for q in DOC.quotations if all(abs(s.start - place) > 300 for s in q.content)]
    assert {q.id for q in far} <= {q.id for q in kept}


@pytest.mark.parametrize(
    ("old", "new"), [("“", '"'), ("\n\n", "\r\n\r\n"), (" ", "\u00a0"), ("–", "-")]
)
def test_other_marks_and_white_space_move_words_but_lose_none(old: str, new: str) -> None:
    done = hydrate(strip(DOC), TEXT.replace(old, new))
    assert done.lost == ()
    assert [[word.replace(new, old) for word in each] for each in words(done.doc)] == words(DOC)


def test_an_edited_quotation_is_left_out_and_the_rest_stays() -> None:
    edited = TEXT.replace("floating garden", "floating island")
    done = hydrate(strip(DOC), edited)
    assert done.left_out == ("none",)
    assert {each.path for each in done.lost} == {
        "quotations[3].content[0]",
        "quotations[3].segments[0]",
    }
    assert {each.quotation for each in done.lost} == {"none"}
    assert errors(done.doc) == []


def test_what_hangs_on_a_lost_quotation_is_set_free() -> None:
    done = hydrate(strip(DOC), TEXT.replace("and he was rarely wrong", "and he was right"))
    assert done.left_out == ("outer",)
    inner: Quotation = done.doc.quotations[-1]
    assert (inner.id, inner.parent) == ("inner", None)
    done = hydrate(strip(DOC), TEXT.replace("rivers rise", "rivers fall"))
    assert done.left_out == ("indirect",)
    assert [entity.id for entity in done.doc.entities] == [entity.id for entity in DOC.entities]


def test_another_text_loses_everything() -> None:
    done = hydrate(strip(DOC), "Nothing of it is here.")
    assert done.counts == {"holds": 0, "moved": 0, "lost": len(list(anchors(DOC)))}
    assert done.doc.quotations == ()
    assert errors(done.doc) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text[:-1] + "!", "as expected, but not the same"),
        (lambda text: text + "more", f"{len(TEXT) + 4} code points, {len(TEXT)} expected"),
        (lambda text: text.replace("\n", "\r\n"), "Windows line ends"),
        (lambda text: "\ufeff" + text, "byte order mark"),
        (lambda text: text + "\n", "a line end too many"),
    ],
)
def test_another_text_without_selectors_is_refused(change, message) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(AnchorError, match=message):
        hydrate(replace(DOC, text=None), change(TEXT))


@pytest.mark.parametrize(
    ("length", "unit"),
    [(to_utf16(TEXT, (0, len(TEXT)))[1], "UTF-16"), (len(TEXT.encode()), "bytes"), (7, "is 7")],
)
def test_offsets_in_other_units_are_told(length: int, unit: str) -> None:
    with pytest.raises(AnchorError, match=unit):
        hydrate(replace(strip(DOC), text_length=length), TEXT)


def test_a_text_that_is_not_that_of_the_hash_is_not_stripped() -> None:
    with pytest.raises(AnchorError, match="text_sha256"):
        strip(replace(DOC, text=TEXT + "!"))


def test_texts_are_found_by_name(tmp_path: Path) -> None:
    with pytest.raises(TextError, match=r"neither tests/a\.txt nor a\.txt"):
        find_text("tests/a", tmp_path)
    (tmp_path / "a.txt").write_bytes(b"one\r\n")
    assert find_text("tests/a", tmp_path) == "one\r\n"
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "a.txt").write_bytes(b"two")
    assert find_text("tests/a", tmp_path) == "two"
    assert find_text("tests/a", tmp_path, sha256=text_sha256("one\r\n")) == "one\r\n"
    (tmp_path / "tests" / "b").write_bytes("Größe".encode("latin-1"))
    with pytest.raises(TextError, match=r"byte 3 \(0xf6\) is not UTF-8"):
        find_text("tests/b", tmp_path)
    for outside in ("tests/../a", "../a", "/etc/passwd"):
        with pytest.raises(TextError, match="no name of a file"):
            find_text(outside, tmp_path)


def test_a_paragraph_without_a_hash_goes_with_its_neighbours() -> None:
    long = " ".join(f"w{i}" for i in range(20))
    text = f"{long} a\n\nMenu\n\nShort one.\n\nMenu\n\n{long} b"
    start = text.index("Short")
    body = (Span(0, 71), Span(start, start + 10), Span(len(text) - 71, len(text)))
    assert body[0].of(text).endswith(" a")
    doc = Document(
        id="tests/x", text=text, text_sha256=text_sha256(text), text_length=len(text), body=body
    )
    done = hydrate(strip(doc), "New\n\n" + text)
    assert [span.of(done.doc.text or "") for span in done.doc.body] == [
        span.of(text) for span in body
    ]
    assert done.lost == ()


def test_a_real_article_that_was_edited() -> None:
    path = shared_path("data", "newswire", "articles", "aus_abc_11.txt")
    text = path.read_bytes().decode()
    lines = [line for line in text.splitlines(keepends=True) if len(line.split()) > 15]
    starts = [text.index(line) for line in lines]
    body = tuple(Span(a, a + len(line.rstrip())) for a, line in zip(starts, lines, strict=True))
    quotations = tuple(
        Quotation(id=f"q{i}", type="indirect", mode="speech", content=(Span(s.start + 0, s.end),))
        for i, s in enumerate(body)
    )
    doc = Document(
        id="newswire/aus_abc_11",
        text=text,
        text_sha256=text_sha256(text),
        text_length=len(text),
        body=body,
        quotations=quotations,
    )
    middle = starts[len(starts) // 2]
    done = hydrate(strip(doc), f"Menu\n{text[:middle]}An invented line.\n{text[middle:]}")
    assert done.lost == ()
    assert words(done.doc) == words(doc)
