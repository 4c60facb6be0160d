"""Noun phrases around a head: the core, the shortest identifying description, the whole."""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Mention, Sentence, Token
from corpus.spans import Span

_LEFT = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "advmod", "case", "punct"})


def tokens_in(sent: Sentence, span: Span | Mention) -> list[Token]:
    """The tokens of a sentence that begin within a span."""
    return [t for t in sent.tokens if span.start <= t.start < span.end]


def top_of(sent: Sentence, inside: list[Token]) -> Token | None:
    """The token of a stretch whose head lies outside it; None without a parse."""
    if not sent.parsed:
        return None
    own = {token.i for token in inside}
    return next((token for token in inside if token.head not in own), None)


def described(sent: Sentence, inside: list[Token]) -> Token:
    """The head of the phrase that a mention belongs to: of its title where it follows one."""
    top = top_of(sent, inside) or inside[0]
    while top.head >= 0 and top.dep in ("appos", "flat", "compound"):
        if sent.tokens[top.head].upos not in ("NOUN", "PROPN"):
            break
        top = sent.tokens[top.head]
    return top


def core_of(sent: Sentence, head: int) -> list[int]:
    """Token indices of the noun phrase without clauses, appositions and right-hand phrases."""
    out = [head]
    stack = [head]
    while stack:
        i = stack.pop()
        for j in sent.children[i] if sent.parsed else ():
            token = sent.tokens[j]
            left = j < head and token.dep in _LEFT
            if left or (j > head and token.dep in ("flat", "compound", "goeswith", "fixed")):
                out.append(j)
                stack.append(j)
    return sorted(out)


def without_case(sent: Sentence, head: int) -> list[Token]:
    """The words of the core but for its prepositions; never without the head, whatever it is."""
    tokens = [sent.tokens[j] for j in core_of(sent, head)]
    return [token for token in tokens if token.i == head or token.dep != "case"]


def case_of(sent: Sentence, token: Token) -> set[str]:
    """The prepositions of a phrase; none where there is no tree."""
    below = [sent.tokens[j] for j in (sent.children[token.i] if sent.parsed else ())]
    return {t.text.lower() for t in below if t.dep == "case"}


def description(sent: Sentence, head: int) -> Span:
    """The shortest identifying phrase: the core, and the first phrase that specifies it.

    When they spoke does not: `state television on Friday`.
    """
    toks = sent.tokens
    keep = core_of(sent, head)
    while len(keep) > 1 and (toks[keep[0]].upos == "PUNCT" or toks[keep[0]].dep == "case"):
        keep = keep[1:]
    definite = any(toks[j].text.lower() == "the" for j in keep)
    for j in sent.children[head] if sent.parsed else ():
        if j > head and toks[j].deprel == "nmod" and not (definite and len(keep) > 2):
            part = sent.subtree(j)
            dated = toks[j].text.lower() in lx.DAYS
            if part and part[0] == max(keep) + 1 and not dated:
                keep = [*keep, *_short(sent, j, part)]
                for other in shared_by(sent, head):
                    keep += core_of(sent, other)
            break
    return Span(toks[keep[0]].start, max(toks[k].end for k in keep))


def shared_by(sent: Sentence, head: int) -> list[int]:
    """The names that have a plural in common with a first: `the leaders of Norland and Vell`.

    A parse may hang the second from the plural itself, as if it were another beside the leaders.
    """
    toks = sent.tokens
    if not sent.parsed or "Number=Plur" not in toks[head].feats or toks[head].upos != "NOUN":
        return []
    first = next((j for j in sent.children[head] if j > head and toks[j].deprel == "nmod"), None)
    if first is None or toks[first].upos != "PROPN":
        return []
    if not {"of", "from", "for"} & case_of(sent, toks[first]):
        return []
    beside = [*sent.children[first], *(j for j in sent.children[head] if j > first)]
    found: list[int] = []
    for j in sorted(j for j in beside if toks[j].dep == "conj" and toks[j].upos == "PROPN"):
        last = max(core_of(sent, [first, *found][-1]))
        stretch = toks[last + 1 : min(core_of(sent, j))]
        if {t.text.lower() for t in stretch if t.upos != "PROPN"} <= {",", "and"}:
            found.append(j)
    told = any(t.text.lower() == "and" for t in toks[first : max(found, default=first)])
    return found if told else []


def _short(sent: Sentence, head: int, part: list[int]) -> list[int]:
    """A modifying phrase up to its head, so that its own modifiers stay out."""
    return [k for k in part if k <= head or k in core_of(sent, head)]


def phrase_of(sent: Sentence, head: int) -> Span:
    part = sent.subtree(head) if sent.parsed else [head]
    toks = sent.tokens
    stop = next(
        (j for j in part if j > head and toks[j].deprel in ("acl:relcl", "parataxis")), None
    )
    part = [j for j in part if stop is None or j < stop]
    return Span(toks[part[0]].start, max(toks[k].end for k in part))
