"""Stanza's models, run on distinct words and on batches of sentences of like length.

Stanza's processors spend more time on preparing their data than on their models. Here each is
taken apart from its model: what a model makes of a word alone is computed once for all its places,
recurrent layers see padded batches (see `layers`), and nothing is computed that nobody asks for.
What comes out in single precision is what Stanza's processors give, but for cuts that cannot be any
(`cuts`); ``tests/annotate/test_inference.py`` holds it to that. In bfloat16, which `layers` takes
where the processor has it, 7 words in 10,000 get another head or relation, and 2 another tag. A
model of another kind than ours, or on another device, keeps Stanza's own processor.
"""

from __future__ import annotations

from typing import Any

import torch

from annotate.inference.layers import quickest_precision
from annotate.inference.lemmas import Lemmas
from annotate.inference.names import Names
from annotate.inference.parser import Parser
from annotate.inference.tagger import Tagger
from annotate.inference.tokenizer import Tokenizer

_STAND_INS: dict[str, Any] = {
    "tokenize": Tokenizer,
    "pos": Tagger,
    "lemma": Lemmas,
    "ner": Names,
    "depparse": Parser,
}


def quicker(processors: dict[str, Any], precision: torch.dtype | None = None) -> dict[str, Any]:
    """The processors of a pipeline by name, each with its stand-in where that fits its model.

    ``precision`` is that of recurrent layers, by default what is quickest on this machine.
    """
    precision = precision or quickest_precision()
    return {name: _stand_in(name, each, precision) for name, each in processors.items()}


def _stand_in(name: str, processor: Any, precision: torch.dtype) -> Any:
    stand_in = _STAND_INS.get(name)
    if stand_in is None or hasattr(processor, "_variant") or not stand_in.fits(processor):
        return processor
    trainers = getattr(processor, "trainers", None) or [processor.trainer]
    places = {each.device.type for trainer in trainers for each in trainer.model.parameters()}
    return stand_in(processor, precision) if places == {"cpu"} else processor
