"""Level 4: what the annotation guidelines ask for beyond sound spans and references."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.checks.base import Fault, View, table
from corpus.checks.nesting import inside_segments, open_marks
from corpus.english import names_match, without_that
from corpus.records import Entity, EntityKind, Outlet, OutletKind, Quotation
from corpus.spans import Span

CHECKS, _check = table()

_MEDIA: tuple[EntityKind, ...] = ("media", "unnamed")
_FITS: dict[OutletKind, tuple[EntityKind, ...]] = {
    "news_agency": _MEDIA,
    "newspaper": _MEDIA,
    "broadcaster": _MEDIA,
    "online_media": _MEDIA,
    "media": _MEDIA,
    "social_media": _MEDIA,
    "government": ("government", "unnamed"),
    "organisation": ("organisation", "unnamed"),
    "analyst": ("person", "unnamed"),
    "document": ("document", "unnamed"),
}


@_check("G-SEGMENTS")
def marks_have_segments(view: View) -> Iterator[Fault]:
    for path, quotation in view.quotations:
        if quotation.type != "indirect" and not quotation.segments:
            yield f"{path}.segments", f"type {quotation.type} without a segment"


@_check("G-INDIRECT")
def indirect_has_no_segments(view: View) -> Iterator[Fault]:
    for path, quotation in view.quotations:
        if quotation.type == "indirect" and quotation.segments:
            yield f"{path}.segments", "an indirect quotation has no words in marks"


@_check("G-WITHIN")
def segments_lie_in_content(view: View) -> Iterator[Fault]:
    for path, quotation in view.quotations:
        if quotation.type in ("mixed", "indirect"):
            for i, span in enumerate(quotation.segments):
                if not any(outer.covers(span) for outer in quotation.content):
                    yield f"{path}.segments[{i}]", "is not inside the content"


@_check("G-DIRECT")
def direct_is_its_segments(view: View) -> Iterator[Fault]:
    for path, quotation in view.quotations:
        quoted = quotation.type in ("direct", "none") and quotation.segments
        if quoted and quotation.content != quotation.segments:
            yield f"{path}.content", f"differs from the segments of a {quotation.type} quotation"


@_check("G-NONE")
def none_quotes_nobody(view: View) -> Iterator[Fault]:
    for path, quotation in view.quotations:
        if quotation.type == "none":
            for part in ("mode", "cue", "speakers", "outlet"):
                if getattr(quotation, part):
                    yield f"{path}.{part}", "marks of type none quote nobody"


@_check("G-MODE")
def quotations_have_modes(view: View) -> Iterator[Fault]:
    for path, quotation in view.quotations:
        if quotation.type != "none" and quotation.mode is None:
            yield f"{path}.mode", f"type {quotation.type} without a mode"


@_check("G-CUE")
def cue_is_not_the_speaker(view: View) -> Iterator[Fault]:
    for path, quotation in view.quotations:
        for i, cue in enumerate(quotation.cue):
            for speaker in quotation.speakers:
                if speaker.mention is not None and cue.overlaps(speaker.mention):
                    yield f"{path}.cue[{i}]", f"overlaps the mention of {speaker.entity!r}"


@_check("G-CUECONTENT")
def cue_is_not_reported(view: View) -> Iterator[Fault]:
    for path, quotation in view.quotations:
        for i, cue in enumerate(quotation.cue):
            if any(cue.overlaps(span) for span in quotation.content):
                yield f"{path}.cue[{i}]", "overlaps the content"


@_check("G-TRANSCRIPT")
def transcripts_have_no_quotations(view: View) -> Iterator[Fault]:
    if view.doc.transcript and view.quotations:
        yield "quotations", f"a transcript with {len(view.quotations)} quotations"


@_check("G-IMPLICIT")
def implicit_speakers_have_no_mention(view: View) -> Iterator[Fault]:
    for path, quotation in view.quotations:
        for i, speaker in enumerate(quotation.speakers):
            if (speaker.kind == "implicit") != (speaker.mention is None):
                state = "without" if speaker.mention is None else "with"
                yield f"{path}.speakers[{i}].kind", f"{speaker.kind} {state} a mention"


@_check("G-TWICE")
def speakers_are_different(view: View) -> Iterator[Fault]:
    for path, quotation in view.quotations:
        seen: set[str] = set()
        for i, speaker in enumerate(quotation.speakers):
            if speaker.entity in seen:
                yield f"{path}.speakers[{i}].entity", f"{speaker.entity!r} again"
            seen.add(speaker.entity)


@_check("G-ANALYST")
def analysts_speak(view: View) -> Iterator[Fault]:
    for path, quotation, outlet in _outlets(view):
        speakers = {speaker.entity for speaker in quotation.speakers}
        if outlet.kind == "analyst" and outlet.entity not in speakers:
            yield f"{path}.outlet.entity", f"{outlet.entity!r} is not among the speakers"


@_check("G-EXPLICIT")
def explicit_outlets_are_mentioned(view: View) -> Iterator[Fault]:
    for path, _, outlet in _outlets(view):
        if outlet.explicit and outlet.mention is None:
            yield f"{path}.outlet.mention", "an explicit outlet is mentioned"


@_check("G-SHARED")
def segments_belong_to_one(view: View) -> Iterator[Fault]:
    owners: dict[Span, str] = {}
    for path, quotation in view.quotations:
        for i, span in enumerate(quotation.segments):
            if span in owners and owners[span] != quotation.id:
                yield f"{path}.segments[{i}]", f"is a segment of {owners[span]!r} too"
            owners.setdefault(span, quotation.id)


@_check("G-INSIDE")
def indirect_speech_in_quotes_is_left(view: View) -> Iterator[Fault]:
    for path, quotation, outer in inside_segments(view):
        if quotation.type == "indirect" and outer.type != "none":
            yield f"{path}.content", f"lies inside the marks of {outer.id!r}"


@_check("G-PARENT")
def inner_quotations_have_parents(view: View) -> Iterator[Fault]:
    for path, quotation, outer in inside_segments(view):
        if quotation.type in ("direct", "mixed") and quotation.parent is None:
            yield f"{path}.parent", f"lies inside the marks of {outer.id!r}"


@_check("G-THAT")
def contents_leave_that_out(view: View) -> Iterator[Fault]:
    for path, quotation in view.quotations:
        if view.text is None or quotation.type not in ("mixed", "indirect"):
            continue
        first = quotation.content[0] if quotation.content else Span(0, 0)
        if view.sound(first) and without_that(view.text, first) != first:
            yield f"{path}.content[0]", "begins with 'that'"


@_check("G-KIND")
def outlet_kinds_fit(view: View) -> Iterator[Fault]:
    for path, _, outlet in _outlets(view):
        entity = view.by_id.get(outlet.entity)
        if entity is not None and entity.kind not in _FITS[outlet.kind]:
            yield f"{path}.outlet.kind", f"{outlet.kind}, while {entity.id!r} is a {entity.kind}"


@_check("G-NAME")
def names_are_names(view: View) -> Iterator[Fault]:
    for path, quotation in view.quotations:
        for i, speaker in enumerate(quotation.speakers):
            entity = view.by_id.get(speaker.entity)
            named = speaker.kind == "name" and speaker.mention and view.sound(speaker.mention)
            if entity is None or view.text is None or not named or speaker.mention is None:
                continue
            words = speaker.mention.of(view.text)
            if not any(names_match(words, name) for name in _names(entity)):
                yield f"{path}.speakers[{i}].mention", f"{words!r} is no name of {entity.id!r}"


@_check("G-UNNAMED")
def unnamed_entities_stay_local(view: View) -> Iterator[Fault]:
    for path, entity in view.entities:
        if entity.kind == "unnamed" and entity.id.startswith("e/"):
            yield f"{path}.kind", f"{entity.id!r} is not named, yet has a registry id"


@_check("G-ORPHAN")
def opening_marks_are_annotated(view: View) -> Iterator[Fault]:
    """Curly double marks only: a straight one may be an inch or close what came before."""
    if view.text is not None and not view.doc.transcript:
        for offset in open_marks(view):
            yield "quotations", f"no segment for the mark at {offset}"


def _outlets(view: View) -> Iterator[tuple[str, Quotation, Outlet]]:
    for path, quotation in view.quotations:
        if quotation.outlet is not None:
            yield path, quotation, quotation.outlet


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases)
