"""docs/review/README.md says what the program does: its keys, its commands, its files."""

from __future__ import annotations

import re
from pathlib import Path

import orjson

from annotate.review.app import static_files

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "review" / "README.md"


def keys() -> list[dict]:  # type: ignore[type-arg]
    return orjson.loads(static_files()["keys.json"][0])  # type: ignore[no-any-return]


def table() -> str:
    """The table of keys as the document has it."""
    rows = ["| key | what it does |", "| --- | --- |"]
    for group in keys():
        rows.append(f"| **{group['group']}** | |")
        for key in group["keys"]:
            presses = " ".join(f"`{press}`" for press in key["press"])
            rows.append(f"| {presses} | {key['label']} |")
    return "\n".join(rows) + "\n"


def test_the_keys_are_documented() -> None:
    assert table() in DOCUMENT.read_text("utf-8")


def test_no_key_has_two_meanings_and_every_command_is_there() -> None:
    presses = [press for group in keys() for key in group["keys"] for press in key["press"]]
    assert len(set(presses)) == len(presses)
    source = static_files()["commands.js"][0].decode()
    for group in keys():
        for key in group["keys"]:
            assert re.search(rf"^  (async )?{key['command']}\b", source, re.MULTILINE), key


def test_links_lead_somewhere() -> None:
    text = DOCUMENT.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (DOCUMENT.parent / target).exists(), target


def test_every_option_that_it_names_is_there() -> None:
    from typer.testing import CliRunner

    from annotate.commands.main import app

    text = DOCUMENT.read_text("utf-8")
    shown = ""
    for command in ("open", "agreement", "adjudicate", "apply"):
        help_ = CliRunner().invoke(app, ["review", command, "--help"], env={"COLUMNS": "200"})
        shown += help_.stdout
    for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)):
        assert option in shown, option


if __name__ == "__main__":
    import sys

    sys.stdout.write(table())
