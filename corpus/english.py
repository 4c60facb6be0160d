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


def without_that(text: str, span: Span) -> Span:
    """The span without a leading conjunction ``that``; unchanged where there is none."""
    start, end = span
    if text[start : start + 5].lower() != "that ":
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
