"""The words that tell what somebody is, and the walks of life that they are of."""

from __future__ import annotations

import pytest

from annotate.callings import attached, predicated, walk_of
from tests.annotate.framing import Tale


def words(line: str, of: str, read: str) -> list[str]:
    """What ``read`` makes of the sentence with the name ``of`` in it."""
    tale = Tale(line)
    sent, span = tale.ctx.sentences[0], tale.span(of)
    tokens = attached(sent, span, own=False) if read == "attached" else predicated(sent, span)
    return [token.text for token in sorted(tokens, key=lambda token: token.i)]


@pytest.mark.parametrize(
    ("word", "walk"),
    [
        ("lecturer", "learned"),
        ("Dr.", "doctor"),
        ("Universidad", "place"),
        ("glaciologist", "expert"),
        ("geographer", "expert"),
        ("bridge", None),
    ],
)
def test_walks_of_life(word: str, walk: str | None) -> None:
    assert walk_of(word) == walk


def test_a_title_that_the_parse_hangs_elsewhere() -> None:
    line = (
        "The old naval expert Ada Quist said voters should wait. || ccomp(said, wait) naval/JJ "
        "nsubj(said, expert) nsubj(said, Ada) amod(expert, naval) amod(expert, old) "
        "det(expert, The)"
    )
    assert words(line, "Ada Quist", "attached") == ["old", "naval", "expert"]


def test_a_verb_before_a_name_is_no_title() -> None:
    line = "Voters should wait, said Ada Quist. || ccomp(said, wait) nsubj(said, Ada)"
    assert words(line, "Ada Quist", "attached") == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Quist is a lecturer who voted. || acl:relcl(lecturer, voted)", "is a lecturer who"),
        ("Quist also works at a Vell bank. || works/VBZ nsubj(works, Quist)", "works at a"),
        ("Quist is ready. || nsubj(ready, Quist)", ""),
        ("Quist closed the bridge. || nsubj(closed, Quist) obj(closed, bridge)", ""),
    ],
)
def test_what_a_clause_of_its_own_tells(line: str, told: str) -> None:
    found = words(line, "Quist", "predicated")
    assert found[: len(told.split())] == told.split()
    assert bool(found) == bool(told)
