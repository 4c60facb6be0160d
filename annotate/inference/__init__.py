"""Stanza's models, run on distinct words and on batches of sentences of like length.

Stanza's processors spend more time on preparing their data than on their models. Here each is
taken apart from its model: what a model makes of a word alone is computed once for all its places,
recurrent layers see padded batches (see `layers`), and nothing is computed that nobody asks for.
What comes out is what Stanza's processors give, but for cuts that cannot be any (`cuts`);
``tests/annotate/test_inference.py`` holds it to that. A model of another kind than ours, or on
another device, keeps Stanza's own processor.
"""

from __future__ import annotations

from typing import Any

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


def quicker(processors: dict[str, Any]) -> dict[str, Any]:
    """The processors of a pipeline by name, each with its stand-in where that fits its model."""
    return {name: _stand_in(name, processor) for name, processor in processors.items()}


def _stand_in(name: str, processor: Any) -> Any:
    stand_in = _STAND_INS.get(name)
    if stand_in is None or hasattr(processor, "_variant") or not stand_in.fits(processor):
        return processor
    trainers = getattr(processor, "trainers", None) or [processor.trainer]
    places = {each.device.type for trainer in trainers for each in trainer.model.parameters()}
    return stand_in(processor) if places == {"cpu"} else processor
