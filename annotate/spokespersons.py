"""Who states what a body says: the body itself, or whoever holds the office of speaking for it.

Rule 2 of the guidelines makes an outlet of the institution when it is the grammatical speaker, or
when its titled spokesperson speaks. Whom a spokesperson speaks for stands where the article
introduces them, which need not be where they are quoted; and a body whose name only tells whose
people speak (`members of the Harbour Party said`) has stated nothing.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from itertools import islice, takewhile

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.channels import Channel, body_kind, media_kind
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.coref.party import Party
from annotate.drafts import Draft
from annotate.linking import Entities
from annotate.phrases import described, phrase_of, tokens_in, top_of, without_case
from corpus.spans import Span

Found = tuple[Span, Cluster]

# What a body speaks by itself in; a letter is a document, whoever wrote it.
OWN_STATEMENTS = lx.STATEMENT_NOUNS - frozenset("letter note circular".split())
_LONGEST = 12  # words of what stands beside a name
_OWNER = re.compile(r"['’]s?\s")
_VERBAL = ("VERB", "AUX", "PRON", "SCONJ")
_INTRODUCING = 8  # mentions of a person that may tell what they are
_NAMING = frozenset("appos flat compound amod dep".split())
_PRESS = frozenset("communication communications press media publicity relations affairs".split())
_PLAIN = frozenset("press media communication communications publicity".split())
_POSTS = frozenset("manager director officer head chief secretary executive".split())
_PUBLIC = lx.GROUP_NOUNS & lx.GOVERNMENT_NOUNS
_LOOK_BACK = 6  # named mentions
_BEFORE_POST = 3  # words of a post before its noun: `communications and brand manager`
# What tells of a body before `spokesman`, and the body.
_OF_BODIES = {"presidential": "the presidency", "parliamentary": "the parliament"}
_GRADES = lx.TITLES | lx.SPOKES_NOUNS | frozenset("senior top lead leading".split())
_PERSONS = (lx.PERSON_NOUNS | lx.EXPERT_NOUNS | {"member"}) - lx.SPOKES_NOUNS
_OF = frozenset("of from with at in".split())
_ADDRESSED = frozenset("tell inform assure notify advise warn brief".split())


class Spokespersons:
    """Who speaks for which body in one document."""

    def __init__(self, ctx: Context, entities: Entities) -> None:
        self.ctx = ctx
        self.entities = entities
        self._speaking: list[tuple[int, Cluster]] = []  # bodies that spoke, and where
        self._introductions: dict[int, tuple[Sentence, Span] | None] = {}
        self._offices: list[tuple[int, Cluster]] | None = None
        self._descriptions: dict[Span, Cluster] = {}

    def note_speaking(self, party: Party) -> None:
        """Note that a body speaks: its spokesperson may be told of after it."""
        if party.mention is not None:
            bisect.insort(
                self._speaking, (party.mention.start, party.cluster), key=lambda at: at[0]
            )

    def speaks(self, party: Party) -> bool:
        """Whether a party holds the office of speaking for a body."""
        if party.cluster.roles.keys() & lx.SPOKES_NOUNS:
            return True
        if party.sent is not None and party.head is not None:
            phrase = phrase_of(party.sent, party.head)
            if any(_is_office(party.sent, token) for token in tokens_in(party.sent, phrase)):
                return True
        return self._introduction(party.cluster) is not None

    def body_of(self, party: Party) -> Channel | None:
        """The institution of a spokesperson: in the phrase, or known from elsewhere."""
        found = None
        if party.sent is not None and party.head is not None:
            found = self._within(party.sent, self._led(phrase_of(party.sent, party.head)))
        body = party.cluster.body
        introduction = None if found or body else self._introduction(party.cluster)
        if introduction is not None:
            sent, phrase = introduction
            told = self._within(sent, phrase)
            if sent is party.sent:
                found = told
            body = told[1] if told else None
        if found is not None:
            mention, body = found
            party.cluster.body = body
            return Channel(body, mention, body_kind(body), True, 2)
        if body is None:
            body = self._known_before(party)
        if body is None:
            return None
        party.cluster.body = body
        return Channel(body, None, body_kind(body), False, 2)

    def _known_before(self, party: Party) -> Cluster | None:
        """The body of `a spokesperson` who is told of after the body, or after its spokesperson."""
        if party.mention is None or not self.speaks(party):
            return None
        spoke = _last_before(self._speaking, party.mention.start)
        if spoke is not None and (party.kind == "nominal" or self._of_the_last(party)):
            return spoke
        if self._offices is None:
            self._offices = list(self._all_offices())
        return _last_before(self._offices, party.mention.start) or self._told_of(party.mention)

    def _told_of(self, mention: Span) -> Cluster | None:
        """The body that was named last before a spokesperson whose body nothing tells."""
        named = islice(self.entities.before(mention.start), _LOOK_BACK)
        return next((c for _, c in named if c.label == "ORG" and not media_kind(c)), None)

    def _of_the_last(self, party: Party) -> bool:
        """Whether a person is told to speak for whoever was told of before: `its spokesman`."""
        introduction = self._introduction(party.cluster)
        if introduction is None or introduction[0] is not party.sent:
            return False
        sent, phrase = introduction
        return any(t.text.lower() in ("its", "their") for t in tokens_in(sent, phrase))

    def _all_offices(self) -> Iterator[tuple[int, Cluster]]:
        for sent in self.ctx.sentences:
            for token in sent.tokens:
                if _is_office(sent, token) and not self.ctx.quoted(token):
                    found = self._within(sent, phrase_of(sent, token.i))
                    if found is not None:
                        yield token.start, found[1]

    def _introduction(self, cluster: Cluster) -> tuple[Sentence, Span] | None:
        """The office beside a person's name: `Spokesperson for the City of Vell, Ada Quist`."""
        if cluster.label != "PERSON":
            return None
        if id(cluster) not in self._introductions:
            self._introductions[id(cluster)] = next(self._offices_of(cluster), None)
        return self._introductions[id(cluster)]

    def _offices_of(self, cluster: Cluster) -> Iterator[tuple[Sentence, Span]]:
        """The phrases beside a person's mentions that tell of the office, in text order."""
        for mention in cluster.spans[:_INTRODUCING]:
            sent = self.ctx.sentence_at(mention.start)
            inside = [] if sent is None else tokens_in(sent, mention)
            if sent is None or not inside or self.ctx.quoted(inside[0]):
                continue
            if not sent.parsed:
                for beside in (_behind(sent, inside[-1]), _ahead(sent, inside[0])):
                    if any(_is_office(sent, token) for token in beside):
                        yield sent, Span(beside[0].start, beside[-1].end)
                continue
            for top in _one_subject(sent, described(sent, inside)):
                for j in sent.subtree(top):
                    if _is_office(sent, sent.tokens[j]) and _names(sent, j, top):
                        yield sent, self._led(phrase_of(sent, j))

    def _led(self, phrase: Span) -> Span:
        """A phrase with the name right before it: a parse may part `Tide Institute spokesman`."""
        before = next(self.entities.before(phrase.start), None)
        beside = before is not None and phrase.start - before[0].end == 1
        if before is None or not beside or before[1].label != "ORG":
            return phrase
        space = self.ctx.text[before[0].end] == " "
        return Span(before[0].start, phrase.end) if space else phrase

    def _within(self, sent: Sentence, phrase: Span) -> Found | None:
        """The body that a phrase names or describes, else the place.

        Behind an owner it is what is owned: `Norland’s health ministry spokesman`.
        """
        named = [
            (span, cluster)
            for span, cluster in self.entities.within(phrase)
            if cluster.label in ("ORG", "PLACE") and not media_kind(cluster)
        ]
        body = next((pair for pair in named if pair[1].label == "ORG"), None)
        if body is None or _OWNER.match(self.ctx.text, body[0].end) or _modifies(sent, body[0]):
            body = self._generic(sent, phrase, body[0].end if body else phrase.start) or body
        return body or next(iter(named), None)

    def _generic(self, sent: Sentence, phrase: Span, start: int) -> Found | None:
        """The body that a noun describes from ``start`` on."""
        for token in sent.tokens:
            inside = start <= token.start < phrase.end
            if not inside or token.upos not in ("NOUN", "PROPN", "ADJ"):
                continue
            lemma = token.lemma.lower()
            if lemma in _OF_BODIES:
                span = Span(token.start, token.end)
                return span, self.entities.adopt(_OF_BODIES[lemma], span, "ORG")
            if lemma in lx.GROUP_NOUNS and not _social(sent, token):
                span = Span(_body_start(sent, token, start), token.end)
                return span, self._described(token, span)
        return None

    def _described(self, token: Token, span: Span) -> Cluster:
        """The body of a description: not the person whose office takes it in."""
        if span not in self._descriptions:
            holder = self.entities.role_holder(token.lemma.lower(), span.start, plural=False)
            own = holder is None or holder.label != "PERSON"
            self._descriptions[span] = self.entities.describe(
                token, span, definite=own, plural=False
            )
        return self._descriptions[span]


def is_statement(draft: Draft) -> bool:
    """Whether a body that is the source states something.

    What it thinks is no statement of it, nor is what a noun takes up: `hit back at claims that`.
    """
    if draft.mode == "thought":
        return False
    if draft.sent is None or draft.verb is None:
        return True
    return draft.sent.tokens[draft.verb].upos != "NOUN"


def _social(sent: Sentence, token: Token) -> bool:
    """Whether a network is none of people: `in messages on his social networks`."""
    return token.i > 0 and sent.tokens[token.i - 1].text.lower() == "social"


def _modifies(sent: Sentence, name: Span) -> bool:
    """Whether a name is a part of what follows, which is the body: `Merrow police`."""
    inside = tokens_in(sent, name)
    if not inside or not sent.parsed or inside[-1].head < 0:
        return False
    noun = sent.tokens[inside[-1].head]
    public = noun.lemma.lower() in _PUBLIC
    return inside[-1].dep == "compound" and noun.upos == "NOUN" and public


def _last_before(bodies: list[tuple[int, Cluster]], offset: int) -> Cluster | None:
    """The last of some bodies before an offset; they ascend."""
    n = bisect.bisect_left(bodies, offset, key=lambda at: at[0])
    return bodies[n - 1][1] if n else None


def states(party: Party) -> bool:
    """Whether a body's mention is the source itself, not what tells whose people the source is.

    `Members of the Harbour Party said` and `a Harbour Party lawmaker said` are no statement of the
    party, nor has a court said what it `was told`.
    """
    sent, mention = party.sent, party.mention
    if sent is None or mention is None:
        return True
    inside = tokens_in(sent, mention)
    if not inside:
        return True
    top = top_of(sent, inside)
    if top is None:
        return not _beside_person(sent, inside)
    if party.cluster.label == "ORG" and top is inside[-1] and top.lemma.lower() in _PERSONS:
        return False  # `the Vell MP`, all of it taken for a name
    head = sent.tokens[top.head] if top.head >= 0 else None
    if head is None:
        return True
    if top.deprel == "nsubj:pass":
        return head.lemma not in _ADDRESSED
    return not (top.dep in ("compound", "amod", "nmod") and head.lemma.lower() in _PERSONS)


def _beside_person(sent: Sentence, inside: list[Token]) -> bool:
    """Without a parse: a noun for persons right behind a body, or before it and a preposition."""
    first, last = inside[0].i, inside[-1].i
    if any(t.lemma.lower() in _PERSONS for t in sent.tokens[last + 1 : last + 2]):
        return True
    ahead = [t for t in sent.tokens[max(0, first - 3) : first] if t.upos != "DET"]
    return len(ahead) > 1 and ahead[-1].text.lower() in _OF and ahead[-2].lemma.lower() in _PERSONS


def _one_subject(sent: Sentence, top: Token) -> list[int]:
    """A phrase, and what stands before it as another subject of its verb.

    A verb has one subject: `Spokesman for the city, Tom Brand said` tells of one person twice.
    """
    if top.deprel != "nsubj" or top.head < 0:
        return [top.i]
    return [top.i] + [
        j for j in sent.children[top.head] if j < top.i and sent.tokens[j].deprel == "nsubj"
    ]


def _body_start(sent: Sentence, noun: Token, start: int) -> int:
    """Where the words begin that tell which body a noun means: `foreign ministry spokesman`."""
    first = without_case(sent, noun.i)[0].i
    while first > 0 and sent.tokens[first - 1].start >= start:
        before = sent.tokens[first - 1]
        if before.upos not in ("NOUN", "PROPN", "ADJ") or before.lemma.lower() in _GRADES:
            break
        first -= 1
    return sent.tokens[first].start


def _behind(sent: Sentence, last: Token) -> list[Token]:
    """Without a parse: the apposition that a comma opens right behind a name."""
    after = sent.tokens[last.i + 1 : last.i + _LONGEST]
    if not after or after[0].text != ",":
        return []
    return list(takewhile(lambda t: t.text != "," and t.upos not in _VERBAL, after[1:]))


def _ahead(sent: Sentence, first: Token) -> list[Token]:
    """Without a parse: the words that lead to a name, back to a verb or mark."""
    before = reversed(sent.tokens[max(0, first.i - _LONGEST) : first.i])
    return list(takewhile(lambda t: t.upos not in (*_VERBAL, "PUNCT"), before))[::-1]


def _is_office(sent: Sentence, token: Token) -> bool:
    """A noun for who speaks for others: `spokesman`, `press officer`, `head of communications`."""
    lemma = token.lemma.lower()
    if lemma in lx.SPOKES_NOUNS:
        return True
    if lemma not in _POSTS or token.upos not in ("NOUN", "PROPN"):
        return False
    before = sent.tokens[max(0, token.i - _BEFORE_POST) : token.i]
    words = {t.text.lower() for t in before if t.upos in ("NOUN", "PROPN", "ADJ")}
    after = [t.text.lower() for t in sent.tokens[token.i + 1 : token.i + 4]]
    led = after[:1] == ["of"] and bool(_PLAIN & set(after[1:]))
    public = "public" in {t.text.lower() for t in sent.tokens[max(0, token.i - 5) : token.i]}
    return led or bool(words & _PLAIN) or (public and bool(words & _PRESS))


def _names(sent: Sentence, at: int, top: int) -> bool:
    """Whether a word is the head of a phrase, or hangs from it by what names the same person."""
    while at != top:
        if sent.tokens[at].dep not in _NAMING:
            return False
        at = sent.tokens[at].head
    return True
