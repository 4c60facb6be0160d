"""Names that a title or a description leads to without a comma: `Norbank ranger Ada Quist`.

News puts what somebody is before the name, as many nouns deep as it likes, and what stands first
is often a name itself: the employer's. Parses and taggers of names lose their way there; the
order of the words does not.
"""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clusters import Cluster
from annotate.coref.party import Party
from annotate.linking import Entities
from corpus.spans import Span

_CHAIN = frozenset("NOUN ADJ PROPN NUM".split())
_APART = frozenset({",", ":", "-", "–", "—"})
_OWNER = frozenset({"'s", "’s", "'", "’"})
_CALLED = frozenset({"named", "called"})
_PERSONS = lx.PERSON_NOUNS | lx.SPOKES_NOUNS | lx.EXPERT_NOUNS | lx.SOURCE_NOUNS
# Words behind which a description gives the name: `who gave her name as`, `surnamed`.
_GIVING = frozenset("name surname surnamed nicknamed identified introduced".split())
_NEAR, _CLAUSE = 5, 14
_LONGEST = 9  # words between a description and the name


def introduced(entities: Entities, party: Party) -> Party | None:
    """The person or body that a source's words only lead to, or None if they lead to nobody.

    From a body's name to a person, from a description to a person or body: over nouns and
    adjectives, and over a preposition only with the name of a body right before the person.
    """
    sent, mention = party.sent, party.mention
    if sent is None or mention is None or not _may_lead(party):
        return None
    found = (
        _beside(entities, party)
        or _given(entities, party)
        or _ahead(entities, sent, mention.end, owned=party.kind == "name")
    )
    if found is None:
        return None
    span, cluster = found
    if cluster is party.cluster or not _fits(party, sent, cluster):
        return None
    head = party.head if party.kind == "nominal" else _last(sent, span)
    return Party(cluster, span, "name", 0.8, sent, head)


def named_in_series(entities: Entities, sent: Sentence, at: int) -> list[Party]:
    """The bodies or persons that a plural names at once: `unions A and B`, `judges, A and B`."""
    token = sent.tokens[at]
    if token.upos != "NOUN" or "Number=Plur" not in token.feats:
        return []
    found: list[tuple[Span, Cluster]] = []
    joined = False
    first = at + 1 + any(t.text in _APART for t in sent.tokens[at + 1 : at + 2])
    for token in sent.tokens[first : first + 25]:
        name = entities.at((token.start, token.end))
        if name is not None:
            if name not in found:
                found.append(name)
        elif token.upos == "CCONJ":
            joined = True
        elif token.text not in (",", "the", "The"):
            break
    ahead = sent.tokens[first : first + 1]
    at_once = bool(found) and bool(ahead) and found[0][0].start == ahead[0].start
    alike = {cluster.label for _, cluster in found} in ({"ORG"}, {"PERSON"})
    if not (joined and at_once and alike and len(found) > 1):
        return []
    return [Party(cluster, span, "name", 0.8, sent, at) for span, cluster in found]


def _beside(entities: Entities, party: Party) -> tuple[Span, Cluster] | None:
    """The name right behind the noun of a description that takes it in."""
    if party.kind != "nominal" or party.head is None or party.sent is None:
        return None
    ahead = party.sent.tokens[party.head + 1 : party.head + 3]
    if ahead and ahead[0].text == "The":  # the name’s own article
        ahead = ahead[1:]
    found = entities.at((ahead[0].start, ahead[0].end)) if ahead else None
    return found if found is not None and found[0].start == ahead[0].start else None


def _given(entities: Entities, party: Party) -> tuple[Span, Cluster] | None:
    """The name that a description gives behind its noun: `a carter who gave his name as Brand`."""
    if party.kind != "nominal" or party.head is None or party.sent is None:
        return None
    told = -_NEAR
    for token in party.sent.tokens[party.head + 1 : party.head + 1 + _CLAUSE]:
        name = entities.at((token.start, token.end))
        if name is not None and token.i - told < _NEAR and name[1].label == "PERSON":
            return name
        if token.text.lower() in _GIVING:
            told = token.i
    return None


def _may_lead(party: Party) -> bool:
    if party.kind == "name":
        return party.cluster.label in ("ORG", "PLACE", "GROUP", "WORK")
    if party.kind != "nominal" or party.head is None or party.sent is None:
        return False
    head = party.sent.tokens[party.head]
    return head.upos in ("NOUN", "PROPN") and "Number=Plur" not in head.feats


def _fits(party: Party, sent: Sentence, cluster: Cluster) -> bool:
    if party.kind == "name":
        return cluster.label == "PERSON"
    assert party.head is not None
    lemma = sent.tokens[party.head].lemma.lower()
    if lemma in lx.DOCUMENT_NOUNS:
        return False
    if lemma in _PERSONS or lemma in lx.TITLES:
        return cluster.label == "PERSON"
    return cluster.label in ("PERSON", "ORG")


def _ahead(
    entities: Entities, sent: Sentence, start: int, *, owned: bool
) -> tuple[Span, Cluster] | None:
    """The name that words without a break lead to from ``start``."""
    first = next((t.i for t in sent.tokens if t.start >= start), len(sent.tokens))
    bound = False  # a preposition was passed
    for token in sent.tokens[first : first + _LONGEST]:
        name = entities.at((token.start, token.end))
        if name is not None and name[0].start == token.start:
            if name[1].label == "PERSON" or not (bound or _leads_on(entities, sent, name[0])):
                before = sent.tokens[token.i - 1]
                close = not bound or _ends_name(entities, before)
                return name if close else None
            continue
        if name is not None:
            continue
        if token.i == first and token.text in _OWNER and owned:
            continue
        if token.upos == "ADP" and not owned:
            bound = True
            continue
        if token.text.lower() in _CALLED:
            continue
        if token.upos not in _CHAIN and not (bound and token.upos == "DET"):
            return None
    return None


def _leads_on(entities: Entities, sent: Sentence, span: Span) -> bool:
    """Whether a body's name is itself followed by a noun or a name."""
    following: Token | None = next((t for t in sent.tokens if t.start >= span.end), None)
    return following is not None and (following.upos in _CHAIN or following.text in _OWNER)


def _ends_name(entities: Entities, token: Token) -> bool:
    found = entities.at((token.start, token.end))
    return found is not None and found[1].label in ("ORG", "PLACE")


def _last(sent: Sentence, span: Span) -> int | None:
    return next((t.i for t in reversed(sent.tokens) if t.start < span.end), None)
