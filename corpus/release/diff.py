"""What changed from one state of the corpus to another, quotation by quotation.

A quotation is followed by its id, ``document#quotation``. One that lost its id is looked for by its
words: offsets are comparable as long as the text of the document is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from corpus.records import SCHEMA_VERSION, Document, Quotation
from corpus.release.data import CorpusData
from corpus.schema import document_to_dict
from corpus.spans import intersect

ChangeKind = Literal[
    "added", "corrected", "renamed", "split", "merged", "withdrawn", "moved", "schema"
]
Bump = Literal["major", "minor", "patch"]

_MAJOR = frozenset(("renamed", "withdrawn", "moved", "schema"))
_LEFT_OUT = {"split", "quotations", "selectors"}
"""Fields of a document that are no correction of it: told otherwise, or made by program."""
_SAME_WORDS = 0.5
"""Share of the shorter content from which two quotations are taken for the same words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One change. ``id`` is that of a document, of a quotation (``document#q``) or of an entity.

    ``fields`` names what was corrected; ``into`` holds the ids of the other side: what a quotation
    was split into, merged into or renamed to, where a document moved.
    """

    kind: ChangeKind
    id: str
    fields: tuple[str, ...] = ()
    into: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes, in the order of their ids."""

    items: tuple[Item, ...]

    @property
    def bump(self) -> Bump:
        """The part of the version number that these changes raise."""
        kinds = {item.kind for item in self.items}
        if kinds & _MAJOR:
            return "major"
        return "minor" if kinds else "patch"

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"bump": self.bump, "changes": [asdict(item) for item in self.items]}


def compare(old: CorpusData, new: CorpusData, *, old_schema: str = SCHEMA_VERSION) -> Diff:
    """What changed from ``old`` to ``new``; ``old_schema`` is the version its records follow."""
    items: list[Item] = []
    if old_schema != SCHEMA_VERSION:
        items.append(Item(kind="schema", id=f"schema {old_schema}", into=(SCHEMA_VERSION,)))
    for before, after in (
        (_documents(old.gold), _documents(new.gold)),
        (_documents(old.challenge), _documents(new.challenge)),
    ):
        for key in sorted(before.keys() | after.keys()):
            items += _document_changes(before.get(key), after.get(key))
    items += _entry_changes(old, new)
    return Diff(tuple(items))


def compare_documents(before: Document, after: Document) -> list[Item]:
    """What changed in a document and its quotations."""
    items: list[Item] = []
    if before.split != after.split:
        items.append(Item(kind="moved", id=after.id, into=(after.split or "no split",)))
    fields = _differing(document_to_dict(before), document_to_dict(after), _LEFT_OUT)
    if fields:
        items.append(Item(kind="corrected", id=after.id, fields=fields))
    return items + list(_quotation_changes(before, after))


def overlap(left: Quotation, right: Quotation) -> float:
    """Share of the shorter content that both have; 0 to 1."""
    least = min(sum(s.length for s in q.content) for q in (left, right))
    both = sum(span.length for span in intersect(left.content, right.content))
    return both / least if least else 0.0


def quotation_id(doc: Document, quotation: Quotation | str) -> str:
    """The id that a quotation has in the whole corpus."""
    return f"{doc.id}#{quotation if isinstance(quotation, str) else quotation.id}"


def _documents(placed: Iterable[Any]) -> dict[str, Document]:
    return {each.doc.id: each.doc for each in placed}


def _document_changes(before: Document | None, after: Document | None) -> list[Item]:
    if before is not None and after is not None:
        return compare_documents(before, after)
    doc = before or after
    assert doc is not None
    kind: ChangeKind = "added" if before is None else "withdrawn"
    ids = [doc.id, *(quotation_id(doc, quotation) for quotation in doc.quotations)]
    return [Item(kind=kind, id=key) for key in ids]


def _quotation_changes(before: Document, after: Document) -> Iterator[Item]:
    old = {quotation.id: quotation for quotation in before.quotations}
    new = {quotation.id: quotation for quotation in after.quotations}
    told: set[str] = set()  # new ids that a split or another name explains
    same_text = before.text_sha256 == after.text_sha256
    for key, quotation in old.items():
        parts = _parts(quotation, old, new) if same_text else []
        if len(parts) > 1:
            told.update(parts)
            into = tuple(quotation_id(after, part) for part in parts)
            yield Item(kind="split", id=quotation_id(before, key), into=into)
        elif key in new:
            fields = _differing(_plain(before, quotation), _plain(after, new[key]), set())
            if fields:
                yield Item(kind="corrected", id=quotation_id(before, key), fields=fields)
        elif parts:
            merged = sum(parts[0] in _parts(other, old, new) for other in old.values()) > 1
            told.update(parts)
            kind: ChangeKind = "merged" if merged else "renamed"
            into = (quotation_id(after, parts[0]),)
            yield Item(kind=kind, id=quotation_id(before, key), into=into)
        else:
            yield Item(kind="withdrawn", id=quotation_id(before, key))
    for key in new:
        if key not in old and key not in told:
            yield Item(kind="added", id=quotation_id(after, key))


def _parts(
    quotation: Quotation, old: Mapping[str, Quotation], new: Mapping[str, Quotation]
) -> list[str]:
    """Ids of the new quotations that hold the words of an old one.

    Its own id counts if it is still there, and then another only for words that it gave up. An old
    id counts only for a quotation that is gone and whose words it did not hold before. Nested
    quotations hold each other's words and do not count.
    """
    found: list[str] = []
    for key, candidate in new.items():
        if key == quotation.id:
            found.append(key)
        elif (candidate.parent is None) == (quotation.parent is None):
            held = key in old and (quotation.id in new or overlap(quotation, old[key]) > 0)
            still = quotation.id in new and overlap(new[quotation.id], candidate) > 0
            if not (held or still) and overlap(quotation, candidate) >= _SAME_WORDS:
                found.append(key)
    return found


def _plain(doc: Document, quotation: Quotation) -> dict[str, Any]:
    place = next(i for i, each in enumerate(doc.quotations) if each is quotation)
    plain: dict[str, Any] = document_to_dict(doc)["quotations"][place]
    return plain


def _differing(left: dict[str, Any], right: dict[str, Any], but: set[str]) -> tuple[str, ...]:
    return tuple(name for name in right if name not in but and left.get(name) != right[name])


def _entry_changes(old: CorpusData, new: CorpusData) -> Iterator[Item]:
    before = {entry.id: entry for entry in old.entries}
    after = {entry.id: entry for entry in new.entries}
    for key in sorted(before.keys() | after.keys()):
        if key not in before:
            yield Item(kind="added", id=key)
        elif key not in after:
            yield Item(kind="withdrawn", id=key)
        else:
            fields = _differing(asdict(before[key]), asdict(after[key]), set())
            if fields:
                yield Item(kind="corrected", id=key, fields=fields)
