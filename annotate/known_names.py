"""Names of media and bodies that a tagger of names misses, cuts short or takes for persons.

A small tagger knows few of them: it takes `Axios` and `Oxfam` for persons, finds `Mail` in `the
Globe and Mail` and a country in `Myanmar Now`. A name of several words that the registry has is
what it says; one word alone may be a surname or an ordinary word as well, and then an article has
to tell (`the Guardian said`), or a `spokesman` behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotate import lexicon as lx
from annotate.analysis import Mention, Sentence, Token
from annotate.context import Context
from annotate.known_bodies import body_at, is_body, is_plain_body
from annotate.media_kinds import kind_of_name
from annotate.media_leads import speaks_or_is_told
from annotate.mentions import NO_PERSON, after_article
from annotate.phrases import tokens_in
from corpus.entities import Registry

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
_LED_BY = re.compile(r"\b(TV|Radio|Televisi\u00f3n|Gazeta|Diario) $")
_SPOKES = re.compile(rf"(?:['\u2019]s)? (?:{'|'.join(sorted(lx.SPOKES_NOUNS))})\b")
_BEFORE_PLATFORM = frozenset("on via use platform network".split())
_ORDINALS = frozenset("First Second Third".split())
_PEOPLES = ("First Nation", "Tribal Council")  # bodies that a tagger takes for nationalities
# Bodies that a tagger takes for the houses that they are in.
_HOUSED = frozenset("Hospital University College School Museum Institute Academy".split())
# Behind a place, before the name of whom it has: `Merrow governor Ada Quist`.
_GOVERNED = re.compile(
    r" (?:deputy |vice |acting |former )?(?:governor|mayor|premier|councillor|resident|magistrate"
    r"|(?:police|fire) chief|district attorney) [A-Z]"
)
_OFFICE_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]|[Ff]ormer|[Dd]eputy|[Hh]is|[Hh]er|[Tt]heir) $")
# Titles that stand before nothing but a person's name, and those that do with a full stop alone.
_RANKS = frozenset(
    """mr mrs ms dr prof capt captain colonel maj lt sgt cpl supt sheikh imam ayatollah rabbi pastor
    mufti maulana rev bishop dame datuk dato datin seri tun shri smt alhaji hajia engr barr
    cllr councillor taoiseach tánaiste dcp acp ssp mep mla hojatoleslam khun daw oba justice
    constable cde comr""".split()
)
_SHORT_RANKS = frozenset("gen. col. rep. adv. hon. brig. adm. sen. gov. insp. eng.".split())
_NO_NAMES = (
    lx.GROUP_NOUNS
    | lx.MEDIA_NOUNS
    | NO_PERSON
    | frozenset(
        """lanka lankan inc ltd plc corp corporation holdings group industry industries foods hotel
        laboratories exchange stadium airport road institute foundation centre center hospital
        school college university bill trophy fund system sector reform programme project""".split()
    )
)
_PAIR = re.compile(r"(?:Tan Sri|Dato['’]? Sri|Dato['’]|Rt\.? Hon\.?) (?=[A-Z])")
_TITLE = re.compile(r"([A-Z][\w'’]*\.?) ")
_WORD_BEFORE = re.compile(r"\b([A-Z][\w'’]*\.?) $")
_FULL_NAME = re.compile(r"(?:[A-Z][\w'’.-]* ){1,3}[A-Z][\w'’-]+$")
_LONGEST_NAME = 8  # words of further titles and the name
_LONGEST = 40  # characters of a first word


def put_right(ctx: Context, registry: Registry, mentions: Iterable[Mention]) -> list[Mention]:
    """The ``mentions`` with those of media and bodies as they should be, in text order."""
    given = [_as_person(ctx, registry, m) for m in mentions if not _is_office(ctx, m)]
    given = _with_titled(ctx, given)
    full = {
        word
        for m in given
        if m.label == "PERSON" and len(words := ctx.text[m.start : m.end].split()) > 1
        if not registry.is_medium(ctx.text[m.start : m.end])
        for word in words
    }
    bodies = set(_spoken_for(ctx, given)) - full
    out = {
        _as_body(ctx, _as_medium(ctx, registry, mention, full), bodies, full): None
        for mention in given
    }
    at = {place: mention for mention in out for place in range(mention.start, mention.end)}
    for found in _written(ctx, registry):
        met = {at[place]: None for place in range(found.start, found.end) if place in at}
        if any(_part_of(ctx, found, mention) for mention in met):
            continue
        for mention in met:
            out.pop(mention, None)
        out[found] = None
    return sorted(out, key=lambda m: (m.start, m.end))


def _is_office(ctx: Context, mention: Mention) -> bool:
    """Whether what was taken for a name is an office's: `the CE`, `the Health CS`."""
    *before, last = ctx.text[mention.start : mention.end].split()
    if not (last.isupper() and last.lower() in lx.SHORT_TITLES):
        return False
    near = max(0, mention.start - 12)
    return bool(before) or _OFFICE_BEFORE.search(ctx.text, near, mention.start) is not None


def _as_person(ctx: Context, registry: Registry, mention: Mention) -> Mention:
    """The mention as a person's, if the registry knows it as one or a title says so."""
    if pair := _PAIR.match(ctx.text, mention.start, mention.end):
        return Mention(pair.end(), mention.end, "PERSON")
    if mention.label not in ("ORG", "PLACE", "WORK"):
        return mention
    name = ctx.text[mention.start : mention.end]
    entry = registry.find(name)
    if entry is not None and entry.kind == "person" and " " in name:
        return Mention(mention.start, mention.end, "PERSON")
    start = mention.start
    while (title := _TITLE.match(ctx.text, start, mention.end)) and (
        _is_title(title[1]) or _is_rank(title[1])
    ):
        start = title.end()
    inside = start > mention.start and _is_rank(ctx.text[mention.start : start].split()[0])
    before = _WORD_BEFORE.search(ctx.text, max(0, start - 20), start)
    told = inside or (before is not None and _is_rank(before[1]))
    own = ctx.text[start : mention.end]
    person = told and _FULL_NAME.match(own) and _is_name(own.split())
    return Mention(start, mention.end, "PERSON") if person else mention


def _is_title(word: str) -> bool:
    return word.lower().rstrip(".") in lx.TITLES


def _is_rank(word: str) -> bool:
    """Whether a word as written is a title before nothing but a name: `Capt`, but `Gen.` alone."""
    low = word.lower()
    return low in _RANKS or low.rstrip(".") in _RANKS or low in _SHORT_RANKS


def _is_name(words: Iterable[str]) -> bool:
    """Whether capitals behind a title can be a person's: not `Mr Price Group`, `Sri Lanka Post`."""
    return not {word.lower() for word in words} & _NO_NAMES


def _with_titled(ctx: Context, mentions: list[Mention]) -> list[Mention]:
    """Adds the persons whose full names stand behind their titles and no tagger saw."""
    taken = {place for m in mentions for place in range(m.start, m.end)}
    out = list(mentions)
    for sent in ctx.sentences:
        for token in sent.tokens:
            if not token.text[:1].isupper():
                continue
            written = ctx.text[token.start : token.end + 1].rstrip()  # with its full stop
            if _is_rank(token.text) or _is_rank(written):
                name = _name_behind(sent, token)
                if (
                    len(name) > 1
                    and _is_name(t.text for t in name)
                    and not any(t.start in taken for t in name)
                ):
                    out.append(Mention(name[0].start, name[-1].end, "PERSON"))
    return sorted(out, key=lambda m: (m.start, m.end))


def _name_behind(sent: Sentence, title: Token) -> list[Token]:
    """The capitals right behind a title, its full stop and further titles aside."""
    name: list[Token] = []
    for token in sent.tokens[title.i + 1 : title.i + _LONGEST_NAME]:
        if not name and (token.text == "." or _is_title(token.text)):
            continue
        if token.upos != "PROPN" or not token.text[:1].isupper() or token.text[:2].isupper():
            break
        name.append(token)
    return name


def _part_of(ctx: Context, found: Mention, mention: Mention) -> bool:
    """Whether a medium's name is part of a longer one: `the Ministry of Foreign Affairs`.

    It is none behind an owner or before what a medium is: `Norland’s Vell Tidende newspaper`.
    """
    if not (mention.start <= found.start and found.end <= mention.end):
        return False
    if (mention.start, mention.end) == (found.start, found.end):
        return mention != found  # as it was
    before, after = ctx.text[mention.start : found.start], ctx.text[found.end : mention.end]
    owner = not before or before.endswith(("'s ", "’s "))
    noun = not after or set(after.lower().split()) <= lx.MEDIA_NOUNS | {"news"}
    return not (owner and noun)


def _as_medium(ctx: Context, registry: Registry, mention: Mention, full: set[str]) -> Mention:
    """The mention as a body's, if it is a medium that was taken for a person or a place."""
    start = mention.start
    if mention.label in ("PLACE", "PERSON") and (
        before := _LED_BY.search(ctx.text, max(0, start - 12), start)
    ):
        start = before.start(1)
    name = ctx.text[start : mention.end]
    if " " in name:
        surname = mention.label == "PERSON" and name.split()[-1].lower() in _SURNAMES
        told = not surname or after_article(ctx, mention.start)
        known = registry.is_medium(name) or (told and kind_of_name(name) is not None)
    elif mention.label in ("PERSON", "WORK") and registry.is_medium(name):
        told = after_article(ctx, mention.start) or _on_platform(ctx, registry, mention)
        known = name not in full and (told or not _ordinary(name))
    else:
        known = mention.label == "PERSON" and kind_of_name(name) is not None
    return Mention(start, mention.end, "ORG") if known else mention


def _as_body(ctx: Context, mention: Mention, bodies: set[str], full: set[str]) -> Mention:
    """The mention as a body's, if one word was taken for a person or a work that is none.

    And as a person's, if a word of a person's name was taken for a work.
    """
    name = ctx.text[mention.start : mention.end]
    housed = mention.label == "PLACE" and " " in name and name.split()[-1] in _HOUSED
    if housed or (mention.label == "GROUP" and name.endswith(_PEOPLES)):
        return Mention(mention.start, mention.end, "ORG")
    if mention.label == "WORK" and name in full and name[:1].isupper():
        return Mention(mention.start, mention.end, "PERSON")
    if mention.label == "PERSON" and " " not in name and _GOVERNED.match(ctx.text, mention.end):
        return mention if name in full else Mention(mention.start, mention.end, "PLACE")
    if mention.label not in ("PERSON", "WORK") or not (is_body(name) or name in bodies):
        return mention
    return mention if name in full else Mention(mention.start, mention.end, "ORG")


def _spoken_for(ctx: Context, mentions: Iterable[Mention]) -> Iterator[str]:
    """Names of one word that a spokesperson is said to be of: `Oxfam spokesman Tom Brand`."""
    for mention in mentions:
        name = ctx.text[mention.start : mention.end]
        if mention.label == "PERSON" and " " not in name and _SPOKES.match(ctx.text, mention.end):
            yield name


def _written(ctx: Context, registry: Registry) -> Iterator[Mention]:
    """Names of media and bodies as they stand in the text, the longest at each place."""
    for sent in ctx.sentences:
        end = -1
        for token in sent.tokens:
            name = None if token.start < end else _name_at(ctx, registry, sent, token)
            if name is not None:
                end = token.start + len(name)
                yield Mention(token.start, end, "ORG")


def _name_at(ctx: Context, registry: Registry, sent: Sentence, token: Token) -> str | None:
    for name in registry.media_starting(ctx.text[token.start : token.start + _LONGEST]):
        end = token.start + len(name)
        if not ctx.text.startswith(name, token.start) or ctx.text[end : end + 1].isalnum():
            continue
        if " " not in name and not _tells_medium(registry, sent, token, name):
            continue
        return name
    phrase = body_at(ctx.text, token.start) if token.text[:1].isupper() else None
    if phrase is not None:
        return phrase
    return token.text if is_plain_body(token.text) and _stands_alone(sent, token) else None


def _tells_medium(registry: Registry, sent: Sentence, token: Token, name: str) -> bool:
    """Whether a name of one word stands for the medium: ordinary words where only it can."""
    if name != token.text:
        return name[1:].lower() != name[1:]  # `LinkedIn`, which no sentence starts with
    if not _ordinary(name):
        return _stands_alone(sent, token)
    return _posted_on(registry, sent, token) or speaks_or_is_told(sent, token)


def _stands_alone(sent: Sentence, token: Token) -> bool:
    """Whether a word is a name of its own: no part of one, such as `Ada Kompas`, `First Nation`."""
    if token.i and sent.tokens[token.i - 1].text in _ORDINALS:
        return False
    near = [*sent.tokens[max(0, token.i - 1) : token.i], *sent.tokens[token.i + 1 : token.i + 2]]
    return not any(t.upos == "PROPN" for t in near)


def _on_platform(ctx: Context, registry: Registry, mention: Mention) -> bool:
    """Whether a name of one word, whatever it was taken for, is where a post stands."""
    sent = ctx.sentence_at(mention.start)
    inside = [] if sent is None else tokens_in(sent, mention)
    return sent is not None and len(inside) == 1 and _posted_on(registry, sent, inside[0])


def _posted_on(registry: Registry, sent: Sentence, token: Token) -> bool:
    """Whether a platform's name is where a post stands: `on Threads`, `in a Threads post`."""
    entry = registry.find(token.text)
    if entry is None or entry.outlet != "social_media":
        return False
    before = [t.lemma.lower() for t in sent.tokens[max(0, token.i - 2) : token.i]]
    following = sent.tokens[token.i + 1 : token.i + 2]
    if any(t.upos == "PROPN" for t in following):
        return False  # `on X Street`
    after = {t.lemma.lower() for t in following}
    led = before[-1:] and before[-1] in _BEFORE_PLATFORM
    taken = before[-1:] == ["to"] and before[:1] in (["take"], ["turn"], ["post"])
    return bool(led or taken or (lx.POSTS | lx.PLATFORM_USERS | {"channel"}) & after)


def _ordinary(name: str) -> bool:
    return name.lower() in _ORDINARY
