"""Whom an honorific is of: `His Highness the Amir`, `Her Majesty Queen Ada`, `His Holiness`."""

from __future__ import annotations

import re

from annotate.analysis import Sentence, Token
from annotate.clusters import Cluster
from annotate.coref.party import Party
from annotate.linking import Entities
from corpus.spans import Span

_HONORIFICS = frozenset(
    "highness majesty excellency holiness eminence lordship ladyship worship".split()
)
_OWNERS = {"his": 1, "her": -1, "their": 0, "your": 0}
_LONGEST = 14  # words between an honorific and the name
_NEAR = 60  # characters before a name in which an honorific belongs to it
_FAR = 30  # named mentions looked back at


def honoured(entities: Entities, sent: Sentence, head: int) -> Party | None:
    """The person whom the honorific at ``head`` introduces or stands for; None if it is none."""
    token = sent.tokens[head]
    owner = sent.tokens[head - 1] if head else token
    if token.lemma.lower() not in _HONORIFICS or owner.text.lower() not in _OWNERS:
        return None
    title: list[Token] = []
    for other in sent.tokens[head + 1 : head + _LONGEST]:
        if other.upos in ("VERB", "AUX", "PRON", "SCONJ", "PUNCT"):
            break
        found = entities.at((other.start, other.end))
        if found is not None and found[1].label == "PERSON":
            return Party(found[1], found[0], "name", 0.9, sent, other.i)
        title.append(other)
    described = _described(entities, sent, title)
    if described is not None:
        return described
    cluster = _honoured_before(entities, token, -_OWNERS[owner.text.lower()])
    if cluster is None:
        return None
    span = Span(owner.start, token.end)
    entities.note(cluster, span)
    return Party(cluster, span, "nominal", 0.7, sent, head)


def _described(entities: Entities, sent: Sentence, title: list[Token]) -> Party | None:
    """`the Amir`, `the Minister of Roads`: an office with its article, without a name."""
    nouns: list[Token] = []
    for token in title:
        if token.upos in ("NOUN", "PROPN"):
            nouns.append(token)
        elif nouns:
            break
    if not nouns:
        return None
    span = Span(title[0].start, nouns[-1].end)
    cluster = entities.describe(nouns[-1], span, definite=True, plural=False)
    return Party(cluster, span, "nominal", 0.8, sent, nouns[-1].i)


def _honoured_before(entities: Entities, token: Token, gender: int) -> Cluster | None:
    """Who had the same honorific before; else the person named last who can have it."""
    # capitals alone stand between an honorific and its name: `Highness the Amir Dov Porth`
    titled = re.compile(rf"\b{re.escape(token.text)}(?: (?:the|of|and|for|[A-Z][\w.'’-]*))* $")
    first: Cluster | None = None
    for n, (span, cluster) in enumerate(entities.before(token.start)):
        if n == _FAR:
            break
        if cluster.label != "PERSON" or cluster.gender * gender < 0:
            continue
        if titled.search(entities.ctx.text[max(0, span.start - _NEAR) : span.start]):
            return cluster
        first = first or cluster
    return first
