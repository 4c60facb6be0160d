"""Several speakers of the same words: joined by `and`, or `the two`, `all three` named before."""

from __future__ import annotations

import re

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.coref.candidates import Candidates
from annotate.coref.naming import described_span
from annotate.coref.party import Party
from annotate.linking import Entities
from annotate.phrases import shared_by
from annotate.reportable import SPEAKING_NOUNS
from corpus.spans import Span

_FAR = 300  # characters on either side within which names in a row stand
_LIGHT = ("AUX", "ADV", "PART")
_BEFORE_NAME = r"(?:(?:the|Mr|Mrs|Ms|Dr)\.?\s+)?"
_AND = re.compile(rf",?\s+and\s+{_BEFORE_NAME}")
_COMMA = re.compile(rf",\s+{_BEFORE_NAME}")


def joined(sent: Sentence, head: int) -> list[int]:
    """Heads of further speakers that `and` joins to the first."""
    if not sent.parsed:
        return []
    owners = shared_by(sent, head)  # `the leaders of Norland and Vell` are no third speaker
    conjuncts = [j for j in sent.children[head] if sent.tokens[j].dep == "conj" and j not in owners]
    last = max(conjuncts, default=head)
    told = any(token.upos == "CCONJ" for token in sent.tokens[head:last])
    return [j for j in conjuncts if told and _another(sent, head, j)]


def joined_first(sent: Sentence, head: int) -> int:
    """The pronoun that opens a series whose second member was taken: `he and many others said`."""
    token = sent.tokens[head]
    above = sent.tokens[token.head] if sent.parsed and token.head >= 0 else token
    opens = token.dep == "conj" and above.upos == "PRON" and above.deprel == "nsubj"
    return above.i if opens and above.i < head else head


def named_with(
    ctx: Context, entities: Entities, first: Party, sent: Sentence, verb: Token
) -> list[Party]:
    """The others of `Ada Quist, Tom Sarr and Irena Marn said`, where no tree joins them.

    ``verb`` is what they did; only auxiliaries and adverbs stand between.
    """
    assert first.mention is not None
    around = Span(max(sent.start, first.mention.start - _FAR), first.mention.end + _FAR)
    names = [
        (span, cluster)
        for span, cluster in entities.within(around)
        if cluster.label == first.cluster.label and cluster.label in ("PERSON", "ORG")
    ]
    run = _run(ctx.text, names, first.mention)
    between = [t for t in sent.tokens if run and run[-1][0].end <= t.start < verb.start]
    if not run or run[-1][0].end > verb.start or any(t.upos not in _LIGHT for t in between):
        return []
    others = {id(c): (span, c) for span, c in run if c is not first.cluster}
    return [Party(c, span, "name", 0.7, sent, first.head) for span, c in others.values()]


def _run(text: str, names: list[tuple[Span, Cluster]], own: Span) -> list[tuple[Span, Cluster]]:
    """Names with nothing but commas between them, and `and` before the last: that of ``own``."""
    run: list[tuple[Span, Cluster]] = []
    for name in names:
        gap = (run[-1][0].end, name[0].start) if run else None
        if gap is not None and _AND.fullmatch(text, *gap):
            run.append(name)
            if any(span == own for span, _ in run):
                return run
            run = []
        elif gap is not None and _COMMA.fullmatch(text, *gap):
            run.append(name)
        else:
            run = [name]
    return []


def _another(sent: Sentence, head: int, j: int) -> bool:
    """Whether a conjunct is a second speaker, and not a second title of the first."""
    token = sent.tokens[j]
    if token.upos not in ("NOUN", "PROPN", "PRON"):
        return False
    bare = not any(sent.tokens[k].dep == "det" for k in sent.children[j])
    common = token.upos == "NOUN" or token.lemma.lower() in lx.TITLES
    if bare and common and "Plur" not in token.feats:
        return sent.tokens[head].upos == "PRON"
    return token.upos != "NOUN" or token.lemma.lower() in SPEAKING_NOUNS


def together(pool: Candidates, entities: Entities, sent: Sentence, head: int) -> list[Party]:
    """The speakers whom `the two`, `both leaders` or `all three firms` stand for."""
    clusters = pool.together(sent, head)
    span = described_span(sent, head) if clusters else None
    if span is None:
        return []
    for cluster in clusters:
        entities.note(cluster, span)
    return [Party(cluster, span, "nominal", 0.7, sent, head) for cluster in clusters]
