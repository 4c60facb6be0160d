"""Frames by the words that they see: a document can have thousands, a word is in sight of few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from annotate.frames.tagger import Frame

T = TypeVar("T")
_STRETCH = 64  # words that share a shelf


class Sight(Generic[T]):
    """Frames, or what holds one, to be found by the words in their windows."""

    def __init__(self, items: Iterable[T], frame_of: Callable[[T], Frame]) -> None:
        self._frame_of = frame_of
        self._shelves: dict[int, list[tuple[int, T]]] = {}
        self._count = 0
        for item in items:
            self.add(item)

    def add(self, item: T) -> None:
        frame = self._frame_of(item)
        for shelf in range(frame.start // _STRETCH, (frame.stop - 1) // _STRETCH + 1):
            self._shelves.setdefault(shelf, []).append((self._count, item))
        self._count += 1

    def of(self, words: Sequence[int]) -> list[T]:
        """Those that may see any of the words (ascending), in the order of their addition.

        All that do are among them; some that end shortly before or begin shortly after may be.
        """
        if not words:
            return []
        found: dict[int, T] = {}
        for shelf in range(words[0] // _STRETCH, words[-1] // _STRETCH + 1):
            found.update(self._shelves.get(shelf, ()))
        return [found[n] for n in sorted(found)]


def frames_in_sight(frames: Iterable[Frame]) -> Sight[Frame]:
    return Sight(frames, lambda frame: frame)
