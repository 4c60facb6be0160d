"""Social media that a sentence only points back to: `one user wrote`, `the caption read`."""

from __future__ import annotations

import bisect
from collections.abc import Iterator

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.channels import Channel
from annotate.coref.naming import is_definite
from annotate.media import Media
from annotate.phrases import case_of
from annotate.speakers import Attribution

_POSTED = lx.POSTS | {"caption", "comment", "clip", "repost"}
_AT_LARGE = frozenset("media internet online net web drug road".split())
_BACK = 4  # sentences in which the platform is looked for
_MENTIONS = 40  # mentions of media that are looked at


def platform_meant(media: Media, attribution: Attribution) -> Channel | None:
    """The platform named last, where users of it speak or what was put there does."""
    for sent, noun in _pointers(attribution):
        user = noun.lemma.lower() in lx.PLATFORM_USERS
        last = bisect.bisect_right(media.mentions, sent.index, key=lambda m: m[0].index)
        for there, _, cluster, kind in reversed(media.mentions[max(0, last - _MENTIONS) : last]):
            if there.index < sent.index - _BACK:
                break
            if kind == "social_media" and (user or (there is not sent and _put(there))):
                return Channel(cluster, None, kind, False, 1)
    return None


def _pointers(attribution: Attribution) -> Iterator[tuple[Sentence, Token]]:
    """The users who speak, the post that does, or in which somebody does."""
    for party in attribution.parties:
        if party.sent is not None and party.head is not None and party.kind == "nominal":
            noun = party.sent.tokens[party.head]
            if _is_user(party.sent, noun) or _is_post(party.sent, noun):
                yield party.sent, noun
    draft = attribution.draft
    sent, verb = draft.sent, draft.verb
    if sent is None or verb is None or not sent.parsed:
        return
    for j in sent.children[verb]:
        noun = sent.tokens[j]
        subject = noun.deprel == "nsubj" or "in" in case_of(sent, noun)
        if subject and _is_post(sent, noun):
            yield sent, noun


def _is_user(sent: Sentence, noun: Token) -> bool:
    """Whether somebody uses a platform: not `Internet users`, nor `social media users` at large."""
    before = {t.text.lower() for t in sent.tokens[max(0, noun.i - 2) : noun.i]}
    return noun.lemma.lower() in lx.PLATFORM_USERS and not before & _AT_LARGE


def _is_post(sent: Sentence, noun: Token) -> bool:
    return noun.lemma.lower() in _POSTED and is_definite(sent, noun.i)


def _put(sent: Sentence) -> bool:
    """Whether a sentence tells of something that was put somewhere."""
    return any(t.lemma.lower() in _POSTED | lx.PUTTING for t in sent.tokens)
