"""Words that join a reported clause to the sentence before: the author's, not the speaker's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotate.context import Context
from annotate.drafts import Draft
from corpus.spans import Span

_BEFORE_COMMAS = (
    "however, still, instead, meanwhile, separately, nevertheless, nonetheless, moreover, "
    "furthermore, additionally, therefore, besides, similarly, likewise, finally, even so, "
    "in contrast, in particular, in addition, as a result, for instance, for example, "
    "on the other hand, at the same time"
).split(", ")
_CONNECTIVE = re.compile(
    rf"(?:(?:{'|'.join(_BEFORE_COMMAS)})\s*,|but\b(?!\s+for\b)|and\b|yet\b)\s*", re.IGNORECASE
)


def leave_out_connectives(ctx: Context, drafts: Iterable[Draft]) -> None:
    """Let contents that open their sentence begin after its connective, outside of marks."""
    for draft in drafts:
        if draft.type not in ("indirect", "mixed") or not draft.content:
            continue
        first, *rest = draft.content
        sent = ctx.sentence_at(first.start)
        match = _CONNECTIVE.match(ctx.text, first.start, first.end + 1)
        if match is None or sent is None or sent.start != first.start:
            continue
        if match.end() < first.end:
            draft.content = [Span(match.end(), first.end), *rest]
        elif rest:
            draft.content = rest
