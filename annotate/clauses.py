"""Reports in a parsed sentence: a cue, what it reports, and who is reported.

A `Report` is read off the dependency tree (Universal Dependencies v2) by the frame of its cue
(see `annotate.lexicon`). The constructions are those that Pareti (2015, "Attribution: a
computational approach", ch. 5) and Vaucher et al. (2021, the Quotebank patterns) list: finite
complements before, after and around the cue, infinitives, gerunds, predicates, `according to`,
cue nouns with a clause, and colons. Quotation marks play no part here; `annotate.quotations`
brings them in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from corpus.spans import Span

Frame = Literal[
    "finite",
    "inverted",
    "infinitive",
    "gerund",
    "predicate",
    "according",
    "noun",
    "colon",
    "phrase",
]

CLAUSAL = frozenset({"ccomp", "xcomp", "csubj", "advcl", "acl", "parataxis"})
SUBJECT = frozenset({"nsubj"})
# Dependents that end a clause which the cue governs, rather than belong to it.
BREAKERS = frozenset({"conj", "cc", "punct", "parataxis", "nsubj", "csubj", "ccomp", "discourse"})


@dataclass(slots=True)
class Report:
    """A cue with its content and its source, all in one sentence.

    ``content`` and ``wide`` are token indices: the content by the guidelines, and with the
    objects of the cue included (`urged voters to stay`: `to stay`; `voters to stay`), which is
    how PolNeAR marks it. ``source`` is the head token of the reported party, or None.
    ``score`` in 0..1 says how sure the construction is.
    """

    sent: Sentence
    frame: Frame
    verb: int
    cue: list[int]
    content: list[int]
    source: int | None
    score: float
    wide: list[int] = field(default_factory=list)
    # A bare noun phrase is no indirect content; it may be the content of quoted words.
    phrase_only: bool = False

    def spans(self, indices: Iterable[int]) -> list[Span]:
        """Character spans of token indices, joined over gaps that hold only punctuation."""
        return token_spans(self.sent, indices)


def token_spans(sent: Sentence, indices: Iterable[int]) -> list[Span]:
    """Spans of tokens; a gap of nothing but punctuation and quotation marks does not split."""
    out: list[Span] = []
    last = -2
    for i in sorted(set(indices)):
        token = sent.tokens[i]
        gap = sent.tokens[last + 1 : i] if last >= 0 else []
        if out and all(between.upos == "PUNCT" for between in gap):
            out[-1] = Span(out[-1].start, max(out[-1].end, token.end))
        else:
            out.append(Span(token.start, token.end))
        last = i
    return out


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


def _kids(sent: Sentence, i: int, *deps: str) -> list[int]:
    return [j for j in sent.children[i] if sent.tokens[j].dep in deps]


def _has_case(sent: Sentence, i: int, *words: str) -> bool:
    return any(sent.tokens[j].text.lower() in words for j in _kids(sent, i, "case", "mark"))


def subject(sent: Sentence, v: int) -> int | None:
    """Head token of the party whose words verb ``v`` reports, or None.

    Follows shared subjects up through conjuncts, participles, infinitives and relative clauses.
    A passive verb reports the words of its agent.
    """
    found = _subject(sent, v, 0)
    token = sent.tokens[v]
    if token.xpos != "VBG" or token.lemma not in lx.STATING:
        return found
    main = next((t for t in reversed(sent.tokens[:v]) if t.xpos in ("VBD", "VBZ", "VBP")), None)
    if main is None or (found is not None and not _between(sent, main.i, found, v)):
        return found
    # `blamed the board(,) saying …`: the participle was hung on the object of the verb before it
    return _subject(sent, main.i, 0) or found


def _between(sent: Sentence, main: int, noun: int, v: int) -> bool:
    lemma = sent.tokens[noun].lemma
    return main < noun < v and lemma not in lx.DOCUMENT_NOUNS | lx.CUE_NOUNS | lx.SOURCE_NOUNS


def _subject(sent: Sentence, v: int, depth: int) -> int | None:
    toks = sent.tokens
    token = toks[v]
    passive = any(toks[j].deprel in ("nsubj:pass", "aux:pass") for j in sent.children[v])
    if passive and depth == 0:
        agent = [
            j
            for j in _kids(sent, v, "obl")
            if toks[j].deprel == "obl:agent" or _has_case(sent, j, "by")
        ]
        if agent:
            return agent[0]
        # `he was quoted as saying`, `is said to`: the passive subject speaks in the first.
        if token.lemma not in ("quote", "cite"):
            return None
    for j in _kids(sent, v, "nsubj"):
        return _antecedent(sent, v, j)
    if depth > 6 or token.head < 0:
        return None
    if token.deprel == "acl:relcl":
        return token.head
    if token.dep == "acl":
        return token.head
    if token.dep in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "dep"):
        if token.dep == "xcomp":
            objects = _kids(sent, token.head, "obj", "iobj")
            if objects and toks[token.head].lemma not in ("promise", "threaten", "use", "take"):
                return objects[0]
        if token.dep == "ccomp" and "VerbForm=Fin" in token.feats:
            return None
        return _subject(sent, token.head, depth + 1)
    if token.dep == "obl" or token.dep == "nmod":
        return _subject(sent, token.head, depth + 1)
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
        sent.tokens[j].lemma in ("not", "never", "n't", "no") for j in _kids(sent, v, "advmod")
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
    return sorted({v, *extra})


def _minus(sent: Sentence, whole: list[int], *parts: int) -> list[int]:
    drop: set[int] = set()
    for p in parts:
        drop.update(sent.subtree(p))
    return [i for i in whole if i not in drop]


def _complement(sent: Sentence, v: int, head: int) -> list[int]:
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


def _starts_report(sent: Sentence, j: int) -> bool:
    token = sent.tokens[j]
    if token.dep != "advcl":
        return token.dep == "obl" and _has_case(sent, j, "according", "in", "during", "at")
    return token.lemma in lx.ANY_CUE and token.text.lower().endswith("ing")


def finite(sent: Sentence, v: int) -> Report | None:
    """`said (that) X`, `X, said Y`, `X, Y said, Z`, `Y said: X`."""
    toks = sent.tokens
    token = toks[v]
    right = _kids(sent, v, "ccomp", "parataxis")
    comps = [j for j in right if toks[j].dep == "ccomp"]
    if not comps:
        comps = [j for j in right if _after_colon(sent, v, j)]
    if not comps and token.lemma in ("tell", "ask", "remind", "assure", "inform", "warn"):
        comps = [j for j in _kids(sent, v, "xcomp", "obj") if _is_finite(sent, j)]
    if v + 1 < len(toks) and toks[v + 1].text.lower() == "that":
        comps = [j for j in comps if j > v]
    if comps:
        content: set[int] = set()
        for head in comps:
            content.update(_complement(sent, v, head))
        # the cue's own subtree may sit inside a clause that precedes it
        kept = [i for i in sorted(content) if i != v]
        kept = strip_edges(sent, kept)
        if comps[0] > v:
            return Report(sent, "finite", v, cue_tokens(sent, v), kept, subject(sent, v), 0.9)
        return _behind(sent, v, kept, 0.9)
    return inverted(sent, v)


def _is_finite(sent: Sentence, j: int) -> bool:
    token = sent.tokens[j]
    return token.upos in ("VERB", "AUX") and (
        "VerbForm=Fin" in token.feats
        or any("VerbForm=Fin" in sent.tokens[k].feats for k in _kids(sent, j, "aux", "cop"))
    )


def _after_colon(sent: Sentence, v: int, j: int) -> bool:
    return j > v and any(t.text in (":", "：") for t in sent.tokens[v + 1 : j])


def inverted(sent: Sentence, v: int) -> Report | None:
    """The cue as an aside of what it reports: `X, the ministry said, Y`."""
    toks = sent.tokens
    token = toks[v]
    if token.head < 0 or token.dep not in ("parataxis", "dep", "advcl", "appos"):
        return None
    if token.dep == "advcl" and not any(
        toks[j].text.lower() == "as" for j in _kids(sent, v, "mark", "case", "advmod")
    ):
        return None
    if not _kids(sent, v, "nsubj") or _kids(sent, v, "obj", "ccomp"):
        return None
    whole = sent.subtree(_clause_top(sent, token.head))
    content = strip_edges(sent, _minus(sent, whole, v))
    return _behind(sent, v, content, 0.85) if content else None


def _behind(sent: Sentence, v: int, content: list[int], score: float) -> Report:
    """A report whose cue stands behind its content: the phrase beside the cue is the source."""
    source = subject(sent, v)
    beside = _phrase_before(sent, v)
    if beside:
        if source is None or source not in beside:
            source = _top_nominal(sent, beside)
        content = strip_edges(sent, [i for i in content if i not in beside])
    elif source is not None and source < v and source in content:
        source = next((j for j in _kids(sent, v, "nsubj", "obj") if j > v), source)
    return Report(sent, "inverted", v, cue_tokens(sent, v), content, source, score)


def _phrase_before(sent: Sentence, v: int) -> set[int]:
    """The noun phrase between the last comma before the cue and the cue, if it is one."""
    toks = sent.tokens
    start = v
    while start > 0 and v - start < 14 and toks[start - 1].text not in (",", ";", "—", "–"):
        start -= 1
    part = toks[start:v]
    if start == 0 or v - start >= 14 or toks[start - 1].text != ",":
        return set()
    if any(t.xpos in _FINITE_FORMS for t in part if t.upos == "VERB"):
        return set()
    return {t.i for t in part} if any(t.upos in _NOMINAL for t in part) else set()


def _top_nominal(sent: Sentence, part: set[int]) -> int | None:
    """The nominal token of a phrase whose head lies outside it; else its last one."""
    nominal = [i for i in sorted(part) if sent.tokens[i].upos in _NOMINAL]
    tops = [i for i in nominal if sent.tokens[i].head not in part]
    return tops[0] if tops else (nominal[-1] if nominal else None)


def _clause_top(sent: Sentence, i: int) -> int:
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


def loose(sent: Sentence, v: int) -> Report | None:
    """A clause beside the cue that the parser did not hang on it: read off the word order.

    To the right, what follows the cue (or its `that`) if it holds a finite verb; to the left,
    what a comma parts from a bare `, the ministry said` at the end of the sentence.
    """
    source = subject(sent, v)
    if source is None:
        source = _nominal_beside(sent, v)
    if source is None or sent.tokens[v].xpos not in _SAYING_FORMS:
        return None
    content = _clause_right(sent, v) or _clause_left(sent, v, source)
    if not content:
        return None
    frame: Frame = "finite" if content[0] > v else "inverted"
    return Report(sent, frame, v, cue_tokens(sent, v), content, source, 0.5)


_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SAYING_FORMS = frozenset({"VBD", "VBZ", "VBP", "VBG"})
_FINITE_FORMS = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _nominal_beside(sent: Sentence, v: int) -> int | None:
    before = [t for t in sent.tokens[max(0, v - 3) : v] if t.upos in ("NOUN", "PROPN", "PRON")]
    return before[-1].i if before else None


def _clause_right(sent: Sentence, v: int) -> list[int]:
    toks = sent.tokens
    that = next((t.i for t in toks[v + 1 : v + 9] if t.text.lower() == "that"), None)
    start = that + 1 if that is not None else v + 1
    if that is None and (toks[v].lemma in lx.ADDRESSING or toks[v].xpos == "VBG"):
        return []
    out: list[int] = []
    nominal = finite_verb = False
    for token in toks[start:]:
        if token.text in (";", "—", "–") or (token.text == "," and _new_report(sent, token.i)):
            break
        nominal = nominal or token.upos in ("NOUN", "PROPN", "PRON")
        finite_verb = finite_verb or (nominal and token.xpos in _FINITE_FORMS)
        out.append(token.i)
    return strip_edges(sent, out) if finite_verb else []


def _new_report(sent: Sentence, comma: int) -> bool:
    """Whether a comma begins `, and X said …` or `, adding …`."""
    for token in sent.tokens[comma + 1 : comma + 6]:
        if token.upos == "VERB" and token.lemma in lx.STATING - lx.WEAK:
            return True
    return False


def _clause_left(sent: Sentence, v: int, source: int) -> list[int]:
    toks = sent.tokens
    begin = min(v, source)
    if v + 1 < len(toks) and toks[v + 1].text.lower() == "that":
        return []
    comma = next((t.i for t in reversed(toks[:begin]) if t.text == ","), None)
    rest = [t for t in toks[max(v, source) + 1 :] if t.upos not in ("PUNCT", "PROPN", "ADP", "NUM")]
    if comma is None or comma < 3 or begin - comma > 12 or len(rest) > 6:
        return []
    before = toks[:comma]
    if not any(t.xpos in _FINITE_FORMS for t in before):
        return []
    return strip_edges(sent, [t.i for t in before])


def infinitive(sent: Sentence, v: int) -> Report | None:
    """`vowed to stay`; `urged voters to stay`."""
    toks = sent.tokens
    for head in _kids(sent, v, "xcomp", "advcl"):
        marks = {toks[j].text.lower() for j in _kids(sent, head, "mark")}
        if head < v or "to" not in marks or marks & {"in", "order", "so", "as"}:
            continue
        objects = [j for j in _kids(sent, v, "obj", "iobj", "obl") if v < j < head]
        if toks[head].dep == "advcl" and not objects:
            continue
        lemma = toks[v].lemma
        if objects and lemma not in lx.DIRECTING | lx.WANTING:
            continue
        if not objects and lemma not in lx.COMMITTING | lx.WANTING:
            continue
        content = strip_edges(sent, _complement(sent, v, head))
        wide = sorted({*content, *(i for j in objects for i in sent.subtree(j))})
        return Report(
            sent, "infinitive", v, cue_tokens(sent, v), content, subject(sent, v), 0.75, wide
        )
    return None


def gerund(sent: Sentence, v: int) -> Report | None:
    """`accused them of hiding it`; `denied hiding it`."""
    toks = sent.tokens
    for head in _kids(sent, v, "xcomp", "advcl", "obl", "ccomp"):
        if head < v or not toks[head].text.lower().endswith("ing") or toks[head].upos != "VERB":
            continue
        marks = [j for j in _kids(sent, head, "mark", "case") if j < head]
        if toks[head].dep == "advcl" and not marks:
            continue
        if marks and toks[marks[0]].text.lower() not in ("of", "for", "against", "about", "from"):
            continue
        content = [i for i in _complement(sent, v, head) if i not in marks]
        objects = [j for j in _kids(sent, v, "obj", "iobj") if v < j < head]
        wide = sorted({*content, *marks, *(i for j in objects for i in sent.subtree(j))})
        content = strip_edges(sent, content)
        return Report(sent, "gerund", v, cue_tokens(sent, v), content, subject(sent, v), 0.7, wide)
    return None


def predicate(sent: Sentence, v: int) -> Report | None:
    """`called it a farce`; `described it as a farce`; `dismissed it as “talk”`."""
    toks = sent.tokens
    if toks[v].deprel == "acl":  # `a group called X`: a name, not a judgement
        return None
    objects = [j for j in _kids(sent, v, "obj", "nsubj") if toks[j].deprel != "nsubj"]
    lemma = toks[v].lemma
    for head in _kids(sent, v, "xcomp", "obl", "advcl", "obj", "ccomp"):
        if head < v or head in objects[:1]:
            continue
        marks = [j for j in _kids(sent, head, "case", "mark") if toks[j].text.lower() == "as"]
        naming = lemma in ("call", "label", "brand", "dub", "term", "deem", "declare", "consider")
        if not marks and not (naming and toks[head].dep in ("xcomp", "obj", "ccomp")):
            continue
        if any(toks[j].text.lower() == "to" for j in _kids(sent, head, "mark")):
            continue
        if _is_finite(sent, head) and marks and toks[marks[0]].dep == "mark":
            continue
        content = [i for i in _complement(sent, v, head) if i not in marks]
        wide = sorted({*content, *marks, *(i for j in objects for i in sent.subtree(j))})
        content = strip_edges(sent, content)
        if content:
            return Report(
                sent, "predicate", v, cue_tokens(sent, v), content, subject(sent, v), 0.7, wide
            )
    return None


def phrase(sent: Sentence, v: int) -> Report | None:
    """The object or prepositional object of a voicing cue (`hailed the “pact”`)."""
    heads = [
        j
        for j in _kids(sent, v, "obj", "obl", "xcomp", "ccomp", "advcl")
        if j > v and not _is_time(sent, j) and _is_topic(sent, j)
    ]
    if not heads:
        return None
    wide = sorted({i for j in heads for i in sent.subtree(j)})
    wide = strip_edges(sent, wide)
    if not wide:
        return None
    cue = cue_tokens(sent, v)
    return Report(sent, "phrase", v, cue, wide, subject(sent, v), 0.5, wide, phrase_only=True)


# Prepositions that join a voicing verb to what is said, not to where or to whom.
_TOPICS = frozenset("about of for against to as over on that".split())


def _is_topic(sent: Sentence, j: int) -> bool:
    if sent.tokens[j].dep != "obl":
        return True
    case = [sent.tokens[k].text.lower() for k in _kids(sent, j, "case")]
    return not case or case[0] in _TOPICS


_TIMES = lx._words(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow
    week month year day morning afternoon evening night interview conference january february
    march april may june july august september october november december"""
)


def _is_time(sent: Sentence, j: int) -> bool:
    return sent.tokens[j].text.lower() in _TIMES or sent.tokens[j].deprel in (
        "obl:tmod",
        "obl:unmarked",
    )


def according(sent: Sentence, i: int) -> Report | None:
    """`X, according to the ministry`; `in the view of Y, X`; ``i`` is the token `according`."""
    toks = sent.tokens
    if i + 1 >= len(toks) or toks[i + 1].text.lower() != "to":
        return None
    source = toks[i].head
    while source >= 0 and source <= i + 1:
        source = toks[source].head if toks[source].head != source else -1
    if source < 0:  # `according` was parsed as a participle: its oblique is the source
        below = [
            j for j in sent.subtree(i) if j > i + 1 and toks[j].upos in ("NOUN", "PROPN", "PRON")
        ]
        if not below:
            return None
        source = min(below, key=lambda j: (toks[j].dep not in ("obl", "nmod", "obj"), j))
    top = toks[source].head
    if top < 0:
        return None
    host = _clause_top(sent, top)
    if not any(t.upos not in ("PUNCT",) for t in sent.tokens[max(sent.subtree(source)) + 1 :]):
        # At the end of the sentence the phrase is true of all of it, participles included.
        while sent.tokens[host].dep == "advcl" and sent.tokens[host].head >= 0:
            host = _clause_top(sent, sent.tokens[host].head)
    drop = sent.subtree(i) if source in sent.subtree(i) else sent.subtree(source)
    content = [j for j in sent.subtree(host) if j not in drop and j not in (i, i + 1)]
    content = _one_side(sent, content, i, max(drop))
    content = strip_edges(sent, content)
    if not content:
        return None
    return Report(sent, "according", i, [i, i + 1], content, source, 0.9)


def _one_side(sent: Sentence, content: list[int], lo: int, hi: int) -> list[int]:
    """Leave a second clause out where the source phrase stands between two full clauses."""
    left = [i for i in content if i < lo]
    right = [i for i in content if i > hi]
    if not left or not right:
        return content
    heads = [
        i
        for i in right
        if sent.tokens[i].head in left and sent.tokens[i].dep in ("conj", "parataxis")
    ]
    drop = {k for h in heads for k in sent.subtree(h)}
    return [i for i in content if i not in drop]


def noun(sent: Sentence, n: int) -> Report | None:
    """`the claim that X`, `his promise to X`; the possessor or `by` phrase is the source."""
    toks = sent.tokens
    for head in _kids(sent, n, "acl", "ccomp", "xcomp"):
        if head < n or toks[head].deprel == "acl:relcl":
            continue
        marks = {toks[j].text.lower() for j in _kids(sent, head, "mark")}
        if not marks & {"that", "to"}:
            continue
        content = strip_edges(sent, sent.subtree(head))
        return Report(sent, "noun", n, [n], content, _owner(sent, n), 0.6)
    return None


def climbed(sent: Sentence, span: tuple[int, int]) -> Report | None:
    """The report of quoted words from the nearest cue, noun or verb, that they hang from."""
    toks = sent.tokens
    inside = [t for t in toks if span[0] <= t.start < span[1] and t.upos != "PUNCT"]
    if not inside:
        return None
    i = next((t.i for t in inside if not span[0] <= toks[t.head].start < span[1]), inside[0].i)
    while toks[i].head >= 0:
        below, i = i, toks[i].head
        token = toks[i]
        if token.upos == "NOUN" and token.lemma in lx.CUE_NOUNS:
            source = _owner(sent, i)
        elif token.upos == "VERB" and token.lemma in _CLIMBED:
            source = subject(sent, i)
        else:
            continue
        if source is not None and not span[0] <= toks[source].start < span[1] and below != source:
            content = strip_edges(sent, sent.subtree(below))
            return Report(sent, "phrase", i, cue_tokens(sent, i), content, source, 0.4)
    return None


_CLIMBED = lx.ANY_CUE - lx.BARE_WEAK - lx.UTTERING - lx.WEAK - lx.PORTRAYING


def _owner(sent: Sentence, n: int) -> int | None:
    """Whose claim it is: a possessive, a `by`, `of` or `from` phrase, or the clause's subject."""
    toks = sent.tokens
    for j in _kids(sent, n, "nmod", "det"):
        if toks[j].deprel == "nmod:poss":
            return j
    for j in _kids(sent, n, "nmod"):
        if _has_case(sent, j, "by", "from", "of", "among"):
            return j
    head = toks[n].head
    if head >= 0 and toks[n].dep in ("obj", "obl") and toks[head].upos == "VERB":
        return subject(sent, head)
    return None


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


def _report(sent: Sentence, token: Token) -> Report | None:
    lemma, i = token.lemma.lower(), token.i
    if token.text.lower() == "according":
        return according(sent, i)
    if token.upos == "NOUN" and lemma in lx.CUE_NOUNS:
        return noun(sent, i)
    if token.upos not in ("VERB", "AUX") or lemma not in lx.ANY_CUE:
        return None
    if token.dep in ("amod", "compound", "case", "aux"):
        return None
    trials: list[Callable[[Sentence, int], Report | None]] = []
    if lemma in lx.CALLING:
        trials.append(predicate)
    if lemma in lx.GERUND:
        trials.append(gerund)
    if lemma in lx.COMMITTING | lx.DIRECTING | lx.WANTING:
        trials.append(infinitive)
    if lemma in lx.FINITE | lx.WANTING | lx.UTTERING:
        trials.append(finite)
    if lemma in lx.STATING - lx.WEAK:
        trials.append(loose)
    if lemma in (lx.VOICING | lx.CALLING) - lx.PORTRAYING:
        trials.append(phrase)
    for trial in trials:
        found = trial(sent, i)
        if found is not None:
            return _aside(found) if lemma in lx.STATING else found
    return None


def _aside(report: Report) -> Report:
    """Mend `An envoy's job, he said, should be …`: the aside's own phrase is the source."""
    sent, v = report.sent, report.verb
    following = sent.tokens[v + 1].text if v + 1 < len(sent.tokens) else "."
    beside = _phrase_before(sent, v) if following in (",", ".") else set()
    if not beside or report.source in beside or report.frame not in ("finite", "inverted"):
        return report
    rest = [t.i for t in sent.tokens if t.i not in beside and t.i != v]
    return Report(
        sent,
        "inverted",
        v,
        report.cue,
        strip_edges(sent, rest),
        _top_nominal(sent, beside),
        report.score * 0.8,
    )
