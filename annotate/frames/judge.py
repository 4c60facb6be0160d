"""Whether marks quote, and how: the verdict of the rules and of the tagger weighed together.

The rules know the grammar around the marks, the tagger has read more news; each errs where the
other does not. A small forest hears both, and what the marks look like. Whether they quote at all
is a question of meaning too: there the encoder's view of the words has half the say.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from annotate.context import Context
from annotate.drafts import Draft
from annotate.frames.sight import Sight
from annotate.frames.tagger import ROLES, Frame
from annotate.frames.views import Ear, load_ear
from annotate.frames.words import Words
from annotate.numbers import Facts
from annotate.trees import Forest, load_forest

_CONTENT = ROLES.index("content")
_ENDS = ".,?!…"


@dataclass(frozen=True, slots=True)
class Judge:
    """``quotes`` tells quotations from distractors, ``whole`` direct ones from mixed ones.

    ``reports`` tells which frames without marks report something. An ``ear`` goes halves with the
    forest of its name, by the encoder's view of the words.
    """

    quotes: Forest
    whole: Forest
    quotes_ear: Ear | None = None
    reports: Forest | None = None
    reports_ear: Ear | None = None

    def without_ears(self) -> Judge:
        """The forests alone, for a tagger whose encoder the ears have not learned from."""
        return Judge(self.quotes, self.whole, reports=self.reports)

    def save(self, folder: Path) -> None:
        """Write each part to a file of its name."""
        for field in fields(self):
            part: Forest | Ear | None = getattr(self, field.name)
            if part is not None:
                part.save(folder / f"{field.name}.npz")


def load_judge(folder: Path) -> Judge | None:
    """What `Judge.save` wrote to ``folder``, or None where there is none."""
    paths = {field.name: folder / f"{field.name}.npz" for field in fields(Judge)}
    parts: dict[str, Any] = {
        name: load_ear(path) if name.endswith("_ear") else load_forest(path)
        for name, path in paths.items()
        if path.exists()
    }
    return Judge(**parts) if {"quotes", "whole"} <= parts.keys() else None


def facts_of_segment(
    ctx: Context,
    words: Words,
    index: int,
    in_sight: Sight[Frame],
    ruled: Draft | None,
) -> Facts:
    """What the verdict on a segment rests on; ``ruled`` is the rules' draft of it."""
    segment = ctx.segments[index]
    span = segment.span
    inside = words.indices([span])
    return {
        **_of_marks(ctx, index),
        **_of_words(words, inside),
        **_of_rules(ruled),
        **_of_frames(in_sight.of(inside), inside),
        "words": math.log1p(len(inside)),
        "nested": float(segment.parent is not None),
        "straight": float(segment.opening in ('"', "''")),
        "single": float(segment.opening[:1] in ("'", "‘", "’", "`")),
        "whole_marks": float(bool(segment.opening and segment.closing)),
        "length": math.log1p(span.length),
    }


def share(frame: Frame, inside: Sequence[int]) -> float:
    """The mean chance that the words are content of the frame; words out of its sight have none."""
    if not inside or inside[-1] < frame.start or inside[0] >= frame.stop:
        return 0.0
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
        "title_like": _title_share(text[start:end]),
        "continues": float(segment.continues is not None),
        "repeated": float(text.count(text[start:end]) > 1),
    }


def _title_share(text: str) -> float:
    words = [word for word in text.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) / max(1, len(words))


def _of_words(words: Words, inside: Sequence[int]) -> Facts:
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
