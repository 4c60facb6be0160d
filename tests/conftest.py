"""What all tests share: the top of the repository, and the real annotator, loaded once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from annotate.pipeline import Annotator

ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the models, so that ``-m 'not models'`` is quick."""
    for item in items:
        if "annotator" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.models)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    """The annotator with the embedded models, one for all tests: loading takes seconds."""
    from annotate.pipeline import Annotator

    return Annotator()
