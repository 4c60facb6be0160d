"""Level 2: hash, length and offsets, and quotation marks around segments.

Of a document without text only the offsets are checked, by the length that it states.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from corpus.checks.base import Fault, View, at, table
from corpus.records import text_sha256
from corpus.spans import Span

CHECKS, _check = table()

DOUBLE_MARKS = frozenset('"“”„‟«»「」『』〝〞〟＂″')
MARKS = DOUBLE_MARKS | frozenset("'‘’‚‛‹›`´′")
_CURLY = re.compile("[“”]")


@_check("T-HASH")
def text_has_hash(view: View) -> Iterator[Fault]:
    if view.text is not None:
        found = text_sha256(view.text)
        if found != view.doc.text_sha256:
            yield "text_sha256", f"the text has the hash {found[:12]}…"


@_check("T-LENGTH")
def text_has_length(view: View) -> Iterator[Fault]:
    if view.text is not None and view.doc.text_length != view.length:
        yield "text_length", f"the text has {view.length} code points, not {view.doc.text_length}"


@_check("T-EMPTY")
def spans_go_forward(view: View) -> Iterator[Fault]:
    for path, i, (start, end) in view.unsound_spans:
        if start >= end:
            yield at(path, i), f"[{start}, {end}) covers nothing"


@_check("T-RANGE")
def spans_lie_in_text(view: View) -> Iterator[Fault]:
    for path, i, (start, end) in view.unsound_spans:
        if start < end:
            yield at(path, i), f"[{start}, {end}) ends beyond {view.length}"


@_check("T-ORDER")
def spans_are_sorted(view: View) -> Iterator[Fault]:
    for path, spans in view.lists:
        for i in range(1, len(spans)):
            left, right = spans[i - 1], spans[i]
            if right[0] < left[1] and left[0] < left[1] and right[0] < right[1]:
                yield at(path, i), f"begins at {right[0]}, before the end {left[1]} of the last"


@_check("T-BODY")
def spans_lie_in_body(view: View) -> Iterator[Fault]:
    for path, i, span, homes in _strays(view):
        if None in homes:
            yield at(path, i), f"[{span[0]}, {span[1]}) is not inside a span of the body"


@_check("T-PARAGRAPH")
def spans_keep_to_paragraph(view: View) -> Iterator[Fault]:
    for path, i, _, (first, last) in _strays(view):
        if first is not None and last is not None:
            yield at(path, i), f"begins in paragraph {first} of the body and ends in {last}"


@_check("T-SPACE")
def segments_are_tight(view: View) -> Iterator[Fault]:
    if view.text is not None:
        for path, i, span, _ in view.segments:
            if _loose(view.text, span):
                yield f"{path}.segments[{i}]", f"[{span[0]}, {span[1]}) has white space at an end"


@_check("T-LOOSE")
def other_spans_are_tight(view: View) -> Iterator[Fault]:
    if view.text is None:
        return
    segments = {span for _, _, span, _ in view.segments}
    for path, i, span in view.sound_spans:
        if path != "body" and span not in segments and _loose(view.text, span):
            yield at(path, i), f"[{span[0]}, {span[1]}) has white space at an end"


@_check("T-MARK")
def segments_exclude_marks(view: View) -> Iterator[Fault]:
    text = view.text
    if text is None:
        return
    for path, i, (start, end), _ in view.segments:
        own_first = _own(text[start:end], 0) and not _mark_before(text, start)
        own_last = _own(text[start:end], -1) and not _mark_after(text, end)
        if own_first or own_last:
            mark = text[start] if own_first else text[end - 1]
            side = "begins" if own_first else "ends"
            yield f"{path}.segments[{i}]", f"{side} with its own mark {mark}"


@_check("T-UNMARKED")
def segments_stand_in_marks(view: View) -> Iterator[Fault]:
    """One missing mark is the text's own fault; the middle paragraphs of many may lack both."""
    text = view.text
    if text is None:
        return
    for path, i, (start, end), quotation in view.segments:
        marked = text[start] in MARKS or text[end - 1] in MARKS
        inner = 0 < i < len(quotation.segments) - 1
        if not (marked or inner or _mark_before(text, start) or _mark_after(text, end)):
            yield f"{path}.segments[{i}]", "no quotation mark stands before it or after it"


@_check("T-PAIRS")
def segments_hold_one_pair(view: View) -> Iterator[Fault]:
    if view.text is not None:
        for path, i, span, _ in view.segments:
            marks = "".join(_CURLY.findall(view.text, span[0] + 1, span[1] - 1))
            if marks.startswith("”") and "“" in marks:
                yield f"{path}.segments[{i}]", "a mark closes inside it and another opens"


def _strays(view: View) -> Iterator[tuple[str, int, Span, tuple[int | None, int | None]]]:
    """Spans that lie in no one paragraph, each with the paragraphs of its first and last point."""
    body = sorted(span for span in view.doc.body if span[0] < span[1])
    starts = [span[0] for span in body]

    def home(point: int) -> int | None:
        place = bisect_right(starts, point) - 1
        return place if place >= 0 and point < body[place][1] else None

    for path, i, span in view.sound_spans:
        place = bisect_right(starts, span[0]) - 1
        if (place < 0 or span[1] > body[place][1]) and path != "body":
            yield path, i, span, (home(span[0]), home(span[1] - 1))


def _loose(text: str, span: Span) -> bool:
    return text[span[0]].isspace() or text[span[1] - 1].isspace()


def _own(segment: str, side: int) -> bool:
    """Whether the mark at that end is the segment's own, not one of an inner pair."""
    char, other, inner = segment[side], segment[-1 - side], segment[1:-1]
    if char not in DOUBLE_MARKS:
        return char in MARKS and other in MARKS and other not in DOUBLE_MARKS and len(segment) > 1
    if char in "“”":
        partner = "”" if char == "“" else "“"
        return inner.count(partner) <= inner.count(char)
    return inner.count(char) % 2 == 0


def _mark_before(text: str, start: int) -> bool:
    while start > 0 and text[start - 1].isspace() and text[start - 1] not in "\r\n":
        start -= 1
    return start > 0 and text[start - 1] in MARKS


def _mark_after(text: str, end: int) -> bool:
    while end < len(text) and text[end].isspace() and text[end] not in "\r\n":
        end += 1
    return end < len(text) and text[end] in MARKS
