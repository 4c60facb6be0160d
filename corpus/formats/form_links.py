"""Speakers and outlet of one quotation of a form: entities, mentions and their kinds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast, get_args

from corpus.english import is_pronoun, names_match
from corpus.entities import fold
from corpus.formats.form_cast import Cast, Member, names, outlet_kind
from corpus.formats.form_yaml import Problems, at
from corpus.records import MentionKind, Outlet, OutletKind, Speaker
from corpus.spans import Span

# Finds a mention near the quotation; notes a problem and gives None where it cannot.
Near = Callable[[str, str], Span | None]

_MENTION_KINDS = ("name", "nominal", "pronoun")
_OUTLET_KEYS = frozenset({"mention", "kind", "explicit"})
_TITLES = frozenset("mr mrs ms miss dr sir prof professor president minister".split())


class Links:
    """Reads the speakers and the outlet of quotations; ``text`` is that of the article."""

    def __init__(self, text: str, cast: Cast, problems: Problems) -> None:
        self.text = text
        self.cast = cast
        self.problems = problems

    def speakers(self, value: Any, path: str, near: Near) -> tuple[Speaker, ...]:
        """``{key: mention, …}``, or ``unknown`` for nobody that a careful reader can tell."""
        if value == "unknown":
            return ()
        if not isinstance(value, dict) or not value:
            self.problems.add(path, "write {entity: mention}, {entity: implicit} or unknown")
            return ()
        found = (self._speaker(key, entry, at(path, key), near) for key, entry in value.items())
        return tuple(speaker for speaker in found if speaker is not None)

    def outlet(
        self,
        value: Any,
        path: str,
        near: Near,
        speakers: tuple[Speaker, ...],
        zones: list[Span],
    ) -> Outlet | None:
        """``none``, ``speaker``, ``speaker as KIND`` or ``{key: mention, kind:, explicit:}``.

        ``{key: {mention:, kind:, explicit:}}`` means the same.
        ``zones`` are the sentences of the quotation; a mention in one of them is explicit.
        """
        if value == "none":
            return None
        if isinstance(value, str) and value.split(" as ")[0] == "speaker":
            return self._speaking(value, path, speakers, zones)
        if not isinstance(value, dict):
            self.problems.add(path, "write none, speaker, speaker as KIND, or {entity: mention}")
            return None
        keys = [key for key in value if key not in ("kind", "explicit")]
        member = self._member(keys[0], at(path, keys[0])) if len(keys) == 1 else None
        if member is None:
            if len(keys) != 1:
                self.problems.add(path, "an outlet is one entity: {entity: mention or implicit}")
            return None
        written, below = value[keys[0]], at(path, keys[0])
        if isinstance(written, dict):  # {key: {mention: …, kind: …}}, as a speaker is written
            fields = self.problems.mapping(written, below, _OUTLET_KEYS)
            value, written = {**value, **fields}, fields.get("mention", "")
        mention = self._mention(written, below, near, member)
        if mention is None and written != "implicit":
            return None
        kind = value.get("kind")
        if kind in _MENTION_KINDS:  # copied from the speaker; of an outlet's mention none is kept
            kind = None
        return self._made(member, mention, kind, value.get("explicit"), path, zones)

    def _speaking(
        self, value: str, path: str, speakers: tuple[Speaker, ...], zones: list[Span]
    ) -> Outlet | None:
        if len(speakers) != 1:
            message = (
                f"stands for the one speaker, but {len(speakers)} could be read; name the outlet"
            )
            self.problems.add(path, message)
            return None
        (speaker,) = speakers
        member = next(m for m in self.cast.members.values() if m.id == speaker.entity)
        _, _, kind = value.partition(" as ")
        return self._made(member, speaker.mention, kind.strip() or None, None, path, zones)

    def _made(
        self,
        member: Member,
        mention: Span | None,
        kind: Any,
        explicit: Any,
        path: str,
        zones: list[Span],
    ) -> Outlet | None:
        if kind is None:
            kind = outlet_kind(member)
            if kind is None:
                self.problems.add(path, f"what kind of outlet is {member.key}? write kind: …")
                return None
        elif self.problems.word(kind, at(path, "kind"), get_args(OutletKind)) is None:
            return None
        here = mention is not None and any(zone.covers(mention) for zone in zones)
        if explicit is not None:
            said = self.problems.flag(explicit, at(path, "explicit"))
            if said and mention is None:
                self.problems.add(at(path, "explicit"), "an explicit outlet has a mention")
            here = bool(said)
        elif mention is not None and not here:
            message = "its mention is in another sentence; say explicit: yes or explicit: no"
            self.problems.add(path, message)
        member.is_used = True
        return Outlet(entity=member.id, mention=mention, kind=cast(OutletKind, kind), explicit=here)

    def _speaker(self, key: str, value: Any, path: str, near: Near) -> Speaker | None:
        member = self._member(key, path)
        kind: str | None = None
        if isinstance(value, dict):
            fields = self.problems.mapping(value, path, frozenset({"mention", "kind"}))
            value = fields.get("mention", "")
            kind = self.problems.word(fields.get("kind", ""), at(path, "kind"), _MENTION_KINDS)
        if member is None:
            return None
        mention = self._mention(value, path, near, member)
        if mention is None:
            implicit = Speaker(entity=member.id, mention=None, kind="implicit")
            return implicit if value == "implicit" else None
        kind = kind or self._kind(mention.of(self.text), member, path)
        if kind == "name" and self.cast.inside_name(mention):
            self.problems.add(path, f"{value!r} is but a part of a longer name there")
        return Speaker(entity=member.id, mention=mention, kind=cast(MentionKind, kind))

    def _member(self, key: str, path: str) -> Member | None:
        member = self.cast.members.get(key)
        if member is None:
            self.problems.add(
                path, f"no entity {key!r}; there are {names(self.cast.members.values())}"
            )
            return None
        member.is_used = True
        return member

    def _mention(self, value: Any, path: str, near: Near, member: Member) -> Span | None:
        if value == "implicit":
            return None
        written = self.problems.text(value, path)
        mention = None if written is None else near(written, path)
        if mention is not None:
            member.used.add(mention)
        return mention

    def _kind(self, words: str, member: Member, path: str) -> MentionKind:
        """Name, nominal or pronoun, by the words; what could be a name and is not listed errs."""
        if is_pronoun(words):
            return "pronoun"
        called = {fold(name) for name in (member.name, *member.aliases)}
        capital = any(char.isupper() for char in words) or words.upper() == words.lower()
        if member.kind == "unnamed" or not capital:
            return "nominal"
        first, _, rest = words.partition(" ")
        if first.rstrip(".").casefold() in _TITLES and fold(rest) in called | set().union(
            *(set(name.split()) for name in called)
        ):
            self.problems.add(path, f"the mention of a name has no title: <{rest}>")
        elif fold(words) in called:
            return "name"
        elif words[0].isupper() and names_match(words, member.name):
            message = "name it among the aliases, or write {mention: …, kind: nominal}"
            self.problems.add(path, f"is {words!r} a name of {member.key}? {message}")
        return "nominal"
