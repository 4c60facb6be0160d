"""``otr annotate``: articles in, records out, as a table, JSON Lines or pages."""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from annotate.article import ArticleError, read_many
from annotate.commands.progress import Progress
from annotate.commands.report import (
    FAILED,
    INTERRUPTED,
    USAGE,
    Report,
    ending_well,
    interrupts_wait,
    plural,
    real,
    reason,
    stop,
)
from annotate.commands.sinks import Sink, open_sink
from annotate.reading.sources import files
from corpus.records import Document
from corpus.store import StoreError

if TYPE_CHECKING:
    from annotate.pipeline import Annotator


class Format(StrEnum):
    """What comes out."""

    table = "table"
    jsonl = "jsonl"
    html = "html"


_SUFFIXES = {".jsonl": Format.jsonl, ".ndjson": Format.jsonl, ".html": Format.html}
_SUFFIXES |= {".htm": Format.html, ".txt": Format.table}


def command(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH",
            help="Articles: text, HTML or JSON Lines files, folders of these, or - for standard "
            "input.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="File to write, or a folder (a name without ending) to put records.jsonl into; "
            "with --format html a folder of pages. Without it everything goes to standard output.",
        ),
    ] = None,
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="What to write. By default a table, or with -o what its ending says, else "
            "JSON Lines.",
            show_default=False,
        ),
    ] = None,
    models: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Folder of Stanza's English models to use in place of the built-in ones.",
            show_default=False,
        ),
    ] = None,
    collection: Annotated[
        str, typer.Option(metavar="NAME", help="First part of the records' ids.")
    ] = "local",
) -> None:
    """Find the quotations of news articles: who said each, and through whom.

    An article that cannot be read or annotated is named on standard error and the others go on;
    the exit status is then 1.
    """
    with ending_well():
        _command(paths, output, format_, models, collection)


def _command(
    paths: list[Path],
    output: Path | None,
    format_: Format | None,
    models: Path | None,
    collection: str,
) -> None:
    chosen = format_ or (
        Format.table if output is None else _SUFFIXES.get(output.suffix.lower(), Format.jsonl)
    )
    if format_ is None and output is not None and _is_folder(output):
        output = output / "records.jsonl"
    if not collection.strip("/ ") or not collection.isprintable():
        stop(f"--collection {collection!r}: not a name", USAGE)
    report = Report()
    inputs = _inputs(paths, output, report)
    try:
        sink = open_sink(chosen, output)
    except (OSError, ValueError) as error:
        stop(f"cannot write to {output}: {reason(error)}")
    try:
        _run(inputs, sink, collection, models, report, to_stdout=output is None)
    except BaseException:
        sink.discard()
        raise
    report.finish()


def _is_folder(output: Path) -> bool:
    """Whether a folder is meant: one is there, or nothing is and the name has no ending."""
    return output.is_dir() or not (output.suffix or output.exists())


def _inputs(paths: list[Path], output: Path | None, report: Report) -> list[Path]:
    """The files of all paths, in order; folders spelled out, less what an earlier run wrote."""
    target = output.resolve() if output is not None else None
    found: list[Path] = []
    for path in paths:
        for file in files(path):
            if isinstance(file, ArticleError):
                report.failure(file)
            elif target is None or not _is_within(file.resolve(), target):
                found.append(file)
            elif not path.is_dir():
                stop(f"{path}: is both an article and the output", USAGE)
    return found


def _is_within(file: Path, target: Path) -> bool:
    return file == target or target in file.parents


def _run(
    inputs: list[Path],
    sink: Sink,
    collection: str,
    models: Path | None,
    report: Report,
    *,
    to_stdout: bool,
) -> None:
    """Annotate everything into the sink; a break keeps what is whole and says so."""
    counts = [0, 0]
    try:
        with Progress(inputs, report.console, to_stdout=to_stdout) as progress:
            for doc in _annotated(inputs, collection, models, report, progress):
                sink.write(doc)
                counts[0] += 1
                counts[1] += real(doc)
                if not doc.quotations:
                    report.note(f"{doc.id}: no quotation found")
            if not counts[0]:  # what an earlier run wrote is better than an empty file
                sink.discard()
                return
            sink.close()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one must not cost the records
        _broken_off(sink, "interrupted", INTERRUPTED)
    except (OSError, StoreError) as error:
        if to_stdout:
            raise
        _broken_off(sink, f"{sink.name}: {_disk(error)}", FAILED)
    if not to_stdout:
        articles, quotations = plural(counts[0], "article"), plural(counts[1], "quotation")
        report.say(f"{articles}, {quotations} written to {sink.name}")


def _broken_off(sink: Sink, why: str, code: int) -> NoReturn:
    try:
        kept = sink.keep()
    except (OSError, StoreError) as error:
        kept = f"nothing could be kept: {_disk(error)}"
    stop(f"{why}; {kept}" if kept else why, code)


def _disk(error: Exception) -> str:
    """The reason alone: the file that the system names is a temporary one."""
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _annotated(
    inputs: list[Path], collection: str, models: Path | None, report: Report, progress: Progress
) -> Iterator[Document]:
    """Annotated articles in order; what fails is reported and passed over.

    The models are loaded when the first article is there, so that a wrong path costs no time.
    """
    articles = _articles(inputs, collection, report, progress)
    first = next(articles, None)
    if first is None:
        return
    annotator = _annotator(models)
    yield from _resilient(annotator, chain([first], articles), report, progress)


def _articles(
    inputs: list[Path], collection: str, report: Report, progress: Progress
) -> Iterator[Document]:
    for article in read_many(inputs, collection=collection):
        if isinstance(article, ArticleError):
            report.failure(article)
            progress.advance()
        else:
            yield article


def _annotator(models: Path | None) -> Annotator:
    """The annotator; imported here, for it brings torch."""
    with interrupts_wait():
        from annotate.pipeline import Annotator
        from annotate.weights import WeightsError

    try:
        with interrupts_wait():
            annotator = Annotator(models=models)
    except WeightsError as error:
        stop("; ".join(error.problems))
    except Exception as error:  # whatever Stanza and torch make of files that are no models
        stop(f"the models cannot be loaded: {reason(error)}")
    gc.freeze()  # what was loaded stays to the end, and need not be searched for garbage
    return annotator


def _resilient(
    annotator: Annotator, articles: Iterator[Document], report: Report, progress: Progress
) -> Iterator[Document]:
    """Annotate in batches; if a batch fails, one by one, so that one article costs only itself."""
    pending: deque[Document] = deque()

    def feed() -> Iterator[Document]:
        for doc in articles:
            pending.append(doc)
            yield doc

    while True:
        try:
            for done in annotator.annotate_many(feed()):
                pending.popleft()
                progress.advance()
                yield done
        except Exception as error:
            if not pending:
                stop(f"the annotator failed: {reason(error)}")
            while pending:
                doc = pending.popleft()
                progress.advance()
                try:
                    done = annotator.annotate(doc)
                except Exception as fault:
                    kind = type(fault).__name__
                    report.failure(f"{doc.id}: could not be annotated ({kind}: {reason(fault)})")
                else:
                    yield done
        else:
            return
