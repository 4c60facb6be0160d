"""Scores on PolNeAR, by the scorer on whose scale other tools were measured."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from annotate import Annotator
from corpus.formats.polnear import read_part, to_polnear_predictions
from corpus.records import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class PolnearScores:
    """F1 in 0..1 on one part of PolNeAR."""

    part: str
    documents: int
    segments: float  # in-marks segments held with an overlapping source
    contents: float  # contents of all types at IoU 0.5
    joint: float  # the same, with an overlapping source
    exact: float  # contents of all types, word for word


def load_scorer(path: Path) -> ModuleType:
    """The scorer script as a module; raises FileNotFoundError if it is not there."""
    if not path.is_file():
        raise FileNotFoundError(f"{path}: the PolNeAR scorer is not there")
    spec = importlib.util.spec_from_file_location("polnear_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts(part: Path) -> list[Document]:
    """The annotated documents of a part, their gold left out."""
    return [replace(doc, quotations=(), entities=()) for doc in read_part(part)]


def score(part: Path, scorer: ModuleType, annotator: Annotator) -> PolnearScores:
    """Annotate the texts of a part and score them; PolNeAR's own gold is read by the scorer."""
    docs = texts(part)
    result: dict[str, Any] = scorer.score(
        str(part), to_polnear_predictions(annotator.annotate_many(docs))
    )
    contents = result["att"]["all"]
    return PolnearScores(
        part=part.name,
        documents=len(docs),
        segments=result["seg"]["all"]["f"] / 100,
        contents=contents["iou"]["f"] / 100,
        joint=contents["joint"]["f"] / 100,
        exact=contents["exact"]["f"] / 100,
    )


def counts(
    part: Path, scorer: ModuleType, predicted: Iterable[Document], *, limit: int | None = None
) -> dict[str, list[tuple[int, int]]]:
    """What agrees, twice, and what both have, of each text: the F1 of `PolnearScores` in parts.

    The scorer is given one text at a time, so that figures get intervals over the texts, the
    first ``limit`` of them. A text without prediction found nothing.
    """
    found = to_polnear_predictions(predicted)
    every: dict[str, str] = scorer.texts(str(part))
    out: dict[str, list[tuple[int, int]]] = {}
    for doc in texts(part)[:limit]:
        name = doc.id.rpartition("/")[2]
        result = _score_one(part, scorer, name, every[name], found)
        rows = {
            "segments": result["seg"]["all"],
            "contents": result["att"]["all"]["iou"],
            "joint": result["att"]["all"]["joint"],
        }
        for key, row in rows.items():
            out.setdefault(key, []).append((2 * row["tp"], row["np"] + row["ng"]))
    return out


def _score_one(
    part: Path, scorer: ModuleType, name: str, text: str, predicted: dict[str, Any]
) -> dict[str, Any]:
    own = scorer.texts
    scorer.texts = lambda _: {name: text}  # type: ignore[attr-defined]
    try:
        result: dict[str, Any] = scorer.score(str(part), predicted)
    finally:
        scorer.texts = own  # type: ignore[attr-defined]
    return result
