"""Where the cue of quoted words is found, and where a verb near them is none."""

from __future__ import annotations

import pytest

from tests.annotate.build import Paragraph, only, record, seen

NEAR = [
    pytest.param(
        ("“We will rebuild,” Ada Quist told voters in Vell. || ccomp(told, rebuild)",),
        "told",
        "Ada Quist",
        id="addressee behind it",
    ),
    pytest.param(
        ("“We will rebuild,” she said. || ccomp(said, rebuild)",), "said", "she", id="pronoun"
    ),
    pytest.param(
        (
            "“We will rebuild,” Ada Quist, the long mayor of Vell, said. || ccomp(said, rebuild) "
            "nsubj(said, Ada) appos(Ada, mayor) nmod(mayor, Vell)",
        ),
        "said",
        "Ada Quist",
        id="apposition between",
    ),
    pytest.param(
        (
            "“We will rebuild,” Ada Quist later said. || ccomp(said, rebuild) "
            "nsubj(said, Ada) advmod(said, later)",
        ),
        "said",
        "Ada Quist",
        id="adverb between",
    ),
    pytest.param(
        ("“Soon,” said Ada Quist. || advmod(said, Soon) nsubj(said, Ada)",),
        "said",
        "Ada Quist",
        id="one word",
    ),
    pytest.param(
        ("“We will rebuild”, said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)",),
        "said",
        "Ada Quist",
        id="comma outside the marks",
    ),
    pytest.param(
        ('"We will rebuild," said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)',),
        "said",
        "Ada Quist",
        id="straight marks",
    ),
    pytest.param(
        ("‘We will rebuild,’ said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)",),
        "said",
        "Ada Quist",
        id="single marks",
    ),
    pytest.param(
        ("«We will rebuild», said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)",),
        "said",
        "Ada Quist",
        id="guillemets",
    ),
    pytest.param(
        ("“We will rebuild!” laughed Ada Quist. || ccomp(laughed, rebuild) nsubj(laughed, Ada)",),
        "laughed",
        "Ada Quist",
        id="a verb of utterance",
    ),
    pytest.param(
        ("Said Ada Quist, “We will rebuild.” || ccomp(Said, rebuild) nsubj(Said, Ada)",),
        "Said",
        "Ada Quist",
        id="cue first",
    ),
    pytest.param(
        ("Ada Quist said on Monday, “We will rebuild.” || ccomp(said, rebuild)",),
        "said",
        "Ada Quist",
        id="time between cue and marks",
    ),
    pytest.param(
        (
            "Ada Quist walked to the bridge, saying, “We will rebuild.” || "
            "advcl(walked, saying) ccomp(saying, rebuild)",
        ),
        "saying",
        "Ada Quist",
        id="participle",
    ),
    pytest.param(
        (
            "Ada Quist said talks would resume, adding: “We will wait.” || ccomp(said, resume) "
            "advcl(said, adding) ccomp(adding, wait)",
        ),
        "adding",
        "Ada Quist",
        id="participle of a report",
    ),
    pytest.param(
        ("Ada Quist said in Vell:", "“We will rebuild.”"),
        "said",
        "Ada Quist",
        id="colon at the end of the paragraph before",
    ),
]


@pytest.mark.parametrize(("paragraphs", "cue", "mention"), NEAR)
def test_the_cue_beside_the_marks(
    paragraphs: tuple[Paragraph, ...], cue: str, mention: str
) -> None:
    direct = [each for each in seen(record(*paragraphs)) if each.type == "direct"]
    assert [each.cue for each in direct] == [[cue]]
    assert [each.speakers[0].split(": ")[1] for each in direct] == [mention]


def test_each_quotation_of_a_sentence_has_its_own_cue() -> None:
    found = seen(
        record(
            (
                "“We will rebuild,” said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)",
                "“We will wait,” said Tom Brand. || ccomp(said, wait) nsubj(said, Tom)",
            )
        )
    )
    assert [(each.segments, each.speakers) for each in found] == [
        (["We will rebuild,"], ["Ada Quist: Ada Quist"]),
        (["We will wait,"], ["Tom Brand: Tom Brand"]),
    ]


def test_words_after_a_cue_that_ended_are_the_same_quotation() -> None:
    found = only(
        record(
            (
                "“We will rebuild,” said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)",
                "“We will not wait.”",
                "“The bridge will fail.”",
            )
        )
    )
    assert found.segments == ["We will rebuild,", "We will not wait.", "The bridge will fail."]


NOT_CUES = [
    pytest.param(
        (
            "“We will rebuild,” Ada Quist said. || ccomp(said, rebuild)",
            "Tom Brand walked to the bridge.",
        ),
        ["Ada Quist: Ada Quist"],
        id="a verb of another sentence",
    ),
    pytest.param(
        (
            (
                "“We will rebuild.”",
                "Tom Brand walked to the bridge and left. || conj(walked, left)",
            ),
        ),
        [],
        id="the next sentence only goes on",
    ),
    pytest.param(
        ("“We will rebuild,” said the worker whom Tom Brand hailed. || ccomp(said, rebuild) "
         "nsubj(said, worker) acl:relcl(worker, hailed) whom/WP obj(hailed, whom) "
         "nsubj(hailed, Tom) hailed/VBD",),
        ["the worker: the worker"],
        id="a verb inside a relative clause",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "speakers"), NOT_CUES)
def test_a_verb_that_is_no_cue(paragraphs: tuple[Paragraph, ...], speakers: list[str]) -> None:
    found = seen(record(*paragraphs))[0]
    assert found.speakers == speakers
    assert all(word == "said" for word in found.cue)


def test_a_report_in_the_next_sentence_is_its_own() -> None:
    """`“…” Brand said talks would resume.`: the second sentence reports something else."""
    first, second = seen(
        record(
            (
                "“We will rebuild,” Ada Quist said. || ccomp(said, rebuild)",
                "Tom Brand said talks would resume. || ccomp(said, resume)",
            )
        )
    )
    assert (first.type, first.speakers) == ("direct", ["Ada Quist: Ada Quist"])
    assert (second.type, second.speakers) == ("indirect", ["Tom Brand: Tom Brand"])


PHRASAL = [
    (
        "“We will rebuild,” Ada Quist went on. || ccomp(went, rebuild) on/RB advmod(went, on)",
        "went",
    ),
    ("“We will rebuild,” Ada Quist shot back. || shot/VBD ccomp(shot, rebuild)", "shot"),
]


@pytest.mark.parametrize(("line", "verb"), PHRASAL)
def test_a_verb_and_its_particle_report_together(line: str, verb: str) -> None:
    found = only(record(line))
    assert (found.type, found.speakers) == ("direct", ["Ada Quist: Ada Quist"])
    assert found.cue[0].startswith(verb)
