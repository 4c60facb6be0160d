"""A quotation in the making: what the later stages add speakers, outlets and confidence to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from annotate.analysis import Sentence
from annotate.clauses import Report
from corpus.records import Mode, QuotationType
from corpus.spans import Span

if TYPE_CHECKING:
    from annotate.frames.tagger import Frame

# Where the cue of quoted words was found; each has its own reliability.
How = Literal[
    "after",  # “…,” said Y
    "before",  # Y said: “…”
    "clause",  # quoted words inside a reported clause or phrase
    "linear",  # a cue in the sentence that the parse does not connect
    "run",  # stands free, in the speaker's run
    "context",  # stands free, after a sentence about the speaker
    "report",  # indirect, from the parse alone
    "lone",  # no cue at all
    "frame",  # the learned tagger said so
]


@dataclass(slots=True)
class Source:
    """The head token of the party that the text names as the origin of the words.

    ``span`` is the whole mention, where the tagger drew it; ``others`` what it took besides.
    """

    sent: Sentence
    token: int
    span: Span | None = None
    others: tuple[Source, ...] = ()


@dataclass(slots=True, eq=False)
class Draft:
    """Spans as in `corpus.records.Quotation`; ``sent`` holds the cue, or else the content."""

    type: QuotationType
    mode: Mode | None
    sent: Sentence | None
    content: list[Span]
    segments: list[int] = field(default_factory=list)  # indices into the context's segments
    cue: list[Span] = field(default_factory=list)
    verb: int | None = None  # token index of the cue's head in ``sent``
    source: Source | None = None
    follows: Draft | None = None  # the quotation whose speaker carries over to this one
    parent: Draft | None = None
    report: Report | None = None
    how: How = "lone"
    score: float = 0.5
    # What the tagger said, where it drew the quotation: the frame, the likeliest mention of an
    # outlet, and the chance of that mention's likeliest word.
    frame: Frame | None = None
    channel: Source | None = None
    channel_score: float = 0.0

    @property
    def start(self) -> int:
        return min(span.start for span in self.content)

    @property
    def end(self) -> int:
        return max(span.end for span in self.content)

    def lies_in(self, other: Draft) -> bool:
        """Whether all of the content stands within spans of another's."""
        return all(any(o.covers(span) for o in other.content) for span in self.content)


def leave_parents(drafts: Iterable[Draft]) -> None:
    """Free those from their parents whose content no longer lies in the parent's.

    Edges move after reports were nested, and a report that sticks out is none inside the other.
    """
    for draft in drafts:
        if draft.parent is not None and not draft.lies_in(draft.parent):
            draft.parent = None
