"""What the challenge set tests, and what it can ask of a quotation."""

from __future__ import annotations

PHENOMENA: dict[str, str] = {
    # types and modes
    "type-direct": "a whole utterance in marks, not embedded in the sentence",
    "type-mixed": "words in marks inside a reported clause or phrase",
    "type-indirect": "reported clauses without marks: that, whether, to, -ing, called it",
    "mode-writing": "words that were written: posts, letters, reports",
    "mode-thought": "words that were thought: believes, hopes, fears",
    # marks
    "marks-kinds": "marks of every kind: straight, single, low, corner, guillemets, doubled single",
    "marks-damage": "marks that are missing, doubled, reversed, mixed or spaced",
    # shape
    "split": "one quotation, split by its cue",
    "multi-paragraph": "one quotation over several paragraphs",
    "nested": "marks inside marks",
    "fragments": "two fragments: one quotation or two, by the cues",
    # cues
    "cue-inverted": "the verb before its subject, the cue before or within the words",
    "cue-verbs": "verbs beyond said",
    "according-to": "according to, and its kin without a verb",
    "free-standing": "quoted words without a cue of their own",
    # speakers
    "speaker-joint": "several speakers of the same words",
    "speaker-unnamed": "speakers who are only described",
    "speaker-pronoun": "speakers who are a pronoun",
    "speaker-implicit": "speakers whom only the context tells",
    "speaker-surname": "two speakers of one surname",
    "speaker-spelling": "one speaker, spelt two ways",
    "speaker-unknown": "speakers whom no reader can tell: passives without an agent",
    "speaker-far": "other names nearer to the words than the speaker's",
    # outlets
    "outlet-medium": "rule 1: a medium, agency or platform credited for the words",
    "outlet-document": "rule 1: a report, study, letter, book or filing that carries the words",
    "outlet-institution": "rule 2: an institution, its statement or its spokesperson",
    "outlet-analyst": "rule 3: an expert without a stake, and one with a stake",
    "outlet-none": "rule 4: the reporter heard it",
    "carry-over": "the outlet carries over within a run, or from the lead to a whole meeting",
    "carry-limit": "where the outlet must not carry over",
    "chain": "words passed on through several: a paper citing an agency citing a spokesperson",
    # distractors
    "distractor-scare": "scare quotes and irony",
    "distractor-title": "titles of films, books, songs and articles",
    "distractor-name": "nicknames, ships, operations, ratings",
    "distractor-term": "terms, legal terms and words as words",
    "distractor-slogan": "slogans and proverbs, which count only under a speech cue",
    "not-marks": "inches, feet, minutes, apostrophes, elided years",
    # what quotes nobody
    "no-report": "denied, withheld or possible words, decrees, bare noun phrases",
    "boilerplate": "bylines, credits, related stories, adverts, transcripts; captions that quote",
}

ASPECTS: dict[str, str] = {
    "segments": "one quotation has exactly these segments",
    "content": "the contents share at least 0.8 of both together",
    "type": "the type is the same",
    "mode": "the mode is the same",
    "cue": "the cues share at least one character, or both are empty",
    "parent": "it lies in the prediction that answers to its parent, or in none",
    "speaker": "the speakers are the same, all of them, or none in both",
    "outlet": "the outlet is the same, or none in both",
    "explicit": "the outlet is in the sentence, or carries over, as in gold",
    "none": "no quotation has these segments (as a distractor or not at all)",
}
