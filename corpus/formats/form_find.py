"""Where a written string stands in a text: every occurrence, and the one that is meant.

Written forms: the exact words; ``words @2``, the second occurrence in the body; ``Lee <said>
so``, the part in angle brackets of a longer string; ``first words … last words``, all from the
first to the last within one paragraph. White space matches any white space, the rest exactly,
and only whole words. What can be read as exact words of the text always is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from corpus.spans import Span

_NTH = re.compile(r"(.*\S)\s+@(\d+)", re.DOTALL)
_CUT = re.compile(r"\s+(?:…|\.\.\.)\s+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])")
_LIKE = {char: group for group in ('"“”„«»', "'‘’`´", "-‐‑–—") for char in group}
_SHOWN = 8

Keep = Callable[[Span], bool]


class Found(NamedTuple):
    """Occurrences in the body in text order, and the number that was asked for."""

    spans: list[Span]
    nth: int | None


class FindError(ValueError):
    """A string is not in the body, or not at one place; the message lists the places."""


class Places:
    """The paragraphs of one text, searched by written strings."""

    def __init__(self, text: str, body: Sequence[Span]) -> None:
        self.text = text
        self.body = tuple(body)
        self._starts = [span.start for span in self.body]

    def paragraph(self, point: int) -> int:
        """Number of the paragraph of the body that holds an offset."""
        return bisect_right(self._starts, point) - 1

    def literal(self, words: str) -> list[Span]:
        """All occurrences of the exact words in the body."""
        return self._matches(_bounded("(?P<a>)" + _escaped(words) + "(?P<z>)", words))

    def find(self, written: str) -> Found:
        """All places that a written string can mean."""
        if spans := self.literal(written):
            return Found(spans, None)
        if (match := _NTH.fullmatch(written)) and int(match[2]) > 0:
            return Found(self.literal(match[1]) or self._marked(match[1]), int(match[2]))
        return Found(self._marked(written), None)

    def one(
        self,
        written: str,
        narrower: Sequence[Keep] = (),
        *,
        needed: str = "",
        widen: Callable[[Span], Span] | None = None,
    ) -> Span:
        """The one place that a written string means, or a FindError that lists them.

        Of several occurrences, those count that the first ``narrower`` condition to let any pass
        lets pass. ``needed`` says what they ask for where one of them must hold.
        ``widen`` completes what was left out at the end of an occurrence.
        """
        spans, nth = self.find(written)
        spans = [widen(span) for span in spans] if widen else spans
        if not spans:
            raise FindError(self._missing(written))
        if nth is not None:
            if nth > len(spans):
                raise FindError(f"there are only {len(spans)} occurrences:{self._list(spans)}")
            return spans[nth - 1]
        left = spans
        for keep in narrower:
            left = [span for span in spans if keep(span)]
            if left:
                break
        if needed and not left:
            raise FindError(f"{needed}; it stands at{self._list(spans)}")
        left = left or spans
        if len(set(left)) > 1:
            numbered = self._list(spans, left)
            hint = "write one of these numbers after it, or more words around <it>"
            raise FindError(f"{len(left)} places are possible; {hint}:{numbered}")
        return left[0]

    def sentence(self, span: Span) -> Span:
        """The sentence around a span, by full stops: too short rather than too long.

        A content that ends with ``!`` or ``?`` may go on (“Stop!” Lee said), so that the end is
        looked for behind it.
        """
        home = self.body[self.paragraph(span.start)]
        start, end = home
        for match in _SENTENCE_END.finditer(self.text, *home):
            if match.end() > span.start:
                break
            start = match.end()
        stop = span.end - (self.text[span.end - 1] == ".")
        if match_after := _SENTENCE_END.search(self.text, stop, home.end):
            end = max(match_after.end(), span.end)
        return Span(start, end)

    def context(self, span: Span, width: int = 30) -> str:
        """The words of a span with some of the text around them, on one line."""
        before = self.text[max(span.start - width, 0) : span.start]
        inside, after = span.of(self.text), self.text[span.end : span.end + width]
        if len(inside) > 2 * width:
            inside = f"{inside[:width]} […] {inside[-width:]}"
        return " ".join(f"…{before}<{inside}>{after}…".split())

    def _matches(self, pattern: str) -> list[Span]:
        # A look-ahead, so that occurrences that overlap are all found.
        compiled = re.compile(f"(?={pattern})")
        return [
            Span(match.start("a"), match.start("z"))
            for home in self.body
            for match in compiled.finditer(self.text, *home)
        ]

    def _marked(self, written: str) -> list[Span]:
        """Occurrences of a string with angle brackets, a cut, or both."""
        before, core, after = _anchored(written)
        parts = _CUT.split(core)
        if len(parts) > 2:
            raise FindError("is cut twice; one … is allowed, between first and last words")
        if len(parts) == 1:
            if core == written:
                return []
            inner = f"{_escaped(before)}(?P<a>){_escaped(core)}(?P<z>){_escaped(after)}"
            return self._matches(_bounded(inner, before + core + after))
        first = _bounded(f"{_escaped(before)}(?P<a>){_escaped(parts[0])}(?P<z>)", before + parts[0])
        last = _bounded(f"(?P<a>){_escaped(parts[1])}(?P<z>){_escaped(after)}", parts[1] + after)
        ends = self._matches(last)
        return [
            Span(start.start, end.end)
            for start in self._matches(first)
            for end in ends
            if start.end <= end.start and self._together(start, end)
        ]

    def _together(self, left: Span, right: Span) -> bool:
        return self.paragraph(left.start) == self.paragraph(right.start)

    def _list(self, spans: list[Span], left: list[Span] | None = None) -> str:
        shown = [(n, span) for n, span in enumerate(spans, 1) if left is None or span in left]
        lines = [f"\n    @{n} {self.context(span)}" for n, span in shown[:_SHOWN]]
        more = len(shown) - _SHOWN
        return "".join(lines) + (f"\n    and {more} more" if more > 0 else "")

    def _missing(self, written: str) -> str:
        """Why a string is not found, as far as that can be told."""
        plain = _NTH.sub(r"\1", written)
        for part in _CUT.split("".join(_anchored(plain))):
            if len(_CUT.split(plain)) > 1 and self.literal(part):
                continue
            if near := re.search(_alike(part), self.text):
                if near[0].split() != part.split():
                    return f"the text has it as {near[0]!r}; write it exactly so"
                return f"{part!r} is in the text, but not within one paragraph of the body"
            words = part.split()
            for count in range(len(words) - 1, 0, -1):
                if self.literal(" ".join(words[:count])):
                    return f"not in the body; it has {' '.join(words[:count])!r}, and then goes on"
            return f"{part!r} is not in the body"
        return "first and last words do not follow one another within one paragraph"


def _anchored(written: str) -> tuple[str, str, str]:
    """What stands before, in and after the angle brackets."""
    match = re.fullmatch(r"([^<>]*)<([^<>]+)>([^<>]*)", written, re.DOTALL)
    return (match[1], match[2].strip(), match[3]) if match else ("", written, "")


def _escaped(words: str) -> str:
    return r"\s+".join(re.escape(part) for part in re.split(r"\s+", words))


def _bounded(pattern: str, words: str) -> str:
    """The pattern at whole words only."""
    words = words.strip()
    before = r"(?<!\w)" if re.match(r"\w", words) else ""
    return before + pattern + (r"(?!\w)" if re.search(r"\w$", words) else "")


def _alike(words: str) -> str:
    """A pattern that forgives case, and the kind of marks and dashes."""
    out = (f"[{re.escape(_LIKE[char])}]" if char in _LIKE else re.escape(char) for char in words)
    return "(?i)" + re.sub(r"(?:\\?\s)+", r"\\s+", "".join(out))
