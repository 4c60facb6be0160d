"""Typographic quotation marks and apostrophes for half of the training sentences.

The treebanks are web text with straight marks; newswire has curly ones. The part-of-speech tags
tell an opening mark from a closing one, so that the change is exact and keeps every length.
"""

from __future__ import annotations

import hashlib

SHARE = 0.5
SEED = "on-the-record-quotes-1"

_APOSTROPHE = "\u2019"
_MARKS = {
    ('"', "``"): "\u201c",
    ('"', "''"): "\u201d",
    ("'", "``"): "\u2018",
    ("'", "''"): _APOSTROPHE,
}


def is_chosen(sentence_id: str) -> bool:
    """Whether the sentence is one of those that change: by a seeded hash of its id."""
    digest = hashlib.sha256(f"{SEED}:{sentence_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64 < SHARE


def curl_form(form: str, tag: str, *, possessive: bool = False) -> str:
    """``form`` with curly marks; ``tag`` is its Penn tag (``_`` for a multi-word token).

    A possessive mark that is a word by itself (the second of ``workers'``) changes only with
    ``possessive``: straight, it is one more chance for the tagger to meet it.
    """
    if possessive and (form, tag) == ("'", "POS"):
        return _APOSTROPHE
    if form in ('"', "'"):
        return _MARKS.get((form, tag), form)
    return form.replace("'", _APOSTROPHE) if form.strip("'") else form


def curl(lines: list[str], *, possessive: bool = False) -> list[str]:
    """A sentence's CoNLL-U lines with curly marks in the forms and in the text comment."""
    text = next((line[9:] for line in lines if line.startswith("# text = ")), "")
    at, inside, curled, result = 0, 0, list(text), []
    for line in lines:
        columns = line.split("\t")
        if len(columns) != 10:
            result.append(line)
            continue
        number, form = columns[0], columns[1]
        columns[1] = curl_form(form, columns[4], possessive=possessive)
        result.append("\t".join(columns))
        if "-" in number:
            inside = int(number.split("-")[1])
        elif int(number) <= inside:
            continue
        found = text.find(form, at)
        if found < 0:
            return lines
        at = found + len(form)
        curled[found:at] = columns[1]
    comment = "# text = " + "".join(curled)
    return [comment if line.startswith("# text = ") else line for line in result]
