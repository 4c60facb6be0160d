"""How the page looks and sounds: sizes, themes, names, focus; screenshots for the documents.

OTR_SCREENSHOTS=1 writes the main screens to docs/review.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from corpus.store import load_documents
from tests.review.browser.desk import ROOT, Desk
from tests.review.helpers import corpus, harbour

SHOTS = ROOT / "docs" / "review"
WANTED = bool(os.environ.get("OTR_SCREENSHOTS"))
SIZES = [(1280, 720, 100), (1280, 720, 200), (1024, 640, 130), (1920, 1080, 100), (390, 800, 100)]


def shoot(desk: Desk, name: str) -> None:
    """Keep what is on the screen, where that was asked for."""
    if WANTED:
        desk.settle()
        desk.page.screenshot(path=SHOTS / f"{name}.png")


@pytest.mark.parametrize(("width", "height", "size"), SIZES)
def test_nothing_overflows(desk: Desk, width: int, height: int, size: int) -> None:
    desk.page.set_viewport_size({"width": width, "height": height})
    desk.page.evaluate("size => { document.documentElement.style.fontSize = `${size}%`; }", size)
    for number in (0, 3):  # a direct quotation, and a distractor
        desk.page.click(f".list button >> nth={number}")
        desk.settle()
        wide = desk.page.evaluate(
            """() => [...document.querySelectorAll('body, main, #article, #card, .bar, .filters')]
              .filter(node => node.scrollWidth > node.clientWidth + 1)
              .map(node => node.id || node.className)"""
        )
        assert wide == []
    cut = desk.page.evaluate(
        """() => [...document.querySelectorAll('#card button, .bar button')]
          .filter(node => node.offsetParent && node.scrollWidth > node.clientWidth + 2)
          .map(node => node.textContent)"""
    )
    assert cut == []


def test_everything_has_a_name_and_a_role(desk: Desk) -> None:
    nameless = desk.page.evaluate(
        """() => [...document.querySelectorAll('button, select, textarea, input, [role]')]
          .filter(node => node.offsetParent !== null)
          .filter(node => !(node.textContent.trim() || node.getAttribute('aria-label')
            || node.getAttribute('aria-labelledby') || node.labels?.length))
          .map(node => node.outerHTML)"""
    )
    assert nameless == []
    order = []
    for _ in range(40):
        desk.press("Tab")
        order.append(
            desk.page.evaluate(
                """() => {
                  const at = document.activeElement;
                  const part = at.closest('.bar, .filters, #article, #card');
                  return [part?.className || part?.id || '', getComputedStyle(at).outlineStyle];
                }"""
            )
        )
    places = list(dict.fromkeys(place for place, _ in order if place))
    assert places[:4] == ["bar", "filters", "article", "card"]
    assert all(style != "none" for place, style in order if place)


def test_what_is_heard(desk: Desk) -> None:
    desk.press("j").settle()
    heard = desk.text("#live")
    assert heard.startswith("2 of 12, mixed, not decided. speaker Mara Quell, outlet none.")
    desk.press("a").settle()
    assert desk.text("#live").startswith("Accepted. 3 of 12, indirect")
    assert desk.page.get_attribute("#live", "aria-live") == "polite"
    desk.press("]").settle()
    desk.press("ArrowLeft").settle()
    assert desk.text("#live").startswith("end of content:")
    desk.press("Escape", "s").settle()
    assert desk.page.get_attribute("#query", "aria-controls") == "options"
    assert desk.page.get_attribute("#query", "aria-activedescendant") == "option-0"
    desk.press("ArrowDown")
    assert desk.page.get_attribute("#query", "aria-activedescendant") == "option-1"
    desk.press("Escape")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(desk: Desk, scheme: str) -> None:
    """Text on its ground, 4.5 to 1 at least (WCAG 2.2, AA), for all that is highlighted."""
    desk.page.emulate_media(color_scheme=scheme)
    ratios = desk.page.evaluate(
        """() => {
          const parse = text => text.match(/[\\d.]+/g).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
            .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          const ground = node => {
            for (; node; node = node.parentElement) {
              const colour = parse(getComputedStyle(node).backgroundColor);
              if (colour.length === 3 || colour[3] === 1) return colour;
            }
            return [255, 255, 255];
          };
          const out = {};
          for (const name of ['.now', '.cue', '.who', '.via', '.soft', '.good', '.bad', '.badge',
                              '#article p', '.label', '[aria-checked=true]', '#saved']) {
            const node = document.querySelector(`main ${name}, footer ${name}`);
            if (!node) continue;
            const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))];
            out[name] = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          }
          return out;
        }"""
    )
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}


def test_the_keys_of_the_page_are_those_of_the_help(desk: Desk) -> None:
    keys = orjson.loads((ROOT / "annotate/review/static/keys.json").read_bytes())
    desk.press("?").settle()
    shown = desk.text("#help")
    for group in keys:
        for key in group["keys"]:
            assert key["label"] in shown
    shoot(desk, "keys")
    desk.press("Escape")


@pytest.mark.skipif(not WANTED, reason="OTR_SCREENSHOTS=1 makes the screenshots of docs/review")
def test_screens(desk_on: Callable[..., Desk], tmp_path: Path) -> None:
    source = tmp_path / "made.jsonl"
    command = [sys.executable, "-m", "annotate.commands.entry", "annotate", "samples"]
    subprocess.run([*command, "-o", source], check=True, cwd=ROOT)
    docs = [doc for doc in load_documents(source) if "harbour" in doc.id]
    path = corpus(tmp_path, [*docs, harbour()])
    desk = desk_on(path, "ada", device_scale_factor=1)
    desk.page.select_option("#order", "document")
    desk.press("a", "a").settle()
    shoot(desk, "main")
    desk.press("]").settle()
    shoot(desk, "edge")
    desk.press("Escape", "s").settle()
    shoot(desk, "speaker")
    desk.press("Escape")
    desk.page.emulate_media(color_scheme="dark")
    desk.select("Velmark Foreign Ministry")
    shoot(desk, "dark")
    assert desk.errors == []
