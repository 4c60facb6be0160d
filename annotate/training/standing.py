"""Who is an expert without a stake: labels of speakers, and the forest that is grown from them.

The corpus's own gold says it where it makes an analyst of a speaker. Experts are rare there, so
that speakers of PolNeAR's training part were labelled by hand besides (``standing.jsonl``: a
document, the offsets of a source's first mention, and what the source is), and people of newswire
that is not in the corpus (`annotate.training.labels`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from annotate.clusters import Cluster
from annotate.expertise import Expertise
from annotate.media import Media
from annotate.numbers import Facts
from annotate.recording import Attributed
from annotate.training.forests import grow
from annotate.training.matching import counterpart
from annotate.trees import Forest
from corpus.records import Document, Quotation
from corpus.spans import Span

LABELS = Path(__file__).with_name("standing.jsonl")
_ELSEWHERE = frozenset(
    "news_agency newspaper broadcaster online_media media social_media document".split()
)
_COLUMNS = 0.3  # the share of the facts that a split chooses among
_RARE = 4  # words that describe fewer persons than this are no facts
_CHANNELS = {
    "analyst": "analyst",
    "person": "none",
    "spokesperson": "body",
    "body": "speaker",
    "medium": "medium",
    "document": "document",
}
Row = tuple[Facts, bool]
Labels = Sequence[tuple[Span, str]]  # sources of a document, and what each is
ChannelOf = Callable[[Quotation], str | None]


def load_standings(path: Path = LABELS) -> dict[str, list[tuple[Span, str]]]:
    """The hand-made labels of each document: where a source is first mentioned, what it is."""
    out: dict[str, list[tuple[Span, str]]] = {}
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            out.setdefault(row["document"], []).append((Span(*row["source"]), row["standing"]))
    return out


def by_words(text: str, labels: Labels) -> dict[str, str]:
    """The labels by the words of the source: all its mentions in these words share the label."""
    return {" ".join(span.of(text).split()): standing for span, standing in labels}


def rows_of_gold(gold: Document, found: Attributed) -> Iterator[Row]:
    """A row for each person that gold quotes without a medium or document between."""
    seen: dict[int, tuple[Cluster, bool]] = {}
    for attribution in found.attributions:
        cluster = attribution.speaker
        if cluster is None or not cluster.is_people:
            continue
        quotation = counterpart(gold, attribution.draft.content)
        if quotation is None:
            continue
        outlet = quotation.outlet
        if outlet is None or outlet.kind not in _ELSEWHERE:
            expert = outlet is not None and outlet.kind == "analyst"
            before = seen.get(id(cluster), (cluster, False))[1]
            seen[id(cluster)] = cluster, before or expert
    expertise = Expertise(found.ctx, found.entities, found.attributions, None)
    for cluster, expert in seen.values():
        yield expertise.facts(cluster), expert


def rows_of_labels(found: Attributed, labels: Labels) -> Iterator[Row]:
    """A row for each labelled person of a document."""
    words = by_words(found.ctx.text, labels)
    expertise = Expertise(found.ctx, found.entities, found.attributions, None)
    met: set[int] = set()
    for attribution in found.attributions:
        for party in attribution.parties:
            if party.mention is None or not party.cluster.is_people:
                continue
            own = party.mention.of(found.ctx.text)
            standing = next((s for text, s in words.items() if _names(text, own)), None)
            if standing in ("analyst", "person", "spokesperson") and id(party.cluster) not in met:
                met.add(id(party.cluster))
                yield expertise.facts(party.cluster), standing == "analyst"


def _names(source: str, mention: str) -> bool:
    """Whether PolNeAR's source, a whole phrase, is about this mention."""
    words = re.escape(" ".join(mention.split()))
    return re.search(rf"(?<!\w){words}(?!\w)", source) is not None


def channels(found: Attributed, labels: Labels) -> ChannelOf:
    """What the labels make the channel of a quotation, for the tagger; None where they do not tell.

    Where the quotation's sentences mention a medium, a speaker's label does not tell.
    """
    words = by_words(found.ctx.text, labels)
    media = Media(found.ctx, found.entities)
    reported = {sent.index for sent, *_ in media.mentions} if labels else set()

    def channel(quotation: Quotation) -> str | None:
        mention = next((s.mention for s in quotation.speakers if s.mention is not None), None)
        standing = words.get(" ".join(mention.of(found.ctx.text).split())) if mention else None
        if mention is None or standing is None:
            return None
        spans = (mention, *quotation.cue)
        near = {sent.index for span in spans for sent in found.ctx.sentences_of(*span)}
        own = standing in ("medium", "document")
        return None if not own and near & reported else _CHANNELS[standing]

    return channel


def learn_standing(rows: Sequence[Row]) -> Forest:
    """A forest that tells experts; words that are rare among ``rows`` are left out."""
    counts = Counter(name for facts, _ in rows for name in facts)
    kept = [
        {n: v for n, v in facts.items() if not n.startswith("word_") or counts[n] >= _RARE}
        for facts, _ in rows
    ]
    return grow(kept, [expert for _, expert in rows], columns=_COLUMNS)
