"""``otr validate``: what is wrong with files of records, with a stable code for each fault."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import orjson
import typer

from annotate.commands.report import Report, ending_well, plural, reason, stop
from corpus.issues import CODES, Issue
from corpus.release.data import DataError, read_placed
from corpus.release.folders import validate_folder
from corpus.release.near import read_texts
from corpus.validate import validate_files


def command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH",
            help="JSON Lines files of records, folders of corpus data, releases.",
            show_default=False,
        ),
    ],
    level: Annotated[
        int,
        typer.Option(
            min=1,
            max=5,
            help="How far to check: 1 schema, 2 text, 3 references, 4 guidelines, 5 the corpus as "
            "a whole (of folders).",
        ),
    ] = 5,
    texts: Annotated[
        Path | None,
        typer.Option(
            help="Folder of texts: documents without theirs are checked with them, and "
            "near-duplicates are found.",
            show_default=False,
        ),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(help="The last release, whose ids must hold.", show_default=False),
    ] = None,
    json_: Annotated[
        bool, typer.Option("--json", help="One JSON object a fault on standard output.")
    ] = False,
) -> None:
    """Check records and whole corpora: schema, text, references, guidelines, the release.

    Every fault is named with file, line, code and record; the exit status is 1 if any is an error.
    """
    report = Report()
    counts: Counter[str] = Counter()
    with ending_well():
        try:
            for issue in _issues(files, level, texts, previous):
                counts[issue.severity] += 1
                sys.stdout.write((_json(issue) if json_ else _printable(str(issue))) + "\n")
        except (DataError, OSError, UnicodeDecodeError) as error:
            if isinstance(error, BrokenPipeError):
                raise
            stop(reason(error))
    found = ", ".join(plural(counts[severity], severity) for severity in sorted(counts))
    noun = "folder" if all(path.is_dir() for path in files) else "file"
    report.say(f"{plural(len(files), noun)} checked: {found or 'no fault'}")
    report.failures = counts["error"]
    report.finish()


def _issues(
    paths: list[Path], level: int, texts: Path | None, previous: Path | None
) -> Iterator[Issue]:
    """Those of the files together, so that ids are compared across them, then of each folder."""
    files = [path for path in paths if not path.is_dir()]
    if files:
        known = {} if texts is None else _texts(texts, files)
        yield from validate_files(files, max_level=min(level, 4), texts=known)
    for path in paths:
        if path.is_dir():
            yield from validate_folder(path, max_level=level, texts=texts, previous=previous)


def _texts(folder: Path, files: list[Path]) -> dict[str, str]:
    """The texts of the records in those files that can be read at all."""
    there = [path for path in files if path.is_file() and os.access(path, os.R_OK)]
    return read_texts(folder, (placed.doc for placed in read_placed(there)))


def _json(issue: Issue) -> str:
    """The issue with what its code means and what to do."""
    code = CODES[issue.code]
    more = {"level": code.level, "meaning": code.meaning, "remedy": code.remedy}
    return orjson.dumps(asdict(issue) | more).decode()


def _printable(line: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in line)
