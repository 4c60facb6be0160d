"""Learning: a few steps on two invented documents lower the loss; steps that are done are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from annotate.frames import FrameTagger
from annotate.frames.tagger import FACTS
from annotate.training import attributor
from annotate.training.frames.examples import IGNORED, Example, batches, gold_frames, tensors
from annotate.training.frames.export import export
from annotate.training.frames.learn import Recipe, Tagger, learn
from corpus.records import Quotation
from tests.annotate.build import annotator
from tests.annotate.framing import Tale
from tests.annotate.small_tagger import new_tagger, shrink, write_tokenizer

TALES = (
    Tale(
        "“We will rebuild,” Ada Quist said. || ccomp(said, rebuild) nsubj(said, Ada)",
        "The “sunshine” bridge was open. || compound(bridge, sunshine)",
    ),
    Tale("Tom Brand warned that talks would resume. || ccomp(warned, resume)"),
)
RECIPE = Recipe(rounds=12, rate=5e-3, size=2)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    shrink(monkeypatch)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def untold(quotation: Quotation) -> tuple[int, ...]:
    """What a corpus tells that has spans alone."""
    return (IGNORED,) * len(FACTS)


def examples() -> list[Example]:
    out = []
    for tale in TALES:
        gold = annotator(tale.story).annotate(tale.story.doc)
        out.append(Example(tale.words, tuple(gold_frames(gold, tale.words)), 1))
    return out


def loss(tagger: Tagger) -> float:
    (batch,) = batches(examples(), size=2, seed=1)
    with torch.no_grad():
        return float(tagger.eval().loss(tensors(batch))[0])


def test_learning_lowers_the_loss(tmp_path: Path) -> None:
    tagger, lines = new_tagger(), list[str]()
    before = loss(tagger)
    learn(tagger, [examples()] * 12, RECIPE, checkpoint=tmp_path / "last.pt", log=lines.append)
    assert loss(tagger) < 0.7 * before
    assert len(lines) == 12
    assert lines[-1].startswith("round 12/12 batch 1/1 ")
    kept = new_tagger(seed=8)
    kept.load_state_dict(torch.load(tmp_path / "last.pt", weights_only=True))
    assert loss(kept) == pytest.approx(loss(tagger))


def test_learning_is_seeded() -> None:
    losses = []
    for _ in range(2):
        tagger = new_tagger()
        learn(tagger, [examples()] * 3, RECIPE)
        losses.append(loss(tagger))
    assert losses[0] == losses[1]


def test_a_document_without_frames_can_be_learned_from() -> None:
    (batch,) = batches([Example(TALES[0].words, (), 0)], size=2, seed=1)
    total, parts = new_tagger().loss(tensors(batch))
    assert torch.isfinite(total)
    assert len(parts) == 2


def test_what_the_corpus_does_not_tell_costs_nothing() -> None:
    tale = TALES[0]
    gold = annotator(tale.story).annotate(tale.story.doc)
    frames = tuple(gold_frames(gold, tale.words, untold))
    (batch,) = batches([Example(tale.words, frames, 0)], size=2, seed=1)
    assert new_tagger().loss(tensors(batch))[1][-1] == 0.0


def test_what_was_learned_is_what_is_exported(tmp_path: Path) -> None:
    """A tagger that has learned two documents by heart says of them what gold says."""
    tokenizer = write_tokenizer(tmp_path / "letters.json")
    tales = [tale.words for tale in TALES]
    tagger = new_tagger()
    learn(tagger, [examples()] * 150, Recipe(rounds=150, rate=5e-3, size=2))
    export(tagger, tokenizer, tmp_path / "frames")
    found = FrameTagger(tmp_path / "frames").tag(tales)
    for example, frames in zip(examples(), found, strict=True):
        likely = {frame.anchor for frame in frames if frame.score > 0.5}
        assert likely == {frame.anchor for frame in example.frames}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> attributor.Workplace:
    """A workplace whose encoder is random."""
    monkeypatch.setattr(attributor, "_tagger", lambda place, checkpoint: new_tagger())
    return attributor.Workplace(tmp_path, tmp_path, tmp_path, tmp_path)


def test_a_finished_step_is_not_made_again(place: attributor.Workplace) -> None:
    checkpoint, lines = place.work / "base.pt", list[str]()
    recipe = Recipe(rounds=1, rate=1e-3)
    attributor._learn(checkpoint, None, [examples()], recipe, place, lines.append)
    first = checkpoint.read_bytes()
    assert [path.name for path in place.work.iterdir()] == ["base.pt"]
    attributor._learn(checkpoint, None, [examples()], recipe, place, lines.append)
    assert checkpoint.read_bytes() == first
    assert lines[-1] == "base.pt: there already"


def test_a_step_that_is_cut_off_leaves_no_checkpoint(
    place: attributor.Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*args: object, checkpoint: Path, log: object) -> None:
        checkpoint.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(attributor, "learn", cut_off)
    checkpoint = place.work / "base.pt"
    with pytest.raises(KeyboardInterrupt):
        attributor._learn(checkpoint, None, [[]], Recipe(1, 1e-3), place, lambda line: None)
    assert not checkpoint.exists()


def test_the_mean_of_two_runs_is_kept(place: attributor.Workplace) -> None:
    start, checkpoint, seeds = place.work / "base.pt", place.work / "final.pt", list[int]()
    recipe = Recipe(rounds=1, rate=1e-3)
    torch.save(new_tagger().state_dict(), start)

    def rounds(plan: Recipe) -> list[list[Example]]:
        seeds.append(plan.seed)
        return [examples()]

    attributor._learn_mean(checkpoint, start, rounds, recipe, place, lambda line: None)
    one, other, mean = (
        torch.load(place.work / name, weights_only=True)
        for name in ("final-seed-17.pt", "final-seed-18.pt", "final.pt")
    )
    assert seeds == [17, 18]
    assert any(not torch.equal(one[name], other[name]) for name in one)
    assert all(torch.allclose(mean[name], (one[name] + other[name]) / 2) for name in mean)


def test_without_a_start_there_is_one_run(place: attributor.Workplace) -> None:
    checkpoint, recipe = place.work / "final.pt", Recipe(rounds=1, rate=1e-3)
    attributor._learn_mean(
        checkpoint, None, lambda plan: [examples()], recipe, place, lambda line: None
    )
    assert {path.name for path in place.work.iterdir()} == {"final-seed-17.pt", "final.pt"}


def test_replayed_documents_join_a_round() -> None:
    own, other = examples()
    rounds = attributor._rounds([own], [other] * 10, 0.2, Recipe(rounds=3, rate=1e-3))
    assert [len(each) for each in rounds] == [3, 3, 3]
    assert all(each[0] is own and each[1] is other for each in rounds)


def test_the_base_learns_no_facts() -> None:
    told = examples()
    untold = attributor._untold(told)
    assert any(set(f.facts) != {IGNORED} for e in told for f in e.frames)
    assert all(set(f.facts) == {IGNORED} for e in untold for f in e.frames)
    assert [[f.roles for f in e.frames] for e in untold] == [
        [f.roles for f in e.frames] for e in told
    ]
