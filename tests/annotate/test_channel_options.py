"""What an outlet may be: none first, and every channel within reach, with what speaks for it."""

from __future__ import annotations

import pytest

from annotate.channel_options import Option, OptionFinder
from annotate.drafts import Draft
from annotate.frames import Frame
from annotate.linking import Entities
from annotate.outlets import OutletFinder
from annotate.speakers import SpeakerFinder
from tests.annotate.build import REGISTRY, Paragraph, quoted
from tests.annotate.framing import Tale

TOLD = quoted("Ada Quist told Radio Vell", "nsubj(told, Ada) iobj(told, Vell)", cue="told")
TOM = "“We will wait,” Tom Brand said. || ccomp(said, wait)"
AGAIN = "“We will walk,” Quist said. || ccomp(said, walk)"
VISIT = "Lena Moor visited the Norland Wire in Vell. || obj(visited, Wire) obl(visited, Vell)"
SPOKE = (
    "“We will stop,” a spokesperson for the Harbour Ministry said. || ccomp(said, stop) "
    "nsubj(said, spokesperson) nmod(spokesperson, Ministry)"
)
FREE = "“We will not wait for the bridge.”"
SUNSHINE = "The “sunshine” bridge was open. || compound(bridge, sunshine)"


def finder_of(tale: Tale, *frames: Frame, drafts: list[Draft] | None = None) -> OptionFinder:
    """The options of what is drawn from frames, or of given drafts, or of the rules' own."""
    if drafts is None:
        drafts = (
            tale.drafts(*frames)
            if frames
            else [attribution.draft for attribution in tale.ruled.attributions]
        )
    entities = Entities(tale.ctx, REGISTRY)
    speakers = SpeakerFinder(tale.ctx, entities)
    attributions = speakers.find(drafts)
    proposer = OutletFinder(tale.ctx, entities, speakers, None)
    return OptionFinder(tale.ctx, entities, attributions, proposer, None)


def options(*paragraphs: Paragraph) -> list[list[Option]]:
    """The options of every quotation that quotes somebody."""
    finder = finder_of(Tale(*paragraphs))
    real = [i for i, a in enumerate(finder.attributions) if a.draft.type != "none"]
    return [finder.of(i) for i in real]


def named(found: list[Option], fact: str) -> dict[str, Option]:
    """The options that a fact holds of, by the names of their entities."""
    return {
        option.channel.cluster.name: option
        for option in found
        if option.channel is not None and option.facts.get(fact)
    }


@pytest.mark.parametrize(
    "paragraphs",
    [(TOLD,), (TOM,), (TOLD, AGAIN, TOM), (VISIT, TOM), (SPOKE,), (FREE,), (SUNSHINE, FREE)],
)
def test_none_is_first_and_only_there(paragraphs: tuple[Paragraph, ...]) -> None:
    for found in options(*paragraphs):
        assert found[0].channel is None
        assert found[0].facts["none"] == 1.0
        for other in found[1:]:
            assert other.channel is not None
            assert "none" not in other.facts


def test_one_option_a_channel_and_kind() -> None:
    for found in options(VISIT, TOLD, AGAIN, TOM, SPOKE, FREE):
        keys = [(id(o.channel.cluster), o.channel.kind) for o in found if o.channel]
        assert len(keys) == len(set(keys))


def test_what_the_sentence_credits() -> None:
    (found,) = options(TOLD)
    option = named(found, "stage_medium")["Radio Vell"]
    assert option.channel is not None
    assert (option.channel.kind, option.channel.explicit) == ("broadcaster", True)
    assert option.facts["by_rule"] == 1.0
    assert found[0].facts["by_rule"] == 0.0


def test_what_is_carried_is_never_explicit() -> None:
    for found in options(TOLD, AGAIN, TOM)[1:]:
        option = named(found, "carried")["Radio Vell"]
        assert option.channel is not None
        assert not option.channel.explicit
        assert option.channel.mention is None
        assert option.channel.carried


def test_the_way_that_a_channel_carries_over() -> None:
    _, again, tom = options(TOLD, AGAIN, TOM)
    near, far = (named(found, "carried")["Radio Vell"].facts for found in (again, tom))
    assert (near["same_speaker"], far["same_speaker"]) == (1.0, 0.0)
    assert near["distance"] < far["distance"]
    assert near["characters"] < far["characters"]
    assert near["backward"] == 0.0
    assert again[0].facts["near_same_speaker"] == 1.0


def test_a_channel_of_the_own_sentence_is_not_carried_too() -> None:
    first, second = options(TOLD, TOLD.replace("rebuild", "wait"))
    assert named(first, "carried") == named(second, "carried") == {}


def test_a_medium_that_is_only_mentioned() -> None:
    (found,) = options(VISIT, TOM)
    option = named(found, "mentioned")["Norland Wire"]
    assert option.channel is not None
    assert (option.channel.kind, option.channel.explicit) == ("news_agency", False)
    assert option.channel.mention is None
    assert option.facts["before"] == 1.0
    assert option.facts["sentences"] > 0.0


def test_the_body_of_a_spokesperson() -> None:
    (found,) = options(SPOKE)
    option = named(found, "as_spokesperson")["Harbour Ministry"]
    assert option.channel is not None
    assert (option.channel.kind, option.channel.explicit) == ("government", True)


def test_a_speaker_as_body_and_as_expert() -> None:
    (body,) = options(
        "The Bridge Union said talks would resume. || ccomp(said, resume) nsubj(said, Union)"
    )
    assert "Bridge Union" in named(body, "as_body")
    (person,) = options(TOM)
    assert named(person, "as_body") == {}
    option = named(person, "as_expert")["Tom Brand"]
    assert option.channel is not None
    assert option.channel.kind == "analyst"
    assert option.facts["is_speaker"] == 1.0


def test_what_a_body_thinks_is_no_statement_of_it() -> None:
    (found,) = options(
        "The Bridge Union believes talks would resume. || ccomp(believes, resume) "
        "nsubj(believes, Union)"
    )
    assert named(found, "as_body") == named(found, "stage_institution") == {}


def test_how_good_an_expert_an_analyst_would_be() -> None:
    (found,) = options(TOM)
    option = named(found, "as_expert")["Tom Brand"]
    assert option.facts["as_good_expert"] == found[0].facts["expert"]
    assert "as_good_expert" not in found[0].facts


def test_what_the_tagger_takes_for_an_outlet() -> None:
    tale = Tale(VISIT, TOM)
    frame = tale.frame(
        "said", "We will wait,", source="Tom Brand", outlet="Norland Wire", channel="medium"
    )
    finder = finder_of(tale, frame)
    found = finder.of(0)
    option = named(found, "tagged")["Norland Wire"]
    assert option.channel is not None
    assert option.channel.mention == tale.span("Norland Wire")
    assert option.facts["at_tagged"] == pytest.approx(0.97)
    assert option.facts["chance"] == pytest.approx(0.8)
    assert found[0].facts["tagger_outlet"] == pytest.approx(0.97)
    assert found[0].facts["chance_medium"] == found[0].facts["view_medium"] == pytest.approx(0.8)


def test_what_the_tagger_credits_carries_over() -> None:
    tale = Tale(VISIT, TOM, TOM.replace("wait", "walk"))
    first = tale.frame(
        "said", "We will wait,", source="Tom Brand", outlet="Norland Wire", channel="medium"
    )
    second = tale.frame("said#2", "We will walk,", source="Tom Brand#2")
    finder = finder_of(tale, first, second)
    option = named(finder.of(1), "carried")["Norland Wire"]
    assert option.facts["same_speaker"] == 1.0


def test_drafts_without_parties_sentences_or_frames() -> None:
    tale = Tale(VISIT, FREE)
    span = tale.span("We will not wait")
    bare = Draft("indirect", "speech", None, [span])
    for draft in (bare, Draft("none", None, None, [span], [0])):
        finder = finder_of(tale, drafts=[draft])
        assert finder.attributions[0].parties == []
        assert finder.of(0)[0].channel is None


def test_a_document_without_quotations() -> None:
    assert finder_of(Tale("Talks failed."), drafts=[]).attributions == []


def test_features_are_numbers_by_name() -> None:
    for found in options(VISIT, TOLD, AGAIN, SPOKE, FREE):
        for option in found:
            assert all(isinstance(value, float) for value in option.facts.values()), option.facts
