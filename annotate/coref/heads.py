"""Heads near a source that say whose the words are: an author, an owner, the others of a series.

Read off the parse of the source's sentence; who the heads stand for is resolved elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clusters import Cluster, entity_kind
from annotate.coref.issuers import ISSUING
from annotate.coref.party import Party
from annotate.drafts import Draft, Source
from annotate.reportable import SPEAKING_NOUNS
from corpus.spans import Span

_CITING = frozenset({"cite", "quote"})
_CITED = SPEAKING_NOUNS - lx.DOCUMENT_NOUNS - lx.MEDIA_NOUNS


def authors(sent: Sentence, head: int) -> list[int]:
    """Heads of the phrases that may name a document's issuer: `X’s`, `by X`, `issued by X`."""
    toks = sent.tokens

    def by(j: int, words: tuple[str, ...]) -> bool:
        return any(toks[k].text.lower() in words for k in sent.children[j])

    out = []
    for j in sent.children[head] if sent.parsed else ():
        named = toks[j].dep in ("nmod", "obl") and by(j, ("by", "from", "of"))
        if named or toks[j].deprel == "nmod:poss":
            out.append(j)
        elif toks[j].dep == "acl" and toks[j].lemma in ISSUING:
            out += [k for k in sent.children[j] if toks[k].dep == "obl" and by(k, ("by",))]
    kinds = ("NOUN", "PROPN", "PRON")
    return [j for j in out if toks[j].upos in kinds and toks[j].text.lower() not in lx.DAYS]


def cited(sent: Sentence, head: int, verb: int | None) -> int | None:
    """Whom a medium or document quotes: the ministry of `the agency said, citing the ministry`."""
    if not sent.parsed or verb is None:
        return None
    own = sent.subtree(head)
    for token in sent.tokens:
        beside = token.head == verb and token.dep == "advcl"
        within = token.dep == "acl" and token.i in own
        if token.lemma not in _CITING or not (beside or within):
            continue
        for j in sent.children[token.i]:
            named = sent.tokens[j].upos == "PROPN" or sent.tokens[j].lemma in _CITED
            if sent.tokens[j].dep == "obj" and j > token.i and named:
                return j
    return None


def made_by(sent: Sentence, head: int) -> int | None:
    """Who did what cannot speak itself: the union of `an estimate by the union`."""
    token = sent.tokens[head]
    if not sent.parsed or token.upos != "NOUN" or token.lemma in SPEAKING_NOUNS:
        return None
    for j in sent.children[head]:
        case = {sent.tokens[k].text.lower() for k in sent.children[j]}
        if sent.tokens[j].dep == "nmod" and j > head and "by" in case:
            return j if sent.tokens[j].upos in ("NOUN", "PROPN") else None
    return None


def own_subject(sent: Sentence, verb: int, draft: Draft) -> int | None:
    """The subject of a verb that was drawn with it: `the union issued a statement, saying`."""
    source = draft.source
    if not sent.parsed or source is None or source.span is None or source.sent is not sent:
        return None
    below = [sent.tokens[j] for j in sent.children[verb] if sent.tokens[j].dep == "nsubj"]
    kinds = ("NOUN", "PROPN")
    return next((t.i for t in below if t.start >= source.span.start and t.upos in kinds), None)


def possessed(sent: Sentence, head: int, draft: Draft) -> int:
    """The noun whose owner a source's head is: the ministry of `Norland’s ministry said`.

    Of documents, and of nouns that are a cue themselves (`in Quist’s words`), the owner speaks.
    """
    token = sent.tokens[head]
    if not sent.parsed or token.deprel != "nmod:poss" or token.head < 0:
        return head
    above = sent.tokens[token.head]
    own = above.lemma in SPEAKING_NOUNS - lx.DOCUMENT_NOUNS and above.upos == "NOUN"
    own |= above.upos == "NUM"  # `Norland’s Channel 12`
    cue = any(span.start <= above.start < span.end for span in draft.cue)
    return above.i if own and not cue and above.i != draft.verb else head


def carries(sent: Sentence, document: int, source: Source | None) -> bool:
    """Whether the subject of a cue is the document of whoever speaks, where the parse is at a loss.

    `the union in its report said`, and `a statement by the union said` of which only the union
    was drawn.
    """
    if sent.tokens[document].dep != "nsubj" or source is None or source.sent is not sent:
        return False
    within = any(sent.tokens[k].text.lower() == "in" for k in sent.children[document])
    part = source.token in sent.subtree(document)
    return source.token != document and (within or part)


def wrote(party: Party) -> bool:
    """Whether a description is of those who can write, and did: `a letter by prosecutors`."""
    if party.sent is None or party.head is None:
        return False
    head = party.sent.tokens[party.head]
    case = {party.sent.tokens[j].text.lower() for j in party.sent.children[head.i]}
    return bool(case & {"by", "from"}) and head.lemma in SPEAKING_NOUNS - lx.DOCUMENT_NOUNS


def series(source: Source) -> list[Source]:
    """What was drawn besides the first mention, where `and` joins all and no verb parts them."""
    drawn = [o for o in source.others if o.sent is source.sent and o.span is not None]
    spans = [o.span for o in (source, *drawn) if o.span is not None]
    if not drawn or source.span is None:
        return []
    first, last = min(s.end for s in spans), max(s.start for s in spans)
    between = [t for t in source.sent.tokens if first <= t.start and t.end <= last]
    parted = any(t.upos in ("VERB", "AUX") for t in between)
    return drawn if not parted and any(t.upos == "CCONJ" for t in between) else []


def apposed_to(sent: Sentence, head: int) -> int | None:
    """What a description is in apposition to: the name in `the union, a group, said`."""
    token = sent.tokens[head]
    beside = sent.parsed and token.dep == "appos" and token.upos == "NOUN"
    return token.head if beside and 0 <= token.head < head else None


def relative_noun(sent: Sentence, token: Token) -> int | None:
    """The noun that a relative pronoun stands for, by the parse."""
    at = token.i
    for _ in range(8):
        if at < 0 or not sent.parsed:
            break
        if sent.tokens[at].deprel == "acl:relcl":
            return sent.tokens[at].head
        at = sent.tokens[at].head
    return _name_before(sent, token)


def _name_before(sent: Sentence, token: Token) -> int | None:
    """The name right before `, who`, where the parse has lost what the clause belongs to."""
    before = sent.tokens[max(0, token.i - 2) : token.i]
    comma = len(before) == 2 and before[1].text == "," and token.text.lower() == "who"
    return before[0].i if comma and before[0].upos == "PROPN" else None


def issues(token: Token, document: Token, span: Span, cluster: Cluster) -> bool:
    """Whether a name before a document is its issuer's: a body, or one word of unclear kind."""
    if cluster.label == "ORG":
        return True
    lone = span.start == token.start and span.end == token.end
    return cluster.label == "WORK" and lone and token.upos == "PROPN" and token.i < document.i


def passes_on(parties: Sequence[Party]) -> bool:
    """Whether what is said to speak is a medium or a document, which may only quote others."""
    if len(parties) != 1:
        return False
    cluster = parties[0].cluster
    kind = entity_kind(cluster)
    return parties[0].document is not None or kind in ("media", "document")
