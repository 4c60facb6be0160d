"""In which order a reviewer meets the quotations, and which of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from annotate.review.replay import DocState
from annotate.review.workspace import Workspace
from corpus.records import OutletKind, Quotation, QuotationType

Order = Literal["uncertainty", "document", "speaker", "outlet", "rule"]
Status = Literal["open", "decided", "accepted", "corrected", "rejected", "noted", "all"]
STATUS_CODES = ("open", "accepted", "corrected", "rejected")
_LAST = "\uffff"


class FilterError(ValueError):
    """A filter that there is not; the message lists those there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which quotations: by the reviewer's own verdict, type, kind of outlet, confidence.

    ``outlet`` is a kind, ``none`` (no outlet) or None (any). ``below`` keeps quotations that are
    less sure than this, ``document`` those of one document, by its id.
    """

    status: Status = "open"
    type: QuotationType | None = None
    outlet: str | None = None
    below: float | None = None
    document: str | None = None

    def keeps(self, state: DocState, quotation: Quotation) -> bool:
        """Whether a quotation passes."""
        verdict = state.verdicts.get(quotation.id)
        kind = quotation.outlet.kind if quotation.outlet else "none"
        return (
            self._status(state, quotation.id, verdict)
            and self.type in (None, quotation.type)
            and self.outlet in (None, kind)
            and (self.below is None or certainty(quotation) < self.below)
            and self.document in (None, state.base.id)
        )

    def _status(self, state: DocState, id: str, verdict: str | None) -> bool:
        if self.status == "all":
            return True
        if self.status == "noted":
            return id in state.notes
        if self.status == "open":
            return verdict is None
        return verdict is not None and self.status in ("decided", verdict)


def read_filter(data: dict[str, str]) -> tuple[Order, Filter]:
    """Order and filter from the words of an address; raises FilterError."""
    below = data.get("below") or None
    try:
        number = None if below is None else float(below)
    except ValueError:
        raise FilterError(f"below: {below!r} is no number") from None
    outlet = data.get("outlet") or None
    if outlet not in (None, "none", *get_args(OutletKind)):
        raise FilterError(f"outlet: {outlet!r} is no kind of outlet")
    order: Order = _one_of(data.get("order") or "uncertainty", "order", Order)
    chosen = Filter(
        status=_one_of(data.get("status") or "open", "status", Status),
        type=_one_of(data["type"], "type", QuotationType) if data.get("type") else None,
        outlet=outlet,
        below=number,
        document=data.get("document") or None,
    )
    return order, chosen


def certainty(quotation: Quotation) -> float:
    """The least of the confidences in a quotation, 0 to 1; 2 where nobody has given one."""
    known = [quotation.confidence, *(speaker.confidence for speaker in quotation.speakers)]
    known += [quotation.outlet.confidence] if quotation.outlet else []
    return min((each for each in known if each is not None), default=2.0)


def items(space: Workspace, order: Order, chosen: Filter) -> list[tuple[int, str, int]]:
    """Number of the document, id of the quotation and code of its status, in the order asked for.

    Of equals the order is that of the records.
    """
    found: list[tuple[Any, int, str, int]] = []
    key = _KEYS[order]
    for place, state in enumerate(space.states):
        names = _Names(state)
        for quotation in state.doc.quotations:
            disputed = space.disputes is None or space.dispute(state.base.id, quotation.id)
            if disputed and chosen.keeps(state, quotation):
                code = STATUS_CODES.index(state.verdicts.get(quotation.id, "open"))
                found.append((key(quotation, names), place, quotation.id, code))
    found.sort(key=lambda item: item[0])
    return [item[1:] for item in found]


class _Names:
    """Names of a document's entities, looked up only when an order needs them."""

    def __init__(self, state: DocState) -> None:
        self._state = state
        self._names: dict[str, str] | None = None

    def of(self, ids: Iterable[str]) -> str:
        if self._names is None:
            self._names = {each.id: each.name for each in self._state.doc.entities}
        return ", ".join(self._names.get(each, each).casefold() for each in ids)


def _by_speaker(quotation: Quotation, names: _Names) -> str:
    return names.of(speaker.entity for speaker in quotation.speakers) or _LAST


def _by_outlet(quotation: Quotation, names: _Names) -> str:
    return names.of([quotation.outlet.entity]) if quotation.outlet else _LAST


def _by_rule(quotation: Quotation, names: _Names) -> tuple[str, ...]:
    """Who made the record, and what kind of finding it is: those of one rule come together."""
    kinds = ",".join(speaker.kind for speaker in quotation.speakers)
    outlet = quotation.outlet
    how = "" if outlet is None else f"{outlet.kind} {'explicit' if outlet.explicit else 'carried'}"
    return (quotation.provenance.by, quotation.type, quotation.mode or "", kinds, how)


_KEYS: dict[Order, Callable[[Quotation, _Names], Any]] = {
    "uncertainty": lambda quotation, names: certainty(quotation),
    "document": lambda quotation, names: 0,
    "speaker": _by_speaker,
    "outlet": _by_outlet,
    "rule": _by_rule,
}


def _one_of(value: str, name: str, kinds: Any) -> Any:
    if value not in get_args(kinds):
        raise FilterError(f"{name}: {value!r} is none of {', '.join(get_args(kinds))}")
    return value
