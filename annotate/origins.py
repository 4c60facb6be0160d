"""Sentences that report no words, but say where somebody's words were spoken.

`This came in Ada Quist's statement to the Norland Wire.`; `Quist listed four demands on her Twitter
account.` What a speaker says around such a sentence comes from the medium that it names.
"""

from __future__ import annotations

import bisect
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from annotate.analysis import Sentence, Token
from annotate.carry import carry_runs
from annotate.channels import Channel
from annotate.clusters import Cluster
from annotate.coref.party import Party
from annotate.crediting import credit
from annotate.drafts import Draft
from annotate.linking import Entities
from annotate.media import Media
from annotate.phrases import tokens_in, top_of
from annotate.speakers import Attribution
from corpus.spans import Span

_ASKING = frozenset("speak talk interview".split())
_BACK = 10  # quotations among which the last is looked for


@dataclass(frozen=True, slots=True)
class Origin:
    """A report without words, what it credits, and whether only words after it come from there."""

    attribution: Attribution
    channel: Channel
    onward: bool


def carry_within_runs(
    entities: Entities, media: Media, attributions: list[Attribution], own: list[Channel | None]
) -> list[Channel | None]:
    """What carries over within runs, also from a sentence that only says where words were said."""
    told = [*origins(entities, media, attributions)]
    found = [*zip(attributions, own, strict=True), *((o.attribution, o.channel) for o in told)]
    order = sorted(range(len(found)), key=lambda i: found[i][0].draft.start)
    onward = {len(attributions) + n for n, origin in enumerate(told) if origin.onward}
    carried = carry_runs(
        [found[i][0] for i in order],
        [found[i][1] for i in order],
        onward={place for place, i in enumerate(order) if i in onward},
    )
    channels = dict(zip(order, carried, strict=True))
    return [channels[i] for i in range(len(attributions))]


def origins(
    entities: Entities, media: Media, attributions: Sequence[Attribution]
) -> Iterator[Origin]:
    """For each such sentence a report without words, and the medium that it credits."""
    sentences = {id(a.draft.sent) for a in attributions if a.draft.type != "none"}
    said = (a.speaker for a in attributions if a.draft.type != "none")
    speakers = dict.fromkeys(speaker for speaker in said if speaker is not None)
    for sent, span, medium, kind in media.mentions:
        whole = Span(sent.start, sent.end)
        draft = Draft("indirect", "speech", sent, [whole])
        named = medium.label != "UNNAMED"  # who spoke to `the media` spoke to no one in particular
        if id(sent) in sentences or not named:
            continue
        asked = _asked(entities, sent, span, speakers)
        if asked is None and not credit(sent, span, draft, kind):
            continue
        before = _speaker(entities, sent, span, speakers) or _going_on(sent, attributions)
        found = asked or before or _subject(sent, speakers)
        if found is not None:
            mention, speaker = found
            named = speaker.label == "PERSON"
            party = Party(speaker, mention, "name" if named else "nominal", sent=sent)
            sentences.add(id(sent))
            channel = Channel(medium, span, kind, True, 1)
            yield Origin(Attribution(draft, [party]), channel, onward=before is None)


def _speaker(
    entities: Entities, sent: Sentence, medium: Span, speakers: Collection[Cluster]
) -> tuple[Span, Cluster] | None:
    """The one person of the sentence, named before the medium, who is quoted elsewhere."""
    persons = [
        (span, cluster)
        for span, cluster in entities.within(Span(sent.start, medium.start))
        if cluster.label == "PERSON"
    ]
    one = len({id(cluster) for _, cluster in persons}) == 1
    return persons[0] if one and persons[0][1] in speakers else None


def _asked(
    entities: Entities, sent: Sentence, medium: Span, speakers: Collection[Cluster]
) -> tuple[Span, Cluster] | None:
    """The one person to whom the medium is said to have spoken: `Radio Vell spoke to Quist`."""
    top = top_of(sent, tokens_in(sent, medium))
    if top is None or top.deprel != "nsubj" or sent.tokens[top.head].lemma not in _ASKING:
        return None
    persons = [
        (span, cluster)
        for span, cluster in entities.within(Span(sent.tokens[top.head].start, sent.end))
        if cluster.label == "PERSON"
    ]
    one = len({id(cluster) for _, cluster in persons}) == 1
    return persons[0] if one and persons[0][1] in speakers else None


def _going_on(sent: Sentence, attributions: Sequence[Attribution]) -> tuple[Span, Cluster] | None:
    """Who has just spoken and is told of by a pronoun: `“…,” she said. She was speaking to …`."""
    doer = _doer(sent)
    if doer is None or doer.i > 2 or doer.text.lower() not in ("he", "she", "they"):
        return None
    n = bisect.bisect_left(attributions, sent.start, key=lambda a: a.draft.start)
    near = reversed(attributions[max(0, n - _BACK) : n])
    last = next((a for a in near if a.draft.type != "none" and a.draft.end <= sent.start), None)
    told = last.draft.sent if last is not None else None
    if last is None or told is None or sent.index - told.index > 1:
        return None
    speaker = last.speaker
    person = speaker is not None and speaker.is_person
    return (Span(doer.start, doer.end), speaker) if speaker is not None and person else None


def _subject(sent: Sentence, speakers: Collection[Cluster]) -> tuple[Span, Cluster] | None:
    """Who is quoted elsewhere and does here what the sentence tells, by whatever mention.

    `In an interview with the Norland Wire, Quist mocked the plan`; `The minister gave an
    interview to Radio Vell`.
    """
    doer = _doer(sent)
    if doer is None:
        return None
    beside = [sent.tokens[j] for j in sent.children[doer.i]]
    titled = [t for t in beside if t.dep in ("appos", "flat")]  # `the singer Ada Quist`
    for token in (doer, *titled):
        for speaker in speakers:
            span = speaker.mention_at(token.start) if speaker.is_people else None
            if span is not None:
                return span, speaker
    return None


def _doer(sent: Sentence) -> Token | None:
    """The subject of what a sentence tells."""
    root = next((t for t in sent.tokens if t.head < 0), None) if sent.parsed else None
    below = [] if root is None else [sent.tokens[j] for j in sent.children[root.i]]
    return next((t for t in below if t.deprel == "nsubj"), None)
