"""Records as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from corpus.records import Document, Entity, Quotation

PLAIN_WIDTH = 100  # columns where the output is no terminal
_MAX_WORDS = 40  # of a quotation's text; the record has the whole


def document_table(doc: Document) -> RenderableType:
    """One document: a heading, and a row a quotation."""
    heading = Text(_plain(doc.id), style="bold")
    if doc.title:
        heading.append(f"  {_plain(doc.title)}", style="not bold")
    if not doc.quotations:
        return Group(heading, Text("  no quotation found\n"))
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, expand=True)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("type", no_wrap=True)
    table.add_column("speaker", ratio=3, overflow="fold")
    table.add_column("outlet", ratio=3, overflow="fold")
    table.add_column("conf.", justify="right", no_wrap=True)
    table.add_column("words", ratio=9, overflow="fold")
    entities = {entity.id: entity for entity in doc.entities}
    for number, quotation in enumerate(doc.quotations, 1):
        table.add_row(*map(Text, _row(doc, number, quotation, entities)))
    return Group(heading, table)


class _Console(Console):
    """A console that leaves a broken pipe to its caller."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def plain_console(file: object, *, terminal: bool) -> Console:
    """The console that tables are written to: as wide as the terminal, else of one width."""
    return _Console(
        file=file,  # type: ignore[arg-type]
        width=None if terminal else PLAIN_WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
    )


def _row(
    doc: Document, number: int, quotation: Quotation, entities: dict[str, Entity]
) -> Iterable[str]:
    outlet = quotation.outlet
    through = ""
    if outlet is not None:
        through = _name(outlet.entity, entities)
        through = through if outlet.explicit else f"({through})"
    speakers = " and ".join(_name(speaker.entity, entities) for speaker in quotation.speakers)
    if not speakers and quotation.type != "none":
        speakers = "?"
    confidence = "" if quotation.confidence is None else f"{quotation.confidence:.2f}"
    return str(number), quotation.type, speakers, through, confidence, _words(doc, quotation)


def _name(entity_id: str, entities: dict[str, Entity]) -> str:
    entity = entities.get(entity_id)
    return _plain(entity.name if entity else entity_id)


def _words(doc: Document, quotation: Quotation) -> str:
    if doc.text is None:
        return ""
    spans = quotation.content or quotation.segments
    words = list(chain.from_iterable([*span.of(doc.text).split(), "…"] for span in spans))[:-1]
    return _plain(" ".join(words if len(words) <= _MAX_WORDS else [*words[:_MAX_WORDS], "…"]))


def _plain(text: str) -> str:
    """The text without characters that would steer the terminal."""
    return "".join(char if char.isprintable() else "�" for char in text)
