"""Version numbers of releases, and the next one that a difference asks for."""

from __future__ import annotations

from pathlib import Path

import orjson

from corpus.release.data import VERSION
from corpus.release.diff import Bump

FIRST = "1.0.0"


class VersionError(ValueError):
    """A version number is malformed, or not the one that the changes ask for."""


def parse(version: str) -> tuple[int, int, int]:
    """``1.2.3`` as numbers; raises VersionError for another form."""
    match = VERSION.fullmatch(version)
    if match is None:
        raise VersionError(f"{version!r} is no version; write three numbers, such as 1.2.0")
    major, minor, patch = map(int, match.groups())
    return major, minor, patch


def following(version: str, bump: Bump) -> str:
    """The version after ``version``: its part raised, those behind it back at 0."""
    major, minor, patch = parse(version)
    if bump == "major":
        return f"{major + 1}.0.0"
    if bump == "minor":
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def version_of(release: Path) -> str:
    """The version of a release folder, as its ``croissant.json`` states it.

    Raises VersionError if the folder states none.
    """
    try:
        version = orjson.loads((release / "croissant.json").read_bytes())["version"]
        return ".".join(map(str, parse(version)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise VersionError(f"{release}: is no release that states its version: {error}") from None


def schema_version_of(release: Path) -> str | None:
    """The version of the schema that a release's records follow; None where it has no schema."""
    try:
        version = orjson.loads((release / "schema.json").read_bytes())["version"]
        return version if isinstance(version, str) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def settle(asked: str | None, previous: str | None, bump: Bump) -> str:
    """The version of a release: the one asked for if it is right, else the right one.

    Raises VersionError if the changes since ``previous`` ask for another than ``asked``.
    """
    if asked is not None:
        parse(asked)
    if previous is None:
        return asked or FIRST
    right = following(previous, bump)
    if asked not in (None, right):
        raise VersionError(
            f"version {asked} is wrong: the changes since {previous} are {bump}, "
            f"so this is {right}; see 'otr release diff'"
        )
    return right
