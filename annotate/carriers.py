"""The document that a quotation's own sentence gives as where its words stand, by rule."""

from __future__ import annotations

from collections.abc import Sequence

from annotate import lexicon as lx
from annotate.analysis import Token
from annotate.documents import DocumentMention, mentioned_in
from annotate.drafts import Draft
from annotate.phrases import case_of, tokens_in
from annotate.speakers import Attribution, Party

WITHIN = frozenset("in through via".split())
# What is done with a document that its words reach others by.
GIVING = frozenset(
    """issue publish release send write file submit table present post exchange launch sign make
    deliver circulate distribute draft introduce lodge author co-author""".split()
)
_STANDING = lx.HANDING_ON | frozenset("interview name mention".split())
_NOTICED = frozenset("hear see show film record catch".split())  # in a recording
_PUTTING = frozenset("write say argue reflect recall note".split())
_SAYING = (lx.STATING | lx.SHOWING) - frozenset("hold go".split())
_ASKED = frozenset(
    "respondent interviewee participant percent percentage % surveyed polled".split()
)
_SHARES = frozenset("majority half third quarter fifth tenth".split())
_COUNTS = frozenset("two three four five six seven eight nine ten 10 100".split())
_SURVEY_BACK = 8  # sentences in which the survey is looked for


def carrier(documents: Sequence[DocumentMention], draft: Draft) -> DocumentMention | None:
    """The document that the sentence of a quotation gives as its source; None if it gives none."""
    if draft.sent is None:
        return None
    sent = draft.sent if draft.source is None or draft.cue else draft.source.sent
    mentions = [m for m in mentioned_in(documents, sent) if not _inside(m, draft)]
    mentions = [m for m in mentions if m.token.lemma != "story"]  # what it tells is its matter
    ways = (
        _speaks,
        _according,
        _given_out,
        _tells_beside,
        _holds_speaker,
        _noticed_in,
        _told_within,
        _stands_below,
    )
    return next((m for way in ways for m in mentions if way(m, draft)), None)


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
    studies = (m for m in reversed(documents) if m.sent.index in before and m.sort == "study")
    return next(studies, None)


def _inside(mention: DocumentMention, draft: Draft) -> bool:
    return any(s.start <= mention.token.start < s.end for s in draft.content)


def _speaks(mention: DocumentMention, draft: Draft) -> bool:
    """The cue's subject: `a letter sent by her lawyer says`."""
    return mention.token.deprel == "nsubj" and mention.token.head == draft.verb


def _according(mention: DocumentMention, draft: Draft) -> bool:
    """Be it the cue or beside another: `They opposed “…,” according to a joint statement`."""
    below = mention.sent.children[mention.token.i] if mention.sent.parsed else ()
    return draft.verb is not None and any(
        mention.sent.tokens[j].text.lower() == "according" for j in below
    )


def _given_out(mention: DocumentMention, draft: Draft) -> bool:
    """Words that go with its giving out: `issued a statement, saying …`.

    Also those that stand in it with the verb above the cue: `in a letter she scolded the crews,
    denying …`.
    """
    sent, token, cue = mention.sent, mention.token, _cue(draft)
    if cue is None or cue.dep not in ("advcl", "xcomp", "acl"):
        return False
    if not cue.text.lower().endswith("ing") or token.i > cue.i:
        return False
    if token.head < 0 or cue.head not in (token.i, token.head):
        return False
    given = token.dep == "obj" and sent.tokens[token.head].lemma in GIVING
    return given or (token.dep == "obl" and bool(case_of(sent, token) & WITHIN))


def _tells_beside(mention: DocumentMention, draft: Draft) -> bool:
    """Subject of a verb that says so of the whole: `“…,” a guard said, the report shows`.

    Or that hands the words on: `the report quotes a guard as saying …`, `a video shows him saying`.
    """
    sent, token, cue = mention.sent, mention.token, _cue(draft)
    if cue is None or token.deprel != "nsubj" or token.head < 0:
        return False
    verb = sent.tokens[token.head]
    if verb.lemma in lx.HANDING_ON:
        return cue.head == verb.i and cue.text.lower() == "saying"
    if verb.lemma in _NOTICED and mention.sort == "recording":
        above = sent.tokens[cue.head].head if cue.head >= 0 else -1
        return verb.i in (cue.head, above) and cue.text.lower().endswith("ing")
    beside = verb.deprel == "parataxis" and verb.head == cue.i and verb.i > cue.i
    after = all(span.end <= token.start for span in draft.content)
    return verb.lemma in _SAYING and beside and after


def _holds_speaker(mention: DocumentMention, draft: Draft) -> bool:
    """Named with the speaker or beside the cue as what holds the words.

    `Orde, quoted in a study on smoke, says`; `writing in her memoir, she said`; a source without
    a cue: `- Aron Tilke, in a letter to his brother`.
    """
    sent, token, source = mention.sent, mention.token, draft.source
    if source is None or source.sent is not sent:
        return False
    if not draft.cue:
        between = sent.tokens[source.token + 1 : token.i]
        plain = {t.text.lower() for t in between if t.end <= mention.span.start}
        verbs = any(t.upos in ("VERB", "AUX") for t in between)
        return bool(plain & WITHIN) and not verbs
    if not case_of(sent, token) & WITHIN:
        return False
    above = sent.tokens[token.head] if token.head >= 0 else token
    named = above.head == source.token and above.dep == "acl"
    if named or (above.head == draft.verb and above.xpos == "VBN"):
        return above.lemma in _STANDING
    return above.head == draft.verb and above.dep == "advcl" and above.lemma in _PUTTING


def _noticed_in(mention: DocumentMention, draft: Draft) -> bool:
    """What shows the speaker: `the guard can be heard saying in the recording`."""
    sent, token, source = mention.sent, mention.token, draft.source
    if source is None or source.sent is not sent or not case_of(sent, token) & WITHIN:
        return False
    above = sent.tokens[token.head] if token.head >= 0 else token
    speaker = sent.tokens[source.token]
    shown = speaker.deprel == "nsubj:pass" and speaker.head == above.i
    return above.lemma in _NOTICED and shown


def _told_within(mention: DocumentMention, draft: Draft) -> bool:
    """What has the cue in a clause of its own: `an email in which Garrow asks the broker to …`."""
    sent, verb = mention.sent, draft.verb
    if verb is None or draft.sent is not sent or not sent.parsed:
        return False
    clause = next(
        (j for j in sent.children[mention.token.i] if sent.tokens[j].deprel == "acl:relcl"), None
    )
    if clause is None or not (verb == clause or sent.tokens[verb].head == clause):
        return False
    held = (sent.tokens[j] for j in sent.children[clause] if sent.tokens[j].lemma == "which")
    return any(case_of(sent, which) & WITHIN for which in held)


def _stands_below(mention: DocumentMention, draft: Draft) -> bool:
    """By whom it was written is the source: `an email sent by Garrow reads`, however parsed."""
    sent, token, source = mention.sent, mention.token, draft.source
    if draft.verb is None or source is None or source.sent is not sent or not sent.parsed:
        return False
    if not token.i < source.token < draft.verb:
        return False
    writer = sent.tokens[source.token]
    above = sent.tokens[writer.head] if writer.head >= 0 else writer
    authored = above.dep == "acl" and above.head == token.i and above.lemma in GIVING
    return authored and "by" in case_of(sent, writer)


def _cue(draft: Draft) -> Token | None:
    if draft.sent is None or draft.verb is None or not draft.sent.parsed:
        return None
    return draft.sent.tokens[draft.verb]


def _asked(party: Party) -> bool:
    """Whether the mention counts people: `the respondents`, `4 percent`, `half of the farmers`."""
    sent, mention = party.sent, party.mention
    if sent is None or mention is None:
        return False
    words = {t.lemma.lower() for t in tokens_in(sent, mention)}
    after = [t.text.lower() for t in sent.tokens if t.start >= mention.end][:1]
    beside = set(after) & _ASKED  # `one of those surveyed`
    share = words & _SHARES and ("of" in words or after == ["of"])
    ratio = words >= {"one", "in"} and words & _COUNTS
    return bool(words & _ASKED or beside or {"per", "cent"} <= words or share or ratio)
