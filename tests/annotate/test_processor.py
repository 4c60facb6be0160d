"""The annotator as a Stanza processor, on the embedded models."""

from __future__ import annotations

from typing import Any

import pytest

from annotate import weights

pytestmark = pytest.mark.models

QUIST = (
    "“We will rebuild the old bridge,” Ada Quist told Radio Vell. “Nobody asked us twice.”\n\n"
    "She said that talks would resume."
)
BRAND = "Tom Brand told the Norland Gazette that the plan was a fine mess."


@pytest.fixture(scope="module")
def pipeline() -> Any:
    """A pipeline as a user of Stanza builds it, but offline and on our models."""
    import annotate.processor  # noqa: F401  (registers the processor)
    from annotate.stanza_backend import load_pipeline

    return load_pipeline(extra=",quote")


def names(sdoc: Any) -> list[list[str]]:
    by_id = {entity.id: entity.name for entity in sdoc.quotation_entities}
    return [[by_id[s.entity] for s in quotation.speakers] for quotation in sdoc.quotations]


def test_a_document_has_its_quotations(pipeline: Any) -> None:
    sdoc = pipeline(QUIST)
    assert [quotation.type for quotation in sdoc.quotations] == ["direct", "indirect"]
    segments = [span.of(sdoc.text) for span in sdoc.quotations[0].segments]
    assert segments == ["We will rebuild the old bridge,", "Nobody asked us twice."]
    assert names(sdoc) == [["Ada Quist"], ["Ada Quist"]]
    outlet = sdoc.quotations[0].outlet
    assert outlet is not None
    assert outlet.kind == "broadcaster"


def test_it_is_a_processor_among_others(pipeline: Any) -> None:
    assert list(pipeline.processors)[-1] == "quote"
    sdoc = pipeline(BRAND)
    assert sdoc.sentences[0].words
    assert sdoc.ents


def test_stanza_itself_builds_it() -> None:
    """``stanza.Pipeline("en", processors="…,quote")``, as the documentation says."""
    import stanza

    import annotate.processor  # noqa: F401
    from annotate.stanza_backend import PROCESSORS

    nlp = stanza.Pipeline(
        "en",
        dir=str(weights.resolve()),
        processors=f"{PROCESSORS},quote",
        download_method=None,
        use_gpu=False,
        verbose=False,
    )
    assert names(nlp(QUIST)) == [["Ada Quist"], ["Ada Quist"]]


def test_two_documents_share_nothing(pipeline: Any) -> None:
    first = pipeline(QUIST)
    before = list(first.quotations)
    second = pipeline(BRAND)
    assert first.quotations == before
    assert first.quotations is not second.quotations
    assert names(second) == [["Tom Brand"]]
    assert first.quotation_entities != second.quotation_entities


def test_many_documents_at_once_are_as_one_by_one(pipeline: Any) -> None:
    together = pipeline.bulk_process([QUIST, BRAND, QUIST])
    alone = [pipeline(text) for text in (QUIST, BRAND, QUIST)]
    assert [sdoc.quotations for sdoc in together] == [sdoc.quotations for sdoc in alone]
    assert [names(sdoc) for sdoc in together] == [names(sdoc) for sdoc in alone]


def test_long_documents_at_once(pipeline: Any) -> None:
    """More than the annotator takes in one batch."""
    wide = QUIST + " " * 70_000 + "\n\n" + BRAND
    together = pipeline.bulk_process([wide, wide, BRAND])
    assert [names(sdoc) for sdoc in together] == [
        [["Ada Quist"], ["Ada Quist"], ["Tom Brand"]],
        [["Ada Quist"], ["Ada Quist"], ["Tom Brand"]],
        [["Tom Brand"]],
    ]


@pytest.mark.parametrize("text", ["", "   ", "Nothing was said."])
def test_a_text_without_quotations(pipeline: Any, text: str) -> None:
    sdoc = pipeline(text)
    assert sdoc.quotations == []
    assert sdoc.quotation_entities == []


@pytest.mark.parametrize(
    "text",
    [
        "It rained 😀. “We 👩\u200d🚀 will 🌊 rebuild,” said Ada Quist.",
        "“Nous re\u0301parons,” said Ada Quist.",
        "Intro.\r\n\r\n“We will rebuild,” said Ada Quist.",
        "“שלום עולם,” said Ada Quist.",
        "  \n “We will rebuild,” said Ada Quist.",
    ],
)
def test_offsets_count_code_points_of_the_text(pipeline: Any, text: str) -> None:
    sdoc = pipeline(text)
    quotation = sdoc.quotations[0]
    begin = text.index("“") + 1
    assert sdoc.text == text
    assert [span.of(text) for span in quotation.segments] == [text[begin : text.index("”")]]
    assert [span.of(text) for span in quotation.cue] == ["said"]
    assert [s.mention and s.mention.of(text) for s in quotation.speakers] == ["Ada Quist"]
