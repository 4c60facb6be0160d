"""Which blocks of a page are paragraphs of its article.

Several weak signs decide together, none of them a name: the shape of a line, sentence
punctuation, headline case, repetition, markers of lists and comments, credits, the script, and
where a block stands. In doubt a block of sentences stays: a menu line in the body costs little, a
lost paragraph costs its quotations.
"""

from __future__ import annotations

from collections import Counter
from enum import Enum, auto

from annotate.reading import furniture
from annotate.reading.signals import Block, is_caption, is_furniture
from corpus.spans import Span


class Kind(Enum):
    """What a block is taken for."""

    PROSE = auto()
    LABEL = auto()  # no sentence: a heading, a list item, a headline, a bare caption
    FURNITURE = auto()
    CAPTION = auto()
    FOREIGN = auto()  # in another script than the article


def classify(blocks: list[Block]) -> list[Kind]:
    """The kind of every block, from its own shape and from repetition."""
    script = _main_script(blocks)
    kinds = [_kind(block, script) for block in blocks]
    _mark_repetitions(blocks, kinds)
    return kinds


def _kind(block: Block, script: str | None) -> Kind:
    if is_furniture(block):
        return Kind.FURNITURE
    if script is not None and block.script != script and not block.quotes:
        return Kind.FOREIGN
    if script is not None and block.script != script and not _mostly(block, script):
        return Kind.FOREIGN
    if is_caption(block):
        return Kind.CAPTION
    return Kind.PROSE if block.prose or block.opens_quote else Kind.LABEL


def _main_script(blocks: list[Block]) -> str | None:
    letters: Counter[str] = Counter()
    for block in blocks:
        if block.script:
            letters[block.script] += len(block.head)
    return letters.most_common(1)[0][0] if letters else None


def _mostly(block: Block, script: str) -> bool:
    """Whether a block of two scripts still has a sentence's worth of the article's own."""
    own = sum(1 for word in block.words if Block(block.span, word).script == script)
    return own >= 8


def _mark_repetitions(blocks: list[Block], kinds: list[Kind]) -> None:
    """A caption is often there twice, a story list too; a repeated paragraph counts once."""
    seen: dict[str, int] = {}
    for i, block in enumerate(blocks):
        if not block.key or kinds[i] in (Kind.FURNITURE, Kind.FOREIGN):
            continue
        first = seen.setdefault(block.key, i)
        if first == i:
            continue
        if kinds[i] is Kind.LABEL:
            kinds[i] = kinds[first] = Kind.FURNITURE
        elif kinds[i] is Kind.PROSE and len(block.words) >= 8:
            if not blocks[first].terminated and block.terminated:
                kinds[first] = Kind.FURNITURE  # a standfirst; the paragraph itself is this one
                seen[block.key] = i
                continue
            credited = furniture.CREDIT_BRACKET.search(block.tail) and not block.quotes
            if credited or (first == i - 1 and not block.terminated and not block.quotes):
                kinds[first] = Kind.CAPTION
            kinds[i] = Kind.FURNITURE


def body(blocks: list[Block], kinds: list[Kind]) -> list[int]:
    """Indices of the blocks that are the article, in order."""
    limit = _comments_from(blocks, kinds)
    kinds = kinds[:limit]
    prose = _running_prose(blocks, kinds)
    if not prose:
        return _without_sentences(blocks, kinds)
    kept = set(prose)
    for run in _runs(kinds, prose[0], prose[-1]):
        kept.update(_labels_kept(blocks, kinds, run, kept))
    kept.update(_tail_list(blocks, kinds, prose[-1]))
    return sorted(kept)


def _comments_from(blocks: list[Block], kinds: list[Kind]) -> int:
    """Index of the heading of the readers' comments, or the number of blocks."""
    words = [len(b.words) if k is Kind.PROSE else 0 for b, k in zip(blocks, kinds, strict=True)]
    total, before = sum(words), 0
    for i, block in enumerate(blocks):
        bare = block.head.strip(" -–—*•|[]<>:#\t\xa0")
        if kinds[i] is Kind.FURNITURE and furniture.COMMENTS.fullmatch(bare):
            after = blocks[i + 1 : i + 30]
            signs = sum(
                bool(furniture.COMMENT_SIGNS.fullmatch(b.head.strip(" .·•"))) for b in after
            )
            if before and (before >= 0.5 * total or (signs >= 2 and before >= 60)):
                return i
        before += words[i]
    return len(blocks)


def _running_prose(blocks: list[Block], kinds: list[Kind]) -> list[int]:
    """Prose, less what stands in a list of other stories or is a bare name and address."""
    prose: list[int] = []
    in_list = False
    for i, kind in enumerate(kinds):
        block = blocks[i]
        if kind is Kind.FURNITURE and _announces_stories(block):
            in_list = True
        elif kind is Kind.PROSE and (not in_list or block.strong or _long_quote(block)):
            in_list = False
            prose.append(i)
    return prose


def _long_quote(block: Block) -> bool:
    return block.opens_quote and block.terminated


def _runs(kinds: list[Kind], first: int, last: int) -> list[range]:
    """Runs of labels between the first and the last paragraph of prose."""
    runs, start = [], None
    for i in range(first, last + 1):
        if kinds[i] is Kind.LABEL:
            start = i if start is None else start
        elif start is not None:
            runs.append(range(start, i))
            start = None
    return runs


def _labels_kept(blocks: list[Block], kinds: list[Kind], run: range, kept: set[int]) -> list[int]:
    """Of labels in a row: headings of the article and items of its lists."""
    before, after = run.start - 1, run.stop
    if kinds[before] is Kind.FURNITURE and _announces_stories(blocks[before]):
        return []
    if before in kept and blocks[before].leads_in:
        return list(run)
    if after not in kept:
        return [i for i in run if blocks[i].long_quote]
    if len(run) == 1:
        return [run.start] if kinds[before] is not Kind.FURNITURE else []
    items = [i for i in run if blocks[i].bullet and not blocks[i].sign]
    if len(items) >= len(run) - 1:
        return list(run)
    kept_here = [i for i in run if blocks[i].long_quote]
    if len(blocks[run[-1]].words) <= 8:
        kept_here.append(run[-1])
    return kept_here


def _announces_stories(block: Block) -> bool:
    """Whether a piece of furniture is the heading of a list of other stories."""
    return len(block.words) <= 5 and bool(furniture.RELATED.match(block.head.lstrip(" -–—*•|[")))


def _tail_list(blocks: list[Block], kinds: list[Kind], last: int) -> list[int]:
    """What follows the last paragraph: a list that it leads into, or a sentence cut off."""
    rest = range(last + 1, len(kinds))
    end = next((i for i in rest if kinds[i] is not Kind.LABEL), len(kinds))
    tail = list(range(last + 1, end))
    if blocks[last].leads_in:
        return tail
    cut_off = len(tail) == 1 and len(blocks[tail[0]].words) >= 9
    return tail if cut_off and not blocks[tail[0]].headline_case else []


def _without_sentences(blocks: list[Block], kinds: list[Kind]) -> list[int]:
    """A text with no sentence at all, such as one headline: what is no furniture."""
    return [i for i, kind in enumerate(kinds) if kind in (Kind.LABEL, Kind.PROSE)]


def body_span(block: Block) -> Span:
    """Where the paragraph starts and ends: without a bullet before it."""
    if not block.sign:
        return block.span
    rest = block.text[1:]
    return Span(block.span.start + 1 + len(rest) - len(rest.lstrip()), block.span.end)
