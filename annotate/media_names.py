"""Names of media that no list knows: by a noun beside them, or by the words that lead to them.

`the newspaper Vell Tidende`, `the Vell Tidende daily`; `told Rudo`, `in an interview with Rudo`,
`as stated to Rudo`, `quoted as saying by Rudo`. A tagger of names takes such a name for a person or
a place, or passes over it, as readily as it takes it for a body.
"""

from __future__ import annotations

import re

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.linking import Entities
from annotate.media_kinds import MEDIA_WORDS, PAPERS, kind_of_noun
from annotate.media_leads import (
    ALONE,
    NEWS,
    OWNING,
    QUALIFIED,
    has_article,
    in_print,
    leading,
    says,
    speaks_or_is_told,
)
from corpus.records import OutletKind
from corpus.spans import Span

Medium = tuple[Span, Cluster, OutletKind]

_OF_STATE = frozenset("state owned run state-owned state-run".split())
_SOCIAL = frozenset("social video messaging microblogging sharing answer streaming".split())
_FOREIGN_ARTICLES = frozenset("el la los las al le les il der die das".split())
# Bodies that are told something without being a medium.
_AUDIENCES = (
    lx.GROUP_NOUNS
    | lx.GOVERNMENT_NOUNS
    | frozenset(
        """house parliament senate congress assembly tribunal inquiry conference summit forum bank
    university college school hospital union association federation club inc ltd corp plc group
    nations council court jury police congregation class rally""".split()
    )
    | lx.TITLES
    | lx.PERSON_NOUNS
) - {"agency", "nation"}
_PERSONAL = lx.TITLES | lx.PERSON_NOUNS | lx.EXPERT_NOUNS | lx.SPOKES_NOUNS
_LONGEST = 5  # words of a paper's name
_NUMBERED = re.compile(r"Channel (?:\d+|One|Two|Three|Four|Five|Seven|Nine|Ten)\b")
_BROADCASTS = frozenset("programme program newscast broadcast".split())
_WRITERS = frozenset("columnist reporter correspondent presenter anchor newsreader".split())
_ADDRESS = re.compile(r"\w\.(?:com|org|net|info|news|tv|media|(?:co\.|com\.)?[a-z]{2})$", re.I)


class MediaNames:
    """Names that stand where only a medium's would."""

    def __init__(self, ctx: Context, entities: Entities) -> None:
        self.ctx = ctx
        self.entities = entities

    def at(self, sent: Sentence, token: Token) -> Medium | None:
        """The medium whose unknown name starts at ``token``."""
        if not token.text[:1].isupper():
            return None
        found = self.entities.at((token.start, token.end))
        if found is not None:
            return self._named(sent, token, *found)
        return self._unmarked(sent, token)

    def _named(self, sent: Sentence, token: Token, span: Span, cluster: Cluster) -> Medium | None:
        if span.start != token.start or cluster.entry is not None or cluster.label == "GROUP":
            return None
        last = max((t.i for t in sent.tokens if t.start < span.end), default=token.i)
        if any(t.text in OWNING for t in sent.tokens[last + 1 : last + 2]):
            if cluster.label != "ORG" or not _owns_programme(sent, last):
                return None  # `Norland’s Vell Tidende`
            cluster.outlet = "broadcaster"
            return span, cluster, cluster.outlet
        kind = noun_beside(sent, token.i, last, after=cluster.label != "PLACE")
        address = kind is None and _ADDRESS.search(self.ctx.text[span.start : span.end])
        if address and any(t.text.lower() == "according" for t in sent.tokens[: token.i][-3:]):
            kind = "online_media"
        if kind is None and self._paper(sent, token.i, last):
            kind = "newspaper"
        lead = None if kind else leading(sent, token.i)
        if lead is not None and self._fits(cluster, lead):
            kind = "social_media" if lead == "on" else "newspaper"
        if kind is None or (cluster.label == "PERSON" and not _bare(cluster)):
            return None
        cluster.outlet, cluster.label = kind, "ORG"
        return span, cluster, kind

    @staticmethod
    def _paper(sent: Sentence, first: int, last: int) -> bool:
        """Whether a name that many papers have says something: `the Merrow Observer reported`."""
        name = sent.tokens[last]
        paper = name.text.lower() in PAPERS and has_article(sent, first)
        return last > first and paper and (in_print(sent, first) or says(sent, name, first))

    @staticmethod
    def _fits(cluster: Cluster, lead: str) -> bool:
        """Whether an entity may be the medium that its sentence addresses, by its name."""
        if cluster.name.lower().split()[-1] in PAPERS:
            return True
        if cluster.label in ("ORG", "WORK"):
            return not set(cluster.name.lower().split()) & _AUDIENCES
        return cluster.label == "PERSON" and lead in ("told", "to", "by") and _bare(cluster)

    def _unmarked(self, sent: Sentence, token: Token) -> Medium | None:
        """A name that the tagger passed over."""
        if channel := _NUMBERED.match(self.ctx.text, token.start):
            return self._adopted(Span(*channel.span()), "broadcaster")
        run = self._run(sent, token)
        if len(run) > 1:
            return self._adopted(Span(token.start, run[-1].end), "newspaper")
        if token.upos != "PROPN" or token.text.lower() in lx.DAYS:
            return None
        kind: OutletKind | None = noun_beside(sent, token.i, token.i)
        if kind is None and token.text.lower() in PAPERS and has_article(sent, token.i):
            kind = "newspaper" if speaks_or_is_told(sent, token) else None
        if kind is None and leading(sent, token.i) in ("told", "to", "with", "by"):
            kind = "newspaper"
        after = sent.tokens[token.i + 1 : token.i + 2]
        plural = "Plur" in token.feats or (token.text[-1] == "s" and token.text[:-1].isupper())
        common = plural or token.lemma.lower() in _AUDIENCES
        if kind is None or common or any(t.upos == "PROPN" or t.text in OWNING for t in after):
            return None
        return self._adopted(Span(token.start, token.end - token.text.endswith(".")), kind)

    def _adopted(self, span: Span, kind: OutletKind) -> Medium:
        """The words of a span as a medium's name; its kind stays what it was, if it had one."""
        cluster = self.entities.adopt(self.ctx.text[span.start : span.end], span, "ORG")
        cluster.outlet = cluster.outlet or kind
        return span, cluster, cluster.outlet

    def _run(self, sent: Sentence, token: Token) -> list[Token]:
        """The words of a paper's name, where it stands as one: `the Vell Beacon quoted`."""
        if not has_article(sent, token.i):
            return []
        run = [token]
        for other in sent.tokens[token.i + 1 : token.i + _LONGEST]:
            if not other.text[:1].isupper() or self.entities.at((other.start, other.end)):
                break
            run.append(other)
        name = run[-1]
        if name.text.lower() not in PAPERS | MEDIA_WORDS:
            return []
        led = in_print(sent, token.i) or leading(sent, token.i) is not None
        return run if led or says(sent, name, token.i) else []


def _bare(cluster: Cluster) -> bool:
    """Whether a supposed person has nothing of one: no first name, no title, no gender."""
    names = [name.lower().split() for name in cluster.names]
    foreign = any(words[0] in _FOREIGN_ARTICLES for words in names)
    single = all(len(words) == 1 for words in names)
    return (foreign or single) and not cluster.roles.keys() & _PERSONAL and not cluster.gender


def noun_beside(sent: Sentence, first: int, last: int, *, after: bool = True) -> OutletKind | None:
    """The kind of medium that a noun right before a name tells, or one right ``after`` it."""
    tokens = sent.tokens
    first -= bool(first) and tokens[first - 1].text == "The"
    before = tokens[first - 1] if first else None
    if before is not None and before.upos in ("NOUN", "PROPN"):
        kind = _kind_of(before, tokens[max(0, first - 4) : first - 1])
        if kind is not None:
            return kind
    apposed = _apposed(tokens[last + 1 : last + 8])
    if apposed is not None:
        return apposed
    following = tokens[last + 1 : last + 4] if after else []
    if any(t.lemma.lower() in _WRITERS and t.text.islower() for t in following[:1]):
        return kind_of_noun(following[0].lemma.lower())
    for i, token in enumerate(following):
        if token.text not in NEWS | QUALIFIED | ALONE:
            return None
        kind = _kind_of(token, following[:i])
        if kind is not None:
            further = tokens[token.i + 1 : token.i + 2]
            return None if any(t.upos in ("NOUN", "PROPN", "PART") for t in further) else kind
    return None


def _owns_programme(sent: Sentence, last: int) -> bool:
    """Whether a broadcast of its own stands behind a name: `on NVB’s breakfast programme`."""
    behind = (t.lemma.lower() for t in sent.tokens[last + 2 : last + 6])
    return any(lemma in _BROADCASTS for lemma in behind)


def _apposed(after: list[Token]) -> OutletKind | None:
    """The kind of medium that an apposition tells: `Vell Ledger, an independent news site`."""
    words = [t.text.lower() for t in after]
    if words[:1] != [","] or words[1:2] not in (["a"], ["an"]):
        return None
    noun = next((t for t in after[2:] if t.lemma in ALONE | QUALIFIED | {"blog"}), None)
    if noun is None or any(
        t.upos in ("VERB", "ADP") and t.dep != "amod" for t in after[2:] if t.i < noun.i
    ):
        return None
    return (
        "online_media"
        if noun.lemma == "blog"
        else _kind_of(noun, [t for t in after[2:] if t.i < noun.i])
    )


def _kind_of(noun: Token, before: list[Token]) -> OutletKind | None:
    """The kind of medium that a noun names, with the words before it."""
    lemma = noun.lemma.lower()
    words = {t.text.lower() for t in before}
    if lemma in ALONE:
        return kind_of_noun(lemma)
    if lemma == "media" and words & _OF_STATE:
        return "media"
    if lemma not in QUALIFIED:
        return None
    if words & _SOCIAL and lemma in ("network", "platform", "site", "website"):
        return "social_media"
    if not words & NEWS or lemma == "platform":
        return None
    if words & {"television", "tv", "radio", "broadcasting"}:
        return "broadcaster"
    return "online_media" if words & {"online"} else kind_of_noun(lemma)
