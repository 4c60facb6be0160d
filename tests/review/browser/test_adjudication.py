"""A third person settles what two differ in, by key and by mouse, and the records say who did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotate.review.adjudicate import Sides
from annotate.review.load import Source
from corpus.store import load_documents
from tests.review.browser.desk import Desk, Inside
from tests.review.browser.test_look import shoot
from tests.review.helpers import corpus, harbour
from tests.review.test_results import otr, reviewed


@pytest.fixture
def court(window: Any, servers: list[Any], tmp_path: Path) -> Desk:
    """Two finished reviews that differ in three places, opened for a third person."""
    path = corpus(tmp_path, [harbour(), harbour("tests/same")])
    for by in ("ann", "bea"):
        reviewed(path, by, doc="tests/same", rest="accept")
    reviewed(path, "ann", ("mode", "mixed", {"mode": "writing"}), rest="accept")
    wrong = {"speakers": [{"name": "Bo Lind", "kind": "person"}]}
    reviewed(path, "bea", ("reject", "none", {}), ("speakers", "inner", wrong), rest="accept")
    sides = Sides(source=Source(path=path), first="ann", second="bea")
    server = Inside(path, "cleo", sides=sides)
    servers.append(server)
    page = window.new_page()
    return Desk(page, server.log.path).open(server.address)


def test_only_what_differs_is_shown_side_by_side(court: Desk, tmp_path: Path) -> None:
    assert court.text("#mine-label").startswith("0 of 3")
    court.shows("0/mixed")
    assert "adjudication" in court.text("#corpus")
    differing = court.text(".side:nth-child(1) .differs")
    assert "mode" in differing
    assert "writing" in differing
    assert "ann" in court.text(".side:nth-child(1) h3")
    assert "bea" in court.text(".side:nth-child(2) h3")
    shoot(court, "adjudicate")
    court.press("9")
    event = court.saved(1)
    assert (event["kind"], event["choice"], event["value"]["mode"]) == (
        "decide",
        "second",
        "speech",
    )
    court.shows("0/none")
    assert "no quotation here" in court.text(".side:nth-child(2)")
    court.click(".side:nth-child(1) button[data-command=first]")
    assert court.saved(2)["choice"] == "first"
    court.shows("0/inner")
    assert "Bo Lind" in court.text(".side:nth-child(2)")
    court.press("s", "m", "Enter")  # neither: the adjudicator's own
    court.saved(3)
    court.press("u", "0")
    court.saved(5)
    assert court.events()[-1]["choice"] == "neither"
    assert court.errors == []
    court.page.close()
    out = tmp_path / "out.jsonl"
    result = otr("apply", tmp_path / "records.jsonl", "--adjudicator", "cleo", "-o", out)
    assert result.exit_code == 0, result.stderr
    made = {q.id: q for q in load_documents(out)[0].quotations}
    assert made["mixed"].provenance.by == "cleo"
    assert made["direct"].provenance.by == "ann, bea"
    assert "inner" not in made
    assert "none" in made
