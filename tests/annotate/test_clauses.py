"""Reports in a parsed sentence: every construction, and what it reports."""

from __future__ import annotations

import pytest

from annotate.clauses import reports
from annotate.lexicon import CLAUSE_CUES
from tests.annotate.build import Read, clauses, text_of
from tests.annotate.trees import parse

FINITE = [
    pytest.param(
        "The ministry said the boat sank (again). || ccomp(said, sank) nsubj(sank, boat) "
        "parataxis(sank, again) sank/VBD",
        Read("finite", "said", ["the boat sank (again)"], "ministry"),
        id="bracket",
    ),
    pytest.param(
        "The ministry said that talks would resume. || ccomp(said, resume)",
        Read("finite", "said", ["talks would resume"], "ministry"),
        id="that",
    ),
    pytest.param(
        "The ministry said talks would resume. || ccomp(said, resume)",
        Read("finite", "said", ["talks would resume"], "ministry"),
        id="without that",
    ),
    pytest.param(
        "The ministry said on Monday that talks would resume. || ccomp(said, resume)",
        Read("finite", "said", ["talks would resume"], "ministry"),
        id="time between",
    ),
    pytest.param(
        "She told voters that talks would resume. || ccomp(told, resume)",
        Read("finite", "told", ["talks would resume"], "She"),
        id="addressee",
    ),
    pytest.param(
        "He asked whether talks would resume. || ccomp(asked, resume)",
        Read("finite", "asked", ["whether talks would resume"], "He"),
        id="question",
    ),
    pytest.param(
        "The minister believes that talks would resume. || ccomp(believes, resume)",
        Read("finite", "believes", ["talks would resume"], "minister"),
        id="thought",
    ),
    pytest.param(
        "Talks would resume, the ministry said. || ccomp(said, resume)",
        Read("inverted", "said", ["Talks would resume"], "ministry"),
        id="after",
    ),
    pytest.param(
        "Talks would resume, said the ministry. || ccomp(said, resume) nsubj(said, ministry)",
        Read("inverted", "said", ["Talks would resume"], "ministry"),
        id="after, inverted",
    ),
    pytest.param(
        "Talks, the ministry said, would resume soon. || nsubj(resume, Talks) "
        "parataxis(resume, said) nsubj(said, ministry) advmod(resume, soon) "
        "punct(said, ,#1) punct(said, ,#2)",
        Read("inverted", "said", ["Talks", "would resume soon"], "ministry"),
        id="aside",
    ),
    pytest.param(
        "Talks, as the ministry said, would resume. || nsubj(resume, Talks) "
        "advcl(resume, said) nsubj(said, ministry) mark(said, as) "
        "punct(said, ,#1) punct(said, ,#2)",
        Read("inverted", "said", ["Talks", "would resume"], "ministry"),
        id="aside with as",
    ),
    pytest.param(
        "The ministry warned: the bridge would fail. || parataxis(warned, fail)",
        Read("finite", "warned", ["the bridge would fail"], "ministry"),
        id="colon",
    ),
    pytest.param(
        "The report found that prices had risen. || ccomp(found, risen)",
        Read("finite", "found", ["prices had risen"], "report"),
        id="a report that finds",
    ),
]


@pytest.mark.parametrize(("line", "expected"), FINITE)
def test_finite_clauses(line: str, expected: Read) -> None:
    assert clauses(line) == [expected]


NOT_FINITE = [
    pytest.param(
        "The union vowed to stay. || xcomp(vowed, stay)",
        Read("infinitive", "vowed", ["to stay"], "union"),
        id="infinitive",
    ),
    pytest.param(
        "The union urged voters to stay. || xcomp(urged, stay)",
        Read("infinitive", "urged", ["to stay"], "union"),
        id="infinitive with object",
    ),
    pytest.param(
        "He denied hiding the report. || xcomp(denied, hiding) hiding/VBG",
        Read("gerund", "denied", ["hiding the report"], "He"),
        id="gerund",
    ),
    pytest.param(
        "He accused them of hiding the report. || advcl(accused, hiding) mark(hiding, of) "
        "obj(accused, them)",
        Read("gerund", "accused", ["hiding the report"], "He"),
        id="gerund with object",
    ),
    pytest.param(
        "She called it a farce. || xcomp(called, farce)",
        Read("predicate", "called", ["a farce"], "She"),
        id="predicate",
    ),
    pytest.param(
        "She described it as a farce. || obl(described, farce)",
        Read("predicate", "described", ["a farce"], "She"),
        id="predicate with as",
    ),
    pytest.param(
        "The plan, described by the union as a farce, failed. || acl(plan, described) "
        "described/VBN obl:agent(described, union) obl(described, farce) nsubj(failed, plan)",
        Read("predicate", "described", ["a farce"], "union"),
        id="participle with its agent",
    ),
    pytest.param(
        "The plan, dismissed as a farce by the union, failed. || acl(plan, dismissed) "
        "dismissed/VBN obl(dismissed, farce) nmod(farce, union) nsubj(failed, plan)",
        Read("predicate", "dismissed", ["a farce"], "union"),
        id="participle, its agent hung on the predicate",
    ),
    pytest.param(
        "He repeated the claim that talks would resume. || acl(claim, resume)",
        Read("noun", "claim", ["talks would resume"], "He"),
        id="noun + that",
    ),
    pytest.param(
        "Her promise to stay cheered voters. || acl(promise, stay) nmod:poss(promise, Her) "
        "nsubj(cheered, promise)",
        Read("noun", "promise", ["to stay"], "Her"),
        id="noun + to",
    ),
    pytest.param(
        "A claim by the union that talks would resume surprised voters. || "
        "nmod(claim, union) acl(claim, resume) nsubj(surprised, claim)",
        Read("noun", "claim", ["talks would resume"], "union"),
        id="noun + by",
    ),
]


@pytest.mark.parametrize(("line", "expected"), NOT_FINITE)
def test_other_frames(line: str, expected: Read) -> None:
    assert expected in clauses(line)
    frames = [read.frame for read in clauses(line)]
    assert frames.count(expected.frame) == 1


def test_a_participle_without_an_agent_names() -> None:
    line = (
        "The plan called a farce failed. || acl(plan, called) called/VBN xcomp(called, farce) "
        "nsubj(failed, plan)"
    )
    assert [read.source for read in clauses(line) if read.frame == "predicate"] == []


@pytest.mark.parametrize(
    ("line", "source"),
    [
        (
            "In the minister's words, talks would resume. || obl(resume, words) "
            "nmod:poss(words, minister) case(words, In)",
            "minister",
        ),
        (
            "In the words of the minister, talks would resume. || obl(resume, words) "
            "nmod(words, minister)",
            "minister",
        ),
    ],
)
def test_in_the_words_of(line: str, source: str) -> None:
    assert [(r.frame, r.content, r.source) for r in clauses(line)] == [
        ("according", ["talks would resume"], source)
    ]


def test_in_other_words_reports_nobody() -> None:
    assert clauses("In other words, talks would resume. || obl(resume, words)") == []


ACCORDING = "case(union, According) fixed(According, to) obl(resume, union)"


@pytest.mark.parametrize(
    ("line", "content"),
    [
        (
            "Talks would resume, according to the union. || case(union, according) "
            "fixed(according, to) obl(resume, union)",
            ["Talks would resume"],
        ),
        (
            f"According to the union, talks would resume. || {ACCORDING}",
            ["talks would resume"],
        ),
        (
            "Talks, according to the union, would resume. || case(union, according) "
            "fixed(according, to) obl(resume, union) nsubj(resume, Talks) "
            "punct(union, ,#1) punct(union, ,#2)",
            ["Talks", "would resume"],
        ),
    ],
)
def test_according_to(line: str, content: list[str]) -> None:
    found = reports(parse(line))
    assert [report.frame for report in found] == ["according"]
    cue = found[0].spans(found[0].cue)
    assert [span.of(text_of(line)).lower() for span in cue] == ["according to"]
    assert [(r.content, r.source) for r in clauses(line)] == [(content, "union")]


@pytest.mark.parametrize(
    ("participle", "head"),
    [
        ("saying", "warned"),
        ("saying", "resume"),
        ("adding", "warned"),
        ("adding", "resume"),
    ],
)
def test_participle_shares_the_speaker_and_ends_the_first_content(
    participle: str, head: str
) -> None:
    """Wherever the parser hangs it: on the cue, or on the clause before it."""
    line = (
        f"The union warned talks would resume, {participle} that voters should wait. || "
        f"ccomp(warned, resume) advcl({head}, {participle}) ccomp({participle}, wait)"
    )
    assert [(r.cue, r.content, r.source) for r in clauses(line)] == [
        ("warned", ["talks would resume"], "union"),
        (participle, ["voters should wait"], "union"),
    ]


def test_commas_of_an_aside_are_no_content() -> None:
    line = (
        "Talks, the ministry said, would resume soon. || nsubj(resume, Talks) "
        "parataxis(resume, said) nsubj(said, ministry) advmod(resume, soon) "
        "punct(resume, ,#1) punct(resume, ,#2)"
    )
    assert [r.content for r in clauses(line)] == [["Talks", "would resume soon"]]


def test_the_clause_after_a_colon_does_not_report_the_one_before() -> None:
    line = "The ministry warned: the bridge would close. || parataxis(warned, close)"
    assert [r.cue for r in clauses(line)] == ["warned"]


def test_two_cues_share_one_subject() -> None:
    line = (
        "The union said talks would resume and warned that prices would grow. || "
        "ccomp(said, resume) conj(said, warned) ccomp(warned, grow) cc(warned, and)"
    )
    assert [(r.cue, r.content, r.source) for r in clauses(line)] == [
        ("said", ["talks would resume"], "union"),
        ("warned", ["prices would grow"], "union"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The worker walked to the bridge.",
        "The ministry is open.",
        "A group called Open Water left. || acl(group, called) called/VBN xcomp(called, Water) "
        "nsubj(left, group)",
        "The said report left. || said/VBN amod(report, said) nsubj(left, report)",
        "The union voiced a fear. || voiced/VBD obj(voiced, fear)",
    ],
)
def test_nothing_is_reported(line: str) -> None:
    assert clauses(line) == []


def test_a_skipped_token_is_no_cue() -> None:
    sent = parse("The ministry said talks would resume. || ccomp(said, resume)")
    assert reports(sent, lambda token: token.text == "said") == []


@pytest.mark.parametrize("lemma", sorted(CLAUSE_CUES & {"say", "claim", "announce", "confirm"}))
@pytest.mark.parametrize("that", ["that ", ""])
def test_cues_of_saying_govern_clauses(lemma: str, that: str) -> None:
    past = {"say": "said"}.get(lemma, lemma.removesuffix("e") + "ed")
    line = f"The ministry {past} {that}talks would resume. || ccomp({past}, resume) {past}/VBD"
    assert [(r.cue, r.content) for r in clauses(line)] == [(past, ["talks would resume"])]
