"""The text of a record in a folder of plain text files, found by the record's name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from corpus.records import text_sha256


class TextError(ValueError):
    """There is no usable text for a record; the message says which, and what to do."""


def find_text(doc_id: str, folder: Path, *, sha256: str | None = None) -> str:
    """The text of the document ``collection/name``, decoded as UTF-8, newlines untouched.

    Looked for as ``collection/name.txt``, ``name.txt`` and the same names without ``.txt``. If
    there are several, the one with the hash ``sha256`` is taken, else the first. Raises
    `TextError` if there is none, or one that cannot be read or is not UTF-8.
    """
    paths = text_paths(doc_id, folder)
    if not paths:
        names = f"{doc_id}.txt nor {doc_id.partition('/')[2]}.txt"
        raise TextError(f"no text in {folder}: neither {names} is there")
    texts = [read_text(path) for path in paths]
    same = [text for text in texts if sha256 is not None and text_sha256(text) == sha256]
    return (same or texts)[0]


def text_paths(doc_id: str, folder: Path) -> list[Path]:
    """The files that may hold the text of a document; raises `TextError` for an odd id."""
    parts = PurePosixPath(doc_id).parts
    if ".." in parts or PurePosixPath(doc_id).is_absolute() or "\0" in doc_id:
        raise TextError(f"the id {doc_id!r} is no name of a file in a folder")
    return [path for path in _candidates(doc_id, folder) if path.is_file()]


def read_text(path: Path) -> str:
    """A file decoded as UTF-8, newlines untouched; raises `TextError`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise TextError(f"{path}: {error.strerror or error}") from None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"byte {error.start + 1} (0x{content[error.start]:02x})"
        raise TextError(f"{path}: {byte} is not UTF-8; save the file as UTF-8") from None


def _candidates(doc_id: str, folder: Path) -> Iterator[Path]:
    for name in (doc_id, doc_id.partition("/")[2]):
        if name:
            yield folder / f"{name}.txt"
            yield folder / name
