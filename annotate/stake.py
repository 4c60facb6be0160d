"""Whether somebody has a stake in what an article tells, going by its course and their words.

Who is outside what happened comes late, is quoted once or twice among others, belongs to a body
that does nothing in the article, and says what may come of it. Who is inside says what we did.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.numbers import Facts
from annotate.phrases import described, tokens_in
from annotate.speakers import Attribution

_LEAD = 3  # paragraphs that say what an article is about
_MENTIONS = 20  # mentions of a body by which it is told what it does
_WE = frozenset("we our us ours".split())
_I = frozenset("i my me".split())
_MAY = frozenset("would could may might likely unlikely probably should can if perhaps".split())
_WILL = frozenset("will ’ll 'll".split())
_TELLING = ("VBZ", "VBP")
_PRESENT = (*_TELLING, "VBG")
_SHARE = 10  # words among which one counts in full


class Stake:
    """What speaks for and against a stake of the speakers of one document."""

    def __init__(self, ctx: Context, attributions: Sequence[Attribution]) -> None:
        self.ctx = ctx
        self._said: dict[int, list[Attribution]] = {}
        for attribution in attributions:
            if attribution.draft.type != "none" and attribution.speaker is not None:
                self._said.setdefault(id(attribution.speaker), []).append(attribution)
        self._quotations = sum(map(len, self._said.values()))

    def facts(self, cluster: Cluster, bodies: Sequence[Cluster], told: Collection[int]) -> Facts:
        """The facts; ``told`` are offsets of the words that tell whom somebody belongs to."""
        said = self._said.get(id(cluster), [])
        return {
            "share": len(said) / max(1, self._quotations),
            "speakers": math.log1p(len(self._said)),
            "quoted": math.log1p(len(said)),
            "body_speaks": float(any(id(body) in self._said for body in bodies)),
            "in_lead": float(any(self._leads(s.start) for s in cluster.spans[:_MENTIONS])),
            **self._acts(bodies, told),
            **self._words(said),
        }

    def _leads(self, offset: int) -> bool:
        sent = self.ctx.sentence_at(offset)
        return sent is not None and sent.paragraph < _LEAD

    def _acts(self, bodies: Sequence[Cluster], told: Collection[int]) -> Facts:
        """What the bodies that somebody belongs to say and do elsewhere in the article."""
        says = does = leads = 0
        for body in bodies:
            for mention in body.spans[:_MENTIONS]:
                sent = self.ctx.sentence_at(mention.start)
                words = [] if sent is None else tokens_in(sent, mention)
                if sent is None or not words or words[0].start in told:
                    continue
                leads += sent.paragraph < _LEAD
                verb = None if self.ctx.quoted(words[0]) else _verb_of(sent, words)
                says += verb is not None and verb.lemma in lx.ANY_CUE
                does += verb is not None and verb.lemma not in lx.ANY_CUE
        return {
            "body_says": math.log1p(says),
            "body_does": math.log1p(does),
            "body_in_lead": float(leads > 0),
        }

    def _words(self, said: Sequence[Attribution]) -> Facts:
        """How somebody speaks: of themselves, of what was, of what may be."""
        tokens = [t for a in said for t in self._contents(a) if t.upos != "PUNCT"]
        if not tokens:
            return {}
        words = [token.text.lower() for token in tokens]
        past = sum(token.xpos == "VBD" for token in tokens)
        present = sum(token.xpos in _PRESENT for token in tokens)
        facts = {"of_past": past / max(1, past + present), "told_now": float(self._now(said))}
        for name, wanted in (("we", _WE), ("i", _I), ("may", _MAY), ("will", _WILL)):
            count = sum(word in wanted for word in words)
            facts[f"says_{name}"] = min(1.0, _SHARE * count / len(words))
            facts[f"ever_says_{name}"] = float(count > 0)
        return facts

    def _now(self, said: Sequence[Attribution]) -> bool:
        """Whether a cue stands in the present tense: `says Quist`."""
        spans = [span for attribution in said for span in attribution.draft.cue]
        return any(
            token.xpos in _TELLING
            for span in spans
            for sent in self.ctx.sentences_of(*span)
            for token in tokens_in(sent, span)
        )

    def _contents(self, attribution: Attribution) -> Iterator[Token]:
        for span in attribution.draft.content:
            for sent in self.ctx.sentences_of(*span):
                yield from tokens_in(sent, span)


def _verb_of(sent: Sentence, words: list[Token]) -> Token | None:
    """The verb that a mention is the subject of."""
    if not sent.parsed:
        return None
    top = described(sent, words)
    return sent.tokens[top.head] if top.deprel == "nsubj" and top.head >= 0 else None
