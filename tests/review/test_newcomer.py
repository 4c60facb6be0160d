"""Somebody who never heard of the corpus: articles, a folder of records, the review of it."""

from __future__ import annotations

import signal
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from annotate.commands import annotate, review_options
from annotate.commands.main import app
from annotate.review.load import Source
from corpus.store import load_documents
from tests.commands.fakes import FakeAnnotator
from tests.review.browser.desk import Server
from tests.review.helpers import corpus

ARTICLE = "“We lost six summers,” she said. “Not a seventh.”\n"


def otr(*args: object):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, list(map(str, args)))


def test_annotate_into_a_folder_and_review_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for name in "ab":
        (articles / f"{name}.txt").write_text(ARTICLE)
    monkeypatch.setattr(annotate, "_annotator", lambda models: FakeAnnotator())
    folder = tmp_path / "mine"
    for _ in range(2):  # again into the folder that is there
        result = otr("annotate", articles, "-o", folder)
        assert result.exit_code == 0
        assert "written to" in result.stderr
        assert [path.name for path in folder.iterdir()] == ["records.jsonl"]
    assert len(load_documents(folder / "records.jsonl")) == 2

    served = []
    monkeypatch.setattr(review_options, "_serve", lambda space, bound, ready: served.append(space))
    result = otr("review", folder, "--no-browser", "--port", 0)
    assert result.exit_code == 0, result.stderr
    assert "2 documents, 4 quotations, 0 decided" in result.stderr
    assert "open http://127.0.0.1:" in result.stderr
    assert len(served) == 1
    assert served[0].log.path.parent == folder / "review"
    assert not (folder / "review").exists()  # nothing was done, nothing is left


def test_where_the_logs_go(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text("")
    assert Source(path=file).log_folder == tmp_path / "x.review"
    assert Source(path=file, logs=tmp_path / "l").log_folder == tmp_path / "l"
    release = tmp_path / "release"
    (release / "records" / "documents").mkdir(parents=True)
    assert Source(path=release).log_folder == release / "records" / "review"


def test_the_path_may_come_first_or_after_options() -> None:
    for args in (["/no/such"], ["--port", "1", "/no/such"], ["open", "/no/such"]):
        result = otr("review", *args)
        assert result.exit_code == 1
        assert result.stderr == "otr: /no/such: no such file or folder\n"
    shown = otr("review", "--help").stdout
    for command in ("open", "agreement", "adjudicate", "apply"):
        assert command in shown


def test_ctrl_c_is_how_it_ends(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    server = Server(path, "--annotator", "ann")
    process = server.process
    assert process is not None
    assert process.stderr is not None
    with urllib.request.urlopen(server.address, timeout=20) as page:
        assert b"<title>On the Record" in page.read()
    process.send_signal(signal.SIGINT)
    try:
        assert process.wait(20) == 0
        assert process.stderr.read() == "otr: stopped: 0 of 6 decided\n"
    finally:
        server.kill()
    assert not path.with_name("records.review").exists()
