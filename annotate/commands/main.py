"""``otr``: the commands together, and what becomes of Ctrl-C, a broken pipe and a full disk."""

from __future__ import annotations

import os
import signal
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any

import typer

from annotate.commands import (
    annotate,
    challenge,
    evaluate,
    fetch,
    hydrate,
    import_,
    release,
    review,
    stats,
    train,
    validate,
)
from annotate.commands.report import (
    BROKEN_PIPE,
    FAILED,
    INTERRUPTED,
    USAGE,
    Report,
    reason,
    utf8_streams,
)

# Newer releases of typer carry click inside, older ones import it; this is its class in either.
_ARGUMENT_ERROR: Any = next(
    base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException"
)

app = typer.Typer(
    name="otr",
    help="Who said what, and through whom: quotations in news articles with their speakers and "
    "outlets.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("annotate")(annotate.command)
app.command("validate")(validate.command)
app.command("evaluate")(evaluate.command)
app.command("hydrate")(hydrate.command)
app.command("fetch")(fetch.command)
app.command("import")(import_.command)
app.command("stats")(stats.command)
app.command("challenge")(challenge.command)
app.command("train")(train.command)
app.add_typer(release.app, name="release")
app.add_typer(review.app, name="review")


def _show_version(wanted: bool) -> None:
    if wanted:
        try:
            number = version("on-the-record")
        except PackageNotFoundError:  # a working tree that is not installed
            number = "unknown"
        typer.echo(f"otr {number}")
        raise typer.Exit


@app.callback()
def _options(
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    """Run before every command; holds the options of ``otr`` itself."""


def main() -> None:
    """Entry point of the ``otr`` script: run it, and leave with its status, never a traceback."""
    utf8_streams()
    for name in ("SIGTERM", "SIGHUP"):  # to be told to stop costs no more than Ctrl-C does
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:  # nohup has it ignored
            signal.signal(number, signal.default_int_handler)
    status = _run()
    try:
        sys.stdout.flush()
    except OSError as error:
        status = _output_failed(error)
    # The interpreter must not flush again what could not be written.
    if status in (BROKEN_PIPE, FAILED):
        _silence_stdout()
    sys.exit(status)


def _run() -> int:
    try:
        result = app(standalone_mode=False)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else FAILED
    except _ARGUMENT_ERROR as error:
        error.show()
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        Report().say("interrupted")
        return INTERRUPTED
    except OSError as error:
        return _output_failed(error)
    if result == INTERRUPTED:  # typer's own word for Ctrl-C while it reads the arguments
        Report().say("interrupted")
    return result if isinstance(result, int) else 0


def _output_failed(error: OSError) -> int:
    """Standard output went away (a broken pipe, in silence) or is full (a message)."""
    if isinstance(error, BrokenPipeError):
        _silence_stdout()
        return BROKEN_PIPE
    Report().say(f"standard output: {reason(error)}" if error.filename is None else reason(error))
    _silence_stdout()
    return FAILED


def _silence_stdout() -> None:
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
