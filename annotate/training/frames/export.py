"""The trained tagger as two ONNX graphs with 8-bit weights, which read one window at a time."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch

from annotate.frames.tagger import ROLES
from annotate.frames.words import COLUMNS
from annotate.training.frames.learn import Tagger
from annotate.training.frames.net import WIDTH

_OPSET = 17


def export(tagger: Tagger, tokenizer: Path, folder: Path) -> None:
    """Write ``reader.onnx``, ``framer.onnx`` and ``tokenizer.json`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    tagger.eval()
    with tempfile.TemporaryDirectory() as work:
        for name, graph, arguments, outputs, axes in _graphs(tagger):
            plain = Path(work) / f"{name}.onnx"
            torch.onnx.export(
                graph,
                tuple(arguments.values()),
                str(plain),
                input_names=list(arguments),
                output_names=outputs,
                dynamic_axes=axes,
                opset_version=_OPSET,
                dynamo=False,
            )
            _quantize(plain, folder / f"{name}.onnx")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")


def _graphs(tagger: Tagger) -> list[tuple[str, torch.nn.Module, dict[str, Any], list[str], Any]]:
    ids = torch.ones(2, 9, dtype=torch.int64)
    words = torch.ones(2, 7, dtype=torch.int64)
    reader = {
        "ids": ids,
        "features": torch.zeros(2, 9, len(COLUMNS), dtype=torch.int64),
        "first": words,
        "scheme": torch.zeros(2, dtype=torch.int64),
    }
    framer = {
        "hidden": torch.zeros(2, 7, WIDTH),
        "which": torch.tensor([0, 1, 1]),
        "anchor": torch.tensor([0, 2, 3]),
    }
    rows, pieces, places, frames = "windows", "pieces", "words", "frames"
    reader_axes = {
        "ids": {0: rows, 1: pieces},
        "features": {0: rows, 1: pieces},
        "first": {0: rows, 1: places},
        "scheme": {0: rows},
        "hidden": {0: rows, 1: places},
        "evoked": {0: rows, 1: places},
    }
    framer_axes = {
        "hidden": {0: rows, 1: places},
        "which": {0: frames},
        "anchor": {0: frames},
        "roles": {0: frames, 1: places},
        "facts": {0: frames},
    }
    assert len(ROLES) == 4
    return [
        ("reader", tagger.reader, reader, ["hidden", "evoked"], reader_axes),
        ("framer", tagger.framer, framer, ["roles", "facts"], framer_axes),
    ]


def _quantize(plain: Path, out: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    ready = plain.with_suffix(".ready.onnx")
    quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
    # A scale for each channel: on PolNeAR's dev part all but as good as single precision.
    quantize_dynamic(str(ready), str(out), weight_type=QuantType.QInt8, per_channel=True)
