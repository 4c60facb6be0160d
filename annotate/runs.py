"""Runs: quoted words that go on from a quotation, or stand free after a sentence about somebody."""

from __future__ import annotations

from collections.abc import Sequence

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clauses import subject
from annotate.context import Context
from annotate.cues import is_cue_verb
from annotate.drafts import Draft, Source
from annotate.reportable import SPEAKING_NOUNS
from annotate.shapes import word_count


def touches(ctx: Context, draft: Draft, index: int) -> bool:
    """Whether the segment goes straight on from a quotation and its cue clause."""
    segment = ctx.segments[index]
    previous = ctx.segments[draft.segments[-1]] if draft.segments else None
    if previous is None or draft.type != "direct":
        return False
    end = previous.span.end
    if draft.sent is not None and draft.cue and draft.sent.start < segment.span.start:
        end = max(end, draft.sent.end)
    if end > segment.span.start:
        return True
    between = ctx.text[end : segment.span.start]
    if any(c.isalnum() for c in between):
        return False
    if segment.paragraph == previous.paragraph:
        return True
    if segment.paragraph != previous.paragraph + 1:
        return False
    return fills_paragraph(ctx, index)


def turn(ctx: Context, drafts: Sequence[Draft], index: int) -> Draft | None:
    """The quotation whose speaker has the turn, where a paragraph goes on with an exchange.

    Question and answer are a pair of two parties (Schegloff & Sacks 1973): after an answer a new
    question is the asker's, and after a question without a cue the words are the answerer's.
    """
    if len(drafts) < 2 or not fills_paragraph(ctx, index):
        return None
    other, last = drafts[-2], drafts[-1]
    places = [ctx.segments[d.segments[-1]].paragraph for d in (other, last)]
    here = ctx.segments[index].paragraph
    if places != [here - 2, here - 1] or (last.source is None) == (last.follows is None):
        return None
    asks, asked, before = (_asks(ctx, i) for i in (index, last.segments[-1], other.segments[-1]))
    if last.cue and asks and before and not asked and other.source is not None:
        return other
    if not last.cue and last.follows is not other and asked and not asks:
        return other
    return None


def _asks(ctx: Context, index: int) -> bool:
    return ctx.segments[index].span.of(ctx.text).endswith("?")


def fills_paragraph(ctx: Context, index: int) -> bool:
    """Whether the paragraph of the segment starts with it and holds nothing but marks."""
    segment = ctx.segments[index]
    start, end = ctx.doc.body[segment.paragraph]
    head = ctx.text[start : segment.span.start]
    inside = [ctx.segments[i].span for i in ctx.top_within(start, end)]
    words = sum(c.isalnum() for c in ctx.text[start:end])
    quoted = sum(c.isalnum() for s in inside for c in ctx.text[s.start : s.end])
    return not any(c.isalnum() for c in head) and quoted >= 0.9 * words


def focus(ctx: Context, index: int) -> Source | None:
    """The subject of the sentence right before a free-standing quotation."""
    start = ctx.segments[index].span.start
    sent = ctx.sentence_at(start)
    if sent is None:
        return None
    verbs = lx.ANY_CUE
    if sent.start >= start - 1:
        before = ctx.neighbour(sent, -1)
        if before is None:  # over the border of a paragraph only a plain report leads on
            before, verbs = ctx.previous_paragraph_end(sent), lx.STATING - lx.WEAK
        sent = before
    if sent is None or not sent.parsed:
        return None
    # the main verb first, then the last that could be one
    order = sorted(sent.tokens, key=lambda token: (token.dep != "root", -token.i))
    for token in order:
        if is_cue_verb(token, verbs) and not ctx.quoted(token):
            head = subject(sent, token.i)
            if head is not None and _animate(sent.tokens[head]):
                return Source(sent, head)
    return _person_in_focus(ctx, sent, start)


def _person_in_focus(ctx: Context, sent: Sentence, start: int) -> Source | None:
    """The named or pronominal subject of the sentence before, in the same paragraph."""
    here = ctx.sentence_at(start)
    root = next((t for t in sent.tokens if t.head < 0 and t.upos == "VERB"), None)
    if here is None or here.paragraph != sent.paragraph or root is None:
        return None
    head = subject(sent, root.i)
    if head is None or ctx.quoted(sent.tokens[head]):
        return None
    token = sent.tokens[head]
    personal = token.upos == "PRON" and token.text.lower() in ("he", "she")
    return Source(sent, head) if token.upos == "PROPN" or personal else None


def _animate(token: Token) -> bool:
    if token.upos == "PRON":
        return token.text.lower() not in ("i", "it", "this", "that", "which", "what", "there")
    return token.upos != "NOUN" or token.lemma.lower() in SPEAKING_NOUNS


def in_run(ctx: Context, last: Draft | None, index: int) -> bool:
    """Whether a longer fragment stands right after the words of a quoted speaker."""
    segment = ctx.segments[index]
    if last is None or not last.segments or word_count(ctx.text, segment.span) < 4:
        return False
    before = ctx.segments[last.segments[-1]]
    between = ctx.text[before.span.end : segment.span.start]
    return before.paragraph == segment.paragraph and len(between) < 160
