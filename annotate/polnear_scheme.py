"""What PolNeAR's annotation scheme does otherwise than the guidelines, for scores on that corpus.

Its contents take in the objects of the cue (see `annotate.quotations`); its source is the mention
that is the grammatical subject, so of `Quist, who said …` it is `who`.
"""

from __future__ import annotations

from annotate.drafts import Draft
from annotate.linking import Entities
from annotate.speakers import Attribution
from corpus.spans import Span

_RELATIVE = frozenset({"who", "which", "that"})


def draw_sources(attributions: list[Attribution], entities: Entities) -> None:
    """Let relative pronouns be the mentions of their antecedents' entities."""
    for attribution in attributions:
        span = _relative_subject(attribution.draft)
        if span is not None and len(attribution.parties) == 1:
            party = attribution.parties[0]
            entities.note(party.cluster, span)
            party.mention, party.kind = span, "pronoun"


def _relative_subject(draft: Draft) -> Span | None:
    """The relative pronoun that is the subject of the cue, if there is one."""
    sent = draft.sent
    if sent is None or draft.verb is None or not sent.parsed or draft.source is None:
        return None
    for j in sent.children[draft.verb]:
        token = sent.tokens[j]
        if token.dep == "nsubj" and token.text.lower() in _RELATIVE and j < draft.verb:
            return Span(token.start, token.end)
    return None
