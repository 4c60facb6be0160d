"""The tagger of frames as a network: an encoder, and a narrow reader that looks at one frame.

The encoder has the shape of BERT (Devlin and others, 2019) and starts from the weights of a small
sentence encoder, MiniLM (Wang and others, 2020), which reads small letters only; what a word is
besides its letters is added to its embeddings. The second part marks the word that evokes a frame
and its distance to every other word, and reads the window again in a third of the width, after
the predicate-aware taggers of semantic role labelling (He and others, 2017).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from annotate.frames.tagger import FACTS, ROLES, SCHEMES
from annotate.frames.words import COLUMNS

WIDTH, HEADS, DEPTH, VOCABULARY, PLACES = 384, 12, 6, 30522, 512
NARROW, NARROW_HEADS, NARROW_DEPTH = 128, 4, 2
REACH = 64  # distances in words beyond this count as this
DROPOUT = 0.1


class _Fused(torch.autograd.Function):
    """Attention without a mask, which is one operator of ONNX Runtime in the exported graph.

    Spelt out it costs a sixth more time, since every head's table is written and read again.
    """

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        return _attention(query, key, value, heads, None, 0.0)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        seen = g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        seen.setType(query.type())
        return seen


def _attention(
    query: Tensor, key: Tensor, value: Tensor, heads: int, bias: Tensor | None, dropout: float
) -> Tensor:
    """All ``[B, N, width]``; ``bias`` ``[B, 1, 1, N]`` is added to the logits."""
    query, key, value = (x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (query, key, value))
    seen = functional.scaled_dot_product_attention(
        query, key, value, attn_mask=bias, dropout_p=dropout
    )
    return seen.transpose(1, 2).flatten(-2)


class Layer(nn.Module):
    """One layer of a transformer, normalised after each half as in BERT."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """``x`` ``[B, N, width]``; ``bias`` ``[B, 1, 1, N]`` is added to the attention's logits."""
        query, key, value = self.qkv(x).chunk(3, -1)
        if torch.onnx.is_in_onnx_export():
            assert bias is None, "the exported graph reads a window alone"
            seen = _Fused.apply(query, key, value, self.heads)
        else:
            dropout = DROPOUT if self.training else 0.0
            seen = _attention(query, key, value, self.heads, bias, dropout)
        x = self.norm1(x + self.drop(self.out(seen)))
        out: Tensor = self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))
        return out


def _bias(mask: Tensor | None, kind: torch.dtype) -> Tensor | None:
    return None if mask is None else ((1 - mask.to(kind)) * -1e4)[:, None, None, :]


class Reader(nn.Module):
    """Windows -> a vector for each word, and whether the word evokes a frame."""

    def __init__(self) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(DROPOUT)
        self.features = nn.ModuleList(nn.Embedding(size, WIDTH) for size in COLUMNS.values())
        self.scheme = nn.Embedding(len(SCHEMES), WIDTH)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.01)
        nn.init.zeros_(self.scheme.weight)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS) for _ in range(DEPTH))
        self.evoked = nn.Sequential(nn.Linear(WIDTH, NARROW), nn.GELU(), nn.Linear(NARROW, 3))

    def forward(
        self,
        ids: Tensor,
        features: Tensor,
        first: Tensor,
        scheme: Tensor,
        mask: Tensor | None = None,
    ) -> tuple[Tensor, Tensor]:
        """Inputs as `annotate.frames.windows.fill` makes them, ``scheme`` ``[B]``.

        Windows of one length need no ``mask``.

        Returns ``hidden`` ``[B, W, 384]`` and logits ``[B, W, 3]``: no frame, cued, uncued.
        """
        x = self.word(ids) + self.place.weight[: ids.shape[1]] + self.kind
        x = x + self.scheme(scheme)[:, None]
        for column, table in enumerate(self.features):
            x = x + table(features[..., column])
        x = self.drop(self.norm(x))
        bias = _bias(mask, x.dtype)
        for layer in self.layers:
            x = layer(x, bias)
        hidden = x.gather(1, first[..., None].expand(-1, -1, WIDTH))
        return hidden, self.evoked(hidden)

    def start_from(self, folder: Path) -> None:
        """Take the encoder's weights from a folder with a BERT's ``model.safetensors``.

        Raises:
            FileNotFoundError: if there is none.
        """
        from safetensors.torch import load_file

        weights = {k: v.float() for k, v in load_file(folder / "model.safetensors").items()}
        embeddings = "embeddings."
        copies: list[tuple[Tensor, Tensor]] = [
            (self.word.weight, weights[embeddings + "word_embeddings.weight"]),
            (self.place.weight, weights[embeddings + "position_embeddings.weight"]),
            (self.kind, weights[embeddings + "token_type_embeddings.weight"][0]),
            (self.norm.weight, weights[embeddings + "LayerNorm.weight"]),
            (self.norm.bias, weights[embeddings + "LayerNorm.bias"]),
        ]
        for number, layer in enumerate(self.layers):
            copies += _layer_copies(layer, weights, f"encoder.layer.{number}.")
        with torch.no_grad():
            for target, source in copies:
                target.copy_(source)


def _layer_copies(
    layer: nn.Module, weights: dict[str, Tensor], prefix: str
) -> list[tuple[Tensor, Tensor]]:
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    out = []
    for part in ("weight", "bias"):
        joint = [weights[f"{prefix}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
        out.append((getattr(layer.get_submodule("qkv"), part), torch.cat(joint)))
        for own, theirs in names.items():
            target = getattr(layer.get_submodule(own), part)
            out.append((target, weights[f"{prefix}{theirs}.{part}"]))
    return out


class Framer(nn.Module):
    """Words of a window and one that evokes a frame -> which words fill the frame's roles."""

    def __init__(self) -> None:
        super().__init__()
        self.token, self.target = nn.Linear(WIDTH, NARROW), nn.Linear(WIDTH, NARROW)
        self.distance, self.norm = nn.Embedding(2 * REACH + 1, NARROW), nn.LayerNorm(NARROW)
        self.layers = nn.ModuleList(Layer(NARROW, NARROW_HEADS) for _ in range(NARROW_DEPTH))
        self.roles = nn.Linear(NARROW, len(ROLES))
        self.facts = nn.Linear(NARROW, sum(len(values) for values in FACTS.values()))

    def forward(
        self, hidden: Tensor, which: Tensor, anchor: Tensor, present: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """``hidden`` ``[B, W, 384]``; a frame's row and its word; ``present`` ``[B, W]`` if padded.

        Returns logits of the roles ``[frames, W, 4]`` and of the facts ``[frames, 25]``.
        """
        width = hidden.shape[1]
        places = torch.arange(width, device=hidden.device)
        distance = (places[None] - anchor[:, None]).clamp(-REACH, REACH) + REACH
        # Selected by number from rows laid end to end, which the exported graph can do freely.
        own = hidden.reshape(-1, WIDTH).index_select(0, which * width + anchor)
        x = self.token(hidden).index_select(0, which) + self.target(own)[:, None]
        x = self.norm(x + self.distance(distance))
        bias = _bias(None if present is None else present.index_select(0, which), x.dtype)
        for layer in self.layers:
            x = layer(x, bias)
        here = x.gather(1, anchor[:, None, None].expand(-1, 1, NARROW)).squeeze(1)
        return self.roles(x), self.facts(here)
