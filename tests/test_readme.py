"""Every shell session of the documents is run, and prints what they say.

A session is a fenced block of ``console``: lines that start with ``$ `` are commands, those below
are what they print (standard output and error together; spaces at line ends and decimals between
0 and 1 aside). A line of ``...`` stands for any number of lines. All sessions of one document run
in turn in one folder that holds the samples. A block that is not run has a comment above it:
``<!-- not run: reason -->``.

``make readme`` (``python tests/test_readme.py --write``) puts in what the commands print now;
below a command whose output has a ``...`` it keeps as many lines above it as there were.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ("README.md",)
_BLOCK = re.compile(r"(?P<skip><!-- not run: .+? -->\n)?```console\n(?P<body>.*?)```\n", re.DOTALL)
ELISION = "..."
_DECIMALS = re.compile(r"\b[01]\.\d+\b")


@dataclass
class Step:
    """One command and what it is said to print."""

    command: str
    expected: list[str]


def steps(body: str) -> list[Step]:
    """The commands of one block."""
    found: list[Step] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append(Step(line[2:], []))
        else:
            found[-1].expected.append(line.rstrip())
    return found


def run(command: str, folder: Path) -> list[str]:
    """What a command prints in the shell, line by line."""
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env={
            **{k: v for k, v in os.environ.items() if k not in ("COLUMNS", "STANZA_RESOURCES_DIR")},
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "TERM": "dumb",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    return [line.rstrip() for line in done.stdout.rstrip().splitlines()]


def matches(expected: list[str], actual: list[str]) -> bool:
    """Whether the output is what is said, elisions allowed for, and decimals not compared."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == ELISION else re.escape(_level(line)) + "\n" for line in expected
    )
    return re.fullmatch(pattern, "".join(_level(line) + "\n" for line in actual)) is not None


def _level(line: str) -> str:
    """The line without decimals: confidences differ a little from processor to processor."""
    return _DECIMALS.sub("#", line).rstrip()


def workplace(folder: Path) -> Path:
    """A folder to run sessions in."""
    shutil.copytree(ROOT / "samples", folder / "samples")
    return folder


def blocks(text: str) -> Iterator[re.Match[str]]:
    """The sessions that are run."""
    return (match for match in _BLOCK.finditer(text) if not match["skip"])


@pytest.mark.models
@pytest.mark.parametrize("name", DOCUMENTS)
def test_sessions_print_what_the_document_says(name: str, tmp_path: Path) -> None:
    folder = workplace(tmp_path)
    found = [
        step for block in blocks((ROOT / name).read_text("utf-8")) for step in steps(block["body"])
    ]
    assert found
    for step in found:
        actual = run(step.command, folder)
        assert matches(step.expected, actual), f"$ {step.command}\n" + "\n".join(actual)


def test_matching() -> None:
    assert matches(["a", ELISION, "d"], ["a", "b", "c", "d"])
    assert matches(["a", ELISION], ["a"])
    assert not matches(["a", ELISION, "d"], ["a", "b", "c"])
    assert not matches(["a.c"], ["abc"])
    assert matches(["conf 0.91 a"], ["conf 0.9 a"])


def test_every_command_is_documented() -> None:
    from annotate.commands.main import app

    text = (ROOT / "README.md").read_text("utf-8")
    for command in app.registered_commands:
        assert f"otr {command.name}" in text


def _written(step: Step, folder: Path) -> str:
    """The step with what the command prints now."""
    actual = run(step.command, folder)
    if ELISION in step.expected:
        above = step.expected.index(ELISION)
        below = len(step.expected) - above - 1
        actual = [*actual[:above], ELISION, *actual[len(actual) - below :]]
    return "\n".join([f"$ {step.command}", *actual]) + "\n"


def write() -> None:
    """Bring the sessions of all documents up to date."""
    for name in DOCUMENTS:
        path = ROOT / name
        with tempfile.TemporaryDirectory() as temporary:
            folder = workplace(Path(temporary))

            def update(match: re.Match[str], folder: Path = folder) -> str:
                if match["skip"]:
                    return match[0]
                body = "".join(_written(step, folder) for step in steps(match["body"]))
                return f"```console\n{body}```\n"

            text = path.read_text("utf-8")
            path.write_text(_BLOCK.sub(update, text), "utf-8")


if __name__ == "__main__" and "--write" in sys.argv:
    write()
