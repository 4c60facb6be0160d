"""Cues beside or within what they report, where the parse took them for something else."""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clauses.report import Report
from annotate.clauses.tree import (
    FINITE_FORMS,
    NOMINAL,
    TIMES,
    cue_tokens,
    kids,
    strip_edges,
    top_nominal,
)


def parenthesis(sent: Sentence, v: int) -> Report | None:
    """`The glacier, warned a hydrologist, has lost …`, the reversed cue parsed as a participle.

    A participle would have its agent behind `by`; a bare noun phrase up to the next comma is the
    subject of a verb that stands before it (Quirk et al. 1985, §14.29).
    """
    toks = sent.tokens
    if v < 2 or toks[v - 1].text != "," or toks[v].xpos not in ("VBD", "VBN", "VBZ"):
        return None
    end = next((t.i for t in toks[v + 1 : v + 16] if t.text == ","), None)
    part = toks[v + 1 : end]
    if end is None or not part or part[0].upos not in ("DET", "ADJ", *NOMINAL):
        return None
    if any(t.upos in ("VERB", "AUX", "SCONJ") for t in part):
        return None
    who = any(t.upos in ("PROPN", "PRON") or t.lemma.lower() in _SPEAKING for t in part)
    if not who or any(t.lemma in TIMES for t in part):
        return None
    rest = toks[end + 1 :]
    left = toks[: v - 1]
    if not any(t.upos in ("VERB", "AUX") for t in rest) or any(
        t.xpos in FINITE_FORMS for t in left
    ):
        return None
    content = strip_edges(sent, [t.i for t in (*toks[: v - 1], *rest)])
    source = top_nominal(sent, {t.i for t in part})
    return Report(sent, "inverted", v, cue_tokens(sent, v), content, source, 0.7)


_SPEAKING = (
    lx.PERSON_NOUNS | lx.GROUP_NOUNS | lx.EXPERT_NOUNS | lx.SPOKES_NOUNS | lx.MEDIA_NOUNS
) - lx.CUE_NOUNS


def final_cue(sent: Sentence, token: Token) -> bool:
    """A cue tagged as a plural noun: `X, a court filing alleges.`, the last word of its sentence.

    Between the comma and it stands a noun phrase that is complete without it.
    """
    toks, i = sent.tokens, token.i
    if token.xpos != "NNS" or i < 6 or any(t.upos != "PUNCT" for t in toks[i + 1 :]):
        return False
    begin = next((t.i for t in reversed(toks[:i]) if t.text == ","), None)
    part = toks[begin + 1 : i] if begin is not None else []
    if not part or len(part) > 8 or part[-1].xpos not in ("NN", "NNP"):
        return False
    opens = part[0].upos == "DET" or part[0].xpos == "NNP"
    return opens and any(t.xpos in FINITE_FORMS for t in toks[:begin])


def bare_aside(sent: Sentence, v: int, j: int) -> bool:
    """Whether a clause behind a comma is but another credit: `X, Y said, the agency reported`."""
    toks = sent.tokens
    part = sent.subtree(j)
    words = [i for i in part if toks[i].upos != "PUNCT"]
    return (
        j > v
        and part[0] > 0
        and toks[v].lemma in lx.STATING
        and "," in (toks[part[0]].text, toks[part[0] - 1].text)
        and toks[j].lemma in lx.STATING
        and words[-1] == j
        and all(toks[k].dep in ("nsubj", "punct", "advmod", "aux") for k in sent.children[j])
    )


def reversed_aside(sent: Sentence, v: int) -> bool:
    """`X, said Y`, parsed as a second clause: without `and`, its subject behind it."""
    toks = sent.tokens
    return (
        toks[v].dep == "conj"
        and v > 0
        and toks[v - 1].text == ","
        and not kids(sent, v, "cc")
        and all(j > v for j in kids(sent, v, "nsubj"))
    )
