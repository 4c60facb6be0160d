"""Level 3: ids are unique, parents exist, hold and form no cycle, entities exist and are used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.checks.base import Fault, View, links, table
from corpus.records import Quotation

CHECKS, _check = table()


@_check("R-QID")
def quotation_ids_are_unique(view: View) -> Iterator[Fault]:
    return _repeated((path, quotation.id) for path, quotation in view.quotations)


@_check("R-EID")
def entity_ids_are_unique(view: View) -> Iterator[Fault]:
    return _repeated((path, entity.id) for path, entity in view.entities)


@_check("R-PARENT")
def parents_exist(view: View) -> Iterator[Fault]:
    ids = {quotation.id for _, quotation in view.quotations}
    for path, quotation in view.quotations:
        if quotation.parent is not None and quotation.parent not in ids:
            yield f"{path}.parent", f"there is no quotation {quotation.parent!r}"


@_check("R-CYCLE")
def parents_form_no_cycle(view: View) -> Iterator[Fault]:
    """One fault a cycle, at the quotation of it that comes first."""
    parents = {quotation.id: quotation.parent for _, quotation in view.quotations}
    clear: set[str] = set()  # ids from which the way up has been walked
    for path, quotation in view.quotations:
        walked: dict[str, None] = {}
        here: str | None = quotation.id
        while here is not None and here in parents and here not in clear and here not in walked:
            walked[here] = None
            here = parents[here]
        if here in walked:
            cycle = [*list(walked)[list(walked).index(here) :], here]
            yield f"{path}.parent", "leads back: " + " → ".join(cycle)
        clear.update(walked)


@_check("R-NEST")
def children_lie_in_parents(view: View) -> Iterator[Fault]:
    by_id: dict[str, Quotation] = {}
    for _, quotation in view.quotations:
        by_id.setdefault(quotation.id, quotation)
    for path, quotation in view.quotations:
        parent = by_id.get(quotation.parent or "")
        if parent is None:
            continue
        for i, span in enumerate(quotation.content):
            if not any(outer.covers(span) for outer in parent.content):
                yield f"{path}.content[{i}]", f"lies outside the content of {parent.id!r}"


@_check("R-ENTITY")
def entities_exist(view: View) -> Iterator[Fault]:
    for path, quotation in view.quotations:
        for part, link in links(quotation):
            if link.entity not in view.by_id:
                yield f"{path}.{part}.entity", f"there is no entity {link.entity!r}"


@_check("R-UNUSED")
def entities_are_used(view: View) -> Iterator[Fault]:
    used = {link.entity for _, quotation in view.quotations for _, link in links(quotation)}
    used.add(view.doc.publisher or "")
    for path, entity in view.entities:
        if entity.id not in used:
            yield path, f"nothing refers to {entity.id!r}"


@_check("R-MENTION")
def mentions_are_listed(view: View) -> Iterator[Fault]:
    mentions = {key: set(entity.mentions) for key, entity in view.by_id.items()}
    for path, quotation in view.quotations:
        for part, link in links(quotation):
            span, known = link.mention, mentions.get(link.entity)
            if span is not None and known is not None and span not in known:
                where = f"[{span[0]}, {span[1]})"
                yield f"{path}.{part}.mention", f"{where} is no mention of {link.entity!r}"


def _repeated(parts: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for path, key in parts:
        if key in first:
            yield f"{path}.id", f"{key!r} is the id of {first[key]} too"
        first.setdefault(key, path)
