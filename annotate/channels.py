"""Outlets in the making, and what kind of channel an entity is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotate import lexicon as lx
from annotate.clusters import Cluster, entity_kind
from annotate.media_kinds import is_office, kind_of_name, kind_of_noun
from corpus.records import OutletKind
from corpus.spans import Span


@dataclass(slots=True)
class Channel:
    """An outlet in the making; ``rule`` is that of the guidelines, ``carried`` how it came."""

    cluster: Cluster
    mention: Span | None
    kind: OutletKind
    explicit: bool
    rule: int
    carried: bool = False
    chance: float | None = None  # where a forest chose it, how likely it is

    def carried_over(self) -> Channel:
        """The same channel for words whose own sentence does not name it."""
        return Channel(self.cluster, None, self.kind, False, 1, carried=True)


_MEDIA = frozenset("news_agency newspaper broadcaster online_media media social_media".split())


def media_kind(cluster: Cluster) -> OutletKind | None:
    """The kind of medium that an entity is, or None if it is no medium."""
    if cluster.entry is not None:
        return cluster.entry.outlet if cluster.entry.outlet in _MEDIA else None
    if cluster.outlet is not None:
        return cluster.outlet
    if cluster.label == "UNNAMED":
        noun = next((r for r in cluster.roles if r in lx.MEDIA_NOUNS), None)
        return kind_of_noun(noun) if noun and not is_office(cluster.name.split()) else None
    if cluster.label not in ("ORG", "WORK"):
        return None
    return kind_of_name(cluster.name)


_BODIES = lx.GROUP_NOUNS | frozenset(
    """municipality consulate treasury legislature prosecution judiciary body centre center clinic
    laboratory academy society theatre gallery planetarium observatory trust fund insurer lender
    utility brokerage startup start-up conglomerate subsidiary consortium cooperative syndicate
    studio inspectorate directorate""".split()
)
# Camps and groups for one occasion, which no office speaks for.
_LOOSE = frozenset("official force rebel team opposition".split())


def is_institution(cluster: Cluster) -> bool:
    if cluster.label in ("ORG", "PLACE"):
        return media_kind(cluster) is None
    if cluster.label != "UNNAMED" or cluster.is_document:
        return False
    roles = cluster.roles.keys()
    if cluster.plural and roles & {"prosecutor", "archive"}:
        return True
    return bool(roles & _BODIES) and not roles & _LOOSE


_PUBLIC = lx.GOVERNMENT_NOUNS | {"prosecutor", "archive"}


_OFFICES = re.compile(
    r"\b(?:minister|president|prosecutor|governor|mayor|chancellor|premier|commissioner|coroner"
    r"|sheriff|attorney(?: general)?|auditor general)['’]?s?['’]? office$",
    re.I,
)


def body_kind(cluster: Cluster) -> OutletKind:
    kind = entity_kind(cluster)
    if kind == "government":
        return "government"
    public = cluster.roles.keys() & _PUBLIC or _OFFICES.search(cluster.name)
    if cluster.label == "UNNAMED" and public:
        return "government"
    return "organisation"
