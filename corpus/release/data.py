"""A folder of corpus data, read whole: documents, registry, changes, and what is odd about it.

The folder holds ``documents/*.jsonl`` and ``challenge/*.jsonl`` (records), ``entities.jsonl`` (the
registry), and may hold ``ambiguous.txt`` (names that several entries share, one a line),
``CHANGES.jsonl``, and further files that a release carries along. A release holds such a folder
as ``records/``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, get_args

from corpus.entities import RegistryEntry, fold
from corpus.issues import Issue, issue
from corpus.lines import BadLineError, parse_line
from corpus.records import Document, EntityKind, OutletKind
from corpus.schema import document_from_dict, validator
from corpus.store import load_documents

DATA = Path(__file__).resolve().parent.parent / "data"
EXTRAS = (
    "README.md",
    "agreement.json",
    "agreement/decisions.jsonl",
    "agreement/first.jsonl",
    "agreement/second.jsonl",
    "ambiguous.txt",
    "challenge/README.md",
    "challenge/cases.jsonl",
    "CHANGES.jsonl",
    "entities.jsonl",
    "selectors.jsonl",
    "splits.jsonl",
    "utterances.jsonl",
)
"""Files beside the records that a release carries along as they are."""

PARTS = ("documents", "challenge")
"""Folders of records: the gold, and the challenge set."""

LOG = "CHANGES.jsonl"
"""Why everything changed, a line a reason."""

VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")

CHANGE_KINDS = frozenset(
    ("first", "added", "corrected", "renamed", "split", "merged", "withdrawn", "moved", "schema")
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A document, and the line of the file that it stands on."""

    doc: Document
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry of the registry, and its line."""

    entry: RegistryEntry
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Why something changed; an id covers what begins with it and ``#``, or with it before a *."""

    version: str
    kind: str
    ids: tuple[str, ...]
    reason: str
    date: str | None = None

    def covers(self, id: str) -> bool:
        """Whether this change speaks of a document, quotation or entity."""
        return any(
            id == each
            or id.startswith(f"{each}#")
            or (each.endswith("*") and id.startswith(each[:-1]))
            for each in self.ids
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusData:
    """What a folder holds, documents in the order of their ids.

    ``faults`` were met in reading registry and log; ``left_out`` says that a line of the documents
    is no record, so that what seems to lack may stand there.
    """

    folder: Path
    gold: tuple[Placed, ...] = ()
    challenge: tuple[Placed, ...] = ()
    registry: tuple[PlacedEntry, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    changes: tuple[Change, ...] = ()
    faults: tuple[Issue, ...] = ()
    left_out: bool = False

    @property
    def entries(self) -> tuple[RegistryEntry, ...]:
        """The registry without its lines."""
        return tuple(placed.entry for placed in self.registry)

    @property
    def date(self) -> str | None:
        """The date of the newest change that has one: that of the release."""
        return max((change.date for change in self.changes if change.date), default=None)


class DataError(ValueError):
    """A path is no corpus data; the message names it and what would be."""


def data_folder(path: str | os.PathLike[str]) -> Path:
    """The data folder that ``path`` is, or the one inside the release that it is.

    Raises DataError for anything else.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise DataError(f"{folder}: no such folder")
    for candidate in (folder / "records", folder):
        if (candidate / "documents").is_dir():
            return candidate
    raise DataError(f"{folder}: neither a release nor corpus data; it has no folder 'documents'")


def record_files(folder: Path, part: str) -> list[Path]:
    """The files of records in ``documents`` or ``challenge``, by name.

    The challenge set may keep other JSON Lines beside its records; those are told by their first
    line, which names no version of the schema.
    """
    files = sorted((folder / part).glob("*.jsonl"))
    return files if part == "documents" else [path for path in files if _holds_records(path)]


def load_data(path: str | os.PathLike[str]) -> CorpusData:
    """Everything in a data folder or release; raises DataError if it is neither, and OSError.

    Lines that are no records are left out: levels 1 to 4 report them.
    """
    folder = data_folder(path)
    entries, faults = _read_registry(folder / "entities.jsonl")
    changes, more = _read_changes(folder / LOG)
    gold, challenge = (list(_placed(record_files(folder, part))) for part in PARTS)
    return CorpusData(
        folder=folder,
        gold=_sorted(gold),
        challenge=_sorted(challenge),
        registry=entries,
        ambiguous=_read_names(folder / "ambiguous.txt"),
        changes=changes,
        faults=(*faults, *more),
        left_out=None in gold or None in challenge,
    )


def load_records(path: str | os.PathLike[str]) -> CorpusData:
    """As `load_data`, and a single file of records is taken for gold without a registry.

    Raises StoreError at a line of such a file that is no record.
    """
    if Path(path).is_file():
        name = os.fspath(path)
        docs = sorted(load_documents(path), key=lambda doc: doc.id)
        return CorpusData(folder=Path(path).parent, gold=tuple(Placed(d, name, 0) for d in docs))
    return load_data(path)


def _holds_records(path: Path) -> bool:
    with open(path, "rb") as lines:
        return b'"schema_version"' in lines.readline()


def read_placed(files: Iterable[Path]) -> tuple[Placed, ...]:
    """The records of files in the order of their ids; lines that are none are left out."""
    return _sorted(_placed(files))


def _sorted(found: Iterable[Placed | None]) -> tuple[Placed, ...]:
    kept = [each for each in found if each is not None]
    return tuple(sorted(kept, key=lambda placed: placed.doc.id))


def _placed(files: Iterable[Path]) -> Iterator[Placed | None]:
    """The record of each line, None where it is none."""
    for path in files:
        for number, value in line_values(path):
            if isinstance(value, BadLineError) or not validator().is_valid(value):
                yield None
            else:
                yield Placed(document_from_dict(value, check=False), os.fspath(path), number)


def line_values(path: Path) -> Iterator[tuple[int, Any]]:
    """Number and value of each line that is not blank; a BadLineError where it has none."""
    if not path.exists():
        return
    with open(path, "rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield number, parse_line(line)[0]
                except BadLineError as error:
                    yield number, error


def _read_registry(path: Path) -> tuple[tuple[PlacedEntry, ...], list[Issue]]:
    entries: list[PlacedEntry] = []
    faults: list[Issue] = []
    if not path.exists():
        faults.append(replace(issue("L-FILE", "", "there is no registry"), file=os.fspath(path)))
    for number, value in line_values(path):
        wrong = _entry_fault(value)
        if wrong is None:
            lists = {name: tuple(v) for name, v in value.items() if isinstance(v, list)}
            entries.append(PlacedEntry(RegistryEntry(**{**value, **lists}), number))
        else:
            found = issue("C-ENTRY", "", wrong)
            faults.append(replace(found, file=os.fspath(path), line=number))
    return tuple(sorted(entries, key=lambda placed: placed.entry.id)), faults


def _entry_fault(value: Any) -> str | None:
    """What keeps a value from being an entry of the registry."""
    if not isinstance(value, dict):
        return str(value) if isinstance(value, BadLineError) else "is no object"
    known = {field.name for field in fields(RegistryEntry)}
    if set(value) - known:
        return f"has unknown fields: {', '.join(sorted(set(value) - known))}"
    for name in ("id", "name", "kind"):
        if not isinstance(value.get(name), str) or not value[name]:
            return f"{name} is no text"
    if not value["id"].startswith("e/"):
        return f"{value['id']!r} does not begin with 'e/'"
    if value["kind"] not in get_args(EntityKind) or value["kind"] == "unnamed":
        return f"{value['kind']!r} is no kind of named entity"
    if value.get("outlet") not in (None, *get_args(OutletKind)):
        return f"{value['outlet']!r} is no kind of outlet"
    aliases = value.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(a, str) and a for a in aliases):
        return "aliases is no list of names"
    if not isinstance(value.get("affiliation"), str | None):
        return "affiliation is no id"
    return None


def _read_names(path: Path) -> frozenset[str]:
    if not path.exists():
        return frozenset()
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return frozenset(fold(line) for line in lines if line.strip() and not line.startswith("#"))


def _read_changes(path: Path) -> tuple[tuple[Change, ...], list[Issue]]:
    changes: list[Change] = []
    faults: list[Issue] = []
    for number, value in line_values(path):
        wrong = _change_fault(value)
        if wrong is None:
            changes.append(Change(**{**value, "ids": tuple(value["ids"])}))
        else:
            found = issue("C-CHANGE", "", wrong)
            faults.append(replace(found, file=os.fspath(path), line=number))
    return tuple(changes), faults


def _change_fault(value: Any) -> str | None:
    """What keeps a value from being a change."""
    if not isinstance(value, dict):
        return str(value) if isinstance(value, BadLineError) else "is no object"
    odd = set(value) ^ {"version", "kind", "ids", "reason", "date"}
    if odd - {"date"}:
        return f"misses or adds fields: {', '.join(sorted(odd))}"
    for name in ("version", "kind", "reason"):
        if not isinstance(value[name], str) or not value[name].strip():
            return f"{name} is no text"
    if value["kind"] not in CHANGE_KINDS:
        return f"kind {value['kind']!r} is none of {', '.join(sorted(CHANGE_KINDS))}"
    if not isinstance(value["ids"], list) or not all(isinstance(i, str) for i in value["ids"]):
        return "ids is no list of ids"
    if VERSION.fullmatch(value["version"]) is None:
        return f"version {value['version']!r} is no three numbers, such as 1.2.0"
    date = value.get("date")
    if date is not None and (not isinstance(date, str) or _DATE.fullmatch(date) is None):
        return f"date {date!r} is no day, such as 2026-12-01"
    return None
