"""Drafts -> speakers: the mention that names, describes or stands for whoever the words are of.

The source that the cue found is a head token. Here it becomes a mention by the guidelines (the
name alone, the shortest identifying description, the pronoun) and an entity of the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.drafts import Draft, Source
from annotate.linking import Entities
from annotate.phrases import core_of, description, phrase_of
from annotate.reportable import SPEAKING_NOUNS
from corpus.records import MentionKind
from corpus.spans import Span

_PERSONAL = frozenset("he she they it who we i".split())
_BARE = frozenset("some many others most several few both one another those all more".split())


_ISSUING = frozenset(
    "issue release publish write conduct commission prepare produce compile author draft make "
    "carry post circulate file".split()
)


_AND_NAME = re.compile(r"\s+and\s+(?=[^\W\d_])")


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


@dataclass(slots=True, eq=False)
class Attribution:
    """A draft with its parties; what the outlet and confidence stages work on."""

    draft: Draft
    parties: list[Party] = field(default_factory=list)


class SpeakerFinder:
    """Resolves sources in text order, because a pronoun looks back at earlier speakers."""

    def __init__(self, ctx: Context, entities: Entities) -> None:
        self.ctx = ctx
        self.entities = entities
        self.focus: Cluster | None = None

    def find(self, drafts: list[Draft]) -> list[Attribution]:
        """Attributions of all drafts, in the same order."""
        done: dict[int, Attribution] = {}
        out = []
        for draft in drafts:
            attribution = Attribution(draft)
            if draft.type != "none":
                attribution.parties = self._parties(draft, done)
            done[id(draft)] = attribution
            out.append(attribution)
            if attribution.parties:
                self.focus = attribution.parties[0].cluster
        return out

    def _parties(self, draft: Draft, done: dict[int, Attribution]) -> list[Party]:
        if draft.source is not None:
            parties = self.parties_of(draft.source, draft)
            if draft.how == "context":
                return [Party(p.cluster, None, "implicit", p.margin * 0.7) for p in parties]
            return parties
        if draft.follows is not None and id(draft.follows) in done:
            before = done[id(draft.follows)].parties
            return [Party(p.cluster, None, "implicit", p.margin) for p in before]
        return []

    def parties_of(self, source: Source, draft: Draft) -> list[Party]:
        """The speakers that a source phrase names: one, or several joined by `and`."""
        sent = source.sent
        heads = [source.token]
        if sent.parsed:
            heads += [
                j
                for j in sent.children[source.token]
                if sent.tokens[j].dep == "conj" and self._another(sent, source.token, j)
            ]
        parties: list[Party] = []
        for head in heads:
            party = self._party(sent, head, draft)
            if party is not None and all(party.cluster is not p.cluster for p in parties):
                parties.append(party)
        if len(parties) == 1 and parties[0].kind == "name":
            second = self._named_with(parties[0], sent)
            if second is not None:
                parties.append(second)
        return parties

    def _named_with(self, first: Party, sent: Sentence) -> Party | None:
        """The second of `Ada Quist and Tom Brand said`, where the tree does not join them."""
        assert first.mention is not None
        match = _AND_NAME.match(self.ctx.text, first.mention.end)
        found = self.entities.at((match.end(), match.end() + 1)) if match else None
        if match is None or found is None or found[0].start != match.end():
            return None
        span, cluster = found
        following = next((t for t in sent.tokens if t.start >= span.end), None)
        person = first.cluster.label == cluster.label == "PERSON" and cluster is not first.cluster
        if not person or following is None or following.upos not in ("VERB", "AUX"):
            return None
        return Party(cluster, span, "name", 0.7, sent, first.head)

    @staticmethod
    def _another(sent: Sentence, head: int, j: int) -> bool:
        """Whether a conjunct is a second speaker, and not a second title of the first."""
        token = sent.tokens[j]
        if token.upos not in ("NOUN", "PROPN", "PRON"):
            return False
        bare = not any(sent.tokens[k].dep == "det" for k in sent.children[j])
        common = token.upos == "NOUN" or token.lemma.lower() in lx.TITLES
        if bare and common and "Plur" not in token.feats:
            return sent.tokens[head].upos == "PRON"
        return token.upos != "NOUN" or token.lemma.lower() in SPEAKING_NOUNS

    def _party(self, sent: Sentence, head: int, draft: Draft) -> Party | None:
        token = sent.tokens[head]
        if token.lemma in lx.DOCUMENT_NOUNS and token.upos == "NOUN":
            issued = self._issuer(sent, head, draft)
            if issued is not None:
                return issued
        if token.upos == "PRON" or token.text.lower() in _PERSONAL:
            return self._pronoun(sent, token, draft)
        named = self._named(sent, head)
        if named is not None:
            return named
        return None if token.upos in ("VERB", "PUNCT") else self._described(sent, head)

    def _pronoun(self, sent: Sentence, token: Token, draft: Draft) -> Party | None:
        word = token.text.lower()
        span = Span(token.start, token.end)
        if word in ("i", "we", "you", "me", "us"):
            return None
        if word in _BARE:
            return self._described(sent, token.i)
        cluster, margin = self.entities.pronoun(token, sent, focus=self.focus, avoid=draft.content)
        noun = self._noun_before(sent, token, word, cluster)
        if noun is not None:
            party = self._described(*noun)
            self.entities.note(party.cluster, span)
            return Party(party.cluster, span, "pronoun", 0.5, sent, token.i)
        if cluster is None:
            return Party(
                self.entities.describe(token, span, definite=False, plural=False),
                span,
                "pronoun",
                0.1,
                sent,
                token.i,
            )
        self.entities.note(cluster, span)
        return Party(cluster, span, "pronoun", margin, sent, token.i)

    def _noun_before(
        self, sent: Sentence, token: Token, word: str, best: Cluster | None
    ) -> tuple[Sentence, int] | None:
        """A described subject nearer to the pronoun than the best entity known so far."""
        if word not in ("they", "he", "she"):
            return None
        last = best.last_before(token.start) if best is not None else -1
        before: Sentence | None = sent
        for _ in range(3):
            if before is None:
                return None
            for other in reversed(before.tokens):
                near = last < other.start < token.start
                if near and other.dep == "nsubj" and _suits(other, word):
                    named = self.entities.at((other.start, other.end))
                    return None if named else (before, other.i)
            i = before.index - 1
            before = self.ctx.sentences[i] if i >= 0 else None
            if before is not None and not before.parsed:
                return None
        return None

    def _named(self, sent: Sentence, head: int) -> Party | None:
        """A name that is the head, part of its core, or in apposition to it."""
        core = core_of(sent, head)
        person = None
        for j in core:
            found = self.entities.at((sent.tokens[j].start, sent.tokens[j].end))
            if found is None:
                continue
            span, cluster = found
            covers_head = span.start <= sent.tokens[head].start < span.end
            if cluster.label == "PERSON":
                person = (span, cluster)
            elif covers_head and self._goes_on(sent, span):
                return self._titled(sent, head, span)
            elif covers_head and cluster.label in ("ORG", "PLACE", "WORK"):
                return Party(cluster, span, "name", 1.0, sent, head)
        if person is not None and (
            sent.tokens[head].upos == "PROPN"
            or sent.tokens[head].lemma in lx.PERSON_NOUNS | lx.SPOKES_NOUNS | lx.EXPERT_NOUNS
            or person[0].end >= sent.tokens[head].start
        ):
            return Party(person[1], person[0], "name", 1.0, sent, head)
        for j in sent.children[head] if sent.parsed else ():
            if sent.tokens[j].dep in ("appos", "flat") and j > head:
                for k in core_of(sent, j):
                    found = self.entities.at((sent.tokens[k].start, sent.tokens[k].end))
                    if found is not None and found[1].label == "PERSON":
                        return Party(found[1], found[0], "name", 0.9, sent, head)
        token = sent.tokens[head]
        if token.lemma.lower() in lx.PERSON_NOUNS | lx.TITLES:
            ahead = self._name_ahead(sent, head)
            if ahead is not None:
                return Party(ahead[1], ahead[0], "name", 0.8, sent, head)
        return self._unlisted_name(sent, head) if token.upos == "PROPN" else None

    @staticmethod
    def _goes_on(sent: Sentence, span: Span) -> bool:
        """Whether a noun follows a body's name at once: `Norbank chief Ada Quist`."""
        following = next((t for t in sent.tokens if t.start >= span.end), None)
        return following is not None and (
            following.lemma.lower()
            in lx.PERSON_NOUNS | lx.TITLES | lx.EXPERT_NOUNS | lx.SPOKES_NOUNS
        )

    def _titled(self, sent: Sentence, head: int, span: Span) -> Party | None:
        """The person, named or described, whom a body's name only introduces."""
        ahead = self._name_ahead(sent, head)
        if ahead is not None:
            return Party(ahead[1], ahead[0], "name", 0.8, sent, head)
        title = next(t for t in sent.tokens if t.start >= span.end)
        start = sent.tokens[min(core_of(sent, head))].start
        described = Span(start, title.end)
        cluster = self.entities.describe(
            title, described, definite=False, plural="Number=Plur" in title.feats
        )
        body = self.entities.at(span)
        cluster.body = cluster.body or (body[1] if body else None)
        return Party(cluster, described, "nominal", 0.8, sent, title.i)

    def _name_ahead(self, sent: Sentence, head: int) -> tuple[Span, Cluster] | None:
        """The person whom a title introduces: `chief human resources officer Ada Quist`."""
        for token in sent.tokens[head + 1 : head + 14]:
            if token.upos in ("VERB", "AUX", "PRON", "SCONJ") or token.text in (".", ";", ":"):
                return None
            found = self.entities.at((token.start, token.end))
            if found is not None and found[1].label == "PERSON":
                return found
        return None

    def _unlisted_name(self, sent: Sentence, head: int) -> Party:
        """A proper noun that the tagger of names missed: taken as a name all the same."""
        core = [j for j in core_of(sent, head) if sent.tokens[j].upos == "PROPN"]
        run = [head]
        while run[0] - 1 in core:
            run.insert(0, run[0] - 1)
        while run[-1] + 1 in core:
            run.append(run[-1] + 1)
        while run[-1] + 1 < len(sent.tokens) and _only_title(sent, run):
            if sent.tokens[run[-1] + 1].upos != "PROPN":
                break
            run.append(run[-1] + 1)
        words = [sent.tokens[j] for j in run]
        while len(words) > 1 and words[0].text.lower().rstrip(".") in lx.TITLES:
            words = words[1:]
        span = Span(words[0].start, words[-1].end)
        label = " ".join(self.ctx.text[span.start : span.end].split())
        person = not ({w.text.lower() for w in words} & lx.GROUP_NOUNS or words[-1].text.isupper())
        cluster = self.entities.adopt(label, span, "PERSON" if person else "ORG")
        return Party(cluster, span, "name", 0.8, sent, head)

    def _described(self, sent: Sentence, head: int) -> Party:
        span = description(sent, head)
        token = sent.tokens[head]
        dets = {
            sent.tokens[j].text.lower()
            for j in (sent.children[head] if sent.parsed else ())
            if sent.tokens[j].dep == "det" or sent.tokens[j].deprel == "nmod:poss"
        }
        definite = bool(dets & {"the", "this", "that", "these", "those", "his", "her", "its"})
        plural = "Number=Plur" in token.feats
        cluster = self.entities.describe(
            token, span, definite=definite, plural=plural, focus=self.focus
        )
        inside = [c for s, c in self.entities.within(phrase_of(sent, head)) if c.label == "ORG"]
        if cluster.label == "UNNAMED" and inside:
            cluster.body = cluster.body or inside[-1]
        return Party(cluster, span, "nominal", 0.9, sent, head)

    def _issuer(self, sent: Sentence, head: int, draft: Draft) -> Party | None:
        """Who issued the document that is said to speak: its owner, or its author."""
        toks = sent.tokens
        if not sent.parsed:
            return None
        for j in sent.children[head]:
            owner = toks[j].deprel == "nmod:poss" or (
                toks[j].dep in ("nmod", "obl")
                and any(toks[k].text.lower() in ("by", "from", "of") for k in sent.children[j])
            )
            verb_by = (
                toks[j].dep == "acl"
                and toks[j].lemma in _ISSUING
                and next(
                    (
                        k
                        for k in sent.children[j]
                        if toks[k].dep == "obl"
                        and any(toks[m].text.lower() == "by" for m in sent.children[k])
                    ),
                    None,
                )
            )
            at = j if owner else verb_by
            if not at or toks[at].upos not in ("NOUN", "PROPN", "PRON"):
                continue
            party = self._party(sent, at, draft)
            if (party is not None and party.kind != "nominal") or (party and party.cluster.body):
                party.document = description(sent, head)
                party.document_lemma = toks[head].lemma
                return party
        for j in core_of(sent, head):
            found = self.entities.at((toks[j].start, toks[j].end))
            if found is not None and found[1].label == "ORG":
                span, cluster = found
                return Party(
                    cluster,
                    span,
                    "name",
                    0.9,
                    sent,
                    head,
                    description(sent, head),
                    toks[head].lemma,
                )
        return None


def _only_title(sent: Sentence, run: list[int]) -> bool:
    return all(sent.tokens[j].text.lower().rstrip(".") in lx.TITLES for j in run)


def _suits(noun: Token, word: str) -> bool:
    """Whether a common noun of persons agrees with a pronoun in number and gender."""
    lemma = noun.lemma.lower()
    if noun.upos != "NOUN" or lemma not in lx.PERSON_NOUNS | lx.EXPERT_NOUNS | lx.SPOKES_NOUNS:
        return False
    if word == "they":
        return "Number=Plur" in noun.feats
    other = lx.FEMALE if word == "he" else lx.MALE
    return "Number=Plur" not in noun.feats and lemma not in other
