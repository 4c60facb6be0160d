"""Connectives at the head of a reported clause are the author's."""

from __future__ import annotations

import pytest

from tests.annotate.build import only, record


@pytest.mark.parametrize(
    ("line", "content"),
    [
        ("But voters should wait, Ada Quist said. || ccomp(said, wait)", "voters should wait"),
        (
            "However, voters should wait, Ada Quist said. || ccomp(said, wait) "
            "advmod(wait, However)",
            "voters should wait",
        ),
        ("Voters should wait, Ada Quist said. || ccomp(said, wait)", "Voters should wait"),
    ],
)
def test_a_content_begins_after_its_connective(line: str, content: str) -> None:
    assert only(record(line)).content == [content]


def test_words_in_marks_stay_as_they_are() -> None:
    line = "“But we will wait,” Ada Quist said. || ccomp(said, wait)"
    assert only(record(line)).content == ["But we will wait,"]
