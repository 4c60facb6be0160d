"""The distinct words of some sentences: what a model makes of a word alone is computed once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stanza.models.common.utils import simplify_punct


class Types:
    """The distinct ``texts`` of sentences, and for each sentence their ``places`` in it."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        ids: dict[str, int] = {}
        self.places = [[ids.setdefault(text, len(ids)) for text in each] for each in sentences]
        self.texts = list(ids)
        self.lengths = [len(places) for places in self.places]


def plain(args: dict[str, Any]) -> bool:
    """Whether a model reads vectors of words and of their characters, and nothing larger."""
    vectors = args["pretrain"] and args["char"] and args["word_emb_dim"] and args["char_emb_dim"]
    lone = args.get("rec_dropout", 0) == 0 and args.get("char_num_layers", 1) == 1
    return bool(vectors and lone and not args.get("charlm") and not args.get("bert_model"))


def simplified(texts: list[str]) -> list[str]:
    """Words as tagger and parser read them: `?!!` is a plain question mark."""
    return [text for (text,) in simplify_punct([[[text] for text in texts]])[0]]
