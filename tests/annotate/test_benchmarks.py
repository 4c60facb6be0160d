"""The benchmark page: figures where readers look for them, and clear words where data lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.benchmarks.__main__ import main
from annotate.benchmarks.polnear import PolnearScores, load_scorer
from annotate.benchmarks.report import END, START, into_readme, render
from annotate.benchmarks.speed import Speed

SCORES = PolnearScores(
    part="dev", documents=2, segments=0.875, contents=0.625, joint=0.5, exact=0.25
)
SPENT = Speed(
    documents=2,
    words=3000,
    seconds=1.5,
    load_seconds=1.25,
    peak_mb=512.0,
    shares={"depparse": 0.6, "rest": 0.4},
)


def test_the_page_gives_each_figure() -> None:
    page = render(SCORES, SPENT)
    for figure in ("0.875", "0.625", "0.500", "2,000", "512 MB", "1.2 s", "depparse takes 60%"):
        assert figure in page


def test_the_page_goes_between_the_markers_and_nowhere_else(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"above\n{START}\nold figures\n{END}\nbelow\n", encoding="utf-8")
    into_readme(readme, "new figures\n")
    assert readme.read_text(encoding="utf-8") == f"above\n{START}\nnew figures\n{END}\nbelow\n"


def test_a_readme_without_markers_is_left_alone(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("no place for figures\n", encoding="utf-8")
    with pytest.raises(ValueError, match="markers"):
        into_readme(readme, "new figures\n")
    assert readme.read_text(encoding="utf-8") == "no place for figures\n"


def test_missing_data_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--shared", str(tmp_path)]) == 2
    assert "polnear" in capsys.readouterr().err


def test_a_missing_scorer_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="scorer"):
        load_scorer(tmp_path / "none.py")
