"""Where the data lies that is not in the repository, for the tests that need it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def shared_path(*parts: str) -> Path:
    """The path of a file or folder of the shared data; skips the test where it is not at hand.

    Looks in the folder that OTR_SHARED names, else in ``shared`` beside the repository.
    """
    root = Path(__file__).resolve().parents[1]
    shared = Path(os.environ.get("OTR_SHARED") or root.parent / "shared")
    path = shared.joinpath(*parts)
    if not path.exists():
        pytest.skip(
            f"{'/'.join(parts)} is not in {shared}: clone the public repositories that its "
            "data/README.md names at the commits given, and set OTR_SHARED to the folder"
        )
    return path
