"""``python -m annotate.benchmarks.evaluation``: systems on the same texts by the same scorers.

Writes ``EVALUATION.md`` with a figure of risk and coverage, from ``evaluation.json``, where the
measurements of every split stay until that split is measured again.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from annotate.benchmarks import evaluation_page, polnear
from annotate.benchmarks.errors import Error, Errors, errors
from annotate.benchmarks.evaluation_data import EvaluationError, Material, environment, material
from annotate.benchmarks.figures import (
    OUTLET_FIGURES,
    challenge_figures,
    figures,
    newswire_counts,
    worst_phenomenon,
)
from annotate.benchmarks.pairing import matches
from annotate.benchmarks.triples import MissingToolError
from annotate.benchmarks.trust import trust
from annotate.benchmarks.worker import RULES, Job, Measured, RunError, run
from annotate.evaluate import Figure, evaluate
from corpus.challenge import score
from corpus.records import Document, Split
from corpus.store import write_documents

HERE = Path(__file__).resolve().parent
OWN = "On the Record"
READING = HERE / "READING.md"

Run = Callable[[Job, Path], tuple[list[Document], Measured]]
Named = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """A system under a name; ``polnear`` are the weights for the rows of PolNeAR, if others."""

    name: str
    system: Literal["annotator", "textacy"]
    weights: str | None = None
    polnear: str | None = None


def contestants(
    variants: Sequence[Named] = (), others: Sequence[Named] = (), *, textacy: bool = True
) -> list[Contestant]:
    """The annotator as it ships, its variants, and textacy.

    ``variants`` are names and folders of weights; ``others`` the same, for the rows of PolNeAR
    of a system. Raises EvaluationError for a name given twice or unknown, and a folder that is
    not there.
    """
    problems = []
    weights: dict[str, str | None] = {OWN: None}
    for name, folder in variants:
        if name in weights or name == "textacy":
            problems.append(f"{name!r}: two systems of this name; give the variant another")
        weights[name] = folder
    own: dict[str, str] = {}
    for name, folder in others:
        if name not in weights:
            problems.append(f"{name!r}: no system of this name; there is {', '.join(weights)}")
        own[name] = folder
    for name, folder in (*variants, *others):
        if folder != RULES and not Path(folder).is_dir():
            problems.append(f"{folder}: no such folder; give the weights of {name!r}")
    if problems:
        raise EvaluationError(problems)
    found = [
        Contestant(name=name, system="annotator", weights=folder, polnear=own.get(name, folder))
        for name, folder in weights.items()
    ]
    return [*found, Contestant(name="textacy", system="textacy")] if textacy else found


def compare(
    given: Material,
    systems: Sequence[Contestant],
    *,
    limit: int | None = None,
    run: Run = run,
    say: Callable[[str], object] = lambda _: None,
) -> tuple[dict[str, Any], dict[str, tuple[Error, ...]]]:
    """Measure each system; plain values for the page, and the errors of each by name."""
    rows, wrong = [], {}
    with tempfile.TemporaryDirectory(prefix="otr-evaluation-") as name:
        folder = Path(name)
        registry = _write_registry(given, folder)
        for system in systems:
            say(f"{system.name} …")
            row, wrong[system.name] = _row(given, system, registry, folder, limit, run)
            rows.append(row)
    part = {
        "documents": len(given.gold),
        "words": sum(len((doc.text or "").split()) for doc in given.gold),
        "removed": len(given.removed),
        "units": _units(given.gold),
        "cases": len(given.cases),
        "environment": environment(),
        "systems": rows,
    }
    # As it will be read back: the page of today is made of the same values as that of tomorrow.
    plain: dict[str, Any] = json.loads(json.dumps(part))
    return plain, wrong


def _units(gold: Sequence[Document]) -> dict[str, int]:
    """How much there is to find, so that a figure is not read without it."""
    found = matches(gold, ())
    wanted = [each for match in found for each in match.wanted.values()]
    return {
        "segments": len(wanted),
        "segments with an outlet": sum(each.outlet is not None for each in wanted),
        "distractors": sum(len(match.distractors) for match in found),
        "indirect contents": sum(len(match.indirect) for match in found),
    }


def _write_registry(given: Material, folder: Path) -> str:
    path = folder / "registry.jsonl"
    lines = (json.dumps(asdict(entry), ensure_ascii=False) for entry in given.registry)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return str(path)


def _row(
    given: Material,
    system: Contestant,
    registry: str,
    folder: Path,
    limit: int | None,
    run: Run,
) -> tuple[dict[str, Any], tuple[Error, ...]]:
    def predict(docs: Sequence[Document], **options: Any) -> tuple[list[Document], Measured]:
        paths = folder / "documents.jsonl", folder / "records.jsonl"
        write_documents(paths[0], docs)
        settings: dict[str, Any] = {"weights": system.weights, "registry": registry, **options}
        job = Job(system=system.system, documents=str(paths[0]), output=str(paths[1]), **settings)
        return run(job, folder)

    found, speed = predict(given.texts, rounds=2)
    answered, _ = predict(given.case_texts)
    texts = polnear.texts(given.polnear)[:limit]
    drawn, _ = predict(texts, scheme="polnear", registry=None, weights=system.polnear)
    result = score(given.cases, answered)
    every = figures(newswire_counts(given.gold, found))
    scorer = polnear.load_scorer(given.scorer)
    counts = polnear.counts(given.polnear, scorer, drawn, limit=limit)
    every |= {f"polnear_{name}": each for name, each in figures(counts).items()}
    every |= challenge_figures(result)
    if system.system == "textacy":  # it names none, so it has no figure of them
        every |= dict.fromkeys(OUTLET_FIGURES, Figure(None, None, None))
    pairs = matches(given.gold, found)
    wrong: Errors = errors(pairs)
    row = {
        "name": system.name,
        "system": system.system,
        "outlets": system.system != "textacy",
        "other_polnear": system.polnear != system.weights,
        "speed": asdict(speed) | {"words_a_second": speed.words_a_second},
        "figures": {name: asdict(each) for name, each in every.items()},
        "worst": worst_phenomenon(result),
        "phenomena": {name: list(pair) for name, pair in result.rates().items()},
        "scores": evaluate(given.gold, found).to_dict()["scores"],
        "errors": [[*key, count] for key, count in wrong.counts().items()],
        "units": wrong.units,
        "trust": {name: asdict(each) for name, each in trust(pairs).items() if each.answered},
    }
    return row, wrong.found


def main(argv: list[str] | None = None) -> int:
    """Measure, write and print; returns the exit status."""
    options = _options(argv)
    try:
        systems = contestants(
            options.variant, options.polnear_weights, textacy=not options.without_textacy
        )
        given = material(options.shared, options.split, limit=options.limit)
        part, wrong = compare(given, systems, limit=options.limit, say=_say)
        parts = _kept(options.output) | {options.split: part}
        if options.errors is not None:
            _write_errors(options.errors, wrong)
        if options.limit is None:
            _write(options.output, parts)
    except (EvaluationError, MissingToolError, RunError, OSError, ValueError) as error:
        problems = error.problems if isinstance(error, EvaluationError) else [str(error)]
        for problem in problems:
            _say(problem)
        return 2
    if options.json:
        print(json.dumps(part, indent=2, ensure_ascii=False))
    else:
        print(evaluation_page.table(part))
    return 0


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="annotate.benchmarks.evaluation", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument(
        "--split", choices=[*get_args(Split)], default="dev", help="of the newswire gold"
    )
    parser.add_argument(
        "--variant",
        type=_named,
        action="append",
        default=[],
        metavar="NAME=FOLDER",
        help=f"the annotator with other weights, or {RULES!r} for rules alone; may be repeated",
    )
    parser.add_argument(
        "--polnear-weights",
        type=_named,
        action="append",
        default=[],
        metavar="[NAME=]FOLDER",
        help="other weights of a system for the rows of PolNeAR",
    )
    parser.add_argument("--without-textacy", action="store_true")
    parser.add_argument("--output", type=Path, default=HERE, help="folder of the report")
    parser.add_argument("--json", action="store_true", help="print what was measured as JSON")
    parser.add_argument("--errors", type=Path, help="write the errors of each system, as offsets")
    parser.add_argument("--limit", type=int, help="so many texts only, for a try; no report")
    options = parser.parse_args(argv)
    if options.limit is not None and options.limit < 1:
        parser.error("--limit wants at least one text")
    return options


def _named(value: str) -> Named:
    name, equals, folder = value.rpartition("=")
    name = name.strip() if equals else OWN
    if not name or not folder:
        raise argparse.ArgumentTypeError(f"{value!r}: give NAME=FOLDER")
    return name, folder


def _kept(output: Path) -> dict[str, Any]:
    """What was measured before, by split."""
    path = output / "evaluation.json"
    if not path.exists():
        return {}
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def _write(output: Path, parts: dict[str, Any]) -> None:
    """The measurements, the figures and the page, in this order: the page is made of the others."""
    from annotate.benchmarks.evaluation_plot import draw

    drawn = {split: draw(part) for split, part in parts.items()}
    reading = READING.read_text(encoding="utf-8") if READING.exists() else ""
    page = evaluation_page.render(parts, reading=reading, drawn=[s for s in drawn if drawn[s]])
    output.mkdir(parents=True, exist_ok=True)
    text = json.dumps(parts, indent=1, ensure_ascii=False) + "\n"
    (output / "evaluation.json").write_text(text, encoding="utf-8")
    for split, picture in drawn.items():
        if picture:
            (output / f"evaluation-{split}.svg").write_bytes(picture)
    (output / "EVALUATION.md").write_text(page, encoding="utf-8")


def _write_errors(path: Path, wrong: dict[str, tuple[Error, ...]]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for name, found in wrong.items():
            for error in found:
                out.write(json.dumps({"system": name, **asdict(error)}) + "\n")


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
