"""Direct speech: where its cue stands, and what its segments are."""

from __future__ import annotations

import pytest

from tests.annotate.build import Paragraph, only, record

ONE = [
    pytest.param(
        ("“We will rebuild,” said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)",),
        ["We will rebuild,"],
        "said",
        id="after, inverted",
    ),
    pytest.param(
        ("“We will rebuild,” Ada Quist said. || ccomp(said, rebuild)",),
        ["We will rebuild,"],
        "said",
        id="after",
    ),
    pytest.param(
        ("Ada Quist said: “We will rebuild.” || ccomp(said, rebuild)",),
        ["We will rebuild."],
        "said",
        id="before, colon",
    ),
    pytest.param(
        ("Ada Quist said, “We will rebuild.” || ccomp(said, rebuild)",),
        ["We will rebuild."],
        "said",
        id="before, comma",
    ),
    pytest.param(
        ("“Will we rebuild?” asked Ada Quist. || ccomp(asked, rebuild) nsubj(asked, Ada)",),
        ["Will we rebuild?"],
        "asked",
        id="question",
    ),
    pytest.param(
        (
            (
                "“We will rebuild,” Ada Quist said. || ccomp(said, rebuild)",
                "“The bridge will open soon.” || aux(open, will) open/VB nsubj(open, bridge)",
            ),
        ),
        ["We will rebuild,", "The bridge will open soon."],
        "said",
        id="split between sentences",
    ),
    pytest.param(
        (
            "“The bridge,” Ada Quist said, “will open soon.” || open/VB nsubj(open, bridge) "
            "parataxis(open, said) nsubj(said, Ada)",
        ),
        ["The bridge,", "will open soon."],
        "said",
        id="split within a clause",
    ),
    pytest.param(
        (
            (
                "Ada Quist said: “We will rebuild. || ccomp(said, rebuild)",
                "The bridge will open soon. || open/VB",
            ),
            ("“We will not wait.”",),
        ),
        ["We will rebuild. The bridge will open soon.", "We will not wait."],
        "said",
        id="several paragraphs, one closing mark",
    ),
    pytest.param(
        (
            "“We will rebuild,” Ada Quist said. || ccomp(said, rebuild)",
            "“We will not wait.”",
        ),
        ["We will rebuild,", "We will not wait."],
        "said",
        id="a paragraph of quoted words goes on",
    ),
    pytest.param(
        (
            "“We will rebuild,” Ada Quist told reporters in Vell. || ccomp(told, rebuild) "
            "obj(told, reporters)",
        ),
        ["We will rebuild,"],
        "told",
        id="addressee",
    ),
    pytest.param(
        ("“We will rebuild.”", "— Ada Quist, engineer || appos(Ada, engineer)"),
        ["We will rebuild."],
        None,
        id="signature",
    ),
    pytest.param(
        ("Ada Quist: “We will rebuild.” || parataxis(Ada, rebuild)",),
        ["We will rebuild."],
        None,
        id="name and colon",
    ),
    pytest.param(
        (
            "“We will rebuild,” according to Ada Quist. || case(Ada, according) "
            "fixed(according, to) obl(rebuild, Ada)",
        ),
        ["We will rebuild,"],
        "according to",
        id="according to",
    ),
]


@pytest.mark.parametrize(("paragraphs", "segments", "cue"), ONE)
def test_direct_speech(paragraphs: tuple[Paragraph, ...], segments: list[str], cue: str) -> None:
    found = only(record(*paragraphs))
    assert (found.type, found.mode) == ("direct", "speech")
    assert found.segments == found.content == segments
    assert [word.split()[0] for word in found.cue] == ([cue.split()[0]] if cue else [])
    assert [name.split(":")[0] for name in found.speakers] == ["Ada Quist"]
