"""The treebank that we train on: UD English EWT train and GUM's training documents, joined.

Input: the public CoNLL-U files of UD English EWT (2.16) and of GUM (``dep/``). Output: a folder
that Stanza's own preparation scripts accept as a treebank, ``UD_English-EWTGUM``. Half of the
training sentences get curly quotation marks (see ``quotes``); dev and test stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotate.training import quotes

TREEBANK = "UD_English-EWTGUM"
SHORT_NAME = "en_ewtgum"
PARTS = ("train", "dev", "test")

_HEADING = re.compile(r"^##\s+(\S+)\s*$")
_DOCUMENT = re.compile(r"^\s*[*-]\s+(\S+)\s*$")
# What the trainers read of a comment; GUM's summaries and speaker data only cost time.
_KEPT_COMMENTS = ("# newdoc", "# newpar id", "# newpar", "# sent_id", "# text")
_DROPPED_COMMENTS = ("# newpar_block", "# text_")


def held_out_documents(splits_md: str) -> set[str]:
    """The document names under every heading of GUM's ``splits.md`` but ``train``."""
    held_out: set[str] = set()
    heading = ""
    for line in splits_md.splitlines():
        if match := _HEADING.match(line):
            heading = match.group(1).lower()
        elif (match := _DOCUMENT.match(line)) and heading and heading != "train":
            held_out.add(match.group(1))
    return held_out


def gum_training_files(gum: Path) -> list[Path]:
    """GUM's CoNLL-U files that ``splits.md`` does not hold out, by name."""
    held_out = held_out_documents((gum / "splits.md").read_text(encoding="utf-8"))
    files = sorted(gum.glob("GUM_*.conllu"))
    if not files:
        raise FileNotFoundError(f"{gum}: no GUM_*.conllu file; point --data at the data folder")
    return [path for path in files if path.stem not in held_out]


def plain_lines(lines: Iterable[str]) -> Iterator[str]:
    """CoNLL-U lines without enhanced dependencies and with ``SpaceAfter=No`` alone in MISC.

    Copy nodes (``8.1``) go as well: they stand for words that the text does not have.
    """
    for raw in lines:
        line = raw.rstrip("\n")
        if line.startswith("#"):
            if line.startswith(_KEPT_COMMENTS) and not line.startswith(_DROPPED_COMMENTS):
                yield line
            continue
        columns = line.split("\t")
        if len(columns) != 10:
            yield line
            continue
        if "." in columns[0]:
            continue
        columns[8] = "_"
        columns[9] = "SpaceAfter=No" if "SpaceAfter=No" in columns[9].split("|") else "_"
        yield "\t".join(columns)


def sentence_blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """The sentences of plain CoNLL-U lines, each without its closing blank line."""
    block: list[str] = []
    for line in lines:
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def sentence_id(block: Iterable[str]) -> str:
    """The id of one sentence, or nothing."""
    return next((line[12:] for line in block if line.startswith("# sent_id = ")), "")


def part_file(target: Path, part: str) -> Path:
    """The file of one part of the treebank that ``build`` writes under ``target``."""
    return target / TREEBANK / f"{SHORT_NAME}-ud-{part}.conllu"


def build(data: Path, target: Path, *, possessive: bool = False) -> dict[str, int]:
    """Write the treebank under ``target`` and return the number of words of each part.

    With ``possessive`` a bare possessive mark gets curly too, so that the words of a multi-word
    token spell it exactly, which the preparation for ``mwt`` insists on.
    """
    ewt = data / "ud" / "ewt"
    sources = {
        "train": [ewt / "en_ewt-ud-train.conllu", *gum_training_files(data / "ud" / "gum")],
        "dev": [ewt / "en_ewt-ud-dev.conllu"],
        "test": [ewt / "en_ewt-ud-test.conllu"],
    }
    (target / TREEBANK).mkdir(parents=True, exist_ok=True)
    return {
        part: _write(
            sources[part], part_file(target, part), curl=part == "train", possessive=possessive
        )
        for part in PARTS
    }


def _write(sources: list[Path], target: Path, *, curl: bool, possessive: bool) -> int:
    """Join ``sources`` in ``target``; return the number of syntactic words."""
    words = 0
    with target.open("w", encoding="utf-8", newline="\n") as out:
        for source in sources:
            lines = source.read_text(encoding="utf-8").split("\n")
            for block in sentence_blocks(plain_lines(lines)):
                if curl and quotes.is_chosen(sentence_id(block)):
                    block = quotes.curl(block, possessive=possessive)
                words += sum(line.split("\t", 1)[0].isdigit() for line in block)
                out.write("\n".join(block) + "\n\n")
    return words
