"""One document as the page needs it: a part of the text, what is annotated in it, what is open.

All offsets that leave here are UTF-16 units of that part. An article of ordinary length is one
part; of a very long one it is the paragraphs around the quotation in hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from annotate.review.acts import find
from annotate.review.load import Dispute
from annotate.review.offsets import Units
from annotate.review.plain import quotation_to_dict, version
from annotate.review.queue import certainty
from annotate.review.replay import Conflict, DocState
from annotate.review.workspace import Workspace
from corpus.issues import CODES, Issue
from corpus.records import Document, Outlet, Quotation, Speaker
from corpus.spans import Span, trim
from corpus.validate import validate_document

PART = 40_000
"""Code points of text that a page shows at once."""
MANY = 400
"""Quotations of one document that a page shows at once."""
CHECKED = 200_000
"""Code points from which a document is not validated at each step; applying does it anyway."""
_PATH = re.compile(r"quotations\[(\d+)\]\.?(.*)")
_LINES = re.compile(r"[^\r\n]+")


def document_view(space: Workspace, place: int, quotation: str | None) -> dict[str, Any]:
    """The document with the number ``place``, around a quotation if the text is long."""
    state = space.states[place]
    doc = state.doc
    part = _part(doc, find(doc, quotation or ""))
    units = Units(doc.text or "", *part)
    faults = _faults(doc)
    shown = [q for q in doc.quotations if any(units.holds(span) for span in q.content)]
    shown = _around(shown, quotation)
    viewer = _Viewer(space, state, units, faults)
    return {
        "place": place,
        "id": doc.id,
        "title": doc.title,
        "facts": [fact for fact in (_publisher(doc), doc.published, doc.byline) if fact],
        "sha": doc.text_sha256,
        "part": list(part),
        "whole": part == (0, len(doc.text or "")) and len(shown) == len(doc.quotations),
        "text": (doc.text or "")[part[0] : part[1]],
        "paragraphs": [[*units.to_page(span), body] for span, body in _paragraphs(doc, part)],
        "quotations": [viewer.quotation(each) for each in shown],
        "entities": [
            {"id": e.id, "name": e.name, "kind": e.kind, "aliases": list(e.aliases)}
            for e in doc.entities
        ],
        "conflicts": [_conflict(state, conflict) for conflict in state.conflicts],
    }


class _Viewer:
    """Quotations of one document as plain values."""

    def __init__(
        self,
        space: Workspace,
        state: DocState,
        units: Units,
        faults: dict[str, list[dict[str, str]]],
    ) -> None:
        self._space = space
        self._state = state
        self._units = units
        self._faults = faults
        self._names = {each.id: each.name for each in state.doc.entities}
        self._base = {each.id: each for each in state.base.quotations}

    def quotation(self, quotation: Quotation) -> dict[str, Any]:
        """What the page shows of a quotation, and the stamp that its acts carry."""
        state, base = self._state, self._base.get(quotation.id)
        dispute = self._space.dispute(state.base.id, quotation.id)
        sure = certainty(quotation)
        return {
            **self._parts(quotation),
            "stamp": state.stamp(quotation.id),
            "status": state.verdicts.get(quotation.id, "open"),
            "note": state.notes.get(quotation.id, ""),
            "certainty": None if sure > 1 else sure,
            "by": quotation.provenance.by,
            "was": quotation.provenance.status if base is None else base.provenance.status,
            "new": base is None,
            "changed": _differs(state, base, quotation),
            "faults": self._faults.get(quotation.id, []),
            "dispute": None if dispute is None else self._dispute(dispute, quotation.id),
        }

    def _parts(self, quotation: Quotation) -> dict[str, Any]:
        outlet = quotation.outlet
        return {
            "id": quotation.id,
            "type": quotation.type,
            "mode": quotation.mode,
            "content": self._units.many(quotation.content),
            "segments": self._units.many(quotation.segments),
            "cue": self._units.many(quotation.cue),
            "parent": quotation.parent,
            "speakers": [
                {**self._link(speaker), "kind": speaker.kind} for speaker in quotation.speakers
            ],
            "outlet": None
            if outlet is None
            else {**self._link(outlet), "kind": outlet.kind, "explicit": outlet.explicit},
        }

    def _link(self, link: Speaker | Outlet) -> dict[str, Any]:
        mention = link.mention
        shown = mention is not None and self._units.holds(mention)
        return {
            "entity": link.entity,
            "name": self._names.get(link.entity, link.entity),
            "mention": self._units.to_page(mention) if mention and shown else None,
            "confidence": link.confidence,
        }

    def _dispute(self, dispute: Dispute, id: str) -> dict[str, Any]:
        sides = (dispute.first, dispute.second)
        return {
            "first": None if sides[0] is None else self._parts(sides[0]),
            "second": None if sides[1] is None else self._parts(sides[1]),
            "fields": list(dispute.fields),
            "choice": self._state.choices.get(id),
        }


def _differs(state: DocState, base: Quotation | None, quotation: Quotation) -> bool:
    if base is None or base is quotation:
        return False
    return version(state.base, base) != version(state.doc, quotation)


def _conflict(state: DocState, conflict: Conflict) -> dict[str, Any]:
    """A reviewer's act on an older record: their version and the present one, without offsets."""
    event = conflict.event
    now = find(state.doc, event.quotation)
    same_text = event.text == state.doc.text_sha256
    names = {each.id: each.name for each in state.doc.entities}
    names |= {e.id: e.name for e in getattr(event.act, "entities", ())}
    return {
        "quotation": event.quotation,
        "reason": conflict.reason,
        "time": event.time,
        "mine": None if event.result is None else _words(event.result, state, names, same_text),
        "now": None if now is None else _words(now, state, names, True),
        "stamp": state.stamp(event.quotation),
        "can_keep": same_text and event.result is not None,
    }


def _words(
    quotation: Quotation, state: DocState, names: dict[str, str], readable: bool
) -> dict[str, Any]:
    """A quotation in words; without those of a text that is not at hand any more."""
    plain = quotation_to_dict(quotation)
    text = state.doc.text or ""
    outlet = quotation.outlet
    words = " … ".join(span.of(text) for span in quotation.content) if readable else None
    return {
        "type": plain["type"],
        "mode": plain["mode"],
        "words": words,
        "cue": " … ".join(span.of(text) for span in quotation.cue) if readable else None,
        "speakers": [names.get(each.entity, each.entity) for each in quotation.speakers],
        "outlet": None if outlet is None else names.get(outlet.entity, outlet.entity),
    }


def _publisher(doc: Document) -> str | None:
    names = {each.id: each.name for each in doc.entities}
    return None if doc.publisher is None else names.get(doc.publisher, doc.publisher[2:])


def _part(doc: Document, quotation: Quotation | None) -> tuple[int, int]:
    """The stretch of text to show: all of it, or whole paragraphs around a quotation."""
    length = len(doc.text or "")
    if length <= PART:
        return 0, length
    first = quotation.content[0].start if quotation and quotation.content else 0
    start, end = max(first - PART // 4, 0), min(first + PART * 3 // 4, length)
    starts = [p.start for p in doc.body if start <= p.start <= first]
    ends = [p.end for p in doc.body if first < p.end <= end]
    return (starts[0] if starts else start), (ends[-1] if ends else end)


def _around(shown: list[Quotation], id: str | None) -> list[Quotation]:
    if len(shown) <= MANY:
        return shown
    place = next((i for i, each in enumerate(shown) if each.id == id), 0)
    start = max(0, min(place - MANY // 2, len(shown) - MANY))
    return shown[start : start + MANY]


def _paragraphs(doc: Document, part: tuple[int, int]) -> Iterator[tuple[Span, bool]]:
    """Paragraphs of the body (True) and lines of what stands between them (False), in order."""
    at = part[0]
    for home in doc.body:
        span = Span(max(home.start, part[0], at), min(home.end, part[1]))
        if span.start >= span.end:
            continue
        yield from _between(doc.text or "", at, span.start)
        yield span, True
        at = span.end
    yield from _between(doc.text or "", at, part[1])


def _between(text: str, start: int, end: int) -> Iterator[tuple[Span, bool]]:
    for match in _LINES.finditer(text, start, end):
        line = trim(text, match.span())
        if line is not None:
            yield line, False


def _faults(doc: Document) -> dict[str, list[dict[str, str]]]:
    """What the validator says of each quotation, in words for a reviewer."""
    found: dict[str, list[dict[str, str]]] = {}
    if len(doc.text or "") > CHECKED:
        return found
    for issue in validate_document(doc):
        match = _PATH.match(issue.path)
        if match is not None:
            quotation = doc.quotations[int(match[1])]
            found.setdefault(quotation.id, []).append(_fault(issue, match[2]))
    return found


def _fault(issue: Issue, field: str) -> dict[str, str]:
    code = CODES[issue.code]
    return {
        "code": issue.code,
        "severity": issue.severity,
        "field": field,
        "meaning": code.meaning,
        "remedy": code.remedy,
    }
