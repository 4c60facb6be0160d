"""``python -m annotate.benchmarks``: measure, and write the figures where readers find them.

Needs the PolNeAR data and its scorer in a folder beside the project (``--shared``); the results
go to ``RESULTS.md`` and ``results.json`` here, and into the README between its markers.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from annotate import Annotator
from annotate.benchmarks import polnear, report, speed, validation

HERE = Path(__file__).resolve().parent

Results = dict[str, dict[str, Any]]
"""Figures by benchmark, as they stand in ``results.json``."""


def main(argv: list[str] | None = None) -> int:
    """Run all benchmarks; returns the exit status."""
    parser = argparse.ArgumentParser(prog="annotate.benchmarks", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--readme", type=Path, default=Path("README.md"))
    parser.add_argument(
        "--validation", action="store_true", help="measure that alone, and keep the other figures"
    )
    options = parser.parse_args(argv)
    results = _kept() if options.validation else _annotator(options.shared)
    if results is None:
        return 2
    results["validation"] = asdict(validation.measure())
    (HERE / "results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    page = report.render(
        polnear.PolnearScores(**results["polnear"]), speed.Speed(**results["speed"])
    )
    page += "\n" + report.render_validation(validation.Validation(**results["validation"]))
    (HERE / "RESULTS.md").write_text(page, encoding="utf-8")
    report.into_readme(options.readme, page)
    print(page)
    return 0


def _kept() -> Results:
    """The figures of the last run."""
    results: Results = json.loads((HERE / "results.json").read_text(encoding="utf-8"))
    return results


def _annotator(shared: Path) -> Results | None:
    """What needs the data in ``shared``; None where it is not there, which is said."""
    part = shared / "data" / "polnear" / "dev"
    scorer_path = shared / "tools" / "polnear_score.py"
    for needed in (part, scorer_path):
        if not needed.exists():
            print(f"{needed}: not there; see annotate/benchmarks/README.md", file=sys.stderr)
            return None
    docs = polnear.texts(part)
    # Speed first: memory is a peak, and the scorer's own must not count.
    spent = speed.measure(docs)
    scores = polnear.score(part, polnear.load_scorer(scorer_path), Annotator(scheme="polnear"))
    return {"polnear": asdict(scores), "speed": asdict(spent)}


if __name__ == "__main__":
    sys.exit(main())
