"""Constructions that the challenge set asks for, each in a sentence of its own."""

from __future__ import annotations

import pytest

from annotate.drafts import Draft
from annotate.segments import find_segments
from corpus.spans import Span
from tests.annotate.build import Paragraph, Read, clauses, only, record, seen
from tests.annotate.framing import Tale

REPORTS = [
    pytest.param(
        "The ferry, warned a worker, will close soon. || warned/VBN acl(ferry, warned) "
        "nsubj(close, ferry) close/VB appos(ferry, worker) advmod(close, soon)",
        Read("inverted", "warned", ["The ferry", "will close soon"], "worker"),
        id="a reversed cue in the middle, parsed as a participle",
    ),
    pytest.param(
        "Voters reject the claim that talks would resume. || reject/VBP nsubj(reject, Voters) "
        "obj(reject, claim) acl:relcl(claim, resume)",
        Read("noun", "claim", ["talks would resume"], "Voters"),
        id="a that without a part in its clause",
    ),
    pytest.param(
        "The ferry would close soon, a filing claims. || close/VB filing/NN claims/NNS "
        "compound(claims, filing) det(claims, a) obl(close, claims) nsubj(close, ferry)",
        Read("inverted", "claims", ["The ferry would close soon"], "filing"),
        id="a last word that was tagged a noun",
    ),
    pytest.param(
        "The ferry was shut, said Ada Quist, a worker. || shut/VBN conj(shut, said) "
        "nsubj(said, Ada) appos(Ada, worker) nsubj(shut, ferry)",
        Read("inverted", "said", ["The ferry was shut"], "Ada"),
        id="a reversed cue, parsed as a second clause",
    ),
    pytest.param(
        "The ferry would close, Ada Quist said, the Norland Wire reported. || close/VB "
        "nsubj(close, ferry) parataxis(close, said) nsubj(said, Ada) ccomp(said, reported) "
        "nsubj(reported, Wire)",
        Read("inverted", "said", ["The ferry would close"], "Ada"),
        id="one credit behind another",
    ),
]


@pytest.mark.parametrize(("line", "read"), REPORTS)
def test_reports(line: str, read: Read) -> None:
    assert read in clauses(line)


def test_a_participle_with_an_agent_is_no_cue() -> None:
    line = (
        "The ferry, warned by a worker, will close soon. || warned/VBN acl(ferry, warned) "
        "nsubj(close, ferry) close/VB obl(warned, worker) advmod(close, soon)"
    )
    assert not [read for read in clauses(line) if read.frame == "inverted"]


def test_the_object_of_quoted_as_saying_speaks() -> None:
    found = only(
        record(
            "The agency quoted Ada Quist as saying talks would resume. || obj(quoted, Ada) "
            "advcl(quoted, saying) mark(saying, as) ccomp(saying, resume)"
        )
    )
    assert found.content == ["talks would resume"]
    assert found.speakers == ["Ada Quist: Ada Quist"]
    assert found.cue == ["quoted", "as saying"]


SPEAKERS = [
    pytest.param(
        (
            "Explained captain Ada Quist, “We will rebuild.” || Explained/VBN "
            "amod(Ada, Explained) obl(rebuild, Ada)",
        ),
        "Ada Quist: Ada Quist",
        id="a cue that opens its sentence",
    ),
    pytest.param(
        (
            "Ada Quist, captain of the long side: “We will rebuild.” || parataxis(Ada, rebuild) "
            "appos(Ada, captain) nmod(captain, side)",
        ),
        "Ada Quist: Ada Quist",
        id="a name, what its bearer is, and a colon",
    ),
    pytest.param(
        (
            "Voters walked with placards that read “We will rebuild”. || "
            "nsubj(walked, Voters) obl(walked, placards) acl:relcl(placards, read) "
            "that/WDT nsubj(read, that) ccomp(read, rebuild)",
        ),
        "Voters: Voters",
        id="those who bear the words",
    ),
    pytest.param(
        (
            "“We will rebuild,” he said. || ccomp(said, rebuild)",
            "Tom Brand visited Vell.",
        ),
        "Tom Brand: he",
        id="a name that is kept back",
    ),
]


def test_what_signs_read_need_be_no_clause() -> None:
    found = only(
        record(
            "Voters held placards reading “No more bridges”. || nsubj(held, Voters) held/VBD "
            "obj(held, placards) advcl(held, reading) obj(reading, bridges) reading/VBG"
        )
    )
    assert (found.type, found.content) == ("direct", ["No more bridges"])
    assert found.speakers == ["Voters: Voters"]


@pytest.mark.parametrize(("paragraphs", "speaker"), SPEAKERS)
def test_speakers(paragraphs: tuple[Paragraph, ...], speaker: str) -> None:
    found = only(record(*paragraphs))
    assert (found.type, found.content) in [
        ("direct", ["We will rebuild."]),
        ("direct", ["We will rebuild,"]),
        ("direct", ["We will rebuild"]),
    ]
    assert found.speakers == [speaker]


def test_question_and_answer_take_turns() -> None:
    found = seen(
        record(
            "“Will voters wait?” Ada Quist asked. || ccomp(asked, wait)",
            "“We will wait,” Tom Brand said. || ccomp(said, wait)",
            "“Will they vote?”",
            "“They will vote soon.”",
        )
    )
    assert [each.speakers[0].split(":")[0] for each in found] == [
        "Ada Quist",
        "Tom Brand",
        "Ada Quist",
        "Tom Brand",
    ]
    assert [each.kinds for each in found][2:] == [["implicit"], ["implicit"]]


def test_without_a_question_the_speaker_goes_on() -> None:
    found = seen(
        record(
            "“We will wait,” Ada Quist said. || ccomp(said, wait)",
            "“We will vote,” Tom Brand said. || ccomp(said, vote)",
            "“They will vote soon.”",
        )
    )
    assert [len(each.segments) for each in found] == [1, 2]


@pytest.mark.parametrize(
    "line",
    [
        "A worker might say “we will rebuild”. || ccomp(say, rebuild) say/VB",
        "The voters show it all: one long ferry. || it/PRP obj(show, it) parataxis(show, ferry) "
        "all/DT det(ferry, all) one/CD show/VBP nsubj(show, voters)",
    ],
    ids=["what somebody might say", "no clause"],
)
def test_nobody_said_it(line: str) -> None:
    assert [each.type for each in seen(record(line)) if each.type != "none"] == []


def test_a_judgement_without_an_agent_is_a_quotation_of_nobody_known() -> None:
    found = only(
        record(
            "Ada Quist was called “a poor worker”. || called/VBN nsubj:pass(called, Ada) "
            "aux:pass(called, was) xcomp(called, worker)"
        )
    )
    assert (found.type, found.content, found.speakers) == ("mixed", ["a poor worker"], [])


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("“We lost it, shop steward Ada Quist said. Nobody came.", "We lost it,"),
        ("“We lost it, said the young mayor Ada Quist. Nobody came.", "We lost it,"),
        ("“We lost it, and then Ada Quist said. Nobody came.", "Nobody came."),
    ],
)
def test_a_missing_mark_stands_before_the_report(text: str, ends: str) -> None:
    (segment,) = find_segments(text, [Span(0, len(text))])
    assert segment.span.of(text).endswith(ends)


def drawn(tale: Tale, content: str, *, cue: str, type: str = "indirect") -> Draft:
    frame = tale.frame(cue, content, source="Ada Quist", type=type)
    found = [each for each in tale.drafts(frame) if each.type != "none"]
    assert len(found) == 1
    return found[0]


def test_what_was_called_something_is_not_content() -> None:
    tale = Tale(
        "Ada Quist called the plan a poor move. || xcomp(called, move) move/NN plan/NN "
        "obj(called, plan)"
    )
    draft = drawn(tale, "the plan a poor move", cue="called")
    assert tale.texts(draft.content) == ["a poor move"]


def test_the_subject_of_a_passive_is_no_speaker() -> None:
    tale = Tale(
        "Ada Quist was called “a poor worker”. || called/VBN nsubj:pass(called, Ada) "
        "aux:pass(called, was) xcomp(called, worker)"
    )
    draft = drawn(tale, "a poor worker", cue="called", type="mixed")
    assert draft.source is None


def test_a_cue_has_its_subject_in_its_own_sentence() -> None:
    tale = Tale(
        (
            "“We will rebuild,” said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)",
            "“We will wait,” answered Tom Brand. || ccomp(answered, wait) nsubj(answered, Tom)",
        )
    )
    frames = [
        tale.frame("said", "We will rebuild,", source="Ada Quist", type="direct"),
        tale.frame("answered", "We will wait,", source="Ada Quist", type="direct"),
    ]
    sources = [draft.source for draft in tale.drafts(*frames)]
    assert [s.sent.tokens[s.token].text for s in sources if s is not None] == ["Ada", "Tom"]


@pytest.mark.parametrize("lead", ["The so-called", "A worker might say"])
def test_words_that_the_sentence_disowns(lead: str) -> None:
    say = "nsubj(say, worker) say/VB ccomp(say, close)" if "might" in lead else ""
    rest = "so-called/JJ nsubj(close, ferry) close/VB" if not say else "close/VB"
    line = f"{lead} “open ferry” will close. || {say} {rest}"
    if say:
        line = f"{lead} “ferries will close”. || {say} {rest} nsubj(close, ferries)"
    tale = Tale(line)
    content = "ferries will close" if say else "open ferry"
    drafts = tale.drafts(tale.frame("say" if say else "close", content, type="mixed"))
    assert [draft.type for draft in drafts if draft.segments] == ["none"]


def test_two_verbs_of_one_cue_evoke_one_quotation() -> None:
    tale = Tale(
        "The agency quoted Tom Brand as saying talks would resume. || obj(quoted, Tom) "
        "advcl(quoted, saying) mark(saying, as) ccomp(saying, resume)"
    )
    frames = [
        tale.frame("quoted", "saying talks would resume", source="The agency"),
        tale.frame("saying", "talks would resume", source="Tom Brand"),
    ]
    (draft,) = tale.drafts(*frames)
    assert tale.texts(draft.content) == ["talks would resume"]
    assert draft.source is not None
    assert draft.source.sent.tokens[draft.source.token].text == "Tom"
