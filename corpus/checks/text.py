"""Level 2: hash, length and offsets, and quotation marks around segments.

Of a document without text only the offsets are checked, by the length that it states.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from corpus.checks.base import Fault, Located, Pair, View, table
from corpus.records import text_sha256
from corpus.selectors import selector_maker

CHECKS, _check = table()

DOUBLE_MARKS = frozenset('"“”„‟«»「」『』〝〞〟＂″')
MARKS = DOUBLE_MARKS | frozenset("'‘’‚‛‹›`´′")


@_check("T-HASH")
def text_has_hash(view: View) -> Iterator[Fault]:
    if view.text is not None:
        found = text_sha256(view.text)
        if found != view.data["text_sha256"]:
            yield "text_sha256", f"the text has the hash {found[:12]}…"


@_check("T-LENGTH")
def text_has_length(view: View) -> Iterator[Fault]:
    stated = int(view.data["text_length"])
    if view.text is not None and stated != view.length:
        units = {
            len(view.text.encode("utf-8")): ", the number of its bytes",
            len(view.text.encode("utf-16-le")) // 2: ", the number of its UTF-16 units",
        }
        message = f"the text has {view.length} code points, not {stated}"
        yield "text_length", message + units.get(stated, "")


@_check("T-EMPTY")
def spans_go_forward(view: View) -> Iterator[Fault]:
    for located in view.odd.unsound:
        start, end = located.pair
        if start >= end:
            yield located.path, f"[{start}, {end}) covers nothing"


@_check("T-RANGE")
def spans_lie_in_text(view: View) -> Iterator[Fault]:
    for located in view.odd.unsound:
        start, end = located.pair
        if start < end:
            yield located.path, f"[{start}, {end}) ends beyond {view.length}"


@_check("T-ORDER")
def spans_are_sorted(view: View) -> Iterator[Fault]:
    for owner, field, pairs in view.lists:
        for i, (left, right) in enumerate(pairwise(pairs), 1) if len(pairs) > 1 else ():
            if right[0] < left[1] and left[0] < left[1] and right[0] < right[1]:
                path = Located(owner, field, i, right).path
                yield path, f"begins at {right[0]}, before the end {left[1]} of the last"


@_check("T-BODY")
def spans_lie_in_body(view: View) -> Iterator[Fault]:
    for located in view.odd.strays:
        start, end = located.pair
        if None in _homes(view, located.pair):
            yield located.path, f"[{start}, {end}) is not inside a span of the body"


@_check("T-PARAGRAPH")
def spans_keep_to_paragraph(view: View) -> Iterator[Fault]:
    for located in view.odd.strays:
        first, last = _homes(view, located.pair)
        if first is not None and last is not None:
            yield located.path, f"begins in paragraph {first} of the body and ends in {last}"


@_check("T-SPACE")
def segments_are_tight(view: View) -> Iterator[Fault]:
    for located in view.odd.loose:
        if located.field == "segments":
            start, end = located.pair
            yield located.path, f"[{start}, {end}) has white space at an end"


@_check("T-LOOSE")
def other_spans_are_tight(view: View) -> Iterator[Fault]:
    if view.odd.loose:
        segments = {(start, end) for _, _, _, (start, end) in view.segments}
        for located in view.odd.loose:
            start, end = located.pair
            if (start, end) not in segments:
                yield located.path, f"[{start}, {end}) has white space at an end"


@_check("T-MARK")
def segments_exclude_marks(view: View) -> Iterator[Fault]:
    text = view.text
    if text is None:
        return
    for path, i, _, (start, end) in view.segments:
        if text[start] not in MARKS and text[end - 1] not in MARKS:
            continue
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
    for path, i, count, (start, end) in view.segments:
        if start and text[start - 1] in MARKS:
            continue  # as nearly all do
        marked = text[start] in MARKS or text[end - 1] in MARKS
        inner = 0 < i < count - 1
        if not (marked or inner or _mark_before(text, start) or _mark_after(text, end)):
            yield f"{path}.segments[{i}]", "no quotation mark stands before it or after it"


@_check("T-PAIRS")
def segments_hold_one_pair(view: View) -> Iterator[Fault]:
    text = view.text
    if text is None:
        return
    for path, i, _, (start, end) in view.segments:
        closing = text.find("”", start + 1, end - 1)
        if closing < 0 or "“" not in text[closing : end - 1]:
            continue
        if "“" not in text[start + 1 : closing]:
            yield f"{path}.segments[{i}]", "a mark closes inside it and another opens"


@_check("T-SELECTOR")
def selectors_find_their_spans(view: View) -> Iterator[Fault]:
    """Of a text that is not the one of the hash nothing can be said."""
    if view.text is None or not view.data.get("selectors"):
        return
    if text_sha256(view.text) != view.data["text_sha256"]:
        return
    make = selector_maker(view.doc)
    for i, selector in enumerate(view.doc.selectors):
        start, end = selector.span
        right = make(selector.kind, selector.span) if end <= view.length else None
        if right is None:
            yield f"selectors[{i}].span", f"[{start}, {end}) holds no word of the text"
        elif selector != right:
            names = ("tokens", "inset", "before", "after")
            odd = [name for name in names if getattr(selector, name) != getattr(right, name)]
            yield f"selectors[{i}]", f"differs in {', '.join(odd)} from that of [{start}, {end})"


def _homes(view: View, pair: Pair) -> tuple[int | None, int | None]:
    """The paragraphs of the first and the last code point of a span."""
    body = view.paragraphs
    starts = [paragraph[0] for paragraph in body]

    def home(point: int) -> int | None:
        place = bisect_right(starts, point) - 1
        return place if place >= 0 and point < body[place][1] else None

    return home(pair[0]), home(pair[1] - 1)


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
