"""The stages in order: a document in, a record with its quotations and entities out."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Literal

from annotate import confidence
from annotate.analysis import Analyser, Analysis, Sentence
from annotate.channel_choice import load_chooser
from annotate.channels import Channel
from annotate.clusters import Cluster, to_entity
from annotate.connectives import leave_out_connectives
from annotate.context import Context
from annotate.coref.ranker import Weights, load_weights
from annotate.drafts import Draft
from annotate.frames import Frame, FrameTagger, Judge, Words, draw, load_judge, read_words
from annotate.linking import Entities
from annotate.outlets import OutletFinder
from annotate.polnear_scheme import draw_frames, draw_sources
from annotate.quotations import Scheme, find_quotations
from annotate.segments import find_segments
from annotate.speakers import Attribution, SpeakerFinder
from annotate.weights import frames_dir
from corpus.entities import Registry, default_registry
from corpus.records import Document, Entity, Outlet, Provenance, Quotation, Speaker
from corpus.spans import Span

# Characters of text that are analysed together; many short articles share a batch.
BATCH_CHARS = 60_000


@dataclass(slots=True)
class Attributed:
    """What was found in one document, before it becomes a record."""

    ctx: Context
    entities: Entities
    speakers: SpeakerFinder
    attributions: list[Attribution]
    channels: list[Channel | None]
    by_tagger: bool = False


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
        self.pronouns: Weights | None = None if beside is None else load_weights(beside)
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
            found = self._attributed(ruled.ctx, draw_frames(ruled.ctx, words, frames))
        else:
            before = [attribution.draft for attribution in ruled.attributions]
            found = self._attributed(ruled.ctx, draw(ruled.ctx, words, frames, before, self.judge))
        found.by_tagger = True
        return found

    def _attributed(self, ctx: Context, drafts: list[Draft]) -> Attributed:
        if self.scheme == "guidelines":
            leave_out_connectives(ctx, drafts)
        entities = Entities(ctx, self.registry)
        speakers = SpeakerFinder(ctx, entities, self.pronouns)
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


def to_record(doc: Document, found: Attributed, trust: confidence.Models | None = None) -> Document:
    """A copy of the document with quotations and the entities that they use.

    ``trust`` are the models of confidence, by default the embedded ones.
    """
    ids = _Ids()
    names: dict[int, str] = {}
    for n, attribution in enumerate(found.attributions, start=1):
        names[id(attribution.draft)] = f"q{n}"
    by = f"otr {_version()}"
    quotations = tuple(
        _quotation(found.ctx, attribution, channel, names, ids, by, trust)
        for attribution, channel in zip(found.attributions, found.channels, strict=True)
    )
    return replace(doc, quotations=quotations, entities=ids.entities())


def _quotation(
    ctx: Context,
    attribution: Attribution,
    channel: Channel | None,
    names: dict[int, str],
    ids: _Ids,
    by: str,
    trust: confidence.Models | None,
) -> Quotation:
    draft: Draft = attribution.draft
    trusted = [(party, confidence.of_speaker(draft, party, trust)) for party in attribution.parties]
    speakers = tuple(
        Speaker(
            entity=ids.of(party.cluster),
            mention=ids.mention(party.cluster, party.mention),
            kind=party.kind,
            confidence=chance,
        )
        for party, chance in trusted
        if chance >= confidence.LEAST_SPEAKER or draft.frame is None
    )
    outlet = None
    # What carries over goes on as its speaker does, so never to words of nobody.
    if channel is not None and (speakers or channel.explicit):
        outlet = Outlet(
            entity=ids.of(channel.cluster),
            mention=ids.mention(channel.cluster, channel.mention),
            kind=channel.kind,
            explicit=channel.explicit,
            confidence=confidence.of_outlet(draft, channel, trust),
        )
    return Quotation(
        id=names[id(draft)],
        type=draft.type,
        mode=draft.mode,
        content=tuple(sorted(draft.content)),
        segments=tuple(sorted(ctx.segments[i].span for i in draft.segments)),
        cue=_cue(attribution),
        parent=names[id(draft.parent)] if draft.parent is not None else None,
        speakers=speakers,
        outlet=outlet,
        confidence=confidence.of_quotation(ctx, draft, trust),
        provenance=Provenance(by=by),
    )


def _cue(attribution: Attribution) -> tuple[Span, ...]:
    """The cue without what the speaker's mention claims: a cue is never the speaker."""
    mentions = [party.mention for party in attribution.parties if party.mention is not None]
    cue = sorted(attribution.draft.cue)
    return tuple(span for span in cue if not any(span.overlaps(m) for m in mentions))


class _Ids:
    """Ids of the entities that a record uses: registry ids, or ``d/1``, ``d/2``, … in order."""

    def __init__(self) -> None:
        self._ids: dict[int, str] = {}
        self._clusters: dict[str, Cluster] = {}
        self._used: dict[str, list[Span]] = {}
        self._own = 0

    def of(self, cluster: Cluster) -> str:
        known = self._ids.get(id(cluster))
        if known is None:
            if cluster.entry is not None:
                known = cluster.entry.id
            else:
                self._own += 1
                known = f"d/{self._own}"
            self._ids[id(cluster)] = known
            self._merge(known, cluster)
        return known

    def _merge(self, key: str, cluster: Cluster) -> None:
        """Two clusters with one registry entry become one entity."""
        before = self._clusters.get(key)
        if before is None:
            self._clusters[key] = cluster
        elif before is not cluster:
            before.names.extend(cluster.names)
            before.spans.extend(cluster.spans)

    def mention(self, cluster: Cluster, span: Span | None) -> Span | None:
        """A mention as the record has it: where two of one entity overlap, the first of them."""
        if span is None:
            return None
        used = self._used.setdefault(self.of(cluster), [])
        place = bisect.bisect_left(used, span)  # those in use ascend and do not overlap one another
        known = next((s for s in used[max(0, place - 1) : place + 1] if s.overlaps(span)), None)
        if known is None:
            used.insert(place, span)
        return known or span

    def entities(self) -> tuple[Entity, ...]:
        return tuple(
            to_entity(cluster, key, used=self._used.get(key, ()))
            for key, cluster in self._clusters.items()
        )


def _version() -> str:
    try:
        return metadata.version("on-the-record")
    except metadata.PackageNotFoundError:
        return "0"
