"""``otr challenge``: how a system fares on the challenge set, phenomenon by phenomenon."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich import box
from rich.table import Table

from annotate.commands.report import Report, ending_well, plural, reason, stop
from annotate.commands.table import plain_console
from corpus.challenge import Case, Result, bare, load_cases, score
from corpus.challenge_tables import PHENOMENA
from corpus.records import Document
from corpus.schema import document_to_dict
from corpus.store import StoreError, load_documents, write_documents

USAGE = "give PREDICTIONS to score, or --texts for the documents to be annotated"


def command(
    predictions: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PREDICTIONS]", help="A system's records, one a line.", show_default=False
        ),
    ] = None,
    texts: Annotated[
        bool, typer.Option("--texts", help="Write the documents to be annotated instead.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="With --texts: the file to write.", show_default=False),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="With --output: replace a file that is there.")
    ] = False,
    failed: Annotated[
        bool, typer.Option("--failed", help="List the cases that failed, and what was wrong.")
    ] = False,
    json_: Annotated[bool, typer.Option("--json", help="All results as one JSON object.")] = False,
) -> None:
    """Score records on the challenge set: short texts of our own that test one thing each.

    Cases are matched by id; one without a prediction fails. Failed cases are a result, not an
    error: the exit status is 0.
    """
    if texts == (predictions is not None):
        raise typer.BadParameter(USAGE)
    if (output is not None or force) and not texts:
        raise typer.BadParameter("--output and --force go with --texts")
    if texts and (failed or json_):
        raise typer.BadParameter("--failed and --json go with PREDICTIONS")
    try:
        cases = load_cases()
    except (OSError, ValueError) as error:
        stop(f"the challenge set cannot be read: {reason(error)}")
    if predictions is None:
        _write(cases, output, force=force)
        return
    _print(_scored(cases, predictions), failed=failed, json_=json_)


def _write(cases: Iterable[Case], output: Path | None, *, force: bool) -> None:
    docs = [bare(case) for case in cases]
    if output is None:
        with ending_well():
            for doc in docs:
                sys.stdout.write(orjson.dumps(document_to_dict(doc)).decode("utf-8") + "\n")
        return
    if output.exists() and not force:
        stop(f"{output}: is there already; give another name, or --force to replace it")
    try:
        count = write_documents(output, docs)
    except (OSError, StoreError) as error:
        stop(reason(error))
    Report().say(f"{plural(count, 'text')} written to {output}")


def _scored(cases: list[Case], predictions: Path) -> Result:
    try:
        docs: list[Document] = load_documents(predictions)
        result = score(cases, docs)
    except (OSError, StoreError) as error:
        stop(reason(error))
    except ValueError as error:
        stop(f"{predictions}: {error}")
    report = Report()
    for names, what in (
        (result.missing, "not predicted"),
        (result.changed, "predicted on another text"),
        (result.extra, "not in the challenge set, left out"),
    ):
        if names:
            some = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
            report.note(f"{plural(len(names), 'document')} {what}: {some}")
    return result


def _print(result: Result, *, failed: bool, json_: bool) -> None:
    with ending_well():
        if json_:
            out: dict[str, Any] = result.to_dict()
            text = orjson.dumps(out, option=orjson.OPT_INDENT_2).decode("utf-8")
            sys.stdout.write(text + "\n")
            return
        console = plain_console(sys.stdout, terminal=sys.stdout.isatty())
        console.print(_table(result))
        if failed:
            for outcome in result.outcomes:
                for fault in outcome.faults:
                    sys.stdout.write(_printable(f"{outcome.id}: {fault}") + "\n")


def _table(result: Result) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_footer=True)
    passed = sum(outcome.passed for outcome in result.outcomes)
    cases = len(result.outcomes)
    table.add_column("phenomenon", "all", no_wrap=True)
    table.add_column("passed", str(passed), justify="right", no_wrap=True)
    table.add_column("cases", str(cases), justify="right", no_wrap=True)
    table.add_column("rate", _rate(passed, cases), justify="right", no_wrap=True)
    table.add_column("what it tests")
    for name, (right, number) in result.rates().items():
        table.add_row(name, str(right), str(number), _rate(right, number), PHENOMENA[name])
    return table


def _rate(passed: int, cases: int) -> str:
    return f"{passed / cases:.2f}" if cases else "-"


def _printable(line: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in line)
