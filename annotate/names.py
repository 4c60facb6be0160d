"""Whether two names can be those of one person, body or outlet, by the conventions of news prose.

A full name comes first, then the surname, an acronym, or the head of the name.
"""

from __future__ import annotations

import re

from corpus.entities import fold

_VOWELS = re.compile("[aeiou]+")
_DOUBLE = re.compile(r"(.)\1+")
_SMALL = frozenset("of the and for in on to de la du des del a".split())


def initials(name: str) -> tuple[str, str]:
    """The initials of a name in capitals: of all its words, and without the small ones."""
    words = [w for w in re.split(r"[\s\-]+", name) if w]
    full = "".join(w[0] for w in words)
    return full.upper(), "".join(w[0] for w in words if w.lower() not in _SMALL).upper()


def is_acronym(short: str, long: str) -> bool:
    """Whether ``short`` is made of the initials of the words of ``long``, small words optional."""
    letters = short.replace(".", "").upper()
    if len(letters) < 2:
        return False
    return letters in initials(long) or (len(letters) > 2 and _spells(letters, long))


def _spells(letters: str, name: str) -> bool:
    """Whether the initials of a name spell ``letters`` if some small words are passed over."""
    at = 0
    for word in re.split(r"[\s\-]+", name):
        if at < len(letters) and word[:1].upper() == letters[at]:
            at += 1
        elif word.lower() not in _SMALL:
            return False
    return at == len(letters)


def keys(name: str) -> set[str]:
    """Words by which a name is looked up: two names of one entity always share one of them."""
    folded = fold(name)
    acronyms = {f"~{letters}" for letters in initials(name) if len(letters) > 1}
    return {
        *folded.split(),
        folded.replace(" ", ""),
        f"~{name.replace('.', '').upper()}",
        *acronyms,
    }


def same_name(a: str, b: str, label: str) -> bool:
    """Whether two names of one label can name the same entity."""
    fa, fb = fold(a), fold(b)
    if fa == fb or fa.replace(" ", "") == fb.replace(" ", ""):
        return True
    wa, wb = fa.split(), fb.split()
    if not wa or not wb:
        return False
    if label == "PERSON":
        return same_person(wa, wb)
    if label in ("ORG", "WORK") and (is_acronym(a, b) or is_acronym(b, a)):
        return True
    if label == "ORG" and min(len(wa), len(wb)) >= 2:
        short, long = sorted((wa, wb), key=len)
        return long[-len(short) :] == short
    return False


def same_person(wa: list[str], wb: list[str]) -> bool:
    """Whether two folded names, as words, can be those of one person."""
    short, long = sorted((wa, wb), key=len)
    if len(short) == 1:
        # a surname may come first (Han Sol-mi), last (Ada Quist), or before the mother's (Juan
        # Carlos Mora Quist); a first name is rarer
        return short[0] in (long[0], long[-1]) or (
            len(long) > 2 and short[0] in (long[1], long[-2])
        )
    if len(short) == len(long) and all(map(_spelt_alike, short, long)):
        return True
    if short[-1] == long[-1] and (short[0] == long[0] or short[0][0] == long[0][0]):
        return len(short) != len(long) or short[0] == long[0] or 1 in (len(short[0]), len(long[0]))
    return all(word in long for word in short)


def _spelt_alike(a: str, b: str) -> bool:
    """Whether two words are one in two spellings: `Yusuf` and `Yousuf`, not `Jane` and `June`."""
    return a == b or (_skeleton(a) == _skeleton(b) and len(_VOWELS.sub("", _skeleton(a))) > 2)


def _skeleton(word: str) -> str:
    """What a word has in any spelling: no letter twice in a row, and vowels at its ends alone."""
    single = _DOUBLE.sub(r"\1", word)
    return single[:1] + _VOWELS.sub("", single[1:-1]) + single[-1:]
