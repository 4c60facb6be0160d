"""The dataset card of a release: the Hub's fields, what is in it, and every figure counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
import yaml

from corpus.records import SCHEMA_VERSION
from corpus.release.curated import account, caution
from corpus.release.data import CorpusData
from corpus.release.stats import Statistics
from corpus.release.tables import TABLES

NAME = "On the Record"
SUMMARY = (
    "Quotations in English newswire, each linked to its speaker and to the outlet that the article "
    "cites for it, with exact offsets."
)
HUB_SPLITS = {"train": "train", "dev": "validation", "test": "test", None: "extra"}
"""What the Hub calls our splits; documents without one are `extra`."""


def card(data: CorpusData, stats: Statistics, *, version: str, files: Iterable[str]) -> str:
    """The README.md of a release that has these files."""
    parts = [
        "---\n" + yaml.safe_dump(_fields(stats, sorted(files)), sort_keys=False) + "---",
        f"# {NAME} {version}",
        SUMMARY,
        _loading(sorted(files)),
        counts_section(stats),
        _statement(data, stats),
        account(data.folder / "README.md"),
        _agreement(data.folder),
        _LICENCE,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def counts_section(stats: Statistics) -> str:
    """The tables of counts; level 5 looks for their rows in a card."""
    fields = ("documents", "characters", "quotations", "distractors", "speakers", "outlets")
    rows = [[part.name, *(getattr(part, f) for f in fields), part.entities] for part in stats.parts]
    tables = [_table(["part", *fields, "entities"], rows)]
    for title, counts in (
        ("type", stats.types),
        ("mode", stats.modes),
        ("kind of outlet", stats.outlet_kinds),
        ("mention of the speaker", stats.mentions),
        ("kind of registered entity", stats.registry),
    ):
        if counts:
            tables.append(_table([title, "count"], counts.items()))
    return "\n\n".join(["## Counts", _COUNTED, *tables])


def escaped(value: object) -> str:
    """A value as it stands in a cell of a Markdown table."""
    return " ".join(str(value).split()).replace("|", "\\|")


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(escaped, line)) + " |" for line in lines)


def _fields(stats: Statistics, files: list[str]) -> dict[str, Any]:
    """The YAML fields that the Hub reads."""
    documents = sum(part.documents for part in stats.parts if part.name in ("gold, all",))
    return {
        "pretty_name": NAME,
        "language": ["en"],
        "license": "cc-by-4.0",
        "annotations_creators": ["machine-generated"],
        "source_datasets": ["original"],
        "task_categories": ["token-classification"],
        "tags": ["quotations", "quote-attribution", "news", "speaker-identification", "croissant"],
        "size_categories": ["n<1K" if documents < 1000 else "1K<n<10K"],
        "configs": [_config(name, files) for name in ("gold", "challenge") if _has(name, files)]
        + [
            {
                "config_name": table.name,
                "data_files": [{"split": "full", "path": f"tables/{table.name}.parquet"}],
            }
            for table in TABLES
        ],
    }


def _has(name: str, files: list[str]) -> bool:
    return any(file.startswith(f"{name}/") for file in files)


def _config(name: str, files: list[str]) -> dict[str, Any]:
    splits = [split for split in HUB_SPLITS.values() if f"{name}/{split}.parquet" in files]
    config: dict[str, Any] = {"config_name": name}
    if name == "gold":
        config["default"] = True
    config["data_files"] = [{"split": split, "path": f"{name}/{split}.parquet"} for split in splits]
    return config


def _loading(files: list[str]) -> str:
    split = next((f.split("/")[1][:-8] for f in files if f.startswith("gold/train")), "test")
    tables = "\n".join(f"- `{table.name}`: {table.description}" for table in TABLES)
    return _LOADING.format(split=split, tables=tables, schema=SCHEMA_VERSION)


def _statement(data: CorpusData, stats: Statistics) -> str:
    """The data statement (after Bender and Friedman, 2018), with what was counted."""
    languages = sorted({placed.doc.language for placed in data.gold})
    collections = sorted({placed.doc.collection or "none" for placed in data.gold})
    text = _STATEMENT.format(
        languages=", ".join(languages),
        collections=", ".join(collections),
        publishers=len(stats.publishers),
        documents=sum(stats.publishers.values()),
    )
    return "\n\n".join([text, _table(["records made by (status)", "count"], stats.by.items())])


def _agreement(folder: Path) -> str:
    """What ``agreement.json`` holds: measures as one table, other numbers as others."""
    try:
        value = orjson.loads((folder / "agreement.json").read_bytes())
    except (FileNotFoundError, orjson.JSONDecodeError):
        return ""
    tables = _figures(value, "figure") if isinstance(value, Mapping) else []
    return "\n\n".join(["## Agreement", _AGREEMENT, *tables, caution(folder / "README.md")]).strip()


def _figures(value: Mapping[str, Any], title: str) -> list[str]:
    """A table of the numbers in a mapping, and one of each mapping in it."""
    plain = [[name, _figure(n)] for name, n in value.items() if _is_number(n)]
    tables = [_table([title, "value"], plain)] if plain else []
    for name, inner in value.items():
        if isinstance(inner, Mapping) and inner:
            rows = [row for row in inner.values() if isinstance(row, Mapping)]
            if len(rows) == len(inner) and all(row.keys() == rows[0].keys() for row in rows):
                cells = [[key, *map(_figure, row.values())] for key, row in inner.items()]
                tables.append(_table([name.replace("_", " "), *rows[0]], cells))
            else:
                tables += _figures(inner, name.replace("_", " "))
    return tables


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _figure(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else "-" if value is None else str(value)


_COUNTED = (
    "Counted by the program that wrote this card. Distractors are quotation marks that quote "
    "nobody. Types count quotations and distractors of the gold, the other tables its quotations."
)
_LOADING = """## Use

```python
from datasets import load_dataset

gold = load_dataset("PATH-OF-THIS-FOLDER", "gold", split="{split}")
```

`gold` holds one document a row, with its quotations and entities nested, as `schema.json` (version
{schema}) describes; its splits are called `train`, `validation` (in the records: `dev`) and `test`,
and `extra` for documents outside all three. `challenge` holds short texts of our own, each made to
test one thing. The same content lies in flat tables, each a configuration with the split `full`:

{tables}

All offsets are half-open and count Unicode code points. The same records as JSON Lines, for `otr`,
are in `records/`; `croissant.json` describes the tables; `SHA256SUMS` names every file."""
_STATEMENT = """## Data statement

- **Languages**: {languages}. Collections: {collections}. {publishers} publishers are on record,
  for {documents} documents.
- **Texts**: news articles as published, not ours: where a licence does not allow to hold a text,
  its record has none, only its length and SHA-256. `otr hydrate` puts back texts that you have.
  The challenge texts are invented, people, places and outlets too.
- **Annotation**: by the project's guidelines; every record names who made it and what a review said
  of it, as counted below.
- **What it is not for**: the words are those that articles report. That somebody is quoted says
  nothing on whether the words are true, or whether they were said."""
_AGREEMENT = (
    "Between two independent annotations of the same articles, before they were adjudicated."
)
_LICENCE = """## Licence

The annotations are licensed under CC BY 4.0 (`LICENSE-annotations`). The texts of others are not
part of this dataset and not licensed by it (`NOTICE-texts`); texts that are included state their
own licence in the field `license`. `CITATION.cff` says how to cite."""
