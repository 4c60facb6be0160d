"""Whether somebody is an expert without a stake, going by how the article introduces them.

Rule 3 of the guidelines makes an outlet of such a person. What somebody is stands in the phrase
of their mentions (title, apposition, relative clause) and around them; whether they have a stake
shows in how much of the article is about them and about the body that they belong to. A linear
model weighs this; `annotate.training.standing` fits it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clusters import Cluster
from annotate.confidence import Model
from annotate.context import Context
from annotate.linking import Entities
from annotate.phrases import described
from corpus.spans import Span

Facts = dict[str, float]
_FIRST = 4  # mentions of an entity whose description is read
_MANY = 12  # mentions by which it is told what they do
_UNPARSED_LEFT, _UNPARSED_RIGHT = 6, 13
_WALKS = {
    word: walk
    for walk, words in {
        "expert": "analyst expert economist scholar researcher specialist scientist historian "
        "strategist consultant academic commentator observer author meteorologist virologist "
        "epidemiologist sociologist psychologist criminologist engineer pathologist geologist "
        "biologist ecologist climatologist anthropologist archaeologist curator physician "
        "internist pediatrician statistician forecaster surgeon demographer pollster",
        "learned": "professor prof fellow lecturer lecture dr phd doctor teach scholar emeritus "
        "specialise specialize",
        "lawyer": "lawyer attorney advocate counsel barrister",
        "place": "university institute institution centre center college school faculty research "
        "study policy foundation consultancy laboratory tank academy economics politics "
        "department hospital museum think consultant consulting partners securities capital",
        "office": "minister president premier secretary governor mayor ambassador official "
        "commissioner chief chairman chairwoman chairperson deputy senator lawmaker legislator "
        "mp judge prosecutor police officer general commander king prince councillor authority",
        "voice": "spokesman spokeswoman spokesperson spokespeople",
        "business": "ceo executive owner founder manager company firm bank managing business",
        "party": "party candidate leader member opposition coalition union association",
        "cause": "activist campaigner advocacy rights ngo charity campaign network volunteer",
        "lay": "resident victim mother father student worker farmer teacher neighbour survivor "
        "player coach singer actor fan protester wife husband son daughter villager",
    }.items()
    for word in words.split()
}
_OFFICES = frozenset("minister official ambassador governor".split())
_STOPS = ("VERB", "AUX")
_WORDS = ("NOUN", "PROPN", "ADJ", "VERB")


class Expertise:
    """What speaks for and against the expertise of the entities of one document."""

    def __init__(self, ctx: Context, entities: Entities, model: Model | None) -> None:
        self.ctx = ctx
        self.entities = entities
        self.model = model
        self._known: dict[int, float] = {}

    def chance(self, cluster: Cluster) -> float:
        """The model's chance that a person, or unnamed people, are experts; 0 without a model."""
        if self.model is None:
            return 0.0
        if id(cluster) not in self._known:
            self._known[id(cluster)] = self.model.chance(self.facts(cluster))
        return self._known[id(cluster)]

    def facts(self, cluster: Cluster) -> Facts:
        """The facts that the model weighs, all from 0 to about 3."""
        facts: Facts = {
            "spoken_of": math.log1p(len(cluster.spans)),
            "unnamed": float(cluster.label == "UNNAMED"),
            "several": float(cluster.plural),
            "listed": float(expert_role(cluster) is not None),
        }
        bodies: dict[int, Cluster] = {}
        for n, mention in enumerate(cluster.spans[:_FIRST]):
            sent = self.ctx.sentence_at(mention.start)
            if sent is None:
                continue
            if n == 0:
                facts["introduced_late"] = sent.paragraph / max(1, len(self.ctx.doc.body))
            attached = _attached(sent, mention, own=cluster.label == "UNNAMED")
            for token in attached:
                if not _grades(sent, token):
                    facts |= _told_by("is", token)
                if token.upos in _WORDS:
                    facts[f"word_{token.lemma.lower()}"] = 1.0
            bodies |= {id(body): body for body in self._bodies(attached) if body is not cluster}
        facts |= self._doings(cluster)
        counts = [len(body.spans) for body in bodies.values()]
        facts["bodies"] = float(min(2, len(counts)))
        facts["body_spoken_of"] = math.log1p(max(counts, default=0))
        return facts | _together(facts)

    def _doings(self, cluster: Cluster) -> Facts:
        """How often somebody speaks among what the article tells of them.

        An expert without a stake is there for what they say; who has one does other things too.
        """
        says = does = 0
        for mention in cluster.spans[:_MANY]:
            sent = self.ctx.sentence_at(mention.start)
            inside = [] if sent is None else _inside(sent, mention)
            if sent is None or not inside or self.ctx.quoted(inside[0]):
                continue
            if _speaks(sent, inside):
                says += 1
            elif inside[0].deprel != "nmod:poss":
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


def _told_by(how: str, token: Token) -> Facts:
    walk = _WALKS.get(token.lemma.lower())
    return {} if walk is None else {f"{how}_{walk}": 1.0}


def _together(facts: Facts) -> Facts:
    """Facts that mean more, or less, beside others."""

    def has(name: str) -> float:
        return facts.get(f"is_{name}", 0.0)

    return {
        "learned_at_place": has("learned") * has("place"),
        "expert_at_place": has("expert") * has("place"),
        "expert_without_office": has("expert") * (1 - has("office")),
        "place_without_office": has("place") * (1 - has("office")),
    }


def _inside(sent: Sentence, mention: Span) -> list[Token]:
    return [t for t in sent.tokens if mention.start <= t.start < mention.end]


def _speaks(sent: Sentence, inside: list[Token]) -> bool:
    """Whether those mentioned are the source of a report: `X said`, `according to X`."""
    top = described(sent, inside)
    ahead = sent.tokens[max(0, inside[0].i - 3) : inside[0].i]
    if any(token.text.lower() == "according" for token in ahead):
        return True
    verb = sent.tokens[top.head] if top.head >= 0 else None
    return top.deprel == "nsubj" and verb is not None and verb.lemma in lx.ANY_CUE


def _grades(sent: Sentence, token: Token) -> bool:
    """Whether a word only grades an expert: a `chief economist` holds no office."""
    if token.dep not in ("compound", "amod") or token.head < 0:
        return False
    return _WALKS.get(sent.tokens[token.head].lemma.lower()) == "expert"


def _attached(sent: Sentence, mention: Span, *, own: bool) -> list[Token]:
    """The words that describe who is mentioned: what hangs from the mention or it hangs from."""
    inside = _inside(sent, mention)
    if not inside:
        return []
    if not sent.parsed:
        return [*(inside if own else ()), *_beside(sent, inside)]
    names = {t.i for t in inside}
    top = described(sent, inside)
    return [sent.tokens[j] for j in sent.subtree(top.i) if own or j not in names]


def _beside(sent: Sentence, inside: list[Token]) -> Iterator[Token]:
    """Without a parse: what follows up to a verb, and what stands right before."""
    first, last = inside[0].i, inside[-1].i
    for token in sent.tokens[last + 1 : last + _UNPARSED_RIGHT + 1]:
        if token.upos in _STOPS:
            break
        yield token
    for token in reversed(sent.tokens[max(0, first - _UNPARSED_LEFT) : first]):
        if token.upos in (*_STOPS, "PUNCT", "CCONJ"):
            break
        yield token
