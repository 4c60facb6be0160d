"""Two sets of records of the same documents to scores by component.

Knows records only: people and programs are judged alike. What each component counts:

=====================  =============================================================================
``segments``           segments of quotations that quote somebody; the span must be the same
``segments_type``      the same, and the type of the quotation
``distractors``        segments of type ``none``: marks that quote nobody
``marks``              segments of every type: whether the marks themselves were found
``speaker``            segments credited to a speaker; the same segment, the same speakers
``outlet``             segments; the same segment, the same outlet, or none in both
``outlet_given``       segments credited to an outlet; the same segment, the same outlet
``all``                segments; type, speakers and outlet are the same
``indirect``           contents of indirect quotations; exactly the same spans
``indirect_iou``       the same, sharing at least half of their union, one to one
``indirect_speaker``   the same, of those credited to a speaker, and the same speakers
``cue``                cues; exactly the same spans
``cue_overlap``        the same, sharing at least one character, one to one
=====================  =============================================================================

A quoting segment of gold counts against recall where it is not found, and one that only the
prediction quotes counts against precision, a distractor taken for a quotation among them.
Entities are compared by `corpus.identity`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.identity import Identity
from corpus.records import Document, Mode, Quotation
from corpus.spans import Span

COMPONENTS = (
    "segments",
    "segments_type",
    "distractors",
    "marks",
    "speaker",
    "outlet",
    "outlet_given",
    "all",
    "indirect",
    "indirect_iou",
    "indirect_speaker",
    "cue",
    "cue_overlap",
)
MODES: tuple[Mode, ...] = ("speech", "writing", "thought")

Counts = tuple[int, int, int]
"""Units that agree, units predicted, units in gold."""

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure from 0 to 1 and its bootstrap interval.

    ``value`` is None where it would divide by nothing: precision where nothing was predicted.
    The bounds are None where no resample has a value.
    """

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Score:
    """One component: units that agree, units predicted, units in gold, and what follows."""

    agree: int
    predicted: int
    gold: int
    precision: Figure
    recall: Figure
    f1: Figure


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by component, and the documents that they rest on.

    Gold documents in ``missing`` (no prediction) and ``changed`` (predicted on another text) are
    scored as if nothing had been found in them; ``extra`` ones, which gold lacks, are left out.
    """

    scores: dict[str, Score]
    documents: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    extra: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values that JSON can hold."""
        return asdict(self)


def evaluate(
    gold: Iterable[Document],
    predicted: Iterable[Document],
    *,
    modes: Collection[Mode] = MODES,
    resamples: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> Evaluation:
    """Score ``predicted`` against ``gold``, documents matched by id.

    ``modes`` are the modes of indirect quotations that count, in both; the others are left out.
    Intervals cover ``level`` of ``resamples`` bootstrap samples of the documents, drawn with
    ``seed``; with 0 resamples their bounds are None.
    Raises ValueError if an id stands twice in a set.
    """
    left, right = _by_id(gold, "gold"), _by_id(predicted, "predicted")
    both = [name for name in left if name in right]
    changed = [name for name in both if left[name].text_sha256 != right[name].text_sha256]
    same = {name: right[name] for name in both if name not in set(changed)}
    rows = [_count(doc, same.get(name), modes) for name, doc in left.items()]
    table = np.array(rows, dtype=np.int64).reshape(len(rows), len(COMPONENTS), 3)
    return Evaluation(
        scores=_scores(table, resamples=resamples, level=level, seed=seed),
        documents=len(left),
        missing=tuple(name for name in left if name not in right),
        changed=tuple(changed),
        extra=tuple(name for name in right if name not in left),
    )


def _by_id(docs: Iterable[Document], side: str) -> dict[str, Document]:
    out: dict[str, Document] = {}
    for doc in docs:
        if doc.id in out:
            raise ValueError(f"{side}: two documents have the id {doc.id!r}; keep one of the two")
        out[doc.id] = doc
    return out


def _count(gold: Document, predicted: Document | None, modes: Collection[Mode]) -> list[Counts]:
    """Counts of one document, in the order of ``COMPONENTS``."""
    empty = Document(id=gold.id, text=gold.text, text_sha256=gold.text_sha256, text_length=0)
    other = empty if predicted is None else predicted
    identity = Identity(gold, other)
    counts = _count_segments(gold, other, identity)
    counts |= _count_indirect(gold, other, identity, modes)
    counts |= _count_cues(gold, other)
    return [counts[name] for name in COMPONENTS]


def _count_segments(gold: Document, other: Document, identity: Identity) -> dict[str, Counts]:
    marks, found = _segments(gold), _segments(other)
    wanted = {span: each for span, each in marks.items() if each.type != "none"}
    quoted = {span: each for span, each in found.items() if each.type != "none"}
    pairs = [(each, quoted[span]) for span, each in wanted.items() if span in quoted]

    def counts(
        agree: Callable[[Quotation, Quotation], bool],
        unit: Callable[[Quotation], object] = lambda _: True,
    ) -> Counts:
        """Of the segments whose quotation has a ``unit``, those on which the two agree."""
        both = sum(bool(unit(a)) and bool(unit(b)) and agree(a, b) for a, b in pairs)
        sizes = [sum(bool(unit(each)) for each in side.values()) for side in (quoted, wanted)]
        return both, sizes[0], sizes[1]

    def speakers(a: Quotation, b: Quotation) -> bool:
        return identity.same_set(_speakers(a), _speakers(b))

    def outlet(a: Quotation, b: Quotation) -> bool:
        if a.outlet is None or b.outlet is None:
            return a.outlet is b.outlet
        return identity.same(a.outlet.entity, b.outlet.entity)

    distractors = marks.keys() - wanted.keys(), found.keys() - quoted.keys()
    return {
        "segments": counts(lambda a, b: True),
        "segments_type": counts(lambda a, b: a.type == b.type),
        "distractors": _count_sets(*distractors),
        "marks": _count_sets(marks.keys(), found.keys()),
        "speaker": counts(speakers, _speakers),
        "outlet": counts(outlet),
        "outlet_given": counts(outlet, lambda each: each.outlet),
        "all": counts(lambda a, b: a.type == b.type and speakers(a, b) and outlet(a, b)),
    }


def _count_indirect(
    gold: Document, other: Document, identity: Identity, modes: Collection[Mode]
) -> dict[str, Counts]:
    wanted, found = _indirect(gold, modes), _indirect(other, modes)
    spans, others = [each.content for each in wanted], [each.content for each in found]
    pairs = [(wanted[i], found[j]) for i, j in _pair_off(spans, others, threshold=0.5)]
    same = [bool(a.speakers) and identity.same_set(_speakers(a), _speakers(b)) for a, b in pairs]
    credited = [sum(bool(each.speakers) for each in side) for side in (found, wanted)]
    return {
        "indirect": _count_sets(set(spans), set(others)),
        "indirect_iou": (len(pairs), len(found), len(wanted)),
        "indirect_speaker": (sum(same), credited[0], credited[1]),
    }


def _count_cues(gold: Document, other: Document) -> dict[str, Counts]:
    """Cues as such, whatever they introduce; one that introduces several quotations counts once."""
    wanted = sorted({each.cue for each in gold.quotations if each.cue})
    found = sorted({each.cue for each in other.quotations if each.cue})
    pairs = _pair_off(wanted, found, threshold=0.0)
    return {
        "cue": _count_sets(set(wanted), set(found)),
        "cue_overlap": (len(pairs), len(found), len(wanted)),
    }


def _segments(doc: Document) -> dict[Span, Quotation]:
    return {span: each for each in doc.quotations for span in each.segments}


def _indirect(doc: Document, modes: Collection[Mode]) -> list[Quotation]:
    indirect = [each for each in doc.quotations if each.type == "indirect" and each.content]
    return [each for each in indirect if each.mode in modes]


def _speakers(quotation: Quotation) -> tuple[str, ...]:
    return tuple(speaker.entity for speaker in quotation.speakers)


def _count_sets(gold: Collection[object], other: Collection[object]) -> Counts:
    return sum(unit in gold for unit in other), len(other), len(gold)


def _pair_off(
    left: Sequence[Spans], right: Sequence[Spans], *, threshold: float
) -> list[tuple[int, int]]:
    """Pairs that share characters, at least ``threshold`` of their union, the closest first."""
    candidates = []
    for i, spans in enumerate(left):
        for j, others in enumerate(right):
            # Sorted spans: most pairs lie apart and are told so by their ends.
            if spans[0].start < others[-1].end and others[0].start < spans[-1].end:
                share = _iou(spans, others)
                if share > 0 and share >= threshold:
                    candidates.append((-share, i, j))
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, i, j in sorted(candidates):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((i, j))
    return pairs


def _iou(left: Spans, right: Spans) -> float:
    """Shared characters as a part of all those that the two cover."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    return shared / (sum(s.length for s in left) + sum(s.length for s in right) - shared)


def _scores(
    table: npt.NDArray[np.int64], *, resamples: int, level: float, seed: int
) -> dict[str, Score]:
    """Scores of counts of the shape (documents, components, 3)."""
    docs = max(len(table), 1)
    rng = np.random.default_rng(seed)
    # How often each document is in each sample: (resamples, documents).
    weights = rng.multinomial(docs, np.full(docs, 1 / docs), size=resamples)[:, : len(table)]
    samples = np.tensordot(weights, table, axes=1)
    totals = table.sum(axis=0)
    out = {}
    for i, name in enumerate(COMPONENTS):
        agree, predicted, gold = (int(count) for count in totals[i])
        values, spread = _ratios(totals[None, i]), _ratios(samples[:, i])
        precision, recall, f1 = (_figure(values[k][0], spread[k], level) for k in range(3))
        out[name] = Score(agree, predicted, gold, precision, recall, f1)
    return out


def _ratios(counts: npt.NDArray[np.int64]) -> list[npt.NDArray[np.float64]]:
    """Precision, recall and F1 of counts of the shape (n, 3); NaN for nothing by nothing."""
    agree, predicted, gold = counts.T.astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        return [agree / predicted, agree / gold, 2 * agree / (predicted + gold)]


def _figure(value: float, spread: npt.NDArray[np.float64], level: float) -> Figure:
    if np.isnan(value):
        return Figure(None, None, None)
    spread = spread[~np.isnan(spread)]
    if not len(spread):
        return Figure(float(value), None, None)
    low, high = np.quantile(spread, [(1 - level) / 2, (1 + level) / 2])
    return Figure(float(value), float(low), float(high))
