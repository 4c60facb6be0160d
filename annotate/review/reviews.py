"""Logs over records, without a server: what each annotator of a folder has made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from annotate.review.events import Event
from annotate.review.load import Loaded, Source
from annotate.review.log import LogError, check_name, log_paths, read_log
from annotate.review.replay import Conflict, DocState, effective, finished, replay
from corpus.records import Document

ADJUDICATION = "adjudication"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One annotator's log over the records: the state of each document they touched, by its id."""

    by: str
    path: Path
    states: dict[str, DocState]

    @property
    def conflicts(self) -> list[Conflict]:
        """What did not fit the records any more."""
        return [conflict for state in self.states.values() for conflict in state.conflicts]

    def finished(self) -> set[str]:
        """Ids of the documents in which every quotation is decided."""
        return {key for key, state in self.states.items() if finished(state)}


def annotators(source: Source) -> list[str]:
    """Those who have a log, by name."""
    return list(log_paths(source.log_folder))


def read_review(source: Source, loaded: Loaded, by: str) -> Review:
    """The review of one annotator; raises LogError where there is none or it is faulty.

    A document without quotations counts as touched, and finished, by everybody who has a log.
    """
    path = log_paths(source.log_folder).get(check_name(by))
    if path is None:
        known = ", ".join(annotators(source)) or "nobody"
        raise LogError(f"{source.log_folder}: {by} has no log there; it has those of {known}")
    return Review(by=by, path=path, states=states_of(loaded.docs, read_log(path)))


def states_of(docs: Iterable[Document], events: Iterable[Event]) -> dict[str, DocState]:
    """The documents that events touched, and those in which there is nothing to decide."""
    done, _ = effective(events)
    by_doc: dict[str, list[Event]] = {}
    for event in done:
        by_doc.setdefault(event.doc, []).append(event)
    return {
        doc.id: replay(doc, by_doc.get(doc.id, ()))
        for doc in docs
        if doc.id in by_doc or not doc.quotations
    }
