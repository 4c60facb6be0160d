"""What went wrong with one article."""

from __future__ import annotations


class ArticleError(ValueError):
    """An article that could not be read: where it is, and why not.

    ``source`` is the file as the user named it, ``line`` the line in it (from 1) where the file
    has an article a line.
    """

    def __init__(self, source: str, reason: str, *, line: int | None = None) -> None:
        self.source = source
        self.reason = reason
        self.line = line
        super().__init__(f"{source}{'' if line is None else f':{line}'}: {reason}")
