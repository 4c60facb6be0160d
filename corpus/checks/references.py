"""Level 3: ids are unique, parents exist, hold and form no cycle, entities exist and are used."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.checks.base import Fault, View, table
from corpus.schema import JsonObject
from corpus.selectors import anchors

CHECKS, _check = table()

_FEW = 8  # mentions that are as soon looked through as hashed


@_check("R-QID")
def quotation_ids_are_unique(view: View) -> Iterator[Fault]:
    return _repeated(view.plain_quotations)


@_check("R-EID")
def entity_ids_are_unique(view: View) -> Iterator[Fault]:
    return _repeated(view.plain_entities)


@_check("R-PARENT")
def parents_exist(view: View) -> Iterator[Fault]:
    children = _children(view)
    ids = {each["id"] for _, each in view.plain_quotations if children}
    for path, quotation in children:
        if quotation["parent"] not in ids:
            yield f"{path}.parent", f"there is no quotation {quotation['parent']!r}"


@_check("R-CYCLE")
def parents_form_no_cycle(view: View) -> Iterator[Fault]:
    """One fault a cycle, at the quotation of it that comes first."""
    quotations = view.plain_quotations if _children(view) else []
    parents = {each["id"]: each["parent"] for _, each in quotations}
    clear: set[str] = set()  # ids from which the way up has been walked
    for path, quotation in quotations:
        walked: dict[str, None] = {}
        here: str | None = quotation["id"]
        while here is not None and here in parents and here not in clear and here not in walked:
            walked[here] = None
            here = parents[here]
        if here in walked:
            cycle = [*list(walked)[list(walked).index(here) :], here]
            yield f"{path}.parent", "leads back: " + " → ".join(cycle)
        clear.update(walked)


@_check("R-NEST")
def children_lie_in_parents(view: View) -> Iterator[Fault]:
    children = _children(view)
    by_id = {each["id"]: each for _, each in reversed(view.plain_quotations) if children}
    for path, quotation in children:
        parent = by_id.get(quotation["parent"])
        if parent is None:
            continue
        for i, (start, end) in enumerate(quotation["content"]):
            if not any(first <= start and end <= last for first, last in parent["content"]):
                yield f"{path}.content[{i}]", f"lies outside the content of {parent['id']!r}"


@_check("R-ENTITY")
def entities_exist(view: View) -> Iterator[Fault]:
    ids = {entity["id"] for _, entity in view.plain_entities}
    for path, part, link in view.links:
        if link["entity"] not in ids:
            yield f"{path}.{part}.entity", f"there is no entity {link['entity']!r}"


@_check("R-UNUSED")
def entities_are_used(view: View) -> Iterator[Fault]:
    used = {link["entity"] for _, _, link in view.links}
    used.add(view.data["publisher"])
    used.update(entity.get("affiliation") for _, entity in view.plain_entities)
    for path, entity in view.plain_entities:
        if entity["id"] not in used:
            yield path, f"nothing refers to {entity['id']!r}"


@_check("R-MENTION")
def mentions_are_listed(view: View) -> Iterator[Fault]:
    mentions = {each["id"]: each["mentions"] for _, each in reversed(view.plain_entities)}
    many = {key: set(map(tuple, pairs)) for key, pairs in mentions.items() if len(pairs) > _FEW}
    for path, part, link in view.links:
        pair, key = link["mention"], link["entity"]
        if pair is None or key not in mentions:
            continue
        if not (tuple(pair) in many[key] if key in many else pair in mentions[key]):
            where = f"[{pair[0]}, {pair[1]})"
            yield f"{path}.{part}.mention", f"{where} is no mention of {key!r}"


@_check("R-SELECTOR")
def selectors_have_spans(view: View) -> Iterator[Fault]:
    if not view.data.get("selectors"):
        return
    known = {anchor for _, anchor in anchors(view.doc)}
    for i, selector in enumerate(view.doc.selectors):
        if (selector.kind, selector.span) not in known:
            start, end = selector.span
            kind = "paragraph of the body" if selector.kind == "paragraph" else "span of the record"
            yield f"selectors[{i}].span", f"[{start}, {end}) is no {kind}"


def _children(view: View) -> list[tuple[str, JsonObject]]:
    """The quotations that have a parent."""
    return [each for each in view.plain_quotations if each[1]["parent"] is not None]


def _repeated(parts: list[tuple[str, JsonObject]]) -> Iterator[Fault]:
    if len({part["id"] for _, part in parts}) == len(parts):
        return
    first: dict[str, str] = {}
    for path, part in parts:
        key = part["id"]
        if key in first:
            yield f"{path}.id", f"{key!r} is the id of {first[key]} too"
        first.setdefault(key, path)
