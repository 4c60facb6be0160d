"""``otr`` with the fake annotator, as a program of its own.

OTR_FAKE_SECONDS is how long it takes for an article, OTR_FAKE_LIMIT how many bytes the system lets
it write to one file: a disk that is full in the middle.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotate.commands import annotate, main
from tests.commands.fakes import FakeAnnotator

seconds = float(os.environ.get("OTR_FAKE_SECONDS", "0"))
annotate._annotator = lambda models: FakeAnnotator(seconds=seconds)
if "OTR_FAKE_LIMIT" in os.environ:
    limit = int(os.environ["OTR_FAKE_LIMIT"])
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
main.main()
