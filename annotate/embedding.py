"""How quoted words sit in their sentence: free, embedded in it, or named by it.

The difference between direct and mixed quotation and a distractor is mostly here. What stands
before the opening mark decides: nothing, or a cue with a comma or colon, frees the words; a word
of the sentence embeds them; a word such as `titled` or `so-called` names them.
"""

from __future__ import annotations

import enum

from annotate import lexicon as lx
from annotate.analysis import Token
from annotate.context import Context
from annotate.cues import Cue, is_cue_verb

_NAMING = frozenset(
    """titled entitled called named dubbed nicknamed so-called known codenamed code-named
    slogan word words term phrase project operation programme program hashtag motto label category
    headline headlined headlines banner""".split()
)
# Works, whose titles begin with a capital.
_WORKS = frozenset(
    """film movie song book novel album series play episode show documentary game magazine
    newspaper""".split()
)
_SUBJECTS = frozenset("i we you he she they it there this that these those who what".split())


class Setting(enum.Enum):
    """Where the quoted words stand."""

    FREE = "free"
    EMBEDDED = "embedded"
    NAMED = "named"


def setting_of(ctx: Context, index: int, cue: Cue | None) -> Setting:
    """The setting of the top-level segment ``index``, given its cue if it has one."""
    segment = ctx.segments[index]
    start, end = segment.span
    before = next(iter(_words_before(ctx, start)), None)
    gap = _gap_before(ctx, start, before)
    starts = before is None or any(c in gap for c in ".?!")
    whole = _is_utterance(ctx, index) and not _runs_on(ctx, index, cue)
    if starts:
        return Setting.FREE if whole or _ends_free(ctx, end, cue) else _named(ctx, index, before)
    assert before is not None
    if ctx.text[segment.span.start : segment.span.start + 5].lower() == "that ":
        return Setting.EMBEDDED
    if any(c in gap for c in ",:;" + lx.DASHES) and (whole or _follows_cue(cue)):
        if before.text.lower() in _NAMING | _WORKS and not whole:
            return Setting.NAMED
        return Setting.FREE if whole else Setting.EMBEDDED
    if (
        cue is not None
        and cue.side == "before"
        and _is_cue_token(before, cue)
        and _clause(ctx, index)
    ):
        return Setting.FREE
    if cue is not None and _inscribed(cue) and _is_cue_token(before, cue) and _capital(ctx, index):
        return Setting.FREE
    if cue is not None and cue.side == "after" and cue.near and whole and _clause(ctx, index):
        return Setting.FREE if before.lemma != "that" else Setting.EMBEDDED
    return _named(ctx, index, before)


def _inscribed(cue: Cue) -> bool:
    """Whether the words are the text of a banner or a sign, which need be no clause."""
    sent, token = cue.sent, cue.sent.tokens[cue.verb]
    if token.lemma not in ("read", "say", "proclaim", "declare") or cue.source is None:
        return False
    bearers = [
        cue.source.sent.tokens[cue.source.token],
        *sent.tokens[max(0, token.i - 1) : token.i],
    ]
    return any(bearer.lemma in lx.INSCRIBED_NOUNS for bearer in bearers)


def _indefinite(ctx: Context, index: int) -> bool:
    """Whether the words are a phrase of three or more that opens with an indefinite article."""
    words = ctx.segments[index].span.of(ctx.text).split()
    return len(words) > 2 and words[0] in ("a", "an")


def _capital(ctx: Context, index: int) -> bool:
    start, end = ctx.segments[index].span
    return next((c.isupper() for c in ctx.text[start:end] if c.isalnum()), False)


def _runs_on(ctx: Context, index: int, cue: Cue | None) -> bool:
    """Whether the sentence goes on after the mark as if there were none."""
    end = ctx.segments[index].span.end
    if ctx.text[end - 1] in ".,?!…:;" + lx.DASHES:
        return False
    tail = ctx.text[end : end + 40].lstrip("\"”’'»` ")
    if not tail[:1].islower():
        return False
    first = next(
        (
            t
            for s in ctx.sentences_of(end, end + 40)
            for t in s.tokens
            if t.start >= end and t.upos != "PUNCT"
        ),
        None,
    )
    if first is None:
        return False
    at_cue = cue is not None and cue.side == "after" and cue.sent.tokens[cue.verb] is first
    return (
        not at_cue
        and first.text.lower() != "according"
        and not (cue is not None and cue.side == "after" and cue.near)
    )


def _words_before(ctx: Context, start: int) -> list[Token]:
    """Words of the sentence before the mark, nearest first; empty where another mark closes."""
    out = []
    for _, token in ctx.before(start):
        if ctx.segment_at(token.start) is not None:
            break
        if token.upos != "PUNCT":
            out.append(token)
            break
    return out


def _gap_before(ctx: Context, start: int, before: Token | None) -> str:
    if before is None:
        return ""
    return ctx.text[before.end : start]


def _is_utterance(ctx: Context, index: int) -> bool:
    """Whether the quoted words can stand as an utterance: a capital and a verb, or an end mark."""
    start, end = ctx.segments[index].span
    text = ctx.text[start:end]
    first = next((c for c in text if c.isalnum()), "")
    if not (first.isupper() or first.isdigit()):
        return False
    if text[-1] in "?!" or (text[-1] in ".," and len(text.split()) >= 2):
        return True
    return len(text.split()) >= 4 and _clause(ctx, index)


def _clause(ctx: Context, index: int) -> bool:
    """Whether the quoted words hold a finite verb and something that can be its subject."""
    start, end = ctx.segments[index].span
    finite = subject = False
    for sentence in ctx.sentences_of(start, end):
        for token in sentence.tokens:
            if start <= token.start < end:
                finite = finite or token.xpos in ("VBD", "VBZ", "VBP", "MD")
                subject = subject or token.upos in ("PRON", "PROPN", "NOUN")
    return finite and subject


def _ends_free(ctx: Context, end: int, cue: Cue | None) -> bool:
    """A quotation at the head of a sentence closed by a comma or an end mark, or by its cue."""
    tail = ctx.text[end - 1 : end + 3]
    return (
        cue is not None and cue.side == "after" and cue.near and any(c in tail for c in ",?!.—–―")
    )


def _follows_cue(cue: Cue | None) -> bool:
    return cue is not None and cue.side == "before" and cue.near


def _is_cue_token(before: Token, cue: Cue) -> bool:
    return cue.sent.tokens[cue.verb] is before and is_cue_verb(before)


def _named(ctx: Context, index: int, before: Token | None) -> Setting:
    word = "" if before is None else before.text.lower()
    if word == "called" and _indefinite(ctx, index):  # a judgement: names have no such article
        return Setting.EMBEDDED
    if word in _NAMING or (word in _WORKS and _capital(ctx, index)):
        return Setting.NAMED
    if before is not None and before.lemma in ("title", "entitle", "dub", "nickname"):
        return Setting.NAMED
    if _title_case(ctx, index) and (
        before is None or not (is_cue_verb(before) or before.lemma in ("as", "say"))
    ):
        return Setting.NAMED
    return Setting.EMBEDDED


def _title_case(ctx: Context, index: int) -> bool:
    """Whether the quoted words look like a title or a name: up to six words, all in capitals."""
    words = ctx.segments[index].span.of(ctx.text).split()
    long = [w for w in words if len(w) > 3 or w == words[0]]
    return len(words) <= 6 and all(w[:1].isupper() for w in long) and words[-1][-1] not in ".?!"
