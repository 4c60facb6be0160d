"""Title, writer, date and address of an article, where its page plainly shows them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from annotate.reading import furniture
from annotate.reading.body import Kind
from annotate.reading.signals import Block, is_byline

_URL_DATE = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/?#-]|$)")
_ISO_DATE = re.compile(r"\b((?:19|20)\d{2})-(\d{2})-(\d{2})\b")
_LONG_DATE = re.compile(
    r"\b(?:(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"|(?P<day2>\d{1,2})(?:st|nd|rd|th)? (?P<month2>[A-Z][a-z]{2,8})\.?),? (?P<year>(?:19|20)\d{2})"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def title(blocks: list[Block], kinds: list[Kind], first: int) -> str | None:
    """The headline: of the lines above the article, the one whose words it takes up most."""
    later = " ".join(block.text[:4000] for block in blocks[first : first + 6]).casefold()
    known = set(re.findall(r"\w{3,}", later))
    best, best_score = None, 0.0
    for block, kind in zip(blocks[:first], kinds[:first], strict=True):
        if kind is not Kind.LABEL or not 3 <= len(block.words) <= 40:
            continue
        content = set(re.findall(r"\w{3,}", block.text.casefold()))
        hits = len(content & known)
        score = hits * hits / len(content) if content else 0.0
        if hits >= 2 and hits >= 0.3 * len(content) and score > best_score:
            best, best_score = block.text, score
    return " ".join(best.split()) if best else None


def byline(blocks: list[Block], kinds: list[Kind]) -> str | None:
    """The writers as the page names them: a ``By`` line, or a name with an address under it."""
    for i, block in enumerate(blocks):
        if kinds[i] is not Kind.FURNITURE:
            continue
        if is_byline(block):
            match = furniture.BYLINE.match(furniture.EMAIL.sub("", block.head))
            if match:
                return match["names"].strip(" ,&.")
        if i and furniture.EMAIL.fullmatch(block.head.strip("[]() ")):
            above = blocks[i - 1]
            if furniture.NAME_LINE.match(above.head):
                return above.text
    return None


def url(blocks: list[Block]) -> str | None:
    """The address of the article: a line of nothing else at the very top."""
    if not blocks:
        return None
    match = furniture.URL.fullmatch(blocks[0].head)
    return match[0] if match and match[0].casefold().startswith("http") else None


def published(blocks: list[Block], kinds: list[Kind], address: str | None) -> str | None:
    """The day (ISO 8601) that a ``Published`` line or the address gives, never a bare date."""
    for block, kind in zip(blocks, kinds, strict=True):
        if kind is Kind.FURNITURE and furniture.DATED.match(block.head):
            day = _day(block.head)
            if day:
                return day
    match = _URL_DATE.search(address or "")
    return _iso(*map(int, match.groups())) if match else None


_FITS = {
    "url": re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]+"),
    "publisher": re.compile(r"[ed]/[^/\s]+"),
    "published": re.compile(
        r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?", re.ASCII
    ),
    "language": re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"),
    "split": re.compile(r"train|dev|test"),
}


def fitting(meta: dict[str, Any]) -> dict[str, Any]:
    """Of what a source says of its article, the fields that a record can hold as they are.

    A day written out (``May 26, 2024``) becomes an ISO date.
    """
    given = {key: value for key, value in meta.items() if value is not None}
    found: dict[str, Any] = {k: given[k] for k in ("title", "byline", "license") if k in given}
    for key, pattern in _FITS.items():
        value = given.get(key)
        if key == "published" and isinstance(value, str) and not pattern.fullmatch(value):
            value = _day(value)
        if isinstance(value, str) and pattern.fullmatch(value):
            found[key] = value
    return found


def _day(line: str) -> str | None:
    match = _ISO_DATE.search(line)
    if match:
        return _iso(*map(int, match.groups()))
    match = _LONG_DATE.search(line)
    if not match:
        return None
    month = (match["month"] or match["month2"])[:3].casefold()
    if month not in _MONTHS:
        return None
    return _iso(int(match["year"]), _MONTHS.index(month) + 1, int(match["day"] or match["day2"]))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
