"""Croissant 1.1 metadata of a release: its flat tables as record sets, with keys and references.

Croissant: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import orjson

from corpus.release.tables import TABLES, Column, Table

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "arrayShape": "cr:arrayShape",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    "text": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "yes_no": "sc:Boolean",
    "texts": "sc:Text",
}


def croissant(release: Path, about: dict[str, Any]) -> bytes:
    """The JSON-LD of a release whose tables are written; ``about`` holds its name and so on."""
    head = {"@context": CONTEXT, "@type": "sc:Dataset"}
    body = {
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        **about,
        "distribution": [_file(release, table) for table in TABLES],
        "recordSet": [_record_set(table) for table in TABLES],
    }
    return orjson.dumps(head | body, option=orjson.OPT_INDENT_2) + b"\n"


def _file(release: Path, table: Table) -> dict[str, Any]:
    path = f"tables/{table.name}.parquet"
    content = (release / path).read_bytes()
    return {
        "@type": "cr:FileObject",
        "@id": f"{table.name}.parquet",
        "name": f"{table.name}.parquet",
        "description": table.description,
        "contentUrl": path,
        "contentSize": f"{len(content)} B",
        "encodingFormat": "application/x-parquet",  # the name that mlcroissant knows
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": _TYPES[column.type],
        "source": {
            "fileObject": {"@id": f"{table.name}.parquet"},
            "extract": {"column": column.name},
        },
    }
    if column.type == "texts":
        field |= {"isArray": True, "arrayShape": "-1"}
    if column.refers is not None and not column.refers.startswith(f"{table.name}/"):
        # To the column of the file, not the field: mlcroissant joins files, not record sets.
        other, name = column.refers.split("/")
        field["references"] = {
            "fileObject": {"@id": f"{other}.parquet"},
            "extract": {"column": name},
        }
    return field
