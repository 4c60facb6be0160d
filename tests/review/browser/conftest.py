"""The browser, once a module, and desks that are cleared away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.records import Document
from tests.review.browser.desk import Desk, Inside, Server, browser_path, launch
from tests.review.helpers import corpus, harbour


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser; skips where there is none."""
    browser_path()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def servers() -> Iterator[list[Server | Inside]]:
    """Servers that are stopped when the test ends."""
    started: list[Server | Inside] = []
    yield started
    for server in started:
        server.kill()


@pytest.fixture
def contexts(chromium: Any) -> Iterator[list[Any]]:
    """Windows with storage of their own, closed when the test ends."""
    opened: list[Any] = []
    yield opened
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def window(chromium: Any) -> Iterator[Any]:
    """A window that the tests of a module use in turn; each has a server, and so storage, anew."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    yield context
    context.close()


@pytest.fixture
def desk_on(
    chromium: Any, servers: list[Server | Inside], contexts: list[Any]
) -> Callable[..., Desk]:
    """Opens the review of a file of records for an annotator, in a window of its own."""

    def opener(path: Path, by: str = "ann", *, viewport: Any = None, **options: Any) -> Desk:
        server = Inside(path, by)
        servers.append(server)
        size = viewport or {"width": 1280, "height": 720}
        context = chromium.new_context(viewport=size, **options)
        contexts.append(context)
        desk = Desk(context.new_page(), path.with_name(f"{path.stem}.review") / f"{by}.jsonl")
        return desk.open(server.address)

    return opener


@pytest.fixture
def docs() -> list[Document]:
    """What the desk shows; a module may have its own."""
    return [harbour(), harbour("tests/second")]


@pytest.fixture
def desk(
    window: Any, servers: list[Server | Inside], tmp_path: Path, docs: list[Document]
) -> Iterator[Desk]:
    """A desk on two invented articles, in the order of the records, at the first quotation."""
    server = Inside(corpus(tmp_path, docs), "ann")
    servers.append(server)
    page = window.new_page()
    desk = Desk(page, server.log.path).open(server.address)
    page.select_option("#order", "document")
    desk.shows(f"0/{docs[0].quotations[0].id}")
    yield desk
    page.close()
    assert desk.errors == []
