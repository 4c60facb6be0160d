"""Whether a sentence credits the medium that it mentions for the words that it reports."""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.carry import EVENTS
from annotate.drafts import Draft
from annotate.media_leads import leading, start_of_lead
from annotate.phrases import case_of, tokens_in, top_of
from annotate.posting import is_posted
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
        """op-ed essay interview exclusive guest carry publish air release give provide send comment
        appear appearance""".split()
    )
)
# Who has read a document is not who published it: `the memo, seen by the Beacon, says`.
_SEEING = frozenset("see obtain view review".split())
_ASKING = frozenset("contact reach approach question interview".split())
_MAKING = frozenset("make come deliver issue".split())
_REMARKS = lx.STATEMENT_NOUNS | frozenset("comment remark announcement claim allegation".split())
_DESCRIBING = lx.MEDIA_NOUNS | frozenset("platform app".split())
# What a medium publishes: it, not the article, is the outlet of what that says.
ARTICLES = frozenset("report article story column editorial piece dispatch commentary".split())
# What of a medium is read or heard: `in an episode of the podcast`.
_PARTS = frozenset("episode edition issue installment instalment".split())
_DESCRIBED = frozenset("compound appos flat nmod amod".split())
_MARKS = frozenset(("”", '"', "’", "'", "''"))
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
    if _reports_last(sent, inside[-1]):
        return 4
    if _behind_marks(sent, inside[0], draft):
        return 3
    posted = 3 if lead == "on" and kind == "social_media" else 0
    top = _described(sent, top_of(sent, inside))
    if top is None or top.head < 0:
        return posted
    cases = _cases_before(sent, inside, top)
    if kind == "social_media" and is_posted(sent, top, cases, draft):
        return 3
    return max(_as_argument(sent, top, cases, kind), _of_article(sent, top, draft))


def _reports_last(sent: Sentence, last: Token) -> bool:
    """Whether a sentence ends as what a medium reports: `…, Radio Vell reports.`

    Its other name may stand between: `the Norland News Agency, Tidra, reported`.
    """
    rest = [t for t in sent.tokens[last.i + 1 :] if t.text not in _MARKS | {"."}]
    if len(rest) == 4 and rest[0].text == rest[2].text == "," and rest[1].upos == "PROPN":
        rest = rest[3:]
    return len(rest) == 1 and rest[0].text in ("reports", "reported")


def _behind_marks(sent: Sentence, first: Token, draft: Draft) -> bool:
    """Whether a medium is where marked words were put: `called it “a farce” on Radio Vell`.

    A parse hangs it from the last of them.
    """
    at = start_of_lead(sent, first.i)
    if draft.sent is not sent or draft.verb is None or at < 2 or not draft.segments:
        return False
    led = sent.tokens[at].text.lower() in ("on", "in") and sent.tokens[at - 1].text in _MARKS
    marked = sent.tokens[at - 2].start
    return led and any(span.start <= marked < span.end for span in draft.content)


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
    return before | case_of(sent, top) | _lead_in(sent, inside[0])


def _is_asked(governor: Token, cases: set[str]) -> bool:
    """Whether a medium turns to somebody for their words: `contacted by`, `sat down with`."""
    asked = "by" in cases and governor.lemma in _ASKING
    return asked or ("with" in cases and governor.lemma in ("sit", "share"))


def _as_argument(sent: Sentence, top: Token, cases: set[str], kind: OutletKind) -> int:
    """The medium quotes or reports, is told, or is where somebody speaks."""
    if top.dep not in ("nsubj", "obl", "nmod", "obj", "iobj", "parataxis"):
        return 0
    governor = sent.tokens[top.head]
    if "by" in cases and governor.lemma in _SEEING:
        return 0
    if governor.upos == "ADV" and governor.head >= 0:  # `earlier on Flurry she wrote`
        governor = sent.tokens[governor.head]
    if top.dep == "nsubj" and governor.lemma in lx.STATING | {"quote", "cite", "show"}:
        return 4
    speaking = governor.lemma in _SPEAKING or _makes_remarks(sent, governor)
    if (cases & _CREDITING and speaking) or _is_asked(governor, cases):
        return 3
    if cases & {"in", "for"} and governor.lemma in ARTICLES:
        return 3
    if top.deprel == "nmod:poss" and governor.lemma in _OWNED:
        return 3
    told = top.dep in ("obj", "iobj") and governor.lemma in ("tell", "inform")
    return 4 if told else 0


def _makes_remarks(sent: Sentence, verb: Token) -> bool:
    """Whether words are what is made: `made the comments on Flurry`."""
    below = [sent.tokens[j] for j in sent.children[verb.i]]
    return verb.lemma in _MAKING and any(
        t.dep in ("obj", "nsubj") and t.lemma in _REMARKS for t in below
    )


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


def _lead_in(sent: Sentence, first: Token) -> set[str]:
    """The prepositions of a name, or of the noun before it: `by the broadcaster Radio Vell`.

    A parse may hang both from the verb, the noun with the preposition.
    """
    before = sent.tokens[first.i - 1]
    if first.i == 0 or before.lemma.lower() not in _DESCRIBING:
        return case_of(sent, first)
    at = start_of_lead(sent, first.i)  # `to state broadcaster NBV`: no infinitive
    return (
        case_of(sent, first)
        | case_of(sent, before)
        | {t.text.lower() for t in sent.tokens[at:][:1]}
    )
