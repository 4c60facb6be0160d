"""Media that an article mentions, and those that it credits for words: rule 1 of the guidelines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from annotate import lexicon as lx
from annotate.acting_media import acting_medium
from annotate.analysis import Sentence, Token
from annotate.carry import EVENTS
from annotate.channels import Channel, kind_of_noun, media_kind
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.linking import Entities
from annotate.media_names import MediaNames
from annotate.phrases import core_of, top_of
from annotate.speakers import Attribution
from corpus.records import OutletKind
from corpus.spans import Span

Place = tuple[Sentence, Token]

_CREDITING = frozenset("to with on in by via through from for at".split())


_PLATFORM_VERBS = {"tweet": "Twitter", "retweet": "Twitter"}
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
# What is put on a platform, and what is a person's own there.
_POSTS = frozenset("post tweet video message account page livestream status thread story".split())
_OFTEN_NO_MEDIUM = frozenset("press network programme program site page".split())


class Media:
    """The media of one document."""

    def __init__(self, ctx: Context, entities: Entities) -> None:
        self.ctx = ctx
        self.entities = entities
        self._names = MediaNames(ctx, entities)
        self._host = urlsplit(ctx.doc.url or "").netloc.lower()
        self._host_letters = _letters(self._host)

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
        best: tuple[int, Channel] | None = None
        for sent, token in around:
            at_cue = sent is attribution.draft.sent and token.i == attribution.draft.verb
            tweet = token.upos == "NOUN" and sent.parsed and "in" in _case(sent, token)
            if (at_cue or tweet) and token.lemma in _PLATFORM_VERBS:
                span = Span(token.start, token.end)
                cluster = self.entities.adopt(_PLATFORM_VERBS[token.lemma], span, "ORG")
                return Channel(cluster, span, "social_media", True, 1)
            found = self._mention(sent, token)
            if found is None:
                continue
            span, cluster, kind = found
            rank = self._credit(sent, span, attribution)
            if rank and (best is None or rank > best[0]):
                best = (rank, Channel(cluster, span, kind, True, 1))
        return best[1] if best else None

    def _mention(self, sent: Sentence, token: Token) -> tuple[Span, Cluster, OutletKind] | None:
        found = self.entities.at((token.start, token.end))
        if found is not None:
            span, cluster = found
            kind = media_kind(cluster) or self._own_publisher(cluster) or _acting(sent, found)
            if kind and span.start <= token.start and token.start == self._first(sent, span):
                return span, cluster, kind
            return self._names.at(sent, token)
        return (
            self._own_address(token)
            or self._names.at(sent, token)
            or self._unnamed_medium(sent, token)
        )

    def _own_address(self, token: Token) -> tuple[Span, Cluster, OutletKind] | None:
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
        while core[0].upos in ("PUNCT", "ADP", "VERB") and len(core) > 1:
            core = core[1:]
        span = Span(core[0].start, core[-1].end)
        if self.name_of(sent, token, span) is not None:
            return None
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

    def name_of(self, sent: Sentence, noun: Token, span: Span) -> tuple[Span, Cluster] | None:
        """The name beside a description of a medium: `the broadcaster Radio Vell`."""
        rest = sent.tokens[noun.i + 1 :]
        after = next((t for t in rest if t.lemma.lower() not in lx.MEDIA_NOUNS), None)
        inside = [t for t in sent.tokens if span.start <= t.start < noun.start]
        for token in [*([after] if after else []), *inside]:
            found = self.entities.at((token.start, token.end))
            if found is not None and found[0].start == token.start and media_kind(found[1]):
                return found
        return None

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
        top = top_of(sent, inside)
        if top is not None and top.dep in ("nsubj", "obl", "nmod", "obj", "iobj", "parataxis"):
            governor = sent.tokens[top.head] if top.head >= 0 else None
            if governor is None:
                return 0
            if top.dep == "nsubj" and governor.lemma in lx.STATING | {"quote", "cite", "show"}:
                return 4
            case = _case(sent, top)
            if case & _CREDITING and governor.lemma in _SPEAKING:
                return 3
            if top.deprel == "nmod:poss" and governor.lemma in _OWNED:
                return 3
            if top.dep in ("obj", "iobj") and governor.lemma in ("tell", "inform"):
                return 4
        return 3 if top is not None and _in_post(sent, top) else 0

    @staticmethod
    def _is_source(sent: Sentence, source: int, span: Span) -> bool:
        return span.start <= sent.tokens[source].start < span.end


def _case(sent: Sentence, token: Token) -> set[str]:
    """The prepositions of a phrase."""
    below = [sent.tokens[j] for j in sent.children[token.i]]
    return {t.text.lower() for t in below if t.dep == "case"}


def _in_post(sent: Sentence, top: Token) -> bool:
    """Whether a platform's name stands before what is put there: `in a Flurry post`."""
    if top.dep not in ("compound", "nmod") or top.head < 0:
        return False
    post = sent.tokens[top.head]
    return post.lemma in _POSTS and bool(_case(sent, post) & _CREDITING)


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


_PAPERS = frozenset(
    """mercury echo argus star sun mail express standard guardian observer globe bulletin
    sentinel examiner advertiser independent record monitor citizen voice review today weekly
    world register""".split()
)


# Bodies that are told something without being a medium.
_AUDIENCES = (
    lx.GROUP_NOUNS
    | lx.GOVERNMENT_NOUNS
    | frozenset(
        """house parliament senate congress assembly tribunal inquiry conference summit forum bank
    university college school hospital union association federation club inc ltd corp plc group
    nations council court jury police congregation class rally""".split()
    )
)


def _told_paper(sent: Sentence, found: tuple[Span, Cluster]) -> OutletKind | None:
    """`told the Moorland Echo`, `told Rudo`: a name that only there is surely a medium's."""
    span, cluster = found
    before = [t.lemma for t in sent.tokens if t.end <= span.start][-2:]
    words = cluster.name.lower().split()
    if "tell" not in before or cluster.label not in ("ORG", "WORK", "PLACE"):
        return None
    known = cluster.label == "PLACE" or cluster.entry is not None or set(words) & _AUDIENCES
    return None if words[-1] not in _PAPERS and known else "newspaper"


def _acting(sent: Sentence, found: tuple[Span, Cluster]) -> OutletKind | None:
    """The kind of a name that only its sentence shows to be a medium's."""
    span, cluster = found
    kind = _told_paper(sent, found) or acting_medium(sent, span, cluster)
    if kind is not None:
        cluster.outlet, cluster.label = kind, "ORG"
    return kind
