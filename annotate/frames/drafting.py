"""Frames -> drafts of quotations, by the corpus's guidelines.

The tagger says which words are whose; here the marks have their say: a segment belongs to one
quotation or to none, wholly. What the marks leave free keeps the edges that the tagger drew, less
the punctuation of the reporting sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

import numpy as np

from annotate import lexicon as lx
from annotate.context import Context
from annotate.drafts import Draft
from annotate.frames.abreast import alike
from annotate.frames.grammar import decrees, disowned, has_turn, same_cue
from annotate.frames.holding import HELD, QUOTES, Held, Verdict, hold_segments
from annotate.frames.judge import Judge, facts_of_segment
from annotate.frames.mentions import mention_of, source_of
from annotate.frames.reports import inside_of, judged_frames, rules_by_cue
from annotate.frames.sight import frames_in_sight
from annotate.frames.smooth import stretches
from annotate.frames.supply import follow
from annotate.frames.tagger import ROLES, Frame
from annotate.frames.views import heard, view_of_segment
from annotate.frames.words import Words
from annotate.inner import inner_draft
from annotate.numbers import Facts
from annotate.shapes import full_marks, with_span
from annotate.trees import chances
from corpus.records import Mode, QuotationType
from corpus.spans import Span

CONTENT, SOURCE, CUE, OUTLET = range(len(ROLES))

EVOKED = 0.40  # the least score of a frame that is kept
# The same for the chance of the judge, which knows what a frame holds: what is lost here is lost
# to the outlets too, that carry over from one report to the next.
REPORTED = 0.35
# The same, without a judge, for words without marks whose cue the rules do not know: below it most
# frames were wrong on articles that the tagger had not seen.
ALONE = 0.6
SAME = 0.50  # two frames that share this much of the smaller content are rivals
_AGREED = 1.5  # how much likelier a frame is where the rules found its cue, in odds
_EDGE = ",;:." + lx.DASHES


def draw(
    ctx: Context,
    words: Words,
    frames: Sequence[Frame],
    ruled: Sequence[Draft],
    judge: Judge | None = None,
) -> list[Draft]:
    """Drafts in text order, distractors included; ``ruled`` are those of the rules alone."""
    rules = rules_by_cue(words, ruled)
    judged = judged_frames(ctx, words, frames, rules, judge)
    supported = [judged.get(f.anchor, f) for f in _supported(frames, rules)]
    likely = [f for f in supported if f.score >= (REPORTED if f.anchor in judged else EVOKED)]
    kept = keep(likely, least=REPORTED)
    by_rule = {i: draft for draft in ruled for i in draft.segments}
    verdicts = _verdicts(ctx, words, frames, by_rule, judge)
    hold_segments(ctx, words, kept, supported, verdicts, by_rule)
    of_segment: dict[int, Draft] = {}
    out: list[Draft] = []
    by_sentence = _by_sentence(words, kept)
    for held in kept:
        if _only_distractors(ctx, words, held) or _unsaid(ctx, words, held):
            continue
        unsure = held.frame.anchor not in judged and held.frame.score < ALONE
        if held.frame.anchor not in rules and _unsupported(words, held, unsure=unsure):
            continue
        if _doubled(ctx, words, held, by_sentence):
            continue
        draft = _draft(ctx, words, held, verdicts)
        if draft is not None and not decrees(draft):
            out.append(draft)
            of_segment |= dict.fromkeys(held.segments, draft)
    out += _rest(ctx, verdicts, by_rule, of_segment)
    for i, segment in enumerate(ctx.segments):
        if segment.parent is not None:
            top = segment.parent
            while (above := ctx.segments[top].parent) is not None:
                top = above
            quotes = verdicts[i].quotes >= QUOTES if i in verdicts else None
            out.append(inner_draft(ctx, i, of_segment.get(top), quotes=quotes))
    out.sort(key=lambda draft: (draft.start, draft.end))
    _nest(out)
    follow(ctx, words, out, ruled)
    return sorted(out, key=lambda draft: (draft.start, draft.end))


def _verdicts(
    ctx: Context,
    words: Words,
    frames: Sequence[Frame],
    by_rule: dict[int, Draft],
    judge: Judge | None,
) -> dict[int, Verdict]:
    """A verdict on every segment, without a judge on the top-level ones alone.

    What continues another shares its verdict.
    """
    which = ctx.top if judge is None else range(len(ctx.segments))
    if not which:
        return {}
    in_sight = frames_in_sight(frames)
    rows = [facts_of_segment(ctx, words, i, in_sight, by_rule.get(i)) for i in which]
    if judge is None:
        found = [_plain_verdict(row) for row in rows]
    else:
        views = [view_of_segment(ctx, words, i) for i in which]
        quotes = alike(ctx, which, heard(judge.quotes, judge.quotes_ear, rows, views))
        whole = chances(judge.whole, rows)
        found = [Verdict(float(q), float(w)) for q, w in zip(quotes, whole, strict=True)]
    out: dict[int, Verdict] = {}
    for i, verdict in zip(which, found, strict=True):
        before = ctx.segments[i].continues
        out[i] = out[before] if before is not None and before in out else verdict
    return {i: Verdict(0.0, 0.0) if disowned(ctx, i) else verdict for i, verdict in out.items()}


def _plain_verdict(row: Facts) -> Verdict:
    """The tagger's own word, where no forest was given."""
    direct, mixed = row.get("frame_direct", 0.0), row.get("frame_mixed", 0.0)
    return Verdict(row.get("share", 0.0), direct / max(1e-6, direct + mixed))


def _supported(frames: Sequence[Frame], rules: Mapping[int, Draft]) -> list[Frame]:
    """Frames with a score that the rules' verdict on the same cue has moved."""
    out = []
    for frame in frames:
        odds = frame.score / max(1e-6, 1 - frame.score)
        odds *= _AGREED if frame.anchor in rules else 1 / _AGREED
        out.append(replace(frame, score=odds / (1 + odds)) if frame.cued else frame)
    return out


def _unsaid(ctx: Context, words: Words, held: Held) -> bool:
    """Whether the cue says that nothing was said: `declined to say`, `did not say whether`."""
    if held.segments or not held.frame.cued:
        return False
    token = words.tokens[held.frame.anchor]
    sent = ctx.sentences[int(words.sentence[held.frame.anchor])]
    before = sent.tokens[max(0, token.i - 3) : token.i]
    if any(t.lemma in ("decline", "refuse") and t.upos == "VERB" for t in (*before, token)):
        return True
    denied = any(t.text.lower() in lx.NEGATIONS for t in before)
    return denied and token.upos == "VERB" and token.lemma in lx.STATING


def _by_sentence(words: Words, kept: Sequence[Held]) -> dict[int, list[Held]]:
    out: dict[int, list[Held]] = {}
    for held in kept:
        out.setdefault(int(words.sentence[held.frame.anchor]), []).append(held)
    return out


def _doubled(
    ctx: Context, words: Words, held: Held, by_sentence: Mapping[int, Sequence[Held]]
) -> bool:
    """Whether the other verb of the same cue has a frame too: `quoted X as saying`."""
    if held.segments or not held.frame.cued:
        return False
    at = held.frame.anchor
    sentence = int(words.sentence[at])
    own, sent = words.tokens[at].i, ctx.sentences[sentence]
    return any(
        other.frame.cued and same_cue(sent, own, words.tokens[other.frame.anchor].i)
        for other in by_sentence[sentence]
    )


def _unsupported(words: Words, held: Held, *, unsure: bool) -> bool:
    """Whether the tagger alone finds a cue of words without marks, and there is cause for doubt.

    It is ``unsure`` itself, or there is no clause for a verb of saying to govern: `the figures say
    it all: nine matches, one goal`.
    """
    frame = held.frame
    if held.segments or not frame.cued:
        return False
    cue = words.tokens[frame.anchor]
    own = (np.flatnonzero(held.inside) + frame.start).tolist()
    clause = any(words.tokens[i].upos in ("VERB", "AUX") for i in own)
    says = cue.upos == "VERB" and cue.lemma in lx.STATING - lx.CALLING
    return unsure or (says and not clause)


def _only_distractors(ctx: Context, words: Words, held: Held) -> bool:
    """Whether most of a content stands in marks that it does not hold."""
    own = (np.flatnonzero(held.inside) + held.frame.start).tolist()
    places = [ctx.segment_at(int(words.starts[i])) for i in own]
    lost = [i for i in places if i is not None and i not in held.segments]
    return len(lost) > 0.5 * len(own)


def _rest(
    ctx: Context,
    verdicts: dict[int, Verdict],
    by_rule: dict[int, Draft],
    of_segment: dict[int, Draft],
) -> list[Draft]:
    """Drafts of the segments that no frame holds: by the rules, or distractors."""
    out: list[Draft] = []
    for i in ctx.top:
        if i in of_segment:
            continue
        span = ctx.segments[i].span
        sent = ctx.sentence_at(span.start)
        before = ctx.segments[i].continues
        ruled = by_rule.get(i)
        if verdicts[i].quotes < QUOTES:
            draft = Draft("none", None, sent, [span], [i], how="lone", score=0.6)
        elif before is not None and before in of_segment and of_segment[before].type != "none":
            of_segment[i] = of_segment[before]
            of_segment[i].segments.append(i)
            of_segment[i].content.append(span)
            continue
        elif ruled is not None and ruled.type != "none":
            draft = Draft(
                ruled.type, ruled.mode, ruled.sent, [span], [i], list(ruled.cue), ruled.verb
            )
            draft.source, draft.how, draft.score = ruled.source, ruled.how, ruled.score
            if has_turn(ruled, by_rule.get(i - 1)) and ruled.follows is not None:
                draft.follows = of_segment.get(ruled.follows.segments[0])
        else:
            kind: QuotationType = "direct" if verdicts[i].whole >= HELD else "mixed"
            draft = Draft(kind, "speech", sent, [span], [i], how="lone", score=0.3)
        of_segment[i] = draft
        out.append(draft)
    return out


def keep(frames: Sequence[Frame], *, least: float = EVOKED) -> list[Held]:
    """The likely frames with content, of rivals the likelier one, in text order."""
    kept: list[Held] = []
    contents: dict[int, dict[int, set[int]]] = {}  # by word: the contents with it, by their anchors
    for frame in sorted(frames, key=lambda frame: -frame.score):
        if frame.score < least:
            break
        inside = inside_of(frame)
        own = set((np.flatnonzero(inside) + frame.start).tolist())
        near = {at: theirs for i in own for at, theirs in contents.get(i, {}).items()}
        if not own or any(_rivals(own, frame.anchor, *other) for other in near.items()):
            continue
        kept.append(Held(frame, inside))
        for i in own:
            contents.setdefault(i, {})[frame.anchor] = own
    return sorted(kept, key=lambda held: held.frame.anchor)


def _rivals(own: set[int], anchor: int, other: int, theirs: set[int]) -> bool:
    """Whether two contents are one; a report inside a report is none, for its cue stands there.

    ``anchor`` and ``other`` are the words that evoke the one and the other.
    """
    shared = len(own & theirs)
    if anchor in theirs or other in own:
        return shared > 0.8 * max(len(own), len(theirs))
    return shared > SAME * min(len(own), len(theirs))


def content_of(words: Words, held: Held) -> list[Span]:
    """The spans of the words that the tagger took for content."""
    return words.spans((np.flatnonzero(held.inside) + held.frame.start).tolist())


def _draft(ctx: Context, words: Words, held: Held, verdicts: dict[int, Verdict]) -> Draft | None:
    frame = held.frame
    token = words.tokens[frame.anchor]
    sent = ctx.sentences[int(words.sentence[frame.anchor])]
    marks = [ctx.segments[i].span for i in held.segments]
    kind = _type(held, verdicts)
    content = sorted(marks) if kind == "direct" else _content(ctx, words, held, marks)
    if not content:
        return None
    facts = frame.facts
    return Draft(
        kind,
        cast(Mode, max(facts["mode"], key=lambda name: facts["mode"][name])),
        sent,
        content,
        list(held.segments),
        cue=_cue(words, held) if frame.cued else [],
        verb=token.i if frame.cued else None,
        source=source_of(ctx, words, frame),
        how="frame",
        score=frame.score,
        frame=frame,
        channel=mention_of(ctx, words, frame, OUTLET),
        channel_score=float(frame.roles[:, OUTLET].max()),
    )


def _type(held: Held, verdicts: dict[int, Verdict]) -> QuotationType:
    """Direct if its segments are whole utterances, by and large; without any it is indirect."""
    if not held.segments:
        return "indirect"
    whole = [verdicts[i].whole for i in held.segments]
    return "direct" if sum(whole) / len(whole) >= HELD else "mixed"


def _content(ctx: Context, words: Words, held: Held, marks: Sequence[Span]) -> list[Span]:
    """Spans of the tagged words and the marks, without what belongs to the sentence around."""
    spans = [span for s in content_of(words, held) if (span := _trim(ctx, s)) is not None]
    spans = full_marks(ctx, spans) if held.segments else spans
    for span in marks:
        spans = with_span(spans, span)
    return spans


def _trim(ctx: Context, span: Span) -> Span | None:
    """A span without white space and sentence punctuation at its ends; marks at an end go."""
    start, end = span
    text = ctx.text
    while start < end and (_at_edge(text[start]) or text[start] in '“”"'):
        start += 1
    while end > start and _at_edge(text[end - 1]) and not _abbreviates(text, start, end):
        end -= 1
    return Span(start, end) if start < end else None


def _at_edge(char: str) -> bool:
    return char.isspace() or char in _EDGE


def _abbreviates(text: str, start: int, end: int) -> bool:
    """Whether a full stop at the end belongs to the word before it: `U.S.`, `a.m.`"""
    word = text[start:end].split()[-1]
    return word.endswith(".") and "." in word[:-1]


def _cue(words: Words, held: Held) -> list[Span]:
    frame = held.frame
    inside = stretches(frame.roles[:, CUE], change=0.5)
    inside[frame.anchor - frame.start] = True
    return words.spans((np.flatnonzero(inside) + frame.start).tolist())


def _nest(drafts: Sequence[Draft]) -> None:
    """A report inside another's content has it for its parent: the smallest that covers it."""
    real = [d for d in drafts if d.type != "none"]
    open_: list[Draft] = []  # those that began before and have not ended
    for draft in sorted(real, key=lambda d: (d.start, -d.end, -_size(d))):
        open_ = [other for other in open_ if other.end >= draft.start]
        around = [
            other
            for other in open_
            if other.type != "direct" and draft.lies_in(other) and _size(other) > _size(draft)
        ]
        open_.append(draft)
        if around and draft.parent is None:
            draft.parent = min(around, key=_size)


def _size(draft: Draft) -> int:
    return sum(span.length for span in draft.content)
