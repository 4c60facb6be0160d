"""What an evaluation is run on, and in what surroundings."""

from __future__ import annotations

import os
import platform
import subprocess
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from annotate.article import from_text
from annotate.benchmarks.leakage import registry_without
from annotate.benchmarks.stamp import stamp
from annotate.benchmarks.triples import MODEL
from corpus.challenge import Case, bare, load_cases
from corpus.entities import Registry, default_registry
from corpus.hydrate import AnchorError, TextError, find_text, hydrate
from corpus.records import Document, Split
from corpus.store import load_documents

DOCUMENTS = Path(__file__).resolve().parents[2] / "corpus" / "data" / "documents"
ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "on-the-record",
    "stanza",
    "torch",
    "onnxruntime",
    "tokenizers",
    "numpy",
    "textacy",
    "spacy",
    MODEL,
)


class EvaluationError(Exception):
    """Data that an evaluation needs is not there; every problem says what and what to do."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Gold with its texts, the same texts bare, and the registry that may be known.

    ``removed`` are the ids of entities that only the documents of the split refer to.
    ``polnear`` is the folder of the part, ``scorer`` the file of its scorer.
    """

    split: Split
    gold: tuple[Document, ...]
    texts: tuple[Document, ...]
    cases: tuple[Case, ...]
    case_texts: tuple[Document, ...]
    registry: Registry
    removed: tuple[str, ...]
    polnear: Path
    scorer: Path


def material(shared: Path, split: Split, *, limit: int | None = None) -> Material:
    """Everything that is needed, of the newswire ``split``; the first ``limit`` articles.

    Raises EvaluationError with all that is missing in ``shared``.
    """
    articles = shared / "data" / "newswire" / "articles"
    part, scorer = shared / "data" / "polnear" / "dev", shared / "tools" / "polnear_score.py"
    missing = [path for path in (articles, part, scorer) if not path.exists()]
    if missing:
        hint = "name the folder with --shared; see annotate/benchmarks/README.md"
        raise EvaluationError([f"{path}: not there; {hint}" for path in missing])
    docs = [doc for path in sorted(DOCUMENTS.glob("*.jsonl")) for doc in load_documents(path)]
    registry, removed = registry_without(default_registry(), docs, split)
    judged = [doc for doc in docs if doc.split == split and doc.collection == "newswire"]
    gold = _with_texts(judged[:limit], articles)
    cases = tuple(load_cases())
    return Material(
        split=split,
        gold=gold,
        texts=tuple(_bare(doc) for doc in gold),
        cases=cases,
        case_texts=tuple(_bare(bare(case)) for case in cases),
        registry=registry,
        removed=removed,
        polnear=part,
        scorer=scorer,
    )


def _with_texts(docs: list[Document], folder: Path) -> tuple[Document, ...]:
    """The documents as they were annotated: on another text they cannot be judged."""
    found, problems = [], []
    for doc in docs:
        try:
            text = find_text(doc.id, folder, sha256=doc.text_sha256)
            hydrated = hydrate(doc, text)
        except (TextError, AnchorError) as error:
            problems.append(f"{doc.id}: {error}")
            continue
        if not hydrated.same_text:
            problems.append(f"{doc.id}: its text was edited; get the version that was annotated")
        found.append(hydrated.doc)
    if problems:
        raise EvaluationError(problems)
    return tuple(found)


def _bare(doc: Document) -> Document:
    """The document as an annotator meets it: to find the body is a part of the work."""
    known = {name: getattr(doc, name) for name in ("url", "publisher", "title", "published")}
    given = {name: value for name, value in known.items() if value is not None}
    return from_text(doc.text or "", name=doc.id, **given)


def environment() -> dict[str, Any]:
    """Versions, cores, commit and shipped weights: what a figure may depend on.

    Nothing else of the machine is told.
    """
    versions = {}
    for name in PACKAGES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return {
        "python": platform.python_version(),
        "packages": versions,
        "cores": os.cpu_count(),
        "commit": _commit(),
        "weights": stamp(),
    }


def _commit() -> str:
    head = _git("rev-parse", "--short=12", "HEAD")
    if head is None:
        return "unknown"
    changed = _git("status", "--porcelain", "--untracked-files=no")
    return f"{head} with changes" if changed else head


def _git(*words: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()
