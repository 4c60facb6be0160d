"""Write the broken corpora of level 5 into tests/golden/invalid: python -m tests.release.golden"""

from __future__ import annotations

import shutil
from contextlib import chdir
from pathlib import Path

from corpus.issues import Issue
from corpus.release.folders import validate_folder
from tests.release.corpora import BROKEN, tiny

INVALID = Path(__file__).resolve().parents[1] / "golden" / "invalid"


def issues(folder: Path) -> list[Issue]:
    """The issues of a broken corpus, with paths as seen from its folder."""
    previous = Path("previous")
    with chdir(folder):
        return list(validate_folder("data", previous=previous if previous.is_dir() else None))


def main() -> None:
    """Write all of them anew, with the messages that they give."""
    for code, make in BROKEN.items():
        folder = INVALID / code
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        make(folder, tiny())
        text = "".join(f"{issue}\n" for issue in issues(folder))
        (folder / "expected.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
