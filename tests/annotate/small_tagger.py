"""The tagger with sizes that a test can train and export in a second, and a tokenizer of letters.

The network's sizes are constants of its module; here they are other ones for as long as a fixture
lives. The weights are random: what is tested is that the parts agree, not what they say.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers

from annotate.frames.words import UNKNOWN
from annotate.training.frames import export, learn, net

SIZES = {
    "WIDTH": 16,
    "HEADS": 2,
    "DEPTH": 1,
    "VOCABULARY": 240,
    "PLACES": 300,
    "NARROW": 8,
    "NARROW_HEADS": 2,
    "NARROW_DEPTH": 1,
    "REACH": 8,
}
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def shrink(patch: pytest.MonkeyPatch) -> None:
    """Make the network small until the patch is undone."""
    for name, value in SIZES.items():
        for module in (net, learn, export):
            if hasattr(module, name):
                patch.setattr(module, name, value)


def new_tagger(*, seed: int = 3, spread: float = 3.0) -> learn.Tagger:
    """A small tagger whose random weights are far enough apart to have opinions."""
    torch.manual_seed(seed)
    tagger = learn.Tagger()
    with torch.no_grad():
        for layer in (tagger.reader.evoked[-1], tagger.framer.roles, tagger.framer.facts):
            layer.weight.mul_(spread)
    return tagger.eval()


def write_tokenizer(path: Path) -> Path:
    """A tokenizer whose pieces are letters, saved at ``path``."""
    vocab = {"[UNK]": UNKNOWN} | {letter: 110 + i for i, letter in enumerate(LETTERS)}
    vocab |= {f"##{letter}": 170 + i for i, letter in enumerate(LETTERS)}
    tokenizer = Tokenizer(models.WordPiece(vocab, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(path))
    return path
