"""``otr annotate`` with the real annotator: samples, and every odd text there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from annotate.commands import annotate
from annotate.commands.main import app
from annotate.pipeline import Annotator
from corpus.records import Document
from corpus.store import load_documents
from corpus.validate import validate_document

SENTENCE = "“We lost six summers,” Irena Calvossy said in Tessel. “We shall not lose a seventh.”"
ODD = {
    "bom": "\ufeff" + SENTENCE,
    "crlf": f"{SENTENCE}\r\n\r\n{SENTENCE.replace('six', 'two')}\r\n",
    "old-mac-newlines": f"{SENTENCE}\r{SENTENCE.replace('six', 'two')}\r",
    "nul": SENTENCE.replace("six", "s\0ix"),
    "controls": "\x07\x1b[31m" + SENTENCE.replace(" ", "\x0b", 1) + "\x85\x9f",
    "combining": SENTENCE.replace("e", "e\u0301\u0323"),
    "decomposed-only": "\u0301\u0301 “\u0301” he said.",
    "emoji": "👩‍👩‍👧 " + SENTENCE.replace("six", "6️⃣ 🇰🇷") + " 🎉",
    "beyond-the-bmp": "𝒲𝑒 said “𠮷野家 is closed” on Monday.",
    "right-to-left": "قال الوزير «سنفتح الميناء غدا» للصحفيين في المدينة.",
    "bidi-controls": f"\u202e{SENTENCE}\u202c \u2067x\u2069",
    "chinese": "部长说：“我们失去了六个夏天。”他没有再说什么。",
    "unbalanced": "“We lost six summers, Calvossy said. ”It is” late’ she told “us.",
    "many-marks": "“" * 500 + " she said. " + "”" * 500,
    "deeply-nested": "She said: " + "“‘" * 40 + "no" + "’”" * 40 + ".",
    "no-quotation": "The ferry left the harbour at noon and came back in the evening.",
    "one-word": "Stop.",
    "one-long-word": "a" * 5000 + " said so.",
    "no-spaces": "“" + "word," * 400 + "” she said.",
    "long-sentence": "She said that " + "the ship and " * 400 + "the port were closed.",
    "zero-width": SENTENCE.replace(" ", " \u200b"),
    "not-breaking": SENTENCE.replace(" ", "\xa0"),
    "long-line": " ".join(SENTENCE.replace("six", str(n)) for n in range(300)),
}


@pytest.fixture(autouse=True)
def _loaded(annotator: Annotator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotate, "_annotator", lambda models: annotator)


def otr(*args: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, ["annotate", *map(str, args)])


def faults(doc: Document) -> list[str]:
    """What validation has against a record."""
    return [str(issue) for issue in validate_document(doc) if issue.severity == "error"]


def test_samples(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    result = otr(root / "samples", "-o", out)
    assert result.exit_code == 0, result.stderr
    docs = load_documents(out)
    assert len(docs) == 5
    for doc in docs:
        assert faults(doc) == []
        assert any(quotation.speakers for quotation in doc.quotations)
        assert any(quotation.outlet for quotation in doc.quotations)


def test_scraped_sample_holds_nothing_of_the_page_around_it(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    assert otr(root / "samples" / "water-board-as-scraped.txt", "-o", out).exit_code == 0
    (doc,) = load_documents(out)
    assert doc.text is not None
    last = doc.text.index("The so-called")
    assert all(doc.body[0].start <= span.start for q in doc.quotations for span in q.content)
    assert all(span.end <= last + 200 for q in doc.quotations for span in q.content)


@pytest.mark.parametrize("name", ODD)
def test_odd_texts(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_bytes(ODD[name].encode())
    for form in ("jsonl", "html", "table"):
        out = tmp_path / f"out.{form}"
        result = otr(path, "--format", form, "-o", out if form != "html" else tmp_path / "o.html")
        assert result.exit_code == 0, result.stderr
    (doc,) = load_documents(tmp_path / "out.jsonl")
    assert doc.text == ODD[name]
    assert faults(doc) == []


def test_all_odd_texts_at_once(tmp_path: Path) -> None:
    for name, text in ODD.items():
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    out = tmp_path / "out.jsonl"
    assert otr(tmp_path, "-o", out).exit_code == 0
    assert [doc.id for doc in load_documents(out)] == [f"local/{name}" for name in sorted(ODD)]
