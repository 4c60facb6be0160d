"""Near-duplicates: how much of its text a document shares with another.

Texts are compared as sets of hashed five-word sequences of their bodies (shingles; Broder, "On the
resemblance and containment of documents", 1997). At some hundred documents the sets are compared
whole, through an index, so no sketch of them is needed.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.hydrate.texts import text_paths
from corpus.records import Document

WORDS = 5
SHARE = 0.2
"""Share of the shorter text above which two are near-duplicates; a release checks pairs of splits.

Measured on 1,055 newswire articles: of 556,000 pairs nine share a fifth or more, all of them
reprints, wholly or in part; stories of one event that were written apart share a tenth or less.
"""
LEAST = 20
"""Shingles that a text must have: below, a shared sentence says little."""

_LARGEST = 1 << 22  # bytes; no article is larger, and a folder may hold other things
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class NearPair:
    """Places of two documents in the list given, and their share of the shorter one's shingles."""

    first: int
    second: int
    share: float


def shingles(doc: Document, text: str) -> frozenset[bytes]:
    """Hashes of all sequences of five words in the body of a document."""
    parts = [span.of(text) for span in doc.body] or [text]
    words = [word.casefold() for part in parts for word in _WORD.findall(part)]
    return frozenset(
        hashlib.blake2b(" ".join(words[i : i + WORDS]).encode(), digest_size=8).digest()
        for i in range(len(words) - WORDS + 1)
    )


def near_pairs(
    docs: Sequence[Document], texts: dict[str, str], *, share: float = SHARE
) -> Iterator[NearPair]:
    """Pairs of documents in different splits that share much of their text.

    ``texts`` holds texts by their hash; documents without one there and without their own are
    left out.
    """
    sets: dict[int, frozenset[bytes]] = {}
    for i, doc in enumerate(docs):
        text = doc.text if doc.text is not None else texts.get(doc.text_sha256)
        if text is not None and len(found := shingles(doc, text)) >= LEAST:
            sets[i] = found
    holders: dict[bytes, list[int]] = defaultdict(list)
    for i, found in sets.items():
        for shingle in found:
            holders[shingle].append(i)
    shared = Counter(pair for owners in holders.values() for pair in _pairs(owners))
    for (a, b), count in sorted(shared.items()):
        part = count / min(len(sets[a]), len(sets[b]))
        if part >= share and docs[a].split != docs[b].split:
            yield NearPair(a, b, part)


def read_texts(folder: Path, docs: Iterable[Document]) -> dict[str, str]:
    """The texts of documents that have none of their own, from a folder, by ``text_sha256``.

    Files are told by what they hold, in the folder or below. Only where none holds the text of a
    document, the file of its name counts, so that a text that was touched is found out (T-HASH).
    Raises OSError, also where the folder holds the text of no document at all.
    """
    if not folder.is_dir():
        raise NotADirectoryError(20, "there is no such folder of texts", str(folder))
    wanted = {doc.text_sha256: doc.id for doc in docs if doc.text is None}
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.stat().st_size > _LARGEST:
            continue
        content = path.read_bytes()
        key = hashlib.sha256(content).hexdigest()
        if key in wanted:
            found[key] = content.decode("utf-8")
    for key, name in wanted.items():
        for path in text_paths(name, folder)[:1] if key not in found else ():
            found[key] = path.read_bytes().decode("utf-8", errors="replace")
    if wanted and not found:
        raise FileNotFoundError(2, "holds the text of none of these records", str(folder))
    return found


def _pairs(owners: list[int]) -> Iterator[tuple[int, int]]:
    for i, a in enumerate(owners):
        for b in owners[i + 1 :]:
            yield a, b
