"""Nothing is lost, nothing doubled: servers that die, full disks, two tabs, two people."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotate.review.log import read_log
from corpus.store import load_documents, write_documents
from tests.review.browser.desk import ROOT, Desk, Inside, Server, wait_for
from tests.review.helpers import corpus, harbour

# The command, but its first save (or the one that a file names) is cut off by a power cut, or finds
# no room until a file is there.
CUTTER = """
import os, signal, sys
sys.path.insert(0, {root!r})
from pathlib import Path
from annotate.commands import entry
from annotate.review import log

mark = Path({mark!r})
real = os.write

def write(handle, data):
    if data.startswith(b'{{"v":1') and mark.exists():
        kind, cut = mark.read_text().split()
        if kind == "kill":
            mark.unlink()
            real(handle, data[:int(cut)])
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(28, "No space left on device")
    return real(handle, data)

log.os.write = write
entry.main()
"""


@pytest.fixture
def cutter(tmp_path: Path) -> tuple[Path, Path]:
    """A program that is ``otr`` with a save that fails as the mark says; and the mark."""
    mark = tmp_path / "mark"
    program = tmp_path / "otr_cut.py"
    program.write_text(textwrap.dedent(CUTTER).format(root=str(ROOT), mark=str(mark)))
    return program, mark


def desk_at(server: Server, path: Path, contexts: list[Any], chromium: Any) -> Desk:
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    contexts.append(context)
    desk = Desk(context.new_page(), path.with_name("records.review") / "ann.jsonl")
    desk.open(server.address)
    desk.page.select_option("#order", "document")
    return desk.shows("0/direct")


@pytest.mark.parametrize("cut", [40, 10**6])
def test_a_server_killed_in_the_middle_of_a_save(
    cut: int, tmp_path: Path, cutter: Any, servers: list[Any], contexts: list[Any], chromium: Any
) -> None:
    """Torn or whole, unanswered: the page keeps the act, and the next server has it once."""
    program, mark = cutter
    path = corpus(tmp_path)
    server = Server(path, "--annotator", "ann", program=program)
    servers.append(server)
    desk = desk_at(server, path, contexts, chromium)
    desk.press("a")
    desk.saved(1)
    mark.write_text(f"kill {cut}")
    desk.press("x")
    assert server.process is not None
    server.process.wait(20)
    wait_for(lambda: "cannot be reached" in desk.text("#banner"))
    assert desk.text("#saved") == "Saving…"
    server.start()
    wait_for(lambda: len(read_log(desk.log)) == 2)
    desk.until("document.getElementById('banner').hidden")
    desk.saved(2)
    kinds = [(event.quotation, event.act) for event in read_log(desk.log)]
    assert [quotation for quotation, _ in kinds] == ["direct", "mixed"]
    assert len(list(desk.log.parent.glob("ann.torn-*"))) == (1 if cut == 40 else 0)
    desk.press("a")
    desk.saved(3)
    assert desk.errors == []


def test_a_laptop_closed_before_the_answer(
    tmp_path: Path, cutter: Any, servers: list[Any], contexts: list[Any], chromium: Any
) -> None:
    """The page is gone with an act unanswered; opened again, it sends it."""
    program, mark = cutter
    path = corpus(tmp_path)
    server = Server(path, "--annotator", "ann", program=program)
    servers.append(server)
    desk = desk_at(server, path, contexts, chromium)
    mark.write_text("kill 25")
    desk.press("a")
    assert server.process is not None
    server.process.wait(20)
    page = desk.page.context.new_page()
    desk.page.close()
    server.start()
    desk.page = page
    desk.open(server.address)
    wait_for(lambda: len(read_log(desk.log)) == 1)
    assert "saved now" in desk.text("#hint")
    assert desk.text("#mine-label").startswith("1 of 6")


def test_a_full_disk(
    tmp_path: Path, cutter: Any, servers: list[Any], contexts: list[Any], chromium: Any
) -> None:
    program, mark = cutter
    path = corpus(tmp_path)
    server = Server(path, "--annotator", "ann", program=program)
    servers.append(server)
    desk = desk_at(server, path, contexts, chromium)
    mark.write_text("full 0")
    desk.press("a")
    wait_for(lambda: "No space left" in desk.text("#banner"))
    assert desk.text("#verdict") == "not decided"
    assert read_log(desk.log) == []
    mark.unlink()
    desk.click("#try-again")
    desk.saved(1)
    assert desk.at() == "mixed"


def test_two_tabs_of_one_annotator(desk: Desk) -> None:
    other = Desk(desk.page.context.new_page(), desk.log)
    other.open(desk.page.url)
    other.page.select_option("#order", "document")
    other.shows("0/direct")
    desk.press("m")
    desk.saved(1)
    wait_for(lambda: other.text("#verdict") == "corrected")  # told by the first tab
    other.press("m")
    other.saved(2)
    assert [event["mode"] for event in desk.events()] == ["writing", "thought"]
    wait_for(lambda: desk.text("[role=radio][aria-checked=true][data-value=thought]") != "")
    desk.press("u")
    desk.saved(3)
    wait_for(lambda: other.text("[role=radio][aria-checked=true][data-value=writing]") != "")
    other.press("u")
    other.saved(4)
    assert [event["target"] for event in desk.events()[2:]] == [2, 1]
    other.page.close()


def test_a_tab_that_heard_nothing_is_shown_both_versions(desk: Desk) -> None:
    other = Desk(desk.page.context.new_page(), desk.log)
    other.page.add_init_script("delete window.BroadcastChannel")
    other.open(desk.page.url)
    other.page.select_option("#order", "document")
    other.shows("0/direct")
    desk.press("m")
    desk.saved(1)
    other.press("x")
    other.page.wait_for_selector("#versions[open]")
    shown = other.text("#versions")
    assert "was changed since" in shown
    assert "What you saw" in shown
    row = other.text("#versions tr.differs >> nth=0")
    assert "speech" in row
    assert "writing" in row
    other.press("Enter")
    other.hint("Not done")
    assert len(desk.events()) == 1
    assert other.text("#verdict") == "corrected"
    other.press("x")
    other.saved(2)
    other.page.close()


def test_records_that_change_under_the_reviewer(
    desk_on: Callable[..., Desk], tmp_path: Path
) -> None:
    path = corpus(tmp_path)
    desk = desk_on(path)
    desk.page.select_option("#order", "document")
    desk.shows("0/direct")
    desk.press("m")
    desk.saved(1)
    doc = harbour()
    changed = tuple(
        replace(q, cue=()) if q.id in ("direct", "mixed") else q for q in doc.quotations
    )
    write_documents(path, [replace(doc, quotations=changed)])
    desk.press("j")
    desk.shows("0/mixed")
    desk.press("a")
    desk.page.wait_for_selector("#versions[open]")
    assert "called" in desk.text("#versions tr.differs")
    desk.press("Enter")
    desk.hint("Not done")
    assert len(desk.events()) == 1
    # What was done before is not lost: it waits for a decision, with both versions.
    wait_for(lambda: desk.page.is_visible("#conflict-button"))
    desk.press("z")
    desk.page.wait_for_selector("#versions[open]")
    assert "writing" in desk.text("#versions")
    desk.page.click("#versions button:has-text('Keep mine')")
    event = desk.saved(2)
    assert (event["kind"], event["value"]["mode"]) == ("decide", "writing")
    wait_for(lambda: not desk.page.is_visible("#conflict-button"))
    assert load_documents(path)[0].quotations[0].mode == "speech"  # the records are not touched


def test_two_annotators_at_once(desk_on: Callable[..., Desk], tmp_path: Path) -> None:
    path = corpus(tmp_path)
    ann, bea = desk_on(path, "ann"), desk_on(path, "bea")
    for desk in (ann, bea):
        desk.page.select_option("#order", "document")
        desk.shows("0/direct")
    ann.press("a")
    bea.press("x")
    ann.saved(1)
    bea.saved(1)
    assert ann.log != bea.log
    assert ann.events()[0]["by"] == "ann"
    assert bea.events()[0]["by"] == "bea"
    bea.press("a")
    bea.saved(2)
    wait_for(lambda: "2 by all" in bea.text("#all-label") or "2 of 6" in bea.text("#mine-label"))
    ann.press("j", "a")
    ann.saved(2)
    assert ann.text("#verdict") == "not decided"


def test_a_second_server_for_the_same_log_is_refused(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    server = Inside(path, "ann")
    with pytest.raises(AssertionError, match="another 'otr review' has it open"):
        Server(path, "--annotator", "ann")
    server.kill()
