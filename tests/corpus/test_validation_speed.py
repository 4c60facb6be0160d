"""The records that validation is timed on: as large as said, without a fault, the same each time.

The figure itself is for `make bench`; a test of it would fail on a busy machine.
"""

from __future__ import annotations

import json

from annotate.benchmarks.report import render_validation
from annotate.benchmarks.validation import LEVEL, QUOTATIONS, Validation, lines, measure
from corpus.issues import CODES
from corpus.validate import validate_lines


def test_the_records_are_twelve_quotations_each_and_hold() -> None:
    made = list(lines(3))
    assert made == list(lines(3))
    assert {len(json.loads(line)["quotations"]) for line in made} == {QUOTATIONS}
    assert len({json.loads(line)["text_sha256"] for line in made}) == 3
    assert [CODES[each.code].level for each in validate_lines(made) if each.code[0] != "G"] == []
    assert list(validate_lines(made, max_level=LEVEL)) == []


def test_the_figure_is_of_all_records() -> None:
    found = measure(20, rounds=1)
    assert found.records == 20
    assert found.records_a_second > 100  # thousands, were nothing else running
    page = render_validation(Validation(records=1000, characters=3_000_000, seconds=0.125))
    assert "8,000 records of 12 quotations and 3,000 characters a second" in page
