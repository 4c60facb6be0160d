"""Windows of words that the encoder sees at once, and the arrays that hold a batch of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotate.frames.words import COLUMNS, FIRST, LAST, Words

LIMIT = 250  # pieces of a window, the two at its ends not counted
OVERLAP = 60  # pieces that a window repeats of the one before


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``[start, stop)`` of a document."""

    words: Words
    start: int
    stop: int

    def __len__(self) -> int:
        return self.stop - self.start

    def edge(self, i: int) -> int:
        """Words between word ``i`` and the nearer border that cuts the document."""
        left = i - self.start if self.start else len(self.words)
        right = self.stop - i if self.stop < len(self.words) else len(self.words)
        return min(left, right)


def cut(
    words: Words, *, limit: int = LIMIT, overlap: int = OVERLAP, first: int = 0
) -> list[Window]:
    """Windows of whole sentences in text order; a sentence beyond ``limit`` pieces is cut.

    Neighbours share whole sentences of at most ``overlap`` pieces. ``first`` bounds the first
    window instead of ``limit``, so that training sees other borders in every round.
    """
    sizes = np.array([len(pieces) for pieces in words.pieces], dtype=np.int64)
    before = np.concatenate([[0], np.cumsum(sizes)])
    units = _units(words, before, limit)
    out: list[Window] = []
    here = 0
    while here < len(units):
        bound = min(first, limit) if first and not out else limit
        there = here + 1
        while there < len(units) and before[units[there][1]] - before[units[here][0]] <= bound:
            there += 1
        stop = units[there - 1][1]
        out.append(Window(words, units[here][0], stop))
        if there == len(units):
            break
        back = there
        end = before[units[there][1]]  # the next window must hold what comes after, too
        while (
            back - 1 > here
            and before[stop] - before[units[back - 1][0]] <= overlap
            and end - before[units[back - 1][0]] <= limit
        ):
            back -= 1
        here = back
    return out


def _units(words: Words, before: NDArray[np.int64], limit: int) -> list[tuple[int, int]]:
    """Sentences as ranges of words, those that are too long in parts."""
    borders = np.flatnonzero(np.diff(words.sentence)) + 1
    out = []
    for start, stop in zip([0, *borders], [*borders, len(words)], strict=True):
        while before[stop] - before[start] > limit:
            part = int(np.searchsorted(before, before[start] + limit, side="right")) - 1
            part = max(part, start + 1)
            out.append((int(start), part))
            start = part
        if stop > start:
            out.append((int(start), int(stop)))
    return out


def fill(batch: Sequence[Window]) -> dict[str, NDArray[np.generic]]:
    """The encoder's inputs for ``B`` windows of at most ``N`` pieces and ``W`` words.

    ``ids`` ``[B, N]``, ``features`` ``[B, N, F]``, ``mask`` ``[B, N]`` (1 where a piece is),
    ``first`` ``[B, W]`` (the first piece of each word), ``present`` ``[B, W]``.
    """
    pieces = max(sum(len(w.words.pieces[i]) for i in range(w.start, w.stop)) for w in batch) + 2
    width = max(len(window) for window in batch)
    ids = np.zeros((len(batch), pieces), dtype=np.int64)
    mask = np.zeros((len(batch), pieces), dtype=np.float32)
    features = np.zeros((len(batch), pieces, len(COLUMNS)), dtype=np.int64)
    first = np.zeros((len(batch), width), dtype=np.int64)
    present = np.zeros((len(batch), width), dtype=np.float32)
    for row, window in enumerate(batch):
        inside = window.words.pieces[window.start : window.stop]
        sizes = np.array([len(p) for p in inside])
        flat = [FIRST, *(piece for p in inside for piece in p), LAST]
        ids[row, : len(flat)] = flat
        mask[row, : len(flat)] = 1
        first[row, : len(window)] = np.concatenate([[1], 1 + np.cumsum(sizes)[:-1]])
        present[row, : len(window)] = 1
        own = window.words.features[window.start : window.stop]
        features[row, 1 : len(flat) - 1] = np.repeat(own, sizes, axis=0)
    return {"ids": ids, "mask": mask, "features": features, "first": first, "present": present}
