"""Records a second of validation, levels 1 to 3, on invented records of 12 quotations each.

The records are as large as those of the newswire gold (some 3,000 characters, 14 paragraphs, five
entities with their mentions), hold the types in about its shares, and are the same each time.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import orjson

from corpus.records import (
    Document,
    Entity,
    EntityKind,
    MentionKind,
    Outlet,
    Provenance,
    Quotation,
    QuotationType,
    Speaker,
    text_sha256,
)
from corpus.schema import document_to_dict
from corpus.spans import Span
from corpus.validate import validate_lines

QUOTATIONS, LEVEL = 12, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """The best of several rounds on one thread."""

    records: int
    characters: int  # of all texts
    seconds: float

    @property
    def records_a_second(self) -> float:
        """Lines of a file, each a record, to their issues."""
        return self.records / self.seconds


_NAMES: dict[str, tuple[str, EntityKind]] = {
    "e/mara-quell": ("Mara Quell", "person"),
    "e/idris-vane": ("Idris Vane", "person"),
    "e/harbour-wire": ("Harbour Wire", "media"),
    "e/ostrel-council": ("Ostrel Council", "government"),
    "d/pilot": ("a harbour pilot", "unnamed"),
}
_MENTIONS: tuple[tuple[str, str, MentionKind], ...] = (
    ("e/mara-quell", "Mara Quell", "name"),
    ("e/idris-vane", "Idris Vane", "name"),
    ("d/pilot", "a harbour pilot", "nominal"),
    ("e/mara-quell", "She", "pronoun"),
    ("e/ostrel-council", "Ostrel Council", "name"),
)
_TYPES: tuple[QuotationType, ...] = (
    "direct",
    "indirect",
    "mixed",
    "indirect",
    "direct",
    "indirect",
)
_FILLER = (
    "The old quays of Ostrel have stood for two hundred years, and the council paid for new pumps "
    "in the spring, after the third flood in as many winters had closed the market for a week. "
) * 4
_CLAUSE = "the northern quay would need {} more pumps before the autumn tides, and men to run them"


@dataclass
class _Article:
    """An invented article in the making."""

    number: int
    text: str = ""
    body: list[Span] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    mentions: dict[str, list[Span]] = field(default_factory=dict)

    def add(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def mention(self, place: int) -> Speaker:
        entity, words, kind = _MENTIONS[place % len(_MENTIONS)]
        span = self.add(words)
        self.mentions.setdefault(entity, []).append(span)
        return Speaker(entity=entity, mention=span, kind=kind)

    def outlet(self) -> Outlet:
        span = self.add("Harbour Wire")
        self.mentions.setdefault("e/harbour-wire", []).append(span)
        return Outlet(entity="e/harbour-wire", mention=span, kind="news_agency", explicit=True)

    def quoted(self, words: str) -> Span:
        self.add("“")
        span = self.add(words)
        self.add("”")
        return span

    def quote(self, place: int) -> None:
        """A paragraph with one quotation that has a speaker, a cue, and every third an outlet."""
        kind = _TYPES[place % len(_TYPES)]
        words = _CLAUSE.format(f"{self.number}-{place}")
        start, segments = len(self.text), []
        if kind == "direct":
            segments.append(self.quoted(words + ","))
            self.add(" ")
        speaker = self.mention(place)
        self.add(" ")
        cue = self.add("told" if place % 3 == 0 else "said")
        outlet = None
        if place % 3 == 0:
            self.add(" ")
            outlet = self.outlet()
        self.add(" ")
        begin = len(self.text)
        if kind == "indirect":
            self.add(words)
        elif kind == "mixed":
            self.add("it was ")
            segments.append(self.quoted("a matter of weeks"))
            self.add(" that " + words)
        else:
            self.add("on Monday. ")
            segments.append(self.quoted("Nobody asked us, and nobody will."))
        content = tuple(segments) if kind == "direct" else (Span(begin, len(self.text)),)
        self.add(".")
        self.close(start)
        self._enter(kind, content, tuple(segments), (cue,), (speaker,), outlet)

    def distractor(self) -> None:
        """A paragraph with marks that quote nobody."""
        start = len(self.text)
        self.add("They call the gate the ")
        span = self.quoted("iron tooth")
        self.add(" of the harbour, for it has closed on more than one boat.")
        self.close(start)
        self._enter("none", (span,), (span,), (), (), None)

    def filler(self) -> None:
        self.close(self.add(_FILLER).start)

    def close(self, start: int) -> None:
        """End the paragraph that began at ``start``."""
        self.body.append(Span(start, len(self.text)))
        self.add("\n\n")

    def _enter(
        self,
        kind: QuotationType,
        content: tuple[Span, ...],
        segments: tuple[Span, ...],
        cue: tuple[Span, ...],
        speakers: tuple[Speaker, ...],
        outlet: Outlet | None,
    ) -> None:
        self.quotations.append(
            Quotation(
                id=f"q{len(self.quotations) + 1}",
                type=kind,
                mode=None if kind == "none" else "speech",
                content=content,
                segments=segments,
                cue=cue,
                speakers=speakers,
                outlet=outlet,
                provenance=Provenance(by="bench", status="accepted"),
            )
        )


def record(number: int) -> Document:
    """An invented document of 12 quotations; another number gives other words."""
    article = _Article(number)
    article.filler()
    for place in range(QUOTATIONS - 1):
        article.quote(place)
    article.distractor()
    article.filler()
    entities = tuple(
        Entity(id=key, name=name, kind=kind, mentions=tuple(sorted(article.mentions[key])))
        for key, (name, kind) in _NAMES.items()
    )
    return Document(
        id=f"bench/{number}",
        collection="bench",
        publisher="e/harbour-wire",
        text=article.text,
        text_sha256=text_sha256(article.text),
        text_length=len(article.text),
        body=tuple(article.body),
        license="CC0-1.0",
        quotations=tuple(article.quotations),
        entities=entities,
    )


def lines(count: int) -> Iterator[bytes]:
    """So many records as lines of a file."""
    for number in range(count):
        yield orjson.dumps(document_to_dict(record(number)), option=orjson.OPT_APPEND_NEWLINE)


def measure(count: int = 500, *, rounds: int = 20) -> Validation:
    """Validate ``count`` records ``rounds`` times up to level 3 and keep the quickest.

    Raises ValueError if the records have a fault, since faulty ones take another way.
    """
    held = list(lines(count))
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        issues = list(validate_lines(held, max_level=LEVEL))
        best = min(best, time.perf_counter() - start)
        if issues:
            raise ValueError(f"the records of the benchmark do not hold: {issues[0]}")
    characters = sum(record(number).text_length for number in range(count))
    return Validation(records=count, characters=characters, seconds=best)
