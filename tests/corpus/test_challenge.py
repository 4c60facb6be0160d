"""The challenge set: what is in it, how it is built from its sources, and how it is scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.challenge import DEFAULT_PATH, Case, Need, bare, judge, load_cases, score
from corpus.challenge_forms import build, paragraphs, plain_pairs, read_source, read_sources
from corpus.challenge_tables import ASPECTS, PHENOMENA
from corpus.formats.form import FormError
from corpus.records import Document, Entity, Outlet, Quotation, Speaker
from corpus.spans import Span
from corpus.validate import validate_document


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return load_cases()


def by_name(cases: list[Case], name: str) -> Case:
    return next(case for case in cases if case.name == name)


# --- what is in it


def test_every_phenomenon_has_cases(cases: list[Case]) -> None:
    counts = Counter(case.phenomenon for case in cases)
    assert set(counts) == set(PHENOMENA)
    assert min(counts.values()) >= 3
    assert len(cases) >= 100


def test_the_matrix_is_full(cases: list[Case]) -> None:
    quotations = [quotation for case in cases for quotation in case.doc.quotations]
    assert {q.type for q in quotations} == {"direct", "mixed", "indirect", "none"}
    assert {q.mode for q in quotations} == {"speech", "writing", "thought", None}
    mentions = {speaker.kind for q in quotations for speaker in q.speakers}
    assert mentions == {"name", "nominal", "pronoun", "implicit"}
    kinds = {q.outlet.kind for q in quotations if q.outlet}
    assert len(kinds) == 10
    assert {q.outlet.explicit for q in quotations if q.outlet} == {True, False}
    asked = {aspect for case in cases for need in case.needs for aspect in need.aspects}
    assert asked == set(ASPECTS)


def test_records_are_valid_and_free(cases: list[Case]) -> None:
    for case in cases:
        found = {issue.code for issue in validate_document(case.doc)}
        # An opening mark that closes, or stands doubled, is the point of some cases.
        assert found <= {"G-ORPHAN"}, case.id
        assert case.doc.license == "CC0-1.0"
        assert case.doc.text
        assert case.needs or case.nowhere, case.id
        assert case.tests


def test_texts_are_our_own_and_differ(cases: list[Case]) -> None:
    texts = [case.doc.text for case in cases]
    names = [e.name for case in cases for e in case.doc.entities if e.kind == "person"]
    assert len(set(texts)) == len(texts)
    assert len(set(names)) == len(names)


def test_build_is_reproducible_and_up_to_date() -> None:
    for name, content in build(DEFAULT_PATH).items():
        assert (DEFAULT_PATH / name).read_bytes() == content, (
            f"{name} is out of date: run python -m corpus.challenge_forms"
        )


def test_sources_and_built_files_hold_the_same(cases: list[Case]) -> None:
    assert read_sources(DEFAULT_PATH) == cases


# --- scoring


def test_gold_passes(cases: list[Case]) -> None:
    result = score(cases, [case.doc for case in cases])
    assert [outcome for outcome in result.outcomes if not outcome.passed] == []
    assert result.missing == result.changed == result.extra == ()
    assert all(passed == number for passed, number in result.rates().values())


def test_missing_predictions_fail(cases: list[Case]) -> None:
    result = score(cases, [])
    assert {outcome.faults for outcome in result.outcomes} == {("no prediction",)}
    assert len(result.missing) == len(cases)
    assert result.to_dict()["passed"] == 0


def test_silence_passes_only_what_asks_for_silence(cases: list[Case]) -> None:
    result = score(cases, map(bare, cases))
    passed = {outcome.id for outcome in result.outcomes if outcome.passed}
    quiet = {c.id for c in cases if all(need.aspects == ("none",) for need in c.needs)}
    assert passed == quiet
    assert len(passed) < len(cases) / 4


def test_another_text_fails(cases: list[Case]) -> None:
    doc = replace(cases[0].doc, text_sha256="0" * 64)
    result = score(cases[:1], [doc])
    assert result.changed == (cases[0].id,)
    assert result.outcomes[0].faults == ("predicted on another text",)


def test_unknown_predictions_are_left_out(cases: list[Case]) -> None:
    result = score(cases[:1], [case.doc for case in cases[:2]])
    assert result.extra == (cases[1].id,)
    assert result.outcomes[0].passed


def test_two_predictions_of_one_id(cases: list[Case]) -> None:
    with pytest.raises(ValueError, match="two predictions have the id 'challenge/direct-plain'"):
        score(cases, [cases[0].doc, cases[0].doc])


def test_bare_documents_give_nothing_away(cases: list[Case]) -> None:
    for case in cases:
        doc = bare(case)
        assert (doc.body, doc.quotations, doc.entities, doc.transcript) == ((), (), (), False)
        assert (doc.id, doc.text) == (case.id, case.doc.text)


TEXT = "Ada Brook said “yes, today”, the Gull reported. Ben Cole believes that it rains.\n"


def quoted(**changes: object) -> Quotation:
    """Ada's words, or something near to them."""
    whole = Quotation(
        id="q1",
        type="mixed",
        mode="speech",
        content=(Span(16, 26),),
        segments=(Span(16, 26),),
        cue=(Span(10, 14),),
        speakers=(Speaker(entity="d/ada", mention=Span(0, 9), kind="name"),),
        outlet=Outlet(entity="d/gull", mention=Span(33, 37), kind="newspaper", explicit=True),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


ENTITIES = (
    Entity(id="d/ada", name="Ada Brook", kind="person", mentions=(Span(0, 9),)),
    Entity(id="d/ben", name="Ben Cole", kind="person", mentions=(Span(48, 56),)),
    Entity(id="d/gull", name="Gull", kind="media", mentions=(Span(33, 37),)),
)


def document(*quotations: Quotation) -> Document:
    return Document(
        id="challenge/x",
        text=TEXT,
        text_sha256="0" * 64,
        text_length=len(TEXT),
        quotations=quotations,
        entities=ENTITIES,
    )


def case_of(gold: Quotation, *aspects: str, nowhere: tuple[Span, ...] = ()) -> Case:
    needs = (Need(quotation=gold.id, aspects=aspects),) if aspects else ()
    return Case(phenomenon="chain", tests="x", doc=document(gold), needs=needs, nowhere=nowhere)


BEN = (Speaker(entity="d/ben", mention=Span(48, 56), kind="name"),)
CARRIED = Outlet(entity="d/gull", mention=None, kind="newspaper", explicit=False)
OTHER = Outlet(entity="d/ben", mention=Span(48, 56), kind="analyst", explicit=True)
FAULTS: dict[str, tuple[str, Callable[[Quotation], Quotation], str]] = {
    "segments": ("segments", lambda q: replace(q, segments=(Span(16, 25),)), "'yes, toda'"),
    "content": ("content", lambda q: replace(q, content=(Span(16, 20),)), "0.40, 'yes,'"),
    "type": ("type", lambda q: replace(q, type="direct"), "direct"),
    "mode": ("mode", lambda q: replace(q, mode="thought"), "thought"),
    "cue": ("cue", lambda q: replace(q, cue=(Span(38, 46),)), "'reported'"),
    "no cue": ("cue", lambda q: replace(q, cue=()), "empty"),
    "parent": ("parent", lambda q: replace(q, parent="q9"), "q9"),
    "speaker": ("speaker", lambda q: replace(q, speakers=BEN), "Ben Cole"),
    "one too many": ("speaker", lambda q: replace(q, speakers=q.speakers + BEN), "Ada Brook, Ben"),
    "nobody": ("speaker", lambda q: replace(q, speakers=()), "nobody"),
    "outlet": ("outlet", lambda q: replace(q, outlet=OTHER), "Ben Cole"),
    "no outlet": ("outlet", lambda q: replace(q, outlet=None), "none"),
    "explicit": ("explicit", lambda q: replace(q, outlet=CARRIED), "carried over"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_aspect_is_judged_alone(name: str) -> None:
    aspect, spoil, said = FAULTS[name]
    spoilt = document(spoil(quoted()))
    (fault,) = judge(case_of(quoted(), aspect), spoilt)
    assert fault.startswith(f"q1 {aspect}: {said}")
    others = {"segments", "type", "mode", "cue", "parent", "speaker"} - {aspect}
    assert judge(case_of(quoted(), *sorted(others)), spoilt) == ()


def test_an_outlet_too_many() -> None:
    case = case_of(quoted(outlet=None), "outlet")
    assert judge(case, document(quoted())) == ("q1 outlet: Gull",)


def test_not_found() -> None:
    assert judge(case_of(quoted(), "type"), document()) == ("q1: not found",)
    as_none = quoted(type="none", mode=None, cue=(), speakers=(), outlet=None)
    assert judge(case_of(quoted(), "type"), document(as_none)) == ("q1: not found",)


def test_a_distractor_taken_for_speech() -> None:
    gold = quoted(type="none", mode=None, cue=(), speakers=(), outlet=None)
    case = case_of(gold, "none")
    assert judge(case, document(quoted())) == ("q1 none: taken for mixed",)
    assert judge(case, document(gold)) == judge(case, document()) == ()


def test_words_of_nobody() -> None:
    case = case_of(quoted(), nowhere=(Span(71, 79),))
    rain = quoted(id="q2", type="indirect", segments=(), content=(Span(71, 79),))
    assert judge(case, document(rain)) == ("nowhere: 'it rains' taken for indirect",)
    assert judge(case, document(quoted())) == ()


def test_parents() -> None:
    outer = quoted(content=(Span(0, 46),), segments=(Span(0, 46),))
    inner = quoted(id="q2", parent="q1")
    doc = document(outer, inner)
    needs = (Need(quotation="q2", aspects=("parent",)),)
    case = Case(phenomenon="nested", tests="x", doc=doc, needs=needs)
    assert judge(case, doc) == ()
    assert judge(case, document(outer, replace(inner, parent=None))) == ("q2 parent: None",)
    assert judge(case, document(inner)) != ()


def test_one_speaker_is_one_entity_and_two_are_two() -> None:
    rain = quoted(id="q2", type="indirect", segments=(), content=(Span(71, 79),))
    needs = tuple(Need(quotation=name, aspects=("speaker",)) for name in ("q1", "q2"))
    both = (*ENTITIES, Entity(id="d/twin", name="Ada Brook", kind="person"))
    twin = (Speaker(entity="d/twin", mention=Span(0, 9), kind="name"),)
    of_two = document(quoted(), replace(rain, speakers=BEN))
    of_one = document(quoted(), rain)
    torn = replace(document(quoted(), replace(rain, speakers=twin)), entities=both)
    one = Case(phenomenon="chain", tests="x", doc=of_one, needs=needs)
    two = Case(phenomenon="chain", tests="x", doc=of_two, needs=needs)
    assert judge(one, of_one) == judge(two, of_two) == ()
    assert judge(one, torn) == ("q1, q2 speaker: one speaker, but two entities",)
    assert judge(two, of_one)[-1] == "q1, q2 speaker: two speakers, but one entity"


# --- building

SOURCE = """
a-case:
  phenomenon: type-direct
  tests: A sentence.
  text: |
    “Rain again,” Ada Brook said. It rained.
  entities:
    ada: [person, Ada Brook]
  quotations:
  - direct: Rain again,
    cue: said
    speaker: {ada: Ada Brook}
    outlet: none
  pass: {q1: segments speaker, nowhere: It rained}
"""


def test_a_source() -> None:
    (case,) = read_source(SOURCE)
    assert case.id == "challenge/a-case"
    assert case.needs == (Need(quotation="q1", aspects=("segments", "speaker")),)
    assert [span.of(case.doc.text or "") for span in case.nowhere] == ["It rained"]
    assert case.doc.text == "“Rain again,” Ada Brook said. It rained.\n"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("type-direct", "type-odd", "'type-odd' is none of"),
        ("  tests: A sentence.\n", "", "without tests"),
        ("q1: segments", "q2: segments", "q2: 'segments speaker': there are"),
        ("q1: segments", "q1: beauty", "q1: 'beauty speaker'"),
        ("q1: segments", "q1: none", "q1: 'none speaker'"),
        ("nowhere: It rained", "nowhere: It snowed", "'It snowed' stands 0 times"),
        ("{q1: segments speaker, nowhere: It rained}", "q1", "write q1:"),
        ("direct: Rain again,", "direct: Snow again,", "Snow again"),
        ("a-case:", "a-case: [", "not YAML"),
    ],
)
def test_faults_of_a_source(old: str, new: str, message: str) -> None:
    with pytest.raises(FormError) as caught:
        read_source(SOURCE.replace(old, new))
    assert message in str(caught.value)


def test_faults_of_all_sources_are_collected(tmp_path: Path) -> None:
    (tmp_path / "1.yaml").write_text(SOURCE.replace("type-direct", "odd"), encoding="utf-8")
    (tmp_path / "2.yaml").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "3.yaml").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "4.yaml").write_bytes(b"\xff")
    with pytest.raises(FormError) as caught:
        read_sources(tmp_path)
    lines = str(caught.value)
    assert "1.yaml: a-case phenomenon" in lines
    assert "4.yaml" in lines
    assert "two cases have this name" in lines


def test_files_that_do_not_belong_together(tmp_path: Path, cases: list[Case]) -> None:
    for name in ("records.jsonl", "cases.jsonl"):
        (tmp_path / name).write_bytes((DEFAULT_PATH / name).read_bytes())
    lines = (tmp_path / "cases.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "cases.jsonl").write_bytes(b"".join(lines[1:]))
    with pytest.raises(ValueError, match="differ; build them anew"):
        load_cases(tmp_path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “a” and “b”.", ["a", "b"]),
        ('He said "a" and "b".', ["a", "b"]),
        ("‘It’s “so” late,’ he said.", ["It’s “so” late,", "so"]),
        ("„Ja“, «oui», 「はい」, ``yes''.", ["Ja", "oui", "はい", "yes"]),
        ("“One.\n“Two,” he said.", ["One.", "Two,"]),
        ("“Never closed.\nNext.", []),
        ("The dogs' tails and the cats' ears.", []),
    ],
)
def test_pairs_of_clean_texts(text: str, found: list[str]) -> None:
    spans = plain_pairs(text, tuple(paragraphs(text)))
    assert sorted(text[slice(*span)] for span in spans) == sorted(found)
