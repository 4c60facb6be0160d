"""What a pronoun can stand for: the entities mentioned before it, and how they were mentioned.

Besides the names that linking knows, persons, bodies and documents that are only described are
noted here, outside quoted words, so that `he` after `the shepherd` finds him; and names that
`and` joins, for `they`.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.coref.naming import is_definite, own_core
from annotate.linking import Entities
from annotate.phrases import tokens_in
from annotate.reportable import SPEAKING_NOUNS
from corpus.spans import Span

# Mentions that a pronoun looks back over.
REACH = 60
_PERSONS = lx.PERSON_NOUNS | lx.EXPERT_NOUNS | lx.SPOKES_NOUNS | lx.SOURCE_NOUNS
_NOUNS = (
    SPEAKING_NOUNS | lx.GOVERNMENT_NOUNS | frozenset("family couple shepherd fisherman".split())
)
_JOINED = re.compile(r",?\s+(?:and|&)\s+(?:[\w.’'-]+\s+){0,4}")
_LISTED = re.compile(r",\s+(?:[\w.’'-]+\s+){0,3}")
_PAIR = frozenset("both pair duo couple".split())
_ALL = _PAIR | {"the", "all"}
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_ROLES = {"obj": "o", "iobj": "o", "obl": "p", "nmod": "p", "appos": "a", "conj": "c"}


@dataclass(slots=True, eq=False)
class Person:
    """Somebody or something that can be meant: a cluster, a description, or several clusters."""

    cluster: Cluster | None = None
    pair: tuple[Cluster, ...] | None = None  # two or more, joined by `and`
    lemma: str = ""
    plural: bool = False
    spoken: int = 0  # quotations that are its own so far


@dataclass(slots=True)
class Seen:
    """One mention: where, of whom, and in which role in its sentence."""

    start: int
    end: int
    who: Person
    sent: Sentence
    role: str  # m: main subject, s: subject, o: object, p: with a preposition, g: owner, …
    head: int
    quoted: bool
    word: str = ""  # of a pronoun
    full: bool = False  # a name of several words


class Candidates:
    """Mentions of one document in text order; what is resolved on the way joins them."""

    def __init__(self, ctx: Context, entities: Entities) -> None:
        self.ctx = ctx
        self.entities = entities
        self.seen: list[Seen] = []
        self.outer = self._count_outer()
        self._reported: list[Span] = []
        self._of_cluster: dict[int, Person] = {}
        self._of_noun: dict[tuple[str, bool], Person] = {}
        self._note_owners()
        self._add_names()
        nouns = [self._noun(sent, token) for sent in ctx.sentences for token in sent.tokens]
        self.seen += [seen for seen in nouns if seen is not None]
        self.seen.sort(key=_start)

    def person(self, cluster: Cluster) -> Person:
        """The candidate of a cluster."""
        known = self._of_cluster.get(id(cluster))
        if known is None:
            known = Person(cluster, plural=cluster.plural)
            self._of_cluster[id(cluster)] = known
        return known

    def report(self, spans: Iterable[Span]) -> None:
        """Note which words of the document are reported: what is named there did not speak."""
        for span in sorted(spans):
            last = self._reported[-1] if self._reported else None
            if last is not None and span.start <= last.end:
                self._reported[-1] = Span(last.start, max(last.end, span.end))
            else:
                self._reported.append(span)

    def is_reported(self, offset: int) -> bool:
        """Whether a place is within reported words, in marks or out."""
        at = bisect.bisect_right(self._reported, offset, key=lambda span: span.start)
        return at > 0 and offset < self._reported[at - 1].end

    def before(self, offset: int, reach: int = REACH) -> list[Seen]:
        """The last ``reach`` mentions before ``offset``, in text order."""
        at = bisect.bisect_left(self.seen, offset, key=_start)
        return self.seen[max(0, at - reach) : at]

    def after(self, offset: int, sent: Sentence) -> Seen | None:
        """The first unquoted name that follows in the sentence."""
        at = bisect.bisect_right(self.seen, offset, key=_start)
        for seen in self.seen[at : at + 6]:
            if seen.sent is not sent:
                return None
            if seen.who.cluster is not None and not seen.quoted:
                return seen
        return None

    def named_after(self, offset: int, spans: Iterable[Span]) -> list[Seen]:
        """Names inside the spans that follow ``offset``: the words that the pronoun introduces."""
        out = []
        for span in spans:
            if span.end > offset:
                low = bisect.bisect_right(self.seen, offset, key=_start)
                high = bisect.bisect_left(self.seen, span.end, key=_start)
                out += [s for s in self.seen[low:high] if s.start >= span.start and not s.word]
        return [seen for seen in out if seen.who.cluster is not None]

    def spoke(self, clusters: Iterable[Cluster], span: Span | None, word: str = "") -> None:
        """Note whose words a quotation has, and the mention that told it, if there is one."""
        for cluster in clusters:
            who = self.person(cluster)
            who.spoken += 1
            if span is not None:
                self._note(who, span, word)

    def together(self, sent: Sentence, head: int) -> tuple[Cluster, ...]:
        """Whom `the two`, `both leaders`, `all three firms` stand for: those last named together.

        Of persons a noun must be one for persons, and of bodies it must not.
        """
        token = sent.tokens[head]
        core = own_core(sent, head)
        before = [t for t in sent.tokens[max(0, core[0] - 2) : core[0]] if t.upos in ("DET", "NUM")]
        words = {t.text.lower() for t in (*before, *(sent.tokens[j] for j in core))}
        lemma = token.lemma.lower()
        count = 2 if words & _PAIR else next((_COUNTS[w] for w in words if w in _COUNTS), 0)
        if not count or not (words & _ALL or is_definite(sent, head)):
            return ()
        pairs = (seen.who.pair for seen in reversed(self.before(token.start)))
        found = next((pair for pair in pairs if pair is not None and len(pair) == count), ())
        persons = {cluster.label == "PERSON" for cluster in found}
        if lemma in lx.PERSON_NOUNS:
            return found if persons == {True} else ()
        other = token.upos == "NOUN" and lemma not in _PAIR
        return () if other and persons != {False} else found

    # -- building ----------------------------------------------------------------------

    def _count_outer(self) -> list[int]:
        """For each sentence, how many up to it hold words outside quotation marks."""
        out, count = [], 0
        for sent in self.ctx.sentences:
            words = [t for t in sent.tokens if t.upos != "PUNCT"]
            if any(not self.ctx.quoted(t) for t in words[:1] + words[-1:]):
                count += 1
            out.append(count)
        return out

    def _note_owners(self) -> None:
        """Learn from `Her neighbour …` that the one person of the sentence before is a woman."""
        for before, sent in pairwise(self.ctx.sentences):
            first = sent.tokens[0]
            if first.xpos != "PRP$" or first.text not in ("Her", "His") or self.ctx.quoted(first):
                continue
            named = {
                id(cluster): cluster
                for span, cluster in self.entities.within((before.start, before.end))
                if cluster.label == "PERSON" and self.ctx.segment_at(span.start) is None
            }
            for cluster in named.values() if len(named) == 1 else ():
                if not cluster.gender:
                    cluster.gender = sign_of(first.text.lower())

    def _add_names(self) -> None:
        names = self.entities.named
        until = 0  # `B and C` within `A, B and C` are not named together by themselves
        for i, (span, cluster) in enumerate(names):
            seen = self._see(self.person(cluster), span)
            if seen is None:
                continue
            self.seen.append(seen)
            series = self._series(names, i) if span.start >= until else None
            if series is not None:
                until = series[1]
                both = self._see(Person(pair=series[0], plural=True), Span(span.start, series[1]))
                if both is not None:
                    both.role = seen.role
                    self.seen.append(both)

    def _series(
        self, names: list[tuple[Span, Cluster]], first: int
    ) -> tuple[tuple[Cluster, ...], int] | None:
        """The names of one kind that `A, B and C` joins from the first on, and where they end.

        A name of another kind between them is part of a title: `Quist and her Vell counterpart C`.
        """
        start, cluster = names[first]
        found, end = [cluster], start.end
        for span, other in names[first + 1 : first + 8]:
            if not _alike(cluster, other):
                continue
            if other in found:
                return None
            if _JOINED.fullmatch(self.ctx.text, end, span.start):
                return (*found, other), span.end
            if not _LISTED.fullmatch(self.ctx.text, end, span.start):
                return None
            found.append(other)
            end = span.end
        return None

    def _see(self, who: Person, span: Span, word: str = "") -> Seen | None:
        sent = self.ctx.sentence_at(span.start)
        if sent is None:
            return None
        head = _head(sent, span)
        quoted = self.ctx.segment_at(span.start) is not None
        full = " " in self.ctx.text[span.start : span.end]
        return Seen(span.start, span.end, who, sent, role(sent, head), head, quoted, word, full)

    def _note(self, who: Person, span: Span, word: str) -> None:
        at = bisect.bisect_left(self.seen, span.start, key=_start)
        while at < len(self.seen) and self.seen[at].start < span.end:
            if self.seen[at].who is who:
                return
            if self.seen[at].who.cluster is None and self.seen[at].who.pair is None:
                self.seen[at].who = who  # the description is now known to be this entity
                return
            at += 1
        seen = self._see(who, span, word)
        if seen is not None:
            bisect.insort(self.seen, seen, key=_start)

    def describes(self, sent: Sentence, token: Token) -> bool:
        """Whether a noun, outside marks and no part of a name, is by itself who can speak."""
        known = token.upos == "NOUN" and token.lemma.lower() in _NOUNS
        if not known or self.ctx.quoted(token) or self.entities.at((token.start, token.end)):
            return False
        return _stands_alone(self.entities, sent, token)

    def _noun(self, sent: Sentence, token: Token) -> Seen | None:
        """The mention that a noun makes by itself, if it makes one."""
        if not self.describes(sent, token):
            return None
        lemma, plural = token.lemma.lower(), "Number=Plur" in token.feats
        both = self.together(sent, token.i) if plural else ()
        known = None
        if is_definite(sent, token.i) and not both:
            known = self.entities.role_holder(lemma, token.start, plural=plural)
        if both:
            who = Person(pair=both, plural=True)
        elif known is not None:
            who = self.person(known)
        else:
            who = self._of_noun.setdefault((lemma, plural), Person(lemma=lemma, plural=plural))
        return Seen(token.start, token.end, who, sent, role(sent, token.i), token.i, quoted=False)


def _alike(first: Cluster, other: Cluster) -> bool:
    """Whether two names are of one kind: by their label, or two of one family."""
    if first.label == other.label:
        return True
    words = [cluster.name.split() for cluster in (first, other)]
    return first.label == "PERSON" and min(map(len, words)) > 1 and words[0][-1] == words[1][-1]


def _start(seen: Seen) -> int:
    return seen.start


def _head(sent: Sentence, span: Span) -> int:
    """The token of a span whose head lies outside it; the last one without a parse."""
    inside = tokens_in(sent, span)
    if not inside:
        return 0
    if sent.parsed:
        low, high = inside[0].i, inside[-1].i
        for token in inside:
            if not low <= token.head <= high and token.upos != "PUNCT":
                return token.i
    return inside[-1].i


def role(sent: Sentence, head: int) -> str:
    """The grammatical role of a head word as a letter; see `Seen`."""
    token = sent.tokens[head]
    if not sent.parsed:
        return "m" if head < 4 else "x"
    for _ in range(3):  # a name within a title has the role of the whole
        if token.dep == "flat" and token.head >= 0:
            token = sent.tokens[token.head]
    if token.dep == "nsubj":
        verb = sent.tokens[token.head]
        return "m" if verb.head < 0 or verb.dep in ("conj", "parataxis", "ccomp") else "s"
    if token.deprel == "nmod:poss":
        return "g"
    if token.dep == "compound":
        return "n"
    return "r" if token.head < 0 else _ROLES.get(token.dep, "x")


def _stands_alone(entities: Entities, sent: Sentence, token: Token) -> bool:
    """Whether a noun describes by itself, and is no title, apposition or predicate of a name."""
    following = sent.tokens[token.i + 1 : token.i + 3]
    if any(entities.at((t.start, t.end)) and t.i == token.i + 1 for t in following):
        return False
    if not sent.parsed:
        return True
    if token.dep in ("compound", "appos", "flat") or token.deprel == "nmod:desc":
        return False
    toks = sent.tokens
    children = sent.children[token.i]
    return not any(
        toks[j].dep == "cop"
        or (toks[j].dep in ("appos", "flat") and entities.at((toks[j].start, toks[j].end)))
        for j in children
    )


def fits(who: Person, word: str) -> bool:
    """Whether a pronoun can stand for a candidate: person, number and known gender."""
    cluster = who.cluster
    if word in _THEY:
        if who.pair is not None or who.plural:
            return True
        if cluster is None:
            return who.lemma in lx.GROUP_NOUNS | lx.MEDIA_NOUNS
        return cluster.label in ("ORG", "GROUP", "PLACE")
    if who.pair is not None or who.plural:
        return False
    if word in _IT:
        if cluster is None:
            return who.lemma not in _PERSONS
        return cluster.label in ("ORG", "PLACE", "WORK") or (
            cluster.label == "UNNAMED" and not cluster.is_person
        )
    sign = -1 if word in _HE else 1
    if cluster is None:
        female, male = who.lemma in lx.FEMALE, who.lemma in lx.MALE
        return who.lemma in _PERSONS and (female - male) * sign >= 0
    return cluster.is_person and cluster.gender * sign >= 0


_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())
_IT = frozenset("it its itself".split())
_THEY = frozenset("they them their theirs themselves".split())
PRONOUNS = _HE | _SHE | _IT | _THEY


def pronoun_class(word: str) -> str:
    """``h`` for persons, ``i`` for things, ``t`` for several."""
    return "t" if word in _THEY else "i" if word in _IT else "h"


def sign_of(word: str) -> int:
    """1 for `she`, -1 for `he`, 0 for others."""
    return (word in _SHE) - (word in _HE)
