"""How far two annotations of the same documents agree, and where they do not.

Tokens are compared by Krippendorff's alpha (`corpus.alpha`), everything else as F1, which needs no
count of what neither annotator marked:

=================  ================================================================================
``marks``          segments of every type: the same span
``segments``       segments of quotations that quote somebody: the same span
``segments_type``  the same span, and the type of its quotation
``position``       contents of quotations that quote somebody: the same spans, whatever the type
``contents``       the same spans and the same type
``overlap``        contents that share at least one character, paired one to one, closest first
``cue``            quotations with a cue, of those paired: the same spans
``speaker``        quotations with a speaker, of those paired: the same entities
``outlet``         quotations with an outlet, of those paired: the same entity
``exact``          contents, type, mode, speakers and outlet are the same
=================  ================================================================================

Entities are compared by `corpus.identity`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from corpus.alpha import krippendorff_alpha, token_labels
from corpus.identity import Identity
from corpus.records import Document, Quotation
from corpus.spans import Span

F1_NAMES = (
    "marks",
    "segments",
    "segments_type",
    "position",
    "contents",
    "overlap",
    "cue",
    "speaker",
    "outlet",
    "exact",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """Units on which both agree, units of the first, units of the second, and their F1.

    ``f1`` is None where neither has a unit.
    """

    agree: int
    first: int
    second: int

    @property
    def f1(self) -> float | None:
        """Twice what agrees by all units; the same whichever annotation comes first."""
        units = self.first + self.second
        return 2 * self.agree / units if units else None

    def __add__(self, other: Figure) -> Figure:
        return Figure(
            self.agree + other.agree, self.first + other.first, self.second + other.second
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """What `measure` found; ``kinds`` counts disagreements by the field they are in."""

    documents: int
    tokens: int
    alpha: float | None
    figures: dict[str, Figure]
    kinds: dict[str, int]

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values that JSON can hold, F1 included."""
        figures = {
            name: {**asdict(figure), "f1": figure.f1} for name, figure in self.figures.items()
        }
        return {**asdict(self), "figures": figures}


def report(
    first: Iterable[Document],
    second: Iterable[Document],
    decisions: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """What `measure` finds, and what was decided of it: the content of ``agreement.json``.

    ``decisions`` are the adjudicator's, each with ``decision`` (``first``, ``second`` or ``open``)
    and ``cause``, as ``agreement/decisions.jsonl`` holds them. Raises as `measure` does.
    """
    return {
        **measure(first, second).to_dict(),
        "disagreements": len(decisions),
        "decided_for": dict(sorted(Counter(str(row["decision"]) for row in decisions).items())),
        "causes": dict(Counter(str(row["cause"]) for row in decisions).most_common()),
    }


def measure(first: Iterable[Document], second: Iterable[Document]) -> Agreement:
    """Compare two annotations of the same documents, matched by id, texts put in.

    Raises ValueError if a document stands in one of the two only, lacks its text, or differs in
    it.
    """
    left, right = ({doc.id: doc for doc in docs} for docs in (first, second))
    if odd := left.keys() ^ right.keys():
        raise ValueError(f"annotated once only: {', '.join(sorted(odd))}; leave it out")
    units: list[tuple[str, str]] = []
    figures = {name: Figure(0, 0, 0) for name in F1_NAMES}
    kinds: Counter[str] = Counter()
    for name, doc in left.items():
        other = right[name]
        if doc.text is None or doc.text != other.text:
            raise ValueError(f"{name}: the two need one and the same text; put it in first")
        units += token_labels(doc, other)
        identity = Identity(doc, other)
        for key, figure in compare(doc, other, identity).items():
            figures[key] += figure
        kinds.update(kind for _, _, found in disagreements(doc, other, identity) for kind in found)
    return Agreement(
        documents=len(left),
        tokens=len(units),
        alpha=krippendorff_alpha(units),
        figures=figures,
        kinds=dict(sorted(kinds.items())),
    )


def compare(first: Document, second: Document, identity: Identity) -> dict[str, Figure]:
    """The counts of one document, by the names in ``F1_NAMES``."""
    marks, others = _segments(first), _segments(second)
    quoting, quoted = _quoting(first), _quoting(second)
    pairs = [(quoting[i], quoted[j]) for i, j in pair_off(quoting, quoted)]

    def sets(left: Iterable[object], right: Iterable[object]) -> Figure:
        a, b = set(left), set(right)
        return Figure(len(a & b), len(a), len(b))

    def same(
        has: Callable[[Quotation], object], agree: Callable[[Quotation, Quotation], bool]
    ) -> Figure:
        both = sum(bool(has(a)) and bool(has(b)) and agree(a, b) for a, b in pairs)
        return Figure(
            both, sum(bool(has(a)) for a, _ in pairs), sum(bool(has(b)) for _, b in pairs)
        )

    exact = sum(not differences(a, b, identity) - {"cue", "explicit"} for a, b in pairs)
    words, heard = ({s: t for s, t in each.items() if t != "none"} for each in (marks, others))
    return {
        "marks": sets(marks, others),
        "segments": sets(words, heard),
        "segments_type": sets(words.items(), heard.items()),
        "position": sets((q.content for q in quoting), (q.content for q in quoted)),
        "contents": sets(
            ((q.content, q.type) for q in quoting), ((q.content, q.type) for q in quoted)
        ),
        "overlap": Figure(len(pairs), len(quoting), len(quoted)),
        "cue": same(lambda q: q.cue, lambda a, b: a.cue == b.cue),
        "speaker": same(lambda q: q.speakers, lambda a, b: _same_speakers(a, b, identity)),
        "outlet": same(lambda q: q.outlet, lambda a, b: _same_outlet(a, b, identity)),
        "exact": Figure(exact, len(quoting), len(quoted)),
    }


def disagreements(
    first: Document, second: Document, identity: Identity
) -> Iterator[tuple[Quotation | None, Quotation | None, frozenset[str]]]:
    """Quotations paired off, with the fields in which they differ; those that agree are left out.

    One that has no partner is ``missing``; marks that one annotator takes for a quotation and the
    other for none are ``quotes``.
    """
    taken: set[str] = set()
    others: set[str] = set()
    for i, j in pair_off(first.quotations, second.quotations):
        a, b = first.quotations[i], second.quotations[j]
        taken.add(a.id)
        others.add(b.id)
        if found := differences(a, b, identity):
            yield a, b, frozenset(found)
    for a in first.quotations:
        if a.id not in taken:
            yield a, None, frozenset({f"missing {a.type}"})
    for b in second.quotations:
        if b.id not in others:
            yield None, b, frozenset({f"missing {b.type}"})


def differences(first: Quotation, second: Quotation, identity: Identity) -> set[str]:
    """The fields in which two quotations of the same words differ."""
    if (first.type == "none") != (second.type == "none"):
        return {"quotes"}
    found = {
        name
        for name in ("type", "mode", "content", "cue")
        if getattr(first, name) != getattr(second, name)
    }
    if not _same_speakers(first, second, identity):
        found.add("speaker")
    if not _same_outlet(first, second, identity):
        found.add("outlet")
    elif first.outlet and second.outlet and first.outlet.explicit != second.outlet.explicit:
        found.add("explicit")
    return found


def pair_off(left: Sequence[Quotation], right: Sequence[Quotation]) -> list[tuple[int, int]]:
    """Numbers of quotations whose contents share characters, one to one, the closest first."""
    candidates = [
        (-share, i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if (share := _iou(a.content, b.content)) > 0
    ]
    rows: set[int] = set()
    columns: set[int] = set()
    pairs = []
    for _, i, j in sorted(candidates):
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def _iou(left: Sequence[Span], right: Sequence[Span]) -> float:
    """Shared characters as a part of all those that the two cover."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    union = sum(s.length for s in left) + sum(s.length for s in right) - shared
    return shared / union if union else 0.0


def _segments(doc: Document) -> dict[Span, str]:
    return {span: each.type for each in doc.quotations for span in each.segments}


def _quoting(doc: Document) -> list[Quotation]:
    return [each for each in doc.quotations if each.type != "none"]


def _same_speakers(first: Quotation, second: Quotation, identity: Identity) -> bool:
    names = [tuple(s.entity for s in each.speakers) for each in (first, second)]
    return identity.same_set(names[0], names[1])


def _same_outlet(first: Quotation, second: Quotation, identity: Identity) -> bool:
    if first.outlet is None or second.outlet is None:
        return first.outlet is second.outlet
    return identity.same(first.outlet.entity, second.outlet.entity)
