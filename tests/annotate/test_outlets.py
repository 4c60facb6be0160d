"""The channel that the article credits: four rules, an earlier one first."""

from __future__ import annotations

import pytest

from tests.annotate.build import only, outlets, quoted, record

ACCORDING = quoted(
    "Ada Quist said, according to the Norland Wire",
    "nsubj(said, Ada) case(Wire, according) fixed(according, to) obl(said, Wire)",
)
MEDIA = [
    pytest.param(ACCORDING, "news_agency Norland Wire", id="according to"),
    pytest.param(
        quoted("Ada Quist told Radio Vell", "nsubj(told, Ada) iobj(told, Vell)", cue="told"),
        "broadcaster Radio Vell",
        id="told a medium",
    ),
    pytest.param(
        quoted("Ada Quist told the Norland Gazette", "nsubj(told, Ada)", cue="told"),
        "newspaper Norland Gazette",
        id="told a newspaper that no registry knows",
    ),
    pytest.param(
        quoted("Ada Quist wrote on Twitter", "", cue="wrote"),
        "social_media Twitter",
        id="platform",
    ),
    pytest.param(
        quoted(
            "Ada Quist said in an interview with Radio Vell",
            "nsubj(said, Ada) an/DT nmod(interview, Vell)",
        ),
        "broadcaster Radio Vell",
        id="interview",
    ),
    pytest.param(
        "Talks would resume, the Norland Wire reported. || ccomp(reported, resume)",
        "news_agency Norland Wire",
        id="medium as speaker",
    ),
    pytest.param(
        "Ada Quist said talks would resume, the Norland Wire reported. || ccomp(said, resume) "
        "ccomp(reported, said) nsubj(reported, Wire)",
        "news_agency Norland Wire",
        id="medium that reports a speaker",
    ),
    pytest.param(
        quoted("Ada Quist told state media", "nsubj(told, Ada) state/NN media/NNS", cue="told"),
        "media state media",
        id="unnamed medium",
    ),
    pytest.param(
        "Talks would resume, the Norland Gazette quoted Ada Quist as saying. || "
        "ccomp(quoted, resume) nsubj(quoted, Gazette) obj(quoted, Ada) "
        "advcl(quoted, saying) mark(saying, as)",
        "newspaper Norland Gazette",
        id="quoted as saying",
    ),
]


@pytest.mark.parametrize(("line", "expected"), MEDIA)
def test_rule_1_media(line: str, expected: str) -> None:
    assert outlets(line)[0] == expected


def test_a_speaker_of_a_medium_is_not_the_medium() -> None:
    found = only(record(ACCORDING))
    assert found.speakers == ["Ada Quist: Ada Quist"]


DOCUMENTS = [
    pytest.param(
        "The report said that talks would resume. || ccomp(said, resume)",
        "document The report",
        id="report",
    ),
    pytest.param(
        "A survey found that prices had risen. || ccomp(found, risen)",
        "document A survey",
        id="survey",
    ),
    pytest.param(
        quoted("Ada Quist wrote in a letter", "nsubj(wrote, Ada)", cue="wrote"),
        "document a letter",
        id="letter",
    ),
    pytest.param(
        quoted("Ada Quist wrote in her book", "nsubj(wrote, Ada)", cue="wrote"),
        "document her book",
        id="book",
    ),
    pytest.param(
        quoted("Ada Quist said in a statement", "nsubj(said, Ada)"),
        "document a statement",
        id="statement of a person",
    ),
    pytest.param(
        "A report by the Bridge Union said talks would resume. || ccomp(said, resume) "
        "nsubj(said, report) nmod(report, Union)",
        "document A report by the Bridge Union",
        id="report of a body",
    ),
    pytest.param(
        "Talks would resume, according to the MoU. || obl(resume, MoU) case(MoU, according) "
        "fixed(according, to)",
        "document the MoU",
        id="according to a document written as a name",
    ),
]


@pytest.mark.parametrize(("line", "expected"), DOCUMENTS)
def test_rule_1_documents(line: str, expected: str) -> None:
    assert outlets(line) == [expected]


def test_rule_1_a_letter_that_says_what_its_author_wrote() -> None:
    line = "A letter by Ada Quist said talks would resume. || ccomp(said, resume)"
    arcs = " nsubj(said, letter) nmod(letter, Ada) case(Ada, by)"
    assert outlets(line + arcs) == ["document A letter by Ada Quist"]


SURVEY = "The union published a survey. || nsubj(published, union) obj(published, survey)"
SHARES = [
    "Forty percent said talks would resume. || ccomp(said, resume) nsubj(said, percent)",
    "Half of the farmers said talks would resume. || ccomp(said, resume) nsubj(said, Half) "
    "nmod(Half, farmers)",
    "A respondent said talks would resume. || ccomp(said, resume) nsubj(said, respondent)",
]


@pytest.mark.parametrize("line", SHARES)
def test_rule_1_whoever_a_survey_asked(line: str) -> None:
    assert outlets(SURVEY, line) == ["document* a survey"]
    assert outlets(line) == [None]


def test_who_is_no_part_of_a_survey() -> None:
    line = "Voters said talks would resume. || ccomp(said, resume) nsubj(said, Voters)"
    assert outlets(SURVEY, line) == [None]
    far = ["Talks failed."] * 9
    assert outlets(SURVEY, *far, SHARES[0]) == [None]


INSTITUTIONS = [
    pytest.param(quoted("the Harbour Ministry said"), "government Harbour Ministry", id="ministry"),
    pytest.param(quoted("the Bridge Union said"), "organisation Bridge Union", id="union"),
    pytest.param(
        quoted("the Bridge Union said in a statement", "nsubj(said, Union)"),
        "organisation Bridge Union",
        id="own statement",
    ),
    pytest.param(quoted("police said"), "government police", id="unnamed body"),
    pytest.param(
        quoted(
            "said Tom Brand, a spokesman for the Bridge Union",
            "nsubj(said, Tom) appos(Tom, spokesman) nmod(spokesman, Union)",
        ),
        "organisation Bridge Union",
        id="spokesperson of a body",
    ),
    pytest.param(
        quoted(
            "Harbour Ministry spokesman Tom Brand said",
            "nsubj(said, Tom) "
            "compound(Tom, spokesman) compound(Tom, Ministry) compound(Ministry, Harbour)",
        ),
        "government Harbour Ministry",
        id="titled spokesperson",
    ),
    pytest.param(
        quoted("a ministry spokeswoman said", "nsubj(said, spokeswoman)"),
        "government ministry",
        id="unnamed spokesperson of an unnamed body",
    ),
    pytest.param(
        quoted("the union’s spokesman said", "nsubj(said, spokesman)"),
        "organisation the union",
        id="spokesperson of an unnamed body",
    ),
]


@pytest.mark.parametrize(("line", "expected"), INSTITUTIONS)
def test_rule_2_institutions(line: str, expected: str) -> None:
    found = outlets(line)
    assert [each and each.removeprefix("the ").replace(" a ", " ") for each in found] == [expected]


def test_a_speaking_institution_is_its_own_outlet() -> None:
    doc = record(quoted("the Bridge Union said"))
    quotation = doc.quotations[0]
    assert quotation.outlet is not None
    assert quotation.outlet.entity == quotation.speakers[0].entity


EXPERTS = [
    (
        quoted(
            "said Ada Quist, an analyst in Vell",
            "nsubj(said, Ada) appos(Ada, analyst) nmod(analyst, Vell) an/DT",
        ),
        "analyst Ada Quist",
    ),
    (
        quoted(
            "said Ada Quist, a researcher at the Rivers Institute",
            "nsubj(said, Ada) appos(Ada, researcher) nmod(researcher, Institute)",
        ),
        "analyst Ada Quist",
    ),
    (quoted("an economist said", "an/DT"), "analyst an economist"),
]


@pytest.mark.parametrize(("line", "expected"), EXPERTS)
def test_rule_3_experts(line: str, expected: str) -> None:
    assert outlets(line) == [expected]


NOBODY = [
    pytest.param(quoted("Ada Quist said"), id="a person"),
    pytest.param(
        quoted("Ada Quist told reporters", "nsubj(told, Ada)", cue="told"), id="told reporters"
    ),
    pytest.param(
        quoted(
            "Ada Quist said at a press conference",
            "nsubj(said, Ada) obl(said, conference)",
        ),
        id="press conference",
    ),
    pytest.param(
        quoted("Foreign Minister Ada Quist said", "nsubj(said, Ada) Foreign/NNP Minister/NNP"),
        id="minister",
    ),
    pytest.param(
        quoted(
            "said Ada Quist, the minister of the Harbour Ministry",
            "nsubj(said, Ada) appos(Ada, minister) nmod(minister, Ministry)",
        ),
        id="head of a body",
    ),
    pytest.param(quoted("a worker said"), id="unnamed person"),
    pytest.param(
        quoted(
            "said Ada Quist, a lawyer for the union",
            "nsubj(said, Ada) appos(Ada, lawyer) nmod(lawyer, union)",
        ),
        id="lawyer of a party",
    ),
]


@pytest.mark.parametrize("line", NOBODY)
def test_rule_4_none(line: str) -> None:
    assert outlets(line) == [None]


def test_an_earlier_rule_beats_a_later_one() -> None:
    line = quoted(
        "said Ada Quist, an analyst, according to the Norland Wire",
        "nsubj(said, Ada) appos(Ada, analyst) an/DT case(Wire, according) "
        "fixed(according, to) obl(said, Wire)",
    )
    assert outlets(line) == ["news_agency Norland Wire"]
    line = quoted("the Bridge Union told Radio Vell", "nsubj(told, Union)", cue="told")
    assert outlets(line) == ["broadcaster Radio Vell"]


GIVEN = (
    "Ada Quist wrote a petition, asking voters to wait. || obj(wrote, petition) det(petition, a) "
    "advcl(wrote, asking) obj(asking, voters) xcomp(asking, wait) mark(wait, to) nsubj(wrote, Ada)"
)


def test_what_goes_with_giving_out_a_document_stands_in_it() -> None:
    inside = (
        "Ada Quist in a letter urged the crews on, warning ships wait. || obl(urged, letter) "
        "case(letter, in) nsubj(urged, Ada) advcl(urged, warning) ccomp(warning, wait) "
        "nsubj(wait, ships)"
    )
    assert outlets(GIVEN) == ["document a petition"]
    assert outlets(inside)[-1] == "document a letter"


def test_what_goes_with_doing_something_else_to_a_document_does_not() -> None:
    assert outlets(GIVEN.replace("wrote", "praised")) == [None]


def test_what_a_sentence_is_according_to_may_stand_beside_another_cue() -> None:
    opposed = quoted(
        "Ada Quist said, according to a report",
        "nsubj(said, Ada) case(report, according) fixed(according, to) obl(said, report)",
    )
    assert outlets(opposed) == ["document a report"]


@pytest.mark.parametrize(
    ("where", "arcs", "outlet"),
    [
        (
            "in a statement from the Bridge Union",
            "obl(said, statement) nmod(statement, Union) case(Union, from)",
            "organisation Bridge Union",
        ),
        (
            "in a Bridge Union release",
            "obl(said, release) compound(release, Union)",
            "organisation Bridge Union",
        ),
        (
            "in a letter from the Bridge Union",
            "obl(said, letter) nmod(letter, Union) case(Union, from)",
            "document a letter",
        ),
    ],
    ids=["from", "its", "letter"],
)
def test_a_bodys_statement_is_the_bodys_whoever_speaks_in_it(
    where: str, arcs: str, outlet: str
) -> None:
    assert outlets(quoted(f"Ada Quist said {where}", f"nsubj(said, Ada) {arcs}")) == [outlet]


def test_written_testimony_is_a_document_and_spoken_is_none() -> None:
    said = "nsubj(said, Ada) obl(said, testimony) case(testimony, in)"
    written = quoted("Ada Quist said in written testimony", f"{said} amod(testimony, written)")
    assert outlets(written) == ["document written testimony"]
    assert outlets(quoted("Ada Quist said in testimony", said)) == [None]
