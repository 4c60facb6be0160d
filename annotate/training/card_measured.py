"""What was measured of the learned attributor, for its card, from ``evaluation.json``.

Only rows of the annotator are taken over, as it ships and in its variants; other tools stand in
the evaluation's own page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotate.benchmarks import evaluation_page
from annotate.benchmarks.errors import GROUPS
from annotate.benchmarks.figures import CHALLENGE
from annotate.training import card

Part = dict[str, Any]
"""What `annotate.benchmarks.evaluation` keeps of one split, or its row of a system."""

SPLITS = ("test", "dev")
MOST_ERROR = 0.05  # the expected calibration error that a confidence may have
LEAST_SPEED = 2000  # words a second, one thread
WITHOUT = "without polnear"  # a part of the variant's name, as `make evaluate` was told it
_KINDS = 3  # of error, shown of each group
_LINKS = {"speaker": "speakers", "outlet": "outlets"}

_UNMEASURED = """\
### Scores

These weights have not been measured. `make evaluate`, then `python -m annotate.training card`, \
puts their scores here.
"""


def known_failures() -> tuple[str, ...]:
    """Kinds of error that reading showed, a line each: the place to add to after each round.

    `annotate/benchmarks/READING.md` has the counts. No name or word of an article belongs here.
    """
    return (
        "Edges of reported clauses: cut short or begun late where their cue splits them, at a "
        "bracket, a hyphen or a name; too long where the author adds a relative clause, an "
        "act or a time.",
        "Reports with rare cues, nouns of speech, verbs of expecting and passives are missed; "
        "acts, plans, bare noun phrases, findings and remarks of the author are taken for "
        "reports.",
        "An interview or broadcast that is credited once is carried to the rest of its "
        "account only in part, above all where several people speak.",
        "Of a report inside a report the inner one is often not found, or the two are made one.",
        "Marks that do not close, words in marks that run on over paragraphs, and headings, "
        "titles and single words in marks; direct and mixed confused.",
        "Documents missed as outlets or not traced to whom they are from, posts not traced to "
        "their platform, and written words taken for spoken ones.",
        "Pronouns are given to an earlier speaker, to one who is named inside the words, or "
        "to a place or a body near by.",
        "Descriptions of somebody whom the text names elsewhere are left open, or given to "
        "another of the same kind.",
        "The wrong noun phrase as source (one of several issuers, the noun of an apposition, "
        "a title without its name), and a guess where the text names nobody, as in shortened "
        "passives.",
        "Words that look like media or bodies and are none, and bodies whose own words, "
        "spokespersons or chairs are taken wrongly.",
        "Who is an expert without a stake: heads of firms are not seen, and inventors and "
        "heads of hospitals who tell of their own work are taken for experts; one such error "
        "goes through a whole run.",
    )


def render(
    evaluation: Mapping[str, Mapping[str, Any]], heard: Mapping[str, tuple[int, int]]
) -> list[str]:
    """Scores by split, what to know when reading them, and failures, each a block of Markdown.

    ``evaluation`` holds the parts of ``evaluation.json`` by split and may be empty; ``heard`` how
    many articles of a split the entity recogniser learned from, and how many there are.
    """
    parts = {name: _own(evaluation[name]) for name in SPLITS if name in evaluation}
    parts = {name: part for name, part in parts.items() if part["systems"]}
    if not parts:
        return [_UNMEASURED, "### Known failures\n\n" + _by_reading()]
    blocks = [block for name, part in parts.items() for block in _scores(name, part)]
    name, part = next(iter(parts.items()))
    return [*blocks, _conditions(parts, heard), _failures(name, part["systems"][0]), _by_reading()]


def bullets(lines: Iterable[str]) -> str:
    """A Markdown list."""
    return "".join(f"* {line}\n" for line in lines)


def _own(part: Mapping[str, Any]) -> Part:
    return {**part, "systems": [row for row in part["systems"] if row["system"] == "annotator"]}


def _scores(split: str, part: Part) -> list[str]:
    rows = part["systems"]
    units = ", ".join(f"{count} {name}" for name, count in part["units"].items())
    blocks = [
        f"### Scores on the {split} split\n\n{part['documents']} newswire articles with {units}; "
        f"{part['cases']} cases of the challenge set. Values are from 0 to 1, with 95 % bootstrap "
        f"intervals; measured at commit {part['environment']['commit']}. What each row means, and "
        "other tools on the same texts: `annotate/benchmarks/EVALUATION.md`.\n",
        evaluation_page.table(part),
        bullets(_remarks(rows, part["environment"])),
    ]
    if any(row["trust"] for row in rows):
        blocks.append(_trust(rows))
    short = shortfalls(rows[0])
    verdict = "; ".join(short) if short else "nothing"
    return [*blocks, f"Short of what was to be reached, {rows[0]['name']}: {verdict}.\n"]


def _remarks(rows: list[Part], given: Mapping[str, Any]) -> list[str]:
    """``given`` is what the evaluation says of its surroundings."""
    lines = []
    for row in rows:
        if row["worst"]:
            name, passed, cases = row["worst"]
            lines.append(f"{row['name']}: the worst phenomenon is `{name}`, {passed} of {cases}.")
        if row["other_polnear"]:
            lines.append(f"{row['name']}: other weights in the rows of PolNeAR.")
    if given.get("weights") is None:
        lines.append("It is not on record which weights these figures are of.")
    if not any(WITHOUT in row["name"].casefold() for row in rows):
        lines.append("The variant without PolNeAR was not measured on this split.")
    return lines


def _trust(rows: list[Part]) -> str:
    """Calibration errors; ``by chance`` is what perfect confidences would show."""
    lines = [
        (
            row["name"],
            _LINKS[link],
            trust["answered"],
            *(_number(trust[key]) for key in ("mass", "chance", "cumulative")),
            f"{MOST_ERROR:.2f}",
        )
        for row in rows
        for link, trust in row["trust"].items()
    ]
    head = ("confidence", "in", "answers", "expected calibration error", "by chance")
    return card.table((*head, "without bins", "at most"), lines)


def shortfalls(row: Mapping[str, Any]) -> list[str]:
    """What a system should reach and does not, with what it has; what was not measured is one."""
    out = []
    for section, wanted in evaluation_page.SECTIONS.items():
        for name, what in wanted.items():
            figure = row["figures"].get(name)
            value = figure["value"] if figure else None
            if what.reach is not None and (value is None or value < what.reach):
                out.append(f"{section}, {what.label} ({_number(value)} of {what.reach:.2f})")
    for link, trust in row["trust"].items():
        if trust["mass"] is not None and trust["mass"] > MOST_ERROR:
            out.append(
                f"calibration of {_LINKS[link]} ({_number(trust['mass'])}, at most {MOST_ERROR})"
            )
    speed = row["speed"]["words_a_second"]
    if speed < LEAST_SPEED:
        out.append(f"words a second ({speed:,.0f} of {LEAST_SPEED:,})")
    return out


def _conditions(parts: Mapping[str, Part], heard: Mapping[str, tuple[int, int]]) -> str:
    removed = ", ".join(f"{part['removed']} for {name}" for name, part in parts.items())
    lines = [
        "Dev was scored often while the annotator was built, and chose among ways of building it, "
        "so its figures flatter; test is for the very end.",
        "The registry of names was filled from the gold. For these scores it knew nothing of "
        f"entities that only the judged split refers to ({removed} left out).",
    ]
    told = [f"{known} of the {every} {name}" for name, (known, every) in heard.items() if known]
    if told:
        lines.append(
            f"The entity recogniser beneath learned from the labelled names of {' and '.join(told)}"
            " articles (never from their quotations), so that it errs less there than on new ones."
        )
    return "### How to read the scores\n\n" + bullets(lines)


def _failures(split: str, row: Part) -> str:
    """The commonest kinds of error of each group, and the phenomena below their reach."""
    lines = []
    for group, title in GROUPS.items():
        kinds = [(count, kind) for own, kind, count in row["errors"] if own == group]
        ranked = sorted(kinds, key=lambda pair: (-pair[0], pair[1]))[:_KINDS]
        if ranked:
            named = ", ".join(f"{kind} {count}" for count, kind in ranked)
            lines.append(f"{title} ({row['units'][group]}): {named}")
    least = CHALLENGE["challenge_worst"].reach or 0.0
    rates = sorted((p / n, name, p, n) for name, (p, n) in row["phenomena"].items() if n)
    weak = [f"`{name}` {passed} of {n}" for rate, name, passed, n in rates if rate < least]
    if weak:
        lines.append(f"phenomena of the challenge set below {least:.2f}: {', '.join(weak)}")
    if not lines:
        lines = ["none was counted"]
    return (
        f"### Known failures\n\nThe commonest kinds on the {split} split, of {row['name']}, "
        "counted by program:\n\n" + bullets(lines)
    )


def _by_reading() -> str:
    return (
        "Kinds that reading showed, the largest first (`annotate/benchmarks/READING.md`):\n\n"
        + bullets(known_failures())
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
