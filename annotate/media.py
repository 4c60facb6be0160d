"""Media that an article mentions, and those that it credits for words: rule 1 of the guidelines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from urllib.parse import urlsplit

from annotate import lexicon as lx
from annotate.acting_media import acting_medium
from annotate.analysis import Sentence, Token
from annotate.channels import Channel, media_kind
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.crediting import PROGRAMMES, credit
from annotate.documents import is_paper
from annotate.drafts import Draft
from annotate.linking import Entities
from annotate.media_kinds import MEDIA_ADJECTIVES, is_office, kind_of_noun
from annotate.media_leads import OWNING, has_article, leading
from annotate.media_names import MediaNames
from annotate.phrases import case_of, tokens_in, without_case
from annotate.speakers import Attribution
from corpus.records import OutletKind
from corpus.spans import Span

Place = tuple[Sentence, Token]
Found = tuple[Span, Cluster, OutletKind]

_TWEETS = {"tweet": "Twitter", "retweet": "Twitter"}
# What tells that a programme, show or interview was on the air.
_ON_AIR = frozenset("radio tv television live broadcast podcast".split())
_DETERMINERS = frozenset("the his her its their a an this".split())
_OF_NOUN_PHRASES = frozenset("NOUN PROPN ADJ NUM".split())
_OFTEN_NO_MEDIUM = frozenset("press network programme program site page".split())


class Media:
    """The media of one document."""

    def __init__(self, ctx: Context, entities: Entities) -> None:
        self.ctx = ctx
        self.entities = entities
        self._names = MediaNames(ctx, entities)
        self._host = urlsplit(ctx.doc.url or "").netloc.lower()
        self._host_letters = _letters(self._host)
        self._at: dict[int, Found | None] = {}

    @cached_property
    def mentions(self) -> list[tuple[Sentence, Span, Cluster, OutletKind]]:
        """Every mention of a medium outside marks, credited or not, in text order."""
        out = []
        for sent in self.ctx.sentences:
            for token in sent.tokens:
                found = None if self.ctx.quoted(token) else self._mention(sent, token)
                if found is not None:
                    out.append((sent, *found))
        return out

    def credited(self, attribution: Attribution, around: Iterable[Place]) -> Channel | None:
        """The medium, agency or platform that words ``around`` a quotation credit for it."""
        best: tuple[tuple[int, bool], Channel] | None = None
        for sent, token in around:
            if token.lemma in _TWEETS and _tweeted(sent, token, attribution.draft):
                span = Span(token.start, token.end)
                cluster = self.entities.adopt(_TWEETS[token.lemma], span, "ORG")
                return Channel(cluster, span, "social_media", True, 1)
            found = self._mention(sent, token)
            if found is None:
                continue
            span, cluster, kind = found
            passed = _public(sent, span) or _meant_otherwise(attribution, span, cluster)
            rank = 0 if passed else credit(sent, span, attribution.draft, kind)
            order = rank, cluster.label != "UNNAMED"
            if rank and (best is None or order > best[0]):
                best = (order, Channel(cluster, span, kind, True, 1))
        return best[1] if best else None

    def _mention(self, sent: Sentence, token: Token) -> Found | None:
        """The medium whose mention begins with a word; looked for once, since finding notes it."""
        if token.start not in self._at:
            self._at[token.start] = self._find(sent, token)
        return self._at[token.start]

    def _find(self, sent: Sentence, token: Token) -> Found | None:
        found = self.entities.at((token.start, token.end))
        if found is not None:
            span, cluster = found
            kind = (
                media_kind(cluster) or self._own_publisher(cluster) or _acting(sent, span, cluster)
            )
            if kind and span.start <= token.start and token.start == self._first(sent, span):
                return span, cluster, kind
            return self._names.at(sent, token)
        return (
            self._own_address(token)
            or self._names.at(sent, token)
            or self._unnamed_medium(sent, token)
        )

    def _own_address(self, token: Token) -> Found | None:
        """The article's own publisher by its address (`told tidings.example`)."""
        name = token.text.rstrip(".")
        if "." not in name or len(name) < 5 or name.lower() not in self._host:
            return None
        span = Span(token.start, token.start + len(name))
        cluster = self.entities.adopt(name, span, "ORG")
        cluster.outlet = "online_media"
        return span, cluster, "online_media"

    def is_publisher(self, cluster: Cluster) -> bool:
        """Whether an entity is the article's own publisher, by its address or its own words."""
        names = map(_letters, cluster.names)
        own = cluster.label == "UNNAMED" and cluster.name.lower().startswith("this ")
        return own or any(len(name) > 5 and name in self._host_letters for name in names)

    def _own_publisher(self, cluster: Cluster) -> OutletKind | None:
        """The kind of the article's own publisher, where it is not known as a medium."""
        if cluster.label != "ORG" or not self.is_publisher(cluster):
            return None
        cluster.outlet = "online_media"
        return cluster.outlet

    @staticmethod
    def _first(sent: Sentence, span: Span) -> int:
        return next((t.start for t in sent.tokens if t.start >= span.start), span.start)

    def _unnamed_medium(self, sent: Sentence, token: Token) -> Found | None:
        """`state media`, `the agency`, `local television`: a description of a medium."""
        if token.lemma not in lx.MEDIA_NOUNS | PROGRAMMES or not _stands_as_noun(sent, token):
            return None
        head = sent.tokens[token.head] if sent.parsed and token.head >= 0 else None
        posted = head is not None and token.lemma == "media" and head.lemma in lx.POSTS
        if head is not None and token.dep in ("compound", "amod") and not posted:
            return None
        core = without_case(sent, token.i)
        if posted and core == [token]:  # `in a social media post`
            core = sent.tokens[max(0, token.i - 1) : token.i + 1]
        words = {t.text.lower() for t in core}
        while core[0].upos in ("PUNCT", "ADP", "VERB") and len(core) > 1:
            core = core[1:]
        span = Span(core[0].start, core[-1].end)
        if (
            self.name_of(sent, token, span) is not None
            or is_paper(sent, token)
            or self._called(sent, token)
            or is_office(t.text for t in core)
        ):
            return None
        plural = token.lemma in ("media", "press")
        described = words & (MEDIA_ADJECTIVES | _DETERMINERS | OWNING)
        on_air = token.lemma in PROGRAMMES and bool(words & _ON_AIR)
        if token.lemma in PROGRAMMES and not on_air:
            return None
        if token.lemma in _OFTEN_NO_MEDIUM and not (words & MEDIA_ADJECTIVES or on_air):
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
            kind = "online_media" if "podcast" in words else "broadcaster"
        elif token.lemma in ("media", "network") and "social" in words:
            kind = "social_media"
        kind = kind or kind_of_noun(token.lemma)
        named = self._meant(span, kind) if "the" in words and cluster.label == "UNNAMED" else None
        if named is not None:
            self.entities.note(named, span)
            return span, named, kind
        cluster.outlet = kind
        return span, cluster, kind

    def _called(self, sent: Sentence, noun: Token) -> bool:
        """Whether an agency is called by a name that is no medium's: `the US agency Tidewatch`."""
        after = sent.tokens[noun.i + 1 : noun.i + 2]
        found = self.entities.at((after[0].start, after[0].end)) if after else None
        body = found is not None and found[0].start == after[0].start and found[1].label == "ORG"
        return noun.lemma == "agency" and body and self._names.at(sent, after[0]) is None

    def _meant(self, span: Span, kind: OutletKind) -> Cluster | None:
        """The medium of the kind that was named last before `the daily`, `the channel`."""
        before = (cluster for _, cluster in self.entities.before(span.start))
        return next((cluster for cluster in before if media_kind(cluster) == kind), None)

    def name_of(self, sent: Sentence, noun: Token, span: Span) -> tuple[Span, Cluster] | None:
        """The name beside a description of a medium: `the broadcaster Radio Vell`."""
        rest = [t for t in sent.tokens[noun.i + 1 :] if t.text != "The"]
        named = (t for t in rest if t.upos == "PROPN" or t.lemma.lower() not in lx.MEDIA_NOUNS)
        after = next(named, None)
        inside = tokens_in(sent, Span(span.start, noun.start))
        for token in [*([after] if after else []), *inside]:
            found = self.entities.at((token.start, token.end))
            if found is None or found[0].start != token.start:
                continue
            if media_kind(found[1]) or self._names.at(sent, token):
                return found
        return None


def _public(sent: Sentence, span: Span) -> bool:
    """Whether somebody spoke to `the media` or `the press`, as to reporters: to none of them."""
    inside = tokens_in(sent, span)
    to_all = {t.text.lower() for t in inside} in ({"the", "media"}, {"the", "press"})
    return to_all and leading(sent, inside[0].i) in ("told", "to")


def _meant_otherwise(attribution: Attribution, span: Span, cluster: Cluster) -> bool:
    """Whether `the agency` stands for a body that was named before and is no medium."""
    return cluster.label == "UNNAMED" and any(
        party.mention == span and party.cluster.label == "ORG" and not media_kind(party.cluster)
        for party in attribution.parties
    )


def _tweeted(sent: Sentence, token: Token, draft: Draft) -> bool:
    """Whether a tweet is the quotation's: `she tweeted`, `in a tweet`."""
    if token.upos == "NOUN":
        return sent.parsed and "in" in case_of(sent, token)
    return sent is draft.sent and token.i == draft.verb


def _stands_as_noun(sent: Sentence, token: Token) -> bool:
    """Whether a word is a noun, be it by its place: `told the daily that …`."""
    if token.upos == "NOUN":
        return True
    after = sent.tokens[token.i + 1 : token.i + 2]
    alone = has_article(sent, token.i) and not any(t.upos in _OF_NOUN_PHRASES for t in after)
    return token.upos == "ADJ" and token.lemma in ("daily", "weekly") and alone


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _acting(sent: Sentence, span: Span, cluster: Cluster) -> OutletKind | None:
    """The kind of a name that only its sentence shows to be a medium's."""
    kind = acting_medium(sent, span, cluster)
    if kind is not None:
        cluster.outlet, cluster.label = kind, "ORG"
    return kind
