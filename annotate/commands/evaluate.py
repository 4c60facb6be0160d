"""``otr evaluate``: how well records agree with gold ones, component by component."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Records taken for right.")],
    predicted: Annotated[Path, typer.Argument(metavar="PREDICTED", help="Records to score.")],
    json_: Annotated[bool, typer.Option("--json", help="The scores as one JSON object.")] = False,
) -> None:
    """Score records against gold ones: precision, recall and F1 with intervals."""
    raise NotImplementedError
