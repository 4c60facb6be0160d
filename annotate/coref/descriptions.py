"""What speaks for each entity that a description may stand for, as names of binary features.

`the company`, `the former goalkeeper`, `police`: news takes up whoever it has named by what they
are, and seldom with a word that it used before. The features are those of mention ranking (Denis
& Baldridge 2008) without the heads of a trained lexicon: kind, place, who has spoken, how many
could be meant, and whether the words beside the noun were told of the entity before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clusters import Cluster
from annotate.coref.candidates import Candidates, Seen
from annotate.coref.features import NOBODY, Option, bucket
from annotate.coref.kin import families
from annotate.coref.naming import is_definite
from annotate.known_bodies import is_firm
from annotate.media_kinds import kind_of_name
from annotate.phrases import core_of
from corpus.spans import Span

_WORD = re.compile(r"\w+")
_REACH = 200  # mentions that a description looks back over
_NEW = frozenset("a an one another some any no each every many several two three four".split())
_POINTING = frozenset("this that these those such".split())
_OWN = frozenset("his her its their our my whose".split())
_TOLD = 4  # mentions of an entity whose sentences tell what it is
_KINDS = (
    ("spokes", lx.SPOKES_NOUNS),
    ("expert", lx.EXPERT_NOUNS),
    ("person", lx.PERSON_NOUNS | lx.TITLES),
    ("government", lx.GOVERNMENT_NOUNS),
    ("media", lx.MEDIA_NOUNS),
    ("group", lx.GROUP_NOUNS),
    ("document", lx.DOCUMENT_NOUNS),
)


def may_be_known(sent: Sentence, head: int) -> bool:
    """Whether a description can stand for somebody told of before: not `a farmer`, `two men`."""
    return _determiner(sent, head) != "new"


def described_options(
    pool: Candidates,
    sent: Sentence,
    head: int,
    *,
    focus: Sequence[Cluster],
) -> list[Option]:
    """The entities that a description at ``head`` may stand for, and last that it is none of them.

    ``focus`` are the last speakers, latest first.
    """
    token = sent.tokens[head]
    ruled = None
    if is_definite(sent, head):
        plural = "Number=Plur" in token.feats
        last = focus[0] if focus else None
        ruled = pool.entities.known_by_role(token, plural=plural, focus=last)
    met: dict[int, _Met] = {}
    for each in pool.before(token.start, _REACH):
        cluster = each.who.cluster
        if cluster is not None and not cluster.is_document and each.start != token.start:
            met.setdefault(id(cluster), _Met(cluster)).mentions.append(each)
    for cluster in (*focus[:2], *([ruled] if ruled is not None else [])):
        met.setdefault(id(cluster), _Met(cluster))
    return _Described(pool, sent, token, focus, ruled).options(met.values())


@dataclass(slots=True, eq=False)
class _Met:
    """An entity and its mentions so far, as many as are looked back at."""

    cluster: Cluster
    mentions: list[Seen] = field(default_factory=list)

    @property
    def last(self) -> Seen | None:
        return self.mentions[-1] if self.mentions else None


def _determiner(sent: Sentence, head: int) -> str:
    """How the phrase begins: `the`, `own`, `this`, `new` or `bare`."""
    words = [sent.tokens[j].text.lower() for j in core_of(sent, head)]
    before = sent.tokens[head - 1].text.lower() if head else ""
    for word in (*words, before):
        if word in _NEW:
            return "new"
        if word == "the":
            return "the"
        if word in _OWN:
            return "own"
        if word in _POINTING:
            return "this"
    counted = any(sent.tokens[j].upos == "NUM" for j in core_of(sent, head))
    return "new" if counted else "bare"


def _kind(lemma: str) -> str:
    return next((kind for kind, nouns in _KINDS if lemma in nouns), "other")


class _Described:
    """Features of what one description may stand for."""

    def __init__(
        self,
        pool: Candidates,
        sent: Sentence,
        token: Token,
        focus: Sequence[Cluster],
        ruled: Cluster | None,
    ) -> None:
        self.pool, self.sent, self.token = pool, sent, token
        self.focus, self.ruled = focus, ruled
        forms = (token.text.lower(), token.lemma.lower())  # `PM` may have any lemma
        self.lemma = next((form for form in forms if families({form})), forms[1])
        plural = "Number=Plur" in token.feats
        self.kind = _kind(self.lemma) + ("+" if plural else "")
        self.opening = _determiner(sent, token.i)
        inside = [sent.tokens[j] for j in core_of(sent, token.i)]
        self.told = {
            t.lemma.lower() for t in inside if t.i != token.i and t.upos in ("ADJ", "NOUN", "PROPN")
        }
        text = Span(inside[0].start, inside[-1].end).of(pool.ctx.text)
        self.words = set(text.lower().split()) - {"the"}
        self.aged = "year-old" in text or "year old" in text

    def options(self, met: Iterable[_Met]) -> list[Option]:
        """An option for each entity that can be meant, the last mentioned first, and for none."""
        able = [each for each in met if self._can(each.cluster)]
        able.sort(key=lambda each: -1 if each.last is None else each.last.start, reverse=True)
        alike: dict[str, list[_Met]] = {}
        for each in able:
            alike.setdefault(each.cluster.label, []).append(each)
        out = []
        called = [each for each in able if self._is_called(each.cluster)]
        for each in able:
            names = [*self._one(each), *self._among(each, alike[each.cluster.label])]
            names += self._beside(each, called)
            out.append(Option(self.pool.person(each.cluster), names, each.last))
        return [*out, Option(None, self._nobody(alike))]

    def _among(self, met: _Met, alike: Sequence[_Met]) -> list[str]:
        """How the entity stands among those of its label."""
        out = [
            f"rank {self.kind} {min(alike.index(met), 4)}",
            f"of {self.kind} {bucket(len(alike), (1, 2, 3, 6))}",
            f"opens {self.opening} {met.cluster.label}",
        ]
        first = min(alike, key=lambda each: each.cluster.spans[:1])
        return [*out, f"first {self.kind}"] if met is first else out

    def _is_called(self, cluster: Cluster) -> bool:
        """Whether the entity was said to be what the noun says, or has it in its name."""
        return bool(self._role(cluster, "")) or self._kin(cluster) == "same"

    def _beside(self, met: _Met, called: Sequence[_Met]) -> list[str]:
        """How the entity stands beside those who were said to be what the noun says."""
        if not called:
            return []
        if met not in called:
            focus = met.cluster in self.focus[:1]
            return ["outdone", f"outdone {self.kind}", f"outdone focus {focus}"]
        alone = len(called) == 1
        return [f"called alone {alone}", f"called alone {alone} {self.kind}"]

    def _can(self, cluster: Cluster) -> bool:
        """Whether the noun can be of the kind of the entity: one person is no body.

        Nobody is their own brother, so who spoke last is not meant by `his brother`.
        """
        if self.opening == "own" and cluster in self.focus[:1]:
            return False
        one = self.kind in ("person", "expert", "spokes")
        if cluster.label == "PERSON":
            return self.kind not in ("group", "government", "media")
        return cluster.label == "UNNAMED" or not one

    def _nobody(self, alike: Mapping[str, Sequence[_Met]]) -> list[str]:
        again = any(
            seen.who.cluster is None and seen.who.lemma == self.lemma
            for seen in self.pool.before(self.token.start, _REACH)
        )
        after = self.sent.tokens[self.token.i + 1 : self.token.i + 2]
        return [
            NOBODY,
            f"{NOBODY} {self.kind}",
            f"{NOBODY} told {min(len(self.told), 2)}",
            f"{NOBODY} again {again}",
            f"{NOBODY} ruled {self.ruled is not None}",
            f"{NOBODY} after {after[0].upos if after else '-'}",
            f"{NOBODY} persons {bucket(len(alike.get('PERSON', ())), (1, 2, 3))}",
            f"{NOBODY} bodies {bucket(len(alike.get('ORG', ())), (1, 2, 3))}",
            f"{NOBODY} aged {self.aged}",
            f"{NOBODY} lemma {self.lemma}",
            f"{NOBODY} opens {self.opening}",
            f"{NOBODY} opens {self.opening} {self.kind}",
        ]

    def _one(self, met: _Met) -> list[str]:
        cluster, kind, label = met.cluster, self.kind, _label(met.cluster)
        out = [
            f"type {kind} {label}",
            f"lemma {self.lemma} {label}",
            f"spoken {kind} {bucket(self.pool.person(cluster).spoken, (1, 2, 4))}",
            f"mentions {bucket(len(met.mentions), (1, 2, 3, 5, 8))}",
            *self._role(cluster, label),
        ]
        if cluster is self.ruled:
            out += ["ruled", f"ruled {kind}", f"ruled {label}"]
            out.append(f"ruled called {self._is_called(cluster)}")
        if cluster.label == "UNNAMED":
            words = {word for name in cluster.names for word in name.lower().split()}
            out.append(f"words {self.words <= words}")
        for place, one in enumerate(self.focus[:3]):
            if one is cluster:
                out += [f"focus {place}", f"focus {place} {kind}", f"focus {place} {label}"]
        sign = (self.lemma in lx.FEMALE) - (self.lemma in lx.MALE)
        if sign * cluster.gender < 0:
            out.append("gender")
        if label == "PERSON" and self.aged:
            out.append("aged")
        out.append(f"told {kind} {self._known_words(cluster)}")
        kin = self._kin(cluster)
        out += [f"kin {kin}", f"kin {label} {kin}", f"kin {kind} {kin}"]
        if cluster.entry is not None:
            out.append(f"entry {kind} {cluster.entry.kind}")
        return [*out, *self._place(met.last)]

    def _role(self, cluster: Cluster, label: str) -> list[str]:
        """Whether the noun was told of the entity before, or is a word of its name."""
        out = []
        if self.lemma in cluster.roles:
            out += ["role", f"role {self.kind}", f"role {label}"]
            if self.told and self.told <= cluster.roles.keys():
                out += ["whole", f"whole {self.kind}"]
        if cluster.label not in ("PERSON", "UNNAMED"):
            words = {w for name in cluster.names for w in _WORD.findall(name.lower())}
            if words & {self.lemma, self.token.text.lower()}:
                out += ["named", f"named {self.kind}"]
        return out

    def _place(self, last: Seen | None) -> list[str]:
        if last is None:
            return ["unseen"]
        here, there = self.pool.outer[self.sent.index], self.pool.outer[last.sent.index]
        near = bucket(abs(here - there), (1, 2, 3, 4, 6, 10, 20))
        out = [f"d {near}", f"d {self.kind} {near}", f"in {last.role} {min(near, 2)}"]
        if last.quoted:
            out.append("quoted")
        elif self.pool.is_reported(last.start):
            out.append("reported")
        if last.word:
            out.append("pronoun")
        if last.full:
            out.append(f"full {min(near, 2)}")
        return out

    def _kin(self, cluster: Cluster) -> str:
        """Whether the noun is one of those used for what the entity was said to be."""
        words = {role.lower() for role in cluster.roles}
        if cluster.label != "PERSON":
            words |= {word for name in cluster.names for word in name.lower().split()}
        own, theirs = families({self.lemma}), families(words) | _family_of_name(cluster)
        if not own:
            return "-"
        return "same" if own & theirs else "other" if theirs else "unknown"

    def _known_words(self, cluster: Cluster) -> str:
        """Whether the words beside the noun stood in sentences with the entity before."""
        if not self.told:
            return "-"
        known: set[str] = set()
        for span in cluster.spans[:_TOLD]:
            sent = self.pool.ctx.sentence_at(span.start)
            if sent is not None and span.start < self.token.start:
                known |= {t.lemma.lower() for t in sent.tokens if t.start < self.token.start}
        met = len(self.told & known)
        return "all" if met == len(self.told) else "some" if met else "none"


def _family_of_name(cluster: Cluster) -> frozenset[str]:
    """What the name of a body tells without a noun: `Norbank` is a firm, `NorTV` a medium."""
    if cluster.label != "ORG":
        return frozenset()
    if cluster.outlet or any(map(kind_of_name, cluster.names)):
        return frozenset({"medium"})
    return frozenset({"firm"}) if any(map(is_firm, cluster.names)) else frozenset()


def _label(cluster: Cluster) -> str:
    """The label of an entity; of one without a name, what is known of its kind."""
    if cluster.label == "UNNAMED":
        return f"described {cluster.plural} {cluster.is_person}"
    return cluster.label
