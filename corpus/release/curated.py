"""What people wrote about the data, for the card: sections of the data folder's README."""

from __future__ import annotations

import re
from pathlib import Path

SECTIONS = (
    "How the articles were chosen",
    "How they were annotated",
    "Splits",
    "The registry",
)
"""Sections that the card repeats as they are, where the README has them."""

CAUTION = "Read these figures with care"
"""Words that begin what the section ``Agreement`` says of its figures."""


def sections(path: Path) -> dict[str, str]:
    """The second-level sections of a Markdown file, by heading; none if there is no file."""
    if not path.is_file():
        return {}
    text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    return {head.strip(): body.strip() for head, body in zip(parts[::2], parts[1::2], strict=True)}


def account(path: Path) -> str:
    """How the data came about: the sections of ``SECTIONS`` that the file has."""
    found = sections(path)
    return "\n\n".join(f"## {head}\n\n{found[head]}" for head in SECTIONS if head in found)


def caution(path: Path) -> str:
    """What is to be kept in mind with the figures of agreement; up to the end of the list."""
    _, start, rest = sections(path).get("Agreement", "").partition(CAUTION)
    head, _, body = rest.partition("\n\n")
    listed = re.match(r"(?:- .+\n?)+", body)
    return f"{start}{head}\n\n{listed[0].strip()}" if start and listed else ""
