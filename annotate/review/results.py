"""Logs back into a corpus: corrected records, validated, in the form that the records came in.

Nothing is written unless everything holds. A record that came without its text goes out without
it, with selectors made anew; what no reviewer touched goes out byte for byte as it came in.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from annotate.review.adjudicate import Sides, decided
from annotate.review.load import Loaded, Source
from annotate.review.replay import Conflict, DocState, outcome
from annotate.review.reviews import read_review
from corpus.hydrate import strip
from corpus.issues import Issue
from corpus.records import Document
from corpus.release.diff import Diff, compare_documents
from corpus.schema import document_from_dict, document_to_dict
from corpus.validate import validate_document


class ApplyError(ValueError):
    """Reviews that cannot be applied; ``details`` are lines that say what is in the way."""

    def __init__(self, message: str, details: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.details = tuple(details)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What came of the reviews.

    ``docs`` are the records that changed, by id; ``diff`` names the changes as a release diff
    does; ``counts`` are quotations by verdict; ``open`` those that nobody decided in documents that
    somebody touched. ``notes`` say what was passed over.
    """

    docs: dict[str, Document]
    diff: Diff
    counts: dict[str, int]
    open: int
    notes: tuple[str, ...]


def apply_reviews(
    source: Source, loaded: Loaded, names: list[str], *, keep_rejected: bool = False
) -> Applied:
    """The work of one annotator, or of several who worked on different documents.

    Raises ApplyError where two of them made something else of the same document, where an act does
    not fit the records any more, or where a record would be faulty; LogError.
    """
    reviews = [read_review(source, loaded, name) for name in names]
    _no_conflicts(conflict for review in reviews for conflict in review.conflicts)
    states: dict[str, DocState] = {}
    owners: dict[str, str] = {}
    clashes: list[str] = []
    for review in reviews:
        for key, state in review.states.items():
            if not state.verdicts:
                continue
            if key in states and not _same(states[key], state):
                clashes.append(f"{key}: {owners[key]} and {review.by} differ")
            states[key], owners[key] = state, review.by
    if clashes:
        raise ApplyError("two annotators differ; adjudicate first: otr review adjudicate", clashes)
    made = {key: outcome(state, keep_rejected=keep_rejected) for key, state in states.items()}
    return _applied(loaded, made, states)


def apply_decisions(
    sides: Sides, adjudicator: str, *, partial: bool = False, keep_rejected: bool = False
) -> Applied:
    """What an adjudicator made of two reviews, on the documents that both have finished.

    Raises ApplyError as `apply_reviews` does, and where something in dispute is not decided, unless
    ``partial`` leaves those documents out.
    """
    merged = sides.load()
    states = decided(sides, adjudicator, merged)
    _no_conflicts(conflict for state in states.values() for conflict in state.conflicts)
    disputes = merged.disputes or {}
    undecided = {
        key: sorted(disputes[key].keys() - state.verdicts.keys())
        for key, state in states.items()
        if disputes[key].keys() - state.verdicts.keys()
    }
    if undecided and not partial:
        lines = [f"{key}: {', '.join(open_)}" for key, open_ in undecided.items()]
        raise ApplyError("not everything in dispute is decided; --partial leaves it out", lines)
    loaded = sides.source.load()
    originals = {doc.id: doc for doc in loaded.docs}
    chosen = {key: state for key, state in states.items() if key not in undecided}
    made = {
        key: outcome(state, keep_rejected=keep_rejected, original=originals[key])
        for key, state in chosen.items()
    }
    return _applied(
        loaded, made, chosen, extra=[f"{key}: left out, not decided" for key in undecided]
    )


def write(source: Source, loaded: Loaded, applied: Applied, output: Path) -> int:
    """Write the records to a new file, or a new folder where they came from one; their number.

    A folder is copied, with the changed records in their places and without the logs. Raises
    ApplyError if ``output`` exists, and OSError; nothing is left behind then.
    """
    if output.exists():
        raise ApplyError(f"{output} exists; give a new name, nothing is overwritten")
    output.parent.mkdir(parents=True, exist_ok=True)
    lines = {key: _line(doc, key in loaded.stripped) for key, doc in applied.docs.items()}
    temporary = output.with_name(f".otr-{os.getpid()}-{output.name}.part")
    try:
        if source.path.is_dir():
            logs = source.log_folder.resolve()
            shutil.copytree(source.path, temporary, ignore=_without(logs))
            for file in source.files:
                _rewrite(file, temporary / file.relative_to(source.path), lines)
        else:
            _rewrite(source.path, temporary, lines)
        os.rename(temporary, output)
    finally:
        if temporary.is_dir():
            shutil.rmtree(temporary, ignore_errors=True)
        else:
            temporary.unlink(missing_ok=True)
    return len(lines)


def _without(folder: Path):  # type: ignore[no-untyped-def]
    def ignored(parent: str, names: list[str]) -> set[str]:
        return {name for name in names if (Path(parent) / name).resolve() == folder}

    return ignored


def _line(doc: Document, stripped: bool) -> bytes:
    return orjson.dumps(document_to_dict(strip(doc) if stripped else doc)) + b"\n"


def _rewrite(file: Path, target: Path, lines: Mapping[str, bytes]) -> None:
    """The file with changed lines; all others as they are."""
    with open(file, "rb") as before, open(target, "wb") as after:
        for line in before:
            after.write(lines.get(_id(line), line) if line.strip() else line)
        after.flush()
        os.fsync(after.fileno())


def _id(line: bytes) -> str:
    try:
        data = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        return ""
    found = data.get("id") if isinstance(data, dict) else None
    return found if isinstance(found, str) else ""


def _same(left: DocState, right: DocState) -> bool:
    """Whether two reviews make the same of a document, but for who made it."""
    a, b = (_nameless(outcome(state)) for state in (left, right))
    return a == b


def _nameless(doc: Document) -> Document:
    quotations = tuple(
        replace(q, provenance=replace(q.provenance, by="", status="accepted"))
        for q in doc.quotations
    )
    return replace(doc, quotations=quotations)


def _no_conflicts(conflicts: Iterable[Conflict]) -> None:
    lines = [
        f"{c.event.doc}#{c.event.quotation}: {c.event.by}'s act of {c.event.time} does not fit "
        f"({_REASONS[c.reason]})"
        for c in conflicts
    ]
    if lines:
        raise ApplyError("records changed under a review; open it and settle them first", lines)


_REASONS = {
    "text": "the text was changed",
    "record": "the record was changed",
    "gone": "the quotation is gone",
}


def _applied(
    loaded: Loaded,
    made: dict[str, Document],
    states: Mapping[str, DocState],
    *,
    extra: Iterable[str] = (),
) -> Applied:
    before = {doc.id: doc for doc in loaded.docs}
    changed = {key: doc for key, doc in made.items() if doc != before[key]}
    faults: list[str] = []
    notes = list(extra)
    for key, doc in changed.items():
        # As it will be read again: what cannot be stored must not be found out later.
        document_from_dict(document_to_dict(doc))
        new, old = _new_faults(before[key], doc)
        faults += new
        notes += old
    if faults:
        raise ApplyError("the corrected records would be faulty; mend these first", faults)
    items = [
        item for key in sorted(changed) for item in compare_documents(before[key], changed[key])
    ]
    verdicts: Counter[str] = Counter(
        verdict for state in states.values() for verdict in state.verdicts.values()
    )
    open_ = sum(len({q.id for q in s.doc.quotations} - s.verdicts.keys()) for s in states.values())
    return Applied(
        docs=changed,
        diff=Diff(tuple(items)),
        counts=dict(verdicts),
        open=open_,
        notes=tuple(notes),
    )


def _new_faults(before: Document, after: Document) -> tuple[list[str], list[str]]:
    """Errors that the review made, and notes on those that were there before."""
    known = Counter(_essence(before, issue) for issue in _errors(before))
    new: list[str] = []
    old: list[str] = []
    for issue in _errors(after):
        essence = _essence(after, issue)
        if known[essence] > 0:
            known[essence] -= 1
            old.append(f"{issue} (as before the review)")
        else:
            new.append(str(issue))
    return new, old


def _errors(doc: Document) -> Iterator[Issue]:
    return (issue for issue in validate_document(doc) if issue.severity == "error")


def _essence(doc: Document, issue: Issue) -> tuple[str, str]:
    """The code of an issue and the id of its quotation: numbers shift when some are left out."""
    number = issue.path.removeprefix("quotations[").partition("]")[0]
    place = int(number) if issue.path.startswith("quotations[") else -1
    return issue.code, doc.quotations[place].id if place >= 0 else issue.path
