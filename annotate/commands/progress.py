"""A progress bar on standard error, for people at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from annotate.reading.sources import JSONL_SUFFIXES


class Progress:
    """Counts articles; shows nothing unless standard error is a terminal.

    The number of articles is known beforehand only if every input is a file of one article. Where
    standard output is the same terminal and gets the results, the bar would be in their way.
    """

    def __init__(self, inputs: Sequence[Path], console: Console, *, to_stdout: bool) -> None:
        many = any(p.suffix.lower() in JSONL_SUFFIXES or str(p) == "-" for p in inputs)
        shown = console.is_terminal and not (to_stdout and sys.stdout.isatty())
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            redirect_stdout=False,
            disable=not shown,
        )
        self._task = self._bar.add_task("annotating", total=None if many else len(inputs))

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def advance(self) -> None:
        """One more article is done, or has failed."""
        self._bar.advance(self._task)
