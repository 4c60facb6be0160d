"""PolNeAR (Newell and others, LREC 2018): attributions in brat stand-off, read into records.

A part is a folder with ``text/NAME.txt`` and ``attributions/NAME_ANNOTATOR.ann``. PolNeAR marks
source, cue and content and no more, so the rest is derived, from the text alone:

* segments are the pairs of double marks of which a content holds at least half;
* a content without segments is indirect; one wholly in marks is direct, unless it begins with a
  small letter, which shows it embedded; every other content is mixed;
* speakers are entities without a kind; two mentions are one entity if they are the same words
  and no pronoun;
* the mode is always ``speech``; there are no outlets, and no quotations of type none.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.english import is_pronoun, word_set
from corpus.formats import brat
from corpus.formats.marks import double_marked, typed_by_marks
from corpus.records import (
    Document,
    Entity,
    MentionKind,
    Mode,
    Provenance,
    Quotation,
    QuotationType,
    Speaker,
    Split,
    text_sha256,
)
from corpus.spans import Span, intersect, merge, trim

Prediction = dict[str, list[list[int]]]
PathLike = str | os.PathLike[str]

_SPLITS: dict[str, Split] = {"train": "train", "dev": "dev", "test": "test"}
_SMALL_WORDS = word_set("of the and for in on at de la von van al bin s")


def read_part(
    part: PathLike,
    *,
    annotators: Literal["first", "all"] = "first",
    collection: str = "polnear",
    problems: list[str] | None = None,
) -> Iterator[Document]:
    """Yield the annotated documents of a part folder, by name; texts that nobody annotated go.

    ``annotators="first"`` takes for each text the annotator whose file comes first by name and
    gives the id ``collection/name``; ``"all"`` yields a document an annotator, with the id
    ``collection/name@annotator``. The split is the name of the folder where it is one, and
    headline, authors and date come from ``metadata.tsv`` beside the part where there is one.

    ``problems`` collects ``file:line: reason`` for each odd line that was passed over. Raises
    FileNotFoundError if the folder is no part, and ValueError for a text that is not UTF-8.
    """
    folder = Path(part)
    for needed in (folder / "text", folder / "attributions"):
        if not needed.is_dir():
            raise FileNotFoundError(f"{needed}: no such folder; give a part of PolNeAR, data/dev")
    files = _annotations(folder / "attributions")
    metadata = _metadata(folder.resolve().parent / "metadata.tsv")
    for path in sorted((folder / "text").glob("*.txt")):
        found = files.get(path.stem, [])
        text = _text(path)
        for annotator, file in found if annotators == "all" else found[:1]:
            suffix = f"@{annotator}" if annotators == "all" else ""
            article = _Article(
                id=f"{collection}/{path.stem}{suffix}",
                collection=collection,
                text=text,
                split=_SPLITS.get(folder.resolve().name),
                by=f"polnear:{annotator}",
                metadata=metadata.get(path.stem, {}),
            )
            yield _document(article, brat.read_events(file, problems=problems))


def to_polnear_prediction(
    doc: Document,
    *,
    types: Iterable[QuotationType] = ("direct", "mixed", "indirect"),
    modes: Iterable[Mode] = ("speech", "writing", "thought"),
    implicit: bool = True,
) -> list[Prediction]:
    """The quotations of ``doc`` as the PolNeAR scorer takes them: content and source spans.

    Only the given ``types`` and ``modes`` are left in (type ``none`` has no mode, so its mode is
    not asked). With ``implicit`` a speaker without a mention is given by the mention of its
    entity nearest the content, so that the scorer can tell who is meant.
    """
    wanted, put = set(types), set(modes)
    mentions = {entity.id: entity.mentions for entity in doc.entities}
    out = []
    for quotation in doc.quotations:
        if quotation.type not in wanted:
            continue
        if quotation.type != "none" and quotation.mode not in put:
            continue
        source = [speaker.mention for speaker in quotation.speakers if speaker.mention]
        if implicit and not source:
            near = (_nearest(mentions.get(s.entity, ()), quotation) for s in quotation.speakers)
            source = [mention for mention in near if mention]
        out.append(
            {
                "content": [list(span) for span in quotation.content],
                "source": [list(span) for span in merge(source)],
            }
        )
    return out


def to_polnear_predictions(
    docs: Iterable[Document],
    *,
    types: Iterable[QuotationType] = ("direct", "mixed", "indirect"),
    modes: Iterable[Mode] = ("speech", "writing", "thought"),
    implicit: bool = True,
) -> dict[str, list[Prediction]]:
    """Predictions by document name (the id after its last slash), ready to be dumped as JSON."""
    types, modes = tuple(types), tuple(modes)
    return {
        doc.id.rpartition("/")[2]: to_polnear_prediction(
            doc, types=types, modes=modes, implicit=implicit
        )
        for doc in docs
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    """What a document takes from outside its annotations."""

    id: str
    collection: str
    text: str
    split: Split | None
    by: str
    metadata: dict[str, str]


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: byte {error.start + 1} is not UTF-8") from None


def _annotations(folder: Path) -> dict[str, list[tuple[str, Path]]]:
    """Text name -> (annotator, file), by file name."""
    out: dict[str, list[tuple[str, Path]]] = {}
    for path in sorted(folder.glob("*.ann")):
        name, _, annotator = path.stem.rpartition("_")
        if annotator.isalnum() and annotator == annotator.lower():
            out.setdefault(name, []).append((annotator, path))
    return out


def _metadata(path: Path) -> dict[str, dict[str, str]]:
    """Rows of ``metadata.tsv`` by file name, without what is not known; empty without a file."""
    if not path.is_file():
        return {}
    with open(path, encoding="utf-8", newline="") as fp:
        rows = list(csv.DictReader(fp, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {
        row["filename"]: {k: v for k, v in row.items() if v and v not in ("None", "NA")}
        for row in rows
    }


def _document(article: _Article, events: Iterable[brat.Event]) -> Document:
    text = article.text
    body = brat.paragraphs(text)
    marked = double_marked(text, body)
    entities = _Entities(text)
    quotations: list[Quotation] = []
    for event in events:
        content = _clean(text, event.roles.get("Content", []), body)
        if not content:
            continue
        cue = _clean(text, event.roles.get("Cue", []), body)
        source = _clean(text, event.roles.get("Source", []), body)
        kind, content, segments = typed_by_marks(text, content, marked)
        if content:
            quotations.append(
                Quotation(
                    id=f"q{len(quotations) + 1}",
                    type=kind,
                    mode="speech",
                    content=content,
                    segments=segments,
                    cue=cue,
                    speakers=entities.speakers(source, cue or content),
                    provenance=Provenance(by=article.by, status="accepted"),
                )
            )
    return Document(
        id=article.id,
        collection=article.collection,
        text=text,
        text_sha256=text_sha256(text),
        text_length=len(text),
        body=body,
        title=article.metadata.get("title"),
        byline=article.metadata.get("author"),
        published=article.metadata.get("publication_date"),
        split=article.split,
        quotations=tuple(quotations),
        entities=entities.records(),
    )


def _clean(text: str, spans: Iterable[tuple[int, int]], body: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans within paragraphs, sorted, joined where they meet, without white space at the ends."""
    inside = intersect(merge(spans), body)
    return tuple(span for span in (trim(text, each) for each in inside) if span)


class _Entities:
    """The sources of one document, one entity for each that is worded differently."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._mentions: dict[str, set[Span]] = {}

    def speakers(self, source: tuple[Span, ...], near: tuple[Span, ...]) -> tuple[Speaker, ...]:
        """The speaker that a source names: of a broken source, the piece nearest the cue."""
        if not source:
            return ()
        span = min(source, key=lambda piece: abs(piece.start - near[0].start))
        words = " ".join(span.of(self._text).split())
        kind = _mention_kind(words)
        key = f"{words}\n{span.start}" if kind == "pronoun" else words.lower()
        self._mentions.setdefault(key, set()).add(span)
        number = list(self._mentions).index(key) + 1
        return (Speaker(entity=f"d/{number}", mention=span, kind=kind),)

    def records(self) -> tuple[Entity, ...]:
        return tuple(
            Entity(
                id=f"d/{number}",
                name=" ".join(min(mentions).of(self._text).split()),
                kind="unnamed",
                mentions=tuple(sorted(mentions)),
            )
            for number, mentions in enumerate(self._mentions.values(), 1)
        )


def _mention_kind(words: str) -> MentionKind:
    if is_pronoun(words):
        return "pronoun"
    large = [word for word in words.replace("’", " ").split() if word.lower() not in _SMALL_WORDS]
    return "name" if large and all(word[0].isupper() for word in large) else "nominal"


def _nearest(mentions: tuple[Span, ...], quotation: Quotation) -> Span | None:
    start = quotation.content[0].start
    return min(mentions, key=lambda span: abs(span.start - start), default=None)
