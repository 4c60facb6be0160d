"""Segments and reports -> quotations: content, segments, cue, type and mode.

Quoted words come first: each top-level segment finds its cue, joins the run it belongs to, or is
judged to quote nobody. What the parse reports and no marks claim is indirect.
"""

from __future__ import annotations

from typing import Literal

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clauses import (
    Report,
    climbed,
    cue_tokens,
    negated,
    reports,
    subject,
    token_spans,
)
from annotate.context import Context
from annotate.cues import Cue, find_cue, is_cue_verb
from annotate.drafts import Draft, Source
from annotate.embedding import Setting, setting_of
from corpus.records import Mode
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
        if setting is Setting.FREE:
            self._utterance(index, cue)
        else:
            self._fragment(index, cue, setting)

    def _utterance(self, index: int, cue: Cue | None) -> None:
        """Quoted words that are a whole utterance: cued, joined to a run, or free-standing."""
        if cue is not None:
            self._cued(index, cue)
            return
        last = self.last
        if last is not None and self._touches(last, index):
            self._join(last, index)
            return
        self._free(index)

    def _cued(self, index: int, cue: Cue) -> None:
        key = (cue.sent.index, cue.verb)
        draft = self.by_cue.get(key)
        if draft is not None and draft.segments:
            self._join(draft, index)
            return
        token = cue.sent.tokens[cue.verb]
        draft = self._draft(
            index,
            type="direct",
            mode=_mode(token, cue.source, cue.sent),
            sent=cue.sent,
            cue=_cue_spans(cue.sent, cue.verb),
            verb=cue.verb,
            source=cue.source,
            how=cue.side,
            score=0.95 if cue.near else 0.7,
        )
        self.by_cue[key] = draft
        self._claim_reports(draft)
        self.last = draft

    def _touches(self, draft: Draft, index: int) -> bool:
        """Whether the segment goes straight on from a quotation and its cue clause."""
        ctx = self.ctx
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
        return self._fills_paragraph(index)

    def _fills_paragraph(self, index: int) -> bool:
        """Whether the paragraph of the segment starts with it and holds nothing but marks."""
        ctx = self.ctx
        segment = ctx.segments[index]
        start, end = ctx.doc.body[segment.paragraph]
        head = ctx.text[start : segment.span.start]
        inside = [ctx.segments[i].span for i in ctx.top_within(start, end)]
        words = sum(c.isalnum() for c in ctx.text[start:end])
        quoted = sum(c.isalnum() for s in inside for c in ctx.text[s.start : s.end])
        return not any(c.isalnum() for c in head) and quoted >= 0.9 * words

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
        focus = self._focus(index)
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
        elif _words(ctx.text, segment.span) >= 4:
            draft = self._draft(
                index, type="direct", mode="speech", sent=sent, follows=last, how="lone", score=0.3
            )
        else:
            draft = self._draft(index, type="none", mode=None, sent=sent, how="lone", score=0.6)
            return
        if draft.source or draft.follows:
            self.last = draft

    def _focus(self, index: int) -> Source | None:
        """The subject of the sentence right before a free-standing quotation."""
        ctx = self.ctx
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
        for token in reversed(sent.tokens):
            if is_cue_verb(token, verbs) and not ctx.quoted(token):
                head = subject(sent, token.i)
                if head is not None and sent.tokens[head].text.lower() not in ("i", "it", "this"):
                    return Source(sent, head)
        return None

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
        elif setting is Setting.EMBEDDED and self._in_run(index):
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
            sent = ctx.sentence_at(span.start)
            self._draft(index, type="none", mode=None, sent=sent, how="lone", score=0.6)

    def _climb(self, index: int) -> bool:
        """Look for a cue among the words that the fragment hangs from, however far up."""
        span = self.ctx.segments[index].span
        sent = self.ctx.sentence_at(span.start)
        if sent is None or not sent.parsed or _words(self.ctx.text, span) < 2:
            return False
        report = climbed(sent, span)
        if report is None or not self._quotable(report):
            return False
        self._mixed(index, report)
        return True

    def _in_run(self, index: int) -> bool:
        """Whether a longer fragment stands right after the words of a quoted speaker."""
        segment = self.ctx.segments[index]
        last = self.last
        if last is None or not last.segments or _words(self.ctx.text, segment.span) < 4:
            return False
        before = self.ctx.segments[last.segments[-1]]
        between = self.ctx.text[before.span.end : segment.span.start]
        return before.paragraph == segment.paragraph and len(between) < 160

    def _covering(self, span: Span) -> Report | None:
        """The smallest report whose content the segment stands in; a clause before a phrase."""
        best: tuple[tuple[int, int], Report] | None = None
        for sentence in self.ctx.sentences_of(span.start, span.end):
            for report in self.by_sentence.get(sentence.index, ()):
                spans = report.spans([*report.wide, *report.content])
                if any(s.overlaps(span) for s in spans):
                    size = (_rank(report), sum(s.length for s in spans))
                    if best is None or size < best[0]:
                        best = (size, report)
        return best[1] if best else None

    def _quotable(self, report: Report) -> bool:
        token = report.sent.tokens[report.verb]
        if report.phrase_only and report.source is None:
            return False
        if report.source is not None and _is_author(report.sent, report.source):
            return False
        if report.frame in ("phrase", "predicate") and not _can_speak(report):
            return False
        return not (report.phrase_only and token.lemma in ("use", "see", "know", "read"))

    def _mixed(self, index: int, report: Report) -> None:
        key = (report.sent.index, report.verb)
        draft = self.by_cue.get(key)
        if draft is not None:
            self._join(draft, index)
            return
        spans = _full_marks(self.ctx, self._content(report))
        span = self.ctx.segments[index].span
        if not any(s.overlaps(span) for s in spans):
            spans = sorted([*spans, span])
        token = report.sent.tokens[report.verb]
        source = None if report.source is None else Source(report.sent, report.source)
        draft = self._draft(
            index,
            type="mixed",
            mode=_mode(token, source, report.sent),
            sent=report.sent,
            cue=report.spans(report.cue),
            verb=report.verb,
            source=source,
            report=report,
            how="clause",
            score=report.score,
        )
        draft.content = _with_span(spans, span)
        self.by_cue[key] = draft
        self.used.add(id(report))
        if source is not None:
            self.last = draft

    def _linear(self, index: int, cue: Cue) -> None:
        key = (cue.sent.index, cue.verb)
        if key in self.by_cue:
            self._join(self.by_cue[key], index)
            return
        token = cue.sent.tokens[cue.verb]
        draft = self._draft(
            index,
            type="mixed",
            mode=_mode(token, cue.source, cue.sent),
            sent=cue.sent,
            cue=_cue_spans(cue.sent, cue.verb),
            verb=cue.verb,
            source=cue.source,
            how="linear",
            score=0.5,
        )
        self.by_cue[key] = draft
        self.last = draft

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
            if report.frame == "according" and self._governed(report):
                continue
            if id(report) in self.used or (report.phrase_only and not self._bare(report)):
                continue
            if (report.sent.index, report.verb) in self.by_cue or _by_author(report):
                continue
            if not self.wide and not _reports_words(report):
                continue
            if self.wide and not _attributes(report):
                continue
            spans = self._content(report)
            if any(self._in_direct(span) for span in spans):
                continue
            if report.phrase_only and any(self._holds_quoted(span) for span in spans):
                continue
            token = report.sent.tokens[report.verb]
            source = None if report.source is None else Source(report.sent, report.source)
            self.drafts.append(
                Draft(
                    type="indirect",
                    mode=_mode(token, source, report.sent),
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
        top, inside = _head_of(credit), set(credit.content)
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
            self.drafts.append(self._inner(i, outer))

    def _inner(self, index: int, outer: Draft | None) -> Draft:
        """A segment inside another: quoted by the outer speaker, or a distractor."""
        ctx = self.ctx
        span = ctx.segments[index].span
        sent = ctx.sentence_at(span.start)
        verb = _inner_cue(sent, span) if sent is not None and sent.parsed else None
        if sent is None or verb is None or outer is None or outer.type == "none":
            return Draft("none", None, sent, [span], [index], how="lone", score=0.6)
        head = subject(sent, verb.i)
        return Draft(
            "direct" if ctx.text[span.start].isupper() else "mixed",
            _mode(verb, None, sent),
            sent,
            [span],
            [index],
            cue=_cue_spans(sent, verb.i),
            verb=verb.i,
            source=None if head is None else Source(sent, head),
            parent=outer,
            how="before",
            score=0.6,
        )


def _inner_cue(sent: Sentence, span: Span) -> Token | None:
    """A stating verb right before inner marks (`he told me, ‘Go’`)."""
    before = [t for t in sent.tokens if t.end <= span.start and t.upos != "PUNCT"][-3:]
    for token in reversed(before):
        if token.upos == "VERB" and token.lemma in lx.STATING | lx.UTTERING:
            return token
    return None


def _rank(report: Report) -> int:
    """Which report claims quoted words that several cover; the lowest does.

    A clause of saying comes before the wishes and judgements told within it, these before a
    phrase, and `according to` last: in `Choe stressed the “…”, according to the agency` it is
    Choe who spoke; in `they discussed the “…”, according to the agency` nobody but the agency.
    """
    token = report.sent.tokens[report.verb]
    if report.frame == "according":
        return 3
    if report.phrase_only:
        return 4 if token.lemma in ("discuss", "talk", "see", "use") else 2
    if report.frame in ("finite", "inverted") and token.lemma in lx.STATING:
        return 0
    named = report.source is not None and report.sent.tokens[report.source].upos != "PRON"
    return 0 if report.frame == "predicate" and named else 1


def _head_of(report: Report) -> int:
    """The token of a content whose head lies outside it."""
    inside = set(report.content)
    return next((i for i in report.content if report.sent.tokens[i].head not in inside), -1)


def _can_speak(report: Report) -> bool:
    """Whether the source is somebody or something whose words there can be."""
    if report.source is None:
        return False
    token = report.sent.tokens[report.source]
    if token.upos == "PRON":
        return token.text.lower() not in ("it", "this", "that", "which", "these", "those", "what")
    return token.upos in ("PROPN", "NUM", "DET") or token.lemma.lower() in SPEAKING_NOUNS


SPEAKING_NOUNS = (
    lx.PERSON_NOUNS
    | lx.GROUP_NOUNS
    | lx.DOCUMENT_NOUNS
    | lx.MEDIA_NOUNS
    | lx.EXPERT_NOUNS
    | lx.SPOKES_NOUNS
    | lx.SOURCE_NOUNS
)


def _bridges(cue: Cue) -> bool:
    """Whether a cue may claim quoted words that the parse does not give it."""
    token = cue.sent.tokens[cue.verb]
    strong = lx.STATING | lx.UTTERING | lx.CALLING
    return cue.source is not None and (token.lemma in strong - lx.WEAK or token.upos == "PUNCT")


def _cue_spans(sent: Sentence, verb: int) -> list[Span]:
    """The verb group of a cue, and the phrase that names the statement it stands in."""
    token = sent.tokens[verb]
    if token.text.lower() == "according" and verb + 1 < len(sent.tokens):
        return [Span(token.start, sent.tokens[verb + 1].end)]
    if token.upos == "PUNCT":
        return []
    spans = token_spans(sent, cue_tokens(sent, verb)) if sent.parsed else []
    return spans or [Span(token.start, token.end)]


def _mode(token: Token, source: Source | None, sent: Sentence) -> Mode:
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


def _by_author(report: Report) -> bool:
    return report.source is not None and _is_author(report.sent, report.source)


def _attributes(report: Report) -> bool:
    """Whether an indirect report has a source that can speak and a cue that says so."""
    sent, verb = report.sent, report.sent.tokens[report.verb]
    lemma = verb.lemma
    source = None if report.source is None else sent.tokens[report.source]
    if report.frame == "according":
        return True
    if source is not None and source.text.lower() in _THINGS:
        return lemma in lx.STATING and source.text.lower() in ("it", "which")
    if lemma in lx.SHOWING:
        return source is not None and (
            source.upos in ("PROPN", "PRON")
            or source.lemma in lx.DOCUMENT_NOUNS | lx.PERSON_NOUNS | lx.GROUP_NOUNS
        )
    if report.frame == "noun":
        return source is not None or lemma in lx.RUMOURS
    return source is not None or lemma in lx.STATING


_THINGS = frozenset("this that these which it what".split())


def _reports_words(report: Report) -> bool:
    """Whether the guidelines count an indirect report: words were said, not planned or found."""
    sent, verb = report.sent, report.sent.tokens[report.verb]
    lemma = verb.lemma
    if not _attributes(report):
        return False
    if report.frame != "noun" and negated(sent, report.verb):
        return False
    if report.frame == "noun" and report.infinitive:
        return False
    if report.frame == "infinitive":
        # in `what she wants to say` the object of the wish is elsewhere
        gapped = lemma in lx.WISHING and verb.deprel == "acl:relcl"
        return not gapped and lemma in lx.PROMISING | lx.WISHING | lx.DIRECTING
    if lemma in lx.SHOWING - {"suggest", "reveal"} and report.source is not None:
        return _publishes(sent.tokens[report.source])
    return True


def _publishes(source: Token) -> bool:
    """Whether a source that `finds` or `shows` has put it on paper."""
    return source.upos == "PROPN" or source.lemma in (
        lx.DOCUMENT_NOUNS | lx.EXPERT_NOUNS | lx.GROUP_NOUNS
    )


def _is_author(sent: Sentence, source: int) -> bool:
    """First and second person outside marks: the article's author, or its reader."""
    return sent.tokens[source].text.lower() in ("i", "we", "you", "one")


def _full_marks(ctx: Context, spans: list[Span]) -> list[Span]:
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
        start = ctx.segments[i].span.start
    j = ctx.segment_at(end - 4) if end - start > 4 else None
    if j is not None and end - 3 <= ctx.segments[j].span.end < end:
        end = ctx.segments[j].span.end
    return start, end


def _with_span(spans: list[Span], span: Span) -> list[Span]:
    """Spans merged with one more that may overlap several of them."""
    out: list[Span] = []
    for s in sorted([*spans, span]):
        if out and s.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, s.end))
        else:
            out.append(Span(*s))
    return out


def _words(text: str, span: Span) -> int:
    return len(text[span.start : span.end].split())
