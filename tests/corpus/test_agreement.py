"""Agreement: alpha and F1 on cases worked out by hand, and what the disagreements are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from corpus.agreement import (
    Figure,
    differences,
    disagreements,
    measure,
    pair_off,
    report,
)
from corpus.alpha import krippendorff_alpha, token_labels
from corpus.identity import Identity
from corpus.records import Document, Entity, Outlet, Quotation, Speaker, text_sha256
from corpus.spans import Span

TEXT = "“Go on,” Ada Lind said. The so-called “hut” fell, Bo Rask wrote in the Fjord Post."


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


ADA = Entity(id="d/ada", name="Ada Lind", kind="person", mentions=(at("Ada Lind"),))
BO = Entity(id="d/bo", name="Bo Rask", kind="person", mentions=(at("Bo Rask"),))
POST = Entity(id="d/post", name="Fjord Post", kind="media", mentions=(at("Fjord Post"),))

DIRECT = Quotation(
    id="q1",
    type="direct",
    mode="speech",
    content=(at("Go on,"),),
    segments=(at("Go on,"),),
    cue=(at("said"),),
    speakers=(Speaker(entity="d/ada", mention=at("Ada Lind"), kind="name"),),
)
NONE = Quotation(id="q2", type="none", mode=None, content=(at("hut"),), segments=(at("hut"),))
INDIRECT = Quotation(
    id="q3",
    type="indirect",
    mode="writing",
    content=(at("The so-called “hut” fell"),),
    cue=(at("wrote"),),
    speakers=(Speaker(entity="d/bo", mention=at("Bo Rask"), kind="name"),),
    outlet=Outlet(entity="d/post", mention=at("Fjord Post"), kind="newspaper", explicit=True),
)


def document(*quotations: Quotation, id: str = "local/a") -> Document:
    return Document(
        id=id,
        text=TEXT,
        text_sha256=text_sha256(TEXT),
        text_length=len(TEXT),
        body=(Span(0, len(TEXT)),),
        quotations=quotations,
        entities=(ADA, BO, POST),
    )


FIRST = document(DIRECT, NONE, INDIRECT)


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        # Two coders, ten units: Krippendorff's example of binary data (2011, section A).
        (list(zip("0100000010", "1110010000", strict=True)), 0.095),
        # Two coders, twelve units, five values: his example of nominal data (section B).
        (list(zip("aabbdcccedda", "babbbccceddd", strict=True)), 0.692),
        ([("x", "x"), ("y", "y")], 1.0),
        ([("x", "y"), ("y", "x")], -0.5),
        ([("x", "x"), ("x", "x")], None),
        ([("x",), ("y",)], None),
        ([], None),
    ],
)
def test_alpha(units: Sequence[Sequence[str]], expected: float | None) -> None:
    if expected is None:
        assert krippendorff_alpha(units) is None
    else:
        assert krippendorff_alpha(units) == pytest.approx(expected, abs=1e-3)


def test_a_unit_with_one_label_changes_nothing() -> None:
    units = [("x", "x"), ("y", "y"), ("x", "y")]
    assert krippendorff_alpha([*units, ("x",)]) == krippendorff_alpha(units)


def test_the_innermost_type_labels_a_word() -> None:
    labels = [a for a, _ in token_labels(FIRST, FIRST)]
    assert labels == [
        *("direct", "direct", "outside", "outside", "outside"),
        *("indirect", "indirect", "none", "indirect"),
        *("outside",) * 7,
    ]


def test_words_outside_the_body_are_no_units() -> None:
    half = replace(FIRST, body=(Span(0, 23),), quotations=())
    assert len(list(token_labels(half, half))) == 5


def test_two_that_agree() -> None:
    found = measure([FIRST], [FIRST])
    assert found.alpha == 1
    assert {name: figure.f1 for name, figure in found.figures.items()} == dict.fromkeys(
        found.figures, 1.0
    )
    assert found.kinds == {}
    assert found.documents == 1
    assert found.tokens == 16


def test_two_that_do_not() -> None:
    indirect = replace(
        INDIRECT, content=(at("fell"),), speakers=(), outlet=None, cue=(at("wrote in"),)
    )
    second = document(replace(DIRECT, type="mixed"), indirect)
    found = measure([FIRST], [second])
    assert found.figures == {
        "marks": Figure(1, 2, 1),
        "segments": Figure(1, 1, 1),
        "segments_type": Figure(0, 1, 1),
        "position": Figure(1, 2, 2),
        "contents": Figure(0, 2, 2),
        "overlap": Figure(2, 2, 2),
        "cue": Figure(1, 2, 2),
        "speaker": Figure(1, 2, 1),
        "outlet": Figure(0, 1, 0),
        "exact": Figure(0, 2, 2),
    }
    assert found.kinds == {
        "content": 1,
        "cue": 1,
        "missing none": 1,
        "outlet": 1,
        "speaker": 1,
        "type": 1,
    }


def test_f1() -> None:
    assert Figure(1, 2, 1).f1 == pytest.approx(2 / 3)
    assert Figure(0, 0, 0).f1 is None


def test_exact_needs_no_cue() -> None:
    second = document(DIRECT, NONE, replace(INDIRECT, cue=()))
    assert measure([FIRST], [second]).figures["exact"] == Figure(2, 2, 2)


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, set()),
        ({"mode": "thought"}, {"mode"}),
        ({"outlet": None}, {"outlet"}),
        ({"outlet": replace(INDIRECT.outlet, explicit=False)}, {"explicit"}),  # type: ignore[type-var]
        ({"speakers": (Speaker(entity="d/ada", mention=None, kind="implicit"),)}, {"speaker"}),
        ({"type": "none", "mode": None, "speakers": ()}, {"quotes"}),
    ],
)
def test_differences(change: dict[str, object], fields: set[str]) -> None:
    other = replace(INDIRECT, **change)  # type: ignore[arg-type]
    assert differences(INDIRECT, other, Identity(FIRST, FIRST)) == fields


def test_one_without_partner_is_missing_on_its_side() -> None:
    second = document(DIRECT, NONE)
    identity = Identity(FIRST, second)
    assert list(disagreements(FIRST, second, identity)) == [
        (INDIRECT, None, frozenset({"missing indirect"}))
    ]
    assert list(disagreements(second, FIRST, Identity(second, FIRST))) == [
        (None, INDIRECT, frozenset({"missing indirect"}))
    ]


def test_the_closest_are_paired() -> None:
    inner = replace(INDIRECT, content=(at("fell"),))
    assert pair_off([inner, INDIRECT], [INDIRECT, inner]) == [(0, 1), (1, 0)]


@pytest.mark.parametrize(
    "second",
    [
        [],
        [FIRST, document(id="local/b")],
        [replace(FIRST, text=None)],
        [replace(FIRST, text=TEXT + " ")],
    ],
)
def test_what_cannot_be_compared_is_refused(second: list[Document]) -> None:
    with pytest.raises(ValueError, match=r"local/[ab]"):
        measure([FIRST], second)


def test_report_counts_decisions() -> None:
    rows = [
        {"decision": "first", "cause": "slogan"},
        {"decision": "second", "cause": "cue"},
        {"decision": "second", "cause": "cue"},
    ]
    found = report([FIRST], [FIRST], rows)
    assert found["disagreements"] == 3
    assert found["decided_for"] == {"first": 1, "second": 2}
    assert found["causes"] == {"cue": 2, "slogan": 1}
    assert found["figures"]["exact"] == {"agree": 2, "first": 2, "second": 2, "f1": 1.0}
