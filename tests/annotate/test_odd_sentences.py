"""Sentences whose shape has crashed the annotator, or could: each gives a valid record."""

from __future__ import annotations

import pytest

from annotate.pipeline import Annotator
from corpus.validate import validate_document
from tests.annotate.build import outlets, quoted

SENTENCES = (
    "Media accounts of the meeting said that talks would resume.",
    "Media posts and media threads said that talks would resume.",
    "Social media",
    "Captains said workers",
    "Quist said the pier would close,\u00a0.",
    "“\u00a0,\u00a0” said Quist. Police spokesman",
    "Told Rudo: “Yes.”",
    "“No,” said. Said she. According to.",
    "By the Gazette, as told to, said the.",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_odd_sentences_have_a_valid_record(annotator: Annotator, text: str) -> None:
    document = annotator.annotate(text)
    assert [str(issue) for issue in validate_document(document) if issue.severity == "error"] == []
    for quotation in document.quotations:
        for span in quotation.content:
            assert span.of(text) == span.of(text).strip()


def test_a_body_whose_words_the_parse_takes_for_prepositions() -> None:
    line = quoted("said police spokesman Tom Brand", "nsubj(said, Tom) case(Tom, police)")
    assert len(outlets(line)) == 1
