"""Parts of speech and features, as Stanza's tagger finds them."""

from __future__ import annotations

from functools import cache
from typing import Any

import torch
from torch import Tensor

from annotate.inference.layers import Highway, batches, inside, padded
from annotate.inference.words import Types, WordVectors, plain


class Tagger:
    """Takes the place of Stanza's processor ``pos``, if its model is of the plain kind."""

    def __init__(self, processor: Any, precision: torch.dtype) -> None:
        self.model, self.vocab = processor.trainer.model, processor.vocab
        self.model.eval()
        self.vectors = WordVectors(processor, precision)
        start = self.model.taggerlstm_h_init, self.model.taggerlstm_c_init
        self.stack = Highway(self.model.taggerlstm, start, precision)
        self._feats = cache(self.vocab["feats"].id2unit)

    @staticmethod
    def fits(processor: Any) -> bool:
        """Whether the model is one that this class can run."""
        model = processor.trainer.model
        names = ["upos", "xpos", "feats"]
        composite = [name for name in names if hasattr(processor.vocab[name], "sep")]
        columns = list(model.tag_names) == names and composite == ["feats"]
        return columns and bool(model.share_hid) and plain(model.args)

    def process(self, sdoc: Any) -> Any:
        """Set ``upos``, ``xpos`` and ``feats`` of all words."""
        types = Types([[word.text for word in sentence.words] for sentence in sdoc.sentences])
        vectors = torch.cat(self.vectors(types.texts), dim=1)
        hidden: list[Tensor] = []
        order: list[int] = []
        for batch in batches(types.lengths):
            sizes = torch.tensor([types.lengths[i] for i in batch])
            places = padded([types.places[i] for i in batch])
            hidden.append(self.stack(vectors[places], sizes)[inside(sizes)])
            order += batch
        words = (word for i in order for word in sdoc.sentences[i].words)
        for word, tags in zip(words, self._tags(torch.cat(hidden)), strict=True):
            word.upos, word.xpos, word.feats = tags
        return sdoc

    def _tags(self, hidden: Tensor) -> list[tuple[str, str, str]]:
        hidden = torch.relu(self.model.upos_hid(hidden))
        clf = self.model.tag_clf
        upos = self.model.upos_clf(hidden).argmax(1).tolist()
        xpos = clf["xpos"](hidden).argmax(1).tolist()
        feats = torch.stack([one(hidden).argmax(1) for one in clf["feats"]], dim=1).tolist()
        tag, fine = self.vocab["upos"].id2unit, self.vocab["xpos"].id2unit
        rows = zip(upos, xpos, feats, strict=True)
        return [(tag(u), fine(x), self._feats(tuple(f))) for u, x, f in rows]
