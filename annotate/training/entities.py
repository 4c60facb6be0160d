"""The entity data: the newswire's token and label files, split by document.

Input: one ``.tsv`` file an article (token, tab, label; a blank line ends a sentence). Output: the
JSON that Stanza's entity trainer reads, one file a part.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

Sentence = list[tuple[str, str]]

SPLIT_SEED = "on-the-record-entities-1"
DEV_SHARE = 0.08
TEST_SHARE = 0.10
PARTS = ("train", "dev", "test")


def part_of(name: str, seed: str = SPLIT_SEED) -> str:
    """The part of the document ``name``: by a seeded hash, so that no other document matters."""
    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    position = int.from_bytes(digest[:8], "big") / 2**64
    if position < TEST_SHARE:
        return "test"
    return "dev" if position < TEST_SHARE + DEV_SHARE else "train"


def sentences(lines: Iterable[str]) -> Iterator[Sentence]:
    """The sentences of one file.

    The second column is the label; a third, where there is one, names an entity inside the
    first and is left. A line without a tab is a token outside any entity: dropping it would
    glue its neighbours together. The article's address, a first line of its own, goes.
    """
    sentence: Sentence = []
    for number, raw in enumerate(lines):
        line = raw.strip()
        if not line:
            if sentence:
                yield sentence
            sentence = []
            continue
        columns = line.split("\t")
        token = columns[0].strip()
        if number == 0 and token.startswith(("http:", "https:")):
            continue
        label = columns[1].strip() if len(columns) > 1 else "O"
        if token:
            sentence.append((token.replace(" ", "\u00a0"), label or "O"))
    if sentence:
        yield sentence


def repair(sentence: Sentence) -> Sentence:
    """``sentence`` with well-formed BIO labels: an inside label that continues nothing begins."""
    repaired: Sentence = []
    before = "O"
    for token, label in sentence:
        if label.startswith("I-") and before[2:] != label[2:]:
            label = "B-" + label[2:]
        repaired.append((token, label))
        before = label
    return repaired


def document_name(path: Path) -> str:
    """The article's name: ``x.txt`` of ``x.txt.tsv``."""
    return path.name.removesuffix(".tsv")


def files_of(data: Path, part: str) -> list[Path]:
    """The label files of one part, by name."""
    folder = data / "newswire" / "entities"
    files = sorted(folder.glob("*.tsv"))
    if not files:
        raise FileNotFoundError(f"{folder}: no .tsv file; point --data at the data folder")
    return [path for path in files if part_of(document_name(path)) == part]


def read_part(data: Path, part: str) -> list[Sentence]:
    """All sentences of one part."""
    return [
        repair(sentence)
        for path in files_of(data, part)
        for sentence in sentences(path.read_text(encoding="utf-8").split("\n"))
    ]


def build(data: Path, target: Path, name: str) -> dict[str, dict[str, int]]:
    """Write ``target/name.part.json`` for each part and return what each part holds."""
    target.mkdir(parents=True, exist_ok=True)
    sizes: dict[str, dict[str, int]] = {}
    for part in PARTS:
        part_sentences = read_part(data, part)
        rows = [[{"text": token, "ner": label} for token, label in s] for s in part_sentences]
        (target / f"{name}.{part}.json").write_text(json.dumps(rows), encoding="utf-8")
        sizes[part] = {
            "documents": len(files_of(data, part)),
            "sentences": len(rows),
            "tokens": sum(map(len, rows)),
            "entities": sum(label.startswith("B-") for s in part_sentences for _, label in s),
        }
    return sizes
