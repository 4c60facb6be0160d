"""Persons called by what sets them apart: `the Brazilian`, `the 24-year-old`.

Sports and crime pages take up who was named last in this way. The phrase names nobody, and what
it describes is no role that was told of before.
"""

from __future__ import annotations

import re
from itertools import islice

from annotate.analysis import Sentence
from annotate.clusters import Cluster
from annotate.coref.party import Party
from annotate.linking import Entities
from corpus.spans import Span

_AGED = re.compile(r"\b[Tt]he \d{1,3}-year-old\b")
_FROM = re.compile(r"\b[Tt]he ([A-Z][a-z]+(?:ian|ean|ese|ish|man|woman|can))\b")
_MENTIONS = 200  # among which somebody of the age is looked for
_REACH = 400  # characters before in which the person was named


def epithet(entities: Entities, sent: Sentence, head: int, focus: Cluster | None) -> Party | None:
    """The person whom such a phrase at ``head`` takes up: named last, else the ``focus`` nearby."""
    span = _phrase(entities, sent, sent.tokens[head].start)
    if span is None:
        return None
    near = focus is not None and focus.last_before(span.start) >= span.start - _REACH
    who = _of_age(entities, span) or _named_last(entities, span.start) or (focus if near else None)
    if who is None or who.label != "PERSON":
        return None
    entities.note(who, span)
    return Party(who, span, "nominal", 0.7, sent, head)


def _of_age(entities: Entities, phrase: Span) -> Cluster | None:
    """The one person of whom that age was told: `Ada Quist, 24,` for `the 24-year-old`."""
    age = re.search(r"\d+", phrase.of(entities.ctx.text))
    if age is None:
        return None
    told = re.compile(rf",? [(]?{age[0]}[,)]")
    found = {
        id(cluster): cluster
        for span, cluster in islice(entities.before(phrase.start), _MENTIONS)
        if cluster.label == "PERSON" and told.match(entities.ctx.text, span.end)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _phrase(entities: Entities, sent: Sentence, at: int) -> Span | None:
    """The phrase that covers ``at``, if no noun follows it: `the 24-year-old striker`."""
    for pattern in (_AGED, _FROM):
        for match in pattern.finditer(entities.ctx.text, sent.start, sent.end):
            after = next((t for t in sent.tokens if t.start >= match.end()), None)
            whole = after is None or after.upos not in ("NOUN", "PROPN", "ADJ")
            known = pattern is _AGED or _nobody(entities, Span(*match.span(1)))
            if match.start() <= at < match.end() and whole and known:
                return Span(*match.span())
    return None


def _nobody(entities: Entities, word: Span) -> bool:
    """Whether the word names nobody but by where they are from: not `the Guardian`."""
    found = entities.at(word)
    if found is None:
        return True
    alone = found[0] == word and len(found[1].names) == 1
    return alone and found[1].label in ("GROUP", "PERSON")


def _named_last(entities: Entities, before: int) -> Cluster | None:
    """The person who was named last, outside marks and not far away."""
    for span, cluster in entities.before(before):
        if span.end < before - _REACH:
            return None
        if (
            cluster.label == "PERSON"
            and " " in cluster.name
            and entities.ctx.segment_at(span.start) is None
        ):
            return cluster
    return None
