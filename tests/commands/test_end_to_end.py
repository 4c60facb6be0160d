"""``otr annotate`` with the real annotator: samples, and every odd text there is."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from annotate.commands import annotate
from annotate.commands.main import app
from annotate.commands.table import document_table, plain_console
from annotate.html.page import render_page
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
    "long-sentence": "She said that " + "the ship and " * 150 + "the port were closed.",
    "zero-width": SENTENCE.replace(" ", " \u200b"),
    "not-breaking": SENTENCE.replace(" ", "\xa0"),
    "long-line": " ".join(SENTENCE.replace("six", str(n)) for n in range(100)),
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


@pytest.fixture(scope="module")
def odd(annotator: Annotator, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    """All odd texts, annotated by one command."""
    folder = tmp_path_factory.mktemp("odd")
    for name, text in ODD.items():
        (folder / f"{name}.txt").write_bytes(text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annotate, "_annotator", lambda models: annotator)
        result = otr(folder, "-o", folder / "out.jsonl")
    assert result.exit_code == 0, result.stderr
    return {doc.id.removeprefix("local/"): doc for doc in load_documents(folder / "out.jsonl")}


def test_no_odd_text_is_lost(odd: dict[str, Document]) -> None:
    assert list(odd) == sorted(ODD)


@pytest.mark.parametrize("name", ODD)
def test_odd_texts(odd: dict[str, Document], name: str) -> None:
    assert odd[name].text == ODD[name]
    assert faults(odd[name]) == []
    assert "<article" in render_page([odd[name]])
    plain_console(StringIO(), terminal=False).print(document_table(odd[name]))
