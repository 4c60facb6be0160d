"""The best tree over scores of heads, found without a search where the best heads are a tree."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from stanza.models.common.chuliu_edmonds import (
    expand_contracted_tree,
    prepare_scores,
    process_cycle,
)


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """Heads of the words 1…n (0 is the root) as the best tree with one child of the root.

    ``scores`` ``[n + 1, n + 1]`` are log chances of the second to be head of the first. The
    maximum spanning tree of scores whose greedy heads are a tree is that tree. Where the best
    tree has more than one child of the root, every arc from the root is made dearer than a whole
    tree, so that the best has but one.
    """
    heads = np.argmax(scores, axis=1)
    heads[0] = 0
    found: list[int] = heads.tolist()
    if _cycle(found):
        found = _search(scores.astype(np.float64)).tolist()
    if found[1:].count(0) != 1:
        dear = scores.astype(np.float64)
        dear[:, 0] += dear[np.isfinite(dear)].min() * len(dear)
        found = _search(dear).tolist()
    return found[1:]


def _search(scores: NDArray[np.float64]) -> Any:
    """The algorithm of Chu, Liu and Edmonds; Stanza's own looks for all cycles at every step."""
    prepare_scores(scores)
    heads = np.argmax(scores, axis=1)
    cycle = _cycle(heads.tolist())
    if not cycle:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    smaller, *places = process_cycle(heads, inside, scores)
    return expand_contracted_tree(heads, _search(smaller), *places)


def _cycle(heads: list[int]) -> list[int]:
    """The words of one cycle of heads, or none."""
    safe = [False] * len(heads)
    safe[0] = True
    for i in range(1, len(heads)):
        path: list[int] = []
        on_path: set[int] = set()
        while not safe[i]:
            if i in on_path:
                return path[path.index(i) :]
            path.append(i)
            on_path.add(i)
            i = heads[i]
        for j in path:
            safe[j] = True
    return []
