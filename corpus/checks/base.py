"""What all checks share: the view of a document, and the tables they are entered in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from corpus.records import Document, Entity, Outlet, Quotation, Speaker
from corpus.spans import Span

Fault = tuple[str, str]
"""Path of the field, and what is wrong with it."""

Located = tuple[str, int, Span]
"""Path of a list, place in it (-1 for a span that stands in a field of its own), span."""

Check = Callable[["View"], Iterator[Fault]]


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
    """A document as the checks look at it: every part with its path, spans by list.

    ``segments`` are the sound ones: path of the quotation, place in its list, span, quotation.
    ``quotation_numbers`` and ``entity_numbers`` are the places that the parts have in the record
    as written, where some were left out because the schema does not hold for them.
    """

    __slots__ = (
        "by_id",
        "doc",
        "entities",
        "length",
        "lists",
        "quotations",
        "segments",
        "sound_spans",
        "text",
        "unsound_spans",
    )

    def __init__(
        self,
        doc: Document,
        *,
        quotation_numbers: Sequence[int] | None = None,
        entity_numbers: Sequence[int] | None = None,
    ) -> None:
        self.doc = doc
        self.text = doc.text
        self.length = doc.text_length if doc.text is None else len(doc.text)
        numbers = range(len(doc.quotations)) if quotation_numbers is None else quotation_numbers
        self.quotations: list[tuple[str, Quotation]] = [
            (f"quotations[{i}]", quotation)
            for i, quotation in zip(numbers, doc.quotations, strict=True)
        ]
        numbers = range(len(doc.entities)) if entity_numbers is None else entity_numbers
        self.entities: list[tuple[str, Entity]] = [
            (f"entities[{i}]", entity) for i, entity in zip(numbers, doc.entities, strict=True)
        ]
        self.by_id: dict[str, Entity] = {}
        for entity in doc.entities:
            self.by_id.setdefault(entity.id, entity)
        self.lists: list[tuple[str, tuple[Span, ...]]] = [("body", doc.body)]
        self.sound_spans: list[Located] = []
        self.unsound_spans: list[Located] = []
        self.segments: list[tuple[str, int, Span, Quotation]] = []
        self._collect()

    def _collect(self) -> None:
        singles: list[Located] = []
        for path, quotation in self.quotations:
            self.lists.append((f"{path}.content", quotation.content))
            self.lists.append((f"{path}.segments", quotation.segments))
            self.lists.append((f"{path}.cue", quotation.cue))
            for part, link in links(quotation):
                if link.mention is not None:
                    singles.append((f"{path}.{part}.mention", -1, link.mention))
            for i, span in enumerate(quotation.segments):
                if self.sound(span):
                    self.segments.append((path, i, span, quotation))
        for path, entity in self.entities:
            self.lists.append((f"{path}.mentions", entity.mentions))
        spans = [(path, i, span) for path, spans in self.lists for i, span in enumerate(spans)]
        for located in spans + singles:
            sound = self.sound(located[2])
            (self.sound_spans if sound else self.unsound_spans).append(located)

    def sound(self, span: Span) -> bool:
        """Whether the span covers some of the text; the others are faults of their own."""
        return 0 <= span[0] < span[1] <= self.length


def links(quotation: Quotation) -> Iterator[tuple[str, Speaker | Outlet]]:
    """Speakers and outlet of a quotation, each with its path within it."""
    for i, speaker in enumerate(quotation.speakers):
        yield f"speakers[{i}]", speaker
    if quotation.outlet is not None:
        yield "outlet", quotation.outlet


def at(path: str, i: int) -> str:
    """The path of item ``i`` of a list, or of the field itself for -1."""
    return path if i < 0 else f"{path}[{i}]"
