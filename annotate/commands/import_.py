"""``otr import``: annotation forms and the texts of their articles in, records out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from annotate.article import ArticleError, from_text
from annotate.commands.proof import paragraphs, proof
from annotate.commands.report import Report, ending_well, plural, reason, stop
from annotate.segments import find_segments
from corpus.entities import Registry, load_registry
from corpus.formats.form import Form, FormError, Problem, load_form, to_record
from corpus.hydrate import TextError, find_text, strip
from corpus.records import Document
from corpus.spans import Span
from corpus.store import StoreError, write_documents
from corpus.validate import validate_document

_FROM_TEXT = ("title", "byline", "published", "url")


def command(
    forms: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FORM",
            help="Annotation forms (YAML), or folders of these; corpus/formats/FORM.md says how "
            "to write one.",
            show_default=False,
        ),
    ] = None,
    texts: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Folder of the texts; that of an article C/NAME is NAME.txt."
        ),
    ] = Path(),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="File of records to write."),
    ] = None,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who made the annotation.")] = "hand",
    registry: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Registry of entities to use in place of the corpus's own."
        ),
    ] = None,
    with_text: Annotated[
        bool,
        typer.Option("--with-text", help="Keep the texts in the records: only if they are yours."),
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Print what was understood, to be proof-read.")
    ] = False,
    paragraphs_of: Annotated[
        str | None,
        typer.Option(
            "--paragraphs",
            metavar="ARTICLE",
            help="Print the paragraphs of an article, and what is left out of them, and stop.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Resolve annotation forms to records: exact words become offsets, and all is validated.

    Without -o the forms are only checked. Warnings are shown; an error in any form means that
    nothing is written.
    """
    if not texts.is_dir():
        stop(f"{texts}: no such folder; give the one that holds the texts")
    if paragraphs_of is not None:
        _print_paragraphs(paragraphs_of, texts)
        return
    if not forms:
        raise typer.BadParameter("give forms to read, or --paragraphs ARTICLE")
    if not by.strip():
        raise typer.BadParameter("--by needs a name")
    report = Report()
    known = _registry(registry)
    read = partial(resolve, texts=texts, by=by, registry=known)
    with ending_well():
        docs = []
        for path in _files(forms, report):
            doc = _one(path, read, report)
            if doc is not None:
                docs.append(doc)
                if show:
                    sys.stdout.write("".join(f"{_printable(line)}\n" for line in proof(doc)))
        sys.stdout.flush()  # before what is said of it on standard error
        _two_of_one_id(docs, report)
        _finish(docs, output, report, with_text=with_text)


def resolve(path: Path, *, texts: Path, by: str, registry: Registry | None) -> Document:
    """The record of the form in a file, text included.

    Raises FormError, TextError (no text of that name, or not UTF-8), ArticleError, or OSError.
    """
    form = load_form(path)
    name = _article(form)
    text = find_text(name, texts)
    title = form.data.get("title")
    seen = from_text(text, name=name, **({"title": title} if isinstance(title, str) else {}))
    doc = to_record(form, text=text, body=seen.body, pairs=_pairs, by=by, registry=registry)
    missing = {field: getattr(seen, field) for field in _FROM_TEXT if not getattr(doc, field)}
    return replace(doc, **missing)


def _article(form: Form) -> str:
    name = form.data.get("article")
    if not isinstance(name, str) or not name.strip():
        raise FormError([Problem("article", "is needed: the id of the article, COLLECTION/NAME")])
    return name.strip()


def _pairs(text: str, body: tuple[Span, ...]) -> list[Span]:
    return [segment.span for segment in find_segments(text, body)]


def _one(path: Path, read: partial[Document], report: Report) -> Document | None:
    """The record of one form; what is wrong with it is said, and errors make it None."""
    try:
        doc = read(path)
    except FormError as error:
        for problem in error.problems:
            first, *more = str(problem).splitlines()
            report.failure(f"{path}: {first}")
            for line in more:
                report.say(line)
        return None
    except (ArticleError, TextError) as error:
        report.failure(f"{path}: {error}")
        return None
    except OSError as error:
        report.failure(reason(error))
        return None
    issues = validate_document(doc)
    for issue in issues:
        said = replace(issue, file=str(path))
        if issue.severity == "error":
            report.failure(said)
        else:
            report.say(said)
    return None if any(issue.severity == "error" for issue in issues) else doc


def _two_of_one_id(docs: list[Document], report: Report) -> None:
    seen: set[str] = set()
    for doc in docs:
        if doc.id in seen:
            report.failure(f"two forms are of the article {doc.id!r}; keep one")
        seen.add(doc.id)


def _finish(docs: list[Document], output: Path | None, report: Report, *, with_text: bool) -> None:
    done = f"{plural(len(docs), 'form')} resolved"
    if output is None:
        report.say(done)
    elif report.failures or not docs:
        problems = plural(report.failures, "problem")
        report.failure(f"{done}, {problems}: {output} was not written")
    else:
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            write_documents(output, docs if with_text else map(strip, docs))
        except (OSError, StoreError) as error:
            stop(reason(error))
        report.say(f"{done}, {plural(len(docs), 'record')} written to {output}")
    report.finish()


def _files(forms: Iterable[Path], report: Report) -> Iterator[Path]:
    """The forms themselves, and those in folders by name."""
    for path in forms:
        if not path.is_dir():
            yield path
            continue
        found = sorted(p for p in path.rglob("*") if p.suffix in (".yaml", ".yml"))
        if not found:
            report.failure(f"{path}: no .yaml file is in this folder")
        yield from found


def _registry(path: Path | None) -> Registry | None:
    if path is None:
        return None
    try:
        return load_registry(path)
    except OSError as error:
        stop(reason(error))
    except (ValueError, TypeError, KeyError) as error:
        stop(f"{path}: no registry of entities: {error}")


def _print_paragraphs(name: str, texts: Path) -> None:
    try:
        doc = from_text(find_text(name, texts), name=name)
    except (TextError, ArticleError) as error:
        stop(error)
    with ending_well():
        sys.stdout.write("".join(f"{_printable(line)}\n" for line in paragraphs(doc)))


def _printable(line: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in line)
