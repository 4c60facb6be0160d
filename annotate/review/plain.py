"""Quotations and entities by themselves as JSON values, checked by the schema of records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import orjson

from corpus.records import Document, Entity, Outlet, Quotation, Speaker
from corpus.schema import document_from_dict, document_to_dict
from corpus.spans import Span

_SHELL = Document(id="shell/shell", text=None, text_sha256="0" * 64, text_length=0)
_EMPTY = document_to_dict(_SHELL)


def quotation_to_dict(quotation: Quotation) -> dict[str, Any]:
    """A quotation as the schema has it."""
    data: dict[str, Any] = document_to_dict(replace(_SHELL, quotations=(quotation,)))
    found: dict[str, Any] = data["quotations"][0]
    return found


def quotation_from_dict(data: object) -> Quotation:
    """The quotation; raises RecordError, naming the field, where it is none by the schema."""
    return document_from_dict({**_EMPTY, "quotations": [data]}).quotations[0]


def entities_to_list(entities: Iterable[Entity]) -> list[dict[str, Any]]:
    """Entities as the schema has them."""
    data: list[dict[str, Any]] = document_to_dict(replace(_SHELL, entities=tuple(entities)))[
        "entities"
    ]
    return data


def entities_from_list(data: object) -> tuple[Entity, ...]:
    """The entities; raises RecordError, naming the field."""
    return document_from_dict({**_EMPTY, "entities": data}).entities


def links_to_dict(speakers: Sequence[Speaker], outlet: Outlet | None) -> dict[str, Any]:
    """Speakers and outlet as the schema has them."""
    quotation = quotation_to_dict(_bare(speakers=tuple(speakers), outlet=outlet))
    return {"speakers": quotation["speakers"], "outlet": quotation["outlet"]}


def links_from_dict(*, speakers: object = (), outlet: object = None) -> Quotation:
    """A quotation that holds nothing but these speakers and this outlet; raises RecordError."""
    data = quotation_to_dict(_bare())
    return quotation_from_dict({**data, "speakers": list_of(speakers), "outlet": outlet})


def spans_to_list(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as pairs."""
    return [[start, end] for start, end in spans]


def spans_from_list(data: object) -> tuple[Span, ...]:
    """Spans from pairs; raises RecordError where they are none."""
    return quotation_from_dict({**quotation_to_dict(_bare()), "cue": data}).cue


def list_of(data: object) -> list[Any]:
    """A tuple or list as a list; anything else stays for the schema to refuse."""
    return list(data) if isinstance(data, list | tuple) else data  # type: ignore[return-value]


def version(doc: Document, quotation: Quotation) -> str:
    """Sixteen hexadecimal digits that change with what a reviewer sees of a quotation.

    The text, the spans and links, and the names of linked entities count; who made the record and
    how sure it was do not, so that a new run of the same annotator makes no review stale.
    """
    data = quotation_to_dict(replace(quotation, confidence=None))
    del data["provenance"]
    for link in (*data["speakers"], *([data["outlet"]] if data["outlet"] else [])):
        del link["confidence"]
    ids = {speaker.entity for speaker in quotation.speakers}
    ids |= {quotation.outlet.entity} if quotation.outlet else set()
    names = sorted((each.id, each.name, each.kind) for each in doc.entities if each.id in ids)
    line = orjson.dumps([doc.text_sha256, data, names])
    return hashlib.sha256(line).hexdigest()[:16]


def _bare(*, speakers: tuple[Speaker, ...] = (), outlet: Outlet | None = None) -> Quotation:
    return Quotation(
        id="q", type="none", mode=None, content=(Span(0, 1),), speakers=speakers, outlet=outlet
    )
