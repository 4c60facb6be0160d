"""Level 5 against the last release: ids keep their words, and every change has its reason."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

from corpus.issues import Issue, issue
from corpus.records import SCHEMA_VERSION
from corpus.release.checks import at_document
from corpus.release.data import LOG, Change, CorpusData, Placed
from corpus.release.diff import compare, overlap, quotation_id


def stability_issues(
    old: CorpusData, new: CorpusData, *, old_schema: str = SCHEMA_VERSION
) -> Iterator[Issue]:
    """C-ID, C-REUSED, C-LOG and C-REASON; the data must hold by the other checks."""
    places = {placed.doc.id: placed for placed in (*new.gold, *new.challenge)}
    diff = compare(old, new, old_schema=old_schema)
    for item in diff.items:
        placed = places.get(item.id.split("#")[0])
        if item.kind == "renamed" and placed is not None:
            message = f"{item.into[0]!r} was {item.id!r}"
            yield at_document("C-ID", placed, "quotations", message)
    for before in (*old.gold, *old.challenge):
        placed = places.get(before.doc.id)
        if placed is not None:
            yield from _reused(before, placed)
    log = os.fspath(new.folder / LOG)
    if new.changes[: len(old.changes)] != old.changes:
        yield replace(issue("C-LOG", "", "lacks or alters lines of the last release"), file=log)
    reasons = new_changes(old, new)
    for item in diff.items:
        if not any(change.covers(item.id) for change in reasons):
            found = issue("C-REASON", "", f"{item.kind}, and no line says why", record=item.id)
            yield replace(found, file=log)


def new_changes(old: CorpusData, new: CorpusData) -> list[Change]:
    """The lines of the log that the last release did not have; a first release explains nothing."""
    return [each for each in new.changes if each not in old.changes and each.kind != "first"]


def _reused(before: Placed, after: Placed) -> Iterator[Issue]:
    if before.doc.text_sha256 != after.doc.text_sha256:
        return  # another text, other offsets
    new = {quotation.id: (i, quotation) for i, quotation in enumerate(after.doc.quotations)}
    for quotation in before.doc.quotations:
        if quotation.id in new:
            i, now = new[quotation.id]
            if overlap(quotation, now) == 0:
                message = f"{quotation_id(after.doc, now)!r} shares no word with its last content"
                yield at_document("C-REUSED", after, f"quotations[{i}].content", message)
