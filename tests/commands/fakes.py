"""An annotator for tests of what commands do around annotating: quick, and it can be slow."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.records import Document, Entity, Outlet, Quotation, Speaker
from corpus.spans import Span

_QUOTED = re.compile(r"[“«\"]([^”»\"]+)[”»\"]")
_INNER = re.compile(r"‘([^’]+)’")


class FakeAnnotator:
    """Takes whatever stands in marks for direct speech of one speaker, by turns of three."""

    def __init__(self, *, seconds: float = 0.0) -> None:
        self.seconds = seconds

    def annotate(self, doc: Document) -> Document:
        """One record; a text with ``!crash`` in it fails."""
        time.sleep(self.seconds)
        assert doc.text is not None
        if "!crash" in doc.text:
            raise KeyError("!crash")
        quotations: list[Quotation] = []
        for body in doc.body:
            for match in _QUOTED.finditer(doc.text, body.start, body.end):
                quotations += _quotations(match, len(quotations) + 1)
        people = [Entity(id=f"d/{n}", name=name, kind="person") for n, name in _PEOPLE.items()]
        outlet = Entity(id="d/4", name="Ostrany Telegraph Agency", kind="media")
        return replace(doc, quotations=tuple(quotations), entities=(*people, outlet))

    def annotate_many(self, docs: Iterable[Document]) -> Iterator[Document]:
        """Records one by one."""
        for doc in docs:
            yield self.annotate(doc)


_PEOPLE = {1: "Irena Calvossy", 2: "Dov <b>Hallengren</b>", 3: "Marta & Ollendo"}


def _quotations(match: re.Match[str], number: int) -> Iterator[Quotation]:
    span = Span(*match.span(1))
    yield Quotation(
        id=f"q{number}",
        type="direct",
        mode="speech",
        content=(span,),
        segments=(span,),
        speakers=(
            Speaker(entity=f"d/{number % 3 + 1}", mention=None, kind="implicit", confidence=0.5),
        ),
        outlet=Outlet(
            entity="d/4",
            mention=None,
            kind="news_agency",
            explicit=number % 2 == 0,
            confidence=0.75,
        ),
        confidence=0.875,
    )
    inner = _INNER.search(match.string, *span)
    if inner:
        segment = Span(*inner.span(1))
        yield Quotation(
            id=f"q{number + 1}",
            type="none",
            mode=None,
            content=(segment,),
            segments=(segment,),
            parent=f"q{number}",
            confidence=0.6,
        )
