"""The tagger of frames: a small encoder that reads windows of a document, run by ONNX Runtime.

A quotation is a frame, as in semantic role labelling: a cue evokes it (or, where there is none,
the first word of the content), and content, source, cue and outlet are its roles. The first graph
reads a window and says which words evoke frames; the second reads the window again for one frame
and says which words fill its roles. Both are small enough for a laptop: see the model card.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotate.frames.windows import Window, cut, fill
from annotate.frames.words import Words
from annotate.numbers import Facts, Floats

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
# One of the runtime's fusions: on processors its operator takes longer than the two it replaces.
_SLOWER = ["SkipLayerNormFusion"]
_LOW = 0.08  # below this a word evokes no frame worth a second look


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
    facts: dict[str, Facts]


class FrameTagger:
    """Finds the frames of documents. ``folder`` holds the weights; one thread unless told."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.folder = folder
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.splitter: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.splitter.no_truncation()
        self.splitter.no_padding()
        self._reader, self._framer = (
            onnxruntime.InferenceSession(folder / name, options, disabled_optimizers=_SLOWER)
            for name in ("reader.onnx", "framer.onnx")
        )

    def tag(self, documents: Sequence[Words], *, scheme: str = "guidelines") -> list[list[Frame]]:
        """The frames of each document, in the order of their anchors.

        What the encoder makes of the words is kept with them, for those who judge the frames.
        """
        return [self._tag(words, SCHEMES[scheme]) for words in documents]

    def _tag(self, words: Words, scheme: int) -> list[Frame]:
        """Of a word in two windows, the frame of that where it stands further from the edge."""
        best: dict[int, tuple[int, int]] = {}
        edges = np.full(len(words), -1, dtype=np.int64)
        read = []
        for n, window in enumerate(cut(words)):
            hidden, chances = self._read(window, scheme)
            _keep_states(words, edges, window, hidden[0])
            read.append((window, hidden, chances))
            for place in np.flatnonzero(1 - chances[:, 0] > _LOW).tolist():
                anchor = window.start + place
                best[anchor] = max(best.get(anchor, (-1, 0)), (window.edge(anchor), -n))
        anchors: list[list[int]] = [[] for _ in read]
        for anchor in sorted(best):
            anchors[-best[anchor][1]].append(anchor)
        found = (self._frames(*seen, own) for seen, own in zip(read, anchors, strict=True))
        return sorted(chain.from_iterable(found), key=lambda frame: frame.anchor)

    def _read(self, window: Window, scheme: int) -> tuple[Floats, Floats]:
        """What the encoder makes of a window, ``[1, W, H]``, and what evokes frames, ``[W, 3]``.

        The graphs round what they compute by the largest number in a batch, so that company would
        change a document's frames: a window is read alone.
        """
        arrays = fill([window])
        inputs = {name: arrays[name] for name in ("ids", "features", "first")}
        inputs["scheme"] = np.array([scheme], dtype=np.int64)
        hidden, evoked = self._reader.run(None, inputs)
        return hidden, _softmax(evoked)[0]

    def _frames(
        self, window: Window, hidden: Floats, chances: Floats, anchors: Sequence[int]
    ) -> Iterator[Frame]:
        """The frames of a window that the words ``anchors`` evoke."""
        if not anchors:
            return
        places = np.array(anchors, dtype=np.int64) - window.start
        roles, facts = self._framer.run(
            None,
            {
                "hidden": hidden,
                "which": np.zeros(len(places), dtype=np.int64),
                "anchor": places,
            },
        )
        for i, place in enumerate(places.tolist()):
            chance = chances[place]
            yield Frame(
                anchor=window.start + place,
                cued=bool(chance[1] >= chance[2]),
                score=float(1 - chance[0]),
                start=window.start,
                stop=window.stop,
                roles=_sigmoid(roles[i]),
                facts=_facts(facts[i]),
            )


def _keep_states(words: Words, edges: NDArray[np.int64], window: Window, hidden: Floats) -> None:
    """Keep a window's states of the words that no window had further from its edge."""
    if words.states is None or len(words.states) != len(words):
        words.states = np.zeros((len(words), hidden.shape[-1]), dtype=np.float16)
    places = np.arange(window.start, window.stop)
    here = np.full(len(window), len(words), dtype=np.int64)  # as `Window.edge` has it
    if window.start:
        here = np.minimum(here, places - window.start)
    if window.stop < len(words):
        here = np.minimum(here, window.stop - places)
    # What two windows share lies at the end of the one and at the start of the other: from where
    # the second is better, it stays so.
    better = here > edges[places]
    if better.any():
        k = int(better.argmax())
        edges[places[k:]] = here[k:]
        words.states[window.start + k : window.stop] = hidden[k : len(window)]


def _facts(logits: Floats) -> dict[str, Facts]:
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
