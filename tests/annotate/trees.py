"""Sentences with trees made by hand, in a notation that can be read.

A sentence is its text and, after ``||``, the arcs that matter, as ``relation(head, dependent)``:

    parse("“We will rebuild,” said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)")

A word that occurs twice is told apart as ``said#2``; ``word/TAG`` gives a Penn tag where `words`
would be wrong. Function words, names, and subjects and objects beside their verb are attached by
default; a verb never is, but for the one that is left, which is the root. What is not one tree
raises. Names are those of `CAST`, and what the argument ``names`` adds to it; all of them are
invented.
"""

from __future__ import annotations

import re

from annotate.analysis import Sentence, Token
from tests.annotate.words import BE, BOTH, TAG, VERBS

CAST = """
PERSON Ada Quist|Quist|Tom Brand|Brand|Lena Moor|Moor|Karl Moor|Oskar Lind|Lind|Ida-Lee Voss
PERSON Ida Lee Voss|Voss
ORG Norland Wire|Norland Gazette|Gazette|Radio Vell|Vell Times|Twitter|Rivers Institute
ORG Harbour Ministry|Bridge Union|Vell Water Company|Coastal Rail Board|CRB
PLACE Vell|Ostrel
"""
_TOKEN = re.compile(
    r"(?:Mrs?|Ms|Dr)\.|\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|ll|re|ve)\b|\w+(?:-\w+)*|\.\.\.|--|[^\w\s]"
)
_ARC = re.compile(r"([a-z]+(?::[a-z]+)?)\(([^\s()]+), ([^\s()]+)\)|(\S+)/([A-Z]+\$?)")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP"})
_UPOS = {"DT": "DET", "IN": "ADP", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON"}
_UPOS |= {"RB": "ADV", "CC": "CCONJ", "MD": "AUX", "JJ": "ADJ", "NN": "NOUN", "NNS": "NOUN"}
_UPOS |= {"NNP": "PROPN", "TO": "PART", "POS": "PART", "CD": "NUM", ".": "PUNCT"}


def find_names(text: str, names: str = "") -> list[tuple[int, int, str]]:
    """Start, end and label of every name of the cast in ``text``, longer names first."""
    labels: dict[str, str] = {}
    for line in filter(None, f"{CAST}\n{names}".splitlines()):
        label, _, known = line.strip().partition(" ")
        labels.update(dict.fromkeys(known.split("|"), label))
    either = "|".join(re.escape(name) for name in sorted(labels, key=len, reverse=True))
    return [(*m.span(), labels[m.group()]) for m in re.finditer(rf"\b(?:{either})(?!\w)", text)]


def parse(line: str, *, names: str = "", at: int = 0, paragraph: int = 0) -> Sentence:
    """The sentence of a line in this module's notation, its text beginning at offset ``at``."""
    text, _, notes = line.partition("||")
    return _Maker(text.strip(), notes, names).sentence(at, paragraph)


class _Maker:
    """Tags a sentence and attaches what the notes leave out."""

    def __init__(self, text: str, notes: str, names: str) -> None:
        self.text = text
        self.words = list(_TOKEN.finditer(text))
        self.forms = [word.group().replace("’", "'") for word in self.words]
        self.named: dict[int, tuple[int, int, str]] = {}
        for start, end, label in find_names(text, names):
            inside = [i for i, w in enumerate(self.words) if start <= w.start() < end]
            self.named.update(dict.fromkeys(inside, (inside[0], inside[-1], label)))
        self.given = _ARC.findall(notes)
        if _ARC.sub("", notes).strip():
            raise ValueError(f"not an arc or a tag: {_ARC.sub('', notes).strip()!r}")
        self.tags: list[str] = []
        for i in range(len(self.words)):
            self.tags.append(self._tag(i))
        for *_, word, tag in self.given:
            if word:
                self.tags[self._find(word)] = tag
        self.head = [-1] * len(self.words)
        self.rel = [""] * len(self.words)
        for rel, head, dependent, word, _ in self.given:
            if not word:
                self._set(self._find(dependent), self._find(head), rel)
        self.cop = {i: self._predicate(i) for i, f in enumerate(self.forms) if self._is_cop(i, f)}
        self._attach()

    def _find(self, word: str) -> int:
        form, _, number = word.partition("#")
        found = [i for i, w in enumerate(self.words) if w.group() == form]
        if not found or (len(found) > 1 and not number):
            raise ValueError(f"{word!r} stands {len(found)} times in {self.text!r}")
        return found[int(number or 1) - 1]

    def _set(self, i: int, head: int, rel: str) -> None:
        self.head[i], self.rel[i] = head, rel

    def _tag(self, i: int) -> str:
        form, low = self.forms[i], self.forms[i].lower()
        before = self.forms[i - 1].lower() if i else ""
        following = self.forms[i + 1].lower() if i + 1 < len(self.forms) else ""
        if not any(c.isalnum() for c in form):
            return "."
        if form == "'s":
            return "POS"
        if form in ("Mr.", "Ms.", "Mrs.", "Dr."):
            return "NNP"
        if form.isdigit():
            return "CD"
        if low == "to":
            return "TO" if VERBS.get(following, ("", ""))[1] == "VB" or following == "be" else "IN"
        starts = i == 0 or self.tags[i - 1] == "."
        if i in self.named or (form[:1].isupper() and not starts):
            return "NNP"
        if low in TAG:
            return TAG[low]
        if low in BE:
            return BE[low]
        if low in VERBS:
            tag = VERBS[low][1]
            bare = before in ("to", "not", "n't") or TAG.get(before) == "MD"
            if tag in ("VB", "VBZ") and not bare and VERBS[low][0] in BOTH:
                tag = "VBP" if TAG.get(before) == "PRP" else "NN"
                return "NNS" if tag == "NN" and low.endswith("s") else tag
            if tag == "VB":
                return "VB" if bare else "VBP"
            helped = before in (*BE, "has", "have", "had", "not")
            return "VBN" if tag == "VBD" and helped else tag
        return "NNS" if low.endswith("s") and not low.endswith(("ss", "us", "is")) else "NN"

    def _is_cop(self, i: int, form: str) -> bool:
        return form.lower() in BE and self.rel[i] == "" and not self._helps(i)

    def _helps(self, i: int) -> bool:
        """Whether a form of `be` or `have` is the auxiliary of a verb right after it."""
        rest = [j for j in range(i + 1, min(i + 4, len(self.tags))) if self.tags[j] != "RB"]
        return bool(rest) and self.tags[rest[0]] in ("VBN", "VBG", "VB")

    def _is_aux(self, i: int) -> bool:
        low = self.forms[i].lower()
        return self.tags[i] == "MD" or (low in BE and i in self.cop) or self._is_helper(i)

    def _is_helper(self, i: int) -> bool:
        low = self.forms[i].lower()
        return low in (*BE, "has", "have", "had", "did", "do") and self._helps(i)

    def _is_verb(self, i: int) -> bool:
        return self.tags[i].startswith("VB") and not self._is_aux(i)

    def _predicate(self, i: int) -> int:
        after = [j for j in range(i + 1, len(self.tags)) if self.tags[j] in {*_NOUNS, "JJ"}]
        if not after:
            raise ValueError(f"nothing for {self.forms[i]!r} to be in {self.text!r}")
        head = self._run_head(after[0]) if self.tags[after[0]] != "JJ" else after[0]
        nouns = [j for j in after if j == after[0] + 1 and self.tags[j] in _NOUNS]
        return self._run_head(nouns[0]) if self.tags[after[0]] == "JJ" and nouns else head

    def _run_head(self, i: int) -> int:
        """The head of the run of nouns in which token ``i`` stands."""
        if i in self.named:
            first, last, label = self.named[i]
            if label != "PERSON":
                follows = last + 1 < len(self.tags) and self.tags[last + 1] in ("NN", "NNS")
                return self._run_head(last + 1) if follows else last
            return first
        following = i + 1
        if following < len(self.tags) and self.tags[following] in _NOUNS:
            return self._run_head(following)
        return i

    def _next(self, i: int, wanted: set[int]) -> int:
        later = [j for j in sorted(wanted) if j > i]
        if not later:
            raise ValueError(f"nothing after {self.forms[i]!r} to hang it on in {self.text!r}")
        return later[0]

    def _attach(self) -> None:
        n = range(len(self.tags))
        verbs = {i for i in n if self._is_verb(i)} | set(self.cop.values())
        heads = {i for i in n if self.tags[i] in _NOUNS and self._run_head(i) == i}
        heads |= {i for i in n if self.tags[i] == "PRP"}
        for i in n:
            if not self.rel[i]:
                self._attach_word(i, verbs, heads)
        for i in sorted(heads - set(self.cop.values())):
            if not self.rel[i]:
                self._attach_nominal(i, verbs, heads)
        loose = [i for i in n if not self.rel[i] and self.tags[i] != "."]
        if len(loose) != 1:
            words = [self.forms[i] for i in loose]
            raise ValueError(f"{words} could all be the root of {self.text!r}")
        self._set(loose[0], -1, "root")
        for i in n:
            if not self.rel[i]:
                self._set(i, loose[0], "punct")
            seen, up = {i}, self.head[i]
            while up >= 0:
                if up in seen:
                    raise ValueError(f"{self.forms[i]!r} hangs from itself in {self.text!r}")
                seen.add(up)
                up = self.head[up]

    def _attach_word(self, i: int, verbs: set[int], heads: set[int]) -> None:
        tag, form = self.tags[i], self.forms[i].lower()
        if i in self.cop:
            self._set(i, self.cop[i], "cop")
        elif self._is_aux(i):
            self._set(i, self._next(i, verbs), "aux")
        elif tag in _NOUNS and self._run_head(i) != i:
            head = self._run_head(i)
            self._set(i, head, "flat" if head < i else "compound")
        elif tag in ("DT", "JJ", "CD", "PRP$") and i not in verbs:
            rel = {"DT": "det", "JJ": "amod", "CD": "nummod", "PRP$": "nmod:poss"}[tag]
            self._set(i, self._next(i, heads), rel)
        elif tag == "POS":
            owner = self._run_head(i - 1)
            self._set(i, owner, "case")
            if not self.rel[owner]:
                self._set(owner, self._next(i, heads), "nmod:poss")
        elif tag == "TO":
            self._set(i, self._next(i, verbs), "mark")
        elif tag == "IN":
            later = [j for j in sorted(heads | verbs) if j > i]
            clause = form in ("that", "whether", "if") or not later or later[0] in verbs - heads
            self._set(i, self._next(i, verbs if clause else heads), "mark" if clause else "case")
        elif tag == "RB":
            self._set(i, min(verbs, key=lambda j: abs(j - i - 0.4)), "advmod")
        elif tag == "CC":
            joined = {j for j, rel in enumerate(self.rel) if rel == "conj"}
            self._set(i, self._next(i, joined or heads | verbs), "cc")
        elif tag in ("WP", "WDT"):
            self._set(i, self._next(i, verbs), "nsubj")

    def _attach_nominal(self, i: int, verbs: set[int], heads: set[int]) -> None:
        before = [j for j in sorted(verbs) if j < i]
        after = [j for j in sorted(verbs | heads) if j > i]
        cased = any(self.head[j] == i and self.rel[j] == "case" for j in range(i))
        if cased and (before or verbs):
            self._set(i, before[-1] if before else min(verbs), "obl")
        elif after and after[0] in verbs and "TO" not in self.tags[i : after[0]]:
            self._set(i, after[0], "nsubj")
        elif before:
            self._set(i, before[-1], "obj")

    def sentence(self, at: int, paragraph: int) -> Sentence:
        return Sentence([self._token(i, at) for i in range(len(self.words))], paragraph)

    def _token(self, i: int, at: int) -> Token:
        tag, low = self.tags[i], self.forms[i].lower()
        upos = _UPOS.get(tag, "AUX" if self._is_aux(i) else "VERB")
        if tag == "IN" and self.rel[i] == "mark":
            upos = "SCONJ"
        lemma = low
        if low in BE:
            lemma = "be"
        elif upos in ("VERB", "AUX"):
            lemma = VERBS.get(low, (low, ""))[0]
        elif tag == "NNS":
            lemma = low.removesuffix("s")
        feats = "Number=Plur" if tag == "NNS" else "VerbForm=Fin" if tag in _FINITE else ""
        return Token(
            i=i,
            start=at + self.words[i].start(),
            end=at + self.words[i].end(),
            text=self.words[i].group(),
            lemma=lemma.replace("n't", "not"),
            upos=upos,
            xpos=tag,
            feats=feats,
            head=self.head[i],
            deprel=self.rel[i],
        )
