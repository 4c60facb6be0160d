"""The little that the corpus itself must know of English: `that`, and what a name matches."""

from __future__ import annotations

import re

from corpus.spans import Span, trim

_WORD = re.compile(r"\w+")


def word_set(words: str) -> frozenset[str]:
    """The words of a string, for small word lists."""
    return frozenset(words.split())


# After these the word `that` is a pronoun, and part of what is reported: `that was wrong`.
_VERBS = word_set(
    "is was were are will would could should can may might must has had does did means meant "
    "makes made isn wasn won wouldn couldn doesn didn hasn s ll d"
)
_PRONOUNS = word_set(
    "he she they i we you it who whom him her them me us this that these those himself herself "
    "themselves itself myself ourselves which one some many others"
)
_PREPOSITIONS = word_set("of for to at in on by with from near against about under")
_TITLES = word_set(
    "mr mrs ms dr sir president prime minister senator sen governor gov general gen secretary "
    "chairman king queen prince princess the"
)
_POSSESSIVE = re.compile(r"[’']s?\s+\w")


def without_that(text: str, span: Span) -> Span:
    """The span without a leading conjunction ``that``; unchanged where there is none.

    With a capital it begins a sentence, and there it is a demonstrative: `That helped them`.
    """
    start, end = span
    if text[start : start + 5] != "that ":
        return span
    rest = trim(text, (start + 5, end))
    following = _WORD.match(text, rest[0], rest[1]) if rest else None
    if rest is None or (following and following[0].lower() in _VERBS):
        return span
    return rest


def names_match(mention: str, name: str) -> bool:
    """Whether a mention can stand for a name: a word of it, or its initials (``U.S.``)."""
    left = {word.casefold() for word in _WORD.findall(mention)}
    words = [word.casefold() for word in _WORD.findall(name)]
    if left & set(words):
        return True
    letters = "".join(char for char in mention.casefold() if char.isalnum())
    initials = "".join(word[0] for word in words)
    return len(letters) > 1 and letters == initials


def is_pronoun(words: str) -> bool:
    """Whether a mention is a pronoun, which names nobody by itself."""
    return words.strip().casefold() in _PRONOUNS


def same_head(text: str, left: Span, right: Span) -> bool:
    """Whether two mentions that overlap can stand for the same one.

    False where the shorter is but a modifier of the longer: ``Row`` in ``Row’s lawyer`` or in
    ``a lawyer for Mr. Row``.
    """
    if not left.overlaps(right):
        return False
    short, long = sorted((left, right), key=lambda span: span.length)
    if not long.covers(short):
        return True
    before = text[long.start : short.start].replace(".", "").split()
    while before and before[-1].casefold() in _TITLES:
        before.pop()
    if before and before[-1].casefold() in _PREPOSITIONS:
        return False
    return not _POSSESSIVE.match(text, short.end, long.end)
