"""A raw text cut into blocks: one paragraph, heading, caption or menu line each.

Scraped text keeps a paragraph in one line, or hard-wraps it at some width. Which of the two a
file does is read from its lines: in wrapped text the next word would not have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.spans import Span

_NEWLINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# White space, control characters, byte order mark and zero-width marks at the ends of a line.
_EDGE = (
    "".join(map(chr, range(0x21)))
    + "".join(map(chr, range(0x7F, 0xA1)))
    + "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    + "\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
MIN_WIDTH, MAX_WIDTH = 40, 120  # columns between which a text may be hard-wrapped
_SHORT = 0.75  # a line this much shorter than the width, with a full stop, ends a paragraph


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space and control characters at its ends; may be empty."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(_EDGE))
    return Span(start + left, start + left + len(piece.strip(_EDGE)))


def lines(text: str) -> Iterator[Span]:
    """Every line of the text, trimmed; blank lines come as empty spans."""
    start = 0
    for match in _NEWLINE.finditer(text):
        yield trimmed(text, start, match.start())
        start = match.end()
    yield trimmed(text, start, len(text))


def blocks(text: str) -> list[Span]:
    """The blocks of a text in order: its lines, or its paragraphs where lines are wrapped."""
    groups = _groups(text)
    width = _wrap_width(text, groups)
    if width is None:
        return [line for group in groups for line in group]
    return [block for group in groups for block in _unwrap(text, group, width)]


def _groups(text: str) -> list[list[Span]]:
    groups: list[list[Span]] = []
    open_group = False
    for line in lines(text):
        if line.length == 0:
            open_group = False
        elif open_group:
            groups[-1].append(line)
        else:
            groups.append([line])
            open_group = True
    return groups


def _wrap_width(text: str, groups: list[list[Span]]) -> int | None:
    """The column at which the text is hard-wrapped, or None where a line is a paragraph."""
    pairs = [pair for group in groups for pair in pairwise(group)]
    if len(pairs) < 3:
        return None
    lengths = sorted(first.length for first, _ in pairs)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return None
    if sum(second.length <= 1.2 * width for _, second in pairs) < 0.9 * len(pairs):
        return None
    full = sum(_is_full(text, first, second, width) for first, second in pairs)
    running = sum(not _TERMINAL.search(first.of(text)) for first, _ in pairs)
    return width if full >= 0.6 * len(pairs) and running >= 0.5 * len(pairs) else None


def _is_full(text: str, first: Span, second: Span, width: int) -> bool:
    """Whether the first word of the second line would hardly have fitted on the first."""
    word = second.of(text).split(maxsplit=1)[0]
    return first.length + 1 + len(word) > 0.9 * width


def _unwrap(text: str, group: list[Span], width: int) -> Iterator[Span]:
    """Join the lines of one group into paragraphs."""
    start = group[0].start
    for line, following in zip(group, [*group[1:], None], strict=True):
        ends = line.length < _SHORT * width and _TERMINAL.search(line.of(text))
        if following is None or ends or line.length > 1.5 * width:
            yield Span(start, line.end)
            start = following.start if following else line.end
