"""Names that only their sentence shows to be media: what they are said to do, no other body does.

Not every name says that it is a medium's. But who quotes somebody `as saying`, carries a statement,
reports `citing officials` or ends a sentence as who `reported` it is one, and what somebody posts
on is a platform.
"""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clusters import Cluster
from annotate.phrases import tokens_in, top_of
from corpus.records import OutletKind
from corpus.spans import Span

_CARRYING = frozenset("carry publish air broadcast run relay".split())
# What a medium carries for others; a report or figures are published by those who made them.
_CARRIED = frozenset("statement interview remark comment letter speech address message".split())
# What is done on platforms alone, so that `on` any name behind it tells one.
_ONLINE = frozenset("post repost livestream stream".split())
# Words in the names of broadcasters.
_BROADCASTING = frozenset("radio tv television broadcasting channel fm".split())
_AGENCIES = frozenset("agency bureau wire newswire service".split())
# Bodies that publish without being media; a bureau or an agency may be either.
_OFFICES = (lx.GOVERNMENT_NOUNS | frozenset("union party committee office".split())) - {"bureau"}


def acting_medium(sent: Sentence, span: Span, cluster: Cluster) -> OutletKind | None:
    """The kind of medium or platform that a name acts as in its sentence, or None."""
    if cluster.entry is not None or cluster.label == "PERSON":
        return None
    inside = tokens_in(sent, span)
    top = top_of(sent, inside)
    if top is None or top.head < 0:
        return None
    words = cluster.name.lower().split()
    before = [t.text.lower() for t in sent.tokens[: inside[0].i]][-1:]
    governor = sent.tokens[top.head]
    case = {sent.tokens[j].text.lower() for j in sent.children[top.i]}
    if "on" in case and governor.lemma in _ONLINE and before == ["on"]:
        return "social_media"
    if not set(words) & _OFFICES and _publishes(sent, top, governor, case):
        return _kind(words)
    return None


def _publishes(sent: Sentence, top: Token, governor: Token, case: set[str]) -> bool:
    """Whether the name carries, quotes or reports what others said."""
    if "by" in case and governor.lemma in _CARRYING and governor.dep == "acl":
        return sent.tokens[governor.head].lemma in _CARRIED
    below = [sent.tokens[j] for j in sent.children[governor.i]]
    quoting = governor.lemma in ("quote", "cite") and any(t.text == "saying" for t in below)
    if quoting:
        return top.deprel == "nsubj" or "by" in case
    citing = any(t.text.lower() in ("citing", "quoting") and t.dep == "advcl" for t in below)
    last = all(t.upos == "PUNCT" for t in sent.tokens[governor.i + 1 :])
    reports = governor.lemma == "report" and (citing or (last and top.i < governor.i))
    return top.dep == "nsubj" and (reports or (governor.lemma == "say" and citing))


def _kind(words: list[str]) -> OutletKind:
    if set(words) & _BROADCASTING:
        return "broadcaster"
    return "news_agency" if words[-1] in _AGENCIES else "media"
