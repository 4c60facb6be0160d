"""The annotator as a Stanza processor: ``stanza.Pipeline("en", processors="…,quote")``.

Import this module before building the pipeline. Each document then has ``doc.quotations``, the
`corpus.records.Document` fields ``quotations`` and ``doc.quotation_entities``; offsets count code
points of ``doc.text``. Paragraphs are what blank lines separate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import ClassVar

from stanza.models.common.doc import Document as StanzaDocument
from stanza.pipeline.processor import Processor, register_processor

from annotate.analysis import Analysis, Wanted, always
from annotate.frames import FrameTagger
from annotate.pipeline import Annotator
from annotate.stanza_backend import read_analysis
from annotate.weights import frames_dir
from corpus.records import Document, text_sha256
from corpus.spans import Span

NAME = "quote"
_PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:\n(?!\s*\n).*\S)*")


class _Ready:
    """An analyser that hands out analyses made before, by the id of the document."""

    def __init__(self, analyses: dict[str, Analysis]) -> None:
        self._analyses = analyses

    def analyse(self, docs: Sequence[Document], wanted: Wanted = always) -> list[Analysis]:
        """The analyses of the documents, in order."""
        return [self._analyses[doc.id] for doc in docs]


@register_processor(NAME)
class QuoteProcessor(Processor):  # type: ignore[misc]
    """Quotations, speakers and outlets from what the processors before it found."""

    PROVIDES_DEFAULT: ClassVar[set[str]] = {NAME}
    REQUIRES_DEFAULT: ClassVar[set[str]] = {"tokenize", "pos", "lemma", "depparse", "ner"}

    def mark_inactive(self) -> None:
        """Nothing to drop: the models belong to the other processors."""

    def process(self, document: StanzaDocument) -> StanzaDocument:
        """Add ``quotations`` and ``quotation_entities`` to one document."""
        return self.bulk_process([document])[0]

    def bulk_process(self, docs: list[StanzaDocument]) -> list[StanzaDocument]:
        """The same for many documents at once."""
        records = [as_record(sdoc.text, name=f"document-{n}") for n, sdoc in enumerate(docs)]
        analyses = {
            doc.id: read_analysis(sdoc, doc) for sdoc, doc in zip(docs, records, strict=True)
        }
        annotator = Annotator(analyser=_Ready(analyses), tagger=_tagger())
        for sdoc, doc in zip(docs, annotator.annotate_many(records), strict=True):
            sdoc.quotations = list(doc.quotations)
            sdoc.quotation_entities = list(doc.entities)
        return docs


@cache
def _tagger() -> FrameTagger:
    """The embedded tagger, loaded once for all pipelines."""
    return FrameTagger(frames_dir())


def as_record(text: str, *, name: str = "document") -> Document:
    """A bare record of a text whose every paragraph is body."""
    body = tuple(Span(*match.span()) for match in _PARAGRAPH.finditer(text))
    return Document(
        id=f"stanza/{name}",
        text=text,
        text_sha256=text_sha256(text),
        text_length=len(text),
        body=body,
    )


def _declare() -> None:
    """Give Stanza documents the two attributes; a second import must not declare them again."""
    for name in ("quotations", "quotation_entities"):
        if not hasattr(StanzaDocument, name):
            key = f"_{name}"
            StanzaDocument.add_property(
                name,
                default=None,
                getter=lambda self, key=key: getattr(self, key),
                setter=lambda self, value, key=key: setattr(self, key, value),
            )


_declare()
