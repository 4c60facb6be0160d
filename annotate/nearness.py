"""What is met where along a text, and which of it is nearest to a place."""

from __future__ import annotations

import bisect
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

MANY = 20  # things of which all are near, wherever they are: more than an article of newswire has
_STEPS = 200  # places to either side that are looked at, where there are more


class Places(Generic[K]):
    """The places of some things, in the order of the text."""

    def __init__(self, met: Iterable[tuple[int, K]]) -> None:
        """``met`` are places, which ascend, and what is met there."""
        self._met = list(met)
        self._places = [place for place, _ in self._met]
        self._of: dict[K, list[int]] = {}
        for n, (_, key) in enumerate(self._met):
            self._of.setdefault(key, []).append(n)

    def __len__(self) -> int:
        """How many different things there are."""
        return len(self._of)

    def count(self, key: K) -> int:
        """At how many places a thing is met."""
        return len(self._of.get(key, ()))

    def near(self, place: int) -> list[K]:
        """The different things in the order of the text; of very many those near a place."""
        if len(self._of) <= MANY:
            return list(self._of)
        right = bisect.bisect_left(self._places, place)
        found: dict[K, None] = {}
        for step in range(_STEPS):
            for n in (right - 1 - step, right + step):
                if 0 <= n < len(self._met) and len(found) < MANY:
                    found[self._met[n][1]] = None
        return sorted(found, key=lambda key: self._of[key][0])

    def nearest(self, key: K, place: int, *, besides: int | None = None) -> int | None:
        """Which of all that is met is the nearest of a thing: of two as near the one before.

        What is met at ``besides`` does not count. None where there is none.
        """
        known = self._of.get(key, [])
        right = bisect.bisect_left(known, place, key=lambda n: self._places[n])
        left = right - 1
        while right < len(known) and self._places[known[right]] == besides:
            right += 1
        while left >= 0 and self._places[known[left]] == besides:
            left -= 1
        if left >= 0:  # the first that is met at this place
            left = bisect.bisect_left(
                known, self._places[known[left]], key=lambda n: self._places[n]
            )
        ends = [known[n] for n in (left, right) if 0 <= n < len(known)]
        return min(ends, key=lambda n: abs(self._places[n] - place), default=None)
