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

from annotate import Annotator
from annotate.benchmarks import polnear, report, speed

HERE = Path(__file__).resolve().parent


def main(argv: list[str] | None = None) -> int:
    """Run all benchmarks; returns the exit status."""
    parser = argparse.ArgumentParser(prog="annotate.benchmarks", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--readme", type=Path, default=Path("README.md"))
    options = parser.parse_args(argv)
    part = options.shared / "data" / "polnear" / "dev"
    scorer_path = options.shared / "tools" / "polnear_score.py"
    for needed in (part, scorer_path):
        if not needed.exists():
            print(f"{needed}: not there; see annotate/benchmarks/README.md", file=sys.stderr)
            return 2
    docs = polnear.texts(part)
    # Speed first: memory is a peak, and the scorer's own must not count.
    spent = speed.measure(docs)
    scores = polnear.score(part, polnear.load_scorer(scorer_path), Annotator(scheme="polnear"))
    results = {"polnear": asdict(scores), "speed": asdict(spent)}
    (HERE / "results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    page = report.render(scores, spent)
    (HERE / "RESULTS.md").write_text(page, encoding="utf-8")
    report.into_readme(options.readme, page)
    print(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
