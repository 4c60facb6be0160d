"""The evaluation report, from what was measured: plain values as ``evaluation.json`` holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotate.benchmarks.errors import GROUPS
from annotate.benchmarks.evaluation_plot import LINKS
from annotate.benchmarks.figures import CHALLENGE, NEWSWIRE, POLNEAR, What

Part = dict[str, Any]
"""What was measured on one split of the newswire gold."""

SECTIONS: dict[str, Mapping[str, What]] = {
    "newswire gold": NEWSWIRE,
    "PolNeAR dev": POLNEAR,
    "challenge set": CHALLENGE,
}
_COVERAGES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_ORDER = ("test", "dev", "train")

_HEAD = """# Evaluation

Written by `make evaluate`: every system reads the same texts, in a process and on a thread of its
own, and is judged by the same scorers. Values are from 0 to 1, with 95 % bootstrap intervals over
the documents (cases of the challenge set are drawn within their phenomenon). What the columns and
rows mean stands under [How it is measured](#how-it-is-measured).
"""

_METHOD = """## How it is measured

* **Newswire gold.** Hand-annotated articles of `corpus/data`, of one split. A system gets the bare
  text, and its body as `annotate.article` finds it, the same for all. A segment is found if its
  span is the same and it quotes somebody. *Distractors kept out*: the pairs of marks of gold that
  quote nobody of which no quotation was made. *Of the segments found*: only these are asked for
  their speaker and outlet; nobody in both is right, and of several speakers all must be.
  *All right* counts segments: those right in everything, by those predicted and those of gold.
  Entities are compared by `corpus.identity`, so a pronoun is only right if it was resolved, and a
  description too where the text has a name for who is meant.
* **Registry.** The annotator looks names up in a registry, which holds names of these very
  articles. It runs without the entities that only documents of the judged split refer to.
* **PolNeAR dev.** By PolNeAR's own scheme and the scorer `polnear_score.py`, on 84 texts.
* **Challenge set.** Short texts of our own that test one thing each (`otr challenge`). The worst
  phenomenon has a handful of cases, so its interval is wide.
* **textacy.** `textacy.extract.direct_quotations` with spaCy's small English model as PyPI has it,
  a paragraph at a time, because it gives up on a text with an odd number of marks. Its contents
  become the segments of `annotate.segments`; its speakers are entities by name. It names no
  outlet and looks for nothing outside marks: the columns of outlets are empty, other rows count
  what it does not find.
* **Confidence.** Asked are the segments found and the indirect contents found. The expected
  calibration error is the mean distance of confidence and share of right answers over 15 bins, of
  equal mass or of equal width; *by chance* is the error over bins of equal mass that perfect
  confidences would show, there being so few answers; *without bins* is the greatest gap between
  the two, summed up by rising confidence. The area under the curve of risk over coverage is a mean
  risk; *at best* it would be that of the best order of the same answers, *at random* that of none.
  Coverage is of the quotations asked about, for outlets of those that got one.
* **Speed.** Words, as white space parts them, of the newswire texts a second, models loaded, one
  thread, the better of two runs.
"""


def render(parts: Mapping[str, Part], *, reading: str = "", drawn: Iterable[str] = ()) -> str:
    """The whole page: each split, what reading the errors showed, and how all is measured.

    ``reading`` is a page of its own, whose headings go one level down; ``drawn`` are the splits
    that have a picture ``evaluation-SPLIT.svg``.
    """
    pictures = set(drawn)
    blocks = [_HEAD]
    for split in sorted(parts, key=lambda each: _ORDER.index(each) if each in _ORDER else 9):
        blocks += _split(split, parts[split], picture=split in pictures)
    if reading:
        blocks.append(re.sub(r"^#", "##", reading.strip(), flags=re.MULTILINE) + "\n")
    blocks.append(_METHOD)
    return "\n".join(blocks)


def _split(split: str, part: Part, *, picture: bool) -> list[str]:
    blocks = [
        f"## On the {split} split\n",
        f"{part['documents']} newswire articles of {part['words']:,} words with "
        + ", ".join(f"{count} {name}" for name, count in part["units"].items())
        + f"; {part['cases']} cases of the challenge set. Entities left out of the registry: "
        f"{part['removed']}.\n",
        table(part),
        *_notes(part),
    ]
    trusted = [row for row in part["systems"] if row["trust"]]
    if trusted:
        blocks += ["### Confidence\n", _trust_table(trusted)]
        if picture:
            blocks.append(f"![Risk over coverage](evaluation-{split}.svg)\n")
        blocks += [_coverage_table(trusted), *_reliability(trusted[0])]
    blocks += ["### Errors by kind\n", _error_table(part["systems"])]
    blocks += ["### Every component\n", _components(part["systems"])]
    return [*blocks, _environment(part["environment"])]


def table(part: Part) -> str:
    """The figures of all systems side by side."""
    rows = part["systems"]
    lines = _top("what", "to reach", *(row["name"] for row in rows))
    for section, wanted in SECTIONS.items():
        lines.append(_line(f"**{section}**", "", *("" for _ in rows)))
        for name, what in wanted.items():
            reach = "" if what.reach is None else f"{what.reach:.2f}"
            cells = (_figure(row["figures"].get(name)) for row in rows)
            lines.append(_line(what.label, reach, *cells))
    lines.append(_line("**cost**", "", *("" for _ in rows)))
    speeds = [row["speed"] for row in rows]
    cells = (f"{speed['words_a_second']:,.0f}" for speed in speeds)
    lines.append(_line("words a second, one thread", "2,000", *cells))
    lines.append(_line("loading, s", "", *(f"{speed['load_seconds']:.1f}" for speed in speeds)))
    lines.append(_line("peak memory, MB", "", *(f"{speed['peak_mb']:,.0f}" for speed in speeds)))
    return "\n".join(lines) + "\n"


def _notes(part: Part) -> list[str]:
    notes = []
    for row in part["systems"]:
        if row["worst"]:
            name, passed, cases = row["worst"]
            notes.append(f"* {row['name']}: the worst phenomenon is `{name}`, {passed} of {cases}.")
        if row["other_polnear"]:
            notes.append(f"* {row['name']}: other weights in the rows of PolNeAR.")
        if not row["outlets"]:
            notes.append(f"* {row['name']}: names no outlet; where gold has none, that is right.")
        if row["speed"]["cores"] > 1.1:
            cores = row["speed"]["cores"]
            notes.append(f"* {row['name']}: ran on {cores:.1f} cores, not on one thread.")
        elif row["speed"]["cores"] < 0.9:
            cores = row["speed"]["cores"]
            notes.append(
                f"* {row['name']}: had only {cores:.0%} of a core while it was timed; on an idle "
                "machine it is faster."
            )
    return ["\n".join(notes) + "\n"] if notes else []


def _trust_table(rows: Sequence[Part]) -> str:
    lines = _top(
        "system",
        "confidence in",
        "answers",
        "of",
        "calibration error, equal mass",
        "by chance",
        "equal width",
        "without bins",
        "area of risk",
        "at best",
        "at random",
    )
    for row in rows:
        for name, trust in row["trust"].items():
            curve = trust["curve"]
            values = (trust["mass"], trust["chance"], trust["width"], trust["cumulative"])
            areas = (curve["area"], curve["best"], curve["chance"])
            counts = (str(trust["answered"]), str(trust["asked"]))
            cells = (_number(value) for value in (*values, *areas))
            lines.append(_line(row["name"], LINKS[name].lower(), *counts, *cells))
    return "\n".join(lines) + "\n"


def _coverage_table(rows: Sequence[Part]) -> str:
    """Risk where at most so much of what is asked gets an answer."""
    lines = _top("wrong answers, if so much is answered", *(f"{c:.0%}" for c in _COVERAGES))
    for row in rows:
        for name, trust in row["trust"].items():
            points = trust["curve"]["points"]
            cells = []
            for before, coverage in zip((0.0, *_COVERAGES), _COVERAGES, strict=False):
                within = [p for p in points if before < p["coverage"] <= coverage + 1e-9]
                point = within[-1] if within else None
                cells.append(
                    f"{point['risk']:.3f} ({point['coverage']:.0%}, from {point['threshold']:.2f})"
                    if point
                    else "–"
                )
            lines.append(_line(f"{row['name']}, {LINKS[name].lower()}", *cells))
    return "\n".join(lines) + "\n"


def _reliability(row: Part) -> list[str]:
    out = []
    for name, trust in row["trust"].items():
        lines = _top(f"{LINKS[name].lower()}: confidence", "answers", "mean confidence", "right")
        for each in trust["bins"]:
            bounds = f"{each['low']:.3f}–{each['high']:.3f}"
            means = (_number(each["confidence"]), _number(each["right"]))
            lines.append(_line(bounds, str(each["count"]), *means))
        out.append("\n".join(lines) + "\n")
    return [f"Reliability of {row['name']}, bins of equal mass:\n", *out]


def _error_table(rows: Sequence[Part]) -> str:
    counts = [{(group, kind): n for group, kind, n in row["errors"]} for row in rows]
    lines = _top("kind", *(row["name"] for row in rows))
    for group, title in GROUPS.items():
        asked = [row["outlets"] or "outlet" not in group for row in rows]
        units = (
            f"of {row['units'][group]}" if each else "–"
            for row, each in zip(rows, asked, strict=True)
        )
        lines.append(_line(f"**{title}**", *units))
        told = (each for each, yes in zip(counts, asked, strict=True) if yes)
        kinds = {kind: None for each in told for one, kind in each if one == group}
        ranked = sorted(kinds, key=lambda kind: -counts[0].get((group, kind), 0))
        for kind in ranked:
            cells = (
                str(each.get((group, kind), 0)) if yes else "–"
                for each, yes in zip(counts, asked, strict=True)
            )
            lines.append(_line(kind, *cells))
    return "\n".join(lines) + "\n"


def _components(rows: Sequence[Part]) -> str:
    """Precision, recall and F1 of `otr evaluate`."""
    lines = _top("component of `otr evaluate`: P, R, F1", *(row["name"] for row in rows))
    for name in rows[0]["scores"] if rows else ():
        cells = []
        for row in rows:
            if not row["outlets"] and "outlet" in name:
                cells.append("–")
                continue
            score = row["scores"][name]
            values = (score[each]["value"] for each in ("precision", "recall", "f1"))
            cells.append(" ".join(_number(value) for value in values))
        lines.append(_line(f"`{name}`", *cells))
    return "\n".join(lines) + "\n"


def _environment(given: dict[str, Any]) -> str:
    packages = ", ".join(f"{name} {version}" for name, version in given["packages"].items())
    return (
        f"Measured at commit {given['commit']} with Python {given['python']} on a machine of "
        f"{given['cores']} cores: {packages}.\n"
    )


def _figure(figure: dict[str, Any] | None) -> str:
    if figure is None or figure["value"] is None:
        return "–"
    if figure["low"] is None:
        return f"{figure['value']:.3f}"
    return f"{figure['value']:.3f} ({figure['low']:.2f}–{figure['high']:.2f})"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _top(first: str, *others: str) -> list[str]:
    return [_line(first, *others), _line("---", *("---:" for _ in others))]


def _line(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
