"""``otr stats``: what is in the corpus, as tables and as plots."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from rich import box
from rich.table import Table

from annotate.commands.report import Report, ending_well, plural, reason, stop
from annotate.commands.table import plain_console
from corpus.release.data import DATA, DataError, load_records
from corpus.store import StoreError

if TYPE_CHECKING:
    from corpus.release.stats import Statistics


def command(
    data: Annotated[
        Path,
        typer.Argument(
            metavar="[DATA]",
            help="Corpus data, a release, or a file of records.",
            show_default="the package's own corpus",
        ),
    ] = DATA,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder for plots (SVG).", show_default=False),
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="Rows of the longer tables.")] = 10,
    json_: Annotated[bool, typer.Option("--json", help="All counts as one JSON object.")] = False,
) -> None:
    """Count what is in the corpus: types, modes, outlets, speakers, who is quoted through whom."""
    from corpus.release.stats import statistics

    try:
        loaded = load_records(data)
    except (DataError, StoreError, OSError) as error:
        stop(reason(error))
    if not loaded.gold and not loaded.challenge:
        stop(f"{data}: holds no records")
    stats = statistics(loaded)
    if output is not None:
        _plot(stats, output)
    with ending_well():
        if json_:
            text = orjson.dumps(stats.to_dict(), option=orjson.OPT_INDENT_2).decode("utf-8")
            sys.stdout.write(text + "\n")
        else:
            _print(stats, top)


def _plot(stats: Statistics, folder: Path) -> None:
    from corpus.release.parquet import MissingLibraryError
    from corpus.release.plots import plot

    try:
        paths = plot(stats, folder)
    except (MissingLibraryError, OSError) as error:
        stop(reason(error))
    Report().say(f"{plural(len(paths), 'plot')} written to {folder}")


def _print(stats: Statistics, top: int) -> None:
    console = plain_console(sys.stdout, terminal=sys.stdout.isatty())
    names = ("documents", "quotations", "distractors", "speakers", "outlets", "entities")
    console.print(
        _table(("part", *names), ([p.name, *(getattr(p, n) for n in names)] for p in stats.parts))
    )
    for title, counts in (
        ("type", stats.types),
        ("mode", stats.modes),
        ("kind of outlet", stats.outlet_kinds),
        ("mention of the speaker", stats.mentions),
    ):
        _counts(console, title, list(counts.items()))
    _counts(console, "speaker", list(stats.speaker_names.items())[:top])
    _counts(console, "outlet", list(stats.outlet_names.items())[:top])
    pairs = [(f"{who} → {outlet}", n) for (who, outlet), n in stats.through.items()]
    _counts(console, "quoted through", pairs[:top])


def _counts(console: object, title: str, counts: list[tuple[str, int]]) -> None:
    if counts:
        console.print(_table((title, "count"), counts))  # type: ignore[attr-defined]


def _table(head: tuple[str, ...], rows: Iterable[Iterable[object]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for i, name in enumerate(head):
        table.add_column(name, justify="right" if i else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    return table


def _cell(value: object) -> str:
    return "".join(char if char.isprintable() else "�" for char in str(value))
