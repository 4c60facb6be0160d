"""``otr review``: open records in the browser and correct them; its other commands are beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from annotate.commands import review_results
from annotate.commands.report import ending_well, reason, stop
from annotate.commands.review_options import (
    LOOPBACK,
    Browser,
    CorpusPath,
    Host,
    Logs,
    Port,
    Texts,
    Token,
    default_annotator,
    serve_workspace,
)

if TYPE_CHECKING:
    from annotate.review.load import Source
    from annotate.review.log import Log

_OPEN = "open"


class _Group(TyperGroup):
    """A group whose first argument may be a path: ``otr review PATH`` is ``otr review open PATH``.

    A folder that has the name of a command is written ``./apply``.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = [_OPEN, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    help="Correct annotations in the browser ('otr review PATH'), compare reviewers, and put their "
    "work into the corpus.",
)
app.command("agreement")(review_results.agreement)
app.command("adjudicate")(review_results.adjudicate)
app.command("apply")(review_results.apply)


@app.command(_OPEN)
def open_(
    path: CorpusPath,
    texts: Texts = None,
    annotator: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Whose review this is. By default your name on this machine.",
            show_default=False,
        ),
    ] = None,
    logs: Logs = None,
    port: Port = None,
    host: Host = LOOPBACK,
    token: Token = None,
    browser: Browser = True,
) -> None:
    """Open records in the browser, one quotation at a time; every act is saved as it is done.

    'otr review PATH' does the same.
    """
    from annotate.review.load import LoadError, Source
    from annotate.review.log import LogError
    from annotate.review.replay import LogOrderError
    from annotate.review.workspace import Workspace

    source = Source(path=path, texts=texts, logs=logs)
    with ending_well():
        try:
            with _log(source, annotator or default_annotator()) as log:
                space = Workspace(source, log, source.registry())
                serve_workspace(space, host=host, port=port, token=token, browser=browser)
        except (LoadError, LogError, LogOrderError, OSError) as error:
            stop(reason(error))


def _log(source: Source, annotator: str) -> Log:
    from annotate.review.load import LoadError
    from annotate.review.log import Log, check_name

    check_name(annotator)
    if not source.path.exists():  # before a folder of logs is made beside it
        raise LoadError(f"{source.path}: no such file or folder")
    return Log(source.log_folder / f"{annotator}.jsonl", annotator)
