"""Entities of one document: which mentions name the same person, body or outlet.

Names are clustered by the conventions of news prose (see `annotate.names`); descriptions look
back for the nearest entity of that role (pronouns, and descriptions of speakers, are for
`annotate.coref`). Every look-up goes through an index, so that a long document costs no more a
mention than a short one.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator

from annotate import lexicon as lx
from annotate.analysis import Mention, Token
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.documents import NOUNS as DOCUMENT_NOUNS
from annotate.documents import DocumentMention, find_documents
from annotate.known_names import put_right
from annotate.mentions import cleaned, setting
from annotate.names import is_acronym, keys, same_name
from corpus.entities import Registry, RegistryEntry, fold
from corpus.spans import Span

_ACRONYM = re.compile(r"\(\s*([A-Z][A-Za-z]{1,7})\s*\)")
# Entities of one word that a name is compared with, the latest.
_REACH = 60


class Entities:
    """All entities of a document, and look-up of what a mention refers to.

    ``names`` are those of the document, found anew unless told: finding them takes long.
    """

    def __init__(
        self, ctx: Context, registry: Registry, names: list[Mention] | None = None
    ) -> None:
        self.ctx = ctx
        self.registry = registry
        self.names = put_right(ctx, registry, cleaned(ctx)) if names is None else names
        self.clusters: list[Cluster] = []
        self._order: dict[int, int] = {}
        self._by_key: dict[str, list[Cluster]] = {}  # names, by their words
        self._by_noun: dict[str, list[Cluster]] = {}  # roles and words of names
        self._by_label: dict[str, Cluster] = {}  # descriptions, folded
        self._starts: list[int] = []
        self._mentions: list[tuple[Span, Cluster]] = []
        for mention in self.names:
            self._add_name(mention)
        self._mentions.sort(key=lambda pair: pair[0])
        self._starts = [span.start for span, _ in self._mentions]
        self.documents = find_documents(ctx, self._mentions)
        self._document_starts = [mention.token.start for mention in self.documents]
        for document in self.documents:
            self._introduce(document)

    # -- names -----------------------------------------------------------------------

    def _add_name(self, mention: Mention) -> None:
        text = self.ctx.text[mention.start : mention.end]
        span = Span(mention.start, mention.end)
        roles, gender = setting(self.ctx, mention)
        cluster = self._match(text, mention.label, gender)
        if cluster is None:
            cluster = self._new(Cluster(mention.label, []))
        self._name(cluster, " ".join(text.split()))
        self.note(cluster, span)
        cluster.gender += gender
        self._give_roles(cluster, roles)
        if cluster.entry is None and (cluster.label != "PERSON" or " " in text):
            entry = self.registry.find(text)
            cluster.entry = entry if entry is not None and _may_be(cluster, text, entry) else None
        self._alias_in_brackets(cluster, mention)
        self._mentions.append((span, cluster))

    def _introduce(self, mention: DocumentMention) -> None:
        if id(mention.cluster) not in self._order:
            self._new(mention.cluster)
        self._give_roles(mention.cluster, [mention.token.lemma.lower()])

    def _new(self, cluster: Cluster) -> Cluster:
        self._order[id(cluster)] = len(self.clusters)
        self.clusters.append(cluster)
        return cluster

    def _name(self, cluster: Cluster, name: str) -> None:
        if name in cluster.names:
            return
        cluster.add_name(name)
        for key in keys(name):
            self._by_key.setdefault(key, []).append(cluster)
        if cluster.label == "ORG":
            for word in name.lower().replace("-", " ").split():
                self._by_noun.setdefault(word, []).append(cluster)

    def _give_roles(self, cluster: Cluster, roles: Iterable[str]) -> None:
        for role in roles:
            if role not in cluster.roles:
                cluster.roles[role] = None
                self._by_noun.setdefault(role, []).append(cluster)

    def note(self, cluster: Cluster, span: Span) -> None:
        """Note a mention of an entity, so that what follows can refer to it."""
        cluster.add_span(span)

    def _alias_in_brackets(self, cluster: Cluster, mention: Mention) -> None:
        """`Vell Press Agency (VPA)` gives its acronym at once."""
        after = self.ctx.text[mention.end : mention.end + 14].lstrip()
        match = _ACRONYM.match(after)
        if match and cluster.label == "ORG" and is_acronym(match.group(1), cluster.names[-1]):
            self._name(cluster, match.group(1))

    def _match(self, text: str, label: str, gender: int) -> Cluster | None:
        """The latest entity that the name can be of."""
        found = {
            self._order[id(cluster)]: cluster
            for key in keys(text)
            for cluster in self._by_key.get(key, ())[-_REACH:]
        }
        for _, cluster in sorted(found.items(), reverse=True):
            if _conflict(cluster, text, label, gender):
                continue
            if any(same_name(text, name, cluster.label) for name in _comparable(cluster, text)):
                return cluster
        return None

    def at(self, span: tuple[int, int]) -> tuple[Span, Cluster] | None:
        """The last named mention that overlaps ``span``, with its entity."""
        i = bisect.bisect_left(self._starts, span[1]) - 1
        while i >= 0 and self._mentions[i][0].end > span[0] - 200:
            found, cluster = self._mentions[i]
            if found.overlaps(span):
                return found, cluster
            i -= 1
        return None

    @property
    def named(self) -> list[tuple[Span, Cluster]]:
        """All named mentions with their entities, in text order."""
        return self._mentions

    def document_at(self, span: Span) -> Cluster | None:
        """The document whose noun stands in ``span``."""
        i = bisect.bisect_left(self._document_starts, span.start)
        there = i < len(self.documents) and self._document_starts[i] < span.end
        return self.documents[i].cluster if there else None

    def document_of(self, offset: int) -> Cluster | None:
        """The document whose mention, from its first word to its noun, covers ``offset``."""
        i = bisect.bisect_left(self._document_starts, offset)
        there = i < len(self.documents) and self.documents[i].span.start <= offset
        return self.documents[i].cluster if there else None

    def within(self, span: tuple[int, int]) -> list[tuple[Span, Cluster]]:
        """All named mentions inside ``span``."""
        lo = bisect.bisect_left(self._starts, span[0])
        hi = bisect.bisect_left(self._starts, span[1])
        return [pair for pair in self._mentions[lo:hi] if pair[0].end <= span[1]]

    def before(self, offset: int) -> Iterator[tuple[Span, Cluster]]:
        """Named mentions that end at ``offset`` at the latest, the last first."""
        for i in range(bisect.bisect_left(self._starts, offset) - 1, -1, -1):
            if self._mentions[i][0].end <= offset:
                yield self._mentions[i]

    def adopt(self, label: str, span: Span, kind: str) -> Cluster:
        """The entity of a name that the tagger missed; later mentions join it."""
        cluster = self._match(label, kind, 0)
        if cluster is None:
            cluster = self._new(Cluster(kind, []))
            self._name(cluster, label)
            cluster.entry = self.registry.find(label) if kind != "PERSON" else None
        self.note(cluster, span)
        return cluster

    # -- descriptions ----------------------------------------------------------------

    def describe(
        self,
        token: Token,
        span: Span,
        *,
        definite: bool,
        plural: bool,
        known: Cluster | None = None,
        settled: bool = False,
    ) -> Cluster:
        """The entity of a description: a document, a known one, or one without a name.

        ``settled`` says that ``known`` was decided on; else the noun alone leads back from what is
        definite. What is described in the same words again, and not as another, is the same.
        """
        lemma = token.lemma.lower()
        label = " ".join(self.ctx.text[span.start : span.end].split())
        written = self.document_at(span) if lemma in DOCUMENT_NOUNS else None
        if written is not None:
            if written.label == "UNNAMED":
                written.add_name(label)
            known = written
        elif definite and not settled:
            known = self.role_holder(lemma, span.start, plural=plural)
        if known is not None:
            self.note(known, span)
            return known
        same = self._by_label.get(fold(label))
        if same is None or not (plural or definite):
            same = self._new(Cluster("UNNAMED", [label], plural=plural))
            same.gender = (lemma in lx.FEMALE) - (lemma in lx.MALE)
            same.is_document = lemma in lx.DOCUMENT_NOUNS
            self._give_roles(same, [lemma])
            self._by_label.setdefault(fold(label), same)
        self.note(same, span)
        return same

    def known_by_role(
        self, token: Token, *, plural: bool, focus: Cluster | None = None
    ) -> Cluster | None:
        """The entity that a definite description leads back to by its noun alone.

        ``focus`` is the last speaker, whom news prose likes to call by a new description (`the
        former goalkeeper`).
        """
        lemma = token.lemma.lower()
        found = self.role_holder(lemma, token.start, plural=plural)
        return found or self._in_focus(lemma, plural, focus)

    def _in_focus(self, lemma: str, plural: bool, focus: Cluster | None) -> Cluster | None:
        if focus is None or plural or focus.plural or focus.label not in ("PERSON", "ORG"):
            return None
        if (lemma in lx.FEMALE and focus.gender < 0) or (lemma in lx.MALE and focus.gender > 0):
            return None
        nouns = lx.PERSON_NOUNS if focus.label == "PERSON" else lx.GROUP_NOUNS
        return focus if lemma in nouns - lx.SPOKES_NOUNS - {"police", "government"} else None

    def role_holder(self, lemma: str, before: int, *, plural: bool) -> Cluster | None:
        """The entity of this role, or with this word in its name, that was mentioned last."""
        best: tuple[int, Cluster] | None = None
        for cluster in [*self._by_noun.get(lemma, ())[-_REACH:], *self._outlets(lemma)]:
            if plural and (cluster.label != "UNNAMED" or not cluster.plural):
                continue
            if not plural and cluster.label == "UNNAMED" and cluster.plural:
                continue
            if (cluster.label == "PERSON" and lemma in _NO_PERSON) or (
                cluster.label == "ORG" and lemma in _PERSON
            ):
                continue
            last = cluster.last_before(before)
            if last >= 0 and (best is None or last > best[0]):
                best = (last, cluster)
        return best[1] if best else None

    def _outlets(self, lemma: str) -> list[Cluster]:
        """Media of the registry that a noun describes (`the agency`)."""
        if lemma not in _OUTLET_OF_NOUN:
            return []
        kind = _OUTLET_OF_NOUN[lemma]
        near = self._mentions[-1000:] if len(self._mentions) > 1000 else self._mentions
        return [c for _, c in near if c.entry is not None and c.entry.outlet == kind]


_PERSON = lx.PERSON_NOUNS | lx.TITLES | lx.EXPERT_NOUNS | lx.SPOKES_NOUNS
_NO_PERSON = (lx.GROUP_NOUNS | lx.GOVERNMENT_NOUNS | lx.MEDIA_NOUNS) - _PERSON
_OUTLET_OF_NOUN = {
    noun: kind
    for kind, nouns in {
        "news_agency": "agency newswire wire",
        "newspaper": "newspaper paper daily weekly magazine tabloid",
        "broadcaster": "broadcaster station channel network radio television",
        "online_media": "website site portal outlet",
    }.items()
    for noun in nouns.split()
}


def _comparable(cluster: Cluster, text: str) -> list[str]:
    """The names of an entity that tell whether ``text`` is one of them.

    A person's full name says more than a surname: `Mira Quist` is not `Ada Quist`, whom the text
    calls `Quist` too.
    """
    full = [name for name in cluster.names if " " in name]
    return full if cluster.label == "PERSON" and " " in text and full else cluster.names


def _may_be(cluster: Cluster, text: str, entry: RegistryEntry) -> bool:
    """Whether an entity may be the entry that bears ``text``, one of its names.

    Two bodies may have one acronym: `the Norland News Agency (NNA)` is not every NNA.
    """
    spelt = [set(fold(n).split()) for n in cluster.names if n != text and is_acronym(text, n)]
    known = [set(fold(n).split()) for n in (entry.name, *entry.aliases) if fold(n) != fold(text)]
    return not spelt or not known or any(a <= b or b <= a for a in spelt for b in known)


def _conflict(cluster: Cluster, text: str, label: str, gender: int) -> bool:
    if cluster.label == "PERSON" and label in ("ORG", "PLACE", "WORK") and " " not in text:
        # a bare surname is often tagged as a body or a place; a mother's may stand behind it
        return not any(text in n.split()[1:] for n in cluster.names)
    if cluster.label != label and not {cluster.label, label} <= {"ORG", "WORK", "PLACE"}:
        return True
    if {cluster.label, label} == {"ORG", "PLACE"}:
        return True
    return bool(gender) and cluster.gender * gender < 0
