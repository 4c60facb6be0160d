"""Which reports count: by whom, of what kind, and which of several claims quoted words."""

from __future__ import annotations

from collections.abc import Iterable

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.clauses import Report, negated
from annotate.media_kinds import MEDIA_WORDS
from annotate.phrases import core_of

SPEAKING_NOUNS = (
    lx.PERSON_NOUNS
    | lx.GROUP_NOUNS
    | lx.DOCUMENT_NOUNS
    | lx.MEDIA_NOUNS
    | lx.EXPERT_NOUNS
    | lx.SPOKES_NOUNS
    | lx.SOURCE_NOUNS
)


_THINGS = frozenset("this that these which it what".split())


def rank(report: Report) -> int:
    """Which report claims quoted words that several cover; the lowest does.

    A clause of saying comes before the wishes and judgements told within it, these before a
    phrase, and `according to` last: in `Quist stressed the “…”, according to the agency` it is
    Quist who spoke; in `they discussed the “…”, according to the agency` nobody but the agency.
    """
    token = report.sent.tokens[report.verb]
    if report.frame == "according":
        return 3
    if report.phrase_only:
        return 4 if token.lemma in ("discuss", "talk", "see", "use") else 2
    if report.frame in ("finite", "inverted") and token.lemma in lx.STATING:
        return 0
    named = report.source is not None and report.sent.tokens[report.source].upos != "PRON"
    return 0 if report.frame == "predicate" and named else 1


def passes_on(outer: Report, inner: Report) -> bool:
    """Whether one report only passes on the other: `Quist told Brand to “…”, the agency said`.

    The medium is the channel of the words; whoever is said to have spoken them is their speaker.
    """
    if outer.source is None or inner.source is None or inner.phrase_only:
        return False
    lemma = inner.sent.tokens[inner.verb].lemma
    speaks = inner.frame in ("finite", "infinitive") and lemma in lx.STATING | lx.DIRECTING
    core = {outer.sent.tokens[i].text for i in core_of(outer.sent, outer.source)}
    within = {inner.verb, inner.source} <= set(outer.content)
    return speaks and within and names_medium(core)


def names_medium(words: Iterable[str]) -> bool:
    """Whether the words of a noun phrase are those of a medium's name or description."""
    return bool({word.lower() for word in words} & (lx.MEDIA_NOUNS | MEDIA_WORDS))


def head_of(report: Report) -> int:
    """The token of a content whose head lies outside it."""
    inside = set(report.content)
    return next((i for i in report.content if report.sent.tokens[i].head not in inside), -1)


def can_speak(report: Report) -> bool:
    """Whether the source is somebody or something whose words there can be."""
    if report.source is None:
        return False
    token = report.sent.tokens[report.source]
    if token.upos == "PRON":
        return token.text.lower() not in ("it", "this", "that", "which", "these", "those", "what")
    if token.upos in ("PROPN", "NUM", "DET") or token.lemma.lower() in SPEAKING_NOUNS:
        return True
    sent = report.sent  # whoever is named is somebody, whatever their trade: `haulier Ada Quist`
    return any(
        sent.tokens[j].dep in ("flat", "appos") and sent.tokens[j].upos == "PROPN"
        for j in sent.children[token.i]
    )


def agentless_judgement(report: Report) -> bool:
    """`was called “a disgrace”`: somebody said so, nobody tells who. A name is given otherwise."""
    sent, v = report.sent, report.verb
    if report.frame != "predicate" or report.source is not None or not report.content:
        return False
    passive = any(sent.tokens[j].deprel == "aux:pass" for j in sent.children[v])
    first = sent.tokens[next(i for i in report.content if sent.tokens[i].upos != "PUNCT")]
    return passive and (first.text.lower() in ("a", "an") or first.upos == "ADJ")


def by_author(report: Report) -> bool:
    return report.source is not None and is_author(report.sent, report.source)


def attributes(report: Report) -> bool:
    """Whether an indirect report has a source that can speak and a cue that says so."""
    sent, verb = report.sent, report.sent.tokens[report.verb]
    lemma = verb.lemma
    source = None if report.source is None else sent.tokens[report.source]
    if report.frame == "according":
        return True
    if source is not None and source.text.lower() in _THINGS:
        return lemma in lx.STATING and source.text.lower() in ("it", "which")
    if lemma in lx.SHOWING:
        return source is not None and (
            source.upos in ("PROPN", "PRON")
            or source.lemma in lx.DOCUMENT_NOUNS | lx.PERSON_NOUNS | lx.GROUP_NOUNS
        )
    if report.frame == "noun":
        return source is not None or lemma in lx.RUMOURS
    return source is not None or lemma in lx.STATING


def reports_words(report: Report) -> bool:
    """Whether the guidelines count an indirect report: words were said, not planned or found."""
    sent, verb = report.sent, report.sent.tokens[report.verb]
    lemma = verb.lemma
    if not attributes(report):
        return False
    if report.frame != "noun" and (negated(sent, report.verb) or unsaid(sent, verb)):
        return False
    if report.frame == "noun" and report.infinitive:
        return False
    if report.frame == "infinitive":
        # in `what she wants to say` the object of the wish is elsewhere
        gapped = lemma in lx.WISHING and verb.deprel == "acl:relcl"
        reported = lx.PROMISING | lx.WISHING | lx.DIRECTING - {"order", "direct", "command"}
        return not gapped and lemma in reported
    if lemma in lx.SHOWING - {"suggest", "reveal"} and report.source is not None:
        return _publishes(sent.tokens[report.source])
    return True


def has_clause(report: Report) -> bool:
    """Whether what a verb of saying governs is a clause: not `figures say it all: nine games`."""
    first = report.content[0]
    if report.frame != "finite" or (first and report.sent.tokens[first - 1].text.lower() == "that"):
        return True
    return any(report.sent.tokens[i].upos in ("VERB", "AUX") for i in report.content)


_REFUSING = frozenset("decline refuse fail hesitate neglect".split())
_DOUBTFUL = frozenset("might could may".split())


def hypothetical(sent: Sentence, verb: Token) -> bool:
    """Whether quoted words are only what somebody might say: `a cynic might say “…”`."""
    aux = [sent.tokens[j] for j in sent.children[verb.i] if sent.tokens[j].dep == "aux"]
    return any(t.lemma in _DOUBTFUL for t in aux) and all(t.lemma != "have" for t in aux)


def unsaid(sent: Sentence, verb: Token) -> bool:
    """Whether the cue only tells what somebody would not say, or might: `declined to say`."""
    if verb.dep == "xcomp" and verb.head >= 0 and sent.tokens[verb.head].lemma in _REFUSING:
        return True
    return any(
        sent.tokens[j].dep == "aux" and sent.tokens[j].lemma in _DOUBTFUL
        for j in sent.children[verb.i]
    )


def _publishes(source: Token) -> bool:
    """Whether a source that `finds` or `shows` has put it on paper."""
    return source.upos == "PROPN" or source.lemma in (
        lx.DOCUMENT_NOUNS | lx.EXPERT_NOUNS | lx.GROUP_NOUNS
    )


def is_author(sent: Sentence, source: int) -> bool:
    """First and second person outside marks: the article's author, or its reader."""
    return sent.tokens[source].text.lower() in ("i", "we", "you", "one")
