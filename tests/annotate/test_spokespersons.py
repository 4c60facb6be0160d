"""Whose words are a body's own: its spokespersons', not its people's."""

from __future__ import annotations

import pytest

from annotate.channels import body_kind, is_institution
from annotate.clusters import Cluster
from annotate.drafts import Draft
from annotate.spokespersons import is_statement
from tests.annotate.build import outlets, quoted
from tests.annotate.trees import parse

SAID = "He said talks would resume. || ccomp(said, resume) nsubj(said, He)"
OFFICES = [
    "a spokesman for the Bridge Union",
    "a press officer of the Bridge Union",
    "head of corporate communications at the Bridge Union",
    "a public relations manager at the Bridge Union",
]


@pytest.mark.parametrize("office", OFFICES)
def test_the_office_of_speaking_for_a_body_has_many_names(office: str) -> None:
    noun = next(n for n in ("spokesman", "officer", "head", "manager") if n in office)
    line = quoted(
        f"said Tom Brand, {office}",
        f"nsubj(said, Tom) appos(Tom, {noun}) nmod({noun}, Union)",
    )
    assert outlets(line) == ["organisation Bridge Union"]


def test_nobody_is_the_body_that_they_speak_for() -> None:
    line = quoted(
        "said Tom Brand, a spokesman for the harbour committee",
        "nsubj(said, Tom) appos(Tom, spokesman) nmod(spokesman, committee) "
        "compound(committee, harbour)",
    )
    assert outlets(line) == ["organisation the harbour committee"]


def test_another_manager_speaks_for_no_body() -> None:
    line = quoted(
        "said Tom Brand, a project manager at the Bridge Union",
        "nsubj(said, Tom) appos(Tom, manager) nmod(manager, Union)",
    )
    assert outlets(line) == [None]


def test_whom_a_spokesperson_speaks_for_is_told_where_they_are_introduced() -> None:
    introduced = (
        "Tom Brand, a spokesman for the Bridge Union, left. || nsubj(left, Tom) "
        "appos(Tom, spokesman) nmod(spokesman, Union)"
    )
    assert outlets(introduced, SAID) == ["organisation* Bridge Union"]


def test_an_office_may_stand_before_the_name_and_a_comma() -> None:
    line = quoted(
        "Spokesperson for the Bridge Union, Tom Brand said",
        "nsubj(said, Spokesperson) nmod(Spokesperson, Union) appos(Spokesperson, Tom)",
    )
    assert outlets(line, SAID) == ["organisation Bridge Union", "organisation* Bridge Union"]


def test_a_verb_has_one_subject_the_office_and_the_name_after_it() -> None:
    line = (
        "Spokesman for the Bridge Union, Tom Brand said talks would resume. || ccomp(said, resume) "
        "nsubj(said, Spokesman) nmod(Spokesman, Union) nsubj(said, Tom) Spokesman/NN"
    )
    assert outlets(line, SAID) == ["organisation Bridge Union", "organisation* Bridge Union"]


def test_a_spokesperson_named_later_speaks_for_the_body_named_before() -> None:
    first = "A Bridge Union spokesman left. || nsubj(left, spokesman) compound(spokesman, Union)"
    line = quoted("spokesman Tom Brand said", "nsubj(said, Tom) compound(Tom, spokesman)")
    assert outlets(first, line) == ["organisation* Bridge Union"]


PEOPLE = [
    quoted("members of the Bridge Union said", "nsubj(said, members) nmod(members, Union)"),
    quoted("a Bridge Union lawmaker said", "nsubj(said, lawmaker) compound(lawmaker, Union)"),
    "The Bridge Union was told talks would resume. || nsubj:pass(told, Union) ccomp(told, resume)",
]


@pytest.mark.parametrize("line", PEOPLE)
def test_what_its_people_say_and_what_it_is_told_is_no_statement_of_a_body(line: str) -> None:
    assert outlets(line) == [None]


def test_what_a_body_thinks_and_what_a_noun_takes_up_is_no_statement() -> None:
    said = parse("The Bridge Union said talks would resume. || ccomp(said, resume)")
    claims = parse("The Bridge Union denied claims that talks would resume. || acl(claims, resume)")
    assert is_statement(Draft("indirect", "speech", said, [], verb=3))
    assert is_statement(Draft("direct", "speech", None, []))
    assert not is_statement(Draft("indirect", "thought", said, [], verb=3))
    assert not is_statement(Draft("indirect", "speech", claims, [], verb=4))


@pytest.mark.parametrize("body", ["the municipality", "the planetarium"])
def test_bodies_without_a_name(body: str) -> None:
    assert [each and each.split(" ", 1)[1] for each in outlets(quoted(f"{body} said"))] == [body]


@pytest.mark.parametrize("camp", ["the opposition", "the team", "the officials"])
def test_camps_that_no_office_speaks_for(camp: str) -> None:
    assert outlets(quoted(f"{camp} said")) == [None]


def test_authorities_are_a_body_of_the_state() -> None:
    cluster = Cluster("UNNAMED", ["the authorities"], roles={"authority": None}, plural=True)
    assert is_institution(cluster)
    assert body_kind(cluster) == "government"


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("presidential spokesman", "government the presidency"),
        ("military spokesman", "government military"),
        ("foreign ministry spokesman", "government foreign ministry"),
        ("former police spokesman", "government police"),
        ("Ostrel’s harbour ministry spokesman", "government harbour ministry"),
    ],
)
def test_a_title_tells_the_body_and_not_its_place(title: str, outlet: str) -> None:
    tags = " ".join(f"{word}/JJ" for word in ("presidential", "military") if word in title)
    line = quoted(f"{title} Tom Brand said", f"nsubj(said, Tom) {tags}")
    assert outlets(line) == [outlet]


def test_its_spokesman_is_that_of_the_body_that_spoke() -> None:
    before = (
        "The Bridge Union said talks would resume. || ccomp(said, resume)",
        "The Harbour Ministry left.",
    )
    line = "Its spokesman, Tom Brand, said voters should wait. || ccomp(said, wait) "
    arcs = "nsubj(said, spokesman) appos(spokesman, Tom)"
    assert outlets(*before, line + arcs)[1] == "organisation* Bridge Union"


@pytest.mark.parametrize(
    ("office", "kind"),
    [
        ("the prime minister’s office", "government"),
        ("the prosecutors’ office", "government"),
        ("the ticket office", "organisation"),
    ],
)
def test_the_office_of_an_official_is_public(office: str, kind: str) -> None:
    cluster = Cluster("UNNAMED", [office])
    cluster.roles = {"office": 1}
    assert body_kind(cluster) == kind


def test_a_name_right_before_the_office_is_the_body_whatever_the_tree() -> None:
    line = quoted(
        "Bridge Union spokesman Tom Brand said",
        "nsubj(said, Union) appos(Union, Tom) compound(Tom, spokesman)",
    )
    assert outlets(line) == ["organisation Bridge Union"]


def test_a_spokesman_of_nobody_speaks_for_the_body_that_was_named_last() -> None:
    line = quoted("spokesman Tom Brand said", "nsubj(said, Tom) compound(Tom, spokesman)")
    assert outlets("The Bridge Union left Vell. || obj(left, Vell)", line) == [
        "organisation* Bridge Union"
    ]
    assert outlets("Ada Quist left Radio Vell. || obj(left, Radio)", line) == [None]
