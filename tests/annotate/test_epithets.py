"""Persons called by where they are from or how old they are."""

from __future__ import annotations

import pytest

from tests.annotate.build import record, seen

NAMED = "Ada Quist met Tom Brand. || obj(met, Tom)"


def speakers(*lines: str, names: str = "") -> list[str]:
    """The speakers of all quotations that have one."""
    return [name for each in seen(record(*lines, names=names)) for name in each.speakers]


@pytest.mark.parametrize(
    ("line", "names", "speaker"),
    [
        (
            "“We will rebuild,” said the Norlandian. || ccomp(said, rebuild) "
            "nsubj(said, Norlandian)",
            "GROUP Norlandian",
            "Tom Brand: the Norlandian",
        ),
        (
            "“We will rebuild,” said the Norlandian. || ccomp(said, rebuild) "
            "nsubj(said, Norlandian)",
            "PERSON Norlandian",
            "Tom Brand: the Norlandian",
        ),
        (
            "“We will rebuild,” said the 24-year-old. || ccomp(said, rebuild) "
            "24-year-old/NN nsubj(said, 24-year-old)",
            "",
            "Tom Brand: the 24-year-old",
        ),
    ],
)
def test_it_is_who_was_named_last(line: str, names: str, speaker: str) -> None:
    assert speakers(NAMED, line, names=names) == [speaker]


def test_an_age_is_of_whom_it_was_told() -> None:
    told = "Ada Quist, 24, met Tom Brand. || obj(met, Tom)"
    line = (
        "“We will rebuild,” said the 24-year-old. || ccomp(said, rebuild) 24-year-old/NN "
        "nsubj(said, 24-year-old)"
    )
    assert speakers(told, line) == ["Ada Quist: the 24-year-old"]


@pytest.mark.parametrize(
    ("line", "names", "speaker"),
    [
        (
            "“We will rebuild,” said the Norlandian. || ccomp(said, rebuild) "
            "nsubj(said, Norlandian)",
            "ORG Norlandian",
            "Norlandian: Norlandian",
        ),
        (
            "“We will rebuild,” said the Norlandian delegation. || ccomp(said, rebuild) "
            "nsubj(said, delegation) amod(delegation, Norlandian)",
            "GROUP Norlandian",
            "the Norlandian delegation: the Norlandian delegation",
        ),
    ],
    ids=["body", "noun-behind"],
)
def test_what_has_a_name_or_a_noun_is_itself(line: str, names: str, speaker: str) -> None:
    assert speakers(NAMED, line, names=names) == [speaker]


def test_the_chief_is_the_one_of_two_who_is() -> None:
    met = "Fire Chief Tom Brand and Mayor Ada Quist met. || nsubj(met, Tom) conj(Tom, Ada)"
    asked = "“We will rebuild,” said the chief. || ccomp(said, rebuild)"
    assert speakers(met, asked) == ["Tom Brand: the chief"]


def test_an_office_before_the_name_is_a_role_too() -> None:
    met = (
        "The chief of the service, Tom Brand, met Ada Quist. || nsubj(met, chief) "
        "appos(chief, Tom) obj(met, Ada)"
    )
    asked = "“We will rebuild,” said the chief. || ccomp(said, rebuild)"
    assert speakers(met, asked) == ["Tom Brand: the chief"]


def test_nobody_is_their_own_brother() -> None:
    said = "“We will rebuild,” said Tom Brand. || ccomp(said, rebuild) nsubj(said, Tom)"
    other = "“We will wait,” said his brother. || ccomp(said, wait)"
    assert speakers(said, other)[1] == "his brother: his brother"
