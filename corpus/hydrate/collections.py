"""Public collections of texts, and how one is fetched with git at a known commit."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


class FetchError(RuntimeError):
    """A collection could not be fetched; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A git repository at one commit, and the folder in it that holds the texts."""

    name: str
    origin: str
    commit: str
    folder: str


COLLECTIONS = {
    "newswire": Collection(
        name="newswire",
        origin="https://github.com/stanfordnlp/en-worldwide-newswire",
        commit="e082527b86d9a68475166ab584b9c47f282177da",
        folder="original_articles",
    )
}
_SECONDS = 600


def fetch(collection: Collection, to: Path, *, origin: str | None = None) -> Path:
    """Fetch a collection into the new folder ``to``; returns the folder of its texts.

    A folder that is there already and holds that commit, unchanged, is left as it is. The folder
    appears whole or not at all. Raises `FetchError`: no git, no network, no such commit, a folder
    in the way. ``origin`` is another place to fetch the same commit from.
    """
    git = shutil.which("git")
    if git is None:
        raise FetchError("git is not installed; install it, or " + _by_hand(collection))
    if to.exists():
        return _existing(git, collection, to)
    temporary = to.with_name(f".otr-{secrets.token_hex(8)}.part")
    try:
        temporary.mkdir(parents=True)
        _run(git, temporary, "init", "--quiet")
        # Texts are to be as committed: no line ends are converted, whatever the user's habits.
        _run(git, temporary, "config", "core.autocrlf", "false")
        source = origin or collection.origin
        source = str(Path(source).resolve()) if Path(source).exists() else source
        try:
            _run(git, temporary, "fetch", "--quiet", "--depth=1", "--", source, collection.commit)
        except FetchError as error:
            raise FetchError(f"{source}: {error}; or {_by_hand(collection)}") from None
        _run(git, temporary, "checkout", "--quiet", "--detach", collection.commit)
        _verify(git, collection, temporary)
        os.rename(temporary, to)
    except OSError as error:
        raise FetchError(f"{to}: {error.strerror or error}") from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return to / collection.folder


def _existing(git: str, collection: Collection, to: Path) -> Path:
    if not to.is_dir() or not (to / ".git").exists():
        raise FetchError(f"{to} exists and is no clone; give another folder: --to DIR")
    try:
        _verify(git, collection, to)
    except FetchError as error:
        raise FetchError(f"{to} exists: {error}; give another folder: --to DIR") from None
    return to / collection.folder


def _verify(git: str, collection: Collection, folder: Path) -> None:
    head = _run(git, folder, "rev-parse", "--verify", "HEAD").strip()
    if head != collection.commit:
        raise FetchError(f"it is at commit {head[:12]}, not {collection.commit[:12]}")
    if _run(git, folder, "status", "--porcelain").strip():
        raise FetchError("its files differ from the commit")
    if not (folder / collection.folder).is_dir():
        raise FetchError(f"there is no folder {collection.folder} in it")


def _run(git: str, folder: Path, *args: str) -> str:
    """What a git command prints; raises `FetchError` with its last line of complaint."""
    # No variable of an outer repository, no question for a password, messages in English.
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    env |= {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            [git, *args],
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FetchError(f"git {args[0]} took longer than {_SECONDS // 60} minutes") from None
    if done.returncode:
        complaint = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise FetchError(f"git {args[0]} failed: {complaint}")
    return done.stdout


def _by_hand(collection: Collection) -> str:
    return (
        f"get {collection.origin} at commit {collection.commit} by hand "
        f"and use its folder {collection.folder}"
    )
