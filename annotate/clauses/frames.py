"""Contents other than finite clauses: infinitives, gerunds, predicates, phrases, cue nouns."""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence
from annotate.clauses.finite import complement, following_report, goes_back_to_cue
from annotate.clauses.report import Report
from annotate.clauses.tree import (
    FINITE_FORMS,
    NOMINAL,
    TIMES,
    agent,
    clause_top,
    cue_tokens,
    has_case,
    is_finite,
    kids,
    strip_edges,
    subject,
)


def _second_verb(sent: Sentence, i: int) -> bool:
    return sent.tokens[i].upos == "CCONJ" and goes_back_to_cue(sent, i)


# Prepositions that join a voicing verb to what is said, not to where or to whom.
_TOPICS = frozenset("about of for against to as over on that".split())
_CLIMBED = lx.ANY_CUE - lx.BARE_WEAK - lx.UTTERING - lx.WEAK - lx.PORTRAYING


def infinitive(sent: Sentence, v: int) -> Report | None:
    """`vowed to stay`; `urged voters to stay`."""
    toks = sent.tokens
    for head in kids(sent, v, "xcomp", "advcl"):
        marks = {toks[j].text.lower() for j in kids(sent, head, "mark")}
        if head < v or "to" not in marks or marks & {"in", "order", "so", "as"}:
            continue
        objects = [j for j in kids(sent, v, "obj", "iobj", "obl") if v < j < head]
        if toks[head].dep == "advcl" and not objects:
            continue
        lemma = toks[v].lemma
        if objects and lemma not in lx.DIRECTING | lx.WANTING:
            continue
        if not objects and lemma not in lx.COMMITTING | lx.WANTING:
            continue
        content = strip_edges(sent, complement(sent, v, head))
        wide = sorted({*content, *(i for j in objects for i in sent.subtree(j))})
        return Report(
            sent, "infinitive", v, cue_tokens(sent, v), content, subject(sent, v), 0.75, wide
        )
    return None


def gerund(sent: Sentence, v: int) -> Report | None:
    """`accused them of hiding it`; `denied hiding it`."""
    toks = sent.tokens
    low = []  # `accused them of hiding it`, the gerund hung on `them`
    if toks[v].lemma in lx.ACCUSING:
        low = [k for j in kids(sent, v, "obj") for k in kids(sent, j, "acl")]
    for head in [*kids(sent, v, "xcomp", "advcl", "obl", "ccomp"), *low]:
        if head < v or not toks[head].text.lower().endswith("ing") or toks[head].upos != "VERB":
            continue
        marks = [j for j in kids(sent, head, "mark", "case") if j < head]
        if toks[head].dep == "advcl" and not marks:
            continue
        if marks and toks[marks[0]].text.lower() not in ("of", "for", "against", "about", "from"):
            continue
        if head in low and not marks:
            continue
        content = [i for i in complement(sent, v, head) if i not in marks]
        objects = [j for j in kids(sent, v, "obj", "iobj") if v < j < head]
        wide = sorted({*content, *marks, *(i for j in objects for i in sent.subtree(j))})
        content = strip_edges(sent, content)
        return Report(sent, "gerund", v, cue_tokens(sent, v), content, subject(sent, v), 0.7, wide)
    return None


def predicate(sent: Sentence, v: int) -> Report | None:
    """`called it a farce`; `described it as a farce`; `dismissed it as “talk”`."""
    toks = sent.tokens
    if toks[v].deprel == "acl" and agent(sent, v) is None:
        return None  # `a group called X`: a name, not a judgement
    objects = [j for j in kids(sent, v, "obj", "nsubj") if toks[j].deprel != "nsubj"]
    lemma, source = toks[v].lemma, subject(sent, v)
    for head in kids(sent, v, "xcomp", "obl", "advcl", "obj", "ccomp"):
        if head < v or head in objects[:1]:
            continue
        marks = [j for j in kids(sent, head, "case", "mark") if toks[j].text.lower() == "as"]
        naming = lemma in lx.NAMING
        if not marks and not (naming and toks[head].dep in ("xcomp", "obj", "ccomp")):
            continue
        if any(toks[j].text.lower() == "to" for j in kids(sent, head, "mark")):
            continue
        if is_finite(sent, head) and marks and toks[marks[0]].dep == "mark":
            continue
        by = set() if source is None or source < head else set(sent.subtree(source))
        content = [i for i in complement(sent, v, head) if i not in marks and i not in by]
        wide = sorted({*content, *marks, *(i for j in objects for i in sent.subtree(j))})
        content = strip_edges(sent, content)
        if content:
            return Report(sent, "predicate", v, cue_tokens(sent, v), content, source, 0.7, wide)
    return None


def phrase(sent: Sentence, v: int) -> Report | None:
    """The object or prepositional object of a voicing cue (`hailed the “pact”`)."""
    heads = [
        j
        for j in kids(sent, v, "obj", "obl", "xcomp", "ccomp", "advcl")
        if j > v and not _is_time(sent, j) and _is_topic(sent, j)
    ]
    if not heads:
        return None
    wide = sorted({i for j in heads for i in sent.subtree(j)})
    end = next((i for i in wide if _second_verb(sent, i)), None)
    wide = strip_edges(sent, [i for i in wide if end is None or i < end])
    if not wide:
        return None
    cue = cue_tokens(sent, v)
    return Report(sent, "phrase", v, cue, wide, subject(sent, v), 0.5, wide, phrase_only=True)


def _is_topic(sent: Sentence, j: int) -> bool:
    if sent.tokens[j].dep != "obl":
        return True
    case = [sent.tokens[k].text.lower() for k in kids(sent, j, "case")]
    return not case or case[0] in _TOPICS


def _is_time(sent: Sentence, j: int) -> bool:
    return sent.tokens[j].text.lower() in TIMES or sent.tokens[j].deprel in (
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
    named = source
    if toks[source].upos not in NOMINAL:  # `brewer Ada Quist`, the trade tagged as a verb
        below = [j for j in sent.subtree(source) if j > i + 1 and toks[j].upos in NOMINAL]
        named = next((j for j in below if toks[j].upos == "PROPN"), min(below, default=source))
    host = clause_top(sent, top)
    if not any(t.upos not in ("PUNCT",) for t in sent.tokens[max(sent.subtree(source)) + 1 :]):
        # At the end of the sentence the phrase is true of all of it, participles included.
        while sent.tokens[host].dep == "advcl" and sent.tokens[host].head >= 0:
            host = clause_top(sent, sent.tokens[host].head)
    drop = sent.subtree(i) if source in sent.subtree(i) else sent.subtree(source)
    content = [j for j in sent.subtree(host) if j not in drop and j not in (i, i + 1)]
    content = _one_side(sent, content, i, max(drop))
    rest = _all_but(sent, min(i, *drop), max(drop))
    if rest:
        content = rest
    content = strip_edges(sent, content)
    if not content:
        return None
    return Report(sent, "according", i, [i, i + 1], content, named, 0.9)


def in_words(sent: Sentence, n: int) -> Report | None:
    """`X, in the mayor's words`; `in the words of the mayor, X`; ``n`` is the token `words`."""
    toks = sent.tokens
    if toks[n].text.lower() != "words":
        return None
    into = next((j for j in kids(sent, n, "case") if toks[j].text.lower() == "in"), None)
    source = next((j for j in kids(sent, n, "nmod") if _whose(sent, j)), None)
    if into is None or source is None:
        return None
    phrase = [into, n, *kids(sent, n, "case", "amod"), *sent.subtree(source)]
    lo, hi = min(phrase), max(phrase)
    content = strip_edges(
        sent, _all_but(sent, lo, hi) or [t.i for t in toks if not lo <= t.i <= hi]
    )
    if not content:
        return None
    return Report(sent, "according", n, [into, n], content, source, 0.8)


def _whose(sent: Sentence, j: int) -> bool:
    return sent.tokens[j].deprel == "nmod:poss" or has_case(sent, j, "of")


def _all_but(sent: Sentence, lo: int, hi: int) -> list[int]:
    """The rest of a sentence that begins or ends with the credit ``[lo, hi]``, else nothing."""
    toks = sent.tokens
    before = [t.i for t in toks[:lo] if t.upos != "PUNCT"]
    after = [t.i for t in toks[hi + 1 :] if t.upos != "PUNCT"]
    if before and after:
        return []
    if any(t.text in (";", ":") for t in toks[:lo]):
        return []
    if any(t.text.lower() in ("which", "who", "that") for t in toks[max(0, lo - 2) : lo]):
        return []
    if any(t.text == "," and following_report(sent, t.i) for t in toks[:lo]):
        return []
    return list(range(before[0], before[-1] + 1)) if before else list(range(hi + 1, len(toks)))


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
    for head in kids(sent, n, "acl", "ccomp", "xcomp"):
        marks = {toks[j].text.lower() for j in kids(sent, head, "mark")}
        # A `that` without a part in the clause is no relative pronoun, whatever the parse says.
        if head < n or not marks & {"that", "to"}:
            continue
        if toks[head].deprel == "acl:relcl" and "that" not in marks:
            continue
        content = strip_edges(sent, _before_main_verb(sent, n, head))
        return Report(sent, "noun", n, [n], content, _owner(sent, n), 0.6)
    return None


def _before_main_verb(sent: Sentence, n: int, head: int) -> list[int]:
    """The clause of a noun that begins its sentence, without a main verb parsed into it.

    In `Rumours that the bank would close sent its shares down` the sentence needs a verb of its
    own: a finite one in the noun's clause that neither a conjunction nor a subject joins to it.
    """
    toks = sent.tokens
    part = sent.subtree(head)
    if toks[n].head >= 0:
        return part
    for j in part:
        late = j > head and toks[j].upos == "VERB" and toks[j].xpos in FINITE_FORMS | {"VBN"}
        if (
            late
            and not kids(sent, j, "mark", "cc", "nsubj", "aux", "expl")
            and (toks[j].dep in ("advcl", "conj", "ccomp", "parataxis", "acl"))
        ):
            return [i for i in part if i < j]
    return part


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


def _owner(sent: Sentence, n: int) -> int | None:
    """Whose claim it is: a possessive, a `by`, `of` or `from` phrase, or the clause's subject."""
    toks = sent.tokens
    for j in kids(sent, n, "nmod", "det"):
        if toks[j].deprel == "nmod:poss":
            return j
    for j in kids(sent, n, "nmod"):
        if has_case(sent, j, "by", "from", "of", "among"):
            return j
    head = toks[n].head
    if head >= 0 and toks[n].dep in ("obj", "obl") and toks[head].upos == "VERB":
        return subject(sent, head)
    return None
