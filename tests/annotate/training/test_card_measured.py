"""What the card says of an evaluation, with invented figures."""

from __future__ import annotations

import re
from typing import Any

from annotate.benchmarks.figures import CHALLENGE, NEWSWIRE, POLNEAR
from annotate.training.card_measured import known_failures, render, shortfalls
from tests.annotate.training.reports import invented_evaluation, row


def rendered(*rows: dict[str, Any], **splits: Any) -> str:
    parts = splits or {"dev": invented_evaluation(*rows)}
    return "\n".join(render(parts, {"test": (27, 30), "dev": (0, 30)}))


def test_every_figure_stands_with_its_interval_and_what_to_reach() -> None:
    text = rendered()
    for what in (*NEWSWIRE.values(), *POLNEAR.values(), *CHALLENGE.values()):
        reach = "" if what.reach is None else f"{what.reach:.2f}"
        assert f"| {what.label} | {reach} | 0.950 (0.91–0.98) |" in text
    assert "| words a second, one thread | 2,000 | 2,100 |" in text
    assert "textacy" not in text
    assert "measured at commit 0123456789ab" in text


def test_the_test_split_comes_first_and_others_than_test_and_dev_are_left_out() -> None:
    one = invented_evaluation()
    text = rendered(train=one, dev=one, test=one)
    assert re.findall(r"### Scores on the (\w+) split", text) == ["test", "dev"]
    assert "The commonest kinds on the test split" in text


def test_both_variants_stand_side_by_side() -> None:
    text = rendered(row(), row("without PolNeAR", 0.9))
    assert "| what | to reach | On the Record | without PolNeAR |" in text
    assert "| without PolNeAR | outlets | 80 | 0.070 | 0.031 | 0.011 | 0.05 |" in text
    assert "was not measured on this split" not in text
    assert "The variant without PolNeAR was not measured on this split." in rendered()


def test_what_falls_short_is_named_with_both_figures() -> None:
    assert shortfalls(row()) == [
        "newswire gold, segments: span and not a distractor, F1 (0.950 of 0.97)",
        "calibration of outlets (0.070, at most 0.05)",
    ]
    assert "(0.950 of 0.97); calibration of outlets" in rendered()
    good = row(value=0.99, trust={})
    assert shortfalls(good) == []
    assert "On the Record: nothing.\n" in rendered(good)
    slow = row(value=0.99, trust={}, speed={**good["speed"], "words_a_second": 1500.0})
    assert shortfalls(slow) == ["words a second (1,500 of 2,000)"]
    assert len(shortfalls(row(trust={}, figures={}))) == sum(
        what.reach is not None for part in (NEWSWIRE, POLNEAR, CHALLENGE) for what in part.values()
    )


def test_failures_are_the_commonest_kinds_and_the_weak_phenomena() -> None:
    text = rendered()
    assert "* segments in marks (90): distractor taken 7, missed 2, cut 1\n" in text
    assert "merged" not in text
    assert "below 0.60: `nobody` 1 of 5\n" in text
    assert all(f"* {line}\n" in text for line in known_failures())
    perfect = row(errors=[], phenomena={"split": [5, 5]})
    assert "* none was counted\n" in rendered(perfect)


def test_it_says_what_flatters_and_what_is_not_known() -> None:
    text = rendered()
    assert "labelled names of 27 of the 30 test articles" in text
    assert "of the 30 dev" not in text
    assert "(12 for dev left out)" in text
    part = invented_evaluation(row(other_polnear=True))
    del part["environment"]["weights"]
    text = rendered(dev=part)
    assert "It is not on record which weights" in text
    assert "On the Record: other weights in the rows of PolNeAR." in text


def test_an_evaluation_of_other_tools_alone_is_none() -> None:
    part = invented_evaluation()
    part["systems"] = part["systems"][-1:]
    assert "These weights have not been measured." in rendered(dev=part)
