"""What carries over: an outlet within a speaker's run, and a lead's credit for a whole meeting."""

from __future__ import annotations

from annotate.channels import Channel, media_kind
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.linking import Entities
from annotate.speakers import Attribution

EVENTS = frozenset(
    """meet meeting talk talks summit speech address broadcast interview conference session
    hold visit dialogue ceremony telephone call discuss greet receive reception banquet
    luncheon dinner plenary congress debate""".split()
)
LEAD_PARAGRAPHS = 4


def carry_runs(attributions: list[Attribution], own: list[Channel | None]) -> list[Channel | None]:
    """Within one speaker's unbroken run, the outlet of rule 1 goes on."""
    out = list(own)
    last: tuple[Cluster, Channel | None] | None = None
    for i, attribution in enumerate(attributions):
        if not attribution.parties:
            if attribution.draft.type != "none":
                last = None
            continue
        speaker = attribution.parties[0].cluster
        before = last[1] if last is not None and last[0] is speaker else None
        if before is not None and before.rule == 1 and _yields(out[i], before):
            out[i] = Channel(before.cluster, None, before.kind, False, 1, carried=True)
        last = (speaker, out[i])
    return out


def carry_lead(
    ctx: Context,
    entities: Entities,
    attributions: list[Attribution],
    own: list[Channel | None],
    channels: list[Channel | None],
) -> list[Channel | None]:
    """A lead that credits a medium for a meeting covers what its participants say."""
    out = list(channels)
    for i, (attribution, channel) in enumerate(zip(attributions, own, strict=True)):
        if channel is None or channel.rule != 1 or channel.kind in ("document", "social_media"):
            continue
        participants = _participants(ctx, entities, attribution)
        if participants is None:
            continue
        for j in range(i + 1, len(attributions)):
            parties = attributions[j].parties
            if out[j] is None and parties and parties[0].cluster in participants:
                out[j] = Channel(channel.cluster, None, channel.kind, False, 1, carried=True)
        break
    return out


def _participants(
    ctx: Context, entities: Entities, attribution: Attribution
) -> set[Cluster] | None:
    """The persons and bodies of a credited meeting in the lead, or None if it is none."""
    draft = attribution.draft
    sent = draft.sent
    if sent is None or sent.paragraph >= LEAD_PARAGRAPHS or draft.type != "indirect":
        return None
    words = {t.lemma.lower() for t in sent.tokens}
    if not words & EVENTS:
        return None
    start, end = ctx.doc.body[sent.paragraph]
    return {
        c for s, c in entities.within((start, end)) if c.label == "PERSON" and not media_kind(c)
    }


def _yields(channel: Channel | None, before: Channel) -> bool:
    return channel is None or ((channel.rule > 1 and not channel.explicit) and before.rule == 1)
