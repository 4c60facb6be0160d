"""What the annotator said of gold articles, right or wrong: rows to fit confidences on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from annotate import confidence
from annotate.channel_choice import Chooser, choose
from annotate.context import Context
from annotate.drafts import Draft
from annotate.numbers import Facts
from annotate.outlets import OutletFinder
from annotate.recording import Attributed, Ids
from annotate.training.matching import counterpart
from corpus.identity import Identity
from corpus.records import Document, Quotation

Row = tuple[str, Facts, bool]
_SAME = 0.5


@dataclass(slots=True)
class Judged:
    """Rows by what they judge."""

    rows: list[Row] = field(default_factory=list)

    def add(self, rows: Iterator[Row]) -> None:
        self.rows.extend(rows)

    def tables(self) -> dict[str, tuple[list[Facts], list[bool]]]:
        """Features and verdicts for each of ``quotation``, ``speaker``, ``outlet``."""
        out: dict[str, tuple[list[Facts], list[bool]]] = {}
        for name, facts, right in self.rows:
            rows, verdicts = out.setdefault(name, ([], []))
            rows.append(facts)
            verdicts.append(right)
        return out


def judge_links(gold: Document, found: Attributed, chooser: Chooser) -> Iterator[Row]:
    """Whether each drawn quotation, its speakers and its outlet are what gold has.

    All speakers are judged, those too that a record leaves out as too unlikely. The outlets that
    the chooser chose stay with ``found``.
    """
    finder = OutletFinder(found.ctx, found.entities, found.speakers, None)
    found.channels = choose(found.ctx, found.entities, found.attributions, finder, chooser)
    ids = Ids()
    for attribution, channel in zip(found.attributions, found.channels, strict=True):
        for party in attribution.parties:
            ids.of(party.cluster)
        if channel is not None:
            ids.of(channel.cluster)
    identity = Identity(gold, replace(gold, quotations=(), entities=ids.entities()))
    for attribution, channel in zip(found.attributions, found.channels, strict=True):
        draft = attribution.draft
        if draft.type == "none" or draft.frame is None:
            continue
        match = _counterpart(gold, found.ctx, draft)
        right_type = match is not None and match.type == draft.type
        yield "quotation", confidence.facts_of_quotation(draft), right_type
        if match is None:
            continue
        theirs = {speaker.entity for speaker in match.speakers}
        for party in attribution.parties:
            right = any(identity.same(entity, ids.of(party.cluster)) for entity in theirs)
            yield "speaker", confidence.facts_of_speaker(draft, party), right
        if channel is not None:
            right = match.outlet is not None and identity.same(
                match.outlet.entity, ids.of(channel.cluster)
            )
            yield "outlet", confidence.facts_of_outlet(draft, channel), right


def _counterpart(gold: Document, ctx: Context, draft: Draft) -> Quotation | None:
    """The gold quotation with the same segment, or for an indirect one with most of its words."""
    mine = {ctx.segments[i].span for i in draft.segments}
    if not mine:
        return counterpart(gold, draft.content, least=_SAME)
    best: tuple[float, Quotation] | None = None
    for other in gold.quotations:
        share = len(mine & set(other.segments)) / len(mine) if other.type != "none" else 0.0
        if share >= _SAME and (best is None or share > best[0]):
            best = share, other
    return best[1] if best else None
