"""What changed between two states, and the version that follows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Document, Quotation
from corpus.release.data import CorpusData, Placed, load_data
from corpus.release.diff import Item, compare, compare_documents
from corpus.release.version import VersionError, following, parse, settle
from corpus.spans import Span
from tests.release.corpora import article
from tests.strategies import documents

DOC = article("alder", "train")
BY_ID = {quotation.id: quotation for quotation in DOC.quotations}


def with_quotations(*quotations: Quotation) -> Document:
    return replace(DOC, quotations=quotations)


def told(before: Document, after: Document) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (item.kind, item.id.partition("#")[2], tuple(i.partition("#")[2] for i in item.into))
        for item in compare_documents(before, after)
    ]


def indirect(name: str, start: int, end: int) -> Quotation:
    return replace(BY_ID["indirect"], id=name, content=(Span(start, end),))


LONG, LEFT, RIGHT = indirect("a", 10, 30), indirect("b", 10, 18), indirect("c", 20, 30)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([LONG], [LONG], []),
        ([], [LONG], [("added", "a", ())]),
        ([LONG], [], [("withdrawn", "a", ())]),
        ([LONG], [LEFT, RIGHT], [("split", "a", ("b", "c"))]),
        ([LONG], [replace(LEFT, id="a"), RIGHT], [("split", "a", ("a", "c"))]),
        ([LEFT, RIGHT], [LONG], [("merged", "b", ("a",)), ("merged", "c", ("a",))]),
        ([LONG], [replace(LONG, id="z")], [("renamed", "a", ("z",))]),
        ([LEFT], [LEFT, RIGHT], [("added", "c", ())]),
        ([LONG], [LONG, LEFT], [("added", "b", ())]),
        ([LEFT, RIGHT], [replace(LONG, id="b")], [("corrected", "b", ()), ("merged", "c", ("b",))]),
    ],
)
def test_quotations_are_followed(
    before: list[Quotation], after: list[Quotation], expected: list[object]
) -> None:
    assert told(with_quotations(*before), with_quotations(*after)) == expected


def test_corrections_name_their_fields() -> None:
    new = replace(BY_ID["direct"], mode="writing", outlet=None)
    rest = DOC.quotations[1:]
    [item] = compare_documents(DOC, with_quotations(new, *rest))
    assert item == Item(kind="corrected", id="tests/alder#direct", fields=("mode", "outlet"))


def corpus(*docs: Document) -> CorpusData:
    return CorpusData(folder=Path(), gold=tuple(Placed(doc, "x", 1) for doc in docs))


def test_the_version_follows() -> None:
    old = corpus(DOC)
    assert compare(old, old).bump == "patch"
    assert compare(old, corpus(DOC, article("birch", "dev"))).bump == "minor"
    assert compare(old, corpus(replace(DOC, split="test"))).bump == "major"
    assert compare(old, corpus(replace(DOC, title="Other"))).bump == "minor"
    assert compare(corpus(DOC, article("birch", "dev")), old).bump == "major"
    assert compare(old, old, old_schema="0.9.0").bump == "major"


@given(documents(), st.data())
def test_nothing_is_said_of_what_is_the_same_and_everything_of_what_is_not(
    doc: Document, data: st.DataObject
) -> None:
    assert compare_documents(doc, doc) == []
    quotation = data.draw(st.sampled_from(doc.quotations))
    rest = tuple(each for each in doc.quotations if each is not quotation)
    [gone] = compare_documents(doc, replace(doc, quotations=rest))
    assert (gone.kind, gone.id) == ("withdrawn", f"{doc.id}#{quotation.id}")
    [came] = compare_documents(replace(doc, quotations=rest), doc)
    assert (came.kind, came.id) == ("added", f"{doc.id}#{quotation.id}")


def test_a_release_compares_with_its_data(data: Path, release: Path) -> None:
    assert compare(load_data(release), load_data(data)).items == ()


def test_versions() -> None:
    assert following("1.2.3", "major") == "2.0.0"
    assert following("1.2.3", "minor") == "1.3.0"
    assert following("1.2.3", "patch") == "1.2.4"
    assert settle(None, None, "patch") == "1.0.0"
    assert settle(None, "1.0.0", "minor") == "1.1.0"
    with pytest.raises(VersionError, match=r"1\.0\.1 is wrong.*this is 2\.0\.0"):
        settle("1.0.1", "1.0.0", "major")
    for bad in ("1.0", "v1.0.0", "1.0.0-rc", "01.0.0", "../x"):
        with pytest.raises(VersionError):
            parse(bad)
