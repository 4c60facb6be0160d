"""Stanza as the analyser; beside `annotate.inference` nothing on the main path imports it.

Tokens, tags, lemmas and names are computed for the whole body; the parse only for the sentences
that the caller asks for, because it takes most of the time and most sentences report nobody.
Paragraphs of many documents share a batch, since a model call costs about the same for one
sentence as for ten.
"""

from __future__ import annotations

import bisect
import logging
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import stanza
import torch
from stanza.models.common.doc import Document as StanzaDocument

from annotate import weights
from annotate.analysis import Analysis, Mention, Sentence, Token, Wanted, always
from annotate.inference import quicker
from annotate.lexicon import repaired_lemma
from corpus.records import Document

PROCESSORS = "tokenize,mwt,pos,lemma,depparse,ner"
# Characters in one batch; more waste memory on padding and gain no speed on a CPU.
BATCH_CHARS = 30_000
# A longer sentence is a list or a broken page; its parse would cost memory with its square.
MAX_PARSED = 160
# A run of this many characters without a space is data, not language.
MAX_WORD = 120
# A paragraph of more characters is cut at a space, so that a batch stays a batch.
MAX_PIECE = 20_000
LABELS = {
    "person": "PERSON",
    "per": "PERSON",
    "org": "ORG",
    "organization": "ORG",
    "norp": "GROUP",
    "gpe": "PLACE",
    "loc": "PLACE",
    "location": "PLACE",
    "fac": "PLACE",
    "facility": "PLACE",
    "work_of_art": "WORK",
    "product": "WORK",
    "law": "WORK",
    "misc": "WORK",
    "date": "DATE",
    "time": "DATE",
}
_LONG = re.compile(rf"\S{{{MAX_WORD},}}")
# White space and control or format characters: to the models, all of them are a space.
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
# Dashes and hyphens that the models have hardly met, as those that they know.
_DASHES = str.maketrans("―‒‐‑", "—–--")
# `SEOUL, Oct 3 (Agency) — `: parsed along, the place becomes the subject of the sentence. Words in
# lower case belong to a sentence (`NATO chief Ada Quist said: …`), and before a colon or without a
# comma names do too.
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH} ?\d{{1,2}}|\d{{1,2}} ?{_MONTH})(?:,? \d{{4}})?"
_AGENCY = r"(?: ?\([^()]{2,40}\))?"
_PART = r"[A-Z0-9][\w.]{0,20}"
_DATELINE = re.compile(
    r"^\s*(?:[A-Z][A-Z.'’-]{2,30}[A-Z.'’ -]{0,60}"
    rf"(?:(?:[,/] ?{_PART}(?: {_PART}){{0,3}}| {_DATE}){{0,3}}{_AGENCY} ?(?:--|[—–-])"
    rf"|(?: ?[—–-])?(?:[, ] ?{_DATE})?{_AGENCY} ?:)"
    r"|[A-Z][\w.'’ -]{2,24}(?:, [\w. ]{2,20}){0,2} ?\([^()]{2,40}\) ?(?:--|[—–:-])) "
)


class StanzaAnalyser:
    """An `annotate.analysis.Analyser` on Stanza models.

    ``models`` is a folder laid out as Stanza's resources; without it the embedded weights are
    used. No network is touched. Raises `annotate.weights.WeightsError` if a weight is missing or
    is not the file that was shipped. ``pipeline`` is a loaded `stanza.Pipeline` to share.
    """

    def __init__(self, *, models: Path | None = None, pipeline: Any = None) -> None:
        self.parts = quicker((pipeline or load_pipeline(models=models)).processors)

    def analyse(self, docs: Sequence[Document], wanted: Wanted = always) -> list[Analysis]:
        """Analyse the bodies; parse the sentences for which ``wanted(i, sentence)`` is true.

        ``i`` is the index in ``docs``. Sentences that are not parsed have ``parsed=False``.
        """
        out = [Analysis() for _ in docs]
        for pieces in _batches(docs):
            self._run(docs, pieces, wanted, out)
        return out

    def _run(
        self, docs: Sequence[Document], pieces: list[_Piece], wanted: Wanted, out: list[Analysis]
    ) -> None:
        text, starts = _joined(docs, pieces)
        with torch.inference_mode():
            sdoc = self.parts["tokenize"].process(text)
            if not sdoc.sentences:
                return  # nothing but what `_joined` takes out
            for name in ("mwt", "pos", "lemma", "ner"):
                if name in self.parts:
                    sdoc = self.parts[name].process(sdoc)
        to_parse, built = [], []
        for ssentence in sdoc.sentences:
            at = bisect.bisect_right(starts, ssentence.tokens[0].start_char) - 1
            piece = pieces[at]
            sentence = _sentence(ssentence, piece.start - starts[at], piece.paragraph)
            analysis = out[piece.doc]
            analysis.sentences.append(sentence)
            analysis.mentions.extend(_mentions(ssentence, piece.start - starts[at]))
            if len(sentence.tokens) <= MAX_PARSED and wanted(piece.doc, sentence):
                to_parse.append(ssentence)
                built.append(sentence)
        self._parse(to_parse, built)

    def _parse(self, ssentences: list[Any], sentences: list[Sentence]) -> None:
        if not sentences:
            return
        part = StanzaDocument([])
        part.sentences = ssentences
        part.num_words = sum(len(sentence.words) for sentence in ssentences)
        with torch.inference_mode():
            self.parts["depparse"].process(part)
        for ssentence, sentence in zip(ssentences, sentences, strict=True):
            sentence.parsed = True
            _copy_tree(sentence, ssentence)


def read_analysis(sdoc: Any, doc: Document) -> Analysis:
    """The analysis of a Stanza document that was fully processed by somebody else's pipeline.

    Offsets are those of ``sdoc``, whose text must be that of ``doc``.
    """
    starts = [span.start for span in doc.body]
    out = Analysis()
    for ssentence in sdoc.sentences:
        paragraph = max(0, bisect.bisect_right(starts, ssentence.tokens[0].start_char) - 1)
        sentence = _sentence(ssentence, 0, paragraph)
        sentence.parsed = True
        _copy_tree(sentence, ssentence)
        out.sentences.append(sentence)
        out.mentions.extend(_mentions(ssentence, 0))
    return out


def _copy_tree(sentence: Sentence, ssentence: Any) -> None:
    for token, word in zip(sentence.tokens, ssentence.words, strict=True):
        token.head = word.head - 1
        token.deprel = word.deprel


class _Piece:
    """A stretch of one paragraph of one document: what goes into the models at once."""

    __slots__ = ("doc", "end", "paragraph", "start")

    def __init__(self, doc: int, paragraph: int, start: int, end: int) -> None:
        self.doc, self.paragraph, self.start, self.end = doc, paragraph, start, end


def _batches(docs: Sequence[Document]) -> Iterator[list[_Piece]]:
    batch: list[_Piece] = []
    size = 0
    for piece in _pieces(docs):
        batch.append(piece)
        size += piece.end - piece.start
        if size >= BATCH_CHARS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _pieces(docs: Sequence[Document]) -> Iterator[_Piece]:
    for d, doc in enumerate(docs):
        text = doc.text or ""
        for p, (start, end) in enumerate(doc.body):
            while start < end:
                cut = end
                if end - start > MAX_PIECE:
                    space = text.rfind(" ", start + 1, start + MAX_PIECE)
                    cut = space if space > start else start + MAX_PIECE
                if text[start:cut].strip():
                    yield _Piece(d, p, start, cut)
                start = cut


def _joined(docs: Sequence[Document], pieces: list[_Piece]) -> tuple[str, list[int]]:
    """One text of all pieces, blank lines between them, and where each begins in it."""
    parts, starts, at = [], [], 0
    for piece in pieces:
        raw = (docs[piece.doc].text or "")[piece.start : piece.end]
        # Same length in, same length out: offsets must survive.
        clean = _LONG.sub(_spaces, _BLANK.sub(" ", raw)).translate(_DASHES)
        clean = _DATELINE.sub(_spaces, clean, count=1)
        parts.append(clean)
        starts.append(at)
        at += len(clean) + 2
    return "\n\n".join(parts), starts


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _sentence(ssentence: Any, shift: int, paragraph: int) -> Sentence:
    tokens: list[Token] = []
    for stoken in ssentence.tokens:
        for word in stoken.words:
            start = word.start_char if word.start_char is not None else stoken.start_char
            end = word.end_char if word.end_char is not None else stoken.end_char
            tokens.append(
                Token(
                    i=len(tokens),
                    start=start + shift,
                    end=end + shift,
                    text=word.text,
                    lemma=_lemma(word),
                    upos=word.upos or "X",
                    xpos=word.xpos or "",
                    feats=word.feats or "",
                )
            )
    return Sentence(tokens, paragraph=paragraph, parsed=False)


def _lemma(word: Any) -> str:
    lemma: str = (word.lemma or word.text).lower()
    return repaired_lemma(word.text, lemma) if word.upos == "VERB" else lemma


def _mentions(ssentence: Any, shift: int) -> Iterator[Mention]:
    for ent in ssentence.ents:
        label = LABELS.get(ent.type.lower())
        if label:
            yield Mention(ent.start_char + shift, ent.end_char + shift, label)


def load_pipeline(*, models: Path | None = None, extra: str = "", **options: Any) -> Any:
    """A `stanza.Pipeline` on ``models`` (default: see `annotate.weights.resolve`), offline.

    ``extra`` names further processors (``",quote"``); ``options`` go to Stanza as they are.
    """
    folder = weights.resolve(models)
    logging.getLogger("stanza").setLevel(logging.ERROR)
    return stanza.Pipeline(
        "en",
        dir=str(folder),
        processors=PROCESSORS + extra,
        download_method=None,
        use_gpu=False,
        verbose=False,
        depparse_batch_size=300,
        depparse_resolve_head_constraints=False,
        **options,
    )
