"""What the outlet of a quotation may be: every channel within reach, with what speaks for it.

The rules of `annotate.outlets` propose what a sentence credits, the tagger the words that it takes
for an outlet, the speaker may be an institution or an expert, and what other quotations were
credited to may carry over. `annotate.outlets` lets a forest choose among these options.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from annotate import lexicon as lx
from annotate.carried_options import PRESS_OCCASIONS, TOLD, CarriedOptions, key_of, nearest
from annotate.channels import Channel, body_kind, is_institution, media_kind
from annotate.context import Context
from annotate.drafts import Source
from annotate.expertise import Expertise
from annotate.linking import Entities
from annotate.media import Media
from annotate.nearness import Places
from annotate.numbers import Facts
from annotate.speakers import Attribution, Party
from annotate.spokespersons import OWN_STATEMENTS, Spokespersons, is_statement, states
from annotate.tellings import Tellings
from annotate.trees import Forest
from annotate.written_options import WrittenOptions
from corpus.records import OutletKind
from corpus.spans import Span

_CHANNELS = ("none", "speaker", "body", "analyst", "medium", "document")
_SURE = 0.5  # a chance at which what the tagger says of a quotation counts for others


@dataclass(frozen=True, slots=True)
class Option:
    """A channel that may be the outlet, or none, with named features."""

    channel: Channel | None
    facts: Facts


class Proposer(Protocol):
    """Where explicit channels come from: `annotate.outlets.OutletFinder`."""

    def stages(self, attribution: Attribution) -> tuple[Channel | None, ...]: ...
    def at_mention(self, source: Source) -> Channel | None: ...
    def body_of(self, party: Party) -> Channel | None: ...
    def carry(
        self, attributions: list[Attribution], own: list[Channel | None]
    ) -> list[Channel | None]: ...
    @property
    def media(self) -> Media: ...
    @property
    def spokespersons(self) -> Spokespersons: ...


class OptionFinder:
    """The options of every attribution of one document."""

    def __init__(
        self,
        ctx: Context,
        entities: Entities,
        attributions: Sequence[Attribution],
        proposer: Proposer,
        standing: Forest | None,
    ) -> None:
        self.ctx = ctx
        self.entities = entities
        self.attributions = attributions
        self.proposer = proposer
        self._stages = [() if a.draft.type == "none" else proposer.stages(a) for a in attributions]
        self._tagged = [self._by_tagger(a) for a in attributions]
        self._credits = list(self._credited())
        self._carriable = CarriedOptions(ctx, attributions, self._credits, proposer.media)
        self._media = proposer.media.mentions
        self._places = Places((sent.index, key_of(each)) for sent, _, each, _ in self._media)
        self._tellings = Tellings(self._media, attributions, key_of)
        self._written = WrittenOptions(ctx, entities)
        self._experts = Expertise(ctx, entities, attributions, standing)
        own = [next((c for c in stages if c is not None), None) for stages in self._stages]
        self._ruled = proposer.carry(list(attributions), own)
        self._views = self._views_of_speakers()
        self._quoted = Counter(
            id(a.speaker) for a in attributions if a.speaker is not None and a.draft.segments
        )
        self._shares = Counter(
            id(a.speaker) for a in attributions if a.speaker is not None and a.draft.type != "none"
        )

    def of(self, i: int) -> list[Option]:
        """All options of attribution ``i``: first none, then one a channel and way."""
        own = self._about(i)
        found: list[tuple[Channel, Facts]] = []
        for stage, channel in zip(_STAGES, self._stages[i], strict=False):
            if channel is not None:
                _add(found, channel, {f"stage_{stage}": 1.0})
        tagged = self._tagged[i]
        if tagged is not None:
            _add(found, tagged, {"tagged": 1.0})
        for channel, facts in self._of_speaker(self.attributions[i]):
            _add(found, channel, facts)
        for channel, facts in self._credited_bodies(self.attributions[i]):
            _add(found, channel, facts)
        explicit = {key_of(channel.cluster) for channel, _ in found}
        carried = list(self._carriable.of(i))
        for channel, facts in carried:
            if key_of(channel.cluster) not in explicit:
                _add(found, channel, facts)
        explicit |= {key_of(channel.cluster) for channel, _ in carried}
        for channel, facts in self._mentioned(i):
            if key_of(channel.cluster) not in explicit:
                _add(found, channel, facts)
        for channel, facts in self._written.of(self.attributions[i]):
            _add(found, channel, facts)
        own |= nearest([facts for _, facts in carried])
        ruled = self._ruled[i]
        own["ruled"] = 0.0 if ruled is None else float(ruled.rule)
        own["ruled_carried"] = float(ruled is not None and ruled.carried)
        none = {**own, "none": 1.0, "by_rule": float(ruled is None), **self._chance(i, "none")}
        options = [Option(None, none)]
        for channel, facts in found:
            same = ruled is not None and key_of(ruled.cluster) == key_of(channel.cluster)
            facts = {**own, **facts, **self._of_channel(i, channel), "by_rule": float(same)}
            facts |= self._told(i, channel)
            options.append(Option(channel, facts))
        return options

    # -- where channels come from ---------------------------------------------------

    def _by_tagger(self, attribution: Attribution) -> Channel | None:
        source = attribution.draft.channel
        return None if source is None else self.proposer.at_mention(source)

    def _of_speaker(self, attribution: Attribution) -> Iterator[tuple[Channel, Facts]]:
        for party in attribution.parties[:1]:
            cluster, mention = party.cluster, party.mention
            explicit = mention is not None
            kind: OutletKind = media_kind(cluster) or body_kind(cluster)
            says = is_statement(attribution.draft)
            if says and not cluster.is_person and states(party):
                yield Channel(cluster, mention, kind, explicit, 2), {"as_body": 1.0}
            if cluster.is_people:
                yield Channel(cluster, mention, "analyst", explicit, 3), {"as_expert": 1.0}
            body = self.proposer.body_of(party)
            if body is not None:
                yield body, {"as_spokesperson": 1.0}

    def _credited_bodies(self, attribution: Attribution) -> Iterator[tuple[Channel, Facts]]:
        """Bodies that another's words are said to come from: `, according to the ministry`."""
        draft = attribution.draft
        sent = self.ctx.sentence_of(draft)
        if sent is None:
            return
        for span, cluster in self.entities.within(Span(sent.start, sent.end)):
            before = [t for t in sent.tokens if t.end <= span.start][-5:]
            words = [t.text.lower() for t in before]
            according = "according" in words
            written = words[-1:] in (["by"], ["from"], ["of"]) or words[-2:-1] in (["by"], ["from"])
            document = written and any(t.lemma.lower() in lx.DOCUMENT_NOUNS for t in before)
            inside = any(s.start <= span.start < s.end for s in draft.content)
            if (according or document) and not inside and is_institution(cluster):
                facts = {"according_to": float(according), "wrote_document": float(document)}
                yield Channel(cluster, span, body_kind(cluster), True, 2), facts

    def _credited(self) -> Iterator[tuple[int, Channel]]:
        """Quotations that are credited to a medium or document by their own sentence."""
        for i, attribution in enumerate(self.attributions):
            medium = next((c for c in self._stages[i][:2] if c is not None), None)
            frame, tagged = attribution.draft.frame, self._tagged[i]
            if medium is None and tagged is not None and frame is not None:
                chances = frame.facts["channel"]
                if chances["medium"] + chances["document"] > _SURE:
                    medium = tagged
            if medium is not None:
                yield i, medium

    def _mentioned(self, i: int) -> Iterator[tuple[Channel, Facts]]:
        """Media that the article mentions, each once, at the mention nearest the quotation."""
        attribution = self.attributions[i]
        sent = self.ctx.sentence_of(attribution.draft)
        if sent is None:
            return
        speaker = attribution.speaker
        near = self._places.near(sent.index)
        for key in near:
            n = self._places.nearest(key, sent.index)
            assert n is not None  # it is met somewhere
            there, span, cluster, kind = self._media[n]
            distance = abs(there.index - sent.index)
            same = distance == 0
            named = speaker is not None and speaker.mentioned_in(there.start, there.end)
            words = {token.lemma for token in there.tokens}
            yield (
                Channel(cluster, span if same else None, kind, same, 1, carried=not same),
                {
                    "mentioned": 1.0,
                    "sentences": math.log1p(distance),
                    "before": float(there.index <= sent.index),
                    "in_lead": float(there.paragraph < 3),
                    "names_speaker": float(named),
                    "interview": float(bool(words & PRESS_OCCASIONS)),
                    "told": float(bool(words & TOLD)),
                    "mentions": float(self._places.count(key)),
                    "media": float(len(near)),
                },
            )

    def _told(self, i: int, channel: Channel) -> Facts:
        attribution = self.attributions[i]
        sent = self.ctx.sentence_of(attribution.draft)
        if sent is None:
            return {}
        return self._tellings.of(i, sent, attribution.speaker, key_of(channel.cluster))

    # -- what speaks for a channel --------------------------------------------------

    def _about(self, i: int) -> Facts:
        attribution = self.attributions[i]
        draft, parties = attribution.draft, attribution.parties
        facts = {f"mode_{draft.mode}": 1.0, f"type_{draft.type}": 1.0, "how_run": 0.0}
        facts["parties"] = float(len(parties))
        facts["tagger_outlet"] = draft.channel_score
        facts["has_stage"] = float(any(c is not None for c in self._stages[i]))
        facts["has_credit"] = float(bool(self._credits))
        facts["speakers"] = math.log1p(len(self._shares))
        if parties:
            cluster = parties[0].cluster
            facts[f"mention_{parties[0].kind}"] = 1.0
            facts["person"] = float(cluster.is_person)
            facts["institution"] = float(is_institution(cluster))
            facts[f"label_{cluster.label}"] = 1.0
            facts["expert"] = self._experts.chance(cluster)
            facts["share"] = self._shares[id(cluster)] / len(self.attributions)
            facts["marks_share"] = self._quoted[id(cluster)] / max(1, self._quoted.total())
            facts["own_statement"] = float(
                is_institution(cluster) and parties[0].document_lemma in OWN_STATEMENTS
            )
            facts["spokesperson"] = float(self.proposer.spokespersons.speaks(parties[0]))
        facts |= {f"chance_{name}": value for name, value in self._chances(i).items()}
        facts |= {f"view_{name}": value for name, value in self._view(i).items()}
        return facts

    def _of_channel(self, i: int, channel: Channel) -> Facts:
        facts: Facts = {f"kind_{channel.kind}": 1.0, "explicit": float(channel.explicit)}
        facts["rule"] = float(channel.rule)
        if channel.kind == "analyst":
            facts["as_good_expert"] = self._experts.chance(channel.cluster)
        parties = self.attributions[i].parties
        facts["is_speaker"] = float(any(channel.cluster is p.cluster for p in parties))
        tagged = self.attributions[i].draft.channel
        if tagged is not None and tagged.span is not None and channel.mention is not None:
            overlap = tagged.span.overlaps(channel.mention)
            facts["at_tagged"] = self.attributions[i].draft.channel_score * float(overlap)
        return facts | self._chance(i, _chance_name(channel, facts["is_speaker"] > 0))

    def _chance(self, i: int, name: str) -> Facts:
        """The tagger's chance for this class of channel, here and over the speaker's words."""
        return {"chance": self._chances(i).get(name, 0.0), "view": self._view(i).get(name, 0.0)}

    def _chances(self, i: int) -> Facts:
        frame = self.attributions[i].draft.frame
        return {} if frame is None else dict(frame.facts["channel"])

    def _view(self, i: int) -> Facts:
        speaker = self.attributions[i].speaker
        return {} if speaker is None else self._views.get(id(speaker), {})

    def _views_of_speakers(self) -> dict[int, Facts]:
        """For each speaker, the tagger's mean chances over all that it says of their words."""
        sums: dict[int, Facts] = {}
        counts: dict[int, int] = {}
        for i in range(len(self.attributions)):
            speaker, chances = self.attributions[i].speaker, self._chances(i)
            if speaker is None or not chances:
                continue
            total = sums.setdefault(id(speaker), dict.fromkeys(_CHANNELS, 0.0))
            for name in _CHANNELS:
                total[name] += chances[name]
            counts[id(speaker)] = counts.get(id(speaker), 0) + 1
        return {
            key: {name: value / counts[key] for name, value in total.items()}
            for key, total in sums.items()
        }


_STAGES = ("medium", "document", "institution")


def _chance_name(channel: Channel, is_speaker: bool) -> str:
    if channel.kind in ("analyst", "document"):
        return channel.kind
    if channel.kind in ("government", "organisation"):
        return "speaker" if is_speaker else "body"
    return "medium"


def _add(found: list[tuple[Channel, Facts]], channel: Channel, facts: Facts) -> None:
    """One option a cluster and kind; what is said of it again joins what is known."""
    for known, before in found:
        if key_of(known.cluster) == key_of(channel.cluster) and known.kind == channel.kind:
            before |= facts
            return
    found.append((channel, dict(facts)))
