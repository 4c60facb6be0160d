"""Documents that speak for who issued them, first persons, pairs, and names that are another's."""

from __future__ import annotations

import pytest

from tests.annotate.build import Paragraph, record, seen


def last(*paragraphs: Paragraph, names: str = "") -> list[str]:
    return seen(record(*paragraphs, names=names))[-1].speakers


STATED = [
    "A report by the Bridge Union left. || nmod(report, Union) nsubj(left, report)",
    "The Bridge Union wrote a report. || wrote/VBD nsubj(wrote, Union) obj(wrote, report)",
    "The Bridge Union said in a report that talks would resume. || nsubj(said, Union) "
    "obl(said, report) case(report, in) ccomp(said, resume)",
    "A report issued in Vell by the Bridge Union left. || nsubj(left, report) acl(report, issued) "
    "issued/VBN obl(issued, Vell) case(Vell, in) obl:agent(issued, Union) case(Union, by)",
    "The Bridge Union in its report said that talks would resume. || nsubj(said, report) "
    "nsubj(said, Union) case(report, in) nmod:poss(report, its) ccomp(said, resume)",
    "In a Bridge Union report, Ada Quist said that talks would resume. || obl(said, report) "
    "case(report, In) compound(report, Union) nsubj(said, Ada) ccomp(said, resume)",
]


@pytest.mark.parametrize("stated", STATED)
def test_the_report_speaks_for_who_issued_it(stated: str) -> None:
    assert last(stated, "“We will walk,” the report said. || ccomp(said, walk)") == [
        "Bridge Union: the report"
    ]


def test_a_report_that_nobody_issued_speaks_itself() -> None:
    found = last("The Bridge Union left.", "“We will walk,” the report said. || ccomp(said, walk)")
    assert found == ["the report: the report"]


def test_a_letter_is_no_report() -> None:
    found = last(STATED[0], "“We will walk,” the letter said. || ccomp(said, walk)")
    assert found == ["the letter: the letter"]


def test_friends_of_a_person_are_not_that_person() -> None:
    found = last(
        "“We will walk,” Quist’s friends said. || ccomp(said, walk) nmod:poss(friends, Quist)",
        names="PERSON Quist",
    )
    assert found
    assert not found[0].startswith("Quist:")


def test_a_name_behind_a_preposition_is_another_persons() -> None:
    found = last(
        "“We will walk,” said an aide of Ada Quist. || ccomp(said, walk) nsubj(said, aide) "
        "nmod(aide, Ada) case(Ada, of)",
    )
    assert found
    assert not found[0].startswith("Ada Quist")


def test_the_two_are_those_named_together() -> None:
    found = last(
        "Ada Quist and Tom Brand met in Vell. || nsubj(met, Ada) conj(Ada, Tom)",
        "“We will walk,” the two leaders said. || ccomp(said, walk) two/CD",
    )
    assert found == ["Ada Quist: the two leaders", "Tom Brand: the two leaders"]


MET = "Ada Quist and her Norland host Tom Brand met in Vell. || nsubj(met, Ada) conj(Ada, host)"


def test_a_name_within_a_title_does_not_part_the_two() -> None:
    found = last(MET, "“We will walk,” the two leaders said. || ccomp(said, walk) two/CD")
    assert [speaker.partition(":")[0] for speaker in found] == ["Ada Quist", "Tom Brand"]


def test_they_are_the_two_who_are_them_again() -> None:
    found = last(
        MET,
        "The Bridge Union left.",
        "The two leaders shook hands. || nsubj(shook, leaders) two/CD",
        "“We will walk,” they said. || ccomp(said, walk)",
    )
    assert found == ["Ada Quist: they", "Tom Brand: they"]


@pytest.mark.parametrize(
    ("described", "meant"),
    [
        ("the three workers", ["Ada Quist", "Tom Brand", "Oskar Ray"]),
        ("the two workers", []),  # nobody named two together
        ("three workers", []),
        ("the three firms", []),
    ],
)
def test_as_many_as_were_named_together(described: str, meant: list[str]) -> None:
    count = "two" if "two" in described else "three"
    found = last(
        "Ada Quist, Tom Brand and Oskar Ray met in Vell. || nsubj(met, Ada) conj(Ada, Tom) "
        "conj(Ada, Oskar)",
        f"“We will walk,” {described} said. || ccomp(said, walk) {count}/CD",
        names="PERSON Oskar Ray",
    )
    assert [s.partition(":")[0] for s in found if not s.startswith(described)] == meant


def test_they_are_those_named_together() -> None:
    found = last(
        "Ada Quist and Tom Brand met in Vell. || nsubj(met, Ada) conj(Ada, Tom)",
        "“We will walk,” they said. || ccomp(said, walk)",
    )
    assert found == ["Ada Quist: they", "Tom Brand: they"]


def test_a_report_of_the_board_is_the_named_boards() -> None:
    found = last(
        "The Vell Harbour Board left.",
        "“We will walk,” a board report said. || ccomp(said, walk) nsubj(said, report) "
        "compound(report, board)",
        names="ORG Vell Harbour Board",
    )
    assert found == ["Vell Harbour Board: a board report"]
    found = last(
        "The Bridge Union left.",
        "“We will walk,” a board report said. || ccomp(said, walk) nsubj(said, report) "
        "compound(report, board)",
    )
    assert found == ["a board report: a board report"]


def test_a_group_beside_its_name_is_that_body() -> None:
    found = last(
        "“We will walk,” the Bridge Union, a group of workers, said. || ccomp(said, walk) "
        "nsubj(said, Union) appos(Union, group) nmod(group, workers)"
    )
    assert [speaker.partition(":")[0] for speaker in found] == ["Bridge Union"]


def test_a_survey_is_not_of_those_whom_it_asked() -> None:
    found = last(
        "Workers said in a survey that talks would resume. || nsubj(said, Workers) "
        "obl(said, survey) case(survey, in) ccomp(said, resume) survey/NN",
        "“We will walk,” the survey said. || ccomp(said, walk) survey/NN",
    )
    assert found == ["the survey: the survey"]


def test_a_name_of_unclear_kind_before_a_report_issued_it() -> None:
    found = last(
        "“We will walk,” a Norvex report said. || ccomp(said, walk) compound(report, Norvex)",
        names="WORK Norvex",
    )
    assert found == ["Norvex: Norvex"]


def test_an_estimate_is_of_those_who_made_it() -> None:
    found = last(
        "“We will walk,” an estimate by Ada Quist said. || ccomp(said, walk) nsubj(said, estimate) "
        "estimate/NN nmod(estimate, Ada) case(Ada, by)",
    )
    assert found == ["Ada Quist: Ada Quist"]


QUOTING = [
    "“We will walk,” Norland Wire said, citing Ada Quist. || ccomp(said, walk) advcl(said, citing) "
    "nsubj(said, Norland) citing/VBG obj(citing, Ada)",
    "“We will walk,” Norland Wire, which quoted Ada Quist, said. || ccomp(said, walk) "
    "nsubj(said, Norland) acl:relcl(Norland, quoted) nsubj(quoted, which) obj(quoted, Ada)",
]


@pytest.mark.parametrize("line", QUOTING)
def test_whom_a_medium_cites_speaks(line: str) -> None:
    assert last(line) == ["Ada Quist: Ada Quist"]


def test_whom_a_person_cites_does_not_speak() -> None:
    assert last(QUOTING[0].replace("Norland Wire", "Tom Brand").replace("Norland", "Tom")) == [
        "Tom Brand: Tom Brand"
    ]


def test_the_ministry_is_no_spokesman_of_one() -> None:
    found = last(
        "The ministry spokesman Ada Quist left. || nsubj(left, spokesman) flat(spokesman, Ada) "
        "ministry/NN compound(spokesman, ministry)",
        "“We will walk,” the ministry said. || ccomp(said, walk)",
    )
    assert found == ["the ministry: the ministry"]
