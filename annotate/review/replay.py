"""Events over records -> records: pure, in order, and never by guess.

An event applies to the version of a quotation that its reviewer saw. Where the record was changed
since (a new run of the annotator, an edited article), it does not: it becomes a `Conflict` that
holds both. Where the record has been changed to what the event makes (the review was applied), it
counts as done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from annotate.review import events as ev
from annotate.review.acts import ActError, apply, find, judged
from annotate.review.plain import version
from corpus.records import Document, Quotation

Verdict = Literal["accepted", "corrected", "rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An event that does not fit the record any more, and why."""

    event: ev.Event
    reason: Literal["text", "record", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocState:
    """One document under review by one person.

    ``base`` is the record as it was read, ``doc`` what it is now, rejected quotations included.
    ``verdicts`` holds the reviewer's word on each quotation that they have decided. ``salts`` are
    put into the stamps of quotations whose version is more than the record: in adjudication the
    other side's version belongs to what was shown.
    """

    base: Document
    doc: Document
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    salts: Mapping[str, str] = field(default_factory=dict)

    def stamp(self, id: str) -> str:
        """The version of a quotation with the verdict on it; empty if it is not there."""
        quotation = find(self.doc, id)
        if quotation is None:
            return ""
        verdict = self.verdicts.get(id)
        stamp = version(self.doc, quotation) + self.salts.get(id, "")
        return f"{stamp}.{verdict}" if verdict else stamp


class LogOrderError(ValueError):
    """An undo or redo that does not fit the events before it; the log was written to by hand."""


def start(doc: Document, salts: Mapping[str, str] | None = None) -> DocState:
    """A document that nobody has touched."""
    return DocState(base=doc, doc=doc, salts=salts or {})


def do(state: DocState, id: str, act: ev.Act, *, by: str) -> DocState:
    """The state after an act, with the verdict that it means; raises ActError."""
    doc = apply(state.doc, id, act)
    if isinstance(act, ev.Note):
        notes = {**state.notes, id: act.note}
        return replace(state, notes={k: v for k, v in notes.items() if v})
    verdicts = dict(state.verdicts)
    choices = dict(state.choices)
    if isinstance(act, ev.Decide):
        choices[id] = act.choice
    if isinstance(act, ev.Merge):
        verdicts.pop(act.other, None)
    touched = [id, act.into] if isinstance(act, ev.Split) else [id]
    for each in touched:
        verdict = _verdict(state.base, doc, each, act)
        verdicts[each] = verdict
        doc = _judge(doc, each, by, verdict)
    return replace(state, doc=doc, verdicts=verdicts, choices=choices)


def _verdict(base: Document, doc: Document, id: str, act: ev.Act) -> Verdict:
    if isinstance(act, ev.Reject) or (isinstance(act, ev.Decide) and act.value is None):
        return "rejected"
    before, now = find(base, id), find(doc, id)
    same = before is not None and now is not None and version(base, before) == version(doc, now)
    return "accepted" if same else "corrected"


def _judge(doc: Document, id: str, by: str, verdict: Verdict) -> Document:
    quotations = tuple(judged(q, by, verdict) if q.id == id else q for q in doc.quotations)
    return replace(doc, quotations=quotations)


def effective(events: Iterable[ev.Event]) -> tuple[list[ev.Event], list[ev.Event]]:
    """The events that count, in order, and those undone, the next one to redo last.

    Raises LogOrderError where an undo or redo names another event than the one in turn.
    """
    done: list[ev.Event] = []
    undone: list[ev.Event] = []
    for event in events:
        if isinstance(event.act, ev.Undo | ev.Redo):
            back = isinstance(event.act, ev.Undo)
            source, target = (done, undone) if back else (undone, done)
            if not source or source[-1].seq != event.act.target:
                name = ev.kind_of(event.act)
                raise LogOrderError(f"event {event.seq}: {name} of {event.act.target} out of turn")
            target.append(source.pop())
        else:
            done.append(event)
            undone.clear()
    return done, undone


def replay(
    doc: Document, events: Sequence[ev.Event], salts: Mapping[str, str] | None = None
) -> DocState:
    """A document with its events that count, all of one log, in order."""
    state = start(doc, salts)
    skipped: set[int] = set()
    for i, event in enumerate(events):
        if event.seq in skipped:
            state = _absorb(state, event)
        else:
            state = _step(state, event, events[i:], skipped)
    return state


def _step(
    state: DocState, event: ev.Event, rest: Sequence[ev.Event], skipped: set[int]
) -> DocState:
    if event.text != state.base.text_sha256:
        return _conflict(state, event, "text")
    if _fits(state, event):
        try:
            state = do(state, event.quotation, event.act, by=event.by)
        except ActError:
            return _conflict(state, event, "record")
        # What the reviewer did on the present version settles what they did on an older one.
        open_ = tuple(c for c in state.conflicts if c.event.quotation != event.quotation)
        return replace(state, conflicts=open_)
    done = _applied_already(state, rest)
    if done:
        skipped.update(done)
        return _absorb(state, event)
    gone = find(state.doc, event.quotation) is None
    return _conflict(state, event, "gone" if gone else "record")


def _fits(state: DocState, event: ev.Event) -> bool:
    """Whether the quotation is the version that the event was made on (verdicts aside)."""
    if state.stamp(event.quotation).partition(".")[0] != event.seen.partition(".")[0]:
        return False
    if isinstance(event.act, ev.Merge):
        other = state.stamp(event.act.other).partition(".")[0]
        return other == event.act.other_seen.partition(".")[0]
    return True


def _applied_already(state: DocState, rest: Sequence[ev.Event]) -> list[int]:
    """Numbers of the events whose result the record has: up to the last that makes what it is."""
    same = [event for event in rest if event.quotation == rest[0].quotation]
    now = state.stamp(rest[0].quotation).partition(".")[0]
    for n in range(len(same), 0, -1):
        made, _, verdict = same[n - 1].made.partition(".")
        if (made == now and now) or (not now and (verdict == "rejected" or not made)):
            return [event.seq for event in same[:n]]
    return []


def _absorb(state: DocState, event: ev.Event) -> DocState:
    """Keep the verdict of an event whose work the record holds already."""
    verdicts, notes = dict(state.verdicts), dict(state.notes)
    if isinstance(event.act, ev.Note):
        notes[event.quotation] = event.act.note
    verdict = event.made.partition(".")[2]
    touched = {event.quotation: verdict}
    if isinstance(event.act, ev.Split):
        touched[event.act.into] = "corrected"
    for key, word in touched.items():
        if find(state.doc, key) is not None and word in ("accepted", "corrected"):
            verdicts[key] = "corrected" if word == "corrected" else "accepted"
    return replace(state, verdicts=verdicts, notes={k: v for k, v in notes.items() if v})


def _conflict(
    state: DocState, event: ev.Event, reason: Literal["text", "record", "gone"]
) -> DocState:
    return replace(state, conflicts=(*state.conflicts, Conflict(event=event, reason=reason)))


def finished(state: DocState) -> bool:
    """Whether the reviewer has decided every quotation of the document."""
    return all(quotation.id in state.verdicts for quotation in state.doc.quotations)


def outcome(
    state: DocState, *, keep_rejected: bool = False, original: Document | None = None
) -> Document:
    """The record that comes of a review: without what was rejected, entities put in order.

    An entity that only rejected or changed quotations referred to goes; ``original`` is the record
    before any review, where ``state.base`` is not.
    """
    kept = tuple(
        quotation
        for quotation in state.doc.quotations
        if keep_rejected or state.verdicts.get(quotation.id) != "rejected"
    )
    gone = {quotation.id for quotation in state.doc.quotations} - {q.id for q in kept}
    original = state.base if original is None else original
    if state.doc == original and not gone:
        return original
    kept = tuple(replace(q, parent=None) if q.parent in gone else q for q in kept)
    now = referred(kept) | {state.doc.publisher}
    idle = {each.id for each in original.entities} - referred(original.quotations)
    entities = tuple(each for each in state.doc.entities if each.id in now | idle)
    return replace(state.doc, quotations=kept, entities=entities)


def referred(quotations: Iterable[Quotation]) -> set[str | None]:
    """Ids of the entities that are speakers or outlets of quotations."""
    links = [speaker.entity for quotation in quotations for speaker in quotation.speakers]
    return {*links, *(q.outlet.entity for q in quotations if q.outlet is not None)}
