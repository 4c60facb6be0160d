"""Documents that a quotation may come from: those that its sentence mentions, and those nearby."""

from __future__ import annotations

import bisect
import math
from collections import Counter
from collections.abc import Iterator

from annotate.analysis import Sentence
from annotate.channels import Channel
from annotate.context import Context
from annotate.documents import DocumentMention, mentioned_in
from annotate.linking import Entities
from annotate.numbers import Facts
from annotate.phrases import tokens_in
from annotate.speakers import Attribution
from corpus.spans import Span

_NEAR = 3  # documents of other sentences that are looked at
_CASES = frozenset("in according from by to with on through via of".split())


class WrittenOptions:
    """Options for the quotations of one document."""

    def __init__(self, ctx: Context, entities: Entities) -> None:
        self.ctx = ctx
        self.mentions = entities.documents
        self._counts = Counter(id(mention.cluster) for mention in self.mentions)

    def of(self, attribution: Attribution) -> Iterator[tuple[Channel, Facts]]:
        """Each document at most once: in the quotation's own sentences, else before it."""
        draft = attribution.draft
        sent = self.ctx.sentence_of(draft)
        if sent is None:
            return
        met: set[int] = set()
        for mention in self._here(attribution, sent):
            if id(mention.cluster) not in met:
                met.add(id(mention.cluster))
                channel = Channel(mention.cluster, mention.span, "document", True, 1)
                yield channel, self._how(mention, attribution)
        for rank, mention in enumerate(self._before(sent, met)):
            facts = {
                "written_before": 1.0,
                "written_rank": float(rank),
                "written_back": math.log1p(sent.index - mention.sent.index),
                "written_in_lead": float(mention.sent.paragraph < 3),
                "written_same_paragraph": float(mention.sent.paragraph == sent.paragraph),
                **self._about(mention),
            }
            yield Channel(mention.cluster, None, "document", False, 1, carried=True), facts

    def _here(self, attribution: Attribution, sent: Sentence) -> list[DocumentMention]:
        draft = attribution.draft
        sentences = {sent.index: sent}
        if draft.source is not None:
            sentences[draft.source.sent.index] = draft.source.sent
        for span in draft.content:
            for other in self.ctx.sentences_of(*span):
                sentences[other.index] = other
        return [
            mention
            for index in sorted(sentences)
            for mention in mentioned_in(self.mentions, sentences[index])
            if not any(s.start <= mention.token.start < s.end for s in draft.content)
        ]

    def _before(self, sent: Sentence, met: set[int]) -> Iterator[DocumentMention]:
        last = bisect.bisect_left(self.mentions, sent.index, key=lambda mention: mention.sent.index)
        found = 0
        for place in range(last - 1, -1, -1):
            mention = self.mentions[place]
            if id(mention.cluster) not in met:
                met.add(id(mention.cluster))
                found += 1
                yield mention
                if found == _NEAR:
                    return

    def _about(self, mention: DocumentMention) -> Facts:
        sort = mention.sort or "other"
        return {
            f"sort_{sort}": 1.0,
            "written_mentions": math.log1p(self._counts[id(mention.cluster)]),
        }

    def _how(self, mention: DocumentMention, attribution: Attribution) -> Facts:
        """How a document of the quotation's own sentence hangs from the cue and the speaker."""
        draft, sent, token = attribution.draft, mention.sent, mention.token
        words = tokens_in(sent, Span(mention.span.start, token.start))
        first = words[0].i if words else token.i
        ahead = sent.tokens[first - 1].text.lower() if first else ""
        facts = {
            "written_here": 1.0,
            f"written_after_{ahead if ahead in _CASES else 'other'}": 1.0,
            "written_subject": float(token.dep == "nsubj"),
            "written_passive": float(token.deprel == "nsubj:pass"),
            "written_owned": float(any(t.deprel == "nmod:poss" for t in words)),
            "written_indefinite": float(bool(words) and words[0].text.lower() in ("a", "an")),
            **self._about(mention),
        }
        if draft.verb is not None and draft.sent is sent:
            facts["written_from_cue"] = float(token.i - draft.verb)
            facts["written_governed"] = float(token.head == draft.verb)
            head = sent.tokens[token.head].head if token.head >= 0 else -1
            facts["written_near_cue"] = float(head == draft.verb)
            above = sent.tokens[draft.verb].head if draft.verb < len(sent.tokens) else -1
            facts["written_says"] = float(above == token.i)
            facts["written_object_above"] = float(
                token.dep in ("obj", "obl") and token.head == above >= 0
            )
        if draft.source is not None and draft.source.sent is sent:
            facts["written_source"] = float(draft.source.token == token.i)
        parties = attribution.parties
        facts["written_speaker_in"] = float(
            any(p.mention is not None and p.mention.overlaps(mention.span) for p in parties)
        )
        return facts
