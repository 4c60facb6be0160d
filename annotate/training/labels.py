"""Labels of newswire that is not in the corpus: which marks quote, who is an expert, who is meant.

Distractors and experts are rare, so that the articles annotated in full show few of them, and of
what descriptions stand for there is never enough. Of the other articles of the collection what
the annotator was unsure of was labelled by hand, and all descriptions of speakers
(``labels.jsonl``, one document a line: the hash of its text, the offsets of its ``marks`` that
quote and of those that do not, those of the first mention of the ``people`` who speak, by what
they are, and those of ``mentions`` of speakers, each with mentions of whom it stands for, none if
that is nobody of the text). Marks and people were labelled twice, the second time without sight
of the first (Cohen's kappa, with `undecided` as a label: 0.96 for 620 marks and for 658 people).
Of 853 mentions 637 were labelled twice so, with the same answer for 607, the others once. What
two did not agree on, or could not decide, has no label; nor has `they`, which may be two entities.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotate.article import from_text
from corpus.hydrate import find_text
from corpus.records import Document, text_sha256
from corpus.spans import Span

LABELS = Path(__file__).with_name("labels.jsonl")


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with the labels of its marks, and of the people and mentions that it reports.

    ``mentions`` holds, by where it stands, other mentions of whom a mention of a speaker means.
    """

    doc: Document
    marks: dict[Span, bool]
    people: list[tuple[Span, str]]
    mentions: dict[Span, tuple[Span, ...]] = field(default_factory=dict)


def labelled_newswire(folder: Path, path: Path = LABELS) -> Iterator[Labelled]:
    """The labelled articles, in the order of their ids, with their texts in ``folder``.

    Raises:
        corpus.hydrate.TextError: if a text is not there.
        ValueError: if a text is not the one that was labelled.
    """
    with path.open(encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            name, sha256 = row["document"], row["text_sha256"]
            text = find_text(name, folder, sha256=sha256)
            if text_sha256(text) != sha256:
                raise ValueError(f"{name}: its text was edited; get the one that was labelled")
            marks = {Span(*span): kind == "quotes" for kind, span in _each(row["marks"])}
            people = sorted((Span(*span), standing) for standing, span in _each(row["people"]))
            mentions = {
                Span(start, end): tuple(Span(*span) for span in known)
                for start, end, known in row["mentions"]
            }
            yield Labelled(from_text(text, name=name), marks, people, mentions)


def _each(spans: dict[str, list[list[int]]]) -> Iterator[tuple[str, list[int]]]:
    return ((kind, span) for kind, found in spans.items() for span in found)
