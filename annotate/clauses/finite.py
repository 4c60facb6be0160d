"""Finite clauses as contents: `said (that) X`, `X, said Y`, `X, Y said, Z`, `Y said: X`."""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence
from annotate.clauses.asides import bare_aside, reversed_aside
from annotate.clauses.report import Report
from annotate.clauses.tree import (
    FINITE_FORMS,
    TIMES,
    clause_top,
    cue_tokens,
    has_case,
    is_finite,
    kids,
    minus,
    phrase_before,
    strip_edges,
    subject,
    top_nominal,
)

# Dependents that end a clause which the cue governs, rather than belong to it.
BREAKERS = frozenset({"conj", "cc", "punct", "parataxis", "nsubj", "csubj", "ccomp", "discourse"})
_SAYING_FORMS = frozenset({"VBD", "VBZ", "VBP", "VBG", "VBN"})


def finite(sent: Sentence, v: int) -> Report | None:
    """`said (that) X`, `X, said Y`, `X, Y said, Z`, `Y said: X`."""
    toks = sent.tokens
    token = toks[v]
    right = kids(sent, v, "ccomp", "parataxis")
    comps = [j for j in right if toks[j].dep == "ccomp" and not bare_aside(sent, v, j)]
    if not comps:
        comps = [j for j in right if _after_colon(sent, v, j)]
    if not comps and token.lemma in ("tell", "ask", "remind", "assure", "inform", "warn"):
        comps = [j for j in kids(sent, v, "xcomp", "obj") if is_finite(sent, j)]
    if v + 1 < len(toks) and toks[v + 1].text.lower() == "that":
        comps = [j for j in comps if j > v]
    if comps:
        content: set[int] = set()
        for head in comps:
            content.update(complement(sent, v, head))
        # the cue's own subtree may sit inside a clause that precedes it
        kept = [i for i in sorted(content) if i != v]
        kept = strip_edges(sent, kept)
        if comps[0] > v:
            kept = _to_the_end(sent, v, kept)
            return Report(sent, "finite", v, cue_tokens(sent, v), kept, subject(sent, v), 0.9)
        return _behind(sent, v, kept, 0.9)
    return inverted(sent, v)


def complement(sent: Sentence, v: int, head: int) -> list[int]:
    """Tokens of a clause to the right of its cue, with what the parser hung too high.

    A phrase that follows the clause but is attached to the cue (`said he would go on Monday`)
    is mostly a part of the clause, so it is taken in unless it starts a report of its own.
    """
    part = sent.subtree(head)
    if head < v:
        return part
    toks = sent.tokens
    end = max(part)
    for j in sent.children[v]:
        if j > end and toks[j].dep not in BREAKERS and not _starts_report(sent, j):
            part = sorted({*part, *sent.subtree(j)})
            end = max(end, max(part))
    return part


# What may open a clause behind the reported one that is the reporter's own.
_OWN_CLAUSE = frozenset(
    """as while after when in during at speaking ahead following before amid days hours two on
    according citing quoting referring despite since""".split()
)
_ADVERBIALS = frozenset("on in at during after to from by late early last this earlier".split())


def _to_the_end(sent: Sentence, v: int, content: list[int]) -> list[int]:
    """A reported clause that the parser cut short, taken to where the sentence goes elsewhere.

    After the main verb of saying nearly all that follows is what was said.
    """
    toks = sent.tokens
    token = toks[v]
    main = token.dep in ("root", "conj", "parataxis", "ccomp") and token.xpos in FINITE_FORMS
    if not content or not main or token.lemma not in lx.STATING - lx.WEAK - lx.ADDRESSING:
        return content
    first, last = content[0], content[-1]
    between = toks[v + 1 : first]
    if between and between[0].upos in ("ADP", "SCONJ") and between[0].text.lower() in _LIKE:
        content = [*(t.i for t in between), *content]
    rest = toks[last + 1 :]
    out = list(content)
    for token in rest:
        following = toks[token.i + 1].text.lower() if token.i + 1 < len(toks) else ""
        if token.text in (";", ":", "—", "–") or token.text.lower() == "according":
            break
        if token.text == "," and (following in _OWN_CLAUSE or following_report(sent, token.i)):
            break
        if token.upos == "CCONJ" and following_report(sent, token.i):
            break
        out.append(token.i)
    return strip_edges(sent, out)


_LIKE = frozenset("like as if when unless although though because since while".split())


def _starts_report(sent: Sentence, j: int) -> bool:
    token = sent.tokens[j]
    if token.dep != "advcl":
        return token.dep == "obl" and has_case(sent, j, "according", "in", "during", "at")
    return token.lemma in lx.ANY_CUE and token.text.lower().endswith("ing")


def _after_colon(sent: Sentence, v: int, j: int) -> bool:
    return j > v and any(t.text in (":", "：") for t in sent.tokens[v + 1 : j])


def inverted(sent: Sentence, v: int) -> Report | None:
    """The cue as an aside of what it reports: `X, the ministry said, Y`."""
    toks = sent.tokens
    token = toks[v]
    aside = token.dep in ("parataxis", "dep", "advcl", "appos") or reversed_aside(sent, v)
    if token.head < 0 or not aside:
        return None
    if token.dep == "advcl" and not any(
        toks[j].text.lower() == "as" for j in kids(sent, v, "mark", "case", "advmod")
    ):
        return None
    own = [j for j in kids(sent, v, "obj", "ccomp") if not bare_aside(sent, v, j)]
    if own or not kids(sent, v, "nsubj"):
        return None
    if _after_colon(sent, token.head, v):
        return None
    whole = sent.subtree(clause_top(sent, token.head))
    content = strip_edges(sent, minus(sent, whole, v))
    return _behind(sent, v, content, 0.85) if content else None


def _behind(sent: Sentence, v: int, content: list[int], score: float) -> Report:
    """A report whose cue stands behind its content: the phrase beside the cue is the source."""
    source = subject(sent, v)
    beside = phrase_before(sent, v)
    if beside:
        if source is None or source not in beside:
            source = top_nominal(sent, beside)
        content = strip_edges(sent, [i for i in content if i not in beside])
    elif source is not None and source < v and source in content:
        source = next((j for j in kids(sent, v, "nsubj", "obj") if j > v), source)
    return Report(sent, "inverted", v, cue_tokens(sent, v), content, source, score)


def aside(report: Report) -> Report:
    """Mend `An envoy's job, he said, should be …`: the aside's own phrase is the source."""
    sent, v = report.sent, report.verb
    following = sent.tokens[v + 1].text if v + 1 < len(sent.tokens) else "."
    beside = phrase_before(sent, v) if following in (",", ".") else set()
    if not beside or report.source in beside or report.frame not in ("finite", "inverted"):
        return report
    rest = [t.i for t in sent.tokens if t.i not in beside and t.i != v]
    return Report(
        sent,
        "inverted",
        v,
        report.cue,
        strip_edges(sent, rest),
        top_nominal(sent, beside),
        report.score * 0.8,
    )


def loose(sent: Sentence, v: int) -> Report | None:
    """A clause beside the cue that the parser did not hang on it: read off the word order.

    To the right, what follows the cue (or its `that`) if it holds a finite verb; to the left,
    what a comma parts from a bare `, the ministry said` at the end of the sentence.
    """
    source = subject(sent, v)
    if source is None:
        source = _nominal_beside(sent, v)
    token = sent.tokens[v]
    if source is None or not (token.xpos in _SAYING_FORMS or token.upos == "NOUN"):
        return None
    content = _clause_right(sent, v)
    if content:
        return Report(sent, "finite", v, cue_tokens(sent, v), content, source, 0.5)
    content = _clause_left(sent, v, source)
    return _behind(sent, v, content, 0.5) if content else None


def _addressee_end(sent: Sentence, v: int) -> int | None:
    """Where the clause begins after `told her`, `told the school they …`, if it can be seen."""
    following = sent.tokens[v + 1 : v + 8]
    for k, token in enumerate(following):
        if (k == 0 and token.upos == "PRON") or token.lemma == "reporter":
            return token.i + 1
        if k and token.text.lower() in ("he", "she", "they", "it", "we", "i", "there"):
            return token.i
        if token.upos in ("VERB", "PUNCT", "SCONJ"):
            return None
    return None


def _nominal_beside(sent: Sentence, v: int) -> int | None:
    before = [t for t in sent.tokens[max(0, v - 3) : v] if t.upos in ("NOUN", "PROPN", "PRON")]
    return before[-1].i if before else None


def _clause_right(sent: Sentence, v: int) -> list[int]:
    toks = sent.tokens
    that = next((t.i for t in toks[v + 1 : v + 9] if t.text.lower() == "that"), None)
    if that is not None and (
        toks[that].xpos == "WDT" or any(t.upos == "PART" for t in toks[v + 1 : that])
    ):
        return []  # a relative clause, or the clause of another verb
    start = that + 1 if that is not None else v + 1
    if that is None and toks[v].xpos == "VBG" and toks[v - 1].text != ",":
        return []
    if that is None and toks[v].lemma in lx.ADDRESSING:
        begin = _addressee_end(sent, v)
        if begin is None:
            return []
        start = begin
    out: list[int] = []
    nominal = finite_verb = False
    for token in toks[start:]:
        if not finite_verb and token.text.lower() in _SUBORDINATORS:
            return []
        if token.upos == "CCONJ" and goes_back_to_cue(sent, token.i):
            break
        if token.text in (";", "—", "–") or (token.text == "," and following_report(sent, token.i)):
            break
        nominal = nominal or token.upos in ("NOUN", "PROPN", "PRON")
        finite_verb = finite_verb or (nominal and token.xpos in FINITE_FORMS)
        out.append(token.i)
    return strip_edges(sent, out) if finite_verb else []


_SUBORDINATORS = frozenset("which who whom whose where that".split())


def goes_back_to_cue(sent: Sentence, conjunction: int) -> bool:
    """Whether `and` is followed by a second verb of the speaker's (`… and expressed hope that`)."""
    following = sent.tokens[conjunction + 1 : conjunction + 3]
    forms = FINITE_FORMS | {"VBN"}
    return any(t.xpos in forms and t.lemma in lx.ANY_CUE for t in following)


def following_report(sent: Sentence, comma: int) -> bool:
    """Whether a comma begins `, and X said …` or `, adding …`."""
    for token in sent.tokens[comma + 1 : comma + 6]:
        if token.upos == "VERB" and token.lemma in lx.STATING - lx.WEAK:
            return True
    return False


def _clause_left(sent: Sentence, v: int, source: int) -> list[int]:
    toks = sent.tokens
    if v + 1 < len(toks) and toks[v + 1].text.lower() == "that":
        return []
    beside = phrase_before(sent, v)
    begin = min(beside) if beside else min(v, source)
    comma = next((t.i for t in reversed(toks[:begin]) if t.text == ","), None)
    rest = toks[max(v, source) + 1 :]
    plain = bool(rest) and (rest[0].upos in ("ADP", "PUNCT") or rest[0].lemma in TIMES)
    if comma is None or comma < 3 or begin - comma > 12 or (len(rest) > 6 and not plain):
        return []
    if any(t.xpos in FINITE_FORMS for t in rest):
        return []
    before = toks[:comma]
    # Behind `…, police said.` the sentence ends: what stands before was said, even where the
    # tagger took its verb for a noun.
    closes = bool(beside) and all(t.upos == "PUNCT" for t in toks[v + 1 :]) and comma > 5
    if not closes and not any(t.xpos in FINITE_FORMS for t in before):
        return []
    return strip_edges(sent, [t.i for t in before])
