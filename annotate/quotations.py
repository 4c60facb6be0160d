"""Segments and reports -> quotations: content, segments, cue, type and mode.

Quoted words come first: each top-level segment finds its cue, joins the run it belongs to, or is
judged to quote nobody. What the parse reports and no marks claim is indirect.
"""

from __future__ import annotations

from typing import Literal

from annotate import lexicon as lx
from annotate.clauses import (
    Report,
    climbed,
    reports,
)
from annotate.context import Context
from annotate.cues import Cue, find_cue
from annotate.drafts import Draft, How, Source
from annotate.embedding import Setting, setting_of
from annotate.inner import inner_draft
from annotate.reportable import (
    agentless_judgement,
    attributes,
    by_author,
    can_speak,
    has_clause,
    head_of,
    hypothetical,
    is_author,
    passes_on,
    rank,
    reports_words,
)
from annotate.runs import focus as focus_of
from annotate.runs import in_run, touches, turn
from annotate.shapes import cue_spans, full_marks, mode_of, with_span, word_count
from corpus.records import QuotationType
from corpus.spans import Span

Scheme = Literal["guidelines", "polnear"]


def find_quotations(ctx: Context, *, scheme: Scheme = "guidelines") -> list[Draft]:
    """All quotations of a document in text order, distractors (type ``none``) included.

    ``scheme="polnear"`` draws contents as PolNeAR does: objects of the cue belong to them, and a
    bare noun phrase (`announced his candidacy`) is a content too.
    """
    found = [
        report
        for sentence in ctx.sentences
        if sentence.parsed
        for report in reports(sentence, ctx.quoted)
        if report.content
    ]
    builder = _Builder(ctx, found, wide=scheme == "polnear")
    for index in ctx.top:
        builder.add_segment(index)
    builder.add_indirect()
    builder.add_inner()
    return sorted(builder.drafts, key=lambda draft: (draft.start, draft.end))


class _Builder:
    """State of one pass over a document's segments."""

    def __init__(self, ctx: Context, found: list[Report], *, wide: bool) -> None:
        self.ctx = ctx
        self.wide = wide
        self.drafts: list[Draft] = []
        self.by_cue: dict[tuple[int, int], Draft] = {}
        self.of_segment: dict[int, Draft] = {}
        self.last: Draft | None = None  # the last quotation in marks that has a speaker
        self.found = found
        self.by_sentence: dict[int, list[Report]] = {}
        for report in found:
            self.by_sentence.setdefault(report.sent.index, []).append(report)
        self.used: set[int] = set()

    # -- quoted words ---------------------------------------------------------------

    def add_segment(self, index: int) -> None:
        segment = self.ctx.segments[index]
        if segment.continues is not None and segment.continues in self.of_segment:
            self._join(self.of_segment[segment.continues], index)
            return
        cue = find_cue(self.ctx, index)
        setting = setting_of(self.ctx, index, cue)
        if cue is not None and hypothetical(cue.sent, cue.sent.tokens[cue.verb]):
            self._nobody(index)
        elif setting is Setting.FREE:
            self._utterance(index, cue)
        else:
            self._fragment(index, cue, setting)

    def _nobody(self, index: int) -> None:
        """Words in marks that nobody said."""
        sent = self.ctx.sentence_at(self.ctx.segments[index].span.start)
        self._draft(index, type="none", mode=None, sent=sent, how="lone", score=0.6)

    def _utterance(self, index: int, cue: Cue | None) -> None:
        """Quoted words that are a whole utterance: cued, joined to a run, or free-standing."""
        if cue is not None:
            self._cued(index, cue)
            return
        last = self.last
        other = turn(self.ctx, [d for d in self.drafts if d.segments and d.type == "direct"], index)
        if other is not None:
            sent = self.ctx.sentence_at(self.ctx.segments[index].span.start)
            self.last = self._draft(
                index, type="direct", mode="speech", sent=sent, follows=other, how="run", score=0.6
            )
            return
        if last is not None and touches(self.ctx, last, index):
            self._join(last, index)
            return
        self._free(index)

    def _cued(self, index: int, cue: Cue) -> None:
        key = (cue.sent.index, cue.verb)
        draft = self.by_cue.get(key)
        if draft is not None and draft.segments:
            self._join(draft, index)
            return
        how: How = cue.side
        draft = self._beside(index, cue, kind="direct", how=how, score=0.95 if cue.near else 0.7)
        self.by_cue[key] = draft
        self._claim_reports(draft)
        self.last = draft

    def _join(self, draft: Draft, index: int) -> None:
        span = self.ctx.segments[index].span
        draft.segments.append(index)
        if not any(part.covers(span) for part in draft.content):
            draft.content.append(span)
        self.of_segment[index] = draft
        if draft.source is not None:
            self.last = draft

    def _free(self, index: int) -> None:
        """A free-standing utterance: of the speaker whose run it stands in, or in focus."""
        ctx = self.ctx
        segment = ctx.segments[index]
        focus = focus_of(self.ctx, index)
        last = self.last
        near = (
            last is not None
            and bool(last.segments)
            and segment.paragraph - ctx.segments[last.segments[-1]].paragraph <= 1
        )
        sent = ctx.sentence_at(segment.span.start)
        if focus is not None:
            draft = self._draft(
                index,
                type="direct",
                mode="speech",
                sent=sent,
                source=focus,
                how="context",
                score=0.5,
            )
        elif near:
            draft = self._draft(
                index, type="direct", mode="speech", sent=sent, follows=last, how="run", score=0.6
            )
        elif word_count(ctx.text, segment.span) >= 4:
            draft = self._draft(
                index, type="direct", mode="speech", sent=sent, follows=last, how="lone", score=0.3
            )
        else:
            draft = self._draft(index, type="none", mode=None, sent=sent, how="lone", score=0.6)
            return
        if draft.source or draft.follows:
            self.last = draft

    def _fragment(self, index: int, cue: Cue | None, setting: Setting) -> None:
        """Quoted words inside a sentence: part of a reported clause, or nobody's."""
        ctx = self.ctx
        span = ctx.segments[index].span
        report = None if setting is Setting.NAMED else self._covering(span)
        if report is not None and report.source is None and cue is not None and cue.source:
            report.source = cue.source.token if cue.source.sent is report.sent else None
        if report is not None and self._quotable(report):
            self._mixed(index, report)
        elif setting is Setting.EMBEDDED and cue is not None and _bridges(cue):
            self._linear(index, cue)
        elif setting is Setting.EMBEDDED and self._climb(index):
            pass
        elif setting is Setting.EMBEDDED and in_run(self.ctx, self.last, index):
            sent = ctx.sentence_at(span.start)
            self._draft(
                index,
                type="mixed",
                mode="speech",
                sent=sent,
                follows=self.last,
                how="run",
                score=0.4,
            )
        else:
            self._nobody(index)

    def _climb(self, index: int) -> bool:
        """Look for a cue among the words that the fragment hangs from, however far up."""
        span = self.ctx.segments[index].span
        sent = self.ctx.sentence_at(span.start)
        if sent is None or not sent.parsed or word_count(self.ctx.text, span) < 2:
            return False
        report = climbed(sent, span)
        if report is None or not self._quotable(report):
            return False
        self._mixed(index, report)
        return True

    def _covering(self, span: Span) -> Report | None:
        """The smallest report whose content the segment stands in; a clause before a phrase."""
        best: tuple[tuple[int, int], Report] | None = None
        inside: list[Report] = []
        for sentence in self.ctx.sentences_of(span.start, span.end):
            for report in self.by_sentence.get(sentence.index, ()):
                spans = report.spans([*report.wide, *report.content])
                if any(s.overlaps(span) for s in spans):
                    inside.append(report)
                    size = (rank(report), sum(s.length for s in spans))
                    if best is None or size < best[0]:
                        best = (size, report)
        told = [r for r in inside if best is not None and passes_on(best[1], r)]
        return told[0] if told else best[1] if best else None

    def _quotable(self, report: Report) -> bool:
        token = report.sent.tokens[report.verb]
        if report.phrase_only and report.source is None:
            return False
        if report.source is not None and is_author(report.sent, report.source):
            return False
        if hypothetical(report.sent, token):
            return False
        if agentless_judgement(report):
            return True
        if report.frame in ("phrase", "predicate") and not can_speak(report):
            return False
        return not (report.phrase_only and token.lemma in ("use", "see", "know", "read"))

    def _mixed(self, index: int, report: Report) -> None:
        key = (report.sent.index, report.verb)
        draft = self.by_cue.get(key)
        if draft is not None:
            self._join(draft, index)
            return
        spans = full_marks(self.ctx, self._content(report))
        span = self.ctx.segments[index].span
        if not any(s.overlaps(span) for s in spans):
            spans = sorted([*spans, span])
        token = report.sent.tokens[report.verb]
        source = None if report.source is None else Source(report.sent, report.source)
        draft = self._draft(
            index,
            type="mixed",
            mode=mode_of(token, source, report.sent),
            sent=report.sent,
            cue=report.spans(report.cue),
            verb=report.verb,
            source=source,
            report=report,
            how="clause",
            score=report.score,
        )
        draft.content = with_span(spans, span)
        self.by_cue[key] = draft
        self.used.add(id(report))
        if source is not None:
            self.last = draft

    def _linear(self, index: int, cue: Cue) -> None:
        key = (cue.sent.index, cue.verb)
        if key in self.by_cue:
            self._join(self.by_cue[key], index)
            return
        draft = self._beside(index, cue, kind="mixed", how="linear", score=0.5)
        self.by_cue[key] = draft
        self.last = draft

    def _beside(
        self, index: int, cue: Cue, *, kind: QuotationType, how: How, score: float
    ) -> Draft:
        """A draft with the cue that was found beside its marks."""
        return self._draft(
            index,
            type=kind,
            mode=mode_of(cue.sent.tokens[cue.verb], cue.source, cue.sent),
            sent=cue.sent,
            cue=cue_spans(cue.sent, cue.verb),
            verb=cue.verb,
            source=cue.source,
            how=how,
            score=score,
        )

    def _draft(self, index: int, **fields: object) -> Draft:
        span = self.ctx.segments[index].span
        draft = Draft(content=[span], segments=[index], **fields)  # type: ignore[arg-type]
        self.drafts.append(draft)
        self.of_segment[index] = draft
        return draft

    # -- reported words without marks ------------------------------------------------

    def _claim_reports(self, draft: Draft) -> None:
        """A report with the cue of a direct quotation is that quotation."""
        if draft.sent is None:
            return
        for report in self.by_sentence.get(draft.sent.index, ()):
            if report.verb == draft.verb:
                self.used.add(id(report))
                draft.report = report

    def add_indirect(self) -> None:
        for report in self.found:
            if report.frame in ("according", "noun") and self._governed(report):
                continue
            if id(report) in self.used or (report.phrase_only and not self._bare(report)):
                continue
            if (report.sent.index, report.verb) in self.by_cue or by_author(report):
                continue
            if not self.wide and not (reports_words(report) and has_clause(report)):
                continue
            if self.wide and not attributes(report):
                continue
            spans = self._content(report)
            if any(self._in_direct(span) for span in spans):
                continue
            if self.wide and any(self._holds_quoted(span) for span in spans):
                continue  # PolNeAR gives quoted words to one report, the one that quotes them
            token = report.sent.tokens[report.verb]
            source = None if report.source is None else Source(report.sent, report.source)
            self.drafts.append(
                Draft(
                    type="indirect",
                    mode=mode_of(token, source, report.sent),
                    sent=report.sent,
                    content=spans,
                    cue=report.spans(report.cue),
                    verb=report.verb,
                    source=source,
                    report=report,
                    how="report",
                    score=report.score if source else report.score / 2,
                )
            )

    def _governed(self, credit: Report) -> bool:
        """Whether `according to` only credits what a verb of saying reports in the sentence."""
        top, inside = head_of(credit), set(credit.content)
        return any(
            (report.verb == top or len(inside & set(report.content)) > 0.8 * len(inside))
            and (id(report) in self.used or not report.phrase_only)
            for report in self.by_sentence.get(credit.sent.index, ())
            if report is not credit and report.source is not None
        )

    def _bare(self, report: Report) -> bool:
        """Whether a noun phrase without marks counts: only where PolNeAR's scheme is asked for."""
        return self.wide and report.sent.tokens[report.verb].lemma not in lx.BARE_WEAK

    def _content(self, report: Report) -> list[Span]:
        indices = report.content
        if self.wide:
            indices = [*indices, *report.wide]
        return report.spans(indices)

    def _holds_quoted(self, span: Span) -> bool:
        """Whether a span overlaps marks that some other report has claimed."""
        held = (self.of_segment.get(i) for i in self.ctx.top_within(*span))
        return any(draft is not None and draft.type != "none" for draft in held)

    def _in_direct(self, span: Span) -> bool:
        i = self.ctx.segment_at(span.start)
        return i is not None and self.ctx.segments[i].span.covers(span)

    # -- marks inside marks ----------------------------------------------------------

    def add_inner(self) -> None:
        for i, segment in enumerate(self.ctx.segments):
            if segment.parent is None:
                continue
            top = segment.parent
            while self.ctx.segments[top].parent is not None:
                top = self.ctx.segments[top].parent  # type: ignore[assignment]
            outer = self.of_segment.get(top)
            self.drafts.append(inner_draft(self.ctx, i, outer))


def _bridges(cue: Cue) -> bool:
    """Whether a cue may claim quoted words that the parse does not give it."""
    token = cue.sent.tokens[cue.verb]
    strong = lx.STATING | lx.UTTERING | lx.CALLING
    return cue.source is not None and (token.lemma in strong - lx.WEAK or token.upos == "PUNCT")
