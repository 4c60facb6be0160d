"""Who is meant where the words beside a mention do not say it, but the sentences around do."""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clauses import subject
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.coref.candidates import PRONOUNS, Candidates, pronoun_class, role, sign_of
from annotate.linking import Entities

_BEARING = frozenset(
    "carry hold wave bear wear display raise unfurl brandish hoist lift hang".split()
)
_ASSEMBLING = frozenset(
    "march walk gather stand protest parade rally demonstrate assemble turn come appear".split()
)
_WITH = frozenset("behind with under beneath".split())


def only_name(ctx: Context, entities: Entities, token: Token, sent: Sentence) -> Cluster | None:
    """The name that a pronoun must stand for, where no candidate of its kind was mentioned.

    A name that is the subject of the sentence before it, whatever the tagger of names took it
    for: `he` is a person, `it` is none. Or, where the article opens with the pronoun, the name
    that the next sentence has for its subject: news likes to keep its hero back so.
    """
    word = token.text.lower()
    if word not in PRONOUNS or pronoun_class(word) == "t":
        return None
    for step, fitting in ((-1, None), (1, "PERSON")):
        other = _beside(ctx, sent, step)
        if other is None or (step > 0 and entities.within((0, sent.end))):
            continue
        found = [c for c in _subjects(ctx, entities, other) if fitting in (None, c.label)]
        if len(found) != 1 or (step > 0 and pronoun_class(word) == "i"):
            continue
        cluster = found[0]
        if cluster.entry is not None or cluster.gender * sign_of(word) < 0:
            continue
        if len(cluster.spans) == 1:
            cluster.label = "ORG" if pronoun_class(word) == "i" else "PERSON"
        return cluster
    return None


def only_person(pool: Candidates, offset: int) -> Cluster | None:
    """The one person named before words that stand free at the head of an article."""
    named = {
        id(seen.who.cluster): seen.who.cluster
        for seen in pool.before(offset)
        if not seen.quoted and seen.who.cluster is not None
        if seen.who.cluster.label == "PERSON"
    }
    return next(iter(named.values())) if len(named) == 1 else None


def _beside(ctx: Context, sent: Sentence, step: int) -> Sentence | None:
    i = sent.index + step
    other = ctx.sentences[i] if 0 <= i < len(ctx.sentences) else None
    near = other is not None and abs(other.paragraph - sent.paragraph) <= 1
    return other if near else None


def _subjects(ctx: Context, entities: Entities, sent: Sentence) -> list[Cluster]:
    """The names outside marks that are, or may be, the subject of a sentence: before its verb."""
    out: list[Cluster] = []
    verb = next((t.start for t in sent.tokens if t.upos in ("VERB", "AUX")), sent.end)
    for span, cluster in entities.within((sent.start, verb)):
        head = next((t for t in reversed(sent.tokens) if t.start < span.end), None)
        if head is None or ctx.quoted(head) or cluster in out:
            continue
        if not sent.parsed or role(sent, head.i) in "ms" or _in_subject(sent, head):
            out.append(cluster)
    return out


def _in_subject(sent: Sentence, token: Token) -> bool:
    while token.dep in ("flat", "appos", "compound") and token.head >= 0:
        token = sent.tokens[token.head]
    return token.dep == "nsubj"


def bearers_of(sent: Sentence, head: int) -> int | None:
    """Head of the phrase for those who bear a banner or a placard, where the sentence tells."""
    token = sent.tokens[head]
    if token.lemma not in lx.BORNE_NOUNS or not sent.parsed or token.head < 0:
        return None
    above = sent.tokens[token.head]
    if token.dep == "obj" and above.lemma in _BEARING:
        return subject(sent, above.i)
    case = {
        sent.tokens[j].text.lower() for j in sent.children[head] if sent.tokens[j].dep == "case"
    }
    if token.dep == "obl" and case & _WITH and above.lemma in _ASSEMBLING:
        return subject(sent, above.i)
    if token.dep == "nmod" and "with" in case and above.upos in ("NOUN", "PROPN"):
        return above.i
    return None
