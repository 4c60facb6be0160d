"""Cues that leave out who spoke: passives without an agent, and words that are only answered."""

from __future__ import annotations

import pytest

from tests.annotate.framing import Tale

CLAUSE = "talks would resume"
UNTOLD = [
    pytest.param(
        "The council was told talks would resume. || nsubj:pass(told, council) "
        "aux:pass(told, was) ccomp(told, resume) told/VBN",
        "told",
        "The council",
        id="who heard it did not say it",
    ),
    pytest.param(
        "The council was closed and told talks would resume. || nsubj:pass(closed, council) "
        "aux:pass(closed, was) conj(closed, told) ccomp(told, resume) closed/VBN told/VBN",
        "told",
        "The council",
        id="the second verb of a passive",
    ),
    pytest.param(
        "When asked whether talks would resume, Ada Quist left. || advcl(left, asked) "
        "ccomp(asked, resume) asked/VBN",
        "asked",
        "Ada Quist",
        id="who was asked did not ask",
    ),
    pytest.param(
        "Ada Quist hit back at claims that talks would resume. || obl(hit, claims) "
        "case(claims, at) acl(claims, resume) nsubj(hit, Ada) hit/VBD claims/NNS at/IN",
        "claims",
        "Ada Quist",
        id="claims that are answered",
    ),
    pytest.param(
        "Ada Quist left, prompting claims that talks would resume. || advcl(left, prompting) "
        "obj(prompting, claims) acl(claims, resume) nsubj(left, Ada) prompting/VBG claims/NNS",
        "claims",
        "Ada Quist",
        id="claims that are stirred up",
    ),
]
TOLD = [
    pytest.param(
        "The council was told by Ada Quist talks would resume. || nsubj:pass(told, council) "
        "aux:pass(told, was) ccomp(told, resume) told/VBN obl:agent(told, Ada) case(Ada, by)",
        "told",
        "Ada Quist",
        id="an agent",
    ),
    pytest.param(
        "Ada Quist was quoted telling that talks would resume. || nsubj:pass(quoted, Ada) "
        "aux:pass(quoted, was) ccomp(quoted, resume) quoted/VBN advcl(quoted, telling) "
        "telling/VBG",
        "quoted",
        "Ada Quist",
        id="who is quoted speaks",
    ),
    pytest.param(
        "Ada Quist hit back at Brand’s claims that talks would resume. || obl(hit, claims) "
        "case(claims, at) acl(claims, resume) nsubj(hit, Ada) nmod:poss(claims, Brand) "
        "case(Brand, ’s) hit/VBD claims/NNS at/IN",
        "claims",
        "Brand",
        id="an owner",
    ),
]


@pytest.mark.parametrize(("line", "cue", "drawn"), UNTOLD)
def test_a_cue_may_leave_out_who_spoke(line: str, cue: str, drawn: str) -> None:
    before = "“We will rebuild,” Tom Brand said. || ccomp(said, rebuild)"
    tale = Tale(before, line)
    frames = [
        tale.frame("said", "We will rebuild,", source="Tom Brand", type="direct"),
        tale.frame(cue, CLAUSE, source=drawn),
    ]
    draft = tale.drafts(*frames)[-1]
    assert draft.source is None
    assert draft.follows is None


@pytest.mark.parametrize(("line", "cue", "drawn"), TOLD)
def test_where_it_is_told_who_spoke_that_is_kept(line: str, cue: str, drawn: str) -> None:
    tale = Tale(line)
    (draft,) = tale.drafts(tale.frame(cue, CLAUSE, source=drawn))
    assert draft.source is not None
