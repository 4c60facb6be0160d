"""The registry of entities that hold across documents, and exact look-up in it.

Look-up is exact after folding: case, width, accents' encoding, and the difference between hyphen
and space do not matter, other differences do. A name shared by several entities finds none of
them: what is ambiguous is left to the context.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import jsonlines

from corpus.records import EntityKind, OutletKind

DEFAULT_PATH = Path(__file__).resolve().parent / "data" / "entities.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryEntry:
    """An entity with an id in ``e/``; ``outlet`` is its kind where it passes words on.

    ``affiliation`` is the id of the entry that it belongs to, as the articles state it.
    """

    id: str
    name: str
    kind: EntityKind
    outlet: OutletKind | None = None
    aliases: tuple[str, ...] = ()
    affiliation: str | None = None


def fold(name: str) -> str:
    """A name as it is compared: NFKC, case-folded, hyphens as spaces, no article or marks."""
    name = unicodedata.normalize("NFKC", name).casefold().replace("-", " ").replace("’", "'")
    words = "".join(c for c in name if c.isalnum() or c in " '&").split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


class Registry:
    """Entities by id and by folded name."""

    def __init__(self, entries: Iterable[RegistryEntry]) -> None:
        self._by_id: dict[str, RegistryEntry] = {}
        self._by_name: dict[str, list[RegistryEntry]] = {}
        for entry in entries:
            self._by_id[entry.id] = entry
            for name in {fold(n) for n in (entry.name, *entry.aliases)}:
                self._by_name.setdefault(name, []).append(entry)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[RegistryEntry]:
        return iter(self._by_id.values())

    def get(self, entity_id: str) -> RegistryEntry | None:
        """The entity with this id, or None."""
        return self._by_id.get(entity_id)

    def find(self, name: str) -> RegistryEntry | None:
        """The one entity of this name, or None if there is none or more than one."""
        found = self._by_name.get(fold(name), ())
        return found[0] if len(found) == 1 else None

    def is_medium(self, name: str) -> bool:
        """Whether all entries of this name, one at least, are media."""
        found = self._by_name.get(fold(name), ())
        return bool(found) and all(entry.kind == "media" for entry in found)

    def media_starting(self, word: str) -> Sequence[str]:
        """The names of media, as they are written, that start with a word; the longest first."""
        return self._media.get(_first(word), ())

    @cached_property
    def _media(self) -> dict[str, list[str]]:
        """Names of media by what they begin with; most registries are never asked."""
        out: dict[str, list[str]] = {}
        for entry in (each for each in self if each.kind == "media"):
            for name in {n.removeprefix("The ") for n in (entry.name, *entry.aliases)}:
                out.setdefault(_first(name), []).append(name)
        return {first: sorted(names, key=len, reverse=True) for first, names in out.items()}

    def ambiguous(self) -> dict[str, list[RegistryEntry]]:
        """Folded names that more than one entity has."""
        return {name: found for name, found in self._by_name.items() if len(found) > 1}


def _first(name: str) -> str:
    """The letters and digits that a name begins with; one sign, if it begins with none."""
    match = re.match(r"\w+|.", name)
    return match[0] if match else ""


def load_registry(path: Path = DEFAULT_PATH) -> Registry:
    """Read a registry from JSON Lines; a malformed line raises with its number."""
    with jsonlines.open(path) as lines:
        return Registry(
            RegistryEntry(**{**line, "aliases": tuple(line["aliases"])}) for line in lines
        )


@cache
def default_registry() -> Registry:
    """The registry that ships with the package, read once."""
    return load_registry()
