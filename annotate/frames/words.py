"""A document as the tagger of frames reads it: words, their pieces and what is known of each.

A word is a token of the analysis; of the parts of one multi-word token only the first counts. The
encoder's pieces know no capitals, no marks and no grammar, so every word carries small numbers
that say how it is written, tagged and parsed, and what the rules made of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from annotate.analysis import Mention, Sentence, Token
from annotate.context import Context
from annotate.speakers import Attribution
from corpus.spans import Span

_UPOS = ("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X").split()
_DEPS = (
    "root nsubj obj iobj csubj ccomp xcomp obl vocative expl dislocated advcl advmod discourse "
    "aux cop mark nmod appos nummod acl amod det clf case conj cc fixed flat list parataxis "
    "compound orphan goeswith reparandum punct dep"
).split()
_NAMES = "PERSON ORG DATE GROUP PLACE WORK".split()
_UPOS_ID = {name: i for i, name in enumerate(_UPOS, start=1)}
_DEPS_ID = {name: i for i, name in enumerate(_DEPS, start=1)}
_NAMES_ID = {name: i for i, name in enumerate(_NAMES, start=1)}
_MARKS = frozenset("“”\"'‘’«»")
_PIECES = 6  # pieces of one word; what is longer is a web address or noise

# The columns of `Words.features` and how many values each takes; 0 is "nothing known".
COLUMNS = {
    "upos": len(_UPOS) + 1,
    "deprel": len(_DEPS) + 1,
    "marks": 5,
    "case": 4,
    "name": 10,
    "place": 3,
    "content": 3,
    "source": 2,
    "cue": 2,
}
_MARKED, _CONTENT, _SOURCE, _CUE = 2, 6, 7, 8


class Encoded(Protocol):
    """What `tokenizers` returns for a text."""

    ids: list[int]


class Splitter(Protocol):
    """A tokenizer of the `tokenizers` library."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> Encoded: ...


@dataclass(slots=True, eq=False)
class Words:
    """The ``W`` words of one document in text order.

    ``starts`` and ``ends`` are code points, ``[W]``; ``sentence`` is the place of each word's
    sentence, ``[W]``; ``tokens`` its token; ``pieces`` its pieces, one to six; ``features`` has
    the columns of `COLUMNS`, ``[W, 9]``. ``states`` is what the tagger's encoder makes of each
    word where it stands, ``[W, H]``; None until the tagger has read them.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    sentence: NDArray[np.int32]
    tokens: list[Token]
    pieces: list[list[int]]
    features: NDArray[np.int8]
    states: NDArray[np.float16] | None = None

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def marked(self) -> NDArray[np.bool_]:
        """Whether each word stands inside marks, ``[W]``."""
        column = self.features[:, _MARKED]
        return (column > 0) & (column < 4)

    def indices(self, spans: Iterable[tuple[int, int]]) -> list[int]:
        """The words that overlap any of the spans, in text order, each once."""
        found: set[int] = set()
        for start, end in spans:
            first = int(np.searchsorted(self.ends, start, side="right"))
            found.update(range(first, int(np.searchsorted(self.starts, end, side="left"))))
        return sorted(found)

    def spans(self, indices: Sequence[int]) -> list[Span]:
        """Spans of runs of neighbouring words; ``indices`` ascend."""
        out: list[Span] = []
        last = -2
        for i in indices:
            if i == last + 1:
                out[-1] = Span(out[-1].start, int(self.ends[i]))
            else:
                out.append(Span(int(self.starts[i]), int(self.ends[i])))
            last = i
        return out


def read_words(ctx: Context, found: Sequence[Attribution], splitter: Splitter) -> Words:
    """The words of a document's body; ``found`` is what the rules alone make of it."""
    tokens: list[Token] = []
    sentence: list[int] = []
    rows: list[list[int]] = []
    names = _Names(ctx.analysis.mentions)
    end, paragraph = -1, -1
    for sent in ctx.sentences:
        place = 2 if sent.paragraph != paragraph else 1
        paragraph = sent.paragraph
        for token in sent.tokens:
            if token.start < end:
                continue
            end = token.end
            tokens.append(token)
            sentence.append(sent.index)
            rows.append([*_row(ctx, sent, token), names.at(token), place, 0, 0, 0])
            place = 0
    words = Words(
        np.array([t.start for t in tokens], dtype=np.int32),
        np.array([t.end for t in tokens], dtype=np.int32),
        np.array(sentence, dtype=np.int32),
        tokens,
        _pieces([ctx.text[t.start : t.end] for t in tokens], splitter),
        np.array(rows, dtype=np.int8).reshape(-1, len(COLUMNS)),
    )
    _note_rules(words, found)
    return words


def _row(ctx: Context, sent: Sentence, token: Token) -> list[int]:
    return [
        _UPOS_ID.get(token.upos, 0),
        _DEPS_ID.get(token.dep, 0) if sent.parsed else 0,
        _marks(ctx, token),
        _case(token.text),
    ]


def _marks(ctx: Context, token: Token) -> int:
    """0 outside marks, 1 inside, 2 and 3 the first and last word inside, 4 a mark."""
    i = ctx.segment_at(token.start)
    if i is None:
        return 4 if token.text in _MARKS else 0
    span = ctx.segments[i].span
    return 2 if token.start == span.start else 3 if token.end >= span.end else 1


def _case(text: str) -> int:
    """0 small, 1 capital first, 2 all capitals, 3 no letter."""
    if not text[0].isalpha():
        return 3
    if text[0].islower():
        return 0
    return 2 if len(text) > 1 and text.isupper() else 1


class _Names:
    """The label of the named mention that a token stands in; tokens come in text order."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        first: dict[int, Mention] = {}
        for mention in mentions:
            first.setdefault(mention.start, mention)
        self._mentions = sorted(first.values(), key=lambda mention: mention.start)
        self._next = 0

    def at(self, token: Token) -> int:
        while self._next < len(self._mentions) and self._mentions[self._next].end <= token.start:
            self._next += 1
        if self._next == len(self._mentions):
            return 0
        mention = self._mentions[self._next]
        return _NAMES_ID.get(mention.label, 0) if mention.start <= token.start else 0


def _pieces(texts: Sequence[str], splitter: Splitter) -> list[list[int]]:
    known: dict[str, list[int]] = {}
    for text in texts:
        if text not in known:
            ids = splitter.encode(text, add_special_tokens=False).ids
            known[text] = ids[:_PIECES] or [UNKNOWN]
    return [known[text] for text in texts]


# Ids of the encoder's own tokens, as every BERT vocabulary has them.
UNKNOWN, FIRST, LAST = 100, 101, 102


def _note_rules(words: Words, found: Iterable[Attribution]) -> None:
    """Write down what the rules found: contents with their beginnings, sources and cues."""
    for attribution in found:
        draft = attribution.draft
        if draft.type == "none":
            continue
        for span in draft.content:
            inside = words.indices([span])
            words.features[inside, _CONTENT] = 2
            words.features[inside[:1], _CONTENT] = 1
        mentions = [party.mention for party in attribution.parties if party.mention is not None]
        words.features[words.indices(mentions), _SOURCE] = 1
        words.features[words.indices(draft.cue), _CUE] = 1
