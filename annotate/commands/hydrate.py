"""``otr hydrate``: texts put back into records, or taken out of them."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from annotate.commands.report import Report, ending_well, plural, reason, stop
from corpus.hydrate import AnchorError, Hydrated, TextError, find_text, hydrate, strip
from corpus.hydrate.records import BadRecord, read_records, record_paths
from corpus.records import Document
from corpus.store import DocumentWriter, StoreError

_STATES = ("holds", "moved", "lost")


def command(
    records: Annotated[
        list[Path],
        typer.Argument(
            metavar="RECORDS",
            help="JSON Lines files of records, or folders of these.",
            show_default=False,
        ),
    ],
    texts: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Folder of the texts; that of a record C/NAME is NAME.txt or C/NAME.txt.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="File of records to write."),
    ] = None,
    strip_: Annotated[
        bool, typer.Option("--strip", help="The reverse: write the records without their texts.")
    ] = False,
    json_: Annotated[
        bool, typer.Option("--json", help="What became of each record, as one JSON object.")
    ] = False,
) -> None:
    """Put texts back into records, and say of every anchor whether it holds, moved or is lost.

    An anchor is any span of a record. On a text that was edited it is found again by its
    selector; a quotation that loses one is left out. Without -o nothing is written, only said. The
    exit status is 1 if anything was lost, missing or wrong; the other records are still written.
    """
    _check(records, texts, output, strip_)
    task = _Task(texts, json_)
    with ending_well():
        try:
            with ExitStack() as stack:
                writer = None if output is None else _open(stack, output)
                for item in read_records(records):
                    doc = task.strip(item) if strip_ else task.hydrate(item)
                    if doc is not None and writer is not None:
                        writer.write(doc)
                if writer is not None and not writer.count:
                    raise StoreError(f"no record to write; {output} was not touched")
        except (OSError, StoreError) as error:
            task.report.failure(reason(error))
            task.finish(None)
        task.finish(output)


def _check(records: list[Path], texts: Path | None, output: Path | None, strip_: bool) -> None:
    if strip_ and (texts is not None or output is None):
        raise typer.BadParameter("--strip needs -o OUT, and takes no --texts")
    if not strip_ and texts is None:
        raise typer.BadParameter("give the folder of the texts: --texts DIR")
    if texts is not None and not texts.is_dir():
        stop(f"{texts}: no such folder; give the one that holds the texts, see otr fetch")
    inputs = {path.resolve() for given in records for path in record_paths(given)}
    if output is not None and output.resolve() in inputs:
        stop(f"{output}: is read here; give another file to write to")


def _open(stack: ExitStack, output: Path) -> DocumentWriter:
    output.parent.mkdir(parents=True, exist_ok=True)
    return stack.enter_context(DocumentWriter(output))


class _Task:
    """Goes through the records and remembers what became of them."""

    def __init__(self, texts: Path | None, json_: bool) -> None:
        self.report = Report()
        self._texts = texts
        self._json = json_
        self._documents: list[dict[str, Any]] = []
        self._total: Counter[str] = Counter()

    def hydrate(self, item: Document | BadRecord) -> Document | None:
        """The record with its text, or None where that failed and was said."""
        if isinstance(item, BadRecord):
            self._failed(str(item), None)
            return None
        try:
            text = item.text if item.text is not None else self._text(item)
            done = hydrate(item, text)
        except (TextError, AnchorError) as error:
            self._failed(f"{item.id}: {error}", item.id)
            return None
        self._done(item, done)
        return done.doc

    def strip(self, item: Document | BadRecord) -> Document | None:
        """The record without its text; one that has none stays as it is."""
        if isinstance(item, BadRecord):
            self._failed(str(item), None)
            return None
        if item.text is None:
            self.report.note(f"{item.id} has no text")
            stripped = item
        else:
            try:
                stripped = strip(item)
            except AnchorError as error:
                self._failed(f"{item.id}: {error}", item.id)
                return None
        self._total["records"] += 1
        self._documents.append({"id": item.id, "selectors": len(stripped.selectors)})
        return stripped

    def finish(self, output: Path | None) -> None:
        """Say how it went in all, and end with the status that fits."""
        total = {name: self._total[name] for name in ("records", "failed", *_STATES)}
        total["quotations_left_out"] = self._total["left_out"]
        if self._json:
            option = orjson.OPT_INDENT_2
            found = {"documents": self._documents, "total": total}
            sys.stdout.write(orjson.dumps(found, option=option).decode("utf-8") + "\n")
        sys.stdout.flush()  # before what is said of it on standard error
        where = f" written to {output}" if output is not None else ""
        said = f"{plural(total['records'], 'record')}{where}"
        if sum(total[state] for state in _STATES):
            said += f"; {_anchors(total)}"
        self.report.say(said)
        self.report.failures += total["lost"]
        self.report.finish()

    def _text(self, doc: Document) -> str:
        assert self._texts is not None  # the arguments were checked
        return find_text(doc.id, self._texts, sha256=doc.text_sha256)

    def _failed(self, message: str, doc_id: str | None) -> None:
        self.report.failure(message)
        self._total["failed"] += 1
        self._documents.append({"id": doc_id, "error": message})

    def _done(self, doc: Document, done: Hydrated) -> None:
        self._total["records"] += 1
        self._total["left_out"] += len(done.left_out)
        self._total.update(done.counts)
        counts: dict[str, Any] = {str(state): count for state, count in done.counts.items()}
        lost = [{"path": each.path, "quotation": each.quotation} for each in done.lost]
        self._documents.append(
            {
                "id": doc.id,
                "same_text": done.same_text,
                **counts,
                "lost": lost,
                "left_out": done.left_out,
            }
        )
        if not self._json:
            _say(doc, done)


def _say(doc: Document, done: Hydrated) -> None:
    state = "same text" if done.same_text else "edited"
    lines = [f"{doc.id}: {state}, {_anchors(done.counts)}"]
    lines += [
        f"  lost {each.path}" + ("" if each.quotation is None else f" of {each.quotation}")
        for each in done.lost
    ]
    if done.left_out:
        lines.append(f"  left out {', '.join(done.left_out)}")
    sys.stdout.write("".join(f"{_printable(line)}\n" for line in lines))


def _anchors(counts: Any) -> str:
    some = [f"{counts[state]} {_WORDS[state]}" for state in _STATES if counts[state]]
    return "anchors: " + (", ".join(some) or "none")


_WORDS = {"holds": "hold", "moved": "moved", "lost": "lost"}


def _printable(line: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in line)
