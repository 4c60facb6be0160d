"""Risk over coverage as a picture: SVG, the same bytes each time, drawn without a display."""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any

from annotate.benchmarks.triples import MissingToolError

_STYLE = {
    "svg.hashsalt": "on-the-record",  # ids inside the file are random without it
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_COLOURS = ("#2f5d8a", "#b5562b", "#4f7f4f", "#7b5a94", "#8a7a2f")
LINKS = {"speaker": "Speakers", "outlet": "Outlets"}


def draw(part: dict[str, Any]) -> bytes:
    """The curves of the systems that have confidences; empty where none has.

    ``part`` is what was measured on a split. Raises MissingToolError without matplotlib.
    """
    systems = [row for row in part["systems"] if row["trust"]]
    if not systems:
        return b""
    try:
        matplotlib: Any = import_module("matplotlib")
        figures: Any = import_module("matplotlib.figure")
    except ImportError as error:
        raise MissingToolError(
            f"{error.name or error} is not installed; the report needs it: "
            "pip install 'on-the-record[compare]'"
        ) from None
    with matplotlib.rc_context(_STYLE):
        figure = figures.Figure(figsize=(9, 3.8), layout="constrained")
        for axes, (name, title) in zip(figure.subplots(1, 2), LINKS.items(), strict=True):
            _panel(axes, title, [(row["name"], row["trust"].get(name)) for row in systems])
        out = io.BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def _panel(axes: Any, title: str, curves: list[tuple[str, dict[str, Any] | None]]) -> None:
    top = 0.05
    for number, (name, trust) in enumerate(curves):
        points = trust["curve"]["points"] if trust else []
        if points:
            across = [100 * point["coverage"] for point in points]
            up = [100 * point["risk"] for point in points]
            colour = _COLOURS[number % len(_COLOURS)]
            axes.step([0, *across], [up[0], *up], where="post", color=colour, label=name)
            top = max(top, *up)
    axes.set_title(title, loc="left")
    axes.set_xlabel("answered, %")
    axes.set_ylabel("wrong, % of the answers")
    axes.set_xlim(0, 100)
    axes.set_ylim(0, min(100, 1.1 * top))
    if axes.get_legend_handles_labels()[1]:
        axes.legend(frameon=False)
