"""What of the words stands before their cue: `If it rained, she said, the pier would shut`.

A condition or a purpose at the head of the sentence belongs to the words, not to their report; so
does a subject that an inserted cue (`, she said,`) cuts off. The tagger leaves them to the
reporter, whose a time, an occasion or a concession at that place mostly is.
"""

from __future__ import annotations

from annotate.analysis import Sentence, Token
from annotate.clauses.tree import FINITE_FORMS
from annotate.context import Context
from annotate.drafts import Draft
from annotate.phrases import tokens_in
from corpus.spans import Span

_CONDITIONS = frozenset("if unless".split())
_TIMES = frozenset("when once until before after".split())
_PRESENT = frozenset({"VBZ", "VBP", "MD"})
_AHEAD = frozenset("will would 'll ’ll 'd ’d".split())
_NEEDS = frozenset("must should need ought can could".split()) | _AHEAD
# `If asked, she said`: what leads to the words is the reporter's.
_ASKING = frozenset("ask press question speak talk address quiz challenge".split())
_OPENING = frozenset("but and yet so".split())
_MOST = 9  # tokens between the comma and the cue: the one who speaks


def with_fronted(ctx: Context, draft: Draft) -> list[Span]:
    """The content of a draft, and before it the clause at the head of its sentence that is its."""
    sent = draft.sent
    if sent is None or draft.verb is None or draft.type not in ("indirect", "mixed"):
        return draft.content
    verb = sent.tokens[draft.verb]
    own = tokens_in(sent, draft.content[0])
    if draft.parent is not None or not own or own[0].i <= verb.i or verb.upos != "VERB":
        return draft.content
    head = _head(sent, draft)
    if not head or any(ctx.segment_at(token.start) is not None for token in head):
        return draft.content
    inserted = own[0].i > verb.i + 1 and sent.tokens[own[0].i - 1].text == ","
    if not (_is_its_own(head, verb, own) or (inserted and _is_cut_off(head, own))):
        return draft.content
    return [Span(head[0].start, head[-1].end), *draft.content]


def _head(sent: Sentence, draft: Draft) -> list[Token]:
    """The tokens before the comma that stands right before the one who speaks."""
    assert draft.verb is not None
    source = draft.source
    if source is None or source.sent is not sent or source.token >= draft.verb:
        return []
    low = max(1, draft.verb - _MOST)
    comma = next((i for i in range(source.token - 1, low - 1, -1) if sent.tokens[i].text == ","), 0)
    between = sent.tokens[comma + 1 : source.token]
    if not comma or any(t.upos in ("VERB", "AUX", "PUNCT", "CCONJ") for t in between):
        return []
    first = 1 if sent.tokens[0].text.lower() in _OPENING else 0
    return sent.tokens[first:comma]


def _is_its_own(head: list[Token], verb: Token, own: list[Token]) -> bool:
    """Whether a clause tells on what condition, for what or when it is as the words say."""
    word = head[0].text.lower()
    finite = [t for t in head if t.xpos in FINITE_FORMS]
    if any(t.lemma in _ASKING for t in head):
        return False
    if word == "even":
        word = head[1].text.lower() if len(head) > 1 else ""
    if word in _CONDITIONS:
        return bool(finite)
    if word in _TIMES:
        ahead = any(t.text.lower() in _AHEAD for t in own)
        return bool(finite) and finite[0].xpos in _PRESENT and (verb.xpos == "VBD" or ahead)
    purpose = word == "to" and len(head) > 2 and head[1].xpos == "VB"
    return purpose and any(t.lemma in _NEEDS for t in own)


def _is_cut_off(head: list[Token], own: list[Token]) -> bool:
    """Whether an inserted cue stands between a subject and its verb."""
    verbs = any(t.xpos in FINITE_FORMS for t in head)
    return not verbs and own[0].xpos in FINITE_FORMS and head[-1].upos in ("NOUN", "PROPN", "PRON")
