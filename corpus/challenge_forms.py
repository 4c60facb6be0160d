"""The challenge set from its sources: the forms in ``data/challenge/*.yaml`` to cases and README.

A source file maps the name of a case to its text and its annotation form (``formats/FORM.md``),
with three keys more: ``phenomenon``; ``tests``, a sentence; and ``pass``, what must be right, as
``q2: segments speaker`` (quotations count in text order) and ``nowhere: words`` for words that
nobody is to be credited with. Every paragraph of the text is body, unless the form drops it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from corpus.challenge import Case, Need
from corpus.challenge_tables import ASPECTS, PHENOMENA
from corpus.entities import Registry
from corpus.formats.form import Form, FormError, Problem, parse_form, to_record
from corpus.records import Document
from corpus.spans import Span, trim

_EXTRA = ("phenomenon", "tests", "pass", "text")
_OPENING = {"“": "”", "«": "»", "„": "“", "「": "」", "『": "』", "‘": "’", "``": "''"}
_MARK = re.compile(r"``|''|[“”«»„「」『』‘’\"']")
_STRAIGHT = ('"', "'")


def read_sources(folder: Path) -> list[Case]:
    """All cases of the source files of a folder, in the order of file names and of the files.

    Raises FormError with the faults of all files, each line led by its file, and OSError.
    """
    cases: list[Case] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            cases += read_source(path.read_text(encoding="utf-8"))
        except (FormError, UnicodeDecodeError) as error:
            found = error.problems if isinstance(error, FormError) else [Problem("", str(error))]
            problems += [
                Problem(f"{path.name}: {one.path}", one.message, one.line) for one in found
            ]
    names = [case.id for case in cases]
    twice = sorted({name for name in names if names.count(name) > 1})
    problems += [Problem(name, "two cases have this name") for name in twice]
    if problems:
        raise FormError(problems)
    return cases


def read_source(source: str) -> list[Case]:
    """The cases of one source file; raises FormError with all that is wrong with them."""
    form = parse_form(source)
    cases: list[Case] = []
    problems: list[Problem] = []
    for name, data in form.data.items():
        try:
            cases.append(_case(name, data, form))
        except FormError as error:
            problems += [
                Problem(f"{name} {one.path}", one.message, one.line) for one in error.problems
            ]
    if problems:
        raise FormError(problems)
    return cases


def _case(name: str, data: Any, whole: Form) -> Case:
    missing = [key for key in _EXTRA if not (isinstance(data, dict) and data.get(key))]
    if missing:
        raise FormError([Problem("", f"without {', '.join(missing)}", whole.lines.get(name))])
    if data["phenomenon"] not in PHENOMENA:
        known = ", ".join(PHENOMENA)
        message = f"{data['phenomenon']!r} is none of {known}"
        raise FormError([Problem("phenomenon", message, whole.lines.get(name))])
    lines = {
        path.removeprefix(f"{name}."): line
        for path, line in whole.lines.items()
        if path.startswith(f"{name}.")
    }
    text = data["text"]
    rest = {key: value for key, value in data.items() if key not in _EXTRA}
    # Every key of the form is there, and what is alike in all cases.
    rest = {"article": f"challenge/{name}", "entities": {}, "license": "CC0-1.0", **rest}
    doc = to_record(
        Form(rest, lines),
        text=text,
        body=paragraphs(text),
        pairs=plain_pairs,
        doc_id=f"challenge/{name}",
        registry=Registry([]),
    )
    needs, nowhere = _needs(data["pass"], doc, lines)
    return Case(
        phenomenon=data["phenomenon"],
        tests=" ".join(data["tests"].split()),
        doc=doc,
        needs=needs,
        nowhere=nowhere,
    )


def _needs(
    value: Any, doc: Document, lines: dict[str, int]
) -> tuple[tuple[Need, ...], tuple[Span, ...]]:
    """What ``pass`` asks for; raises FormError where it asks for what the record has not."""
    problems: list[Problem] = []
    needs: list[Need] = []
    nowhere: list[Span] = []
    types = {quotation.id: quotation.type for quotation in doc.quotations}
    if not isinstance(value, dict):
        raise FormError([Problem("pass", "write q1: segments speaker", lines.get("pass"))])
    for key, asked in value.items():
        if key == "nowhere":
            for words in [asked] if isinstance(asked, str) else asked:
                at = [m.start() for m in re.finditer(re.escape(words), doc.text or "")]
                if len(at) == 1:
                    nowhere.append(Span(at[0], at[0] + len(words)))
                else:
                    message = f"{words!r} stands {len(at)} times in the text, not once"
                    problems.append(Problem("pass.nowhere", message, lines.get("pass")))
            continue
        aspects = tuple(str(asked).split())
        unknown = [word for word in aspects if word not in ASPECTS]
        fits = key in types and bool(aspects) and not unknown
        if not fits or (types[key] == "none" or "none" in aspects) != (aspects == ("none",)):
            message = f"{key}: {asked!r}: there are {types}, and {', '.join(ASPECTS)}"
            problems.append(Problem(f"pass.{key}", message, lines.get("pass")))
        needs.append(Need(quotation=key, aspects=aspects))
    if problems:
        raise FormError(problems)
    return tuple(needs), tuple(sorted(nowhere))


def paragraphs(text: str) -> list[Span]:
    """The lines of a text that are not blank, white space at their ends left out."""
    out, start = [], 0
    for line in text.splitlines(keepends=True):
        out.append(trim(text, (start, start + len(line))))
        start += len(line)
    return [span for span in out if span]


def plain_pairs(text: str, body: tuple[Span, ...]) -> Iterator[tuple[int, int]]:
    """The insides of the pairs of marks of a clean text.

    A mark that nothing closes counts only where the next paragraph opens with the same one. What
    this misreads in a damaged text, the form says by hand (``marks: damaged``, ``unmarked``).
    """
    for number, paragraph in enumerate(body):
        follows = text[body[number + 1].start] if number + 1 < len(body) else ""
        for start, end in _in_paragraph(text, paragraph, follows):
            span = trim(text, (start, end))
            if span:
                yield span


def _in_paragraph(text: str, paragraph: Span, follows: str) -> Iterable[tuple[int, int]]:
    opened: list[tuple[str, int, str]] = []  # mark that closes it, start of its words, mark
    found: list[tuple[int, int]] = []
    for match in _MARK.finditer(text, *paragraph):
        mark, start, end = match[0], match.start(), match.end()
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        closes = [i for i, each in enumerate(opened) if each[0] == mark]
        single = mark in "’'" and mark != "''"
        if closes and not (single and after.isalnum()) and not (single and before.isspace()):
            found.append((opened[closes[-1]][1], start))
            del opened[closes[-1] :]
        elif mark in _OPENING:
            opened.append((_OPENING[mark], end, mark))
        elif mark in _STRAIGHT and not before.isalnum() and after.isalnum():
            opened.append((mark, end, mark))
    if opened and opened[-1][2] == follows:
        found.append((opened[-1][1], paragraph.end))
    return found


def readme(cases: list[Case]) -> str:
    """The page about the set: what it is, and the matrix of phenomena with their counts."""
    rows = []
    for name, line in PHENOMENA.items():
        mine = [case for case in cases if case.phenomenon == name]
        names = ", ".join(case.name for case in mine)
        rows.append(f"| `{name}` | {line} | {len(mine)} | {names} |")
    quotations = [quotation for case in cases for quotation in case.doc.quotations]
    kinds = ("direct", "mixed", "indirect", "none")
    counts = ", ".join(f"{sum(q.type == kind for q in quotations)} {kind}" for kind in kinds)
    return _PAGE.format(
        cases=len(cases),
        phenomena=len(PHENOMENA),
        counts=counts,
        rows="\n".join(rows),
        aspects="\n".join(f"| `{name}` | {line} |" for name, line in ASPECTS.items()),
    )


_PAGE = """# The challenge set

{cases} short texts of our own, each made to test one thing; {phenomena} phenomena. People, places
and outlets are invented. They hold {counts} quotations. Texts and annotations are CC0 1.0.

Texts and records were made by one session of a language model, which wrote down who says what in
each text that it wrote, by the annotation guidelines (`corpus/GUIDELINES.md`). They were not
drafted with the annotator of this project. No human has checked them, and there was no second
annotator. The texts are shorter and neater than news, so a rate here says what a system can and
cannot do, not how often it is right on real articles.

| file | what it is |
| --- | --- |
| `*.yaml` | the source: text, annotation form, and what must be right |
| `records.jsonl` | the records, text included |
| `cases.jsonl` | what each case tests, and what must be right for it to pass |

`otr challenge --texts -o texts.jsonl` writes the bare documents for any system to annotate, and
`otr challenge PREDICTIONS` scores what came back, a record a line. A case passes if all that its
own phenomenon asks for is right; what else the record holds does not count. After a change of a
source, `python -m corpus.challenge_forms` makes the other files anew, this page included.

## What can be asked of a quotation

It is compared with the prediction that shares most of its segments (of its content, if it is
indirect), and at least half of both together.

| aspect | right if |
| --- | --- |
{aspects}

A case may also name words that are no part of any quotation, distractors included. Where it asks
for the speakers of two quotations, one speaker must be one entity, and two must be two. A system
that finds nothing at all passes what only asks for silence: read the rates of distractors beside
those of the others.

## The matrix

| phenomenon | what | cases | names |
| --- | --- | ---: | --- |
{rows}
"""


def build(folder: Path) -> dict[str, bytes]:
    """The files that follow from the sources of a folder, by name; raises as `read_sources`."""
    import orjson

    from corpus.schema import document_to_dict

    cases = read_sources(folder)
    return {
        "records.jsonl": b"".join(
            orjson.dumps(document_to_dict(case.doc)) + b"\n" for case in cases
        ),
        "cases.jsonl": b"".join(orjson.dumps(case.to_dict()) + b"\n" for case in cases),
        "README.md": readme(cases).encode("utf-8"),
    }


def main() -> None:
    """Write the files of the set anew; with faults in the sources, say them and write nothing."""
    folder = Path(__file__).resolve().parent / "data" / "challenge"
    try:
        files = build(folder)
    except FormError as error:
        raise SystemExit(str(error)) from None
    for name, content in files.items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
