"""Documents and platforms that a sentence only points back to."""

from __future__ import annotations

import pytest

from tests.annotate.build import Paragraph, outlets

PUBLISHED = "The harbour board made a study. || obj(made, study)"
GAVE = "Ada Quist made a letter open. || obj(made, letter) xcomp(made, open) nsubj(made, Ada)"
SHOT = "A video was made. || nsubj:pass(made, video) aux:pass(made, was) made/VBN"


@pytest.mark.parametrize(
    ("before", "line", "outlet"),
    [
        (
            PUBLISHED,
            "In it, Ada Quist said talks would resume. || obl(said, it) case(it, In) "
            "ccomp(said, resume) nsubj(said, Ada)",
            "document a study",
        ),
        (
            "Papers were found. || nsubj:pass(found, Papers) aux:pass(found, were) Papers/NNS",
            "In it, Ada Quist said talks would resume. || obl(said, it) case(it, In) "
            "ccomp(said, resume) nsubj(said, Ada)",
            None,
        ),
        (
            PUBLISHED,
            "The authors said talks would resume. || nsubj(said, authors) ccomp(said, resume)",
            "document* a study",
        ),
        (
            PUBLISHED,
            "Its authors said talks would resume. || nsubj(said, authors) ccomp(said, resume) "
            "nmod:poss(authors, Its)",
            "document a study",
        ),
        (GAVE, "“We will walk,” Quist wrote. || ccomp(wrote, walk)", "document* a letter"),
        (GAVE, "“We will walk,” Quist said. || ccomp(said, walk)", None),
        (
            "Lena Moor made a letter open. || obj(made, letter) xcomp(made, open) "
            "nsubj(made, Lena)",
            "“We will walk,” Ada Quist wrote. || ccomp(wrote, walk)",
            None,
        ),
        (
            SHOT,
            "A guard was seen saying that talks would resume. || nsubj:pass(seen, guard) "
            "aux:pass(seen, was) xcomp(seen, saying) ccomp(saying, resume) mark(resume, that)",
            "document* A video",
        ),
    ],
    ids=["it", "many", "authors", "its-authors", "wrote", "said", "another", "heard"],
)
def test_a_document_that_was_spoken_of(before: str, line: str, outlet: str | None) -> None:
    assert outlets(before, line)[-1] == outlet


SEEN = "The bridge was seen on Twitter. || nsubj:pass(seen, bridge) aux:pass(seen, was) "
USER = "“We will walk,” one user wrote. || ccomp(wrote, walk) nsubj(wrote, user)"
POSTED = "Ada Quist posted a picture on Twitter. || obj(posted, picture) obl(posted, Twitter)"
CAPTION = "“We will walk,” the caption read. || ccomp(read, walk) nsubj(read, caption)"


@pytest.mark.parametrize(
    ("paragraphs", "outlet"),
    [
        ((SEEN + "obl(seen, Twitter)", USER), "social_media* Twitter"),
        ((USER,), None),
        ((SEEN + "obl(seen, Twitter)", USER.replace("one user", "one Internet user")), None),
        ((POSTED, CAPTION), "social_media* Twitter"),
        (
            (
                "Ada Quist left Twitter. || obj(left, Twitter)",
                CAPTION.replace("caption", "guard"),
            ),
            None,
        ),
    ],
    ids=["user", "nowhere", "at-large", "caption", "no-post"],
)
def test_a_platform_that_was_spoken_of(
    paragraphs: tuple[Paragraph, ...], outlet: str | None
) -> None:
    assert outlets(*paragraphs)[-1] == outlet
