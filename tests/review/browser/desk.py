"""A server as a process of its own, and a page on it: what the browser tests share."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import pytest
import uvicorn

from annotate.review.adjudicate import Sides
from annotate.review.app import make_app
from annotate.review.load import Source
from annotate.review.log import Log
from annotate.review.serve import bind
from annotate.review.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_ARGS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --force-color-profile=srgb"
)
PATIENCE = 40_000  # milliseconds: the machine may be busy


def browser_path() -> str:
    """The browser of this machine; skips the test where there is none, but not in CI."""
    found = os.environ.get("OTR_BROWSER") or next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        words = "no browser here: install Debian's chromium, or name one in OTR_BROWSER"
        if os.environ.get("OTR_NEED_BROWSER"):
            pytest.fail(words)
        pytest.skip(words)
    return found


def launch(playwright: Any) -> Any:
    """The browser, without a window."""
    path = browser_path()
    return playwright.chromium.launch(executable_path=path, headless=True, args=_ARGS.split())


class Server:
    """``otr review`` in a process of its own, that can be killed and started again."""

    def __init__(self, *args: object, program: Path | None = None, **env: str) -> None:
        self.args = [str(each) for each in args]
        self.env = env
        self.program = program
        self.port = 0
        self.process: subprocess.Popen[str] | None = None
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Start it, on the port it had before if it ran already; returns when it listens."""
        how = ["-m", "annotate.commands.entry"] if self.program is None else [str(self.program)]
        command = [sys.executable, *how, "review", *self.args, "--no-browser"]
        command += ["--port", str(self.port)]
        env = {**os.environ, **self.env, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, env=env, cwd=ROOT, encoding="utf-8"
        )
        assert self.process.stderr is not None
        said = []
        for line in self.process.stderr:
            said.append(line)
            match = re.search(r"open http://[^:]+:(\d+)/", line)
            if match:
                self.port = int(match[1])
                return
        raise AssertionError(f"otr review did not start: {''.join(said)}")

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        self._end(signal.SIGINT)

    def _end(self, number: int) -> None:
        if self.process is not None:
            self.process.send_signal(number)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            assert self.process.stderr is not None
            self.process.stderr.close()
            self.process = None


class Inside:
    """The same in a thread of this process: it starts faster, and cannot be killed."""

    def __init__(self, path: Path, by: str, *, sides: Sides | None = None) -> None:
        source = Source(path=path)
        folder = source.log_folder if sides is None else sides.folder
        self.log = Log(folder / f"{by}.jsonl", by)
        names = None if sides is None else (sides.first, sides.second)
        loader = None if sides is None else sides.load
        registry = source.registry()
        self.space = Workspace(source, self.log, registry, loader=loader, sides=names)
        bound = bind("127.0.0.1", 0)
        self.address = bound.address
        self._socket = bound.socket
        app = make_app(self.space, access=bound.access)
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [bound.socket]}, daemon=True
        )
        self._thread.start()

    def kill(self) -> None:
        """Stop it, and let go of the log."""
        self._server.force_exit = self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()
        self.log.close()


@dataclass
class Desk:
    """A page on a server, and the log behind it."""

    page: Any
    log: Path
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, address: str) -> Desk:
        """Open the page and wait until it is ready; listens for errors and requests."""
        self.page.set_default_timeout(PATIENCE)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._console)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(address)
        return self.ready()

    def ready(self) -> Desk:
        self.page.wait_for_selector("body[data-ready]")
        return self

    def _console(self, message: Any) -> None:
        # A refused act is an answer with an error status, which the browser notes by itself.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.errors.append(message.text)

    def press(self, *keys: str) -> Desk:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def click(self, selector: str) -> Desk:
        self.page.click(selector)
        return self

    def button(self, command: str, within: str = "#card") -> Desk:
        return self.click(f"{within} button[data-command={command}]")

    def events(self) -> list[dict[str, Any]]:
        """What is in the log."""
        if not self.log.exists():
            return []
        return [orjson.loads(line) for line in self.log.read_bytes().splitlines()]

    def saved(self, number: int) -> dict[str, Any]:
        """Wait for the event with this number, and until the page says so; returns the event."""
        wait_for(lambda: len(self.events()) >= number)
        self.until("document.getElementById('saved').textContent === 'Saved'")
        self.settle()
        events = self.events()
        assert len(events) == number, [event["kind"] for event in events]
        return events[-1]

    def until(self, expression: str) -> Desk:
        """Wait until an expression is true in the page.

        Asked again and again from outside: the page's policy lets nothing be evaluated in it.
        """
        wait_for(lambda: bool(self.page.evaluate(f"() => Boolean({expression})")))
        return self

    def hint(self, words: str) -> Desk:
        """Wait until the status line says something."""
        wait_for(lambda: words in self.text("#hint"))
        return self

    def shows(self, hash: str) -> Desk:
        """Wait until the item with this address is in hand."""
        self.settle()
        return self.until(f"location.hash === '#{hash}'").settle()

    def settle(self) -> Desk:
        """Wait until the page has done what it was asked to do, and has drawn it.

        A dialog is something that it waits for itself.
        """
        idle = "document.querySelector('dialog[open]') || !document.body.dataset.busy"
        self.until(idle)
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        return self

    def at(self) -> str:
        """The id of the quotation in hand, by the address."""
        return str(self.page.evaluate("decodeURIComponent(location.hash.split('/')[1] || '')"))

    def go(self, id: str) -> Desk:
        """Go to a quotation of the article in hand, by the list."""
        self.page.evaluate(
            "id => { const at = location.hash.split('/')[0];"
            " location.hash = `${at}/${id}`; location.reload(); }",
            id,
        )
        self.page.wait_for_selector("body[data-ready]")
        assert self.at() == id
        return self

    def text(self, selector: str) -> str:
        return str(self.page.inner_text(selector)).replace("\u00a0", " ")

    def words(self) -> str:
        """The words of the quotation in hand."""
        return self.text("#words").strip()

    def select(self, words: str) -> Desk:
        """Select words in the article with the mouse."""
        box = self.page.evaluate(
            """words => {
              const walker = document.createTreeWalker(document.querySelector('#article .text'), 4);
              const nodes = [];
              let text = '';
              while (walker.nextNode()) {
                nodes.push([text.length, walker.currentNode]);
                text += walker.currentNode.data;
              }
              const at = text.indexOf(words);
              if (at < 0) return null;
              const spot = (offset, end) => {
                const fits = ([from]) => (end ? from < offset : from <= offset);
                const found = nodes.filter(fits).at(-1);
                return [found[1], offset - found[0]];
              };
              const range = document.createRange();
              range.setStart(...spot(at, false));
              range.setEnd(...spot(at + words.length, true));
              range.startContainer.parentElement.scrollIntoView({block: 'center'});
              const boxes = [...range.getClientRects()].filter(box => box.width > 0);
              const first = boxes[0], last = boxes.at(-1);
              const middle = box => box.top + box.height / 2;
              return [first.left, middle(first), last.right, middle(last)];
            }""",
            words,
        )
        assert box is not None, f"{words!r} is not in the article"
        mouse = self.page.mouse
        mouse.move(box[0] + 1.5, box[1])
        mouse.down()
        mouse.move((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        mouse.move(box[2] - 1, box[3])
        mouse.up()
        chosen = self.page.evaluate("getSelection().toString()")
        assert chosen.strip() == words, f"selected {chosen!r}"
        return self.settle()

    def drag(self, grip: str, to: str, *, after: bool) -> Desk:
        """Drag a handle to where words begin or end."""
        target = self.page.evaluate(
            """([words, after]) => {
              const walker = document.createTreeWalker(document.querySelector('#article .text'), 4);
              let box = null;
              while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + words.length);
                box = after ? [...range.getClientRects()].at(-1) : range.getClientRects()[0];
                break;
              }
              return box && [after ? box.right - 1 : box.left + 1, box.top + box.height / 2];
            }""",
            [to, after],
        )
        assert target is not None, f"{to!r} is not in one piece of the article"
        handle = self.page.query_selector(f"#article .grip{grip}").bounding_box()
        mouse = self.page.mouse
        side = 3 if grip.endswith("end") else -3
        mouse.move(handle["x"] + side, handle["y"] + handle["height"] / 2)
        mouse.down()
        mouse.move(target[0], target[1], steps=4)
        mouse.up()
        return self


def wait_for(what: Callable[[], bool], seconds: float = PATIENCE / 1000) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
