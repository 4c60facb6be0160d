"""Who is said to have spoken to which medium, and how far from a quotation: what carries over.

An outlet goes on as long as its speaker does, but a speaker may tell one newspaper this and another
that. So each option that is a medium is told by where the article has the quotation's speaker speak
to it, and whether another medium comes between.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotate.analysis import Sentence
from annotate.carry import takes_turn
from annotate.clusters import Cluster
from annotate.media_names import leading
from annotate.speakers import Attribution
from corpus.records import OutletKind
from corpus.spans import Span

Facts = dict[str, float]
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
        self._media = {telling.medium for telling in self._all}
        self._attributions = attributions
        self._starts = [a.draft.start for a in attributions]

    def of(self, i: int, sent: Sentence, speaker: Cluster | None) -> dict[object, Facts]:
        """For each medium that is spoken to, how the quotation's speaker stands to it."""
        if not self._all:
            return {}
        own = [t for t in self._all if speaker is not None and _speaks_in(t.sent, speaker)]
        nearest = min(own, key=lambda t: abs(t.sent.index - sent.index), default=None)
        out = {}
        for medium in self._media:
            mine = [t for t in own if t.medium == medium]
            every = [t for t in self._all if t.medium == medium]
            out[medium] = {
                "told_any": math.log1p(len(every)),
                "told_here": float(any(t.sent is sent for t in every)),
                "told_own": math.log1p(len(mine)),
                "told_nearest": float(nearest is not None and nearest.medium == medium),
                "told_rivals": float(len({t.medium for t in own} - {medium})),
                "told_media": float(len(self._media)),
                **(self._way(i, sent, speaker, mine) if mine else {}),
            }
        return out

    def _way(self, i: int, sent: Sentence, speaker: Cluster | None, mine: list[_Telling]) -> Facts:
        """The way from the nearest telling to the quotation."""
        near = min(mine, key=lambda t: abs(t.sent.index - sent.index))
        j = bisect.bisect_left(self._starts, near.sent.start)
        low, high = min(i, j), max(i, j)
        between = [
            a
            for a in self._attributions[low:high]
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
        if not attribution.parties:
            return False
        cluster = attribution.parties[0].cluster
        return cluster is not speaker and self._key(cluster) != near.medium


def _speaks_in(sent: Sentence, speaker: Cluster) -> bool:
    i = bisect.bisect_left(speaker.spans, (sent.start, -1))
    return i < len(speaker.spans) and speaker.spans[i].start < sent.end
