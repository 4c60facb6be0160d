"""Whom a description stands for: what speaks for each entity, and what the shipped choice makes."""

from __future__ import annotations

import pytest

from annotate import Annotator
from annotate.context import Context
from annotate.coref.candidates import Candidates
from annotate.coref.descriptions import described_options, may_be_known
from annotate.coref.features import Option
from annotate.coref.kin import families
from annotate.linking import Entities
from annotate.segments import find_segments
from tests.annotate.build import REGISTRY, story
from tests.annotate.trees import parse


def found(*lines: str, head: str, names: str = "") -> dict[str, list[str]]:
    """The features of each option of the last ``head``, by the name of its entity."""
    made = story(*lines, names=names)
    ctx = Context(made.doc, find_segments(made.doc.text or "", made.doc.body), made.analysis)
    pool = Candidates(ctx, Entities(ctx, REGISTRY))
    sent, token = next(
        (s, t) for s in reversed(ctx.sentences) for t in s.tokens if t.text.lower() == head
    )
    return {_name(each): each.features for each in described_options(pool, sent, token.i, focus=[])}


def _name(option: Option) -> str:
    return option.who.cluster.name if option.who and option.who.cluster else "-"


def test_names_of_its_kind_are_options_and_last_nobody() -> None:
    made = found("Ada Quist left.", "The Bridge Union stayed.", "The union laughed.", head="union")
    assert list(made) == ["Bridge Union", "-"]  # and no person, who is no union
    assert "named group" in made["Bridge Union"]


def test_a_noun_of_the_same_family_speaks_for_an_entity() -> None:
    made = found(
        "Senator Ada Quist met coach Tom Brand. || obj(met, Tom)",
        "The lawmaker laughed.",
        head="lawmaker",
    )
    assert "kin PERSON same" in made["Ada Quist"]
    assert "kin PERSON other" in made["Tom Brand"]


def test_what_was_said_of_one_alone_speaks_against_the_others() -> None:
    made = found(
        "Senator Ada Quist met coach Tom Brand. || obj(met, Tom)",
        "The lawmaker laughed.",
        head="lawmaker",
    )
    assert "called alone True" in made["Ada Quist"]
    assert "outdone focus False" in made["Tom Brand"]
    nobody = found(
        "Ada Quist met Tom Brand. || obj(met, Tom)", "The lawmaker laughed.", head="lawmaker"
    )
    assert not any(
        name.startswith(("called", "outdone")) for each in nobody.values() for name in each
    )


@pytest.mark.parametrize(("name", "noun"), [("Norbank", "lender"), ("NorTV", "station")])
def test_a_name_may_tell_the_family_of_a_body(name: str, noun: str) -> None:
    made = found(f"{name} closed.", f"The {noun} laughed.", head=noun, names=f"ORG {name}")
    assert "kin ORG same" in made[name]


def test_families() -> None:
    assert families({"lawmaker"}) & families({"senator"})
    assert not families({"lawmaker"}) & families({"carrier"})
    assert families({"quist"}) == frozenset()


@pytest.mark.parametrize(
    ("line", "head", "expected"),
    [
        ("The farmer left.", "farmer", True),
        ("His farmer left.", "farmer", True),
        ("Police left.", "Police", True),
        ("A farmer left.", "farmer", False),
        ("Two farmers left.", "farmers", False),
        ("The two farmers left.", "farmers", True),
        ("Another farmer left.", "farmer", False),
    ],
)
def test_what_is_new_looks_back_at_nobody(line: str, head: str, expected: bool) -> None:
    sent = parse(line)
    at = next(t.i for t in sent.tokens if t.text == head)
    assert may_be_known(sent, at) is expected


@pytest.mark.models
@pytest.mark.parametrize(
    ("article", "expected"),
    [
        (
            "Tech firm Norvik Systems will cut 300 jobs.\n\n“Demand has fallen,” the company said.",
            "Norvik Systems",
        ),
        (
            "It rained in Merrow on Monday.\n\nPresident Oskar Lind flew to Norland.\n\n“We are "
            "friends,” the Merrow leader said.",
            "Oskar Lind",
        ),
        (
            "Bishop Karel Ano led the service.\n\n“Peace is a task,” the cleric said.",
            "Karel Ano",
        ),
        (
            "Senator Ruth Aker opposes the bill.\n\n“It is a gift to banks,” the lawmaker said.",
            "Ruth Aker",
        ),
        (
            "Police arrested Jan Moll on Friday.\n\n“He did not resist,” a police spokeswoman "
            "said.",
            "a police spokeswoman",
        ),
        (
            "Ada Quist met farmers in Ostrel on Friday.\n\n“We have lost everything,” one farmer "
            "said.",
            "one farmer",
        ),
    ],
)
def test_the_shipped_choice(annotator: Annotator, article: str, expected: str) -> None:
    doc = annotator.annotate(article)
    names = {entity.id: entity.name for entity in doc.entities}
    (quotation,) = (q for q in doc.quotations if q.type != "none")
    assert [names[speaker.entity] for speaker in quotation.speakers] == [expected]
