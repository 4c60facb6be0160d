"""The stages in order: a document in, a record with its quotations and entities out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from annotate import confidence
from annotate.analysis import Analyser, Analysis, Mention, Sentence
from annotate.channel_choice import load_chooser
from annotate.connectives import leave_out_connectives
from annotate.context import Context
from annotate.coref.ranker import Rankers, load_rankers
from annotate.drafts import Draft, leave_parents
from annotate.frames import Frame, FrameTagger, Judge, Words, draw, load_judge, read_words
from annotate.linking import Entities
from annotate.outlets import OutletFinder
from annotate.polnear_scheme import draw_frames, draw_sources
from annotate.quotations import Scheme, find_quotations
from annotate.recording import Attributed, to_record
from annotate.segments import find_segments
from annotate.speakers import SpeakerFinder
from annotate.weights import frames_dir
from corpus.entities import Registry, default_registry
from corpus.records import Document

# Characters of text that are analysed together; many short articles share a batch.
BATCH_CHARS = 60_000


class Annotator:
    """Finds the quotations of articles, their speakers and outlets.

    ``models`` is a folder of Stanza resources; by default the embedded weights are used (see
    `annotate.weights.resolve`). Loading takes a second or two, once. An ``analyser`` of one's own
    takes the place of Stanza. ``tagger`` is the learned tagger of frames, embedded unless told;
    with ``"none"``, and beside an analyser of one's own, rules on the parse decide alone.
    ``scheme="polnear"`` draws contents as that corpus does, for scores
    on it; records for publication follow the guidelines.
    """

    def __init__(
        self,
        *,
        models: Path | None = None,
        analyser: Analyser | None = None,
        tagger: FrameTagger | Literal["embedded", "none"] | None = None,
        judge: Judge | None = None,
        registry: Registry | None = None,
        scheme: Scheme = "guidelines",
    ) -> None:
        if tagger is None:
            tagger = "embedded" if analyser is None else "none"
        if tagger == "embedded":
            tagger = FrameTagger(frames_dir())
        self.tagger = None if tagger == "none" else tagger
        # What judges the tagger's output is of no use without it, and lies beside it.
        beside = None if self.tagger is None else _beside(self.tagger.folder)
        self.chooser = None if beside is None else load_chooser(beside)
        self.judge = judge
        if judge is None and self.tagger is not None:
            self.judge = _judge_of(self.tagger.folder)
        self.trust = confidence.load_models(beside) if beside is not None else None
        self.rankers: Rankers | None = None if beside is None else load_rankers(beside)
        if analyser is None:
            from annotate.stanza_backend import StanzaAnalyser

            analyser = StanzaAnalyser(models=models)
        self.analyser = analyser
        self.scheme = scheme
        self.registry = registry if registry is not None else default_registry()

    def annotate(self, article: str | Document) -> Document:
        """The record of one article; a string is read as plain text."""
        return next(self.annotate_many([article]))

    def annotate_many(self, articles: Iterable[str | Document]) -> Iterator[Document]:
        """Records in the order of the articles, computed a batch at a time."""
        for batch in _batches(articles):
            for doc, found in zip(batch, self.attribute(batch), strict=True):
                yield to_record(doc, found, self.trust)

    def attribute(self, docs: list[Document]) -> list[Attributed]:
        """The stages up to the record, for those who want candidates and trees."""
        ruled = self.attribute_by_rules(docs)
        if self.tagger is None:
            return [self._with_channels(found) for found in ruled]
        splitter = self.tagger.splitter
        words = [read_words(found.ctx, found.attributions, splitter) for found in ruled]
        frames = self.tagger.tag(words, scheme=self.scheme)
        return [
            self._with_channels(self.redraw(*parts))
            for parts in zip(ruled, words, frames, strict=True)
        ]

    def attribute_by_rules(self, docs: list[Document]) -> list[Attributed]:
        """What rules on the parse make of the documents, without outlets."""
        return [
            self._attributed(
                ctx, [] if doc.transcript else find_quotations(ctx, scheme=self.scheme)
            )
            for doc, ctx in zip(docs, self.contexts(docs), strict=True)
        ]

    def contexts(self, docs: list[Document]) -> list[Context]:
        """The documents with their marks, and the analysis that the rules need."""
        segments = [find_segments(doc.text or "", doc.body) for doc in docs]
        empty = [Context(d, s, Analysis()) for d, s in zip(docs, segments, strict=True)]
        phrases = self.scheme == "polnear"

        def wanted(i: int, sentence: Sentence) -> bool:
            return empty[i].wanted(sentence, phrases=phrases)

        analyses = self.analyser.analyse(docs, wanted)
        return [Context(*parts) for parts in zip(docs, segments, analyses, strict=True)]

    def redraw(self, ruled: Attributed, words: Words, frames: list[Frame]) -> Attributed:
        """The document's quotations as the tagger has them."""
        if ruled.ctx.doc.transcript:
            return ruled
        if self.scheme == "polnear":
            drafts = draw_frames(ruled.ctx, words, frames)
        else:
            before = [attribution.draft for attribution in ruled.attributions]
            drafts = draw(ruled.ctx, words, frames, before, self.judge)
        found = self._attributed(ruled.ctx, drafts, ruled.entities.names)
        found.by_tagger = True
        return found

    def _attributed(
        self, ctx: Context, drafts: list[Draft], names: list[Mention] | None = None
    ) -> Attributed:
        if self.scheme == "guidelines":
            leave_out_connectives(ctx, drafts)
            leave_parents(drafts)
        entities = Entities(ctx, self.registry, names)
        speakers = SpeakerFinder(ctx, entities, self.rankers)
        attributions = speakers.find(drafts)
        if self.scheme == "polnear":
            draw_sources(attributions, entities)
        return Attributed(ctx, entities, speakers, attributions, [])

    def _with_channels(self, found: Attributed) -> Attributed:
        chooser = self.chooser if found.by_tagger else None
        finder = OutletFinder(found.ctx, found.entities, found.speakers, chooser)
        found.channels = finder.find(found.attributions)
        return found

    @staticmethod
    def batches(articles: Iterable[str | Document]) -> Iterator[list[Document]]:
        """Articles as documents, in batches that are worth analysing together."""
        return _batches(articles)


def _batches(articles: Iterable[str | Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    size = 0
    for article in articles:
        if isinstance(article, str):
            from annotate.article import from_text

            article = from_text(article, name=f"text-{len(batch) + 1}")
        batch.append(article)
        size += len(article.text or "")
        if size >= BATCH_CHARS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _judge_of(folder: Path) -> Judge | None:
    """The judge of a tagger: its own, or the embedded one, which knows another encoder."""
    beside = _beside(folder)
    judge = load_judge(beside)
    return judge if judge is None or beside == folder else judge.without_ears()


def _beside(folder: Path) -> Path:
    """Where what judges a tagger's output is: in its folder, or else the embedded."""
    return folder if (folder / "confidence.json").exists() else frames_dir()
