"""One line of a file to one JSON value, and what is wrong where it is none."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import orjson

BOM = b"\xef\xbb\xbf"
_SURROGATE = re.compile("[\ud800-\udfff]")

LineFault = tuple[str, str]
"""Code and message."""


class BadLineError(ValueError):
    """A line that holds no usable value: ``code`` of the table of issues, and the message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def parse_line(line: bytes) -> tuple[Any, list[LineFault]]:
    """The JSON value of a line and what is odd about it (fields named twice).

    Raises BadLineError if the line is not UTF-8, not JSON, or holds what JSON cannot: a number
    that is not finite, half a character.
    """
    body = line.rstrip(b"\r\n")
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise _diagnosis(line, str(error)) from None
    # Our own writer's lines come out again as they were; a field named twice makes others longer.
    if orjson.dumps(value) == body:
        return value, []
    return value, _repeated_fields(body)


def _repeated_fields(body: bytes) -> list[LineFault]:
    faults: list[LineFault] = []

    def pairs(items: list[tuple[str, Any]]) -> None:
        seen: set[str] = set()
        for name, _ in items:
            if name in seen:
                faults.append(("L-DUPKEY", f"the field {name!r} stands twice in one object"))
            seen.add(name)

    json.loads(body, object_pairs_hook=pairs)
    return faults


def _diagnosis(line: bytes, reason: str) -> BadLineError:
    """Why orjson took no value from a line, in the terms of the table."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"byte {error.start + 1} of the line (0x{line[error.start]:02x})"
        return BadLineError("L-UTF8", f"{byte} is not UTF-8")
    odd: list[str] = []
    try:
        value = json.loads(text, parse_constant=odd.append, parse_float=_float(odd))
    except json.JSONDecodeError as error:
        if _is_cut(text, error):
            return BadLineError("L-CUT", f"the line ends after {len(text.rstrip())} characters")
        return BadLineError("L-JSON", f"{error.msg} at character {error.pos + 1}")
    except RecursionError:
        return BadLineError("L-JSON", "objects and lists nest too deep")
    if odd:
        return BadLineError("L-NAN", f"{odd[0]} is no finite number")
    surrogate = _SURROGATE.search(json.dumps(value, ensure_ascii=False))
    if surrogate:
        return BadLineError("L-SURROGATE", f"\\u{ord(surrogate[0]):04x} is half a character")
    return BadLineError("L-JSON", reason)


def _float(odd: list[str]) -> Any:
    def parse(number: str) -> float:
        if math.isinf(float(number)):
            odd.append(number)
        return float(number)

    return parse


def _is_cut(text: str, error: json.JSONDecodeError) -> bool:
    """Whether the text is the beginning of something that could have been JSON."""
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return True
    begun = text.lstrip().startswith("{")
    return begun and not text.endswith("\n") and not text.rstrip().endswith("}")
