"""A document's work grows with its length: thousands of quotations are as quick, each, as one."""

from __future__ import annotations

import cProfile
import pstats

from annotate.pipeline import Annotator

_SPEAKERS = ("Mira Vell", "Ada Quist", "Oke Sund", "Tom Brand")


def _article(paragraphs: int) -> str:
    return "\n\n".join(
        f"“We will rebuild pier number {i},” {_SPEAKERS[i % 4]} said on Monday. "
        f"The harbour board added that talks would resume in week {i}."
        for i in range(paragraphs)
    )


def _calls(annotator: Annotator, text: str) -> int:
    """The calls of functions that it takes to annotate a text: unlike seconds, always the same."""
    profile = cProfile.Profile()
    profile.enable()
    document = annotator.annotate(text)
    profile.disable()
    assert len(document.quotations) == 2 * (text.count("\n\n") + 1)
    calls: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return calls


def test_the_work_grows_with_the_quotations_not_with_their_square(annotator: Annotator) -> None:
    _calls(annotator, _article(4))  # what is done once only
    few, many = _calls(annotator, _article(50)), _calls(annotator, _article(200))
    assert many < 4.4 * few
