"""``otr evaluate``: how well records agree with gold ones, component by component."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from rich import box
from rich.table import Table

from annotate.commands.report import Report, ending_well, plural, reason, stop
from annotate.commands.table import plain_console
from corpus.records import Document
from corpus.store import StoreError, load_documents

if TYPE_CHECKING:
    from annotate.evaluate import Evaluation, Figure


def command(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Records taken for right.", show_default=False)
    ],
    predicted: Annotated[
        Path, typer.Argument(metavar="PREDICTED", help="Records to score.", show_default=False)
    ],
    json_: Annotated[bool, typer.Option("--json", help="The scores as one JSON object.")] = False,
    resamples: Annotated[
        int, typer.Option(min=0, help="Bootstrap samples for the 95 % intervals; 0 for none.")
    ] = 1000,
) -> None:
    """Score records against gold ones: precision, recall and F1 of each component.

    Documents are matched by id. Gold documents without a prediction count as if nothing had been
    found in them.
    """
    from annotate.evaluate import evaluate  # brings numpy

    report = Report()
    sides = [_load(path, report) for path in (gold, predicted)]
    report.finish()
    try:
        result = evaluate(*sides, resamples=resamples)
    except ValueError as error:
        stop(error)
    _say_differences(result, report)
    with ending_well():
        if json_:
            text = orjson.dumps(result.to_dict(), option=orjson.OPT_INDENT_2).decode("utf-8")
            sys.stdout.write(text + "\n")
        else:
            console = plain_console(sys.stdout, terminal=sys.stdout.isatty())
            console.print(_table(result))


def _load(path: Path, report: Report) -> list[Document]:
    try:
        return load_documents(path)
    except (OSError, StoreError) as error:
        report.failure(reason(error))
        return []


def _say_differences(result: Evaluation, report: Report) -> None:
    for names, what in (
        (result.missing, "not predicted"),
        (result.changed, "predicted on another text"),
        (result.extra, "not in gold, left out"),
    ):
        if names:
            some = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
            report.note(f"{plural(len(names), 'document')} {what}: {some}")


def _table(result: Evaluation) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=None)
    table.add_column("component", no_wrap=True)
    for name in ("precision", "recall", "F1", "95 %", "agree", "predicted", "gold"):
        table.add_column(name, justify="right", no_wrap=True)
    for name, score in result.scores.items():
        figures = (_value(score.precision), _value(score.recall), _value(score.f1))
        counts = (str(score.agree), str(score.predicted), str(score.gold))
        table.add_row(name, *figures, _interval(score.f1), *counts)
    return table


def _value(figure: Figure) -> str:
    return "-" if figure.value is None else f"{figure.value:.3f}"


def _interval(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return "-"
    return f"{figure.low:.3f}-{figure.high:.3f}"
