"""Which of the media that a sentence mentions it credits for its words."""

from __future__ import annotations

import pytest

from tests.annotate.build import outlets, quoted

NAMES = "ORG Flurry\nORG Vell Press"


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        (
            quoted(
                "Ada Quist said in an interview with the Norland Wire news agency",
                "nsubj(said, Ada) obl(said, interview) nmod(interview, agency) "
                "compound(agency, Wire) compound(agency, news) case(agency, with)",
            ),
            "news_agency Norland Wire",
        ),
        (
            quoted(
                "Ada Quist said in a Twitter post",
                "nsubj(said, Ada) obl(said, post) compound(post, Twitter) case(post, in) post/NN",
            ),
            "social_media Twitter",
        ),
        (
            quoted(
                "Ada Quist said in a tweet",
                "nsubj(said, Ada) obl(said, tweet) case(tweet, in) tweet/NN",
            ),
            "social_media Twitter",
        ),
        (
            "Talks would resume, a report by Radio Vell said. || ccomp(said, resume) "
            "nsubj(said, report) nmod(report, Vell) case(Vell, by) nsubj(resume, Talks) Talks/NNS",
            "broadcaster Radio Vell",
        ),
        (
            "Talks would resume, a report by the broadcaster Radio Vell said. || "
            "ccomp(said, resume) nsubj(said, report) nmod(report, Vell) "
            "nmod(report, broadcaster) case(broadcaster, by) nsubj(resume, Talks) Talks/NNS",
            "broadcaster Radio Vell",
        ),
        (
            quoted(
                "Ada Quist said in a social media post",
                "nsubj(said, Ada) obl(said, post) amod(post, social) compound(post, media) "
                "case(post, in) post/NN",
            ),
            "social_media social media",
        ),
        (
            "The report by Radio Vell, which quoted workers, said talks would resume. || "
            "ccomp(said, resume) nsubj(said, report) nmod(report, Vell) case(Vell, by) "
            "nsubj(resume, talks) acl:relcl(report, quoted)",
            "broadcaster Radio Vell",
        ),
        (
            "Earlier on Twitter she wrote that talks would resume. || ccomp(wrote, resume) "
            "advmod(wrote, Earlier) obl(Earlier, Twitter) case(Twitter, on) mark(resume, that) "
            "nsubj(wrote, she) Earlier/RB",
            "social_media Twitter",
        ),
    ],
    ids=[
        "a name before its noun",
        "what is put on a platform",
        "a tweet",
        "a medium’s report",
        "a described medium’s report",
        "a post somewhere",
        "a report of its own",
        "a platform under an adverb",
    ],
)
def test_credited_media(line: str, outlet: str) -> None:
    assert outlets(line, names=NAMES)[:1] == [outlet]
