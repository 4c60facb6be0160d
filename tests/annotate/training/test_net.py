"""The network: it starts from open weights where they belong, and padding changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from annotate.frames.windows import Window, cut, fill
from annotate.training import attributor
from annotate.training.frames.net import Reader
from tests.annotate.framing import some_words
from tests.annotate.small_tagger import SIZES, new_tagger, shrink

WIDTH = SIZES["WIDTH"]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    shrink(monkeypatch)


def open_weights() -> dict[str, Tensor]:
    """Weights by the names that a BERT's file has."""
    torch.manual_seed(5)
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (SIZES["VOCABULARY"], WIDTH),
        "embeddings.position_embeddings.weight": (SIZES["PLACES"], WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
        "embeddings.LayerNorm.weight": (WIDTH,),
        "embeddings.LayerNorm.bias": (WIDTH,),
    }
    for name, (out, into) in {
        "attention.self.query": (WIDTH, WIDTH),
        "attention.self.key": (WIDTH, WIDTH),
        "attention.self.value": (WIDTH, WIDTH),
        "attention.output.dense": (WIDTH, WIDTH),
        "intermediate.dense": (4 * WIDTH, WIDTH),
        "output.dense": (WIDTH, 4 * WIDTH),
    }.items():
        shapes[f"encoder.layer.0.{name}.weight"] = (out, into)
        shapes[f"encoder.layer.0.{name}.bias"] = (out,)
    for name in ("attention.output.LayerNorm", "output.LayerNorm"):
        for part in ("weight", "bias"):
            shapes[f"encoder.layer.0.{name}.{part}"] = (WIDTH,)
    return {name: torch.randn(shape) for name, shape in shapes.items()}


def test_open_weights_go_where_they_belong(tmp_path: Path) -> None:
    weights = open_weights()
    save_file({k: v.half() for k, v in weights.items()}, tmp_path / "model.safetensors")
    weights = {k: v.half().float() for k, v in weights.items()}
    reader = Reader()
    before = reader.evoked[0].weight.clone()
    reader.start_from(tmp_path)
    assert torch.equal(reader.word.weight, weights["embeddings.word_embeddings.weight"])
    assert torch.equal(reader.kind, weights["embeddings.token_type_embeddings.weight"][0])
    (layer,) = reader.layers
    own = "encoder.layer.0."
    key = layer.qkv.weight[WIDTH : 2 * WIDTH]
    assert torch.equal(key, weights[own + "attention.self.key.weight"])
    assert torch.equal(layer.norm1.bias, weights[own + "attention.output.LayerNorm.bias"])
    assert torch.equal(layer.norm2.weight, weights[own + "output.LayerNorm.weight"])
    assert torch.equal(layer.down.weight, weights[own + "output.dense.weight"])
    assert torch.equal(reader.evoked[0].weight, before)


def test_without_open_weights_there_is_no_start(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Reader().start_from(tmp_path)


def test_the_open_encoder_is_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(attributor.EncoderError, match="pip install"):
        attributor.open_encoder()


def read(batch: list[Window]) -> tuple[Tensor, Tensor]:
    """Logits of evoking, and roles of a frame at the first word, for the first window."""
    arrays = {name: torch.from_numpy(array) for name, array in fill(batch).items()}
    tagger = new_tagger()
    with torch.no_grad():
        hidden, evoked = tagger.reader(
            *(arrays[name] for name in ("ids", "features", "first")),
            torch.zeros(len(batch), dtype=torch.int64),
            arrays["mask"],
        )
        nought = torch.zeros(1, dtype=torch.int64)
        roles, _ = tagger.framer(hidden, nought, nought, arrays["present"])
    words = len(batch[0])
    return evoked[0, :words], roles[0, :words]


def test_padding_changes_nothing() -> None:
    """A longer window beside it makes a window's arrays longer, not other."""
    (short,) = cut(some_words([[1, 2, 3]]))
    (long,) = cut(some_words([[2] * 9, [1] * 9]))
    for alone, beside in zip(read([short]), read([short, long]), strict=True):
        assert torch.allclose(alone, beside, atol=1e-5)


def test_every_word_counts_for_every_other() -> None:
    one, other = cut(some_words([[1, 2, 3]]))[0], cut(some_words([[1, 2, 3]]))[0]
    other.words.pieces[2] = [150, 151, 152]
    assert not torch.allclose(read([one])[0][0], read([other])[0][0], atol=1e-5)
