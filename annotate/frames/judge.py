"""Whether marks quote, and how: the verdict of the rules and of the tagger weighed together.

The rules know the grammar around the marks, the tagger has read more news; each errs where the
other does not. A small forest hears both, and what the marks look like. Whether they quote at all
is a question of meaning too: there the encoder's view of the words has half the say.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from annotate.context import Context
from annotate.drafts import Draft
from annotate.frames.tagger import ROLES, Frame
from annotate.frames.views import Ear, Floats, load_ear
from annotate.frames.words import Words
from annotate.trees import Forest, load_forest

Facts = dict[str, float]
_CONTENT = ROLES.index("content")
_ENDS = ".,?!…"
_QUOTES, _WHOLE, _EAR = "quotes.npz", "whole.npz", "ear.npz"


@dataclass(frozen=True, slots=True)
class Judge:
    """``quotes`` tells quotations from distractors, ``whole`` direct ones from mixed ones.

    ``ear`` tells quotations from distractors by the encoder's view of them.
    """

    quotes: Forest
    whole: Forest
    ear: Ear | None = None

    def quoting(self, rows: list[Facts], views: Sequence[Floats | None]) -> Floats:
        """The chances that segments quote; one without a view goes by its facts alone."""
        odds = self.quotes.scores(self.quotes.table(rows))
        if self.ear is not None:
            known = {
                n: view
                for n, view in enumerate(views)
                if view is not None and len(view) == len(self.ear.weights)
            }
            if known:
                heard = list(known)
                odds[heard] = (odds[heard] + self.ear.scores(list(known.values()))) / 2
        result: Floats = 1 / (1 + np.exp(-odds))
        return result

    def save(self, folder: Path) -> None:
        """Write everything to files of ``folder``."""
        self.quotes.save(folder / _QUOTES)
        self.whole.save(folder / _WHOLE)
        if self.ear is not None:
            self.ear.save(folder / _EAR)


def load_judge(folder: Path) -> Judge | None:
    """What `Judge.save` wrote to ``folder``, or None where there are no forests."""
    paths = [folder / _QUOTES, folder / _WHOLE]
    if not all(path.exists() for path in paths):
        return None
    quotes, whole = map(load_forest, paths)
    ear = folder / _EAR
    return Judge(quotes, whole, load_ear(ear) if ear.exists() else None)


def facts_of_segment(
    ctx: Context,
    words: Words,
    index: int,
    frames: Sequence[Frame],
    ruled: Draft | None,
) -> Facts:
    """What the verdict on a top-level segment rests on; ``ruled`` is the rules' draft of it."""
    segment = ctx.segments[index]
    span = segment.span
    inside = words.indices([span])
    return {
        **_of_marks(ctx, index),
        **_of_words(ctx, words, index, inside),
        **_of_rules(ruled),
        **_of_frames(frames, inside),
        "words": math.log1p(len(inside)),
        "straight": float(segment.opening in ('"', "''")),
        "single": float(segment.opening[:1] in ("'", "‘", "’", "`")),
        "whole_marks": float(bool(segment.opening and segment.closing)),
        "length": math.log1p(span.length),
    }


def share(frame: Frame, inside: Sequence[int]) -> float:
    """The mean chance that the words are content of the frame; words out of its sight have none."""
    own = [i - frame.start for i in inside if frame.start <= i < frame.stop]
    if not own:
        return 0.0
    return float(frame.roles[own, _CONTENT].sum()) / len(inside)


def _of_marks(ctx: Context, index: int) -> Facts:
    segment = ctx.segments[index]
    text, (start, end) = ctx.text, segment.span
    before = text[max(0, start - 3) : start].strip("“”\"'‘’ \n")
    after = text[end : end + 4].strip("“”\"'‘’ \n")
    body = ctx.doc.body[segment.paragraph]
    return {
        "upper": float(text[start].isupper()),
        "ended": float(text[end - 1] in _ENDS),
        "stopped": float(text[end - 1] in ".?!"),
        "after_colon": float(before.endswith(":")),
        "after_comma": float(before.endswith(",")),
        "before_stop": float(after[:1] in (".", ";", ":")),
        "before_comma": float(after[:1] == ","),
        "opens_paragraph": float(start - body[0] < 3),
        "closes_paragraph": float(body[1] - end < 3),
        "of_paragraph": (end - start) / max(1, body[1] - body[0]),
        "paragraph": math.log1p(segment.paragraph),
        "title_like": _title_share(text[start:end]),
        "continues": float(segment.continues is not None),
        "repeated": float(text.count(text[start:end]) > 1),
    }


def _title_share(text: str) -> float:
    words = [word for word in text.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) / max(1, len(words))


def _of_words(ctx: Context, words: Words, index: int, inside: Sequence[int]) -> Facts:
    tags = [words.tokens[i].upos for i in inside]
    if not inside:
        return {}
    out: Facts = {
        "verbs": sum(tag in ("VERB", "AUX") for tag in tags) / max(1, len(tags)),
        "names": sum(tag == "PROPN" for tag in tags) / max(1, len(tags)),
        "pronouns": sum(tag == "PRON" for tag in tags) / max(1, len(tags)),
    }
    left = list(range(max(0, inside[0] - 3), inside[0]))
    before = [words.tokens[i] for i in left if words.tokens[i].upos != "PUNCT"][-1:]
    for token in before:
        out[f"before_{token.upos}"] = 1.0
    right = [words.tokens[i] for i in range(inside[-1] + 1, min(len(words), inside[-1] + 4))]
    for token in [t for t in right if t.upos != "PUNCT"][:1]:
        out[f"after_{token.upos}"] = 1.0
    return out


def _of_rules(ruled: Draft | None) -> Facts:
    if ruled is None:
        return {}
    return {
        f"rule_{ruled.type}": 1.0,
        f"rule_how_{ruled.how}": 1.0,
        "rule_score": ruled.score,
        "rule_source": float(ruled.source is not None),
        "rule_segments": float(len(ruled.segments)),
    }


def _of_frames(frames: Sequence[Frame], inside: Sequence[int]) -> Facts:
    ranked = sorted(((share(f, inside) * f.score, n) for n, f in enumerate(frames)), reverse=True)
    out: Facts = {"frames": float(len([1 for value, _ in ranked if value > 0.1]))}
    if ranked and ranked[0][0] > 0:
        frame = frames[ranked[0][1]]
        out |= {
            "share": share(frame, inside),
            "frame_score": frame.score,
            "frame_cued": float(frame.cued),
            "frame_direct": frame.facts["type"]["direct"],
            "frame_mixed": frame.facts["type"]["mixed"],
            "frame_inside": float(frame.anchor in set(inside)),
        }
    if len(ranked) > 1:
        out["second"] = ranked[1][0]
    return out
