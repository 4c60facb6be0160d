"""What a name or a noun tells of a medium: whether it is one, and of which kind."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.records import OutletKind

# What media are called, names of countries and peoples aside.
MEDIA_ADJECTIVES = frozenset(
    "state local foreign official government domestic social news online".split()
)
# The same of an agency for news, and what stands before any noun.
_OF_NEWS = (MEDIA_ADJECTIVES - {"government"}) | frozenset(
    """the a an this that its his their our press wire state-run state-owned national private
    independent same other""".split()
)
_AGENCY_WORDS = frozenset("news press telegraph telegraphic information media wire".split())
# Where a state prints its acts: what stands there comes by the act.
_OF_STATE = frozenset("official government federal state royal".split())
_ON_AIR = frozenset("tv television radio broadcasting fm".split())
_VOICE = re.compile(r"voice of \w+$")
_CHANNEL = re.compile(
    r"channel (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|thirteen|[a-z])$"
)
# `NorTV`, `VellNews`, `Vell24`.
_GLUED: tuple[tuple[re.Pattern[str], OutletKind], ...] = (
    (re.compile(r"(?:[a-z]|\b)TV\d*$"), "broadcaster"),
    (re.compile(r"[a-z](?:Post|Times|Herald)$"), "newspaper"),
    (re.compile(r"[a-z](?:News|Press|Media)$|^[A-Z][a-z]+24$|^News\d+$"), "online_media"),
)
# Papers in the languages that news in English cites.
_NEWSPAPERS = frozenset(
    """times post herald daily tribune gazette journal newspaper magazine telegraph chronicle
    courier inquirer zeitung anzeiger nachrichten gazeta gazetesi pravda shimbun ilbo shinmun
    sinmun ribao dagblad dagbladet tidende tidning sanomat lehti bladet posten""".split()
)
# Any of these in a name tells a medium, though not always which kind.
MEDIA_WORDS = _NEWSPAPERS | _ON_AIR | frozenset("news press media wire newswire".split())
# What names of papers begin with.
_FIRST = tuple(
    f"{words} "
    for words in (
        "gazeta",
        "diario",
        "jornal",
        "correio",
        "tribuna",
        "times of",
        "journal of",
        "la voz",
        "la prensa",
        "el diario",
        "le courrier",
        "le journal",
        "die zeitung",
    )
)
# What a paper is called that is more often called something else.
PAPERS = frozenset(
    """mercury echo argus star sun mail express standard guardian observer globe bulletin
    sentinel examiner advertiser independent record monitor citizen voice review today weekly
    world register dispatch advocate beacon ledger leader""".split()
)
_APPEARING = frozenset("daily sunday weekly morning evening".split())


def kind_of_name(name: str) -> OutletKind | None:
    """The kind of medium that a body's name tells; None if it tells none."""
    words = name.lower().removeprefix("the ").replace("-", " ").split()
    last = words[-1] if words else ""
    if last in ("gazette", "journal") and set(words[:-1]) & _OF_STATE:
        return None
    if last in ("agency", "service", "bureau") and set(words[-3:-1]) & _AGENCY_WORDS:
        return "news_agency"
    if last in ("wire", "newswire") and len(words) > 1:
        return "news_agency"
    if last in ("site", "website", "portal", "outlet") and words[-2:-1] == ["news"]:
        return "online_media"
    plain = " ".join(words)
    if set(words) & _ON_AIR or _CHANNEL.match(plain) or _VOICE.match(plain):
        return "broadcaster"
    if last in _NEWSPAPERS or _printed(words):
        return "newspaper"
    if last in ("press", "media") and words[-2:-1] != ["university"]:
        return "newspaper"
    if last in ("news", "podcast") or (last in ("online", "today") and len(words) > 1):
        return "online_media"
    return next((kind for pattern, kind in _GLUED if pattern.search(name)), None)


def _printed(words: list[str]) -> bool:
    """`Times of Norland`, `Gazeta Vell`, `the Evening Star`."""
    if len(words) < 2:
        return False
    appearing = words[0] in _APPEARING and words[-1] in PAPERS | {"mirror", "news"}
    return appearing or f"{' '.join(words)} ".startswith(_FIRST)


def is_office(words: Iterable[str]) -> bool:
    """Whether an agency is none for news: `the UN refugee agency`, `the federal agency`."""
    *before, last = [*words] or [""]
    described = (word for word in before if word[:1].islower())
    other = any(word.lower() not in _OF_NEWS for word in described)
    return last.lower() in ("agency", "agencies") and other


_NOUNS: tuple[tuple[str, OutletKind], ...] = (
    ("agency service newswire wire", "news_agency"),
    ("newspaper paper daily weekly magazine newsmagazine tabloid broadsheet", "newspaper"),
    ("gazette journal periodical columnist", "newspaper"),
    ("broadcaster station channel network radio television tv newscast", "broadcaster"),
    ("programme program presenter anchor newsreader", "broadcaster"),
    ("website site portal blog podcast", "online_media"),
)
_KINDS = {noun: kind for nouns, kind in _NOUNS for noun in nouns.split()}


def kind_of_noun(noun: str) -> OutletKind:
    """The kind of medium that a noun for one tells, or for who writes or speaks in it."""
    return _KINDS.get(noun, "media")
