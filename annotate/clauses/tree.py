"""What the frames read off a dependency tree: spans, subjects, phrases beside a cue.

Trees are those of Universal Dependencies v2; indices are those of the sentence's tokens.
"""

from __future__ import annotations

from collections.abc import Iterable

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from corpus.spans import Span

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow
    week month year day morning afternoon evening night interview conference january february
    march april may june july august september october november december""".split()
)
FINITE_FORMS = frozenset({"VBD", "VBZ", "VBP", "MD"})


def token_spans(sent: Sentence, indices: Iterable[int]) -> list[Span]:
    """Spans of tokens; a gap of nothing but punctuation and quotation marks does not split."""
    out: list[Span] = []
    last = -2
    for i in sorted(set(indices)):
        token = sent.tokens[i]
        if token.upos == "PUNCT":
            continue
        gap = sent.tokens[last + 1 : i] if last >= 0 else []
        if out and all(between.upos == "PUNCT" for between in gap):
            out[-1] = Span(out[-1].start, max(out[-1].end, token.end))
        else:
            out.append(Span(token.start, token.end))
        last = i
        after = sent.tokens[i + 1 : i + 2]
        if any(t.text == ")" for t in after) and _is_open(sent, out[-1]):
            out[-1] = Span(out[-1].start, after[0].end)
    return out


def _is_open(sent: Sentence, span: Span) -> bool:
    """Whether a bracket opens within a span and does not close: `Ada Quist (44`."""
    inside = [t.text for t in sent.tokens if span.start <= t.start < span.end]
    return inside.count("(") > inside.count(")")


def strip_edges(sent: Sentence, indices: list[int]) -> list[int]:
    """Drop punctuation at both ends, and a leading ``that``."""
    toks = sent.tokens
    cut = next((n for n, i in enumerate(indices) if n and _credit_starts(toks, i)), None)
    indices = indices[:cut]
    lo, hi = 0, len(indices)
    while lo < hi and (
        toks[indices[lo]].upos == "PUNCT"
        or (toks[indices[lo]].text.lower() == "that" and toks[indices[lo]].dep == "mark")
    ):
        lo += 1
    while hi > lo and toks[indices[hi - 1]].upos == "PUNCT":
        hi -= 1
    return indices[lo:hi]


def _credit_starts(toks: list[Token], i: int) -> bool:
    """Whether token ``i`` begins `according to`, which ends whatever it follows."""
    return (
        toks[i].text.lower() == "according"
        and i + 1 < len(toks)
        and toks[i + 1].text.lower() == "to"
    )


def kids(sent: Sentence, i: int, *deps: str) -> list[int]:
    return [j for j in sent.children[i] if sent.tokens[j].dep in deps]


def has_case(sent: Sentence, i: int, *words: str) -> bool:
    return any(sent.tokens[j].text.lower() in words for j in kids(sent, i, "case", "mark"))


def subject(sent: Sentence, v: int) -> int | None:
    """Head token of the party whose words verb ``v`` reports, or None.

    Follows shared subjects up through conjuncts, participles, infinitives and relative clauses.
    A passive verb reports the words of its agent.
    """
    found = _subject(sent, v, 0)
    token = sent.tokens[v]
    if token.xpos != "VBG" or token.lemma not in lx.STATING:
        return found
    person = _quoted_person(sent, v)
    if person is not None:
        return person
    main = next((t for t in reversed(sent.tokens[:v]) if t.xpos in ("VBD", "VBZ", "VBP")), None)
    if main is None or (found is not None and not _between(sent, main.i, found, v)):
        return found
    if main.lemma in ("quote", "cite") and sent.tokens[v - 1].text.lower() == "as":
        quoted = [*kids(sent, main.i, "obj"), *kids(sent, main.i, "nsubj")]
        return quoted[0] if quoted else found
    # `blamed the board(,) saying …`: the participle was hung on the object of the verb before it
    return _subject(sent, main.i, 0) or found


def _quoted_person(sent: Sentence, v: int) -> int | None:
    """Who is quoted in `the agency quoted him as saying`: the object, not who quotes."""
    toks = sent.tokens
    above = toks[v].head
    if v == 0 or toks[v - 1].text.lower() != "as" or above < 0:
        return None
    if toks[above].lemma not in _QUOTING:
        return None
    objects = [j for j in kids(sent, above, "obj") if above < j < v]
    # a title and its name may have been parsed as two objects
    return next((j for j in objects if toks[j].upos == "PROPN"), objects[0] if objects else None)


def _between(sent: Sentence, main: int, noun: int, v: int) -> bool:
    lemma = sent.tokens[noun].lemma
    return main < noun < v and lemma not in lx.DOCUMENT_NOUNS | lx.CUE_NOUNS | lx.SOURCE_NOUNS


def _subject(sent: Sentence, v: int, depth: int) -> int | None:
    toks = sent.tokens
    token = toks[v]
    passive = any(toks[j].deprel in ("nsubj:pass", "aux:pass") for j in sent.children[v])
    # `described by the union as a farce`; what is written by somebody says more than they wrote
    participle = token.deprel == "acl" and token.xpos == "VBN" and token.lemma in lx.CALLING
    if depth == 0 and (passive or participle):
        found = agent(sent, v)
        if found is not None:
            return found
        # `he was quoted as saying`, `is said to`: the passive subject speaks in the first.
        if token.lemma not in ("quote", "cite"):
            return None
    for j in kids(sent, v, "nsubj"):
        return _antecedent(sent, v, j)
    if depth > 6 or token.head < 0:
        return None
    if token.deprel == "acl:relcl":
        return token.head
    if token.dep == "acl":
        return token.head
    if token.dep in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "dep"):
        if token.dep == "xcomp":
            objects = kids(sent, token.head, "obj", "iobj")
            if objects and toks[token.head].lemma not in ("promise", "threaten", "use", "take"):
                return objects[0]
        if token.dep == "ccomp" and "VerbForm=Fin" in token.feats:
            return None
        return _subject(sent, token.head, depth + 1)
    if token.dep == "obl" or token.dep == "nmod":
        return _subject(sent, token.head, depth + 1)
    return None


def agent(sent: Sentence, v: int) -> int | None:
    """Who does what a passive verb tells: the head of its `by` phrase.

    In `dismissed as “toothless” by farmers` the parse hangs the phrase on the predicate.
    """
    toks = sent.tokens
    judged = [j for j in kids(sent, v, "obl", "xcomp") if j > v and has_case(sent, j, "as")]
    for host in (v, *judged):
        for j in kids(sent, host, "obl", "nmod"):
            if toks[j].deprel == "obl:agent" or has_case(sent, j, "by"):
                return j
    return None


def _antecedent(sent: Sentence, v: int, subj: int) -> int:
    """The noun behind a relative pronoun, else the subject itself."""
    token = sent.tokens[v]
    if sent.tokens[subj].text.lower() in ("who", "which", "that") and token.deprel == "acl:relcl":
        return token.head
    return subj


def negated(sent: Sentence, v: int) -> bool:
    """Whether a negation governs the cue (`did not say`)."""
    return any(
        sent.tokens[j].lemma in ("not", "never", "n't", "no") for j in kids(sent, v, "advmod")
    )


def cue_tokens(sent: Sentence, v: int) -> list[int]:
    """The verb group: the verb, its auxiliaries and particle, and `went on to` before it."""
    toks = sent.tokens
    extra = [
        j
        for j in sent.children[v]
        if toks[j].deprel == "compound:prt" or (toks[j].dep == "aux" and v - 4 <= j < v)
    ]
    head = toks[v].head
    if toks[v].dep == "xcomp" and head >= 0 and toks[head].lemma == "go" and v - head <= 3:
        extra += range(head, v)
    if v and toks[v - 1].text.lower() == "as" and head >= 0 and toks[head].lemma in _QUOTING:
        extra += [v - 1, head, *(j for j in kids(sent, head, "aux") if head - 4 <= j < head)]
    return sorted({v, *extra})


_QUOTING = ("quote", "cite")


def minus(sent: Sentence, whole: list[int], *parts: int) -> list[int]:
    drop: set[int] = set()
    for p in parts:
        drop.update(sent.subtree(p))
    return [i for i in whole if i not in drop]


def is_finite(sent: Sentence, j: int) -> bool:
    token = sent.tokens[j]
    return token.upos in ("VERB", "AUX") and (
        "VerbForm=Fin" in token.feats
        or any("VerbForm=Fin" in sent.tokens[k].feats for k in kids(sent, j, "aux", "cop"))
    )


def phrase_before(sent: Sentence, v: int) -> set[int]:
    """The noun phrase between the last comma before the cue and the cue, if it is one."""
    toks = sent.tokens
    start = v
    while start > 0 and v - start < 14 and toks[start - 1].text not in (",", ";", "—", "–"):
        start -= 1
    part = toks[start:v]
    if start == 0 or v - start >= 14 or toks[start - 1].text != ",":
        return set()
    if any(t.xpos in FINITE_FORMS for t in part if t.upos == "VERB"):
        return set()
    return {t.i for t in part} if any(t.upos in NOMINAL for t in part) else set()


def top_nominal(sent: Sentence, part: set[int]) -> int | None:
    """The nominal token of a phrase whose head lies outside it; else its last one."""
    nominal = [i for i in sorted(part) if sent.tokens[i].upos in NOMINAL]
    tops = [i for i in nominal if sent.tokens[i].head not in part]
    return tops[0] if tops else (nominal[-1] if nominal else None)


def clause_top(sent: Sentence, i: int) -> int:
    """The head of the clause that token ``i`` stands in."""
    while sent.tokens[i].head >= 0 and sent.tokens[i].dep not in (
        "root",
        "ccomp",
        "parataxis",
        "advcl",
        "acl",
        "conj",
    ):
        i = sent.tokens[i].head
    return i
