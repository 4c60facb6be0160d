"""What carries over: an outlet within a speaker's run, and a lead's credit for a whole meeting."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

from annotate import lexicon as lx
from annotate.channels import Channel, media_kind
from annotate.clusters import Cluster
from annotate.context import Context
from annotate.documents import sort_of
from annotate.drafts import Draft
from annotate.linking import Entities
from annotate.speakers import Attribution

EVENTS = frozenset(
    """meet meeting talk talks summit speech address broadcast interview conference session
    hold visit dialogue ceremony telephone call discuss greet receive reception banquet
    luncheon dinner plenary congress debate conversation chat""".split()
)
# A credited accord is the outcome of a meeting that the next sentences tell.
_ACCORDS = frozenset("agree sign accord agreement treaty deal negotiate".split())
# Who meets without a name.
_PARTIES = frozenset("leader minister president delegation envoy diplomat negotiator side".split())
_MEETING = frozenset("meet negotiate confer".split())
_MOST = 0.6  # share of the quotations that an interview as the origin of an article makes up
LEAD_PARAGRAPHS = 4
# Documents by which a person speaks, where others are what the person speaks of.
_STATED = lx.STATEMENT_NOUNS | frozenset("letter email post tweet article column".split())
# What tells that words were said on another occasion than those before them.
_APART = frozenset("also earlier later previously separately once".split())


def carry_runs(
    attributions: list[Attribution],
    own: list[Channel | None],
    *,
    onward: Container[int] = frozenset[int](),
) -> list[Channel | None]:
    """Within one speaker's unbroken run, the outlet of rule 1 goes on, and back to its start.

    From the places ``onward`` it only goes on.
    """
    out = list(own)
    taken_up = _taken_up(attributions, own)
    for run in _runs(attributions):
        credited = {i: c for i in run if (c := own[i]) is not None and c.rule == 1}
        begun = {} if credited else {i: taken_up[i] for i in run if i in taken_up}
        lasting = {
            k: c for k, c in credited.items() if k == run[0] or not _spoken_of(attributions[k], c)
        }
        for i in run:
            after = [k for k in lasting if k > i and k not in onward]
            after = [k for k in after if not _elsewhere(attributions[k].draft)]
            before = [k for k in lasting if k < i] or [k for k in begun if k <= i][:1]
            place = next(iter([*before[-1:], *after[:1]]), None)
            if place is None or i in credited:
                continue
            source = lasting.get(place) or begun[place]
            if _asked_about(attributions[i], source) or _before_all(attributions[i].draft):
                continue
            goes_on = place < i and _goes_on(attributions[i], source)
            if goes_on or _yields(out[i], source):
                out[i] = source.carried_over()
    return out


def _taken_up(attributions: list[Attribution], own: list[Channel | None]) -> dict[int, Channel]:
    """The medium that the sentence before credits, where the next goes on with `he` or `she`.

    The pronoun takes up a person of that sentence, whoever is taken for its speaker: `Quist urged
    the crews on, Radio Vell reported. She added …`.
    """
    out: dict[int, Channel] = {}
    before, channel = -2, None
    for i, attribution in enumerate(attributions):
        sent, parties = attribution.draft.sent, attribution.parties
        if attribution.draft.type == "none" or sent is None:
            continue
        personal = bool(parties) and parties[0].kind == "pronoun" and parties[0].cluster.is_person
        if own[i] is None and channel is not None and personal and sent.index - before <= 1:
            out[i] = channel
        before, channel = sent.index, own[i]
        if channel is not None and (channel.rule > 1 or channel.kind == "document"):
            channel = None
    return out


def _spoken_of(attribution: Attribution, source: Channel) -> bool:
    """Whether a person talks of a document in the midst of other words: it is not where they stand.

    `“…,” he said. He filed a petition, asking … “…,” he said.` A statement or a letter, though, is
    often named only at the second quotation.
    """
    words = set(source.cluster.name.lower().split())
    written = source.kind == "document" and not words & _STATED
    speaker = attribution.speaker
    return written and speaker is not None and speaker.label == "PERSON"


def _asked_about(attribution: Attribution, source: Channel) -> bool:
    """Whether the author of a study is named anew, as one who was asked about it.

    `A study by Ada Quist found …. Quist said …`: what she wrote ends where she speaks.
    """
    studied = source.kind == "document" and any(
        sort_of(role) == "study" for role in source.cluster.roles
    )
    party = attribution.parties[0]
    return studied and party.kind == "name" and party.cluster.label == "PERSON"


def _goes_on(attribution: Attribution, source: Channel) -> bool:
    """Whether a body is only taken up: `the office said in a report …, it added`.

    Named anew, it more often makes a statement of its own.
    """
    kind = attribution.parties[0].kind
    written = source.kind in ("document", "social_media")
    return kind == "pronoun" or (kind == "nominal" and written)


def _before_all(draft: Draft) -> bool:
    """Whether words were said to reporters in general: what one medium was told is another thing.

    `At a press conference …`, `told reporters`.
    """
    if draft.sent is None:
        return False
    lemmas = [token.lemma.lower() for token in draft.sent.tokens]
    asked = any(_told_press(pair) for pair in pairwise(lemmas))
    return asked and not any(t.lemma.lower() in lx.INTERVIEWS for t in draft.sent.tokens)


def _told_press(pair: tuple[str, str]) -> bool:
    first, second = pair
    called = first in ("press", "news", "media") and second in ("conference", "briefing")
    return called or (first in ("tell", "to") and second in ("reporter", "journalist"))


def _elsewhere(draft: Draft) -> bool:
    """Whether words are set apart from what came before: `Later, she told …`, `He also told …`."""
    if draft.sent is None:
        return False
    return any(
        token.text.lower() in _APART and (token.i == 0 or token.head == draft.verb)
        for token in draft.sent.tokens
    )


def carry_interviews(
    attributions: list[Attribution], own: list[Channel | None], channels: list[Channel | None]
) -> list[Channel | None]:
    """An interview that the article presents as the origin of what somebody says covers it all.

    That it is the origin shows in how much of the article it is: most quotations are of the
    speaker who was interviewed.
    """
    out = list(channels)
    talking = [a for a in attributions if a.draft.type != "none" and a.parties]
    for attribution, channel in zip(attributions, own, strict=True):
        if channel is None or channel.rule != 1 or channel.kind in ("document", "social_media"):
            continue
        speaker = attribution.speaker
        if speaker is None or not _interviewed(attribution):
            continue
        said = [a for a in talking if a.speaker is speaker]
        if len(said) < _MOST * len(talking):
            continue
        for i, other in enumerate(attributions):
            theirs = other.speaker is speaker and other.draft.type != "none"
            if theirs and _yields(out[i], channel):
                out[i] = channel.carried_over()
    return out


def _interviewed(attribution: Attribution) -> bool:
    sent = attribution.draft.sent
    return sent is not None and any(t.lemma.lower() in lx.INTERVIEWS for t in sent.tokens)


def carry_chosen(
    attributions: Sequence[Attribution], chosen: Sequence[Channel | None]
) -> list[Channel | None]:
    """What the guidelines carry over within one run, from channels that a forest has chosen.

    Only where it chose none: what else it chose, it preferred to what carries over.
    """
    own = [c if c is not None and c.explicit else None for c in chosen]
    out = list(chosen)
    for i, channel in enumerate(carry_runs(list(attributions), own)):
        if out[i] is None and channel is not None and channel.carried:
            out[i] = channel
    return out


def _runs(attributions: list[Attribution]) -> list[list[int]]:
    """Places of attributions of one speaker with no other source's words between them.

    Distractors, reports without a known speaker, what is told within a report and what others than
    named persons say break no run; those others have runs of their own between two named persons.
    """
    runs: list[list[int]] = []
    own: list[int] = []
    aside: dict[Cluster, list[int]] = {}
    speaker: Cluster | None = None
    end = -1
    for i, attribution in enumerate(attributions):
        draft, here = attribution.draft, attribution.speaker
        if draft.type == "none" or here is None:
            continue
        if here is not speaker:
            if draft.end <= end:
                continue
            if speaker is not None and not takes_turn(attribution):
                if here not in aside:
                    runs.append(aside.setdefault(here, []))
                aside[here].append(i)
                continue
            speaker, own = here, []
            runs.append(own)
        aside = {}
        own.append(i)
        end = max(end, draft.end)
    return runs


def takes_turn(attribution: Attribution) -> bool:
    """Whether a report brings in another source: a person, by name.

    What bodies, documents and unnamed people are said to have said between two quotations of one
    speaker is mostly background, or the speaker's own account of it.
    """
    party = attribution.parties[0] if attribution.parties else None
    return party is not None and party.kind == "name" and party.cluster.label == "PERSON"


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
            if out[j] is None and attributions[j].speaker in participants:
                out[j] = channel.carried_over()
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
    if not words & (EVENTS | _ACCORDS):
        return None
    start, end = ctx.doc.body[sent.paragraph]
    met = [(start, end), *_meetings(ctx)] if words & _ACCORDS else [(start, end)]
    named = _persons(entities, met)
    if not named and words & _PARTIES:
        # `Leaders of two republics met, …`: who they were comes next
        return _persons(entities, ctx.doc.body[sent.paragraph + 1 : sent.paragraph + 3])
    return named


def _persons(entities: Entities, stretches: Sequence[tuple[int, int]]) -> set[Cluster]:
    """The persons named in some stretches of the text."""
    return {
        cluster
        for stretch in stretches
        for _, cluster in entities.within(stretch)
        if cluster.label == "PERSON" and not media_kind(cluster)
    }


def _meetings(ctx: Context) -> list[tuple[int, int]]:
    """Sentences of the lead that say who met: where an accord is credited, they made it."""
    out = []
    for sentence in ctx.sentences:
        if sentence.paragraph >= LEAD_PARAGRAPHS:
            break
        if any(t.upos == "VERB" and t.lemma in _MEETING for t in sentence.tokens):
            out.append((sentence.start, sentence.end))
    return out


def _yields(channel: Channel | None, before: Channel) -> bool:
    return channel is None or ((channel.rule > 1 and not channel.explicit) and before.rule == 1)
