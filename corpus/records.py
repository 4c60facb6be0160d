"""The records of the corpus: plain, frozen, and free of any format.

One `Document` holds one article: its text (or only the hash of it), its quotations and its
entities. What each field means is in ``schema.json`` and in the annotation guidelines; how
records become JSON and back is in `corpus.schema`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from corpus.spans import Span

SCHEMA_VERSION = "1.0.0"

QuotationType = Literal["direct", "mixed", "indirect", "none"]
Mode = Literal["speech", "writing", "thought"]
MentionKind = Literal["name", "nominal", "pronoun", "implicit"]
OutletKind = Literal[
    "news_agency",
    "newspaper",
    "broadcaster",
    "online_media",
    "media",
    "social_media",
    "government",
    "organisation",
    "analyst",
    "document",
]
EntityKind = Literal["person", "organisation", "government", "media", "document", "unnamed"]
Status = Literal["proposed", "accepted", "corrected", "rejected"]
Split = Literal["train", "dev", "test"]
SelectorKind = Literal["words", "paragraph"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Who made a quotation record, and what a reviewer has said of it."""

    by: str
    status: Status = "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One of those whose words a quotation reports."""

    entity: str
    mention: Span | None
    kind: MentionKind
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """The channel that the article credits for the words of a quotation."""

    entity: str
    mention: Span | None
    kind: OutletKind
    explicit: bool
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words that the article reports as somebody else's: content, segments, cue and links.

    All spans are sorted and do not overlap within one list. ``mode`` is None for type ``none``,
    which quotes nobody.
    """

    id: str
    type: QuotationType
    mode: Mode | None
    content: tuple[Span, ...]
    segments: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    parent: str | None = None
    speakers: tuple[Speaker, ...] = ()
    outlet: Outlet | None = None
    confidence: float | None = None
    provenance: Provenance = field(default_factory=lambda: Provenance(by="unknown"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, body or outlet; ids in ``e/`` hold across documents, ids in ``d/`` in one.

    ``affiliation`` is the id of the entity that it belongs to, where an article states it.
    """

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    affiliation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """How to find one span again in a text that was edited, without a word of that text.

    ``tokens``, ``inset``, ``before`` and ``after`` are explained in `corpus.selectors`, which
    makes selectors and follows them.
    """

    span: Span
    kind: SelectorKind
    tokens: int
    inset: tuple[int, int]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article and all that is annotated in it.

    ``body`` holds the paragraphs of the article in text order, one span each, boilerplate left
    out; no quotation or mention lies outside it. ``selectors`` are for documents whose text is
    kept elsewhere.
    """

    id: str
    text: str | None
    text_sha256: str
    text_length: int
    body: tuple[Span, ...] = ()
    collection: str | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str = "en"
    transcript: bool = False
    split: Split | None = None
    license: str | None = None
    quotations: tuple[Quotation, ...] = ()
    entities: tuple[Entity, ...] = ()
    selectors: tuple[Selector, ...] = ()


def text_sha256(text: str) -> str:
    """SHA-256 (hexadecimal) of a text encoded as UTF-8; raises on a lone surrogate."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
