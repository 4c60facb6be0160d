"""The words by which an article tells what somebody is, and the walks of life that they are of.

They stand in the phrase of a mention (title, apposition, relative clause), in a clause of their
own (`Quist teaches at Vell University`), and in the name of the body that somebody belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.analysis import Sentence, Token
from annotate.phrases import described, tokens_in
from corpus.spans import Span

_UNPARSED_LEFT, _UNPARSED_RIGHT = 6, 13
_WALKS = {
    word: walk
    for walk, words in {
        "expert": "analyst expert economist scholar researcher specialist scientist historian "
        "strategist consultant academic commentator observer author meteorologist virologist "
        "epidemiologist sociologist psychologist criminologist engineer pathologist geologist "
        "biologist ecologist climatologist anthropologist archaeologist curator "
        "statistician forecaster demographer pollster",
        "learned": "professor prof fellow lecturer lecture phd teach emeritus instructor "
        "specialise specialize dean",
        "doctor": "dr doctor physician internist pediatrician surgeon",
        "lawyer": "lawyer attorney advocate counsel barrister",
        "place": "university institute institution centre center college school faculty research "
        "study policy foundation consultancy laboratory tank academy economics politics "
        "department hospital museum think consultant consulting partners securities capital "
        "universidad universidade université instituto institut polytechnic",
        "office": "minister president premier secretary governor mayor ambassador official "
        "commissioner chief chairman chairwoman chairperson deputy senator lawmaker legislator "
        "mp judge prosecutor police officer general commander king prince councillor authority",
        "voice": "spokesman spokeswoman spokesperson spokespeople",
        "business": "ceo executive owner founder manager company firm bank managing business",
        "party": "party candidate leader member opposition coalition union association",
        "cause": "activist campaigner advocacy rights ngo charity campaign network volunteer",
        "lay": "resident victim mother father student worker farmer teacher neighbour survivor "
        "player coach singer actor fan protester wife husband son daughter villager",
    }.items()
    for word in words.split()
}
_SCIENCES = ("ologist", "ographer")
_STOPS = ("VERB", "AUX")
_TITLES = ("NOUN", "PROPN", "ADJ")
_WORKS = frozenset(
    "teach study work lecture research specialise specialize head lead run chair advise".split()
)


def walk_of(word: str) -> str | None:
    """The walk of life that a lemma tells of, if any."""
    word = word.lower().rstrip(".")
    return _WALKS.get(word) or ("expert" if word.endswith(_SCIENCES) else None)


def attached(sent: Sentence, mention: Span, *, own: bool) -> list[Token]:
    """The words that describe who is mentioned: what hangs from the mention or it hangs from.

    ``own`` says whether the mention is itself a description.
    """
    words = tokens_in(sent, mention)
    if not words:
        return []
    if not sent.parsed:
        return [*(words if own else ()), *_beside(sent, words)]
    names = {t.i for t in words}
    top = described(sent, words)
    found = [sent.tokens[j] for j in sent.subtree(top.i) if own or j not in names]
    return found if found or own else list(_before(sent, words[0].i))


def predicated(sent: Sentence, mention: Span) -> list[Token]:
    """What a clause of its own tells of somebody: `Quist is a lecturer`, `Quist teaches law`.

    Read off the words, since sentences without quoted words are seldom parsed.
    """
    words = tokens_in(sent, mention)
    if not words:
        return []
    after = sent.tokens[words[-1].i + 1 :][: _UNPARSED_RIGHT + 3]
    while after and after[0].upos == "ADV":
        after = after[1:]
    if not after:
        return []
    article = after[1:2] and after[1].text.lower() in ("a", "an", "the", "one")
    if after[0].lemma.lower() not in _WORKS and not (after[0].lemma == "be" and article):
        return []
    stop = next(
        (n for n, t in enumerate(after) if n and (t.upos in _STOPS or t.upos == "SCONJ")),
        len(after),
    )
    return after[:stop]


def _beside(sent: Sentence, words: list[Token]) -> Iterator[Token]:
    """Without a parse: what follows up to a verb, and what stands right before."""
    for token in sent.tokens[words[-1].i + 1 :][:_UNPARSED_RIGHT]:
        if token.upos in _STOPS:
            break
        yield token
    for token in reversed(sent.tokens[max(0, words[0].i - _UNPARSED_LEFT) : words[0].i]):
        if token.upos in (*_STOPS, "PUNCT", "CCONJ"):
            break
        yield token


def _before(sent: Sentence, first: int) -> Iterator[Token]:
    """A title before a name that the parse hangs elsewhere: `naval expert Li Brand said`."""
    for token in reversed(sent.tokens[max(0, first - _UNPARSED_LEFT) : first]):
        joined = token.text == "-" or (token.upos == "VERB" and token.dep in ("amod", "compound"))
        if token.upos not in _TITLES and not joined:
            break
        yield token
