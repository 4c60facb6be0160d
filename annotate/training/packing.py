"""From the trainers' output to the embedded weights: half precision, nothing but the model.

Target layout (what Stanza loads): ``resources.json``, ``en/<processor>/compact.pt``; beside them
``SHA256SUMS`` of every one of these files.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PACKAGE = "compact"
LANGUAGE = "en"
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
NEED_VECTORS = frozenset({"pos", "depparse", "ner"})
SUMS = "SHA256SUMS"

# Words a batch of the parser: three hundred was the fastest on one thread, for a sentence's
# scores grow with the square of the longest one in the batch.
RUN_TIME = {"depparse": {"batch_size": 300}}
# What resuming a training needs and loading does not.
_TRAINING_STATE = ("optimizer_state_dict", "scheduler_state_dict", "bert_optimizer_state_dict")


def model_path(root: Path, processor: str) -> Path:
    """The file of one model under ``root``."""
    return root / LANGUAGE / processor / f"{PACKAGE}.pt"


def resources() -> dict[str, Any]:
    """What Stanza must know to load the models from disk alone."""
    dependency = {"dependencies": [{"model": "pretrain", "package": PACKAGE}]}
    models: dict[str, Any] = {
        processor: {PACKAGE: dependency if processor in NEED_VECTORS else {}}
        for processor in PROCESSORS
    }
    default = dict.fromkeys(PROCESSORS, PACKAGE)
    return {
        LANGUAGE: {
            "lang_name": "English",
            **models,
            "pretrain": {PACKAGE: {}},
            "default_processors": default,
            "default_dependencies": dict.fromkeys(sorted(NEED_VECTORS), dependency["dependencies"]),
            "packages": {"default": default},
        }
    }


def without_paths(config: dict[str, Any]) -> dict[str, Any]:
    """``config`` with the names of files and folders of the training machine taken out."""
    cleaned = {}
    for key, value in config.items():
        if isinstance(value, str) and ("/" in value or os.sep in value or value.endswith(".pt")):
            cleaned[key] = None if key.endswith("_file") else ""
        else:
            cleaned[key] = value
    return cleaned


def to_half(value: Any) -> Any:
    """Every floating-point tensor within ``value`` in half precision."""
    import torch

    if isinstance(value, torch.Tensor):
        return value.detach().half() if value.is_floating_point() else value.detach()
    if isinstance(value, dict):
        return type(value)((key, to_half(item)) for key, item in value.items())
    return value


def compact(state: dict[str, Any], processor: str) -> dict[str, Any]:
    """The parts of a saved model that loading needs, small."""
    kept = {key: value for key, value in state.items() if key not in _TRAINING_STATE}
    for key in ("model", "emb"):
        if key in kept:
            kept[key] = to_half(kept[key])
    if "emb" in kept:
        # Rounded like the rest, but stored wide: Stanza loads vectors as they are, and half
        # precision stops it at the first look-up.
        kept["emb"] = kept["emb"].float()
    if "config" in kept:
        kept["config"] = {**without_paths(kept["config"]), **RUN_TIME.get(processor, {})}
    return kept


def pack(models: Path, target: Path, *, half: bool = True) -> dict[str, int]:
    """Pack the trained ``models`` into ``target``; return the bytes of each file.

    ``half=False`` keeps single precision: such a folder loads without further ado, for trials.
    """
    import torch

    for processor in ("pretrain", *PROCESSORS):
        state = torch.load(models / f"{processor}.pt", map_location="cpu", weights_only=True)
        small = compact(state, processor) if half else state
        path = model_path(target, processor)
        path.parent.mkdir(parents=True, exist_ok=True)
        # The newer container numbers its tensors, so that equal weights give equal files.
        torch.save(small, path)
        if half:
            _refuse_paths(path, models)
    listing = json.dumps(resources(), indent=1, sort_keys=True) + "\n"
    (target / "resources.json").write_text(listing, encoding="utf-8")
    files = [*sorted(target.glob(f"{LANGUAGE}/*/*.pt")), target / "resources.json"]
    write_sums(target, files)
    return {path.relative_to(target).as_posix(): path.stat().st_size for path in files}


def _refuse_paths(path: Path, models: Path) -> None:
    """Fail if the file still names the folder it was trained in."""
    if str(models.resolve().parent).encode() in path.read_bytes():
        raise ValueError(f"{path}: still holds a path of the training machine")


def write_sums(root: Path, files: Iterable[Path]) -> None:
    """Write ``SHA256SUMS`` in the format of ``sha256sum``."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}\n"
        for path in files
    ]
    (root / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
