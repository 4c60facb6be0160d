"""When entities of two annotations of one text are the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.identity import Identity
from corpus.records import Document, Entity, MentionKind, Quotation, Speaker, text_sha256
from corpus.spans import Span

TEXT = "Mara Quell’s lawyer spoke. He met Mara Quell and Ida Tarn. They agreed. He left."


def span(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def document(**entities: tuple[str, list[Span]]) -> Document:
    return Document(
        id="t/t",
        text=TEXT,
        text_sha256=text_sha256(TEXT),
        text_length=len(TEXT),
        entities=tuple(
            Entity(
                id=("e/" if key.startswith("known") else "d/") + key,
                name=name,
                kind="person",
                mentions=tuple(mentions),
            )
            for key, (name, mentions) in entities.items()
        ),
    )


def same(gold: tuple[str, list[Span]], other: tuple[str, list[Span]]) -> bool:
    return Identity(document(a=gold), document(b=other)).same("d/a", "d/b")


def test_registry_ids_decide() -> None:
    left, right = document(known=("Mara Quell", [])), document(known2=("Mara Quell", []))
    assert Identity(left, left).same("e/known", "e/known")
    assert not Identity(left, right).same("e/known", "e/known2")
    assert not Identity(left, right).same("e/known", "d/nobody")


@pytest.mark.parametrize(
    ("gold", "other", "expected"),
    [
        (("Mara Quell", []), ("MARA  quell", []), True),
        (("Mara Quell", []), ("Ida Tarn", []), False),
        (("M. Q.", [span("Mara Quell", 1)]), ("Quell", [span("Quell", 1)]), True),
        (("the lawyer", [span("Mara Quell’s lawyer")]), ("Quell", [span("Mara Quell")]), False),
        (("the lawyer", [span("Mara Quell’s lawyer")]), ("him", [span("lawyer")]), True),
        # Both give `He` to theirs, but one means Quell and the other Tarn.
        (
            ("Quell", [span("Mara Quell", 1), span("He")]),
            ("Tarn", [span("He"), span("Ida Tarn")]),
            False,
        ),
        # Gold knows no more than the pronoun, so whoever has it is right.
        (("He", [span("He")]), ("Tarn", [span("He"), span("Ida Tarn")]), True),
        # A pronoun left unresolved is not the person whom gold knows it to be.
        (("Tarn", [span("He"), span("Ida Tarn")]), ("He", [span("He")]), False),
        (("He", [span("He")]), ("He", [span("He", 1)]), False),
    ],
)
def test_names_and_mentions(
    gold: tuple[str, list[Span]], other: tuple[str, list[Span]], expected: bool
) -> None:
    assert same(gold, other) is expected


@pytest.mark.parametrize(
    ("name", "mention", "expected"),
    [
        # The text names Ida Tarn, and the other annotation left open who the lawyer is.
        ("Ida Tarn", "Mara Quell’s lawyer", False),
        # It holds the name itself, so it is hers whatever the other calls her.
        ("Ida Tarn", "Ida Tarn", True),
        # The text has no name for him, so nobody could know more.
        ("Lukas Orm", "Mara Quell’s lawyer", True),
    ],
)
def test_a_description_left_open_is_not_whom_the_text_names(
    name: str, mention: str, expected: bool
) -> None:
    named = document(a=(name, [span(mention)]))
    opened = document(b=("somebody", [span(mention)]))
    opened = replace(opened, entities=(replace(opened.entities[0], kind="unnamed"),))
    assert Identity(named, opened).same("d/a", "d/b") is expected
    assert Identity(opened, named).same("d/b", "d/a") is expected
    assert Identity(named, replace(opened, text=None)).same("d/a", "d/b") is expected


def test_a_joint_mention_does_not_join_its_entities() -> None:
    both = span("Mara Quell and Ida Tarn")
    gold = document(q=("Q", [span("Mara Quell", 1), both]), t=("T", [both, span("Ida Tarn")]))
    other = document(x=("X", [span("Mara Quell", 1), both]), y=("Y", [both, span("Ida Tarn")]))
    identity = Identity(gold, other)
    assert identity.same("d/q", "d/x")
    assert not identity.same("d/q", "d/y")
    assert identity.same_set(("d/q", "d/t"), ("d/y", "d/x"))
    assert not identity.same_set(("d/q", "d/t"), ("d/x",))
    assert identity.same_set((), ())


def test_without_text_kinds_tell_the_pronouns() -> None:
    def hidden(key: str, first: Span, kind: MentionKind) -> Document:
        entity = Entity(id=key, name=key, kind="person", mentions=(first, span("He")))
        speaker = Speaker(entity=key, mention=span("He"), kind=kind)
        quotation = Quotation(
            id="q", type="indirect", mode="speech", content=(Span(0, 4),), speakers=(speaker,)
        )
        return Document(
            id="t/t",
            text=None,
            text_sha256="0" * 64,
            text_length=len(TEXT),
            quotations=(quotation,),
            entities=(entity,),
        )

    gold = hidden("d/a", span("Mara Quell", 0), "pronoun")
    other = hidden("d/b", span("They"), "pronoun")
    assert not Identity(gold, other).same("d/a", "d/b")


def test_a_document_shares_its_mention_with_its_issuer() -> None:
    """`The letter says`: the mention of the letter, and of who wrote it, in both annotations."""

    def read(letter: str, issuer: str, *more: Span) -> Document:
        doc = document(letter=(letter, [span("They"), *more]), issuer=(issuer, [span("They")]))
        written, person = doc.entities
        return replace(doc, entities=(replace(written, kind="document"), person))

    gold = read("letter of Quell", "Mara Quell", span("lawyer"))
    other = read("the letter", "somebody", span("Ida Tarn"))
    identity = Identity(replace(gold, text=None), replace(other, text=None))
    assert identity.same("d/letter", "d/letter")
    assert not identity.same("d/letter", "d/issuer")
