"""A tiny corpus of invented articles, and broken copies of it, one a code of level 5."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from corpus.records import Document
from corpus.release.card import counts_section
from corpus.release.data import load_data
from corpus.release.stats import statistics
from corpus.schema import document_to_dict
from tests.strategies import HARBOUR, MEDIUM, PERSON, build

Record = dict[str, Any]

REGISTRY: list[Record] = [
    {"id": PERSON, "name": "Mara Quell", "kind": "person", "outlet": None, "aliases": ["M. Q."]},
    {"id": MEDIUM, "name": "Harbour Wire", "kind": "media", "outlet": "news_agency", "aliases": []},
]
CASES = [{"id": "challenge/bare", "phenomenon": "bare"}]
FIRST = {
    "version": "1.0.0",
    "date": "2026-01-02",
    "kind": "first",
    "ids": ["*"],
    "reason": "The first release.",
}


def article(name: str, split: str | None, *, text: bool = False) -> Document:
    """An article of its own words, without its text unless that is asked for."""
    wording = replace(
        HARBOUR,
        phrases=tuple(f"{phrase} {name}" for phrase in HARBOUR.phrases),
        fillers=(f"The harbour of {name} was calm.",),
        name=f"tests/{name}",
    )
    doc = replace(build(wording), split=split)
    return doc if text else replace(doc, text=None)


def tiny() -> list[Document]:
    """One document a split."""
    return [article("alder", "train"), article("birch", "dev"), article("cedar", "test")]


def write(
    folder: Path,
    docs: list[Document],
    *,
    registry: list[Record] | None = None,
    changes: list[Record] | None = None,
) -> Path:
    """A data folder with these documents and one challenge text, CC0 and whole."""
    challenge = replace(article("oak", "test", text=True), id="challenge/oak")
    lines(folder / "documents" / "newswire.jsonl", map(document_to_dict, docs))
    lines(folder / "challenge" / "records.jsonl", [document_to_dict(challenge)])
    lines(folder / "challenge" / "cases.jsonl", CASES)
    lines(folder / "entities.jsonl", REGISTRY if registry is None else registry)
    lines(folder / "CHANGES.jsonl", [FIRST] if changes is None else changes)
    return folder


def lines(path: Path, values: Any) -> None:
    """Write JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(orjson.dumps(value) + b"\n" for value in values))


def edit(folder: Path, change: Callable[[list[Record]], None], *, line: int = 0) -> None:
    """Change the quotations of one document of a data folder."""
    path = folder / "documents" / "newswire.jsonl"
    records = [orjson.loads(each) for each in path.read_bytes().splitlines()]
    change(records[line]["quotations"])
    lines(path, records)


Maker = Callable[[Path, list[Document]], None]
BROKEN: dict[str, Maker] = {}
"""By code: writes ``data`` into a folder, and ``previous`` where the check needs it.

The documents are one a split, as `tiny` makes them."""


def _broken(code: str) -> Callable[[Maker], Maker]:
    def enter(maker: Maker) -> Maker:
        BROKEN[code] = maker
        return maker

    return enter


def _registry(code: str, *more: Any, without: str | None = None, **fields: Any) -> None:
    """Enter a case of a registry with more lines, or with other fields in its first line."""
    kept = [REGISTRY[0] | fields, *REGISTRY[1:]]
    kept = [entry for entry in kept if entry["id"] != without]
    _entry(code, [*kept, *more])


def _documents(code: str, make: Callable[[list[Document]], list[Document]]) -> None:
    """Enter a case of other documents."""

    @_broken(code)
    def maker(folder: Path, docs: list[Document]) -> None:
        write(folder / "data", make(docs))


def _entry(code: str, registry: list[Record]) -> None:
    @_broken(code)
    def maker(folder: Path, docs: list[Document]) -> None:
        write(folder / "data", docs, registry=registry)


_registry("C-ENTRY", {"id": "e/lost", "name": "Lost", "kind": "ship"})
_registry("C-EID", REGISTRY[1])
_registry("C-NFC", aliases=["M. Q.", "Mara Que\u0301ll"])
_registry("C-ALIAS", name="Mara Quell", aliases=["M. Q.", "harbour-wire"])
_registry("C-REGISTRY", without=MEDIUM)
_registry("C-DIFFERS", kind="organisation")
_registry("C-UNUSED", REGISTRY[0] | {"id": "e/idle", "name": "Ida Le", "aliases": []})
_registry("C-IDLE", REGISTRY[1] | {"id": "e/idle", "name": "The Idle", "aliases": []})
_registry("C-AFFILIATION", affiliation=PERSON)
_documents("C-SPLIT", lambda docs: [*docs[:2], replace(docs[2], split=None)])
_documents("C-TEXT", lambda docs: [*docs, replace(docs[0], id="tests/again")])
_documents(
    "C-RIGHTS",
    lambda docs: [*docs[:2], replace(article("cedar", "test", text=True), license=None)],
)


@_broken("C-NEAR")
def near(folder: Path, docs: list[Document]) -> None:
    """One article in train and, with another first sentence, in test."""
    first = article("alder", "train", text=True)
    other = replace(HARBOUR, phrases=tuple(f"{phrase} alder" for phrase in HARBOUR.phrases))
    other = replace(other, fillers=("Nothing moved at all.",), name="tests/reprint")
    write(folder / "data", [first, replace(build(other), split="test")])


@_broken("C-STORY")
def story_in_two_splits(folder: Path, docs: list[Document]) -> None:
    """One story told in train and in test."""
    write(folder / "data", docs)
    rows = [{"id": doc.id, "split": doc.split, "story": None} for doc in docs]
    lines(
        folder / "data" / "splits.jsonl",
        [row if row["split"] == "dev" else row | {"story": "the flood"} for row in rows],
    )


@_broken("C-CHANGE")
def change_without_reason(folder: Path, docs: list[Document]) -> None:
    """A line of the log that gives no reason."""
    write(folder / "data", docs, changes=[FIRST | {"reason": " "}])


@_broken("C-LOG")
def log_without_beginning(folder: Path, docs: list[Document]) -> None:
    """A log that does not tell of the first release."""
    write(folder / "data", docs, changes=[FIRST | {"kind": "added"}])


@_broken("C-REASON")
def silent_change(folder: Path, docs: list[Document]) -> None:
    """A mode corrected, and nothing says why."""
    write(folder / "previous", docs)
    write(folder / "data", docs)
    edit(folder / "data", lambda quotations: quotations[0].update(mode="writing"))


@_broken("C-ID")
def another_id(folder: Path, docs: list[Document]) -> None:
    """A quotation under another id, with a reason that does not make it right."""
    write(folder / "previous", docs)
    why = FIRST | {"kind": "renamed", "ids": ["tests/alder"], "reason": "Tidier."}
    write(folder / "data", docs, changes=[FIRST, why])
    edit(folder / "data", lambda quotations: quotations[0].update(id="q1"))


@_broken("C-REUSED")
def other_words(folder: Path, docs: list[Document]) -> None:
    """Two quotations that swapped their ids."""
    write(folder / "previous", docs)
    why = FIRST | {"kind": "corrected", "ids": ["tests/alder"], "reason": "Sorted."}
    write(folder / "data", docs, changes=[FIRST, why])

    def swap(quotations: list[Record]) -> None:
        quotations[2]["id"], quotations[3]["id"] = quotations[3]["id"], quotations[2]["id"]

    edit(folder / "data", swap)


@_broken("C-SUM")
def touched(folder: Path, docs: list[Document]) -> None:
    """A release with a file that was written to later."""
    release(folder / "data", docs)
    with open(folder / "data" / "NOTICE-texts", "a") as fp:
        fp.write("One more line.\n")


@_broken("C-CARD")
def false_count(folder: Path, docs: list[Document]) -> None:
    """A card that counts one document too many, its sum being right."""
    release(
        folder / "data",
        docs,
        mend=lambda card: card.replace("| gold, all | 3 |", "| gold, all | 4 |"),
    )


def release(folder: Path, docs: list[Document], *, mend: Callable[[str], str] = str) -> None:
    """What level 5 looks at in a release, without its tables."""
    write(folder / "records", docs)
    stats = statistics(load_data(folder))
    (folder / "README.md").write_text(mend(counts_section(stats)) + "\n")
    (folder / "NOTICE-texts").write_text("None.\n")
    names = sorted(p for p in folder.rglob("*") if p.is_file())
    sums = [
        f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(folder).as_posix()}\n"
        for p in names
    ]
    (folder / "SHA256SUMS").write_text("".join(sums))
