"""Parquet files that are the same byte for byte on any machine, with the Hub's features inside.

Fixed are the order of rows, the types (`datasets.Features`, written into the files, so that the
loader guesses nothing), and all settings of the writer. Nothing is compressed: the bytes of a
codec depend on its version, which builds of Arrow choose for themselves, and the files are small.
The writer's version stands in each file, so the release extra pins it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.release.tables import Row, Table

if TYPE_CHECKING:
    from datasets import Features


class MissingLibraryError(RuntimeError):
    """A library of the release extra is not installed."""


def require(name: str) -> Any:
    """The module of that name; raises MissingLibraryError, which says how to get it."""
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise MissingLibraryError(
            f"{error.name or name} is not installed; "
            "releases need it: pip install 'on-the-record[release]'"
        ) from None


def document_features() -> Features:
    """Features of a nested record: a row is what `corpus.schema.document_from_dict` takes."""
    hub = require("datasets")
    text, integer, number, yes_no = (
        hub.Value(type_) for type_ in ("string", "int64", "float64", "bool")
    )
    span = hub.List(integer)
    spans = hub.List(span)
    link = {"entity": text, "mention": span, "kind": text}
    quotation = {
        **dict.fromkeys(("id", "type", "mode"), text),
        **dict.fromkeys(("content", "segments", "cue"), spans),
        "parent": text,
        "speakers": hub.List({**link, "confidence": number}),
        "outlet": {**link, "explicit": yes_no, "confidence": number},
        "confidence": number,
        "provenance": {"by": text, "status": text},
    }
    entity = {
        **dict.fromkeys(("id", "name", "kind"), text),
        "aliases": hub.List(text),
        "mentions": spans,
        "affiliation": text,
    }
    selector = {
        "span": span,
        "kind": text,
        "tokens": integer,
        "inset": span,
        **dict.fromkeys(("before", "after"), text),
    }
    head = "schema_version id collection url publisher title byline published language text"
    return hub.Features(
        {
            **dict.fromkeys([*head.split(), "text_sha256"], text),
            "text_length": integer,
            "body": spans,
            "transcript": yes_no,
            "split": text,
            "license": text,
            "quotations": hub.List(quotation),
            "entities": hub.List(entity),
            "selectors": hub.List(selector),
        }
    )


def table_features(table: Table) -> Features:
    """Features of a flat table."""
    hub = require("datasets")
    types = {
        "text": hub.Value("string"),
        "integer": hub.Value("int64"),
        "number": hub.Value("float64"),
        "yes_no": hub.Value("bool"),
        "texts": hub.List(hub.Value("string")),
    }
    return hub.Features({column.name: types[column.type] for column in table.columns})


def write(path: Path, rows: Iterable[Row], features: Features) -> None:
    """Write rows to ``path``; every row has every column of the features."""
    pa, pq = require("pyarrow"), require("pyarrow.parquet")
    table = pa.Table.from_pylist(list(rows), schema=features.arrow_schema)
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(
        table,
        path,
        row_group_size=1000,
        version="2.6",
        use_dictionary=True,
        compression="none",
        write_statistics=True,
        data_page_size=1 << 20,
        data_page_version="1.0",
        store_schema=True,
        write_page_index=False,
        use_deprecated_int96_timestamps=False,
    )
