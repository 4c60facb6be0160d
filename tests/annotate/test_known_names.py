"""Media and bodies that a tagger of names misses, cuts short or takes for persons."""

from __future__ import annotations

import pytest

from annotate.known_names import put_right
from corpus.entities import Registry, RegistryEntry
from tests.annotate.build import annotator, story
from tests.annotate.trees import find_names

MEDIA = ("Vellast", "Umber and Mail", "Norland Now", "Guardian", "Threads")
KNOWN = Registry(
    [
        RegistryEntry(id="e/dov-kompas", name="Dov Kompas", kind="person"),
        *(
            RegistryEntry(id=f"e/{i}", name=name, kind="media", outlet="newspaper")
            for i, name in enumerate(MEDIA)
        ),
    ]
)


def named(line: str, names: str = "") -> list[str]:
    """The names of a sentence with their labels, once media are put right."""
    made = story(line, names=names)
    ctx = next(iter(annotator(made).contexts([made.doc])))
    text = made.doc.text or ""
    given = [
        m for m in made.analysis.mentions if (m.start, m.end, m.label) in find_names(text, names)
    ]
    return [f"{m.label} {text[m.start : m.end]}" for m in put_right(ctx, KNOWN, given)]


@pytest.mark.parametrize(
    ("line", "names", "found"),
    [
        ("Vellast said so. || nsubj(said, Vellast)", "PERSON Vellast", ["ORG Vellast"]),
        ("Vellast said so. || Vellast/NNP nsubj(said, Vellast)", "", ["ORG Vellast"]),
        (
            "The Umber and Mail said so. || nsubj(said, Mail) compound(Mail, Umber)",
            "ORG Mail",
            ["ORG Umber and Mail"],
        ),
        (
            "Norland Now said so. || nsubj(said, Norland) flat(Norland, Now)",
            "PLACE Norland",
            ["ORG Norland Now"],
        ),
        ("The Guardian said so. || nsubj(said, Guardian)", "PERSON Guardian", ["ORG Guardian"]),
        ("The Guardian said so. || nsubj(said, Guardian)", "", ["ORG Guardian"]),
        ("Guardian reported losses. || nsubj(reported, Guardian)", "", ["ORG Guardian"]),
        (
            "Quist told the Guardian. || Guardian/NNP",
            "PERSON Quist",
            ["PERSON Quist", "ORG Guardian"],
        ),
        (
            "Quist wrote on Threads. || Threads/NNP",
            "PERSON Quist",
            ["PERSON Quist", "ORG Threads"],
        ),
        (
            "Talks failed, according to the Guardian. || case(Guardian, according) "
            "obl(failed, Guardian) fixed(according, to)",
            "",
            ["ORG Guardian"],
        ),
    ],
)
def test_a_registered_medium_is_one(line: str, names: str, found: list[str]) -> None:
    assert named(line, names) == found


@pytest.mark.parametrize(
    ("line", "names", "found"),
    [
        ("Ada Vellast said so.", "PERSON Ada Vellast", ["PERSON Ada Vellast"]),
        (
            "Ada Vellast said Vellast won. || ccomp(said, won)",
            "PERSON Ada Vellast|Vellast",
            ["PERSON Ada Vellast", "PERSON Vellast"],
        ),
        ("Guardian said so. || nsubj(said, Guardian)", "PERSON Guardian", ["PERSON Guardian"]),
        ("The Guardian law failed. || nsubj(failed, law)", "", []),
        ("Threads of smoke rose. || nsubj(rose, Threads)", "", []),
        ("The Norland Now Fund said so.", "ORG Norland Now Fund", ["ORG Norland Now Fund"]),
    ],
    ids=["surname", "surname-again", "no-article", "law", "thread", "longer-name"],
)
def test_what_only_looks_like_one_stays(line: str, names: str, found: list[str]) -> None:
    assert named(line, names) == found


@pytest.mark.parametrize(
    ("line", "names", "found"),
    [
        ("Merrow Tidende said so.", "PERSON Merrow Tidende", ["ORG Merrow Tidende"]),
        ("MerrowTV said so.", "PERSON MerrowTV", ["ORG MerrowTV"]),
        ("TV Merrow said so.", "PLACE Merrow", ["ORG TV Merrow"]),
        ("Emily Post said so.", "PERSON Emily Post", ["PERSON Emily Post"]),
        ("The Merrow Post said so.", "PERSON Merrow Post", ["ORG Merrow Post"]),
    ],
)
def test_a_name_that_tells_a_medium_is_no_persons(line: str, names: str, found: list[str]) -> None:
    assert named(line, names) == found


@pytest.mark.parametrize(
    ("line", "names", "found"),
    [
        ("Oxfam said so. || nsubj(said, Oxfam)", "PERSON Oxfam", ["ORG Oxfam"]),
        ("Vellcorp said so. || nsubj(said, Vellcorp)", "PERSON Vellcorp", ["ORG Vellcorp"]),
        (
            "Umbra spokesman Tom Brand said so. || nsubj(said, spokesman) "
            "compound(spokesman, Umbra) appos(spokesman, Tom)",
            "PERSON Umbra",
            ["ORG Umbra", "PERSON Tom Brand"],
        ),
        (
            "Ada Oxfam said Oxfam won. || ccomp(said, won)",
            "PERSON Ada Oxfam|Oxfam",
            ["PERSON Ada Oxfam", "PERSON Oxfam"],
        ),
        (
            "Ada Quist said Quist won. || ccomp(said, won)",
            "WORK Quist",
            ["PERSON Ada Quist", "PERSON Quist"],
        ),
    ],
    ids=["known", "by-its-end", "spoken-for", "surname", "no-work"],
)
def test_one_word_is_a_body_or_a_person(line: str, names: str, found: list[str]) -> None:
    assert named(line, names) == found


@pytest.mark.parametrize(
    ("line", "names", "found"),
    [
        (
            "Umber’s Norland Now said so. || nsubj(said, Now) nmod:poss(Now, Umber) "
            "compound(Now, Norland)",
            "ORG Umber’s Norland Now",
            ["ORG Norland Now"],
        ),
        (
            "Norland Now newspaper said so. || nsubj(said, newspaper) "
            "compound(newspaper, Norland) compound(newspaper, Now)",
            "ORG Norland Now newspaper",
            ["ORG Norland Now"],
        ),
        (
            "Norland Now Fund said so. || nsubj(said, Fund) compound(Fund, Norland) "
            "compound(Fund, Now)",
            "ORG Norland Now Fund",
            ["ORG Norland Now Fund"],
        ),
    ],
    ids=["owner", "noun", "part"],
)
def test_a_longer_name_may_hold_the_medium_alone(line: str, names: str, found: list[str]) -> None:
    assert named(line, names) == found


@pytest.mark.parametrize(
    ("line", "names", "found"),
    [
        ("The CE said so.", "ORG CE", []),
        ("The Health CS said so.", "ORG Health CS", []),
        ("CE said so. || nsubj(said, CE)", "ORG CE", ["ORG CE"]),
        ("The First Nation said so.", "GROUP First Nation", ["ORG First Nation"]),
        ("Umber Hospital said so.", "PLACE Umber Hospital", ["ORG Umber Hospital"]),
        (
            "Umber governor Lena Orde said so. || nsubj(said, Lena) "
            "compound(Lena, governor) compound(governor, Umber)",
            "PERSON Umber|Lena Orde",
            ["PLACE Umber", "PERSON Lena Orde"],
        ),
        (
            "Umber guard Lena Orde said so. || nsubj(said, Lena) "
            "compound(Lena, guard) compound(guard, Umber)",
            "PERSON Umber|Lena Orde",
            ["PERSON Umber", "PERSON Lena Orde"],
        ),
        ("Dov Kompas said so.", "ORG Dov Kompas", ["PERSON Dov Kompas"]),
        ("Datuk Lena Orde said so.", "PLACE Datuk Lena Orde", ["PERSON Lena Orde"]),
        ("Tan Sri Lena Orde said so.", "PERSON Tan Sri Lena Orde", ["PERSON Lena Orde"]),
        ("Justice Lena Orde said so.", "PLACE Lena Orde", ["PERSON Lena Orde"]),
        ("Cllr Lena Orde said so. || nsubj(said, Lena)", "", ["PERSON Lena Orde"]),
        ("Mr Umber Group said so.", "ORG Umber Group", ["ORG Umber Group"]),
        ("Tan Ah Orde said so.", "PERSON Tan Ah Orde", ["PERSON Tan Ah Orde"]),
    ],
    ids=[
        "ce",
        "cs",
        "no-article",
        "nation",
        "hospital",
        "governor",
        "guard",
        "registered",
        "title-within",
        "pair",
        "title-before",
        "unseen",
        "company",
        "surname",
    ],
)
def test_what_a_tagger_calls_by_a_wrong_label(line: str, names: str, found: list[str]) -> None:
    assert named(line, names) == found
