"""The page of results, as the measurements give them."""

from __future__ import annotations

from pathlib import Path

from annotate.benchmarks.polnear import PolnearScores
from annotate.benchmarks.speed import Speed
from annotate.benchmarks.validation import LEVEL, QUOTATIONS, Validation

START, END = "<!-- bench:start -->", "<!-- bench:end -->"

# What others reach on the same texts by the same scorer; measured once, by its authors.
OTHERS = {
    "segments": "0.774 Citron, 0.750 textacy, 0.674 Gender Gap Tracker; a second human 0.954",
    "contents": "0.587 Citron, 0.488 Gender Gap Tracker, 0.282 textacy; a second human 0.802",
    "joint": "0.550 Citron, 0.453 Gender Gap Tracker, 0.270 textacy; a second human 0.771",
    "speed": "5,260 textacy, 4,930 Gender Gap Tracker, 2,100 Citron",
    "memory": "420 to 570 MB",
}


def render(scores: PolnearScores, spent: Speed) -> str:
    """Markdown: one table of figures beside those of others, one of where the time goes."""
    n = scores.documents
    rows = [
        (
            "in-marks segments held with an overlapping source, F1",
            f"{scores.segments:.3f}",
            "segments",
        ),
        ("contents of all types at IoU 0.5, F1", f"{scores.contents:.3f}", "contents"),
        ("the same, with an overlapping source, F1", f"{scores.joint:.3f}", "joint"),
        ("words a second, one thread, models loaded", f"{spent.words_a_second:,.0f}", "speed"),
        ("peak memory", f"{spent.peak_mb:,.0f} MB", "memory"),
    ]
    lines = [
        f"On PolNeAR {scores.part} ({n} texts, {spent.words:,} words):",
        "",
        "| what | On the Record | others |",
        "| --- | --- | --- |",
        *(f"| {what} | {value} | {OTHERS[key]} |" for what, value, key in rows),
        "",
        f"Loading the models takes {spent.load_seconds:.1f} s. Of the time to annotate, "
        + ", ".join(
            f"{name} takes {share:.0%}"
            for name, share in sorted(spent.shares.items(), key=lambda item: -item[1])
        )
        + ".",
        "",
        "Citron learned on PolNeAR's training part. So did the tagger of On the Record, which then "
        "learned from the corpus's own train split; `make evaluate` also measures one that learned "
        "from PolNeAR alone, one that never saw it, and rules alone. Written by `make bench`.",
    ]
    return "\n".join(lines) + "\n"


def render_validation(checked: Validation) -> str:
    """Markdown: the sentence on the speed of validation."""
    return (
        f"Validation, levels 1 to {LEVEL}: {checked.records_a_second:,.0f} records of {QUOTATIONS} "
        f"quotations and {checked.characters / checked.records:,.0f} characters a second, on one "
        "core, from the lines of a file.\n"
    )


def into_readme(readme: Path, page: str) -> None:
    """Put the page between the README's markers; raises ValueError if they are not there."""
    text = readme.read_text(encoding="utf-8")
    head, start, rest = text.partition(START)
    _, end, tail = rest.partition(END)
    if not (start and end):
        raise ValueError(f"{readme}: the markers {START} and {END} are not there")
    readme.write_text(f"{head}{START}\n{page}{END}{tail}", encoding="utf-8")
