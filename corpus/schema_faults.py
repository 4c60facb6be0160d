"""What the schema finds wrong with a value, in our own words and by our own codes.

The validator's messages change from release to release; these do not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from corpus.schema import json_path, load_schema, schema_errors

KEYWORD_CODES = {
    "const": "S-VERSION",
    "type": "S-TYPE",
    "required": "S-REQUIRED",
    "additionalProperties": "S-UNKNOWN",
    "enum": "S-ENUM",
    "pattern": "S-PATTERN",
    "minimum": "S-RANGE",
    "maximum": "S-RANGE",
    "minItems": "S-LENGTH",
    "maxItems": "S-LENGTH",
    "minLength": "S-LENGTH",
    "uniqueItems": "S-UNIQUE",
}
"""The code of each keyword of the schema that can fail."""

SchemaFault = tuple[str, list[str | int], str]
"""Code, path and message."""


def schema_faults(data: object) -> Iterator[SchemaFault]:
    """All faults of ``data`` by the schema; the fields that one object lacks are one fault."""
    seen = set()
    for error in schema_errors(data):
        path = list(error.instance_path)
        *above, keyword = error.schema_path
        key = (json_path(path), str(keyword))
        if keyword == "required" and key in seen:
            continue
        seen.add(key)
        message = _MESSAGES[str(keyword)](error.instance, _rules(above))
        yield KEYWORD_CODES[str(keyword)], path, message


def _rules(steps: list[str | int]) -> Any:
    """The part of the schema at a path, which may lead through references or begin at them."""
    rules: Any = load_schema()
    for step in steps:
        if step == "$ref":
            rules = load_schema()["$defs"][rules["$ref"].rpartition("/")[2]]
        else:
            rules = rules[step]
    return rules


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= 60 else f"{text[:40]}…"


def _listed(values: Any) -> str:
    return ", ".join(map(_short, values))


def _type(value: object, rules: Any) -> str:
    types = rules["type"]
    return f"{_short(value)} is no {types if isinstance(types, str) else ' or '.join(types)}"


_MESSAGES: dict[str, Callable[[Any, Any], str]] = {
    "const": lambda value, rules: f"{_short(value)} is not {_short(rules['const'])}",
    "type": _type,
    "required": lambda value, rules: (
        f"without {', '.join(name for name in rules['required'] if name not in value)}"
    ),
    "additionalProperties": lambda value, rules: (
        f"with {', '.join(name for name in value if name not in rules['properties'])}"
    ),
    "enum": lambda value, rules: f"{_short(value)} is none of {_listed(rules['enum'])}",
    "pattern": lambda value, rules: f"{_short(value)} does not match {rules['pattern']}",
    "minimum": lambda value, rules: f"{_short(value)} is less than {rules['minimum']}",
    "maximum": lambda value, rules: f"{_short(value)} is more than {rules['maximum']}",
    "minItems": lambda value, rules: f"{len(value)} items, fewer than {rules['minItems']}",
    "maxItems": lambda value, rules: f"{len(value)} items, more than {rules['maxItems']}",
    "minLength": lambda value, rules: f"{_short(value)} is shorter than {rules['minLength']}",
    "uniqueItems": lambda value, rules: f"{_short(value)} holds an item twice",
}
