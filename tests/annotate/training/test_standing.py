"""Labels of speakers, and the model of experts that is fitted to them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotate.training import standing
from annotate.training.standing import (
    by_words,
    channels,
    learn_standing,
    load_standings,
    rows_of_gold,
    rows_of_labels,
)
from annotate.trees import chances
from corpus.records import Outlet
from corpus.spans import Span
from tests.annotate.build import annotator
from tests.annotate.framing import Tale
from tests.annotate.test_expertise import LECTURER, MAYOR

TOLD = (
    "“We will wait,” Lena Moor told Radio Vell. || ccomp(told, wait) nsubj(told, Lena) "
    "iobj(told, Vell)"
)
TALE = Tale(LECTURER, MAYOR, TOLD)
GOLD = annotator(TALE.story).annotate(TALE.story.doc)
LABELS = [
    (TALE.span("Ada Quist, a lecturer at Vell University,"), "analyst"),
    (TALE.span("Tom Brand"), "person"),
    (TALE.span("Lena Moor"), "person"),
]


def test_a_label_goes_by_the_words_of_the_source() -> None:
    assert by_words("the  old\nmayor said", [(Span(0, 14), "person")]) == {
        "the old mayor": "person"
    }
    assert by_words(TALE.text, LABELS)["Tom Brand"] == "person"


def test_rows_of_labelled_persons() -> None:
    rows = list(rows_of_labels(TALE.ruled, LABELS))
    assert [expert for _, expert in rows] == [True, False, False]
    assert rows[0][0]["is_learned"] == 1.0


def test_rows_of_gold_leave_out_whom_a_medium_passes_on() -> None:
    first, second, third = GOLD.quotations
    assert third.outlet is not None
    rows = list(rows_of_gold(GOLD, TALE.ruled))
    assert [expert for _, expert in rows] == [True, False]
    none = replace(GOLD, quotations=(replace(first, outlet=None), second, third))
    assert [expert for _, expert in rows_of_gold(none, TALE.ruled)] == [False, False]
    assert isinstance(first.outlet, Outlet)


def test_the_forest_tells_whom_it_has_seen() -> None:
    rows = list(rows_of_labels(TALE.ruled, LABELS)) * 20
    first, *others = chances(learn_standing(rows), [facts for facts, _ in rows[:3]])
    assert first > 0.5 > max(others)


def test_rare_words_are_no_facts() -> None:
    def learned(often: int) -> tuple[str, ...]:
        said = [({"word_rarely": 1.0, "often": 1.0}, True)] * often
        more = [({"often": 1.0}, n % 2 == 0) for n in range(40)]
        return learn_standing([*said, *more, *[({}, False)] * 60]).names

    assert learned(3) == ("often",)
    assert learned(30) == ("often", "word_rarely")


def test_channels_for_the_tagger() -> None:
    channel = channels(TALE.ruled, LABELS)
    first, second, third = GOLD.quotations
    source = replace(first.speakers[0], mention=LABELS[0][0])
    assert channel(replace(first, speakers=(source,))) == "analyst"
    assert channel(second) == "none"
    assert channel(third) is None, "a medium stands in the sentence"
    assert channel(replace(second, speakers=())) is None
    assert channels(TALE.ruled, ())(second) is None


def test_the_labels_that_are_shipped() -> None:
    labels = load_standings()
    assert len(labels) > 250
    every = [each for rows in labels.values() for each in rows]
    assert {name for _, name in every} == set(standing._CHANNELS)
    for document, rows in labels.items():
        assert document.startswith("polnear/")
        spans = [span for span, _ in rows]
        assert spans == sorted(spans)
        assert all(span.length > 0 for span in spans)


@pytest.mark.parametrize("line", ["", "{}"])
def test_a_labels_file_that_is_none(tmp_path: Path, line: str) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises((KeyError, ValueError)):
        load_standings(path)


def test_a_label_is_of_whole_words() -> None:
    tale = Tale(
        "Brandon Moor said voters should wait. || ccomp(said, wait) nsubj(said, Brandon)",
        "Brand said voters should stay. || ccomp(said, stay) nsubj(said, Brand)",
        names="PERSON Brandon Moor",
    )
    whole = [(tale.span("Brandon Moor"), "analyst")]
    assert [expert for _, expert in rows_of_labels(tale.ruled, whole)] == [True]
