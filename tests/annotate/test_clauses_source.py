"""Reports in a parsed sentence: whose words they are, and words that hang from a far cue."""

from __future__ import annotations

import pytest

from annotate.clauses import climbed, negated, subject
from tests.annotate.build import clauses, in_words, text_of
from tests.annotate.trees import parse


@pytest.mark.parametrize(
    ("line", "verb", "source"),
    [
        (
            "It was said by the union that talks would resume. || said/VBN ccomp(said, resume) "
            "aux:pass(said, was) nsubj:pass(said, It) obl:agent(said, union) case(union, by)",
            "said",
            "union",
        ),
        (
            "The worker, who said talks would resume, left. || acl:relcl(worker, said) "
            "nsubj(said, who) ccomp(said, resume) nsubj(left, worker) nsubj(resume, talks)",
            "said",
            "worker",
        ),
        (
            "A worker saying talks would resume left. || acl(worker, saying) "
            "ccomp(saying, resume) nsubj(left, worker)",
            "saying",
            "worker",
        ),
        (
            "The worker left, saying talks would resume. || advcl(left, saying) "
            "ccomp(saying, resume)",
            "saying",
            "worker",
        ),
        (
            "The worker wanted to say talks would resume. || xcomp(wanted, say) ccomp(say, resume)",
            "say",
            "worker",
        ),
        (
            "She was quoted as saying talks would resume. || quoted/VBN nsubj:pass(quoted, She) "
            "aux:pass(quoted, was) advcl(quoted, saying) mark(saying, as) ccomp(saying, resume)",
            "saying",
            "She",
        ),
    ],
    ids="agent relative participle adverbial infinitive quoted-as".split(),
)
def test_whose_words(line: str, verb: str, source: str) -> None:
    sent = parse(line)
    token = next(t for t in sent.tokens if t.text == verb)
    found = subject(sent, token.i)
    assert found is not None
    assert sent.tokens[found].text == source
    read = {r.cue: r for r in clauses(line)}
    assert read[verb].source == source
    assert read[verb].content == ["talks would resume"]


def test_a_passive_without_agent_has_no_speaker() -> None:
    sent = parse(
        "It was said that talks would resume. || said/VBN aux:pass(said, was) "
        "nsubj:pass(said, It) ccomp(said, resume)"
    )
    assert subject(sent, 2) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("She did not say that talks would resume. || ccomp(say, resume)", True),
        ("She never said that talks would resume. || ccomp(said, resume)", True),
        ("She said that talks would not resume. || ccomp(said, resume)", False),
    ],
)
def test_negation_of_the_cue_alone(line: str, expected: bool) -> None:
    sent = parse(line)
    verb = next(t.i for t in sent.tokens if t.lemma == "say")
    assert negated(sent, verb) is expected


def test_words_hang_from_a_cue_far_above() -> None:
    line = "The union warned of a year of the long winter. || nmod(year, winter)"
    sent = parse(line)
    start = text_of(line).index("long")
    report = climbed(sent, (start, start + len("long winter")))
    assert report is not None
    assert in_words(report, text_of(line)).cue == "warned"
    assert in_words(report, text_of(line)).source == "union"


def test_words_that_hang_from_no_cue() -> None:
    line = "The worker walked through the long winter."
    start = text_of(line).index("long")
    assert climbed(parse(line), (start, start + len("long winter"))) is None
