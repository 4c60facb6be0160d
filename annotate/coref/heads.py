"""Heads near a source that say whose the words are: an author, an owner, the others of a series.

Read off the parse of the source's sentence; who the heads stand for is resolved elsewhere.
"""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.coref.issuers import ISSUING
from annotate.coref.naming import DAYS
from annotate.coref.party import Party
from annotate.drafts import Draft, Source
from annotate.reportable import SPEAKING_NOUNS


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
    return [j for j in out if toks[j].upos in kinds and toks[j].text.lower() not in DAYS]


def possessed(sent: Sentence, head: int, draft: Draft) -> int:
    """The noun whose owner a source's head is: the ministry of `Norland’s ministry said`.

    Of documents, and of nouns that are a cue themselves (`in Quist’s words`), the owner speaks.
    """
    token = sent.tokens[head]
    if not sent.parsed or token.deprel != "nmod:poss" or token.head < 0:
        return head
    above = sent.tokens[token.head]
    own = above.lemma in SPEAKING_NOUNS - lx.DOCUMENT_NOUNS and above.upos == "NOUN"
    cue = any(span.start <= above.start < span.end for span in draft.cue)
    return above.i if own and not cue and above.i != draft.verb else head


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
            return None
        if sent.tokens[at].deprel == "acl:relcl":
            return sent.tokens[at].head
        at = sent.tokens[at].head
    return None
