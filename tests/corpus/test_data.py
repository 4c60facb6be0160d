"""The gold itself: valid, free of texts, split by story, and its pages true."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import orjson
import pytest

from corpus.agreement import report
from corpus.entities import default_registry
from corpus.issues import CODES
from corpus.records import Document
from corpus.release.data import DATA
from corpus.store import load_documents
from corpus.validate import validate_document, validate_files
from tests.corpus import data_page
from tests.corpus.data_page import FILES, PARTS, gold, newswire, rows
from tests.shared import shared_path

# The only warnings that may stand, where they have been looked at: marks that are doubled or turned
# round in the article, and contents that begin with the pronoun `that`.
MAY_STAND = {"G-ORPHAN", "G-THAT"}


def with_text(doc: Document) -> Document:
    folder = {"newswire": ("newswire", "articles"), "seeds": ("seeds",)}[str(doc.collection)]
    path = shared_path("data", *folder) / f"{doc.id.partition('/')[2]}.txt"
    return replace(doc, text=path.read_bytes().decode("utf-8"))


def test_every_record_is_valid_without_its_text() -> None:
    paths = [DATA / "documents" / name for name in FILES]
    paths += [DATA / "agreement" / name for name in ("first.jsonl", "second.jsonl")]
    assert [str(found) for path in paths for found in validate_files([path])] == []


def test_every_record_is_valid_with_its_text() -> None:
    found = [(issue.code, doc.id) for doc in gold() for issue in validate_document(with_text(doc))]
    assert [each for each in found if each[0] not in MAY_STAND] == []
    assert {CODES[code].severity for code in MAY_STAND} == {"warning"}
    assert len({name for _, name in found}) <= len(gold()) / 20


def test_no_text_is_in_the_files() -> None:
    for doc in gold():
        assert doc.text is None
        assert doc.title is None
        assert doc.byline is None
    for name in ("first.jsonl", "second.jsonl"):
        for doc in load_documents(DATA / "agreement" / name):
            assert (doc.text, doc.title, doc.byline) == (None, None, None)


@pytest.mark.parametrize("name", FILES)
def test_records_are_sorted_and_ids_unique(name: str) -> None:
    ids = [doc.id for doc in load_documents(DATA / "documents" / name)]
    assert ids == sorted(set(ids))


def test_quotations_are_numbered_in_text_order() -> None:
    for doc in newswire():
        starts = [quotation.content[0].start for quotation in doc.quotations]
        assert starts == sorted(starts), doc.id
        assert [each.id for each in doc.quotations] == [f"q{i + 1}" for i in range(len(starts))]


def test_every_quotation_is_accepted_and_by_an_anonymous_annotator() -> None:
    for doc in newswire():
        for quotation in doc.quotations:
            assert quotation.provenance.status == "accepted"
            assert re.fullmatch(r"a\d\d", quotation.provenance.by)


def test_marks_at_the_edge_of_a_content_are_left_out() -> None:
    for doc in map(with_text, newswire()):
        for quotation in doc.quotations:
            for span in quotation.content if quotation.type == "mixed" else ():
                inside = [each for each in quotation.segments if span.covers(each)]
                assert doc.text is not None
                for first in inside[:1]:
                    before = doc.text[span.start : first.start]
                    assert not before or re.search(r"\w", before), (doc.id, quotation.id)
                for last in inside[-1:]:
                    after = doc.text[last.end : span.end]
                    assert not after or re.search(r"\w", after), (doc.id, quotation.id)


def test_named_entities_are_in_the_registry_as_the_records_have_them() -> None:
    registry = default_registry()
    for doc in gold():
        for entity in doc.entities:
            entry = registry.get(entity.id)
            assert entity.id.startswith("d/") or entry is not None, (doc.id, entity.id)
            if entry is not None:
                assert (entity.name, entity.kind) == (entry.name, entry.kind)
        assert doc.publisher is None or registry.get(doc.publisher) is not None


def test_people_are_not_looked_up_by_one_word() -> None:
    for entry in default_registry():
        if entry.kind == "person":
            for name in (entry.name, *entry.aliases):
                assert not name.isascii() or len(re.findall(r"\w+", name)) > 1, entry.id


def test_splits_are_as_the_file_says_and_apart_by_story() -> None:
    table = {str(row["id"]): row for row in rows("splits.jsonl")}
    assert {doc.id: doc.split for doc in gold()} == {
        key: row["split"] for key, row in table.items()
    }
    stories: dict[str, set[str | None]] = {}
    for row in table.values():
        if row["story"] is not None:
            stories.setdefault(row["story"], set()).add(row["split"])
    assert {name for name, splits in stories.items() if len(splits) > 1} == set()
    counts = Counter(str(doc.split) for doc in newswire())
    assert set(counts) == {"train", "dev", "test"}
    assert counts["train"] >= 90
    assert min(counts["dev"], counts["test"]) >= 30


def test_the_test_split_holds_new_publishers_beside_known_ones() -> None:
    train = {doc.publisher for doc in newswire() if doc.split == "train"}
    others = {doc.publisher for doc in newswire() if doc.split != "test"}
    table = {str(row["id"]): row["reason"] for row in rows("splits.jsonl")}
    for doc in newswire():
        if doc.split == "test":
            new = table[doc.id] == "publisher in no other split"
            assert doc.publisher not in others if new else doc.publisher in train, doc.id
    counts = Counter(table[doc.id] for doc in newswire() if doc.split == "test")
    assert set(counts) == {"publisher in no other split", "publisher in train too"}
    assert min(counts.values()) >= 10


def test_what_the_annotator_was_tuned_on_is_not_tested_on() -> None:
    tuned = [row for row in rows("splits.jsonl") if "tuned" in str(row["reason"])]
    assert tuned
    assert all(row["split"] in ("train", "dev") for row in tuned)


def test_agreement_is_as_measured() -> None:
    first, second = (
        [with_text(doc) for doc in load_documents(DATA / "agreement" / name)]
        for name in ("first.jsonl", "second.jsonl")
    )
    measured = report(first, second, rows("agreement/decisions.jsonl"))
    written = orjson.loads((DATA / "agreement.json").read_bytes())
    assert orjson.loads(orjson.dumps(measured)) == written
    assert written["documents"] >= 30


@pytest.mark.parametrize("part", PARTS)
def test_the_readme_counts_right(part: str) -> None:
    page = data_page.README.read_text(encoding="utf-8")
    assert data_page.written(page) == page, "run: python -m tests.corpus.data_page"
    assert PARTS[part]() in page
