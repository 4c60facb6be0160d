"""Records to JSON values and back, and the schema beside another validator."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import validators

import corpus.schema
from corpus.records import SCHEMA_VERSION, Document
from corpus.schema import (
    RecordError,
    document_from_dict,
    document_to_dict,
    json_path,
    load_schema,
    validator,
)
from corpus.schema_faults import KEYWORD_CODES
from tests.corpus.mutators import MUTATORS
from tests.strategies import HARBOUR, build, documents


def _ecma_pattern(_: Any, pattern: str, value: Any, __: Any) -> Iterator[Any]:
    """JSON Schema's patterns are ECMA-262, where $ does not match before a last newline."""
    if isinstance(value, str) and not re.search(pattern.replace("$", r"\Z"), value):
        yield jsonschema.ValidationError(f"{value!r} does not match {pattern}")


OTHER = validators.extend(jsonschema.Draft202012Validator, {"pattern": _ecma_pattern})


@given(documents())
def test_round_trip(doc: Document) -> None:
    data = document_to_dict(doc)
    assert document_from_dict(data) == doc
    assert document_from_dict(orjson.loads(orjson.dumps(data))) == doc
    assert json.loads(json.dumps(data)) == data


def test_affiliations_round_trip() -> None:
    doc = build(HARBOUR)
    assert all("affiliation" not in entity for entity in document_to_dict(doc)["entities"])
    first = replace(doc.entities[0], affiliation=doc.entities[1].id)
    doc = replace(doc, entities=(first, *doc.entities[1:]))
    assert document_from_dict(document_to_dict(doc)) == doc


def test_the_schema_is_one() -> None:
    schema = load_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["version"] == SCHEMA_VERSION
    assert schema["$id"].endswith(SCHEMA_VERSION)
    assert schema["properties"]["schema_version"]["const"] == SCHEMA_VERSION


def _schemas(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    for key in ("properties", "$defs"):
        for part in schema.get(key, {}).values():
            yield from _schemas(part)
    if "items" in schema:
        yield from _schemas(schema["items"])


def test_every_field_is_described_and_every_object_closed() -> None:
    for schema in _schemas(load_schema()):
        if "properties" in schema:
            assert schema["additionalProperties"] is False
            optional = {"selectors", "affiliation"}  # few records or entities have them
            assert set(schema["required"]) == set(schema["properties"]) - optional
            for name, field in schema["properties"].items():
                assert field.get("description", "").endswith("."), name


def test_every_keyword_that_can_fail_has_a_code() -> None:
    harmless = {"$schema", "$id", "$comment", "$ref", "$defs", "title", "version", "description"}
    used = {key for schema in _schemas(load_schema()) for key in schema}
    assert used - harmless - {"properties", "items"} == set(KEYWORD_CODES)


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5),
    st.sampled_from(["e/x", "d/", "q1", "a/b\n", "en\n", "2024-13", "name", "direct", 1.0]),
    st.lists(st.integers(-1, 5), max_size=3),
    st.just({}),
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in items:
        if isinstance(part, dict | list):
            yield from _places(part, (*path, key))
        else:
            yield (*path, key)


HARBOUR_DATA = document_to_dict(build(HARBOUR))
PLACES = sorted(_places(HARBOUR_DATA), key=str)[1:]


@given(st.sampled_from(PLACES), JUNK)
def test_both_validators_agree(path: tuple[Any, ...], junk: Any) -> None:
    data = orjson.loads(orjson.dumps(HARBOUR_DATA))
    here = data
    for key in path[:-1]:
        here = here[key]
    if path:
        here[path[-1]] = junk
    assert validator().is_valid(data) == OTHER(load_schema()).is_valid(data)


@pytest.mark.parametrize("code", [code for code in MUTATORS if code[0] == "S"])
def test_both_validators_refuse(code: str) -> None:
    line = MUTATORS[code](HARBOUR_DATA)
    assert line is not None
    data = orjson.loads(line)
    assert not validator().is_valid(data)
    assert not OTHER(load_schema()).is_valid(data)
    with pytest.raises(RecordError):
        document_from_dict(data)


def test_errors_name_the_field() -> None:
    data = orjson.loads(orjson.dumps(HARBOUR_DATA))
    data["quotations"][1]["speakers"][0]["kind"] = "noun"
    with pytest.raises(RecordError, match=r"quotations\[1\]\.speakers\[0\]\.kind: "):
        document_from_dict(data)
    with pytest.raises(RecordError, match="the record: "):
        document_from_dict([])


def test_whole_floats_become_integers() -> None:
    data = orjson.loads(orjson.dumps(HARBOUR_DATA))
    data["text_length"] = float(data["text_length"])
    data["body"][0] = [float(offset) for offset in data["body"][0]]
    doc = document_from_dict(data)
    assert doc == build(HARBOUR)
    assert type(doc.body[0].start) is int


def test_path() -> None:
    assert json_path(["a", 2, "b", 0]) == "a[2].b[0]"
    assert json_path([]) == ""


def test_text_may_be_missing() -> None:
    doc = replace(build(HARBOUR), text=None)
    assert document_from_dict(document_to_dict(doc)) == doc


@pytest.mark.parametrize("packed", [True, False])
def test_an_installed_package_carries_its_schema(tmp_path: Path, packed: bool) -> None:
    root = Path(corpus.schema.__file__).resolve().parents[1]
    shutil.copytree(root / "corpus", tmp_path / "corpus", ignore=shutil.ignore_patterns("data"))
    if packed:
        shutil.copy(root / "schema.json", tmp_path / "corpus")
    code = "from corpus.schema import load_schema; print(load_schema()['$id'])"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    if packed:
        assert done.stdout.strip() == load_schema()["$id"]
    else:
        assert "schema.json is neither in" in done.stderr
