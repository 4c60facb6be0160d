"""``otr release``, ``otr stats`` and ``otr validate`` on folders."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from annotate.commands.main import app
from corpus.selectors import make_selectors
from corpus.spans import to_utf16
from corpus.store import write_documents
from tests.release.corpora import REGISTRY, article, edit, tiny, write


def otr(*args: object) -> Result:
    """Run the command in this process; what it raises comes out."""
    return CliRunner().invoke(app, list(map(str, args)), catch_exceptions=False)


def test_build(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("datasets")
    result = otr("release", "build", "--data", data, "--out", tmp_path)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == f"otr: {tmp_path / '1.0.0'}: 3 documents, 15 quotations\n"
    again = otr("release", "build", "--data", data, "--out", tmp_path)
    assert again.exit_code == 1
    assert "exists already" in again.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--data", "none"], "none: no such folder"),
        (["--data", "."], "has no folder 'documents'"),
        (["--version", "1.0"], "'1.0' is no version"),
        (["--previous", "none"], "none: no such folder"),
        (["--texts", "none"], "none: there is no such folder of texts"),
    ],
)
def test_build_called_wrongly(
    args: list[str], message: str, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = otr("release", "build", "--data", data, *args)
    assert result.exit_code == 1
    assert message in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda raw: raw[: len(raw) // 2], "L-CUT"),
        (lambda raw: raw + raw.splitlines(keepends=True)[0], "R-DOCID"),
        (lambda raw: raw.replace(b'"The harbour, again"', b'"The harbour, \xe9"'), "L-UTF8"),
        (lambda raw: raw.replace(b'"content":[[', b'"content":[[9'), "T-"),
        (lambda raw: raw.decode().encode("utf-16"), "L-UTF8"),
    ],
)
def test_bad_data(harm: object, code: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "data", tiny())
    path = folder / "documents" / "newswire.jsonl"
    path.write_bytes(harm(path.read_bytes()))  # type: ignore[operator]
    checked = otr("validate", folder)
    assert checked.exit_code == 1
    levels = {line.split()[2][0] for line in checked.stdout.splitlines()}
    assert "C" not in levels, "what only follows from it is not said"
    assert f"error {code}" in checked.stdout
    built = otr("release", "build", "--data", folder, "--out", tmp_path / "dist")
    assert built.exit_code == 1
    assert f"error {code}" in built.stdout
    assert not (tmp_path / "dist").exists()


def test_a_text_that_was_touched(tmp_path: Path) -> None:
    whole = article("alder", "train", text=True)
    assert whole.text is not None
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "alder.txt").write_bytes(whole.text.replace("harbour", "harbours", 1).encode())
    folder = write(tmp_path / "data", tiny())
    result = otr("validate", folder, "--texts", texts)
    assert result.exit_code == 1
    assert "error T-HASH tests/alder" in result.stdout
    path = write(tmp_path / "own", [replace(whole, text=whole.text.replace("calm", "balm"))])
    assert "error T-HASH tests/alder" in otr("validate", path).stdout


def test_offsets_in_utf16(tmp_path: Path) -> None:
    doc = article("alder", "train", text=True)
    assert doc.text is not None
    units = to_utf16(doc.text, (0, doc.text_length))[1]
    folder = write(tmp_path / "data", [replace(doc, text_length=units), *tiny()[1:]])
    result = otr("validate", folder)
    assert result.exit_code == 1
    assert f"not {units}, the number of its UTF-16 units" in result.stdout


def test_two_entities_of_one_name(tmp_path: Path) -> None:
    registry = [REGISTRY[0], REGISTRY[1] | {"aliases": ["mara-quell"]}]
    folder = write(tmp_path / "data", tiny(), registry=registry)
    for args in (["validate", folder], ["release", "build", "--data", folder, "--out", "dist"]):
        result = otr(*args)
        assert result.exit_code == 1
        assert "error C-ALIAS e/mara-quell" in result.stdout


def test_a_folder_without_any_of_the_texts(data: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Something else.")
    result = otr("validate", data, "--texts", tmp_path)
    assert result.exit_code == 1
    assert "holds the text of none of these records" in result.stderr


def test_what_cannot_be_read_has_no_consequences(tmp_path: Path) -> None:
    folder = write(tmp_path / "data", tiny())
    with open(folder / "entities.jsonl", "r+b") as fp:
        fp.write(b"[")
    [line] = otr("validate", folder).stdout.splitlines()
    assert " error C-ENTRY: " in line


def test_validate_a_folder(data: Path, tmp_path: Path) -> None:
    result = otr("validate", data)
    assert (result.exit_code, result.stderr) == (0, "otr: 1 folder checked: no fault\n")
    result = otr("validate", tmp_path / "none.jsonl", tmp_path)
    assert result.exit_code == 1
    assert "no folder 'documents'" in result.stderr
    assert "error L-FILE" in result.stdout


def test_validate_with_texts(tmp_path: Path) -> None:
    whole = article("alder", "train", text=True)
    assert whole.text is not None
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "some.txt").write_bytes(whole.text.encode())
    first, *more = make_selectors(whole)
    other = replace(first, tokens=first.tokens + 1)
    docs = [replace(whole, text=None, selectors=(other, *more)), *tiny()[1:]]
    folder = write(tmp_path / "data", docs)
    for path in (folder, folder / "documents" / "newswire.jsonl"):
        assert otr("validate", path).exit_code == 0
        result = otr("validate", path, "--texts", texts)
        assert result.exit_code == 1
        assert "error T-SELECTOR tests/alder selectors[0]: differs in tokens" in result.stdout
        gone = otr("validate", path, "--texts", tmp_path / "none")
        assert gone.exit_code == 1
        assert "none: there is no such folder of texts" in gone.stderr


def test_validate_against_the_last_release(data: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(data, changed)
    edit(changed, lambda quotations: quotations[0].update(mode="writing"))
    result = otr("validate", changed, "--previous", data, "--json")
    assert result.exit_code == 1
    [found] = map(json.loads, result.stdout.splitlines())
    assert (found["code"], found["level"], found["record"]) == ("C-REASON", 5, "tests/alder#direct")
    assert found["remedy"] == "add a line to CHANGES.jsonl that names it"


def test_diff(data: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(data, changed)
    edit(changed, lambda quotations: quotations[0].update(mode="writing"))
    result = otr("release", "diff", data, changed)
    assert result.stdout == "corrected  tests/alder#direct  mode\n"
    assert result.stderr == "otr: 1 change: the next version is a minor one\n"
    plain = json.loads(otr("release", "diff", data, changed, "--json").stdout)
    assert plain["bump"] == "minor"
    assert otr("release", "diff", data, tmp_path / "none").exit_code == 1


def test_diff_names_the_next_version(data: Path, release: Path) -> None:
    assert otr("release", "diff", release, data).stderr == (
        "otr: 0 changes: after 1.0.0 comes 1.0.1\n"
    )


def test_stats(data: Path) -> None:
    result = otr("stats", data)
    assert result.exit_code == 0
    assert "Mara Quell → Harbour Wire" in result.stdout
    assert json.loads(otr("stats", data, "--json").stdout)["types"]["direct"] == 6


def test_stats_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    write_documents(path, [article("alder", None, text=True)])
    assert "no split" in otr("stats", path).stdout


def test_without_the_libraries_of_a_release(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("datasets", "matplotlib"):
        monkeypatch.setitem(sys.modules, name, None)
    for args in (["release", "build", "--data", data, "--out"], ["stats", data, "-o"]):
        result = otr(*args, tmp_path / "out")
        assert result.exit_code == 1
        assert "pip install 'on-the-record[release]'" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_plots_are_the_same_each_time(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    sides = []
    for name in "ab":
        assert otr("stats", data, "-o", tmp_path / name).exit_code == 0
        sides.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert sides[0] == sides[1]
    assert {"types.svg", "modes.svg", "outlets.svg", "speakers.svg", "through.svg"} <= set(sides[0])
    again = otr("stats", data, "-o", tmp_path / "a")
    assert again.exit_code == 1
    assert "exists already" in again.stderr


def test_stats_of_nothing(tmp_path: Path) -> None:
    result = otr("stats", tmp_path / "none")
    assert result.exit_code == 1
    assert "no such folder" in result.stderr
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{}\n")
    for args in (["stats", bad], ["release", "diff", bad, bad]):
        result = otr(*args)
        assert result.exit_code == 1
        assert "bad.jsonl:1: " in result.stderr
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    assert "holds no records" in otr("stats", empty).stderr
