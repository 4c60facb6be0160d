"""Arguments that the commands of ``otr review`` share, and how one of them serves a workspace."""

from __future__ import annotations

import getpass
import re
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotate.commands.report import Report, plural

if TYPE_CHECKING:
    from annotate.review.serve import Bound
    from annotate.review.workspace import Workspace

CorpusPath = Annotated[
    Path,
    typer.Argument(
        metavar="PATH",
        help="A file of records, a folder of these, corpus data, or a release.",
        show_default=False,
    ),
]
Texts = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Folder of the texts, for records that hold none.", show_default=False
    ),
]
Logs = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Folder of the logs, one file an annotator. By default 'review' in a folder, "
        "NAME.review beside a file.",
        show_default=False,
    ),
]
Port = Annotated[
    int | None,
    typer.Option(min=0, max=65535, help="By default the first free one from 8042 on."),
]
Host = Annotated[
    str, typer.Option(help="Address to listen on; any but this machine's own needs a token.")
]
Token = Annotated[
    str | None,
    typer.Option(
        envvar="OTR_REVIEW_TOKEN",
        help="Token to ask for; one is made up where the address needs it.",
        show_default=False,
    ),
]
Browser = Annotated[bool, typer.Option(help="Open the page in the browser.")]
First = Annotated[
    str | None, typer.Option(metavar="NAME", help="The one annotator.", show_default=False)
]
Second = Annotated[
    str | None, typer.Option(metavar="NAME", help="The other one.", show_default=False)
]
LOOPBACK = "127.0.0.1"
_SHOWN = 20


def default_annotator() -> str:
    """The user's name on this machine, fit for a file; ``annotator`` where there is none."""
    with suppress(Exception):  # getpass raises what it likes where there is no name
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", getpass.getuser()).strip("-._")[:64]
        if name:
            return name
    return "annotator"


def two_of(known: list[str], first: str | None, second: str | None) -> tuple[str, str]:
    """The two annotators that are meant; raises typer.BadParameter where that is not plain."""
    if first is not None and second is not None:
        return first, second
    named = [name for name in (first, second) if name is not None]
    others = [name for name in known if name not in named]
    if len(others) + len(named) != 2:
        who = ", ".join(known) or "nobody"
        raise typer.BadParameter(f"name two annotators: --first and --second; logs are of {who}")
    return (first, others[0]) if first is not None else (others[0], second or others[-1])


def serve_workspace(
    space: Workspace, *, host: str, port: int | None, token: str | None, browser: bool
) -> None:
    """Serve until Ctrl-C, and say where, for whom, and what was left out.

    Raises OSError where no address can be had.
    """
    from annotate.review.serve import bind

    report = Report()
    bound = bind(host, port, token=token)
    for problem in space.problems[:_SHOWN]:
        report.note(problem)
    if len(space.problems) > _SHOWN:
        report.note(f"and {len(space.problems) - _SHOWN} more")
    if space.log.set_aside is not None:
        report.note(f"the log had an unfinished end, now in {space.log.set_aside.path}")
    counts = space.progress()
    documents, total = plural(len(space.states), "document"), plural(counts["total"], "quotation")
    what = " in dispute" if space.disputes is not None else ""
    report.say(f"{documents}, {total}{what}, {counts['mine']} decided")
    report.say(f"the work of {space.log.by} goes to {space.log.path}")

    def ready() -> None:
        if browser:
            with suppress(Exception):  # a machine without a browser is no failure
                webbrowser.open(bound.address)

    with suppress(KeyboardInterrupt):  # the usual way to end it, and no failure
        report.say(f"open {bound.address} (Ctrl-C stops it)")
        _serve(space, bound, ready)
    counts = space.progress()
    report.say(f"stopped: {counts['mine']} of {counts['total']} decided")


def _serve(space: Workspace, bound: Bound, ready: Callable[[], None]) -> None:
    """Its own function, so that a test can leave the serving out."""
    from annotate.review.serve import serve

    serve(space, bound, ready=ready)
