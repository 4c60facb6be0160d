"""What was attributed in a document, and the record of it."""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import metadata

from annotate import confidence
from annotate.channels import Channel
from annotate.clusters import Cluster, to_entity
from annotate.context import Context
from annotate.drafts import Draft
from annotate.linking import Entities
from annotate.speakers import Attribution, SpeakerFinder
from corpus.records import Document, Entity, Outlet, Provenance, Quotation, Speaker
from corpus.spans import Span


@dataclass(slots=True)
class Attributed:
    """What was found in one document, before it becomes a record."""

    ctx: Context
    entities: Entities
    speakers: SpeakerFinder
    attributions: list[Attribution]
    channels: list[Channel | None]
    by_tagger: bool = False


def to_record(doc: Document, found: Attributed, trust: confidence.Models | None = None) -> Document:
    """A copy of the document with quotations and the entities that they use.

    ``trust`` are the models of confidence, by default the embedded ones.
    """
    ids = Ids()
    names: dict[int, str] = {}
    for n, attribution in enumerate(found.attributions, start=1):
        names[id(attribution.draft)] = f"q{n}"
    by = f"otr {_version()}"
    quotations = tuple(
        _quotation(found.ctx, attribution, channel, names, ids, by, trust)
        for attribution, channel in zip(found.attributions, found.channels, strict=True)
    )
    return replace(doc, quotations=quotations, entities=ids.entities())


def _quotation(
    ctx: Context,
    attribution: Attribution,
    channel: Channel | None,
    names: dict[int, str],
    ids: Ids,
    by: str,
    trust: confidence.Models | None,
) -> Quotation:
    draft: Draft = attribution.draft
    trusted = [(party, confidence.of_speaker(draft, party, trust)) for party in attribution.parties]
    speakers: dict[str, Speaker] = {}
    for party, chance in trusted:
        if chance < confidence.LEAST_SPEAKER and draft.frame is not None:
            continue
        entity = ids.of(party.cluster)
        if entity not in speakers:  # two names of one entry in the registry are one speaker
            mention = ids.mention(party.cluster, party.mention)
            speakers[entity] = Speaker(
                entity=entity, mention=mention, kind=party.kind, confidence=chance
            )
    outlet = None
    if channel is not None and _goes_with(channel, ids, speakers):
        outlet = Outlet(
            entity=ids.of(channel.cluster),
            mention=ids.mention(channel.cluster, channel.mention),
            kind=channel.kind,
            explicit=channel.explicit,
            confidence=confidence.of_outlet(draft, channel, trust),
        )
    return Quotation(
        id=names[id(draft)],
        type=draft.type,
        mode=draft.mode,
        content=tuple(sorted(draft.content)),
        segments=tuple(sorted(ctx.segments[i].span for i in draft.segments)),
        cue=_cue(attribution),
        parent=names[id(draft.parent)] if draft.parent is not None else None,
        speakers=tuple(speakers.values()),
        outlet=outlet,
        confidence=confidence.of_quotation(ctx, draft, trust),
        provenance=Provenance(by=by),
    )


def _goes_with(channel: Channel, ids: Ids, speakers: Mapping[str, Speaker]) -> bool:
    """Whether an outlet stands beside the speakers that were sure enough to be kept.

    What carries over goes on as its speaker does, so never to words of nobody; and an analyst is
    an outlet as a speaker.
    """
    if channel.kind == "analyst":
        return ids.known(channel.cluster) in speakers
    return channel.explicit or bool(speakers)


def _cue(attribution: Attribution) -> tuple[Span, ...]:
    """The cue without what the speaker's mention claims: a cue is never the speaker."""
    mentions = [party.mention for party in attribution.parties if party.mention is not None]
    cue = sorted(attribution.draft.cue)
    return tuple(span for span in cue if not any(span.overlaps(m) for m in mentions))


class Ids:
    """Ids of the entities that a record uses: registry ids, or ``d/1``, ``d/2``, … in order."""

    def __init__(self) -> None:
        self._ids: dict[int, str] = {}
        self._clusters: dict[str, list[Cluster]] = {}
        self._used: dict[str, list[Span]] = {}
        self._own = 0

    def of(self, cluster: Cluster) -> str:
        known = self._ids.get(id(cluster))
        if known is None:
            if cluster.entry is not None:
                known = cluster.entry.id
            else:
                self._own += 1
                known = f"d/{self._own}"
            self._ids[id(cluster)] = known
            self._clusters.setdefault(known, []).append(cluster)
        return known

    def known(self, cluster: Cluster) -> str | None:
        """The id of an entity that the record uses already."""
        return self._ids.get(id(cluster))

    def mention(self, cluster: Cluster, span: Span | None) -> Span | None:
        """A mention as the record has it: where two of one entity overlap, the first of them."""
        if span is None:
            return None
        used = self._used.setdefault(self.of(cluster), [])
        place = bisect.bisect_left(used, span)  # those in use ascend and do not overlap one another
        known = next((s for s in used[max(0, place - 1) : place + 1] if s.overlaps(span)), None)
        if known is None:
            used.insert(place, span)
        return known or span

    def entities(self) -> tuple[Entity, ...]:
        return tuple(
            to_entity(_merged(clusters), key, used=self._used.get(key, ()))
            for key, clusters in self._clusters.items()
        )


def _merged(clusters: Sequence[Cluster]) -> Cluster:
    """Clusters with one registry entry are one entity."""
    return replace(
        clusters[0],
        names=[name for cluster in clusters for name in cluster.names],
        spans=[span for cluster in clusters for span in cluster.spans],
    )


def _version() -> str:
    try:
        return metadata.version("on-the-record")
    except metadata.PackageNotFoundError:
        return "0"
