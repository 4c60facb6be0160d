"""Whether entities of two annotations of one text are the same.

Two annotators give their entities different ids, names and sets of mentions, so identity is
decided inside the document: by registry id, by name, or by mentions that both gave them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus.english import is_pronoun, same_head
from corpus.records import Document
from corpus.spans import Span


class Identity:
    """Compares entities of two annotations, ``gold`` and ``other``, of the same text.

    Two entities are the same if

    1. both are in the registry and have the same id (with two ids they are not), or
    2. a name or alias of one is a name or alias of the other, case and spacing aside, or
    3. a mention of one, other than a pronoun, overlaps one of the other and has the same head.

    Where the text has a name for one of the two, a mention of it proves only if it holds the name,
    or if their names share a word: a description that was left open (`the bank`), or taken for
    another's, is not the bank that the article names.
    A pronoun proves nothing, since anybody can be meant by it; only where gold has no other
    mention of its entity is a pronoun that both refer to the entity enough. A mention that stands
    for several entities at once (``the two governments``) counts only where there is no other.
    """

    def __init__(self, gold: Document, other: Document) -> None:
        self._text = gold.text if gold.text is not None else other.text
        pronouns = _pronouns(gold) | _pronouns(other)
        self._gold = _known(gold, pronouns)
        self._other = _known(other, pronouns)
        self._known: dict[tuple[str, str], bool] = {}

    def same(self, gold: str, other: str) -> bool:
        """Whether two entity ids, one of each annotation, stand for the same entity."""
        pair = (gold, other)
        if pair not in self._known:
            self._known[pair] = self._same(gold, other)
        return self._known[pair]

    def same_set(self, gold: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether the entities of two lists can be paired off, each with the same."""
        if len(gold) != len(other):
            return False
        if not gold:
            return True
        first, rest = gold[0], gold[1:]
        return any(
            self.same(first, candidate) and self.same_set(rest, other[:i] + other[i + 1 :])
            for i, candidate in enumerate(other)
        )

    def _same(self, gold: str, other: str) -> bool:
        if gold.startswith("e/") and other.startswith("e/"):
            return gold == other
        left, right = self._gold.get(gold), self._other.get(other)
        if left is None or right is None:
            return False
        if left.names & right.names:
            return True
        if left.is_document and right.is_document and left.written:
            return any(self._one(a, b) for a in left.written for b in right.written)
        if left.solid:
            found = [(a, b) for a in left.solid for b in right.solid if self._one(a, b)]
            return self._proved(left, right, found)
        return any(a.overlaps(b) for a in left.mentions for b in right.mentions)

    def _proved(self, left: _Known, right: _Known, found: list[tuple[Span, Span]]) -> bool:
        """Whether one of the pairs, a mention of each that meet, tells that the two are the same.

        Where the text has a name for one of the two, its mention must hold the name.
        """
        if not found or self._text is None or left.words & right.words:
            return bool(found)
        told = [(i, known) for i, known in enumerate((left, right)) if self._told(known)]
        text = self._text
        return not told or any(
            _tells(known, _folded(pair[i].of(text))) for pair in found for i, known in told
        )

    def _told(self, known: _Known) -> bool:
        """Whether an entity that has a name has it in the text."""
        return known.is_named and _tells(known, self._folded_text)

    @cached_property
    def _folded_text(self) -> str:
        return _folded(self._text or "")

    def _one(self, left: Span, right: Span) -> bool:
        if self._text is None:
            return left.overlaps(right)
        return same_head(self._text, left, right)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of an entity: its folded names, all mentions, and those that prove.

    ``solid`` mentions are of this entity alone, ``written`` ones of no other document.
    """

    names: frozenset[str]
    mentions: tuple[Span, ...]
    solid: tuple[Span, ...]
    written: tuple[Span, ...]
    is_document: bool
    is_named: bool
    words: frozenset[str]  # of its names, if it is named


def _tells(known: _Known, folded: str) -> bool:
    """Whether a name of the entity stands in a folded text, as words of its own."""
    return any(
        name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) for name in known.names
    )


def _known(doc: Document, pronouns: set[Span]) -> dict[str, _Known]:
    mentions = {entity.id: set(entity.mentions) for entity in doc.entities}
    for quotation in doc.quotations:
        for speaker in quotation.speakers:
            if speaker.mention is not None and speaker.entity in mentions:
                mentions[speaker.entity].add(speaker.mention)
    owners = Counter(span for spans in mentions.values() for span in spans)
    documents = [entity.id for entity in doc.entities if entity.kind == "document"]
    writings = Counter(span for name in documents for span in mentions[name])
    out = {}
    for entity in doc.entities:
        spans = tuple(sorted(mentions[entity.id]))
        solid = tuple(span for span in spans if not _is_pronoun(doc, span, pronouns))
        names = (entity.name, *entity.aliases)
        named = entity.kind not in ("unnamed", "document")
        out[entity.id] = _Known(
            names=frozenset(_folded(name) for name in names if not is_pronoun(name)),
            mentions=spans,
            solid=tuple(span for span in solid if owners[span] < 2) or solid,
            written=tuple(span for span in solid if writings[span] < 2) or solid,
            is_document=entity.kind == "document",
            is_named=named,
            words=frozenset(_words(names)) if named else frozenset(),
        )
    return out


def _words(names: Iterable[str]) -> Iterator[str]:
    """The words of names that begin with a capital, folded; shorter ones tell nothing."""
    for name in names:
        for word in re.findall(r"\w+", name):
            if len(word) > 2 and word[0].isupper():
                yield _folded(word)


def _is_pronoun(doc: Document, span: Span, pronouns: set[Span]) -> bool:
    return span in pronouns or (doc.text is not None and is_pronoun(span.of(doc.text)))


def _pronouns(doc: Document) -> set[Span]:
    return {
        speaker.mention
        for quotation in doc.quotations
        for speaker in quotation.speakers
        if speaker.kind == "pronoun" and speaker.mention is not None
    }


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
