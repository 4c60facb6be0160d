"""The distinct words of some sentences: what a model makes of a word alone is computed once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from stanza.models.common.utils import simplify_punct
from stanza.models.common.vocab import ROOT_ID
from torch import Tensor

from annotate.inference.layers import Spelling


class Types:
    """The distinct ``texts`` of sentences, and for each sentence their ``places`` in it."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        ids: dict[str, int] = {}
        self.places = [[ids.setdefault(text, len(ids)) for text in each] for each in sentences]
        self.texts = list(ids)
        self.lengths = [len(places) for places in self.places]


class WordVectors:
    """What tagger and parser make of a word: learned, of before, and by its characters."""

    def __init__(self, processor: Any, precision: torch.dtype) -> None:
        self._model, self._vocab = processor.trainer.model, processor.vocab["word"]
        self._pretrained = processor.pretrain.vocab
        self._spelling = Spelling(self._model.charmodel, processor.vocab["char"], precision)

    def __call__(self, texts: list[str], *, root: bool = False) -> tuple[Tensor, Tensor, Tensor]:
        """Three tables with a row for each word, and at the end one for the root if asked."""
        model, last = self._model, [ROOT_ID] * root
        # `?!!` is a plain question mark to both.
        texts = [text for (text,) in simplify_punct([[[text] for text in texts]])[0]]
        learned = model.word_emb(torch.tensor(self._vocab.map(texts) + last))
        lower = self._pretrained.map([text.lower() for text in texts])
        before = model.trans_pretrained(model.pretrained_emb(torch.tensor(lower + last)))
        return learned, before, model.trans_char(self._spelling(texts, *([last] * root)))


def plain(args: dict[str, Any]) -> bool:
    """Whether a model reads vectors of words and of their characters, and nothing larger."""
    vectors = args["pretrain"] and args["char"] and args["word_emb_dim"] and args["char_emb_dim"]
    lone = args.get("rec_dropout", 0) == 0 and args.get("char_num_layers", 1) == 1
    return bool(vectors and lone and not args.get("charlm") and not args.get("bert_model"))
