"""``splits.jsonl``: the split and the story of each document, held against the documents.

Articles of one story say the same things in other words, which no comparison of texts finds; so
whoever makes the splits writes down which tell one story.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from corpus.issues import Issue, issue
from corpus.release.data import CorpusData, line_values

SPLITS = "splits.jsonl"


def story_issues(data: CorpusData) -> Iterator[Issue]:
    """C-STORY; nothing where there is no such file."""
    path = data.folder / SPLITS
    splits = {placed.doc.id: placed.doc.split for placed in data.gold}
    first: dict[str, tuple[str, str | None]] = {}  # of each story
    for number, row in line_values(path):
        message = _fault(row, splits, first)
        if message is not None:
            yield replace(issue("C-STORY", "", message), file=os.fspath(path), line=number)


def _fault(
    row: Any, splits: Mapping[str, str | None], first: dict[str, tuple[str, str | None]]
) -> str | None:
    """What is wrong with a line; the story of a sound one is entered in ``first``."""
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or "split" not in row:
        return "names no id and split"
    key, split, story = row["id"], row["split"], row.get("story")
    if key in splits and split != splits[key]:
        return f"{key!r} is in {splits[key]}, not in {split}"
    if isinstance(story, str):
        other, where = first.setdefault(story, (key, split))
        if where != split:
            return f"{story!r} is told by {key!r} in {split} and by {other!r} in {where}"
    return None
