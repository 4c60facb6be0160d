"""A raw article becomes a `Document` with its body marked: text exact, no quotations yet.

Sources are plain text as scraped, HTML pages, JSON Lines, folders of these and standard input.

- Plain text is stored exactly as read: decoded as UTF-8, newlines untouched, a byte order mark
  kept (it is the character U+FEFF at offset 0), so that the hash of the text is the hash of the
  file and every offset holds in it. Bytes that are not UTF-8 are an error, never repaired.
- Of an HTML page the text stored is the plain text that trafilatura extracts, one paragraph a
  line; offsets hold in that text, not in the page.
- Of a JSON Lines record it is the field ``text``, unchanged.

``body`` has one span for each paragraph of the article; a hard-wrapped paragraph is one span
with its line breaks inside. See `annotate.reading.body` for what is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, count
from pathlib import Path
from typing import Any

from annotate.reading import details, layout
from annotate.reading.body import Kind, body, body_span, classify
from annotate.reading.errors import ArticleError
from annotate.reading.signals import Block, level
from annotate.reading.sources import Raw, files, raw_articles
from corpus.records import Document, text_sha256
from corpus.spans import Span

__all__ = ["ArticleError", "from_text", "read", "read_many"]

_TURN = re.compile(r"(?:Q|A|Question|Answer|[A-Z][A-Z .'’-]{2,40}):\s")
_ID_UNFIT = re.compile(r"[\x00-\x1f\ud800-\udfff]")


def from_text(text: str, *, name: str, collection: str = "local", **meta: Any) -> Document:
    """The document of one plain text.

    ``name`` is the end of the id, or with a slash the whole of it. ``meta`` may give any of url,
    publisher (an entity id), title, byline, published, language, license and split; it beats what
    the page shows, and what the schema could not hold is left out. The body is empty if the text
    has no words. Raises `ArticleError` where the text cannot be encoded (a lone surrogate).
    """
    try:
        sha256 = text_sha256(text)
    except UnicodeEncodeError as error:
        reason = f"the text has a lone surrogate (U+{ord(text[error.start]):04X}) at {error.start}"
        raise ArticleError(name, reason) from None
    blocks = [Block(span, span.of(text)) for span in layout.blocks(text)]
    kinds = classify(blocks)
    kept = _without_title(blocks, body(blocks, kinds), meta.get("title"))
    spans = tuple(body_span(blocks[i]) for i in kept)
    found = _details(blocks, kinds, kept)
    found.update(details.fitting(meta))
    doc_id = _clean_id(name if "/" in name else f"{collection}/{name}")
    return Document(
        id=doc_id,
        collection=doc_id.partition("/")[0],
        text=text,
        text_sha256=sha256,
        text_length=len(text),
        body=spans,
        transcript=_is_transcript(text, spans),
        **found,
    )


def read(path: Path | str, *, collection: str = "local") -> Iterator[Document | ArticleError]:
    """The articles of one file, of a folder and all below it (by name), or of ``-``.

    What cannot be read comes as an `ArticleError` in its place, so that the others go on.
    """
    return read_many([path], collection=collection)


def read_many(
    paths: Iterable[Path | str], *, collection: str = "local"
) -> Iterator[Document | ArticleError]:
    """The articles of several paths in the order given; ids are unique over all of them."""
    taken: set[str] = set()
    for path in paths:
        for file in files(path):
            if isinstance(file, ArticleError):
                yield file
                continue
            for raw in raw_articles(file):
                yield raw if isinstance(raw, ArticleError) else _document(raw, collection, taken)


def _document(raw: Raw, collection: str, taken: set[str]) -> Document | ArticleError:
    name = _unique(raw, collection, taken)
    try:
        doc = from_text(raw.text, name=name, collection=collection, **raw.meta)
    except ArticleError as error:
        return ArticleError(raw.source, error.reason, line=raw.line)
    if not doc.body:
        words = any(char.isalnum() for char in raw.text)
        reason = "no article in it: nothing but page furniture" if words else "no words in it"
        if not raw.text.strip(" \t\r\n\ufeff"):
            reason = "the file is empty" if raw.line is None else "the text is empty"
        return ArticleError(raw.source, reason, line=raw.line)
    taken.add(name)
    return doc


def _unique(raw: Raw, collection: str, taken: set[str]) -> str:
    """An id nobody has: the name; with its folder, its ending or a number before it if need be."""
    whole = raw.name if "/" in raw.name else f"{collection}/{raw.name}"
    folder, _, name = _clean_id(whole).rpartition("/")
    tries = chain(
        [name], (f"{prefix}-{name}" for prefix in raw.prefixes), (f"{n}-{name}" for n in count(2))
    )
    return next(
        one for one in (_clean_id(f"{folder}/{try_}") for try_ in tries) if one not in taken
    )


def _clean_id(doc_id: str) -> str:
    """The id with nothing that ids may not hold: control characters, empty parts."""
    parts = [_ID_UNFIT.sub("_", part) for part in doc_id.split("/") if part]
    return "/".join(parts) if len(parts) > 1 else "/".join(["local", *(parts or ["unnamed"])])


def _without_title(blocks: list[Block], kept: list[int], title: object) -> list[int]:
    """The body less a headline above it that is known from elsewhere to be one."""
    if isinstance(title, str) and len(kept) > 1 and blocks[kept[0]].key == level(title):
        return kept[1:]
    return kept


def _details(blocks: list[Block], kinds: list[Kind], kept: list[int]) -> dict[str, Any]:
    first = kept[0] if kept else len(blocks)
    url = details.url(blocks)
    return {
        "title": details.title(blocks, kinds, first),
        "byline": details.byline(blocks, kinds),
        "published": details.published(blocks, kinds, url),
        "url": url,
    }


def _is_transcript(text: str, spans: tuple[Span, ...]) -> bool:
    """Whether at least four paragraphs, and half of all, open with a speaker's label."""
    turns = sum(bool(_TURN.match(text, span.start)) for span in spans)
    return turns >= 4 and turns >= 0.5 * len(spans)
