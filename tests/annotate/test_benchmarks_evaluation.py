"""The evaluation from systems to page, with systems that need no model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotate.benchmarks import evaluation, evaluation_plot, polnear, worker
from annotate.benchmarks.evaluation import OWN, Contestant, compare, contestants, main
from annotate.benchmarks.evaluation_data import EvaluationError, Material, environment
from annotate.benchmarks.evaluation_page import render, table
from annotate.benchmarks.worker import Job, Measured, RunError, run
from corpus.challenge import Case, Need
from corpus.entities import Registry, RegistryEntry
from corpus.formats.polnear import read_part
from corpus.records import Document
from corpus.store import load_documents, write_documents
from tests.shared import shared_path
from tests.strategies import HARBOUR, build

GOLD = replace(build(HARBOUR), split="dev")
BARE = replace(GOLD, quotations=(), entities=())
CASE = Case(
    phenomenon="split",
    tests="one quotation of two segments",
    doc=replace(GOLD, id="challenge/harbour"),
    needs=(Need(quotation="direct", aspects=("segments", "speaker", "outlet")),),
)
SPEED = Measured(words=300, seconds=0.1, load_seconds=1.0, peak_mb=64.0, cores=1.0)

# What the shared scorer does, as far as one text goes; its name is what is looked for.
SCORER = """
def texts(part):
    return {"harbour": "She said so."}

def score(part, pred):
    found = sum(len(pred.get(name, ())) for name in texts(part))
    row = {"tp": min(found, 1), "np": found, "ng": 1}
    return {"seg": {"all": row}, "att": {"all": {"iou": row, "joint": row}}}
"""


@pytest.fixture
def given(tmp_path: Path) -> Material:
    part, scorer = tmp_path / "dev", tmp_path / "polnear_score.py"
    (part / "text").mkdir(parents=True)
    (part / "attributions").mkdir()
    (part / "text" / "harbour.txt").write_text("She said so.", encoding="utf-8")
    (part / "attributions" / "harbour_a.ann").write_text("", encoding="utf-8")
    scorer.write_text(SCORER, encoding="utf-8")
    return Material(
        split="dev",
        gold=(GOLD,),
        texts=(BARE,),
        cases=(CASE,),
        case_texts=(replace(BARE, id="challenge/harbour"),),
        registry=Registry([RegistryEntry(id="e/tide", name="The Tide", kind="media")]),
        removed=("e/gone",),
        polnear=part,
        scorer=scorer,
    )


def fake(job: Job, folder: Path) -> tuple[list[Document], Measured]:
    """A run in which textacy finds nothing and the annotator all; PolNeAR's text is passed on."""
    docs = load_documents(job.documents)
    if job.scheme == "guidelines":
        assert job.registry is not None
        assert "e/tide" in Path(job.registry).read_text(encoding="utf-8")
    if job.system == "textacy" or job.scheme == "polnear":
        return docs, SPEED
    return [replace(GOLD, id=doc.id) for doc in docs], SPEED


SYSTEMS = [
    Contestant(name=OWN, system="annotator"),
    Contestant(name="small", system="annotator", weights="a", polnear="b"),
    Contestant(name="textacy", system="textacy"),
]


def test_all_systems_are_measured_alike(given: Material) -> None:
    said: list[str] = []
    part, wrong = compare(given, SYSTEMS, run=fake, say=said.append)
    assert [line.split()[0] for line in said] == ["On", "small", "textacy"]
    own, small, other = part["systems"]
    assert own["figures"]["all"]["value"] == 1
    assert own["figures"]["challenge"]["value"] == 1
    assert own["figures"]["polnear_segments"]["value"] == 0
    assert other["figures"]["segments"]["value"] == 0
    assert other["figures"]["outlet"]["value"] is None
    assert (own["other_polnear"], small["other_polnear"]) == (False, True)
    assert part["units"] == {
        "segments": 6,
        "segments with an outlet": 2,
        "distractors": 1,
        "indirect contents": 1,
    }
    assert wrong[OWN] == ()
    assert len(wrong["textacy"]) == 7
    assert json.loads(json.dumps(part)) == part


def test_the_page_shows_each_figure_and_leaves_outlets_of_textacy_empty(given: Material) -> None:
    part, _ = compare(given, SYSTEMS, run=fake)
    page = render({"dev": part}, reading="# By hand\n\n## Kinds\n", drawn=["dev"])
    lines = page.splitlines()
    assert "| what | to reach | On the Record | small | textacy |" in lines
    outlet = next(line for line in lines if line.startswith("| outlet right"))
    assert outlet.split(" | ")[1:] == ["0.90", "1.000 (1.00–1.00)", "1.000 (1.00–1.00)", "– |"]
    assert "| words a second, one thread | 2,000 | 3,000 | 3,000 | 3,000 |" in lines
    assert "![Risk over coverage](evaluation-dev.svg)" in lines
    assert "## By hand" in lines
    assert "### Kinds" in lines
    assert "* small: other weights in the rows of PolNeAR." in lines
    assert not [line for line in lines if "core while" in line]
    assert "left out of the registry: 1." in page
    assert render({"dev": part}).count("evaluation-dev.svg") == 0


@pytest.mark.parametrize(
    ("cores", "words"), [(0.6, "only 60% of a core"), (1.8, "ran on 1.8 cores")]
)
def test_the_page_says_when_a_time_cannot_be_trusted(
    given: Material, cores: float, words: str
) -> None:
    def timed(job: Job, folder: Path) -> tuple[list[Document], Measured]:
        return fake(job, folder)[0], replace(SPEED, cores=cores)

    part, _ = compare(given, SYSTEMS[:1], run=timed)
    assert words in render({"dev": part})


def test_a_picture_has_the_same_bytes_each_time(given: Material) -> None:
    pytest.importorskip("matplotlib")
    part, _ = compare(given, SYSTEMS, run=fake)
    picture = evaluation_plot.draw(part)
    assert picture == evaluation_plot.draw(json.loads(json.dumps(part)))
    assert b"<svg" in picture
    assert b"Date" not in picture
    nobody = part | {"systems": part["systems"][-1:]}
    assert evaluation_plot.draw(nobody) == b""


@pytest.fixture
def _measured(monkeypatch: pytest.MonkeyPatch, given: Material) -> None:
    monkeypatch.setattr(evaluation, "material", lambda *_, **__: given)
    own = evaluation.compare
    monkeypatch.setattr(
        evaluation, "compare", lambda *args, **options: own(*args, **options, run=fake)
    )


@pytest.mark.usefixtures("_measured")
def test_splits_keep_their_part_of_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("matplotlib")
    out, errors = tmp_path / "out", tmp_path / "errors.jsonl"
    assert main(["--output", str(out), "--errors", str(errors)]) == 0
    assert capsys.readouterr().out.startswith("| what |")
    assert main(["--output", str(out), "--split", "test", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"] == 1
    page = (out / "EVALUATION.md").read_text(encoding="utf-8")
    assert page.index("## On the test split") < page.index("## On the dev split")
    assert sorted(path.name for path in out.iterdir()) == [
        "EVALUATION.md",
        "evaluation-dev.svg",
        "evaluation-test.svg",
        "evaluation.json",
    ]
    rows = [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert {row["system"] for row in rows} == {"textacy"}


@pytest.mark.usefixtures("_measured")
def test_a_try_writes_no_report(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["--output", str(out), "--limit", "1", "--without-textacy"]) == 0
    assert not out.exists()


def test_missing_data_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--shared", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    for name in ("articles", "polnear", "polnear_score.py"):
        assert name in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--variant", "a=/no/such/folder"], "no such folder"),
        (["--variant", "a=none", "--variant", "a=none"], "two systems"),
        (["--variant", "textacy=none"], "two systems"),
        (["--polnear-weights", "b=none"], "no system of this name"),
    ],
)
def test_variants_that_cannot_be_are_refused(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--split", "all"], ["--limit", "0"], ["--variant", "a="]])
def test_bad_options_end_with_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_variants_by_name(tmp_path: Path) -> None:
    folder = str(tmp_path)
    own, rules, variant, other = contestants(
        [("rules", "none"), ("v", folder)], [(OWN, folder), ("v", "none")]
    )
    assert (own.weights, own.polnear) == (None, folder)
    assert (rules.weights, rules.polnear) == ("none", "none")
    assert (variant.weights, variant.polnear) == (folder, "none")
    assert other.system == "textacy"
    assert len(contestants(textacy=False)) == 1
    with pytest.raises(EvaluationError) as raised:
        contestants([("a", "/no/such"), ("b", "/nor/this")])
    assert len(raised.value.problems) == 2


def test_surroundings_name_no_machine() -> None:
    found = environment()
    assert set(found) == {"python", "packages", "cores", "commit", "weights"}
    assert "numpy" in found["packages"]
    assert table({"systems": []}).startswith("| what |")


class Echo:
    """A system that finds nothing."""

    def annotate_many(self, docs: Iterable[Document], /) -> Iterator[Document]:
        yield from docs


def test_a_worker_writes_records_and_what_it_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / name for name in ("docs.jsonl", "out.jsonl", "job.json", "measured.json")]
    write_documents(paths[0], [BARE])
    job = {"system": "textacy", "documents": str(paths[0]), "output": str(paths[1]), "rounds": 2}
    paths[2].write_text(json.dumps(job), encoding="utf-8")
    monkeypatch.setattr(worker, "load", lambda _: Echo())
    assert worker.main([str(paths[2]), str(paths[3])]) == 0
    assert load_documents(paths[1]) == [BARE]
    measured = Measured(**json.loads(paths[3].read_text(encoding="utf-8")))
    assert measured.words == len((BARE.text or "").split())
    assert measured.words_a_second > 0


def test_a_system_that_breaks_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "weights"
    empty.mkdir()
    write_documents(tmp_path / "docs.jsonl", [BARE])
    job = Job(
        system="annotator",
        documents=str(tmp_path / "docs.jsonl"),
        output=str(tmp_path / "out.jsonl"),
        weights=str(empty),
    )
    with pytest.raises(RunError, match="neither models nor a tagger"):
        run(job, tmp_path)


def test_counts_by_text_add_up_to_the_scorer_of_all(tmp_path: Path) -> None:
    source = shared_path("data", "polnear", "dev")
    scorer = polnear.load_scorer(shared_path("tools", "polnear_score.py"))
    docs = list(read_part(source))[:4]
    part = tmp_path / "dev"
    for folder in ("text", "attributions"):
        (part / folder).mkdir(parents=True)
        for doc in docs:
            name = doc.id.rpartition("/")[2]
            for path in (source / folder).glob(f"{name}[._]*"):
                (part / folder / path.name).symlink_to(path.resolve())
    half = [replace(doc, quotations=doc.quotations[::2]) for doc in docs]
    predictions: Any = polnear.to_polnear_predictions(half)
    whole = scorer.score(str(part), predictions)
    rows = {
        "segments": whole["seg"]["all"],
        "contents": whole["att"]["all"]["iou"],
        "joint": whole["att"]["all"]["joint"],
    }
    found = polnear.counts(part, scorer, half)
    for name, row in rows.items():
        assert len(found[name]) == 4
        right, asked = (sum(column) for column in zip(*found[name], strict=True))
        assert round(100 * right / asked, 1) == pytest.approx(row["f"], abs=0.11)
    assert len(polnear.counts(part, scorer, half, limit=2)["joint"]) == 2
