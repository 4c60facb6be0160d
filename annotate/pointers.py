"""Documents that a quotation's sentence only points back to: `In it, she says …`, `they wrote`."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from annotate.analysis import Sentence, Token
from annotate.carriers import GIVING, WITHIN
from annotate.documents import DocumentMention
from annotate.phrases import case_of, phrase_of
from annotate.speakers import Attribution, Party
from corpus.spans import Span

Pointed = tuple[DocumentMention, Span | None]

_ONE, _MANY = frozenset({"it"}), frozenset({"they", "them", "one", "some", "another"})
_AUTHORS = frozenset({"author", "co-author"})
_WITH_AUTHORS = frozenset({"study", "book", "letter", "statement"})
_NEAR = 2  # sentences in which what a pronoun or a verb of writing points to is looked for
_FAR = 15  # the same for `the authors`


def pointed_to(documents: Sequence[DocumentMention], attribution: Attribution) -> Pointed | None:
    """The document met before, and the words that point to it, where a word of theirs does.

    ``documents`` are in text order. None if nothing points back, or at no document.
    """
    draft = attribution.draft
    sent, verb = draft.sent, draft.verb
    for party in attribution.parties:
        found = _of_authors(documents, party)
        if found is not None:
            return found
    if sent is None or verb is None or not sent.parsed:
        return None
    return (
        _by_pronoun(documents, sent, verb)
        or _by_writing(documents, attribution, sent, verb)
        or _by_hearing(documents, sent, verb)
    )


def _before(
    documents: Sequence[DocumentMention], sent: Sentence, reach: int
) -> list[DocumentMention]:
    """The mentions of the sentences before, the nearest first."""
    last = bisect.bisect_left(documents, sent.index, key=lambda m: m.sent.index)
    first = bisect.bisect_left(documents, sent.index - reach, key=lambda m: m.sent.index)
    return list(reversed(documents[first:last]))


def _of_authors(documents: Sequence[DocumentMention], party: Party) -> Pointed | None:
    """`Its authors warn`, `the authors wrote`: the study or book that was spoken of."""
    sent, head = party.sent, party.head
    if sent is None or head is None or party.cluster.label != "UNNAMED":
        return None
    author = sent.tokens[head]
    if author.lemma not in _AUTHORS:
        return None
    own = [sent.tokens[j] for j in (sent.children[head] if sent.parsed else ())]
    owner = next((t for t in own if t.deprel == "nmod:poss" and t.upos == "PRON"), None)
    for mention in _before(documents, sent, _FAR):
        if mention.sort in _WITH_AUTHORS:
            return mention, None if owner is None else Span(owner.start, owner.end)
    return None


def _by_pronoun(documents: Sequence[DocumentMention], sent: Sentence, verb: int) -> Pointed | None:
    """`In it, she says`, `he writes in one of them`."""
    for j in sent.children[verb]:
        token = sent.tokens[j]
        several = token.lemma.lower() in _MANY
        if token.deprel != "obl" or not (several or token.lemma.lower() in _ONE):
            continue
        if not case_of(sent, token) & WITHIN:
            continue
        for mention in _before(documents, sent, _NEAR):
            if mention.plural == several:
                return mention, Span(token.start, token.end)
    return None


def _by_writing(
    documents: Sequence[DocumentMention], attribution: Attribution, sent: Sentence, verb: int
) -> Pointed | None:
    """`They sent him a letter. “…,” they wrote.`"""
    speaker = attribution.speaker
    if sent.tokens[verb].lemma != "write" or speaker is None:
        return None
    for mention in _before(documents, sent, _NEAR):
        giver = _giver(mention)
        whole = None if giver is None else phrase_of(mention.sent, giver.i)
        if whole is not None and speaker.mentioned_in(whole.start, whole.end):
            return mention, None
    return None


def _giver(mention: DocumentMention) -> Token | None:
    """The subject of the verb that a document is given out by, or that stands above it."""
    sent, token = mention.sent, mention.token
    if not sent.parsed or token.head < 0:
        return None
    verb = sent.tokens[token.head]
    given = token.dep == "obj" and verb.lemma in GIVING
    if not (given or (token.dep == "obl" and case_of(sent, token) & WITHIN)):
        return None
    below = (sent.tokens[j] for j in sent.children[verb.i])
    return next((t for t in below if t.deprel == "nsubj"), None)


def _by_hearing(documents: Sequence[DocumentMention], sent: Sentence, verb: int) -> Pointed | None:
    """`The officer can be heard shouting`: in the recording that was spoken of."""
    cue = sent.tokens[verb]
    above = sent.tokens[cue.head] if cue.head >= 0 else cue
    passive = any(sent.tokens[j].deprel == "aux:pass" for j in sent.children[above.i])
    if above.lemma not in ("hear", "see") or not passive:
        return None
    recordings = (m for m in _before(documents, sent, _NEAR) if m.sort == "recording")
    found = next(recordings, None)
    return None if found is None else (found, None)
