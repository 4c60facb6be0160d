"""Sources for what the tagger left without one, and where the rules know better."""

from __future__ import annotations

from collections.abc import Sequence

from annotate.clauses import subject
from annotate.context import Context
from annotate.drafts import Draft, Source
from annotate.frames.addressees import without_addressee
from annotate.frames.fronted import with_fronted
from annotate.frames.grammar import (
    content_by_rule,
    mode_by_cue,
    quotes_as_saying,
    source_by_rule,
)
from annotate.frames.untold import untold
from annotate.frames.words import Words
from annotate.shapes import with_span

_SURE = 0.5  # the chance of a mention at which the subject of the cue is taken for it
_SAME_CLAUSE = 0.7  # the least share of their union that two views of one clause have in common


def follow(ctx: Context, words: Words, drafts: Sequence[Draft], ruled: Sequence[Draft]) -> None:
    """Find a source for quotations whose frame names none: by the rules, or by what went before."""
    by_verb = {
        (d.sent.index, d.verb): d for d in ruled if d.sent is not None and d.verb is not None
    }
    for d in ruled:  # `quoted X as saying` is one cue, whichever of its verbs evokes the frame
        if d.sent is not None and d.verb is not None and quotes_as_saying(d.sent, d.verb):
            by_verb.setdefault((d.sent.index, d.sent.tokens[d.verb].head), d)
    by_segment = {i: d for d in ruled for i in d.segments if d.type != "none"}
    last: Draft | None = None
    for n, draft in enumerate(drafts):
        if draft.type == "none":
            continue
        rule = next((by_segment[i] for i in draft.segments if i in by_segment), None)
        if rule is not None and rule.source is not None and _knows_better(words, draft, rule):
            draft.source, draft.how, draft.cue = rule.source, rule.how, list(rule.cue)
            draft.sent, draft.verb = rule.sent, rule.verb
        same_cue = (
            by_verb.get((draft.sent.index, draft.verb))
            if draft.sent is not None and draft.verb is not None
            else None
        )
        _edges_by_rule(ctx, words, draft, same_cue)
        draft.content = without_addressee(ctx, draft)
        if draft.frame is not None:
            draft.source = source_by_rule(ctx, draft, same_cue)
            draft.mode = mode_by_cue(draft)
            draft.content = with_fronted(ctx, draft)
        if untold(draft):
            draft.source = draft.follows = None
            continue
        if draft.source is None and draft.parent is None and draft.follows is None:
            _supply(draft, same_cue, rule, _reporter(ctx, drafts, n) or last)
        if draft.source is not None and (draft.segments or last is None):
            last = draft


def _reporter(ctx: Context, drafts: Sequence[Draft], place: int) -> Draft | None:
    """The report right before words in marks that have no cue: they go on for its speaker.

    `Quist hopes that the pier will stay. “It is all we have.”`
    """
    draft = drafts[place]
    if not draft.segments or draft.cue or draft.type != "direct":
        return None
    own = ctx.sentence_at(draft.start)
    if own is None:
        return None
    for n in range(place - 1, -1, -1):
        other = drafts[n]
        if other.type == "none" or other.start >= draft.start:
            continue
        if other.segments:
            return None
        if other.source is None or other.sent is None or other.parent is not None:
            continue
        if 0 < own.index - other.sent.index <= 2:
            return other
    return None


def _edges_by_rule(ctx: Context, words: Words, draft: Draft, same_cue: Draft | None) -> None:
    """Take the edges that the parse gives, where rules and tagger mean the same clause."""
    if same_cue is None:
        return
    draft.content = content_by_rule(words, draft, same_cue)
    for i in draft.segments:  # whatever the edges, the marks that a quotation holds are its own
        draft.content = with_span(draft.content, ctx.segments[i].span)
    if draft.segments or same_cue.segments:
        return
    if same_cue.start == draft.start and abs(same_cue.end - draft.end) < 2:
        return  # but for the full stop of an abbreviation
    mine = {i for start, end in draft.content for i in range(start, end)}
    theirs = {i for start, end in same_cue.content for i in range(start, end)}
    if len(mine & theirs) >= _SAME_CLAUSE * len(mine | theirs):
        draft.content = list(same_cue.content)


def _knows_better(words: Words, draft: Draft, rule: Draft) -> bool:
    """Whether the rules' source of marked words is to be believed rather than the tagger's.

    A name behind a dash or before a colon signs them; and where a verb of speech governs them,
    `according to` names who passed them on.
    """
    if rule.how not in ("after", "before", "clause"):
        return False
    signed = not rule.cue
    anchor = words.tokens[draft.frame.anchor].text.lower() if draft.frame is not None else ""
    token = rule.sent.tokens[rule.verb] if rule.sent is not None and rule.verb is not None else None
    governed = token is not None and token.text.lower() != "according"
    return signed or (anchor == "according" and governed)


def _supply(draft: Draft, same_cue: Draft | None, rule: Draft | None, last: Draft | None) -> None:
    """The source by the rules, where they have one for this cue or these marks; else the run's."""
    frame = draft.frame
    if same_cue is not None and same_cue.source is not None:
        draft.source = same_cue.source
        return
    mention = frame.facts["mention"] if frame is not None else {"implicit": 1.0, "unknown": 0.0}
    if mention.get("mention", 0.0) > _SURE and draft.sent is not None and draft.verb is not None:
        agent = subject(draft.sent, draft.verb) if draft.sent.parsed else None
        if agent is not None:
            draft.source = Source(draft.sent, agent)
            return
    if mention["unknown"] > max(mention["implicit"], mention.get("mention", 0.0)):
        return
    if rule is not None and rule.source is not None:
        draft.source, draft.how = rule.source, rule.how
    elif draft.segments or frame is not None:
        draft.follows, draft.how = last, "run"
