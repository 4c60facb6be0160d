"""textacy's triples become records that the same scorers can judge."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest

from annotate.article import from_text
from annotate.benchmarks import triples
from annotate.benchmarks.triples import MissingToolError, Textacy, Triple, to_record
from corpus.records import Document
from corpus.schema import document_from_dict, document_to_dict
from corpus.spans import Span

TEXT = "“The tide waits 🌊 for nobody here,” Ada Quist and Bo Lind said. She added “never again”."
DOC = from_text(TEXT, name="tests/tide")


def at(words: str, doc: Document = DOC) -> Span:
    start = (doc.text or "").index(words)
    return Span(start, start + len(words))


def test_a_triple_becomes_a_direct_quotation_on_our_segment() -> None:
    marked = at("The tide waits 🌊 for nobody here")  # without the comma inside the marks
    triple = Triple(marked, (at("said"),), (at("Ada Quist"), at("Bo Lind")))
    record = to_record(DOC, [triple])
    (found,) = record.quotations
    assert found.type == "direct"
    assert found.segments == found.content == (at("The tide waits 🌊 for nobody here,"),)
    assert found.cue == (at("said"),)
    assert [speaker.kind for speaker in found.speakers] == ["name", "name"]
    assert [each.name for each in record.entities] == ["Ada Quist", "Bo Lind"]
    assert found.outlet is None
    assert document_from_dict(document_to_dict(record)) == record


def test_one_name_is_one_entity_and_every_pronoun_its_own() -> None:
    text = "“One thing is sure,” Quist said. “Two things are,” she said. “Three are,” Quist said."
    doc = from_text(text, name="tests/three")
    words = ("One thing is sure,", "Two things are,", "Three are,")
    names = [Span(i, i + 5) for i in range(len(text)) if text.startswith("Quist", i)]
    who = [names[0], at("she", doc), names[1]]
    found = [Triple(at(w, doc), (), (span,)) for w, span in zip(words, who, strict=True)]
    record = to_record(doc, found)
    assert [q.speakers[0].entity for q in record.quotations] == ["d/1", "d/2", "d/1"]
    assert record.entities[0].mentions == tuple(names)
    assert record.quotations[1].speakers[0].kind == "pronoun"


def test_a_segment_is_taken_once_and_words_outside_marks_stay_themselves() -> None:
    once = Triple(at("never again"), (), ())
    assert len(to_record(DOC, [once, once]).quotations) == 1
    other = Triple(at("Ada Quist and Bo"), (), ())
    assert to_record(DOC, [other]).quotations[0].segments == (at("Ada Quist and Bo"),)


def test_without_textacy_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(name=name)

    monkeypatch.setattr(triples, "import_module", missing)
    with pytest.raises(MissingToolError, match=r"on-the-record\[compare\]"):
        Textacy()


@pytest.fixture(scope="module")
def textacy() -> Textacy:
    for name in ("textacy", triples.MODEL):
        pytest.importorskip(name)
    import_module("textacy")
    return Textacy()


def test_textacy_itself(textacy: Textacy) -> None:
    text = (
        "“The harbour opens at noon today,” said Ada Quist.\n\n"
        "A mark that “nobody closes spoils only its own paragraph.\n\n"
        "“I never said that at all,” she told reporters."
    )
    doc = from_text(text, name="tests/harbour")
    (record,) = textacy.annotate_many([doc])
    words = [span.of(text) for q in record.quotations for span in q.segments]
    assert words == ["The harbour opens at noon today,", "I never said that at all,"]
    assert [s.kind for q in record.quotations for s in q.speakers] == ["name", "pronoun"]
    assert [span.of(text) for q in record.quotations for span in q.cue] == ["said", "told"]


def test_textacy_of_nothing(textacy: Textacy) -> None:
    empty = replace(DOC, body=())
    assert [doc.quotations for doc in textacy.annotate_many([empty])] == [()]
