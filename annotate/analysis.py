"""What the annotator needs to know of a text, whoever analysed it.

The stages after the analysis see only these types. A backend (Stanza, or a test that builds the
analysis by hand) fills them in. Offsets are code points of the document text; token indices count
from 0 within a sentence; a root's head is -1. Tags are Universal Dependencies v2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from corpus.records import Document


@dataclass(slots=True)
class Token:
    """One syntactic word. Words of one multi-word token share the offsets of their part."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str = ""
    feats: str = ""
    head: int = -1
    deprel: str = "dep"

    @property
    def dep(self) -> str:
        """The relation without its subtype: ``nsubj`` for ``nsubj:pass``."""
        return self.deprel.partition(":")[0]


@dataclass
class Sentence:
    """A sentence of tokens; ``parsed`` is False where a backend saved itself the parse."""

    tokens: list[Token]
    paragraph: int = 0  # index into the document's body
    parsed: bool = True
    index: int = -1  # place among the sentences of the document

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return max(token.end for token in self.tokens[-2:])

    @cached_property
    def children(self) -> list[list[int]]:
        """For each token, the indices of its dependents, left to right."""
        out: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                out[token.head].append(token.i)
        return out

    def subtree(self, i: int) -> list[int]:
        """Indices of token ``i`` and of all that hangs from it, in text order."""
        out, stack = [], [i]
        while stack:
            j = stack.pop()
            out.append(j)
            stack.extend(self.children[j])
        return sorted(out)


@dataclass(frozen=True, slots=True)
class Mention:
    """A named entity as the tagger marked it, e.g. ``PERSON`` or ``ORG``."""

    start: int
    end: int
    label: str


@dataclass
class Analysis:
    """All sentences of a document's body in text order, and its named mentions."""

    sentences: list[Sentence] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


Wanted = Callable[[int, Sentence], bool]


def always(doc: int, sentence: Sentence) -> bool:
    """Ask for the parse of every sentence."""
    return True


class Analyser(Protocol):
    """Anything that turns documents into analyses; batches, because models like them."""

    def analyse(self, docs: Sequence[Document], wanted: Wanted = always) -> list[Analysis]:
        """Analyse the bodies, paragraph by paragraph; texts must be there.

        Sentences for which ``wanted(index of the document, sentence)`` is false need no parse.
        """
        ...
