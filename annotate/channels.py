"""Outlets in the making, and what kind of channel an entity is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from annotate import lexicon as lx
from annotate.clusters import MEDIA_WORDS, Cluster, entity_kind
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
    words = cluster.name.lower().replace("-", " ").split()
    if not set(words) & MEDIA_WORDS and "agency" not in words[-1:]:
        return None
    return _kind_of_name(words)


# What media are called, names of countries and peoples aside.
MEDIA_ADJECTIVES = frozenset(
    "state local foreign official government domestic social news online".split()
)
# The same of an agency for news, and what stands before any noun.
_OF_NEWS = MEDIA_ADJECTIVES | frozenset(
    """the a an this that its his their our press wire state-run state-owned national private
    independent same other""".split()
)


def is_office(words: Iterable[str]) -> bool:
    """Whether an agency is none for news: `the UN refugee agency`, `the federal agency`."""
    *before, last = [*words] or [""]
    described = (word for word in before if word[:1].islower())
    return last.lower() == "agency" and any(word.lower() not in _OF_NEWS for word in described)


_AGENCY_WORDS = frozenset("news press telegraph telegraphic information media wire".split())


def _kind_of_name(words: list[str]) -> OutletKind | None:
    if words[-1] in ("agency", "service", "bureau") and set(words[-3:-1]) & _AGENCY_WORDS:
        return "news_agency"
    if words[-1] in ("wire", "newswire") and len(words) > 1:
        return "news_agency"
    if set(words) & {"tv", "television", "radio", "broadcasting", "fm"}:
        return "broadcaster"
    if words[-1] in (
        "times",
        "post",
        "herald",
        "daily",
        "tribune",
        "gazette",
        "journal",
        "newspaper",
        "magazine",
        "telegraph",
        "chronicle",
        "courier",
        "inquirer",
    ):
        return "newspaper"
    if words[-1] in ("news", "press", "media"):
        return "online_media" if words[-1] == "news" else "newspaper"
    return None


_NOUNS: tuple[tuple[str, OutletKind], ...] = (
    ("agency service newswire wire", "news_agency"),
    ("newspaper paper daily weekly magazine newsmagazine tabloid broadsheet", "newspaper"),
    ("gazette journal periodical columnist", "newspaper"),
    ("broadcaster station channel network radio television tv newscast", "broadcaster"),
    ("programme program presenter anchor newsreader", "broadcaster"),
    ("website site portal blog", "online_media"),
)
_KINDS = {noun: kind for nouns, kind in _NOUNS for noun in nouns.split()}


def kind_of_noun(noun: str) -> OutletKind:
    """The kind of medium that a noun for one tells, or for who writes or speaks in it."""
    return _KINDS.get(noun, "media")


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
