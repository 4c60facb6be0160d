"""What all checks share: the view of a document, and the tables they are entered in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from corpus.records import Document, Entity, Quotation
from corpus.schema import JsonObject, document_from_dict, document_to_dict

Fault = tuple[str, str]
"""Path of the field, and what is wrong with it."""

Pair = list[int]
"""A span as JSON has it."""

Check = Callable[["View"], Iterator[Fault]]


class Located(NamedTuple):
    """A span and where it stands: ``i`` is -1 for one that has a field of its own."""

    owner: str
    field: str
    i: int
    pair: Pair

    @property
    def path(self) -> str:
        """The path of the span; put together only for spans that have a fault."""
        return at(f"{self.owner}.{self.field}" if self.owner else self.field, self.i)


class OddSpans(NamedTuple):
    """The spans that some check of the text may find fault with.

    ``unsound`` do not cover any text; the others do: ``strays`` lie in no one paragraph, ``loose``
    have white space at an end.
    """

    unsound: list[Located]
    strays: list[Located]
    loose: list[Located]


def table() -> tuple[dict[str, Check], Callable[[str], Callable[[Check], Check]]]:
    """An empty table of checks by code, and the decorator that enters a check in it."""
    checks: dict[str, Check] = {}

    def enter(code: str) -> Callable[[Check], Check]:
        def decorate(check: Check) -> Check:
            checks[code] = check
            return check

        return decorate

    return checks, enter


class View:
    """A record as the checks look at it: every part with its path, spans by list.

    Levels 2 and 3 look at plain JSON values (``plain_quotations``, ``plain_entities``), level 4 at
    the record (``doc``, ``quotations``, ``entities``, ``by_id``), which is made when it is asked
    for. ``lists`` holds owner, field and spans of every list of spans; ``links`` all speakers and
    outlets with the path of their quotation and theirs within it; ``segments`` the sound ones: path
    of the quotation, place in its list, their number, span. The numbers given are the places that
    the parts have in the record as written, where some were left out because the schema does not
    hold for them.

    Nearly all records hold, and most of the time goes into spans and links. So these are gone
    through once (`odd`), and their paths are put together only where there is a fault.
    """

    def __init__(
        self,
        data: JsonObject,
        *,
        quotation_numbers: Sequence[int] | None = None,
        entity_numbers: Sequence[int] | None = None,
    ) -> None:
        self._numbers = quotation_numbers, entity_numbers
        self._fill(data)
        # JSON Schema takes 3.0 for an integer, but a text cannot be sliced with it.
        pairs = chain.from_iterable(pairs for _, _, _, pairs in self._spans())
        if float in set(map(type, chain.from_iterable(pairs))):
            self._fill(document_to_dict(document_from_dict(data, check=False)))

    def _fill(self, data: JsonObject) -> None:
        self.data = data
        self.text: str | None = data["text"]
        self.length = int(data["text_length"]) if self.text is None else len(self.text)
        quotation_numbers, entity_numbers = self._numbers
        self.plain_quotations = _numbered("quotations", data["quotations"], quotation_numbers)
        self.plain_entities = _numbered("entities", data["entities"], entity_numbers)
        self.lists: list[tuple[str, str, list[Pair]]] = [("", "body", data["body"])]
        self.links: list[tuple[str, str, JsonObject]] = []
        for path, quotation in self.plain_quotations:
            for name in ("content", "segments", "cue"):
                if quotation[name]:
                    self.lists.append((path, name, quotation[name]))
            for i, speaker in enumerate(quotation["speakers"]):
                self.links.append((path, f"speakers[{i}]", speaker))
            if quotation["outlet"] is not None:
                self.links.append((path, "outlet", quotation["outlet"]))
        for path, entity in self.plain_entities:
            self.lists.append((path, "mentions", entity["mentions"]))

    @cached_property
    def doc(self) -> Document:
        """The record itself."""
        return document_from_dict(self.data, check=False)

    @cached_property
    def quotations(self) -> list[tuple[str, Quotation]]:
        """The quotations of the record, each with its path."""
        return [
            (path, quotation)
            for (path, _), quotation in zip(self.plain_quotations, self.doc.quotations, strict=True)
        ]

    @cached_property
    def entities(self) -> list[tuple[str, Entity]]:
        """The entities of the record, each with its path."""
        return [
            (path, entity)
            for (path, _), entity in zip(self.plain_entities, self.doc.entities, strict=True)
        ]

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """The first entity of each id."""
        return {entity.id: entity for entity in reversed(self.doc.entities)}

    def sound(self, span: Sequence[int]) -> bool:
        """Whether the span covers some of the text; the others are faults of their own."""
        return 0 <= span[0] < span[1] <= self.length

    @cached_property
    def segments(self) -> list[tuple[str, int, int, Pair]]:
        """The segments that cover some of the text."""
        return [
            (path, i, len(pairs), pair)
            for path, field, pairs in self.lists
            if field == "segments"
            for i, pair in enumerate(pairs)
            if self.sound(pair)
        ]

    @cached_property
    def paragraphs(self) -> list[Pair]:
        """The spans of the body that go forward, sorted."""
        return sorted(pair for pair in self.data["body"] if pair[0] < pair[1])

    @cached_property
    def odd(self) -> OddSpans:
        """The spans to be looked at, lists before mentions; found in one pass over all."""
        found = OddSpans([], [], [])
        text, length = self.text, self.length
        starts = [pair[0] for pair in self.paragraphs]
        bounds = [*starts[1:], length]
        low = high = 0  # the paragraph of the last span is mostly that of the next
        for owner, field, first, pairs in self._spans():
            for i, pair in enumerate(pairs, first):
                start, end = pair
                if not 0 <= start < end <= length:
                    found.unsound.append(Located(owner, field, i, pair))
                    continue
                if not owner:
                    continue  # a paragraph itself
                if not low <= start < end <= high:
                    place = bisect_right(starts, start) - 1
                    low = starts[place] if place >= 0 else 0
                    high = self.paragraphs[place][1] if place >= 0 else 0
                    if end > high:
                        found.strays.append(Located(owner, field, i, pair))
                    # Where paragraphs overlap, only the last that begins before a span counts.
                    high = min(high, bounds[place])
                if text is not None and (text[start].isspace() or text[end - 1].isspace()):
                    found.loose.append(Located(owner, field, i, pair))
        return found

    def _spans(self) -> Iterator[tuple[str, str, int, list[Pair]]]:
        """Owner, field, number of the first span (-1 for one alone) and spans."""
        for owner, field, pairs in self.lists:
            yield owner, field, 0, pairs
        for path, part, link in self.links:
            if link["mention"] is not None:
                yield path, f"{part}.mention", -1, [link["mention"]]


def _numbered(
    name: str, parts: list[JsonObject], numbers: Sequence[int] | None
) -> list[tuple[str, JsonObject]]:
    """The parts with their paths."""
    places = range(len(parts)) if numbers is None else numbers
    return [(f"{name}[{i}]", part) for i, part in zip(places, parts, strict=True)]


def at(path: str, i: int) -> str:
    """The path of item ``i`` of a list, or of the field itself for -1."""
    return path if i < 0 else f"{path}[{i}]"
