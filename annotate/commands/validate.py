"""``otr validate``: what is wrong with files of records, with a stable code for each fault."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import orjson
import typer

from annotate.commands.report import Report, ending_well, plural
from corpus.validate import validate_files


def command(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="JSON Lines files of records.", show_default=False),
    ],
    level: Annotated[
        int,
        typer.Option(
            min=1,
            max=4,
            help="How far to check: 1 schema, 2 text, 3 references, 4 guidelines.",
        ),
    ] = 4,
    json_: Annotated[
        bool, typer.Option("--json", help="One JSON object a fault on standard output.")
    ] = False,
) -> None:
    """Check records: schema, text and offsets, references, guidelines.

    Every fault is named with file, line, code and record; the exit status is 1 if any is an error.
    """
    report = Report()
    counts: Counter[str] = Counter()
    with ending_well():
        for issue in validate_files(files, max_level=level):
            counts[issue.severity] += 1
            line = orjson.dumps(asdict(issue)).decode("utf-8") if json_ else _printable(str(issue))
            sys.stdout.write(line + "\n")
    found = ", ".join(plural(counts[severity], severity) for severity in sorted(counts))
    report.say(f"{plural(len(files), 'file')} checked: {found or 'no fault'}")
    report.failures = counts["error"]
    report.finish()


def _printable(line: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in line)
