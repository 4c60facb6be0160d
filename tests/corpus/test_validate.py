"""Codes, levels and messages, on golden records and on generated ones."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.checks import LEVELS
from corpus.issues import CODES, Issue, issue
from corpus.records import Document
from corpus.schema import document_to_dict
from corpus.schema_faults import KEYWORD_CODES
from corpus.selectors import make_selectors
from corpus.store import load_documents
from corpus.validate import validate_document, validate_files, validate_lines, validate_record
from tests.corpus.mutators import MUTATORS
from tests.shared import shared_path
from tests.strategies import HARBOUR, build, documents

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
VALID = sorted((GOLDEN / "valid").glob("*.jsonl"))
RECORD_CODES = [code for code in CODES if CODES[code].level < 5]  # level 5: tests/release
LINE_CODES = [code for code in CODES if code[0] == "L"]


def codes(issues: Any) -> list[str]:
    return [found.code for found in issues]


def lines_of(content: bytes) -> io.BytesIO:
    return io.BytesIO(content)


def test_golden_valid_records_hold() -> None:
    assert VALID
    assert [str(found) for found in validate_files(VALID)] == []
    for path in VALID:
        for doc in load_documents(path):
            assert validate_document(doc) == []


@pytest.mark.parametrize("path", sorted((GOLDEN / "seeds").glob("*.json")), ids=lambda p: p.stem)
def test_gold_of_the_seed_articles_holds(path: Path) -> None:
    data = orjson.loads(path.read_bytes())
    assert [str(found) for found in validate_record(data)] == []
    text = shared_path("data", "seeds", f"{path.stem}.txt").read_bytes().decode()
    assert [str(found) for found in validate_record(data | {"text": text})] == []


def test_every_code_has_a_golden_folder_and_a_mutator() -> None:
    assert {folder.name for folder in (GOLDEN / "invalid").iterdir()} == set(CODES)
    assert set(MUTATORS) == set(RECORD_CODES)


@pytest.mark.parametrize("code", RECORD_CODES)
def test_golden_broken_records(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = GOLDEN / "invalid" / code
    monkeypatch.chdir(folder)
    issues = list(validate_files(["record.jsonl"]))
    assert set(codes(issues)) == {code}
    expected = (folder / "expected.txt").read_text(encoding="utf-8")
    assert "".join(f"{found}\n" for found in issues) == expected


def test_every_code_is_raised_somewhere() -> None:
    checked = {code for checks in LEVELS.values() for code in checks}
    assert checked | set(KEYWORD_CODES.values()) | set(LINE_CODES) | {"R-DOCID"} == set(
        RECORD_CODES
    )
    for level, checks in LEVELS.items():
        assert {CODES[code].level for code in checks} == {level}


@given(documents())
def test_generated_documents_hold(doc: Document) -> None:
    assert [str(found) for found in validate_document(doc)] == []


@given(documents(), st.sampled_from([code for code in RECORD_CODES if code != "L-FILE"]))
def test_each_mutator_trips_its_code_alone(doc: Document, code: str) -> None:
    content = MUTATORS[code](document_to_dict(doc))
    assert content is not None
    issues = list(validate_lines(lines_of(content)))
    assert set(codes(issues)) == {code}
    level = CODES[code].level
    if level > 1:
        assert list(validate_lines(lines_of(content), max_level=level - 1)) == []


@given(st.binary(max_size=200) | st.text(alphabet='{}[]",:\\u0eE-tfn \n\r\x00', max_size=40))
def test_no_line_raises(content: bytes | str) -> None:
    raw = content if isinstance(content, bytes) else content.encode()
    for found in validate_lines(lines_of(raw), file="x"):
        assert found.code in CODES
        assert str(found).startswith("x:")


@given(st.data())
def test_cut_records_are_reported(data: st.DataObject) -> None:
    line = orjson.dumps(document_to_dict(build(HARBOUR)))
    cut = line[: data.draw(st.integers(1, len(line) - 1))]
    assert codes(validate_lines([cut]))[0] in ("L-CUT", "L-UTF8")


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        (b'{"a": fal}', "L-JSON", "Expecting value at character 7"),
        (b'{"a": fal', "L-CUT", "ends after 9 characters"),
        (b'{"a": "x', "L-CUT", "ends after 8 characters"),
        (b'{"a": Infinity}', "L-NAN", "Infinity"),
        (b'{"a": -1e999}', "L-NAN", "-1e999"),
        (b'{"a": "\\udc00"}', "L-SURROGATE", r"\udc00"),
        (b'{"a": "\xed\xa0\x80"}', "L-UTF8", "byte 8 of the line (0xed)"),
        (b"[" * 50_000, "L-JSON", "nest too deep"),
        (b"\x00", "L-JSON", "character 1"),
        (b'"text"', "S-TYPE", '"text" is no object'),
    ],
)
def test_bad_lines(line: bytes, code: str, message: str) -> None:
    [found] = validate_lines([line + b"\n" if code != "L-CUT" else line], file="a.jsonl")
    assert found.code == code
    assert message in found.message
    assert (found.file, found.line) == ("a.jsonl", 1)


def test_everything_is_collected() -> None:
    data = document_to_dict(build(HARBOUR))
    data["split"] = "validation"
    data["text_length"] += 1
    data["quotations"][0]["confidence"] = 2
    data["quotations"][3]["segments"][0][0] -= 1
    found = {(each.code, each.path) for each in validate_record(data)}
    assert found == {
        ("S-ENUM", "split"),
        ("S-RANGE", "quotations[0].confidence"),
        ("T-LENGTH", "text_length"),
        ("T-MARK", "quotations[3].segments[0]"),
    }


def test_a_faulty_part_has_no_faulty_consequences() -> None:
    data = document_to_dict(build(HARBOUR))
    data["entities"][0]["kind"] = "ship"
    assert codes(validate_record(data)) == ["S-ENUM"]


@pytest.mark.parametrize("field", ["id", "text", "body", "quotations", "entities"])
def test_without_what_the_checks_need(field: str) -> None:
    data = document_to_dict(build(HARBOUR))
    del data[field]
    assert codes(validate_record(data)) == ["S-REQUIRED"]


def test_all_missing_fields_are_one_issue() -> None:
    [found] = validate_record({})
    assert found.code == "S-REQUIRED"
    assert found.message.startswith("without schema_version, id, collection")


def test_without_text_offsets_are_still_checked() -> None:
    doc = replace(build(HARBOUR), text=None)
    assert validate_document(doc) == []
    shorter = replace(doc, text_length=doc.text_length - 40)
    assert "T-RANGE" in codes(validate_document(shorter))
    no_mode = replace(doc.quotations[0], mode=None)
    assert codes(validate_document(replace(doc, quotations=(no_mode,)))) == ["R-UNUSED", "G-MODE"]


def test_texts_at_hand_are_put_in(tmp_path: Path) -> None:
    doc = build(HARBOUR)
    assert doc.text is not None
    wrong = orjson.loads(MUTATORS["T-SELECTOR"](document_to_dict(doc)) or b"") | {"text": None}
    path = tmp_path / "a.jsonl"
    path.write_bytes(orjson.dumps(wrong))
    assert list(validate_files([path])) == []
    assert codes(validate_files([path], texts={doc.text_sha256: doc.text})) == ["T-SELECTOR"]
    assert list(validate_files([path], texts={"0" * 64: doc.text})) == []


def test_selectors_of_another_text_are_left_alone() -> None:
    data = orjson.loads(MUTATORS["T-SELECTOR"](document_to_dict(build(HARBOUR))) or b"")
    assert codes(validate_record(data | {"text_sha256": "0" * 64}, max_level=2)) == ["T-HASH"]


def test_selectors_of_no_word() -> None:
    doc = build(HARBOUR)
    data = document_to_dict(replace(doc, selectors=make_selectors(doc)[-1:]))
    for span in ([5, 3], [0, 100_000]):
        data["selectors"][0]["span"] = span
        [found] = validate_record(data, max_level=2)
        assert (found.code, found.path) == ("T-SELECTOR", "selectors[0].span")


def test_document_ids_are_compared_across_files(tmp_path: Path) -> None:
    line = orjson.dumps(document_to_dict(build(HARBOUR)))
    paths = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for path in paths:
        path.write_bytes(line + b"\n")
    [found] = validate_files(paths, max_level=3)
    assert found.code == "R-DOCID"
    assert f"{paths[0]}:1" in found.message
    assert (found.file, found.line, found.record) == (str(paths[1]), 1, "tests/harbour")


def test_other_files_are_still_read(tmp_path: Path) -> None:
    issues = list(validate_files([tmp_path / "none.jsonl", tmp_path, GOLDEN / "valid/odd.jsonl"]))
    assert codes(issues) == ["L-FILE", "L-FILE"]


def test_crlf_and_other_spellings_of_the_same_record() -> None:
    data = document_to_dict(build(HARBOUR))
    spaced = orjson.dumps(data, option=orjson.OPT_INDENT_2).replace(b"\n", b"") + b"\r\n"
    assert list(validate_lines([spaced])) == []


def test_lone_surrogates_in_memory() -> None:
    doc = replace(build(HARBOUR), text="\ud800")
    [found] = validate_document(doc)
    assert found.code == "L-SURROGATE"


def test_longer_cycles_are_found_once() -> None:
    doc = build(HARBOUR)
    quotation = next(each for each in doc.quotations if each.id == "indirect")
    ring = tuple(
        replace(quotation, id=f"r{i}", parent=f"r{(i + 1) % 3}", speakers=(), cue=())
        for i in range(3)
    )
    tail = replace(ring[0], id="tail", parent="r1")
    issues = validate_document(replace(doc, quotations=(tail, *ring), publisher=None))
    assert codes(found for found in issues if found.code != "R-UNUSED")[0] == "R-CYCLE"
    assert codes(issues).count("R-CYCLE") == 1


def test_issue_as_a_line() -> None:
    found = replace(issue("T-HASH", "text_sha256", "wrong", record="a/b"), file="x.jsonl", line=7)
    assert isinstance(found, Issue)
    assert str(found).startswith("x.jsonl:7: error T-HASH a/b text_sha256: wrong; ")
    assert str(issue("L-BLANK", "", "nothing")).startswith("warning L-BLANK: nothing; ")


MARKS = [
    ("She said “yes” today", "yes", []),
    ("She said “yes today", "yes today", []),
    ("She said yes” today", "yes", []),
    ('She said "yes" today', "yes", []),
    ("She said ''yes'' today", "yes", []),
    ("She said « oui » today", "oui", []),
    ("She said „ja“ today", "ja", []),
    ("She said 「はい」 today", "はい", []),
    ("She said “‘yes’ is it” today", "‘yes’ is it", []),
    ("She said “it is ‘yes’” today", "it is ‘yes’", []),
    ("She said “it is “yes””", "it is “yes”", []),
    ("She said “it is “yes”", "it is “yes”", []),
    ("She said “the workers’", "the workers’", []),
    ("She said “’Tis done” today", "’Tis done", []),
    ("She said “yes“ today", "yes“", ["T-MARK"]),
    ("She said “yes” today", "“yes", ["T-MARK"]),
    ("She said ‘yes’ today", "‘yes’", ["T-MARK"]),
    ("She said yes today", "yes", ["T-UNMARKED"]),
    ("She said “yes”, “no” today", "yes”, “no", ["T-PAIRS"]),
]


@pytest.mark.parametrize(("text", "segment", "expected"), MARKS)
def test_marks_around_segments(text: str, segment: str, expected: list[str]) -> None:
    base = document_to_dict(build(HARBOUR))
    start = text.index(segment)
    span = [start, start + len(segment)]
    none = next(each for each in base["quotations"] if each["type"] == "none")
    base["quotations"] = [none | {"content": [span], "segments": [span]}]
    base |= {"text": text, "text_length": len(text), "body": [[0, len(text)]], "entities": []}
    found = codes(validate_record(base, max_level=2))
    assert [code for code in found if code != "T-HASH"] == expected
