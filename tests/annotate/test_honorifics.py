"""Whom `His Highness`, `Her Majesty` and their like are."""

from __future__ import annotations

import pytest

from tests.annotate.build import record, seen

PRINCE = (
    "His Highness Dov Porth greeted Ada Quist. || obj(greeted, Ada) nsubj(greeted, Highness) "
    "nmod:poss(Highness, His) appos(Highness, Dov) greeted/VBD Highness/NNP"
)
NAMES = "PERSON Dov Porth|Porth"


@pytest.mark.parametrize(
    ("lines", "speaker"),
    [
        (
            [
                "His Highness the Amir Dov Porth said talks would resume. || "
                "nsubj(said, Highness) nmod:poss(Highness, His) appos(Highness, Amir) "
                "flat(Amir, Dov) ccomp(said, resume) Highness/NNP Amir/NNP"
            ],
            "Dov Porth: Dov Porth",
        ),
        (
            [
                "His Highness the Amir said talks would resume. || nsubj(said, Highness) "
                "nmod:poss(Highness, His) appos(Highness, Amir) ccomp(said, resume) "
                "Highness/NNP Amir/NNP"
            ],
            "the Amir: the Amir",
        ),
        (
            [
                PRINCE,
                "His Highness said talks would resume. || nsubj(said, Highness) "
                "nmod:poss(Highness, His) ccomp(said, resume) Highness/NNP",
            ],
            "Dov Porth: His Highness",
        ),
    ],
    ids=["name", "office", "alone"],
)
def test_an_honorific_is_of_somebody(lines: list[str], speaker: str) -> None:
    found = seen(record(*lines, names=NAMES))
    assert found[-1].speakers == [speaker]


def test_what_is_no_honorific_is_left_alone() -> None:
    line = "Highness Water said talks would resume. || ccomp(said, resume) nsubj(said, Highness)"
    (found,) = seen(record(line, names="ORG Highness Water"))
    assert found.speakers == ["Highness Water: Highness Water"]


def test_a_pronoun_that_opens_a_series_speaks_too() -> None:
    before = "Tom Brand left Vell. || obj(left, Vell)"
    line = (
        "He and Ada Quist said talks would resume. || nsubj(said, He) conj(He, Ada) cc(Ada, and) "
        "ccomp(said, resume)"
    )
    found = seen(record(before, line))
    assert found[-1].speakers == ["Tom Brand: He", "Ada Quist: Ada Quist"]
