"""``otr release``: build a release of the corpus, compare two."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from annotate.commands.report import Report, ending_well, interrupts_wait, plural, reason, stop
from corpus.records import SCHEMA_VERSION
from corpus.release.data import DATA, DataError, load_records
from corpus.store import StoreError

if TYPE_CHECKING:
    from corpus.issues import Issue
    from corpus.release.diff import Diff

app = typer.Typer(no_args_is_help=True, help="Build a release of the corpus, or compare two.")


@app.command("build")
def build(
    data: Annotated[
        Path, typer.Option(help="Folder of corpus data.", show_default="the package's own")
    ] = DATA,
    out: Annotated[Path, typer.Option(help="Folder that the release goes into.")] = Path("dist"),
    version: Annotated[
        str | None, typer.Option(help="Its number; wrong ones are refused.", show_default=False)
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(help="The last release: its ids must hold, its number counts."),
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option(
            help="Folder of texts: documents without theirs are checked with them, and "
            "near-duplicates are found."
        ),
    ] = None,
) -> None:
    """Check the corpus and write a release of it: tables, card, metadata, sums.

    The same data makes the same bytes. A folder that exists is never replaced, and nothing is left
    behind when something is wrong.
    """
    with interrupts_wait():
        from corpus.release.build import ReleaseError
        from corpus.release.build import build as run
        from corpus.release.parquet import MissingLibraryError
        from corpus.release.version import VersionError

    report = Report()
    with ending_well():
        try:
            release = run(data, out, version=version, previous=previous, texts=texts)
        except ReleaseError as error:
            _show([issue for issue in error.issues if issue.severity == "error"])
            stop(error)
        except (DataError, VersionError, MissingLibraryError, OSError, UnicodeDecodeError) as error:
            stop(reason(error))
        warnings = len(release.issues)
        if warnings:
            report.note(f"{plural(warnings, 'warning')}; 'otr validate {data}' shows them")
        gold = next(part for part in release.statistics.parts if part.name == "gold, all")
        report.say(
            f"{release.path}: {plural(gold.documents, 'document')}, "
            f"{plural(gold.quotations, 'quotation')}"
        )


@app.command("diff")
def diff(
    old: Annotated[
        Path, typer.Argument(metavar="A", help="A release, data or records.", show_default=False)
    ],
    new: Annotated[Path, typer.Argument(metavar="B", help="What it became.", show_default=False)],
    json_: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """List what changed from A to B by id, and which part of the version that raises."""
    from corpus.release.diff import compare
    from corpus.release.version import schema_version_of

    report = Report()
    sides = []
    for path in (old, new):
        try:
            sides.append(load_records(path))
        except (DataError, StoreError, OSError) as error:
            report.failure(reason(error))
    report.finish()
    result = compare(*sides, old_schema=schema_version_of(old) or SCHEMA_VERSION)
    with ending_well():
        if json_:
            text = orjson.dumps(result.to_dict(), option=orjson.OPT_INDENT_2).decode("utf-8")
            sys.stdout.write(text + "\n")
        else:
            sys.stdout.write("".join(_lines(result)))
    report.say(f"{plural(len(result.items), 'change')}: {_next(old, result)}")


def _lines(result: Diff) -> list[str]:
    return [
        f"{item.kind:<10} {item.id}"
        + (f"  {', '.join(item.fields)}" if item.fields else "")
        + (f"  → {', '.join(item.into)}" if item.into else "")
        + "\n"
        for item in result.items
    ]


def _next(old: Path, result: Diff) -> str:
    """What follows from a difference: the next version, where the last one states its own."""
    from corpus.release.version import VersionError, following, version_of

    try:
        return f"after {version_of(old)} comes {following(version_of(old), result.bump)}"
    except VersionError:
        return f"the next version is a {result.bump} one"


def _show(issues: list[Issue]) -> None:
    for issue in issues:
        line = "".join(char if char.isprintable() else "�" for char in str(issue))
        sys.stdout.write(line + "\n")
