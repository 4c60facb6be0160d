"""What PolNeAR's annotation scheme does otherwise than the guidelines, for scores on that corpus.

Its contents take in the objects of the cue (see `annotate.quotations`); its source is the mention
that is the grammatical subject, so of `Quist, who said …` it is `who`.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotate.clauses import subject
from annotate.context import Context
from annotate.drafts import Draft, Source
from annotate.frames import Frame, Words, keep
from annotate.frames.drafting import content_of
from annotate.frames.mentions import source_of
from annotate.linking import Entities
from annotate.speakers import Attribution, Party
from corpus.spans import Span

# The chance of a mention at which the subject of the cue is taken for it: low, for only 6 % of the
# contents of PolNeAR have no source.
_NAMED = 0.25
_RELATIVE = frozenset({"who", "which", "that"})


def draw_frames(ctx: Context, words: Words, frames: Sequence[Frame]) -> list[Draft]:
    """Drafts of the kept frames with the very words that the tagger gave them."""
    out = []
    for held in keep(frames):
        content = content_of(words, held)
        marks = [i for i in ctx.top if _covers(content, ctx.segments[i].span)]
        frame = held.frame
        anchor = words.tokens[frame.anchor]
        out.append(
            Draft(
                "mixed" if marks else "indirect",
                "speech",
                ctx.sentences[int(words.sentence[frame.anchor])],
                content,
                marks,
                cue=[Span(anchor.start, anchor.end)] if frame.cued else [],
                source=source_of(ctx, words, frame) or _subject_of(ctx, words, frame),
                how="frame",
                score=frame.score,
                frame=frame,
            )
        )
    return sorted(out, key=lambda draft: (draft.start, draft.end))


def _subject_of(ctx: Context, words: Words, frame: Frame) -> Source | None:
    """Who says it by the grammar, where the tagger found no words for it."""
    sent = ctx.sentences[int(words.sentence[frame.anchor])]
    if not (frame.cued and sent.parsed) or frame.facts["mention"]["mention"] < _NAMED:
        return None
    agent = subject(sent, words.tokens[frame.anchor].i)
    return None if agent is None else Source(sent, agent)


def draw_sources(attributions: list[Attribution], entities: Entities) -> None:
    """Let the words that the tagger drew, or relative pronouns, be the mentions."""
    for attribution in attributions:
        source, parties = attribution.draft.source, attribution.parties
        if source is not None and source.span is not None:
            head = source.sent.tokens[source.token]
            cluster = (
                parties[0].cluster
                if parties
                else entities.describe(head, source.span, definite=False, plural=False)
            )
            others = (other.span for other in source.others)
            spans = [source.span, *(span for span in others if span is not None)]
            for each in spans:
                entities.note(cluster, each)
            attribution.parties = [
                Party(cluster, each, "nominal", 1.0, source.sent) for each in spans
            ]
            continue
        span = _relative_subject(attribution.draft)
        if span is not None and len(attribution.parties) == 1:
            party = attribution.parties[0]
            entities.note(party.cluster, span)
            party.mention, party.kind = span, "pronoun"


def _relative_subject(draft: Draft) -> Span | None:
    """The relative pronoun that is the subject of the cue, if there is one."""
    sent = draft.sent
    if sent is None or draft.verb is None or not sent.parsed or draft.source is None:
        return None
    for j in sent.children[draft.verb]:
        token = sent.tokens[j]
        if token.dep == "nsubj" and token.text.lower() in _RELATIVE and j < draft.verb:
            return Span(token.start, token.end)
    return None


def _covers(content: Sequence[Span], span: Span) -> bool:
    held = sum(min(p.end, span.end) - max(p.start, span.start) for p in content if p.overlaps(span))
    return held >= span.length / 2
