"""What can be wrong with a record, a line or a file: issues, and the table of their codes.

Codes are stable: tools and tests rely on them. The letter tells the level: ``L`` (line) and ``S``
(schema) are level 1, ``T`` (text) 2, ``R`` (references) 3, ``G`` (guidelines) 4, ``C`` (corpus: a
folder of data or a release as a whole) 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
Level = Literal[1, 2, 3, 4, 5]


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault, and where it is; ``path`` leads from the record to the field, empty for all."""

    code: str
    severity: Severity
    path: str
    message: str
    file: str | None = None
    line: int | None = None
    record: str | None = None

    def __str__(self) -> str:
        """``file:line: severity CODE record path: message; what to do``, on one line."""
        place = "" if self.file is None else f"{self.file}:"
        place += "" if self.line is None else f"{self.line}:"
        parts = [place, self.severity, self.code, self.record, self.path]
        head = " ".join(part for part in parts if part)
        return f"{head}: {self.message}; {CODES[self.code].remedy}"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of fault: what it means and what to do about it."""

    code: str
    level: Level
    severity: Severity
    meaning: str
    remedy: str


def issue(code: str, path: str, message: str, *, record: str | None = None) -> Issue:
    """An issue with the severity that the table gives its code."""
    return Issue(code, CODES[code].severity, path, message, record=record)


_LEVELS: dict[str, Level] = {"L": 1, "S": 1, "T": 2, "R": 3, "G": 4, "C": 5}
_WARN = "warning"

# code, meaning, what to do; a fourth item makes it a warning
_ROWS: tuple[tuple[str, ...], ...] = (
    ("L-FILE", "the file cannot be read", "check its name and permissions"),
    ("L-EMPTY", "the file holds no record", "check that it was written to its end", _WARN),
    ("L-BLANK", "a line is blank", "remove it", _WARN),
    ("L-BOM", "the file begins with a byte order mark", "save it as UTF-8 without one", _WARN),
    ("L-UTF8", "a line is not UTF-8", "save the file as UTF-8"),
    ("L-JSON", "a line is not JSON", "write one JSON object a line"),
    ("L-CUT", "a line ends before its record does", "copy or write the file again"),
    ("L-NAN", "a number is not finite", "write null where there is no number"),
    ("L-SURROGATE", "a string holds half a character (a lone surrogate)", "mend the source text"),
    ("L-DUPKEY", "an object names a field twice", "keep one of the two"),
    ("S-VERSION", "the record follows another version of the schema", "convert it first"),
    ("S-TYPE", "a value has the wrong type", "see the field in schema.json"),
    ("S-REQUIRED", "a field is missing", "add it, as null or [] if there is nothing"),
    ("S-UNKNOWN", "a field is not in the schema", "remove it, or check its spelling"),
    ("S-ENUM", "a value is none of those allowed", "use one of those listed"),
    ("S-PATTERN", "a string does not have the form it must have", "see the pattern in schema.json"),
    ("S-RANGE", "a number is too small or too large", "see the limits in schema.json"),
    ("S-LENGTH", "a list or string is too short or too long", "see the limits in schema.json"),
    ("S-UNIQUE", "a list holds the same thing twice", "keep one of the two"),
    ("T-HASH", "text_sha256 is not the hash of the text", "restore the text, or anchor anew"),
    ("T-LENGTH", "text_length is not the length of the text", "count code points"),
    ("T-EMPTY", "a span is empty or reversed", "write [start, end) with start before end"),
    ("T-RANGE", "a span ends beyond the text", "count code points of the text as stored"),
    (
        "T-ORDER",
        "the spans of a list are not sorted, or overlap",
        "sort them, join overlapping ones",
    ),
    ("T-BODY", "a span lies outside the body", "boilerplate holds no quotations; mend the body"),
    ("T-PARAGRAPH", "a span runs over several paragraphs", "split it, one span a paragraph", _WARN),
    ("T-SPACE", "a segment begins or ends with white space", "leave the white space out"),
    ("T-LOOSE", "a span other than a segment has white space at an end", "leave it out", _WARN),
    ("T-MARK", "a segment includes its own quotation mark", "leave the marks out"),
    (
        "T-UNMARKED",
        "a segment has no quotation mark at either end",
        "only words in marks are segments",
    ),
    ("T-PAIRS", "a segment runs over two pairs of marks", "write one segment a pair", _WARN),
    ("T-SELECTOR", "a selector does not fit its span in the text", "make the selectors anew"),
    ("R-DOCID", "two documents have the same id", "give each its own"),
    ("R-QID", "two quotations have the same id", "give each its own"),
    ("R-EID", "two entities have the same id", "join them, or give each its own"),
    ("R-PARENT", "the parent is not in the document", "name a quotation of this document, or null"),
    ("R-CYCLE", "a quotation is its own ancestor", "set the parent of the outer one to null"),
    ("R-NEST", "a quotation does not lie inside its parent", "correct the parent or the spans"),
    ("R-ENTITY", "a speaker or outlet is no entity of the document", "add it to entities"),
    ("R-UNUSED", "an entity is no speaker, outlet or publisher", "remove it", _WARN),
    ("R-MENTION", "a mention is not among those of its entity", "add it to the entity's mentions"),
    ("R-SELECTOR", "a selector is for no span of the record", "remove it, or make all anew"),
    (
        "G-SEGMENTS",
        "a direct, mixed or none quotation has no segments",
        "add them, or call it indirect",
    ),
    ("G-INDIRECT", "an indirect quotation has segments", "call it mixed or direct"),
    ("G-WITHIN", "a segment lies outside the content", "the content holds all segments"),
    (
        "G-DIRECT",
        "the content of a direct or none quotation is not its segments",
        "make them equal",
    ),
    (
        "G-NONE",
        "marks that quote nobody have a mode, cue, speaker or outlet",
        "remove it, or retype",
    ),
    ("G-MODE", "a quotation has no mode", "write speech, writing or thought"),
    ("G-CUE", "the cue overlaps the mention of a speaker", "the cue is never the speaker"),
    ("G-CUECONTENT", "the cue overlaps the content", "split the content around it", _WARN),
    ("G-TRANSCRIPT", "a transcript has quotations", "remove them: its answers are not annotated"),
    (
        "G-IMPLICIT",
        "a speaker is implicit with a mention, or the reverse",
        "correct one of the two",
    ),
    ("G-TWICE", "an entity is a speaker of one quotation twice", "keep one of the two"),
    ("G-ANALYST", "the outlet is an analyst who is not the speaker", "see rule 3 for outlets"),
    ("G-EXPLICIT", "an explicit outlet has no mention", "add the mention, or write false"),
    (
        "G-SHARED",
        "two quotations have the same segment",
        "a pair of marks belongs to one quotation",
    ),
    ("G-INSIDE", "indirect speech inside quoted words", "it is left alone; remove it", _WARN),
    ("G-PARENT", "a quotation inside another's marks has no parent", "set its parent", _WARN),
    ("G-THAT", "a content begins with the 'that' before it", "leave the word out", _WARN),
    (
        "G-KIND",
        "the kind of an outlet does not fit that of its entity",
        "correct one of the two",
        _WARN,
    ),
    (
        "G-NAME",
        "a mention by name shares no word with the entity's names",
        "add it as an alias",
        _WARN,
    ),
    ("G-UNNAMED", "an unnamed entity is in the registry", "give it an id in d/, or its name"),
    (
        "G-ORPHAN",
        "an opening mark begins no segment",
        "annotate it, as none if it quotes nobody",
        _WARN,
    ),
    (
        "C-ENTRY",
        "a line of the registry is no entry",
        "write id, name, kind, outlet, aliases and, if known, affiliation",
    ),
    ("C-EID", "two entries of the registry have the same id", "join them, or give each its own"),
    ("C-NFC", "a name is not in Unicode's composed form (NFC)", "write it in NFC"),
    (
        "C-ALIAS",
        "two entries of the registry share a name",
        "take it from one, or list it in ambiguous.txt",
    ),
    ("C-REGISTRY", "a registry id is not in the registry", "add the entry, or write an id in d/"),
    (
        "C-AFFILIATION",
        "an entity belongs to none that is known, or to itself",
        "name another entity, or leave it out",
    ),
    (
        "C-DIFFERS",
        "an entity is named or classed otherwise than in the registry",
        "correct one of the two",
        _WARN,
    ),
    ("C-UNUSED", "nothing refers to an entry of the registry", "remove it"),
    (
        "C-IDLE",
        "nothing refers to some media of the registry",
        "nothing, if they are there for look-up",
        _WARN,
    ),
    ("C-SPLIT", "a document belongs to no split", "write train, dev or test", _WARN),
    ("C-TEXT", "two documents have the same text", "keep one of the two"),
    ("C-NEAR", "documents of two splits share much of their text", "put them into one split"),
    (
        "C-STORY",
        "splits.jsonl tells one story in two splits, or is not as the documents are",
        "keep a story in one split, and the file true",
    ),
    (
        "C-RIGHTS",
        "a text is held without a licence that allows it",
        "set text to null, or state the licence",
    ),
    ("C-CHANGE", "a line of CHANGES.jsonl is no change", "see RELEASING.md for its fields"),
    (
        "C-LOG",
        "the log of changes is not whole",
        "begin it with the first release, and only append to it",
    ),
    (
        "C-REASON",
        "a change since the last release has no reason",
        "add a line to CHANGES.jsonl that names it",
    ),
    ("C-ID", "a quotation has another id than in the last release", "give it back its id"),
    (
        "C-REUSED",
        "an id stands for other words than in the last release",
        "give the new words a new id",
    ),
    ("C-SUM", "a file of the release is not as it was built", "download or build it again"),
    ("C-CARD", "a count in the card is not true", "build the release again"),
)

CODES: dict[str, Code] = {
    row[0]: Code(
        code=row[0],
        level=_LEVELS[row[0][0]],
        severity="warning" if len(row) > 3 else "error",
        meaning=row[1],
        remedy=row[2],
    )
    for row in _ROWS
}
