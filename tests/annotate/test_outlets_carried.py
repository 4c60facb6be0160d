"""Outlets that carry over: within one speaker's run, and from a lead that credits a medium."""

from __future__ import annotations

from pathlib import Path

from annotate.pipeline import Annotator
from tests.annotate.build import outlets, quoted, record, seen

TOLD = quoted("Ada Quist told Radio Vell", "nsubj(told, Ada) iobj(told, Vell)", cue="told")
TOM = "“We will wait,” Tom Brand said. || ccomp(said, wait)"
AGAIN = "“We will walk,” Quist said. || ccomp(said, walk)"
CARRIED = "broadcaster* Radio Vell"


def test_an_outlet_goes_on_within_one_run() -> None:
    assert outlets(TOLD, AGAIN, AGAIN) == ["broadcaster Radio Vell", CARRIED, CARRIED]


def test_a_pronoun_goes_on_with_the_run() -> None:
    she = "“We will walk,” she said. || ccomp(said, walk)"
    assert outlets(TOLD, she) == ["broadcaster Radio Vell", CARRIED]


def test_another_speaker_ends_the_run() -> None:
    assert outlets(TOLD, TOM, AGAIN) == ["broadcaster Radio Vell", None, None]


def test_what_a_body_says_between_ends_no_run() -> None:
    body = "The Harbour Ministry said voters should wait. || ccomp(said, wait) nsubj(wait, voters)"
    assert outlets(TOLD, body, AGAIN) == [
        "broadcaster Radio Vell",
        "government Harbour Ministry",
        CARRIED,
    ]


def test_what_was_told_on_another_occasion_does_not_go_back() -> None:
    before = "“We will rebuild,” said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)"
    also = quoted(
        "Ada Quist also told Radio Vell",
        "nsubj(told, Ada) iobj(told, Vell) advmod(told, also)",
        cue="told",
    )
    assert outlets(before, TOLD) == [CARRIED, "broadcaster Radio Vell"]
    assert outlets(before, also, AGAIN) == [None, "broadcaster Radio Vell", CARRIED]


def test_an_unnamed_source_has_a_run_of_its_own() -> None:
    told = quoted("A worker told Radio Vell", "nsubj(told, worker) iobj(told, Vell)", cue="told")
    again = "“We will walk,” the worker said. || ccomp(said, walk) nsubj(said, worker)"
    assert outlets(TOM, told, again) == [None, "broadcaster Radio Vell", CARRIED]
    assert outlets(TOM, told, TOM, again) == [None, "broadcaster Radio Vell", None, None]


def test_an_outlet_of_its_own_beats_what_carries_over() -> None:
    wire = quoted(
        "Quist said, according to the Norland Wire",
        "nsubj(said, Quist) case(Wire, according) fixed(according, to) obl(said, Wire)",
    )
    assert outlets(TOLD, wire) == ["broadcaster Radio Vell", "news_agency Norland Wire"]


LEAD = (
    "Ada Quist met Tom Brand for talks in Vell and said voters should wait, according to the "
    "Norland Wire. || conj(met, said) cc(said, and) ccomp(said, wait) nsubj(wait, voters) "
    "obj(met, Tom) case(Wire, according) fixed(according, to) obl(said, Wire) nsubj(met, Ada) "
    "obl(met, talks) obl(met, Vell)"
)


def test_a_lead_that_credits_an_agency_covers_the_meeting() -> None:
    found = outlets(LEAD, "The bridge failed in the winter. || obl(failed, winter)", AGAIN, TOM)
    assert found[0] == "news_agency Norland Wire"
    assert found[-2:] == ["news_agency* Norland Wire"] * 2


def test_the_lead_does_not_cover_who_was_not_there() -> None:
    lena = "“We will stop,” Lena Moor said. || ccomp(said, stop)"
    assert outlets(LEAD, AGAIN, lena)[-2:] == ["news_agency* Norland Wire", None]


def test_an_explicit_outlet_has_its_mention() -> None:
    first, second = record(TOLD, AGAIN).quotations
    assert first.outlet is not None
    assert second.outlet is not None
    text = record(TOLD, AGAIN).text or ""
    assert first.outlet.explicit
    assert first.outlet.mention is not None
    assert first.outlet.mention.of(text) == "Radio Vell"
    assert (second.outlet.explicit, second.outlet.mention) == (False, None)


def test_distractors_have_no_outlet() -> None:
    found = seen(record("The “sunshine” bridge was open. || compound(bridge, sunshine)", TOLD))
    assert [each.outlet for each in found] == [None, "broadcaster Radio Vell"]


INTERVIEW = (
    "“We will rebuild,” Ada Quist said in an interview with Radio Vell. || ccomp(said, rebuild) "
    "nsubj(said, Ada) obl(said, interview) nmod(interview, Vell) case(Vell, with)"
)


def test_an_interview_that_is_most_of_an_article_covers_all_of_it() -> None:
    found = outlets(AGAIN.replace("Quist", "Ada Quist"), INTERVIEW, TOM, AGAIN, AGAIN)
    assert found == [CARRIED, "broadcaster Radio Vell", None, CARRIED, CARRIED]


def test_an_interview_among_many_voices_covers_its_run_alone() -> None:
    lena = "“We will stop,” Lena Moor said. || ccomp(said, stop)"
    assert outlets(INTERVIEW, TOM, AGAIN, lena, TOM)[2] is None


ORIGIN = (
    "This came in the statement of Ada Quist to Radio Vell. || nsubj(came, This) "
    "obl(came, statement) nmod(statement, Ada) nmod(statement, Radio) case(Radio, to)"
)


def test_a_sentence_may_tell_where_the_words_around_it_were_said() -> None:
    before = "“We will rebuild,” said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)"
    assert outlets(before, ORIGIN, AGAIN) == [CARRIED, CARRIED]
    assert outlets(before, ORIGIN, TOM, AGAIN) == [CARRIED, None, None]


def test_remarks_that_were_made_on_a_platform_come_from_it() -> None:
    made = (
        "Ada Quist made the comments on the messaging platform Twitter. || obj(made, comments) "
        "obl(made, platform) compound(platform, messaging) appos(platform, Twitter) "
        "case(platform, on)"
    )
    assert outlets(made, AGAIN) == ["social_media* Twitter"]


def test_an_interview_without_words_of_its_own_goes_on_and_not_back() -> None:
    gave = (
        "In an interview with Radio Vell, Ada Quist laughed. || obl(laughed, interview) "
        "nmod(interview, Vell) case(Vell, with) nsubj(laughed, Ada)"
    )
    before = "“We will rebuild,” said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)"
    assert outlets(gave, AGAIN) == [CARRIED]
    assert outlets(before, gave, AGAIN) == [None, CARRIED]
    assert outlets(gave.replace("Ada Quist", "the mayor").replace("Ada", "mayor"), TOM) == [None]


def test_what_is_put_on_a_platform_comes_from_it() -> None:
    shared = (
        "Ada Quist posted the plan on Twitter. || obj(posted, plan) nmod(plan, Twitter) "
        "case(Twitter, on) nsubj(posted, Ada) posted/VBD"
    )
    assert outlets(shared, AGAIN) == ["social_media* Twitter"]


def test_who_spoke_to_the_media_spoke_to_none_of_them() -> None:
    spoke = "Ada Quist spoke to the media. || nsubj(spoke, Ada) obl(spoke, media)"
    told = quoted("Ada Quist told the media", "nsubj(told, Ada) iobj(told, media)", cue="told")
    assert outlets(spoke, AGAIN) == [None]
    assert outlets(told, AGAIN) == [None, None]


MINISTRY = "The Harbour Ministry said in a report that crews wait. || "
REPORTED = (
    MINISTRY + "ccomp(said, wait) nsubj(wait, crews) mark(wait, that) obl(said, report) "
    "case(report, in) det(report, a) nsubj(said, Ministry)"
)


def test_a_body_that_is_taken_up_goes_on_with_its_report() -> None:
    it = "Ships sail, it added. || ccomp(added, sail) nsubj(sail, Ships) nsubj(added, it)"
    again = (
        "Ships sail, the Harbour Ministry said. || ccomp(said, sail) nsubj(sail, Ships) "
        "nsubj(said, Ministry)"
    )
    assert outlets(REPORTED, it) == ["document a report", "document* a report"]
    assert outlets(REPORTED, again)[1] == "government Harbour Ministry"


URGED = (
    "Ada Quist urged the crews on, Radio Vell reported. || parataxis(urged, reported) "
    "nsubj(reported, Vell) nsubj(urged, Ada)"
)


def test_a_pronoun_takes_up_the_person_that_a_medium_reports_of() -> None:
    she = (
        "Talks would resume, she added. || ccomp(added, resume) nsubj(added, she) Talks/NNS "
        "nsubj(resume, Talks)"
    )
    away = "The bridge failed in the winter. || obl(failed, winter)"
    assert outlets((URGED, she, she))[-2:] == [CARRIED, CARRIED]
    assert outlets((URGED, away, she))[-1] is None


PETITION = (
    "Ada Quist wrote a petition, asking voters to wait. || obj(wrote, petition) "
    "det(petition, a) advcl(wrote, asking) obj(asking, voters) xcomp(asking, wait) mark(wait, to) "
    "nsubj(wrote, Ada)"
)


def test_a_document_in_the_midst_of_a_run_is_what_a_person_speaks_of() -> None:
    before = "“We will rebuild,” said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)"
    letter = PETITION.replace("petition", "letter")
    assert outlets(PETITION, AGAIN) == ["document a petition", "document* a petition"]
    assert outlets(before, PETITION, AGAIN) == [None, "document a petition", None]
    assert outlets(before, letter, AGAIN)[2] == "document* a letter"
    assert outlets(TOLD, PETITION, AGAIN)[1:] == ["document a petition", CARRIED]


def test_a_lead_covers_who_met(annotator: Annotator, root: Path) -> None:
    """In this sample the tokenizer would end a sentence between a minister's two names."""
    document = annotator.annotate((root / "samples" / "harbour-talks.txt").read_text("utf-8"))
    names = {entity.id: entity.name for entity in document.entities}
    said = [
        (names[q.speakers[0].entity], q.outlet and names[q.outlet.entity])
        for q in document.quotations
        if q.speakers and names[q.speakers[0].entity] in ("Irena Calvossy", "Dov Hallengren")
    ]
    assert len(said) == 5
    assert {outlet for _, outlet in said} == {"Ostrany Telegraph Agency"}
