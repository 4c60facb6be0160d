"""Annotated documents -> what the tagger of frames learns from: words, and frames with roles."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import torch
from torch import Tensor

from annotate.frames.tagger import FACTS, ROLES, SCHEMES
from annotate.frames.windows import LIMIT, Window, cut, fill
from annotate.frames.words import Words, read_words
from annotate.pipeline import Annotator
from annotate.quotations import Scheme
from annotate.training.standing import ChannelOf, Labels, channels
from corpus.records import Document, Quotation

FactsOf = Callable[[Quotation], tuple[int, ...]]
IGNORED = -100  # a fact that the corpus does not tell


@dataclass(frozen=True, slots=True)
class GoldFrame:
    """``anchor`` is a word; ``roles`` the words of each role; ``facts`` a place in each list."""

    anchor: int
    cued: bool
    roles: tuple[tuple[int, ...], ...]
    facts: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One document."""

    words: Words
    frames: tuple[GoldFrame, ...]
    scheme: int


def read_examples(
    docs: Iterable[Document],
    annotator: Annotator,
    splitter: Any,
    *,
    scheme: Scheme,
    labels: Mapping[str, Labels] | None = None,
) -> Iterator[Example]:
    """Examples of annotated documents with text; ``annotator`` gives the rules' view of them.

    A corpus of the scheme ``polnear`` tells no facts but those that ``labels`` has of the speakers
    of a document.
    """
    for batch in annotator.batches(docs):
        for doc, found in zip(batch, annotator.attribute_by_rules(batch), strict=True):
            words = read_words(found.ctx, found.attributions, splitter)
            facts: FactsOf = facts_of
            if scheme == "polnear":
                facts = partial(_channel_alone, channels(found, (labels or {}).get(doc.id, ())))
            yield Example(words, tuple(gold_frames(doc, words, facts)), SCHEMES[scheme])


def gold_frames(doc: Document, words: Words, facts: FactsOf | None = None) -> Iterator[GoldFrame]:
    """The frames of a record; of two with one anchor the second is evoked by its content."""
    used: set[int] = set()
    for quotation in doc.quotations:
        content = words.indices(quotation.content)
        if quotation.type == "none" or not content:
            continue
        cue = words.indices(quotation.cue)
        verbs = [i for i in cue if words.tokens[i].upos == "VERB"]
        anchor = next(iter(verbs or cue), None)
        cued = anchor is not None and anchor not in used
        if anchor is None or anchor in used:
            anchor = content[0]
        if anchor in used:
            continue
        used.add(anchor)
        sources = [s.mention for s in quotation.speakers if s.mention is not None]
        outlet = quotation.outlet.mention if quotation.outlet is not None else None
        yield GoldFrame(
            anchor,
            cued,
            (
                tuple(content),
                tuple(words.indices(sources)),
                tuple(cue),
                tuple(words.indices([outlet] if outlet is not None else [])),
            ),
            (facts or facts_of)(quotation),
        )


def facts_of(quotation: Quotation) -> tuple[int, ...]:
    """All that the corpus's own records tell: a place in each list of `FACTS`."""
    outlet, speakers = quotation.outlet, quotation.speakers
    if outlet is None:
        channel = "none"
    elif outlet.kind in ("analyst", "document"):
        channel = outlet.kind
    elif outlet.kind in ("government", "organisation"):
        own = any(speaker.entity == outlet.entity for speaker in speakers)
        channel = "speaker" if own else "body"
    else:
        channel = "medium"
    named = any(speaker.mention is not None for speaker in speakers)
    mention = "mention" if named else "implicit" if speakers else "unknown"
    values = {
        "type": quotation.type,
        "mode": quotation.mode or "speech",
        "channel": channel,
        "mention": mention,
    }
    known = [FACTS[name].index(value) for name, value in values.items()]
    return (*known, IGNORED if outlet is None else FACTS["kind"].index(outlet.kind))


def _channel_alone(channel: ChannelOf, quotation: Quotation) -> tuple[int, ...]:
    told = channel(quotation)
    return tuple(
        IGNORED if name != "channel" or told is None else FACTS[name].index(told) for name in FACTS
    )


Item = tuple[Example, Window]


def batches(examples: Sequence[Example], *, size: int, seed: int) -> list[list[Item]]:
    """One round over the examples: windows cut anew, of like length together, shuffled."""
    rng = random.Random(seed)
    items = [
        (example, window)
        for example in examples
        for window in cut(example.words, overlap=0, first=rng.randint(60, LIMIT))
    ]
    items.sort(key=lambda item: len(item[1]) + 30 * rng.random())
    out = [items[at : at + size] for at in range(0, len(items), size)]
    rng.shuffle(out)
    return out


def tensors(items: Sequence[Item]) -> dict[str, Tensor]:
    """The network's inputs and targets for a batch.

    Beside those of `annotate.frames.windows.fill`: ``scheme`` ``[B]``, ``evoked`` ``[B, W]``
    (0 none, 1 cued, 2 uncued), ``inside`` ``[B, W, 2]`` (content, source), ``which`` and
    ``anchor`` ``[frames]``, ``roles`` ``[frames, W, 4]``, ``facts`` ``[frames, 5]``.
    """
    arrays: dict[str, Any] = dict(fill([window for _, window in items]))
    evoked = np.zeros(arrays["present"].shape, dtype=np.int64)
    width = evoked.shape[1]
    inside = np.zeros((*evoked.shape, 2), dtype=np.float32)
    which, anchors, roles, facts = [], [], [], []
    for row, (example, window) in enumerate(items):
        for frame in example.frames:
            np.maximum(inside[row], _roles(frame, window, width)[:, :2], out=inside[row])
            if window.start <= frame.anchor < window.stop:
                place = frame.anchor - window.start
                evoked[row, place] = 1 if frame.cued else 2
                which.append(row)
                anchors.append(place)
                roles.append(_roles(frame, window, width))
                facts.append(frame.facts)
    arrays |= {
        "scheme": np.array([example.scheme for example, _ in items]),
        "evoked": evoked,
        "inside": inside,
        "which": np.array(which, dtype=np.int64),
        "anchor": np.array(anchors, dtype=np.int64),
        "roles": np.array(roles, dtype=np.float32).reshape(-1, width, len(ROLES)),
        "facts": np.array(facts, dtype=np.int64).reshape(-1, len(FACTS)),
    }
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def _roles(frame: GoldFrame, window: Window, width: int) -> np.ndarray[Any, Any]:
    out = np.zeros((width, len(ROLES)), dtype=np.float32)
    for column, indices in enumerate(frame.roles):
        inside = [i - window.start for i in indices if window.start <= i < window.stop]
        out[inside, column] = 1
    return out
