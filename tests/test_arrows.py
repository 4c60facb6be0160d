"""The arrows between packages run one way (DESIGN), and imports stay light."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT_STANZA = (
    "annotate/inference/",
    "annotate/processor.py",
    "annotate/stanza_backend.py",
    "annotate/training/",
)
ONLY_CORPUS = ("annotate/evaluate.py", "annotate/review/")
HEAVY = ("torch", "stanza", "trafilatura")


def _modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def _imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, at the top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            yield node.module or ""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", _modules("corpus"), ids=_name)
def test_corpus_never_imports_annotate(path: Path) -> None:
    assert not [name for name in _imported(path) if name.split(".")[0] == "annotate"]


@pytest.mark.parametrize("path", _modules("annotate"), ids=_name)
def test_only_the_backend_imports_stanza(path: Path) -> None:
    if not _name(path).startswith(MAY_IMPORT_STANZA):
        assert not [name for name in _imported(path) if name.split(".")[0] == "stanza"]


@pytest.mark.parametrize(
    "path", [p for p in _modules("annotate") if _name(p).startswith(ONLY_CORPUS)], ids=_name
)
def test_judges_know_no_annotator(path: Path) -> None:
    own = _name(path).split("/")[1].removesuffix(".py")
    names = [name for name in _imported(path) if name.split(".")[0] == "annotate"]
    assert [name for name in names if not name.startswith(f"annotate.{own}")] == []


@pytest.mark.parametrize(
    "module",
    ["corpus", "corpus.validate", "annotate", "annotate.article", "annotate.commands.main"],
)
def test_import_is_light(module: str) -> None:
    code = f"import sys, {module}; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
