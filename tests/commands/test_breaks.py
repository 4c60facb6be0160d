"""What becomes of the work when it breaks off: Ctrl-C, a full disk, a closed pipe."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.store import load_documents

PROGRAM = Path(__file__).with_name("otr_with_fake.py")
ARTICLE = "“We lost six summers,” she said. “Not a seventh.”\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of many articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(40):
        (folder / f"a{number:02}.txt").write_text(ARTICLE)
    return folder


@contextmanager
def otr(*args: object, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """``otr annotate`` as a process of its own, with the fake annotator.

    It listens to Ctrl-C even where the tests run in the background and are told not to.
    """
    command = [sys.executable, str(PROGRAM), "annotate", *map(str, args)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def interrupted(
    process: subprocess.Popen[str], ready: Path, how: signal.Signals = signal.SIGINT
) -> str:
    """Press Ctrl-C once output is under way; returns standard error."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not [p for p in ready.iterdir() if p.is_file()]:
        time.sleep(0.02)
    time.sleep(0.5)
    process.send_signal(how)
    return process.communicate(timeout=30)[1]


def left_over(folder: Path) -> list[str]:
    """Temporary files in a folder."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".otr")]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_interrupt_keeps_whole_records(articles: Path, tmp_path: Path, how: signal.Signals) -> None:
    out = tmp_path / "out.jsonl"
    with otr(articles, "-o", out, OTR_FAKE_SECONDS="0.1") as process:
        said = interrupted(process, tmp_path, how)
    assert process.returncode == 130
    docs = load_documents(out)
    assert 1 <= len(docs) < 40
    assert f"interrupted; {len(docs)} whole record" in said
    assert f"kept in {out}" in said
    assert "Traceback" not in said
    assert left_over(tmp_path) == []


def test_interrupt_leaves_a_file_that_was_there(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "records.jsonl"
    out.parent.mkdir()
    out.write_text("old")
    with otr(articles, "-o", out, OTR_FAKE_SECONDS="0.1") as process:
        time.sleep(1.5)
        said = interrupted(process, out.parent)
    assert process.returncode == 130
    assert out.read_text() == "old"
    assert load_documents(f"{out}.partial")
    assert f"kept in {out}.partial" in said


def test_interrupt_keeps_pages(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "pages"
    out.mkdir()
    with otr(articles, "--format", "html", "-o", out, OTR_FAKE_SECONDS="0.1") as process:
        said = interrupted(process, out)
    assert process.returncode == 130
    pages = sorted(path.name for path in out.iterdir())
    assert "index.html" in pages
    assert f"{len(pages) - 1} page" in said
    assert left_over(out) == []


def test_full_disk_keeps_whole_records(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with otr(articles, "-o", out, OTR_FAKE_LIMIT="30000") as process:
        _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    docs = load_documents(out)
    assert 1 <= len(docs) < 40
    assert said.startswith(f"otr: {out}: File too large; {len(docs)} whole records kept in {out}")
    assert said.count("\n") == 1
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("name", ["out.html", "out.txt"])
def test_full_disk_writes_no_half_page(articles: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    out.write_text("old")
    with otr(articles, "-o", out, OTR_FAKE_LIMIT="5000") as process:
        _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert out.read_text() == "old"
    assert f"otr: {out}: File too large; nothing could be kept" in said
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("form", ["table", "jsonl", "html"])
def test_full_standard_output(articles: Path, form: str) -> None:
    command = [sys.executable, str(PROGRAM), "annotate", str(articles), "--format", form]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "otr: standard output: No space left on device\n"


@pytest.mark.parametrize("form", ["table", "jsonl", "html"])
def test_closed_pipe_ends_in_silence(articles: Path, form: str) -> None:
    with otr(articles, "--format", form) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        said = process.stderr.read()
        process.wait(timeout=30)
    assert said == ""
    assert process.returncode == 141


def test_interrupt_before_anything(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with otr(articles, "-o", out, OTR_FAKE_SECONDS="30") as process:
        said = interrupted(process, tmp_path)
    assert process.returncode == 130
    assert not out.exists()
    assert "interrupted; no record was finished, nothing was written" in said
