"""Documents that an article speaks of: noun phrases of reports, letters and files, and which of
them are one.

News prose introduces a document by an indefinite phrase or with its author (`a report by the
Tide Office`) and then calls it by its noun (`the report`) or by a wider one (`the document`).
Each mention outside marks is found before anybody asks, so that what is said of it in between
costs it nothing.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.phrases import core_of, tokens_in
from corpus.spans import Span

_MORE = frozenset(
    """video clip footage recording textbook booklet motion correspondence investigation
    dossier checklist subpoena advertisement mou act framework list order decision story""".split()
)
# `paper` is a newspaper more often than not.
NOUNS = (lx.DOCUMENT_NOUNS | _MORE) - frozenset("sign record records banner placard paper".split())
# What is written down only now and then: a document where words are said to stand in it.
_SPEAKING = frozenset(
    """plan proposal request result rule directive guidance legislation regulation claim warning
    strategy policy section clause provision contract instruction inscription invitation prospectus
    brochure flyer suit reply response""".split()
)
_TELLING = (lx.STATING | lx.SHOWING | lx.DIRECTING) - frozenset("describe hold go".split())
# What any document can be called once it is known, and what nearly is the same.
_WIDE = frozenset("document paper text file".split())
_KIN = tuple(
    frozenset(words.split())
    for words in (
        "letter note missive email e-mail correspondence message reply response",
        "study survey poll research paper report analysis review assessment findings finding",
        "lawsuit suit complaint petition filing",
        "book textbook memoir memoirs novel autobiography biography",
        "statement declaration communique communiqué release text",
        "video clip footage recording",
        "affidavit submission testimony",
        "data figures statistics figure statistic datum",
        "draft bill text resolution",
    )
)
# Bodies that survey a country, and are no survey.
_SURVEYS = re.compile(
    r"\b(?:\w+logical|Ordnance|Antarctic|Geodetic|Botanical|Hydrographic|Land) Survey$"
)
_SORTS = {
    word: sort
    for sort, words in {
        "statement": "statement release declaration communique communiqu\u00e9 readout message "
        "tweet post notice note",
        "study": "study survey poll report research census paper analysis assessment review "
        "finding audit forecast",
        "data": "data datum figure statistic record records index ranking list",
        "filing": "affidavit lawsuit suit complaint petition indictment submission filing ruling "
        "verdict judgment brief",
        "letter": "letter email e-mail memo memorandum correspondence circular",
        "book": "book textbook memoir diary chapter article column essay story editorial",
        "recording": "video clip footage recording",
        "law": "law act bill constitution treaty agreement charter resolution decision order",
    }.items()
    for word in words.split()
}
# What makes a paper no newspaper.
_STUDIES = frozenset("discussion research white green working position policy academic".split())
_COURT = frozenset("court legal charging".split())
_WRITTEN = frozenset("publish author co-author coauthor entitle title write".split())
_POINTING = frozenset("the this that these those".split())
_OWNING = frozenset("its his her their".split())
_LOOK_BACK = 40  # mentions that a definite phrase is compared with


@dataclass(frozen=True, slots=True, eq=False)
class DocumentMention:
    """A noun phrase outside marks that names a document, and the document's entity."""

    sent: Sentence
    token: Token
    span: Span
    cluster: Cluster

    @property
    def sort(self) -> str | None:
        """The sort of document that its noun tells, such as `letter`; None of a rarer one."""
        return sort_of(self.token.lemma)

    @property
    def plural(self) -> bool:
        return "Number=Plur" in self.token.feats


def sort_of(noun: str) -> str | None:
    """The sort of document that a noun tells: `study` of a poll; None of a rarer one."""
    return _SORTS.get(noun.lower())


def find_documents(ctx: Context, works: Sequence[tuple[Span, Cluster]]) -> list[DocumentMention]:
    """All mentions of documents in text order; ``works`` are the named ones, with their names."""
    titles = {span.start: cluster for span, cluster in works if cluster.label == "WORK"}
    people = {span.end: span.start for span, cluster in works if cluster.label == "PERSON"}
    bodies = {span.end for span, cluster in works if _SURVEYS.search(cluster.name)}
    found: list[DocumentMention] = []
    for sent in ctx.sentences:
        for token in sent.tokens:
            if token.start >= people.get(token.end, token.end) or token.end in bodies:
                continue  # `Mr Bill`, `the Norland Geological Survey`
            if _is_document(sent, token) and not ctx.quoted(token):
                span = _span(sent, token)
                cluster = _title_after(sent, token, titles) or _known(found, sent, token, span)
                if cluster is None:
                    cluster = _introduced(ctx, token, span)
                cluster.add_span(span)
                found.append(DocumentMention(sent, token, span, cluster))
    return found


def mentioned_in(documents: Sequence[DocumentMention], sent: Sentence) -> Iterator[DocumentMention]:
    """The documents that a sentence mentions; ``documents`` are in text order."""
    first = bisect.bisect_left(documents, sent.index, key=lambda mention: mention.sent.index)
    for place in range(first, len(documents)):
        if documents[place].sent is not sent:
            return
        yield documents[place]


def met_before(
    documents: Sequence[DocumentMention], mention: DocumentMention
) -> list[DocumentMention]:
    """The mentions of the same document, the last of those nearby first, ``mention`` among them."""
    last = bisect.bisect_right(documents, mention.token.start, key=lambda m: m.token.start)
    near = documents[max(0, last - _LOOK_BACK) : last]
    return [m for m in reversed(near) if m.cluster is mention.cluster]


def is_paper(sent: Sentence, token: Token) -> bool:
    """Whether a paper is no newspaper, a record no feat: `a white paper`, `court records`.

    Also `a paper published in the journal X`.
    """
    if token.lemma.lower() not in ("paper", "record"):
        return False
    if any(t.text.lower() in _COURT for t in sent.tokens[max(0, token.i - 1) : token.i]):
        return True
    if token.lemma.lower() == "record":
        return False
    if _is_an_authors(sent, token):
        return True
    below = [sent.tokens[j] for j in (sent.children[token.i] if sent.parsed else ())]
    beside = sent.tokens[max(0, token.i - 2) : token.i]
    return any(t.text.lower() in _STUDIES for t in beside) or any(
        t.deprel == "acl" and t.lemma in _WRITTEN for t in below
    )


def _is_an_authors(sent: Sentence, paper: Token) -> bool:
    """Whether somebody wrote a paper, or in one: `wrote in a paper`, `a paper by the historian`."""
    if [t.text.lower() for t in sent.tokens[max(0, paper.i - 1) : paper.i]] != ["a"]:
        return False
    after = sent.tokens[paper.i + 1 : paper.i + 2]
    wrote = sent.parsed and paper.head >= 0 and sent.tokens[paper.head].lemma == "write"
    return wrote or any(t.text.lower() in ("by", "on") for t in after)


def _is_document(sent: Sentence, token: Token) -> bool:
    lemma = token.lemma.lower()
    known = lemma in NOUNS or (lemma in _SPEAKING and _tells(sent, token)) or is_paper(sent, token)
    if not known or token.upos not in ("NOUN", "PROPN"):
        return False
    if lemma == "investigation" and "Number=Plur" in token.feats:
        return False  # what prosecutors do
    following = next(iter(sent.tokens[token.i + 1 : token.i + 2]), token)
    beside = 0 < following.start - token.end <= 1
    if beside and following.upos in ("NOUN", "PROPN"):
        return False  # `report cards`, `survey results`
    return not (sent.parsed and token.dep in ("compound", "amod"))


def _tells(sent: Sentence, token: Token) -> bool:
    """Whether words are said to stand in what the noun names: `the plan says`, `a plan saying`."""
    if not sent.parsed:
        return False
    verbs = [j for j in sent.children[token.i] if sent.tokens[j].dep == "acl"]
    if token.deprel == "nsubj" and token.head >= 0:
        verbs.append(token.head)
    if any(sent.tokens[j].upos == "VERB" and sent.tokens[j].lemma in _TELLING for j in verbs):
        return True
    return any(sent.tokens[j].text.lower() == "according" for j in sent.children[token.i])


def _span(sent: Sentence, token: Token) -> Span:
    if sent.parsed:
        core = [j for j in core_of(sent, token.i) if j <= token.i]
        while len(core) > 1 and (
            sent.tokens[core[0]].dep == "case" or sent.tokens[core[0]].upos in ("PUNCT", "ADP")
        ):
            core = core[1:]
        return Span(sent.tokens[core[0]].start, token.end)
    first = token.i
    while first > 0 and sent.tokens[first - 1].upos in ("NOUN", "ADJ", "PROPN", "DET", "NUM"):
        first -= 1
        if sent.tokens[first].upos == "DET":
            break
    return Span(sent.tokens[first].start, token.end)


def _title_after(sent: Sentence, token: Token, titles: dict[int, Cluster]) -> Cluster | None:
    """`the study The Cost of Tides`: the title that follows at once, or in apposition."""
    for other in sent.tokens[token.i + 1 : token.i + 4]:
        if other.start in titles:
            return titles[other.start]
        if other.upos not in ("PUNCT", "VERB"):
            return None
    return None


def _known(
    before: Sequence[DocumentMention], sent: Sentence, token: Token, span: Span
) -> Cluster | None:
    """The document that a definite or owned phrase takes up: of its noun, or of one near it."""
    words = [t.text.lower() for t in tokens_in(sent, span)]
    owned = any(word in _OWNING or word in ("'s", "’s", "'", "’") for word in words)
    if not owned and not set(words[:1]) & _POINTING:
        return None
    lemma = token.lemma.lower()
    late = before[: -_LOOK_BACK - 1 : -1]
    late = [m for m in late if m.plural == ("Number=Plur" in token.feats)]
    for mention in late:
        if mention.token.lemma.lower() == lemma:
            return mention.cluster
    if owned:
        return None
    kin = next((group for group in _KIN if lemma in group), frozenset[str]())
    wide = _WIDE if lemma in NOUNS else frozenset[str]()
    for mention in late:
        if lemma in _WIDE or mention.token.lemma.lower() in kin | wide:
            return mention.cluster
    return None


def _introduced(ctx: Context, token: Token, span: Span) -> Cluster:
    label = " ".join(ctx.text[span.start : span.end].split())
    cluster = Cluster("UNNAMED", [label], plural="Number=Plur" in token.feats)
    cluster.is_document = True
    return cluster
