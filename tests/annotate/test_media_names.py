"""Media that no list knows, by a noun beside their name or by the words that lead to it."""

from __future__ import annotations

import pytest

from tests.annotate.build import outlets, quoted

NAMES = (
    "ORG Rudo|Vell Tidende|Paper|The Ledger|State Council\nPERSON El Faro|Efra\nPLACE Norland|Umber"
)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        (
            "Ada Quist told the newspaper El Faro that talks would resume. || iobj(told, El) "
            "compound(El, newspaper) ccomp(told, resume) mark(resume, that)",
            "newspaper El Faro",
        ),
        (
            "Talks would resume, according to state news agency Umber. || "
            "case(Umber, according) fixed(according, to) obl(resume, Umber) "
            "compound(Umber, agency) compound(agency, news) compound(agency, state)",
            "news_agency Umber",
        ),
        (
            quoted(
                "Ada Quist said in an interview with the Vell Tidende daily",
                "nsubj(said, Ada) obl(said, interview) nmod(interview, daily) "
                "compound(daily, Tidende)",
            ),
            "newspaper Vell Tidende",
        ),
        (
            "The news portal The Paper reported that talks would resume. || "
            "nsubj(reported, portal) appos(portal, Paper) ccomp(reported, resume) "
            "mark(resume, that) compound(portal, news)",
            "online_media Paper",
        ),
        (
            "Ada Quist told the broadsheet El Faro that talks would resume. || iobj(told, El) "
            "compound(El, broadsheet) ccomp(told, resume) mark(resume, that)",
            "newspaper El Faro",
        ),
        (
            "Ada Quist told the news service El Faro that talks would resume. || iobj(told, El) "
            "compound(El, service) compound(service, news) ccomp(told, resume) mark(resume, that)",
            "news_agency El Faro",
        ),
        (
            "Talks would resume, according to state media Rudo. || case(Rudo, according) "
            "fixed(according, to) obl(resume, Rudo) compound(Rudo, media) compound(media, state)",
            "media Rudo",
        ),
        (
            "Talks would resume, according to an article on Rudo, an independent blog. || "
            "case(article, according) fixed(according, to) obl(resume, article) "
            "nmod(article, Rudo) case(Rudo, on) appos(Rudo, blog)",
            "online_media Rudo",
        ),
        (quoted("Ada Quist told Rudo", "iobj(told, Rudo)", cue="told"), "newspaper Rudo"),
        (
            quoted(
                "Ada Quist said to Efra",
                "nsubj(said, Ada) obl(said, Efra) case(Efra, to)",
            ),
            "newspaper Efra",
        ),
        (
            quoted("Ada Quist told the State Council", "iobj(told, Council)", cue="told"),
            None,
        ),
    ],
    ids=[
        "a noun before the name",
        "an agency that was taken for a place",
        "a noun after the name",
        "a portal whose name is a noun",
        "a broadsheet",
        "a news service",
        "state media",
        "an apposition",
        "told a name",
        "a name that was taken for a person",
        "a council is no medium",
    ],
)
def test_unknown_media(line: str, outlet: str | None) -> None:
    assert outlets(line, names=NAMES)[:1] == [outlet]


TALK = "ORG Harbour Talk\nPLACE Vell Talk podcast"
EPISODE = (
    "nsubj(said, Ada) obl(said, episode) case(episode, in) nmod(episode, podcast) "
    "case(podcast, of) appos(podcast, Harbour)"
)


@pytest.mark.parametrize(
    ("rest", "arcs", "outlet"),
    [
        ("told the podcast Harbour Talk", "iobj(told, podcast) appos(podcast, Harbour)", "Harbour"),
        ("told the Harbour Talk podcast", "iobj(told, podcast) compound(podcast, Talk)", "Harbour"),
        ("told the Vell Talk podcast", "iobj(told, podcast) compound(podcast, Talk)", "Vell"),
        ("said in an episode of the podcast Harbour Talk", EPISODE, "Harbour"),
        ("said in a podcast interview", "obl(said, interview) compound(interview, podcast)", "a"),
    ],
)
def test_podcasts(rest: str, arcs: str, outlet: str) -> None:
    line = quoted(f"Ada Quist {rest}", arcs, cue=rest.split()[0])
    (found,) = outlets(line, names=TALK)
    assert (found or "").split()[:2] == ["online_media", outlet]


def test_who_has_a_podcast_did_not_speak_there() -> None:
    line = quoted("Ada Quist, who hosts a podcast, said", "obj(hosts, podcast) nsubj(said, Ada)")
    assert outlets(line, names=TALK) == [None]


@pytest.mark.parametrize(
    ("rest", "arcs", "outlet"),
    [
        ("the daily", "iobj(told, daily) daily/JJ det(daily, the)", "newspaper the daily"),
        ("the daily meeting", "iobj(told, meeting) daily/JJ meeting/NN", None),
    ],
)
def test_a_daily_is_one_where_no_noun_follows(rest: str, arcs: str, outlet: str | None) -> None:
    line = quoted(f"Ada Quist told {rest}", f"nsubj(told, Ada) {arcs}", cue="told")
    assert outlets(line) == [outlet]


def test_a_person_with_a_first_name_is_no_medium() -> None:
    line = quoted("Ada Quist told Tom Brand", "iobj(told, Tom)", cue="told")
    assert outlets(line) == [None]


def test_a_description_stands_for_the_medium_named_before() -> None:
    first = quoted("Ada Quist told the newspaper Rudo", "iobj(told, Rudo)", cue="told")
    second = quoted("Lena Moor told the newspaper", "iobj(told, newspaper)", cue="told")
    assert outlets(first, second, names=NAMES) == ["newspaper Rudo"] * 2


def test_a_discussion_paper_is_no_newspaper() -> None:
    line = (
        "Lena Moor said voters would wait in a discussion paper. || ccomp(said, wait) "
        "obl(wait, paper) compound(paper, discussion)"
    )
    assert "newspaper" not in str(outlets(line))


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        (
            "Talks would resume, media Lena Moor said. || ccomp(said, resume) nsubj(said, Moor) "
            "case(Moor, media)",
            None,
        ),
        (
            "Talks would resume, Lena Moor said in report. || ccomp(said, resume) "
            "nsubj(said, Moor) case(said, report) case(report, in)",
            "document report",
        ),
    ],
    ids=["media", "report"],
)
def test_a_noun_that_hangs_like_a_preposition_is_a_phrase_all_the_same(
    line: str, outlet: str | None
) -> None:
    assert outlets(line) == [outlet]


@pytest.mark.parametrize(
    ("agency", "outlet"),
    [
        ("The UN refugee agency", "organisation The UN refugee agency"),
        ("The federal agency", "organisation The federal agency"),
        ("The Norland agency", "news_agency The Norland agency"),
        ("The state agency", "news_agency The state agency"),
        ("The news agency", "news_agency The news agency"),
    ],
)
def test_not_every_agency_is_for_news(agency: str, outlet: str) -> None:
    line = f"{agency} said talks would resume. || ccomp(said, resume) nsubj(said, agency)"
    line += " federal/JJ" * ("federal" in agency)
    assert outlets(line) == [outlet]


def test_the_agency_is_the_body_named_before_it() -> None:
    before = "The Umber Geological Survey said talks would resume. || ccomp(said, resume)"
    again = "The agency said voters should wait. || ccomp(said, wait)"
    name = "Umber Geological Survey"
    assert outlets(before, again, names=f"ORG {name}") == [f"organisation {name}"] * 2


@pytest.mark.parametrize(
    ("where", "outlet"),
    [
        ("on X", "social_media Twitter"),
        ("on the platform X", "social_media Twitter"),
        ("with X", None),
        ("on X Street", None),
    ],
)
def test_x_is_a_platform_behind_on(where: str, outlet: str | None) -> None:
    line = quoted(f"Ada Quist wrote {where}", "nsubj(wrote, Ada)", cue="wrote")
    assert outlets(line, names="PLACE X Street") == [outlet]
