"""Whether a sentence tells that its words were put on the platform that it mentions."""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.drafts import Draft
from annotate.phrases import case_of

_ON = frozenset("on to via through in from".split())
_TURNING = frozenset("take turn go resort".split())
# What else stands on a platform: `in a Flurry live session`, `a photo on Flurry`.
_POSTED = lx.POSTS | frozenset(
    """session broadcast comment caption clip reel photo picture image channel group wall
    feed""".split()
)
_MODIFYING = frozenset("compound nmod amod".split())
_ARGUMENTS = frozenset("nsubj obj obl".split())
_STEPS = 3  # words between a platform and the cue


def is_posted(sent: Sentence, top: Token, cases: set[str], draft: Draft) -> bool:
    """Whether the words of a quotation were put on the platform whose name ``top`` heads.

    ``cases`` are its prepositions.
    """
    return (
        _put_there(sent, top, cases)
        or _of_user(sent, top, draft)
        or _in_post(sent, top)
        or _used(sent, top, cases, draft)
    )


def _put_there(sent: Sentence, top: Token, cases: set[str]) -> bool:
    """Whether it is where the object of a verb was put: `posted a thread on Flurry`."""
    thing = sent.tokens[top.head]
    verb = sent.tokens[thing.head] if thing.dep == "obj" and thing.head >= 0 else thing
    put = verb.lemma in lx.ANY_CUE | lx.PUTTING and top.dep in ("nmod", "obl")
    return put and bool(cases & {"on", "to", "via"})


def _of_user(sent: Sentence, top: Token, draft: Draft) -> bool:
    """Whether the speaker is its user: `a Flurry user wrote`."""
    user, source = sent.tokens[top.head], draft.source
    speaks = source is not None and source.sent is sent and source.token == user.i
    return speaks and top.dep in _MODIFYING and user.lemma in lx.PLATFORM_USERS


def _in_post(sent: Sentence, top: Token) -> bool:
    """Whether its name stands before what is put there: `in a Flurry post`."""
    post = sent.tokens[top.head]
    posted = top.dep in _MODIFYING and post.lemma in lx.POSTS
    return posted and bool(case_of(sent, post) & _ON - {"to"})


def _used(sent: Sentence, top: Token, cases: set[str], draft: Draft) -> bool:
    """Whether the speaker turns to it or uses it, or speaks in what stands there.

    `Using Flurry`, `turned to Flurry to say`, `a Flurry post by her read`.
    """
    if draft.verb is None or draft.sent is not sent:
        return False
    way = _way(sent, top, draft.verb)
    if not way:
        return False
    first = sent.tokens[way[0]]
    if first.lemma == "use" and top.dep == "obj":
        return True
    if first.lemma in _TURNING and cases & {"on", "to"}:
        return True
    posted = first.lemma.lower() in _POSTED and first.dep in _ARGUMENTS
    return posted and (top.dep in _MODIFYING or bool(cases & _ON))


def _way(sent: Sentence, top: Token, verb: int) -> list[int]:
    """The words from what governs a name up to the cue, or to what governs that; empty if none."""
    way: list[int] = []
    ends = {verb, sent.tokens[verb].head}
    here = top
    while here.head >= 0 and here.deprel not in ("acl:relcl", "conj", "appos"):
        here = sent.tokens[here.head]
        way.append(here.i)
        if here.i in ends:
            return way
        if len(way) == _STEPS:
            break
    return []
