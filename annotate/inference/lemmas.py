"""Lemmas by Stanza's lemmatiser, which is asked for each word with its tag but once."""

from __future__ import annotations

from typing import Any

from stanza.models.common.doc import Document as StanzaDocument


class Lemmas:
    """Takes the place of Stanza's processor ``lemma``, unless it looks at the sentence."""

    def __init__(self, processor: Any) -> None:
        self._processor = processor
        self._known: dict[tuple[str, str], str] = {}

    @staticmethod
    def fits(processor: Any) -> bool:
        """Whether a lemma follows from the word and its tag."""
        return not processor.use_identity and not processor.trainer.has_contextual_lemmatizers()

    def process(self, sdoc: Any) -> Any:
        """Set ``lemma`` of all words."""
        words = [word for sentence in sdoc.sentences for word in sentence.words]
        pairs = [(word.text, word.upos) for word in words]
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        if new:
            listed = StanzaDocument([[{"text": text, "upos": upos} for text, upos in new]])
            found = self._processor.process(listed).sentences[0].words
            self._known |= zip(new, (word.lemma for word in found), strict=True)
        for word, pair in zip(words, pairs, strict=True):
            word.lemma = self._known[pair]
        return sdoc
