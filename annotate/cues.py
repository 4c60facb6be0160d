"""The cue of quoted words: found beside the marks first, in the tree second.

Direct speech is mostly set in a handful of patterns (`“…,” said Y`, `“…,” Y said`, `Y said:
“…”`; see Quirk et al. 1985, §14.29 on reporting clauses), and those can be read off the words next
to the marks even where the parser, thrown off by long quoted text, gets the tree wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clauses import subject
from annotate.context import Context
from annotate.drafts import Source

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_DASHED = frozenset({*lx.DASHES, "--"})
WINDOW = 60  # tokens looked at on each side of the marks
Located = tuple[Sentence, Token]


@dataclass(slots=True)
class Cue:
    """A cue beside a segment: its head word, and the side of the marks where it stands."""

    sent: Sentence
    verb: int
    side: Literal["after", "before"]
    near: bool  # nothing but its own subject and punctuation between it and the marks
    source: Source | None


def find_cue(ctx: Context, index: int) -> Cue | None:
    """The cue of the top-level segment ``index``, or None if it stands free."""
    before = _before(ctx, index)
    after = _after(ctx, index)
    if before and after:
        closes = ctx.text[ctx.segments[index].span.end - 1] in "," or _comma_follows(ctx, index)
        if before.near and not (closes and after.near):
            return before
        return after if after.near or not before.near else before
    return before or after


def _comma_follows(ctx: Context, index: int) -> bool:
    end = ctx.segments[index].span.end
    return "," in ctx.text[end : end + 3]


QUOTING = lx.STATING | lx.UTTERING | lx.THINKING


def is_cue_verb(token: Token, verbs: frozenset[str] = lx.ANY_CUE) -> bool:
    """Whether the token can be the reporting verb of quoted words."""
    return (
        token.upos in ("VERB", "AUX")
        and token.lemma in verbs
        and token.dep not in ("amod", "aux", "compound")
    )


_OFTEN_NOUNS = frozenset("reads says states adds notes writes claims state read".split())


def _misread(words: list[Located], k: int) -> bool:
    """`“…,” the statement reads.`: at the end of its sentence, a cue that was tagged a noun."""
    return k == len(words) - 1 and k <= 6 and words[k][1].text in _OFTEN_NOUNS


def is_phrasal(sent: Sentence, token: Token) -> bool:
    """Whether the token and the next one are a reporting verb and its particle."""
    following = sent.tokens[token.i + 1].text.lower() if token.i + 1 < len(sent.tokens) else ""
    return (token.lemma, following) in lx.PHRASAL


def _following(ctx: Context, index: int) -> list[Located]:
    """Tokens after the closing mark, to the end of the sentence or the next segment."""
    end = ctx.segments[index].span.end
    sent = ctx.sentence_at(end - 1)
    out: list[Located] = []
    while sent is not None and len(out) < WINDOW:
        for token in sent.tokens:
            if token.start < end:
                continue
            if ctx.segment_at(token.start) is not None:
                return out
            out.append((sent, token))
        if any(_is_word(token) for _, token in out):
            break
        sent = ctx.neighbour(sent, 1)
    return out


def _after(ctx: Context, index: int) -> Cue | None:
    window = _following(ctx, index)
    words = [(s, t) for s, t in window if _is_word(t)]
    if not words:
        return _signature(ctx, index)
    seg = ctx.segments[index].span
    sent, first = words[0]
    if first.text.lower() == "according" and len(words) > 2:
        return _according(sent, first)
    home = ctx.sentence_at(seg.end - 1)
    tail = ctx.text[seg.end - 1]
    new_sentence = tail in ".?!…" and first.text[:1].isupper()
    gap = ctx.text[seg.end : first.start]
    if any(c in gap for c in lx.DASHES) and first.upos == "PROPN" and not _has_verb(words):
        dash_sent, dash = window[0]  # the dash may end the sentence before the name
        return Cue(dash_sent, dash.i, "after", True, Source(sent, _name_head(sent, first)))
    if tail in ".…" and sent is not home and first.text[:1].isupper():
        # “…” Quist went home.: a sentence of its own, unless nothing but a bare report
        return None
    closed = tail in ",.?!…" + lx.DASHES or any(c in ",.?!" + lx.DASHES for c in gap)
    for k, (s, token) in enumerate(words[:40]):
        if s is not sent:
            break
        sure = is_cue_verb(token, QUOTING) and _finite_form(token)
        if not (sure or is_phrasal(sent, token) or (k and _misread(words, k))):
            continue
        if token.deprel == "acl:relcl" and k > 0:
            continue
        if not closed and k > 0:
            return None
        if new_sentence and _has_own_content(sent, token):
            return None
        inverted = k <= 1
        found = _source_after(ctx, sent, token, words, k)
        if found is None and inverted and new_sentence:
            return None
        if found is None and not inverted:
            continue
        near = inverted or _only_subject_between(sent, words[:k], found)
        return Cue(sent, token.i, "after", near, found)
    return None


def _signature(ctx: Context, index: int) -> Cue | None:
    """`“…”` and, on a line of its own, `— Ada Quist, student`."""
    last = ctx.sentence_at(ctx.segments[index].span.end)
    sent = None if last is None else ctx.next_paragraph_start(last)
    if sent is None or len(sent.tokens) > 20:
        return None
    head = ctx.text[sent.start : sent.start + 1]
    words = [(sent, t) for t in sent.tokens if _is_word(t)]
    if head not in lx.DASHES or not words or words[0][1].upos not in NOMINAL:
        return None
    return Cue(sent, 0, "after", True, Source(sent, _name_head(sent, words[0][1])))


def _is_word(token: Token) -> bool:
    """Not punctuation; a dash between spaces is taken for a symbol now and then."""
    return token.upos != "PUNCT" and token.text not in _DASHED


def _has_verb(words: list[Located]) -> bool:
    return any(t.xpos in ("VBD", "VBZ", "VBP", "MD") for _, t in words)


def _finite_form(token: Token) -> bool:
    return token.xpos in ("VBD", "VBZ", "VBP", "VBN", "VB", "VBG", "") or "VerbForm" in token.feats


def _has_own_content(sent: Sentence, token: Token) -> bool:
    """Whether the verb after a finished quotation reports something else, to its right."""
    own = {"ccomp", "xcomp", "advcl"} if token.lemma in lx.ADDRESSING else {"ccomp", "xcomp", "obj"}
    return any(
        j > token.i
        and sent.tokens[j].dep in own
        and not any(t.text == "," for t in sent.tokens[token.i + 1 : j])
        for j in sent.children[token.i]
    )


def _according(sent: Sentence, first: Token) -> Cue | None:
    for token in sent.tokens[first.i + 2 :]:
        if token.upos in NOMINAL and token.dep not in ("compound", "flat", "amod", "nmod"):
            return Cue(sent, first.i, "after", True, Source(sent, token.i))
        if token.upos == "PUNCT":
            break
    for token in sent.tokens[first.i + 2 :]:
        if token.upos in NOMINAL:
            return Cue(sent, first.i, "after", True, Source(sent, token.i))
    return None


def _source_after(
    ctx: Context, sent: Sentence, verb: Token, words: list[Located], k: int
) -> Source | None:
    """Who says it: the phrase beside the verb, by the tree where its answer stands there too."""
    head = subject(sent, verb.i) if sent.parsed else None
    near = [t for _, t in (words[k + 1 : k + 16] if k <= 1 else words[:k])]
    if k == 1 and words[0][1].upos in NOMINAL:  # `“…,” she said`
        near = [words[0][1]]
    if head is not None and any(t.i == head for t in near):
        return Source(sent, head)
    for token in near:
        if token.upos in NOMINAL:
            return Source(sent, _name_head(sent, token, {t.i for t in near}))
        if (token.text in (",", ".", ";") or token.upos == "VERB") and k <= 1:
            break
    if head is not None and not ctx.quoted(sent.tokens[head]):
        return Source(sent, head)
    return None


def _name_head(sent: Sentence, token: Token, within: set[int] | None = None) -> int:
    """The head of the phrase in which a nominal token stands, as far as it is contiguous."""
    i = token.i
    while (
        sent.parsed
        and (within is None or sent.tokens[i].head in within)
        and sent.tokens[i].dep in ("compound", "flat", "nmod", "amod", "appos")
        and abs(sent.tokens[i].head - i) <= 6
        and sent.tokens[sent.tokens[i].head].upos in NOMINAL
    ):
        i = sent.tokens[i].head
    return i


def _only_subject_between(sent: Sentence, between: list[Located], source: Source | None) -> bool:
    if source is None or source.sent is not sent:
        return False
    own = set(sent.subtree(source.token)) | {source.token}
    return all(t.i in own or t.upos in ("ADV", "AUX", "PUNCT", "CCONJ") for _, t in between)


def _preceding(ctx: Context, index: int) -> list[Located]:
    """Tokens before the opening mark, nearest first, back to the sentence's start or marks."""
    start = ctx.segments[index].span.start
    sent = ctx.sentence_at(start)
    out: list[Located] = []
    for _ in range(2):
        if sent is None:
            break
        for token in reversed(sent.tokens):
            if token.end > start:
                continue
            if ctx.segment_at(token.start) is not None:
                return out
            out.append((sent, token))
        if any(_is_word(t) for _, t in out):
            break
        previous = ctx.neighbour(sent, -1) or ctx.previous_paragraph_end(sent)
        if previous is None or not _leads_on(ctx, previous):
            break
        sent = previous
    return out


def _leads_on(ctx: Context, sent: Sentence) -> bool:
    """Whether a sentence ends as an announcement of quoted words: with a colon or a comma."""
    last = ctx.text[sent.start : sent.end].rstrip("\"“”'‘’ ")
    return last[-1:] in (":", ",") or sent.tokens[-1].lemma in lx.STATING


def _before(ctx: Context, index: int) -> Cue | None:
    window = _preceding(ctx, index)
    if not window:
        return None
    words = [(s, t) for s, t in window if _is_word(t)][:WINDOW]
    start = ctx.segments[index].span.start
    strong = QUOTING - lx.THINKING
    for verbs in (strong, lx.ANY_CUE):
        for k, (sent, token) in enumerate(words):
            found = _cue_before(ctx, words, k, sent, token, verbs, start)
            if found is not None:
                return found
    return _speaker_colon(ctx, words, start)


def _cue_before(
    ctx: Context,
    words: list[Located],
    k: int,
    sent: Sentence,
    token: Token,
    verbs: frozenset[str],
    start: int,
) -> Cue | None:
    """The cue that the ``k``-th word before the marks is, if it is one."""
    if token.text.lower() == "according" and k > 0:
        found = _according(sent, token)
        return found and Cue(sent, found.verb, "before", False, found.source)
    opens = _opens_reversed(sent, token, verbs)
    if not (is_cue_verb(token, verbs) or is_phrasal(sent, token) or opens):
        return None
    if token.deprel == "acl:relcl" and k > 6:
        return None
    gap = ctx.text[token.end : start]
    near = k == 0 or (len(gap) < 80 and any(c in gap for c in ",:"))
    head = _participle_subject(sent, token) if sent.parsed else None
    if head is not None and sent.tokens[head].upos in ("VERB", "ADV"):
        head = None
    if head is None and _agentless(sent, token):
        return Cue(sent, token.i, "before", near, None)
    source = Source(sent, head) if head is not None and not opens else _left_of(words, k)
    return Cue(sent, token.i, "before", near, source or _right_of(ctx, words, k))


def _opens_reversed(sent: Sentence, token: Token, verbs: frozenset[str]) -> bool:
    """`Snorted coach Ada Quist, “…”`: a cue at the head of its sentence, parsed as a modifier."""
    past = token.xpos in ("VBD", "VBN") and token.upos == "VERB" and token.lemma in verbs
    head = next((t.i for t in sent.tokens if _is_word(t)), -1)
    following = sent.tokens[token.i + 1 : token.i + 2]
    named = bool(following) and following[0].upos in (*NOMINAL, "DET", "ADJ")
    return past and token.i == head and named


def _agentless(sent: Sentence, token: Token) -> bool:
    """`it was said that …`: the passive's subject is not who said it."""
    return any(sent.tokens[j].deprel in ("nsubj:pass", "aux:pass") for j in sent.children[token.i])


def _participle_subject(sent: Sentence, token: Token) -> int | None:
    """The subject of a cue; `…, adding: “…”` shares that of the report before it."""
    if token.xpos == "VBG" and token.i and sent.tokens[token.i - 1].text == ",":
        for other in reversed(sent.tokens[: token.i]):
            if is_cue_verb(other, lx.STATING - lx.WEAK) and other.xpos in ("VBD", "VBZ", "VBP"):
                return subject(sent, other.i)
    return subject(sent, token.i)


def _left_of(words: list[Located], k: int) -> Source | None:
    for sent, token in words[k + 1 : k + 6]:
        if token.upos in NOMINAL:
            return Source(sent, _name_head(sent, token))
    return None


def _right_of(ctx: Context, words: list[Located], k: int) -> Source | None:
    """`Said Quist, “…”`: the words are in reverse order: what follows the cue comes before it."""
    for sent, token in reversed(words[max(0, k - 8) : k]):
        if _in_person(ctx, token):
            return Source(sent, token.i)
    for sent, token in reversed(words[max(0, k - 4) : k]):
        if token.upos in NOMINAL:
            return Source(sent, _name_head(sent, token))
    return None


def _in_person(ctx: Context, token: Token) -> bool:
    """Whether a token stands in a person's name."""
    return ctx.label_at(token.start) == "PERSON"


def _speaker_colon(ctx: Context, words: list[Located], start: int) -> Cue | None:
    """`Quist: “…”`, a name and a colon; or a clause and one (`she had one word for it: “…”`)."""
    if not words:
        return None
    sent, last = words[0]
    colon = next((t for t in sent.tokens[last.i + 1 :] if t.text == ":"), None)
    if colon is None or colon.end > start:
        return None
    if len(words) <= 8 and last.upos in NOMINAL and not _has_verb(words):
        return Cue(sent, colon.i, "before", True, Source(sent, _name_head(sent, last)))
    named = _apposed_name(sent, colon.i)
    if named is not None:
        return Cue(sent, colon.i, "before", True, Source(sent, named))
    head = _main_subject(sent) if sent.parsed else None
    if head is None or sent.tokens[head].text.lower() in ("i", "it", "this", "that", "there"):
        return None
    return Cue(sent, colon.i, "before", False, Source(sent, head))


def _apposed_name(sent: Sentence, colon: int) -> int | None:
    """`Quist, captain of the losing side: “…”`: a name, what its bearer is, and no verb."""
    before = sent.tokens[:colon]
    comma = next((t.i for t in before if t.text in (",", "(")), None)
    if comma is None or any(t.upos in ("VERB", "AUX") and t.dep != "amod" for t in before):
        return None
    name = [t for t in before[:comma] if _is_word(t)]
    if not 1 <= len(name) <= 6 or name[-1].upos != "PROPN" or before[0].upos not in NOMINAL:
        return None
    return _name_head(sent, name[-1], {t.i for t in name})


def _main_subject(sent: Sentence) -> int | None:
    root = next((t for t in sent.tokens if t.head < 0), None)
    return None if root is None or root.upos != "VERB" else subject(sent, root.i)
