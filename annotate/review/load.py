"""Records to review from a path: a file, a folder of files, corpus data or a release.

What cannot be reviewed (a bad line, a record without its text, offsets that lead nowhere) is named
and left out; the rest goes on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.entities import Registry, default_registry, load_registry
from corpus.hydrate import AnchorError, TextError, find_text, hydrate
from corpus.hydrate.records import BadRecord, read_records, record_paths
from corpus.records import Document, Quotation, text_sha256
from corpus.spans import Span

Stamp = tuple[int, int]


class LoadError(ValueError):
    """A path holds nothing to review; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """What two annotators made of the same words: either may be missing; how they differ.

    ``salt`` changes with either version.
    """

    first: Quotation | None
    second: Quotation | None
    fields: tuple[str, ...]
    salt: str = ""


Disputes = Mapping[str, Mapping[str, Dispute]]
"""By document, then by quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The documents of a path, and what was left out; ``disputes`` in adjudication only.

    ``stripped`` are the ids of those whose records hold no text: it came from the folder of texts,
    and does not go into what is written. ``stamps`` tell whether a file has changed since.
    """

    docs: tuple[Document, ...]
    problems: tuple[str, ...]
    stripped: frozenset[str]
    stamps: dict[Path, Stamp] = field(default_factory=dict)
    disputes: Disputes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where records, texts, registry and logs are."""

    path: Path
    texts: Path | None = None
    logs: Path | None = None

    @property
    def files(self) -> list[Path]:
        """The files of records."""
        return record_paths(_data(self.path))

    @property
    def log_folder(self) -> Path:
        """The folder of the logs: ``review`` in a folder, ``NAME.review`` beside a file."""
        if self.logs is not None:
            return self.logs
        if self.path.is_dir():
            return _data(self.path) / "review"
        return self.path.with_name(f"{self.path.stem}.review")

    def load(self) -> Loaded:
        """Read everything; raises LoadError if there is nothing to review."""
        if not self.path.exists():
            raise LoadError(f"{self.path}: no such file or folder")
        if self.texts is not None and not self.texts.is_dir():
            raise LoadError(f"{self.texts}: no such folder; give the one that holds the texts")
        stamps = {path: stamp(path) for path in self.files}
        docs: list[Document] = []
        problems: list[str] = []
        stripped: set[str] = set()
        lacking = 0
        for item in read_records(self.files or [self.path]):
            if isinstance(item, BadRecord):
                problems.append(str(item))
                continue
            if item.text is None:
                stripped.add(item.id)
                if self.texts is None:
                    lacking += 1
                    continue
            doc = self._usable(item, problems)
            if doc is not None:
                docs.append(doc)
        if lacking:
            problems.append(
                f"{lacking} records hold no text; give the folder of the texts: --texts DIR"
            )
        if not docs:
            shown = "; ".join(problems[:3]) or "no record is there"
            raise LoadError(f"{self.path}: nothing to review: {shown}")
        return Loaded(
            docs=tuple(docs),
            problems=tuple(problems),
            stripped=frozenset(stripped),
            stamps=stamps,
        )

    def registry(self) -> Registry:
        """The registry of the data folder, else the one that ships with the package."""
        own = _data(self.path) / "entities.jsonl"
        try:
            return load_registry(own) if own.is_file() else default_registry()
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise LoadError(f"{own}: is no registry: {error}; see otr validate") from None

    def text_changed(self, doc: Document) -> bool:
        """Whether the text of a stand-off record is another one now, or gone."""
        if self.texts is None:
            return False
        try:
            text = find_text(doc.id, self.texts, sha256=doc.text_sha256)
        except TextError:
            return True
        return text_sha256(text) != doc.text_sha256

    def _usable(self, doc: Document, problems: list[str]) -> Document | None:
        try:
            if doc.text is None:
                assert self.texts is not None
                done = hydrate(doc, find_text(doc.id, self.texts, sha256=doc.text_sha256))
                if not done.same_text:
                    lost = ", ".join(done.left_out) or "none"
                    problems.append(f"{doc.id}: its text was edited; quotations lost: {lost}")
                doc = done.doc
            elif text_sha256(doc.text) != doc.text_sha256:
                raise AnchorError("text_sha256 is not the hash of its text; see otr validate")
        except (TextError, AnchorError) as error:
            problems.append(f"{doc.id}: {error}")
            return None
        fault = next(_faults(doc), None)
        if fault is not None:
            problems.append(f"{doc.id}: {fault}; see otr validate")
            return None
        return doc


def stamp(path: Path) -> Stamp:
    """What changes when a file does; zeros for one that is gone."""
    try:
        status = os.stat(path)
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


def _data(path: Path) -> Path:
    """The data folder of a release, or the path itself."""
    inner = path / "records"
    return inner if (inner / "documents").is_dir() else path


def _faults(doc: Document) -> Iterator[str]:
    """What makes a record impossible to show or to correct."""
    ids = [quotation.id for quotation in doc.quotations]
    if len(set(ids)) < len(ids):
        yield "two quotations have the same id"
    length = len(doc.text or "")
    for span in _spans(doc):
        if not 0 <= span.start < span.end <= length:
            yield f"the span [{span.start}, {span.end}) does not lie in a text of {length}"
    if any(not quotation.content for quotation in doc.quotations):
        yield "a quotation has no content"


def _spans(doc: Document) -> Iterator[Span]:
    yield from doc.body
    for quotation in doc.quotations:
        yield from (*quotation.content, *quotation.segments, *quotation.cue)
        yield from (link.mention for link in quotation.speakers if link.mention)
        if quotation.outlet and quotation.outlet.mention:
            yield quotation.outlet.mention
    for entity in doc.entities:
        yield from entity.mentions
