"""The annotation form: a reader's annotation of one article, in YAML, resolved to a record.

Whoever has read an article writes down each quotation by its exact words; offsets, segments and
the mentions of the entities follow from the text. Whatever is not found, stands at several
places, or leaves a pair of quotation marks uncovered is a problem, and no record is made: the
form is never guessed at. ``FORM.md``, beside this file, says how to write one.

A form holds words of the article, which is somebody else's text. It is therefore not kept with
the corpus, except for texts of our own: only the resolved record, its text null, is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, get_args

from corpus.entities import Registry, default_registry
from corpus.formats.form_cast import Cast
from corpus.formats.form_find import FindError, Places
from corpus.formats.form_links import Links
from corpus.formats.form_marks import Pairs
from corpus.formats.form_quotes import Draft, Quotes
from corpus.formats.form_yaml import Form, FormError, Problem, Problems, parse_form
from corpus.records import Document, Provenance, Quotation, Split, Status, text_sha256
from corpus.spans import Span, trim

__all__ = ["Form", "FormError", "Problem", "load_form", "parse_form", "to_record"]

PairFinder = Callable[[str, tuple[Span, ...]], Iterable[tuple[int, int]]]
"""From a text and the paragraphs of its body to the insides of all pairs of quotation marks."""

_META = ("title", "byline", "published", "url", "license")
_KEYS = frozenset(
    {"article", "transcript", "language", "publisher", "split", "body", "entities"}
    | {"quotations", "none", "unmarked", "note", *_META}
)


def load_form(path: str | os.PathLike[str]) -> Form:
    """Read a form from a file in UTF-8; raises `FormError`, or OSError from the disk."""
    try:
        return parse_form(Path(path).read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise FormError([Problem("", f"not UTF-8: {error}")]) from None


def to_record(
    form: Form,
    *,
    text: str,
    body: Iterable[tuple[int, int]],
    pairs: PairFinder,
    doc_id: str | None = None,
    by: str = "hand",
    status: Status = "accepted",
    registry: Registry | None = None,
) -> Document:
    """The record of a form, text included; raises `FormError` with all that is wrong.

    ``body`` holds the paragraphs as a program sees them, which the form may correct; ``pairs``
    finds the quotation marks in the outcome. The id is ``doc_id``, else that of the form.
    """
    problems = Problems(form.lines)
    data = problems.mapping(form.data, "", _KEYS)
    places = Places(text, _body(data, text, [Span(*span) for span in body], problems))
    marks = Pairs(places, pairs(text, places.body))
    _unmark(data, places, marks, problems)
    registry = default_registry() if registry is None else registry
    cast_ = Cast(data.get("entities", {}), places, registry, problems)
    quotes = Quotes(places, marks, Links(text, cast_, problems), problems)
    drafts = quotes.read(data.get("quotations", ""), data.get("none", ""))
    meta = _meta(data, doc_id, cast_, problems)
    entities = cast_.entities()
    if meta["transcript"] and drafts:
        problems.add("transcript", "nothing in a transcript is annotated")
    if not meta["transcript"]:
        marks.check(problems)
    problems.raise_any()
    return Document(
        text=text,
        text_sha256=text_sha256(text),
        text_length=len(text),
        body=places.body,
        quotations=_quotations(drafts, Provenance(by=by, status=status)),
        entities=entities,
        **meta,
    )


def _body(data: dict[str, Any], text: str, body: list[Span], problems: Problems) -> list[Span]:
    """The paragraphs, less those that ``drop`` names by first words, with those of ``add``."""
    edit = problems.mapping(data.get("body", {}), "body", frozenset({"drop", "add"}))
    for path, value in problems.items(edit.get("drop", ""), "body.drop"):
        words = problems.text(value, path)
        fitting = [span for span in body if words and span.of(text).startswith(words)]
        if len(fitting) == 1:
            body = [span for span in body if span != fitting[0]]
        elif words:
            problems.add(path, f"{len(fitting)} paragraphs begin with {words!r}, not one")
    # Lines, so that no added paragraph can run over the next.
    lines = [trim(text, span) for span in _lines(text)]
    whole = Places(text, [line for line in lines if line is not None])
    for path, value in problems.items(edit.get("add", ""), "body.add"):
        words = problems.text(value, path)
        try:
            span = whole.one(words) if words else None
        except FindError as error:
            problems.add(path, str(error))
            continue
        if span is not None and any(span.overlaps(other) for other in body):
            problems.add(path, "is in the body already")
        elif span is not None:
            body.append(span)
    return sorted(body)


def _lines(text: str) -> Iterable[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield Span(start, start + len(line))
        start += len(line)


def _unmark(data: dict[str, Any], places: Places, marks: Pairs, problems: Problems) -> None:
    for path, value in problems.items(data.get("unmarked", ""), "unmarked"):
        words = problems.text(value, path)
        try:
            if words:
                pair = places.one(words, [marks.is_pair], needed="no such pair", widen=marks.widen)
                marks.forget(pair)
        except FindError as error:
            problems.add(path, f"{words!r}: {error}")
        except ValueError:
            problems.add(path, f"{words!r}: no pair of marks was found there")


def _meta(
    data: dict[str, Any], doc_id: str | None, cast_: Cast, problems: Problems
) -> dict[str, Any]:
    """The fields of the document that describe the article."""
    article = problems.text(data.get("article", ""), "article")
    if doc_id is not None and article is not None and article != doc_id:
        problems.add("article", f"{article!r} is not {doc_id!r}, whose text was given")
    name = doc_id or article or ""
    out: dict[str, Any] = {"id": name, "collection": name.partition("/")[0] or None}
    for key in _META:
        out[key] = problems.text(data[key], key) if key in data else None
    out["language"] = data.get("language", "en")
    out["transcript"] = bool(problems.flag(data.get("transcript", "no"), "transcript"))
    split = data.get("split")
    out["split"] = None if split is None else problems.word(split, "split", get_args(Split))
    out["publisher"] = publisher = data.get("publisher")
    if publisher in cast_.members:
        member = cast_.members[publisher]
        member.is_used = True
        out["publisher"] = member.id
    elif publisher is not None and cast_.registry.get(str(publisher)) is None:
        problems.add("publisher", f"{publisher!r} is no key of entities and not in the registry")
    return out


def _quotations(drafts: list[Draft], provenance: Provenance) -> tuple[Quotation, ...]:
    ids = {draft.path: f"q{number}" for number, draft in enumerate(drafts, 1)}
    return tuple(
        Quotation(
            id=ids[draft.path],
            type=draft.type,
            mode=draft.mode,
            content=tuple(draft.content),
            segments=tuple(sorted(draft.segments)),
            cue=draft.cue,
            parent=None if draft.parent is None else ids[draft.parent.path],
            speakers=draft.speakers,
            outlet=draft.outlet,
            provenance=provenance,
        )
        for draft in drafts
    )
