"""Write tests/golden anew from the invented article: python -m tests.golden.make

To be run when a code or a message is meant to change; read the difference before committing it.
"""

from __future__ import annotations

import os
from contextlib import chdir
from pathlib import Path

from corpus.records import Document, text_sha256
from corpus.schema import document_to_dict
from corpus.store import write_documents
from corpus.validate import validate_files
from tests.corpus.mutators import MUTATORS
from tests.release import golden
from tests.strategies import HARBOUR, Wording, build

GOLDEN = Path(__file__).resolve().parent

ODD = Wording(
    phrases=("𠀋𪚥 가 e\u0301e\u0327", "👩\u200d🚀 שלום", "ping\u0000 pong", "\u202bمرحبا بكم"),
    fillers=("One line,", "and another one."),
    person="Óscar Tvé",
    medium="𝕋he Tide",
    newline="\r\n",
    name="tests/odd characters",
    more=1,
)


def main() -> None:
    """Write the valid records, of the first one a broken copy for each code, broken corpora."""
    golden.main()
    harbour = build(HARBOUR)
    write_documents(GOLDEN / "valid" / "harbour.jsonl", [harbour])
    write_documents(GOLDEN / "valid" / "odd.jsonl", [build(ODD)])
    write_documents(GOLDEN / "valid" / "bare.jsonl", list(bare()))
    data = document_to_dict(harbour)
    for code, mutate in MUTATORS.items():
        folder = GOLDEN / "invalid" / code
        os.makedirs(folder, exist_ok=True)
        content = mutate(data)
        if content is not None:
            (folder / "record.jsonl").write_bytes(content)
        with chdir(folder):
            issues = [f"{issue}\n" for issue in validate_files(["record.jsonl"])]
        (folder / "expected.txt").write_text("".join(issues), encoding="utf-8", newline="\n")


def bare() -> tuple[Document, Document, Document]:
    """A document without anything, one without its text, and a transcript."""
    empty = Document(id="tests/empty", text="", text_sha256=text_sha256(""), text_length=0)
    harbour = build(HARBOUR)
    hidden = {
        name: getattr(harbour, name)
        for name in ("text_sha256", "text_length", "body", "publisher", "quotations", "entities")
    }
    talk = "Q. What is new?\nA. Nothing at all."
    transcript = Document(
        id="tests/transcript",
        text=talk,
        text_sha256=text_sha256(talk),
        text_length=len(talk),
        transcript=True,
    )
    return empty, Document(id="tests/hidden", text=None, **hidden), transcript


if __name__ == "__main__":
    main()
