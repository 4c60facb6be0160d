"""A document as the stages see it: text, segments and sentences, with look-ups between them."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from itertools import accumulate

from annotate import lexicon as lx
from annotate.analysis import Analysis, Sentence, Token
from annotate.drafts import Draft
from annotate.segments import Segment
from corpus.records import Document


class Context:
    """One document under annotation. Top-level segments are those inside no other marks."""

    def __init__(self, doc: Document, segments: list[Segment], analysis: Analysis) -> None:
        self.doc = doc
        self.text = doc.text or ""
        self.segments = segments
        self.analysis = analysis
        self.sentences = sorted(analysis.sentences, key=lambda sentence: sentence.start)
        for i, sentence in enumerate(self.sentences):
            sentence.index = i
        self._starts = [sentence.start for sentence in self.sentences]
        self.top = [i for i, segment in enumerate(segments) if segment.parent is None]
        self._top_starts = [segments[i].span.start for i in self.top]
        self._mentions = sorted(analysis.mentions, key=lambda mention: mention.start)
        self._mention_starts = [mention.start for mention in self._mentions]
        # How far the mentions up to each reach, for one may stand within another.
        self._reach = list(accumulate((mention.end for mention in self._mentions), max))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers ``offset``, or else the last one before it."""
        i = bisect.bisect_right(self._starts, offset) - 1
        return self.sentences[i] if i >= 0 else None

    def sentence_of(self, draft: Draft) -> Sentence | None:
        """The sentence of a quotation's cue, or else the one that its content begins in."""
        return draft.sent or self.sentence_at(draft.start)

    def neighbour(self, sentence: Sentence, step: int) -> Sentence | None:
        """The sentence ``step`` places on in the same paragraph, or None."""
        i = sentence.index + step
        if 0 <= i < len(self.sentences):
            other = self.sentences[i]
            if other.paragraph == sentence.paragraph:
                return other
        return None

    def previous_paragraph_end(self, sentence: Sentence) -> Sentence | None:
        """The last sentence of the paragraph before, if ``sentence`` starts its own."""
        i = sentence.index - 1
        return self.sentences[i] if i >= 0 and self.neighbour(sentence, -1) is None else None

    def next_paragraph_start(self, sentence: Sentence) -> Sentence | None:
        """The first sentence of the next paragraph, if ``sentence`` ends its own."""
        i = sentence.index + 1
        if i >= len(self.sentences) or self.neighbour(sentence, 1) is not None:
            return None
        return self.sentences[i]

    def segment_at(self, offset: int) -> int | None:
        """Index of the top-level segment that covers ``offset``, or None."""
        i = bisect.bisect_right(self._top_starts, offset) - 1
        if i >= 0 and offset < self.segments[self.top[i]].span.end:
            return self.top[i]
        return None

    def top_within(self, start: int, end: int) -> list[int]:
        """Indices of the top-level segments that overlap ``[start, end)``."""
        lo = max(0, bisect.bisect_right(self._top_starts, start) - 1)
        hi = bisect.bisect_left(self._top_starts, end)
        return [i for i in self.top[lo:hi] if self.segments[i].span.end > start]

    def label_at(self, offset: int) -> str:
        """The label of the named mention that covers ``offset``, of several the last; or ""."""
        i = bisect.bisect_right(self._mention_starts, offset) - 1
        while i >= 0 and self._reach[i] > offset:
            if self._mentions[i].end > offset:
                return self._mentions[i].label
            i -= 1
        return ""

    def quoted(self, token: Token) -> bool:
        """Whether the token stands inside marks."""
        return self.segment_at(token.start) is not None

    def sentences_of(self, start: int, end: int) -> list[Sentence]:
        """All sentences that overlap ``[start, end)``."""
        lo = max(0, bisect.bisect_right(self._starts, start) - 1)
        out = []
        for sentence in self.sentences[lo:]:
            if sentence.start >= end:
                break
            if sentence.end > start:
                out.append(sentence)
        return out

    def before(self, offset: int) -> Iterator[tuple[Sentence, Token]]:
        """Tokens of the sentence of ``offset`` that end before it, from right to left."""
        sentence = self.sentence_at(max(0, offset - 1))
        if sentence is not None:
            for token in reversed(sentence.tokens):
                if token.end <= offset:
                    yield sentence, token

    def wanted(self, sentence: Sentence, *, phrases: bool = False) -> bool:
        """Whether the parse of a sentence can matter: something outside marks may be a cue.

        A sentence whose every word stands in one pair of marks reports nobody by itself. With
        ``phrases``, cues that only govern noun phrases count without marks too.
        """
        rest = _Rest(sentence.tokens)
        for i, token in enumerate(sentence.tokens):
            if _may_report(token, i, rest, phrases=phrases) and not self.quoted(token):
                return True
        if any(self.segment_at(sentence.end + k) is not None for k in (1, 2, 3)):
            return True  # words in marks follow, and their speaker may be told here
        outside = any(t.upos != "PUNCT" and not self.quoted(t) for t in sentence.tokens)
        return outside and self._touches_marks(sentence)

    def _touches_marks(self, sentence: Sentence) -> bool:
        i = bisect.bisect_left(self._top_starts, sentence.start)
        return i < len(self.top) and self._top_starts[i] < sentence.end


class _Rest:
    """What stands anywhere in a sentence, for a first look that needs no tree."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        texts = [token.text.lower() for token in tokens]
        self.to = "to" in texts
        self.as_ = "as" in texts
        self._last = next(
            (i for i in range(len(tokens) - 1, -1, -1) if tokens[i].upos != "PUNCT"), -1
        )
        self.participle = any(token.xpos == "VBG" for token in tokens)

    def ends_with(self, i: int) -> bool:
        """Whether the token is the last word of the sentence."""
        return i == self._last


_OCCASIONS = lx.INTERVIEWS | {"remark", "comment", "podcast"}


def _may_report(token: Token, i: int, rest: _Rest, *, phrases: bool) -> bool:
    """Whether a token can be a cue, going by the words that its frame needs."""
    if token.text.lower() == "according":
        return True
    if token.upos in ("VERB", "AUX"):
        lemma = token.lemma
        return (
            lemma in (lx.ANY_CUE if phrases else lx.CLAUSE_CUES)
            or (rest.to and lemma in lx.INFINITIVE_CUES)
            or (rest.participle and lemma in lx.GERUND)
            or (lemma in lx.CALLING and (rest.as_ or lemma in lx.NAMING))
        )
    if token.lemma in _OCCASIONS:
        return True  # may tell where the words of other sentences were said
    if token.upos == "NOUN":
        if token.xpos == "NNS" and token.lemma in lx.STATING and rest.ends_with(i):
            return True  # `a filing alleges.`, perhaps
        following = rest.tokens[i + 1].text if i + 1 < len(rest.tokens) else ""
        return token.lemma in lx.CUE_NOUNS and following in ("that", "to")
    return False
