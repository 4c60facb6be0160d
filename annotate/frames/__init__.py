"""Frames: what the learned tagger says of a document, before it becomes quotations."""

from annotate.frames.drafting import draw, keep
from annotate.frames.judge import Judge, load_judge
from annotate.frames.tagger import Frame, FrameTagger
from annotate.frames.words import Words, read_words

__all__ = ["Frame", "FrameTagger", "Judge", "Words", "draw", "keep", "load_judge", "read_words"]
