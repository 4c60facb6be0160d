"""Any text, and any tree: no stage may crash, and the record must be sound."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.analysis import Analysis, Mention, Sentence, Token, Wanted, always
from annotate.pipeline import Annotator
from annotate.quotations import Scheme
from corpus.records import Document, text_sha256
from corpus.spans import Span
from corpus.validate import validate_document
from tests.annotate.build import REGISTRY, HandMade, Story

_WORD = re.compile(r"\w+|[^\w\s]")
_TAGS = {"said": ("say", "VERB", "VBD"), "told": ("tell", "VERB", "VBD")}


class Trivial:
    """One sentence a paragraph or line; the first verb, or word, is the head of all others."""

    def __init__(self, *, subject: str = "nsubj") -> None:
        self.subject = subject

    def analyse(self, docs: Sequence[Document], wanted: Wanted = always) -> list[Analysis]:
        """Names are the words with a capital."""
        return [self._analysis(doc) for doc in docs]

    def _analysis(self, doc: Document) -> Analysis:
        out = Analysis()
        for number, (start, end) in enumerate(doc.body):
            words = list(_WORD.finditer(doc.text or "", start, end))
            if not words:
                continue
            root = next((i for i, w in enumerate(words) if w.group() in _TAGS), 0)
            tokens = [self._token(i, word, root) for i, word in enumerate(words)]
            out.sentences.append(Sentence(tokens, number))
            out.mentions += [
                Mention(t.start, t.end, "PERSON") for t in tokens if t.text[:1].isupper()
            ]
        return out

    def _token(self, i: int, word: re.Match[str], root: int) -> Token:
        text = word.group()
        default = ("PROPN", "NNP") if text[:1].isupper() else ("NOUN", "NN")
        lemma, upos, xpos = _TAGS.get(text, (text.lower(), *default))
        if not text[0].isalnum():
            upos, xpos = "PUNCT", "."
        rel = self.subject if i < root else "ccomp"
        head = -1 if i == root else root
        rel = "root" if i == root else "punct" if upos == "PUNCT" else rel
        return Token(i, word.start(), word.end(), text, lemma, upos, xpos, "", head, rel)


PIECES = st.sampled_from(
    [
        *"“”‘’\"'«».,:;?!—()\n ",
        "\r\n",
        "\n\n",
        "said",
        "told",
        "according to",
        "Ada Quist",
        "she",
        "it",
        "that ",
        "a report",
        "👩\u200d🚀",
        "e\u0301",
        "שלום",
        "\x00",
        "bridge",
        "The Wire",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=40).map(" ".join).filter(
    lambda text: not any("\ud800" <= char <= "\udfff" for char in text)
) | st.lists(PIECES, max_size=30).map("".join)


def _document(text: str) -> Document:
    """A document whose every line is a paragraph."""
    return Document(
        id="tests/any",
        text=text,
        text_sha256=text_sha256(text),
        text_length=len(text),
        body=tuple(Span(*m.span()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)),
    )


def _faults(doc: Document) -> list[str]:
    """Errors of levels 1 to 3, but for those of the segments, which have a test of their own."""
    return [
        f"{i.code} {i.path}: {i.message}"
        for i in validate_document(doc, max_level=3)
        if i.severity == "error" and i.code not in ("T-MARK", "T-UNMARKED")
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, subject=st.sampled_from(["nsubj", "nsubj:pass", "dep", "conj"]))
def test_any_text_makes_a_sound_record(text: str, subject: str) -> None:
    doc = _document(text)
    out = Annotator(analyser=Trivial(subject=subject), registry=REGISTRY).annotate(doc)
    assert _faults(out) == []
    assert out == Annotator(analyser=Trivial(subject=subject), registry=REGISTRY).annotate(doc)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“ “", id="a doubled opening mark is kept in the segment"),
        pytest.param("said “\n\nsaid\n\nsaid ” said", id="a bridged paragraph has no mark"),
    ],
)
@pytest.mark.xfail(strict=True, reason="find_segments, and what the checks say of it")
def test_segments_that_the_checks_refuse(text: str) -> None:
    out = Annotator(analyser=Trivial(), registry=REGISTRY).annotate(_document(text))
    assert validate_document(out, max_level=3) == []


# -- any tree ------------------------------------------------------------------------------------

_LEXICON = [
    *("say VERB VBD said|tell VERB VBD told|call VERB VBD called|add VERB VBG adding|"
      "urge VERB VBD urged|believe VERB VBZ believes|quote VERB VBN quoted|be AUX VBD was|"
      "write VERB VBD wrote|go VERB VBD went|accord VERB VBG according|tweet VERB VBD tweeted|"
      "rebuild VERB VB rebuild|hide VERB VBG hiding|will AUX MD will|not PART RB not").split("|"),
    *("to PART TO to|that SCONJ IN that|by ADP IN by|as ADP IN as|of ADP IN of|the DET DT the|"
      "her PRON PRP$ her|she PRON PRP she|it PRON PRP it|they PRON PRP they|who PRON WP who|"
      "i PRON PRP I|and CCONJ CC and|ada PROPN NNP Ada|quist PROPN NNP Quist").split("|"),
    *("wire PROPN NNP Wire|claim NOUN NN claim|report NOUN NN report|analyst NOUN NN analyst|"
      "spokesman NOUN NN spokesman|union NOUN NN union|media NOUN NNS media|"
      "statement NOUN NN statement|interview NOUN NN interview|good ADJ JJ good").split("|"),
    *(f"{mark} PUNCT . {mark}" for mark in "“””“,,.:—‘’\"("),
]  # fmt: skip
_RELATIONS = """nsubj nsubj:pass obj iobj obl obl:agent ccomp xcomp advcl acl acl:relcl nmod
nmod:poss parataxis conj appos compound flat case mark amod det cc aux aux:pass cop advmod dep
compound:prt fixed punct csubj expl""".split()


@st.composite
def trees(draw: st.DrawFn) -> Story:
    """Paragraphs of sentences of cue words in any order, under any tree; some words are names."""
    text, body = "", []
    sentences: list[Sentence] = []
    mentions: list[Mention] = []
    for number in range(draw(st.integers(1, 3))):
        text += "\n\n" if text else ""
        begin = len(text)
        for _ in range(draw(st.integers(1, 3))):
            sentence = draw(_sentences(len(text), number))
            sentences.append(sentence)
            text += " ".join(token.text for token in sentence.tokens) + " "
        body.append(Span(begin, len(text) - 1))
        text = text[:-1]
    for token in (t for s in sentences for t in s.tokens if t.upos in ("PROPN", "NOUN")):
        if draw(st.booleans()):
            label = draw(st.sampled_from("PERSON ORG PLACE WORK GROUP DATE".split()))
            mentions.append(Mention(token.start, token.end, label))
    doc = Document(
        id="tests/tree",
        text=text,
        text_sha256=text_sha256(text),
        text_length=len(text),
        body=tuple(body),
    )
    return Story(doc, Analysis(sentences, mentions))


@st.composite
def _sentences(draw: st.DrawFn, at: int, paragraph: int) -> Sentence:
    words = [each.split() for each in draw(st.lists(st.sampled_from(_LEXICON), min_size=1))]
    order = draw(st.permutations(range(len(words))))
    tokens: list[Token] = []
    for i, (lemma, upos, xpos, form) in enumerate(words):
        # Heads come earlier in the drawn order, so that the heads are one tree.
        place = order.index(i)
        head = order[draw(st.integers(0, place - 1))] if place else -1
        rel = draw(st.sampled_from(_RELATIONS)) if place else "root"
        feats = "VerbForm=Fin" if xpos in ("VBD", "VBZ", "MD") else ""
        end = at + len(form)
        tokens.append(Token(i, at, end, form, lemma, upos, xpos, feats, head, rel))
        at = end + 1
    return Sentence(tokens, paragraph)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=trees(), scheme=st.sampled_from(["guidelines", "polnear"]))
def test_any_tree_makes_a_sound_record(made: Story, scheme: Scheme) -> None:
    annotator = Annotator(analyser=HandMade(made), registry=REGISTRY, scheme=scheme)
    out = annotator.annotate(made.doc)
    assert _faults(out) == []
    assert out == annotator.annotate(made.doc)
