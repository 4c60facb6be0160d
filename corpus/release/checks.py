"""Level 5: what must hold of the corpus as a whole, one function a code.

Each check takes a `Corpus` and yields issues with their place. What needs the last release is in
`corpus.release.stability`.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from corpus.entities import Registry, RegistryEntry, fold
from corpus.issues import Issue, issue
from corpus.records import Document, Entity
from corpus.release.data import LOG, Change, CorpusData, Placed, PlacedEntry
from corpus.release.near import near_pairs
from corpus.release.stories import story_issues
from corpus.release.version import parse

Check = Callable[["Corpus"], Iterator[Issue]]
CHECKS: list[Check] = []

_OPEN = ("cc0", "cc-by", "cc by", "public domain", "pddl")


@dataclass(frozen=True)
class Corpus:
    """The data under check, and texts by their hash where they are at hand."""

    data: CorpusData
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def placed(self) -> tuple[Placed, ...]:
        """All documents, gold first."""
        return (*self.data.gold, *self.data.challenge)

    @cached_property
    def used(self) -> frozenset[str]:
        """Ids of all entities that a document names, and of those that they belong to."""
        named = {key for placed in self.placed for _, key in references(placed.doc)}
        above = {entry.id: entry.affiliation for entry in self.data.entries}
        for key in tuple(named):
            while (here := above.get(key)) is not None and here not in named:
                named.add(here)
                key = here
        return frozenset(named)

    def at_entry(self, code: str, placed: PlacedEntry, path: str, message: str) -> Issue:
        """An issue of a line of the registry."""
        found = issue(code, path, message, record=placed.entry.id)
        return replace(found, file=self.registry_file, line=placed.line)

    @property
    def registry_file(self) -> str:
        """Name of the registry's file in issues."""
        return os.fspath(self.data.folder / "entities.jsonl")


def corpus_issues(corpus: Corpus) -> Iterator[Issue]:
    """All issues of level 5 that need nothing but the data; those of reading come first."""
    yield from corpus.data.faults
    yield from story_issues(corpus.data)
    for check in CHECKS:
        yield from check(corpus)


def references(doc: Document) -> Iterator[tuple[str, str]]:
    """Paths and ids of the entities that a document refers to, its own list included."""
    if doc.publisher is not None:
        yield "publisher", doc.publisher
    for i, entity in enumerate(doc.entities):
        yield f"entities[{i}].id", entity.id
        if entity.affiliation is not None:
            yield f"entities[{i}].affiliation", entity.affiliation


def at_document(code: str, placed: Placed, path: str, message: str) -> Issue:
    """An issue of a document, with its file and line."""
    found = issue(code, path, message, record=placed.doc.id)
    return replace(found, file=placed.file, line=placed.line)


def _check(check: Check) -> Check:
    CHECKS.append(check)
    return check


@_check
def entry_ids_are_unique(corpus: Corpus) -> Iterator[Issue]:
    """C-EID."""
    first: dict[str, int] = {}
    for placed in corpus.data.registry:
        if placed.entry.id in first:
            message = f"stands on line {first[placed.entry.id]} too"
            yield corpus.at_entry("C-EID", placed, "id", message)
        first.setdefault(placed.entry.id, placed.line)


@_check
def names_are_composed(corpus: Corpus) -> Iterator[Issue]:
    """C-NFC: in the registry, and in the entities and headings of documents."""
    for placed in corpus.data.registry:
        for path, name in _names(placed.entry):
            if not unicodedata.is_normalized("NFC", name):
                yield corpus.at_entry("C-NFC", placed, path, f"{name!r} is not composed")
    for doc_placed in corpus.placed:
        for i, entity in enumerate(doc_placed.doc.entities):
            for path, name in _names(entity):
                if not unicodedata.is_normalized("NFC", name):
                    where = f"entities[{i}].{path}"
                    yield at_document("C-NFC", doc_placed, where, f"{name!r} is not composed")


@_check
def aliases_are_unambiguous(corpus: Corpus) -> Iterator[Issue]:
    """C-ALIAS: at the later entries of each name."""
    lines = {placed.entry.id: placed for placed in corpus.data.registry}
    for name, entries in sorted(Registry(corpus.data.entries).ambiguous().items()):
        ids = sorted({entry.id for entry in entries})
        if name not in corpus.data.ambiguous:
            for key in ids[1:]:
                message = f"{name!r} is a name of {ids[0]!r} too"
                yield corpus.at_entry("C-ALIAS", lines[key], "aliases", message)


@_check
def registry_ids_are_registered(corpus: Corpus) -> Iterator[Issue]:
    """C-REGISTRY, unless a line of the registry is no entry and may be the one that is missed."""
    if any(fault.code == "C-ENTRY" for fault in corpus.data.faults):
        return
    known = {entry.id for entry in corpus.data.entries}
    for placed in corpus.placed:
        for path, key in references(placed.doc):
            if key.startswith("e/") and key not in known:
                yield at_document("C-REGISTRY", placed, path, f"{key!r} is in no line of it")


@_check
def affiliations_hold(corpus: Corpus) -> Iterator[Issue]:
    """C-AFFILIATION: another entity that is known; the way up from an entry never comes back."""
    above = {entry.id: entry.affiliation for entry in corpus.data.entries}
    for placed in corpus.data.registry:
        message = _affiliation_fault(placed.entry, above)
        if message is not None:
            yield corpus.at_entry("C-AFFILIATION", placed, "affiliation", message)
    for doc_placed in corpus.placed:
        local = {each.id: each.affiliation for each in doc_placed.doc.entities}
        for i, entity in enumerate(doc_placed.doc.entities):
            message = _affiliation_fault(entity, above | local)
            if message is not None:
                path = f"entities[{i}].affiliation"
                yield at_document("C-AFFILIATION", doc_placed, path, message)


def _affiliation_fault(
    entity: RegistryEntry | Entity, above: Mapping[str, str | None]
) -> str | None:
    """What is wrong with where an entity belongs; ``above`` says of each where it belongs."""
    if entity.affiliation is None:
        return None
    if entity.affiliation not in above:
        return f"there is no entity {entity.affiliation!r}"
    walked: dict[str, None] = {}
    here: str | None = entity.id
    while here is not None and here not in walked:
        walked[here] = None
        here = above.get(here)
    return f"leads back: {' → '.join((*walked, here))}" if here == entity.id else None


@_check
def entities_are_as_registered(corpus: Corpus) -> Iterator[Issue]:
    """C-DIFFERS."""
    known = {entry.id: entry for entry in corpus.data.entries}
    for placed in corpus.placed:
        for i, entity in enumerate(placed.doc.entities):
            entry = known.get(entity.id)
            if entry is None:
                continue
            if entity.kind != entry.kind:
                message = f"{entity.kind}, but {entry.kind} in the registry"
                yield at_document("C-DIFFERS", placed, f"entities[{i}].kind", message)
            if fold(entity.name) not in {fold(name) for _, name in _names(entry)}:
                message = f"{entity.name!r} is no name of {entry.id!r}"
                yield at_document("C-DIFFERS", placed, f"entities[{i}].name", message)


@_check
def entries_are_used(corpus: Corpus) -> Iterator[Issue]:
    """C-UNUSED, and C-IDLE for the media, which are there to be looked up: one for all.

    Nothing is said where a line of the documents could not be read, since that may use them.
    """
    if corpus.data.left_out:
        return
    idle: list[str] = []
    for placed in corpus.data.registry:
        if placed.entry.id not in corpus.used:
            if placed.entry.kind == "media":
                idle.append(placed.entry.id)
            else:
                yield corpus.at_entry("C-UNUSED", placed, "id", "no document has it")
    if idle:
        some = ", ".join(idle[:5]) + (", …" if len(idle) > 5 else "")
        found = issue("C-IDLE", "", f"no document has {len(idle)} of its media: {some}")
        yield replace(found, file=corpus.registry_file)


@_check
def gold_has_splits(corpus: Corpus) -> Iterator[Issue]:
    """C-SPLIT."""
    for placed in corpus.data.gold:
        if placed.doc.split is None:
            yield at_document("C-SPLIT", placed, "split", "is null")


@_check
def texts_differ(corpus: Corpus) -> Iterator[Issue]:
    """C-TEXT, by hash, so that texts need not be at hand."""
    first: dict[str, str] = {}
    for placed in corpus.data.gold:
        doc = placed.doc
        if doc.text_length and first.setdefault(doc.text_sha256, doc.id) != doc.id:
            message = f"{first[doc.text_sha256]!r} has the same"
            yield at_document("C-TEXT", placed, "text_sha256", message)


@_check
def splits_share_no_text(corpus: Corpus) -> Iterator[Issue]:
    """C-NEAR; identical texts are C-TEXT."""
    docs = [placed.doc for placed in corpus.data.gold]
    for pair in near_pairs(docs, dict(corpus.texts)):
        a, b = docs[pair.first], docs[pair.second]
        if a.text_sha256 != b.text_sha256:
            message = f"shares {pair.share:.0%} of the shorter text with {a.id!r} in {a.split}"
            yield at_document("C-NEAR", corpus.data.gold[pair.second], "split", message)


@_check
def texts_are_free(corpus: Corpus) -> Iterator[Issue]:
    """C-RIGHTS."""
    for placed in corpus.placed:
        licence = placed.doc.license
        if placed.doc.text and not (licence or "").casefold().startswith(_OPEN):
            yield at_document("C-RIGHTS", placed, "text", f"licence: {licence or 'none stated'}")


@_check
def log_is_whole(corpus: Corpus) -> Iterator[Issue]:
    """C-LOG; a log with a line that is no change (C-CHANGE) is left alone."""
    file = os.fspath(corpus.data.folder / LOG)
    if not any(fault.code == "C-CHANGE" for fault in corpus.data.faults):
        for message in log_faults(corpus.data.changes):
            yield replace(issue("C-LOG", "", message), file=file)


def log_faults(changes: Sequence[Change]) -> Iterator[str]:
    """What is wrong with the order of a log."""
    if not changes or changes[0].kind != "first":
        yield "does not begin with the first release" if changes else "holds no line"
    for last, change in pairwise(changes):
        if change.kind == "first":
            yield f"tells of a first release again, in {change.version}"
        if parse(change.version) < parse(last.version):
            yield f"goes back from {last.version} to {change.version}"


def _names(entity: RegistryEntry | Entity) -> Iterator[tuple[str, str]]:
    yield "name", entity.name
    for i, alias in enumerate(entity.aliases):
        yield f"aliases[{i}]", alias
