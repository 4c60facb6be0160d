"""GUM in CoNLL-U: the text, an analysis of its gold trees and names, and its coreference chains.

Entities stand in the last column as ``Entity=(chain-type-…`` and ``chain)``, after Zeldes (2017).
"""

from __future__ import annotations

from pathlib import Path

from annotate.analysis import Analysis, Mention, Sentence, Token
from annotate.phrases import tokens_in
from corpus.records import Document, text_sha256
from corpus.spans import Span


def read_gum(path: Path) -> tuple[Document, Analysis, dict[tuple[int, int], str]]:
    """Text, analysis and the chain of each mention, by its span and by that of its head."""
    text, start = "", 0
    sentences: list[Sentence] = []
    body: list[Span] = []
    open_: list[tuple[str, str, int]] = []  # chain, type, offset
    spans: list[tuple[str, str, int, int]] = []
    tokens: list[Token] = []

    def close() -> None:
        nonlocal tokens
        if tokens:
            sentences.append(Sentence(tokens, paragraph=len(body)))
            tokens = []

    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and "_block" not in line and text.strip():
            close()
            body.append(Span(start, len(text.rstrip())))
            text = text.rstrip() + "\n\n"
            start = len(text)
        columns = line.split("\t")
        if not line:
            close()
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        misc = dict(part.partition("=")[::2] for part in columns[9].split("|"))
        at = len(text)
        text += columns[1]
        tokens.append(
            Token(
                i=int(columns[0]) - 1,
                start=at,
                end=len(text),
                text=columns[1],
                lemma=columns[2],
                upos=columns[3],
                xpos=columns[4],
                feats=columns[5],
                head=int(columns[6]) - 1,
                deprel=columns[7],
            )
        )
        _entity_marks(misc.get("Entity", ""), at, len(text), open_, spans)
        text += "" if misc.get("SpaceAfter") == "No" else " "
    close()
    body.append(Span(start, len(text.rstrip())))
    doc = Document(
        id=f"gum/{path.stem}",
        text=text,
        text_sha256=text_sha256(text),
        text_length=len(text),
        body=tuple(body),
    )
    return _with_names(doc, sentences, spans)


_LABELS = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}


def _entity_marks(
    value: str,
    start: int,
    end: int,
    open_: list[tuple[str, str, int]],
    spans: list[tuple[str, str, int, int]],
) -> None:
    """Opening and closing brackets of one token: ``(12-person-new-…``, ``12)``, or both."""
    for opened in value.replace(")", ") ").replace("(", " (").split():
        parts = opened.strip("()").split("-")
        if opened.startswith("("):
            open_.append((parts[0], parts[1] if len(parts) > 1 else "", start))
        if opened.endswith(")"):
            chain = parts[0]
            at = next((k for k in reversed(range(len(open_))) if open_[k][0] == chain), None)
            if at is not None:
                _, kind, begun = open_.pop(at)
                spans.append((chain, kind, begun, end))


def _with_names(
    doc: Document, sentences: list[Sentence], spans: list[tuple[str, str, int, int]]
) -> tuple[Document, Analysis, dict[tuple[int, int], str]]:
    chains: dict[tuple[int, int], str] = {}
    names: list[Mention] = []
    by_start = {token.start: (sent, token) for sent in sentences for token in sent.tokens}
    for chain, kind, start, end in sorted(spans, key=lambda s: s[2] - s[3]):
        found = by_start.get(start)
        if found is None:
            continue
        sent = found[0]
        inside = tokens_in(sent, Span(start, end))
        low, high = inside[0].i, inside[-1].i
        head = next((t for t in inside if not low <= t.head <= high), inside[-1])
        chains[head.start, head.end] = chain
        if head.upos == "PROPN" and kind in _LABELS:
            run = _name_run(sent, head.i, low, high)
            names.append(Mention(run.start, run.end, _LABELS[kind]))
            chains[run.start, run.end] = chain
    return doc, Analysis(sentences, sorted(set(names), key=lambda m: m.start)), chains


def _name_run(sent: Sentence, head: int, low: int, high: int) -> Span:
    """The proper nouns around a head, as a tagger of names would mark them."""
    first = last = head
    while first > low and sent.tokens[first - 1].upos == "PROPN":
        first -= 1
    while last < high and sent.tokens[last + 1].upos == "PROPN":
        last += 1
    return Span(sent.tokens[first].start, sent.tokens[last].end)


def gum_parts(folder: Path) -> dict[str, str]:
    """The part (``dev``, ``test``) of each document that ``splits.md`` names."""
    part, out = "", {}
    for line in (folder / "splits.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part = line[3:].strip()
        elif line.strip().startswith("* GUM_"):
            out[line.strip()[2:]] = part
    return out
