"""Documents that a quotation may come from: those that its sentence mentions, and those nearby."""

from __future__ import annotations

import bisect
import math
from collections import Counter
from collections.abc import Iterator, Sequence

from annotate.analysis import Sentence
from annotate.channels import Channel
from annotate.context import Context
from annotate.documents import DocumentMention
from annotate.drafts import Draft
from annotate.linking import Entities
from annotate.numbers import Facts
from annotate.phrases import tokens_in
from annotate.speakers import Attribution, Party
from corpus.spans import Span

_NEAR = 3  # documents of other sentences that are looked at
_ASKED = frozenset("respondent interviewee participant percent percentage %".split())
_SHARES = frozenset("majority half third quarter".split())
_SURVEY_BACK = 8  # sentences in which the survey is looked for
_CASES = frozenset("in according from by to with on through via of".split())
_WITHIN = frozenset("in through via".split())
# What is done with a document that its words reach others by.
_GIVING = frozenset(
    """issue publish release send write file submit table present post exchange launch sign make
    deliver circulate distribute draft introduce lodge""".split()
)
_SORTS = {
    word: sort
    for sort, words in {
        "statement": "statement release declaration communique communiqu\u00e9 readout message "
        "tweet post notice note",
        "study": "study survey poll report research census paper analysis assessment review "
        "finding audit forecast",
        "data": "data datum figure statistic record records index ranking list",
        "filing": "affidavit lawsuit suit complaint petition indictment submission filing ruling "
        "verdict judgment brief",
        "letter": "letter email e-mail memo memorandum correspondence circular",
        "book": "book textbook memoir diary chapter article column essay story editorial",
        "recording": "video clip footage recording",
        "law": "law act bill constitution treaty agreement charter resolution decision order",
    }.items()
    for word in words.split()
}


class WrittenOptions:
    """Options for the quotations of one document."""

    def __init__(self, ctx: Context, entities: Entities) -> None:
        self.ctx = ctx
        self.mentions = entities.documents
        self._counts = Counter(id(mention.cluster) for mention in self.mentions)

    def of(self, attribution: Attribution) -> Iterator[tuple[Channel, Facts]]:
        """Each document at most once: in the quotation's own sentences, else before it."""
        draft = attribution.draft
        sent = self.ctx.sentence_of(draft)
        if sent is None:
            return
        met: set[int] = set()
        for mention in self._here(attribution, sent):
            if id(mention.cluster) not in met:
                met.add(id(mention.cluster))
                channel = Channel(mention.cluster, mention.span, "document", True, 1)
                yield channel, self._how(mention, attribution)
        for rank, mention in enumerate(self._before(sent, met)):
            facts = {
                "written_before": 1.0,
                "written_rank": float(rank),
                "written_back": math.log1p(sent.index - mention.sent.index),
                "written_in_lead": float(mention.sent.paragraph < 3),
                "written_same_paragraph": float(mention.sent.paragraph == sent.paragraph),
                **self._about(mention),
            }
            yield Channel(mention.cluster, None, "document", False, 1, carried=True), facts

    def _here(self, attribution: Attribution, sent: Sentence) -> list[DocumentMention]:
        draft = attribution.draft
        sentences = {sent.index: sent}
        if draft.source is not None:
            sentences[draft.source.sent.index] = draft.source.sent
        for span in draft.content:
            for other in self.ctx.sentences_of(*span):
                sentences[other.index] = other
        return [
            mention
            for index in sorted(sentences)
            for mention in _mentioned_in(self.mentions, sentences[index])
            if not any(s.start <= mention.token.start < s.end for s in draft.content)
        ]

    def _before(self, sent: Sentence, met: set[int]) -> Iterator[DocumentMention]:
        last = bisect.bisect_left(self.mentions, sent.index, key=lambda mention: mention.sent.index)
        found = 0
        for place in range(last - 1, -1, -1):
            mention = self.mentions[place]
            if id(mention.cluster) not in met:
                met.add(id(mention.cluster))
                found += 1
                yield mention
                if found == _NEAR:
                    return

    def _about(self, mention: DocumentMention) -> Facts:
        sort = _SORTS.get(mention.token.lemma.lower(), "other")
        return {
            f"sort_{sort}": 1.0,
            "written_mentions": math.log1p(self._counts[id(mention.cluster)]),
        }

    def _how(self, mention: DocumentMention, attribution: Attribution) -> Facts:
        """How a document of the quotation's own sentence hangs from the cue and the speaker."""
        draft, sent, token = attribution.draft, mention.sent, mention.token
        words = tokens_in(sent, Span(mention.span.start, token.start))
        first = words[0].i if words else token.i
        ahead = sent.tokens[first - 1].text.lower() if first else ""
        facts = {
            "written_here": 1.0,
            f"written_after_{ahead if ahead in _CASES else 'other'}": 1.0,
            "written_subject": float(token.dep == "nsubj"),
            "written_passive": float(token.deprel == "nsubj:pass"),
            "written_owned": float(any(t.deprel == "nmod:poss" for t in words)),
            "written_indefinite": float(bool(words) and words[0].text.lower() in ("a", "an")),
            **self._about(mention),
        }
        if draft.verb is not None and draft.sent is sent:
            facts["written_from_cue"] = float(token.i - draft.verb)
            facts["written_governed"] = float(token.head == draft.verb)
            head = sent.tokens[token.head].head if token.head >= 0 else -1
            facts["written_near_cue"] = float(head == draft.verb)
            above = sent.tokens[draft.verb].head if draft.verb < len(sent.tokens) else -1
            facts["written_says"] = float(above == token.i)
            facts["written_object_above"] = float(
                token.dep in ("obj", "obl") and token.head == above >= 0
            )
        if draft.source is not None and draft.source.sent is sent:
            facts["written_source"] = float(draft.source.token == token.i)
        parties = attribution.parties
        facts["written_speaker_in"] = float(
            any(p.mention is not None and p.mention.overlaps(mention.span) for p in parties)
        )
        return facts


def speaking(documents: Sequence[DocumentMention], draft: Draft) -> DocumentMention | None:
    """The document that the cue makes the source, or that the sentence gives as its source.

    `A letter sent by her lawyer says`; `according to data from the ministry`, be it the cue or
    beside another: `They opposed “…,” according to a joint statement`.
    """
    if draft.sent is None or draft.verb is None:
        return None
    for mention in _mentioned_in(documents, draft.sent):
        token = mention.token
        told = token.lemma == "story"  # what it tells is its matter, not its words
        subject = token.deprel == "nsubj" and token.head == draft.verb
        below = [draft.sent.tokens[j].text.lower() for j in draft.sent.children[token.i]]
        inside = any(s.start <= token.start < s.end for s in draft.content)
        if (subject or ("according" in below and not inside)) and not told:
            return mention
    return None


def given_out(documents: Sequence[DocumentMention], draft: Draft) -> DocumentMention | None:
    """The document whose giving out the words go with: `issued a statement, saying …`.

    Also one that words stand in with the verb above the cue: `in a letter she scolded the crews,
    denying …`.
    """
    if draft.sent is None or draft.verb is None or not draft.sent.parsed:
        return None
    tokens = draft.sent.tokens
    cue = tokens[draft.verb]
    if cue.dep not in ("advcl", "xcomp", "acl") or not cue.text.lower().endswith("ing"):
        return None
    for mention in _mentioned_in(documents, draft.sent):
        token = mention.token
        if token.head < 0 or token.i > cue.i or cue.head not in (token.i, token.head):
            continue
        case = {tokens[j].text.lower() for j in draft.sent.children[token.i]}
        given = token.dep == "obj" and tokens[token.head].lemma in _GIVING
        if given or (token.dep == "obl" and case & _WITHIN):
            return mention
    return None


def _mentioned_in(
    documents: Sequence[DocumentMention], sent: Sentence
) -> Iterator[DocumentMention]:
    """The documents that a sentence mentions; ``documents`` are in text order."""
    first = bisect.bisect_left(documents, sent.index, key=lambda mention: mention.sent.index)
    for place in range(first, len(documents)):
        if documents[place].sent is not sent:
            return
        yield documents[place]


def survey_of(
    documents: Sequence[DocumentMention], attribution: Attribution
) -> DocumentMention | None:
    """The survey or study that asked those who speak, where they are a share of those asked.

    `Forty percent said they would move`: whoever asked them, the words came by the survey that
    the article told of last.
    """
    asked = next((p.sent.index for p in attribution.parties if p.sent and _asked(p)), None)
    if asked is None:
        return None
    before = range(asked - _SURVEY_BACK, asked + 1)
    studies = (
        mention
        for mention in reversed(documents)
        if mention.sent.index in before and _SORTS.get(mention.token.lemma.lower()) == "study"
    )
    return next(studies, None)


def _asked(party: Party) -> bool:
    """Whether the mention counts people: `the respondents`, `4 percent`, `half of the farmers`."""
    sent, mention = party.sent, party.mention
    if sent is None or mention is None:
        return False
    words = {t.lemma.lower() for t in tokens_in(sent, mention)}
    after = [t.text.lower() for t in sent.tokens if t.start >= mention.end][:1]
    share = words & _SHARES and ("of" in words or after == ["of"])
    return bool(words & _ASKED or {"per", "cent"} <= words or share)
