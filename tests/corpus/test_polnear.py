"""The PolNeAR reader: on a made-up part with every oddity, and on the data where it is at hand."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from corpus.formats.polnear import read_part, to_polnear_prediction, to_polnear_predictions
from corpus.records import Document
from corpus.spans import Span
from corpus.validate import validate_document
from tests.shared import shared_path
from tests.strategies import HARBOUR, build

TEXT = (
    "Mara Quell said that the pier is shut.\r\n"
    "\r\n"
    "“It is,” she added, “for good 🌊.\r\n"
    "“Go home.”\r\n"
    "A guide called it “a shame” and left.\r\n"
    "“We wait,” it was said.\r\n"
)


def at(words: str, text: str = TEXT) -> str:
    start = text.index(words)
    return f"{start} {start + len(words)}"


START, END = TEXT.index("“for good"), TEXT.index("\r\nA guide")

ANN = "\n".join(
    [
        f"T1\tSource {at('Mara Quell')}\tMara Quell",
        f"T2\tCue {at('said')}\tsaid",
        f"T3\tContent {at('that the pier is shut')}\tthat the pier is shut",
        f"T4\tAttribution {at('said')}\tsaid",
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
        f"T5\tSource {at('she')}\tshe",
        f"T6\tCue {at('added')}\tadded",
        # Pieces out of order; the second runs over two paragraphs, and its copy over two lines.
        f"T7\tContent {START} {END};{at('“It is,”')}\t“for good 🌊.",
        "“Go home.” “It is,”",
        f"T8\tAttribution {at('added')}\tadded",
        "E2\tAttribution:T8 Content:T7 Cue:T6 Source:T5",
        f"T9\tSource {at('A guide')}\tA guide",
        f"T10\tCue {at('called')}\tcalled",
        f"T11\tContent {at('it')};{at('“a shame”')}\tit “a shame”",
        f"T12\tAttribution {at('called')}\tcalled",
        "E3\tAttribution:T12 Content:T11 Cue:T10 Source:T9",
        f"T13\tContent {at('“We wait,”')}\t“We wait,”",
        f"T14\tCue {at('it was said')}\tit was said",
        f"T15\tAttribution-no-source {at('it was said')}\tit was said",
        "E4\tAttribution-no-source:T15 Content:T13 Cue:T14",
        f"T16\tDiscard {at('pier')}\tpier",
        "T17 no tabs here",
        "E5\tAttribution:T99",
        "#1\tAnnotatorNotes T3\tunsure",
        "",
    ]
)


@pytest.fixture
def part(tmp_path: Path) -> Path:
    folder = tmp_path / "dev"
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    for name in ("pier_2016", "pier_2016_more", "unread"):
        (folder / "text" / f"{name}.txt").write_bytes(TEXT.encode())
    ann = folder / "attributions"
    (ann / "pier_2016_4b22.ann").write_bytes(b"\xef\xbb\xbf" + ANN.encode())
    (ann / "pier_2016_ef2d.ann").write_bytes(ANN.encode("latin-1", errors="replace"))
    (ann / "pier_2016_more_5fec.ann").write_bytes(ANN.replace("\n", "\r\n").encode())
    (tmp_path / "metadata.tsv").write_text(
        "filename\tpublication_date\tauthor\ttitle\npier_2016\t2016-05-01\tNone\tThe “pier\n",
        encoding="utf-8",
    )
    return folder


def words(doc: Document, spans: tuple[Span, ...]) -> list[str]:
    assert doc.text is not None
    return [span.of(doc.text) for span in spans]


def test_what_is_read(part: Path) -> None:
    doc, more = read_part(part)
    assert (doc.id, doc.collection, doc.split) == ("polnear/pier_2016", "polnear", "dev")
    assert (doc.title, doc.byline, doc.published) == ("The “pier", None, "2016-05-01")
    assert doc.text == TEXT
    assert more.quotations[0].content == doc.quotations[0].content
    said, added, called, free = doc.quotations
    assert [each.type for each in doc.quotations] == ["indirect", "direct", "mixed", "direct"]
    assert words(doc, said.content) == ["the pier is shut"]
    assert words(doc, said.cue) == ["said"]
    assert words(doc, added.segments) == ["It is,", "for good 🌊.", "Go home."]
    assert added.content == added.segments
    assert words(doc, called.content) == ["it", "“a shame”"]
    assert words(doc, called.segments) == ["a shame"]
    assert free.speakers == ()
    assert [each.speakers[0].kind for each in (said, added, called)] == [
        "name",
        "pronoun",
        "nominal",
    ]
    assert {each.provenance.by for each in doc.quotations} == {"polnear:4b22"}
    assert [str(found) for found in validate_document(doc) if found.severity == "error"] == []


def test_all_annotators(part: Path) -> None:
    docs = list(read_part(part, annotators="all", collection="pn"))
    assert [doc.id for doc in docs] == [
        "pn/pier_2016@4b22",
        "pn/pier_2016@ef2d",
        "pn/pier_2016_more@5fec",
    ]
    contents = [[each.content for each in doc.quotations] for doc in docs]
    assert contents[0] == contents[1] == contents[2]


def test_odd_lines_are_told(part: Path) -> None:
    problems: list[str] = []
    list(read_part(part, problems=problems))
    path = part / "attributions" / "pier_2016_4b22.ann"
    told = [line.removeprefix(f"{path}:") for line in problems if line.startswith(str(path))]
    assert [line.split(":")[0] for line in told] == ["9", "22", "23"]
    assert "T99" in told[2]


def test_not_a_part(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="give a part of PolNeAR"):
        list(read_part(tmp_path))


def test_a_text_that_is_not_utf8(part: Path) -> None:
    (part / "text" / "pier_2016.txt").write_bytes(b"caf\xe9")
    with pytest.raises(ValueError, match=r"pier_2016\.txt: byte 4 is not UTF-8"):
        list(read_part(part))


def test_predictions_leave_in_what_is_asked() -> None:
    doc = build(HARBOUR)
    assert len(to_polnear_prediction(doc)) == 5
    assert len(to_polnear_prediction(doc, types=("none",))) == 1
    assert len(to_polnear_prediction(doc, types=("indirect", "none"))) == 2
    assert to_polnear_prediction(doc, modes=("thought",)) == []


def test_implicit_speakers_are_given_by_their_nearest_mention() -> None:
    doc = build(HARBOUR)
    outer = next(each for each in doc.quotations if each.id == "outer")
    place = [each.id for each in doc.quotations if each.type != "none"].index("outer")
    pronoun = doc.entities[0].mentions[-1]
    assert to_polnear_prediction(doc)[place] == {
        "content": [list(outer.content[0])],
        "source": [list(pronoun)],
    }
    assert to_polnear_prediction(doc, implicit=False)[place]["source"] == []


def scorer() -> ModuleType:
    path = shared_path("tools", "polnear_score.py")
    spec = importlib.util.spec_from_file_location("polnear_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_gold_scored_against_itself_is_perfect() -> None:
    part = shared_path("data", "polnear", "dev")
    docs = list(read_part(part))
    scores = scorer().score(str(part), to_polnear_predictions(docs))
    assert len(docs) == 84
    assert scores["att"]["all"]["iou"]["f"] >= 99.9
    assert scores["att"]["all"]["joint"]["f"] >= 99.9
    assert scores["seg"]["all"]["f"] >= 99.5


def test_the_data_reads_into_sound_records() -> None:
    docs = list(read_part(shared_path("data", "polnear", "dev"), annotators="all"))
    assert len(docs) == 94
    errors = [each for doc in docs for each in validate_document(doc) if each.severity == "error"]
    # One article prints a transcript, its speakers' names inside the marks.
    assert {(each.code, each.record.partition("@")[0]) for each in errors if each.record} <= {
        ("T-UNMARKED", "polnear/breitbart_2016-09-25_pence-gennifer-flowers-won-t-be-")
    }
