"""The flat tables of a release: the same content as the nested records, one thing a row.

Ids hold in the whole release: ``document#quotation`` for a quotation, the registry's id or
``document#id`` for an entity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from corpus.entities import RegistryEntry
from corpus.records import Document, Entity, Quotation
from corpus.release.checks import references
from corpus.release.data import CorpusData
from corpus.release.diff import quotation_id
from corpus.spans import Span

Row = dict[str, Any]
Type = Literal["text", "integer", "number", "yes_no", "texts"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, type, what it holds, and the column of a table that it refers to.

    References must form no cycle between tables, or mlcroissant loads none of them; so what a
    document says of its publisher is only told in words.
    """

    name: str
    type: Type
    description: str
    refers: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what a row is, its columns, the columns that identify a row."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def _column(line: str) -> Column:
    name, type_, refers, description = (part.strip() for part in line.split("|", 3))
    return Column(name, type_, description, refers or None)  # type: ignore[arg-type]


def _table(name: str, description: str, key: str, columns: str) -> Table:
    rows = tuple(_column(line) for line in columns.strip().splitlines())
    return Table(name, description, rows, tuple(key.split()))


_QUOTATION = "quotation | text | quotations/id | Quotation that it belongs to.\n"
_DOCUMENT = "document | text | documents/id | Document that it belongs to.\n"

TABLES: tuple[Table, ...] = (
    _table(
        "documents",
        "One article or challenge text a row.",
        "id",
        """
part | text | | gold or challenge.
id | text | | Identity of the document.
collection | text | | Set of texts that it comes from.
url | text | | Address at which it was published.
publisher | text | | Entity that published it.
title | text | | Headline.
byline | text | | Authors, as published.
published | text | | Date of publication, ISO 8601.
language | text | | BCP 47 tag.
text | text | | The exact text, where it may be released.
text_sha256 | text | | SHA-256 of the text encoded as UTF-8.
text_length | integer | | Length of the text in code points.
transcript | yes_no | | Whether it is a question-and-answer transcript.
split | text | | train, dev or test.
license | text | | Licence of the text.
quotations | integer | | Number of quotations, distractors left out.
distractors | integer | | Number of marks that quote nobody.
""",
    ),
    _table(
        "quotations",
        "One quotation a row, or one pair of marks that quotes nobody.",
        "id",
        "id | text | | Identity of the quotation: document#quotation.\n"
        + _DOCUMENT
        + """type | text | | direct, mixed, indirect or none.
mode | text | | speech, writing or thought.
start | integer | | Where its content begins, in code points.
end | integer | | Where its content ends.
content | integer | | Number of spans of its content.
segments | integer | | Number of its parts in quotation marks.
cue | integer | | Number of spans of its cue.
parent | text | quotations/id | Quotation that it stands inside of.
speakers | integer | | Number of its speakers.
outlet | yes_no | | Whether the article credits an outlet.
words | text | | Its content, where the text may be released.
confidence | number | | How sure the annotator is, 0 to 1.
by | text | | Who made the record.
status | text | | proposed, accepted, corrected or rejected.
""",
    ),
    _table(
        "spans",
        "One stretch of a text a row, half-open, in code points.",
        "document role owner number",
        _DOCUMENT
        + """role | text | | body, content, segment, cue, speaker, outlet or mention.
owner | text | | Quotation or entity that it belongs to; the document for the body.
number | integer | | Place in the list of its owner, from 0.
start | integer | | Its first code point.
end | integer | | The code point after its last.
""",
    ),
    _table(
        "speakers",
        "One speaker of one quotation a row.",
        "quotation number",
        _QUOTATION
        + """number | integer | | Place among the speakers of the quotation, from 0.
entity | text | entities/id | Whose words they are.
kind | text | | name, nominal, pronoun or implicit.
start | integer | | Where the mention begins.
end | integer | | Where the mention ends.
confidence | number | | How sure the annotator is, 0 to 1.
""",
    ),
    _table(
        "outlets",
        "The outlet of one quotation a row.",
        "quotation",
        _QUOTATION
        + """entity | text | entities/id | Channel that the article credits.
kind | text | | What sort of channel it is for these words.
explicit | yes_no | | Whether the sentence mentions it.
start | integer | | Where the mention begins.
end | integer | | Where the mention ends.
confidence | number | | How sure the annotator is, 0 to 1.
""",
    ),
    _table(
        "entities",
        "One entity a row: those of the registry, and those that one document has alone.",
        "id",
        """
id | text | | The registry's id, or document#id.
document | text | documents/id | Document that it belongs to, if to one alone.
name | text | | Canonical name, or description.
kind | text | | person, organisation, government, media, document or unnamed.
outlet | text | | Kind of outlet, of those in the registry that pass words on.
aliases | texts | | Other names and spellings.
affiliation | text | entities/id | Entity that it belongs to, as the articles state it.
documents | integer | | Number of documents that name it.
speaks | integer | | Number of quotations that it is a speaker of.
carries | integer | | Number of quotations that it is the outlet of.
""",
    ),
)


def rows(data: CorpusData) -> dict[str, list[Row]]:
    """The rows of every table, in the order of documents and of their parts."""
    out: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for part, placed in (("gold", data.gold), ("challenge", data.challenge)):
        for each in placed:
            _add_document(out, each.doc, part)
    out["entities"] = sorted(_entities(data), key=lambda row: str(row["id"]))
    return out


def entity_id(doc: Document, entity: str) -> str:
    """The id that an entity has in the whole release."""
    return entity if entity.startswith("e/") else f"{doc.id}#{entity}"


def _add_document(out: dict[str, list[Row]], doc: Document, part: str) -> None:
    same = ("id collection url title byline published language text text_sha256 text_length "
            "transcript split license").split()  # fmt: skip
    none = sum(quotation.type == "none" for quotation in doc.quotations)
    own = {
        "part": part,
        "publisher": doc.publisher and entity_id(doc, doc.publisher),
        "quotations": len(doc.quotations) - none,
        "distractors": none,
    }
    out["documents"].append({name: getattr(doc, name) for name in same} | own)
    add = _spans(out["spans"], doc)
    add("body", doc.id, doc.body)
    for quotation in doc.quotations:
        out["quotations"].append(_quotation(doc, quotation))
        _add_links(out, doc, quotation, add)
    for entity in doc.entities:
        add("mention", entity_id(doc, entity.id), entity.mentions)


def _spans(out: list[Row], doc: Document) -> Callable[..., None]:
    def add(role: str, owner: str, spans: tuple[Span, ...], first: int = 0) -> None:
        for number, (start, end) in enumerate(spans, first):
            place = {"number": number, "start": start, "end": end}
            out.append({"document": doc.id, "role": role, "owner": owner, **place})

    return add


def _quotation(doc: Document, quotation: Quotation) -> Row:
    words = None if doc.text is None else " … ".join(s.of(doc.text) for s in quotation.content)
    return {
        "id": quotation_id(doc, quotation),
        "document": doc.id,
        "type": quotation.type,
        "mode": quotation.mode,
        "start": quotation.content[0].start,
        "end": quotation.content[-1].end,
        "content": len(quotation.content),
        "segments": len(quotation.segments),
        "cue": len(quotation.cue),
        "parent": quotation.parent and quotation_id(doc, quotation.parent),
        "speakers": len(quotation.speakers),
        "outlet": quotation.outlet is not None,
        "words": words,
        "confidence": quotation.confidence,
        "by": quotation.provenance.by,
        "status": quotation.provenance.status,
    }


def _add_links(
    out: dict[str, list[Row]], doc: Document, quotation: Quotation, add: Callable[..., None]
) -> None:
    key = quotation_id(doc, quotation)
    for role, spans in (
        ("content", quotation.content),
        ("segment", quotation.segments),
        ("cue", quotation.cue),
    ):
        add(role, key, spans)
    for number, speaker in enumerate(quotation.speakers):
        if speaker.mention is not None:
            add("speaker", key, (speaker.mention,), number)
        out["speakers"].append(
            {"quotation": key, "number": number, "kind": speaker.kind} | _link(doc, speaker)
        )
    outlet = quotation.outlet
    if outlet is not None:
        if outlet.mention is not None:
            add("outlet", key, (outlet.mention,))
        out["outlets"].append(
            {"quotation": key, "kind": outlet.kind, "explicit": outlet.explicit}
            | _link(doc, outlet)
        )


def _link(doc: Document, link: Any) -> Row:
    start, end = link.mention or (None, None)
    entity = entity_id(doc, link.entity)
    return {"entity": entity, "start": start, "end": end, "confidence": link.confidence}


def _entities(data: CorpusData) -> Iterator[Row]:
    docs = [placed.doc for placed in (*data.gold, *data.challenge)]
    quoted = [(doc, quotation) for doc in docs for quotation in doc.quotations]
    speaks = Counter(entity_id(d, each.entity) for d, q in quoted for each in q.speakers)
    carries = Counter(entity_id(d, q.outlet.entity) for d, q in quoted if q.outlet is not None)
    named = Counter(
        entity for doc in docs for entity in {entity_id(doc, key) for _, key in references(doc)}
    )

    def row(entity: RegistryEntry | Entity, key: str, doc: Document | None) -> Row:
        belongs = entity.affiliation
        return {
            "id": key,
            "document": None if doc is None else doc.id,
            "name": entity.name,
            "kind": entity.kind,
            "outlet": getattr(entity, "outlet", None),
            "aliases": list(entity.aliases),
            "affiliation": entity_id(doc, belongs) if doc and belongs else belongs,
            "documents": named[key],
            "speaks": speaks[key],
            "carries": carries[key],
        }

    for entry in data.entries:
        yield row(entry, entry.id, None)
    known = {entry.id for entry in data.entries}
    for doc in docs:
        for entity in doc.entities:
            if entity.id not in known:
                yield row(entity, entity_id(doc, entity.id), doc)
