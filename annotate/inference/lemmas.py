"""Lemmas by Stanza's lemmatiser, which is asked for each word with its tag but once."""

from __future__ import annotations

from typing import Any

from stanza.models.common.doc import Document as StanzaDocument
from stanza.models.common.utils import unsort
from stanza.models.lemma.data import DataLoader
from stanza.models.lemma.edit import EDIT_TO_ID, edit_word
from stanza.models.lemma.trainer import unpack_batch

Pair = tuple[str, str]
_BATCH = 100  # words
_MOST = 200_000  # pairs that are kept: more than a language's everyday words


class Lemmas:
    """Takes the place of Stanza's processor ``lemma``, unless it looks at the sentence.

    Its model says of most unknown words that they are their own lemma, or are so in lower case;
    Stanza spells out a lemma for these too, letter by letter, and then drops it.
    """

    def __init__(self, processor: Any, _precision: Any = None) -> None:
        self._processor = processor
        self._model = processor.trainer.model.eval()
        self._known: dict[Pair, str] = {}

    @staticmethod
    def fits(processor: Any) -> bool:
        """Whether a lemma follows from the word and its tag, and the model can edit."""
        if processor.use_identity or processor.trainer.has_contextual_lemmatizers():
            return False
        config = processor.config
        whole = config.get("caseless") or config.get("charlm") or config.get("dict_only")
        return bool(config.get("edit") and config.get("ensemble_dict") and not whole)

    def process(self, sdoc: Any) -> Any:
        """Set ``lemma`` of all words."""
        words = [word for sentence in sdoc.sentences for word in sentence.words]
        pairs = [(word.text, word.upos) for word in words]
        if len(self._known) > _MOST:
            self._known = {}
        self._learn([pair for pair in dict.fromkeys(pairs) if pair not in self._known])
        for word, pair in zip(words, pairs, strict=True):
            word.lemma = self._known[pair]
        return sdoc

    def _learn(self, pairs: list[Pair]) -> None:
        """Keep the lemmas of new pairs."""
        listed = self._processor.trainer.skip_seq2seq(pairs)
        rest = [pair for pair, known in zip(pairs, listed, strict=True) if not known]
        self._known |= self._edited(rest)
        if spelled := [pair for pair in pairs if pair not in self._known]:
            words = self._processor.process(_listed(spelled)).sentences[0].words
            self._known |= zip(spelled, (word.lemma for word in words), strict=True)

    def _edited(self, pairs: list[Pair]) -> dict[Pair, str]:
        """The lemmas of those pairs that the model does not want to spell out."""
        found: dict[Pair, str] = {}
        if not pairs:
            return found
        processor = self._processor
        own = {"vocab": processor.vocab, "evaluation": True, "expand_unk_vocab": True}
        data = DataLoader(_listed(pairs), _BATCH, processor.config, **own)
        for n, batch in enumerate(data):
            (src, mask, _, _, pos, _), order, text = unpack_batch(batch, "cpu")
            embedded, _, lengths, _ = self._model.embed(src, mask, pos, text)
            _, (hidden, _) = self._model.encode(embedded, lengths)
            edits = unsort(self._model.edit_clf(hidden).argmax(1).tolist(), order)
            for pair, edit in zip(pairs[n * _BATCH : (n + 1) * _BATCH], edits, strict=True):
                if edit != EDIT_TO_ID["none"]:
                    found[pair] = edit_word(pair[0], "", edit)
        return found


def _listed(pairs: list[Pair]) -> Any:
    """Words with their tags as the one sentence of a document."""
    return StanzaDocument([[{"text": text, "upos": upos} for text, upos in pairs]])
