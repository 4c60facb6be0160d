"""Examples for the rankers from labelled mentions: whom `the company` or `she` stands for.

The articles have no records. The annotator reads them as it would any; where a mention of a
speaker is labelled, the label is the right answer, and what follows is resolved with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotate.analysis import Sentence, Token
from annotate.connectives import leave_out_connectives
from annotate.context import Context
from annotate.coref.features import Option
from annotate.coref.naming import described_span
from annotate.coref.party import Party
from annotate.coref.ranker import Rankers
from annotate.drafts import Draft, leave_parents
from annotate.linking import Entities
from annotate.quotations import find_quotations
from annotate.speakers import SpeakerFinder
from annotate.training.coref import NEWSWIRE, Example, Examples
from annotate.training.labels import Labelled
from corpus.entities import Registry
from corpus.spans import Span


def from_labels(labels: Labelled, ctx: Context, registry: Registry, rankers: Rankers) -> Examples:
    """Examples of one labelled article; ``rankers`` resolve what has no label."""
    finder = _Labelled(ctx, Entities(ctx, registry), rankers, labels)
    drafts = find_quotations(ctx)
    leave_out_connectives(ctx, drafts)
    leave_parents(drafts)
    finder.find(drafts)
    return finder.examples


class _Labelled(SpeakerFinder):
    """Resolves the sources of an article, with the labels' answers where there are some."""

    def __init__(
        self, ctx: Context, entities: Entities, rankers: Rankers, labels: Labelled
    ) -> None:
        super().__init__(ctx, entities, rankers)
        self.examples = Examples()
        self._mentions = labels.mentions
        self._asked: Span | None = None

    def _described(self, sent: Sentence, head: int, draft: Draft | None) -> Party:
        self._asked = None if draft is None else described_span(sent, head)
        return super()._described(sent, head, draft)

    def _pronoun(self, sent: Sentence, token: Token, draft: Draft) -> list[Party]:
        self._asked = Span(token.start, token.end)
        return super()._pronoun(sent, token, draft)

    def _choose(self, found: list[Option], draft: Draft) -> tuple[Option | None, float]:
        right = self._right(found)
        if right is not None:
            self.examples.pronouns.append(self._example(found, right))
        return (found[right[0]], 1.0) if right else super()._choose(found, draft)

    def _choose_described(self, found: list[Option], draft: Draft | None) -> tuple[Option, float]:
        right = self._right(found)
        if right is None:
            return super()._choose_described(found, draft)
        self.examples.descriptions.append(self._example(found, right))
        return found[right[0] if right else -1], 1.0

    def _right(self, found: list[Option]) -> list[int] | None:
        """The options that the label means, none if nobody is meant.

        None if there is no label, or if whom it means is no option: that teaches nothing.
        """
        asked, self._asked = self._asked, None
        known = None if asked is None else self._mentions.get(asked)
        if known is None:
            return None
        right = [i for i, option in enumerate(found) if _is(option, known)]
        return right if right or not known else None

    def _example(self, found: list[Option], right: list[int]) -> Example:
        candidates = tuple(tuple(option.features) for option in found)
        right = right or [len(found) - 1]
        return Example(self.ctx.doc.id, NEWSWIRE, candidates, tuple(right))


def _is(option: Option, known: Sequence[Span]) -> bool:
    """Whether an option is one entity that one of the ``known`` mentions is of."""
    who = option.who
    if who is None or who.pair is not None:
        return False
    if who.cluster is not None:
        spans = who.cluster.spans
    else:
        assert option.last is not None
        token = option.last.sent.tokens[option.last.head]
        spans = [Span(token.start, token.end)]
    return any(span.overlaps(mention) for span in spans for mention in known)
