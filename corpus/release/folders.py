"""All levels of validation over a folder: corpus data, or a release of it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.issues import Issue, issue
from corpus.records import SCHEMA_VERSION
from corpus.release.card import counts_section
from corpus.release.checks import Corpus, corpus_issues
from corpus.release.curated import sections
from corpus.release.data import PARTS, CorpusData, load_data, record_files
from corpus.release.near import read_texts
from corpus.release.stability import stability_issues
from corpus.release.stats import statistics
from corpus.release.version import schema_version_of
from corpus.validate import validate_files

SUMS = "SHA256SUMS"


def validate_folder(
    path: str | os.PathLike[str],
    *,
    max_level: int = 5,
    texts: Path | None = None,
    previous: Path | None = None,
) -> Iterator[Issue]:
    """The issues of corpus data or a release, files in order of name, then those of the whole.

    ``texts`` is a folder of texts for documents that have none of their own: they are checked with
    them, and near-duplicates are looked for; ``previous`` is the last release. Raises DataError if
    a folder is neither data nor release, and OSError for texts that cannot be read.
    """
    data = load_data(path)
    files = [file for part in PARTS for file in record_files(data.folder, part)]
    at_hand = {} if texts is None else read_texts(texts, (placed.doc for placed in data.gold))
    yield from validate_files(files, max_level=min(max_level, 4), texts=at_hand)
    if not files:
        found = issue("L-EMPTY", "", "there is no file of records in it")
        yield replace(found, file=os.fspath(data.folder / "documents"))
    if max_level < 5:
        return
    yield from corpus_issues(Corpus(data, at_hand))
    if previous is not None:
        schema = schema_version_of(previous) or SCHEMA_VERSION
        yield from stability_issues(load_data(previous), data, old_schema=schema)
    if data.folder != Path(path):
        yield from release_issues(Path(path), data)


def release_issues(release: Path, data: CorpusData) -> Iterator[Issue]:
    """C-SUM and C-CARD: whether a release is as it was built, and its card true."""
    yield from _sum_issues(release)
    card = release / "README.md"
    if not card.is_file():
        yield replace(issue("L-FILE", "", "the release has no card"), file=os.fspath(card))
        return
    stated = _rows(sections(card).get("Counts", ""))
    counted = _rows(counts_section(statistics(data)))
    for row in dict.fromkeys(stated + counted):
        if stated.count(row) != counted.count(row):
            owner = "the card" if row in stated else "the records"
            found = issue("C-CARD", "", f"{row.strip('| ')!r} stands in {owner} alone")
            yield replace(found, file=os.fspath(card))


def _rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("|")]


def _sum_issues(release: Path) -> Iterator[Issue]:
    sums = release / SUMS
    if not sums.is_file():
        yield replace(issue("L-FILE", "", "the release has no sums"), file=os.fspath(sums))
        return
    listed: set[str] = set()
    for line in sums.read_text(encoding="utf-8", errors="replace").splitlines():
        digest, _, name = line.partition("  ")
        listed.add(name)
        path = release / name
        if not path.is_file():
            yield replace(issue("C-SUM", "", "is missing"), file=os.fspath(path))
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield replace(issue("C-SUM", "", f"is not as in {SUMS}"), file=os.fspath(path))
    for path in sorted(release.rglob("*")):
        name = path.relative_to(release).as_posix()
        if path.is_file() and name not in listed and name != SUMS and not _hidden(name):
            yield replace(issue("C-SUM", "", f"is not in {SUMS}"), file=os.fspath(path))


def _hidden(name: str) -> bool:
    """What tools leave in folders (``.cache`` of the Hub's client): no part of the release."""
    return name.startswith(".")
