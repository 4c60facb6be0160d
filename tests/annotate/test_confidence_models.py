"""Confidences from fitted models, and from hand-set weights where there are none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate import confidence
from annotate.channels import Channel
from annotate.confidence import Model
from annotate.frames import Frame
from annotate.frames.tagger import FACTS
from tests.annotate.build import annotator
from tests.annotate.framing import Tale

TOLD = Tale(
    "“We will rebuild,” Ada Quist told Radio Vell. || ccomp(told, rebuild) nsubj(told, Ada) "
    "iobj(told, Vell)"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder in the place of the embedded weights."""
    monkeypatch.setattr(confidence, "frames_dir", lambda: tmp_path)
    confidence.models.cache_clear()
    yield tmp_path
    confidence.models.cache_clear()


def frame(score: float = 0.9) -> Frame:
    return TOLD.frame(
        "told", "We will rebuild,", source="Ada Quist", outlet="Radio Vell", score=score
    )


def all_three(by: Frame) -> tuple[float, float, float]:
    """Confidences of the quotation that a frame draws, its speaker and its outlet."""
    found = TOLD.attributed(by)
    (attribution,) = found.attributions
    draft, (party,) = attribution.draft, attribution.parties
    channel = Channel(party.cluster, None, "media", True, 1, chance=0.7)
    return (
        confidence.of_quotation(found.ctx, draft),
        confidence.of_speaker(draft, party),
        confidence.of_outlet(draft, channel),
    )


def write(folder: Path, **models: Model) -> None:
    kept = {name: {"bias": m.bias, "weights": dict(m.weights)} for name, m in models.items()}
    (folder / "confidence.json").write_text(json.dumps(kept))


def test_without_models_weights_are_hand_set(folder: Path) -> None:
    assert confidence.models() == {}
    sure, doubtful = all_three(frame(0.99)), all_three(frame(0.5))
    assert all(0 < value < 1 for value in (*sure, *doubtful))
    assert sure[0] > doubtful[0]


def test_models_take_over_one_by_one(folder: Path) -> None:
    before = all_three(frame())
    write(folder, speaker=Model(-2.0, {}))
    confidence.models.cache_clear()
    after = all_three(frame())
    assert (after[0], after[2]) == (before[0], before[2])
    assert after[1] == pytest.approx(0.119, abs=1e-3)


def test_models_weigh_their_facts(folder: Path) -> None:
    write(
        folder,
        quotation=Model(0.0, {"score": 1.0}),
        speaker=Model(0.0, {"kind_name": 1.0}),
        outlet=Model(0.0, {"chance": 1.0}),
    )
    quotation, speaker, outlet = all_three(frame(0.9))
    assert quotation == pytest.approx(0.9, abs=0.05)
    assert speaker == pytest.approx(0.731, abs=1e-3)
    assert outlet == pytest.approx(0.7, abs=1e-3)


def test_what_the_rules_drew_is_not_for_the_models(folder: Path) -> None:
    """They were fitted on what the tagger drew."""
    before = annotator(TOLD.story).annotate(TOLD.story.doc)
    write(folder, quotation=Model(-9.0, {}), speaker=Model(-9.0, {}), outlet=Model(-9.0, {}))
    confidence.models.cache_clear()
    assert annotator(TOLD.story).annotate(TOLD.story.doc) == before


def test_facts_have_a_name_for_every_type(folder: Path) -> None:
    found = TOLD.attributed(frame())
    draft = found.attributions[0].draft
    facts = confidence.facts_of_quotation(draft)
    assert facts[f"type_{draft.type}"] == 1.0
    assert draft.type in FACTS["type"]


facts = st.dictionaries(st.sampled_from("abcd"), st.floats(-10, 10), max_size=4)


@settings(deadline=None)
@given(facts, facts, st.floats(-20, 20))
def test_chances_are_chances(weights: dict[str, float], row: dict[str, float], bias: float) -> None:
    assert 0.0 <= Model(bias, weights).chance(row) <= 1.0


@settings(deadline=None)
@given(st.floats(0.001, 5), st.floats(-5, 5), st.floats(0, 5))
def test_more_of_what_speaks_for_it_is_never_less_sure(
    weight: float, value: float, more: float
) -> None:
    model = Model(0.0, {"a": weight})
    assert model.chance({"a": value}) <= model.chance({"a": value + more})


def test_facts_that_a_model_does_not_know_count_nothing() -> None:
    model = Model(0.5, {"a": 1.0})
    assert model.chance({"a": 1.0, "unheard": 99.0}) == model.chance({"a": 1.0})
