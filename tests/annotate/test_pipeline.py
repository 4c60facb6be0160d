"""From documents to records: what always holds, whatever the analysis says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from annotate.analysis import Analysis, Sentence, Wanted, always
from annotate.pipeline import Annotator
from annotate.recording import to_record
from corpus.records import Document
from corpus.schema import document_from_dict, document_to_dict
from corpus.validate import validate_document
from tests.annotate.build import REGISTRY, HandMade, Paragraph, annotator, record, seen, story

TOLD = (
    "“We will rebuild,” Mayor Ada Quist told Radio Vell. || ccomp(told, rebuild) "
    "nsubj(told, Ada) iobj(told, Vell)"
)
STORIES: dict[str, tuple[Paragraph, ...]] = {
    "every kind": (
        (TOLD, "The bridge failed in the winter. || obl(failed, winter)", "“We will not wait.”"),
        "The Bridge Union said talks would resume. || ccomp(said, resume)",
        "Quist hailed the “sunshine pact”. || hailed/VBD obj(hailed, pact)",
        "The “sunshine” bridge was open. || compound(bridge, sunshine)",
        "Ada Quist urged voters to stay. || xcomp(urged, stay)",
    ),
    "nested": (
        "“Tom Brand told me, ‘We will wait’,” Ada Quist said. || ccomp(said, told) "
        "ccomp(told, wait) nsubj(told, Tom) obj(told, me) nsubj(said, Ada)",
        "“The ‘sunshine’ bridge will fail,” she said. || ccomp(said, fail) "
        "compound(bridge, sunshine)",
    ),
    "several paragraphs": (
        "Ada Quist said: “We will rebuild. || ccomp(said, rebuild)",
        "“The bridge will open. || aux(open, will) open/VB nsubj(open, bridge)",
        "“We will not wait.”",
    ),
    "registry twice": (
        "The Norland Wire said talks would resume. || ccomp(said, resume)",
        "According to the Norland Wire, talks would resume. || case(Wire, According) "
        "fixed(According, to) obl(resume, Wire)",
        "“We will wait,” the Harbour Ministry said in a statement. || ccomp(said, wait) "
        "nsubj(said, Ministry)",
    ),
    "documents": (
        "A report by the Bridge Union said talks would resume. || ccomp(said, resume) "
        "nsubj(said, report) nmod(report, Union)",
        "“We will wait,” Ada Quist wrote in a letter. || ccomp(wrote, wait) nsubj(wrote, Ada)",
        "“We will stop,” said Tom Brand, an analyst. || an/DT ccomp(said, stop) "
        "nsubj(said, Tom) appos(Tom, analyst)",
    ),
    "mixed in many ways": (
        "Ada Quist said that “talks would resume” and that voters “should wait”. || "
        "ccomp(said, resume) conj(resume, wait) cc(wait, and)",
        "The plan was “long and calm”, Ada Quist said. || ccomp(said, long) cop(long, was) "
        "nsubj(long, plan) conj(long, calm) cc(calm, and)",
    ),
    "nothing": ("The bridge failed in the winter. || obl(failed, winter)",),
}


@pytest.mark.parametrize("paragraphs", STORIES.values(), ids=STORIES)
def test_records_are_valid_to_the_last_level(paragraphs: tuple[Paragraph, ...]) -> None:
    doc = record(*paragraphs)
    errors = [i for i in validate_document(doc) if i.severity == "error"]
    assert [f"{i.code} {i.path}: {i.message}" for i in errors] == []
    assert document_from_dict(document_to_dict(doc)) == doc


@pytest.mark.parametrize("paragraphs", STORIES.values(), ids=STORIES)
def test_what_is_annotated_is_in_text_order_and_numbered(paragraphs: tuple[Paragraph, ...]) -> None:
    quotations = record(*paragraphs).quotations
    assert [q.id for q in quotations] == [f"q{n}" for n in range(1, len(quotations) + 1)]
    assert [q.content[0].start for q in quotations] == sorted(
        q.content[0].start for q in quotations
    )


def test_only_entities_that_are_used_are_listed() -> None:
    doc = record(*STORIES["every kind"], "Tom Brand walked to the bridge.")
    used = {s.entity for q in doc.quotations for s in q.speakers}
    used |= {q.outlet.entity for q in doc.quotations if q.outlet}
    assert {entity.id for entity in doc.entities} == used
    assert "Tom Brand" not in {entity.name for entity in doc.entities}
    own = [entity.id for entity in doc.entities if entity.id.startswith("d/")]
    assert own == [f"d/{n}" for n in range(1, len(own) + 1)]


def test_every_quotation_says_who_made_it() -> None:
    for quotation in record(*STORIES["every kind"]).quotations:
        assert re.fullmatch(r"otr \d+(?:\.\d+)*\S*", quotation.provenance.by)
        assert quotation.provenance.status == "proposed"


def test_the_same_every_time_and_in_any_batch() -> None:
    stories = [story(*each, id=f"tests/{n}") for n, each in enumerate(STORIES.values())]
    docs = [each.doc for each in stories]
    together = list(annotator(*stories).annotate_many(docs))
    assert [doc.id for doc in together] == [doc.id for doc in docs]
    assert together == [annotator(each).annotate(each.doc) for each in stories]
    backwards = list(annotator(*stories).annotate_many(docs[::-1]))
    assert together == backwards[::-1]


def test_the_document_itself_is_left_as_it_was() -> None:
    made = story(*STORIES["every kind"])
    before = replace(made.doc)
    after = annotator(made).annotate(made.doc)
    assert made.doc == before
    assert replace(after, quotations=(), entities=()) == before


def test_boilerplate_holds_no_quotation() -> None:
    made = story(TOLD, "“We will wait,” Tom Brand said. || ccomp(said, wait)")
    kept = Analysis(made.analysis.sentences[:1], made.analysis.mentions[:2])
    doc = replace(made.doc, body=made.doc.body[:1])
    out = annotator(replace(made, analysis=kept)).annotate(doc)
    assert [each.speakers for each in seen(out)] == [["Ada Quist: Ada Quist"]]


@pytest.mark.parametrize(
    "plain",
    [
        "The bridge failed in the winter. || obl(failed, winter)",
        "“We will not wait.”",
    ],
)
def test_sentences_that_report_nobody_are_not_parsed(plain: str) -> None:
    made = story(TOLD, plain)
    asked: dict[str, bool] = {}

    class Watching(HandMade):
        def analyse(self, docs: Sequence[Document], wanted: Wanted = always) -> list[Analysis]:
            def noted(i: int, sentence: Sentence) -> bool:
                words = (docs[i].text or "")[sentence.start : sentence.end]
                asked[words] = wanted(i, sentence)
                return asked[words]

            return super().analyse(docs, noted)

    Annotator(analyser=Watching(made), registry=REGISTRY).annotate(made.doc)
    assert list(asked.values()) == [True, False]


def test_a_string_is_an_article() -> None:
    class Silent:
        def analyse(self, docs: Sequence[Document], wanted: Wanted = always) -> list[Analysis]:
            return [Analysis() for _ in docs]

    text = "“We will rebuild the old bridge before the winter,” said the mayor of Vell on Monday."
    doc = Annotator(analyser=Silent(), registry=REGISTRY).annotate(text)
    assert doc.text == text
    assert [each.segments for each in seen(doc)] == [
        ["We will rebuild the old bridge before the winter,"]
    ]


def test_nothing_carries_over_to_words_of_nobody() -> None:
    made = story(TOLD, "“We will walk,” she said. || ccomp(said, walk)")
    found = annotator(made).attribute([made.doc])[0]
    assert [q.outlet is None for q in to_record(made.doc, found).quotations] == [False, False]
    for attribution in found.attributions:
        attribution.parties = []
    assert [q.outlet is None for q in to_record(made.doc, found).quotations] == [False, True]
