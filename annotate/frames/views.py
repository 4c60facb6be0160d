"""What the tagger's encoder makes of the words in marks, and a linear ear (a probe) for it.

The encoder has read much more than the forests, and what it makes of a word stands for what the
word means there: a nickname, a slogan and a charge look alike to grammar, and not to it. The
states of the words in the marks and of those around them are weighed by a logistic regression,
for they are too many for trees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from annotate.analysis import Token
from annotate.context import Context
from annotate.frames.words import Words
from annotate.numbers import Facts, Floats
from annotate.phrases import tokens_in, top_of
from annotate.trees import Forest
from corpus.spans import Span

_NEAR = 5  # words on either side among which the next one that is no punctuation is sought
_AROUND = 40  # words on either side that are taken for the rest of the sentence


@dataclass(frozen=True, slots=True, eq=False)
class Ear:
    """A logistic model of views: ``weights`` ``[V]`` and what they are added to."""

    base: float
    weights: NDArray[np.float32]

    def scores(self, views: Sequence[Floats]) -> Floats:
        """Log odds for views, ``[R]``."""
        result: Floats = np.stack(views) @ self.weights.astype(np.float64) + self.base
        return result

    def save(self, path: Path) -> None:
        """Write the weights, compressed."""
        with path.open("wb") as stream:
            np.savez_compressed(stream, base=np.array(self.base), weights=self.weights)


def heard(
    forest: Forest, ear: Ear | None, rows: list[Facts], views: Sequence[Floats | None]
) -> Floats:
    """The chances by which forest and ear go halves, ``[R]``; without a view the forest decides."""
    odds = forest.scores(forest.table(rows))
    if ear is not None:
        size = len(ear.weights)  # another encoder's view may have another
        known = {n: v for n, v in enumerate(views) if v is not None and len(v) == size}
        if known:
            places = list(known)
            odds[places] = (odds[places] + ear.scores(list(known.values()))) / 2
    result: Floats = 1 / (1 + np.exp(-odds))
    return result


def load_ear(path: Path) -> Ear:
    """Read what `Ear.save` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        return Ear(float(arrays["base"]), arrays["weights"])


def view_of_segment(ctx: Context, words: Words, index: int) -> Floats | None:
    """The states at a segment, one after the other, ``[V]``; None where no tagger has read it.

    They are those of its words on average, of its first and last word, of the token and of the
    word on either side, of its syntactic head and of that one's head, and of the rest of the
    sentence on either side on average. What is not there counts nothing.
    """
    span = ctx.segments[index].span
    inside = words.indices([span])
    states = words.states
    if states is None or not inside:
        return None
    first, last = inside[0], inside[-1]
    left = list(range(max(0, first - _AROUND), first))
    right = list(range(last + 1, min(len(words), last + 1 + _AROUND)))
    places = [
        inside,
        inside[:1],
        inside[-1:],
        left[-1:],
        right[:1],
        _spoken(words, left[-_NEAR:])[-1:],
        _spoken(words, right[:_NEAR])[:1],
        *_heads(ctx, words, span),
        [i for i in left if words.sentence[i] == words.sentence[first]],
        [i for i in right if words.sentence[i] == words.sentence[last]],
    ]
    nothing = np.zeros(states.shape[1])
    means = [states[own].mean(axis=0, dtype=np.float64) if own else nothing for own in places]
    return np.concatenate(means)


def _spoken(words: Words, indices: Sequence[int]) -> list[int]:
    return [i for i in indices if words.tokens[i].upos != "PUNCT"]


def _heads(ctx: Context, words: Words, span: Span) -> tuple[list[int], list[int]]:
    """The word that the segment hangs from the sentence by, and the one that it hangs from."""
    sent = ctx.sentence_at(span.start)
    if sent is None:
        return [], []
    inside = [t for t in tokens_in(sent, span) if t.upos != "PUNCT"]
    top = top_of(sent, inside)
    if top is None:
        return [], []
    above = [sent.tokens[top.head]] if top.head >= 0 else []
    return _places(words, [top]), _places(words, above)


def _places(words: Words, tokens: Sequence[Token]) -> list[int]:
    return words.indices([(token.start, token.end) for token in tokens])
