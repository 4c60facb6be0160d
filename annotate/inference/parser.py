"""Heads and relations, as Stanza's graph parser finds them."""

from __future__ import annotations

from typing import Any

import torch
from stanza.models.common.vocab import ROOT_ID, VOCAB_PREFIX_SIZE
from torch import Tensor
from torch.nn.functional import log_softmax, logsigmoid, softplus

from annotate.inference.heads import best_tree
from annotate.inference.layers import Highway, Ids, batches, in_precision, inside, padded
from annotate.inference.words import Types, WordVectors, plain

# Scores grow with the square of a sentence: they are found for fewer places than states are.
_PLACES = 600
# Of so many words and heads, what lies between their relations' scores stays in the cache.
_PAIRS = 64


class Parser:
    """Takes the place of Stanza's processor ``depparse``, if its model is of the plain kind.

    Relations are asked only of the heads that were chosen; Stanza asks every pair of words.
    """

    def __init__(self, processor: Any, precision: torch.dtype) -> None:
        self.model, self.vocab = processor.trainer.model, processor.vocab
        self.model.eval()
        self.vectors = WordVectors(processor, precision)
        start = self.model.parserlstm_h_init, self.model.parserlstm_c_init
        self.stack = Highway(self.model.parserlstm, start, precision)
        self._relate = in_precision(self.model.deprel.scorer, precision).W_bilin
        self._upos, self._xpos = Ids(self.vocab["upos"]), Ids(self.vocab["xpos"])

    @staticmethod
    def fits(processor: Any) -> bool:
        """Whether the model is one that this class can run, and is to run as it does."""
        model, args = processor.trainer.model, processor.config
        tags = all(args.get(key, True) for key in ("use_upos", "use_xpos", "use_ufeats"))
        kind = hasattr(model, "forward_scores") and not args.get("use_arc_embedding")
        wanted = kind and not args.get("reversed") and not args.get("resolve_head_constraints")
        single = not hasattr(processor.vocab["xpos"], "sep")
        return bool(wanted and tags and args["tag_emb_dim"] and single and plain(args))

    def process(self, sdoc: Any) -> Any:
        """Set ``head`` and ``deprel`` of all words."""
        sentences = [sentence.words for sentence in sdoc.sentences]
        types = Types([[word.text for word in words] for words in sentences])
        learned, before, spelled = self.vectors(types.texts, root=True)
        vectors = torch.cat([before, learned], dim=1)
        lemmas = self.vocab["lemma"]
        for batch in batches([len(words) + 1 for words in sentences]):
            part = [sentences[i] for i in batch]
            sizes = torch.tensor([len(words) + 1 for words in part])
            places = padded([[len(types.texts), *types.places[i]] for i in batch])
            lemma = padded([[ROOT_ID, *(lemmas.unit2id(w.lemma) for w in each)] for each in part])
            tags = self._tags(part)
            # Stanza reads the tags a second time where features would be; models are trained so.
            x = [vectors[places], self.model.lemma_emb(lemma), tags, tags, spelled[places]]
            hidden = self.stack(torch.cat(x, dim=2), sizes)
            for few in batches(sizes.tolist(), _PLACES):
                width = int(sizes[few].max())
                self._attach([part[i] for i in few], hidden[few, :width], sizes[few])
        return sdoc

    def _tags(self, sentences: list[Any]) -> Tensor:
        upos = padded([[ROOT_ID, *(self._upos[w.upos] for w in words)] for words in sentences])
        xpos = padded([[ROOT_ID, *(self._xpos[w.xpos] for w in words)] for words in sentences])
        tags: Tensor = self.model.upos_emb(upos) + self.model.xpos_emb(xpos)
        return tags

    def _attach(self, sentences: list[Any], hidden: Tensor, sizes: Tensor) -> None:
        scores = self._scores(hidden, sizes).numpy()
        found = [
            best_tree(scores[row, : len(words) + 1, : len(words) + 1])
            for row, words in enumerate(sentences)
        ]
        flat = iter(self._relations(hidden, sizes, padded([[0, *heads] for heads in found])))
        unit = self.vocab["deprel"].id2unit
        for words, heads in zip(sentences, found, strict=True):
            next(flat)  # the root's own
            for word, head in zip(words, heads, strict=True):
                word.head, word.deprel = head, unit(next(flat) + VOCAB_PREFIX_SIZE)

    def _scores(self, hidden: Tensor, sizes: Tensor) -> Tensor:
        """Log chances ``[B, L, L]`` of the second to be head of the first."""
        model, width = self.model, hidden.shape[1]
        scores: Tensor = model.unlabeled(hidden, hidden).squeeze(3)
        places = torch.arange(width)
        offset = places[None, None, :] - places[None, :, None]
        if model.args["linearization"]:
            order = model.linearization(hidden, hidden).squeeze(3)
            scores = scores + logsigmoid(order * torch.sign(offset).float())
        if model.args["distance"]:
            far = 1 + softplus(model.distance(hidden, hidden).squeeze(3))
            scores = scores - torch.log((offset.abs().float() - far) ** 2 / 2 + 1)
        beyond = ~inside(sizes)[:, None, :] | torch.eye(width, dtype=torch.bool)
        return log_softmax(scores.masked_fill(beyond, -torch.inf), 2)

    def _relations(self, hidden: Tensor, sizes: Tensor, heads: Tensor) -> list[int]:
        """The best relation of every word to its head; the words of all sentences in a row."""
        scorer, bilinear = self.model.deprel, self._relate
        above = hidden[torch.arange(len(hidden))[:, None], heads]
        kept = inside(sizes)
        below = _with_one(torch.relu(scorer.W1(hidden[kept]))).to(bilinear.weight.dtype)
        above = _with_one(torch.relu(scorer.W2(above[kept]))).to(bilinear.weight.dtype)
        ways, width, relations = bilinear.weight.shape
        weights = bilinear.weight.reshape(ways, -1)
        best: list[int] = []
        for low, high in zip(below.split(_PAIRS), above.split(_PAIRS), strict=True):
            inner = (low @ weights).view(-1, width, relations)
            chances = torch.bmm(high[:, None, :], inner).squeeze(1) + bilinear.bias
            best += chances.argmax(1).tolist()
        return best


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, x.new_ones(len(x), 1)], dim=1)
