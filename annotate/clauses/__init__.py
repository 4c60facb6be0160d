"""Reports in a parsed sentence, by the frame of their cue (see `annotate.lexicon`).

The constructions are those that Pareti (2015, "Attribution: a computational approach", ch. 5) and
Vaucher et al. (2021, the Quotebank patterns) list: finite complements before, after and around
the cue, infinitives, gerunds, predicates, `according to`, cue nouns with a clause. Quotation marks
play no part here; `annotate.quotations` brings them in.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clauses.asides import final_cue, parenthesis
from annotate.clauses.finite import aside, finite, loose
from annotate.clauses.frames import (
    according,
    climbed,
    gerund,
    in_words,
    infinitive,
    noun,
    phrase,
    predicate,
)
from annotate.clauses.report import Frame, Report
from annotate.clauses.tree import cue_tokens, negated, strip_edges, subject, token_spans

__all__ = [
    "Frame",
    "Report",
    "climbed",
    "cue_tokens",
    "negated",
    "reports",
    "subject",
    "token_spans",
]


def reports(sent: Sentence, skip: Callable[[Token], bool] = lambda token: False) -> list[Report]:
    """All reports of a parsed sentence; ``skip`` tells tokens that cannot be cues."""
    out: list[Report] = []
    for token in sent.tokens:
        if skip(token):
            continue
        found = _report(sent, token)
        if found is not None:
            out.append(found)
    _part_participles(out)
    return out


def _part_participles(found: list[Report]) -> None:
    """Give `…, adding that …` to the speaker of the report it was parsed into.

    A participle of saying after a comma almost always shares the subject of the reporting verb,
    wherever the parser hung it.
    """
    for report in found:
        token = report.sent.tokens[report.verb]
        if token.xpos != "VBG" or token.lemma not in lx.STATING - lx.WEAK or token.i == 0:
            continue
        if report.sent.tokens[token.i - 1].text != ",":
            continue
        for outer in found:
            if outer is report or outer.verb > token.i or token.i not in outer.content:
                continue
            if outer.frame in ("finite", "phrase", "infinitive"):
                outer.content = strip_edges(report.sent, [i for i in outer.content if i < token.i])
                outer.wide = [i for i in outer.wide if i < token.i]
                report.source = outer.source


def _quotes_as_saying(sent: Sentence, token: Token) -> bool:
    """`quoted Quist as saying that …`: the saying is the cue."""
    following = [t.text.lower() for t in sent.tokens[token.i + 1 : token.i + 14]]
    return token.lemma in ("quote", "cite") and ("as", "saying") in pairwise(following)


def _report(sent: Sentence, token: Token) -> Report | None:
    lemma, i = token.lemma.lower(), token.i
    if token.text.lower() == "according":
        return according(sent, i)
    if token.upos == "NOUN" and lemma in lx.CUE_NOUNS and not final_cue(sent, token):
        return noun(sent, i) or in_words(sent, i)
    if lemma in lx.STATING - lx.WEAK and final_cue(sent, token):
        return loose(sent, i)
    if token.upos not in ("VERB", "AUX") or lemma not in lx.ANY_CUE:
        return None
    if token.dep in ("amod", "compound", "case", "aux") or _quotes_as_saying(sent, token):
        return None
    trials: list[Callable[[Sentence, int], Report | None]] = []
    if lemma in lx.CALLING:
        trials.append(predicate)
    if lemma in lx.GERUND:
        trials.append(gerund)
    if lemma in lx.COMMITTING | lx.DIRECTING | lx.WANTING:
        trials.append(infinitive)
    if lemma in lx.STATING - lx.WEAK:
        trials.append(parenthesis)
    if lemma in lx.FINITE | lx.WANTING | lx.UTTERING:
        trials.append(finite)
    if lemma in lx.STATING - lx.WEAK:
        trials.append(loose)
    if lemma in (lx.VOICING | lx.CALLING) - lx.PORTRAYING:
        trials.append(phrase)
    for trial in trials:
        found = trial(sent, i)
        if found is not None:
            return aside(found) if lemma in lx.STATING else found
    return None
