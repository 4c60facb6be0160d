"""Quotation marks in a paragraph, each with what its shape and its neighbours say of it.

A mark gets three costs, one for each reading: it opens a segment, it closes one, or it is no
quotation mark at all (an apostrophe, an inch sign, a ditto, a slip). A cost of 0 is a reading
that nothing speaks against; about 3 is one that a reader takes only if all else is worse. The
costs are set by hand from reading news texts; `annotate.segments_search` weighs them together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Family(Enum):
    """Marks that can close each other without surprise."""

    DOUBLE = "double"
    SINGLE = "single"
    GUILLEMET = "guillemet"
    CORNER = "corner"
    WHITE_CORNER = "white corner"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark, which may be written with two characters, and the cost of each reading of it."""

    start: int
    end: int
    text: str
    family: Family
    style: str
    opens: float
    closes: float
    ignored: float
    splits: bool = False  # two single marks that may also close two segments


# Character -> family, style, direction (1 opens, -1 closes, 0 says nothing).
_SHAPES: dict[str, tuple[Family, str, int]] = {
    '"': (Family.DOUBLE, "straight", 0),
    "＂": (Family.DOUBLE, "straight", 0),
    "“": (Family.DOUBLE, "curly", 1),
    "‟": (Family.DOUBLE, "curly", 1),
    "„": (Family.DOUBLE, "low", 1),
    "”": (Family.DOUBLE, "curly", -1),
    "〝": (Family.DOUBLE, "prime", 1),
    "〞": (Family.DOUBLE, "prime", -1),
    "〟": (Family.DOUBLE, "prime", -1),
    "'": (Family.SINGLE, "straight", 0),
    "＇": (Family.SINGLE, "straight", 0),
    "´": (Family.SINGLE, "straight", 0),
    "`": (Family.SINGLE, "tex", 1),
    "‘": (Family.SINGLE, "curly", 1),
    "‛": (Family.SINGLE, "curly", 1),
    "‚": (Family.SINGLE, "low", 1),
    "’": (Family.SINGLE, "curly", -1),
    "«": (Family.GUILLEMET, "double", 1),
    "»": (Family.GUILLEMET, "double", -1),
    "‹": (Family.GUILLEMET, "simple", 1),
    "›": (Family.GUILLEMET, "simple", -1),
    "「": (Family.CORNER, "", 1),
    "｢": (Family.CORNER, "", 1),
    "」": (Family.CORNER, "", -1),
    "｣": (Family.CORNER, "", -1),
    "『": (Family.WHITE_CORNER, "", 1),
    "』": (Family.WHITE_CORNER, "", -1),
}

# A double mark written with two single ones.
_PAIRED: dict[str, tuple[Family, str, int]] = {
    "``": (Family.DOUBLE, "tex", 1),
    "''": (Family.DOUBLE, "tex", 0),
    "´´": (Family.DOUBLE, "tex", 0),
    "‘‘": (Family.DOUBLE, "tex", 1),
    "‘’": (Family.DOUBLE, "tex", 1),
    "’’": (Family.DOUBLE, "tex", 0),
    "‹‹": (Family.GUILLEMET, "double", 1),
    "››": (Family.GUILLEMET, "double", -1),
}

_RUN = re.compile("[" + "".join(_SHAPES) + "]+")
# More marks than this in a row are a rule or an ornament, not quotation marks.
_LONGEST_RUN = 8
_TRAIL = 20  # white space looked through at the end of a paragraph
_APOSTROPHES = "'＇’´"

_OPENERS = frozenset("([{<¿¡/（［")
_CLOSERS = frozenset(".,;:!?)]}>…%‰。，、；：！？）］")
_DASHES = frozenset("-‐‑‒–—―~=|*_•·")

_ELISION = re.compile(
    r"(?:(?:em|til|tis|twas|twere|bout|cos|cuz|n|nuff|ello|neath|tween|fraid|nother|ere)"
    r"|(?:s|t|d|m|re|ve|ll)|\d\ds?)(?![^\W_])",
    re.IGNORECASE,
)
_DOUBTFUL_ELISION = re.compile(r"(?:cause|round|till|hood|er|is|im)(?![^\W_])", re.IGNORECASE)
_FEET = re.compile(r"\d['’′]\s?\d{1,2}(?:[.½¼¾]\d*)?$")
_CLIPPED = re.compile(r"[a-z]{2}in$|\b(?:o|an|th|ol)$", re.IGNORECASE)


def find_marks(text: str, start: int, end: int) -> list[Mark]:
    """Every possible quotation mark in ``text[start:end]``, in text order.

    An apostrophe between two letters is left out. Offsets are those of the whole text.
    """
    marks: list[Mark] = []
    for match in _RUN.finditer(text, start, end):
        left, right = match.span()
        if right - left > _LONGEST_RUN:
            continue
        before = text[left - 1] if left > start else " "
        after = text[right] if right < end else " "
        if right - left == 1 and _joins_letters(text[left], before, after):
            continue
        for i, j in _split(match.group(), before, after):
            marks.append(_weigh(text, (start, end), (left, right), (left + i, left + j)))
    return marks


def _joins_letters(char: str, before: str, after: str) -> bool:
    return char in _APOSTROPHES and before.isalnum() and after.isalnum()


def _split(run: str, before: str, after: str) -> list[tuple[int, int]]:
    """Cut a run of marks into marks of one or two characters.

    Of three equal single marks the pair is the outer mark: ``'''`` opens a double mark and then a
    single one before a word, and closes them in the other order after one.
    """
    opening = _side(before) in "so" and _side(after) not in "sp"
    out, i = [], 0
    while i < len(run):
        pair = run[i : i + 2]
        odd = run[i : i + 3] == run[i] * 3 and len(run[i:]) == len(run[i:].rstrip(run[i])) + 3
        if pair in _PAIRED and not (odd and not opening):
            out.append((i, i + 2))
            i += 2
        else:
            out.append((i, i + 1))
            i += 1
    return out


def _side(char: str) -> str:
    """Class of a neighbour: space, opening, closing punctuation, dash (x), ellipsis or word."""
    if char.isspace():
        return "s"
    if char in _OPENERS:
        return "o"
    if char == "…":
        return "e"
    if char in _CLOSERS:
        return "p"
    if char in _DASHES:
        return "x"
    return "w"


_OPEN_COST = {
    "sw": 0.0, "so": 0.0, "sx": 0.2, "se": 0.3, "sp": 1.5, "ss": 0.7,
    "ow": 0.0, "oo": 0.0, "ox": 0.2, "oe": 0.3, "op": 1.5, "os": 1.0,
    "xw": 0.3, "xo": 0.3, "xx": 1.0, "xe": 0.6, "xp": 2.0, "xs": 2.0,
    "pw": 1.0, "po": 1.0, "px": 2.0, "pe": 1.5, "pp": 3.0, "ps": 3.0,
    "ew": 1.0, "eo": 1.0, "ex": 2.0, "ee": 2.0, "ep": 3.0, "es": 3.0,
    "ww": 1.5, "wo": 2.0, "wx": 2.5, "we": 2.0, "wp": 3.0, "ws": 3.0,
}  # fmt: skip
_CLOSE_COST = {
    "sw": 3.0, "so": 2.0, "sx": 1.0, "se": 2.0, "sp": 0.7, "ss": 0.7,
    "ow": 3.0, "oo": 3.0, "ox": 2.0, "oe": 2.0, "op": 1.5, "os": 1.5,
    "xw": 2.0, "xo": 1.5, "xx": 1.0, "xe": 1.0, "xp": 0.3, "xs": 0.3,
    "pw": 0.5, "po": 0.2, "px": 0.0, "pe": 0.2, "pp": 0.0, "ps": 0.0,
    "ew": 0.5, "eo": 0.2, "ex": 0.0, "ee": 0.2, "ep": 0.0, "es": 0.0,
    "ww": 1.5, "wo": 0.5, "wx": 0.0, "we": 0.3, "wp": 0.0, "ws": 0.0,
}  # fmt: skip


def _weigh(
    text: str, bounds: tuple[int, int], run: tuple[int, int], place: tuple[int, int]
) -> Mark:
    """Cost the readings of the mark at ``place``, which stands in a ``run`` of marks.

    The neighbours that count are those of the whole run: in ``he said 'no'."`` both marks close.
    """
    before = text[run[0] - 1] if run[0] > bounds[0] else " "
    after = text[run[1]] if run[1] < bounds[1] else " "
    # Dots before a word, as in "...and", are an ellipsis that opens.
    sides = _side(before) + ("e" if text[run[1] : run[1] + 2] == ".." else _side(after))
    chars = text[place[0] : place[1]]
    shape = _PAIRED[chars] if len(chars) == 2 else _SHAPES[chars]
    family, style, direction = shape
    opens, closes = _OPEN_COST[sides], _CLOSE_COST[sides]
    # A mark that points one way where only the other makes sense is likely a slip.
    against = max(opens if direction > 0 else 0.0, closes if direction < 0 else 0.0) >= 3.0
    if direction > 0:
        opens, closes = 0.3 * opens + (1.0 if against else 0.0), 2.0 + closes
    elif direction < 0:
        opens, closes = 1.5 + opens, 0.3 * closes + (1.0 if against else 0.0)
    if family is Family.SINGLE:
        opens += 0.2 if direction > 0 else 0.5
        ignored = _apostrophe_cost(text, bounds, run, chars, sides)
        if ignored < 0.5 and "s" not in sides[1]:
            opens += 1.0
    else:
        ignored = _slip_cost(text, bounds, run, place, sides) - (1.5 if against else 0.0)
    splits = family is Family.DOUBLE and len(chars) == 2
    return Mark(*place, chars, family, style, opens, closes, ignored, splits)


def _apostrophe_cost(
    text: str, bounds: tuple[int, int], run: tuple[int, int], char: str, sides: str
) -> float:
    """How much speaks against reading a single mark as an apostrophe or a foot sign."""
    left, right = sides[0], sides[1]
    if char in "‘‛":  # set by programs before an elision, and by writers within a name
        return 0.5 if left == "w" or _ELISION.match(text, run[1], bounds[1]) else 2.5
    if char not in _APOSTROPHES:
        return 1.0 if char == "`" else 2.5
    if left in "sox" and right == "w":
        if _ELISION.match(text, run[1], bounds[1]):
            return 0.3
        if _DOUBTFUL_ELISION.match(text, run[1], bounds[1]):
            return 1.0
        return 1.5 if char == "’" else 2.0
    if left == "w" and right in "spxeo":
        if run[1] - run[0] > 1:
            return 2.0
        return _possessive_cost(text, bounds, run[0]) + (0.7 if right in "pe" else 0.0)
    if left in "pe" and right in "spex":
        return 3.0
    return 1.0 if sides == "ss" else 2.0


def _possessive_cost(text: str, bounds: tuple[int, int], position: int) -> float:
    last = text[position - 1]
    if text[max(bounds[0], position - 2) : position].lower() in ("'n", "’n", "‘n"):
        return 0.2  # rock 'n' roll
    if last.isdigit():
        return 0.6
    if last in "sSzZxX" or _CLIPPED.search(text, max(bounds[0], position - 8), position):
        return 0.8
    return 1.5


def _slip_cost(
    text: str, bounds: tuple[int, int], run: tuple[int, int], place: tuple[int, int], sides: str
) -> float:
    """How much speaks against reading a mark of another family as no mark at all."""
    start, end = place
    char = text[start]
    if _doubled(text, run, place, sides):
        return 1.0
    if char in '"”″' and start > bounds[0] and text[start - 1].isdigit():
        head = text[max(bounds[0], start - 8) : start]
        return 0.2 if _FEET.search(head) else 1.2
    if sides == "ss":
        # Alone between spaces: a ditto, or at the end an opening mark torn from its paragraph.
        if char == '"':
            return 1.5
        last = bounds[1] - end < _TRAIL and not text[end : bounds[1]].strip()
        return 0.5 if last else 2.5
    # A curly mark where one should open is there for a reason.
    return 5.0 if char in "“«„" and sides in ("sw", "ow") else 4.0


def _doubled(text: str, run: tuple[int, int], place: tuple[int, int], sides: str) -> bool:
    """Whether the mark doubles its inner neighbour: the outer of two equal marks."""
    start, end = place
    same_after = end + (end - start) <= run[1] and text.startswith(text[start:end], end)
    same_before = start - (end - start) >= run[0] and text.endswith(text[start:end], 0, start)
    return (same_after and sides[0] in "sox") or (same_before and sides[1] in "spex")
