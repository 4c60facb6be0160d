"""A release from corpus data: checked first, then written beside its place and renamed into it.

The same data and version give the same bytes: rows are in the order of ids, no file holds the time
or the place of the build, and the writer's settings are fixed (`corpus.release.parquet`).
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import orjson

from corpus.issues import Issue
from corpus.records import SCHEMA_VERSION, Document
from corpus.release import parquet
from corpus.release.card import HUB_SPLITS, card
from corpus.release.croissant import croissant
from corpus.release.data import EXTRAS, LOG, CorpusData, Placed, load_data
from corpus.release.diff import compare
from corpus.release.folders import SUMS, validate_folder
from corpus.release.notices import about, small_files
from corpus.release.stability import new_changes
from corpus.release.stats import Statistics, statistics
from corpus.release.tables import TABLES, rows
from corpus.release.version import VersionError, schema_version_of, settle, version_of
from corpus.schema import JsonObject, document_to_dict, load_schema
from corpus.store import write_documents

GUIDELINES = "GUIDELINES.md"
"""What the records mean: stands beside the folder of the data, in a release too."""


class ReleaseError(ValueError):
    """A release cannot be built; ``issues`` holds the faults of the data, if that is why."""

    def __init__(self, message: str, issues: Iterable[Issue] = ()) -> None:
        super().__init__(message)
        self.issues = tuple(issues)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A release that was built; ``issues`` are the warnings that did not hold it up."""

    path: Path
    version: str
    statistics: Statistics
    issues: tuple[Issue, ...] = ()


def build(
    folder: Path,
    out: Path,
    *,
    version: str | None = None,
    previous: Path | None = None,
    texts: Path | None = None,
) -> Release:
    """Check the data in ``folder`` and write ``out/<version>``.

    Without ``version`` it is the one that the changes since ``previous`` ask for; without that
    too, the last that the log of changes tells of.
    ``texts`` is for the check of near-duplicates. Raises ReleaseError if the data has errors or the
    folder exists, VersionError for a wrong version, DataError, MissingLibraryError and OSError;
    nothing is left behind then, and nothing is ever replaced.
    """
    issues = tuple(validate_folder(folder, texts=texts, previous=previous))
    errors = [issue for issue in issues if issue.severity == "error"]
    if errors:
        raise ReleaseError(f"{folder}: {len(errors)} errors; a release needs none", issues)
    data = load_data(folder)
    if not data.gold:
        raise ReleaseError(f"{folder}: there are no documents to release")
    version = _version(data, version, previous)
    target = out / version
    if target.exists() or target.is_symlink():
        raise ReleaseError(f"{target}: exists already; releases are never replaced")
    for name in ("datasets", "pyarrow"):
        parquet.require(name)
    made = [folder for folder in (out, *out.parents) if not folder.exists()]
    out.mkdir(parents=True, exist_ok=True)
    temporary = out / f".otr-{secrets.token_hex(8)}.part"
    try:
        temporary.mkdir()
        stats = _write(temporary, data, version)
        os.rename(temporary, target)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        for folder in made:  # innermost first; one that somebody else has filled stays
            try:
                folder.rmdir()
            except OSError:
                break
        raise
    return Release(path=target, version=version, statistics=stats, issues=issues)


def _version(data: CorpusData, asked: str | None, previous: Path | None) -> str:
    """The number of the release: the one that the changes ask for and the log tells of."""
    if previous is None:
        told = {data.changes[-1].version}  # level 5 asks for a line
        version = settle(asked or max(told), None, "patch")
    else:
        schema = schema_version_of(previous) or SCHEMA_VERSION
        old = load_data(previous)
        version = settle(asked, version_of(previous), compare(old, data, old_schema=schema).bump)
        told = {change.version for change in new_changes(old, data)}
    if told - {version}:
        raise VersionError(
            f"{data.folder / LOG}: tells of {', '.join(sorted(told - {version}))}, while this "
            f"release is {version}; correct the version of those lines, or the number asked for"
        )
    return version


def _write(folder: Path, data: CorpusData, version: str) -> Statistics:
    """Write all files; the card comes after those that it lists, the sums last."""
    stats = statistics(data)
    for part, placed in (("gold", data.gold), ("challenge", data.challenge)):
        _write_part(folder / part, placed)
    tables = rows(data)
    for table in TABLES:
        path = folder / "tables" / f"{table.name}.parquet"
        parquet.write(path, tables[table.name], parquet.table_features(table))
    _write_records(folder / "records", data)
    schema = orjson.dumps(load_schema(), option=orjson.OPT_INDENT_2) + b"\n"
    (folder / "schema.json").write_bytes(schema)
    for name, content in small_files(version, data.date).items():
        _write_text(folder / name, content)
    (folder / "croissant.json").write_bytes(croissant(folder, about(version, data.date)))
    files = [path.relative_to(folder).as_posix() for path in _files(folder)]
    _write_text(folder / "README.md", card(data, stats, version=version, files=files))
    _write_text(folder / SUMS, _sums(folder))
    return stats


def _write_part(folder: Path, placed: tuple[Placed, ...]) -> None:
    """The nested records, a file for each split; the challenge set is all for testing."""
    for split, name in HUB_SPLITS.items():
        docs = [each.doc for each in placed if _split(folder.name, each) == split]
        if docs:
            nested = map(_nested, docs)
            parquet.write(folder / f"{name}.parquet", nested, parquet.document_features())


def _nested(doc: Document) -> JsonObject:
    """A record with every column, those too that JSON leaves out where there is nothing."""
    data = document_to_dict(doc)
    entities = [{"affiliation": None, **entity} for entity in data["entities"]]
    return {"selectors": [], **data, "entities": entities}


def _split(part: str, placed: Placed) -> str | None:
    return placed.doc.split if part == "gold" else "test"


def _write_records(folder: Path, data: CorpusData) -> None:
    """A data folder again: what `load_data` reads, and the files carried along."""
    for part, placed in (("documents", data.gold), ("challenge", data.challenge)):
        for file in sorted({each.file for each in placed}):
            path = folder / part / Path(file).name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_documents(path, (each.doc for each in placed if each.file == file))
    for name in EXTRAS:
        _copy(data.folder / name, folder / name)
    _copy(data.folder.parent / GUIDELINES, folder.parent / GUIDELINES)


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _write_text(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8", newline="\n")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sums(folder: Path) -> str:
    """Lines as ``sha256sum --check`` reads them."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in _files(folder)
    ]
    return "".join(lines)
