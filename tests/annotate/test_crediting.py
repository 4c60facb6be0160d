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
    ],
    ids=["a name before its noun", "what is put on a platform", "a tweet", "a medium’s report"],
)
def test_credited_media(line: str, outlet: str) -> None:
    assert outlets(line, names=NAMES)[:1] == [outlet]
