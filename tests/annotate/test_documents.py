"""Documents that an article speaks of: which noun phrases name one, and which name the same."""

from __future__ import annotations

import pytest

from annotate.linking import Entities
from tests.annotate.build import REGISTRY, Paragraph
from tests.annotate.framing import Tale


def found(*paragraphs: Paragraph, names: str = "") -> list[tuple[str, int]]:
    """The mentions in text order, each with the number of its document."""
    tale = Tale(*paragraphs, names=names)
    numbers: dict[int, int] = {}
    return [
        (mention.span.of(tale.text), numbers.setdefault(id(mention.cluster), len(numbers)))
        for mention in Entities(tale.ctx, REGISTRY).documents
    ]


def test_a_document_is_taken_up_by_its_noun_and_by_a_wider_one() -> None:
    assert found(
        "The union published a report. || obj(published, report)",
        "The report said voters should wait. || ccomp(said, wait)",
        "The document said talks would resume. || ccomp(said, resume)",
    ) == [("a report", 0), ("The report", 0), ("The document", 0)]


def test_an_indefinite_phrase_is_another_document() -> None:
    first, second, again = found(
        "The union published a report. || obj(published, report)",
        "The ministry published a report. || obj(published, report)",
        "The report said voters should wait. || ccomp(said, wait)",
    )
    assert first[1] != second[1]
    assert again == ("The report", second[1])


def test_one_is_not_many() -> None:
    many, one = found(
        "The union has written many reports. || obj(written, reports) aux(written, has)",
        "The report said voters should wait. || ccomp(said, wait)",
    )
    assert many[1] != one[1]


@pytest.mark.parametrize(
    "line",
    [
        "The “report” was long. || nsubj(was, report)",
        "The letter box was open. || compound(box, letter)",
        "Voters should wait. || nsubj(wait, Voters)",
    ],
    ids=["in marks", "before a noun", "none"],
)
def test_no_document(line: str) -> None:
    assert found(line) == []


def test_a_plan_is_a_document_where_it_says_something() -> None:
    assert found(
        "The ministry published a plan. || obj(published, plan)",
        "The plan says voters should wait. || ccomp(says, wait) nsubj(says, plan)",
        "The union dropped a proposal. || obj(dropped, proposal)",
        "The union wrote a proposal saying talks would resume. || obj(wrote, proposal) "
        "acl(proposal, saying) ccomp(saying, resume)",
        "Voters should wait, according to the strategy. || case(strategy, according) "
        "fixed(according, to) obl(wait, strategy)",
        "The plan says talks would resume. || ccomp(says, resume) nsubj(says, plan)",
    ) == [("The plan", 0), ("a proposal", 1), ("the strategy", 2), ("The plan", 0)]


def test_a_person_is_no_document() -> None:
    line = "Tom Bill said voters should wait. || ccomp(said, wait)"
    assert found(line, names="PERSON Tom Bill") == []
    assert found("The bill said voters should wait. || ccomp(said, wait)") == [("The bill", 0)]


def test_the_entity_that_speaks_is_the_one_that_is_mentioned() -> None:
    tale = Tale(
        "The union published a letter. || obj(published, letter)",
        "The letter said voters should wait. || ccomp(said, wait) nsubj(said, letter)",
    )
    entities = Entities(tale.ctx, REGISTRY)
    first, second = entities.documents
    token = second.token
    described = entities.describe(token, second.span, definite=True, plural=False)
    assert described is first.cluster
    assert entities.document_of(second.span.start) is first.cluster
    assert entities.document_at(tale.span("voters")) is None


def test_a_body_that_surveys_the_country_is_no_survey() -> None:
    line = "The Norland Geological Survey said voters should wait. || ccomp(said, wait)"
    assert found(line, names="ORG Norland Geological Survey") == []
    line = "The Norland Crime Survey said voters should wait. || ccomp(said, wait)"
    assert len(found(line, names="ORG Norland Crime Survey")) == 1
