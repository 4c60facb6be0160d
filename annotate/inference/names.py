"""Named entities, as Stanza's tagger of names finds them."""

from __future__ import annotations

from typing import Any

import torch
from stanza.models.common.vocab import PAD_ID, UNK_ID, VOCAB_PREFIX_SIZE
from stanza.models.ner.trainer import fix_singleton_tags
from torch import Tensor

from annotate.inference.layers import Recurrent, Spelling, batches, padded
from annotate.inference.words import Types, plain


class Names:
    """Takes the place of Stanza's processor ``ner``, if it has one model of the plain kind.

    Stanza also works out the loss of what it predicts, and looks for the best tags sentence by
    sentence.
    """

    def __init__(self, processor: Any, precision: torch.dtype) -> None:
        self.model, self.vocab = processor.trainers[0].model, processor.trainers[0].vocab
        self.model.eval()
        self.spelling = Spelling(self.model.charmodel, self.vocab["char"], precision)
        start = self.model.taggerlstm_h_init, self.model.taggerlstm_c_init
        self.layer = Recurrent(self.model.taggerlstm.lstm, precision, start)
        # From the second tag to the first, so that the best of the second lies in a row.
        (change,) = self.model.crits[0].parameters()
        self._change = change.detach().T.contiguous()

    @staticmethod
    def fits(processor: Any) -> bool:
        """Whether the model is one that this class can run."""
        if len(processor.trainers) != 1:
            return False
        model, vocab = processor.trainers[0].model, processor.trainers[0].vocab
        one = len(model.tag_clfs) == 1 and model.args["num_layers"] == 1
        vectors = "word" in vocab and model.delta_emb is not None and model.input_transform
        kind = one and vectors and vocab["tag"].sep is None
        return bool(kind and not model.args.get("char_lowercase") and plain(model.args))

    def process(self, sdoc: Any) -> Any:
        """Set ``ner`` of all tokens, and the entities of all sentences."""
        types = Types([[token.text for token in each.tokens] for each in sdoc.sentences])
        vectors = self._vectors(types.texts)
        for batch in batches(types.lengths):
            sizes = torch.tensor([types.lengths[i] for i in batch])
            states = self.layer(vectors[padded([types.places[i] for i in batch])], sizes)
            best = self._best(self.model.tag_clfs[0](states), sizes)
            for i, tags in zip(batch, best, strict=True):
                self._name(sdoc.sentences[i].tokens, tags)
        sdoc.build_ents()
        return sdoc

    def _name(self, tokens: list[Any], tags: list[int]) -> None:
        names = [name for (name,) in self.vocab["tag"].unmap([(tag,) for tag in tags])]
        for token, name in zip(tokens, fix_singleton_tags(names), strict=True):
            token.ner, token.multi_ner = name, (name,)

    def _vectors(self, texts: list[str]) -> Tensor:
        model = self.model
        shown = [text.lower() for text in texts] if model.args.get("lowercase", True) else texts
        words = torch.tensor(self.vocab["word"].map(shown))
        learned = torch.tensor(self.vocab["delta"].map(shown))
        learned[(learned == UNK_ID) & (words != UNK_ID)] = PAD_ID
        vectors = model.word_emb(words) + model.delta_emb(learned)
        result: Tensor = model.input_transform(torch.cat([vectors, self.spelling(texts)], dim=1))
        return result

    def _best(self, scores: Tensor, sizes: Tensor) -> list[list[int]]:
        """The best tags of every sentence by Viterbi's algorithm; ``scores`` are ``[B, L, T]``."""
        best = scores[:, 0]
        came = []
        for i in range(1, scores.shape[1]):
            values, before = (best[:, None, :] + self._change).max(dim=2)
            running = (i < sizes)[:, None]
            best = torch.where(running, scores[:, i] + values, best)
            came.append(before)
        tag = best.argmax(1)
        tags = [tag]
        for i in range(scores.shape[1] - 1, 0, -1):
            tag = torch.where(i < sizes, came[i - 1].gather(1, tag[:, None]).squeeze(1), tag)
            tags.append(tag)
        rows = torch.stack(tags[::-1], dim=1).clamp(min=VOCAB_PREFIX_SIZE).tolist()
        return [row[:size] for row, size in zip(rows, sizes.tolist(), strict=True)]
