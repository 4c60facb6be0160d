"""The registry: exact look-up after folding, and what is ambiguous is left alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from corpus.entities import Registry, RegistryEntry, default_registry, fold, load_registry
from corpus.records import EntityKind, OutletKind

WIRE = RegistryEntry(
    id="e/norland-wire",
    name="Norland Wire",
    kind="media",
    outlet="news_agency",
    aliases=("NW", "Norland Wire Service"),
)
GUARD = RegistryEntry(id="e/guard", name="The Guard", kind="media", outlet="newspaper")
ROLE = RegistryEntry(id="e/river-board", name="River Board", kind="government", aliases=("RB",))
RADIO = RegistryEntry(
    id="e/radio-brandt", name="Rádio Brandt", kind="media", outlet="broadcaster", aliases=("RB",)
)
REGISTRY = Registry([WIRE, GUARD, ROLE, RADIO])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Norland Wire", "norland wire"),
        ("NORLAND-WIRE", "norland wire"),
        ("  Norland \n Wire ", "norland wire"),
        ("the Norland Wire", "norland wire"),
        ("The", "the"),
        ("Ｎｏｒｌａｎｄ", "norland"),
        ("Ra\u0301dio", "rádio"),
        ("N.W.", "nw"),
        ("Quist’s", "quist's"),
        ("“Wire”", "wire"),
        ("", ""),
    ],
)
def test_fold(name: str, expected: str) -> None:
    assert fold(name) == expected
    assert fold(fold(name)) == expected


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Norland Wire", WIRE),
        ("norland wire", WIRE),
        ("Norland-Wire", WIRE),
        ("the Norland Wire", WIRE),
        ("NW", WIRE),
        ("N.W.", WIRE),
        ("Norland Wire Service", WIRE),
        ("Guard", GUARD),
        ("The Guard", GUARD),
        ("Ra\u0301dio Brandt", RADIO),
        ("Norland", None),
        ("Norland Wires", None),
        ("Radio Brandt", None),
        ("RB", None),
        ("", None),
    ],
)
def test_look_up_is_exact_after_folding(name: str, entry: RegistryEntry | None) -> None:
    assert REGISTRY.find(name) is entry


def test_what_is_ambiguous_finds_nobody_and_is_listed() -> None:
    assert REGISTRY.ambiguous() == {"rb": [ROLE, RADIO]}


def test_by_id() -> None:
    assert REGISTRY.get("e/guard") is GUARD
    assert REGISTRY.get("e/nobody") is None
    assert len(REGISTRY) == 4
    assert list(REGISTRY) == [WIRE, GUARD, ROLE, RADIO]


def test_an_alias_that_folds_to_the_name_is_not_ambiguous() -> None:
    entry = RegistryEntry(id="e/age", name="Norland Age", kind="media", aliases=("Norland-Age",))
    assert Registry([entry]).find("norland age") is entry


def test_load(tmp_path: Path) -> None:
    path = tmp_path / "entities.jsonl"
    path.write_text(
        '{"id": "e/guard", "name": "The Guard", "kind": "media", "outlet": "newspaper", '
        '"aliases": []}\n',
        encoding="utf-8",
    )
    assert list(load_registry(path)) == [GUARD]


def test_a_malformed_line_raises_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "entities.jsonl"
    good = '{"id": "e/a", "name": "A", "kind": "media", "outlet": null, "aliases": []}'
    path.write_text(f"{good}\n{{oops\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        load_registry(path)


def test_the_registry_that_ships_is_sound() -> None:
    registry = default_registry()
    assert registry is default_registry()
    assert len(registry) > 50
    assert registry.ambiguous() == {}
    for entry in registry:
        assert re.fullmatch(r"e/[a-z0-9]+(?:-[a-z0-9]+)*", entry.id), entry.id
        assert entry.kind in get_args(EntityKind)
        assert entry.outlet is None or entry.outlet in get_args(OutletKind)
        assert registry.find(entry.name) is entry
        assert all(registry.find(alias) is entry for alias in entry.aliases), entry.id
