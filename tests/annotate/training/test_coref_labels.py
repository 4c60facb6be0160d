"""Labelled mentions as examples of whom a description or a pronoun stands for."""

from __future__ import annotations

import pytest

from annotate.coref.features import NOBODY
from annotate.coref.ranker import default_rankers
from annotate.training.coref import Example
from annotate.training.coref_labels import from_labels
from annotate.training.labels import Labelled
from tests.annotate.framing import Tale

TALE = Tale(
    "Ada Quist met the Bridge Union.",
    "“We will rebuild,” the company said. || ccomp(said, rebuild)",
    "“It is over,” she said. || ccomp(said, over)",
)


def right(labels: dict[str, tuple[str, ...]]) -> dict[str, list[list[str]]]:
    """What the labels make of each ranker's examples: the features of their right answers."""
    mentions = {
        TALE.span(mention): tuple(TALE.span(each) for each in known)
        for mention, known in labels.items()
    }
    found = from_labels(
        Labelled(TALE.story.doc, {}, [], mentions),
        TALE.ctx,
        TALE.ruled.entities.registry,
        default_rankers(),
    )
    return {
        "descriptions": [answers(example) for example in found.descriptions],
        "pronouns": [answers(example) for example in found.pronouns],
    }


def answers(example: Example) -> list[str]:
    assert example.document == TALE.story.doc.id
    return [name for i in example.right for name in example.candidates[i]]


def test_who_is_meant() -> None:
    found = right({"the company": ("the Bridge Union",), "she": ("Ada Quist",)})
    (company,), (she,) = found["descriptions"], found["pronouns"]
    assert "type group ORG" in company
    assert NOBODY not in she


@pytest.mark.parametrize(
    ("mention", "kind"), [("the company", "descriptions"), ("she", "pronouns")]
)
def test_nobody_is_meant(mention: str, kind: str) -> None:
    found = right({mention: ()})
    ((*names,),) = found.pop(kind)
    assert names[0] == NOBODY
    assert not any(found.values())


@pytest.mark.parametrize("labels", [{}, {"the company": ("met",)}], ids=["none", "no-option"])
def test_what_has_no_label_or_no_right_option_is_no_example(
    labels: dict[str, tuple[str, ...]],
) -> None:
    assert right(labels) == {"descriptions": [], "pronouns": []}
