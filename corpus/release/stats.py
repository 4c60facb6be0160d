"""What is in the corpus, in numbers: for the card, for ``otr stats`` and for its plots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from corpus.records import Document, Quotation
from corpus.release.data import CorpusData
from corpus.release.names import display_names

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One split of the gold, or the challenge set: documents and what is annotated in them."""

    name: str
    documents: int
    characters: int
    quotations: int
    distractors: int
    speakers: int
    outlets: int
    entities: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Counts of the gold: of quotations unless said otherwise, largest first.

    ``parts`` has a row for each split, the whole gold, and the challenge set. ``by`` counts
    quotations and distractors by who made their records. ``through`` counts pairs of speaker and
    outlet that differ, by name; ``speaker_names`` counts named speakers of the registry.
    """

    parts: tuple[Part, ...]
    types: Counts
    modes: Counts
    outlet_kinds: Counts
    mentions: Counts
    publishers: Counts
    by: Counts
    speaker_names: Counts
    outlet_names: Counts
    through: Mapping[tuple[str, str], int]
    registry: Counts

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values; ``through`` becomes a list of speaker, outlet and count."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        plain["parts"] = [asdict(part) for part in self.parts]
        plain["through"] = [[*pair, count] for pair, count in self.through.items()]
        return {name: dict(v) if isinstance(v, Mapping) else v for name, v in plain.items()}


def statistics(data: CorpusData) -> Statistics:
    """Count everything once."""
    docs = [placed.doc for placed in data.gold]
    names = display_names(data)
    quoted = [(doc, q) for doc in docs for q in doc.quotations if q.type != "none"]
    marks = [quotation for doc in docs for quotation in doc.quotations]
    through: Counter[tuple[str, str]] = Counter()
    speakers: Counter[str] = Counter()
    outlets: Counter[str] = Counter()
    for doc, quotation in quoted:
        who = [names(doc, speaker.entity) for speaker in quotation.speakers]
        speakers.update(who)
        if quotation.outlet is not None:
            outlet = names(doc, quotation.outlet.entity)
            outlets[outlet] += 1
            through.update((name, outlet) for name in who if name != outlet)
    return Statistics(
        parts=_parts(data, docs),
        types=ranked(quotation.type for quotation in marks),
        modes=ranked(str(quotation.mode) for _, quotation in quoted),
        outlet_kinds=ranked(_outlet_kind(quotation) for _, quotation in quoted),
        mentions=ranked(speaker.kind for _, q in quoted for speaker in q.speakers),
        publishers=ranked(names(doc, doc.publisher) for doc in docs if doc.publisher),
        by=ranked(f"{q.provenance.by} ({q.provenance.status})" for q in marks),
        speaker_names=_sorted(speakers),
        outlet_names=_sorted(outlets),
        through=_sorted(through),
        registry=ranked(entry.kind for entry in data.entries),
    )


def ranked(values: Iterable[str]) -> Counts:
    """How often each value occurs, the most frequent first, ties by name."""
    return _sorted(Counter(values))


def _sorted(counts: Counter[Any]) -> dict[Any, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _outlet_kind(quotation: Quotation) -> str:
    return "no outlet" if quotation.outlet is None else quotation.outlet.kind


def _parts(data: CorpusData, gold: list[Document]) -> tuple[Part, ...]:
    challenge = [placed.doc for placed in data.challenge]
    splits = {
        split or "no split": [doc for doc in gold if doc.split == split]
        for split in ("train", "dev", "test", None)
    }
    parts = [_part(name, docs) for name, docs in splits.items() if docs]
    parts.append(_part("gold, all", gold))
    return (*parts, _part("challenge", challenge)) if challenge else tuple(parts)


def _part(name: str, docs: list[Document]) -> Part:
    marks = [quotation for doc in docs for quotation in doc.quotations]
    return Part(
        name=name,
        documents=len(docs),
        characters=sum(doc.text_length for doc in docs),
        quotations=sum(quotation.type != "none" for quotation in marks),
        distractors=sum(quotation.type == "none" for quotation in marks),
        speakers=sum(len(quotation.speakers) for quotation in marks),
        outlets=sum(quotation.outlet is not None for quotation in marks),
        entities=len({_whole(doc, entity.id) for doc in docs for entity in doc.entities}),
    )


def _whole(doc: Document, entity: str) -> str:
    return entity if entity.startswith("e/") else f"{doc.id}#{entity}"
