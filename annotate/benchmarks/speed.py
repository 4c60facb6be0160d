"""Words a second and peak memory of the whole annotator, and where the time goes."""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from annotate import Annotator
from annotate.stanza_backend import StanzaAnalyser
from corpus.records import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """One thread, models loaded; ``shares`` are parts of the time in 0..1, by stage."""

    documents: int
    words: int
    seconds: float
    load_seconds: float
    peak_mb: float
    shares: dict[str, float]

    @property
    def words_a_second(self) -> float:
        """Words, as white space parts them, a second."""
        return self.words / self.seconds


class _Clock:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return call(*args, **kwargs)
            finally:
                self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - start

        return run


@contextmanager
def _watched(annotator: Annotator, clock: _Clock) -> Iterator[None]:
    """Clock each of Stanza's processors, and the learned tagger where there is one."""
    analyser = annotator.analyser
    assert isinstance(analyser, StanzaAnalyser)
    tagger: Any = getattr(annotator, "tagger", None)
    for name, part in analyser.parts.items():
        part.process = clock.timed(name, part.process)
    if tagger is not None:
        tagger.tag = clock.timed("tagger", tagger.tag)
    try:
        yield
    finally:
        for part in analyser.parts.values():
            del part.process
        if tagger is not None:
            del tagger.tag


def measure(docs: list[Document], *, rounds: int = 3) -> Speed:
    """Annotate ``docs`` ``rounds`` times on one thread and keep the quickest."""
    import torch

    torch.set_num_threads(1)
    start = time.perf_counter()
    annotator = Annotator()
    gc.freeze()  # as `otr annotate` does
    load = time.perf_counter() - start
    best, shares = float("inf"), {}
    for _ in range(rounds):
        clock = _Clock()
        with _watched(annotator, clock):
            start = time.perf_counter()
            for _ in annotator.annotate_many(docs):
                pass
            seconds = time.perf_counter() - start
        if seconds < best:
            best = seconds
            shares = {name: spent / seconds for name, spent in clock.seconds.items()}
            shares["rest"] = 1 - sum(shares.values())
    # Linux counts kilobytes, macOS bytes.
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    words = sum(len((doc.text or "").split()) for doc in docs)
    return Speed(
        documents=len(docs),
        words=words,
        seconds=best,
        load_seconds=load,
        peak_mb=peak,
        shares=shares,
    )
