"""Learning which option is a quotation's outlet, from gold and what the annotator made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotate.channel_options import Option, OptionFinder
from annotate.outlets import OutletFinder
from annotate.recording import Attributed, Ids
from annotate.training.forests import grow
from annotate.training.matching import counterpart
from annotate.trees import Forest
from corpus.identity import Identity
from corpus.records import Document, Quotation

# A split sees a quarter of the features, so that many weak ones are heard beside a few strong ones.
_COLUMNS = 0.25


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of one quotation, which of them are right, and the quotation in gold.

    ``speaker`` is the same for all that one speaker says in a document.
    """

    options: tuple[Option, ...]
    right: tuple[bool, ...]
    gold: Quotation
    speaker: tuple[str, ...]


def choices(gold: Document, found: Attributed, standing: Forest | None) -> Iterator[Choice]:
    """A choice for each drawn quotation that gold has too."""
    proposer = OutletFinder(found.ctx, found.entities, found.speakers, None)
    finder = OptionFinder(found.ctx, found.entities, found.attributions, proposer, standing)
    met = []
    for i, attribution in enumerate(found.attributions):
        if attribution.draft.type == "none":
            continue
        quotation = counterpart(gold, attribution.draft.content)
        if quotation is not None:
            met.append((tuple(finder.of(i)), quotation))
    ids = Ids()
    for option in (option for options, _ in met for option in options):
        if option.channel is not None:
            ids.of(option.channel.cluster)
    identity = Identity(gold, replace(gold, quotations=(), entities=ids.entities()))
    for options, quotation in met:
        right = tuple(_right(option, quotation, ids, identity) for option in options)
        speaker = (gold.id, *sorted(each.entity for each in quotation.speakers))
        yield Choice(options, right, quotation, speaker)


def _right(option: Option, quotation: Quotation, ids: Ids, identity: Identity) -> bool:
    outlet, channel = quotation.outlet, option.channel
    if outlet is None or channel is None:
        return outlet is None and channel is None
    if (outlet.kind == "analyst") != (channel.kind == "analyst"):
        return False
    return identity.same(outlet.entity, ids.of(channel.cluster))


def learn_choices(found: Sequence[Choice]) -> Forest:
    """A forest that tells right options from wrong ones.

    What one speaker says counts less the more of it there is: it is all of one kind.
    """
    runs = Counter(choice.speaker for choice in found)
    rows, right, weights = [], [], []
    for choice in found:
        for option, verdict in zip(choice.options, choice.right, strict=True):
            rows.append(option.facts)
            right.append(verdict)
            weights.append(runs[choice.speaker] ** -0.5)
    return grow(rows, right, columns=_COLUMNS, weights=weights)
