"""From logs back to records: apply, agreement, adjudication, and the commands for them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from annotate.commands.main import app
from annotate.review.acts import find
from annotate.review.adjudicate import Sides
from annotate.review.load import Source
from annotate.review.log import Log
from annotate.review.results import ApplyError, apply_decisions, apply_reviews, write
from annotate.review.workspace import Workspace
from corpus.hydrate import strip
from corpus.records import Document
from corpus.store import load_documents, write_documents
from corpus.validate import validate_document
from tests.review.helpers import REGISTRY, Hand, corpus, harbour, open_space


def otr(*args: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, ["review", *map(str, args)])


def reviewed(path: Path, by: str, *acts: tuple, doc: str = "tests/harbour", rest: str = "") -> None:
    """Do acts as an annotator; then ``rest`` on everything that is still open."""
    hand = Hand(open_space(path, by), doc)
    for kind, target, fields in acts:
        hand.do(kind, target, **fields)
    if rest:
        for quotation in hand.view()["quotations"]:
            if quotation["status"] == "open":
                hand.do(rest, quotation["id"])
    hand.space.log.close()


def test_apply_corrects_and_says_who(tmp_path: Path) -> None:
    path = corpus(tmp_path, [harbour(), harbour("tests/second")])
    reviewed(
        path,
        "ann",
        ("accept", "direct", {}),
        ("reject", "none", {}),
        ("mode", "mixed", {"mode": "writing"}),
        ("speakers", "indirect", {"speakers": [{"name": "Bo Lind", "kind": "person"}]}),
    )
    out = tmp_path / "out.jsonl"
    result = otr("apply", path, "-o", out)
    assert result.exit_code == 0, result.stderr
    assert "1 record changed (1 accepted, 2 corrected, 1 rejected); written to" in result.stderr
    assert "2 quotations in these documents not decided yet" in result.stderr
    lines = result.stdout.splitlines()
    assert "corrected  tests/harbour#mixed  mode, provenance" in lines
    assert "withdrawn  tests/harbour#none" in lines
    first, second = load_documents(out)
    assert second == load_documents(path)[1]
    assert path.read_bytes().splitlines()[1] == out.read_bytes().splitlines()[1]
    provenance = {q.id: (q.provenance.by, q.provenance.status) for q in first.quotations}
    assert provenance["direct"] == ("ann", "accepted")
    assert provenance["mixed"] == ("ann", "corrected")
    assert provenance["outer"] == ("otr 0.1.0", "proposed")
    assert "none" not in provenance
    assert [e for e in validate_document(first) if e.severity == "error"] == []


def test_the_release_diff_names_what_apply_changed(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    hand = Hand(open_space(path))
    hand.do("split", "direct", at=hand.quotation("direct")["content"][1][0])
    hand.do("add", content=[hand.view()["paragraphs"][1][:2]])
    hand.do("reject", "none")
    hand.space.log.close()
    out = tmp_path / "out.jsonl"
    applied = json.loads(otr("apply", path, "-o", out, "--json").stdout)
    diff = CliRunner().invoke(app, ["release", "diff", str(path), str(out), "--json"])
    assert json.loads(diff.stdout)["changes"] == applied["changes"]
    kinds = {item["id"]: item["kind"] for item in applied["changes"]}
    assert kinds["tests/harbour#direct"] == "split"
    assert kinds["tests/harbour#none"] == "withdrawn"
    assert kinds["tests/harbour#ann-2"] == "added"


def test_records_without_text_go_out_without_it(tmp_path: Path) -> None:
    doc = harbour()
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "harbour.txt").write_bytes(doc.text.encode())
    path = corpus(tmp_path, [strip(doc)])
    source = Source(path=path, texts=texts)
    space = Workspace(source, Log(source.log_folder / "ann.jsonl", "ann"), REGISTRY)
    hand = Hand(space)
    quotation = hand.quotation("direct")
    hand.do("spans", "direct", segments=quotation["segments"][:1], cue=quotation["cue"])
    space.log.close()
    assert b"gates at noon" not in space.log.path.read_bytes()  # no words of the article
    assert otr("apply", path, "-o", tmp_path / "no.jsonl").exit_code == 1  # nor can it be without
    out = tmp_path / "out.jsonl"
    result = otr("apply", path, "-o", out, "--texts", texts)
    assert result.exit_code == 0, result.stderr
    (made,) = load_documents(out)
    assert made.text is None
    assert made.selectors
    again = CliRunner().invoke(app, ["hydrate", str(out), "--texts", str(texts)])
    assert again.exit_code == 0
    assert "lost" not in again.stderr


def test_a_folder_goes_out_as_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    write_documents(folder / "a.jsonl", [harbour("tests/a")])
    write_documents(folder / "b.jsonl", [harbour("tests/b")])
    (folder / "README.md").write_text("as it is")
    reviewed(folder, "ann", ("accept", "direct", {}), doc="tests/b")
    out = tmp_path / "out"
    assert otr("apply", folder, "-o", out).exit_code == 0
    assert sorted(p.name for p in out.iterdir()) == ["README.md", "a.jsonl", "b.jsonl"]
    assert (out / "a.jsonl").read_bytes() == (folder / "a.jsonl").read_bytes()
    assert (out / "b.jsonl").read_bytes() != (folder / "b.jsonl").read_bytes()


def test_apply_overwrites_nothing_and_leaves_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = corpus(tmp_path)
    reviewed(path, "ann", ("accept", "direct", {}))
    before = path.read_bytes()
    result = otr("apply", path, "-o", path)
    assert result.exit_code == 1
    assert "exists; give a new name" in result.stderr
    assert path.read_bytes() == before

    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("annotate.review.results.os.fsync", fail)
    names = sorted(p.name for p in tmp_path.iterdir())
    result = otr("apply", path, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert "No space left" in result.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == names


def test_apply_refuses_what_would_be_faulty(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    hand = Hand(open_space(path))
    text = harbour().text
    start = text.index("Mara Quell")
    hand.do(
        "spans", "direct", segments=hand.quotation("direct")["segments"], cue=[[start, start + 10]]
    )
    hand.space.log.close()
    result = otr("apply", path, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert "G-CUE" in result.stderr
    assert "would be faulty" in result.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_apply_refuses_a_review_of_other_records(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    reviewed(path, "ann", ("accept", "direct", {}))
    doc = harbour()
    changed = replace(doc.quotations[0], cue=())
    write_documents(path, [replace(doc, quotations=(changed, *doc.quotations[1:]))])
    result = otr("apply", path, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert "tests/harbour#direct: ann's act of" in result.stderr
    assert "the record was changed" in result.stderr


def test_two_on_different_documents_go_together(tmp_path: Path) -> None:
    path = corpus(tmp_path, [harbour("tests/a"), harbour("tests/b")])
    reviewed(path, "ann", doc="tests/a", rest="accept")
    reviewed(path, "bea", doc="tests/b", rest="accept")
    source = Source(path=path)
    applied = apply_reviews(source, source.load(), ["ann", "bea"])
    assert set(applied.docs) == {"tests/a", "tests/b"}
    result = otr("apply", path)
    assert result.exit_code == 2
    assert "has logs of ann, bea" in result.stderr


def test_two_who_differ_are_sent_to_adjudication(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    reviewed(path, "ann", rest="accept")
    reviewed(path, "bea", ("reject", "none", {}), rest="accept")
    result = otr("apply", path, "--annotator", "ann", "--annotator", "bea")
    assert result.exit_code == 1
    assert "adjudicate first" in result.stderr
    assert "tests/harbour: ann and bea differ" in result.stderr


def differing(path: Path) -> None:
    """Two finished reviews of one document that differ in four ways."""
    reviewed(
        path,
        "ann",
        ("mode", "mixed", {"mode": "writing"}),
        ("speakers", "indirect", {"speakers": [{"name": "Bo Lind", "kind": "person"}]}),
        ("add", "", {"content": [[59, 70]]}),
        rest="accept",
    )
    reviewed(
        path,
        "bea",
        ("reject", "none", {}),
        ("speakers", "indirect", {"speakers": [{"name": "Bo Lind", "kind": "unnamed"}]}),
        rest="accept",
    )


def test_agreement(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    differing(path)
    result = otr("agreement", path, "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert (found["first"], found["second"]) == ("ann", "bea")
    figures = found["figures"]
    assert figures["marks"]["agree"] == figures["marks"]["second"]
    assert figures["position"]["agree"] == 5
    assert figures["position"]["first"] == 6
    assert figures["overlap"]["agree"] == 5
    assert 0.5 < found["alpha"] < 1
    table = otr("agreement", path)
    assert "overlap" in table.stdout
    assert "ann and bea, 1 document: alpha 0." in table.stderr


def test_agreement_on_what_is_finished(tmp_path: Path) -> None:
    path = corpus(tmp_path, [harbour(), harbour("tests/second")])
    reviewed(path, "ann", ("accept", "direct", {}))
    result = otr("agreement", path)
    assert result.exit_code == 2
    assert "name two annotators" in result.stderr
    reviewed(path, "bea", ("mode", "direct", {"mode": "thought"}), ("accept", "mixed", {}))
    result = otr("agreement", path)
    assert result.exit_code == 1
    assert "finished no document in common; --partial" in result.stderr
    found = json.loads(otr("agreement", path, "--partial", "--json").stdout)
    assert found["figures"]["contents"] == {"agree": 1, "first": 1, "second": 1, "f1": 1.0}
    assert found["figures"]["exact"]["agree"] == 0


def adjudicated(path: Path) -> tuple[Sides, Hand]:
    sides = Sides(source=Source(path=path), first="ann", second="bea")
    log = Log(sides.folder / "cleo.jsonl", "cleo")
    names = ("ann", "bea")
    space = Workspace(sides.source, log, REGISTRY, loader=sides.load, sides=names)
    return sides, Hand(space)


def test_adjudication_shows_only_what_differs(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    differing(path)
    _, hand = adjudicated(path)
    disputes = (hand.space.disputes or {})["tests/harbour"]
    assert {key: each.fields for key, each in disputes.items()} == {
        "mixed": ("mode",),
        "none": ("missing none",),
        "ann-1": ("missing indirect",),
    }  # the same name is the same speaker, whatever kind each took it for
    by = {q.id: (q.provenance.by, q.provenance.status) for q in hand.record().quotations}
    assert by["direct"] == ("ann, bea", "accepted")
    assert by["mixed"][1] == "proposed"
    assert hand.space.progress() == {"total": len(disputes), "mine": 0, "all": 0}
    hand.space.log.close()


def test_decisions_become_records_that_say_who_decided(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    differing(path)
    sides, hand = adjudicated(path)
    with pytest.raises(ApplyError, match="not everything in dispute is decided"):
        apply_decisions(sides, "cleo")
    disputes = (hand.space.disputes or {})["tests/harbour"]
    for key in disputes:
        choice = {"mixed": "second", "none": "first", "ann-1": "neither"}.get(key, "second")
        hand.do("decide", key, choice=choice)
    hand.space.log.close()
    out = tmp_path / "out.jsonl"
    result = otr("apply", path, "--adjudicator", "cleo", "-o", out)
    assert result.exit_code == 0, result.stderr
    (made,) = load_documents(out)
    assert find(made, "mixed").mode == "speech"
    assert find(made, "mixed").provenance.by == "cleo"
    assert find(made, "direct").provenance.by == "ann, bea"
    assert find(made, "none") is not None
    assert find(made, "ann-1") is None
    assert [e for e in validate_document(made) if e.severity == "error"] == []


def test_a_decision_on_versions_that_changed_is_refused(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    differing(path)
    sides, hand = adjudicated(path)
    hand.do("decide", "mixed", choice="second")
    hand.space.log.close()
    reviewed(path, "bea", ("mode", "mixed", {"mode": "thought"}))
    _, hand = adjudicated(path)
    assert [c.event.quotation for c in hand.space.conflicts()] == ["mixed"]
    assert hand.space.progress()["mine"] == 0
    hand.space.log.close()
    with pytest.raises(ApplyError, match="records changed under a review"):
        apply_decisions(sides, "cleo")


def test_nothing_in_common_to_adjudicate(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    reviewed(path, "ann", rest="accept")
    reviewed(path, "bea", ("accept", "direct", {}))
    result = otr("adjudicate", path, "--adjudicator", "cleo", "--no-browser")
    assert result.exit_code == 1
    assert "finished no document in common" in result.stderr
    assert not (path.with_name("records.review") / "adjudication").exists()


def test_bad_input_has_messages_and_leaves_nothing(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    cases = [
        ((tmp_path / "nowhere",), "no such file or folder"),
        ((path, "--annotator", "../x"), "is no name for an annotator"),
        ((path, "--texts", tmp_path / "nowhere"), "no such folder"),
        ((path, "--port", "1", "--host", "192.0.2.1"), "cannot listen on"),
        (("apply", path), "has logs of nobody"),
        (("apply", path, "--annotator", "ann"), "ann has no log there"),
        (("agreement", path, "--first", "ann", "--second", "bea"), "ann has no log there"),
        (("adjudicate", path, "--first", "ann", "--second", "ann"), "compared with themselves"),
    ]
    for args, words in cases:
        result = otr(*args, *(["--no-browser"] if args[0] not in ("apply", "agreement") else []))
        assert result.exit_code in (1, 2), args
        assert words in " ".join(result.stderr.replace("│", " ").split()), args
        assert "Traceback" not in result.stderr
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{}\n")
    assert "nothing to review" in otr(broken, "--no-browser").stderr
    bare = tmp_path / "bare.jsonl"
    write_documents(bare, [strip(harbour())])
    assert "--texts DIR" in otr(bare, "--no-browser").stderr
    spoilt = tmp_path / "spoilt.jsonl"
    write_documents(spoilt, [_spoilt()])
    assert "does not lie in a text of" in otr(spoilt, "--no-browser").stderr
    log = path.with_name("records.review") / "ann.jsonl"
    log.parent.mkdir(exist_ok=True)
    log.write_text("nonsense\n{}\n")
    result = otr(path, "--annotator", "ann", "--no-browser")
    assert result.exit_code == 1
    assert "ann.jsonl:1: is no JSON" in result.stderr


def _spoilt() -> Document:
    doc = harbour()
    return replace(doc, body=(type(doc.body[0])(0, 10**6),))


def test_write_is_told_apart_from_reading(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    reviewed(path, "ann", ("accept", "direct", {}))
    source = Source(path=path)
    loaded = source.load()
    applied = apply_reviews(source, loaded, ["ann"])
    assert write(source, loaded, applied, tmp_path / "new" / "out.jsonl") == 1
