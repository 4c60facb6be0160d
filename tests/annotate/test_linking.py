"""Which mentions name one entity, and which two."""

from __future__ import annotations

import pytest

from annotate.context import Context
from annotate.linking import Entities
from annotate.segments import find_segments
from tests.annotate.build import REGISTRY, Paragraph, record, seen, story


def said(name: str, *, before: str = "", arcs: str = "") -> str:
    """A sentence that gives ``name`` something to say."""
    last = name.split()[-1]
    return f"“We will rebuild,” {before}{name} said. || ccomp(said, rebuild) {arcs.format(last)}"


def groups(*paragraphs: Paragraph, names: str = "") -> list[list[str]]:
    """The names of each entity, as they stand in the text, in order of first mention."""
    made = story(*paragraphs, names=names)
    text = made.doc.text or ""
    ctx = Context(made.doc, find_segments(text, made.doc.body), made.analysis)
    return [[span.of(text) for span in each.spans] for each in Entities(ctx, REGISTRY).clusters]


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Norland Wire", "e/norland-wire"),
        ("Northern Water", None),
    ],
)
def test_an_acronym_is_the_entrys_if_its_words_can_be(name: str, entry: str | None) -> None:
    made = story(f"Ask the {name} (NW).", "The NW left.", names=f"ORG {name}|NW")
    ctx = Context(made.doc, find_segments(made.doc.text or "", made.doc.body), made.analysis)
    (cluster,) = Entities(ctx, REGISTRY).clusters
    assert (cluster.entry.id if cluster.entry else None) == entry


CLUSTERS = [
    pytest.param(
        ("Juan Carlos Mora Porth left.", "Mora came.", "Mora Porth stopped."),
        "PERSON Juan Carlos Mora Porth|Mora Porth|Mora",
        [["Juan Carlos Mora Porth", "Mora", "Mora Porth"]],
        id="a father's and a mother's surname",
    ),
    pytest.param(
        ("Juan Mora Porth left.", "Mora came.", "Porth stopped."),
        "PERSON Juan Mora Porth\nORG Mora|Porth",
        [["Juan Mora Porth", "Mora", "Porth"]],
        id="the same, alone and taken for bodies",
    ),
    pytest.param(
        ("Ada Quist left.", "Quist came."), "", [["Ada Quist", "Quist"]], id="surname later"
    ),
    pytest.param(
        ("Ada Quist left.", "Tom Brand came.", "Quist stopped.", "Brand walked."),
        "",
        [["Ada Quist", "Quist"], ["Tom Brand", "Brand"]],
        id="two persons",
    ),
    pytest.param(
        ("Lena Moor left.", "Karl Moor came."),
        "",
        [["Lena Moor"], ["Karl Moor"]],
        id="one surname, two persons",
    ),
    pytest.param(
        ("Lena Moor left.", "Moor stopped.", "Karl Moor came.", "Moor walked."),
        "",
        [["Lena Moor", "Moor"], ["Karl Moor", "Moor"]],
        id="one surname, two persons, the first called by it",
    ),
    pytest.param(
        (
            "Mrs. Lena Moor left. || compound(Lena, Mrs.)",
            "Mr. Karl Moor came. || compound(Karl, Mr.)",
            "Mrs. Moor stopped. || compound(Moor, Mrs.)",
            "Mr. Moor walked. || compound(Moor, Mr.)",
        ),
        "",
        [["Lena Moor", "Moor"], ["Karl Moor", "Moor"]],
        id="one surname, told apart by title",
    ),
    pytest.param(
        ("Yusuf Brand left.", "Yousuf Brand came."),
        "PERSON Yusuf Brand|Yousuf Brand",
        [["Yusuf Brand", "Yousuf Brand"]],
        id="one name, spelt in two ways",
    ),
    pytest.param(
        ("Jane Brand left.", "June Brand came.", "Mario Moor stopped.", "Maria Moor walked."),
        "PERSON Jane Brand|June Brand|Mario Moor|Maria Moor",
        [["Jane Brand"], ["June Brand"], ["Mario Moor"], ["Maria Moor"]],
        id="two names, nearly spelt alike",
    ),
    pytest.param(
        ("Ida-Lee Voss left.", "Ida Lee Voss came.", "Voss stopped."),
        "",
        [["Ida-Lee Voss", "Ida Lee Voss", "Voss"]],
        id="hyphen or space",
    ),
    pytest.param(
        ("Han Sol-mi left.", "Han Sol Mi came.", "Han stopped."),
        "PERSON Han Sol-mi|Han Sol Mi|Han",
        [["Han Sol-mi", "Han Sol Mi", "Han"]],
        id="surname first, hyphen or space",
    ),
    pytest.param(
        ("Ada B. Quist left. || flat(Ada, B) flat(Ada, Quist)", "Ada Quist came."),
        "PERSON Ada B. Quist",
        [["Ada B. Quist", "Ada Quist"]],
        id="middle initial",
    ),
    pytest.param(
        (
            "The Coastal Rail Board (CRB) left. || appos(Board, CRB) nsubj(left, Board)",
            "The CRB came.",
        ),
        "",
        [["Coastal Rail Board", "CRB", "CRB"]],
        id="acronym in brackets",
    ),
    pytest.param(
        ("The Coastal Rail Board left.", "The CRB came."),
        "",
        [["Coastal Rail Board", "CRB"]],
        id="acronym without brackets",
    ),
    pytest.param(
        ("The Vell Water Company left.", "The Water Company came."),
        "ORG Water Company",
        [["Vell Water Company", "Water Company"]],
        id="end of a body's name",
    ),
    pytest.param(
        ("Vell grew.", "The Vell Times left.", "Radio Vell came."),
        "",
        [["Vell"], ["Vell Times"], ["Radio Vell"]],
        id="a place in other names",
    ),
    pytest.param(
        ("Ada Quist’s plan failed.", "Quist left."),
        "PERSON Ada Quist’s",
        [["Ada Quist", "Quist"]],
        id="possessive left out",
    ),
    pytest.param(
        ("President Ada Quist left.", "Quist came."),
        "PERSON President Ada Quist",
        [["Ada Quist", "Quist"]],
        id="title left out",
    ),
    pytest.param(
        ("Ada Quist 😀 left. || punct(left, 😀)", "Quist came."),
        "PERSON Ada Quist 😀",
        [["Ada Quist", "Quist"]],
        id="signs at the end left out",
    ),
]


@pytest.mark.parametrize(("paragraphs", "names", "expected"), CLUSTERS)
def test_names_of_one_entity(
    paragraphs: tuple[Paragraph, ...], names: str, expected: list[list[str]]
) -> None:
    assert groups(*paragraphs, names=names) == expected


@pytest.mark.parametrize(
    ("a", "b", "label", "expected"),
    [
        ("Ada Quist", "Quist", "PERSON", True),
        ("Ada Quist", "QUIST", "PERSON", True),
        ("Ada Quist", "A. Quist", "PERSON", True),
        ("Ada Quist", "Anna Quist", "PERSON", False),
        ("Ada Quist", "Ada Brand", "PERSON", False),
        ("Han Sol-mi", "Han", "PERSON", True),
        ("Quist", "Quistgaard", "PERSON", False),
        ("Bridge Union", "the Bridge Union", "ORG", True),
        ("Bridge Union", "Harbour Union", "ORG", False),
        ("Vell", "Vell Times", "ORG", False),
        ("CRB", "Coastal Rail Board", "ORG", True),
        ("BoV", "Board of Vell", "ORG", True),
        ("BV", "Board of Vell", "ORG", True),
        ("CRB", "Coastal Board", "ORG", False),
        ("Vell", "Ostrel", "PLACE", False),
    ],
)
def test_two_names_either_way(a: str, b: str, label: str, expected: bool) -> None:
    names = f"{label} {a}|{b}"
    for first, second in ((a, b), (b, a)):
        found = groups(f"{first} left.", f"{second} came.", names=names)
        assert len(found) == (1 if expected else 2), (first, second)


def test_one_entity_has_all_its_mentions_and_spellings() -> None:
    doc = record(said("Ada Quist"), said("Quist"), said("Ida-Lee Voss"), said("Ida Lee Voss"))
    text = doc.text or ""
    assert [{e.name, *e.aliases} for e in doc.entities] == [
        {"Ada Quist", "Quist"},
        {"Ida-Lee Voss", "Ida Lee Voss"},
    ]
    assert doc.entities[0].name == "Ada Quist"
    assert [[m.of(text) for m in e.mentions] for e in doc.entities] == [
        ["Ada Quist", "Quist"],
        ["Ida-Lee Voss", "Ida Lee Voss"],
    ]


def test_a_surname_that_two_have_goes_to_the_nearer_one() -> None:
    doc = record(said("Lena Moor"), said("Karl Moor"), said("Moor"))
    assert [each.speakers[0].split(":")[0] for each in seen(doc)] == [
        "Lena Moor",
        "Karl Moor",
        "Karl Moor",
    ]


def test_a_name_of_the_registry_brings_its_id() -> None:
    doc = record("The Norland Wire said talks would resume. || ccomp(said, resume)")
    assert [(e.id, e.name, e.kind) for e in doc.entities] == [
        ("e/norland-wire", "Norland Wire", "media")
    ]


def test_aliases_of_the_registry_are_one_entity() -> None:
    doc = record(
        "The Norland Wire said talks would resume. || ccomp(said, resume)",
        "NW said voters would wait. || ccomp(said, wait)",
        names="ORG NW",
    )
    assert [(e.id, e.aliases) for e in doc.entities] == [("e/norland-wire", ("NW",))]
    assert len(doc.entities[0].mentions) == 2


DESCRIBED = [
    pytest.param(
        (
            said("Ada Quist", before="Mayor "),
            "“We will walk,” the mayor said. || ccomp(said, walk)",
        ),
        "Ada Quist: the mayor",
        id="role of a name",
    ),
    pytest.param(
        (
            "“We will rebuild,” said Ada Quist, an engineer. || ccomp(said, rebuild) "
            "nsubj(said, Ada) appos(Ada, engineer)",
            "“We will walk,” the engineer said. || ccomp(said, walk)",
        ),
        "Ada Quist: the engineer",
        id="apposition",
    ),
    pytest.param(
        (said("Bridge Union"), "“We will walk,” the union said. || ccomp(said, walk)"),
        "Bridge Union: the union",
        id="head of a body's name",
    ),
    pytest.param(
        (
            "“We will rebuild,” a worker said. || ccomp(said, rebuild)",
            "“We will walk,” the worker said. || ccomp(said, walk)",
        ),
        "a worker: the worker",
        id="description again",
    ),
    pytest.param(
        (
            "“We will rebuild,” a worker said. || ccomp(said, rebuild)",
            "“We will walk,” a worker said. || ccomp(said, walk)",
        ),
        "a worker: a worker",
        id="another of the kind",
    ),
]


@pytest.mark.parametrize(("paragraphs", "expected"), DESCRIBED)
def test_what_a_description_refers_to(paragraphs: tuple[Paragraph, ...], expected: str) -> None:
    assert seen(record(*paragraphs))[-1].speakers == [expected]


def test_an_indefinite_description_is_somebody_new() -> None:
    line = "“We will rebuild,” a worker said. || ccomp(said, rebuild)"
    assert [entity.kind for entity in record(line, line).entities] == ["unnamed", "unnamed"]
