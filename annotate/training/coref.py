"""The rankers of mentions: from gold records and GUM's coreference to `pronouns.json` and more.

An example is a pronoun or a description with its candidates, as the annotator itself finds them,
and those of them that gold says it stands for. In newswire they are those of speakers, resolved in
text order with gold's answers, so that what was said before is known as it should be. In GUM
(Zeldes 2017) they are all personal pronouns outside quotation marks, and the descriptions of
those who can speak. `coref_labels` adds those of labelled mentions. The weights maximise the
conditional likelihood of the right candidates, with a quadratic penalty; nothing is drawn at
random but the folds of cross-validation, which have a seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from annotate.analysis import Analysis
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.coref.candidates import PRONOUNS, Candidates, Person
from annotate.coref.descriptions import described_options, may_be_known
from annotate.coref.features import Option, options
from annotate.coref.ranker import Rankers
from annotate.drafts import Draft, Source
from annotate.linking import Entities
from annotate.segments import find_segments
from annotate.speakers import SpeakerFinder
from annotate.training.coref_gum import gum_parts, read_gum
from corpus.entities import Registry, fold
from corpus.records import Document, Entity, Quotation
from corpus.spans import Span

NEWSWIRE, GUM = "newswire", "gum"


@dataclass(frozen=True, slots=True)
class Example:
    """A mention: features of its candidates, which of them are right, and where it stands."""

    document: str
    source: str
    candidates: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """The examples of each ranker."""

    pronouns: list[Example] = field(default_factory=list)
    descriptions: list[Example] = field(default_factory=list)

    def __iadd__(self, other: Examples) -> Examples:
        self.pronouns.extend(other.pronouns)
        self.descriptions.extend(other.descriptions)
        return self

    def without(self, documents: Set[str]) -> Examples:
        """Those of all other documents."""
        return Examples(
            [e for e in self.pronouns if e.document not in documents],
            [e for e in self.descriptions if e.document not in documents],
        )


# -- newswire ------------------------------------------------------------------------------


def from_record(gold: Document, analysis: Analysis, registry: Registry) -> Examples:
    """Examples of one gold record with text, whose analysis is that of the annotator."""
    bare = Document(
        id=gold.id,
        text=gold.text,
        text_sha256=gold.text_sha256,
        text_length=gold.text_length,
        body=gold.body,
    )
    ctx = Context(bare, find_segments(gold.text or "", gold.body), analysis)
    teacher = _Teacher(ctx, Entities(ctx, registry), gold)
    teacher.find(teacher.drafts())
    return teacher.examples


class _Teacher(SpeakerFinder):
    """Resolves gold's sources, with gold's answers to its pronouns and descriptions."""

    def __init__(self, ctx: Context, entities: Entities, gold: Document) -> None:
        super().__init__(ctx, entities)
        self.gold = gold
        self.examples = Examples()
        self._of_draft: dict[int, Quotation] = {}
        self._entities = {entity.id: entity for entity in gold.entities}

    def drafts(self) -> list[Draft]:
        """Drafts of the gold quotations, with the heads of their mentions as sources."""
        out: list[Draft] = []
        for quotation in sorted(self.gold.quotations, key=lambda q: q.content):
            draft = gold_draft(self.ctx, quotation)
            speakers = {s.entity for s in quotation.speakers}
            if draft.source is None and speakers:
                same = [d for d in out if self._speakers(d) == speakers]
                draft.follows = same[-1] if same else None
            self._of_draft[id(draft)] = quotation
            out.append(draft)
        return out

    def _speakers(self, draft: Draft) -> set[str]:
        return {s.entity for s in self._of_draft[id(draft)].speakers}

    def _choose(self, found: list[Option], draft: Draft) -> tuple[Option | None, float]:
        wanted, right = self._right(found, draft)
        if right or all(entity.kind != "unnamed" for entity in wanted):
            self.examples.pronouns.append(self._example(found, right))
        return (found[right[0]], 1.0) if right else super()._choose(found, draft)

    def _choose_described(self, found: list[Option], draft: Draft | None) -> tuple[Option, float]:
        if draft is None:
            return super()._choose_described(found, draft)
        _, right = self._right(found, draft)
        self.examples.descriptions.append(self._example(found, right))
        return (found[right[0]] if right else found[-1]), 1.0

    def _right(self, found: list[Option], draft: Draft) -> tuple[list[Entity], list[int]]:
        """The entities that gold gives the draft, and the options that are exactly these."""
        wanted = [self._entities[s.entity] for s in self._of_draft[id(draft)].speakers]
        return wanted, [i for i, option in enumerate(found) if _is(self.ctx, option, wanted)]

    def _example(self, found: list[Option], right: list[int]) -> Example:
        candidates = tuple(tuple(option.features) for option in found)
        return Example(self.gold.id, NEWSWIRE, candidates, tuple(right) or (len(found) - 1,))


def gold_draft(ctx: Context, quotation: Quotation) -> Draft:
    """A gold quotation as the stage before speakers would hand it on."""
    places = {segment.span: i for i, segment in enumerate(ctx.segments)}
    spans = list(quotation.cue or quotation.content)
    sent = ctx.sentence_at(spans[0].start)
    draft = Draft(
        type=quotation.type,
        mode=quotation.mode,
        sent=sent,
        content=list(quotation.content),
        segments=[places[span] for span in quotation.segments if span in places],
        cue=list(quotation.cue),
    )
    if quotation.cue and sent is not None:
        cue = quotation.cue[0]
        draft.verb = next((t.i for t in sent.tokens if cue.start <= t.start < cue.end), None)
    mention = next((s.mention for s in quotation.speakers if s.mention is not None), None)
    if mention is not None:
        draft.source = head_of(ctx, mention)
    return draft


def head_of(ctx: Context, mention: Span) -> Source | None:
    """The head token of a gold mention: the first whose head lies outside it."""
    sent = ctx.sentence_at(mention.start)
    tokens = (
        [t for t in sent.tokens if t.end > mention.start and t.start < mention.end] if sent else []
    )
    if sent is None or not tokens:
        return None
    if sent.parsed:
        inside = {t.i for t in tokens}
        heads = [t for t in tokens if t.head not in inside and t.upos != "PUNCT"]
        return Source(sent, (heads or tokens)[0].i)
    stop = next((k for k, t in enumerate(tokens) if k and t.upos == "ADP"), len(tokens))
    nouns = [t for t in tokens[:stop] if t.upos not in ("PART", "PUNCT")] or tokens
    return Source(sent, nouns[-1].i)


def _is(ctx: Context, option: Option, wanted: Sequence[Entity]) -> bool:
    """Whether a candidate is exactly the gold entities."""
    who = option.who
    if who is None:
        return False
    if who.pair is not None:
        return len(wanted) == len(who.pair) and all(
            any(_same(ctx, cluster, entity) for entity in wanted) for cluster in who.pair
        )
    if len(wanted) != 1:
        return False
    if who.cluster is not None:
        return _same(ctx, who.cluster, wanted[0])
    assert option.last is not None
    token = option.last.sent.tokens[option.last.head]
    inside = any(span.start <= token.start and token.end == span.end for span in wanted[0].mentions)
    label = wanted[0].name.lower().split() if wanted[0].kind in ("unnamed", "document") else []
    return inside or (token.text.lower() in label[-1:])


def _same(ctx: Context, cluster: Cluster, entity: Entity) -> bool:
    names = {fold(name) for name in (entity.name, *entity.aliases)}
    if cluster.label != "UNNAMED" and names & {fold(name) for name in cluster.names}:
        return True
    solid = [m for m in entity.mentions if ctx.text[m.start : m.end].lower() not in PRONOUNS]
    return any(m.end == span.end or m == span for m in solid for span in cluster.spans)


# -- GUM ---------------------------------------------------------------------------------


def from_gum(path: Path, registry: Registry) -> Examples:
    """Examples of one document of GUM in CoNLL-U with ``Entity`` in its last column."""
    doc, analysis, chains = read_gum(path)
    ctx = Context(doc, find_segments(doc.text or "", doc.body), analysis)
    entities = Entities(ctx, registry)
    pool = Candidates(ctx, entities)
    out = Examples()
    for sent in ctx.sentences:
        for token in sent.tokens:
            chain = chains.get((token.start, token.end))
            if chain is None or ctx.quoted(token):
                continue
            if token.upos == "PRON" and token.text.lower() in PRONOUNS:
                found = options(pool, token, sent, focus=[])
                right = [i for i, o in enumerate(found) if _in_chain(o.who, pool, chain, chains)]
                if right:
                    out.pronouns.append(_of_gum(doc, found, right))
            elif pool.describes(sent, token) and may_be_known(sent, token.i):
                found = described_options(pool, sent, token.i, focus=[])
                right = [i for i, o in enumerate(found) if _in_chain(o.who, pool, chain, chains)]
                out.descriptions.append(_of_gum(doc, found, right))
    return out


def _of_gum(doc: Document, found: list[Option], right: list[int]) -> Example:
    candidates = tuple(tuple(option.features) for option in found)
    return Example(doc.id, GUM, candidates, tuple(right) or (len(found) - 1,))


def _in_chain(
    who: Person | None, pool: Candidates, chain: str, chains: Mapping[tuple[int, int], str]
) -> bool:
    if who is None or who.pair is not None:
        return False
    return any(chains.get((seen.start, seen.end)) == chain for seen in pool.seen if seen.who is who)


# -- fitting -------------------------------------------------------------------------------


def fit(
    examples: Sequence[Example], *, penalty: float = 4.0, share: float = 0.1, least: int = 8
) -> dict[str, float]:
    """Weights of the features that occur at least ``least`` times.

    ``share`` is the weight of an example of GUM beside one of newswire.
    """
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    counts: dict[str, int] = {}
    for example in examples:
        for names in example.candidates:
            for name in names:
                counts[name] = counts.get(name, 0) + 1
    columns = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= least))}
    rows, starts, right, weight = _matrix(examples, columns, share)
    owner = np.repeat(np.arange(len(examples)), np.diff(starts))

    def loss(w: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        scores = rows @ w
        top = np.maximum.reduceat(scores, starts[:-1])
        powers = np.exp(scores - top[owner])
        total = np.add.reduceat(powers, starts[:-1])
        good = np.add.reduceat(powers * right, starts[:-1])
        chance = powers / total[owner]
        among = powers * right / good[owner]
        value = -float(np.sum(weight * (np.log(good) - np.log(total))))
        gradient = rows.T @ ((chance - among) * weight[owner])
        return value + penalty * float(w @ w) / 2, gradient + penalty * w

    result = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B")
    return {name: round(float(result.x[i]), 4) for name, i in columns.items()}


def _matrix(
    examples: Sequence[Example], columns: Mapping[str, int], share: float
) -> tuple[
    npt.NDArray[np.float64],
    npt.NDArray[np.int64],
    npt.NDArray[np.float64],
    npt.NDArray[np.float64],
]:
    """Candidates by features, where each example starts, which are right, and weights."""
    sizes = [len(example.candidates) for example in examples]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    rows = np.zeros((int(starts[-1]), len(columns)))
    right = np.zeros(len(rows))
    for example, start in zip(examples, starts, strict=False):
        for k, names in enumerate(example.candidates):
            for name in names:
                if name in columns:
                    rows[start + k, columns[name]] = 1.0
        right[[start + k for k in example.right]] = 1.0
    weight = np.array([share if example.source == GUM else 1.0 for example in examples])
    return rows, starts, right, weight


def folds(examples: Sequence[Example], count: int, seed: int) -> Iterator[set[str]]:
    """Sets of newswire documents, each held out once."""
    names = sorted({e.document for e in examples if e.source == NEWSWIRE})
    random.Random(seed).shuffle(names)
    for k in range(count):
        yield set(names[k::count])


def read_gold(
    gold: Iterable[tuple[Document, Analysis]], gum: Path | None, registry: Registry
) -> Examples:
    """Examples of gold records with texts (train alone) and of the folder of GUM (its train part).

    The analyses are the annotator's own, parses of all sentences that can report included.
    """
    examples = Examples()
    for doc, analysis in gold:
        examples += from_record(doc, analysis, registry)
    if gum is not None:
        parts = gum_parts(gum)
        for path in sorted(gum.glob("*.conllu")):
            if parts.get(path.stem, "train") == "train":
                examples += from_gum(path, registry)
    return examples


def fit_rankers(examples: Examples) -> Rankers:
    """The weights of each choice."""
    return Rankers(fit(examples.pronouns), fit(examples.descriptions))
