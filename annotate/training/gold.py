"""The annotated articles that training reads: the corpus's own, and PolNeAR's."""

from __future__ import annotations

import hashlib
from pathlib import Path

from corpus.formats.polnear import read_part
from corpus.hydrate import find_text, hydrate
from corpus.records import Document, Split
from corpus.store import load_documents

DOCUMENTS = Path(__file__).resolve().parents[2] / "corpus" / "data" / "documents"
_TRAIN: Split = "train"


def newswire(data: Path, *, split: Split = _TRAIN) -> list[Document]:
    """The corpus's articles of a split with the texts in ``data/newswire/articles``.

    Raises:
        corpus.hydrate.TextError: if a text is not there.
        ValueError: if a text is not the one that was annotated.
    """
    out = []
    for doc in load_documents(DOCUMENTS / "newswire.jsonl"):
        if doc.split == split:
            text = find_text(doc.id, data / "newswire" / "articles", sha256=doc.text_sha256)
            hydrated = hydrate(doc, text)
            if not hydrated.same_text:
                raise ValueError(f"{doc.id}: its text was edited; get the one that was annotated")
            out.append(hydrated.doc)
    return out


def polnear(data: Path) -> list[Document]:
    """PolNeAR's training part, in ``data/polnear/train``."""
    return list(read_part(data / "polnear" / "train"))


def fold_of(doc: Document, folds: int) -> int:
    """One of ``folds`` parts, by the hash of the id: the same on every machine."""
    return int(hashlib.sha256(doc.id.encode()).hexdigest(), 16) % folds
