"""Attributions -> outlets, by the four rules of the guidelines, and their carry-over.

An earlier rule beats a later one: a credited medium or document, then the institution itself,
then the expert, then none. What a sentence does not name carries over within one speaker's run,
and from a lead that credits a medium for a whole meeting or broadcast.
"""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.carriers import carrier, survey_of
from annotate.carry import carry_interviews, carry_lead
from annotate.channel_choice import Chooser, choose
from annotate.channels import Channel, body_kind, is_institution, media_kind
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.crediting import ARTICLES
from annotate.documents import DocumentMention, is_paper, met_before
from annotate.drafts import Draft, Source
from annotate.expertise import expert_role
from annotate.linking import Entities
from annotate.media import Media
from annotate.origins import carry_within_runs
from annotate.phrases import case_of, phrase_of, tokens_in, without_case
from annotate.platforms import platform_meant
from annotate.pointers import pointed_to
from annotate.speakers import Attribution, Party, SpeakerFinder
from annotate.spokespersons import OWN_STATEMENTS, Spokespersons, is_statement, states
from corpus.spans import Span

_OWN_DOCUMENTS = (
    lx.DOCUMENT_NOUNS | frozenset("video clip footage recording directive order".split())
) - frozenset("law paper bill sign record records agreement".split())
_OFTEN_SPOKEN = frozenset("message presentation testimony".split())
_REPLIES = frozenset("reply response answer comment interview".split())  # documents if written
_IN_WRITING = frozenset("written text email e-mail emailed e-mailed sms whatsapp".split())
_NAME = 4  # words of a medium's name after `told` and an article
_ISSUED = frozenset("statement release readout communique communiqué declaration".split())
_DEFINITE = ("the ", "this ", "its ", "his ", "her ", "their ")
_ADVERSARIAL = frozenset("for representing defending".split())


class OutletFinder:
    """Finds the channel of each attribution of one document."""

    def __init__(
        self, ctx: Context, entities: Entities, speakers: SpeakerFinder, chooser: Chooser | None
    ) -> None:
        self.ctx = ctx
        self.entities = entities
        self.speakers = speakers
        self.chooser = chooser
        self.media = Media(ctx, entities)
        self.spokespersons = Spokespersons(ctx, entities)

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
        within = carry_within_runs(self.entities, self.media, attributions, own)
        carried = carry_interviews(attributions, own, within)
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

    def _medium(self, attribution: Attribution) -> Channel | None:
        """Rule 1: a medium, agency or platform that the article credits for the words."""
        tokens = self._tokens(attribution)
        return self.media.credited(attribution, tokens) or platform_meant(self.media, attribution)

    def at_mention(self, source: Source) -> Channel | None:
        """The channel that a mention names or describes, whatever it may be."""
        token = source.sent.tokens[source.token]
        span = source.span or Span(token.start, token.end)
        if token.lemma.lower() in lx.MEDIA_NOUNS:
            named = self.media.name_of(source.sent, token, span)
            if named is not None:
                return _named_medium(named)
        found = next(
            (pair for pair in self.entities.within(span) if pair[1].label != "PERSON"), None
        )
        if found is not None:
            mention, cluster = found
            kind = media_kind(cluster) or ("document" if cluster.label == "WORK" else None)
            return Channel(cluster, mention, kind or body_kind(cluster), True, 1)
        if token.lemma in lx.DOCUMENT_NOUNS:
            return self._carrier(span, token.lemma)
        text = self.ctx.text[span.start : span.end].lower()
        cluster = self.entities.describe(
            token, span, definite=text.startswith(_DEFINITE), plural=False
        )
        return Channel(cluster, span, media_kind(cluster) or body_kind(cluster), True, 1)

    def medium_of(self, party: Party) -> Channel | None:
        """The medium whose name stands beside its description: `the agency Vell Wire said`."""
        if party.kind != "nominal" or party.sent is None or party.head is None:
            return None
        noun, span = party.sent.tokens[party.head], party.mention
        if span is None or noun.lemma.lower() not in lx.MEDIA_NOUNS:
            return None
        named = self.media.name_of(party.sent, noun, span)
        return None if named is None else _named_medium(named)

    def body_of(self, party: Party) -> Channel | None:
        """The institution that a party would speak for."""
        return self.spokespersons.body_of(party)

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
                if (not inside or _addressed(draft, sent, token)) and not self.ctx.quoted(token):
                    out.append((sent, token))
        return out

    def _document(self, attribution: Attribution) -> Channel | None:
        """Rule 1: a report, survey, letter, book or filing that carries the words."""
        draft = attribution.draft
        for party in attribution.parties:
            if party.document is not None and party.document_lemma is not None:
                if party.document_lemma in OWN_STATEMENTS and is_institution(party.cluster):
                    continue
                kind = media_kind(party.cluster)
                if kind is not None and party.document_lemma in ARTICLES:
                    return Channel(party.cluster, party.mention, kind, True, 1)
                return self._carrier(party.document, party.document_lemma)
            if party.cluster.is_document:
                return Channel(
                    party.cluster, party.mention, "document", party.mention is not None, 1
                )
            if party.cluster.label == "WORK" and party.mention is not None:
                return Channel(party.cluster, party.mention, "document", True, 1)
        institution = any(
            is_institution(p.cluster) or self.spokespersons.speaks(p) for p in attribution.parties
        )
        documents = self.entities.documents
        spoken = carrier(documents, draft)
        if spoken is not None:
            medium = self._publisher(spoken)
            if medium is not None:
                return medium
            stated = spoken.token.lemma.lower() in OWN_STATEMENTS
            body = self._issuer(spoken.sent, spoken.token)
            if stated and body is not None and not institution:
                return body
            if not (stated and institution):
                return Channel(spoken.cluster, spoken.span, "document", True, 1)
        held = self._held(attribution, institution)
        if held is not None:
            return held
        survey = survey_of(documents, attribution)
        if survey is not None:
            here = survey.sent is attribution.draft.sent
            return Channel(survey.cluster, survey.span if here else None, "document", here, 1)
        back = pointed_to(documents, attribution)
        if back is None:
            return None
        mention, span = back
        return Channel(mention.cluster, span, "document", span is not None, 1)

    def _publisher(self, article: DocumentMention) -> Channel | None:
        """The medium whose article carries the words: `a report by Radio Vell quoted sources`."""
        if article.token.lemma not in ARTICLES:
            return None
        for mention in met_before(self.entities.documents, article):
            for span, cluster in self.entities.within(phrase_of(mention.sent, mention.token.i)):
                kind = media_kind(cluster)
                before = self.ctx.text[mention.token.end : span.start].lower().split()
                if kind is not None and set(before) & {"by", "from", "in", "on"}:
                    here = mention.sent is article.sent
                    return Channel(cluster, span if here else None, kind, here, 1)
        return None

    def _held(self, attribution: Attribution, institution: bool) -> Channel | None:
        """What the words stand in by the cue: `said in a letter`; an ``institution`` speaks."""
        for sent, token in self._tokens(attribution):
            if token.upos != "NOUN":
                continue
            written = token.lemma in _REPLIES and _written(sent, token)
            if token.lemma not in _OWN_DOCUMENTS and not (written or is_paper(sent, token)):
                continue
            governed = token.head == attribution.draft.verb and sent is attribution.draft.sent
            if not (case_of(sent, token) & {"in", "through", "via", "by"} and governed):
                continue
            if token.lemma in OWN_STATEMENTS and institution:
                continue
            wrote = sent.tokens[token.head].lemma == "write"
            if token.lemma in _OFTEN_SPOKEN and not (wrote or _written(sent, token)):
                continue
            if token.lemma in _ISSUED:
                body = self._issuer(sent, token)
                if body is not None:
                    return body
            core = without_case(sent, token.i)
            span = Span(core[0].start, core[-1].end)
            return self._carrier(span, token.lemma)
        return None

    def _issuer(self, sent: Sentence, statement: Token) -> Channel | None:
        """Rule 2: the institution whose statement it is: `in a press release from Vellcorp`."""
        if any(sent.tokens[j].lemma == "joint" for j in sent.children[statement.i]):
            return None  # whoever published it
        for mention, cluster in self.entities.within(phrase_of(sent, statement.i)):
            if cluster.label == "ORG" and is_institution(cluster):
                return Channel(cluster, mention, body_kind(cluster), True, 2)
        return None

    def _carrier(self, span: Span, lemma: str) -> Channel:
        token = Token(0, span.start, span.end, lemma, lemma, "NOUN")
        text = self.ctx.text[span.start : span.end].lower()
        cluster = self.entities.describe(
            token, span, definite=text.startswith(("the ", "this ")), plural=False
        )
        return Channel(cluster, span, "document", True, 1)

    def _institution(self, attribution: Attribution) -> Channel | None:
        """Rule 2: an institution that speaks itself, or through its spokesperson.

        What it thinks, hopes or wants is no statement of it.
        """
        for party in attribution.parties:
            cluster = party.cluster
            named = self.medium_of(party)
            if named is not None:
                return named
            if media_kind(cluster):
                kind = media_kind(cluster)
                assert kind is not None
                return Channel(cluster, party.mention, kind, party.mention is not None, 1)
            if is_institution(cluster):
                self.spokespersons.note_speaking(party)
                if not is_statement(attribution.draft) or not states(party):
                    continue
                return Channel(
                    cluster, party.mention, body_kind(cluster), party.mention is not None, 2
                )
            if self.spokespersons.speaks(party):
                return self.spokespersons.body_of(party)
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
        words = {t.text.lower() for t in tokens_in(party.sent, phrase)}
        return bool(
            words & (_ADVERSARIAL | {"his", "her", "their", "'s", "’s", "defence", "defense"})
        )


def _addressed(draft: Draft, sent: Sentence, token: Token) -> bool:
    """Whether a word of a content can be of whom the speaker `told` it, by mistake drawn in."""
    if draft.verb is None or draft.sent is not sent or sent.tokens[draft.verb].lemma != "tell":
        return False
    return 0 < token.i - draft.verb <= _NAME


def _named_medium(named: tuple[Span, Cluster]) -> Channel:
    span, cluster = named
    return Channel(cluster, span, media_kind(cluster) or "media", True, 1)


def _written(sent: Sentence, token: Token) -> bool:
    """Whether what is spoken more often than not was written: `in a text message`."""
    return any(sent.tokens[j].text.lower() in _IN_WRITING for j in sent.children[token.i])
