"""``otr fetch``: public collections of texts, at the commit that the corpus was made from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from annotate.commands.report import Report, ending_well, plural, stop
from corpus.hydrate.collections import COLLECTIONS, FetchError, fetch


def command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="COLLECTION",
            help=f"What to fetch: {', '.join(COLLECTIONS)}.",
            show_default=False,
        ),
    ],
    to: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder to make; by default the collection's name, here."),
    ] = None,
    origin: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Another copy of the repository; OTR_ORIGIN in the environment does the same.",
        ),
    ] = None,
) -> None:
    """Fetch a public collection of articles with git, at the commit of the corpus.

    Nothing but that commit is fetched, and its id is verified. The texts keep the terms of their
    publishers. Needs git and a network.
    """
    collection = COLLECTIONS.get(name)
    if collection is None:
        raise typer.BadParameter(f"there is no collection {name!r}; there are {_names()}")
    folder = to if to is not None else Path(name)
    with ending_well():
        try:
            texts = fetch(collection, folder, origin=origin or os.environ.get("OTR_ORIGIN") or None)
        except FetchError as error:
            stop(error)
    count = sum(1 for path in texts.iterdir() if path.is_file())
    Report().say(f"{plural(count, 'text')} at commit {collection.commit[:12]}: use --texts {texts}")


def _names() -> str:
    return ", ".join(COLLECTIONS)
