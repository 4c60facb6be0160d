"""``otr review agreement``, ``adjudicate`` and ``apply``: what becomes of the logs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from rich import box
from rich.table import Table

from annotate.commands.report import Report, ending_well, plural, reason, stop
from annotate.commands.review_options import (
    LOOPBACK,
    Browser,
    CorpusPath,
    First,
    Host,
    Logs,
    Port,
    Second,
    Texts,
    Token,
    default_annotator,
    serve_workspace,
    two_of,
)
from annotate.commands.table import plain_console

if TYPE_CHECKING:
    from annotate.review.agreement import Compared
    from annotate.review.load import Loaded, Source
    from annotate.review.results import Applied

_MEANING = {
    "marks": "segments of every type: the same span",
    "segments": "segments that quote somebody: the same span",
    "segments_type": "the same span and type",
    "position": "contents: the same spans, whatever the type",
    "contents": "contents: the same spans and type",
    "overlap": "contents that share a character",
    "cue": "of those: the same cue",
    "speaker": "of those: the same speakers",
    "outlet": "of those: the same outlet",
    "exact": "all but the cue the same",
}


def agreement(
    path: CorpusPath,
    texts: Texts = None,
    first: First = None,
    second: Second = None,
    logs: Logs = None,
    partial: Annotated[
        bool,
        typer.Option("--partial", help="Quotations that both decided, not only whole documents."),
    ] = False,
    json_: Annotated[bool, typer.Option("--json", help="The figures as one JSON object.")] = False,
) -> None:
    """How far two reviewers agree: alpha on words, F1 on spans, speakers and outlets.

    Spans count as the same, as of the same place, or as overlapping; those in several pieces too.
    """
    from annotate.review.agreement import compare
    from annotate.review.load import LoadError, Source
    from annotate.review.log import LogError
    from annotate.review.replay import LogOrderError
    from annotate.review.reviews import annotators, read_review

    source = Source(path=path, texts=texts, logs=logs)
    with ending_well():
        try:
            loaded = source.load()
            names = two_of(annotators(source), first, second)
            reviews = [read_review(source, loaded, name) for name in names]
            found = compare(loaded, reviews[0], reviews[1], partial=partial)
        except (LoadError, LogError, LogOrderError, ValueError, OSError) as error:
            stop(reason(error))
        _say_left_out(loaded, found)
        if json_:
            data = {"first": names[0], "second": names[1], "documents": found.documents}
            data |= {"left_out": found.left_out, **found.agreement.to_dict()}
            option = orjson.OPT_INDENT_2
            sys.stdout.write(orjson.dumps(data, option=option).decode("utf-8") + "\n")
        else:
            console = plain_console(sys.stdout, terminal=sys.stdout.isatty())
            console.print(_table(found))
        documents = plural(len(found.documents), "document")
        alpha = found.agreement.alpha
        shown = "none, no word differs" if alpha is None else f"{alpha:.3f}"
        words = plural(found.agreement.tokens, "word")
        Report().say(f"{names[0]} and {names[1]}, {documents}: alpha {shown} on {words}")


def adjudicate(
    path: CorpusPath,
    texts: Texts = None,
    first: First = None,
    second: Second = None,
    adjudicator: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Who decides. By default your name on this machine.",
            show_default=False,
        ),
    ] = None,
    logs: Logs = None,
    port: Port = None,
    host: Host = LOOPBACK,
    token: Token = None,
    browser: Browser = True,
) -> None:
    """Open what two reviewers differ in, side by side, in the browser, and decide it."""
    from annotate.review.adjudicate import Sides
    from annotate.review.load import LoadError, Source
    from annotate.review.log import Log, LogError, check_name
    from annotate.review.replay import LogOrderError
    from annotate.review.reviews import annotators
    from annotate.review.workspace import Workspace

    source = Source(path=path, texts=texts, logs=logs)
    with ending_well():
        try:
            names = two_of(annotators(source), first, second)
            sides = Sides(source=source, first=names[0], second=names[1])
            sides.load()  # before a log is made: it may be that there is nothing to decide
            by = check_name(adjudicator or default_annotator())
            with Log(sides.folder / f"{by}.jsonl", by) as log:
                space = Workspace(source, log, source.registry(), loader=sides.load, sides=names)
                serve_workspace(space, host=host, port=port, token=token, browser=browser)
        except (LoadError, LogError, LogOrderError, OSError) as error:
            stop(reason(error))


def apply(
    path: CorpusPath,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="New file, or new folder where PATH is one. Without it nothing is written.",
            show_default=False,
        ),
    ] = None,
    texts: Texts = None,
    annotator: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Whose review; may be given again.", show_default=False),
    ] = None,
    adjudicator: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Whose decisions between two reviewers.", show_default=False
        ),
    ] = None,
    first: First = None,
    second: Second = None,
    logs: Logs = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Leave out what is in dispute and not decided.")
    ] = False,
    keep_rejected: Annotated[
        bool, typer.Option("--keep-rejected", help="Keep rejected quotations, marked as such.")
    ] = False,
    json_: Annotated[bool, typer.Option("--json", help="The changes as one JSON object.")] = False,
) -> None:
    """Put a review into the records: corrected, with who decided, validated; and list the changes.

    The changes are listed as by 'otr release diff', by the ids of documents and quotations.
    """
    from annotate.review.adjudicate import Sides, pairs_of
    from annotate.review.load import LoadError, Source
    from annotate.review.log import LogError
    from annotate.review.replay import LogOrderError
    from annotate.review.results import ApplyError, apply_decisions, apply_reviews, write
    from annotate.review.reviews import annotators

    source = Source(path=path, texts=texts, logs=logs)
    report = Report()
    with ending_well():
        try:
            loaded = source.load()
            if adjudicator is not None:
                known = pairs_of(source)
                names = known[0] if len(known) == 1 and not (first or second) else None
                names = names or two_of(annotators(source), first, second)
                sides = Sides(source=source, first=names[0], second=names[1])
                applied = apply_decisions(
                    sides, adjudicator, partial=partial, keep_rejected=keep_rejected
                )
            else:
                chosen = annotator or _only(source, annotators(source))
                applied = apply_reviews(source, loaded, chosen, keep_rejected=keep_rejected)
            if output is not None:
                write(source, loaded, applied, output)
        except ApplyError as error:
            for line in error.details:
                report.failure(line)
            stop(error)
        except (LoadError, LogError, LogOrderError, OSError) as error:
            stop(reason(error))
        _show(applied, json_=json_)
        for note in applied.notes:
            report.note(note)
        _summary(report, applied, output)


def _only(source: Source, known: list[str]) -> list[str]:
    if len(known) != 1:
        who = ", ".join(known) or "nobody"
        raise typer.BadParameter(
            f"say whose: --annotator or --adjudicator; {source.log_folder} has logs of {who}"
        )
    return known


def _show(applied: Applied, *, json_: bool) -> None:
    if json_:
        data = {**applied.diff.to_dict(), "verdicts": applied.counts, "open": applied.open}
        text = orjson.dumps(data, option=orjson.OPT_INDENT_2).decode("utf-8")
        sys.stdout.write(text + "\n")
        return
    for item in applied.diff.items:
        line = f"{item.kind:<10} {item.id}"
        line += f"  {', '.join(item.fields)}" if item.fields else ""
        line += f"  → {', '.join(item.into)}" if item.into else ""
        sys.stdout.write("".join(c if c.isprintable() else "�" for c in line) + "\n")


def _summary(report: Report, applied: Applied, output: Path | None) -> None:
    verdicts = ", ".join(
        f"{applied.counts[name]} {name}"
        for name in ("accepted", "corrected", "rejected")
        if applied.counts.get(name)
    )
    where = "nothing written, give -o OUT" if output is None else f"written to {output}"
    records = plural(len(applied.docs), "record")
    report.say(f"{records} changed ({verdicts or 'nothing decided'}); {where}")
    if applied.open:
        report.note(f"{plural(applied.open, 'quotation')} in these documents not decided yet")


def _say_left_out(loaded: Loaded, found: Compared) -> None:
    report = Report()
    for problem in loaded.problems[:5]:
        report.note(problem)
    if found.left_out:
        some = ", ".join(found.left_out[:5]) + (", …" if len(found.left_out) > 5 else "")
        report.note(f"{plural(len(found.left_out), 'document')} not finished by both: {some}")


def _table(found: Compared) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("what", no_wrap=True)
    for name in ("F1", "agree", "first", "second"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("meaning")
    for name, figure in found.agreement.figures.items():
        f1 = "-" if figure.f1 is None else f"{figure.f1:.3f}"
        counts = (str(figure.agree), str(figure.first), str(figure.second))
        table.add_row(name, f1, *counts, _MEANING.get(name, ""))
    return table
