"""Windows: every word in sight, none too long, whole sentences where that can be."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.frames.windows import Window, cut, fill
from annotate.frames.words import COLUMNS, FIRST, LAST
from tests.annotate.framing import some_words

sentences = st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=9), min_size=1, max_size=12)
law = settings(deadline=None)
limits = st.tuples(st.integers(8, 30), st.integers(0, 30), st.integers(0, 20))


def pieces(window: Window) -> int:
    return sum(len(p) for p in window.words.pieces[window.start : window.stop])


def windows(sizes: list[list[int]], how: tuple[int, int, int]) -> list[Window]:
    limit, overlap, first = how
    return cut(some_words(sizes), limit=limit, overlap=min(overlap, limit - 1), first=first)


@law
@given(sentences, limits)
def test_every_word_is_in_a_window_and_windows_come_in_order(
    sizes: list[list[int]], how: tuple[int, int, int]
) -> None:
    found = windows(sizes, how)
    assert found[0].start == 0
    assert found[-1].stop == len(found[0].words)
    for one, other in pairwise(found):
        assert one.start < other.start <= one.stop
        assert one.stop < other.stop


@law
@given(sentences, limits)
def test_no_window_is_beyond_the_limit(sizes: list[list[int]], how: tuple[int, int, int]) -> None:
    assert all(0 < pieces(window) <= how[0] for window in windows(sizes, how))


@law
@given(sentences, limits)
def test_windows_are_of_whole_sentences_unless_one_is_too_long(
    sizes: list[list[int]], how: tuple[int, int, int]
) -> None:
    found = windows(sizes, how)
    words = found[0].words
    for border in {w.start for w in found} | {w.stop for w in found}:
        if 0 < border < len(words) and words.sentence[border - 1] == words.sentence[border]:
            assert sum(sizes[int(words.sentence[border])]) > how[0]


@law
@given(sentences, limits)
def test_neighbours_share_no_more_than_the_overlap(
    sizes: list[list[int]], how: tuple[int, int, int]
) -> None:
    found = windows(sizes, how)
    for one, other in pairwise(found):
        assert pieces(Window(one.words, other.start, one.stop)) <= how[1]


@law
@given(sentences, st.integers(1, 20))
def test_the_first_window_is_bounded_by_itself(sizes: list[list[int]], first: int) -> None:
    window = cut(some_words(sizes), limit=60, overlap=0, first=first)[0]
    alone = len({int(window.words.sentence[i]) for i in range(window.start, window.stop)}) == 1
    assert alone or pieces(window) <= first


def test_neighbours_share_what_the_overlap_allows() -> None:
    found = cut(some_words([[2, 2]] * 5), limit=12, overlap=4)
    assert [(w.start, w.stop) for w in found] == [(0, 6), (4, 10)]


def test_a_window_that_could_not_go_on_is_not_made() -> None:
    """The overlap goes where it leaves no room for the sentence that comes next."""
    found = cut(some_words([[2], [2], [2], [6, 6]]), limit=12, overlap=4)
    assert [(w.start, w.stop) for w in found] == [(0, 3), (3, 5)]


def test_a_long_sentence_is_cut_where_the_limit_is() -> None:
    found = cut(some_words([[4] * 5]), limit=9, overlap=0)
    assert [(w.start, w.stop) for w in found] == [(0, 2), (2, 4), (4, 5)]


def test_no_words_make_no_window() -> None:
    assert cut(some_words([])) == []


def test_how_far_a_word_is_from_where_the_document_goes_on() -> None:
    words = some_words([[1] * 9])
    assert Window(words, 0, 9).edge(0) >= 9
    assert [Window(words, 2, 6).edge(i) for i in (2, 3, 5)] == [0, 1, 1]
    assert Window(words, 0, 6).edge(0) == 6


@law
@given(st.lists(st.tuples(sentences, limits), min_size=1, max_size=3))
def test_arrays_of_a_batch(parts: list[tuple[list[list[int]], tuple[int, int, int]]]) -> None:
    batch = [window for sizes, how in parts for window in windows(sizes, how)]
    arrays = fill(batch)
    rows, longest = len(batch), max(map(pieces, batch)) + 2
    width = max(map(len, batch))
    assert arrays["ids"].shape == arrays["mask"].shape == (rows, longest)
    assert arrays["features"].shape == (rows, longest, len(COLUMNS))
    assert arrays["first"].shape == arrays["present"].shape == (rows, width)
    for row, window in enumerate(batch):
        size = pieces(window)
        ids = arrays["ids"][row]
        assert (ids[0], ids[size + 1]) == (FIRST, LAST)
        assert arrays["mask"][row].sum() == size + 2
        assert arrays["present"][row].sum() == len(window)
        for place in range(len(window)):
            own = window.words.pieces[window.start + place]
            at = int(arrays["first"][row, place])
            assert ids[at : at + len(own)].tolist() == own
            noted = window.words.features[window.start + place]
            assert (arrays["features"][row, at : at + len(own)] == noted).all()
        assert not arrays["features"][row, [0, size + 1]].any()
        assert not np.any(ids[size + 2 :])
