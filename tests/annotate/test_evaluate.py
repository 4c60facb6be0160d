"""Scores of tiny cases, counted by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from annotate.evaluate import COMPONENTS, Evaluation, evaluate
from corpus.records import Document, Entity, Outlet, Quotation, Speaker, text_sha256
from corpus.spans import Span

TEXT = "0123456789" * 12


def quotation(name: str, kind: str = "direct", **fields: object) -> Quotation:
    """A quotation whose content is its segments, or (10, 20) for an indirect one."""
    values: dict[str, object] = {
        "id": name,
        "type": kind,
        "mode": None if kind == "none" else "speech",
        "segments": (),
    }
    values |= fields
    values.setdefault("content", values["segments"] or (Span(10, 20),))
    return Quotation(**values)  # type: ignore[arg-type]


def speaker(entity: str) -> tuple[Speaker, ...]:
    return (Speaker(entity=entity, mention=None, kind="implicit"),)


def outlet(entity: str) -> Outlet:
    return Outlet(entity=entity, mention=None, kind="media", explicit=False)


def document(*quotations: Quotation, name: str = "t/a") -> Document:
    return Document(
        id=name,
        text=TEXT,
        text_sha256=text_sha256(TEXT),
        text_length=len(TEXT),
        body=(Span(0, len(TEXT)),),
        quotations=quotations,
        entities=tuple(
            Entity(id=key, name=key, kind="person") for key in ("e/ann", "e/ben", "e/wire")
        ),
    )


def counts(result: Evaluation, name: str) -> tuple[int, int, int]:
    score = result.scores[name]
    return score.agree, score.predicted, score.gold


A, B, C, D = (Span(i, i + 8) for i in (0, 20, 40, 60))

GOLD = document(
    quotation("1", segments=(A, B), speakers=speaker("e/ann"), outlet=outlet("e/wire")),
    quotation("2", "mixed", segments=(C,), speakers=speaker("e/ben")),
    quotation("3", "none", segments=(D,)),
)


def test_the_same_is_perfect() -> None:
    result = evaluate([GOLD], [GOLD])
    for name in COMPONENTS:
        agree, predicted, gold = counts(result, name)
        assert agree == predicted == gold, name
    assert counts(result, "segments") == (3, 3, 3)
    assert counts(result, "marks") == (4, 4, 4)
    assert counts(result, "distractors") == (1, 1, 1)
    assert counts(result, "outlet_given") == (2, 2, 2)
    assert counts(result, "indirect") == (0, 0, 0)
    assert result.scores["indirect"].f1.value is None
    f1 = result.scores["all"].f1
    assert (f1.value, f1.low, f1.high) == (1.0, 1.0, 1.0)


def test_components_by_hand() -> None:
    predicted = document(
        # A as in gold; B with another type, without its outlet.
        quotation("1", segments=(A,), speakers=speaker("e/ann"), outlet=outlet("e/wire")),
        quotation("2", "mixed", segments=(B,), speakers=speaker("e/ann")),
        # C is missed; D, which quotes nobody, is taken for a quotation.
        quotation("3", segments=(D,), speakers=speaker("e/ben")),
    )
    result = evaluate([GOLD], [predicted])
    assert counts(result, "segments") == (2, 3, 3)
    assert counts(result, "segments_type") == (1, 3, 3)
    assert counts(result, "distractors") == (0, 0, 1)
    assert counts(result, "marks") == (3, 3, 4)
    assert counts(result, "speaker") == (2, 3, 3)
    assert counts(result, "outlet") == (1, 3, 3)
    assert counts(result, "outlet_given") == (1, 1, 2)
    assert counts(result, "all") == (1, 3, 3)
    score = result.scores["segments"]
    assert score.precision.value == pytest.approx(2 / 3)
    assert score.recall.value == pytest.approx(2 / 3)
    assert score.f1.value == pytest.approx(2 / 3)
    assert result.scores["outlet_given"].f1.value == pytest.approx(2 / 3)


def test_no_outlet_in_both_agrees() -> None:
    only = document(quotation("2", "mixed", segments=(C,), speakers=speaker("e/ben")))
    assert counts(evaluate([GOLD], [only]), "outlet") == (1, 1, 3)
    assert counts(evaluate([GOLD], [only]), "outlet_given") == (0, 0, 2)


def test_a_guess_where_gold_has_no_speaker() -> None:
    gold = document(quotation("1", segments=(A,)))
    guess = document(quotation("1", segments=(A,), speakers=speaker("e/ann")))
    assert counts(evaluate([gold], [guess]), "speaker") == (0, 1, 0)
    assert counts(evaluate([gold], [guess]), "all") == (0, 1, 1)
    assert counts(evaluate([gold], [gold]), "all") == (1, 1, 1)


def test_joint_speakers_must_be_all_there() -> None:
    both = speaker("e/ann") + speaker("e/ben")
    gold = document(quotation("1", segments=(A,), speakers=both))
    turned = document(quotation("1", segments=(A,), speakers=both[::-1]))
    one = document(quotation("1", segments=(A,), speakers=both[:1]))
    assert counts(evaluate([gold], [turned]), "speaker") == (1, 1, 1)
    assert counts(evaluate([gold], [one]), "speaker") == (0, 1, 1)


def indirect(name: str, *content: Span, who: str = "e/ann", mode: str = "speech") -> Quotation:
    return quotation(name, "indirect", content=content, speakers=speaker(who), mode=mode)


def test_indirect_contents() -> None:
    gold = document(
        indirect("1", Span(0, 10)),
        indirect("2", Span(20, 30), Span(40, 50)),
        indirect("3", Span(60, 70)),
        indirect("4", Span(80, 90)),
    )
    predicted = document(
        indirect("1", Span(0, 10), who="e/ben"),  # exact, another speaker
        indirect("2", Span(20, 30)),  # 10 of 20: just half
        indirect("3", Span(66, 76)),  # 4 of 16
        indirect("4", Span(80, 90)),
        indirect("5", Span(80, 89)),  # its gold is taken by a closer one
    )
    result = evaluate([gold], [predicted])
    assert counts(result, "indirect") == (2, 5, 4)
    assert counts(result, "indirect_iou") == (3, 5, 4)
    assert counts(result, "indirect_speaker") == (2, 5, 4)


def test_thought_can_be_left_out() -> None:
    gold = document(indirect("1", Span(0, 10)), indirect("2", Span(20, 30), mode="thought"))
    assert counts(evaluate([gold], [gold]), "indirect") == (2, 2, 2)
    spoken = evaluate([gold], [gold], modes=("speech", "writing"))
    assert counts(spoken, "indirect") == (1, 1, 1)


def test_cues() -> None:
    gold = document(
        quotation("1", segments=(A,), cue=(Span(9, 13),)),
        quotation("2", segments=(B,), cue=(Span(29, 33), Span(35, 37))),
        quotation("3", segments=(C,)),
    )
    predicted = document(
        quotation("1", segments=(A,), cue=(Span(9, 13),)),
        quotation("2", segments=(B,), cue=(Span(29, 33),)),
        quotation("3", segments=(C,), cue=(Span(50, 52),)),
    )
    result = evaluate([gold], [predicted])
    assert counts(result, "cue") == (1, 3, 2)
    assert counts(result, "cue_overlap") == (2, 3, 2)


def test_documents_that_do_not_match() -> None:
    gold = [replace(GOLD, id=f"t/{name}") for name in "abc"]
    predicted = [gold[0], replace(gold[1], text_sha256="0" * 64), replace(GOLD, id="t/x")]
    result = evaluate(gold, predicted)
    assert result.documents == 3
    assert (result.missing, result.changed, result.extra) == (("t/c",), ("t/b",), ("t/x",))
    assert counts(result, "segments") == (3, 3, 9)


def test_an_id_may_not_stand_twice() -> None:
    with pytest.raises(ValueError, match="gold: two documents have the id 't/a'"):
        evaluate([GOLD, GOLD], [])


def test_nothing_at_all() -> None:
    result = evaluate([], [])
    assert result.documents == 0
    assert result.scores["segments"].f1.value is None


def test_intervals_by_document() -> None:
    gold = [replace(GOLD, id=f"t/{i}") for i in range(8)]
    predicted = [gold[i] if i % 2 else document(name=f"t/{i}") for i in range(8)]
    one = evaluate(gold, predicted, seed=3).scores["segments"].recall
    assert one.value == 0.5
    assert one.low is not None
    assert one.high is not None
    assert 0.1 <= one.low < 0.5 < one.high <= 0.9
    assert evaluate(gold, predicted, seed=3).scores["segments"].recall == one
    narrow = evaluate(gold, predicted, seed=3, level=0.5).scores["segments"].recall
    assert narrow.low is not None
    assert narrow.low > one.low
    without = evaluate(gold, predicted, resamples=0).scores["segments"].recall
    assert (without.value, without.low, without.high) == (0.5, None, None)


def test_plain_values() -> None:
    data = json.loads(json.dumps(evaluate([GOLD], [GOLD], resamples=10).to_dict()))
    assert list(data["scores"]) == list(COMPONENTS)
    assert data["scores"]["all"]["f1"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert data["missing"] == []
