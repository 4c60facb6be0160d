"""The quotations of an annotation form: contents, segments, cues and links, in two rounds.

The first round finds the contents and the pairs of marks that are wholly somebody's; the second
gives to mixed quotations what is left in their contents, and finds cues and mentions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args

from corpus.formats.form_find import FindError, Keep, Places
from corpus.formats.form_links import Links
from corpus.formats.form_marks import Pairs
from corpus.formats.form_yaml import Problems, at
from corpus.records import Mode, Outlet, QuotationType, Speaker
from corpus.spans import Span

TYPES: tuple[QuotationType, ...] = ("direct", "mixed", "indirect")
_KEYS = frozenset(
    {*TYPES, "mode", "cue", "speaker", "outlet", "segments", "marks", "label", "parent", "note"}
)
_NEEDED = ("cue", "speaker", "outlet")
_IN_MARKS = (
    "these are not all the words between a pair of marks (marks: damaged, if one is missing)"
)


@dataclass(slots=True)
class Draft:
    """A quotation on its way to a record."""

    path: str
    type: QuotationType
    content: list[Span]
    segments: list[Span]
    fields: dict[str, Any]
    mode: Mode | None = None
    cue: tuple[Span, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    outlet: Outlet | None = None
    parent: Draft | None = None


class Quotes:
    """Reads the parts ``quotations`` and ``none`` of a form."""

    def __init__(self, places: Places, pairs: Pairs, links: Links, problems: Problems) -> None:
        self.places = places
        self.pairs = pairs
        self.links = links
        self.problems = problems

    def read(self, quotations: Any, none: Any) -> list[Draft]:
        """All drafts, sorted by their places in the text; those that fail are noted, and left."""
        drafts = []
        for path, value in self.problems.items(quotations, "quotations"):
            fields = self.problems.mapping(value, path, _KEYS)
            draft = self._content(fields, path) if fields else None
            if draft is not None:
                drafts.append(draft)
        nones = [self._none(value, path) for path, value in self.problems.items(none, "none")]
        for draft in drafts:
            self._segments(draft)
            self._details(draft)
        self._parents(drafts)
        drafts += [draft for draft in nones if draft is not None]
        return sorted(drafts, key=lambda draft: (draft.content[0].start, -draft.content[-1].end))

    def _content(self, fields: dict[str, Any], path: str) -> Draft | None:
        types = [name for name in TYPES if name in fields]
        if len(types) != 1:
            message = f"a quotation has one of {', '.join(TYPES)}, with its content"
            self.problems.add(path, f"{message}; this has {' and '.join(types) or 'none of them'}")
            return None
        kind = types[0]
        for key in _NEEDED:
            if key not in fields:
                nothing = "unknown" if key == "speaker" else "none"
                self.problems.add(path, f"without {key}; write {key}: {nothing} if there is none")
        damaged = self._damaged(fields, path)
        needed = "" if kind == "mixed" and isinstance(fields[kind], list) else _IN_MARKS
        fitting = self._fitting(kind, fields, damaged)
        content = self._all(fields[kind], at(path, kind), fitting, needed)
        if kind != "direct":
            content = [self.pairs.inside_marks(span) for span in content]
        draft = Draft(path, kind, content, [], fields)
        if "segments" in fields:
            below = at(path, "segments")
            if kind != "mixed":
                self.problems.add(below, f"the segments of a {kind} quotation follow from its type")
            keeps = [] if damaged else [self.pairs.is_pair, self.pairs.visible]
            narrower = [lambda s, k=k: k(s) and any(c.covers(s) for c in content) for k in keeps]
            draft.segments = self._all(fields["segments"], below, narrower)
        elif kind == "direct":
            draft.segments = list(content)
        for segment in draft.segments:
            self._claim(segment, path, damaged)
        return draft if content else None

    def _fitting(self, kind: str, fields: dict[str, Any], damaged: bool) -> Sequence[Keep]:
        if damaged or kind == "indirect" or "segments" in fields:
            return []
        if kind == "mixed":
            return [self.pairs.has_pair, self.pairs.visible]
        return [self.pairs.is_pair, self.pairs.visible]

    def _damaged(self, fields: dict[str, Any], path: str) -> bool:
        marks = fields.get("marks")
        return marks is not None and bool(
            self.problems.word(marks, at(path, "marks"), ("damaged",))
        )

    def _none(self, value: Any, path: str) -> Draft | None:
        fields: dict[str, Any] = {}
        if isinstance(value, dict):  # {text: …, marks: damaged}
            fields = self.problems.mapping(value, path, frozenset({"text", "marks"}))
            value = fields.get("text", "")
        damaged = self._damaged(fields, path)
        narrower = [] if damaged else [self.pairs.is_pair, self.pairs.visible]
        content = self._all(value, path, narrower)
        for segment in content:
            self._claim(segment, path, damaged)
        return Draft(path, "none", content, list(content), fields) if content else None

    def _all(
        self, value: Any, path: str, narrower: Sequence[Keep], needed: str = _IN_MARKS
    ) -> list[Span]:
        """The places of the strings of a content, which stand in the order of the text.

        Where there are conditions, one must hold and ``needed`` says what they ask for; an empty
        one makes them a preference, for lists with parts that have no marks.
        """
        out: list[Span] = []
        items = self.problems.items(value, path)
        if not items:
            self.problems.add(path, "is empty")
        for below, item in items:
            span = self._place(
                item, below, narrower, needed=needed if narrower else "", widen=bool(narrower)
            )
            if span is None:
                continue
            if out and span.start < out[-1].end:
                self.problems.add(below, "stands before the one above it; keep to text order")
                continue
            between = self.places.text[out[-1].end : span.start] if out else "."
            if between.strip() in ("", ",") and "\n" not in between:
                message = "only a comma stands between it and the one above"
                self.problems.add(below, f"{message}: a text with a comma needs quotes in a list")
            out.append(span)
        return out

    def _place(
        self,
        value: Any,
        path: str,
        narrower: Sequence[Keep],
        *,
        needed: str = "",
        widen: bool = False,
    ) -> Span | None:
        written = self.problems.text(value, path)
        if written is None:
            return None
        try:
            wider = self.pairs.widen if widen else None
            return self.places.one(written, narrower, needed=needed, widen=wider)
        except FindError as error:
            self.problems.add(path, f"{written!r}: {error}")
            return None

    def _claim(self, segment: Span, path: str, damaged: bool) -> None:
        self.pairs.claim(segment, path)
        if not (damaged or self.pairs.is_pair(segment) or self.pairs.visible(segment)):
            self.problems.add(path, f"{segment.of(self.places.text)!r}: {_IN_MARKS}")

    def _segments(self, draft: Draft) -> None:
        if draft.type == "mixed" and "segments" not in draft.fields:
            for span in draft.content:
                free = self.pairs.free_in(span)
                if not free and self.pairs.visible(span):
                    free = [span]
                draft.segments += free
            for segment in draft.segments:
                self.pairs.claim(segment, draft.path)
            if not draft.segments:
                message = "a mixed quotation has words in marks of its own"
                remedy = "name them in segments: (marks: damaged, if one is missing)"
                where = at(draft.path, "mixed")
                self.problems.add(where, f"{message}; {remedy}, or call it indirect")
        if draft.type in ("mixed", "indirect"):
            for span in draft.content:
                if fault := self.pairs.cut_by(span):
                    self.problems.add(at(draft.path, draft.type), fault)

    def _details(self, draft: Draft) -> None:
        fields, path = draft.fields, draft.path
        mode = fields.get("mode", "speech")
        draft.mode = cast("Mode | None", self.problems.word(mode, at(path, "mode"), get_args(Mode)))
        draft.cue = self._cue(draft) if fields.get("cue", "none") != "none" else ()
        zones = [self.places.sentence(span) for span in (*draft.content, *draft.cue)]
        if "speaker" in fields:
            draft.speakers = self.links.speakers(
                fields["speaker"], at(path, "speaker"), lambda w, p: self._mention(draft, w, p)
            )
        if "outlet" in fields:
            draft.outlet = self.links.outlet(
                fields["outlet"],
                at(path, "outlet"),
                lambda w, p: self._mention(draft, w, p),
                draft.speakers,
                zones,
            )

    def _cue(self, draft: Draft) -> tuple[Span, ...]:
        out: list[Span] = []
        for path, value in self.problems.items(draft.fields["cue"], at(draft.path, "cue")):
            span = self._place(value, path, self._zones(draft, draft.content))
            if span is not None:
                out.append(span)
        if not self.problems.items(draft.fields["cue"], ""):
            self.problems.add(at(draft.path, "cue"), "is empty; write cue: none if there is none")
        return tuple(sorted(out))

    def _mention(self, draft: Draft, written: str, path: str) -> Span | None:
        around = [*draft.content, *draft.cue]
        zones = self._zones(draft, around)
        inside = self.links.cast.inside_name

        def touches(span: Span) -> bool:
            gaps = [(span.end, c.start) for c in draft.cue] + [
                (c.end, span.start) for c in draft.cue
            ]
            return any(a < b and not self.places.text[a:b].strip() for a, b in gaps)

        conditions: list[Keep] = [lambda s: touches(s) and zones[2](s), *zones]
        narrower = [lambda s, keep=keep: keep(s) and not inside(s) for keep in conditions]
        return self._place(written, path, narrower)

    def _zones(self, draft: Draft, around: Sequence[Span]) -> list[Keep]:
        """Nearest first: the same sentence, paragraph, anywhere; never in others' marks."""
        sentences = [self.places.sentence(span) for span in around]
        homes = {self.places.paragraph(span.start) for span in around}

        def apart(span: Span) -> bool:
            own = any(span.overlaps(part) for part in draft.content)
            return not own and not self.pairs.foreign(span, draft.content)

        return [
            lambda s: apart(s) and any(zone.covers(s) for zone in sentences),
            lambda s: apart(s) and self.places.paragraph(s.start) in homes,
            apart,
        ]

    def _parents(self, drafts: list[Draft]) -> None:
        """The innermost quotation in whose marks one lies, or the one that ``parent`` names."""
        labels: dict[str, Draft] = {}
        for draft in drafts:
            label = draft.fields.get("label")
            if label is not None and labels.setdefault(str(label), draft) is not draft:
                self.problems.add(at(draft.path, "label"), f"{label!r} stands twice")
        for draft in drafts:
            wanted = draft.fields.get("parent")
            if wanted is None:
                draft.parent = self._around(draft, drafts) if draft.type != "indirect" else None
            elif str(wanted) in labels:
                draft.parent = labels[str(wanted)]
            else:
                message = f"no quotation has label: {wanted}"
                self.problems.add(at(draft.path, "parent"), message)

    def _around(self, draft: Draft, drafts: list[Draft]) -> Draft | None:
        first = draft.content[0]
        found = [
            (segment.length, i)
            for i, other in enumerate(drafts)
            for segment in other.segments
            if other is not draft and segment != first and segment.covers(first)
        ]
        return drafts[min(found)[1]] if found else None
