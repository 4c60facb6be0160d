"""What can be seen of one block by itself: its words, ends, case, marks and script."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from annotate.reading import furniture
from corpus.spans import Span

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_CLOSERS = r"(?:[\"'”’»›)\]*]|''|\s)*"
_TAG = r"(?:[\[(][^\[\]()]{1,40}[)\]]\.?)?\s*"  # an agency's or writer's initials after the stop
_TERMINAL = re.compile(rf"[.!?…。！？؟۔।]{_CLOSERS}{_TAG}$")
_DATELINE = re.compile(r"^[A-Z][A-Z .,'’-]{2,40}(?: ?\([^()]{2,30}\))?\s?[-–—]{1,2}\s?[A-Z“\"]")
_LONG_QUOTE = re.compile(r"(?:[\"“«‘„]|'')(?:\w\S*\s+){3,}")
_BULLET = re.compile(r"^(?:[•▪●◦‣·*■►▶➤✓–—-]+|\(?\d{1,3}[.)]|\(?[ivx]{1,4}\)|\(?[a-z]\))\s*")
_MARKS = re.compile(r"[\"“”„‟«»]|''|(?<!\w)['‘](?=\w)")
_OPENING_MARK = re.compile(r"^\W{0,2}(?:[\"“”„‟«»‘]|''|'(?=\w))")
_FUNCTION = frozenset(
    """a an the was were is are be been being has have had will would could should may might can he
    she they it we i you his her their its our my that which who whom said says to of in on at for
    from by with as and but or than not""".split()
)
# Words that headlines and captions leave out and sentences can hardly do without.
_SENTENCE = frozenset(
    """a an the was were is are be been being has have had would could should he she they it we i
    his her their its our my that which who said""".split()
)
_PIECES = re.compile(r"\s*(?:\||»|›|>|·|•|/(?=\s))\s*")
_CLIP = 2000  # characters of a block that its shape is read from; a line may be a megabyte


def level(text: str) -> str:
    """The text's words alone, without case, marks and spacing."""
    return " ".join(word.casefold().replace("’", "'") for word in _WORD.findall(text))


@dataclass
class Block:
    """One block of a text with what its shape tells."""

    span: Span
    text: str  # all of it, as stored

    @cached_property
    def head(self) -> str:
        return self.text[:_CLIP]

    @cached_property
    def tail(self) -> str:
        return self.text[-_CLIP:]

    @cached_property
    def words(self) -> list[str]:
        """Words of the block, of its first characters where it is very long."""
        return _WORD.findall(self.head)

    @cached_property
    def key(self) -> str:
        """The block levelled, to find repetitions."""
        return level(self.text)

    @cached_property
    def terminated(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_TERMINAL.search(self.tail))

    @cached_property
    def leads_in(self) -> bool:
        """Whether it ends in a colon, so that what follows belongs to it."""
        return self.tail.rstrip().endswith((":", ":-", ";"))

    @cached_property
    def bullet(self) -> bool:
        return bool(_BULLET.match(self.head))

    @cached_property
    def sign(self) -> bool:
        """Whether it starts with a round or square bullet, which is no part of the text."""
        return self.head[:1] in "•▪●◦‣·■►▶➤"

    @cached_property
    def headline_case(self) -> bool:
        """Whether nearly all its content words have a capital."""
        content = [w for w in self.words if w.casefold() not in _FUNCTION and w[0].isalpha()]
        return len(content) >= 3 and sum(w[0].isupper() for w in content) >= 0.8 * len(content)

    @cached_property
    def sentence_words(self) -> float:
        """Share of the words that mark a sentence rather than a headline."""
        if not self.words:
            return 0.0
        return sum(word.casefold() in _SENTENCE for word in self.words) / len(self.words)

    @cached_property
    def quotes(self) -> bool:
        """Whether it holds quotation marks (an apostrophe is none)."""
        return bool(_MARKS.search(self.text))

    @cached_property
    def opens_quote(self) -> bool:
        """Whether it is a stretch of quoted words, or starts as one."""
        return bool(_OPENING_MARK.match(self.head)) and len(self.words) >= 4

    @cached_property
    def long_quote(self) -> bool:
        """Whether at least four words follow an opening mark, anywhere in it."""
        return bool(_LONG_QUOTE.search(self.head))

    @cached_property
    def script(self) -> str | None:
        """The script of most of its letters (``LATIN``, ``HANGUL``, …); None without letters."""
        scripts = Counter(
            unicodedata.name(char, "UNKNOWN").split()[0] for char in self.head if char.isalpha()
        )
        return scripts.most_common(1)[0][0] if scripts else None

    @cached_property
    def prose(self) -> bool:
        """Whether it reads as at least one sentence of running text."""
        n = len(self.words)
        if self.script in _NO_SPACES:
            return len(self.text) >= 8
        if self.terminated:
            asks = self.tail.rstrip("\"'”’»)] ").endswith(("?", "!"))
            return n >= 3 and not (asks and self.headline_case)
        if self.leads_in:
            return not self.head.isupper() and (n >= 8 or (n >= 2 and not self.headline_case))
        if _DATELINE.match(self.head) and n >= 8:
            return True
        if self.headline_case and n < 25:
            return False
        return n >= 25 or (n >= 9 and self.sentence_words >= 0.25) or self.has_inner_sentence

    @cached_property
    def has_inner_sentence(self) -> bool:
        return len(self.words) >= 12 and bool(
            re.search(r"[a-z]{3}[.!?]['”\"’]? +[A-Z“]", self.head)
        )

    @cached_property
    def strong(self) -> bool:
        """Whether it is surely no headline, so that it ends a list of other stories."""
        asks = self.tail.rstrip("\"'”’»)] ").endswith(("?", "!"))
        return self.terminated and len(self.words) >= (14 if asks else 6) and not self.sign

    @cached_property
    def menu(self) -> bool:
        """Whether it is a row of short pieces between bars or arrows."""
        if len(self.text) > 400:
            return False
        pieces = [piece for piece in _PIECES.split(self.head) if piece]
        return len(pieces) >= 3 and all(len(piece.split()) <= 4 for piece in pieces)


_NO_SPACES = frozenset({"CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR"})


def is_furniture(block: Block) -> bool:
    """Whether the block alone shows that it belongs to the page and not to the article."""
    head = block.head
    if not any(char.isalpha() for char in block.text):
        return True
    if len(block.text) > _CLIP:
        return False
    bare = head.strip(" -–—*•|[]()<>»›«:.#…_=~+\t\xa0")
    if furniture.LINES.fullmatch(bare) or furniture.COMMENTS.fullmatch(bare) or block.menu:
        return True
    if furniture.URL.sub("", furniture.EMAIL.sub("", head)).strip(" ()[]<>|:,;-–—.") == "":
        return True
    if furniture.DATE_LINE.fullmatch(bare) or furniture.HANDLE.match(head):
        return True
    if furniture.DATED.match(bare) and len(block.words) <= 14 and re.search(r"\d", head):
        return True
    if is_byline(block):
        return True
    if block.long_quote and furniture.CAPTION_LABEL.match(head):
        return False  # a caption that quotes counts
    short = len(block.words) <= 40 and not block.quotes
    return bool(furniture.OPENINGS.match(head.lstrip("•▪●◦*-–— "))) and (
        short or (furniture.OPENINGS.match(head) is not None and len(block.words) <= 25)
    )


def is_byline(block: Block) -> bool:
    """Whether the block names the writer: ``By A B``, with or without an address behind it."""
    if len(block.words) > 24 or block.quotes or not furniture.BYLINE.match(block.head):
        return False
    names = furniture.EMAIL.sub("", block.head)
    capitals = [word for word in _WORD.findall(names)[1:] if word[0].isalpha()]
    return (
        bool(capitals)
        and (sum(word[0].isupper() for word in capitals) >= 0.7 * len(capitals))
        and (len(capitals) <= 12)
    )


def is_caption(block: Block) -> bool:
    """Whether the block is a caption by its own credit; a caption that quotes is kept."""
    if block.quotes or len(block.words) > 80:
        return False
    if furniture.CREDIT_END.search(block.tail):
        return True
    return bool(furniture.CREDIT_BRACKET.search(block.tail)) and bool(
        furniture.CAPTION_WORDS.search(block.head)
    )
