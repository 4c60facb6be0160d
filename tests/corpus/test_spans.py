"""Spans and the converters of offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spans import (
    Span,
    SpanError,
    from_utf8,
    from_utf16,
    intersect,
    merge,
    to_utf8,
    to_utf16,
    trim,
)

TEXTS = st.text(alphabet="aé\u0301가😀𠀋\u202b\r\n\x00", max_size=30)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8)


@st.composite
def text_and_span(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text)))
    return text, Span(start, draw(st.integers(start, len(text))))


@given(text_and_span())
def test_utf16_round_trip(case: tuple[str, Span]) -> None:
    text, span = case
    start, end = to_utf16(text, span)
    units = text.encode("utf-16-le")
    assert units[2 * start : 2 * end].decode("utf-16-le") == span.of(text)
    assert from_utf16(text, (start, end)) == span


@given(text_and_span())
def test_utf8_round_trip(case: tuple[str, Span]) -> None:
    text, span = case
    start, end = to_utf8(text, span)
    assert text.encode()[start:end].decode() == span.of(text)
    assert from_utf8(text, (start, end)) == span


@given(TEXTS, st.integers(0, 130), st.integers(0, 130))
def test_offsets_convert_exactly_or_raise(text: str, start: int, end: int) -> None:
    borders = {len(text[:i].encode()) for i in range(len(text) + 1)}
    if start in borders and end in borders and start <= end:
        span = from_utf8(text, (start, end))
        assert to_utf8(text, span) == (start, end)
    else:
        with pytest.raises(SpanError):
            from_utf8(text, (start, end))


@pytest.mark.parametrize(
    ("text", "span", "reason"),
    [
        ("a😀b", (2, 3), "inside a character"),
        ("a😀b", (1, 2), "inside a character"),
        ("a😀b", (0, 5), "beyond the text"),
        ("a😀b", (3, 1), "reversed"),
        ("a😀b", (-1, 1), "negative"),
    ],
)
def test_utf16_offsets_that_are_none(text: str, span: tuple[int, int], reason: str) -> None:
    with pytest.raises(SpanError, match=reason):
        from_utf16(text, span)


@pytest.mark.parametrize("span", [(0, 4), (2, 1), (-1, 2)])
def test_code_points_outside_the_text(span: tuple[int, int]) -> None:
    with pytest.raises(SpanError):
        to_utf16("abc", span)
    with pytest.raises(SpanError):
        to_utf8("abc", span)


def test_span_relations() -> None:
    span = Span(2, 5)
    assert span.length == 3
    assert span.covers((2, 5))
    assert not span.covers((1, 3))
    assert span.overlaps((4, 9))
    assert not span.overlaps((5, 9))
    assert span.of("abcdefg") == "cde"


def test_trim() -> None:
    assert trim(" a b\n", (0, 5)) == Span(1, 4)
    assert trim("  \t ", (0, 4)) is None
    assert trim("abc", (1, 1)) is None


def points(spans: object) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}  # type: ignore[attr-defined]


@given(SPANS)
def test_merge_keeps_the_points(spans: list[tuple[int, int]]) -> None:
    merged = merge(spans)
    assert points(merged) == points(spans)
    assert all(left.end < right.start for left, right in pairwise(merged))
    assert merge(merged) == merged


@given(SPANS, SPANS)
def test_intersect_keeps_the_common_points(
    left: list[tuple[int, int]], right: list[tuple[int, int]]
) -> None:
    assert points(intersect(left, right)) == points(left) & points(right)


def test_intersect_cuts_where_spans_touch() -> None:
    assert intersect([(0, 10)], [(1, 4), (4, 6)]) == (Span(1, 4), Span(4, 6))
