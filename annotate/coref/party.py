"""A speaker in the making."""

from __future__ import annotations

from dataclasses import dataclass

from annotate.analysis import Sentence
from annotate.clusters import Cluster
from corpus.records import MentionKind
from corpus.spans import Span


@dataclass(slots=True)
class Party:
    """A speaker: entity, mention and how the mention names it; ``head`` is the token, if any."""

    cluster: Cluster
    mention: Span | None
    kind: MentionKind
    margin: float = 1.0  # how clearly the mention leads to the entity, 0..1
    sent: Sentence | None = None
    head: int | None = None
    # Of `a report by the ministry` or `his letter`: the document that carries the words.
    document: Span | None = None
    document_lemma: str | None = None
    # Of a description: how likely it stands for the entity, if it is the right description.
    link: float = 1.0
