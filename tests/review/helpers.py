"""Corpora, workspaces and acts to test the review with; all texts are invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from annotate.review import events as ev
from annotate.review.load import Source
from annotate.review.log import Log
from annotate.review.requests import read_request
from annotate.review.view import document_view
from annotate.review.workspace import Outcome, Request, Workspace
from corpus.entities import Registry, RegistryEntry
from corpus.records import Document, Provenance
from corpus.store import write_documents
from tests.strategies import HARBOUR, build

REGISTRY = Registry(
    [
        RegistryEntry(id="e/mara-quell", name="Mara Quell", kind="person"),
        RegistryEntry(id="e/harbour-wire", name="Harbour Wire", kind="media", outlet="news_agency"),
        RegistryEntry(id="e/ostrel-council", name="Ostrel Council", kind="government"),
        RegistryEntry(
            id="e/tide-post", name="Tide Post", kind="media", outlet="newspaper", aliases=("TP",)
        ),
    ]
)
_KEYS = count(1)


def new_key() -> str:
    """A key that no other act has."""
    return f"key-{next(_KEYS):08d}"


def proposed(doc: Document, **confidences: float) -> Document:
    """The document as an annotator would propose it."""
    quotations = tuple(
        replace(
            quotation,
            provenance=Provenance(by="otr 0.1.0"),
            confidence=confidences.get(quotation.id, quotation.confidence),
        )
        for quotation in doc.quotations
    )
    return replace(doc, quotations=quotations)


def harbour(name: str = "tests/harbour", *, more: int = 0) -> Document:
    """The invented article with one quotation of each kind, proposed."""
    return proposed(build(replace(HARBOUR, name=name, more=more)))


def corpus(folder: Path, docs: Sequence[Document] | None = None) -> Path:
    """A file of records."""
    path = folder / "records.jsonl"
    write_documents(path, [harbour()] if docs is None else docs)
    return path


def open_space(path: Path, by: str = "ann", **options: Any) -> Workspace:
    """A workspace on a file of records; its log is open until `Workspace.log.close`."""
    source = Source(path=path, **options)
    log = Log(source.log_folder / f"{by}.jsonl", by, sync=lambda handle: None)
    return Workspace(source, log, REGISTRY)


@dataclass
class Hand:
    """Does acts in a workspace as a page would: it sees a document, and acts on what it saw."""

    space: Workspace
    doc: str = "tests/harbour"
    sent: list[dict[str, Any]] = field(default_factory=list)

    def view(self) -> dict[str, Any]:
        return document_view(self.space, self.space.index[self.doc], None)

    def quotation(self, id: str) -> dict[str, Any]:
        return next(each for each in self.view()["quotations"] if each["id"] == id)

    def body(self, kind: str, id: str = "", **fields: Any) -> dict[str, Any]:
        """What the page would send."""
        view = self.view()
        data = {"kind": kind, "key": new_key(), "doc": self.doc, "text": view["sha"]}
        data["part"] = view["part"]
        if id:
            data |= {"quotation": id, "seen": self.quotation(id)["stamp"]}
        return data | fields

    def do(self, kind: str, id: str = "", **fields: Any) -> Outcome:
        """An act, from the page's words on."""
        data = self.body(kind, id, **fields)
        self.sent.append(data)
        return self.space.act(read_request(data, self.space))

    def undo(self) -> Outcome:
        target = self.space.undo_target()
        assert target is not None
        return self._turn(ev.Undo(target.seq))

    def redo(self) -> Outcome:
        target = self.space.redo_target()
        assert target is not None
        return self._turn(ev.Redo(target.seq))

    def _turn(self, act: ev.Act) -> Outcome:
        request = Request(key=new_key(), doc="", text="", quotation="", seen="", act=act)
        return self.space.act(request)

    def record(self) -> Document:
        return self.space.state(self.doc).doc
