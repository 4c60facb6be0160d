"""One mutator a code: a valid record in, a file out that has just that fault."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import orjson

from corpus.records import Document
from corpus.schema import document_from_dict, document_to_dict
from corpus.selectors import make_selectors, selector_maker
from corpus.spans import Span
from tests.strategies import GUIDE, PERSON

Record = dict[str, Any]
Mutator = Callable[[Record], bytes | None]

MUTATORS: dict[str, Mutator] = {}
"""By code; a mutator returns the content of the file, or None where there must be no file."""


def _bytes(code: str) -> Callable[[Callable[[bytes], bytes | None]], None]:
    """Enter a mutator of the line as written."""

    def enter(change: Callable[[bytes], bytes | None]) -> None:
        MUTATORS[code] = lambda data: change(orjson.dumps(data) + b"\n")

    return enter


def _record(code: str) -> Callable[[Callable[[Record], None]], None]:
    """Enter a mutator that changes the record in place."""

    def enter(change: Callable[[Record], None]) -> None:
        def mutate(data: Record) -> bytes:
            data = deepcopy(data)
            change(data)
            return orjson.dumps(data) + b"\n"

        MUTATORS[code] = mutate

    return enter


def _q(data: Record, name: str) -> Record:
    return next(each for each in data["quotations"] if each["id"] == name)


def _e(data: Record, name: str) -> Record:
    return next(each for each in data["entities"] if each["id"] == name)


def with_selectors(doc: Document) -> Document:
    """The document with the selectors of its text."""
    return replace(doc, selectors=make_selectors(doc))


def _append(data: Record, **fields: Any) -> None:
    """Add a quotation without links, by default an indirect one."""
    new = deepcopy(_q(data, "indirect")) | {"id": "new", "cue": [], "speakers": []} | fields
    data["quotations"].append(new)


def _set(code: str, **fields: Any) -> None:
    """Enter a mutator that sets fields of the record."""
    _record(code)(lambda data: data.update(fields))


def _set_in(code: str, name: str, **fields: Any) -> None:
    """Enter a mutator that sets fields of a quotation."""
    _record(code)(lambda data: _q(data, name).update(fields))


_bytes("L-FILE")(lambda line: None)
_bytes("L-EMPTY")(lambda line: b"")
_bytes("L-BLANK")(lambda line: line + b" \n")
_bytes("L-BOM")(lambda line: b"\xef\xbb\xbf" + line)
_bytes("L-UTF8")(lambda line: line.replace(b'"title":"', b'"title":"\xff', 1))
_bytes("L-JSON")(lambda line: line.replace(b"{", b"{,", 1))
_bytes("L-CUT")(lambda line: line[: line.index(b'"quotations"') + 6])
_bytes("L-NAN")(lambda line: line.replace(b'"confidence":0.5', b'"confidence":NaN', 1))
_bytes("L-SURROGATE")(lambda line: line.replace(b'"title":"', b'"title":"\\ud83d', 1))
_bytes("L-DUPKEY")(lambda line: line.replace(b"{", b'{"language":"en",', 1))
_bytes("R-DOCID")(lambda line: line + line)
_set("S-VERSION", schema_version="0.9.0")
_set("S-TYPE", transcript="no")
_set("S-UNKNOWN", colour="red")
_set("S-ENUM", split="validation")
_set("S-PATTERN", language="English")
_set("T-HASH", text_sha256="0" * 64)
_set("G-TRANSCRIPT", transcript=True)
_set_in("S-RANGE", "mixed", confidence=1.5)
_set_in("S-LENGTH", "indirect", content=[])
_set_in("R-QID", "none", id="indirect")
_set_in("R-PARENT", "inner", parent="nowhere")
_set_in("R-CYCLE", "indirect", parent="indirect")
_set_in("R-NEST", "indirect", parent="direct")
_set_in("G-INDIRECT", "mixed", type="indirect")
_set_in("G-NONE", "none", mode="speech")
_set_in("G-MODE", "indirect", mode=None)
_set_in("G-PARENT", "inner", parent=None)


@_record("S-REQUIRED")
def _(data: Record) -> None:
    del data["byline"], data["license"]


@_record("S-UNIQUE")
def _(data: Record) -> None:
    _e(data, PERSON)["aliases"] = ["M. Q.", "M. Q."]


@_record("T-LENGTH")
def _(data: Record) -> None:
    data["text_length"] += 1


@_record("T-EMPTY")
def _(data: Record) -> None:
    start, end = _q(data, "direct")["cue"][0]
    _q(data, "direct")["cue"] = [[end, start]]


@_record("T-RANGE")
def _(data: Record) -> None:
    length = len(data["text"])
    _q(data, "direct")["cue"] = [[length, length + 3]]


@_record("T-ORDER")
def _(data: Record) -> None:
    _e(data, PERSON)["mentions"].reverse()


@_record("T-BODY")
def _(data: Record) -> None:
    start = _q(data, "direct")["content"][0][0]
    data["body"] = [span for span in data["body"] if not span[0] <= start < span[1]]


@_record("T-PARAGRAPH")
def _(data: Record) -> None:
    first, second = data["body"][:2]
    _e(data, GUIDE)["mentions"].insert(0, [first[1] - 1, second[0] + 1])


@_record("T-SPACE")
def _(data: Record) -> None:
    quotation = _q(data, "none")
    start, end = quotation["segments"][0]
    space = data["text"].index(" ", start)
    assert space < end
    quotation["segments"] = quotation["content"] = [[start, space + 1]]


@_record("T-LOOSE")
def _(data: Record) -> None:
    _q(data, "direct")["cue"][0][1] += 1


@_record("T-MARK")
def _(data: Record) -> None:
    start, end = _q(data, "none")["segments"][0]
    _q(data, "none")["segments"] = _q(data, "none")["content"] = [[start - 1, end + 1]]


@_record("T-UNMARKED")
def _(data: Record) -> None:
    span = data["body"][0]
    _append(data, type="none", mode=None, content=[span], segments=[span])


@_record("T-PAIRS")
def _(data: Record) -> None:
    first, second = _q(data, "mixed")["segments"]
    _q(data, "mixed")["segments"] = [[first[0], second[1]]]


@_record("T-SELECTOR")
def _(data: Record) -> None:
    data["selectors"] = document_to_dict(with_selectors(document_from_dict(data)))["selectors"]
    data["selectors"][-1]["after"] = "0" * 12


@_record("R-SELECTOR")
def _(data: Record) -> None:
    doc = document_from_dict(data)
    first, last = doc.body[0], doc.body[-1]
    whole = selector_maker(doc)("words", Span(first.start, last.end))
    assert whole is not None
    data["selectors"] = document_to_dict(replace(doc, selectors=(whole,)))["selectors"]


@_record("R-EID")
def _(data: Record) -> None:
    data["entities"].append(deepcopy(_e(data, GUIDE)))


@_record("R-ENTITY")
def _(data: Record) -> None:
    nobody = {"entity": "d/nobody", "mention": None, "kind": "implicit", "confidence": None}
    _q(data, "direct")["speakers"].append(nobody)


@_record("R-UNUSED")
def _(data: Record) -> None:
    data["entities"].append(deepcopy(_e(data, GUIDE)) | {"id": "d/idle", "mentions": []})


@_record("R-MENTION")
def _(data: Record) -> None:
    _e(data, GUIDE)["mentions"] = []


@_record("G-SEGMENTS")
def _(data: Record) -> None:
    _append(data, type="direct", content=[data["body"][0]])


@_record("G-WITHIN")
def _(data: Record) -> None:
    _q(data, "mixed")["content"] = [_q(data, "mixed")["segments"][0]]


@_record("G-DIRECT")
def _(data: Record) -> None:
    (start, end), last = _q(data, "direct")["segments"]
    _q(data, "direct")["content"] = [[start, end + 1], last]


@_record("G-CUE")
def _(data: Record) -> None:
    quotation = _q(data, "direct")
    quotation["cue"] = [quotation["speakers"][0]["mention"]]


@_record("G-CUECONTENT")
def _(data: Record) -> None:
    quotation = _q(data, "indirect")
    quotation["cue"] = quotation["content"]


@_record("G-IMPLICIT")
def _(data: Record) -> None:
    _q(data, "direct")["speakers"][0]["kind"] = "implicit"


@_record("G-TWICE")
def _(data: Record) -> None:
    _q(data, "outer")["speakers"] *= 2


@_record("G-ANALYST")
def _(data: Record) -> None:
    mention = _e(data, GUIDE)["mentions"][0]
    _q(data, "direct")["outlet"] |= {"entity": GUIDE, "mention": mention, "kind": "analyst"}


@_record("G-EXPLICIT")
def _(data: Record) -> None:
    _q(data, "direct")["outlet"]["mention"] = None


@_record("G-SHARED")
def _(data: Record) -> None:
    data["quotations"].append(deepcopy(_q(data, "none")) | {"id": "again"})


@_record("G-INSIDE")
def _(data: Record) -> None:
    start, end = _q(data, "direct")["segments"][0]
    _append(data, content=[[start, data["text"].index(" ", start, end)]])


@_record("G-THAT")
def _(data: Record) -> None:
    _q(data, "indirect")["content"][0][0] -= len("that ")


@_record("G-KIND")
def _(data: Record) -> None:
    _q(data, "direct")["outlet"]["kind"] = "government"


@_record("G-NAME")
def _(data: Record) -> None:
    _e(data, PERSON).update(name="Zed Quux", aliases=[])


@_record("G-UNNAMED")
def _(data: Record) -> None:
    renamed = orjson.loads(json.dumps(data).replace(GUIDE, "e/guide"))
    data.clear()
    data.update(renamed)


@_record("G-ORPHAN")
def _(data: Record) -> None:
    data["quotations"].remove(_q(data, "none"))
