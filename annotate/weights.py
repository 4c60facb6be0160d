"""Which weights the annotator loads, and whether they are what they should be.

Three places, the first that is given wins: the ``--models`` option, the environment variable
``STANZA_RESOURCES_DIR``, the weights embedded in this package. The embedded ones are checked
against their SHA-256 before anything unpickles them; a user's own are not ours to check.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

ENVIRONMENT_VARIABLE = "STANZA_RESOURCES_DIR"
SUMS = "SHA256SUMS"
LANGUAGE = "en"

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


class WeightsError(Exception):
    """Weights that cannot be used: each problem names a file and the reason."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def default_dir() -> Path:
    """The folder of the weights embedded in this package."""
    return Path(__file__).resolve().parent / "models"


def frames_dir() -> Path:
    """The folder of the embedded tagger of frames."""
    return default_dir() / LANGUAGE / "frames"


def is_embedded(models: Path) -> bool:
    """Whether ``models`` is the folder of the embedded weights."""
    return models.resolve() == default_dir()


def verify(models: Path) -> None:
    """Check every file that ``SHA256SUMS`` in ``models`` lists.

    Raises:
        WeightsError: with all missing, changed and unlisted files at once.
    """
    sums = models / SUMS
    try:
        listing = sums.read_text(encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise WeightsError([f"{sums}: {reason}; reinstall on-the-record"]) from error
    problems: list[str] = []
    listed: set[Path] = set()
    for number, line in enumerate(listing.splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            problems.append(f"{sums}:{number}: not a line of sha256sum")
            continue
        path = models / match.group(2)
        listed.add(path)
        if problem := _problem(path, match.group(1)):
            problems.append(problem)
    if not listed and not problems:
        problems.append(f"{sums}: lists no file; reinstall on-the-record")
    problems += [
        f"{path}: not listed in {SUMS}; remove it"
        for pattern in ("*.pt", "*.onnx", "*.npz")
        for path in sorted(models.glob(f"{LANGUAGE}/*/{pattern}"))
        if path not in listed
    ]
    if problems:
        raise WeightsError(problems)


def _problem(path: Path, expected: str) -> str | None:
    """What is wrong with one file, or ``None``."""
    try:
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return f"{path}: {error.strerror or error}; reinstall on-the-record"
    if found != expected:
        return (
            f"{path}: SHA-256 is {found[:12]}…, expected {expected[:12]}…; "
            "the file is damaged or changed, reinstall on-the-record"
        )
    return None


def check_user_dir(models: Path) -> None:
    """Check that ``models`` is laid out as Stanza downloads its models.

    Raises:
        WeightsError: naming what is missing.
    """
    problems = []
    if not (models / "resources.json").is_file():
        problems.append(f"{models / 'resources.json'}: no such file")
    if not (models / LANGUAGE).is_dir():
        problems.append(f"{models / LANGUAGE}: no such folder")
    if problems:
        hint = f"point --models or {ENVIRONMENT_VARIABLE} at a folder that stanza.download() filled"
        raise WeightsError([f"{problem}; {hint}" for problem in problems])


def resolve(models: Path | None = None) -> Path:
    """The folder to load from, checked: ``models``, else the environment, else the embedded one.

    Raises:
        WeightsError: if that folder cannot be used.
    """
    named = os.environ.get(ENVIRONMENT_VARIABLE, "")
    chosen = models if models is not None else Path(named).expanduser() if named else default_dir()
    if is_embedded(chosen):
        verify(chosen)
    else:
        check_user_dir(chosen)
    return chosen
