"""Attributions -> outlets, by the four rules of the guidelines, and their carry-over.

An earlier rule beats a later one: a credited medium or document, then the institution itself,
then the expert, then none. What a sentence does not name carries over within one speaker's run,
and from a lead that credits a medium for a whole meeting or broadcast.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.carry import EVENTS, carry_interviews, carry_lead, carry_runs
from annotate.channel_choice import Chooser, choose
from annotate.channels import Channel, body_kind, is_institution, kind_of_noun, media_kind
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.drafts import Source
from annotate.expertise import expert_role
from annotate.linking import Entities
from annotate.phrases import core_of, phrase_of
from annotate.speakers import Attribution, Party, SpeakerFinder
from corpus.records import OutletKind
from corpus.spans import Span

_CREDITING = frozenset("to with on in by via through from for at".split())


_PLATFORM_VERBS = {"tweet": "Twitter", "retweet": "Twitter"}
_OWN_DOCUMENTS = lx.DOCUMENT_NOUNS - frozenset(
    "law paper bill sign record records agreement".split()
)
_ADVERSARIAL = frozenset("for representing defending".split())
_MEDIA_ADJECTIVES = frozenset("state local foreign official government domestic social".split())
_PROGRAMMES = frozenset("programme program show interview broadcast".split())
_AIR = frozenset("radio tv television live broadcast".split())
# What a medium's name stands before in `on TVN's programme`.
_OWNED = _PROGRAMMES | frozenset(
    "website site page channel account newscast station network".split()
)
# What a medium's name may hang from with `to`, `on`, `in`, … and be credited.
_SPEAKING = (
    lx.ANY_CUE
    | EVENTS
    | lx.STATEMENT_NOUNS
    | frozenset("interview carry publish air release give provide send comment appear".split())
)
_OFTEN_NO_MEDIUM = frozenset("press network programme program site page".split())


class OutletFinder:
    """Finds the channel of each attribution of one document."""

    def __init__(
        self, ctx: Context, entities: Entities, speakers: SpeakerFinder, chooser: Chooser | None
    ) -> None:
        self.ctx = ctx
        self.entities = entities
        self.speakers = speakers
        self.chooser = chooser
        self._last_body: Cluster | None = None

    def find(self, attributions: list[Attribution]) -> list[Channel | None]:
        """Channels in the order of the attributions; None where the reporter heard it.

        With a ``chooser`` it decides among all options, else the rules do.
        """
        if self.chooser is not None:
            return choose(self.ctx, self.entities, attributions, self, self.chooser)
        return self.by_rules(attributions)

    def by_rules(self, attributions: list[Attribution]) -> list[Channel | None]:
        """The channels by the rules alone."""
        own = [None if a.draft.type == "none" else self._own(a) for a in attributions]
        return self.carry(attributions, own)

    def carry(
        self, attributions: list[Attribution], own: list[Channel | None]
    ) -> list[Channel | None]:
        """What the sentences credit (``own``), and what carries over from it."""
        carried = carry_interviews(attributions, own, carry_runs(attributions, own))
        return carry_lead(self.ctx, self.entities, attributions, own, carried)

    # -- what the sentence says ------------------------------------------------------

    def _own(self, attribution: Attribution) -> Channel | None:
        return (
            self._medium(attribution)
            or self._document(attribution)
            or self._institution(attribution)
            or self._expert(attribution)
        )

    def stages(self, attribution: Attribution) -> tuple[Channel | None, ...]:
        """What each rule alone proposes: a medium, a document, an institution.

        Experts are for `annotate.expertise`.
        """
        return (
            self._medium(attribution),
            self._document(attribution),
            self._institution(attribution),
        )

    def at_mention(self, source: Source) -> Channel | None:
        """The channel that a mention names or describes, whatever it may be."""
        token = source.sent.tokens[source.token]
        span = source.span or Span(token.start, token.end)
        found = next(
            (pair for pair in self.entities.within(span) if pair[1].label != "PERSON"), None
        )
        if found is not None:
            mention, cluster = found
            kind = media_kind(cluster) or ("document" if cluster.label == "WORK" else None)
            return Channel(cluster, mention, kind or body_kind(cluster), True, 1)
        if token.lemma in lx.DOCUMENT_NOUNS:
            return self._carrier(span, source.sent, token.lemma)
        text = self.ctx.text[span.start : span.end].lower()
        cluster = self.entities.describe(
            token, span, definite=text.startswith(("the ", "this ", "its ")), plural=False
        )
        return Channel(cluster, span, media_kind(cluster) or body_kind(cluster), True, 1)

    def body_of(self, party: Party) -> Channel | None:
        """The institution that a party would speak for."""
        return self._body_of(party)

    def media(self) -> list[tuple[Sentence, Span, Cluster, OutletKind]]:
        """Every mention of a medium outside marks, credited or not, in text order."""
        out = []
        for sent in self.ctx.sentences:
            for token in sent.tokens:
                found = None if self.ctx.quoted(token) else self._media_mention(sent, token)
                if found is not None:
                    out.append((sent, *found))
        return out

    def _tokens(self, attribution: Attribution) -> list[tuple[Sentence, Token]]:
        """Tokens of the quotation's sentences that stand outside its words and other marks."""
        draft = attribution.draft
        sentences = {s.index: s for span in draft.content for s in self.ctx.sentences_of(*span)}
        if draft.sent is not None:
            sentences[draft.sent.index] = draft.sent
        if draft.source is not None:
            sentences[draft.source.sent.index] = draft.source.sent
        out = []
        for _, sent in sorted(sentences.items()):
            for token in sent.tokens:
                inside = any(s.start <= token.start < s.end for s in draft.content)
                if not inside and not self.ctx.quoted(token):
                    out.append((sent, token))
        return out

    def _medium(self, attribution: Attribution) -> Channel | None:
        """Rule 1: a medium, agency or platform that is credited for the words."""
        best: tuple[int, Channel] | None = None
        for sent, token in self._tokens(attribution):
            at_cue = sent is attribution.draft.sent and token.i == attribution.draft.verb
            if at_cue and token.lemma in _PLATFORM_VERBS:
                span = Span(token.start, token.end)
                cluster = self.entities.adopt(_PLATFORM_VERBS[token.lemma], span, "ORG")
                return Channel(cluster, span, "social_media", True, 1)
            found = self._media_mention(sent, token)
            if found is None:
                continue
            span, cluster, kind = found
            rank = self._credit(sent, span, attribution)
            if rank and (best is None or rank > best[0]):
                best = (rank, Channel(cluster, span, kind, True, 1))
        return best[1] if best else None

    def _media_mention(
        self, sent: Sentence, token: Token
    ) -> tuple[Span, Cluster, OutletKind] | None:
        found = self.entities.at((token.start, token.end))
        if found is not None:
            span, cluster = found
            kind = media_kind(cluster) or self._own_publisher(cluster) or _told_paper(sent, found)
            if kind and span.start <= token.start and token.start == self._first(sent, span):
                return span, cluster, kind
            return None
        return self._own_address(token) or self._unnamed_medium(sent, token)

    def _own_address(self, token: Token) -> tuple[Span, Cluster, OutletKind] | None:
        """The article's own publisher by its address (`told tidings.example`)."""
        host = urlsplit(self.ctx.doc.url or "").netloc.lower()
        if "." not in token.text or len(token.text) < 5 or token.text.lower() not in host:
            return None
        span = Span(token.start, token.end)
        cluster = self.entities.adopt(token.text, span, "ORG")
        cluster.outlet = "online_media"
        return span, cluster, "online_media"

    def is_publisher(self, cluster: Cluster) -> bool:
        """Whether an entity is the article's own publisher, by its address or its own words."""
        host = re.sub(r"[^a-z0-9]", "", urlsplit(self.ctx.doc.url or "").netloc.lower())
        names = (re.sub(r"[^a-z0-9]", "", name.lower()) for name in cluster.names)
        own = cluster.label == "UNNAMED" and cluster.name.lower().startswith("this ")
        return own or any(len(name) > 5 and name in host for name in names)

    def _own_publisher(self, cluster: Cluster) -> OutletKind | None:
        """The kind of the article's own publisher, where it is not known as a medium."""
        if cluster.label != "ORG" or not self.is_publisher(cluster):
            return None
        cluster.outlet = "online_media"
        return cluster.outlet

    @staticmethod
    def _first(sent: Sentence, span: Span) -> int:
        return next((t.start for t in sent.tokens if t.start >= span.start), span.start)

    def _unnamed_medium(
        self, sent: Sentence, token: Token
    ) -> tuple[Span, Cluster, OutletKind] | None:
        """`state media`, `the agency`, `local television`: a description of a medium."""
        if token.upos != "NOUN" or token.lemma not in lx.MEDIA_NOUNS | _PROGRAMMES:
            return None
        head = sent.tokens[token.head] if sent.parsed and token.head >= 0 else None
        if head is not None and token.dep in ("compound", "amod"):
            return None
        core = [sent.tokens[j] for j in core_of(sent, token.i) if sent.tokens[j].dep != "case"]
        words = {t.text.lower() for t in core}
        span = Span(core[0].start, core[-1].end)
        plural = token.lemma in ("media", "press")
        described = words & _MEDIA_ADJECTIVES or words & {"the", "his", "its", "a", "an", "this"}
        on_air = token.lemma in _PROGRAMMES and bool(words & _AIR)
        if token.lemma in _PROGRAMMES and not on_air:
            return None
        if token.lemma in _OFTEN_NO_MEDIUM and not (words & _MEDIA_ADJECTIVES or on_air):
            return None
        if not described and not on_air:
            return None
        cluster = self.entities.describe(
            token, span, definite="the" in words or plural, plural=plural
        )
        kind = media_kind(cluster)
        if kind is None and cluster.label != "UNNAMED":
            return None
        if on_air:
            kind = "broadcaster"
        elif token.lemma == "media" and "social" in words:
            kind = "social_media"
        cluster.outlet = kind or kind_of_noun(token.lemma)
        return span, cluster, cluster.outlet

    def _credit(self, sent: Sentence, span: Span, attribution: Attribution) -> int:
        """How clearly the article credits the medium for the words; 0 if it does not."""
        inside = [t for t in sent.tokens if span.start <= t.start < span.end]
        if not inside:
            return 0
        draft = attribution.draft
        before = [t for t in sent.tokens if t.end <= span.start][-4:]
        words = [t.text.lower() for t in before]
        if "according" in words or ("quoted" in words and "by" in words):
            return 5
        source = draft.source
        if source is not None and source.sent is sent and self._is_source(sent, source.token, span):
            return 5
        if (words and words[-1] in ("told", "tells", "telling", "tell")) or words[-2:] == [
            "told",
            "the",
        ]:
            return 5
        top = self._up(sent, inside)
        if top is not None and top.dep in ("nsubj", "obl", "nmod", "obj", "iobj", "parataxis"):
            governor = sent.tokens[top.head] if top.head >= 0 else None
            if governor is None:
                return 0
            if top.dep == "nsubj" and governor.lemma in lx.STATING | {"quote", "cite", "show"}:
                return 4
            case = {
                sent.tokens[j].text.lower()
                for j in sent.children[top.i]
                if sent.tokens[j].dep == "case"
            }
            if case & _CREDITING and governor.lemma in _SPEAKING:
                return 3
            if top.deprel == "nmod:poss" and governor.lemma in _OWNED:
                return 3
            if top.dep in ("obj", "iobj") and governor.lemma in ("tell", "inform"):
                return 4
        return 0

    @staticmethod
    def _is_source(sent: Sentence, source: int, span: Span) -> bool:
        return span.start <= sent.tokens[source].start < span.end

    @staticmethod
    def _up(sent: Sentence, inside: list[Token]) -> Token | None:
        """The token of a name whose head lies outside the name."""
        if not sent.parsed:
            return None
        own = {t.i for t in inside}
        return next((t for t in inside if t.head not in own), None)

    def _document(self, attribution: Attribution) -> Channel | None:
        """Rule 1: a report, survey, letter, book or filing that carries the words."""
        draft = attribution.draft
        for party in attribution.parties:
            if party.document is not None and party.document_lemma is not None:
                if party.document_lemma in lx.STATEMENT_NOUNS and is_institution(party.cluster):
                    continue
                return self._carrier(party.document, party.sent, party.document_lemma)
            if party.cluster.is_document:
                return Channel(
                    party.cluster, party.mention, "document", party.mention is not None, 1
                )
            if party.cluster.label == "WORK" and party.mention is not None:
                return Channel(party.cluster, party.mention, "document", True, 1)
        for sent, token in self._tokens(attribution):
            if token.upos != "NOUN" or token.lemma not in _OWN_DOCUMENTS:
                continue
            case = [
                sent.tokens[j].text.lower()
                for j in (sent.children[token.i] if sent.parsed else ())
                if sent.tokens[j].dep == "case"
            ]
            governed = token.head == draft.verb and sent is draft.sent
            if not (set(case) & {"in", "through", "via", "by"} and governed):
                continue
            institution = any(
                is_institution(p.cluster) or _speaks_for(p) for p in attribution.parties
            )
            if token.lemma in lx.STATEMENT_NOUNS and institution:
                continue
            if token.lemma in ("message", "order", "note", "presentation", "testimony"):
                continue
            core = core_of(sent, token.i)
            core = [j for j in core if sent.tokens[j].dep != "case"]
            span = Span(sent.tokens[core[0]].start, sent.tokens[core[-1]].end)
            return self._carrier(span, sent, token.lemma)
        return None

    def _carrier(self, span: Span, sent: Sentence | None, lemma: str) -> Channel:
        token = Token(0, span.start, span.end, lemma, lemma, "NOUN")
        text = self.ctx.text[span.start : span.end].lower()
        cluster = self.entities.describe(
            token, span, definite=text.startswith(("the ", "this ")), plural=False
        )
        return Channel(cluster, span, "document", True, 1)

    def _institution(self, attribution: Attribution) -> Channel | None:
        """Rule 2: an institution that speaks itself, or through its spokesperson."""
        for party in attribution.parties:
            cluster = party.cluster
            if media_kind(cluster):
                kind = media_kind(cluster)
                assert kind is not None
                return Channel(cluster, party.mention, kind, party.mention is not None, 1)
            if is_institution(cluster):
                self._last_body = cluster
                return Channel(
                    cluster, party.mention, body_kind(cluster), party.mention is not None, 2
                )
            if _speaks_for(party) or self._titled_spokesperson(party):
                return self._body_of(party)
        return None

    def _titled_spokesperson(self, party: Party) -> bool:
        if party.sent is None or party.head is None:
            return False
        phrase = phrase_of(party.sent, party.head)
        return any(
            t.lemma.lower() in lx.SPOKES_NOUNS and phrase.start <= t.start < phrase.end
            for t in party.sent.tokens
        )

    def _body_of(self, party: Party) -> Channel | None:
        """The institution of a spokesperson: in the phrase, or known from before."""
        explicit = False
        mention = None
        body = party.cluster.body
        if party.sent is not None and party.head is not None:
            phrase = phrase_of(party.sent, party.head)
            named = [
                (s, c)
                for s, c in self.entities.within(phrase)
                if c.label in ("ORG", "PLACE") and not media_kind(c)
            ]
            orgs = [pair for pair in named if pair[1].label == "ORG"] or named
            if orgs:
                mention, body = orgs[0]
                explicit = True
            else:
                generic = self._generic_body(party.sent, phrase)
                if generic is not None:
                    mention, body = generic
                    explicit = True
        if body is None and party.kind == "nominal":
            body = self._last_body  # `a spokesperson said`, right after the body itself
        if body is None:
            return None
        party.cluster.body = body
        return Channel(body, mention, body_kind(body), explicit, 2)

    def _generic_body(self, sent: Sentence, phrase: Span) -> tuple[Span, Cluster] | None:
        for token in sent.tokens:
            if not (phrase.start <= token.start < phrase.end) or token.upos not in (
                "NOUN",
                "PROPN",
            ):
                continue
            if token.lemma.lower() in lx.GROUP_NOUNS:
                core = [j for j in core_of(sent, token.i) if j <= token.i]
                span = Span(sent.tokens[core[0]].start, token.end)
                return span, self.entities.describe(token, span, definite=True, plural=False)
        return None

    def _expert(self, attribution: Attribution) -> Channel | None:
        """Rule 3: an analyst or other expert with their own view."""
        for party in attribution.parties:
            cluster = party.cluster
            role = expert_role(cluster)
            if role is None or (role in ("lawyer", "attorney") and self._takes_side(party)):
                continue
            return Channel(cluster, party.mention, "analyst", party.mention is not None, 3)
        return None

    def _takes_side(self, party: Party) -> bool:
        if party.sent is None or party.head is None:
            return False
        phrase = phrase_of(party.sent, party.head)
        words = {t.text.lower() for t in party.sent.tokens if phrase.start <= t.start < phrase.end}
        return bool(
            words & (_ADVERSARIAL | {"his", "her", "their", "'s", "’s", "defence", "defense"})
        )


def _speaks_for(party: Party) -> bool:
    return bool(party.cluster.roles.keys() & lx.SPOKES_NOUNS)


_PAPERS = frozenset(
    """mercury echo argus star sun mail express standard guardian observer globe bulletin
    sentinel examiner advertiser independent record monitor citizen voice review today weekly
    world register""".split()
)


# Bodies that are told something without being a medium.
_AUDIENCES = lx.GROUP_NOUNS | lx.GOVERNMENT_NOUNS | frozenset(
    """house parliament senate congress assembly tribunal inquiry conference summit forum bank
    university college school hospital union association federation club inc ltd corp plc group
    nations council court jury police congregation class rally""".split()
)


def _told_paper(sent: Sentence, found: tuple[Span, Cluster]) -> OutletKind | None:
    """`told the Moorland Echo`, `told Rudo`: a name that only there is surely a medium's."""
    span, cluster = found
    before = [t.lemma for t in sent.tokens if t.end <= span.start][-2:]
    words = cluster.name.lower().split()
    if "tell" not in before or cluster.label not in ("ORG", "WORK"):
        return None
    if words[-1] not in _PAPERS and (cluster.entry is not None or set(words) & _AUDIENCES):
        return None
    cluster.outlet = "newspaper"
    return "newspaper"
