"""Who is told is no part of the words: `told the court she had left`."""

from __future__ import annotations

import pytest

from annotate.drafts import Draft
from annotate.frames.addressees import without_addressee
from corpus.spans import Span
from tests.annotate.framing import Tale


def words_of(line: str, verb: str = "told") -> str:
    """What is left of a content that runs from right behind the verb to the full stop."""
    tale = Tale(line)
    (sent,) = tale.ctx.sentences
    at = next(t for t in sent.tokens if t.text == verb)
    start = sent.tokens[at.i + 1].start
    whole = Span(start, sent.tokens[-1].start)
    draft = Draft("indirect", "speech", sent, [whole], [], verb=at.i)
    (span,) = without_addressee(tale.ctx, draft)
    return span.of(tale.ctx.text)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Quist told the court Lena Moor had left. || ccomp(told, left)", "the court"),
        ("Quist told the daily workers left. || ccomp(told, left)", "the daily"),
        ("Quist told Radio Vell her staff saw a knife. || ccomp(told, saw)", "Radio Vell"),
        ("Quist told the Gazette the pier is shut. || ccomp(told, shut)", "the Gazette"),
        ("Quist told them Brand had left. || ccomp(told, left)", "them"),
        ("Quist told reporters the pier is shut. || ccomp(told, shut)", "reporters"),
        ("Quist told residents water rose. || ccomp(told, rose)", "residents"),
        ("Quist told his wife they left. || ccomp(told, left)", "his wife"),
    ],
)
def test_who_is_told_is_left_out(line: str, told: str) -> None:
    text = line.split(" || ")[0].removesuffix(".")
    assert words_of(line) == text.split(f"told {told} ")[1]


@pytest.mark.parametrize(
    "line",
    [
        "The court was told the pier is shut. || aux:pass(told, was) ccomp(told, shut)",
        "Quist told the ministry to repair the pier. || xcomp(told, repair)",
        "Quist told the union of the loss. || obl(told, loss)",
        "Quist told the pier workers. || obj(told, workers)",
    ],
)
def test_what_has_none_or_no_clause_stays(line: str) -> None:
    text = line.split(" || ")[0].removesuffix(".")
    assert words_of(line) == text.split("told ")[1]


def test_other_verbs_need_nobody() -> None:
    line = "Quist warned the court Brand had left. || ccomp(warned, left)"
    assert words_of(line, "warned") == "the court Brand had left"
