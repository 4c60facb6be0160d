"""A clause at the head of the sentence that belongs to the words behind the cue."""

from __future__ import annotations

import pytest

from annotate.drafts import Draft, Source
from annotate.frames.fronted import with_fronted
from corpus.spans import Span
from tests.annotate.framing import Tale


def contents(line: str) -> list[str]:
    """What becomes of a content that runs from behind `Quist said` to the full stop."""
    tale = Tale(line)
    (sent,) = tale.ctx.sentences
    at, who = (next(t for t in sent.tokens if t.text == word) for word in ("said", "Quist"))
    start = next(t.start for t in sent.tokens[at.i + 1 :] if t.text != ",")
    draft = Draft("indirect", "speech", sent, [Span(start, sent.tokens[-1].start)], verb=at.i)
    draft.source = Source(sent, who.i)
    return [span.of(tale.text) for span in with_fronted(tale.ctx, draft)]


ROSE = "advcl(said, rose)"


@pytest.mark.parametrize(
    ("opening", "head", "arcs"),
    [
        ("", "If the water rose", f"{ROSE} mark(rose, If)"),
        ("But ", "unless it rose", f"{ROSE} mark(rose, unless) cc(said, But)"),
        ("", "Even if it rose", f"{ROSE} mark(rose, if) advmod(rose, Even)"),
        ("", "When water rises", "advcl(said, rises) mark(rises, When) rises/VBZ"),
        ("", "To stop the water", "advcl(said, stop) mark(stop, To) stop/VB"),
    ],
)
def test_a_condition_before_the_cue_is_said_too(opening: str, head: str, arcs: str) -> None:
    line = f"{opening}{head}, Quist said Brand would go. || ccomp(said, go) {arcs}"
    assert contents(line) == [head, "Brand would go"]


def test_a_subject_that_the_cue_cuts_off_is_said_too() -> None:
    line = "The old pier, Quist said, was closed. || ccomp(said, closed) nsubj(closed, pier)"
    assert contents(line) == ["The old pier", "was closed"]


@pytest.mark.parametrize(
    ("head", "arcs"),
    [
        ("When the water rose", f"{ROSE} mark(rose, When)"),
        ("Although the water rose", f"{ROSE} mark(rose, Although)"),
        ("If asked", "advcl(said, asked) mark(asked, If)"),
        ("On Monday", "obl(said, Monday)"),
        ("“If it rose”", f"{ROSE} mark(rose, If)"),
        ("If it rose, Brand left and", f"{ROSE} mark(rose, If) conj(said, left) cc(said, and)"),
    ],
)
def test_what_is_the_reporters_is_not(head: str, arcs: str) -> None:
    comma = "" if head.endswith("and") else ","
    line = f"{head}{comma} Quist said Brand would go. || ccomp(said, go) {arcs}"
    assert contents(line) == ["Brand would go"]
