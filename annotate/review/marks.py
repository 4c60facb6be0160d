"""The words between quotation marks inside a span, for a quotation that gets another type."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.checks.text import MARKS
from corpus.spans import Span, merge, trim

_PAIRS = re.compile(
    r"“([^”“]+)”|\"([^\"\n]+)\"|«([^»«]+)»|„([^“”„]+)[“”]|「([^」「]+)」|‘([^‘]+?)’(?!\w)"
)


def marked(text: str, content: Iterable[Span]) -> tuple[Span, ...]:
    """The segments of a content: itself where marks stand around it, else the pairs within.

    Nothing where there are no marks.
    """
    found: list[Span] = []
    for span in content:
        before = text[span.start - 1 : span.start] if span.start else ""
        if before in MARKS and text[span.end : span.end + 1] in MARKS and before:
            found.append(span)
            continue
        for match in _PAIRS.finditer(text, span.start, span.end):
            group = next(i for i, words in enumerate(match.groups(), 1) if words is not None)
            inside = trim(text, match.span(group))
            if inside is not None:
                found.append(inside)
    return tuple(found)


def tidy(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans sorted, joined where they overlap, without white space at their ends."""
    trimmed = [trim(text, span) for span in spans]
    return merge(span for span in trimmed if span is not None)


def bare(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same without a quotation mark at either end that is the pair of the other."""
    out = []
    for span in tidy(text, spans):
        first, last = text[span.start], text[span.end - 1]
        if span.length > 2 and first in MARKS and last in MARKS:
            inner = trim(text, (span.start + 1, span.end - 1))
            out.append(inner or span)
        else:
            out.append(span)
    return tuple(out)
