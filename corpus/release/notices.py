"""The small files of a release: how to cite it, what Zenodo asks, licences."""

from __future__ import annotations

from typing import Any

import orjson
import yaml

from corpus.release.card import NAME, SUMMARY

AUTHORS = "The On the Record authors"
KEYWORDS = ["quotations", "attribution", "news", "corpus"]
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"


def about(version: str, date: str | None) -> dict[str, Any]:
    """Name, licence, authors and so on, in the terms of schema.org, for `croissant`."""
    return {
        "name": "on-the-record",
        "alternateName": NAME,
        "description": SUMMARY,
        "version": version,
        "license": LICENCE_URL,
        "citeAs": f"{AUTHORS}. {NAME}, version {version}.",
        "creator": {"@type": "sc:Organization", "name": AUTHORS},
        "keywords": KEYWORDS,
        "inLanguage": "en",
        **({"datePublished": date} if date else {}),
    }


def small_files(version: str, date: str | None) -> dict[str, str]:
    """Names and contents."""
    return {
        "CITATION.cff": _yaml(_citation(version, date)),
        ".zenodo.json": _json(_zenodo(version, date)),
        "LICENSE-annotations": _LICENSE,
        "NOTICE-texts": _NOTICE,
    }


def _citation(version: str, date: str | None) -> dict[str, Any]:
    return {
        "cff-version": "1.2.0",
        "message": "If you use this corpus, please cite it as below.",
        "type": "dataset",
        "title": NAME,
        "abstract": SUMMARY,
        "authors": [{"name": AUTHORS}],
        "version": version,
        **({"date-released": date} if date else {}),
        "license": "CC-BY-4.0",
        "keywords": KEYWORDS,
    }


def _zenodo(version: str, date: str | None) -> dict[str, Any]:
    return {
        "upload_type": "dataset",
        "title": f"{NAME} {version}",
        "description": SUMMARY,
        "creators": [{"name": AUTHORS}],
        "version": version,
        **({"publication_date": date} if date else {}),
        "access_right": "open",
        "license": "cc-by-4.0",
        "language": "eng",
        "keywords": KEYWORDS,
    }


def _yaml(value: dict[str, Any]) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True)


def _json(value: dict[str, Any]) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n"


_LICENSE = f"""{NAME}: licence of the annotations

The annotations of this corpus (offsets, types, modes, links, entities, the registry, the metadata,
and the documentation) are by {AUTHORS}, licensed under the Creative Commons
Attribution 4.0 International licence, CC BY 4.0:

    {LICENCE_URL}

You may share and adapt them for any purpose, provided that you give credit, link to the licence and
say what you changed. The full text is at {LICENCE_URL}legalcode.

This licence does not cover the texts of the articles: see NOTICE-texts.
"""
_NOTICE = f"""{NAME}: notice on texts

The articles that the annotations refer to belong to their publishers. A record holds the text of
its article only where the field `license` names a licence that allows it; otherwise it holds the
length and the SHA-256 of the text, offsets into it, and where it was published. Nothing in this
release licenses those texts to you. Names and titles are given as facts.

The texts of the challenge set were written for this corpus about invented people, places and
outlets, and are dedicated to the public domain (CC0 1.0):

    https://creativecommons.org/publicdomain/zero/1.0/
"""
