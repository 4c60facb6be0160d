"""Entities of one document: which mentions name the same person, body or outlet.

Names are clustered by the conventions of news prose (a full name first, then the surname, an
acronym or the head of the name); pronouns and descriptions look back for the nearest entity that
fits in number, gender and role. The ranking by distance, subjecthood and focus follows Lappin &
Leass (1994) in spirit, with the speaker of the running quotation as the strongest focus.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from annotate import lexicon as lx
from annotate.analysis import Mention, Sentence, Token
from annotate.context import Context
from corpus.entities import Registry, RegistryEntry, fold
from corpus.records import Entity, EntityKind, OutletKind
from corpus.spans import Span

_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
_ACRONYM = re.compile(r"\(\s*([A-Z][A-Za-z]{1,7})\s*\)")
_SMALL = frozenset("of the and for in on to de la du des del a".split())


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

    @property
    def name(self) -> str:
        """The fullest form seen; the first of equals."""
        return max(self.names, key=lambda n: len(n.split()) if self.label == "PERSON" else len(n))

    @property
    def is_person(self) -> bool:
        return self.label == "PERSON" or (
            self.label == "UNNAMED" and bool(lx.PERSON_NOUNS & self.roles.keys())
        )


class Entities:
    """All entities of a document, and look-up of what a mention refers to."""

    def __init__(self, ctx: Context, registry: Registry) -> None:
        self.ctx = ctx
        self.registry = registry
        self.clusters: list[Cluster] = []
        self._starts: list[int] = []
        self._mentions: list[tuple[Span, Cluster]] = []
        for mention in _cleaned(ctx):
            self._add_name(mention)
        self._mentions.sort(key=lambda pair: pair[0])
        self._starts = [span.start for span, _ in self._mentions]

    # -- names -----------------------------------------------------------------------

    def _add_name(self, mention: Mention) -> None:
        text = self.ctx.text[mention.start : mention.end]
        span = Span(mention.start, mention.end)
        roles, gender = self._setting(mention)
        cluster = self._match(text, mention.label, gender)
        if cluster is None:
            cluster = Cluster(mention.label, [])
            self.clusters.append(cluster)
        cluster.names.append(" ".join(text.split()))
        cluster.spans.append(span)
        cluster.gender += gender
        cluster.roles.update(dict.fromkeys(roles))
        if cluster.entry is None and cluster.label != "PERSON":
            cluster.entry = self.registry.find(text)
        self._alias_in_brackets(cluster, mention)
        self._mentions.append((span, cluster))

    def _alias_in_brackets(self, cluster: Cluster, mention: Mention) -> None:
        """`Korean Central News Agency (KCNA)` gives its acronym at once."""
        after = self.ctx.text[mention.end : mention.end + 14].lstrip()
        match = _ACRONYM.match(after)
        if match and cluster.label == "ORG" and is_acronym(match.group(1), cluster.names[-1]):
            cluster.names.append(match.group(1))

    def _setting(self, mention: Mention) -> tuple[list[str], int]:
        """Role lemmas and gender read off the words around a name."""
        sent = self.ctx.sentence_at(mention.start)
        if sent is None:
            return [], 0
        before = [t for t in sent.tokens if t.end <= mention.start][-6:]
        inside = [t for t in sent.tokens if mention.start <= t.start < mention.end]
        roles: list[str] = []
        gender = 0
        for token in reversed(before):
            if token.upos not in ("NOUN", "PROPN", "ADJ", "ADV") and token.text not in (".", "-"):
                break
            roles.append(token.lemma.lower().rstrip("."))
        if mention.label == "PERSON":
            roles += _apposition(sent, mention)
            roles += [t.text.lower().rstrip(".") for t in inside if t.text.lower() in lx.TITLES]
        for word in roles:
            gender += (word in lx.FEMALE) - (word in lx.MALE)
        return roles, gender

    def _match(self, text: str, label: str, gender: int) -> Cluster | None:
        for cluster in reversed(self.clusters):
            if _conflict(cluster, text, label, gender):
                continue
            if any(same_name(text, name, cluster.label) for name in dict.fromkeys(cluster.names)):
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

    def within(self, span: tuple[int, int]) -> list[tuple[Span, Cluster]]:
        """All named mentions inside ``span``."""
        lo = bisect.bisect_left(self._starts, span[0])
        hi = bisect.bisect_left(self._starts, span[1])
        return [pair for pair in self._mentions[lo:hi] if pair[0].end <= span[1]]

    def adopt(self, label: str, span: Span, kind: str) -> Cluster:
        """The entity of a name that the tagger missed; later mentions join it."""
        cluster = self._match(label, kind, 0)
        if cluster is None:
            cluster = Cluster(kind, [label])
            cluster.entry = self.registry.find(label) if kind != "PERSON" else None
            self.clusters.append(cluster)
        cluster.spans.append(span)
        return cluster

    # -- descriptions ----------------------------------------------------------------

    def describe(
        self,
        token: Token,
        span: Span,
        *,
        definite: bool,
        plural: bool,
        focus: Cluster | None = None,
    ) -> Cluster:
        """The entity of a description: a named one that fits, an unnamed one, or a new one.

        ``focus`` is the last speaker, whom news prose likes to call by a new description (`the
        former goalkeeper`).
        """
        lemma = token.lemma.lower()
        if definite:
            found = self._by_role(lemma, span.start, plural) or self._in_focus(lemma, plural, focus)
            if found is not None:
                found.spans.append(span)
                return found
        label = " ".join(self.ctx.text[span.start : span.end].split())
        for cluster in self.clusters:
            if (
                cluster.label == "UNNAMED"
                and fold(cluster.names[0]) == fold(label)
                and (plural or definite)
            ):
                cluster.spans.append(span)
                return cluster
        cluster = Cluster("UNNAMED", [label], [span], {lemma: None}, plural=plural)
        cluster.gender = (lemma in lx.FEMALE) - (lemma in lx.MALE)
        cluster.is_document = lemma in lx.DOCUMENT_NOUNS
        self.clusters.append(cluster)
        return cluster

    def _in_focus(self, lemma: str, plural: bool, focus: Cluster | None) -> Cluster | None:
        if focus is None or plural or focus.plural or focus.label not in ("PERSON", "ORG"):
            return None
        if (lemma in lx.FEMALE and focus.gender < 0) or (lemma in lx.MALE and focus.gender > 0):
            return None
        nouns = lx.PERSON_NOUNS if focus.label == "PERSON" else lx.GROUP_NOUNS
        return focus if lemma in nouns - lx.SPOKES_NOUNS - {"police", "government"} else None

    def _by_role(self, lemma: str, before: int, plural: bool) -> Cluster | None:
        best: tuple[int, Cluster] | None = None
        for cluster in self.clusters:
            if cluster.plural != plural and cluster.label == "UNNAMED":
                continue
            fits = lemma in cluster.roles or (
                cluster.label == "ORG"
                and any(lemma == w.lower() for w in cluster.name.replace("-", " ").split())
            )
            if not fits and cluster.entry is not None and cluster.entry.outlet is not None:
                fits = lemma in _OUTLET_NOUNS.get(cluster.entry.outlet, ())
            if plural and cluster.label != "UNNAMED":
                continue
            last = max((s.start for s in cluster.spans if s.start < before), default=-1)
            if fits and last >= 0 and (best is None or last > best[0]):
                best = (last, cluster)
        return best[1] if best else None

    def pronoun(
        self, token: Token, sent: Sentence, *, focus: Cluster | None, avoid: Iterable[Span] = ()
    ) -> tuple[Cluster | None, float]:
        """The entity that a pronoun stands for, and the margin to the next best in 0..1."""
        word = token.text.lower()
        avoided = list(avoid)
        scores: dict[int, float] = {}
        for cluster in self.clusters:
            score = self._fit(cluster, word, token, sent, avoided)
            if score > 0:
                scores[id(cluster)] = score + (2.0 if cluster is focus else 0.0)
        if not scores:
            return None, 0.0
        ranked = sorted(scores.values(), reverse=True)
        margin = ranked[0] - (ranked[1] if len(ranked) > 1 else 0.0)
        best = max(self.clusters, key=lambda c: scores.get(id(c), 0.0))
        return best, min(1.0, margin / 3.0)

    def _fit(
        self, cluster: Cluster, word: str, token: Token, sent: Sentence, avoid: list[Span]
    ) -> float:
        if not _agrees(cluster, word):
            return 0.0
        best = 0.0
        for span in cluster.spans:
            if span.start >= token.start or any(a.covers(span) for a in avoid):
                continue
            there = self.ctx.sentence_at(span.start)
            if there is None:
                continue
            distance = sent.index - there.index
            score = 4.0 * 0.75**distance if distance < 12 else 0.05
            if _is_subject(there, span):
                score *= 1.5
            if there.paragraph != sent.paragraph:
                score *= 0.9
            best = max(best, score)
        return best


_OUTLET_NOUNS: dict[str, tuple[str, ...]] = {
    "news_agency": ("agency", "newswire", "wire"),
    "newspaper": ("newspaper", "paper", "daily", "weekly", "magazine", "tabloid"),
    "broadcaster": ("broadcaster", "station", "channel", "network", "radio", "television"),
    "online_media": ("website", "site", "portal", "outlet"),
}


def _cleaned(ctx: Context) -> list[Mention]:
    """Name mentions without possessive endings, articles or titles, in text order."""
    out = []
    for mention in sorted(ctx.analysis.mentions, key=lambda m: (m.start, m.end)):
        if mention.label == "DATE":
            continue
        text = ctx.text[mention.start : mention.end]
        end = mention.end - (len(text) - len(_POSSESSIVE.sub("", text)))
        start = mention.start
        words = text.split()
        while len(words) > 1 and (
            words[0].lower() == "the"
            or (mention.label == "PERSON" and words[0].lower().rstrip(".") in lx.TITLES)
        ):
            start = ctx.text.index(words[1], start + len(words[0]))
            words = words[1:]
        if mention.label == "PERSON" and len(words) == 1 and "-" in words[0]:
            start = _surname_start(ctx, start)
        if end > start and ctx.text[start:end].strip():
            out.append(Mention(start, end, mention.label))
    return out


def _surname_start(ctx: Context, start: int) -> int:
    """Where a name begins whose hyphenated given name was tagged alone (`Oh Gyeong-seob`)."""
    sent = ctx.sentence_at(start)
    before = [t for t in sent.tokens if t.end <= start] if sent is not None else []
    if not before or before[-1].end < start - 1:
        return start
    token = before[-1]
    surname = token.text[:1].isupper() and token.upos in ("PROPN", "INTJ", "NOUN")
    titled = token.text.lower().rstrip(".") in lx.TITLES | lx.PERSON_NOUNS
    return token.start if surname and not titled and token.i else start


def _apposition(sent: Sentence, mention: Mention) -> list[str]:
    """Nouns of `, a researcher at …,` right after a name."""
    after = [t for t in sent.tokens if t.start >= mention.end][:14]
    if not after or after[0].text not in (",", "(", "–", "-", "—"):
        return []
    roles = []
    for token in after[1:]:
        if token.text in (",", ")", "–", "—") or token.upos == "AUX":
            break
        if token.upos == "VERB" and token.text not in ("representing", "defending"):
            break
        if token.upos in ("NOUN", "PROPN"):
            roles.append(token.lemma.lower())
        if roles and roles[-1] in ("lawyer", "attorney") and token.text in ("for", "representing"):
            roles.append("advocate")
    return roles


def _conflict(cluster: Cluster, text: str, label: str, gender: int) -> bool:
    if cluster.label == "PERSON" and label == "ORG" and " " not in text:
        # a bare surname is often tagged as a body
        return not any(text == n.split()[-1] for n in cluster.names if " " in n)
    if cluster.label != label and not {cluster.label, label} <= {"ORG", "WORK", "PLACE"}:
        return True
    if {cluster.label, label} == {"ORG", "PLACE"}:
        return True
    return bool(gender) and cluster.gender * gender < 0


def is_acronym(short: str, long: str) -> bool:
    """Whether ``short`` is made of the initials of the words of ``long``, small words optional."""
    words = re.split(r"[\s\-]+", long)
    full = "".join(w[0] for w in words if w)
    content = "".join(w[0] for w in words if w and w.lower() not in _SMALL)
    letters = short.replace(".", "")
    return len(letters) > 1 and letters.upper() in (full.upper(), content.upper())


def same_name(a: str, b: str, label: str) -> bool:
    """Whether two names of one label can name the same entity."""
    fa, fb = fold(a), fold(b)
    if fa == fb or fa.replace(" ", "") == fb.replace(" ", ""):
        return True
    wa, wb = fa.split(), fb.split()
    if not wa or not wb:
        return False
    if label == "PERSON":
        return _same_person(wa, wb)
    if label in ("ORG", "WORK") and (is_acronym(a, b) or is_acronym(b, a)):
        return True
    if label == "ORG" and min(len(wa), len(wb)) >= 2:
        short, long = sorted((wa, wb), key=len)
        return long[-len(short) :] == short
    return False


def _same_person(wa: list[str], wb: list[str]) -> bool:
    short, long = sorted((wa, wb), key=len)
    if len(short) == 1:
        # a surname may come first (Kim Jong-un) or last (Joe Biden); a first name is rarer
        return short[0] in (long[0], long[-1]) or (len(long) > 2 and short[0] == long[1])
    if short[-1] == long[-1] and (short[0] == long[0] or short[0][0] == long[0][0]):
        return len(short) != len(long) or short[0] == long[0] or len(short[0]) == 1
    return all(word in long for word in short)


def _agrees(cluster: Cluster, word: str) -> bool:
    if word in ("he", "him", "his", "himself"):
        return cluster.is_person and not cluster.plural and cluster.gender <= 0
    if word in ("she", "her", "hers", "herself"):
        return cluster.is_person and not cluster.plural and cluster.gender >= 0
    if word in ("it", "its", "itself"):
        return cluster.label in ("ORG", "PLACE", "WORK") or (
            cluster.label == "UNNAMED" and not cluster.is_person and not cluster.plural
        )
    if word in ("they", "their", "them", "themselves"):
        return cluster.plural or cluster.label in ("ORG", "GROUP")
    return word in ("who", "which", "that") and cluster.label != "PLACE"


def _is_subject(sent: Sentence, span: Span) -> bool:
    if not sent.parsed:
        return any(span.start == t.start for t in sent.tokens[:2])
    return any(
        t.deprel.startswith("nsubj") and span.start <= t.start < span.end for t in sent.tokens
    )


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
    if cluster.label == "PLACE" or words & lx.GOVERNMENT_NOUNS:
        return "government"
    if words & MEDIA_WORDS:
        return "media"
    return "document" if cluster.label == "WORK" else "organisation"


MEDIA_WORDS = frozenset(
    """times post herald daily tribune gazette journal news newspaper tv television radio
    broadcasting press media magazine telegraph chronicle courier inquirer""".split()
)


def to_entity(cluster: Cluster, entity_id: str) -> Entity:
    """The record of a cluster."""
    names = list(dict.fromkeys(cluster.names))
    name = cluster.entry.name if cluster.entry else cluster.name
    aliases = tuple(sorted(n for n in names if n != name))
    spans = tuple(sorted(set(cluster.spans)))
    return Entity(
        id=entity_id, name=name, kind=entity_kind(cluster), aliases=aliases, mentions=spans
    )
