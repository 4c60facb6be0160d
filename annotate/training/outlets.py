"""Learning which option is a quotation's outlet, from gold and what the annotator made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from annotate.channel_options import Option, OptionFinder
from annotate.clusters import Cluster, to_entity
from annotate.outlets import OutletFinder
from annotate.pipeline import Attributed
from annotate.training.forests import grow
from annotate.trees import Forest
from corpus.identity import Identity
from corpus.records import Document, Entity, Quotation
from corpus.spans import Span

_SAME = 0.4  # intersection over union at which a drawn quotation is taken for a gold one


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of one quotation, which of them are right, and the quotation in gold."""

    options: tuple[Option, ...]
    right: tuple[bool, ...]
    gold: Quotation


def choices(gold: Document, found: Attributed) -> Iterator[Choice]:
    """A choice for each drawn quotation that gold has too."""
    proposer = OutletFinder(found.ctx, found.entities, found.speakers, None)
    finder = OptionFinder(found.ctx, found.attributions, proposer)
    met = []
    for i, attribution in enumerate(found.attributions):
        if attribution.draft.type == "none":
            continue
        quotation = _counterpart(gold, attribution.draft.content)
        if quotation is not None:
            met.append((tuple(finder.of(i)), quotation))
    ids = _Ids(option.channel.cluster for options, _ in met for option in options if option.channel)
    identity = Identity(gold, replace(gold, quotations=(), entities=ids.entities()))
    for options, quotation in met:
        right = tuple(_right(option, quotation, ids, identity) for option in options)
        yield Choice(options, right, quotation)


def _right(option: Option, quotation: Quotation, ids: _Ids, identity: Identity) -> bool:
    outlet, channel = quotation.outlet, option.channel
    if outlet is None or channel is None:
        return outlet is None and channel is None
    return identity.same(outlet.entity, ids.of(channel.cluster))


def _counterpart(gold: Document, content: Sequence[Span]) -> Quotation | None:
    mine = {i for start, end in content for i in range(start, end)}
    best: tuple[float, Quotation] | None = None
    for quotation in gold.quotations:
        if quotation.type == "none":
            continue
        theirs = {i for start, end in quotation.content for i in range(start, end)}
        share = len(mine & theirs) / len(mine | theirs)
        if share >= _SAME and (best is None or share > best[0]):
            best = share, quotation
    return best[1] if best else None


class _Ids:
    """Ids for clusters, so that they can be compared with the entities of gold."""

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        self._ids: dict[int, str] = {}
        self._clusters: dict[str, Cluster] = {}
        for cluster in clusters:
            name = cluster.entry.id if cluster.entry else f"d/{len(self._ids) + 1}"
            self._ids.setdefault(id(cluster), name)
            self._clusters.setdefault(self._ids[id(cluster)], cluster)

    def of(self, cluster: Cluster) -> str:
        return self._ids[id(cluster)]

    def entities(self) -> tuple[Entity, ...]:
        return tuple(to_entity(cluster, name) for name, cluster in self._clusters.items())


def learn_choices(found: Sequence[Choice]) -> Forest:
    """A forest that tells right options from wrong ones."""
    rows = [option.facts for choice in found for option in choice.options]
    right = [each for choice in found for each in choice.right]
    return grow(rows, right)
