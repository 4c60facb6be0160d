"""A document's work grows with its length: thousands of quotations are as quick, each, as one."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable

import pytest

from annotate.pipeline import Annotator

_SPEAKERS = ("Mira Vell", "Ada Quist", "Oke Sund", "Tom Brand")


_PAPERS = ("Norland", "Efra", "Velmark", "Tessel", "Ostrany")


def _piers(i: int) -> str:
    return (
        f"“We will rebuild pier number {i},” {_SPEAKERS[i % 4]} said on Monday. "
        f"The harbour board added that talks would resume in week {i}."
    )


def _papers(i: int) -> str:
    return (
        f"“We will rebuild pier number {i},” {_SPEAKERS[i % 4]} told the {_PAPERS[i % 5]} Gazette. "
        f"A report said that talks would resume in week {i}."
    )


def _many_papers(i: int) -> str:
    return _papers(i).replace(" Gazette", f" {chr(65 + i % 26)}arn Gazette")


def _article(paragraph: Callable[[int], str], paragraphs: int) -> str:
    return "\n\n".join(map(paragraph, range(paragraphs)))


def _calls(annotator: Annotator, text: str) -> int:
    """The calls of functions that it takes to annotate a text: unlike seconds, always the same."""
    profile = cProfile.Profile()
    profile.enable()
    document = annotator.annotate(text)
    profile.disable()
    assert len(document.quotations) == 2 * (text.count("\n\n") + 1)
    calls: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return calls


@pytest.mark.parametrize("paragraph", [_piers, _papers, _many_papers])
def test_the_work_grows_with_the_quotations_not_with_their_square(
    annotator: Annotator, paragraph: Callable[[int], str]
) -> None:
    _calls(annotator, _article(paragraph, 4))  # what is done once only
    few, many = (_calls(annotator, _article(paragraph, n)) for n in (50, 150))
    assert many < 4 * few  # nine times as many, if it were the square
