"""Documents to test with: one builder, for invented articles and for generated ones.

Every document that the builder makes is valid to the last level and holds one of each kind of
quotation, under the ids ``direct``, ``mixed``, ``indirect``, ``none``, ``outer`` and ``inner``,
so that a mutator can break whichever it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from corpus.records import (
    Document,
    Entity,
    EntityKind,
    MentionKind,
    Outlet,
    Provenance,
    Quotation,
    Speaker,
    text_sha256,
)
from corpus.spans import Span

BY = Provenance(by="tests 1.0", status="accepted")
PERSON, MEDIUM, GUIDE = "e/mara-quell", "e/harbour-wire", "d/guide"


@dataclass
class Wording:
    """What a document is filled with; every phrase is two words or more, without marks."""

    phrases: Sequence[str]
    fillers: Sequence[str]
    person: str = "Mara Quell"
    medium: str = "Harbour Wire"
    guide: str = "a mountain guide"
    newline: str = "\n\n"
    boilerplate: str = "Photo: nobody"
    name: str = "tests/harbour"
    more: int = 0


@dataclass
class Builder:
    """Puts a text together piece by piece and remembers where things stand."""

    wording: Wording
    text: str = ""
    body: list[Span] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    mentions: dict[str, list[Span]] = field(default_factory=dict)
    used: int = 0

    def add(self, piece: str) -> Span:
        start = len(self.text)
        self.text += piece
        return Span(start, len(self.text))

    def phrase(self) -> Span:
        self.used += 1
        return self.add(self.wording.phrases[(self.used - 1) % len(self.wording.phrases)])

    def mention(self, entity: str, words: str, kind: MentionKind) -> Speaker:
        span = self.add(words)
        self.mentions.setdefault(entity, []).append(span)
        return Speaker(entity=entity, mention=span, kind=kind, confidence=0.75)

    def quoted(self, left: str = "“", right: str = "”") -> Span:
        self.add(left)
        span = self.phrase()
        self.add(right)
        return span

    def close(self, start: int) -> None:
        """End the paragraph that began at ``start``."""
        self.body.append(Span(start, len(self.text)))
        self.add(self.wording.newline)

    def direct(self, name: str) -> None:
        start = len(self.text)
        first = self.quoted()
        self.add(", ")
        speaker = self.mention(PERSON, self.wording.person, "name")
        self.add(" ")
        cue = self.add("told")
        self.add(" ")
        medium = self.mention(MEDIUM, self.wording.medium, "name").mention
        self.add(". ")
        second = self.quoted()
        self.close(start)
        outlet = Outlet(
            entity=MEDIUM, mention=medium, kind="news_agency", explicit=True, confidence=0.5
        )
        self.quote(name, "direct", (first, second), (first, second), (cue,), (speaker,), outlet)

    def mixed(self) -> None:
        start = len(self.text)
        speaker = self.mention(PERSON, "She", "pronoun")
        self.add(" ")
        cue = self.add("called")
        self.add(" it ")
        clause = len(self.text)
        first = self.quoted()
        self.add(" and ")
        second = self.quoted()
        content = Span(clause, len(self.text))
        self.add(".")
        self.close(start)
        self.quote("mixed", "mixed", (content,), (first, second), (cue,), (speaker,))

    def indirect(self) -> None:
        start = len(self.text)
        speaker = self.mention(GUIDE, self.wording.guide, "nominal")
        self.add(" ")
        cue = self.add("said")
        self.add(" that ")
        content = self.phrase()
        self.add(".")
        self.close(start)
        self.quote("indirect", "indirect", (content,), (), (cue,), (speaker,))

    def nothing(self) -> None:
        start = len(self.text)
        self.add("The ")
        span = self.quoted()
        self.add(" pier stayed shut.")
        self.close(start)
        self.quotations.append(
            Quotation(
                id="none",
                type="none",
                mode=None,
                content=(span,),
                segments=(span,),
                provenance=BY,
            )
        )

    def nested(self) -> None:
        start = len(self.text)
        self.add("“")
        begin = self.phrase().start
        self.add(" ")
        inner = self.quoted("‘", "’")
        self.add(" ")
        outer = Span(begin, self.phrase().end)
        self.add("”")
        self.close(start)
        speaker = Speaker(entity=PERSON, mention=None, kind="implicit")
        other = Speaker(entity=GUIDE, mention=None, kind="implicit")
        self.quote("outer", "direct", (outer,), (outer,), (), (speaker,))
        self.quote("inner", "mixed", (inner,), (inner,), (), (other,), parent="outer")

    def quote(self, name, kind, content, segments, cue, speakers, outlet=None, parent=None):  # type: ignore[no-untyped-def]
        self.quotations.append(
            Quotation(
                id=name,
                type=kind,
                mode="speech",
                content=content,
                segments=segments,
                cue=cue,
                parent=parent,
                speakers=speakers,
                outlet=outlet,
                confidence=0.5,
                provenance=BY,
            )
        )

    def filler(self, words: str) -> None:
        start = len(self.text)
        self.add(words)
        self.close(start)

    def document(self) -> Document:
        return Document(
            id=self.wording.name,
            collection="tests",
            publisher=MEDIUM,
            title="The harbour, again",
            published="2024-05-17T08:30:00Z",
            text=self.text,
            text_sha256=text_sha256(self.text),
            text_length=len(self.text),
            body=tuple(self.body),
            split="dev",
            license="CC0-1.0",
            quotations=tuple(self.quotations),
            entities=(
                self._entity(PERSON, self.wording.person, "person", ("M. Q.",)),
                self._entity(MEDIUM, self.wording.medium, "media"),
                self._entity(GUIDE, self.wording.guide, "unnamed"),
            ),
        )

    def _entity(
        self, key: str, name: str, kind: EntityKind, aliases: tuple[str, ...] = ()
    ) -> Entity:
        spans = tuple(sorted(self.mentions.get(key, ())))
        return Entity(id=key, name=name, kind=kind, aliases=aliases, mentions=spans)


def build(wording: Wording) -> Document:
    """The document of a wording: boilerplate, fillers, and a paragraph for each kind."""
    builder = Builder(wording)
    builder.add(wording.boilerplate + wording.newline)
    for words in wording.fillers:
        builder.filler(words)
    builder.direct("direct")
    builder.mixed()
    builder.indirect()
    builder.nothing()
    builder.nested()
    for number in range(wording.more):
        builder.direct(f"more-{number + 1}")
    builder.add(wording.boilerplate)
    return builder.document()


HARBOUR = Wording(
    phrases=(
        "We open the gates at noon",
        "Nobody asked us twice",
        "a long and windy 🌊 road",
        "worth every cent",
        "rivers rise before the bridges do",
        "floating garden",
        "My father used to say",
        "wait for the tide",
        "and he was rarely wrong",
    ),
    fillers=("The harbour of Ostrel was calm on Monday.", "Boats came and went, as boats do."),
)
"""An invented article; the emoji makes bytes, UTF-16 units and code points differ."""

# No white space but the space, no marks of quotation, nothing that ends a line.
_LETTERS = "abcxyzÀéß0123456789,;!?-–…"
_STRANGE = "😀👩\u200d🚀e\u0301\u0327𠀋𪚥שלום\u202bمرحبا\u0000\u0007\ufeff\u200b가"


def words(*, least: int = 2, most: int = 5) -> st.SearchStrategy[str]:
    """A phrase of several words, among them characters that break careless offsets."""
    word = st.text(alphabet=_LETTERS + _STRANGE, min_size=1, max_size=7)
    return st.lists(word, min_size=least, max_size=most).map(" ".join)


@st.composite
def wordings(draw: st.DrawFn) -> Wording:
    """All that varies in a generated document."""
    return Wording(
        phrases=draw(st.lists(words(), min_size=9, max_size=12)),
        fillers=draw(st.lists(words(), min_size=2, max_size=4)),
        person=draw(st.sampled_from(["Mara Quell", "Óscar Tvé", "최 Bo-ra", "de la Rhin"])),
        medium=draw(st.sampled_from(["Harbour Wire", "Ostrel FM", "𝕋he Tide"])),
        newline=draw(st.sampled_from(["\n", "\r\n", "\n\n", "\r\n\r\n", "\r", "\n \n"])),
        boilerplate=draw(words()),
        name="tests/" + draw(st.sampled_from(["a", "b c", "été", "x.y", "sub/z", "😀"])),
        more=draw(st.integers(0, 3)),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document that is valid to the last level."""
    return build(draw(wordings()))
