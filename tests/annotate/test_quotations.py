"""Fragments in marks, marks that quote nobody, words without marks: type, mode and content."""

from __future__ import annotations

import pytest

from tests.annotate.build import annotator, only, record, seen, story

MIXED = [
    pytest.param(
        "Ada Quist called the talks “candid”. || xcomp(called, candid) candid/JJ",
        ["“candid”"],
        ["candid"],
        "called",
        id="predicate",
    ),
    pytest.param(
        "Ada Quist said that talks “would resume” soon. || ccomp(said, resume) "
        "advmod(resume, soon)",
        ["talks “would resume” soon"],
        ["would resume"],
        "said",
        id="fragment of a clause",
    ),
    pytest.param(
        "Ada Quist said that “talks would resume”. || ccomp(said, resume)",
        ["talks would resume"],
        ["talks would resume"],
        "said",
        id="clause after that",
    ),
    pytest.param(
        "The plan was “long and calm”, Ada Quist said. || ccomp(said, long) cop(long, was) "
        "nsubj(long, plan) conj(long, calm) cc(calm, and)",
        ["The plan was “long and calm”"],
        ["long and calm"],
        "said",
        id="clause before its cue",
    ),
    pytest.param(
        "Ada Quist hailed the “sunshine pact”. || hailed/VBD obj(hailed, pact)",
        ["the “sunshine pact”"],
        ["sunshine pact"],
        "hailed",
        id="object of a voicing verb",
    ),
    pytest.param(
        "Ada Quist said talks “failed” and voters “walked away”. || ccomp(said, failed) "
        "conj(failed, walked) cc(walked, and) advmod(walked, away)  away/RB "
        "nsubj(walked, voters)",
        ["talks “failed” and voters “walked away”"],
        ["failed", "walked away"],
        "said",
        id="two fragments under one cue",
    ),
]


@pytest.mark.parametrize(("line", "content", "segments", "cue"), MIXED)
def test_fragments_in_a_report(
    line: str, content: list[str], segments: list[str], cue: str
) -> None:
    found = only(record(line))
    assert found.type == "mixed"
    assert found.segments == segments
    assert [part.strip("“”") for part in found.content] == [part.strip("“”") for part in content]
    assert found.cue == [cue]
    assert found.speakers == ["Ada Quist: Ada Quist"]


def test_two_cues_are_two_quotations() -> None:
    found = seen(
        record(
            "Ada Quist called the talks “candid” and hailed the “sunshine pact”. || "
            "xcomp(called, candid) obj(called, talks) conj(called, hailed) cc(hailed, and)"
        )
    )
    assert [(each.cue, each.segments) for each in found] == [
        (["called"], ["candid"]),
        (["hailed"], ["sunshine pact"]),
    ]
    assert [each.speakers[0].split(":")[0] for each in found] == ["Ada Quist"] * 2


def test_a_clause_with_its_that_in_marks_is_embedded() -> None:
    found = only(record("Ada Quist said “that talks would resume”. || ccomp(said, resume)"))
    assert found.type == "mixed"


NONE = [
    "The “sunshine” bridge was open. || compound(bridge, sunshine)",
    "The film “Harbour Lights” was long. || nsubj(long, film) appos(film, Lights)",
    "Workers walked through the so-called “green gate”. || so-called/JJ green/JJ",
    "The book titled “Seven Winters” was long. || titled/VBN acl(book, titled) "
    "xcomp(titled, Winters) nsubj(long, book) Seven/NNP",
]


@pytest.mark.parametrize("line", NONE)
def test_marks_that_quote_nobody(line: str) -> None:
    found = only(record(line))
    assert (found.type, found.mode, found.cue, found.speakers, found.outlet) == (
        "none",
        None,
        [],
        [],
        None,
    )
    assert found.content == found.segments
    assert len(found.segments) == 1


def test_titles_under_a_cue_of_saying_quote_nobody() -> None:
    found = seen(
        record(
            "Ada Quist said the film “Harbour Lights” was long. || ccomp(said, long) "
            "nsubj(long, film) appos(film, Lights)"
        )
    )
    by_type = {each.type: each for each in found}
    assert by_type["none"].segments == ["Harbour Lights"]
    assert "mixed" not in by_type


def test_inner_marks_that_quote_nobody() -> None:
    outer, inner = seen(
        record(
            "“The ‘sunshine’ bridge will fail,” Ada Quist said. || ccomp(said, fail) "
            "compound(bridge, sunshine)"
        )
    )
    assert (outer.type, outer.segments) == ("direct", ["The ‘sunshine’ bridge will fail,"])
    assert (inner.type, inner.segments, inner.speakers) == ("none", ["sunshine"], [])


def test_inner_marks_that_quote_somebody() -> None:
    outer, inner = seen(
        record(
            "“Tom Brand told me, ‘We will wait’,” Ada Quist said. || ccomp(said, told) "
            "ccomp(told, wait) nsubj(told, Tom) obj(told, me) nsubj(said, Ada)"
        )
    )
    assert (outer.type, outer.speakers) == ("direct", ["Ada Quist: Ada Quist"])
    assert (inner.type, inner.segments) == ("direct", ["We will wait"])
    assert inner.speakers == ["Tom Brand: Tom Brand"]
    assert inner.parent == outer.content[0]


INDIRECT = [
    ("Ada Quist said talks would resume. || ccomp(said, resume)", "talks would resume", "said"),
    ("Ada Quist vowed to stay. || xcomp(vowed, stay)", "to stay", "vowed"),
    (
        "Ada Quist denied hiding the report. || xcomp(denied, hiding) hiding/VBG",
        "hiding the report",
        "denied",
    ),
    ("Ada Quist called it a farce. || xcomp(called, farce)", "a farce", "called"),
    (
        "Talks would resume, according to Ada Quist. || case(Ada, according) "
        "fixed(according, to) obl(resume, Ada)",
        "Talks would resume",
        "according to",
    ),
]


@pytest.mark.parametrize(("line", "content", "cue"), INDIRECT)
def test_words_without_marks(line: str, content: str, cue: str) -> None:
    found = only(record(line))
    assert (found.type, found.content, found.segments) == ("indirect", [content], [])
    assert found.cue == [cue]
    assert found.speakers == ["Ada Quist: Ada Quist"]


@pytest.mark.parametrize(
    "line",
    [
        "Ada Quist did not say talks would resume. || ccomp(say, resume)",
        "Ada Quist praised the plan. || obj(praised, plan)",
        "We said talks would resume. || ccomp(said, resume)",
        "Ada Quist walked to the bridge.",
    ],
    ids="negated phrase author nothing".split(),
)
def test_no_quotation(line: str) -> None:
    assert seen(record(line)) == []


def test_indirect_speech_in_marks_is_left_alone() -> None:
    found = only(
        record(
            "“The union said talks would resume,” Ada Quist told voters. || ccomp(told, said) "
            "ccomp(said, resume) nsubj(told, Ada)"
        )
    )
    assert (found.type, found.cue) == ("direct", ["told"])


@pytest.mark.parametrize(
    ("line", "mode"),
    [
        ("Ada Quist said talks would resume. || ccomp(said, resume)", "speech"),
        ("Ada Quist asked whether talks would resume. || ccomp(asked, resume)", "speech"),
        ("Ada Quist wrote that talks would resume. || ccomp(wrote, resume)", "writing"),
        ("Ada Quist tweeted that talks would resume. || ccomp(tweeted, resume)", "writing"),
        (
            "Ada Quist said in a statement that talks would resume. || ccomp(said, resume)",
            "writing",
        ),
        ("The report said that talks would resume. || ccomp(said, resume)", "writing"),
        ("Ada Quist believes talks would resume. || ccomp(believes, resume)", "thought"),
        ("Ada Quist wants to stay. || xcomp(wants, stay)", "thought"),
        ("“We will rebuild,” Ada Quist wrote. || ccomp(wrote, rebuild)", "writing"),
        ("“We will rebuild,” Ada Quist thought. || ccomp(thought, rebuild)", "thought"),
    ],
)
def test_modes(line: str, mode: str) -> None:
    assert only(record(line)).mode == mode


def test_a_transcript_has_no_quotations() -> None:
    line = "“We will rebuild,” Ada Quist said. || ccomp(said, rebuild)"
    assert record(line, transcript=True).quotations == ()


def test_the_wide_scheme_takes_objects_in() -> None:
    made = story("Ada Quist urged voters to stay. || xcomp(urged, stay)")
    narrow, wide = (
        only(annotator(made, scheme=scheme).annotate(made.doc)).content
        for scheme in ("guidelines", "polnear")
    )
    assert narrow == ["to stay"]
    assert wide == ["voters to stay"]
