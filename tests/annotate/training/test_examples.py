"""Annotated documents as the tagger learns from them: gold frames, batches and targets."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from annotate.frames.tagger import FACTS, ROLES, SCHEMES
from annotate.training.frames.examples import (
    IGNORED,
    Example,
    GoldFrame,
    batches,
    gold_frames,
    read_examples,
    tensors,
)
from annotate.training.gold import fold_of
from corpus.records import Document, Outlet, Quotation, Speaker
from tests.annotate.build import annotator, story
from tests.annotate.framing import Letters, Tale

TOLD = (
    "“We will rebuild,” Ada Quist told Radio Vell. || ccomp(told, rebuild) nsubj(told, Ada) "
    "iobj(told, Vell)"
)
SUNSHINE = "The “sunshine” bridge was open. || compound(bridge, sunshine)"
SAID = "Tom Brand said talks would resume. || ccomp(said, resume)"
TALE = Tale(TOLD, SUNSHINE, SAID)
GOLD = annotator(TALE.story).annotate(TALE.story.doc)


def untold(quotation: Quotation) -> tuple[int, ...]:
    """What a corpus tells that has spans alone."""
    return (IGNORED,) * len(FACTS)


def texts(frame: GoldFrame) -> dict[str, list[str]]:
    """The words of each role."""
    tokens = TALE.words.tokens
    return {
        role: [tokens[i].text for i in words]
        for role, words in zip(ROLES, frame.roles, strict=True)
    }


def told(frame: GoldFrame) -> dict[str, str]:
    """The facts by name; those that the corpus does not tell are left out."""
    return {
        name: values[i]
        for (name, values), i in zip(FACTS.items(), frame.facts, strict=True)
        if i != IGNORED
    }


def frames_of(*quotations: Quotation) -> list[GoldFrame]:
    doc = replace(TALE.story.doc, quotations=quotations)
    return list(gold_frames(doc, TALE.words))


def quotation(
    content: str,
    *,
    cue: str | None = None,
    type: str = "indirect",
    mode: str | None = "speech",
    speakers: tuple[Speaker, ...] = (),
    outlet: Outlet | None = None,
) -> Quotation:
    return Quotation(
        id="q1",
        type=type,  # type: ignore[arg-type]
        mode=mode,  # type: ignore[arg-type]
        content=(TALE.span(content),),
        cue=(TALE.span(cue),) if cue else (),
        speakers=speakers,
        outlet=outlet,
    )


def test_frames_of_a_record() -> None:
    first, second = gold_frames(GOLD, TALE.words)
    assert TALE.words.tokens[first.anchor].text == "told"
    assert first.cued
    assert texts(first) == {
        "content": ["We", "will", "rebuild", ","],
        "source": ["Ada", "Quist"],
        "cue": ["told"],
        "outlet": ["Radio", "Vell"],
    }
    assert told(first) == {
        "type": "direct",
        "mode": "speech",
        "channel": "medium",
        "mention": "mention",
        "kind": "broadcaster",
    }
    assert texts(second)["source"] == ["Tom", "Brand"]
    assert texts(second)["outlet"] == []
    assert told(second) == {
        "type": "indirect",
        "mode": "speech",
        "channel": "none",
        "mention": "mention",
    }


def test_facts_that_a_corpus_does_not_tell() -> None:
    assert all(f.facts == (IGNORED,) * 5 for f in gold_frames(GOLD, TALE.words, untold))


def test_distractors_evoke_nothing() -> None:
    assert frames_of(quotation("sunshine", type="none", mode=None)) == []


def test_without_a_cue_the_first_word_of_the_content_evokes() -> None:
    (frame,) = frames_of(quotation("talks would resume"))
    assert TALE.words.tokens[frame.anchor].text == "talks"
    assert not frame.cued


def test_of_two_with_one_cue_the_second_is_evoked_by_its_content() -> None:
    one = quotation("talks would", cue="said")
    frames = frames_of(one, replace(one, id="q2", content=(TALE.span("resume"),)))
    assert [TALE.words.tokens[f.anchor].text for f in frames] == ["said", "resume"]
    assert [f.cued for f in frames] == [True, False]


def test_the_verb_of_a_cue_evokes() -> None:
    (frame,) = frames_of(quotation("talks would resume", cue="Brand said"))
    assert TALE.words.tokens[frame.anchor].text == "said"


def outlet(kind: str, entity: str = "e/a") -> Outlet:
    return Outlet(entity=entity, mention=None, kind=kind, explicit=False)  # type: ignore[arg-type]


CHANNELS = [
    (None, "none"),
    (outlet("analyst"), "analyst"),
    (outlet("document"), "document"),
    (outlet("government"), "speaker"),
    (outlet("government", "e/b"), "body"),
    (outlet("organisation"), "speaker"),
    (outlet("news_agency", "e/b"), "medium"),
    (outlet("social_media"), "medium"),
]


@pytest.mark.parametrize(("given", "channel"), CHANNELS)
def test_channels(given: Outlet | None, channel: str) -> None:
    speaker = Speaker(entity="e/a", mention=None, kind="implicit")
    (frame,) = frames_of(quotation("talks would resume", speakers=(speaker,), outlet=given))
    facts = told(frame)
    assert (facts["channel"], facts["mention"]) == (channel, "implicit")
    assert facts.get("kind") == (given.kind if given else None)


def test_nobody_is_unknown() -> None:
    (frame,) = frames_of(quotation("talks would resume", mode=None))
    assert told(frame) == {
        "type": "indirect",
        "mode": "speech",
        "channel": "none",
        "mention": "unknown",
    }


def test_examples_are_read_with_the_view_of_the_rules() -> None:
    (example,) = read_examples([GOLD], annotator(TALE.story), Letters(), scheme="guidelines")
    assert example.scheme == SCHEMES["guidelines"]
    assert example.frames == tuple(gold_frames(GOLD, TALE.words))
    assert (example.words.features == TALE.words.features).all()
    (political,) = read_examples([GOLD], annotator(TALE.story), Letters(), scheme="polnear")
    assert political.scheme == SCHEMES["polnear"]
    assert {f.facts for f in political.frames} == {(IGNORED,) * 5}


def example(count: int = 1) -> Example:
    made = story(*[SAID] * count)
    (found,) = read_examples(
        annotator(made).annotate_many([made.doc]), annotator(made), Letters(), scheme="guidelines"
    )
    return found


def test_a_round_reads_every_word_once_and_is_seeded() -> None:
    examples = [example(40), example(3), example(25)]
    round_ = batches(examples, size=2, seed=4)
    items = [item for batch in round_ for item in batch]
    assert all(len(batch) <= 2 for batch in round_)
    for each in examples:
        seen = sorted(i for e, w in items if e is each for i in range(w.start, w.stop))
        assert seen == list(range(len(each.words)))
    again = batches(examples, size=2, seed=4)
    other = batches(examples, size=2, seed=5)

    def places(round_: list[list[tuple[Example, object]]]) -> list[list[tuple[int, object]]]:
        return [[(len(e.words), (w.start, w.stop)) for e, w in batch] for batch in round_]  # type: ignore[attr-defined]

    assert places(round_) == places(again) != places(other)


def test_targets_of_a_batch() -> None:
    both = [example(40), Example(TALE.words, tuple(gold_frames(GOLD, TALE.words)), 1)]
    for batch in batches(both, size=8, seed=4):
        arrays = {name: tensor.numpy() for name, tensor in tensors(batch).items()}
        rows, width = arrays["present"].shape
        frames = len(arrays["which"])
        assert arrays["evoked"].shape == (rows, width)
        assert arrays["inside"].shape == (rows, width, 2)
        assert arrays["roles"].shape == (frames, width, len(ROLES))
        assert arrays["facts"].shape == (frames, len(FACTS))
        assert arrays["scheme"].tolist() == [e.scheme for e, _ in batch]
        assert np.count_nonzero(arrays["evoked"]) == frames
        assert (arrays["evoked"][arrays["which"], arrays["anchor"]] > 0).all()
        assert not (arrays["roles"].sum((0, 2)) * (arrays["present"].sum(0) == 0)).any()
        for row, (each, window) in enumerate(batch):
            own = [f for f in each.frames if window.start <= f.anchor < window.stop]
            inside = [i - window.start for f in own for i in f.roles[0]]
            assert arrays["inside"][row, inside, 0].all()
            assert int((arrays["which"] == row).sum()) == len(own)


def test_a_batch_without_frames() -> None:
    words = Tale("Talks failed.").words
    (batch,) = batches([Example(words, (), 0)], size=4, seed=1)
    arrays = tensors(batch)
    assert arrays["which"].shape == (0,)
    assert arrays["roles"].shape == (0, len(words), len(ROLES))
    assert arrays["facts"].shape == (0, len(FACTS))


def named(id: str) -> Document:
    return replace(TALE.story.doc, id=id)


def test_folds_are_the_same_everywhere() -> None:
    ids = [f"newswire/{number}" for number in range(400)]
    folds = [fold_of(named(name), 2) for name in ids]
    assert folds[:8] == [fold_of(named(name), 2) for name in ids[:8]]
    assert 150 < sum(folds) < 250
    assert {fold_of(named(name), 3) for name in ids} == {0, 1, 2}
    assert [fold_of(named(name), 2) for name in ("newswire/a", "newswire/b", "seeds/a")] == [
        1,
        1,
        0,
    ]
