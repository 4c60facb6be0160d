"""Whether a sentence credits the medium that it mentions for the words that it reports."""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.carry import EVENTS
from annotate.drafts import Draft
from annotate.media_leads import leading
from annotate.phrases import case_of, tokens_in, top_of
from corpus.records import OutletKind
from corpus.spans import Span

_CREDITING = frozenset("to with on in by via through from for at".split())
PROGRAMMES = frozenset("programme program show interview broadcast".split())
# What a medium's name stands before in `on TVN's programme`.
_OWNED = PROGRAMMES | frozenset(
    "website site page channel account newscast station network".split()
)
# What a medium's name may hang from with `to`, `on`, `in`, … and be credited.
_SPEAKING = (
    lx.ANY_CUE
    | EVENTS
    | lx.STATEMENT_NOUNS
    | frozenset(
        """op-ed essay interview carry publish air release give provide send comment appear
        appearance""".split()
    )
)
_MAKING = frozenset("make come deliver issue".split())
_REMARKS = lx.STATEMENT_NOUNS | frozenset("comment remark announcement claim allegation".split())
_DESCRIBING = lx.MEDIA_NOUNS | frozenset("platform app".split())
# What a medium publishes: it, not the article, is the outlet of what that says.
ARTICLES = frozenset("report article story column editorial piece dispatch commentary".split())
# What of a medium is read or heard: `in an episode of the podcast`.
_PARTS = frozenset("episode edition issue installment instalment".split())
_DESCRIBED = frozenset("compound appos flat nmod amod".split())
_NEAR = 6  # words from `according` to a name: `according to the state news agency X`
_PUBLISHING = lx.HANDING_ON | frozenset("publish carry air broadcast".split())


def credit(sent: Sentence, span: Span, draft: Draft, kind: OutletKind) -> int:
    """How clearly the sentence credits the medium at ``span`` for the words; 0 if it does not."""
    inside = tokens_in(sent, span)
    if not inside:
        return 0
    words = [t.text.lower() for t in sent.tokens if t.end <= span.start][-_NEAR:]
    if "according" in words or ("quoted" in words and "by" in words):
        return 5
    source = draft.source
    if source is not None and source.sent is sent and any(t.i == source.token for t in inside):
        return 5
    lead = leading(sent, inside[0].i)
    if lead == "told":
        return 5
    posted = 3 if lead == "on" and kind == "social_media" else 0
    top = _described(sent, top_of(sent, inside))
    if top is None or top.head < 0:
        return posted
    cases = _cases_before(sent, inside, top)
    if kind == "social_media" and (_put_there(sent, top, cases) or _of_user(sent, top, draft)):
        return 3
    return max(
        _as_argument(sent, top, cases, kind), _in_post(sent, top), _of_article(sent, top, draft)
    )


def _described(sent: Sentence, top: Token | None) -> Token | None:
    """The noun that a medium's name belongs to: `the AFP agency`, `an issue of the Ledger`."""
    while top is not None and top.head >= 0 and top.dep in _DESCRIBED:
        noun = sent.tokens[top.head]
        part = noun.lemma in _PARTS and "of" in case_of(sent, top)
        if not part and (noun.lemma.lower() not in _DESCRIBING or abs(noun.i - top.i) > 3):
            break
        top = noun
    return top


def _cases_before(sent: Sentence, inside: list[Token], top: Token) -> set[str]:
    """The prepositions of a name, on whichever of its words the parse hangs them."""
    below = (sent.tokens[j] for t in inside for j in sent.children[t.i])
    before = {t.text.lower() for t in below if t.dep == "case" and t.i < inside[0].i}
    return before | case_of(sent, top)


def _as_argument(sent: Sentence, top: Token, cases: set[str], kind: OutletKind) -> int:
    """The medium quotes or reports, is told, or is where somebody speaks."""
    if top.dep not in ("nsubj", "obl", "nmod", "obj", "iobj", "parataxis"):
        return 0
    governor = sent.tokens[top.head]
    if governor.upos == "ADV" and governor.head >= 0:  # `earlier on Flurry she wrote`
        governor = sent.tokens[governor.head]
    if top.dep == "nsubj" and governor.lemma in lx.STATING | {"quote", "cite", "show"}:
        return 4
    speaking = governor.lemma in _SPEAKING or _makes_remarks(sent, governor)
    if cases & _CREDITING and speaking:
        return 3
    if top.deprel == "nmod:poss" and governor.lemma in _OWNED:
        return 3
    if cases & {"to"} and governor.lemma == "take" and kind == "social_media":
        return 3  # `she took to Flurry to say`
    told = top.dep in ("obj", "iobj") and governor.lemma in ("tell", "inform")
    return 4 if told else 0


def _makes_remarks(sent: Sentence, verb: Token) -> bool:
    """Whether words are what is made: `made the comments on Flurry`."""
    below = [sent.tokens[j] for j in sent.children[verb.i]]
    return verb.lemma in _MAKING and any(
        t.dep in ("obj", "nsubj") and t.lemma in _REMARKS for t in below
    )


def _put_there(sent: Sentence, top: Token, cases: set[str]) -> bool:
    """Whether a platform is where the object of a verb was put: `posted a thread on Flurry`."""
    thing = sent.tokens[top.head]
    verb = sent.tokens[thing.head] if thing.dep == "obj" and thing.head >= 0 else thing
    put = verb.lemma in lx.ANY_CUE | lx.PUTTING and top.dep in ("nmod", "obl")
    return put and bool(cases & {"on", "to", "via"})


def _of_user(sent: Sentence, top: Token, draft: Draft) -> bool:
    """Whether the speaker is a platform's user: `a Flurry user wrote`."""
    user, source = sent.tokens[top.head], draft.source
    speaks = source is not None and source.sent is sent and source.token == user.i
    return speaks and top.dep in _DESCRIBED and user.lemma in lx.PLATFORM_USERS


def _in_post(sent: Sentence, top: Token) -> int:
    """A platform's name stands before what is put there: `in a Flurry post`."""
    post = sent.tokens[top.head]
    posted = top.dep in ("compound", "nmod", "amod") and post.lemma in lx.POSTS
    return 3 if posted and case_of(sent, post) & _CREDITING else 0


def _of_article(sent: Sentence, top: Token, draft: Draft) -> int:
    """The words are of an article, and the medium published it: `a report by Radio Vell said`."""
    article = verb = sent.tokens[top.head]
    if article.lemma in _PUBLISHING and article.dep == "acl" and article.head >= 0:
        article = sent.tokens[article.head]
    source = draft.source
    speaks = source is not None and source.sent is sent and source.token == article.i
    written = _lead_in(sent, top) & {"by", "in", "from", "on", "of"} or top.deprel == "nmod:poss"
    handed_on = verb.lemma in lx.HANDING_ON and verb is not article  # `figures cited by Radio Vell`
    return 4 if speaks and written and (handed_on or article.lemma in ARTICLES) else 0


def _lead_in(sent: Sentence, top: Token) -> set[str]:
    """The prepositions of a name, or of the noun before it: `by the broadcaster Radio Vell`."""
    before = sent.tokens[top.i - 1]
    described = top.i > 0 and before.lemma.lower() in _DESCRIBING
    return case_of(sent, top) | (case_of(sent, before) if described else set())
