"""Whether somebody is an expert without a stake, going by how the article introduces them.

Rule 3 of the guidelines makes an outlet of such a person. What somebody is stands in the phrase
of their mentions (title, apposition, relative clause) and around them; whether they have a stake
shows in how much of the article is about them and about the body that they belong to. A forest
weighs this; `annotate.training.standing` grows it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.callings import attached, predicated, walk_of
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.linking import Entities
from annotate.numbers import Facts
from annotate.phrases import described, tokens_in
from annotate.speakers import Attribution
from annotate.stake import Stake
from annotate.trees import Forest, chances
from corpus.spans import Span

_TOLD = 0.9  # the least chance of whom the article says not to be involved
_FIRST = 4  # mentions of an entity whose description is read
_MANY = 12  # mentions by which it is told what they do
_OFFICES = frozenset("minister official ambassador governor".split())
# `who is not involved in the study`, `an outside expert`
_DENYING = frozenset("not never n't".split())
_TAKING_PART = frozenset("involve affiliate connect associate part participate take".split())
_FIELDS = frozenset(
    """political legal constitutional military defence defense security economic financial
    international maritime naval criminal electoral environmental energy public foreign regional
    human immigration medical social trade market climate marine nuclear religious labour labor
    tax history law policy politics affairs relations studies science economics""".split()
)
_WORDS = ("NOUN", "PROPN", "ADJ", "VERB")


class Expertise:
    """What speaks for and against the expertise of the entities of one document."""

    def __init__(
        self,
        ctx: Context,
        entities: Entities,
        attributions: Sequence[Attribution],
        forest: Forest | None,
    ) -> None:
        self.ctx = ctx
        self.stake = Stake(ctx, attributions)
        self.entities = entities
        self.forest = forest
        self._known: dict[int, float] = {}
        speakers = (p.cluster for a in attributions if a.draft.type != "none" for p in a.parties)
        self._weigh(list({id(speaker): speaker for speaker in speakers}.values()))

    def chance(self, cluster: Cluster) -> float:
        """The chance that a person, or unnamed people, are experts; 0 without a forest."""
        if self.forest is not None and id(cluster) not in self._known:
            self._weigh([cluster])
        return self._known.get(id(cluster), 0.0)

    def _weigh(self, clusters: list[Cluster]) -> None:
        """Ask the forest of all at once, for one question costs about as much as many."""
        if self.forest is None or not clusters:
            return
        rows = [self.facts(cluster) for cluster in clusters]
        for cluster, facts, chance in zip(clusters, rows, chances(self.forest, rows), strict=True):
            said_so = _TOLD * facts.get("uninvolved", 0.0)
            self._known[id(cluster)] = max(float(chance), said_so)

    def facts(self, cluster: Cluster) -> Facts:
        """The facts that the forest weighs, all from 0 to about 3."""
        facts: Facts = {
            "spoken_of": math.log1p(len(cluster.spans)),
            "unnamed": float(cluster.label == "UNNAMED"),
            "several": float(cluster.plural),
            "listed": float(expert_role(cluster) is not None),
        }
        bodies: dict[int, Cluster] = {}
        told: set[int] = set()
        own = cluster.label == "UNNAMED"
        for n, mention in enumerate(cluster.spans[:_MANY]):
            sent = self.ctx.sentence_at(mention.start)
            if sent is None:
                continue
            if n == 0:
                facts["introduced_late"] = sent.paragraph / max(1, len(self.ctx.doc.body))
            near = attached(sent, mention, own=own) if n < _FIRST else []
            if self.ctx.segment_at(mention.start) is None:
                near = [*near, *predicated(sent, mention)]
            facts |= _described_by(sent, near)
            told |= {token.start for token in near}
            bodies |= {id(body): body for body in self._bodies(near) if body is not cluster}
        facts |= self._doings(cluster)
        facts |= _belonging(list(bodies.values()))
        facts |= self.stake.facts(cluster, list(bodies.values()), told)
        return facts | _together(facts)

    def _doings(self, cluster: Cluster) -> Facts:
        """How often somebody speaks among what the article tells of them.

        An expert without a stake is there for what they say; who has one does other things too.
        """
        says = does = 0
        for mention in cluster.spans[:_MANY]:
            sent = self.ctx.sentence_at(mention.start)
            words = [] if sent is None else tokens_in(sent, mention)
            if sent is None or not words or self.ctx.quoted(words[0]):
                continue
            if _speaks(sent, words):
                says += 1
            elif words[0].deprel != "nmod:poss":
                does += 1
        return {"says": math.log1p(says), "does": math.log1p(does), "only_says": float(not does)}

    def _bodies(self, near: list[Token]) -> Iterator[Cluster]:
        if near:
            span = Span(min(t.start for t in near), max(t.end for t in near))
            for _, body in self.entities.within(span):
                if body.label == "ORG":
                    yield body


def expert_role(cluster: Cluster) -> str | None:
    """The role that makes somebody an expert, unless another makes them an official."""
    role = next((r for r in cluster.roles if r in lx.EXPERT_NOUNS), None)
    official = cluster.roles.keys() & _OFFICES
    attorney_general = "general" in cluster.roles and role in ("attorney", "lawyer")
    return None if official or attorney_general else role


def _described_by(sent: Sentence, near: list[Token]) -> Facts:
    facts: Facts = {}
    for token in near:
        walk = None if _grades(sent, token) else walk_of(token.lemma)
        if walk is not None:
            facts[f"is_{walk}"] = 1.0
        if token.upos in _WORDS:
            facts[f"word_{token.lemma.lower()}"] = 1.0
        if token.deprel == "nmod:poss" and token.upos == "PRON":
            facts["owned"] = 1.0  # `his lawyer`
    said = {token.lemma.lower() for token in near}
    if said & _DENYING and said & _TAKING_PART:
        facts["uninvolved"] = 1.0
    if said & _FIELDS:
        facts["of_a_field"] = 1.0
    return facts


def _belonging(bodies: Sequence[Cluster]) -> Facts:
    """What the bodies are that somebody belongs to, and how much of the article is about them."""
    facts: Facts = {
        "bodies": float(min(2, len(bodies))),
        "body_spoken_of": math.log1p(max((len(body.spans) for body in bodies), default=0)),
    }
    for body in bodies:
        for word in body.name.lower().split():
            walk = "state" if word in lx.GOVERNMENT_NOUNS else walk_of(word)
            if walk is not None:
                facts[f"body_is_{walk}"] = 1.0
    return facts


def _together(facts: Facts) -> Facts:
    """Facts that mean more, or less, beside others."""

    def has(name: str) -> float:
        return facts.get(f"is_{name}", 0.0)

    return {
        "learned_at_place": has("learned") * has("place"),
        "expert_at_place": has("expert") * has("place"),
        "expert_without_office": has("expert") * (1 - has("office")),
        "place_without_office": has("place") * (1 - has("office")),
        "lawyer_of_a_field": has("lawyer") * facts.get("of_a_field", 0.0),
        "expert_of_a_field": has("expert") * facts.get("of_a_field", 0.0),
    }


def _speaks(sent: Sentence, words: list[Token]) -> bool:
    """Whether those mentioned are the source of a report: `X said`, `according to X`."""
    top = described(sent, words)
    ahead = sent.tokens[max(0, words[0].i - 3) : words[0].i]
    if any(token.text.lower() == "according" for token in ahead):
        return True
    verb = sent.tokens[top.head] if top.head >= 0 else None
    return top.deprel == "nsubj" and verb is not None and verb.lemma in lx.ANY_CUE


def _grades(sent: Sentence, token: Token) -> bool:
    """Whether a word only grades an expert: a `chief economist` holds no office."""
    if token.dep not in ("compound", "amod") or token.head < 0:
        return False
    return walk_of(sent.tokens[token.head].lemma) == "expert"
