"""The document that a quotation's own sentence gives as where its words stand."""

from __future__ import annotations

import pytest

from tests.annotate.build import outlets, quoted


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        (
            "The report quoted Ada Quist as saying that talks would resume. || "
            "nsubj(quoted, report) obj(quoted, Ada) advcl(quoted, saying) mark(saying, as) "
            "ccomp(saying, resume) mark(resume, that)",
            "document The report",
        ),
        (
            quoted(
                "Ada Quist said, the report shows",
                "nsubj(said, Ada) shows/VBZ parataxis(said, shows) nsubj(shows, report)",
            ),
            "document the report",
        ),
        (
            "Ada Quist, quoted in a study of tides, said that talks would resume. || "
            "nsubj(said, Ada) acl(Ada, quoted) obl(quoted, study) case(study, in) "
            "nmod(study, tides) ccomp(said, resume) mark(resume, that)",
            "document a study",
        ),
        (
            "Writing in her memoir, Ada Quist said that talks would resume. || "
            "advcl(said, Writing) obl(Writing, memoir) case(memoir, in) nsubj(said, Ada) "
            "ccomp(said, resume) mark(resume, that)",
            "document her memoir",
        ),
        (
            "A study written by Ada Quist said that talks would resume. || nsubj(said, study) "
            "acl(study, written) obl:agent(written, Ada) case(Ada, by) ccomp(said, resume) "
            "mark(resume, that)",
            "document A study",
        ),
        (
            "Ada Quist was seen in a video saying talks would resume. || "
            "nsubj:pass(seen, Ada) aux:pass(seen, was) obl(seen, video) case(video, in) "
            "xcomp(seen, saying) ccomp(saying, resume) talks/NNS",
            "document a video",
        ),
        (
            "They found a letter in which Ada Quist said that talks would resume. || "
            "obj(found, letter) acl:relcl(letter, said) obl(said, which) case(which, in) "
            "nsubj(said, Ada) ccomp(said, resume) mark(resume, that)",
            "document a letter",
        ),
    ],
    ids=["quotes", "shows", "quoted-in", "writing-in", "written-by", "seen-in", "in-which"],
)
def test_a_document_that_the_sentence_gives(line: str, outlet: str) -> None:
    assert set(outlets(line)) == {outlet}


@pytest.mark.parametrize(
    "line",
    [
        quoted("Ada Quist said of the report", "nsubj(said, Ada) obl(said, report)"),
        quoted("Ada Quist said, the report failed", "nsubj(said, Ada) parataxis(said, failed)"),
        "Ada Quist, named in a study of tides, sang. || nsubj(sang, Ada) acl(Ada, named) "
        "obl(named, study) case(study, in) nmod(study, tides)",
    ],
    ids=["spoken-of", "no-saying", "nothing-said"],
)
def test_a_document_that_is_only_mentioned(line: str) -> None:
    assert not any(outlets(line))


def test_the_author_of_a_study_is_asked_about_it() -> None:
    study = (
        "A study written by Ada Quist said that talks would resume. || nsubj(said, study) "
        "acl(study, written) obl:agent(written, Ada) case(Ada, by) ccomp(said, resume) "
        "mark(resume, that)"
    )
    asked = "Quist said that voters waited. || ccomp(said, waited) mark(waited, that)"
    wrote, *_, said = outlets(study, asked)
    assert (wrote, said) == ("document A study", None)
