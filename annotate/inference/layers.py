"""The layers that Stanza's models share, computed for batches of sequences of like length.

Stanza packs its sequences, and PyTorch runs packed recurrent layers step by step; on padded ones
oneDNN is twice as fast. What is padded must not reach a layer that reads from right to left, so
each direction is a layer of its own, and the second gets its sequences turned around.

Recurrent layers and what stands around them run in bfloat16 where the processor multiplies it
itself, for that takes half the time: see `quickest_precision`. What goes in and comes out keeps
the precision that it has.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import Tensor, nn

# Places, padding counted, that a recurrent layer sees at once; more gain nothing on a CPU.
BATCH_PLACES = 2_000


def quickest_precision() -> torch.dtype:
    """bfloat16 on processors with instructions for it (AVX512-BF16), else single precision.

    Without them oneDNN would convert every number on the way, which is slower than not to.
    """
    able = torch.cpu.get_capabilities().get("avx512_bf16", False)
    return torch.bfloat16 if able else torch.float32


def batches(lengths: Sequence[int], places: int = BATCH_PLACES) -> Iterator[list[int]]:
    """Indices of all sequences, the longest last, in batches of at most ``places`` (or one)."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[i] > places:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def padded(rows: Sequence[Sequence[int]]) -> Tensor:
    """Rows of ids as ``[B, L]``, with 0 after the end of each."""
    width = max(map(len, rows))
    return torch.tensor([[*row, *[0] * (width - len(row))] for row in rows])


def inside(lengths: Tensor) -> Tensor:
    """Which places of padded sequences belong to them, ``[B, L]``."""
    return torch.arange(int(lengths.max())) < lengths[:, None]


class Recurrent:
    """One LSTM layer in one direction or both; ``start`` are its first states ``[D, 1, H]``."""

    def __init__(
        self, lstm: nn.LSTM, precision: torch.dtype, start: tuple[Tensor, Tensor] | None = None
    ) -> None:
        self._precision = precision
        self._start = None if start is None else [each.to(precision) for each in start]
        suffixes = ("", "_reverse") if lstm.bidirectional else ("",)
        self._ways = [_one_way(lstm, suffix, precision) for suffix in suffixes]
        self.width = lstm.hidden_size * len(suffixes)

    def __call__(self, x: Tensor, lengths: Tensor) -> Tensor:
        """States ``[B, L, D*H]`` for ``x`` ``[B, L, I]``; those in the padding mean nothing."""
        kept, x = x.dtype, x.to(self._precision)
        out = [self._run(0, x)]
        if len(self._ways) == 2:
            turned = _turned(lengths)
            out.append(_taken(self._run(1, _taken(x, turned)), turned))
        return torch.cat(out, dim=2).to(kept)

    def _run(self, way: int, x: Tensor) -> Tensor:
        first = None
        if self._start is not None:
            ours = (each[way : way + 1] for each in self._start)
            first = tuple(each.expand(1, len(x), -1).contiguous() for each in ours)
        states: Tensor = self._ways[way](x, first)[0]
        return states


def _one_way(lstm: nn.LSTM, suffix: str, precision: torch.dtype) -> nn.LSTM:
    """One direction of a layer, on the same weights if they have that precision already."""
    one = nn.LSTM(lstm.input_size, lstm.hidden_size, batch_first=True)
    names = [name for name, _ in one.named_parameters()]
    weights = {name: getattr(lstm, name + suffix).detach().to(precision) for name in names}
    one.load_state_dict(weights, assign=True)
    return one.eval()


def _turned(lengths: Tensor) -> Tensor:
    """Where each place comes from if sequences are turned and padding stays.

    Places are counted through all sequences, laid end to end: ``[B * L]``.
    """
    width = int(lengths.max())
    places = torch.arange(width)[None, :]
    back = lengths[:, None] - 1 - places
    rows = torch.arange(len(lengths))[:, None] * width
    return (rows + torch.where(back >= 0, back, places)).flatten()


def _taken(x: Tensor, places: Tensor) -> Tensor:
    """``x`` ``[B, L, I]`` with each place from another; whole rows are copied at once."""
    return x.flatten(0, 1).index_select(0, places).view_as(x)


class Highway:
    """Stanza's stack of LSTM layers with a gated way around each."""

    def __init__(self, stack: Any, start: tuple[Tensor, Tensor], precision: torch.dtype) -> None:
        self._precision = precision
        self._gates = [
            (in_precision(way, precision), in_precision(gate, precision))
            for way, gate in zip(stack.highway, stack.gate, strict=True)
        ]
        firsts = [tuple(each[2 * i : 2 * i + 2] for each in start) for i in range(len(stack.lstm))]
        self._layers = [
            Recurrent(layer.lstm, precision, first)
            for layer, first in zip(stack.lstm, firsts, strict=True)
        ]

    def __call__(self, x: Tensor, lengths: Tensor) -> Tensor:
        """``[B, L, I]`` -> ``[B, L, 2 H]``."""
        kept, x = x.dtype, x.to(self._precision)
        for layer, (way, gate) in zip(self._layers, self._gates, strict=True):
            x = layer(x, lengths) + torch.sigmoid(gate(x)) * torch.tanh(way(x))
        return x.to(kept)


def in_precision(layer: nn.Module, precision: torch.dtype) -> nn.Module:
    """The layer itself if its weights have that precision, else a copy."""
    same = all(each.dtype == precision for each in layer.parameters())
    return layer if same else copy.deepcopy(layer).to(precision)


class Spelling:
    """What a model makes of the characters of a word."""

    def __init__(self, model: Any, vocabulary: Any, precision: torch.dtype) -> None:
        self._model = model
        self._ids = Ids(vocabulary)
        start = model.charlstm_h_init, model.charlstm_c_init
        self._layer = Recurrent(model.charlstm.lstm, precision, start)

    def __call__(self, words: Sequence[str], *after: list[int]) -> Tensor:
        """A vector for each word, and for spellings ``after`` them that are ids already."""
        rows = [*([self._ids[c] for c in word] for word in words), *after]
        lengths = [len(row) for row in rows]
        out = torch.empty(len(rows), self._layer.width)
        for batch in batches(lengths):
            sizes = torch.tensor([lengths[i] for i in batch])
            states = self._layer(self._model.char_emb(padded([rows[i] for i in batch])), sizes)
            out[batch] = self._summed(states, sizes) if self._model.attn else _ends(states, sizes)
        return out

    def _summed(self, states: Tensor, sizes: Tensor) -> Tensor:
        weights = torch.sigmoid(self._model.char_attn(states)) * inside(sizes)[:, :, None]
        return (states * weights).sum(1)


def _ends(states: Tensor, sizes: Tensor) -> Tensor:
    """The last state of either direction."""
    half = states.shape[2] // 2
    last = states[torch.arange(len(states)), sizes - 1]
    return torch.cat([last[:, :half], states[:, 0, half:]], dim=1)


class Ids(dict[str, int]):
    """The ids of a small vocabulary, each looked up once."""

    def __init__(self, vocabulary: Any) -> None:
        self._vocabulary = vocabulary

    def __missing__(self, unit: str) -> int:
        found: int = self._vocabulary.unit2id(unit)
        self[unit] = found
        return found
