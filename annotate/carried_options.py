"""Outlets that may carry over to a quotation, and what lies between it and where they were named.

`annotate.carry` has the rules of what carries over; here each channel that another quotation is
credited to is an option, with features, among the others of `annotate.channel_options`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from annotate.carry import takes_turn
from annotate.channels import Channel
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.media import Media
from annotate.speakers import Attribution

Facts = dict[str, float]
INTERVIEW = frozenset("interview conversation statement press briefing exclusive".split())
TOLD = frozenset("tell speak talk inform".split())


class CarriedOptions:
    """Options that carry over in one document; ``credits`` says which quotation has a channel."""

    def __init__(
        self,
        ctx: Context,
        attributions: Sequence[Attribution],
        credits: Sequence[tuple[int, Channel]],
        media: Media,
    ) -> None:
        self.ctx = ctx
        self.attributions = attributions
        self.credits = credits
        self.media = media

    def of(self, i: int) -> Iterator[tuple[Channel, Facts]]:
        """Each credited channel once: from the nearest quotation of the speaker, or of others."""
        speaker = self._speaker(i)
        best: dict[object, tuple[tuple[bool, int], int, Channel]] = {}
        for j, channel in self.credits:
            if j == i:
                continue
            rank = (self._speaker(j) is not speaker or speaker is None, abs(j - i))
            key = key_of(channel.cluster)
            if key not in best or rank < best[key][0]:
                best[key] = rank, j, channel
        for _, j, channel in best.values():
            yield channel.carried_over(), self._way(i, j, channel)

    def _way(self, i: int, j: int, channel: Channel) -> Facts:
        """What lies between a quotation and the one that its channel carries over from."""
        speaker = self._speaker(i)
        low, high = min(i, j), max(i, j)
        others = {
            id(self._speaker(k))
            for k in range(low + 1, high)
            if self.attributions[k].draft.type != "none" and self._speaker(k) is not None
        } - {id(speaker)}
        here, there = self.attributions[i].draft, self.attributions[j].draft
        credited = [k for k, c in self.credits if key_of(c.cluster) == key_of(channel.cluster)]
        from_here, from_there = self._paragraph(i), self._paragraph(j)
        return {
            **self._how_credited(j, channel),
            "paragraphs": math.log1p(abs(from_here - from_there)),
            "credited_at": from_there / max(1, len(self.ctx.doc.body)),
            "carried": 1.0,
            "same_speaker": float(speaker is not None and self._speaker(j) is speaker),
            "backward": float(j > i),
            "others_between": float(len(others)),
            "others_named": float(
                sum(
                    takes_turn(a) and a.parties[0].cluster is not speaker
                    for a in self.attributions[low + 1 : high]
                )
            ),
            "distance": math.log1p(high - low),
            "characters": math.log1p(abs(here.start - there.start)),
            "from_lead": float(there.sent is not None and there.sent.paragraph < 3),
            "credits": float(len(credited)),
            "credited_share": len(credited) / max(1, len(self.attributions)),
            "only_channel": float(len({key_of(c.cluster) for _, c in self.credits}) == 1),
        }

    def _how_credited(self, j: int, channel: Channel) -> Facts:
        """By what words quotation ``j`` is credited: an interview is the origin of much else."""
        sent = self.attributions[j].draft.sent
        words = set() if sent is None else {token.lemma.lower() for token in sent.tokens}
        return {
            "by_interview": float(bool(words & INTERVIEW)),
            "by_telling": float(bool(words & TOLD)),
            "by_reporting": float("report" in words or "according" in words),
            "own_publisher": float(self.media.is_publisher(channel.cluster)),
            "credited_quotes": float(self.attributions[j].draft.type == "direct"),
        }

    def _paragraph(self, i: int) -> int:
        sent = self.ctx.sentence_at(self.attributions[i].draft.start)
        return 0 if sent is None else sent.paragraph

    def _speaker(self, i: int) -> Cluster | None:
        return speaker_of(self.attributions[i])


def speaker_of(attribution: Attribution) -> Cluster | None:
    """Whoever speaks first in an attribution; None if nobody is known to."""
    return attribution.parties[0].cluster if attribution.parties else None


def key_of(cluster: Cluster) -> object:
    """What two clusters of one entity share: their entry in the registry, else nothing."""
    return id(cluster) if cluster.entry is None else cluster.entry.id


def nearest(ways: list[Facts]) -> Facts:
    """What the likeliest carry-over looks like, for the options that it competes with."""
    if not ways:
        return {}
    best = min(ways, key=lambda way: (-way["same_speaker"], way["others_between"], way["distance"]))
    return {f"near_{name}": value for name, value in best.items()}
