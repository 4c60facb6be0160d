"""Names of registered media that a tagger of names misses, cuts short or takes for persons.

A small tagger knows few of them: it takes `Axios` and `Kommersant` for persons, finds `Mail` in
`the Globe and Mail` and a country in `Myanmar Now`. A name of several words that the registry has
is what it says; one word alone may be a surname or an ordinary word as well, and then an article
has to tell (`the Guardian said`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotate.analysis import Mention, Sentence, Token
from annotate.context import Context
from annotate.media_kinds import kind_of_name
from annotate.media_leads import speaks_or_is_told
from corpus.entities import Registry
from corpus.spans import Span

# Names of media that are surnames, places or words of any capitalised text as well.
_ORDINARY = frozenset(
    """age app aps athletic atlantic australian billboard bulwark conversation dawn diplomat
    economist esquire federalist folha forbes gleaner guardian herald hill hindu independent
    inquirer insider intercept jacobin kayhan lancet lawfare line map medium mena namibian nan
    nation nature observer oregonian paper people periscope pina pitchfork pravda print punch
    republic ria salon sapa science scotsman signal slate spa spectator spinoff sputnik standard
    star statesman stuff sun telegraph tennessean threads time times tolo vanguard variety
    veja verge vox wire wired x""".split()
)
# What persons are called who are no papers: `Emily Post`.
_SURNAMES = frozenset("post press herald courier wire daily journal".split())
# What stands before a name and is part of it: `TV Norland`.
_ON_AIR = re.compile(r"\b(TV|Radio|Televisi\u00f3n|Gazeta|Diario) $")
_ARTICLE = re.compile(r"\bthe\s+$", re.I)


def with_media(ctx: Context, registry: Registry, mentions: Iterable[Mention]) -> list[Mention]:
    """The ``mentions`` with those of registered media put right, in text order."""
    given = list(mentions)
    full = {
        word
        for m in given
        if m.label == "PERSON" and len(words := ctx.text[m.start : m.end].split()) > 1
        if not registry.is_medium(ctx.text[m.start : m.end])
        for word in words
    }
    out = [_as_medium(ctx, registry, mention, full) for mention in given]
    for found in _written(ctx, registry):
        if any(m.start <= found.start and found.end <= m.end and m != found for m in out):
            continue  # as it was, or a longer name: `the Ministry of Foreign Affairs`
        out = [m for m in out if not Span(m.start, m.end).overlaps(Span(found.start, found.end))]
        out.append(found)
    return sorted(out, key=lambda m: (m.start, m.end))


def _as_medium(ctx: Context, registry: Registry, mention: Mention, full: set[str]) -> Mention:
    """The mention as a body's, if it is a medium that was taken for a person or a place."""
    start = mention.start
    if mention.label in ("PLACE", "PERSON") and (
        before := _ON_AIR.search(ctx.text, max(0, start - 12), start)
    ):
        start = before.start(1)
    name = ctx.text[start : mention.end]
    if " " in name:
        surname = mention.label == "PERSON" and name.split()[-1].lower() in _SURNAMES
        told = not surname or _after_article(ctx, mention)
        known = registry.is_medium(name) or (told and kind_of_name(name) is not None)
    elif mention.label in ("PERSON", "WORK") and registry.is_medium(name):
        known = name not in full and (not _ordinary(name) or _after_article(ctx, mention))
    else:
        known = mention.label == "PERSON" and kind_of_name(name) is not None
    return Mention(start, mention.end, "ORG") if known else mention


def _written(ctx: Context, registry: Registry) -> Iterator[Mention]:
    """Registered names of media as they stand in the text, the longest at each place."""
    for sent in ctx.sentences:
        end = -1
        for token in sent.tokens:
            name = None if token.start < end else _name_at(ctx, registry, sent, token)
            if name is not None:
                end = token.start + len(name)
                yield Mention(token.start, end, "ORG")


def _name_at(ctx: Context, registry: Registry, sent: Sentence, token: Token) -> str | None:
    for name in registry.media_starting(token.text):
        end = token.start + len(name)
        if not ctx.text.startswith(name, token.start) or ctx.text[end : end + 1].isalnum():
            continue
        if name == token.text and not _tells_medium(sent, token):
            continue
        return name
    return None


def _tells_medium(sent: Sentence, token: Token) -> bool:
    """Whether a name of one word stands for the medium: ordinary words where only it can."""
    if not _ordinary(token.text):
        return _stands_alone(sent, token)
    return speaks_or_is_told(sent, token)


def _stands_alone(sent: Sentence, token: Token) -> bool:
    """Whether a word is a name of its own: no part of one, such as `Ada Kompas`."""
    near = [*sent.tokens[max(0, token.i - 1) : token.i], *sent.tokens[token.i + 1 : token.i + 2]]
    return token.upos == "PROPN" and not any(t.upos == "PROPN" for t in near)


def _ordinary(name: str) -> bool:
    return name.lower() in _ORDINARY


def _after_article(ctx: Context, mention: Mention) -> bool:
    return _ARTICLE.search(ctx.text, max(0, mention.start - 6), mention.start) is not None
