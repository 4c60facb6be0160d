"""Bring the figures of corpus/data/README.md up to date: python -m tests.corpus.data_page"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import orjson

from corpus.entities import default_registry
from corpus.records import Document
from corpus.release.data import DATA
from corpus.store import load_documents

FILES = ("newswire.jsonl", "seeds.jsonl")
README = DATA / "README.md"


@cache
def gold() -> tuple[Document, ...]:
    return tuple(doc for name in FILES for doc in load_documents(DATA / "documents" / name))


def newswire() -> list[Document]:
    return [doc for doc in gold() if doc.collection == "newswire"]


def rows(name: str) -> list[dict[str, str | None]]:
    return [orjson.loads(line) for line in (DATA / name).read_bytes().splitlines()]


def counts() -> str:
    """The table of the README, from the records."""
    lines = ["| | train | dev | test | all |", "| --- | ---: | ---: | ---: | ---: |"]
    docs = newswire()
    kinds = ("direct", "mixed", "indirect", "none")

    def row(name: str, of: list[int]) -> None:
        lines.append(f"| {name} | " + " | ".join(f"{n:,}" for n in (*of, sum(of))) + " |")

    parts = [[doc for doc in docs if doc.split == split] for split in ("train", "dev", "test")]
    row("articles", [len(part) for part in parts])
    for kind in kinds:
        row(kind, [sum(q.type == kind for doc in part for q in doc.quotations) for part in parts])
    row(
        "with an outlet",
        [sum(q.outlet is not None for d in p for q in d.quotations) for p in parts],
    )
    row("indirect thought", [sum(_thought(doc) for doc in part) for part in parts])
    lines.append(
        f"\n{len({doc.publisher for doc in docs})} publishers; "
        f"{sum(_east_asian(doc) for doc in docs)} articles from papers and agencies of China, "
        "Japan, Korea and Taiwan; "
        f"{len({e.id for doc in gold() for e in doc.entities if e.id.startswith('e/')})} of the "
        f"registry's {len(default_registry())} entities speak or pass words on."
    )
    return "\n".join(lines)


def _thought(doc: Document) -> int:
    return sum(q.type == "indirect" and q.mode == "thought" for q in doc.quotations)


def _east_asian(doc: Document) -> bool:
    return re.match(r"newswire/(cn|jp|kr|tw)_", doc.id) is not None


def agreement() -> str:
    """The README's figures of agreement, from ``agreement.json``."""
    found = orjson.loads((DATA / "agreement.json").read_bytes())
    lines = [
        f"Alpha is {found['alpha']:.3f} on {found['tokens']:,} tokens of {found['documents']} "
        "articles.",
        "",
        "| | first | second | agree | F1 |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, figure in found["figures"].items():
        cells = [str(figure[key]) for key in ("first", "second", "agree")]
        lines.append(f"| `{name}` | {' | '.join(cells)} | {figure['f1']:.3f} |")
    decided = found["decided_for"]
    lines += [
        "",
        f"The {found['disagreements']} disagreements, of which {decided['first']} were decided for "
        f"the first annotator and {decided['second']} for the second; {decided['open']} were left "
        "open:",
        "",
        "| about | |",
        "| --- | ---: |",
        *(f"| {cause} | {n} |" for cause, n in found["causes"].items()),
    ]
    return "\n".join(lines)


PARTS: dict[str, Callable[[], str]] = {"counts": counts, "agreement": agreement}


def written(page: str) -> str:
    """The page with each part anew between its markers."""
    for name, part in PARTS.items():
        start, end = f"<!-- {name}:start -->", f"<!-- {name}:end -->"
        head, _, rest = page.partition(start)
        _, found, tail = rest.partition(end)
        if not found:
            raise ValueError(f"{README}: the markers {start} and {end} are not there")
        page = f"{head}{start}\n{part()}\n{end}{tail}"
    return page


def main() -> None:
    """Write the page."""
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
