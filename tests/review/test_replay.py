"""The laws of a review: what is done can be undone, and a log always makes the same records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.review import events as ev
from annotate.review.acts import ActError, apply, find
from annotate.review.load import Source
from annotate.review.log import LogError
from annotate.review.replay import LogOrderError, effective, finished, outcome, replay, start
from annotate.review.wire import BadRequestError
from annotate.review.workspace import Workspace
from corpus.records import Document, Provenance
from corpus.spans import Span
from corpus.store import write_documents
from corpus.validate import validate_document
from tests.review.helpers import REGISTRY, Hand, corpus, harbour, open_space, proposed
from tests.strategies import documents

# What a random reviewer may press: a kind of act, a number that picks the quotation, and another.
PRESSES = st.tuples(
    st.sampled_from(
        [
            "accept",
            "reject",
            "type",
            "mode",
            "speakers",
            "outlet",
            "spans",
            "piece",
            "add",
            "split",
            "merge",
            "note",
            "undo",
            "redo",
        ]
    ),
    st.integers(0, 30),
    st.integers(0, 400),
)


def press(hand: Hand, kind: str, which: int, number: int) -> bool:
    """Do a random act; False where it cannot be done."""
    view = hand.view()
    quotations = view["quotations"]
    try:
        if kind in ("undo", "redo"):
            turn = hand.undo if kind == "undo" else hand.redo
            target = hand.space.undo_target() if kind == "undo" else hand.space.redo_target()
            if target is None:
                return False
            turn()
            return True
        if not quotations:
            return False
        quotation = quotations[which % len(quotations)]
        hand.do(
            kind, "" if kind == "add" else quotation["id"], **_fields(view, kind, which, number)
        )
    except ActError:
        return False
    return True


def _fields(view: dict, kind: str, which: int, number: int) -> dict:
    quotation = view["quotations"][which % len(view["quotations"])]
    start, end, _ = view["paragraphs"][number % len(view["paragraphs"])]
    somewhere = [start, max(start + 1, end - number % 7)]
    return {
        "type": {"type": ["direct", "mixed", "indirect", "none"][number % 4]},
        "mode": {"mode": ["speech", "writing", "thought"][number % 3]},
        "speakers": {
            "speakers": [
                [],
                [{"entity": "e/ostrel-council"}],
                [{"name": "Bo Lind", "kind": "person"}],
                [{"entity": "d/guide"}, {"entity": "e/mara-quell"}],
            ][number % 4]
        },
        "outlet": {"outlet": [None, {"entity": "e/tide-post"}, {"name": "The Slip"}][number % 3]},
        "spans": {
            "content": quotation["content"],
            "segments": [[s, e] for s, e in quotation["segments"]][: 1 + number % 2],
            "cue": [] if number % 2 else quotation["cue"],
        },
        "piece": {"content": [_whole(view, somewhere)]},
        "add": {"content": [_whole(view, somewhere)]},
        "split": {"at": _point(view, quotation["content"][0][0] + 1 + number % 9)},
        "merge": {
            "other": view["quotations"][number % len(view["quotations"])]["id"],
            "other_seen": view["quotations"][number % len(view["quotations"])]["stamp"],
        },
        "note": {"note": f"remark {number}" if number % 3 else ""},
    }.get(kind, {})


def _point(view: dict, unit: int) -> int:
    """A unit that splits no character, as the page makes sure of."""
    units = view["text"].encode("utf-16-le")
    unit = min(unit, len(units) // 2)
    low = units[unit * 2 : unit * 2 + 2]
    return unit - 1 if len(low) == 2 and 0xDC <= low[1] <= 0xDF else unit


def _whole(view: dict, pair: list[int]) -> list[int]:
    first, last = (_point(view, unit) for unit in pair)
    return [first, max(first, last)]


def reopened(space: Workspace) -> Workspace:
    """The same log and records, opened again after the server was stopped."""
    space.log.close()
    return open_space(space.source.path, space.log.by)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.lists(PRESSES, max_size=25))
def test_log_replays_to_the_same_records(doc: Document, presses: list) -> None:
    with TemporaryDirectory() as folder:
        doc = proposed(doc)
        path = corpus(Path(folder), [doc])
        hand = Hand(open_space(path), doc.id)
        for one in presses:
            press(hand, *one)
        again = reopened(hand.space)
        assert again.states == hand.space.states
        assert again.undo_target() == hand.space.undo_target()
        assert again.redo_target() == hand.space.redo_target()
        assert again.progress() == hand.space.progress()
        assert not again.conflicts()
        again.log.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.lists(PRESSES, max_size=12), PRESSES)
def test_undo_of_do_is_identity_and_redo_does_it_again(
    doc: Document, before: list, one: tuple
) -> None:
    with TemporaryDirectory() as folder:
        doc = proposed(doc)
        hand = Hand(open_space(corpus(Path(folder), [doc])), doc.id)
        for each in before:
            press(hand, *each)
        was = hand.space.state(doc.id)
        if one[0] in ("undo", "redo") or not press(hand, *one):
            return
        now = hand.space.state(doc.id)
        hand.undo()
        assert hand.space.state(doc.id) == was
        hand.redo()
        assert hand.space.state(doc.id) == now
        hand.space.log.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.lists(PRESSES, max_size=20))
def test_undo_goes_back_to_the_beginning(doc: Document, presses: list) -> None:
    with TemporaryDirectory() as folder:
        doc = proposed(doc)
        hand = Hand(open_space(corpus(Path(folder), [doc])), doc.id)
        for one in presses:
            press(hand, *one)
        while hand.space.undo_target() is not None:
            hand.undo()
        assert hand.record() == doc
        assert hand.space.progress()["mine"] == 0
        hand.space.log.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.lists(PRESSES, max_size=25))
def test_no_act_breaks_the_text_level(doc: Document, presses: list) -> None:
    """Whatever is pressed, spans stay sorted, inside the text and whole; references hold."""
    with TemporaryDirectory() as folder:
        doc = proposed(doc)
        hand = Hand(open_space(corpus(Path(folder), [doc])), doc.id)
        for one in presses:
            press(hand, *one)
        made = outcome(hand.space.state(doc.id))
        before = {issue.code for issue in validate_document(doc, max_level=3)}
        allowed = before | {"T-UNMARKED", "T-MARK", "R-NEST", "T-PAIRS"}  # shown to the reviewer
        faults = list(validate_document(made, max_level=3))
        assert [str(f) for f in faults if f.severity == "error" and f.code not in allowed] == []
        hand.space.log.close()


def test_verdicts(tmp_path: Path) -> None:
    hand = Hand(open_space(corpus(tmp_path)))
    hand.do("accept", "direct")
    hand.do("reject", "mixed")
    hand.do("mode", "indirect", mode="writing")
    state = hand.space.state(hand.doc)
    assert state.verdicts == {"direct": "accepted", "mixed": "rejected", "indirect": "corrected"}
    assert find(state.doc, "direct").provenance == Provenance(by="ann", status="accepted")
    assert not finished(state)
    hand.do("mode", "indirect", mode="speech")  # as it was: nothing to correct after all
    assert hand.space.state(hand.doc).verdicts["indirect"] == "accepted"


def test_outcome_leaves_out_what_was_rejected_and_whom_only_that_named(tmp_path: Path) -> None:
    hand = Hand(open_space(corpus(tmp_path)))
    hand.do("reject", "direct")  # the only one with the outlet
    hand.do("reject", "outer")
    made = outcome(hand.space.state(hand.doc))
    assert [q.id for q in made.quotations] == ["mixed", "indirect", "none", "inner"]
    assert find(made, "inner").parent is None
    assert {entity.id for entity in made.entities} == {"e/mara-quell", "d/guide", "e/harbour-wire"}
    kept = outcome(hand.space.state(hand.doc), keep_rejected=True)
    assert find(kept, "direct").provenance.status == "rejected"


def test_untouched_documents_come_out_as_they_went_in() -> None:
    doc = harbour()
    assert outcome(start(doc)) is doc


@pytest.mark.parametrize("change", ["record", "text", "gone"])
def test_records_that_changed_make_conflicts_and_no_guess(tmp_path: Path, change: str) -> None:
    path = corpus(tmp_path)
    hand = Hand(open_space(path))
    hand.do("mode", "direct", mode="writing")
    hand.do("accept", "mixed")
    doc = harbour()
    if change == "record":
        new = replace(find(doc, "direct"), cue=())
        doc = replace(doc, quotations=(new, *doc.quotations[1:]))
    elif change == "gone":
        doc = replace(doc, quotations=doc.quotations[1:])
    else:
        doc = _other_text(doc)
    write_documents(path, [doc])
    assert hand.space.refresh()
    conflicts = hand.space.conflicts()
    reasons = {c.event.quotation: c.reason for c in conflicts}
    assert reasons["direct"] == change
    assert ("mixed" in reasons) == (change == "text")
    mode = find(hand.record(), "direct")
    assert mode is None or mode.mode == "speech"
    assert conflicts[0].event.result.mode == "writing"


def _other_text(doc: Document) -> Document:
    from corpus.records import text_sha256

    text = doc.text.replace("calm on Monday", "calm on Friday")
    assert len(text) == len(doc.text)
    return replace(doc, text=text, text_sha256=text_sha256(text))


def test_a_new_run_of_the_annotator_is_no_change(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    hand = Hand(open_space(path))
    hand.do("mode", "direct", mode="writing")
    doc = harbour()
    fresh = tuple(
        replace(q, confidence=0.123, provenance=Provenance(by="otr 0.2.0")) for q in doc.quotations
    )
    write_documents(path, [replace(doc, quotations=fresh)])
    hand.space.refresh()
    assert not hand.space.conflicts()
    assert find(hand.record(), "direct").mode == "writing"


@pytest.mark.parametrize("kind", ["reject", "accept", "mode", "add", "split", "merge"])
def test_a_review_that_was_applied_counts_as_done(tmp_path: Path, kind: str) -> None:
    path = corpus(tmp_path)
    hand = Hand(open_space(path))
    view = hand.view()
    fields = {
        "mode": {"mode": "writing"},
        "add": {"content": [view["paragraphs"][1][:2]]},
        "split": {"at": view["quotations"][0]["content"][1][0]},
        "merge": {"other": "indirect", "other_seen": hand.quotation("indirect")["stamp"]},
    }.get(kind, {})
    target = {"add": "", "merge": "mixed"}.get(kind, "direct")
    hand.do("note", "direct", note="look again")
    hand.do(kind, target, **fields)
    before = hand.space.state(hand.doc)
    write_documents(path, [outcome(before)])
    hand.space.refresh()
    assert not hand.space.conflicts()
    after = hand.space.state(hand.doc)
    assert outcome(after).quotations == outcome(before).quotations
    if kind != "reject":
        assert after.verdicts == before.verdicts


def test_undo_out_of_turn_is_an_error(tmp_path: Path) -> None:
    hand = Hand(open_space(corpus(tmp_path)))
    hand.do("accept", "direct")
    hand.do("accept", "mixed")
    hand.undo()
    events = hand.space.log.events
    with pytest.raises(LogOrderError, match="out of turn"):
        effective([events[0], events[2]])
    done, undone = effective(events)
    assert ([e.seq for e in done], [e.seq for e in undone]) == ([1], [2])


def test_acts_that_make_no_sense(tmp_path: Path) -> None:
    doc = harbour()
    with pytest.raises(ActError, match="no quotation nobody"):
        apply(doc, "nobody", ev.Accept())
    with pytest.raises(ActError, match="no mode"):
        apply(doc, "none", ev.SetMode("speech"))
    with pytest.raises(ActError, match="no speaker"):
        apply(doc, "none", ev.SetSpeakers(speakers=()))
    with pytest.raises(ActError, match="would be empty"):
        apply(doc, "direct", ev.Split(at=0, resume=0, into="x"))
    with pytest.raises(ActError, match="no other quotation"):
        apply(doc, "direct", ev.Merge(other="direct", other_seen=""))
    spans = ev.SetSpans(content=(Span(1, 2),), segments=(), cue=())
    with pytest.raises(ActError, match="needs words in marks"):
        apply(doc, "direct", spans)


def test_replay_alone_needs_no_text(tmp_path: Path) -> None:
    hand = Hand(open_space(corpus(tmp_path)))
    hand.do("type", "direct", type="indirect")
    hand.do("split", "mixed", at=hand.quotation("mixed")["content"][0][0] + 4)
    bare = replace(harbour(), text=None)
    state = replay(bare, effective(hand.space.log.events)[0])
    assert not state.conflicts
    assert replace(state.doc, text=harbour().text) == hand.record()


def test_logs_of_nobody(tmp_path: Path) -> None:
    with pytest.raises(LogError, match="no name for an annotator"):
        open_space(corpus(tmp_path), "../../etc/passwd")
    assert not (tmp_path.parent / "etc").exists()
    assert Source(path=tmp_path).log_folder == tmp_path / "review"


def test_bad_requests_are_told_from_bad_acts(tmp_path: Path) -> None:
    hand = Hand(open_space(corpus(tmp_path)))
    with pytest.raises(BadRequestError, match="kind"):
        hand.do("dance", "direct")
    assert hand.space.registry is REGISTRY
