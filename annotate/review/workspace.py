"""All that one reviewer has open: the records, their log, and the state that follows from both.

One `Workspace` a server. Its methods are called from one thread. Everything that changes goes
through `act`: the act is tried on the record, written to the log, and only then takes effect.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from annotate.review import events as ev
from annotate.review.acts import ActError, find
from annotate.review.load import Dispute, Disputes, Loaded, Source, stamp
from annotate.review.log import Log, LogError, log_paths, read_log
from annotate.review.replay import Conflict, DocState, do, effective, replay
from corpus.entities import Registry
from corpus.records import Document


class StaleError(ValueError):
    """The text or the record is not what the reviewer had before them; nothing was done."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an act: its event, and the document and quotation to show."""

    event: ev.Event
    doc: int
    quotation: str
    duplicate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """An act asked for by a page: on which quotation, and the version that it showed."""

    key: str
    doc: str
    text: str
    quotation: str
    seen: str
    act: ev.Act


Loader = Callable[[], Loaded]
DocEvents = dict[str, list[ev.Event]]


class Workspace:
    """The documents under review; ``states`` is in the order of the records.

    ``loader`` reads the records anew; that of an adjudication makes them from two logs, of the
    annotators that ``sides`` names. Raises LoadError or LogError (`replay.LogOrderError` for a log
    that was written to by hand).
    """

    def __init__(
        self,
        source: Source,
        log: Log,
        registry: Registry,
        *,
        loader: Loader | None = None,
        sides: tuple[str, str] | None = None,
    ) -> None:
        self.source = source
        self.log = log
        self.registry = registry
        self.disputes: Disputes | None = None
        self.version = 0  # raised whenever records are read again
        self._loader = loader or source.load
        self.sides = sides
        self._others = _Others(source.log_folder, log.path)
        self.reload()

    def reload(self) -> None:
        """Read the records, and apply the log to them."""
        loaded = self._loader()
        self.problems = loaded.problems
        self._stamps = loaded.stamps
        self._done, self._undone = effective(self.log.events)
        self._by_doc: DocEvents = {}
        for event in self._done:
            self._by_doc.setdefault(event.doc, []).append(event)
        self.index = {doc.id: i for i, doc in enumerate(loaded.docs)}
        self.disputes = loaded.disputes
        self.states = [self._state(doc) for doc in loaded.docs]
        self._total = sum(len(state.doc.quotations) for state in self.states)
        self._own = {key for state in self.states for key in self._decided(state)}
        self._known_ids = {(s.base.id, q.id) for s in self.states for q in s.base.quotations}
        self.missing = sorted(self._by_doc.keys() - self.index.keys())
        self.version += 1

    def changed(self) -> bool:
        """Whether the files of records are other ones than were read."""
        return any(stamp(path) != seen for path, seen in self._stamps.items())

    def refresh(self) -> bool:
        """Read the records again if they changed, and say whether they did."""
        if not self.changed():
            return False
        self.reload()
        return True

    def state(self, doc: str) -> DocState:
        """The state of a document; raises ActError if there is none."""
        if doc not in self.index:
            raise ActError(f"there is no document {doc}; its record is gone")
        return self.states[self.index[doc]]

    def dispute(self, doc: str, quotation: str) -> Dispute | None:
        """What two annotators disagree on there, in adjudication."""
        return (self.disputes or {}).get(doc, {}).get(quotation)

    def act(self, request: Request) -> Outcome:
        """Do what a page asks; on return it is on the disk.

        A key that the log knows is answered with what it did the first time. Raises StaleError,
        ActError (it cannot be done) or LogError (it cannot be saved); nothing has changed then.
        """
        known = self.log.known(request.key)
        if known is not None:
            return self._outcome(known, duplicate=True)
        self.refresh()
        if isinstance(request.act, ev.Undo | ev.Redo):
            return self._turn(request, request.act)
        state = self.state(request.doc)
        if request.text != state.base.text_sha256 or self.source.text_changed(state.base):
            raise StaleError("the text of this article was changed since the page showed it")
        if state.stamp(request.quotation) != request.seen:
            raise StaleError("this quotation was changed since the page showed it")
        if (
            isinstance(request.act, ev.Merge)
            and state.stamp(request.act.other) != request.act.other_seen
        ):
            raise StaleError("the other quotation was changed since the page showed it")
        changed = do(state, request.quotation, request.act, by=self.log.by)
        event = self._write(request, changed, request.quotation)
        self._done.append(event)
        self._undone.clear()
        self._by_doc.setdefault(event.doc, []).append(event)
        conflicts = tuple(c for c in changed.conflicts if c.event.quotation != event.quotation)
        self._put(self.index[event.doc], replace(changed, conflicts=conflicts))
        return self._outcome(event)

    def undo_target(self) -> ev.Event | None:
        """The event that an undo would take back."""
        return self._done[-1] if self._done else None

    def redo_target(self) -> ev.Event | None:
        """The event that a redo would bring back."""
        return self._undone[-1] if self._undone else None

    def conflicts(self) -> list[Conflict]:
        """The reviewer's acts that do not fit the records any more and await a decision."""
        return [conflict for state in self.states for conflict in state.conflicts]

    def new_id(self, doc: str) -> str:
        """An id for a new quotation that no other annotator makes: ``ann-3``."""
        taken = {quotation.id for quotation in self.state(doc).doc.quotations}
        taken |= {event.quotation for event in self._by_doc.get(doc, ())}
        number = 1
        while f"{self.log.by}-{number}" in taken:
            number += 1
        return f"{self.log.by}-{number}"

    def progress(self) -> dict[str, int]:
        """Quotations in all, decided by this reviewer, and decided by anybody."""
        if self.disputes is not None:
            total = sum(len(each) for each in self.disputes.values())
            return {"total": total, "mine": len(self._own), "all": len(self._own)}
        theirs = self._others.decided() & self._known_ids
        return {"total": self._total, "mine": len(self._own), "all": len(self._own | theirs)}

    def _turn(self, request: Request, act: ev.Undo | ev.Redo) -> Outcome:
        """Undo or redo: the documents of this log are made anew from their events."""
        back = isinstance(act, ev.Undo)
        source, other = (self._done, self._undone) if back else (self._undone, self._done)
        if not source:
            raise ActError("there is nothing to undo" if back else "there is nothing to redo")
        target = source[-1]
        if target.seq != act.target:
            raise StaleError("something else was done meanwhile, perhaps in another tab")
        events = [*self._by_doc.get(target.doc, ())]
        events = [e for e in events if e is not target] if back else [*events, target]
        state = self.state(target.doc) if target.doc in self.index else None
        changed = None if state is None else replay(state.base, events, state.salts)
        request = replace(
            request,
            doc=target.doc,
            text=target.text,
            seen="" if state is None else state.stamp(target.quotation),
        )
        event = self._write(request, changed, target.quotation)
        other.append(source.pop())
        self._by_doc[target.doc] = events
        if changed is not None:
            self._put(self.index[target.doc], changed)
        return self._outcome(event)

    def _write(self, request: Request, changed: DocState | None, quotation: str) -> ev.Event:
        return self.log.append(
            request.act,
            key=request.key,
            doc=request.doc,
            text=request.text,
            quotation=quotation,
            seen=request.seen,
            made="" if changed is None else changed.stamp(quotation),
            result=None if changed is None else find(changed.doc, quotation),
        )

    def _outcome(self, event: ev.Event, *, duplicate: bool = False) -> Outcome:
        place = self.index.get(event.doc, -1)
        quotation = event.quotation
        if place >= 0 and find(self.states[place].doc, quotation) is None:
            quotation = self._beside(place, event)
        return Outcome(event, place, quotation, duplicate)

    def _state(self, doc: Document) -> DocState:
        disputes = (self.disputes or {}).get(doc.id, {})
        salts = {key: dispute.salt for key, dispute in disputes.items()}
        return replay(doc, self._by_doc.get(doc.id, ()), salts)

    def _put(self, place: int, state: DocState) -> None:
        """Set the state of a document, and keep the counts that `progress` gives."""
        self._total += len(state.doc.quotations) - len(self.states[place].doc.quotations)
        self._own -= self._decided(self.states[place])
        self.states[place] = state
        self._own |= self._decided(state)

    def _decided(self, state: DocState) -> set[tuple[str, str]]:
        doc = state.base.id
        return {
            (doc, quotation)
            for quotation in state.verdicts
            if self.disputes is None or self.dispute(doc, quotation)
        }

    def _beside(self, place: int, event: ev.Event) -> str:
        """What to show in place of a quotation that is gone: the next in the text, or the last."""
        quotations = self.states[place].doc.quotations
        start = event.result.content[0].start if event.result and event.result.content else 0
        later = [q.id for q in quotations if q.content and q.content[0].start >= start]
        return [*later[:1], *(q.id for q in quotations[-1:]), ""][0]


class _Others:
    """What the other annotators of a folder have decided; read again when their logs grow."""

    def __init__(self, folder: Path, own: Path) -> None:
        self._folder = folder
        self._own = own
        self._known: dict[Path, tuple[tuple[int, int], set[tuple[str, str]]]] = {}

    def decided(self) -> set[tuple[str, str]]:
        """Document and quotation of each decision that counts; faulty logs are left out."""
        out: set[tuple[str, str]] = set()
        for path in log_paths(self._folder).values():
            if path == self._own:
                continue
            now = stamp(path)
            if path not in self._known or self._known[path][0] != now:
                try:
                    done, _ = effective(read_log(path))
                except (LogError, ValueError):
                    done = []
                decided = {(e.doc, e.quotation) for e in done if not isinstance(e.act, ev.Note)}
                self._known[path] = (now, decided)
            out |= self._known[path][1]
        return out
