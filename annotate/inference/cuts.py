"""Cuts that cannot be any: ends of sentences within a name, words taken for two.

A tokenizer that learned on little text ends a sentence now and then between the parts of a name it
has never seen (`Minister Irena | Calvossy said`) or behind the short form of a title; parsed by
halves, nobody there says anything. And it learned on web text, where `its` is often `it's`.
"""

from __future__ import annotations

import re

# Words that open a sentence, and no second part of a name.
_OPENERS = frozenset(
    """the a an this that these those it its he his she her they their we our i my you your there
    here in on at by for from with as of to and but or so if when while after before since until
    what who why how where which no not all some many most""".split()
)
# Words of letters alone that are two; what else web text runs together, news does not.
_RUN_TOGETHER = frozenset("cannot gonna wanna gotta gimme lemme".split())
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Rep|Sen|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Brig|Supt|Insp|Hon|Rev|Atty"
    r"|Sec)\.$"
)
_LAST_WORD = re.compile(r"[^\W\d_][\w'’-]*$")
_FIRST_WORD = re.compile(r"[^\W\d_][\w'’]*")
_HEADING = re.compile(r"\b[A-Z]{2,} [A-Z]{2,}$")
# Hyphens part other words.
_WHOLE = re.compile(r"\b[Oo]p-[Ee]ds?\b")
_REACH = 40  # characters of which a word next to an end is read


def within_name(text: str, end: int, start: int) -> bool:
    """Whether what ends at ``end`` and goes on at ``start`` is one name, on one line.

    Both sides begin with a capital and nothing but a space is between them; the right one is no
    word that opens a sentence, and the left ones are no heading in capitals.
    """
    if text[end:start].strip(" ") or end == start:
        return False
    after = _FIRST_WORD.match(text, start)
    if after is None or not after[0][0].isupper():
        return False
    before = text[max(0, end - _REACH) : end]
    if _TITLE.search(before):
        return True
    last = None if _HEADING.search(before) else _LAST_WORD.search(before)
    return bool(last and last[0][0].isupper() and after[0].lower() not in _OPENERS)


def within_word(text: str) -> list[int]:
    """The places of ``text`` at which no token ends, for what stands there is one word."""
    return [i for word in _WHOLE.finditer(text) for i in range(word.start(), word.end() - 1)]


def is_one_word(token: str) -> bool:
    """Whether a token cannot be several words: `its`, `giant`, but not `cannot` or `it's`."""
    return token.isalpha() and token.lower() not in _RUN_TOGETHER
