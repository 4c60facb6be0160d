"""The choice among options: a forest scores them, the likeliest wins."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from annotate import channel_choice
from annotate.channel_choice import Chooser, choose
from annotate.channels import Channel
from annotate.linking import Entities
from annotate.outlets import OutletFinder
from annotate.trees import Forest
from tests.annotate.build import REGISTRY
from tests.annotate.framing import Tale
from tests.annotate.test_channel_options import AGAIN, FREE, SUNSHINE, TOLD, TOM, VISIT

STORY = Tale(SUNSHINE, VISIT, TOLD, AGAIN, TOM, FREE)


def stump(feature: str) -> Forest:
    """One tree of one question: whether a feature is set."""
    return Forest(
        names=(feature,),
        base=0.0,
        feature=np.zeros((1, 3), dtype=np.int16),
        threshold=np.full((1, 3), 0.5),
        left=np.array([[1, -1, -1]], dtype=np.int16),
        right=np.array([[2, 0, 0]], dtype=np.int16),
        value=np.array([[0.0, -3.0, 3.0]], dtype=np.float32),
    )


def finder() -> OutletFinder:
    entities = Entities(STORY.ctx, REGISTRY)
    return OutletFinder(STORY.ctx, entities, STORY.ruled.speakers, None)


def chosen_by(feature: str) -> list[Channel | None]:
    """What a forest of one question makes of the story."""
    proposer = finder()
    chooser = Chooser(stump(feature), None)
    found = STORY.ruled.attributions
    return choose(STORY.ctx, proposer.entities, found, proposer, chooser)


def test_a_forest_that_asks_only_the_rules_says_what_they_say() -> None:
    attributions = STORY.ruled.attributions
    ruled = finder().by_rules(attributions)
    chosen = chosen_by("by_rule")
    assert [c and c.cluster.name for c in chosen] == [c and c.cluster.name for c in ruled]
    assert "Radio Vell" in [c and c.cluster.name for c in chosen]


def test_the_chance_is_that_of_the_option() -> None:
    chosen = chosen_by("by_rule")
    for channel in chosen:
        assert channel is None or (channel.chance is not None and 0.5 < channel.chance <= 1.0)


def test_none_may_win_and_distractors_have_no_outlet() -> None:
    attributions = STORY.ruled.attributions
    left = chosen_by("none")
    assert None in left[: len(attributions) - 1]
    assert {channel.rule for channel in left if channel is not None} <= {1}
    chosen = chosen_by("mentioned")
    for attribution, channel in zip(attributions, chosen, strict=True):
        assert channel is None or attribution.draft.type != "none"


def test_without_weights_there_is_no_chooser(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(channel_choice, "frames_dir", lambda: tmp_path)
    assert channel_choice.load_chooser() is None
    stump("by_rule").save(tmp_path / "outlets.npz")
    kept = channel_choice.load_chooser()
    assert kept is not None
    assert kept.forest.names == ("by_rule",)
    assert kept.standing is None
    stump("listed").save(tmp_path / "standing.npz")
    again = channel_choice.load_chooser()
    assert again is not None
    assert again.standing is not None
    assert again.standing.names == ("listed",)


def test_what_was_chosen_carries_through_the_run() -> None:
    """The forest asks the first stage alone; what it credits goes on to `Quist said`."""
    chosen = chosen_by("stage_medium")
    real = [c for a, c in zip(STORY.ruled.attributions, chosen, strict=True) if a.draft.segments]
    told = next(c for c in real if c is not None)
    again = next(c for c in real if c is not None and c.carried)
    assert told.cluster is again.cluster
    assert told.explicit
    assert not again.explicit
    assert again.mention is None


def test_a_medium_carries_over_in_a_run_but_not_past_another_person() -> None:
    for middle, kept in ((AGAIN, True), (TOM, False)):
        tale = Tale(TOLD, middle, AGAIN)
        entities = Entities(tale.ctx, REGISTRY)
        proposer = OutletFinder(tale.ctx, entities, tale.ruled.speakers, None)
        chooser = Chooser(stump("same_speaker"), None)
        last = choose(tale.ctx, entities, tale.ruled.attributions, proposer, chooser)[-1]
        assert (last is not None and last.cluster.name == "Radio Vell") is kept


SCHOLAR = (
    "“It will fail,” said Ada Quist, a scholar at the archive. || ccomp(said, fail) "
    "appos(Ada, scholar) nmod(scholar, archive) case(archive, at)"
)


@pytest.mark.parametrize(("asked", "kind"), [("listed", "analyst"), ("several", None)])
def test_who_is_likely_an_expert_is_their_own_outlet(asked: str, kind: str | None) -> None:
    """The forest of options finds none likelier; what tells experts says otherwise or agrees."""
    tale = Tale(SCHOLAR)
    proposer = OutletFinder(tale.ctx, tale.ruled.entities, tale.ruled.speakers, None)
    chooser = Chooser(stump("none"), stump(asked))
    (found,) = choose(tale.ctx, tale.ruled.entities, tale.ruled.attributions, proposer, chooser)
    assert (found and found.kind) == kind
