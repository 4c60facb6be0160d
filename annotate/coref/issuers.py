"""Documents that speak for whoever issued them.

Of a statement, report or survey the speaker is the body or person that issued it. The article
tells once who that was (`a report by the union`, `the union said in a report`), and afterwards
writes only `the report` or `it`. What it told is kept here, by the noun and by its kind.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.channels import media_kind
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.linking import Entities

_KINDS = {
    noun: kind
    for kind, nouns in {
        "study": """report survey poll study research paper assessment analysis finding review
            index data figure figures statistic statistics forecast questionnaire audit census
            ranking bulletin estimate""",
        "letter": "letter note message email e-mail memo memorandum",
        "statement": """statement release communique communiqué readout declaration notice post
            tweet circular""",
        "filing": """affidavit document filing lawsuit complaint indictment petition suit
            submission brief testimony dossier ruling verdict judgment judgement""",
        "site": "website site webpage page newsletter",
        "book": "book memoir memoirs autobiography biography diary essay article column op-ed",
    }.items()
    for noun in nouns.split()
}
ISSUED = frozenset(_KINDS)
ISSUING = frozenset(
    "issue release publish write conduct commission prepare produce compile author draft make "
    "carry post circulate file lodge launch send submit bring table sign address co-author "
    "coauthor co-write".split()
)
# What people say in these was asked by others.
POLLS = frozenset("survey poll questionnaire census".split())
_PASSING = frozenset("published carried posted aired broadcast released".split())
_BY = frozenset({"by", "from"})
_PLACING = frozenset({"in", "at"})
_WITHIN = frozenset("in via through with by".split())
_LINKS = frozenset(
    """released published issued conducted commissioned written compiled produced sent made
    prepared recent new signed dated filed posted on""".split()
)


@dataclass(frozen=True, slots=True)
class Issue:
    """A document noun at ``offset`` and the entities that issued the document.

    ``document`` is the document's own entity, where the noun stands outside marks.
    """

    offset: int
    lemma: str
    clusters: tuple[Cluster, ...]
    document: Cluster | None = None


def carried_by(sent: Sentence, at: int, cluster: Cluster) -> bool:
    """Whether a medium at ``at`` only passes a document on: `a statement published by the Wire`."""
    token = sent.tokens[at]
    verb = sent.tokens[token.head] if token.head >= 0 else token
    return media_kind(cluster) is not None and verb.text.lower() in _PASSING


class Issuers:
    """What the article has told of who issued which document."""

    def __init__(self, ctx: Context, entities: Entities) -> None:
        self.ctx = ctx
        self.entities = entities
        self._told: list[Issue] = []
        for sent in ctx.sentences:
            for token in sent.tokens:
                if token.lemma in ISSUED and token.upos == "NOUN":
                    clusters = self._stated(sent, token)
                    if clusters:
                        self._told.append(self._issue(token.start, token.lemma, clusters))

    def add(self, offset: int, lemma: str, clusters: tuple[Cluster, ...]) -> None:
        """Note that a document was issued by entities that resolution has just found.

        What the words beside the noun say counts for more: `in a union statement, Quist said`.
        """
        at = bisect.bisect_left(self._told, offset, key=lambda i: i.offset)
        stated = at < len(self._told) and self._told[at].offset == offset
        if clusters and lemma in ISSUED and not stated:
            self._told.insert(at, self._issue(offset, lemma, clusters))

    def _issue(self, offset: int, lemma: str, clusters: tuple[Cluster, ...]) -> Issue:
        return Issue(offset, lemma, clusters, self.entities.document_of(offset))

    def of(self, lemma: str, offset: int) -> tuple[Cluster, ...]:
        """Who issued `the report` at ``offset``: that document, or the last of its kind."""
        at = bisect.bisect_left(self._told, offset, key=lambda i: i.offset)
        before = self._told[max(0, at - 30) : at]
        document = self.entities.document_of(offset)
        for same in (
            [i for i in before if document is not None and i.document is document],
            [i for i in before if i.lemma == lemma],
            [i for i in before if _KINDS[i.lemma] == _KINDS.get(lemma)],
            before if lemma == "document" else [],
        ):
            if same:
                return same[-1].clusters
        return ()

    # -- what the words beside a document noun say -------------------------------------

    def _stated(self, sent: Sentence, token: Token) -> tuple[Cluster, ...]:
        after = self._after(sent, token)
        if after and self._only_passed_on(sent, token, after):
            return ()
        return (
            after
            or self._owner(sent, token)
            or (self._subject(sent, token) if sent.parsed else self._before(sent, token))
        )

    def _only_passed_on(self, sent: Sentence, token: Token, by: tuple[Cluster, ...]) -> bool:
        """Whether they only put a name under what a body had issued, or carried it.

        `The statement, signed by Ada Quist`; `a statement published by the Norland Wire`.
        """
        if token.lemma not in lx.STATEMENT_NOUNS:
            return False
        near = {t.text.lower() for t in sent.tokens[token.i + 1 : token.i + 4]}
        if near & _PASSING and all(media_kind(cluster) for cluster in by):
            return True  # a medium passes on what others stated
        if "signed" not in near or any(cluster.label != "PERSON" for cluster in by):
            return False
        return any(cluster.label == "ORG" for cluster in self.of(token.lemma, token.start))

    def _name(self, token: Token) -> Cluster | None:
        found = self.entities.at((token.start, token.end))
        return found[1] if found and found[1].label in ("ORG", "PERSON") else None

    def _after(self, sent: Sentence, token: Token) -> tuple[Cluster, ...]:
        """`a report (released) by the union and the Harbour Board`."""
        ahead = sent.tokens[token.i + 1 : token.i + 8]
        for k, other in enumerate(ahead):
            if other.text.lower() in _BY:
                return self._series(sent, other.i + 1)
            verb = other.text.lower() in _LINKS or other.upos in ("ADV", "PROPN", "NUM", "PUNCT")
            placed = k > 0 and other.text.lower() in _PLACING  # `issued in Vell by the union`
            if not (verb or placed) or k > 4:
                break
        return ()

    def _series(self, sent: Sentence, at: int) -> tuple[Cluster, ...]:
        """The names that begin within three words, and those that go on after `and` or commas."""
        out: list[Cluster] = []
        gap = 0
        for token in sent.tokens[at : at + 30]:
            cluster = self._name(token)
            if cluster is not None:
                gap = 0
                if cluster not in out:
                    out.append(cluster)
                continue
            gap += 1
            joined = token.text.lower() in ("and", ",", "&", "the", "(", ")")
            if (out and not joined) or gap > 3 or token.upos == "VERB":
                break
        return tuple(out)

    def _owner(self, sent: Sentence, token: Token) -> tuple[Cluster, ...]:
        """`the union’s latest report`, `a Harbour Board report`."""
        for other in reversed(sent.tokens[max(0, token.i - 5) : token.i]):
            cluster = self._name(other)
            if cluster is not None:
                follows = sent.tokens[other.i + 1].text in ("'s", "’s", "'", "’")
                beside = other.i == token.i - 1 and cluster.label == "ORG"
                return (cluster,) if follows or beside else ()
            if other.upos not in ("NOUN", "ADJ", "PART", "NUM", "PROPN"):
                break
        return ()

    def _subject(self, sent: Sentence, token: Token) -> tuple[Cluster, ...]:
        """`the union published a report`, `the union said in a report`."""
        if token.head < 0:
            return ()
        verb = sent.tokens[token.head]
        case = {
            sent.tokens[j].text.lower()
            for j in sent.children[token.i]
            if sent.tokens[j].dep == "case"
        }
        issued = token.dep == "obj" and verb.lemma in ISSUING
        carried = token.dep == "obl" and case & _WITHIN and verb.lemma in lx.ANY_CUE
        if not (issued or carried):
            return ()
        for j in sent.children[verb.i]:
            if sent.tokens[j].deprel == "nsubj":
                heads = [j, *(k for k in sent.children[j] if sent.tokens[k].dep == "conj")]
                names = [self._name(sent.tokens[k]) for k in heads]
                return tuple(c for c in names if c is not None)
        return ()

    def _before(self, sent: Sentence, token: Token) -> tuple[Cluster, ...]:
        """`the union has published a new report`, where there is no parse."""
        verb = None
        for other in reversed(sent.tokens[max(0, token.i - 12) : token.i]):
            if verb is None:
                if other.upos == "VERB" and other.lemma in ISSUING:
                    verb = other
                elif other.upos not in ("DET", "ADJ", "NOUN", "NUM", "PROPN"):
                    break
                continue
            cluster = self._name(other)
            if cluster is not None:
                return (cluster,)
            if other.upos == "VERB":
                break
        return ()
