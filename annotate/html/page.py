"""A self-contained page of annotated articles: no script, nothing fetched from anywhere.

Colour stands for the speaker but is never the only sign: every quotation has a number and a tag
with the speaker's name, its outlet and its confidence, and all are listed under the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from annotate.html.pieces import Paragraph, paragraphs, spans_of, visible
from corpus.records import Document, Entity, Quotation

COLOURS = 8  # hues in the style sheet; more speakers repeat them with another underline
_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class SpeakerView:
    """A speaker, or several together, as the legend shows them."""

    name: str
    style: str
    count: int


@dataclass(frozen=True)
class QuotationView:
    """One quotation in words."""

    number: int
    type: str
    mode: str
    style: str
    speaker: str
    outlet: str
    outlet_kind: str
    carried: bool
    confidence: str
    text: str
    parent: int | None


@dataclass(frozen=True)
class ArticleView:
    """One article with all that the template needs."""

    anchor: str
    id: str
    title: str
    facts: tuple[str, ...]
    url: str | None
    paragraphs: tuple[Paragraph, ...]
    quotations: tuple[QuotationView, ...]
    legend: tuple[SpeakerView, ...]


@dataclass(frozen=True)
class IndexEntry:
    """One line of the index of a folder of pages."""

    file: str
    title: str
    id: str
    quotations: int


def render_page(docs: Sequence[Document]) -> str:
    """One page with the given articles below one another."""
    views = [_article(doc, i) for i, doc in enumerate(docs, 1)]
    return _render("page.html.j2", articles=views)


def render_index(entries: Sequence[IndexEntry]) -> str:
    """The page that links to the pages of a folder."""
    return _render("index.html.j2", entries=entries)


def index_entry(doc: Document, file: str) -> IndexEntry:
    """What the index says of a document."""
    quotations = sum(quotation.type != "none" for quotation in doc.quotations)
    return IndexEntry(file, visible(doc.title or doc.id), visible(doc.id), quotations)


@cache
def _environment() -> Any:
    import jinja2  # here because only pages need it

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _render(template: str, **values: Any) -> str:
    style = (_HERE / "style.css").read_text(encoding="utf-8")
    page: str = _environment().get_template(template).render(style=style, **values)
    return page


def _article(doc: Document, number: int) -> ArticleView:
    entities = {entity.id: entity for entity in doc.entities}
    keys = [_speaker_key(quotation) for quotation in doc.quotations]
    styles = _styles(keys)
    views = tuple(_quotation(doc, i, entities, styles[key]) for i, key in enumerate(keys))
    facts = [doc.byline, doc.published, _count(len(views))]
    return ArticleView(
        anchor=f"a{number}",
        id=visible(doc.id),
        title=visible(doc.title or doc.id),
        facts=tuple(visible(fact) for fact in facts if fact),
        url=doc.url if doc.url and doc.url.startswith(("http://", "https://")) else None,
        paragraphs=tuple(paragraphs(doc)),
        quotations=views,
        legend=_legend(views),
    )


def _count(number: int) -> str:
    return {0: "no quotation", 1: "1 quotation"}.get(number, f"{number} quotations")


def _speaker_key(quotation: Quotation) -> tuple[str, ...] | None:
    """What decides the colour: the speakers; None for marks that quote nobody."""
    if quotation.type == "none":
        return None
    return tuple(speaker.entity for speaker in quotation.speakers)


def _styles(keys: list[tuple[str, ...] | None]) -> dict[tuple[str, ...] | None, str]:
    styles: dict[tuple[str, ...] | None, str] = {None: "nobody", (): "unknown"}
    for key in keys:
        if key not in styles:
            n = len(styles) - 2
            styles[key] = f"c{n % COLOURS} u{n // COLOURS % 3}"
    return styles


def _quotation(doc: Document, i: int, entities: dict[str, Entity], style: str) -> QuotationView:
    quotation = doc.quotations[i]
    ids = {other.id: number for number, other in enumerate(doc.quotations, 1)}
    outlet = quotation.outlet
    words = [span.of(doc.text) for span in spans_of(quotation)] if doc.text else []
    confidence = quotation.confidence
    return QuotationView(
        number=i + 1,
        type=quotation.type,
        mode=quotation.mode or "",
        style=style,
        speaker=speaker_name(quotation, entities),
        outlet=visible(_name(outlet.entity, entities)) if outlet else "",
        outlet_kind=outlet.kind.replace("_", " ") if outlet else "",
        carried=bool(outlet and not outlet.explicit),
        confidence="" if confidence is None else f"{confidence:.0%}",
        text=visible(" … ".join(" ".join(part.split()) for part in words)),
        parent=ids.get(quotation.parent) if quotation.parent else None,
    )


def speaker_name(quotation: Quotation, entities: dict[str, Entity]) -> str:
    """Who speaks, in words."""
    if quotation.type == "none":
        return "nobody"
    names = [_name(speaker.entity, entities) for speaker in quotation.speakers]
    return visible(" and ".join(names)) if names else "unknown"


def _name(entity_id: str, entities: dict[str, Entity]) -> str:
    entity = entities.get(entity_id)
    return entity.name if entity else entity_id.partition("/")[2]


def _legend(views: tuple[QuotationView, ...]) -> tuple[SpeakerView, ...]:
    counts: dict[tuple[str, str], int] = {}
    for view in views:
        counts[view.speaker, view.style] = counts.get((view.speaker, view.style), 0) + 1
    ordered = sorted(counts.items(), key=lambda item: item[0][1] in ("nobody", "unknown"))
    return tuple(SpeakerView(name, style, count) for (name, style), count in ordered)
