"""Strict YAML for the annotation form: every value a string, a list or a mapping, with its line.

YAML has habits that would change a text in silence: ``no`` becomes False, ``1.10`` a number, a
key written twice loses its first value, and `` #`` cuts the rest of a line. None of them passes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

_COMMENT = re.compile(r"[ \t]+#")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a form: where it stands, and what to do about it."""

    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else ""
        return f"{where}{self.path}: {self.message}" if self.path else where + self.message


class FormError(ValueError):
    """A form cannot be resolved; ``problems`` holds all that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda one: one.line or 10**9))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Form:
    """A form as read: its values (strings, lists, mappings) and the line of each path."""

    data: dict[str, Any]
    lines: dict[str, int]


@dataclass(slots=True)
class Problems:
    """What is wrong with one form, collected; and the look at its values that collects it."""

    lines: dict[str, int]
    found: list[Problem] = field(default_factory=list)

    def add(self, path: str, message: str) -> None:
        """Note a problem at a path; the line is that of the path or of what holds it."""
        here = path
        while here and here not in self.lines:
            here = here[: max(here.rfind("."), here.rfind("["), 0)]
        self.found.append(Problem(path, message, self.lines.get(here) if here else None))

    def raise_any(self) -> None:
        """Raise all that was found, if anything was."""
        if self.found:
            raise FormError(self.found)

    def mapping(self, value: Any, path: str, allowed: frozenset[str] | None) -> dict[str, Any]:
        """The value if it is a mapping with allowed keys only (None allows all), else empty."""
        if not isinstance(value, dict):
            self.add(path, f"must be a mapping (key: value), not {_shown(value)}")
            return {}
        for key in value:
            if allowed is not None and key not in allowed:
                known = ", ".join(sorted(allowed))
                self.add(at(path, key), f"there is no such key here; there are {known}")
        return value

    def items(self, value: Any, path: str) -> list[tuple[str, Any]]:
        """The items of a list, each with its path; of a single value, that one."""
        if isinstance(value, list):
            return [(f"{path}[{i}]", item) for i, item in enumerate(value)]
        return [] if value == "" else [(path, value)]

    def text(self, value: Any, path: str) -> str | None:
        """The value if it is a string that is not empty."""
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.add(path, f"must be a text, not {_shown(value)}")
        return None

    def word(self, value: Any, path: str, allowed: tuple[str, ...]) -> str | None:
        """The value if it is one of the allowed words."""
        if isinstance(value, str) and value in allowed:
            return value
        self.add(path, f"{_shown(value)} is none of {', '.join(allowed)}")
        return None

    def flag(self, value: Any, path: str) -> bool | None:
        """``yes`` or ``no`` as a truth value."""
        word = self.word(value, path, ("yes", "no", "true", "false"))
        return None if word is None else word in ("yes", "true")


def at(path: str, key: str) -> str:
    """The path of a key of what stands at ``path``."""
    return f"{path}.{key}" if path else key


def parse_form(source: str) -> Form:
    """Read a form from YAML; raises `FormError` with every fault of its syntax."""
    source = source.removeprefix("\ufeff")
    try:
        _refuse_references(source)
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        hint = "not YAML; a text with : # [ ] { } , & * ! | > ' \" % @ or ` may need quotes"
        message = f"{error.problem} ({hint})"
        raise FormError([Problem("", message, mark.line + 1 if mark else None)]) from None
    except yaml.YAMLError as error:
        raise FormError([Problem("", f"not YAML: {error}")]) from None
    problems = Problems({})
    if not isinstance(root, yaml.MappingNode):
        raise FormError([Problem("", "a form is a mapping: article, entities, quotations …")])
    data = _value(root, "", source, problems)
    problems.raise_any()
    return Form(data, problems.lines)


def _refuse_references(source: str) -> None:
    for token in yaml.scan(source):
        if isinstance(token, yaml.AliasToken | yaml.AnchorToken | yaml.TagToken):
            text = "a text that begins with &, * or ! needs quotes"
            raise yaml.MarkedYAMLError(problem=text, problem_mark=token.start_mark)


def _value(node: yaml.Node, path: str, source: str, problems: Problems) -> Any:
    problems.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        out: dict[str, Any] = {}
        for name, value in node.value:
            key = name.value if isinstance(name, yaml.ScalarNode) else ""
            below = at(path, key)
            if key in out or not key:
                problems.lines[below] = name.start_mark.line + 1
                problems.add(below, "stands twice" if key else "a key must be a word")
                continue
            out[key] = _value(value, below, source, problems)
        return out
    if isinstance(node, yaml.SequenceNode):
        parts = enumerate(node.value)
        return [_value(part, f"{path}[{i}]", source, problems) for i, part in parts]
    plain = isinstance(node, yaml.ScalarNode) and node.style is None
    if plain and node.value and _COMMENT.match(source, node.end_mark.index):
        problems.add(path, "# cuts a text: quote the text, or give the comment its own line")
    return str(node.value)


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return repr(value) if value else "nothing"
    return "a list" if isinstance(value, list) else "a mapping"
