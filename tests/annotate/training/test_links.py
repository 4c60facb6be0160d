"""Whether what the annotator drew is right, told by gold: rows to fit confidences on."""

from __future__ import annotations

from dataclasses import replace

from annotate.channel_choice import Chooser
from annotate.training.judged import Judged, judge_links
from tests.annotate.test_channel_choice import stump
from tests.annotate.training.test_judges import FRAMES, GOLD, TALE


def test_links_are_judged_by_gold() -> None:
    judged = Judged()
    judged.add(judge_links(GOLD, TALE.attributed(*FRAMES), Chooser(stump("by_rule"), None)))
    tables = judged.tables()
    assert tables["quotation"][1] == [True, True]
    assert tables["speaker"][1] == [True, True]
    assert tables["outlet"][1] == [True]


def test_a_wrong_speaker_is_wrong() -> None:
    first, none, last = GOLD.quotations
    assert none.type == "none"
    other = replace(last, speakers=(replace(first.speakers[0], mention=None, kind="implicit"),))
    gold = replace(GOLD, quotations=(first, none, other))
    judged = Judged()
    judged.add(judge_links(gold, TALE.attributed(*FRAMES), Chooser(stump("by_rule"), None)))
    assert judged.tables()["speaker"][1] == [True, False]
