"""A request of a page being read: its fields, checked, and its offsets as code points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from annotate.review.acts import ActError, find
from annotate.review.linking import Wanted
from annotate.review.marks import tidy
from annotate.review.offsets import Units
from annotate.review.replay import DocState
from annotate.review.workspace import Workspace
from corpus.records import Document, EntityKind, Quotation
from corpus.spans import Span, SpanError

_MANY = 200


class BadRequestError(ValueError):
    """What came is no request that a page would send."""


@dataclass(frozen=True, slots=True)
class Wire:
    """A request being read: its data, the document it is about, and the offsets of its part."""

    data: dict[str, Any]
    space: Workspace
    state: DocState
    units: Units

    @property
    def doc(self) -> Document:
        return self.state.doc

    def quotation(self) -> Quotation:
        found = find(self.doc, word(self.data, "quotation"))
        if found is None:
            raise ActError("this quotation is not there any more")
        return found

    def spans(self, name: str) -> tuple[Span, ...]:
        value = self.data.get(name, [])
        if not isinstance(value, list) or len(value) > _MANY:
            raise BadRequestError(f"{name} is no list of spans")
        return tuple(self.span(pair, name) for pair in value)

    def span(self, pair: Any, name: str) -> Span:
        if not (isinstance(pair, list) and len(pair) == 2 and all(type(n) is int for n in pair)):
            raise BadRequestError(f"{name} holds something that is no span")
        try:
            return self.units.from_page((pair[0], pair[1]))
        except SpanError as error:
            raise BadRequestError(f"{name}: {error}") from None

    def wanted(self, data: Any) -> Wanted:
        if not isinstance(data, dict):
            raise BadRequestError("an entity is no object")
        entity, name, kind = data.get("entity"), data.get("name"), data.get("kind")
        if not isinstance(entity, str | None) or not isinstance(name, str | None):
            raise BadRequestError("an entity has no id and no name")
        if kind is not None and kind not in get_args(EntityKind):
            raise BadRequestError(f"{kind!r} is no kind of entity")
        pair = data.get("mention")
        found = None if pair is None else tidy(self.doc.text or "", [self.span(pair, "mention")])
        return Wanted(entity=entity, name=name, kind=kind, mention=found[0] if found else None)


def units_of(data: dict[str, Any], doc: Document) -> Units:
    part = data.get("part")
    text = doc.text or ""
    if part is None:
        return Units(text)
    if not (isinstance(part, list) and len(part) == 2 and all(type(n) is int for n in part)):
        raise BadRequestError("part is no span")
    if not 0 <= part[0] <= part[1] <= len(text):
        raise BadRequestError("part does not lie in the text")
    return Units(text, part[0], part[1])


def word(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise BadRequestError(f"{name} is no text")
    return value


def one_of(wire: Wire, name: str, kinds: Any) -> Any:
    value = wire.data.get(name)
    if value not in get_args(kinds):
        raise BadRequestError(f"{name} {value!r} is none of {', '.join(get_args(kinds))}")
    return value
