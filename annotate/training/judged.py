"""What the annotator said of gold articles, right or wrong: rows to fit confidences on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from annotate import confidence
from annotate.channel_choice import Chooser, choose
from annotate.outlets import OutletFinder
from annotate.recording import Attributed, to_record
from corpus.identity import Identity
from corpus.records import Document, Quotation

Row = tuple[str, confidence.Facts, bool]
_SAME = 0.5


@dataclass(slots=True)
class Judged:
    """Rows by what they judge."""

    rows: list[Row] = field(default_factory=list)

    def add(self, rows: Iterator[Row]) -> None:
        self.rows.extend(rows)

    def tables(self) -> dict[str, tuple[list[confidence.Facts], list[bool]]]:
        """Features and verdicts for each of ``quotation``, ``speaker``, ``outlet``."""
        out: dict[str, tuple[list[confidence.Facts], list[bool]]] = {}
        for name, facts, right in self.rows:
            rows, verdicts = out.setdefault(name, ([], []))
            rows.append(facts)
            verdicts.append(right)
        return out


def judge_links(gold: Document, found: Attributed, chooser: Chooser) -> Iterator[Row]:
    """Whether each drawn quotation, its speaker and its outlet are what gold has."""
    finder = OutletFinder(found.ctx, found.entities, found.speakers, None)
    found.channels = choose(found.ctx, found.entities, found.attributions, finder, chooser)
    record = to_record(gold, found)
    identity = Identity(gold, record)
    for quotation, attribution, channel in zip(
        record.quotations, found.attributions, found.channels, strict=True
    ):
        draft = attribution.draft
        if draft.type == "none" or draft.frame is None:
            continue
        match = _counterpart(gold, quotation)
        right_type = match is not None and match.type == quotation.type
        yield "quotation", confidence.facts_of_quotation(draft), right_type
        if match is None:
            continue
        theirs = {speaker.entity for speaker in match.speakers}
        for party, speaker in zip(attribution.parties, quotation.speakers, strict=False):
            right = any(identity.same(entity, speaker.entity) for entity in theirs)
            yield "speaker", confidence.facts_of_speaker(draft, party), right
        if channel is not None and quotation.outlet is not None:
            right = match.outlet is not None and identity.same(
                match.outlet.entity, quotation.outlet.entity
            )
            yield "outlet", confidence.facts_of_outlet(draft, channel), right


def _counterpart(gold: Document, quotation: Quotation) -> Quotation | None:
    """The gold quotation with the same segment, or for an indirect one with most of its words."""
    mine = set(quotation.segments)
    best: tuple[float, Quotation] | None = None
    for other in gold.quotations:
        if other.type == "none":
            continue
        if mine:
            share = len(mine & set(other.segments)) / len(mine)
        else:
            a = {i for s, e in quotation.content for i in range(s, e)}
            b = {i for s, e in other.content for i in range(s, e)}
            share = len(a & b) / len(a | b)
        if share >= _SAME and (best is None or share > best[0]):
            best = share, other
    return best[1] if best else None
