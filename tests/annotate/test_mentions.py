"""Named mentions as linking needs them: what the tagger of names took too much of, or wrongly."""

from __future__ import annotations

import pytest

from annotate.analysis import Analysis, Mention
from annotate.context import Context
from annotate.mentions import apposition, cleaned
from corpus.records import Document, text_sha256
from corpus.spans import Span
from tests.annotate.build import story


def found(text: str, *words: tuple[str, str]) -> list[Mention]:
    """Mentions by the first place at which their words stand."""
    return [Mention(at := text.index(word), at + len(word), label) for word, label in words]


def names(text: str, *words: tuple[str, str]) -> list[tuple[str, str]]:
    """What is left of mentions, given and returned as their words and labels."""
    return kept(text, found(text, *words))


def kept(text: str, mentions: list[Mention]) -> list[tuple[str, str]]:
    """What is left of mentions, as words and labels."""
    doc = Document(
        id="t/t",
        text=text,
        text_sha256=text_sha256(text),
        text_length=len(text),
        body=(Span(0, len(text)),),
    )
    ctx = Context(doc, [], Analysis([], mentions))
    return [(text[m.start : m.end], m.label) for m in cleaned(ctx)]


def test_a_person_behind_the_body_that_owns_them() -> None:
    whole = "Tide Office’s Ada Quist"
    assert names(f"{whole} said so.", (whole, "ORG")) == [
        ("Tide Office", "ORG"),
        ("Ada Quist", "PERSON"),
    ]


@pytest.mark.parametrize("label", ["PERSON", "WORK"])
def test_a_surname_with_an_honorific_behind_the_body_that_owns_it(label: str) -> None:
    whole = "Vell Weather’s Mr Brand"
    assert names(f"{whole} said so.", (whole, label)) == [
        ("Vell Weather", "ORG"),
        ("Brand", "PERSON"),
    ]


def test_what_ends_in_a_noun_for_a_medium_is_a_body() -> None:
    whole = "Harbour Talk podcast"
    assert names(f"Ask the {whole}.", (whole, "PLACE")) == [(whole, "ORG")]
    assert names("Ask the Podcast.", ("Podcast", "WORK")) == [("Podcast", "WORK")]


@pytest.mark.parametrize(
    "whole",
    ["Norland’s Harbour Ministry", "Workers’ Union", "Norland’s bridge", "Quist’s Tide Party"],
)
def test_a_body_that_is_owned_stays_one(whole: str) -> None:
    assert names(f"{whole} said so.", (whole, "ORG")) == [(whole, "ORG")]


def test_a_title_is_no_name() -> None:
    text = "The Minister left. Ada Quist stayed."
    assert names(text, ("Minister", "PERSON"), ("Ada Quist", "PERSON")) == [("Ada Quist", "PERSON")]


def test_a_surname_that_is_also_a_title_is_one() -> None:
    text = "Ada Bishop left. Then Bishop’s boat sank."
    bishop = Mention(text.index("Bishop’s"), text.index("’s"), "PERSON")
    made = [*found(text, ("Ada Bishop", "PERSON")), bishop]
    assert kept(text, made) == [("Ada Bishop", "PERSON"), ("Bishop", "PERSON")]


def test_a_name_found_once_is_found_again() -> None:
    made = story("The Norbank stayed.", "A Norbank report left.", names="")
    mentions = [Mention(at := (made.doc.text or "").index("Norbank"), at + 7, "ORG")]
    ctx = Context(made.doc, [], Analysis(made.analysis.sentences, mentions))
    assert [(made.doc.text or "")[m.start : m.end] for m in cleaned(ctx)] == ["Norbank"] * 2


def test_there_is_nobody() -> None:
    assert names("There’s a pier that Ada Quist built.", ("There’s", "PERSON")) == []


def test_two_halves_of_a_name_are_one() -> None:
    text = "Ada Lena Quist said so to Tom and Oskar."
    found_ = found(
        text, ("Ada Lena", "PERSON"), ("Quist", "PERSON"), ("Tom", "PERSON"), ("Oskar", "PERSON")
    )
    assert kept(text, found_) == [
        ("Ada Lena Quist", "PERSON"),
        ("Tom", "PERSON"),
        ("Oskar", "PERSON"),
    ]


def test_what_a_comma_and_and_follow_is_no_apposition() -> None:
    made = story("Ada Quist, and her son left. || nsubj(left, Ada) conj(Ada, son)")
    assert apposition(made.analysis.sentences[0], made.analysis.mentions[0]) == []
    made = story("Ada Quist, a worker, left. || nsubj(left, Ada) appos(Ada, worker)")
    assert apposition(made.analysis.sentences[0], made.analysis.mentions[0]) == ["worker"]


def labels(line: str, names: str) -> list[tuple[str, str]]:
    made = story(line, names=names)
    ctx = Context(made.doc, [], made.analysis)
    return [((made.doc.text or "")[m.start : m.end], m.label) for m in cleaned(ctx)]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("They told director Irena Umber. || obj(told, Irena)", "PERSON"),
        ("They told Irena Umber, whom Mr. Umber met. || acl:relcl(Irena, met)", "PERSON"),
        ("They told Irena Umber. || obj(told, Irena)", "ORG"),
        ("They told director Umber Club. || obj(told, Umber)", "ORG"),
    ],
    ids=["a role before it", "a surname with a title", "nothing", "a club"],
)
def test_a_role_or_a_title_makes_a_person(line: str, label: str) -> None:
    assert labels(line, "ORG Irena Umber|Umber Club")[0][1] == label


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("The Umber said talks would resume. || ccomp(said, resume)", "ORG"),
        ("The Umber era left. || nsubj(left, era) compound(era, Umber)", "PERSON"),
        ("The Umbers said talks would resume. || ccomp(said, resume)", "PERSON"),
        ("Umber said talks would resume. || ccomp(said, resume)", "PERSON"),
    ],
)
def test_no_single_person_has_an_article(line: str, label: str) -> None:
    assert labels(line, "PERSON Umber|Umbers")[0][1] == label


def test_a_body_in_capitals_within_a_persons_name() -> None:
    whole = "VBC’s Ada Quist"
    assert names(f"{whole} said so.", (whole, "PERSON")) == [
        ("VBC", "ORG"),
        ("Ada Quist", "PERSON"),
    ]
    whole = "Ada’s Tom Lee Brand"
    assert names(f"{whole} said so.", (whole, "PERSON")) == [(whole, "PERSON")]
