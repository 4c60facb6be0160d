"""Labels of newswire that is not in the corpus: which marks quote, and who is an expert.

Distractors and experts are rare, so that the articles annotated in full show few of them. Of the
other articles of the collection what the annotator was unsure of was labelled by hand
(``labels.jsonl``, one document a line: the hash of its text, the offsets of its ``marks`` that
quote and of those that do not, and those of the first mention of the ``people`` who speak, by
what they are). Each was labelled twice, the second time without sight of the first (Cohen's kappa,
with `undecided` as a label: 0.96 for 620 marks and for 658 people); what the two did not agree on,
or could not decide, has no label.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotate.article import from_text
from corpus.hydrate import find_text
from corpus.records import Document, text_sha256
from corpus.spans import Span

LABELS = Path(__file__).with_name("labels.jsonl")


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with the labels of its marks, and of the people whom it reports."""

    doc: Document
    marks: dict[Span, bool]
    people: list[tuple[Span, str]]


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
            yield Labelled(from_text(text, name=name), marks, people)


def _each(spans: dict[str, list[list[int]]]) -> Iterator[tuple[str, list[int]]]:
    return ((kind, span) for kind, found in spans.items() for span in found)
