"""Text-free selectors: spans found again in an edited text without keeping a word of it.

The idea is that of robust anchoring: the W3C Web Annotation Data Model's `TextQuoteSelector`
(a quotation with a prefix and a suffix, https://www.w3.org/TR/annotation-model/) and Hypothesis's
fuzzy anchoring (https://web.hypothes.is/blog/fuzzy-anchoring/). Here the quotation and what stands
around it are hashed, since the text belongs to somebody else.

A text is taken as tokens: a run of letters and digits (a *word*), or one other character. White
space does not count, nor does the kind of a quotation mark, dash or ellipsis. Of a span of kind
``words`` there are two hashes:

- ``before``: the span with the words before it,
- ``after``: the span with the words after it,

each with at least `CONTEXT` words outside the span and `WORDS` words in all. Either of them is
enough to find the span, so that an edit on one side does no harm; an edit of the span's own words
loses it. Of a paragraph, whose inside may well be edited, ``after`` is a hash of its first `WORDS`
words and ``before`` of its last ones; the two ends are found apart from each other.

**What a hash gives away.** The hash of a single word, or of a name and a cue, is reversed by
trying a dictionary; no salt helps where the salt must be published. So no hash covers fewer than
`WORDS` words that follow one another, none reaches out of the article's body (whose surroundings,
title and address, are in the record), and where there are not enough words there is no hash.
Whoever wants to read words out of hashes has to guess twelve in a row at once, and the names of
entities, which the record gives, are the only ones of them that he knows. What hashes can do is to
confirm a passage that somebody has already, which is their purpose; and a passage confirmed helps
to guess the words next to it.

**Collisions.** A hash has 48 bits of SHA-256. Finding 150 spans in an edited article of 1,200
tokens compares 300 hashes with those at 1,200 places each: the odds that any of them agrees by
chance are about one in a billion an article.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from corpus.records import Document, Selector, SelectorKind
from corpus.spans import Span

WORDS, CONTEXT, _DIGITS = 12, 3, 12

Anchor = tuple[SelectorKind, Span]
"""What a selector finds: spans of the body are paragraphs, all others words."""

_TOKEN = re.compile(r"\w[\w\u0300-\u036f]*|''|``|\.\.\.|[^\w\s\u200b\u2060\ufeff\xad]")
_ALIKE = {
    **dict.fromkeys('"“”„‟«»「」『』〝〞〟＂″', '"'),
    **dict.fromkeys("'‘’‚‛‹›`´′", "'"),
    **dict.fromkeys("-‐‑‒–—―", "-"),
    **{"''": '"', "``": '"', "…": "..."},
}


class Tokens:
    """The tokens of a text: where they stand, and their form for hashing."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._forms: list[str] = []
        self._words: list[int] = []  # the tokens that are words
        self._before: list[int] = [0]  # number of words before each token
        for match in _TOKEN.finditer(text):
            form = match[0]
            if form[0].isalnum() or form[0] == "_":
                self._words.append(len(self.starts))
            self.starts.append(match.start())
            self.ends.append(match.end())
            self._forms.append(_ALIKE.get(form) or unicodedata.normalize("NFC", form))
            self._before.append(len(self._words))

    def __len__(self) -> int:
        return len(self.starts)

    def touched(self, span: Span) -> tuple[int, int]:
        """First token that the span touches, and the one behind the last."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)

    def before(self, i: int, n: int, low: int = 0) -> str | None:
        """Hash of ``n`` tokens from ``i`` on with words before them, none before token ``low``."""
        word = min(self._before[i + n] - WORDS, self._before[i] - CONTEXT * (n > 0))
        first = self._words[word] if word >= 0 and word < len(self._words) else -1
        return self._hash(first, i + n) if low <= first else None

    def after(self, i: int, n: int, high: int | None = None) -> str | None:
        """Hash of ``n`` tokens from ``i`` on with words after them, none at token ``high``."""
        word = max(self._before[i] + WORDS, self._before[i + n] + CONTEXT * (n > 0))
        high = len(self) if high is None else high
        stop = self._words[word - 1] + 1 if word <= len(self._words) else high + 1
        return self._hash(i, stop) if stop <= high else None

    def _hash(self, start: int, stop: int) -> str:
        # No form holds a line feed, so that other tokens cannot make the same string.
        joined = "\n".join(self._forms[start:stop])
        return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def anchors(doc: Document) -> Iterator[tuple[str, Anchor]]:
    """Every span of a record with its path, ``quotations[0].cue[1]``, in the record's order."""
    for i, span in enumerate(doc.body):
        yield f"body[{i}]", ("paragraph", span)
    for q, quotation in enumerate(doc.quotations):
        for part in ("content", "segments", "cue"):
            for i, span in enumerate(getattr(quotation, part)):
                yield f"quotations[{q}].{part}[{i}]", ("words", span)
        for i, speaker in enumerate(quotation.speakers):
            if speaker.mention is not None:
                yield f"quotations[{q}].speakers[{i}].mention", ("words", speaker.mention)
        if quotation.outlet is not None and quotation.outlet.mention is not None:
            yield f"quotations[{q}].outlet.mention", ("words", quotation.outlet.mention)
    for e, entity in enumerate(doc.entities):
        for i, span in enumerate(entity.mentions):
            yield f"entities[{e}].mentions[{i}]", ("words", span)


def make_selectors(doc: Document) -> tuple[Selector, ...]:
    """A selector for each different span of a document, in text order.

    A span without any token has none. Raises ValueError for a document without its text.
    """
    make = selector_maker(doc)
    different = sorted({anchor for _, anchor in anchors(doc)}, key=lambda a: (a[1], a[0]))
    made = (make(kind, span) for kind, span in different)
    return tuple(selector for selector in made if selector is not None)


def selector_maker(doc: Document) -> Callable[[SelectorKind, Span], Selector | None]:
    """What makes the selector of any span of a document's text; None for one without a token.

    Raises ValueError for a document without its text.
    """
    if doc.text is None:
        raise ValueError(f"{doc.id!r} has no text to make selectors from")
    tokens = Tokens(doc.text)
    regions = [tokens.touched(region) for region in _regions(doc.text, doc.body)]
    return lambda kind, span: _selector(tokens, kind, span, regions)


def _regions(text: str, body: Iterable[Span]) -> list[Span]:
    """Stretches of the body with nothing but white space between their paragraphs."""
    out: list[Span] = []
    for span in sorted(body):
        if out and not text[out[-1].end : span.start].strip():
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _selector(
    tokens: Tokens, kind: SelectorKind, span: Span, regions: list[tuple[int, int]]
) -> Selector | None:
    i, stop = tokens.touched(span)
    n = stop - i
    if n < 1 or span.start >= span.end:
        return None
    low, high = next((r for r in regions if r[0] <= i and stop <= r[1]), (i, stop))
    paragraph = kind == "paragraph"
    return Selector(
        span=span,
        kind=kind,
        tokens=n,
        inset=(span.start - tokens.starts[i], tokens.ends[stop - 1] - span.end),
        before=tokens.before(stop, 0, low) if paragraph else tokens.before(i, n, low),
        after=tokens.after(i, 0, high) if paragraph else tokens.after(i, n, high),
    )
