"""Names of entities as people read them: the registry's, else the document's own."""

from __future__ import annotations

from collections.abc import Callable

from corpus.records import Document
from corpus.release.data import CorpusData


def display_names(data: CorpusData) -> Callable[[Document, str], str]:
    """A function from a document and an entity id to a name; an id without one stays itself."""
    registry = {entry.id: entry.name for entry in data.entries}

    def name(doc: Document, entity: str) -> str:
        if entity in registry:
            return registry[entity]
        return next((each.name for each in doc.entities if each.id == entity), entity)

    return name
