"""Who is told, where the words begin without `that`: `told the court she had left`.

A verb like `tell` always has somebody told beside it. Without `that` both the parse and the tagger
tend to take that one for the beginning of the words.
"""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Token
from annotate.clauses.tree import FINITE_FORMS
from annotate.context import Context
from annotate.drafts import Draft
from annotate.frames.untold import has_auxiliary
from annotate.phrases import tokens_in
from corpus.spans import Span

_TELLING = frozenset("tell inform assure remind notify".split())
# Who is told where a second noun follows at once: `told the daily maintenance work had begun`.
_HEARERS = lx.MEDIA_NOUNS | frozenset(
    """daily weekly court inquest inquiry jury tribunal hearing trial parliament senate committee
    commission council audience crowd conference meeting""".split()
)
_BEGINS = frozenset("DET PRON PROPN NUM".split())


def without_addressee(ctx: Context, draft: Draft) -> list[Span]:
    """The content of a draft that begins at a verb of telling, less the one who is told."""
    sent = draft.sent
    if sent is None or draft.verb is None or not draft.content:
        return draft.content
    verb = sent.tokens[draft.verb]
    head, *rest = draft.content
    own = tokens_in(sent, head)
    if verb.lemma not in _TELLING or has_auxiliary(sent, verb) or not own or own[0].i != verb.i + 1:
        return draft.content
    if any(ctx.segment_at(token.start) is not None for token in own[:3]):
        return draft.content
    told = _told(ctx, own)
    clause = own[told:]
    if not told or not _is_clause(clause):
        return draft.content
    return [Span(clause[0].start, head.end), *rest]


def _told(ctx: Context, tokens: list[Token]) -> int:
    """How many tokens at the head are the one who is told; none where that cannot be seen."""
    first = tokens[0]
    if first.upos == "PRON" and first.xpos == "PRP":
        return 1
    led = first.upos == "DET" or first.xpos == "PRP$"
    begin = 1 if led and len(tokens) > 1 else 0
    label = ctx.label_at(tokens[begin].start)
    if label:
        here = range(begin, len(tokens))
        return next((k for k in here if ctx.label_at(tokens[k].start) != label), 0)
    for k, token in enumerate(tokens[begin:], start=begin):
        if token.text.lower() in _HEARERS or (not led and _are_people(token)):
            return k + 1
        if token.upos not in ("NOUN", "ADJ"):
            return k if k and token.upos in _BEGINS and tokens[k - 1].upos == "NOUN" else 0
    return 0


def _are_people(token: Token) -> bool:
    return token.xpos == "NNS" and token.lemma in lx.PERSON_NOUNS | lx.GROUP_NOUNS


def _is_clause(tokens: list[Token]) -> bool:
    """Whether tokens are a subject and a finite verb, and not an infinitive before it."""
    if not tokens or tokens[0].upos not in _BEGINS | {"NOUN", "ADJ"}:
        return False
    verb = next((k for k, t in enumerate(tokens) if t.xpos in FINITE_FORMS or t.text == "to"), 0)
    return verb > 0 and tokens[verb].xpos in FINITE_FORMS
