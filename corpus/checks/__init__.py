"""What a schema cannot say of a record: one function a code, by level.

Each check takes a `View` of a document and yields faults, as path and message. Importing the
modules of this package fills the table that `run` works through.
"""

from corpus.checks import guidelines, references, text
from corpus.checks.base import Check, View

LEVELS: dict[int, dict[str, Check]] = {
    2: text.CHECKS,
    3: references.CHECKS,
    4: guidelines.CHECKS,
}

__all__ = ["LEVELS", "Check", "View"]
