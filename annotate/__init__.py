"""On the Record's annotator: articles in, attributed quotations out.

>>> from annotate import Annotator
>>> record = Annotator().annotate("“We will rebuild,” Mayor Ada Quist told Radio Vell.")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotate.pipeline import Annotator

__all__ = ["Annotator"]


def __getattr__(name: str) -> Any:
    # Loaded on demand, so that `import annotate` stays quick.
    if name == "Annotator":
        from annotate.pipeline import Annotator

        return Annotator
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
