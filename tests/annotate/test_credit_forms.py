"""The many ways in which news credits a medium or a platform, in invented sentences.

Each form is tried with names that need it: well-known ones, papers that no list knows, and names
with a noun beside them.
"""

from __future__ import annotations

import pytest

from annotate import Annotator
from annotate.article import from_text
from corpus.records import Document

pytestmark = pytest.mark.models

MEDIA = {
    "Reuters": "Reuters",
    "the Guardian": "Guardian",
    "the Vell Ledger": "Vell Ledger",
    "Radio Vell": "Radio Vell",
    "the news agency Tidra": "Tidra",
    "the Tidra news site": "Tidra",
    "Channel 9": "Channel 9",
    "state broadcaster NBV": "NBV",
}
CREDITED = (
    "Writing in {n}, the minister Odo Lant called the plan “a farce”.",
    "In an opinion piece for {n}, the minister Odo Lant called the plan “a farce”.",
    "In remarks carried by {n}, economist Ada Quist called the plan “a farce”.",
    "In an email to {n}, the minister Odo Lant called the plan “a farce”.",
    "In an exclusive with {n}, economist Ada Quist called the plan “a farce”.",
    "Interviewed by {n}, the minister Odo Lant called the plan “a farce”.",
    "Contacted by {n}, economist Ada Quist said the plan was “a farce”.",
    "Speaking with {n}, economist Ada Quist said: “The plan is a farce.”",
    "As reported by {n}, economist Ada Quist said that the plan was “a farce”.",
    "“The plan is a farce,” the minister Odo Lant said in an interview published in {n} on Sunday.",
    "The minister Odo Lant sat down with {n} and called the plan “a farce”.",
    "Economist Ada Quist shared with {n} that “the plan is a farce”.",
    "Economist Ada Quist, quoted by {n}, said: “The plan is a farce.”",
    "The minister Odo Lant is quoted in {n} as saying that “the plan is a farce”.",
    "The minister Odo Lant wrote for {n} that the plan was “a farce”.",
    "A report in {n} quoted economist Ada Quist as saying “the plan is a farce”.",
)
POSTED = (
    "Using {n}, Ada Quist called the plan “a farce”.",
    "Ada Quist went on {n} to call the plan “a farce”.",
    "The minister Odo Lant turned to {n} to say: “The plan is a farce.”",
    "“The plan is a farce,” read a {n} post by Ada Quist.",
    "Ada Quist’s {n} post read: “The plan is a farce.”",
    "“The plan is a farce,” Ada Quist said in a live broadcast on {n}.",
    "In a {n} live session, the minister Odo Lant called the plan “a farce”.",
)
# Where the words of other sentences were said; the last quotation is the one that is looked at.
OCCASIONS = (
    "“I regret nothing,” Odo Lant said. He was speaking to the BBC.",
    "“I regret nothing,” Odo Lant said.\n\nHe made the remarks in an interview with the BBC.",
    "In an interview with the BBC, the singer Pia Korst spoke about her illness.\n\n"
    "“I could not sing,” Korst said.",
    "The BBC spoke to the singer Pia Korst.\n\n“I could not sing,” Korst said.",
    "Ada Quist, who was a guest on the BBC, said she was “done with politics”.",
)
LEAD = "The talks on the harbour ended on Monday.\n\n"


def last_outlet(doc: Document) -> tuple[str, str]:
    """Kind and name of the outlet of the last quotation in marks; empty without one."""
    names = {entity.id: entity.name for entity in doc.entities}
    marked = [q for q in doc.quotations if q.segments and q.type != "none"]
    outlet = marked[-1].outlet if marked else None
    return (outlet.kind, names[outlet.entity]) if outlet else ("", "")


def missed(annotator: Annotator, texts: dict[str, str]) -> list[str]:
    """The texts whose last quotation has no outlet with the name that they are told to have."""
    docs = [from_text(text, name=f"text-{i}") for i, text in enumerate(texts)]
    found = map(last_outlet, annotator.annotate_many(docs))
    return [
        text for (text, name), (_, got) in zip(texts.items(), found, strict=True) if name not in got
    ]


def upper(text: str) -> str:
    return text[0].upper() + text[1:]


def test_a_medium_is_credited_in_many_ways(annotator: Annotator) -> None:
    texts = {LEAD + upper(form.format(n=n)): name for form in CREDITED for n, name in MEDIA.items()}
    assert missed(annotator, texts) == []


def test_a_platform_is_posted_on_in_many_ways(annotator: Annotator) -> None:
    platforms = ("Twitter", "Facebook", "Instagram", "Telegram", "Weibo")
    texts = {LEAD + upper(form.format(n=n)): n for form in POSTED for n in platforms}
    assert missed(annotator, texts) == []


def test_a_sentence_may_tell_where_the_words_of_others_were_said(annotator: Annotator) -> None:
    assert missed(annotator, {LEAD + text: "BBC" for text in OCCASIONS}) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The report, seen by this paper, says the plan is “a farce”.", "document"),
        ("Odo Lant said in the final order that the plan was “a farce”.", "document"),
        ("In an op-ed, the mayor Odo Lant called the plan “a farce”.", "document"),
        ("“The plan is a farce,” Odo Lant said in a written reply.", "document"),
        ("The historian Odo Lant wrote in a paper that the plan was “a farce”.", "document"),
        ("In a post on X, Ada Quist called the plan “a farce”.", "social_media"),
        (
            "At a press conference, the coach said the team was “ready”. He told the BBC later "
            "that he was “sure”.",
            "broadcaster",
        ),
    ],
)
def test_the_kind_of_an_outlet(annotator: Annotator, text: str, kind: str) -> None:
    (doc,) = annotator.annotate_many([from_text(LEAD + text, name="text")])
    assert last_outlet(doc)[0] == kind


def test_what_the_press_heard_does_not_come_from_the_medium_told_later(
    annotator: Annotator,
) -> None:
    text = (
        "At a press conference, the coach Odo Lant said the team was “ready”. "
        "He told the BBC that he was “sure of victory”."
    )
    (doc,) = annotator.annotate_many([from_text(text, name="text")])
    outlets = [q.outlet is not None for q in doc.quotations if q.segments]
    assert outlets == [False, True]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("A rights group, Tidewatch,", "Tidewatch"),
        ("The NGO Tidewatch", "Tidewatch"),
        ("Human Rights Watch", "Human Rights Watch"),
        ("Save the Children", "Save the Children"),
    ],
)
def test_a_body_is_named_whole(annotator: Annotator, source: str, name: str) -> None:
    text = f"{LEAD}{source} said the plan was “a farce”."
    (doc,) = annotator.annotate_many([from_text(text, name="text")])
    names = {entity.id: entity.name for entity in doc.entities}
    assert [names[s.entity] for q in doc.quotations for s in q.speakers if q.segments] == [name]
