"""Two finished reviews of the same documents -> one document each, with what is in dispute.

Where both agree there is nothing to do, and both are named in the provenance. Where they differ
the first one's version stands in for the time being, marked as proposed, and a `Dispute` holds
both. A third person's log of decisions then applies to these documents as any log does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from annotate.review.acts import same_entity, with_entities
from annotate.review.load import Dispute, Loaded, Source, stamp
from annotate.review.log import LogError, log_paths, read_log
from annotate.review.plain import version
from annotate.review.replay import DocState, effective, outcome, replay
from annotate.review.reviews import ADJUDICATION, Review, read_review
from corpus.agreement import disagreements, pair_off
from corpus.identity import Identity
from corpus.records import Document, Entity, Provenance, Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Whose reviews are compared, and where the decisions go."""

    source: Source
    first: str
    second: str

    @property
    def folder(self) -> Path:
        """The folder of the adjudicators' logs; no annotator's name holds a +."""
        return self.source.log_folder / ADJUDICATION / f"{self.first}+{self.second}"

    def reviews(self, loaded: Loaded) -> tuple[Review, Review]:
        """Both reviews; raises LogError."""
        if self.first == self.second:
            raise LogError(f"{self.first} cannot be compared with themselves; name two annotators")
        return (
            read_review(self.source, loaded, self.first),
            read_review(self.source, loaded, self.second),
        )

    def watched(self) -> list[Path]:
        """The files from which the disputes follow."""
        logs = log_paths(self.source.log_folder)
        return [logs[name] for name in (self.first, self.second) if name in logs]

    def load(self) -> Loaded:
        """The documents that both have finished, merged; raises LoadError and LogError."""
        loaded = self.source.load()
        first, second = self.reviews(loaded)
        both = first.finished() & second.finished()
        problems = list(loaded.problems)
        waiting = sorted((first.states.keys() & second.states.keys()) - both)
        if waiting:
            some = ", ".join(waiting[:5]) + (", …" if len(waiting) > 5 else "")
            problems.append(f"{len(waiting)} documents are not finished by both: {some}")
        for review in (first, second):
            if review.conflicts:
                count = len(review.conflicts)
                problems.append(f"{review.by} has {count} acts on records that have changed")
        docs: list[Document] = []
        disputes: dict[str, Mapping[str, Dispute]] = {}
        for doc in loaded.docs:
            if doc.id in both:
                sides = first.states[doc.id], second.states[doc.id]
                merged, found = merge(doc, *sides, names=(self.first, self.second))
                docs.append(merged)
                disputes[doc.id] = found
        if not docs:
            raise LogError(
                f"{self.first} and {self.second} have finished no document in common; "
                "a document is finished when every quotation of it is decided"
            )
        return replace(
            loaded,
            docs=tuple(docs),
            problems=tuple(problems),
            disputes=disputes,
            stamps={**loaded.stamps, **{path: stamp(path) for path in self.watched()}},
        )


def pairs_of(source: Source) -> list[tuple[str, str]]:
    """The pairs of annotators that somebody has begun to adjudicate."""
    folder = source.log_folder / ADJUDICATION
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return [(a, b) for a, plus, b in (name.partition("+") for name in names) if plus]


def merge(
    base: Document, first: DocState, second: DocState, *, names: tuple[str, str]
) -> tuple[Document, dict[str, Dispute]]:
    """One document of two reviews of ``base``, and what is in dispute, by quotation."""
    left = outcome(first)
    right = _renamed(outcome(second), left, base)
    doc = with_entities(left, right.entities)
    disputes: dict[str, Dispute] = {}
    quotations = {quotation.id: quotation for quotation in left.quotations}
    for a, b, fields in disagreements(left, right, Identity(left, right)):
        if a is not None:
            quotation = a
        else:
            assert b is not None
            quotation = replace(b, id=_free(b.id, quotations.keys() | disputes.keys(), names[1]))
            quotations[quotation.id] = quotation
        quotations[quotation.id] = _proposed(quotation)
        disputes[quotation.id] = Dispute(
            first=a, second=b, fields=tuple(sorted(fields)), salt=_salt(doc, a, b)
        )
    agreed = _agreed(left, right)
    for key in agreed - disputes.keys():
        quotation = quotations[key]
        by = Provenance(by=", ".join(names), status=quotation.provenance.status)
        quotations[key] = replace(quotation, provenance=by)
    ordered = sorted(quotations.values(), key=lambda q: q.content[0].start if q.content else 0)
    known = {quotation.id for quotation in ordered}
    placed = tuple(q if q.parent in known else replace(q, parent=None) for q in ordered)
    return replace(doc, quotations=placed), disputes


def decided(sides: Sides, by: str, loaded: Loaded) -> dict[str, DocState]:
    """The documents of `Sides.load` after the decisions of one adjudicator.

    Raises LogError where they have no log or it is faulty.
    """
    path = log_paths(sides.folder).get(by)
    if path is None:
        known = ", ".join(log_paths(sides.folder)) or "nobody"
        raise LogError(f"{sides.folder}: {by} has decided nothing there; {known} has")
    done, _ = effective(read_log(path))
    states = {}
    for doc in loaded.docs:
        events = [event for event in done if event.doc == doc.id]
        salts = {key: each.salt for key, each in (loaded.disputes or {}).get(doc.id, {}).items()}
        states[doc.id] = replay(doc, events, salts)
    return states


def _agreed(left: Document, right: Document) -> set[str]:
    """Ids of the first one's quotations that the second has in some form."""
    return {left.quotations[i].id for i, _ in pair_off(left.quotations, right.quotations)}


def _proposed(quotation: Quotation) -> Quotation:
    return replace(quotation, provenance=replace(quotation.provenance, status="proposed"))


def _free(key: str, taken: set[str], name: str) -> str:
    made, number = key, 1
    while made in taken:
        made, number = f"{key}-{name}" + (f"-{number}" if number > 1 else ""), number + 1
    return made


def _salt(doc: Document, first: Quotation | None, second: Quotation | None) -> str:
    parts = ["" if each is None else version(doc, each) for each in (first, second)]
    return "-" + hashlib.sha256("+".join(parts).encode()).hexdigest()[:8]


def _renamed(right: Document, left: Document, base: Document) -> Document:
    """The second document with other ids for its own entities where the first has other ones."""
    known = {each.id: each for each in left.entities}
    shared = {each.id for each in base.entities}
    taken = known.keys() | {each.id for each in right.entities}
    names: dict[str, str] = {}
    for entity in right.entities:
        other = known.get(entity.id)
        if other is not None and entity.id not in shared and not same_entity(entity, other):
            number = 2
            while f"{entity.id}-{number}" in taken:
                number += 1
            names[entity.id] = f"{entity.id}-{number}"
            taken = taken | {names[entity.id]}
    if not names:
        return right
    return replace(
        right,
        entities=tuple(_entity(each, names) for each in right.entities),
        quotations=tuple(_links(each, names) for each in right.quotations),
    )


def _entity(entity: Entity, names: Mapping[str, str]) -> Entity:
    return replace(entity, id=names.get(entity.id, entity.id))


def _links(quotation: Quotation, names: Mapping[str, str]) -> Quotation:
    speakers = tuple(replace(s, entity=names.get(s.entity, s.entity)) for s in quotation.speakers)
    outlet = quotation.outlet
    if outlet is not None:
        outlet = replace(outlet, entity=names.get(outlet.entity, outlet.entity))
    return replace(quotation, speakers=speakers, outlet=outlet)
