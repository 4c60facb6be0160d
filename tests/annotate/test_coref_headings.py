"""Quoted words in headings."""

from __future__ import annotations

import pytest

from annotate.context import Context
from annotate.coref.headings import is_heading
from annotate.drafts import Draft
from annotate.linking import Entities
from annotate.segments import find_segments
from annotate.speakers import SpeakerFinder
from tests.annotate.build import REGISTRY, Paragraph, story


def drafts(*paragraphs: Paragraph) -> tuple[Context, list[Draft]]:
    made = story(*paragraphs)
    ctx = Context(made.doc, find_segments(made.doc.text or "", made.doc.body), made.analysis)
    return ctx, [
        Draft("direct", "speech", ctx.sentence_at(each.span.start), [each.span], [i])
        for i, each in enumerate(ctx.segments)
    ]


@pytest.mark.parametrize(
    ("words", "expected"), [("“We will walk”", True), ("“We will walk.”", False)]
)
def test_a_heading_has_no_full_stop(words: str, expected: bool) -> None:
    ctx, found = drafts(words, "Ada Quist left.")
    assert is_heading(ctx, found[0]) is expected


def test_the_speaker_of_a_heading_is_told_below() -> None:
    ctx, found = drafts("“We will walk”", "Ada Quist left.", "Tom Brand came.")
    finder = SpeakerFinder(ctx, Entities(ctx, REGISTRY))
    (attribution,) = finder.find(found)
    assert [cluster.name for cluster in attribution.clusters] == ["Ada Quist"]
    assert [party.kind for party in attribution.parties] == ["implicit"]
