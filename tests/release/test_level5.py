"""Level 5: golden broken corpora, each with its code alone, and a sound one without any."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.issues import CODES
from corpus.records import Document
from corpus.release.data import DATA, DataError, load_data
from corpus.release.folders import validate_folder
from corpus.release.tables import rows
from tests.release import corpora
from tests.release.golden import INVALID, issues
from tests.strategies import build, wordings

LEVEL5 = [code for code in CODES if CODES[code].level == 5]


def test_every_code_has_a_case() -> None:
    assert set(corpora.BROKEN) == set(LEVEL5)


@pytest.mark.parametrize("code", LEVEL5)
def test_golden_broken_corpora(code: str) -> None:
    found = issues(INVALID / code)
    assert {issue.code for issue in found} == {code}
    expected = (INVALID / code / "expected.txt").read_text(encoding="utf-8")
    assert "".join(f"{issue}\n" for issue in found) == expected


@pytest.mark.parametrize("code", LEVEL5)
def test_golden_folders_are_what_their_makers_write(code: str, tmp_path: Path) -> None:
    corpora.BROKEN[code](tmp_path, corpora.tiny())
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    kept = {
        path.relative_to(INVALID / code): path.read_bytes()
        for path in (INVALID / code).rglob("*")
        if path.is_file() and path.name != "expected.txt"
    }
    assert made == kept


def test_a_sound_corpus_and_release(data: Path, release: Path) -> None:
    for path in (data, release):
        assert [str(issue) for issue in validate_folder(path, previous=release)] == []


def test_lower_levels_leave_the_whole_alone(tmp_path: Path) -> None:
    folder = corpora.write(tmp_path, corpora.tiny(), registry=[])
    assert list(validate_folder(folder, max_level=4)) == []
    assert {issue.code for issue in validate_folder(folder)} == {"C-REGISTRY"}


def test_names_listed_as_ambiguous_hold(tmp_path: Path) -> None:
    registry = [corpora.REGISTRY[0] | {"aliases": ["Harbour-Wire"]}, corpora.REGISTRY[1]]
    folder = corpora.write(tmp_path, corpora.tiny(), registry=registry)
    assert {issue.code for issue in validate_folder(folder)} == {"C-ALIAS"}
    (folder / "ambiguous.txt").write_text("# two of them\nharbour wire\n")
    assert list(validate_folder(folder)) == []


def test_affiliations(tmp_path: Path) -> None:
    """Of entries and of documents' own entities; a cycle is told of each in it, not of others."""
    person, medium = corpora.REGISTRY
    group = {"id": "e/group", "name": "Tide Group", "kind": "organisation", "aliases": []}
    above = [person | {"affiliation": medium["id"]}, medium | {"affiliation": "e/group"}, group]
    folder = corpora.write(tmp_path / "a", corpora.tiny(), registry=above)
    assert list(validate_folder(folder)) == []
    table = {row["id"]: row["affiliation"] for row in rows(load_data(folder))["entities"]}
    assert (table[person["id"]], table[medium["id"]]) == (medium["id"], "e/group")
    above[2] = group | {"affiliation": medium["id"]}
    folder = corpora.write(tmp_path / "b", corpora.tiny(), registry=above)
    found = [(issue.code, issue.record) for issue in validate_folder(folder)]
    assert found == [("C-AFFILIATION", "e/group"), ("C-AFFILIATION", medium["id"])]
    first, *more = corpora.tiny()
    guide = replace(first.entities[2], affiliation="d/nobody")
    first = replace(first, entities=(*first.entities[:2], guide))
    folder = corpora.write(tmp_path / "c", [first, *more])
    [wrong] = validate_folder(folder)
    assert (wrong.code, wrong.path) == ("C-AFFILIATION", "entities[2].affiliation")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"id": "tests/alder", "split": "dev"}, "'tests/alder' is in train, not in dev"),
        ({"id": "tests/alder"}, "names no id and split"),
        ([], "names no id and split"),
    ],
)
def test_splits_are_as_their_file_says(row: object, message: str, tmp_path: Path) -> None:
    folder = corpora.write(tmp_path, corpora.tiny())
    corpora.lines(folder / "splits.jsonl", [{"id": "tests/birch", "split": "dev"}, row])
    [found] = validate_folder(folder)
    assert (found.code, found.line, found.message) == ("C-STORY", 2, message)


def test_near_duplicates_by_texts_at_hand(tmp_path: Path) -> None:
    corpora.BROKEN["C-NEAR"](tmp_path, corpora.tiny())
    docs = [placed.doc for placed in load_data(tmp_path / "data").gold]
    bare = corpora.write(tmp_path / "bare", [replace(doc, text=None) for doc in docs])
    texts = tmp_path / "texts"
    texts.mkdir()
    for i, doc in enumerate(docs):
        (texts / f"{i}.txt").write_bytes((doc.text or "").encode())
    assert list(validate_folder(bare)) == []
    assert {issue.code for issue in validate_folder(bare, texts=texts)} == {"C-NEAR"}


def test_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no folder 'documents'"):
        list(validate_folder(tmp_path))
    with pytest.raises(DataError, match="no such folder"):
        list(validate_folder(tmp_path / "none"))


@pytest.mark.parametrize(
    "line",
    [b"[]", b"{", b'{"id": "e/a"}', b'{"id": "a", "name": "A", "kind": "person"}', b"\xff",
     b'{"id": "e/a", "name": "A", "kind": "person", "aliases": "B"}',
     b'{"id": "e/a", "name": "A", "kind": "person", "outlet": "radio"}',
     b'{"id": "e/a", "name": "A", "kind": "person", "affiliation": 1}',
     b'{"id": "e/a", "name": "A", "kind": "person", "ship": 1}'],
)  # fmt: skip
def test_bad_lines_of_the_registry(line: bytes, tmp_path: Path) -> None:
    folder = corpora.write(tmp_path, corpora.tiny())
    with open(folder / "entities.jsonl", "ab") as fp:
        fp.write(line + b"\n")
    [found] = [issue for issue in validate_folder(folder) if issue.code == "C-ENTRY"]
    assert found.line == 3


NEXT = corpora.FIRST | {"version": "1.1.0", "kind": "added", "ids": ["tests/fir"]}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ([], "holds no line"),
        ([NEXT], "does not begin with the first release"),
        ([corpora.FIRST, NEXT | {"kind": "first"}], "tells of a first release again, in 1.1.0"),
        ([corpora.FIRST, NEXT | {"version": "1.10.0"}, NEXT], "goes back from 1.10.0 to 1.1.0"),
    ],
)
def test_the_log_is_whole(changes: list[dict[str, object]], message: str, tmp_path: Path) -> None:
    folder = corpora.write(tmp_path, corpora.tiny(), changes=changes)
    assert [(each.code, each.message) for each in validate_folder(folder)] == [("C-LOG", message)]


def test_the_log_is_only_appended_to(data: Path, tmp_path: Path) -> None:
    changed = [corpora.FIRST | {"reason": "Another one."}, NEXT]
    folder = corpora.write(tmp_path, corpora.tiny(), changes=changed)
    [found] = validate_folder(folder, previous=data)
    assert (found.code, found.message) == ("C-LOG", "lacks or alters lines of the last release")


def test_a_first_release_is_no_reason_for_a_change(data: Path, tmp_path: Path) -> None:
    changed = [corpora.FIRST | {"reason": "Another one."}]
    folder = corpora.write(tmp_path, corpora.tiny(), changes=changed)
    corpora.edit(folder, lambda quotations: quotations[0].update(mode="writing"))
    found = [each.code for each in validate_folder(folder, previous=data)]
    assert found == ["C-LOG", "C-REASON"]


@pytest.mark.parametrize("change", [{"version": "1.0"}, {"date": "1 May"}, {"date": "2026-13-01"}])
def test_versions_and_dates_of_changes(change: dict[str, str], tmp_path: Path) -> None:
    folder = corpora.write(tmp_path, corpora.tiny(), changes=[corpora.FIRST | change])
    assert [each.code for each in validate_folder(folder)] == ["C-CHANGE"]


@st.composite
def three(draw: st.DrawFn) -> list[Document]:
    """Generated documents without their texts, one a split, of the registry's names."""
    docs = []
    for name, split in (("alder", "train"), ("birch", "dev"), ("cedar", "test")):
        wording = replace(
            draw(wordings()),
            person="Mara Quell",
            medium="Harbour Wire",
            boilerplate=f"{name} photo",
            name=f"tests/{name}",
        )
        docs.append(replace(build(wording), split=split, text=None))
    return docs


@settings(max_examples=40, deadline=None)
@given(docs=three(), code=st.sampled_from([None, *LEVEL5]))
def test_each_maker_trips_its_code_alone(docs: list[Document], code: str | None) -> None:
    with TemporaryDirectory() as name:
        if code is None:
            corpora.write(Path(name) / "data", docs)
        else:
            corpora.BROKEN[code](Path(name), docs)
        assert {issue.code for issue in issues(Path(name))} == {code} - {None}


def test_the_corpus_itself_holds() -> None:
    errors = [issue for issue in validate_folder(DATA) if issue.severity == "error"]
    assert [str(issue) for issue in errors] == []
