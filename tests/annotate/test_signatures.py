"""Quoted words signed with a name behind a dash."""

from __future__ import annotations

import pytest

from annotate import Annotator
from annotate.article import from_text


@pytest.mark.parametrize(
    "text",
    [
        "“It keeps the rain off everything.” – Ximena Porth, Lower Vell",
        "Readers wrote to us.\n\n“It keeps the rain off everything.” — Ximena Porth, Lower Vell",
        "Readers wrote to us.\n\n“It keeps the rain off everything.” ― Ximena Porth",
    ],
)
def test_the_name_behind_the_dash_is_the_speaker(text: str, annotator: Annotator) -> None:
    record = annotator.annotate(from_text(text, name="letters"))
    (quotation,) = [q for q in record.quotations if q.type == "direct"]
    (speaker,) = quotation.speakers
    assert speaker.mention is not None
    assert "Porth" in speaker.mention.of(text)
    assert quotation.cue == ()


def test_each_of_several_is_signed_for_itself(annotator: Annotator) -> None:
    lines = ["“The pier is a shame.” – Ximena Porth", "“The harbour stinks.”— Osman Quell"]
    lines += ["“The mayor must go.” ― Ada Quist", "“He was never here.” -- Tom Brand"]
    text = "\n\n".join(["Readers wrote to us.", *lines])
    record = annotator.annotate(from_text(text, name="letters"))
    names = {entity.id: entity.name for entity in record.entities}
    signed = [[names[s.entity] for s in q.speakers] for q in record.quotations]
    assert signed == [["Ximena Porth"], ["Osman Quell"], ["Ada Quist"], ["Tom Brand"]]
