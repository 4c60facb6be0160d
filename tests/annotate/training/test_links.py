"""Whether what the annotator drew is right, told by gold: rows to fit confidences on."""

from __future__ import annotations

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
    frames = [FRAMES[0], TALE.frame("said", "the bridge was “a fine mess", source="Ada Quist")]
    found = TALE.attributed(*frames)
    judged = Judged()
    judged.add(judge_links(GOLD, found, Chooser(stump("by_rule"), None)))
    assert judged.tables()["speaker"][1] == [True, False]
