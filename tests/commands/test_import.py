"""``otr import``: forms in, records out, and everything wrong with a form told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from annotate.commands.main import app
from corpus.store import load_documents
from corpus.validate import validate_files
from tests.shared import shared_path

TEXT = (
    "“We shall open the ferry to all of them,” Ada Lund told reporters on Monday.\r\n\r\n"
    "The plan, she said, was “a gift” to the whole town and to its children.\r\n"
)
FORM = """article: local/lund
entities:
  lund: [person, Ada Lund]
quotations:
- direct: We shall open the ferry to all of them,
  cue: told reporters
  speaker: {lund: Ada Lund}
  outlet: none
- mixed: [The plan, was “a gift” to the whole town and to its children]
  cue: said
  speaker: {lund: she}
  outlet: none
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a form and, in ``texts``, the article."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "lund.txt").write_bytes(TEXT.encode())
    (tmp_path / "lund.yaml").write_text(FORM, encoding="utf-8")
    return tmp_path


def otr(*args: object) -> Result:
    """Run the command in this process, on the folder ``texts``."""
    return CliRunner().invoke(app, ["import", "--texts", "texts", *map(str, args)])


def test_forms_become_records_without_their_texts(work: Path) -> None:
    result = otr("lund.yaml", "-o", "out/lund.jsonl", "--by", "a reader")
    assert result.exit_code == 0, result.stderr
    assert "1 form resolved, 1 record written to out/lund.jsonl" in result.stderr
    assert result.stdout == ""
    (doc,) = load_documents("out/lund.jsonl")
    assert (doc.id, doc.text, doc.text_length) == ("local/lund", None, len(TEXT))
    assert doc.selectors
    assert {quotation.provenance.by for quotation in doc.quotations} == {"a reader"}
    assert [str(issue) for issue in validate_files(["out/lund.jsonl"])] == []
    hydrated = CliRunner().invoke(
        app, ["hydrate", "out/lund.jsonl", "--texts", "texts", "-o", "full.jsonl"]
    )
    assert hydrated.exit_code == 0
    assert otr("lund.yaml", "-o", "own.jsonl", "--with-text", "--by", "a reader").exit_code == 0
    assert Path("own.jsonl").read_bytes() == Path("full.jsonl").read_bytes()
    assert [str(issue) for issue in validate_files(["own.jsonl"])] == []


def test_without_output_forms_are_checked(work: Path) -> None:
    result = otr("lund.yaml")
    assert result.exit_code == 0
    assert result.stderr == "otr: 1 form resolved\n"


def test_a_proof_to_read(work: Path) -> None:
    lines = otr("lund.yaml", "--show").stdout.splitlines()
    assert lines[0].startswith("local/lund  2 paragraphs")
    assert "  q2 mixed speech" in lines
    assert "    content  The plan … was “a gift” to the whole town and to its children" in lines
    assert "    segments a gift" in lines
    assert "    speaker  <she> → Ada Lund [d/lund] (pronoun)" in lines
    assert "  entity d/lund person Ada Lund: Ada Lund, she" in lines


def test_paragraphs_of_an_article(work: Path) -> None:
    result = otr("--paragraphs", "local/lund")
    assert result.exit_code == 0
    assert "  1 “We shall open" in result.stdout
    assert otr("--paragraphs", "local/nobody").exit_code == 1


def test_everything_wrong_is_said_and_nothing_written(work: Path) -> None:
    (work / "bad.yaml").write_text(
        FORM.replace("told reporters", "shouted").replace("lund: she", "lund: he"), "utf-8"
    )
    (work / "lost.yaml").write_text(FORM.replace("local/lund", "local/nobody"), "utf-8")
    (work / "odd.yaml").write_text("article: [", "utf-8")
    (work / "bare.yaml").write_text("quotations: []", "utf-8")
    (work / "latin.yaml").write_bytes("article: é".encode("latin-1"))
    Path("out.jsonl").write_text("before")
    names = ["lund", "bad", "lost", "odd", "bare", "latin", "none"]
    result = otr(*(f"{name}.yaml" for name in names), "-o", "out.jsonl")
    assert result.exit_code == 1
    for message in (
        "bad.yaml: line 6: quotations[0].cue: 'shouted'",
        "bad.yaml: line 11: quotations[1].speaker.lund: 'he'",
        "lost.yaml: no text in texts: neither local/nobody.txt nor nobody.txt is there",
        "(not YAML; ",
        "bare.yaml: article: is needed",
        "latin.yaml: not UTF-8",
        "none.yaml: No such file",
        "1 form resolved, 7 problems: out.jsonl was not written",
    ):
        assert message in result.stderr
    assert Path("out.jsonl").read_text() == "before"


def test_warnings_do_not_block(work: Path) -> None:
    entry = {"id": "e/x", "name": "Ada", "kind": "media", "aliases": []}
    Path("registry.jsonl").write_text(json.dumps(entry) + "\n")
    source = FORM.replace("Ada Lund]", "Ada Lund]\n  x: e/x").replace(
        "outlet: none", "outlet: {x: implicit, kind: government}", 1
    )
    (work / "warned.yaml").write_text(source, "utf-8")
    result = otr("warned.yaml", "-o", "out.jsonl", "--registry", "registry.jsonl")
    assert result.exit_code == 0, result.stderr
    assert "warned.yaml: warning G-KIND local/lund" in result.stderr
    assert len(load_documents("out.jsonl")) == 1


def test_two_forms_of_one_article(work: Path) -> None:
    (work / "forms").mkdir()
    for name in ("a.yaml", "b.yml"):
        (work / "forms" / name).write_text(FORM, "utf-8")
    result = otr("forms", "-o", "out.jsonl")
    assert result.exit_code == 1
    assert "two forms are of the article 'local/lund'" in result.stderr
    assert not Path("out.jsonl").exists()


@pytest.mark.parametrize(
    ("args", "status", "message"),
    [
        ([], 2, "give forms"),
        (["lund.yaml", "--by", " "], 2, "--by needs a name"),
        (["lund.yaml", "--texts", "nowhere"], 1, "nowhere: no such folder"),
        (["texts"], 1, "no .yaml file"),
        (["lund.yaml", "--registry", "nowhere"], 1, "No such file"),
        (["lund.yaml", "--registry", "lund.yaml"], 1, "no registry of entities"),
        (["lund.yaml", "-o", "texts"], 1, "not a regular file"),
        (["texts/lund.txt"], 1, "lund.txt: "),
    ],
)
def test_calls_that_cannot_work(work: Path, args: list[str], status: int, message: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "annotate.commands.main", "import", "--texts", "texts", *args],
        cwd=work,
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[2]), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_transcript_of_the_shared_data(work: Path) -> None:
    """A form needs no words of an article to be resolved on it."""
    folder = shared_path("data", "newswire", "articles")
    form = "article: newswire/aus_abc_11\ntranscript: yes\nquotations: []\n"
    (work / "one.yaml").write_text(form, "utf-8")
    result = otr("one.yaml", "--texts", folder, "-o", "one.jsonl")
    assert result.exit_code == 0, result.stderr
    (doc,) = load_documents("one.jsonl")
    assert doc.body
    assert doc.transcript
