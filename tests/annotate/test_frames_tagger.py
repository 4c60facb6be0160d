"""The exported tagger in ONNX Runtime: it says what the network says, however it is asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from annotate.frames import Frame, FrameTagger, Words
from annotate.frames.tagger import FACTS, ROLES, SCHEMES
from annotate.frames.windows import cut, fill
from annotate.training.frames import export
from annotate.training.frames.learn import Tagger
from tests.annotate.framing import Tale
from tests.annotate.small_tagger import new_tagger, shrink, write_tokenizer

QUIST = "“We will rebuild,” said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)"
BRAND = "Tom Brand warned that talks would resume. || ccomp(warned, resume)"


@pytest.fixture(scope="module")
def small() -> Iterator[Tagger]:
    """A small tagger, and small sizes for as long as the module's tests run."""
    with pytest.MonkeyPatch.context() as patch:
        shrink(patch)
        yield new_tagger()


@pytest.fixture(scope="module")
def plain(small: Tagger, tmp_path_factory: pytest.TempPathFactory) -> FrameTagger:
    """It, exported without 8-bit weights."""
    folder = tmp_path_factory.mktemp("plain")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(export, "_quantize", shutil.copyfile)
        export.export(small, write_tokenizer(folder / "letters.json"), folder)
    return FrameTagger(folder)


@pytest.fixture(scope="module")
def kept(small: Tagger, tmp_path_factory: pytest.TempPathFactory) -> FrameTagger:
    """It, exported as it is shipped."""
    folder = tmp_path_factory.mktemp("kept")
    export.export(small, write_tokenizer(folder / "letters.json"), folder)
    assert {p.name for p in folder.iterdir()} >= {"reader.onnx", "framer.onnx", "tokenizer.json"}
    return FrameTagger(folder)


@pytest.fixture(scope="module")
def documents(plain: FrameTagger) -> list[Words]:
    """Short and long ones, some of several windows, and one without words."""
    tales = [
        Tale(QUIST, splitter=plain.splitter),
        Tale(*[(QUIST, BRAND)] * 12, splitter=plain.splitter),
        Tale(BRAND, splitter=plain.splitter),
    ]
    assert len(cut(tales[1].words)) > 1
    return [tale.words for tale in tales]


def by_torch(tagger: Tagger, words: Words, scheme: str) -> dict[int, tuple[Any, Any, Any]]:
    """Chances of no frame, roles and facts at every word of a document of one window."""
    (window,) = cut(words)
    inputs = {name: torch.from_numpy(array) for name, array in fill([window]).items()}
    number = torch.tensor([SCHEMES[scheme]])
    order = ("ids", "features", "first")
    with torch.no_grad():
        hidden, evoked = tagger.reader(*(inputs[name] for name in order), number)
        anchor = torch.arange(len(words))
        which = torch.zeros_like(anchor)
        roles, facts = tagger.framer(hidden, which, anchor)
    parts: list[list[Tensor]] = [facts[i].split([len(v) for v in FACTS.values()]) for i in anchor]
    return {
        i: (
            1 - float(evoked[0, i].softmax(-1)[0]),
            roles[i].sigmoid().numpy(),
            np.concatenate([part.softmax(-1).numpy() for part in parts[i]]),
        )
        for i in range(len(words))
    }


def facts_of(frame: Frame) -> list[float]:
    return [chance for values in frame.facts.values() for chance in values.values()]


def agrees(frames: Sequence[Frame], expected: dict[int, tuple[Any, Any, Any]], by: float) -> bool:
    return bool(frames) and all(
        np.allclose(frame.score, expected[frame.anchor][0], atol=by)
        and np.allclose(frame.roles, expected[frame.anchor][1], atol=by)
        and np.allclose(facts_of(frame), expected[frame.anchor][2], atol=by)
        for frame in frames
    )


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("place", [0, 2])
def test_the_graph_agrees_with_the_network(
    small: Tagger, plain: FrameTagger, documents: list[Words], place: int, scheme: str
) -> None:
    (frames,) = plain.tag([documents[place]], scheme=scheme)
    assert agrees(frames, by_torch(small, documents[place], scheme), 1e-4)


@pytest.mark.parametrize("place", [0, 2])
def test_eight_bits_are_nearly_enough(
    small: Tagger, kept: FrameTagger, documents: list[Words], place: int
) -> None:
    (frames,) = kept.tag([documents[place]])
    assert agrees(frames, by_torch(small, documents[place], "guidelines"), 0.1)


def test_schemes_differ_once_they_are_learned(
    small: Tagger, plain: FrameTagger, documents: list[Words]
) -> None:
    """Their vectors are nought at first, so that neither has a start."""
    one, other = (plain.tag(documents[:1], scheme=scheme)[0] for scheme in SCHEMES)
    assert [frame.score for frame in one] == [frame.score for frame in other]
    assert not small.reader.scheme.weight.any()


def test_a_frame_is_of_its_window(plain: FrameTagger, documents: list[Words]) -> None:
    for words, frames in zip(documents, plain.tag(documents), strict=True):
        borders = {(window.start, window.stop) for window in cut(words)}
        anchors = [frame.anchor for frame in frames]
        assert anchors == sorted(set(anchors))
        for frame in frames:
            assert (frame.start, frame.stop) in borders
            assert frame.start <= frame.anchor < frame.stop
            assert frame.roles.shape == (frame.stop - frame.start, len(ROLES))
            assert ((frame.roles >= 0) & (frame.roles <= 1)).all()
            assert 0 < frame.score <= 1
            assert {name: list(values) for name, values in frame.facts.items()} == {
                name: list(values) for name, values in FACTS.items()
            }
            assert all(sum(v.values()) == pytest.approx(1, abs=1e-5) for v in frame.facts.values())


def test_a_word_in_two_windows_counts_where_it_is_further_from_the_border(
    plain: FrameTagger, documents: list[Words]
) -> None:
    windows = cut(documents[1])
    (frames,) = plain.tag([documents[1]])
    for frame in frames:
        seen = [w for w in windows if w.start <= frame.anchor < w.stop]
        (own,) = [w for w in seen if (w.start, w.stop) == (frame.start, frame.stop)]
        assert own.edge(frame.anchor) == max(w.edge(frame.anchor) for w in seen)


def test_the_states_of_the_words_are_kept(
    small: Tagger, plain: FrameTagger, documents: list[Words]
) -> None:
    words = documents[0]
    plain.tag([words])
    arrays = fill(cut(words))
    inputs = [torch.from_numpy(arrays[name]) for name in ("ids", "features", "first")]
    with torch.no_grad():
        hidden, _ = small.reader(*inputs, torch.tensor([SCHEMES["guidelines"]]))
    assert words.states is not None
    assert np.allclose(words.states, hidden[0].numpy(), atol=5e-3)


def test_a_state_is_of_the_window_whose_border_is_further(
    plain: FrameTagger, documents: list[Words]
) -> None:
    words = documents[1]
    plain.tag([words])
    windows = cut(words)
    read = {w.start: plain._read(w, SCHEMES["guidelines"])[0][0] for w in windows}
    assert words.states is not None
    for i, state in enumerate(words.states):
        own = max((w for w in windows if w.start <= i < w.stop), key=lambda w: w.edge(i))
        assert np.allclose(state, read[own.start][i - own.start], atol=5e-3)


@pytest.mark.parametrize("how", ["plain", "kept"])
def test_company_makes_no_difference(
    how: str, documents: list[Words], request: pytest.FixtureRequest
) -> None:
    """A document's frames do not depend on what it was tagged together with."""
    tagger: FrameTagger = request.getfixturevalue(how)
    together = tagger.tag(documents)
    alone = [tagger.tag([words])[0] for words in documents]
    for one, other in zip(together, alone, strict=True):
        assert [f.anchor for f in one] == [f.anchor for f in other]
        assert [f.cued for f in one] == [f.cued for f in other]
        for a, b in zip(one, other, strict=True):
            assert (a.start, a.stop) == (b.start, b.stop)
            assert a.score == pytest.approx(b.score, abs=1e-5)
            assert np.allclose(a.roles, b.roles, atol=1e-5)
            assert np.allclose(facts_of(a), facts_of(b), atol=1e-5)


def test_nothing_to_tag(plain: FrameTagger) -> None:
    assert plain.tag([]) == []
    empty = Tale("Talks failed.").words
    for name in ("starts", "ends", "sentence", "features"):
        setattr(empty, name, getattr(empty, name)[:0])
    empty.tokens, empty.pieces = [], []
    assert plain.tag([empty]) == [[]]
