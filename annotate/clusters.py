"""Entities in the making: the names, mentions and roles of one person, body or outlet."""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from annotate import lexicon as lx
from annotate.known_bodies import SEATS
from annotate.media_kinds import MEDIA_WORDS, kind_of_name
from corpus.entities import RegistryEntry
from corpus.records import Entity, EntityKind, OutletKind
from corpus.spans import Span


@dataclass(eq=False)
class Cluster:
    """One entity in the making; ``label`` is that of its first name, or ``UNNAMED``."""

    label: str
    names: list[str]
    spans: list[Span] = field(default_factory=list)
    roles: dict[str, None] = field(default_factory=dict)  # ordered set of role lemmas
    gender: int = 0  # > 0 female, < 0 male
    plural: bool = False
    entry: RegistryEntry | None = None
    body: Cluster | None = None  # the institution that a spokesperson speaks for
    is_document: bool = False
    outlet: OutletKind | None = None  # set where the context, not the name, shows a medium

    def add_name(self, name: str) -> None:
        """Note a form of the name; forms are kept once, in the order of the text."""
        if name not in self.names:
            self.names.append(name)

    def add_span(self, span: Span) -> None:
        """Note a mention; mentions are kept in the order of the text."""
        bisect.insort(self.spans, span)

    def mentioned_in(self, start: int, end: int) -> bool:
        """Whether a mention begins between two offsets."""
        i = bisect.bisect_left(self.spans, (start, -1))
        return i < len(self.spans) and self.spans[i].start < end

    def mention_at(self, offset: int) -> Span | None:
        """The last mention that begins at ``offset`` or before it, if it reaches so far."""
        i = bisect.bisect_right(self.spans, (offset, math.inf)) - 1
        return self.spans[i] if i >= 0 and self.spans[i].end > offset else None

    def last_before(self, offset: int) -> int:
        """Start of the last mention that starts before ``offset``, or -1."""
        i = bisect.bisect_left(self.spans, (offset, -1))
        return self.spans[i - 1].start if i else -1

    @property
    def name(self) -> str:
        """The fullest form seen; the first of equals."""
        return max(self.names, key=lambda n: len(n.split()) if self.label == "PERSON" else len(n))

    @property
    def is_person(self) -> bool:
        return self.label == "PERSON" or (
            self.label == "UNNAMED" and bool(lx.PERSON_NOUNS & self.roles.keys())
        )

    @property
    def is_people(self) -> bool:
        """A person, or people without a name: who may be an expert, whatever noun tells it."""
        return self.is_person or (self.label == "UNNAMED" and not self.is_document)


def entity_kind(cluster: Cluster) -> EntityKind:
    """The kind of entity by the schema's list."""
    if cluster.entry is not None:
        return cluster.entry.kind
    if cluster.outlet is not None:
        return "media"
    if cluster.label == "UNNAMED":
        return "document" if cluster.is_document else "unnamed"
    if cluster.label == "PERSON":
        return "person"
    words = set(cluster.name.lower().replace("-", " ").split())
    if cluster.label == "PLACE" or words & (lx.GOVERNMENT_NOUNS | SEATS):
        return "government"
    if words & MEDIA_WORDS or kind_of_name(cluster.name) is not None:
        return "media"
    return "document" if cluster.label == "WORK" else "organisation"


def to_entity(cluster: Cluster, entity_id: str, *, used: Iterable[Span] = ()) -> Entity:
    """The record of a cluster; ``used`` mentions stay, others only where they overlap none."""
    names = list(dict.fromkeys(cluster.names))
    name = cluster.entry.name if cluster.entry else cluster.name
    aliases = tuple(sorted(n for n in names if n != name))
    return Entity(
        id=entity_id,
        name=name,
        kind=entity_kind(cluster),
        aliases=aliases,
        mentions=_apart(used, sorted(set(cluster.spans))),
    )


def _apart(used: Iterable[Span], spans: Iterable[Span]) -> tuple[Span, ...]:
    kept = sorted(set(used))
    for span in spans:
        i = bisect.bisect_left(kept, span)
        beside = kept[max(0, i - 1) : i + 1]
        if not any(other.overlaps(span) for other in beside):
            kept.insert(i, span)
    return tuple(kept)
