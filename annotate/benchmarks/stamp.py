"""A short name for a set of weights, so that figures are only ever taken for those they are of."""

from __future__ import annotations

import hashlib
from pathlib import Path

from annotate.weights import SUMS, default_dir


def stamp(models: Path | None = None) -> str | None:
    """Twelve hexadecimal digits for the weights in a folder, by default those in the package.

    They follow from ``SHA256SUMS``, less the line of the facts, which say how long training took.
    None where there are no sums.
    """
    sums = (models or default_dir()) / SUMS
    if not sums.is_file():
        return None
    lines = sums.read_text(encoding="utf-8").splitlines()
    kept = sorted(line for line in lines if not line.endswith("/facts.json"))
    return hashlib.sha256("\n".join(kept).encode()).hexdigest()[:12]
