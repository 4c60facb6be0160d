"""``otr fetch`` from a repository on this disk; no network is used."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from annotate.commands.main import app
from corpus.hydrate import collections

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
CRLF = b"One line.\r\nAnother.\r\n"


def git(folder: Path, *args: str) -> str:
    """What git prints."""
    who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@localhost"]
    done = subprocess.run(
        ["git", *who, *args], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare repository with a later commit on top of the one that is wanted."""
    monkeypatch.chdir(tmp_path)
    work = tmp_path / "work"
    (work / "original_articles").mkdir(parents=True)
    git(work, "init", "--quiet")
    (work / "original_articles" / "a.txt").write_bytes(CRLF)
    git(work, "add", ".")
    git(work, "commit", "--quiet", "-m", "one")
    commit = git(work, "rev-parse", "HEAD")
    (work / "original_articles" / "a.txt").write_bytes(b"edited\n")
    git(work, "commit", "--quiet", "-am", "two")
    git(tmp_path, "clone", "--quiet", "--bare", str(work), "origin.git")
    newswire = replace(collections.COLLECTIONS["newswire"], commit=commit)
    monkeypatch.setitem(collections.COLLECTIONS, "newswire", newswire)
    return tmp_path / "origin.git"


def otr(*args: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, ["fetch", *map(str, args)], env={"COLUMNS": "200"})


def test_the_commit_is_fetched_and_no_other(origin: Path, tmp_path: Path) -> None:
    result = otr("newswire", "--origin", "origin.git")
    assert result.exit_code == 0, result.output
    assert "1 text at commit" in result.stderr
    assert (tmp_path / "newswire" / "original_articles" / "a.txt").read_bytes() == CRLF
    assert git(tmp_path / "newswire", "rev-list", "--count", "HEAD") == "1"
    assert not list(tmp_path.glob(".otr-*"))


def test_a_folder_that_is_there_is_verified(origin: Path, tmp_path: Path) -> None:
    assert otr("newswire", "--to", "here", "--origin", origin).exit_code == 0
    again = otr("newswire", "--to", "here", "--origin", "nowhere")
    assert again.exit_code == 0
    (tmp_path / "here" / "original_articles" / "a.txt").write_text("spoilt")
    result = otr("newswire", "--to", "here")
    assert result.exit_code == 1
    assert "differ from the commit" in result.stderr
    git(tmp_path, "clone", "--quiet", str(origin), "later")
    result = otr("newswire", "--to", "later")
    assert result.exit_code == 1
    assert "later exists: it is at commit" in result.stderr


def test_the_origin_from_the_environment(origin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTR_ORIGIN", str(origin))
    assert otr("newswire").exit_code == 0


def test_what_cannot_be_fetched(
    origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = otr("newswire", "--origin", "nowhere.git")
    assert result.exit_code == 1
    assert "nowhere.git: git fetch failed" in result.stderr
    assert "by hand" in result.stderr
    newswire = replace(collections.COLLECTIONS["newswire"], commit="0" * 40)
    monkeypatch.setitem(collections.COLLECTIONS, "newswire", newswire)
    assert otr("newswire", "--origin", origin).exit_code == 1
    (tmp_path / "full").mkdir()
    result = otr("newswire", "--to", "full")
    assert "full exists and is no clone" in result.stderr
    assert otr("polnear").exit_code == 2
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert "git is not installed" in otr("newswire", "--to", "other").stderr
    assert not (tmp_path / "newswire").exists()
    assert not (tmp_path / "other").exists()
    assert not list(tmp_path.glob(".otr-*"))


def test_the_collection_is_the_one_of_the_corpus() -> None:
    newswire = collections.COLLECTIONS["newswire"]
    assert newswire.origin == "https://github.com/stanfordnlp/en-worldwide-newswire"
    assert newswire.commit == "e082527b86d9a68475166ab584b9c47f282177da"
