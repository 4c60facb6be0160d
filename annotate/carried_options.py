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
from annotate.nearness import Places
from annotate.numbers import Facts
from annotate.speakers import Attribution

_FAR = 100  # attributions to either side: more than lie between almost any two of newswire
# On what occasions media hear somebody: the forests learned with these words. Those of an interview
# alone, by which the rules carry over, are `annotate.lexicon.INTERVIEWS`.
PRESS_OCCASIONS = frozenset("interview conversation statement press briefing exclusive".split())
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
        self.media = media
        self._credits = credits
        self._places = Places((j, key_of(channel.cluster)) for j, channel in credits)
        self._of_speaker = Places(
            (j, (key_of(channel.cluster), id(attributions[j].speaker))) for j, channel in credits
        )

    def of(self, i: int) -> Iterator[tuple[Channel, Facts]]:
        """Each credited channel once: from the nearest quotation of the speaker, or of others."""
        speaker = self.attributions[i].speaker
        for key in self._places.near(i):
            n = None
            if speaker is not None:
                n = self._of_speaker.nearest((key, id(speaker)), i, besides=i)
            if n is None:
                n = self._places.nearest(key, i, besides=i)
            if n is not None:
                j, channel = self._credits[n]
                yield channel.carried_over(), self._way(i, j, channel)

    def _way(self, i: int, j: int, channel: Channel) -> Facts:
        """What lies between a quotation and the one that its channel carries over from."""
        speaker = self.attributions[i].speaker
        between = [self.attributions[k] for k in places_between(i, j)]
        others = {
            id(a.speaker) for a in between if a.draft.type != "none" and a.speaker is not None
        } - {id(speaker)}
        here, there = self.attributions[i].draft, self.attributions[j].draft
        credited = self._places.count(key_of(channel.cluster))
        from_here, from_there = self._paragraph(i), self._paragraph(j)
        return {
            **self._how_credited(j, channel),
            "paragraphs": math.log1p(abs(from_here - from_there)),
            "credited_at": from_there / max(1, len(self.ctx.doc.body)),
            "carried": 1.0,
            "same_speaker": float(speaker is not None and self.attributions[j].speaker is speaker),
            "backward": float(j > i),
            "others_between": float(len(others)),
            "others_named": float(sum(takes_turn(a) and a.speaker is not speaker for a in between)),
            "distance": math.log1p(abs(i - j)),
            "characters": math.log1p(abs(here.start - there.start)),
            "from_lead": float(there.sent is not None and there.sent.paragraph < 3),
            "credits": float(credited),
            "credited_share": credited / max(1, len(self.attributions)),
            "only_channel": float(len(self._places) == 1),
        }

    def _how_credited(self, j: int, channel: Channel) -> Facts:
        """By what words quotation ``j`` is credited: an interview is the origin of much else."""
        sent = self.attributions[j].draft.sent
        words = set() if sent is None else {token.lemma.lower() for token in sent.tokens}
        return {
            "by_interview": float(bool(words & PRESS_OCCASIONS)),
            "by_telling": float(bool(words & TOLD)),
            "by_reporting": float("report" in words or "according" in words),
            "own_publisher": float(self.media.is_publisher(channel.cluster)),
            "credited_quotes": float(self.attributions[j].draft.type == "direct"),
        }

    def _paragraph(self, i: int) -> int:
        sent = self.ctx.sentence_at(self.attributions[i].draft.start)
        return 0 if sent is None else sent.paragraph


def places_between(i: int, j: int) -> range:
    """The attributions between two, neither of them included; of very many those near ``i``."""
    return range(max(j + 1, i - _FAR), i) if j < i else range(i + 1, min(j, i + 1 + _FAR))


def key_of(cluster: Cluster) -> object:
    """What two clusters of one entity share: their entry in the registry, else nothing."""
    return id(cluster) if cluster.entry is None else cluster.entry.id


def nearest(ways: list[Facts]) -> Facts:
    """What the likeliest carry-over looks like, for the options that it competes with."""
    if not ways:
        return {}
    best = min(ways, key=lambda way: (-way["same_speaker"], way["others_between"], way["distance"]))
    return {f"near_{name}": value for name, value in best.items()}
