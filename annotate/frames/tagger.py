"""The tagger of frames: a small encoder that reads windows of a document, run by ONNX Runtime.

A quotation is a frame, as in semantic role labelling: a cue evokes it (or, where there is none,
the first word of the content), and content, source, cue and outlet are its roles. The first graph
reads a window and says which words evoke frames; the second reads the window again for one frame
and says which words fill its roles. Both are small enough for a laptop: see the model card.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotate.frames.windows import Window, cut, fill
from annotate.frames.words import Words

Floats = NDArray[np.floating[Any]]

ROLES = ("content", "source", "cue", "outlet")
# What is said of a whole frame, in the order of the columns of the second graph's ``facts``.
FACTS: dict[str, tuple[str, ...]] = {
    "type": ("direct", "mixed", "indirect"),
    "mode": ("speech", "writing", "thought"),
    "channel": ("none", "speaker", "body", "analyst", "medium", "document"),
    "mention": ("mention", "implicit", "unknown"),
    "kind": (
        "news_agency",
        "newspaper",
        "broadcaster",
        "online_media",
        "media",
        "social_media",
        "government",
        "organisation",
        "analyst",
        "document",
    ),
}
SCHEMES = {"polnear": 0, "guidelines": 1}
_LOW = 0.08  # below this a word evokes no frame worth a second look
_ROWS = 16  # windows in a batch
_FRAMES = 64  # frames in a batch of the second graph


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One frame: ``anchor`` is the word that evokes it, ``score`` how surely it does.

    ``roles`` ``[stop - start, 4]`` holds probabilities for the words ``[start, stop)``; ``facts``
    a distribution over the values of each of `FACTS`.
    """

    anchor: int
    cued: bool
    score: float
    start: int
    stop: int
    roles: Floats
    facts: dict[str, dict[str, float]]


class FrameTagger:
    """Finds the frames of documents. ``folder`` holds the weights; one thread unless told."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.splitter: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.splitter.no_truncation()
        self.splitter.no_padding()
        self._reader = onnxruntime.InferenceSession(folder / "reader.onnx", options)
        self._framer = onnxruntime.InferenceSession(folder / "framer.onnx", options)

    def tag(self, documents: Sequence[Words], *, scheme: str = "guidelines") -> list[list[Frame]]:
        """The frames of each document, in the order of their anchors."""
        found: list[dict[int, tuple[int, Frame]]] = [{} for _ in documents]
        windows = [(i, window) for i, words in enumerate(documents) for window in cut(words)]
        windows.sort(key=lambda pair: len(pair[1]))
        for at in range(0, len(windows), _ROWS):
            batch = windows[at : at + _ROWS]
            for row, frame in self._frames([window for _, window in batch], SCHEMES[scheme]):
                document, window = batch[row]
                edge = window.edge(frame.anchor)
                known = found[document].get(frame.anchor)
                if known is None or known[0] < edge:
                    found[document][frame.anchor] = (edge, frame)
        return [[frames[anchor][1] for anchor in sorted(frames)] for frames in found]

    def _frames(self, batch: Sequence[Window], scheme: int) -> Iterator[tuple[int, Frame]]:
        """The frames of some windows, each with the row of its window."""
        arrays = fill(batch)
        present = arrays.pop("present").astype(np.float32)
        arrays["scheme"] = np.full(len(batch), scheme, dtype=np.int64)
        hidden, evoked = self._reader.run(None, arrays)
        chances = _softmax(evoked)
        rows, places = np.nonzero((1 - chances[..., 0]) * present > _LOW)
        for at in range(0, len(rows), _FRAMES):
            which, anchor = rows[at : at + _FRAMES], places[at : at + _FRAMES]
            roles, facts = self._framer.run(
                None, {"hidden": hidden, "present": present, "which": which, "anchor": anchor}
            )
            for i, (row, place) in enumerate(zip(which.tolist(), anchor.tolist(), strict=True)):
                window, chance = batch[row], chances[row, place]
                yield (
                    row,
                    Frame(
                        anchor=window.start + place,
                        cued=bool(chance[1] >= chance[2]),
                        score=float(1 - chance[0]),
                        start=window.start,
                        stop=window.stop,
                        roles=_sigmoid(roles[i, : len(window)]),
                        facts=_facts(facts[i]),
                    ),
                )


def _facts(logits: Floats) -> dict[str, dict[str, float]]:
    out, at = {}, 0
    for name, values in FACTS.items():
        chances = _softmax(logits[at : at + len(values)])
        out[name] = dict(zip(values, chances.tolist(), strict=True))
        at += len(values)
    return out


def _softmax(logits: Floats) -> Floats:
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return result


def _sigmoid(logits: Floats) -> Floats:
    result: Floats = 1 / (1 + np.exp(-logits))
    return result
