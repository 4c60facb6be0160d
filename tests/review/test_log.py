"""The log: nothing is lost, nothing doubled, and what is torn is set aside."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import orjson
import pytest

from annotate.review.events import Accept, Note
from annotate.review.events_json import event_to_dict
from annotate.review.log import Log, LogBusyError, LogError, check_name, log_paths, read_log
from tests.review.helpers import Hand, corpus, new_key, open_space


def append(log: Log, act=None, key: str | None = None):  # type: ignore[no-untyped-def]
    return log.append(
        act or Accept(),
        key=key or new_key(),
        doc="local/a",
        text="0" * 64,
        quotation="q1",
        seen="a",
        made="a.accepted",
        result=None,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "review" / "ann.jsonl"


def test_what_is_appended_is_read_again(path: Path) -> None:
    with Log(path, "ann") as log:
        events = [append(log), append(log, Note("“été” 🌊\n\u2028 second line"))]
        assert read_log(path) == events == log.events
    with Log(path, "ann") as log:
        assert log.events == events
        assert log.known(events[1].key) == events[1]
        assert append(log).seq == 3


def test_an_event_is_synced_before_it_counts(path: Path) -> None:
    synced: list[int] = []
    with Log(path, "ann", sync=lambda handle: synced.append(os.fstat(handle).st_size)) as log:
        append(log)
        assert synced == [path.stat().st_size]


def test_two_programs_do_not_write_one_log(path: Path) -> None:
    with Log(path, "ann"), pytest.raises(LogBusyError, match="another 'otr review' has it open"):
        Log(path, "ann")
    with Log(path, "ann") as log:  # free again
        append(log)


@pytest.mark.parametrize("cut", [1, 5, 40, -1])
def test_a_torn_line_is_set_aside_and_never_merged(path: Path, cut: int) -> None:
    with Log(path, "ann") as log:
        first, _ = append(log), append(log)
    content = path.read_bytes()
    whole = content.index(b"\n") + 1
    path.write_bytes(content[: whole + cut] if cut > 0 else content[:cut])
    torn = path.read_bytes()[whole:]
    assert read_log(path) == [first]  # a reader leaves it where it is
    assert path.read_bytes()[whole:] == torn
    with Log(path, "ann") as log:
        assert log.events == [first]
        assert log.set_aside is not None
        assert log.set_aside.path.read_bytes() == torn
        assert path.read_bytes() == content[:whole]
        third = append(log)
        assert third.seq == 2
    assert read_log(path) == [first, third]
    assert list(log_paths(path.parent)) == ["ann"]  # what was set aside is no log


def test_a_last_line_of_zeros_is_torn_too(path: Path) -> None:
    with Log(path, "ann") as log:
        first = append(log)
    with path.open("ab") as stream:
        stream.write(b"\0" * 300 + b"\n")
    with Log(path, "ann") as log:
        assert log.events == [first]
        assert log.set_aside is not None
        assert log.set_aside.length == 301


def test_a_wrong_line_elsewhere_is_named(path: Path) -> None:
    with Log(path, "ann") as log:
        event = append(log)
        append(log)
    lines = path.read_bytes().splitlines(keepends=True)
    for wrong, words in [
        (b"{}\n", "v is None"),
        (b"garbage\n", "is no JSON"),
        (lines[1], "is event 2"),
        (orjson.dumps({**event_to_dict(event), "kind": "dance"}) + b"\n", "kind 'dance'"),
        (orjson.dumps({**event_to_dict(event), "by": 3}) + b"\n", "by is no text"),
    ]:
        path.write_bytes(wrong + lines[1])
        with pytest.raises(LogError, match=f"ann.jsonl:1: .*{words}"):
            Log(path, "ann")
        assert path.read_bytes() == wrong + lines[1]


def test_a_full_disk_leaves_the_log_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Log(path, "ann") as log:
        append(log)
        before = path.read_bytes()
        real = os.write

        def half(handle: int, data: bytes) -> int:
            return real(handle, data[: len(data) // 2])

        monkeypatch.setattr("annotate.review.log.os.write", half)
        with pytest.raises(LogError, match="not saved"):
            append(log)
        assert path.read_bytes() == before

        def full(handle: int, data: bytes) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("annotate.review.log.os.write", full)
        with pytest.raises(LogError, match="No space left on device; make room"):
            append(log)
        monkeypatch.undo()
        assert path.read_bytes() == before
        assert append(log).seq == 2  # and it goes on


def test_a_sync_that_fails_is_no_save(path: Path) -> None:
    def fail(handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with Log(path, "ann", sync=fail) as log:
        with pytest.raises(LogError, match="Input/output error"):
            append(log)
        assert path.read_bytes() == b""
        assert log.events == []


def test_a_log_that_something_else_wrote_to_is_not_written_on(path: Path) -> None:
    with Log(path, "ann") as log:
        append(log)
        with path.open("ab") as stream:
            stream.write(b"{}\n")
        with pytest.raises(LogError, match="something else wrote"):
            append(log)


def test_a_process_killed_in_the_middle_of_a_save(path: Path) -> None:
    """SIGKILL between the write and the answer, at any byte: whole lines stay, the rest goes."""
    code = textwrap.dedent(
        f"""
        import os, signal, sys
        sys.path.insert(0, {str(Path.cwd())!r})
        from pathlib import Path
        from annotate.review.log import Log
        from tests.review.test_log import append
        with Log(Path({str(path)!r}), "ann") as log:
            append(log)
            real = os.write
            def cut(handle, data):
                real(handle, data[: int(sys.argv[1])])
                os.kill(os.getpid(), signal.SIGKILL)
            os.write = cut
            append(log)
        """
    )
    for cut, kept in [(0, 1), (17, 1), (100000, 2)]:
        path.unlink(missing_ok=True)
        done = subprocess.run([sys.executable, "-c", code, str(cut)], check=False)
        assert done.returncode == -9
        with Log(path, "ann") as log:
            assert len(log.events) == kept
            assert (log.set_aside is not None) == (cut == 17)


def test_the_same_key_is_done_once(tmp_path: Path) -> None:
    hand = Hand(open_space(corpus(tmp_path)))
    first = hand.do("accept", "direct")
    hand.do("reject", "mixed")
    again = hand.space.act(_request(hand, hand.sent[0]))
    assert again.duplicate
    assert again.event == first.event
    assert len(hand.space.log.events) == 2


def _request(hand: Hand, data: dict):  # type: ignore[no-untyped-def, type-arg]
    from annotate.review.requests import read_request

    return read_request(data, hand.space)


def test_nothing_takes_effect_that_is_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand(open_space(corpus(tmp_path)))
    hand.do("accept", "direct")
    before = hand.space.states[:]

    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("annotate.review.log.os.write", full)
    for attempt in (lambda: hand.do("reject", "mixed"), hand.undo):
        with pytest.raises(LogError):
            attempt()
        assert hand.space.states == before
    monkeypatch.undo()
    hand.undo()
    assert hand.space.progress()["mine"] == 0


@pytest.mark.parametrize("name", ["", "a/b", "..", ".hidden", "a b", "x" * 65, "été", "a.jsonl"])
def test_names_that_are_none(name: str) -> None:
    with pytest.raises(LogError):
        check_name(name)
