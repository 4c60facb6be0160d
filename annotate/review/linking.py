"""Whom a reviewer means: an entity of the document, of the registry, or a new one.

A click on a name says which entity speaks, not where the text mentions it; the mention is looked
for here, near the cue, as the guidelines ask.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotate.review.acts import ActError
from corpus.english import is_pronoun, names_match
from corpus.entities import Registry, fold
from corpus.records import (
    Document,
    Entity,
    EntityKind,
    MentionKind,
    Outlet,
    OutletKind,
    Quotation,
    Speaker,
)
from corpus.spans import Span

_OUTLET_KINDS: dict[EntityKind, OutletKind] = {
    "person": "analyst",
    "organisation": "organisation",
    "government": "government",
    "media": "media",
    "document": "document",
    "unnamed": "media",
}
NAME_LENGTH = 200
_UNFIT = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a page asks for: an id, or a name and kind for a new entity; a mention if it has one."""

    entity: str | None = None
    name: str | None = None
    kind: EntityKind | None = None
    mention: Span | None = None
    keep: bool = False


def entity_for(doc: Document, wanted: Wanted, registry: Registry) -> Entity:
    """The entity that is meant, made if need be; raises ActError."""
    if wanted.entity is not None:
        known = next((each for each in doc.entities if each.id == wanted.entity), None)
        if known is not None:
            return known
        entry = registry.get(wanted.entity)
        if entry is None:
            raise ActError(f"there is no entity {wanted.entity}")
        return Entity(id=entry.id, name=entry.name, kind=entry.kind, aliases=entry.aliases)
    name = " ".join(unicodedata.normalize("NFC", wanted.name or "").split())
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        raise ActError("a new entity needs a name")
    kind = wanted.kind or "person"
    for each in doc.entities:
        if fold(each.name) == fold(name) and each.kind == kind:
            return each
    return Entity(id=_new_id(doc, name), name=name, kind=kind)


def speaker_for(
    doc: Document,
    quotation: Quotation,
    wanted: Wanted,
    registry: Registry,
    *,
    instead: Speaker | None = None,
) -> tuple[Speaker, Entity]:
    """The speaker that is meant, with its mention; ``instead`` is whom it takes the place of."""
    entity = entity_for(doc, wanted, registry)
    own = next((s for s in quotation.speakers if s.entity == entity.id), None)
    old = own or instead
    if wanted.mention is not None:
        mention: Span | None = wanted.mention
    elif old is not None and old.entity == entity.id:
        mention = old.mention
    elif old is not None and old.mention is not None and old.kind in ("pronoun", "nominal"):
        mention = old.mention  # who `he` is was wrong, not that `he` speaks
    else:
        mention = nearest_mention(doc, quotation, entity)
    kind = mention_kind(doc, mention, entity)
    if old is not None and mention == old.mention and old.kind == "nominal":
        kind = "nominal"
    held = () if mention is None else (mention,)
    mentions = tuple(sorted({*entity.mentions, *held}))
    entity = replace(entity, mentions=mentions)
    return Speaker(entity=entity.id, mention=mention, kind=kind), entity


def outlet_for(
    doc: Document,
    quotation: Quotation,
    wanted: Wanted,
    registry: Registry,
    *,
    kind: OutletKind | None = None,
    explicit: bool | None = None,
) -> tuple[Outlet, Entity]:
    """The outlet that is meant, with its mention, kind and whether it is explicit."""
    entity = entity_for(doc, wanted, registry)
    old = quotation.outlet
    if wanted.mention is not None:
        mention: Span | None = wanted.mention
    elif old is not None and old.entity == entity.id:
        mention = old.mention
    else:
        mention = nearest_mention(doc, quotation, entity)
        spoken = [s for s in quotation.speakers if s.entity == entity.id]
        if mention is None and spoken:
            mention = spoken[0].mention
    entry = registry.get(entity.id)
    used = next(
        (q.outlet.kind for q in doc.quotations if q.outlet and q.outlet.entity == entity.id), None
    )
    speaks = any(speaker.entity == entity.id for speaker in quotation.speakers)
    if kind is None:
        kind = used or (entry.outlet if entry else None) or _OUTLET_KINDS[entity.kind]
        if entity.kind == "unnamed" and speaks:
            kind = "analyst"
    if explicit is None:
        explicit = mention is not None
    held = () if mention is None else (mention,)
    entity = replace(entity, mentions=tuple(sorted({*entity.mentions, *held})))
    return Outlet(entity=entity.id, mention=mention, kind=kind, explicit=explicit), entity


def mention_kind(doc: Document, mention: Span | None, entity: Entity) -> MentionKind:
    """What a mention is, by its words."""
    if mention is None:
        return "implicit"
    words = mention.of(doc.text or "")
    if is_pronoun(words):
        return "pronoun"
    if entity.kind == "unnamed":
        return "nominal"
    named = any(names_match(words, name) for name in (entity.name, *entity.aliases))
    return "name" if named else "nominal"


def nearest_mention(doc: Document, quotation: Quotation, entity: Entity) -> Span | None:
    """The mention in the quotation's paragraphs that is nearest its cue, outside its words."""
    text = doc.text or ""
    homes = [p for p in doc.body if any(p.overlaps(span) for span in quotation.content)]
    anchors = quotation.cue or quotation.content
    found = {
        span
        for home in homes
        for span in (*(m for m in entity.mentions if home.covers(m)), *_named(text, home, entity))
        if not any(span.overlaps(other) for other in (*quotation.content, *quotation.cue))
    }
    return min(found, key=lambda span: (_distance(span, anchors), -span.length), default=None)


def _named(text: str, home: Span, entity: Entity) -> Iterator[Span]:
    """Where a paragraph has the entity's name, or one of its aliases, as a whole word."""
    for name in (entity.name, *entity.aliases):
        place = text.find(name, home.start, home.end)
        while place >= 0:
            end = place + len(name)
            before, after = text[place - 1 : place], text[end : end + 1]
            if not (before.isalnum() or after.isalnum()):
                yield Span(place, end)
            place = text.find(name, end, home.end)


def _distance(span: Span, anchors: Sequence[Span]) -> int:
    return min(max(a.start - span.end, span.start - a.end, 0) for a in anchors)


def _new_id(doc: Document, name: str) -> str:
    """An id that the same name gets from every annotator: ``d/ada-lund``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = _UNFIT.sub("-", plain).strip("-")[:40] or "x" + name.encode("utf-8").hex()[:16]
    taken = {each.id for each in doc.entities}
    number, made = 2, f"d/{slug}"
    while made in taken:
        made, number = f"d/{slug}-{number}", number + 1
    return made
