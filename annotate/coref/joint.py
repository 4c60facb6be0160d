"""Several speakers of the same words: joined by `and`, or `the two` who were named before."""

from __future__ import annotations

import re

from annotate import lexicon as lx
from annotate.analysis import Sentence
from annotate.context import Context
from annotate.coref.candidates import Candidates
from annotate.coref.naming import described_span, is_definite, own_core
from annotate.coref.party import Party
from annotate.linking import Entities
from annotate.reportable import SPEAKING_NOUNS

_PAIR = frozenset("both pair duo couple".split())
_AND_NAME = re.compile(r"\s+and\s+(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?(?=[^\W\d_])")


def joined(sent: Sentence, head: int) -> list[int]:
    """Heads of further speakers that `and` joins to the first."""
    if not sent.parsed:
        return []
    conjuncts = [j for j in sent.children[head] if sent.tokens[j].dep == "conj"]
    last = max(conjuncts, default=head)
    told = any(token.upos == "CCONJ" for token in sent.tokens[head:last])
    return [j for j in conjuncts if told and _another(sent, head, j)]


def named_with(ctx: Context, entities: Entities, first: Party, sent: Sentence) -> Party | None:
    """The second of `Ada Quist and Tom Brand said`, where the tree does not join them."""
    assert first.mention is not None
    match = _AND_NAME.match(ctx.text, first.mention.end)
    found = entities.at((match.end(), match.end() + 1)) if match else None
    if match is None or found is None or found[0].start != match.end():
        return None
    span, cluster = found
    following = next((t for t in sent.tokens if t.start >= span.end), None)
    person = first.cluster.label == cluster.label == "PERSON" and cluster is not first.cluster
    if not person or following is None or following.upos not in ("VERB", "AUX"):
        return None
    return Party(cluster, span, "name", 0.7, sent, first.head)


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


def two_before(pool: Candidates, entities: Entities, sent: Sentence, head: int) -> list[Party]:
    """`the two`, `both leaders`, `the pair`: those who were last named together."""
    token = sent.tokens[head]
    words = {sent.tokens[j].text.lower() for j in own_core(sent, head)}
    lemma = token.lemma.lower()
    told = words & _PAIR or ("two" in words and ("the" in words or is_definite(sent, head)))
    clusters = pool.two_before(token.start) if told else ()
    persons = {cluster.label == "PERSON" for cluster in clusters}
    if (lemma in lx.PERSON_NOUNS and persons != {True}) or (
        token.upos == "NOUN" and lemma not in lx.PERSON_NOUNS | _PAIR and persons != {False}
    ):
        return []
    span = described_span(sent, head)
    for cluster in clusters:
        entities.note(cluster, span)
    return [Party(cluster, span, "nominal", 0.7, sent, head) for cluster in clusters]
