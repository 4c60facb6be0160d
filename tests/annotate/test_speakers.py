"""Whose words a quotation has: the mention, how it names, and who it leads to."""

from __future__ import annotations

import pytest

from tests.annotate.build import Paragraph, only, record, seen

ADA = "“We will rebuild,” Ada Quist said. || ccomp(said, rebuild)"
TOM = "“We will wait,” Tom Brand said. || ccomp(said, wait)"
UNION = "“We will wait,” the Bridge Union said. || ccomp(said, wait)"
MS_QUIST = "“We will rebuild,” Ms. Quist said. || ccomp(said, rebuild) compound(Quist, Ms.)"
MR_BRAND = "“We will wait,” Mr. Brand said. || ccomp(said, wait) compound(Brand, Mr.)"


def speakers(*paragraphs: Paragraph) -> list[list[str]]:
    return [each.speakers for each in seen(record(*paragraphs)) if each.type != "none"]


NAMES = [
    ("“We will rebuild,” Mayor Ada Quist said. || ccomp(said, rebuild)", "Ada Quist"),
    (
        "“We will rebuild,” said Mayor Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)",
        "Ada Quist",
    ),
    (
        "“We will rebuild,” said Ada Quist, a worker in Vell. || ccomp(said, rebuild) "
        "nsubj(said, Ada) appos(Ada, worker) nmod(worker, Vell)",
        "Ada Quist",
    ),
    (
        "“We will rebuild,” said the mayor, Ada Quist. || ccomp(said, rebuild) "
        "nsubj(said, mayor) appos(mayor, Ada)",
        "Ada Quist",
    ),
    (
        "“We will rebuild,” the union’s Ada Quist said. || ccomp(said, rebuild) "
        "nmod:poss(Ada, union) nsubj(said, Ada)",
        "Ada Quist",
    ),
    ("“We will rebuild,” the Bridge Union said. || ccomp(said, rebuild)", "Bridge Union"),
    ("“We will rebuild,” Ms. Quist said. || ccomp(said, rebuild) compound(Quist, Ms.)", "Quist"),
    (
        "“We will rebuild,” Perrin Oake said. || ccomp(said, rebuild) compound(Oake, Perrin) "
        "Perrin/NNP",
        "Perrin Oake",
    ),
]


@pytest.mark.parametrize(("line", "mention"), NAMES)
def test_the_mention_of_a_name_is_the_name_alone(line: str, mention: str) -> None:
    found = only(record(line))
    assert found.kinds == ["name"]
    assert found.speakers == [f"{mention}: {mention}"]


NOMINALS = [
    ("“We will rebuild,” a worker said. || ccomp(said, rebuild)", "a worker"),
    ("“We will rebuild,” police said. || ccomp(said, rebuild)", "police"),
    (
        "“We will rebuild,” the two governments said. || ccomp(said, rebuild) two/CD",
        "the two governments",
    ),
    (
        "“We will rebuild,” said a researcher at the institute. || ccomp(said, rebuild) "
        "nsubj(said, researcher) nmod(researcher, institute)",
        "a researcher at the institute",
    ),
    (
        "“We will rebuild,” said a worker, who left in the winter. || ccomp(said, rebuild) "
        "nsubj(said, worker) acl:relcl(worker, left)",
        "a worker",
    ),
]


@pytest.mark.parametrize(("line", "mention"), NOMINALS)
def test_a_description_is_the_shortest_that_identifies(line: str, mention: str) -> None:
    doc = record(line)
    found = only(doc)
    assert found.kinds == ["nominal"]
    assert found.speakers == [f"{mention}: {mention}"]
    assert [entity.kind for entity in doc.entities][:1] == ["unnamed"]


PRONOUNS = [
    pytest.param(
        (MS_QUIST, MR_BRAND, "“We will walk,” she said. || ccomp(said, walk)"),
        "Quist",
        id="gender, female",
    ),
    pytest.param(
        (MR_BRAND, MS_QUIST, "“We will walk,” he said. || ccomp(said, walk)"),
        "Brand",
        id="gender, male",
    ),
    pytest.param(
        (ADA, "“We will walk,” she said. || ccomp(said, walk)"), "Ada Quist", id="unknown gender"
    ),
    pytest.param(
        (ADA, TOM, "“We will walk,” he said. || ccomp(said, walk)"), "Tom Brand", id="focus"
    ),
    pytest.param(
        (UNION, "“We will walk,” it said. || ccomp(said, walk)"), "Bridge Union", id="it: a body"
    ),
    pytest.param(
        (UNION, ADA, "“We will walk,” it said. || ccomp(said, walk)"),
        "Bridge Union",
        id="it: no person",
    ),
    pytest.param(
        (
            "“We will wait,” workers said. || ccomp(said, wait)",
            ADA,
            "“We will walk,” they said. || ccomp(said, walk)",
        ),
        "workers",
        id="number",
    ),
    pytest.param(
        ("Ms. Quist said she would walk. || compound(Quist, Ms.) ccomp(said, walk)",),
        "Quist",
        id="not the pronoun inside the words",
    ),
]


@pytest.mark.parametrize(("paragraphs", "name"), PRONOUNS)
def test_what_a_pronoun_stands_for(paragraphs: tuple[Paragraph, ...], name: str) -> None:
    last = seen(record(*paragraphs))[-1]
    assert last.speakers[0].split(":")[0] == name


def test_a_pronoun_is_the_mention() -> None:
    last = seen(record(ADA, "“We will walk,” she said. || ccomp(said, walk)"))[-1]
    assert last.kinds == ["pronoun"]
    assert last.speakers == ["Ada Quist: she"]


def test_speaking_makes_a_focus_that_a_later_name_does_not() -> None:
    found = speakers(
        (ADA, "She greeted Tom Brand in Vell. || obj(greeted, Tom)"),
        "“We will walk,” she said. || ccomp(said, walk)",
    )
    assert found[-1] == ["Ada Quist: she"]


JOINT = [
    (
        "“We will rebuild,” Ada Quist and Tom Brand said. || ccomp(said, rebuild) "
        "nsubj(said, Ada) conj(Ada, Tom)",
        ["Ada Quist: Ada Quist", "Tom Brand: Tom Brand"],
    ),
    (
        "The Bridge Union and the Harbour Ministry said talks would resume. || "
        "ccomp(said, resume) nsubj(said, Union) conj(Union, Ministry)",
        ["Bridge Union: Bridge Union", "Harbour Ministry: Harbour Ministry"],
    ),
    *(
        (
            "Friends of Norland and Vell said talks would resume. || ccomp(said, resume) "
            f"nsubj(said, Friends) nmod(Friends, Norland) case(Norland, of) conj({first}, Vell)",
            ["Friends of Norland and Vell: Friends of Norland and Vell"],
        )
        for first in ("Norland", "Friends")  # the second is how a parser may get it wrong
    ),
    (
        "Lawyers for Ada Quist said talks would resume. || ccomp(said, resume) "
        "nsubj(said, Lawyers) nmod(Lawyers, Ada) case(Ada, for) nmod(Lawyers, Quist)",
        ["Lawyers for Ada Quist: Lawyers for Ada Quist"],
    ),
    (
        "Friends of Norland and the union said talks would resume. || ccomp(said, resume) "
        "nsubj(said, Friends) nmod(Friends, Norland) case(Norland, of) conj(Friends, union)",
        ["Friends of Norland: Friends of Norland", "the union: the union"],
    ),
]


@pytest.mark.parametrize(("line", "expected"), JOINT)
def test_joint_speakers(line: str, expected: list[str]) -> None:
    assert only(record(line)).speakers == expected


def test_a_run_goes_on_with_its_speaker() -> None:
    """Quoted words that stand free after a sentence of the article are the same speaker's."""
    first, second = seen(
        record(
            (ADA, "The bridge failed in the winter. || obl(failed, winter)", "“We will not wait.”"),
        )
    )
    assert first.speakers == ["Ada Quist: Ada Quist"]
    assert (second.type, second.kinds, second.cue) == ("direct", ["implicit"], [])
    assert second.speakers == ["Ada Quist: (implicit)"]


@pytest.mark.parametrize(
    "before",
    [
        "Ada Quist warned of a long winter.",
        "Ada Quist laughed.",
    ],
)
def test_the_subject_before_free_words_speaks_them(before: str) -> None:
    last = seen(record((before, "“We will not wait for the bridge.”")))[-1]
    assert (last.type, last.speakers) == ("direct", ["Ada Quist: (implicit)"])


UNDECIDED = [
    pytest.param(("“We will not wait for the bridge.”",), id="nobody at all"),
    pytest.param(("“We will walk,” I said. || ccomp(said, walk)",), id="first person"),
    pytest.param(("“We will walk,” we said. || ccomp(said, walk)",), id="first person plural"),
    pytest.param(
        (
            "It was said that talks “would resume”. || said/VBN aux:pass(said, was) "
            "nsubj:pass(said, It) ccomp(said, resume)",
        ),
        id="passive without agent",
    ),
]


@pytest.mark.parametrize("paragraphs", UNDECIDED)
def test_a_guess_is_worse_than_none(paragraphs: tuple[Paragraph, ...]) -> None:
    assert [each.speakers for each in seen(record(*paragraphs))] == [[]]


def test_a_pronoun_without_anybody_before_it_stays_unnamed() -> None:
    doc = record("“We will walk,” she said. || ccomp(said, walk)")
    found = only(doc)
    assert found.kinds in ([], ["pronoun"])
    assert all(entity.kind == "unnamed" for entity in doc.entities)


def test_a_speaker_inside_the_report_of_another() -> None:
    """`According to` credits: the words stay those of who said them."""
    found = only(
        record(
            "“We will rebuild,” Ada Quist said, according to the Norland Wire. || "
            "ccomp(said, rebuild) nsubj(said, Ada) case(Wire, according) "
            "fixed(according, to) obl(said, Wire)"
        )
    )
    assert found.speakers == ["Ada Quist: Ada Quist"]
    assert found.cue == ["said"]


@pytest.mark.parametrize(
    "relation",
    [
        "xcomp",
        pytest.param(
            "parataxis",  # as the shipped parser has it
            marks=pytest.mark.xfail(
                strict=True, reason="`according to` takes the words of `called`"
            ),
        ),
    ],
)
def test_who_calls_it_speaks_and_the_paper_carries_it(relation: str) -> None:
    found = only(
        record(
            "Tom Brand called the plan “a fine mess”, according to the Norland Gazette. || "
            f"{relation}(called, mess) obj(called, plan) case(Gazette, according) "
            "fixed(according, to) obl(called, Gazette)"
        )
    )
    assert (found.cue, found.speakers) == (["called"], ["Tom Brand: Tom Brand"])
    assert found.outlet == "newspaper Norland Gazette"


def test_the_issuer_of_a_statement_speaks() -> None:
    found = only(
        record(
            "A report by the Bridge Union said talks would resume. || ccomp(said, resume) "
            "nsubj(said, report) nmod(report, Union)"
        )
    )
    assert found.speakers == ["Bridge Union: Bridge Union"]


def test_a_document_speaks_if_nobody_issued_it() -> None:
    doc = record("The report said that talks would resume. || ccomp(said, resume)")
    assert only(doc).speakers == ["The report: The report"]
    assert [entity.kind for entity in doc.entities] == ["document"]


def test_when_somebody_spoke_tells_not_who_they_are() -> None:
    made = record(
        "Talks would resume, according to state television on Monday. || "
        "case(television, according) fixed(according, to) obl(resume, television) "
        "compound(television, state) nmod(television, Monday) case(Monday, on)"
    )
    assert only(made).speakers == ["state television: state television"]
