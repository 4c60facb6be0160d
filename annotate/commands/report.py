"""What a command says on standard error, and whether anything failed."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType
from typing import NoReturn

import typer
from rich.console import Console

from corpus.records import Document

FAILED, USAGE, INTERRUPTED, BROKEN_PIPE = 1, 2, 130, 141


class Report:
    """Collects failures; every message starts with ``otr:`` and is one line."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True, highlight=False, soft_wrap=True)
        self.failures = 0

    def failure(self, message: object) -> None:
        """Say what went wrong and remember that something did."""
        self.failures += 1
        self.say(message)

    def note(self, message: object) -> None:
        """Say something that is no failure."""
        self.say(f"note: {message}")

    def say(self, message: object) -> None:
        """One line on standard error; control characters in names do not reach the terminal."""
        line = "".join(char if char.isprintable() else "�" for char in str(message))
        self.console.print(f"otr: {line}", markup=False)

    def finish(self) -> None:
        """End the command with the status that fits."""
        if self.failures:
            raise typer.Exit(FAILED)


def stop(message: object, code: int = FAILED) -> NoReturn:
    """End the command with one message."""
    Report().say(message)
    raise SystemExit(code)


def reason(error: BaseException) -> str:
    """An error in words: of the system's its text, without its number."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error) or type(error).__name__


@contextmanager
def ending_well() -> Iterator[None]:
    """End the command with the status that fits a broken pipe (in silence) or Ctrl-C.

    Here and not in `main`, because typer makes its own of both.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise typer.Exit(BROKEN_PIPE) from error
    except KeyboardInterrupt:
        stop("interrupted", INTERRUPTED)


@contextmanager
def interrupts_wait() -> Iterator[None]:
    """Hold Ctrl-C back until the end of the block; a second one gets through.

    For imports of compiled libraries: an interrupt in their middle comes out as any error.
    """
    held = False

    def hold(number: int, frame: FrameType | None) -> None:
        nonlocal held
        held = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    usual = signal.getsignal(signal.SIGINT)
    if usual is not signal.default_int_handler or current_thread() is not main_thread():
        yield
        return
    signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
        if held:
            raise KeyboardInterrupt


def plural(number: int, noun: str) -> str:
    """``1 article``, ``2 articles``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def real(doc: Document) -> int:
    """Number of quotations that quote somebody."""
    return sum(quotation.type != "none" for quotation in doc.quotations)


def utf8_streams() -> None:
    """Make standard output hold every character, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
