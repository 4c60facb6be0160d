"""Spans of cues and contents as records have them, and the mode of a report."""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clauses import cue_tokens, token_spans
from annotate.context import Context
from annotate.drafts import Source
from corpus.records import Mode
from corpus.spans import Span


def cue_spans(sent: Sentence, verb: int) -> list[Span]:
    """The verb group of a cue, and the phrase that names the statement it stands in."""
    token = sent.tokens[verb]
    if token.text.lower() == "according" and verb + 1 < len(sent.tokens):
        return [Span(token.start, sent.tokens[verb + 1].end)]
    if token.upos == "PUNCT":
        return []
    spans = token_spans(sent, cue_tokens(sent, verb)) if sent.parsed else []
    return spans or [Span(token.start, token.end)]


def mode_of(token: Token, source: Source | None, sent: Sentence) -> Mode:
    lemma = token.lemma
    if source is not None:
        head = source.sent.tokens[source.token].lemma
        if head in lx.DOCUMENT_NOUNS and head not in ("paper", "law"):
            return "writing"
    if lemma in lx.WRITING:
        return "writing"
    if lemma in lx.THOUGHT or (lemma in lx.THOUGHT_NOUNS and token.upos == "NOUN"):
        return "thought"
    return "writing" if _in_writing(sent, token) else "speech"


def _in_writing(sent: Sentence, cue: Token) -> bool:
    """Whether the clause of the cue says `in a statement`, `in her book`, `on his blog`."""
    for token in sent.tokens:
        if token.lemma not in lx.DOCUMENT_NOUNS or token.upos != "NOUN" or token.i == 0:
            continue
        if sent.parsed and token.head not in (cue.i, cue.head):
            continue
        before = [t.text.lower() for t in sent.tokens[max(0, token.i - 5) : token.i]]
        if {"in", "through", "via", "on"} & set(before):
            return True
    return False


def full_marks(ctx: Context, spans: list[Span]) -> list[Span]:
    """Spans taken to the ends of the marks that they break into; marks at the edges stay out."""
    out = []
    for start, end in spans:
        i, j = ctx.segment_at(start), ctx.segment_at(end - 1)
        if i is not None:
            start = ctx.segments[i].span.start
        if j is not None:
            end = ctx.segments[j].span.end
        start, end = _inside_marks(ctx, start, end)
        out.append(Span(start, end))
    return out


def _inside_marks(ctx: Context, start: int, end: int) -> tuple[int, int]:
    """A span without an opening mark at its start and a closing mark at its end."""
    i = ctx.segment_at(start + 3) if end - start > 3 else None
    if i is not None and start < ctx.segments[i].span.start <= start + 3:
        first = ctx.segments[i].span.start
        if not any(char.isalnum() for char in ctx.text[start:first]):  # an article belongs to it
            start = first
    j = ctx.segment_at(end - 4) if end - start > 4 else None
    if j is not None and end - 3 <= ctx.segments[j].span.end < end:
        end = ctx.segments[j].span.end
    return start, end


def with_span(spans: list[Span], span: Span) -> list[Span]:
    """Spans merged with one more that may overlap several of them."""
    out: list[Span] = []
    for s in sorted([*spans, span]):
        if out and s.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, s.end))
        else:
            out.append(Span(*s))
    return out


def word_count(text: str, span: Span) -> int:
    return len(text[span.start : span.end].split())
