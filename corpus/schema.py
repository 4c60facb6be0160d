"""Records to plain JSON values and back, and the JSON Schema that both sides obey.

``document_from_dict(document_to_dict(doc)) == doc`` holds for every record. The converters are
written by hand because they run once for every line of every file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson

from corpus.records import (
    SCHEMA_VERSION,
    Document,
    Entity,
    Outlet,
    Provenance,
    Quotation,
    Selector,
    Speaker,
    Status,
)
from corpus.spans import Span

JsonObject = dict[str, Any]


class RecordError(ValueError):
    """A JSON value is not a document record; the message names the field."""


@cache
def load_schema() -> JsonObject:
    """The content of ``schema.json``; raises FileNotFoundError if the installation lacks it.

    A wheel carries the file inside the package; a working tree has it at the top level.
    """
    here = Path(__file__).resolve().parent
    for folder in (here, here.parent):
        path = folder / "schema.json"
        if path.is_file():
            schema: JsonObject = orjson.loads(path.read_bytes())
            return schema
    raise FileNotFoundError(f"schema.json is neither in {here} nor in {here.parent}; reinstall")


@cache
def validator() -> jsonschema_rs.Draft202012Validator:
    """The compiled validator of one document record; built at the first call."""
    return jsonschema_rs.Draft202012Validator(load_schema())


def json_path(parts: Iterable[str | int]) -> str:
    """A readable path: ``quotations[2].segments[0]``; empty for the record itself."""
    out = ""
    for part in parts:
        if isinstance(part, int):
            out += f"[{part}]"
        else:
            out += f".{part}" if out else part
    return out


def schema_errors(data: object) -> Iterator[jsonschema_rs.ValidationError]:
    """All faults of ``data`` by the schema, none for a record that holds."""
    checker = validator()
    if not checker.is_valid(data):
        yield from checker.iter_errors(data)


def document_to_dict(doc: Document) -> JsonObject:
    """``doc`` as plain JSON values, every field present, in the order of the schema.

    Only ``selectors``, which documents with their text do not need, and an entity's
    ``affiliation``, which few have, are left out where there is nothing.
    """
    data: JsonObject = {
        "schema_version": SCHEMA_VERSION,
        "id": doc.id,
        "collection": doc.collection,
        "url": doc.url,
        "publisher": doc.publisher,
        "title": doc.title,
        "byline": doc.byline,
        "published": doc.published,
        "language": doc.language,
        "text": doc.text,
        "text_sha256": doc.text_sha256,
        "text_length": doc.text_length,
        "body": _pairs(doc.body),
        "transcript": doc.transcript,
        "split": doc.split,
        "license": doc.license,
        "quotations": [_quotation_to_dict(quotation) for quotation in doc.quotations],
        "entities": [_entity_to_dict(entity) for entity in doc.entities],
    }
    if doc.selectors:
        data["selectors"] = [_selector_to_dict(selector) for selector in doc.selectors]
    return data


def document_from_dict(data: object, *, check: bool = True) -> Document:
    """The record that ``data`` spells out.

    Raises RecordError, naming the first fault, where ``data`` does not hold by the schema.
    ``check=False`` skips that for data that has been checked already; faulty data then raises
    whatever it runs into.
    """
    if check:
        for error in schema_errors(data):
            where = json_path(error.instance_path) or "the record"
            raise RecordError(f"{where}: {error.message}")
    assert isinstance(data, dict)
    return Document(
        id=data["id"],
        text=data["text"],
        text_sha256=data["text_sha256"],
        text_length=int(data["text_length"]),
        body=_spans(data["body"]),
        collection=data["collection"],
        url=data["url"],
        publisher=data["publisher"],
        title=data["title"],
        byline=data["byline"],
        published=data["published"],
        language=data["language"],
        transcript=data["transcript"],
        split=data["split"],
        license=data["license"],
        quotations=tuple([_quotation_from_dict(item) for item in data["quotations"]]),
        entities=tuple([_entity_from_dict(item) for item in data["entities"]]),
        selectors=tuple([_selector_from_dict(item) for item in data.get("selectors", ())]),
    )


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span[0], span[1]]


# Most of a record is spans, so these two go past the constructor of `Span`. JSON Schema takes 3.0
# for an integer, but a text cannot be sliced with it.
def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    if not pairs:
        return ()
    return tuple(
        [
            tuple.__new__(Span, pair) if type(pair[0]) is type(pair[1]) is int else _span(pair)
            for pair in pairs
        ]
    )


def _span(pair: list[int]) -> Span:
    start, end = pair
    return Span(int(start), int(end))


def _mention(pair: list[int] | None) -> Span | None:
    return None if pair is None else _span(pair)


@lru_cache(maxsize=256)
def _provenance(by: str, status: Status) -> Provenance:
    """One object for all the quotations that are alike in this: a record cannot change it."""
    return Provenance(by=by, status=status)


def _quotation_to_dict(quotation: Quotation) -> JsonObject:
    return {
        "id": quotation.id,
        "type": quotation.type,
        "mode": quotation.mode,
        "content": _pairs(quotation.content),
        "segments": _pairs(quotation.segments),
        "cue": _pairs(quotation.cue),
        "parent": quotation.parent,
        "speakers": [_speaker_to_dict(speaker) for speaker in quotation.speakers],
        "outlet": None if quotation.outlet is None else _outlet_to_dict(quotation.outlet),
        "confidence": quotation.confidence,
        "provenance": {"by": quotation.provenance.by, "status": quotation.provenance.status},
    }


def _speaker_to_dict(speaker: Speaker) -> JsonObject:
    return {
        "entity": speaker.entity,
        "mention": _pair(speaker.mention),
        "kind": speaker.kind,
        "confidence": speaker.confidence,
    }


def _outlet_to_dict(outlet: Outlet) -> JsonObject:
    return {
        "entity": outlet.entity,
        "mention": _pair(outlet.mention),
        "kind": outlet.kind,
        "explicit": outlet.explicit,
        "confidence": outlet.confidence,
    }


def _entity_to_dict(entity: Entity) -> JsonObject:
    data: JsonObject = {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "aliases": list(entity.aliases),
        "mentions": _pairs(entity.mentions),
    }
    if entity.affiliation is not None:
        data["affiliation"] = entity.affiliation
    return data


def _selector_to_dict(selector: Selector) -> JsonObject:
    return {
        "span": _pair(selector.span),
        "kind": selector.kind,
        "tokens": selector.tokens,
        "inset": list(selector.inset),
        "before": selector.before,
        "after": selector.after,
    }


def _quotation_from_dict(data: JsonObject) -> Quotation:
    outlet = data["outlet"]
    provenance = data["provenance"]
    return Quotation(
        id=data["id"],
        type=data["type"],
        mode=data["mode"],
        content=_spans(data["content"]),
        segments=_spans(data["segments"]),
        cue=_spans(data["cue"]),
        parent=data["parent"],
        speakers=tuple([_speaker_from_dict(item) for item in data["speakers"]]),
        outlet=None if outlet is None else _outlet_from_dict(outlet),
        confidence=data["confidence"],
        provenance=_provenance(provenance["by"], provenance["status"]),
    )


def _speaker_from_dict(data: JsonObject) -> Speaker:
    return Speaker(
        entity=data["entity"],
        mention=_mention(data["mention"]),
        kind=data["kind"],
        confidence=data["confidence"],
    )


def _outlet_from_dict(data: JsonObject) -> Outlet:
    return Outlet(
        entity=data["entity"],
        mention=_mention(data["mention"]),
        kind=data["kind"],
        explicit=data["explicit"],
        confidence=data["confidence"],
    )


def _entity_from_dict(data: JsonObject) -> Entity:
    return Entity(
        id=data["id"],
        name=data["name"],
        kind=data["kind"],
        aliases=tuple(data["aliases"]),
        mentions=_spans(data["mentions"]),
        affiliation=data.get("affiliation"),
    )


def _selector_from_dict(data: JsonObject) -> Selector:
    (start, end), (left, right) = data["span"], data["inset"]
    return Selector(
        span=Span(int(start), int(end)),
        kind=data["kind"],
        tokens=int(data["tokens"]),
        inset=(int(left), int(right)),
        before=data["before"],
        after=data["after"],
    )
