"""Stanza's models as we run them: what Stanza's own processors give, whatever the batch."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

PARAGRAPHS = (
    "“We can't rebuild the old bridge,” Mayor Ada Quist told Radio Vell on Monday.  Nobody "
    "asked her!? “What?!”",
    "The Water Board’s spokesman, Tomas Brand, declined to comment on the $3.5m plan (see "
    "https://www.vell.example/plan?id=7 or write to press@vell.example); talks wouldn't resume.",
    "Vell.co.uk reported on 3 May 2021 that they’re gonna leave. " * 3,
    # Beyond the window of the tokenizer, with and without an end of sentence in it.
    "Brand said that the harbour would close, and Quist, who had asked for it, agreed. " * 20,
    "timber, rope and tar, " * 90,
    "   SEEN: a list",
    "x",
)
NAMES = ("tokenize", "mwt", "pos", "lemma", "ner", "depparse")

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def processors() -> dict[str, Any]:
    from annotate.stanza_backend import load_pipeline

    return dict(load_pipeline().processors)


def read(processors: dict[str, Any], text: str) -> Any:
    import torch

    with torch.inference_mode():
        for name in NAMES:
            text = processors[name].process(text)
    return text


def told(sdoc: Any) -> list[list[tuple[Any, ...]]]:
    """All that is said of the words and the names of each sentence."""
    return [
        [
            (
                t.start_char,
                t.end_char,
                t.ner,
                w.text,
                w.upos,
                w.xpos,
                w.feats,
                w.lemma,
                w.head,
                w.deprel,
            )
            for t in sentence.tokens
            for w in t.words
        ]
        + [(entity.text, entity.type) for entity in sentence.ents]
        for sentence in sdoc.sentences
    ]


def test_every_processor_of_ours_has_a_stand_in(processors: dict[str, Any]) -> None:
    from annotate.inference import quicker

    ours = quicker(processors)
    assert {name for name in ours if ours[name] is processors[name]} == {"mwt"}


def test_the_same_as_stanza(processors: dict[str, Any]) -> None:
    import torch

    from annotate.inference import quicker

    text = "\n\n".join(PARAGRAPHS)
    expected = told(read(processors, text))
    assert len(expected) > 20
    assert told(read(quicker(processors, torch.float32), text)) == expected


def test_half_precision_changes_next_to_nothing(processors: dict[str, Any]) -> None:
    import torch

    from annotate.inference import quicker

    text = "\n\n".join(PARAGRAPHS)
    half, whole = (
        [word for sentence in told(read(quicker(processors, precision), text)) for word in sentence]
        for precision in (torch.bfloat16, torch.float32)
    )
    assert len(half) == len(whole)
    assert sum(a != b for a, b in zip(half, whole, strict=True)) <= len(whole) / 200
    own = processors["depparse"].trainer.model.parameters()
    assert {each.dtype for each in own} == {torch.float32}  # Stanza's weights stay as they are


def test_half_precision_only_where_the_processor_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    from annotate.inference.layers import quickest_precision

    for able, precision in [({"avx512_bf16": True}, torch.bfloat16), ({}, torch.float32)]:
        monkeypatch.setattr(torch.cpu, "get_capabilities", lambda able=able: able)
        assert quickest_precision() is precision


@pytest.mark.parametrize(
    ("left", "right", "cut"),
    [
        ("of the Minister Irena", "Calvossy, who", True),
        ("as he told Rep.", "Quist on", True),
        ("on the far side of Vell Hill", "The mayor", False),
        ("the plan was dropped", "Quist said", False),
        ("in the words of the Board.", "Quist said", False),
        ("Minister Irena", "agreed", False),
        ("told VBC", "News that", True),
        ("THE MANY BRIDGES", "Plenty of people", False),
    ],
)
def test_a_sentence_does_not_end_within_a_name(left: str, right: str, cut: bool) -> None:
    from annotate.inference.cuts import within_name

    text = f"{left} {right}"
    assert within_name(text, len(left), len(left) + 1) is cut
    apart = f"{left}\n{right}"
    assert not within_name(apart, len(left), len(left) + 1)  # a heading, or a line of its own


def test_a_capital_within_a_word_ends_none(processors: dict[str, Any]) -> None:
    from annotate.inference import quicker

    text = "Lena Korst wrote on LinkedIn that VellNews would close."
    words = [w.text for s in read(quicker(processors), text).sentences for w in s.words]
    assert words == [*text.removesuffix(".").split(), "."]


def test_its_is_one_word(processors: dict[str, Any]) -> None:
    from annotate.inference import quicker

    text = "The board cannot pay. Its giant debt, it's said, won't shrink. Its cannon can."
    words = [w.text for s in read(quicker(processors), text).sentences for w in s.words]
    assert [w for w in words if w in ("It", "Its", "it", "gi", "giant", "can", "not", "'s")] == (
        ["can", "not", "Its", "giant", "it", "'s", "Its", "can"]
    )


def test_the_tokenizer_keeps_names_whole() -> None:
    from annotate.inference.tokenizer import _Paragraph

    text = "The hall  was full.  Minister Ada Quist spoke."
    paragraph = _Paragraph(text, 0)
    marked = {m: paragraph.text.index(m) + len(m) - 1 for m in ("The", "full.", "Ada", "Quist")}
    paragraph.labels = [int(c == " " or i in marked.values()) for i, c in enumerate(paragraph.text)]
    paragraph.labels[marked["full."]] = paragraph.labels[marked["Ada"]] = 2
    paragraph.labels[-1] = 4
    paragraph.keep_names(text)
    assert paragraph.labels[marked["full."]] == 2
    assert paragraph.labels[marked["Ada"]] == 1
    assert paragraph.labels[-1] == 4


def test_a_paragraph_alone_is_read_as_among_others(processors: dict[str, Any]) -> None:
    from annotate.inference import quicker

    def moved(sentences: list[Any], by: int) -> list[Any]:
        return [
            [(w[0] + by, w[1] + by, *w[2:]) if len(w) > 2 else w for w in sentence]
            for sentence in sentences
        ]

    ours = quicker(processors)
    alone, at = [], 0
    for paragraph in PARAGRAPHS:
        alone += moved(told(read(ours, paragraph)), at)
        at += len(paragraph) + 2
    assert told(read(ours, "\n\n".join(PARAGRAPHS))) == alone


def test_another_kind_of_model_keeps_its_processor(processors: dict[str, Any]) -> None:
    from annotate.inference import quicker

    parser = processors["depparse"]
    parser.config["resolve_head_constraints"] = True
    try:
        assert quicker(processors)["depparse"] is parser
    finally:
        parser.config["resolve_head_constraints"] = False


def test_the_best_tree_has_one_root() -> None:
    from annotate.inference.heads import best_tree

    chance = np.random.default_rng(7)
    for _ in range(60):
        scores = chance.normal(size=(5, 5)).astype(np.float32) * 3
        scores[:, 0] += chance.integers(-4, 5)  # now many words want the root, now none
        scores = np.log(np.exp(scores) / np.exp(scores).sum(1, keepdims=True))
        np.fill_diagonal(scores, -np.inf)
        trees = [heads for heads in product(range(5), repeat=4) if is_tree(heads)]
        best = max(trees, key=lambda heads: sum(scores[i + 1, h] for i, h in enumerate(heads)))
        assert best_tree(scores) == list(best)


def is_tree(heads: tuple[int, ...]) -> bool:
    """Whether all words hang from the one child of the root."""
    reached, before = {0}, set[int]()
    while reached != before:
        before = reached
        reached = reached | {i for i, head in enumerate(heads, start=1) if head in reached}
    return heads.count(0) == 1 and len(reached) == len(heads) + 1


def test_padding_does_not_reach_what_reads_backwards() -> None:
    import torch

    from annotate.inference.layers import Recurrent

    torch.manual_seed(3)
    layer = torch.nn.LSTM(4, 3, batch_first=True, bidirectional=True)
    x, lengths = torch.randn(3, 6, 4), [6, 2, 4]
    with torch.inference_mode():
        states = Recurrent(layer, torch.float32)(x, torch.tensor(lengths))
        for row, length in enumerate(lengths):
            alone = layer(x[row : row + 1, :length])[0][0]
            assert torch.allclose(states[row, :length], alone, atol=1e-6)


def test_batches_hold_sequences_of_like_length() -> None:
    from annotate.inference.layers import batches

    assert list(batches([5, 1, 30, 2, 5], 10)) == [[1, 3], [0, 4], [2]]
    assert list(batches([], 10)) == []
