"""Drafts -> speakers: the mention that names, describes or stands for whoever the words are of.

The source that the cue found is a head token. Here it becomes a mention by the guidelines (the
name alone, the shortest identifying description, the pronoun) and an entity of the document.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.coref.candidates import PRONOUNS, Candidates
from annotate.coref.descriptions import described_options, may_be_known
from annotate.coref.epithets import epithet
from annotate.coref.features import Option, options
from annotate.coref.headings import is_heading, speaker_below
from annotate.coref.heads import (
    apposed_to,
    authors,
    carries,
    cited,
    issues,
    made_by,
    own_subject,
    passes_on,
    possessed,
    relative_noun,
    series,
    wrote,
)
from annotate.coref.honorifics import honoured
from annotate.coref.introductions import introduced, named_in_series
from annotate.coref.issuers import ISSUED, POLLS, Issuers, carried_by
from annotate.coref.joint import joined, joined_first, named_with, together
from annotate.coref.last_resort import bearers_of, only_name, only_person
from annotate.coref.naming import Namer, described_span, is_definite, own_core, steady
from annotate.coref.party import Party
from annotate.coref.ranker import Rankers, default_rankers, probabilities
from annotate.drafts import Draft, Source
from annotate.linking import Entities
from corpus.spans import Span

__all__ = ["Attribution", "Party", "SpeakerFinder"]

_PERSONAL = frozenset("he she they it who we i".split())
_BARE = frozenset("some many others most several few both one another those all more".split())
_RELATIVE = frozenset("who whom which that".split())
_FIRST = frozenset("i we me us my our".split())


@dataclass(slots=True, eq=False)
class Attribution:
    """A draft with its parties; what the outlet and confidence stages work on."""

    draft: Draft
    parties: list[Party] = field(default_factory=list)

    @property
    def clusters(self) -> list[Cluster]:
        """The entities that speak."""
        return [party.cluster for party in self.parties]

    @property
    def speaker(self) -> Cluster | None:
        """The entity that speaks first; None if nobody is known to."""
        return self.parties[0].cluster if self.parties else None


_LIKELY = 0.3  # the least chance with which a description is taken for an entity
_DRAWN = 0.75  # the least share of a drawn mention that its name takes up


class SpeakerFinder:
    """Resolves sources in text order, because a pronoun looks back at earlier speakers.

    ``rankers`` choose what pronouns and descriptions stand for, by default the embedded ones.
    """

    def __init__(self, ctx: Context, entities: Entities, rankers: Rankers | None = None) -> None:
        self.ctx = ctx
        self.entities = entities
        self.namer = Namer(ctx, entities)
        self.issuers = Issuers(ctx, entities)
        self.pool = Candidates(ctx, entities)
        self.rankers = default_rankers() if rankers is None else rankers
        self.focus: Cluster | None = None  # the last speaker
        self._recent: list[Cluster] = []  # the last speakers, latest first
        self._found: list[Attribution] = []

    def find(self, drafts: list[Draft]) -> list[Attribution]:
        """Attributions of all drafts, in the same order."""
        done: dict[int, Attribution] = {}
        out = []
        self.pool.report(span for draft in drafts if draft.type != "none" for span in draft.content)
        for draft in drafts:
            attribution = Attribution(draft)
            if draft.type != "none" and not is_heading(self.ctx, draft):
                attribution.parties = self._parties(draft, done)
            done[id(draft)] = attribution
            out.append(attribution)
            self._found.append(attribution)
            if attribution.parties:
                self._spoke(attribution)
                self._learn(attribution)
        for attribution in out:
            if attribution.draft.type != "none" and is_heading(self.ctx, attribution.draft):
                below = speaker_below(self.ctx, self.entities, attribution.draft, out)
                attribution.parties = [Party(c, None, "implicit", 0.6) for c in below]
        return out

    def _spoke(self, attribution: Attribution) -> None:
        """Note who spoke last, for the pronouns that follow."""
        first = attribution.parties[0]
        self.focus = first.cluster
        self._recent = [first.cluster, *(c for c in self._recent if c is not first.cluster)][:3]
        for party in attribution.parties:
            word = ""
            if party.kind == "pronoun" and party.mention is not None:
                word = self.ctx.text[party.mention.start : party.mention.end].lower()
            self.pool.spoke([party.cluster], party.mention, word)

    def _learn(self, attribution: Attribution) -> None:
        """Note the documents that the words stood in: their speaker issued them."""
        draft = attribution.draft
        clusters = tuple(p.cluster for p in attribution.parties if not p.cluster.is_document)
        asked = all(cluster.label == "UNNAMED" for cluster in clusters)
        for party in attribution.parties:
            if party.document is not None and party.document_lemma is not None:
                self.issuers.add(party.document.start, party.document_lemma, clusters)
        sent = draft.sent
        if sent is None or not sent.parsed or draft.verb is None:
            return
        for j in sent.children[draft.verb]:
            token = sent.tokens[j]
            if token.lemma not in ISSUED or self.ctx.quoted(token):
                continue
            if asked and token.lemma in POLLS:
                continue
            if token.dep == "obl" or carries(sent, j, draft.source):
                self.issuers.add(token.start, token.lemma, clusters)

    def _parties(self, draft: Draft, done: dict[int, Attribution]) -> list[Party]:
        if draft.source is not None:
            parties = self.parties_of(draft.source, draft)
            if draft.how == "context":
                return [
                    Party(p.cluster, None, "implicit", p.margin * 0.7, link=p.link) for p in parties
                ]
            return parties
        if draft.follows is not None and id(draft.follows) in done:
            before = done[id(draft.follows)].parties
            return [Party(p.cluster, None, "implicit", p.margin, link=p.link) for p in before]
        if draft.type == "direct" and draft.segments and self.focus is None:
            only = only_person(self.pool, draft.start)
            return [] if only is None else [Party(only, None, "implicit", 0.4)]
        return []

    def _drawn(self, source: Source, head: int) -> Party | None:
        """The person or body whose name is what the tagger drew, all but a title."""
        if source.span is None:
            return None
        for span, cluster in self.entities.within(source.span):
            inside = cluster.label in ("PERSON", "ORG") and source.span.covers(span)
            if inside and span.length >= _DRAWN * source.span.length:
                drawn = Party(cluster, span, "name", 1.0, source.sent, head)
                return introduced(self.entities, drawn) or drawn
        return None

    def parties_of(self, source: Source, draft: Draft) -> list[Party]:
        """The speakers that a source phrase names: one, or several joined by `and`."""
        sent = source.sent
        token = steady(sent, source.token)
        first = joined_first(sent, possessed(sent, token, draft))
        parties: list[Party] = []
        drawn = self._drawn(source, first) if first == token else None
        for head in [first, *joined(sent, first)]:
            found = [drawn] if drawn and head == first else self._resolve(sent, head, draft)
            for party in found:
                if all(party.cluster is not p.cluster for p in parties):
                    parties.append(party)
        quoted = cited(sent, first, draft.verb) if passes_on(parties) else None
        if quoted is not None and draft.sent is sent:
            return self._resolve(sent, quoted, draft)
        for other in series(source):  # `Ada Quist and Tom Brand`, each drawn by itself
            further = self._drawn(other, other.token)
            if further is not None and all(further.cluster is not p.cluster for p in parties):
                parties.append(further)
        if draft.verb is not None and draft.sent is sent and len(parties) == 1:
            verb = sent.tokens[draft.verb]
            if parties[0].kind == "name":
                parties += named_with(self.ctx, self.entities, parties[0], sent, verb)
        return parties

    def _resolve(self, sent: Sentence, head: int, draft: Draft) -> list[Party]:
        """The parties of one head, or of the name that it leads to."""
        found = self._headed(sent, head, draft)
        return [introduced(self.entities, party) or party for party in found]

    def _headed(self, sent: Sentence, head: int, draft: Draft) -> list[Party]:
        """The parties of one head: more than one only of a document or a plural pronoun."""
        token = sent.tokens[head]
        told = apposed_to(sent, head)
        if told is not None and self.namer.name_at(token) is None:
            above = self.namer.name_at(sent.tokens[told])
            if above is not None and above[1].label in ("PERSON", "ORG"):
                return [Party(above[1], above[0], "name", 0.9, sent, told)]
        bearers = bearers_of(sent, head)
        if bearers is not None:
            return self._resolve(sent, bearers, draft)
        if token.lemma in lx.DOCUMENT_NOUNS and token.upos == "NOUN":
            issued = self._issuer(sent, head, draft) or self._issued_before(sent, head)
            if issued:
                return issued
        called = epithet(self.entities, sent, head, self.focus)
        if called is not None:
            return [called]
        titled = honoured(self.entities, sent, head)
        if titled is not None:
            return [titled]
        maker = made_by(sent, head)
        if maker is not None:
            return self._resolve(sent, maker, draft)
        several = together(self.pool, self.entities, sent, head) or named_in_series(
            self.entities, sent, head
        )
        if several:
            return several
        if token.upos == "PRON" or token.text.lower() in _PERSONAL:
            return self._pronoun(sent, token, draft)
        named = self.namer.named(sent, head)
        if named is not None:
            return [named]
        if token.upos == "VERB" and token.text[:1].islower():
            agent = own_subject(sent, head, draft)
            return [] if agent is None else self._resolve(sent, agent, draft)
        if token.upos == "PUNCT":
            return []
        return [self._described(sent, head, draft)]

    def _described(self, sent: Sentence, head: int, draft: Draft | None) -> Party:
        """The party of a description: whom it takes up by the learned choice, or its own."""
        token = sent.tokens[head]
        if token.lemma in lx.DOCUMENT_NOUNS or not may_be_known(sent, head):
            return self.namer.described(sent, head)
        # Nobody describes themselves in their own quoted words: the last speaker is not meant.
        focus = [] if self.ctx.quoted(token) else self._recent
        found = described_options(self.pool, sent, head, focus=focus)
        best, chance = self._choose_described(found, draft)
        known = best.who.cluster if best.who is not None else None
        party = self.namer.described(sent, head, known, settled=True)
        party.link = chance
        return party

    def _choose_described(self, found: list[Option], draft: Draft | None) -> tuple[Option, float]:
        """What a description most likely means, and how likely; training puts gold here."""
        chances = probabilities(found, self.rankers.descriptions)
        best = max(range(len(found)), key=chances.__getitem__)
        if chances[best] < _LIKELY:  # too many may be meant: left open
            best = len(found) - 1
        return found[best], chances[best]

    def _pronoun(self, sent: Sentence, token: Token, draft: Draft) -> list[Party]:
        word = token.text.lower()
        span = Span(token.start, token.end)
        if word in _FIRST:
            return self._first_person(sent, token, draft)
        if word in ("you", "your"):
            return []
        if word in _BARE:
            return [self.namer.described(sent, token.i)]
        if word in _RELATIVE:
            noun = relative_noun(sent, token)
            return self._resolve(sent, noun, draft) if noun is not None else []
        if word not in PRONOUNS:
            return [self._unnamed(sent, token, span)]
        found = options(self.pool, token, sent, focus=self._recent, avoid=draft.content)
        best, chance = self._choose(found, draft)
        if best is None:
            cluster = only_name(self.ctx, self.entities, token, sent)
            if cluster is None:
                return [self._unnamed(sent, token, span)]
            self.entities.note(cluster, span)
            return [Party(cluster, span, "pronoun", 0.6, sent, token.i)]
        return self._meant(best, chance, sent, token)

    def _choose(self, found: list[Option], draft: Draft) -> tuple[Option | None, float]:
        """The likeliest candidate of a pronoun and its probability; training puts gold here."""
        chances = probabilities(found, self.rankers.pronouns)
        best = max(range(len(found) - 1), key=chances.__getitem__, default=None)
        return (None, 0.0) if best is None else (found[best], chances[best])

    def _meant(self, option: Option, chance: float, sent: Sentence, token: Token) -> list[Party]:
        """The parties of the candidate that a pronoun stands for."""
        who, span = option.who, Span(token.start, token.end)
        assert who is not None
        clusters: tuple[Cluster, ...]
        if who.pair is not None:
            clusters = who.pair
        elif who.cluster is not None:
            clusters = (who.cluster,)
        else:
            assert option.last is not None
            clusters = (self._described(option.last.sent, option.last.head, None).cluster,)
        document, lemma = None, next(iter(clusters[0].roles), "")
        if clusters[0].is_document and option.last is not None:
            issuers = self.issuers.of(lemma, token.start)
            if issuers:
                clusters, document = issuers, described_span(option.last.sent, option.last.head)
        for cluster in clusters:
            self.entities.note(cluster, span)
        return [
            Party(c, span, "pronoun", chance, sent, token.i, document, lemma if document else None)
            for c in clusters
        ]

    def _unnamed(self, sent: Sentence, token: Token, span: Span) -> Party:
        """A pronoun that leads to nobody in the text."""
        cluster = self.entities.describe(token, span, definite=False, plural=False)
        return Party(cluster, span, "pronoun", 0.1, sent, token.i)

    def _first_person(self, sent: Sentence, token: Token, draft: Draft) -> list[Party]:
        """`I` in quoted words: whoever says the words around it."""
        for attribution in reversed(self._found):
            around = attribution.draft
            inside = any(span.start <= token.start < span.end for span in around.content)
            if inside and around is not draft and attribution.parties:
                span = Span(token.start, token.end)
                found = []
                for party in attribution.parties:
                    self.entities.note(party.cluster, span)
                    found.append(Party(party.cluster, span, "pronoun", 0.9, sent, token.i))
                return found
        return []

    def _issuer(self, sent: Sentence, head: int, draft: Draft) -> list[Party]:
        """Who issued the document that is said to speak: its owner, or its author."""
        toks = sent.tokens
        document, lemma = described_span(sent, head), toks[head].lemma
        for at in authors(sent, head) if lemma in ISSUED else ():
            heads = [at, *joined(sent, at)]
            found = [p for each in heads for p in self._resolve(sent, each, draft)]
            if lemma in lx.STATEMENT_NOUNS and any(carried_by(sent, at, p.cluster) for p in found):
                continue
            if found and (found[0].kind != "nominal" or found[0].cluster.body or wrote(found[0])):
                for party in found:
                    party.document, party.document_lemma = document, lemma
                return found
        for j in own_core(sent, head):
            name = self.namer.name_at(toks[j])
            if name is not None and issues(toks[j], toks[head], *name):
                span, cluster = name
                return [Party(cluster, span, "name", 0.9, sent, head, document, lemma)]
            if toks[j].upos == "NOUN" and toks[j].dep == "compound" and lemma in ISSUED:
                body = self._body(toks[j])
                if body is not None:
                    self.entities.note(body, document)
                    return [Party(body, document, "nominal", 0.7, sent, head, document, lemma)]
        return []

    def _body(self, token: Token) -> Cluster | None:
        """The named body that a noun before a document stands for: `a board report`."""
        lemma = token.lemma.lower()
        if lemma not in lx.GROUP_NOUNS:
            return None
        body = self.entities.role_holder(lemma, token.start, plural=False)
        return body if body is not None and body.label == "ORG" else None

    def _issued_before(self, sent: Sentence, head: int) -> list[Party]:
        """The issuer of `the report`, as the article told it before."""
        token = sent.tokens[head]
        span = described_span(sent, head)
        if not is_definite(sent, head):
            return []
        clusters = self.issuers.of(token.lemma, token.start)
        for cluster in clusters:
            self.entities.note(cluster, span)
        return [
            Party(cluster, span, "nominal", 0.7, sent, head, span, token.lemma)
            for cluster in clusters
        ]
