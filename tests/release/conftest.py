"""One small release for all tests of this folder, and libraries that must not reach the network."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of tiny corpus data."""
    from tests.release.corpora import tiny, write

    return write(tmp_path_factory.mktemp("corpus") / "data", tiny())


@pytest.fixture(scope="session")
def release(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of it, 1.0.0."""
    from corpus.release.build import build

    return build(data, tmp_path_factory.mktemp("dist")).path
