"""Documents whose analyses are made by hand, and records as tests look at them.

    record("“We will rebuild,” said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)")

annotates a document of one paragraph without any model; the notation is that of `trees`. A
paragraph is one sentence, or a tuple of them.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from annotate.analysis import Analysis, Mention, Sentence, Wanted, always
from annotate.clauses import Report, reports
from annotate.pipeline import Annotator
from annotate.quotations import Scheme
from corpus.entities import Registry, RegistryEntry
from corpus.records import Document, Quotation, text_sha256
from corpus.spans import Span
from tests.annotate.trees import find_names, parse

Paragraph = str | tuple[str, ...]

REGISTRY = Registry(
    [
        RegistryEntry(
            id="e/norland-wire",
            name="Norland Wire",
            kind="media",
            outlet="news_agency",
            aliases=("NW",),
        ),
        RegistryEntry(id="e/radio-vell", name="Radio Vell", kind="media", outlet="broadcaster"),
        RegistryEntry(
            id="e/twitter", name="Twitter", kind="media", outlet="social_media", aliases=("X",)
        ),
        RegistryEntry(id="e/harbour-ministry", name="Harbour Ministry", kind="government"),
    ]
)


@dataclass(frozen=True)
class Story:
    """A document and its analysis."""

    doc: Document
    analysis: Analysis


def story(
    *paragraphs: Paragraph, names: str = "", id: str = "tests/story", transcript: bool = False
) -> Story:
    """The paragraphs as a document: sentences a space apart, paragraphs a blank line."""
    text, body = "", []
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs):
        text += "\n\n" if text else ""
        start = len(text)
        lines = (paragraph,) if isinstance(paragraph, str) else paragraph
        for line in lines:
            text += " " if len(text) > start else ""
            sentences.append(parse(line, names=names, at=len(text), paragraph=number))
            text += line.partition("||")[0].strip()
        body.append(Span(start, len(text)))
    doc = Document(
        id=id,
        text=text,
        text_sha256=text_sha256(text),
        text_length=len(text),
        body=tuple(body),
        transcript=transcript,
    )
    mentions = [Mention(*found) for found in find_names(text, names)]
    return Story(doc, Analysis(sentences, mentions))


class HandMade:
    """An analyser that knows the stories it was given, and parses only what it is asked to."""

    def __init__(self, *stories: Story) -> None:
        self.analyses = {each.doc.id: each.analysis for each in stories}

    def analyse(self, docs: Sequence[Document], wanted: Wanted = always) -> list[Analysis]:
        """Fresh copies; a sentence that is not wanted comes without its tree."""
        out = [copy.deepcopy(self.analyses[doc.id]) for doc in docs]
        for number, analysis in enumerate(out):
            for sentence in analysis.sentences:
                bare = [replace(token, head=-1, deprel="dep") for token in sentence.tokens]
                unparsed = Sentence(bare, sentence.paragraph, parsed=False)
                if not wanted(number, unparsed):
                    sentence.tokens, sentence.parsed = bare, False
        return out


def annotator(*stories: Story, scheme: Scheme = "guidelines") -> Annotator:
    """An annotator of these stories, with the invented registry."""
    return Annotator(analyser=HandMade(*stories), registry=REGISTRY, scheme=scheme)


def record(*paragraphs: Paragraph, names: str = "", transcript: bool = False) -> Document:
    """The record of a story."""
    made = story(*paragraphs, names=names, transcript=transcript)
    return annotator(made).annotate(made.doc)


@dataclass(frozen=True)
class Seen:
    """A quotation in words: spans as the text they cover, entities as their names.

    ``speakers`` are ``name: mention`` or ``name: (kind)``; ``outlet`` is ``kind name``, with a
    star if it is not explicit.
    """

    quotation: Quotation
    type: str
    mode: str | None
    content: list[str]
    segments: list[str]
    cue: list[str]
    speakers: list[str]
    kinds: list[str]
    outlet: str | None
    parent: str | None


def seen(doc: Document) -> list[Seen]:
    """The quotations of a record in order."""
    text = doc.text or ""
    names = {entity.id: entity.name for entity in doc.entities}
    by_id = {quotation.id: quotation for quotation in doc.quotations}

    def words(spans: Sequence[Span]) -> list[str]:
        return [span.of(text) for span in spans]

    out = []
    for each in doc.quotations:
        outlet = None
        if each.outlet is not None:
            star = "" if each.outlet.explicit else "*"
            outlet = f"{each.outlet.kind}{star} {names[each.outlet.entity]}"
        out.append(
            Seen(
                each,
                each.type,
                each.mode,
                words(each.content),
                words(each.segments),
                words(each.cue),
                [
                    f"{names[s.entity]}: {s.mention.of(text) if s.mention else f'({s.kind})'}"
                    for s in each.speakers
                ],
                [s.kind for s in each.speakers],
                outlet,
                words(by_id[each.parent].content)[0] if each.parent else None,
            )
        )
    return out


def only(doc: Document) -> Seen:
    """The one quotation of a record that has one."""
    found = seen(doc)
    assert len(found) == 1, [(each.type, each.content) for each in found]
    return found[0]


def outlets(*paragraphs: Paragraph, names: str = "") -> list[str | None]:
    """The outlet of each quotation that quotes somebody: ``kind name``, a star if carried."""
    found = seen(record(*paragraphs, names=names))
    return [each.outlet for each in found if each.type != "none"]


def quoted(rest: str, arcs: str = "", *, cue: str = "said") -> str:
    """A sentence of direct speech, ``rest`` after the marks, whose cue is ``cue``."""
    return f"“We will rebuild,” {rest}. || ccomp({cue}, rebuild) {arcs}"


class Read(NamedTuple):
    """A report in words; ``cue`` is the verb or noun alone, without auxiliaries."""

    frame: str
    cue: str
    content: list[str]
    source: str | None


def text_of(line: str) -> str:
    """The text of a line in the notation of `trees`."""
    return line.partition("||")[0].strip()


def in_words(report: Report, text: str) -> Read:
    """A report as the words of ``text`` that it is about."""
    tokens = report.sent.tokens
    return Read(
        report.frame,
        tokens[report.verb].text,
        [span.of(text) for span in report.spans(report.content)],
        None if report.source is None else tokens[report.source].text,
    )


def clauses(line: str) -> list[Read]:
    """The reports of a sentence that could stand as indirect quotations."""
    return [in_words(r, text_of(line)) for r in reports(parse(line)) if not r.phrase_only]
