"""Named mentions as linking needs them: trimmed to the name, with the roles told beside it."""

from __future__ import annotations

import re

from annotate import lexicon as lx
from annotate.analysis import Mention, Sentence, Token
from annotate.context import Context
from annotate.phrases import tokens_in

_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")

_NAMED_BODIES = frozenset(
    """ngo charity nonprofit non-profit group firm start-up startup airline union federation
    thinktank think-tank watchdog consultancy insurer retailer carmaker chipmaker""".split()
)
# `in a post on X, Ada Quist`: two names.
_BESIDE_X = re.compile(r"X, ([A-Z].+)")
# Words that a tagger of names takes for one at the head of a sentence: `I’m`, `You’re`, `Yes`.
_NO_NAME = re.compile(r"(?:\W*|(?:I|You|We|He|She|It|They|There)(?:['’]\w+)?|Yes|No|Oh)$", re.I)


def cleaned(ctx: Context) -> list[Mention]:
    """Name mentions without possessive endings, articles or titles, in text order."""
    out = []
    mentions = _told_apart(ctx, _parted(ctx))
    surnames = {
        words[-1]
        for m in mentions
        if m.label == "PERSON" and len(words := ctx.text[m.start : m.end].split()) > 1
        if not all(is_title(word) for word in words)
    }
    for mention in mentions:
        text = ctx.text[mention.start : mention.end]
        only_title = all(is_title(word) for word in text.split())
        if mention.label == "DATE" or (only_title and text not in surnames):
            continue
        end = mention.end - (len(text) - len(_POSSESSIVE.sub("", text)))
        start = mention.start
        words = text.split()
        while len(words) > 1 and (
            words[0].lower() == "the" or (mention.label == "PERSON" and is_title(words[0]))
        ):
            start = ctx.text.index(words[1], start + len(words[0]))
            words = words[1:]
        if mention.label == "PERSON" and len(words) == 1 and "-" in words[0]:
            start = _surname_start(ctx, start)
        while end > start and not (ctx.text[end - 1].isalnum() or ctx.text[end - 1] in ".)"):
            end -= 1
        if end > start and not _NO_NAME.match(ctx.text[start:end]):
            out.append(Mention(start, end, mention.label))
    return sorted([*out, *_missed(ctx, out)], key=lambda m: (m.start, m.end))


def _missed(ctx: Context, found: list[Mention]) -> list[Mention]:
    """Names of one word that were found elsewhere and missed here: `a Norbank report`."""
    labels: dict[str, set[str]] = {}
    bearers: dict[str, set[str]] = {}  # full names by their surname
    for mention in found:
        text = ctx.text[mention.start : mention.end]
        words = text.split()
        if mention.label == "PERSON" or len(words) == 1:
            labels.setdefault(words[-1], set()).add(mention.label)
        if mention.label == "PERSON" and len(words) > 1:
            bearers.setdefault(words[-1], set()).update({words[0]})
            bearers.setdefault(words[0], set()).update({words[-1], ""})
    taken = {i for m in found for i in range(m.start, m.end)}
    out = []
    for sent in ctx.sentences:
        for token in sent.tokens:
            label = labels.get(token.text, set())
            near = (
                sent.tokens[max(0, token.i - 1) : token.i] + sent.tokens[token.i + 1 : token.i + 2]
            )
            lone = not any(t.upos == "PROPN" or t.text == "-" for t in near)
            if token.upos != "PROPN" or len(label) != 1 or token.start in taken or not lone:
                continue
            if len(bearers.get(token.text, ())) > 1:
                continue
            if label <= {"ORG", "PERSON"} and len(token.text) > 2 and not is_title(token.text):
                out.append(Mention(token.start, token.end, next(iter(label))))
    return out


def _parted(ctx: Context) -> list[Mention]:
    """The tagger's mentions in text order; `the Tide Office’s Ada Quist` is a body and a person."""
    out = []
    for mention in _whole(ctx):
        if beside := _BESIDE_X.match(ctx.text, mention.start, mention.end):
            out.append(Mention(mention.start, mention.start + 1, "ORG"))
            out.append(Mention(beside.start(1), mention.end, "PERSON"))
            continue
        match = _OWNED_PERSON.match(ctx.text, mention.start, mention.end)
        words = match[2].lower().split() if match else []
        owner = mention.label
        if match is not None and words[0].rstrip(".") in _HONORIFICS:
            owner = "ORG"  # `Vell’s Mr Brand`, whatever the tagger took it for
        elif match is not None and owner == "PERSON" and match[1].isupper():
            owner = "ORG"  # `BBC’s Ada Quist`, all of it taken for a person
        if match is None or owner != "ORG" or set(words) & (lx.GROUP_NOUNS | NO_PERSON):
            out.append(mention)
            continue
        out.append(Mention(mention.start, match.end(1), "ORG"))
        out.append(Mention(match.start(2), mention.end, "PERSON"))
    return out


def _told_apart(ctx: Context, mentions: list[Mention]) -> list[Mention]:
    """The mentions, with names of persons and bodies as the words beside them show them.

    A role right before a name (`director Irena Calvossy`) tells it, and a surname that stands
    behind `Mr` or `Dr` elsewhere, where a small tagger guesses.
    """
    surnames = {match[1] for match in _HONOURED.finditer(ctx.text)}
    full = {
        word
        for m in mentions
        if m.label == "PERSON" and len(words := ctx.text[m.start : m.end].split()) > 1
        for word in words
    }
    bodies = {
        ctx.text[m.start : m.end]
        for m in mentions
        if _with_article(ctx, m) or (_body_before(ctx, m) and ctx.text[m.start : m.end] not in full)
    }
    out = []
    for mention in mentions:
        text, label = ctx.text[mention.start : mention.end], mention.label
        words = text.split()
        if text in bodies or (len(words) > 1 and words[-1] in lx.MEDIA_NOUNS):
            label = "ORG"  # `the Harbour Talk podcast`, whatever the tagger took it for
        elif _like_a_person(label, words) and (
            words[-1] in surnames or _role_before(ctx, mention.start)
        ):
            label = "PERSON"
        out.append(Mention(mention.start, mention.end, label))
    return out


def _with_article(ctx: Context, mention: Mention) -> bool:
    """Whether `the` stands before a lone name that was taken for a person's: `the Kremlin said`.

    What follows must be a verb, for many things are called after persons (`the Quist era`).
    """
    told = after_article(ctx, mention.start)
    sent = ctx.sentence_at(mention.start) if told and mention.label == "PERSON" else None
    inside = [] if sent is None else tokens_in(sent, mention)
    if sent is None or len(inside) != 1 or inside[0].i == 0 or inside[0].text.endswith("s"):
        return False
    before, after = sent.tokens[inside[0].i - 1], sent.tokens[inside[0].i + 1 :][:1]
    return before.text.lower() == "the" and any(t.upos in ("VERB", "AUX") for t in after)


def after_article(ctx: Context, start: int) -> bool:
    """Whether `the` stands right before what begins at ``start``."""
    return _ARTICLE.search(ctx.text, max(0, start - 6), start) is not None


def _like_a_person(label: str, words: list[str]) -> bool:
    """Whether what was taken for another name could be a person's: `Irena Calvossy`."""
    if label not in ("ORG", "PLACE", "WORK") or not 2 <= len(words) <= 3:
        return False
    low = {word.lower() for word in words}
    named = all(word[0].isupper() and not word.isupper() for word in words)
    return named and not low & (lx.GROUP_NOUNS | lx.MEDIA_NOUNS | NO_PERSON)


def _body_before(ctx: Context, mention: Mention) -> bool:
    """Whether a noun for bodies alone stands right before a lone name: `the charity Tidewatch`."""
    match = _WORD_BEFORE.search(ctx.text, max(0, mention.start - 30), mention.start)
    lone = mention.label == "PERSON" and " " not in ctx.text[mention.start : mention.end]
    return lone and match is not None and match[1].lower() in _NAMED_BODIES


def _role_before(ctx: Context, start: int) -> bool:
    """Whether a noun for one person stands right before a name."""
    match = _WORD_BEFORE.search(ctx.text, max(0, start - 30), start)
    return match is not None and match[1].lower() in _BEARERS


def _whole(ctx: Context) -> list[Mention]:
    """The tagger's mentions in text order, with the two halves of a person's name as one."""
    out: list[Mention] = []
    for mention in sorted(ctx.analysis.mentions, key=lambda m: (m.start, m.end)):
        last = out[-1] if out else None
        persons = last is not None and last.label == mention.label == "PERSON"
        if last is not None and persons and ctx.text[last.end : mention.start] == " ":
            out[-1] = Mention(last.start, mention.end, "PERSON")
        else:
            out.append(mention)
    return out


_OWNED_PERSON = re.compile(r"(.{3,}?)[’']s ((?:[A-Z][\w’'.-]+ ){1,2}[A-Z][\w’'-]+)$")
NO_PERSON = lx.GOVERNMENT_NOUNS | frozenset(
    """party movement union front law act day house times post news office court front street
    square prize award cup league club team""".split()
)
_BEARERS = (lx.PERSON_NOUNS | lx.EXPERT_NOUNS | lx.SPOKES_NOUNS) - {"people", "player", "fellow"}
_HONORIFICS = frozenset("mr mrs ms dr".split())
_HONOURED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.? ([A-Z][\w’'-]+)(?! [A-Z])")
_ARTICLE = re.compile(r"\bthe\s+$", re.I)
# `the chief of the fire service, Tom Brand`
_OFFICE = re.compile(r"\b(?:the|its|their|an?) ([\w-]+) (?:of|at|for|in) [^,.;:]{3,60}, $", re.I)
_WORD_BEFORE = re.compile(r"([\w-]+)\.? $")
_RANKS = frozenset("assistant senior junior undersecretary under-secretary".split())
_ROLES = _RANKS | lx.TITLES | lx.PERSON_NOUNS | lx.EXPERT_NOUNS | lx.SPOKES_NOUNS


def is_title(word: str) -> bool:
    """Whether a word is a title or a role, and names nobody by itself."""
    return word.lower().rstrip(".") in _ROLES


def _surname_start(ctx: Context, start: int) -> int:
    """Where a name begins whose hyphenated given name was tagged alone (`Han Sol-mi`)."""
    sent = ctx.sentence_at(start)
    before = [t for t in sent.tokens if t.end <= start] if sent is not None else []
    if not before or before[-1].end < start - 1:
        return start
    token = before[-1]
    surname = token.text[:1].isupper() and token.upos in ("PROPN", "INTJ", "NOUN")
    titled = token.text.lower().rstrip(".") in lx.TITLES | lx.PERSON_NOUNS
    return token.start if surname and not titled and token.i else start


def apposition(sent: Sentence, mention: Mention) -> list[str]:
    """Nouns of `, a researcher at …,` right after a name."""
    after = [t for t in sent.tokens if t.start >= mention.end][:14]
    if not after or after[0].text not in (",", "(", "–", "-", "—"):
        return []
    if len(after) > 1 and after[1].upos == "CCONJ":  # `Quist, and their daughter`
        return []
    roles = []
    for token in after[1:]:
        if token.text in (",", ")", "–", "—") or token.upos == "AUX":
            break
        if token.upos == "VERB" and token.text not in ("representing", "defending"):
            break
        if token.upos in ("NOUN", "PROPN"):
            roles.append(token.lemma.lower())
        if roles and roles[-1] in ("lawyer", "attorney") and token.text in ("for", "representing"):
            roles.append("advocate")
    return roles


def setting(ctx: Context, mention: Mention) -> tuple[list[str], int]:
    """Role lemmas and gender read off the words around a name."""
    sent = ctx.sentence_at(mention.start)
    if sent is None:
        return [], 0
    before = [t for t in sent.tokens if t.end <= mention.start][-6:]
    inside = tokens_in(sent, mention)
    roles: list[str] = []
    gender = 0
    for token in reversed(before):
        joined = token.text in (".", "-") or (bool(roles) and _between_roles(sent, token))
        if token.upos not in ("NOUN", "PROPN", "ADJ", "ADV") and not joined:
            break
        roles.append(token.lemma.lower().rstrip("."))
    if before and before[-1].text == ",":  # `his wife, Ada Quist`
        gender += sum(_gender(t.lemma.lower()) for t in before[-2:-1] if t.upos == "NOUN")
        office = _OFFICE.search(ctx.text, max(0, mention.start - 90), mention.start)
        if office and mention.label == "PERSON" and is_title(office[1]):
            roles.append(office[1].lower())
    if mention.label == "PERSON":
        roles += apposition(sent, mention)
        roles += [t.text.lower().rstrip(".") for t in inside if t.text.lower() in lx.TITLES]
    return roles, gender + sum(map(_gender, roles))


def _gender(word: str) -> int:
    return (word in lx.FEMALE) - (word in lx.MALE)


def _between_roles(sent: Sentence, token: Token) -> bool:
    """Whether `and` joins two roles of one person: not `Chief Tom Brand and Mayor Ada Quist`."""
    ahead = sent.tokens[token.i - 1 : token.i]
    return token.upos == "CCONJ" and not any(
        t.upos == "PROPN" and not is_title(t.text) for t in ahead
    )
