"""The entities of an annotation form: who they are, and where the text names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, cast, get_args

from corpus.entities import Registry, RegistryEntry
from corpus.formats.form_find import Places
from corpus.formats.form_yaml import Problems, at
from corpus.records import Entity, EntityKind, OutletKind
from corpus.spans import Span

_KEYS = frozenset({"name", "kind", "aliases", "id", "outlet"})
_RESERVED = frozenset({"kind", "explicit", "none", "implicit", "unknown", "speaker"})
_OUTLET_KINDS: dict[EntityKind, OutletKind] = {
    "government": "government",
    "organisation": "organisation",
    "document": "document",
    "person": "analyst",
}


@dataclass(slots=True)
class Member:
    """One entity of a form; ``written`` are the names that the text is searched for."""

    key: str
    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...]
    written: tuple[str, ...]
    outlet: OutletKind | None
    used: set[Span] = field(default_factory=set)
    is_used: bool = False


class Cast:
    """The entities of a form by key, and the stretches of text that name them."""

    def __init__(self, value: Any, places: Places, registry: Registry, problems: Problems) -> None:
        self.problems = problems
        self.registry = registry
        self.members: dict[str, Member] = {}
        for key, entry in problems.mapping(value, "entities", None).items():
            member = self._member(key, entry)
            if member is not None:
                self._enter(member)
        self.named = {
            member.key: {span for name in member.written for span in places.literal(name)}
            for member in self.members.values()
        }
        self._longest = set().union(*self.named.values())

    def inside_name(self, span: Span) -> bool:
        """Whether the span is but a part of a longer name of an entity."""
        return any(name != span and name.covers(span) for name in self._longest)

    def entities(self) -> tuple[Entity, ...]:
        """The entities as records, with all their mentions; notes those that nothing uses."""
        out = []
        for member in self.members.values():
            if not member.is_used:
                self.problems.add(f"entities.{member.key}", "no quotation refers to it")
            mentions = self._mentions(member)
            for left, right in pairwise(mentions):
                if left.overlaps(right):
                    message = f"two of its mentions overlap, at {left.start} and {right.start}"
                    self.problems.add(f"entities.{member.key}", message)
            out.append(
                Entity(
                    id=member.id,
                    name=member.name,
                    kind=member.kind,
                    aliases=member.aliases,
                    mentions=tuple(mentions),
                )
            )
        return tuple(out)

    def _mentions(self, member: Member) -> list[Span]:
        """Those used, and every name of it that is no other's and no part of a longer one."""
        others = [spans for key, spans in self.named.items() if key != member.key]
        out = set(member.used)
        for span in self.named[member.key]:
            shared = any(span in spans for spans in others)
            used = any(span.overlaps(other) for other in member.used)
            if not shared and not used and not self.inside_name(span):
                out.add(span)
        return sorted(out)

    def _enter(self, member: Member) -> None:
        path = f"entities.{member.key}"
        if member.key in _RESERVED or not member.key.isidentifier():
            self.problems.add(path, "a key is a plain word (kim, un_panel), not one of the form's")
        if any(other.id == member.id for other in self.members.values()):
            self.problems.add(path, f"the id {member.id!r} stands twice")
        self.members[member.key] = member

    def _member(self, key: str, value: Any) -> Member | None:
        path = f"entities.{key}"
        if isinstance(value, str) and value.startswith("e/"):
            value = {"id": value}
        elif isinstance(value, list) and len(value) > 1:  # [kind, name, alias, …]
            value = {"kind": value[0], "name": value[1], "aliases": value[2:]}
        fields = self.problems.mapping(value, path, _KEYS)
        if not fields:
            return None
        aliases = self._texts(fields.get("aliases", ""), at(path, "aliases"))
        outlet: Any = fields.get("outlet")
        if outlet is not None:
            outlet = self.problems.word(outlet, at(path, "outlet"), get_args(OutletKind))
        made = str(fields.get("id", f"d/{key}"))
        if made.startswith("e/"):
            return self._registered(key, made, fields, aliases, outlet)
        name = self.problems.text(fields.get("name", ""), at(path, "name"))
        kind = self.problems.word(fields.get("kind", ""), at(path, "kind"), get_args(EntityKind))
        if not made.startswith("d/"):
            self.problems.add(at(path, "id"), "an id begins with e/ (registry) or d/ (this text)")
        if name is None or kind is None:
            return None
        if "id" not in fields and kind != "unnamed":
            self._known(name, path)
        written = () if kind == "unnamed" else (name, *aliases)
        spare = tuple(dict.fromkeys(alias for alias in aliases if alias != name))
        return Member(key, made, name, cast(EntityKind, kind), spare, written, outlet)

    def _registered(
        self, key: str, entity_id: str, fields: dict[str, Any], aliases: list[str], outlet: Any
    ) -> Member | None:
        path, entry = f"entities.{key}", self.registry.get(entity_id)
        if entry is None:
            self.problems.add(at(path, "id"), f"{entity_id!r} is not in the registry")
            return None
        for part in ("name", "kind"):
            if fields.get(part, getattr(entry, part)) != getattr(entry, part):
                message = f"the registry has {getattr(entry, part)!r}; leave it out"
                self.problems.add(at(path, part), message)
        known = dict.fromkeys((*entry.aliases, *aliases))
        known.pop(entry.name, None)
        # Aliases of the registry may be everyday words (This Week): only those written are sought.
        written = (entry.name, *aliases)
        kind = outlet or entry.outlet
        return Member(key, entry.id, entry.name, entry.kind, tuple(known), written, kind)

    def _known(self, name: str, path: str) -> None:
        entry: RegistryEntry | None = self.registry.find(name)
        if entry is not None:
            key = path.rpartition(".")[2]
            message = f"the registry has {entry.name!r} as {entry.id}; write id: {entry.id}"
            self.problems.add(path, f"{message}, or id: d/{key} if it is another")

    def _texts(self, value: Any, path: str) -> list[str]:
        found = [
            self.problems.text(item, below) for below, item in self.problems.items(value, path)
        ]
        return [text for text in found if text is not None]


def outlet_kind(member: Member) -> OutletKind | None:
    """The kind that an entity has as an outlet, where that follows from what it is."""
    return member.outlet or _OUTLET_KINDS.get(member.kind)


def names(members: Iterable[Member]) -> str:
    """The keys of some entities, for messages."""
    return ", ".join(sorted(member.key for member in members)) or "none"
