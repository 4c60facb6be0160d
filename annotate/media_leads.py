"""The words that lead to a medium's name: `told Rudo`, `in an interview with Rudo`, `on Rudo`."""

from __future__ import annotations

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token

# Nouns that tell a medium beside a name, and those that do so only after one of these words.
ALONE = frozenset(
    """newspaper broadsheet tabloid magazine newsmagazine broadcaster newswire daily weekly
    podcast""".split()
)
NEWS = frozenset(
    """news press information television tv radio online broadcasting media wire telegraph
    newspaper state-run""".split()
)
QUALIFIED = frozenset(
    "agency channel station network site website outlet portal service platform paper".split()
)
OWNING = frozenset(("'s", "’s"))
_TELLING = frozenset(
    """say state confirm reveal explain disclose admit confide declare comment announce describe
    detail give grant provide speak talk""".split()
)
_QUOTING = frozenset("quote cite say publish air broadcast carry".split())
# What is done with words in a paper, or by one: `writing in`, `a column for`, `contacted by`.
_IN_PRINT = (
    _TELLING
    | _QUOTING
    | frozenset(
        """write report interview contact reach approach ask question email e-mail letter statement
        remark message reply respond response column article piece op-ed essay editorial commentary
        appear share exclusive sit""".split()
    )
)
_PREPOSITIONS = frozenset("in on by to with for from".split())
# A person's own on a platform.
_PAGES = frozenset("account page profile wall feed timeline livestream".split())
_MOST = 6  # words between a name and what leads to it, such as `the Norland newspaper`


def leading(sent: Sentence, first: int) -> str | None:
    """By what words a sentence leads to the name at ``first``: `told`, `to`, `with`, `by`, `on`."""
    tokens = sent.tokens
    at = start_of_lead(sent, first)
    if at < 0 or tokens[at].upos == "PUNCT":
        return None
    word, lemma = tokens[at].text.lower(), tokens[at].lemma.lower()
    if lemma in ("tell", "inform"):
        return "told"
    near = {t.lemma.lower() for t in tokens[max(0, at - 3) : at]}
    wider = {t.lemma.lower() for t in tokens[max(0, at - 6) : at]}
    if word in ("with", "to") and wider & lx.INTERVIEWS:
        return "with"
    if word == "to" and at and tokens[at - 1].lemma.lower() in _TELLING:
        return "to"
    if word == "by" and at and tokens[at - 1].lemma.lower() == "interview":
        return "by"
    if word == "by" and (near & _QUOTING and ("as" in near or wider & lx.INTERVIEWS)):
        return "by"
    posted = at and tokens[at - 1].lemma.lower() in lx.PUTTING and first - at == 1
    if word == "on" and (posted or any(t.text in _PAGES for t in tokens[first + 1 : first + 3])):
        return "on"
    return None


def start_of_lead(sent: Sentence, first: int) -> int:
    """The word that leads to the name at ``first``, over what describes that; below 0 if none."""
    at = first - 1
    while at >= max(0, first - _MOST) and _passed(sent.tokens[at]):
        at -= 1 + (sent.tokens[at].text in OWNING)  # with the owner
    return at


def in_print(sent: Sentence, first: int) -> bool:
    """Whether a sentence leads to the name at ``first`` as it would to a paper's, among others.

    `Writing in the Beacon`, `a column for the Beacon`: of bodies the same is said, so that the name
    has to be one that papers have.
    """
    at = start_of_lead(sent, first)
    if at < 1 or sent.tokens[at].text.lower() not in _PREPOSITIONS:
        return False
    return any(t.lemma.lower() in _IN_PRINT for t in sent.tokens[max(0, at - 2) : at])


def speaks_or_is_told(sent: Sentence, token: Token) -> bool:
    """Whether an ordinary word stands where only a medium's name would.

    With its article it says or is told something (`the Guardian said`, `according to the Age`),
    without one it reports (`Nature reported`) or is told.
    """
    after = sent.tokens[token.i + 1 : token.i + 2]
    if any(t.upos in ("NOUN", "PROPN", "ADJ", "PART") or t.text == "of" for t in after):
        return False
    verb = sent.tokens[token.head] if token.head >= 0 else token
    if token.deprel == "nsubj" and verb.lemma == "report":
        return True
    lead = leading(sent, token.i)
    if not has_article(sent, token.i):
        return lead in ("told", "on") and token.upos == "PROPN"
    return lead is not None or in_print(sent, token.i) or says(sent, token, token.i)


def says(sent: Sentence, name: Token, first: int) -> bool:
    """Whether a name with an article says so, or stands behind `according to`.

    ``name`` is its head, ``first`` its first word.
    """
    verb = sent.tokens[name.head] if name.head >= 0 else name
    stating = verb.lemma in lx.STATING or any(t.lemma == "editorial" for t in sent.tokens[:first])
    said = name.deprel == "nsubj" and stating
    ahead = [t.text.lower() for t in sent.tokens[max(0, first - 3) : first - 1]]
    return said or ahead == ["according", "to"]


def has_article(sent: Sentence, first: int) -> bool:
    """Whether `the` stands right before the word at ``first``."""
    return first > 0 and sent.tokens[first - 1].text.lower() == "the"


def _passed(token: Token) -> bool:
    """Whether a word may stand between a name and what leads to it."""
    noun = token.upos in ("NOUN", "PROPN") and token.lemma.lower() in NEWS | QUALIFIED | ALONE
    owner = token.upos == "PRON" and token.dep in ("nmod", "det")
    state = token.lemma.lower() in ("state", "own", "run", "-")
    return noun or owner or state or token.upos in ("DET", "ADJ") or token.text in OWNING
