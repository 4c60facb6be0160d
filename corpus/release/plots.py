"""Plots of what is in the corpus, as SVG that is the same each time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from corpus.release.parquet import require
from corpus.release.stats import Statistics

TOP = 20
_STYLE = {
    "svg.hashsalt": "on-the-record",  # ids inside the file are random without it
    "svg.fonttype": "none",  # names in scripts that the plotter's font lacks stay readable
    "font.family": "sans-serif",
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_COLOUR = "#2f5d8a"


def charts(stats: Statistics) -> dict[str, tuple[str, Mapping[str, int]]]:
    """File names, titles and counts of all plots that have something to show."""
    through = {f"{who}  →  {outlet}": n for (who, outlet), n in stats.through.items()}
    found = {
        "types": ("Quotations by type", stats.types),
        "modes": ("Quotations by mode", stats.modes),
        "outlets": ("Quotations by kind of outlet", stats.outlet_kinds),
        "outlet-names": ("Outlets most credited", stats.outlet_names),
        "mentions": ("How speakers are mentioned", stats.mentions),
        "speakers": ("Speakers most quoted", stats.speaker_names),
        "through": ("Who is quoted through whom", through),
    }
    return {name: chart for name, chart in found.items() if chart[1]}


def plot(stats: Statistics, folder: Path) -> list[Path]:
    """Write the plots into ``folder``, which must not exist or be empty of their names.

    Raises FileExistsError before anything is written, MissingLibraryError without matplotlib.
    """
    matplotlib = require("matplotlib")
    paths = {name: folder / f"{name}.svg" for name in charts(stats)}
    for path in paths.values():
        if path.exists():
            raise FileExistsError(17, "exists already; give another folder", str(path))
    folder.mkdir(parents=True, exist_ok=True)
    with matplotlib.rc_context(_STYLE):
        for name, (title, counts) in charts(stats).items():
            _bars(paths[name], title, dict(list(counts.items())[:TOP]))
    return list(paths.values())


def _bars(path: Path, title: str, counts: Mapping[str, int]) -> None:
    """Horizontal bars, the largest on top; drawn without a display."""
    figure = require("matplotlib.figure").Figure(
        figsize=(8, 1 + 0.3 * len(counts)), layout="constrained"
    )
    axes = figure.subplots()
    names = [_literal(name) for name in counts]
    bars = axes.barh(range(len(names)), list(counts.values()), color=_COLOUR)
    axes.set_yticks(range(len(names)), names)
    axes.bar_label(bars, padding=3)
    axes.invert_yaxis()
    axes.set_title(title, loc="left")
    figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})


def _literal(name: str, width: int = 60) -> str:
    """A name as it is drawn: cut, and no dollar sign starts a formula."""
    name = "".join(char if char.isprintable() else " " for char in name)
    return (name if len(name) <= width else name[: width - 1] + "…").replace("$", r"\$")
