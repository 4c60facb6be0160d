"""Marks inside marks: quoted by the outer speaker, or a distractor."""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clauses import subject
from annotate.context import Context
from annotate.drafts import Draft, Source
from annotate.phrases import tokens_in
from annotate.shapes import cue_spans, mode_of
from corpus.spans import Span


def inner_draft(
    ctx: Context, index: int, outer: Draft | None, *, quotes: bool | None = None
) -> Draft:
    """A segment inside another: quoted by the outer speaker, or a distractor.

    ``quotes`` is a verdict on it; without one, it quotes where a cue stands right before it.
    """
    span = ctx.segments[index].span
    sent = ctx.sentence_at(span.start)
    verb = _inner_cue(sent, span) if sent is not None and sent.parsed else None
    if quotes is None:
        quotes = verb is not None and sent is not None and not modifies(sent, span)
    if not quotes or outer is None or outer.type == "none":
        return Draft("none", None, sent, [span], [index], how="lone", score=0.6)
    draft = Draft(
        "direct" if ctx.text[span.start].isupper() else "mixed",
        "speech",
        sent,
        [span],
        [index],
        parent=outer,
        how="lone",
        score=0.3,
    )
    if sent is not None and verb is not None:
        head = subject(sent, verb.i)
        draft.mode, draft.cue, draft.verb = (
            mode_of(verb, None, sent),
            cue_spans(sent, verb.i),
            verb.i,
        )
        draft.source = None if head is None else Source(sent, head)
        draft.how, draft.score = "before", 0.6
    return draft


def modifies(sent: Sentence, span: Span) -> bool:
    """Whether the words in marks only qualify a noun behind them: `‘molecular’ soup`."""
    inside = [t for t in tokens_in(sent, span) if t.upos != "PUNCT"]
    return bool(inside) and all(
        t.dep in ("amod", "compound", "advmod", "nmod", "det")
        and (t.head > inside[-1].i or span.start <= sent.tokens[t.head].start < span.end)
        for t in inside
    )


def _inner_cue(sent: Sentence, span: Span) -> Token | None:
    """A stating verb right before inner marks (`he told me, ‘Go’`)."""
    before = [t for t in sent.tokens if t.end <= span.start and t.upos != "PUNCT"][-3:]
    for k, token in enumerate(reversed(before)):
        if k and before[-k].upos in ("VERB", "AUX", "ADV"):
            return None
        if token.upos == "VERB" and token.lemma in lx.STATING | lx.UTTERING:
            return token
    return None
