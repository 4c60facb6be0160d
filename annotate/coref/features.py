"""What speaks for each candidate of a pronoun, as names of binary features.

After the salience factors of Lappin & Leass (1994) and the mention-ranking features of Denis &
Baldridge (2008), with what quotations add: who spoke last, what stands inside marks, and whether
the pronoun follows closing marks, begins its sentence or stands inside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clusters import Cluster
from annotate.coref.candidates import Candidates, Person, Seen, fits, pronoun_class, sign_of
from annotate.coref.given import gender_of
from corpus.spans import Span

NOBODY = "nobody"


@dataclass(slots=True)
class Option:
    """A candidate, its last mention, and its features; ``who`` is None for `nobody of these`."""

    who: Person | None
    features: list[str]
    last: Seen | None = None


def options(
    pool: Candidates,
    token: Token,
    sent: Sentence,
    *,
    focus: list[Cluster],
    avoid: Iterable[Span] = (),
) -> list[Option]:
    """The candidates of a pronoun with features; the last option is that it is none of them.

    ``focus`` are the last speakers, latest first; mentions inside ``avoid`` do not count.
    """
    word = token.text.lower()
    avoided = list(avoid)
    mentions: dict[int, list[Seen]] = {}
    people: dict[int, Person] = {}

    again: set[int] = set()  # those named in the words themselves, or later in the sentence

    def see(seen: Seen) -> None:
        inside = any(a.start <= seen.start < a.end for a in avoided)
        if inside and not seen.word:
            again.add(_key(seen.who))
        if not inside and seen.start != token.start and fits(seen.who, word):
            mentions.setdefault(_key(seen.who), []).append(seen)
            people[_key(seen.who)] = seen.who

    for seen in pool.before(token.start):
        see(seen)
    again |= {_key(seen.who) for seen in pool.named_after(token.start, avoided)}
    follower = pool.after(token.start, sent)
    if follower is not None and _key(follower.who) not in mentions:
        see(follower)
    for cluster in focus[:1]:
        who = pool.person(cluster)
        if _key(who) not in mentions and fits(who, word):
            mentions[_key(who)], people[_key(who)] = [], who
    out = _Features(pool, token, sent, focus).all(mentions, people)
    for option in out:
        if option.who is not None and _key(option.who) in again:
            option.features += [
                "again",
                f"again {option.last is not None and option.last.sent is sent}",
            ]
    out.append(
        Option(None, [NOBODY, f"{NOBODY} {pronoun_class(word)}", f"{NOBODY} {len(out) > 0}"])
    )
    return out


def _key(who: Person) -> int:
    return hash(tuple(sorted(map(id, who.pair)))) if who.pair else id(who)


def bucket(n: int, bounds: tuple[int, ...]) -> int:
    """The greatest of the rising bounds that a count reaches, or 0."""
    return next((b for b in reversed(bounds) if n >= b), 0)


class _Features:
    """Features of the candidates of one pronoun."""

    def __init__(
        self, pool: Candidates, token: Token, sent: Sentence, focus: list[Cluster]
    ) -> None:
        self.pool = pool
        self.token = token
        self.sent = sent
        self.focus = focus
        self.word = token.text.lower()
        self.cls = pronoun_class(self.word)
        self.place = self._place()
        self.governors = self._governors()
        self.outer = pool.outer[sent.index]

    def all(self, mentions: dict[int, list[Seen]], people: dict[int, Person]) -> list[Option]:
        lasts = {
            key: next((m for m in reversed(found) if not m.quoted), found[-1] if found else None)
            for key, found in mentions.items()
        }
        order = sorted(lasts, key=lambda k: -(s.start if (s := lasts[k]) is not None else -1))
        ranks = {key: rank for rank, key in enumerate(order)}
        self.subject = next(
            (k for k in order if (s := lasts[k]) and s.role == "m" and self._distance(s) <= 1), None
        )
        return [
            Option(
                people[key],
                self._one(key, people[key], mentions[key], lasts[key], ranks[key]),
                lasts[key],
            )
            for key in order
        ]

    def _place(self) -> str:
        """q: after closing marks; r: after other reported words; b: begins; i: inside."""
        i = self.token.i
        before = self.sent.tokens[max(0, i - 3) : i]
        if before and (
            before[-1].text in _CLOSING
            or (len(before) > 1 and before[-1].upos == "VERB" and before[-2].text in _CLOSING)
        ):
            return "q"
        text = self.pool.ctx.text[max(0, self.token.start - 3) : self.token.start]
        if any(c in _CLOSING for c in text):
            return "q"
        if self._closes():
            return "r"
        return (
            "b"
            if all(t.upos in ("ADV", "CCONJ", "SCONJ", "PUNCT") for t in before) and i < 3
            else "i"
        )

    def _closes(self) -> bool:
        """Whether the pronoun follows words that it reports, without marks: `…, he said`."""
        start, before = self.token.start, self.token.start
        text = self.pool.ctx.text
        while before > self.sent.start and not text[before - 1].isalnum():
            before -= 1
        reported = self.sent.start < before and self.pool.is_reported(before - 1)
        return reported and start - before < 3 and not self.pool.is_reported(start)

    def _governors(self) -> set[int]:
        """Subjects of the clauses that the pronoun's clause hangs from."""
        if not self.sent.parsed:
            return set()
        out: set[int] = set()
        at = self.token.head
        for _ in range(12):
            if at < 0 or self.sent.tokens[at].head < 0:
                break
            at = self.sent.tokens[at].head
            out |= {j for j in self.sent.children[at] if self.sent.tokens[j].dep == "nsubj"}
        return out

    def _distance(self, seen: Seen) -> int:
        return abs(self.outer - self.pool.outer[seen.sent.index])

    def _one(
        self, key: int, who: Person, found: list[Seen], last: Seen | None, rank: int
    ) -> list[str]:
        cls, place = self.cls, self.place
        out = [
            f"type {cls} {_type(who)}",
            f"rank {cls} {min(rank, 4)}",
            f"rank {place} {min(rank, 4)}",
        ]
        clusters = who.pair or (who.cluster,)
        focused = bool(self.focus) and self.focus[0] in clusters
        out.append(f"spoken {bucket(who.spoken, (1, 2, 4))}")
        out.append(f"mentions {bucket(len(found), (1, 2, 3, 5, 8))}")
        out += self._gender(who, found)
        near = 99
        if last is not None:
            near = self._distance(last)
            out += self._last(who, found, last, near)
        if focused:
            rival = self.subject is not None and self.subject != key
            out += [
                f"focus {place}",
                f"focus d{bucket(near, (1, 2, 3))}",
                f"focus rival {rival} {place}",
            ]
            out.append(f"focus {cls}")
        elif len(self.focus) > 1 and self.focus[1] in clusters:
            out.append(f"second {place}")
        if self.subject == key:
            out += [f"subject {place}", f"subject {'focus' if focused else 'new'} {place}"]
        # What holds everywhere, and what holds for pronouns at such a place (Daumé III 2007).
        return [*out, *(f"{name} @{place}" for name in out)]

    def _last(self, who: Person, found: list[Seen], last: Seen, near: int) -> list[str]:
        cls, place = self.cls, self.place
        far = bucket(near, (1, 2, 3, 4, 6, 10))
        paragraphs = min(3, abs(self.sent.paragraph - last.sent.paragraph))
        out = [
            f"d {cls} {far}",
            f"d {place} {far}",
            f"p {place} {paragraphs}",
            f"role {last.role} {min(near, 2)}",
            f"role {cls} {last.role}",
        ]
        if last.quoted:
            out += ["quoted", f"quoted {place}"]
        elif self.pool.is_reported(last.start):
            out += ["told", f"told {place} {min(near, 2)}", f"told {cls}"]
        if found and found[-1].quoted and not last.quoted:
            out.append(f"quoted since {place}")
        if last.word:
            out.append("same pronoun" if last.word == self.word else "other pronoun")
        if last.full and len(found) == 1:
            out.append(f"new {last.role} {min(near, 2)}")
        if last.start > self.token.start:
            out += ["follows", f"follows {place} {last.role}"]
        elif last.sent is self.sent:
            out += self._same_sentence(last)
        if last.sent.tokens[0].start == last.start:
            out.append(f"first {min(near, 2)}")
        verb = last.sent.tokens[last.head].head
        if last.role in "ms" and verb >= 0 and last.sent.tokens[verb].lemma in lx.STATING:
            out.append(f"says {min(near, 2)}")
        return out

    def _same_sentence(self, last: Seen) -> list[str]:
        if not self.sent.parsed:
            return ["here"]
        out = ["here parsed"]
        if last.head in self.governors:
            out.append(f"governs {self.cls}")
        if self.sent.tokens[last.head].head == self.token.head:
            out.append("beside")
        return out

    def _gender(self, who: Person, found: list[Seen]) -> list[str]:
        sign = sign_of(self.word)
        if not sign or who.cluster is None:
            return []
        if who.cluster.gender:
            return ["gender"]
        called = sum(sign_of(seen.word) for seen in found)  # `she` so far, or `he`
        if called:
            return [f"called {called * sign > 0}"]
        given = max((gender_of(name) for name in who.cluster.names), key=abs, default=0)
        return [f"given {given * sign}"]


_CLOSING = frozenset("” ’’ '' \" ’ » 」 』".split())


def _type(who: Person) -> str:
    if who.pair is not None:
        return "pair"
    if who.cluster is None:
        group = who.lemma in lx.GROUP_NOUNS
        kind = "doc" if who.lemma in lx.DOCUMENT_NOUNS else "body" if group else "noun"
        return f"{kind} {'pl' if who.plural else 'sg'}"
    if who.cluster.label == "UNNAMED":
        if who.cluster.is_document:
            return "document"
        return f"described {who.cluster.plural} {who.cluster.is_person}"
    return who.cluster.label
