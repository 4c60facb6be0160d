"""Which words of a frame mention the speaker or the outlet, and the head of those words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from annotate import lexicon as lx
from annotate.analysis import Sentence, Token
from annotate.context import Context
from annotate.drafts import Source
from annotate.frames.smooth import stretches
from annotate.frames.tagger import ROLES, Frame
from annotate.frames.words import Words
from annotate.reportable import SPEAKING_NOUNS

SOURCE = ROLES.index("source")
_MENTION = 0.30  # the least chance of a mention's best word, where no stretch is likely
_NAMELESS = frozenset({"VERB", "AUX", "ADP", "PUNCT", "CCONJ", "SCONJ"})
_ASIDE = frozenset({"advmod", "discourse"})
_TITLES = lx.TITLES | lx.PERSON_NOUNS | lx.SPOKES_NOUNS | lx.EXPERT_NOUNS


def source_of(ctx: Context, words: Words, frame: Frame) -> Source | None:
    """The likeliest mention of the speaker, if there is a likely one."""
    return mention_of(ctx, words, frame, SOURCE)


def mention_of(ctx: Context, words: Words, frame: Frame, role: int) -> Source | None:
    """The likeliest stretch of words in a role, with its head, if there is a likely one."""
    chances = frame.roles[:, role]
    inside = stretches(chances, change=0.5)
    if not inside.any():
        best = int(chances.argmax())
        if chances[best] < _MENTION:
            return None
        inside[best] = True
    groups = _groups(words, (np.flatnonzero(inside) + frame.start).tolist())
    groups = [named for group in groups if (named := _named(words, group))]
    if not groups:
        return None
    told = [group for group in groups if not _of_a_trade(words, group)]
    groups = told or groups
    near = max(groups, key=lambda g: float(chances[[i - frame.start for i in g]].mean()))
    others = tuple(_mention(ctx, words, group) for group in groups if group is not near)
    return replace(_mention(ctx, words, near), others=others)


def _mention(ctx: Context, words: Words, group: Sequence[int]) -> Source:
    sent = ctx.sentences[int(words.sentence[group[0]])]
    return Source(sent, _head(words, sent, group), words.spans(group)[0])


def _of_a_trade(words: Words, group: Sequence[int]) -> bool:
    """A bare noun before `and`, nobody: `immigration and human rights attorney Ada Quist said`."""
    token, rest = words.tokens[group[0]], words.tokens[group[0] + 1 : group[0] + 2]
    bare = len(group) == 1 and token.upos == "NOUN" and "Plur" not in token.feats
    joined = any(t.lemma.lower() in ("and", "or") for t in rest)
    return bare and joined and token.lemma.lower() not in SPEAKING_NOUNS


def _groups(words: Words, indices: Sequence[int]) -> list[list[int]]:
    """Runs of neighbouring words of one sentence."""
    out: list[list[int]] = []
    for i in indices:
        if out and i == out[-1][-1] + 1 and words.sentence[i] == words.sentence[i - 1]:
            out[-1].append(i)
        else:
            out.append([i])
    return out


def _named(words: Words, group: list[int]) -> list[int]:
    """A run without what names nobody at its edges: the verb of the cue, prepositions, marks."""
    while group and words.tokens[group[0]].upos in _NAMELESS:
        group = group[1:]
    while group and words.tokens[group[-1]].upos in _NAMELESS:
        group = group[:-1]
    return group


def _head(words: Words, sent: Sentence, group: Sequence[int]) -> int:
    """The token of a mention whose head lies outside it; without a tree, its last noun or name."""
    tokens = [words.tokens[i] for i in group]
    own = {token.i for token in tokens}
    tops = [t for t in tokens if t.head not in own and t.upos != "PUNCT"] if sent.parsed else []
    if tops:
        sure = (t for t in tops if t.dep not in _ASIDE)
        return _above_names(sent, _counted(sent, next(sure, tops[0])))
    nominal = [t.i for t in tokens if t.upos in ("NOUN", "PROPN", "PRON")]
    return nominal[-1] if nominal else tokens[-1].i


def _counted(sent: Sentence, token: Token) -> Token:
    """What is compared where a parse has an adverb: `half` of `more than half of them`."""
    below = [sent.tokens[j] for j in sent.children[token.i]]
    if token.dep != "advmod" or not any(t.deprel == "fixed" for t in below):
        return token
    return next((t for t in below if t.dep in ("obl", "nmod")), token)


def _above_names(sent: Sentence, token: Token) -> int:
    """The noun that a name hangs from: `spokeswoman` of `spokeswoman Ada Quist`."""
    while token.dep in ("flat", "appos", "compound") and token.head >= 0:
        above = sent.tokens[token.head]
        if above.lemma.lower() not in _TITLES or above.i > token.i:
            break
        token = above
    return token.i
