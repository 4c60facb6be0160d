"""The rankers of mentions: candidates, probabilities, weights, and how they are made."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.context import Context
from annotate.coref.candidates import Candidates
from annotate.coref.features import NOBODY, Option, options
from annotate.coref.given import gender_of
from annotate.coref.ranker import Rankers, default_rankers, load_rankers, probabilities
from annotate.linking import Entities
from annotate.names import is_acronym
from annotate.segments import find_segments
from annotate.training.coref import Example, fit, folds, from_gum
from corpus.spans import Span
from tests.annotate.build import REGISTRY, Paragraph, story

GUM = """# newdoc id = GUM_news_bridge
# newpar
# sent_id = 1
1\tAda\tAda\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=(1-person-new
2\tQuist\tQuist\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newpar
# sent_id = 2
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv)
2\tlaughed\tlaugh\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


def candidates(*paragraphs: Paragraph, word: str, reported: str = "") -> list[Option]:
    made = story(*paragraphs)
    ctx = Context(made.doc, find_segments(made.doc.text or "", made.doc.body), made.analysis)
    pool = Candidates(ctx, Entities(ctx, REGISTRY))
    if reported:
        start = made.doc.text.index(reported) if made.doc.text else 0
        pool.report([Span(start, start + len(reported)), Span(start, start + 3)])
    sent, token = next(
        (s, t) for s in reversed(ctx.sentences) for t in s.tokens if t.text.lower() == word
    )
    return options(pool, token, sent, focus=[])


def labels(found: list[Option]) -> list[str]:
    return [o.who.cluster.name if o.who and o.who.cluster else "-" for o in found]


def test_candidates_agree_and_the_last_option_is_nobody() -> None:
    found = candidates("Ada Quist left.", "The Bridge Union stayed.", "She laughed.", word="she")
    assert labels(found) == ["Ada Quist", "-"]
    assert found[-1].who is None
    assert NOBODY in found[-1].features
    found = candidates("Ada Quist left.", "The Bridge Union stayed.", "It grew.", word="it")
    assert labels(found) == ["Bridge Union", "-"]


def test_a_described_person_is_a_candidate() -> None:
    found = candidates("A worker left.", "He laughed.", word="he")
    assert [o.who.lemma for o in found if o.who] == ["worker"]


def test_who_is_named_in_reported_words_is_told_of() -> None:
    found = candidates(
        "Ada Quist said Lena Moor had left. || ccomp(said, left)",
        "She laughed.",
        word="she",
        reported="Lena Moor had",
    )
    told = {o.who.cluster.name: "told" in o.features for o in found if o.who and o.who.cluster}
    assert told == {"Ada Quist": False, "Lena Moor": True}


@pytest.mark.parametrize(("word", "same"), [("she", True), ("he", False)])
def test_what_a_person_was_called_before_counts(word: str, same: bool) -> None:
    made = story(
        "Ada Quist met Tom Brand. || obj(met, Tom)", "She left.", f"{word.title()} laughed."
    )
    ctx = Context(made.doc, find_segments(made.doc.text or "", made.doc.body), made.analysis)
    pool = Candidates(ctx, Entities(ctx, REGISTRY))
    quist = next(each.who.cluster for each in pool.seen if each.who.cluster is not None)
    before, here = ctx.sentences[-2].tokens[0], ctx.sentences[-1].tokens[0]
    pool.spoke([quist], Span(before.start, before.end), "she")
    found = options(pool, here, ctx.sentences[-1], focus=[])
    features = {o.who.cluster.name: o.features for o in found if o.who and o.who.cluster}
    assert f"called {same}" in features["Ada Quist"]
    assert not any(name.startswith("called") for name in features["Tom Brand"])


@pytest.mark.parametrize(("reported", "place"), [("The pier had closed", "r"), ("", "i")])
def test_a_pronoun_behind_reported_words_has_a_place_of_its_own(reported: str, place: str) -> None:
    found = candidates(
        "Ada Quist left.",
        "The pier had closed, she said. || ccomp(said, closed)",
        word="she",
        reported=reported,
    )
    assert f"rank {place} 0" in found[0].features
    assert f"rank h 0 @{place}" in found[0].features


def test_probabilities_sum_to_one_and_follow_the_weights() -> None:
    made = [Option(None, ["a"]), Option(None, ["b", "unheard"]), Option(None, [])]
    chances = probabilities(made, {"a": 1.0, "b": -1.0})
    assert sum(chances) == pytest.approx(1.0)
    assert chances[0] > chances[2] > chances[1]
    assert probabilities([], {}) == []


@pytest.mark.parametrize("name", ["pronouns", "descriptions"])
def test_the_shipped_weights_are_few_and_finite(name: str) -> None:
    weights = getattr(default_rankers(), name)
    assert 50 < len(weights) < 2000
    assert all(abs(value) < 20 for value in weights.values())


@pytest.mark.parametrize(
    ("name", "expected"), [("Maria Vell", 1), ("Peter Vell", -1), ("Maria", 0), ("Qux Vell", 0)]
)
def test_given_names(name: str, expected: int) -> None:
    assert gender_of(name) == expected


@pytest.mark.parametrize(
    ("short", "expected"), [("Bafa", True), ("BFA", True), ("BAX", False), ("B", False)]
)
def test_an_acronym_may_pass_over_small_words(short: str, expected: bool) -> None:
    assert is_acronym(short, "Boats and Fish for Ambrel") is expected


def test_fitting_prefers_what_was_right_and_is_the_same_each_time(tmp_path: Path) -> None:
    made = [
        Example(f"d/{n}", "newswire", (("near", "x"), ("far", "x"), (NOBODY,)), (0,))
        for n in range(12)
    ]
    weights = fit(made)
    assert weights == fit(made)
    assert weights["near"] > weights["far"]
    Rankers(weights, {"b": 0.5, "a": 1.23456, "nothing": 1e-5}).save(tmp_path)
    assert load_rankers(tmp_path).descriptions == {"a": 1.235, "b": 0.5}
    (tmp_path / "descriptions.json").unlink()
    assert load_rankers(tmp_path).descriptions == default_rankers().descriptions
    parts = list(folds(made, 4, 1))
    assert set().union(*parts) == {e.document for e in made}
    assert sum(map(len, parts)) == len(made)


def test_gum_gives_examples(tmp_path: Path) -> None:
    path = tmp_path / "GUM_news_bridge.conllu"
    path.write_text(GUM, encoding="utf-8")
    (example,) = from_gum(path, REGISTRY).pronouns
    assert example.right == (0,)
    assert len(example.candidates) == 2
