"""Packed weights -> a Stanza pipeline, for measuring; the annotator has its own loader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotate.training.packing import model_path


def pipeline(root: Path, processors: str, **options: Any) -> Any:
    """A pipeline on the packed weights under ``root``, with no look at the network.

    Stanza cannot compute with half-precision vectors, so a copy in single precision is put where
    it looks first. The weights of the models are widened by Stanza as it loads them.
    """
    import stanza
    import torch
    from stanza.models.common.foundation_cache import FoundationCache
    from stanza.models.common.pretrain import Pretrain

    torch.set_num_threads(1)
    path = str(model_path(root.resolve(), "pretrain"))
    vectors = Pretrain(path)
    vectors.load()
    vectors._emb = vectors._emb.float()
    cache = FoundationCache()
    cache.pretrains[path] = vectors
    return stanza.Pipeline(
        "en",
        dir=str(root.resolve()),
        processors=processors,
        download_method=None,
        foundation_cache=cache,
        use_gpu=False,
        verbose=False,
        **options,
    )
