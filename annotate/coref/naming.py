"""Sources that name or describe: the mention by the guidelines, and its entity.

The mention of a name is the name alone, that of a description the shortest phrase that
identifies. Where the source's sentence has no parse, the words beside the head decide.
"""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.coref.party import Party
from annotate.linking import Entities
from annotate.mentions import is_title
from annotate.phrases import core_of, description, phrase_of
from corpus.spans import Span

_ROLES = lx.PERSON_NOUNS | lx.TITLES | lx.EXPERT_NOUNS | lx.SPOKES_NOUNS
_BODIES = (
    lx.GROUP_NOUNS
    | lx.GOVERNMENT_NOUNS
    | frozenset(
        """trust lender insurer brokerage consultancy retailer carrier maker producer
        nonprofit""".split()
    )
)
_DEFINITE = frozenset("the this that these those his her its their our my".split())
_NOMINAL = frozenset("NOUN PROPN ADJ DET NUM PRON".split())
Found = tuple[Span, Cluster]


class Namer:
    """Names and descriptions of one document to parties."""

    def __init__(self, ctx: Context, entities: Entities) -> None:
        self.ctx = ctx
        self.entities = entities

    def name_at(self, token: Token) -> Found | None:
        """The name that a token is part of, with its entity."""
        return self.entities.at((token.start, token.end))

    # -- names -----------------------------------------------------------------------

    def named(self, sent: Sentence, head: int) -> Party | None:
        """A name that is the head, part of its core, or in apposition to it."""
        token = sent.tokens[head]
        person: Found | None = None
        for j in own_core(sent, head):
            found = self.name_at(sent.tokens[j])
            if found is None:
                continue
            span, cluster = found
            covers_head = span.start <= token.start < span.end
            if cluster.label == "PERSON":
                if not self._owns(sent, head, span):
                    person = found
            elif covers_head and _goes_on(sent, span):
                return self._titled(sent, head, span)
            elif covers_head and cluster.label in ("ORG", "PLACE", "WORK"):
                return Party(cluster, span, "name", 1.0, sent, head)
            elif _medium_before(cluster, span, sent, head):
                return Party(cluster, span, "name", 0.9, sent, head)
        if person is not None and (
            token.upos == "PROPN"
            or token.lemma in lx.PERSON_NOUNS | lx.SPOKES_NOUNS | lx.EXPERT_NOUNS
            or person[0].end >= token.start
        ):
            return Party(person[1], person[0], "name", 1.0, sent, head)
        beside = self._apposed(sent, head)
        if beside is not None:
            return Party(beside[1], beside[0], "name", 0.9, sent, head)
        if token.lemma.lower() in lx.PERSON_NOUNS or is_title(token.text):
            ahead = self._name_ahead(sent, head)
            if ahead is not None:
                return Party(ahead[1], ahead[0], "name", 0.8, sent, head)
        listed = token.upos != "PROPN" or token.text.lower() in lx.DAYS
        return None if listed else self._unlisted(sent, head)

    def _owns(self, sent: Sentence, head: int, span: Span) -> bool:
        """Whether a name only tells whose the head is: `the Quist lawyer`, `the Vell minister`."""
        first = sent.tokens[min(own_core(sent, head))].text.lower()
        token = sent.tokens[head]
        return first in _DEFINITE and span.end <= token.start and token.upos == "NOUN"

    def _apposed(self, sent: Sentence, head: int) -> Found | None:
        """The person in apposition, or the body: `the mayor, Ada Quist`, `a group, Tidewatch`."""
        body = sent.tokens[head].lemma.lower() in _BODIES
        for j in sent.children[head] if sent.parsed else ():
            if sent.tokens[j].dep in ("appos", "flat") and j > head:
                for k in core_of(sent, j):
                    found = self.name_at(sent.tokens[k])
                    if found is None:
                        continue
                    if found[1].label == "PERSON" or (body and k == j and found[1].label == "ORG"):
                        return found
        return None

    def _titled(self, sent: Sentence, head: int, span: Span) -> Party | None:
        """The person, named or described, whom a body's name only introduces."""
        ahead = self._name_ahead(sent, head)
        if ahead is not None:
            return Party(ahead[1], ahead[0], "name", 0.8, sent, head)
        title = next(t for t in sent.tokens if t.start >= span.end)
        start = sent.tokens[min(core_of(sent, head))].start
        described = Span(start, title.end)
        cluster = self.entities.describe(
            title, described, definite=False, plural="Number=Plur" in title.feats
        )
        body = self.entities.at(span)
        cluster.body = cluster.body or (body[1] if body else None)
        return Party(cluster, described, "nominal", 0.8, sent, title.i)

    def _name_ahead(self, sent: Sentence, head: int) -> Found | None:
        """The person whom a title introduces: `chief human resources officer Ada Quist`."""
        comma = False
        for token in sent.tokens[head + 1 : head + 14]:
            shortened = token.text == "." and is_title(sent.tokens[token.i - 1].text)  # `Capt.`
            stops = token.text in (".", ";", ":") and not shortened
            if token.upos in ("VERB", "AUX", "PRON", "SCONJ") or stops:
                return None
            found = self.name_at(token)
            if found is not None and found[1].label == "PERSON":
                apart = comma and sent.parsed and token.i not in sent.subtree(head)
                return None if apart or _governed(sent, head, token.i) else found
            comma = comma or token.text == ","
        return None

    def _unlisted(self, sent: Sentence, head: int) -> Party | None:
        """A proper noun that the tagger of names missed: a name, or a title of one."""
        core = [j for j in own_core(sent, head) if sent.tokens[j].upos == "PROPN"]
        run = [head]
        while run[0] - 1 in core:
            run.insert(0, run[0] - 1)
        while run[-1] + 1 in core:
            run.append(run[-1] + 1)
        while run[-1] + 1 < len(sent.tokens) and _only_title(sent, run):
            if sent.tokens[run[-1] + 1].upos != "PROPN":
                break
            run.append(run[-1] + 1)
        behind = sent.tokens[run[-1] + 1 : run[-1] + 2]
        found = self.name_at(behind[0]) if behind else None
        if found is not None and found[1].label == "PERSON" and found[0].start == behind[0].start:
            return Party(found[1], found[0], "name", 0.8, sent, head)
        words = [sent.tokens[j] for j in run]
        if all(is_title(word.text) for word in words):
            apposed = self._between_commas(sent, run[-1] + 1)
            return apposed and Party(apposed[1], apposed[0], "name", 0.8, sent, head)
        while len(words) > 1 and words[0].text.lower().rstrip(".") in lx.TITLES:
            words = words[1:]
        span = Span(words[0].start, words[-1].end)
        label = " ".join(self.ctx.text[span.start : span.end].split())
        person = not ({w.text.lower() for w in words} & lx.GROUP_NOUNS or words[-1].text.isupper())
        cluster = self.entities.adopt(label, span, "PERSON" if person else "ORG")
        return Party(cluster, span, "name", 0.8, sent, head)

    def _between_commas(self, sent: Sentence, at: int) -> Found | None:
        """The person whom commas set off from ``at`` on, where the parse does not join them."""
        found = None
        for token in sent.tokens[at : at + 8]:
            name = self.name_at(token)
            if token.i == at and token.text != ",":
                return None
            if name is not None and name[1].label == "PERSON":
                found = name
            elif token.i > at and (found is not None or not token.text[:1].isupper()):
                return found if token.text == "," else None
        return None

    # -- descriptions ----------------------------------------------------------------

    def described(
        self, sent: Sentence, head: int, known: Cluster | None = None, *, settled: bool = False
    ) -> Party:
        """The party of a description: the ``known`` entity if that is ``settled``, or its own."""
        span = self._with_whole_name(described_span(sent, head))
        token = sent.tokens[head]
        cluster = self.entities.describe(
            token,
            span,
            definite=is_definite(sent, head),
            plural="Number=Plur" in token.feats,
            known=known,
            settled=settled,
        )
        inside = [c for s, c in self.entities.within(phrase_of(sent, head)) if c.label == "ORG"]
        if cluster.label == "UNNAMED" and inside:
            cluster.body = cluster.body or inside[-1]
        return Party(cluster, span, "nominal", 0.9, sent, head)

    def _with_whole_name(self, span: Span) -> Span:
        """A description that does not end within a name: `lawyers for Ada` of Ada Quist."""
        found = self.entities.at((span.end - 1, span.end))
        within = found is not None and span.start < found[0].start
        return Span(span.start, max(span.end, found[0].end)) if found and within else span


def own_core(sent: Sentence, head: int) -> list[int]:
    """The noun phrase of a head without its owner: not `Row` of `Row’s friends`."""
    core = core_of(sent, head)
    if sent.parsed:
        owners = {
            k
            for j in core
            if sent.tokens[j].deprel == "nmod:poss" and sent.tokens[j].head == head
            for k in sent.subtree(j)
        }
        return [j for j in core if j not in owners]
    first, last = head, head
    while first > 0 and sent.tokens[first - 1].upos in ("PROPN", "NOUN", "ADJ"):
        first -= 1
    while last + 1 < len(sent.tokens) and sent.tokens[head].upos == "PROPN":
        if sent.tokens[last + 1].upos != "PROPN":
            break
        last += 1
    return list(range(first, last + 1))


def described_span(sent: Sentence, head: int) -> Span:
    """The description as a span; without a parse the words right before the head."""
    if sent.parsed:
        return description(sent, head)
    first = head
    while first > 0 and sent.tokens[first - 1].upos in _NOMINAL:
        first -= 1
    return Span(sent.tokens[first].start, sent.tokens[head].end)


def is_definite(sent: Sentence, head: int) -> bool:
    """Whether a description points at somebody known: `the`, `this`, `his`, …"""
    if sent.parsed:
        return any(
            sent.tokens[j].text.lower() in _DEFINITE
            and (sent.tokens[j].dep == "det" or sent.tokens[j].deprel == "nmod:poss")
            for j in sent.children[head]
        )
    start = described_span(sent, head).start
    return next((t.text.lower() in _DEFINITE for t in sent.tokens if t.start == start), False)


def steady(sent: Sentence, head: int) -> int:
    """The noun that a source's word belongs to, where it is only an article or an adjective.

    A parse that went wrong, or a tagger that marks whole phrases, may point at `The` of `The
    lawsuit`.
    """
    token = sent.tokens[head]
    ahead = sent.tokens[head + 1 : head + 5]
    bare = token.upos == "DET" and token.text.lower() in _DEFINITE | {"a", "an"}
    if not (bare or token.upos in ("ADJ", "VERB")):
        return head
    if token.upos == "VERB" and not (ahead and ahead[0].upos in ("NOUN", "PROPN")):
        return head
    for k, other in enumerate(ahead):
        if other.upos in ("NOUN", "PROPN"):
            rest = ahead[k + 1 :]
            run = next((n for n, t in enumerate(rest) if t.upos not in ("NOUN", "PROPN")), 0)
            nouns = [other, *rest[:run]]
            document = [t.i for t in nouns if t.lemma in lx.DOCUMENT_NOUNS]
            return document[0] if document else nouns[-1].i
        if other.upos not in ("ADJ", "NUM"):
            break
    above = sent.tokens[token.head] if sent.parsed and token.dep == "det" else token
    return above.i if above.upos in ("NOUN", "PROPN") else head


def _medium_before(cluster: Cluster, span: Span, sent: Sentence, head: int) -> bool:
    """Whether a medium's name stands before what it is: `Norland Wire news agency`."""
    known = cluster.entry is not None and cluster.entry.kind == "media"
    between = [t.text.lower() for t in sent.tokens[:head] if t.start >= span.end]
    described = sent.tokens[head].lemma.lower() in lx.MEDIA_NOUNS
    return known and described and set(between) <= {"news", "press"}


def _goes_on(sent: Sentence, span: Span) -> bool:
    """Whether a noun follows a body's name at once: `Norbank chief Ada Quist`."""
    following = next((t for t in sent.tokens if t.start >= span.end), None)
    return following is not None and following.lemma.lower() in _ROLES


def _governed(sent: Sentence, head: int, at: int) -> bool:
    """Whether a preposition between a title and a name makes the name another's."""
    i = at - 1
    while i > head and (
        sent.tokens[i].text.lower().rstrip(".") in lx.TITLES
        or sent.tokens[i].upos in ("DET", "ADJ")
    ):
        i -= 1
    return i > head and sent.tokens[i].upos == "ADP"


def _only_title(sent: Sentence, run: list[int]) -> bool:
    return all(sent.tokens[j].text.lower().rstrip(".") in lx.TITLES for j in run)
