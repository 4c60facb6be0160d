"""Cues that leave out who spoke: `was told`, `when asked`, `hit back at claims that`.

The subject of `was told` heard the words, and that of `is alleged to` is whom they are about; the
one who spoke stands behind `by`, or is not told. Only of `was quoted as saying` and a few others
does the subject speak. The claims that somebody answers or stirs up are not that party's own.
"""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.drafts import Draft, Source

# Verbs whose passive subject does speak, or has the opinion: `was heard saying`, `is opposed`.
QUOTED = frozenset("quote cite hear overhear oppose".split())
_OWN = QUOTED | {"expect"}
_ASKING = frozenset("ask question press quiz query".split())
_OF = frozenset("of by from among".split())
_ABOUT = frozenset("at to on over amid despite after against following".split())
_STIRRING = frozenset(
    """prompt stoke spark fuel trigger fan draw provoke cause rebut refute quash counter reject
    dismiss face""".split()
)
_WHEN = frozenset("when if once".split())


def is_patient(source: Source, draft: Draft, verb: Token) -> bool:
    """Whether the source is what a passive cue is about: `he was called “a cheat”`."""
    sent = source.sent
    token = sent.tokens[source.token]
    return (
        sent is draft.sent
        and token.deprel == "nsubj:pass"
        and token.head == verb.i
        and verb.lemma not in QUOTED
        and has_auxiliary(sent, verb)
    )


def untold(draft: Draft) -> bool:
    """Whether a cue leaves out who spoke: `the court was told`, `when asked whether`."""
    sent = draft.sent
    if sent is None or draft.verb is None or not sent.parsed:
        return False
    verb = sent.tokens[draft.verb]
    if verb.upos == "NOUN":
        return _unowned(sent, verb)
    if verb.upos != "VERB" or verb.lemma in _OWN or verb.lemma not in lx.ANY_CUE | _ASKING:
        return False
    passive = has_auxiliary(sent, verb) or _shares_auxiliary(sent, verb)
    return (passive or _when_asked(sent, verb)) and not _has_agent(sent, verb)


def has_auxiliary(sent: Sentence, verb: Token) -> bool:
    """Whether a verb is a passive by its own auxiliary: `was told`."""
    return any(sent.tokens[j].deprel == "aux:pass" for j in sent.children[verb.i])


def _shares_auxiliary(sent: Sentence, verb: Token) -> bool:
    """Whether a participle is the second verb of a passive: `was held and accused of`."""
    if verb.dep != "conj" or verb.xpos != "VBN" or verb.head < 0:
        return False
    own = {sent.tokens[j].dep for j in sent.children[verb.i]}
    return not own & {"nsubj", "aux"} and has_auxiliary(sent, sent.tokens[verb.head])


def _when_asked(sent: Sentence, verb: Token) -> bool:
    before = sent.tokens[verb.i - 1].text.lower() if verb.i else ""
    return verb.lemma in _ASKING and verb.text.lower() != verb.lemma and before in _WHEN


def _unowned(sent: Sentence, noun: Token) -> bool:
    """Whether a noun tells of words that are neither its clause's subject's nor anyone's named."""
    below = [sent.tokens[j] for j in sent.children[noun.i]]
    if noun.lemma not in lx.CUE_NOUNS or any(t.deprel == "nmod:poss" for t in below):
        return False
    cases = {sent.tokens[k].text.lower() for t in below for k in sent.children[t.i]}
    if cases & _OF or noun.head < 0:
        return False
    own = {t.text.lower() for t in below if t.dep == "case"}
    answered = noun.dep in ("obl", "nmod") and bool(own & _ABOUT)
    stirred = noun.dep == "obj" and sent.tokens[noun.head].lemma in _STIRRING
    return answered or stirred


def _has_agent(sent: Sentence, verb: Token) -> bool:
    return any(
        sent.tokens[j].deprel == "obl:agent"
        or any(sent.tokens[k].text.lower() == "by" for k in sent.children[j])
        for j in sent.children[verb.i]
        if sent.tokens[j].dep == "obl"
    )
