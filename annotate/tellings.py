"""Who is said to have spoken to which medium, and how far from a quotation: what carries over.

An outlet goes on as long as its speaker does, but a speaker may tell one newspaper this and another
that. So each option that is a medium is told by where the article has the quotation's speaker speak
to it, and whether another medium comes between.
"""

from __future__ import annotations

import bisect
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotate.analysis import Sentence
from annotate.carried_options import places_between
from annotate.carry import takes_turn
from annotate.clusters import Cluster
from annotate.media_leads import leading
from annotate.numbers import Facts
from annotate.speakers import Attribution
from corpus.records import OutletKind
from corpus.spans import Span

Mention = tuple[Sentence, Span, Cluster, OutletKind]


@dataclass(frozen=True, slots=True)
class _Telling:
    """One mention of a medium that somebody speaks to."""

    sent: Sentence
    medium: object
    lead: str


class Tellings:
    """All mentions of media in one document to which somebody is said to speak."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        attributions: Sequence[Attribution],
        key: Callable[[Cluster], object],
    ) -> None:
        self._key = key
        self._all = []
        for sent, span, cluster, _ in mentions:
            first = next((t.i for t in sent.tokens if t.start >= span.start), 0)
            lead = leading(sent, first)
            if lead is not None:
                self._all.append(_Telling(sent, key(cluster), lead))
        self._starts = [telling.sent.start for telling in self._all]
        self._by_medium = Counter(telling.medium for telling in self._all)
        self._told_in = {(telling.medium, telling.sent.index) for telling in self._all}
        self._own: dict[int, list[_Telling]] = {}
        self._attributions = attributions
        self._drafts = [a.draft.start for a in attributions]

    def of(self, i: int, sent: Sentence, speaker: Cluster | None, medium: object) -> Facts:
        """How the quotation's speaker stands to a medium; nothing if nobody speaks to that."""
        if medium not in self._by_medium:
            return {}
        own = [] if speaker is None else self._tellings_of(speaker)
        mine = [t for t in own if t.medium == medium]
        nearest = _nearest(own, sent)
        return {
            "told_any": math.log1p(self._by_medium[medium]),
            "told_here": float((medium, sent.index) in self._told_in),
            "told_own": math.log1p(len(mine)),
            "told_nearest": float(nearest is not None and nearest.medium == medium),
            "told_rivals": float(len({t.medium for t in own} - {medium})),
            "told_media": float(len(self._by_medium)),
            **(self._way(i, sent, speaker, _nearest(mine, sent))),
        }

    def _tellings_of(self, speaker: Cluster) -> list[_Telling]:
        """Those in whose sentences somebody is mentioned, in text order."""
        if id(speaker) not in self._own:
            places: dict[int, None] = {}
            for mention in speaker.spans:
                n = bisect.bisect_right(self._starts, mention.start) - 1
                while n >= 0 and mention.start < self._all[n].sent.end:
                    places[n] = None
                    n -= 1
            self._own[id(speaker)] = [self._all[n] for n in sorted(places)]
        return self._own[id(speaker)]

    def _way(self, i: int, sent: Sentence, speaker: Cluster | None, near: _Telling | None) -> Facts:
        """The way from the nearest telling to the quotation."""
        if near is None:
            return {}
        j = bisect.bisect_left(self._drafts, near.sent.start)
        between = [
            a
            for a in (self._attributions[k] for k in places_between(i, j - (j <= i)))
            if a.draft.type != "none" and a.draft.sent is not near.sent
        ]
        others = [a for a in between if self._another(a, near, speaker)]
        return {
            f"told_by_{near.lead}": 1.0,
            "told_back": float(near.sent.index <= sent.index),
            "told_sentences": math.log1p(abs(near.sent.index - sent.index)),
            "told_between": math.log1p(len(between)),
            "told_others": math.log1p(len(others)),
            "told_others_quoted": math.log1p(sum(bool(a.draft.segments) for a in others)),
            "told_others_named": math.log1p(sum(takes_turn(a) for a in others)),
            "told_first": float(j == 0),
            "told_paragraph": float(near.sent.paragraph),
        }

    def _another(self, attribution: Attribution, near: _Telling, speaker: Cluster | None) -> bool:
        """Whether somebody else speaks, neither the one asked nor the medium that asks."""
        own = attribution.speaker
        return own is not None and own is not speaker and self._key(own) != near.medium


def _nearest(tellings: Sequence[_Telling], sent: Sentence) -> _Telling | None:
    """The telling nearest a sentence, of two as near the one before; ``tellings`` ascend."""
    right = bisect.bisect_left(tellings, sent.index, key=lambda t: t.sent.index)
    ends = tellings[max(0, right - 1) : right + 1]
    return min(ends, key=lambda t: abs(t.sent.index - sent.index), default=None)
