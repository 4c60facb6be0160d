"""The report: a cue, what it reports, and who is reported, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from annotate.analysis import Sentence
from annotate.clauses.tree import token_spans
from corpus.spans import Span

Frame = Literal[
    "finite", "inverted", "infinitive", "gerund", "predicate", "according", "noun", "phrase"
]


@dataclass(slots=True)
class Report:
    """A cue with its content and its source, all in one sentence.

    ``content`` and ``wide`` are token indices: the content by the guidelines, and with the
    objects of the cue included (`urged voters to stay`: `to stay`; `voters to stay`), which is
    how PolNeAR marks it. ``source`` is the head token of the reported party, or None.
    ``score`` in 0..1 says how sure the construction is.
    """

    sent: Sentence
    frame: Frame
    verb: int
    cue: list[int]
    content: list[int]
    source: int | None
    score: float
    wide: list[int] = field(default_factory=list)
    # A bare noun phrase is no indirect content; it may be the content of quoted words.
    phrase_only: bool = False

    @property
    def infinitive(self) -> bool:
        """Whether the content is an infinitive clause."""
        return bool(self.content) and self.sent.tokens[self.content[0]].text.lower() == "to"

    def spans(self, indices: Iterable[int]) -> list[Span]:
        """Character spans of token indices, joined over gaps that hold only punctuation."""
        return token_spans(self.sent, indices)
