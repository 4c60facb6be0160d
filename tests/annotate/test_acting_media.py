"""Names that only their sentence shows to be media."""

from __future__ import annotations

import pytest

from tests.annotate.build import outlets

NAMES = "ORG Altai Dispatch|Vostok Bureau|Flurry|Labour Ministry"


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        (
            "The Altai Dispatch quoted Ada Quist as saying talks would resume. || "
            "obj(quoted, Ada) advcl(quoted, saying) mark(saying, as) ccomp(saying, resume)",
            "media Altai Dispatch",
        ),
        (
            "Talks would resume, Ada Quist said in a statement carried by the Vostok Bureau. || "
            "ccomp(said, resume) nsubj(said, Ada) obl(said, statement) acl(statement, carried) "
            "carried/VBN obl:agent(carried, Bureau) Talks/NNS",
            "news_agency Vostok Bureau",
        ),
        (
            "“We will rebuild,” Ada Quist posted on Flurry. || ccomp(posted, rebuild) "
            "nsubj(posted, Ada) obl(posted, Flurry)",
            "social_media Flurry",
        ),
        (
            "The Labour Ministry quoted Ada Quist as saying talks would resume. || "
            "obj(quoted, Ada) advcl(quoted, saying) mark(saying, as) ccomp(saying, resume)",
            None,
        ),
        (
            "Ada Quist would resume talks, Flurry reported. || ccomp(reported, resume) "
            "nsubj(resume, Ada) nsubj(reported, Flurry)",
            "media Flurry",
        ),
    ],
    ids=["quotes", "carries", "is posted on", "a ministry is no medium", "reported"],
)
def test_acting_media(line: str, outlet: str | None) -> None:
    assert outlets(line, names=NAMES) == [outlet]
