"""Tokens and sentences, as Stanza's tokenizer finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import torch
from stanza.models.common.doc import Document as StanzaDocument
from stanza.models.tokenization.data import (
    NEWLINE_WHITESPACE_RE,
    PER_CHAR_FEAT_FUNCS,
    POSITION_FEAT_FUNCS,
    WHITESPACE_RE,
)
from stanza.models.tokenization.utils import process_sentence, update_pred_regex
from stanza.pipeline.tokenize_processor import TOKEN_TOO_LONG_REPLACEMENT
from torch import Tensor
from torch.nn.functional import logsigmoid

from annotate.inference.cuts import is_one_word, within_name, within_word
from annotate.inference.layers import Recurrent, batches, padded

# Characters read at once; of what is longer, the rest is read again from the last sentence on.
_WINDOW = 1_000
_PLACES = 4_000
# Without any of these there is no address that must stay in one token.
_ADDRESS = re.compile(r"@|http|www\.|\.(?:gov|org|edu|net|com|co)")
_ENDS_SENTENCE = (2, 4)
_SEVERAL_WORDS = (3, 4)


class Tokenizer:
    """Takes the place of Stanza's processor ``tokenize``, if its model is of the plain kind."""

    def __init__(self, processor: Any, precision: torch.dtype) -> None:
        self.model, self.vocab = processor.trainer.model, processor.vocab
        self.model.eval()
        self.longest = processor.config["max_seqlen"]
        self.features = list(processor.config["feat_funcs"])
        self._layers = [Recurrent(each, precision) for each in (self.model.rnn, self.model.rnn2)]
        self._chars = {"": 0}
        self._vectors = torch.zeros(1, self.model.input_dim)

    @staticmethod
    def fits(processor: Any) -> bool:
        """Whether the model is one that this class can run."""
        args, model = processor.config, processor.trainer.model
        known = PER_CHAR_FEAT_FUNCS.keys() | POSITION_FEAT_FUNCS
        odd = (
            args.get("pretokenized") or args.get("no_ssplit") or args.get("skip_newline"),
            args.get("use_dictionary") or args.get("tokenize_postprocessor"),
            args.get("conv_res") or args.get("charlm_forward_file") or args["rnn_layers"] != 1,
            processor.vocab.lang_replaces_spaces or set(args["feat_funcs"]) - known,
        )
        return bool(args["hierarchical"] and model.args["use_mwt"]) and not any(odd)

    def process(self, text: str) -> Any:
        """A Stanza document of the text; blank lines part its paragraphs, names stay whole."""
        paragraphs = [_Paragraph(*each) for each in _paragraphs(text)]
        self._label(paragraphs)
        sentences: list[Any] = []
        for paragraph in paragraphs:
            paragraph.keep_names(text)
            sentences.extend(paragraph.sentences(self.longest))
        return StanzaDocument([process_sentence(each) for each in sentences], text)

    def _label(self, paragraphs: list[_Paragraph]) -> None:
        """Say of all characters what ends with them."""
        todo = [(paragraph, 0) for paragraph in paragraphs]
        while todo:
            windows = [each.window(start) for each, start in todo]
            rest = []
            for batch in batches([len(window) for window in windows], _PLACES):
                labels = self._labels([(*todo[i], windows[i]) for i in batch])
                for i, found in zip(batch, labels, strict=True):
                    paragraph, start = todo[i]
                    if paragraph.take(start, found):
                        rest.append((paragraph, len(paragraph.labels)))
            todo = rest

    def _labels(self, batch: list[tuple[_Paragraph, int, str]]) -> list[list[int]]:
        """What the model says of the characters of some windows."""
        x = self._vectors_of(batch)
        # Where a paragraph ends, the model reads one place of padding.
        lengths = torch.tensor([len(w) + p.ends(s + len(w)) for p, s, w in batch])
        first = self._layers[0](x[:, : int(lengths.max())], lengths)
        model = self.model
        heads = [clf(first) for clf in (model.tok_clf, model.sent_clf, model.mwt_clf)]
        if model.args["hier_invtemp"] > 0:
            first = first * (1 - torch.sigmoid(-heads[0] * model.args["hier_invtemp"]))
        second = self._layers[1](first, lengths)
        again = (model.tok_clf2, model.sent_clf2, model.mwt_clf2)
        tok, sent, mwt = (head + clf(second) for head, clf in zip(heads, again, strict=True))
        best: list[list[int]] = _classes(tok, sent, mwt).argmax(2).tolist()
        return [row[: len(w)] for row, (_, _, w) in zip(best, batch, strict=True)]

    def _vectors_of(self, batch: list[tuple[_Paragraph, int, str]]) -> Tensor:
        known = self._chars
        self._learn(sorted(set().union(*(window for _, _, window in batch)) - known.keys()))
        # Room for the place of padding.
        x = self._vectors[padded([[*(known[c] for c in w), 0] for _, _, w in batch])]
        for row, (paragraph, start, window) in enumerate(batch):
            if start == 0:
                self._mark(x[row, 0], "start_of_para")
            if paragraph.ends(start + len(window)):
                self._mark(x[row, len(window) - 1], "end_of_para")
        return x

    def _mark(self, place: Tensor, feature: str) -> None:
        if feature in self.features:
            place[self.features.index(feature) - len(self.features)] = 1

    def _learn(self, chars: list[str]) -> None:
        """Keep the vectors of characters: the embedding of each, and what its features are."""
        asked = [PER_CHAR_FEAT_FUNCS.get(name) for name in self.features]
        new = []
        for char in chars:
            unit = torch.tensor(self.vocab.unit2id(char))
            features = torch.tensor([float(ask(char)) if ask else 0.0 for ask in asked])
            new.append(torch.cat([self.model.embeddings(unit), features]))
            self._chars[char] = len(self._chars)
        if new:
            self._vectors = torch.cat([self._vectors, torch.stack(new)])


class _Paragraph:
    """Characters without repeated space, where each stands, and what ends with each."""

    def __init__(self, text: str, start: int) -> None:
        clean = WHITESPACE_RE.sub(" ", text)
        kept = [i for i, c in enumerate(clean) if c != " " or i == 0 or clean[i - 1] != " "]
        self.text = "".join([clean[i] for i in kept])
        self.offsets = [start + i for i in kept]
        self.labels: list[int] = []

    def ends(self, place: int) -> bool:
        return place == len(self.text)

    def window(self, start: int) -> str:
        """What is to be read from ``start`` on."""
        return self.text[start : start + _WINDOW]

    def take(self, start: int, labels: list[int]) -> bool:
        """Keep the labels of a window, of all but its last only whole sentences; is more left?"""
        if start + _WINDOW < len(self.text):
            last = max((i for i, label in enumerate(labels) if label in _ENDS_SENTENCE), default=-1)
            labels = labels[: last + 1] or labels
        self.labels += labels
        if len(self.labels) < len(self.text):
            return True
        if self.labels[-1] not in _ENDS_SENTENCE:
            self.labels[-1] = 2 if self.labels[-1] < 2 else 4
        if _ADDRESS.search(self.text):
            update_pred_regex(self.text, self.labels)
        return False

    def keep_names(self, text: str) -> None:
        """Take back what ends within a name, or a word; ``text`` is the document."""
        for i in within_word(self.text):
            self.labels[i] = 0
        for i, label in enumerate(self.labels[:-1]):
            if label and self.text[i].islower() and self.text[i + 1].isupper():
                self.labels[i] = 0  # `LinkedIn`
            elif label in _ENDS_SENTENCE:
                # A paragraph does not end in a space.
                after = self.offsets[i + 1 + (self.text[i + 1] == " ")]
                if within_name(text, self.offsets[i] + 1, after):
                    self.labels[i] -= 1

    def sentences(self, longest: int) -> Iterator[list[tuple[str, int, tuple[int, int]]]]:
        """Tokens with their labels and places, sentence by sentence."""
        sentence = []
        start = 0
        for i, label in enumerate(self.labels):
            if not label:
                continue
            token = self.text[start : i + 1].lstrip()
            first, start = i + 1 - len(token), i + 1
            if not token:
                continue
            if label in _SEVERAL_WORDS and is_one_word(token):
                label -= 2
            place = self.offsets[first], self.offsets[i] + 1
            shown = token if len(token) <= longest else TOKEN_TOO_LONG_REPLACEMENT
            sentence.append((shown, label, place))
            if label in _ENDS_SENTENCE:
                yield sentence
                sentence = []
        if sentence:
            yield sentence


def _paragraphs(text: str) -> Iterator[tuple[str, int]]:
    """The paragraphs that are not blank, and where each begins."""
    start = 0
    for gap in (*NEWLINE_WHITESPACE_RE.finditer(text), None):
        end = len(text) if gap is None else gap.start()
        if kept := text[start:end].rstrip():
            yield kept, start
        start = end if gap is None else gap.end()


def _classes(tok: Tensor, sent: Tensor, mwt: Tensor) -> Tensor:
    """Log chances ``[B, L, 5]``: nothing ends, a token, a sentence, a token of several words…"""
    ends, last, several = logsigmoid(tok), logsigmoid(sent), logsigmoid(mwt)
    within, one = logsigmoid(-sent), logsigmoid(-mwt)
    kinds = [within + one, last + one, within + several, last + several]
    return torch.cat([logsigmoid(-tok), *(ends + kind for kind in kinds)], dim=2)
