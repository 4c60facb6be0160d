"""Words and frames of hand-made stories, as the tagger would see and say them, without a tagger.

    told = Tale("“We will rebuild,” said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)")
    told.drafts(told.frame("said", "We will rebuild", source="Ada Quist", type="direct"))

A piece of text that occurs twice is told apart as ``said#2``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from annotate.analysis import Token
from annotate.drafts import Draft
from annotate.frames import Frame, Judge, Words, draw, read_words
from annotate.frames.tagger import FACTS, ROLES
from annotate.frames.words import COLUMNS
from annotate.linking import Entities
from annotate.recording import Attributed
from annotate.speakers import SpeakerFinder
from corpus.spans import Span
from tests.annotate.build import REGISTRY, Paragraph, annotator, story

SURE, UNLIKELY = 0.97, 0.02


@dataclass
class Pieces:
    """What a splitter returns."""

    ids: list[int]


class Letters:
    """A splitter that makes a piece of every letter."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> Pieces:
        assert not add_special_tokens
        return Pieces([110 + ord(letter) % 80 for letter in sequence])


class Tale:
    """A story, what the rules make of it, and its words."""

    def __init__(self, *paragraphs: Paragraph, names: str = "", splitter: Any = None) -> None:
        self.story = story(*paragraphs, names=names)
        self.text = self.story.doc.text or ""
        self.ruled = annotator(self.story).attribute_by_rules([self.story.doc])[0]
        self.ctx = self.ruled.ctx
        self.words = read_words(self.ctx, self.ruled.attributions, splitter or Letters())

    def span(self, text: str) -> Span:
        """Where a piece of text stands."""
        wanted, _, number = text.partition("#")
        at = -1
        for _ in range(int(number or 1)):
            at = self.text.index(wanted, at + 1)
        return Span(at, at + len(wanted))

    def at(self, *texts: str) -> list[int]:
        """The words of pieces of text."""
        return self.words.indices(map(self.span, texts))

    def column(self, name: str) -> dict[str, int]:
        """One feature of every word; of a word that occurs twice, the first."""
        values = self.words.features[:, list(COLUMNS).index(name)].tolist()
        out: dict[str, int] = {}
        for token, value in zip(self.words.tokens, values, strict=True):
            out.setdefault(token.text, value)
        return out

    def frame(
        self,
        anchor: str,
        *content: str,
        source: str | Sequence[str] = (),
        outlet: str | None = None,
        cued: bool = True,
        score: float = 0.9,
        sure: float = SURE,
        **facts: str,
    ) -> Frame:
        """A frame over the whole document; ``facts`` name the likeliest value of each."""
        (place,) = self.at(anchor)
        sources = [source] if isinstance(source, str) else source
        roles = np.full((len(self.words), len(ROLES)), UNLIKELY, dtype=np.float32)
        roles[self.at(*content), 0] = sure
        roles[self.at(*sources), 1] = SURE
        roles[place, 2] = SURE if cued else UNLIKELY
        roles[self.at(*([outlet] if outlet else [])), 3] = SURE
        return Frame(place, cued, score, 0, len(self.words), roles, spread(**facts))

    def drafts(self, *frames: Frame, judge: Judge | None = None) -> list[Draft]:
        """What is drawn from some frames."""
        before = [attribution.draft for attribution in self.ruled.attributions]
        return draw(self.ctx, self.words, frames, before, judge)

    def attributed(self, *frames: Frame) -> Attributed:
        """What is drawn from some frames with its speakers, before outlets."""
        entities = Entities(self.ctx, REGISTRY)
        speakers = SpeakerFinder(self.ctx, entities)
        attributions = speakers.find(self.drafts(*frames))
        return Attributed(self.ctx, entities, speakers, attributions, [], by_tagger=True)

    def texts(self, spans: Sequence[Span]) -> list[str]:
        return [span.of(self.text) for span in spans]


def spread(**likely: str) -> dict[str, dict[str, float]]:
    """Facts of a frame: most of each chance on the named value, or on the first of its list."""
    out = {}
    for name, values in FACTS.items():
        chosen = likely.get(name, values[0])
        rest = 0.2 / (len(values) - 1)
        out[name] = {value: 0.8 if value == chosen else rest for value in values}
    return out


def some_words(sizes: Sequence[Sequence[int]], gaps: Sequence[int] = (1,)) -> Words:
    """Sentences of words with so many pieces each; between words are ``gaps`` characters."""
    starts, ends, sentence, tokens, pieces = [], [], [], [], []
    for place, (number, size) in enumerate(_numbered(sizes)):
        start = ends[-1] + gaps[place % len(gaps)] if ends else 0
        starts.append(start)
        ends.append(start + 2)
        sentence.append(number)
        tokens.append(Token(place, start, start + 2, "ab", "ab", "NOUN"))
        pieces.append([200 + place] * size)
    features = np.arange(len(tokens), dtype=np.int8)[:, None] % 2 * np.ones(len(COLUMNS), np.int8)
    return Words(
        np.array(starts, dtype=np.int32),
        np.array(ends, dtype=np.int32),
        np.array(sentence, dtype=np.int32),
        tokens,
        pieces,
        features,
    )


def _numbered(sizes: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    for number, own in enumerate(sizes):
        for size in own:
            yield number, size
