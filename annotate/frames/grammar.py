"""What grammar settles where rules and tagger disagree on one cue.

The tagger has read more news and is right more often where sentences are long; but it weighs
words, and overlooks now and then what a parse shows plainly: that a passive has no speaker for
its subject, that the verb tells whether something was said, written or thought, that only the
predicate of `called it X` was said. Each of these was found to hold on articles that neither had
seen.
"""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clauses import subject
from annotate.context import Context
from annotate.drafts import Draft, Source
from annotate.frames.untold import QUOTED, is_patient
from annotate.frames.words import Words
from annotate.phrases import tokens_in
from annotate.reportable import SPEAKING_NOUNS, hypothetical
from annotate.shapes import mode_of
from corpus.records import Mode
from corpus.spans import Span

_PREDICATES = frozenset({"infinitive", "gerund", "predicate"})
_DISOWNING = frozenset("so-called self-styled".split())
_LIKELY = 0.25  # the mean chance of words that the tagger all but took for content
_SURE = 0.85  # a score below which the tagger's pieces of a clause give way to the whole clause


def mode_by_cue(draft: Draft) -> Mode | None:
    """The mode of a cue's verb or noun: `thought`, `posted`, `said in a statement`."""
    if draft.sent is None or draft.verb is None:
        return draft.mode
    return mode_of(draft.sent.tokens[draft.verb], draft.source, draft.sent)


def content_by_rule(words: Words, draft: Draft, rule: Draft) -> list[Span]:
    """The content of a draft that has its cue in common with a rule's.

    Of `called it X`, `accused them of X`, `urged them to X` only X was said: it begins where the
    parse has it, and ends where the tagger has it. A clause around its own cue (`The pier, warned
    Quist, is rotten`) is taken whole where the tagger is unsure of it, and what a noun at the head
    of its sentence reports ends before the main verb.
    """
    report = rule.report
    if report is None or not draft.content or draft.type == "direct":
        return draft.content
    inner = report.frame in _PREDICATES or quotes_as_saying(report.sent, report.verb)
    if inner and draft.start < rule.start < draft.end:
        spans = [Span(max(s.start, rule.start), s.end) for s in draft.content if s.end > rule.start]
        return spans if not _for_clause(report.sent.tokens, rule) else draft.content
    if draft.segments or rule.segments:
        return draft.content
    heads = report.frame == "noun" and report.sent.tokens[report.verb].head < 0
    if heads and rule.start == draft.start and rule.end < draft.end:
        return list(rule.content)
    torn = draft.score < _SURE or _half(words, draft, rule)
    return list(rule.content) if report.frame == "inverted" and torn else draft.content


def _half(words: Words, draft: Draft, rule: Draft) -> bool:
    """Whether a draft has only one side of a clause around its cue, and half believes the other."""
    frame = draft.frame
    if frame is None or len(rule.content) < 2 or len(draft.content) > 1 or not rule.cue:
        return False
    left = draft.end <= rule.cue[0].start
    missed = [s for s in rule.content if (s.start > rule.cue[0].start) == left]
    inside = [i - frame.start for i in words.indices(missed) if frame.start <= i < frame.stop]
    return bool(inside) and float(frame.roles[inside, 0].mean()) > _LIKELY


def _for_clause(tokens: list[Token], rule: Draft) -> bool:
    """Whether an infinitive has a subject of its own: `called for the pier to be closed`."""
    before = [t.text.lower() for t in tokens if rule.end > t.start and t.end <= rule.start][-8:]
    return rule.report is not None and rule.report.frame == "infinitive" and "for" in before


def source_by_rule(ctx: Context, draft: Draft, rule: Draft | None) -> Source | None:
    """The source of a draft, which the grammar of its cue may take from the tagger."""
    source, sent = draft.source, draft.sent
    if source is None or sent is None or draft.verb is None or not sent.parsed:
        return source
    verb = sent.tokens[draft.verb]
    if is_patient(source, draft, verb):
        agent = subject(sent, draft.verb)
        return None if agent is None else Source(sent, agent)
    told = _told_by_grammar(draft, verb)
    if told is None and source.sent is sent:
        told = _told_in(source, verb)
    if told is not None and (source.sent is not sent or source.token != told):
        return Source(sent, told)
    whole = _whole_subject(ctx, source, draft, verb)
    if whole is not None:
        return Source(sent, whole)
    other = None if rule is None else rule.source
    if other is None or other.sent is not sent:
        return source
    if source.sent is sent and other.token == source.token:
        return source
    token = sent.tokens[other.token]
    governed = token.dep == "nsubj" and token.head == verb.i
    if source.sent is not sent:  # the subject of a cue stands in its own clause
        return other if (governed or _beside(rule, verb)) and token.upos != "PRON" else source
    owner = verb.upos == "NOUN" and token.deprel == "nmod:poss" and token.head == verb.i
    before = sent.tokens[source.token].end <= draft.start < verb.start
    if before and _beside(rule, verb) and _hesitates(source, other):
        return other  # the words stand between the one and the cue, at which stands the other
    if owner or (governed and _modifies(ctx, source, other)):
        return other
    outer = draft.parent.source if draft.parent is not None else None
    shared = outer is not None and outer.sent is sent and _same_mention(outer, source)
    return other if shared and governed and other.token > source.token else source


def _whole_subject(ctx: Context, source: Source, draft: Draft, verb: Token) -> int | None:
    """The first of a joined subject of which only another was drawn: `Ada Quist and Tom Brand`.

    Both are names of one kind or both descriptions; else the one may be a title of the other.
    """
    sent = source.sent
    agent = subject(sent, verb.i) if sent is draft.sent and verb.upos == "VERB" else None
    at, joined = source.token, False
    while agent is not None and at != agent:
        token = sent.tokens[at]
        if token.dep not in ("conj", "appos", "flat", "compound"):
            return None
        joined, at = joined or token.dep == "conj", token.head
    if agent is None or not joined:
        return None
    first, other = sent.tokens[agent], sent.tokens[source.token]
    named = first
    if "Number=Plur" in first.feats and agent + 1 < len(sent.tokens):
        named = sent.tokens[agent + 1]  # `the unions A and B`
    label, own = ctx.label_at(named.start), ctx.label_at(other.start)
    if label or own:
        return agent if label == own else None
    return agent if {first.lemma, other.lemma} <= SPEAKING_NOUNS else None


def quotes_as_saying(sent: Sentence, v: int) -> bool:
    """Whether a verb is one of the two in `quoted X as saying`."""
    tokens = sent.tokens
    saying = v if tokens[v].text.lower() == "saying" else -1
    if saying < 0:
        saying = next((j for j in sent.children[v] if tokens[j].text.lower() == "saying"), -1)
    above = tokens[saying].head if saying > 0 else -1
    return above >= 0 and tokens[saying - 1].text == "as" and tokens[above].lemma in QUOTED


def same_cue(sent: Sentence, one: int, other: int) -> bool:
    """Whether two verbs are the two of one cue: `quoted` and `saying` of `quoted X as saying`."""
    joined = one != other and quotes_as_saying(sent, one) and quotes_as_saying(sent, other)
    return joined and sent.tokens[other].head == one


def _beside(rule: Draft | None, verb: Token) -> bool:
    """Whether a rule read the source off the words right beside a cue at the marks."""
    return rule is not None and rule.how == "after" and rule.verb == verb.i and rule.score > 0.9


def _same_mention(one: Source, other: Source) -> bool:
    if one.span is not None and other.span is not None:
        return one.span.overlaps(other.span)
    return one.token == other.token


def _hesitates(source: Source, subject: Source) -> bool:
    """Whether the tagger took the subject of the cue too, and the two are not joined."""
    sent, at = subject.sent, subject.sent.tokens[subject.token].start
    drawn = any(o.span is not None and o.span.start <= at < o.span.end for o in source.others)
    joined = source.token in sent.subtree(subject.token)
    return drawn and not joined


def _told_by_grammar(draft: Draft, verb: Token) -> int | None:
    """The token that speaks whatever tagger and rules say: of words that somebody passed on.

    The object of `quoted X as saying`, and the subject of `X said, according to Y`.
    """
    sent = draft.sent
    assert sent is not None
    if verb.text.lower() == "according":
        through = sent.tokens[verb.head] if verb.head >= 0 else verb
        saying = sent.tokens[through.head] if through.head >= 0 else through
        inside = any(span.start <= saying.start < span.end for span in draft.content)
        if saying.lemma not in lx.STATING or saying.upos != "VERB" or inside:
            return None
        return subject(sent, saying.i)
    if not quotes_as_saying(sent, verb.i):
        return _quoted_by_name(draft, verb)
    quoted = verb.head if verb.text.lower() == "saying" else verb.i
    return next((j for j in sent.children[quoted] if sent.tokens[j].dep == "obj"), None)


def _quoted_by_name(draft: Draft, verb: Token) -> int | None:
    """Who is quoted without more: `the agency quoted Ada Quist: “…”`."""
    sent = draft.sent
    if sent is None or verb.lemma != "quote" or not draft.segments:
        return None
    objects = (sent.tokens[j] for j in sent.children[verb.i] if sent.tokens[j].dep == "obj")
    named = (t.i for t in objects if t.upos == "PROPN" and t.start < draft.start)
    return next(named, None)


def _told_in(source: Source, verb: Token) -> int | None:
    """The other subject of a cue, where a parse takes `in its report` for one of two."""
    sent = source.sent
    case = {sent.tokens[j].text.lower() for j in sent.children[source.token]}
    if sent.tokens[source.token].head != verb.i or "in" not in case:
        return None
    below = [sent.tokens[j] for j in sent.children[verb.i] if j != source.token]
    return next((t.i for t in below if t.dep == "nsubj" and t.upos in ("NOUN", "PROPN")), None)


def _modifies(ctx: Context, source: Source, other: Source) -> bool:
    """Whether one source only tells more of the other: its body, or something in a relative clause.

    `a spokeswoman for the union`, `the carter, who grew up in Vell`. A person does so only of those
    who can speak, and not right before the cue, where parses often lose a name.
    """
    sent, head = source.sent, other.sent.tokens[other.token]
    if ctx.label_at(sent.tokens[source.token].start) == "PERSON":
        able = (
            head.lemma in SPEAKING_NOUNS - lx.DOCUMENT_NOUNS or ctx.label_at(head.start) == "PERSON"
        )
        if not able or _apposed(sent, source):
            return False
    if ctx.label_at(sent.tokens[source.token].start) == "PLACE" and any(
        head.i < j < source.token and sent.tokens[j].deprel == "acl:relcl"
        for j in sent.children[head.i]
    ):
        return True  # parses let the end of a long relative clause go
    at, through = source.token, False
    while at >= 0 and at != other.token:
        token = sent.tokens[at]
        cased = any(sent.tokens[j].dep == "case" for j in sent.children[at])
        through = through or (token.dep == "nmod" and cased) or token.dep == "acl"
        at = token.head
    return at == other.token and through


def _apposed(sent: Sentence, source: Source) -> bool:
    """Whether a source stands between commas: `the lawyer for the guards, Ada Quist, said`."""
    start, end = source.span or (sent.tokens[source.token].start, sent.tokens[source.token].end)
    before = next((t.text for t in reversed(sent.tokens) if t.end <= start), "")
    return before == "," and next((t.text for t in sent.tokens if t.start >= end), "") == ","


def disowned(ctx: Context, index: int) -> bool:
    """Whether the word before the marks says that nobody said what stands in them.

    `the so-called “bridge”`, `a cynic might say “…”`.
    """
    start = ctx.segments[index].span.start
    sent, before = next(((s, t) for s, t in ctx.before(start) if t.upos != "PUNCT"), (None, None))
    if sent is None or before is None:
        return False
    possible = before.upos == "VERB" and sent.parsed and hypothetical(sent, before)
    return before.text.lower() in _DISOWNING or possible


def has_turn(ruled: Draft, before: Draft | None) -> bool:
    """Whether the rules heard another party in the words, whose turn it is in an exchange."""
    follows = ruled.follows
    return (
        ruled.how == "run"
        and follows is not None
        and before is not None
        and (before.type == "direct" and before is not follows)
    )


def decrees(draft: Draft) -> bool:
    """Whether an infinitive is what a body ordered: an act, not a report of words."""
    if draft.sent is None or draft.verb is None or draft.segments:
        return False
    verb = draft.sent.tokens[draft.verb]
    inside = tokens_in(draft.sent, Span(draft.start, draft.end))
    to = next((k for k, t in enumerate(inside) if t.text == "to" and t.upos == "PART"), None)
    if verb.lemma not in ("order", "sentence") or to is None:
        return False
    return not any(t.xpos in ("VBD", "VBZ", "VBP", "MD") for t in inside[:to])
