"""Quotation marks to segments: every kind of mark, every kind of damage, and what always holds."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.segments import Segment, find_segments
from corpus.spans import Span

MARKS = "“”„\"'‘’‚«»‹›「」『』`´"


def body_of(text: str) -> list[tuple[int, int]]:
    """Lines that are not blank, without the white space at their ends."""
    return [match.span() for match in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def words(text: str) -> list[str]:
    return [segment.span.of(text) for segment in find_segments(text, body_of(text))]


def marks(text: str) -> list[tuple[str, str]]:
    return [(each.opening, each.closing) for each in find_segments(text, body_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will build it,” said Orla. “Soon.”", ["We will build it,", "Soon."]),
        ('"We will build it," said Orla. "Soon."', ["We will build it,", "Soon."]),
        ('“We will build it," said Orla. "Soon.”', ["We will build it,", "Soon."]),
        ("”We will build it,“ said Orla. ”Soon,” she added.", ["We will build it,", "Soon,"]),
        ("“We will build it,“ said Orla.", ["We will build it,"]),
        ("“ We will build it, ” said Orla.", ["We will build it,"]),
        ("Called ” a slow bridge ” by Orla.", ["a slow bridge"]),
        ("She said:“Build it.”Then she left.", ["Build it."]),
        ("She left.»Build it,» said Orla.", ["Build it,"]),
        ("«Build it», said Orla.", ["Build it"]),
        ("»Build it«, said Orla.", ["Build it"]),
        ("‹Build it›, said Orla.", ["Build it"]),
        ("‹‹Build it››, said Orla.", ["Build it"]),
        ("“Build it», said Orla. «Soon,” she said.", ["Build it", "Soon,"]),
        ("„Baut es“, sagte Orla.", ["Baut es"]),
        ("„Budujcie”, said Orla.", ["Budujcie"]),
        ("她说“你好”，又说「再见」。", ["你好", "再见"]),
        ("``Build it,'' said Orla. ``Soon.''", ["Build it,", "Soon."]),
        ("''Build it,'' said Orla.", ["Build it,"]),
        ("‘‘Build it,’’ said Orla.", ["Build it,"]),
        ("‘’Build it,’’ said Orla.", ["Build it,"]),
        ("“Build it,’’ said Orla.", ["Build it,"]),
        ("‘Build it,” said Orla.", ["Build it,"]),
        ("〝Build it〞, said Orla.", ["Build it"]),
        ("“...and then we left,” said Orla.", ["...and then we left,"]),
        ("“… and then we left,” said Orla.", ["… and then we left,"]),
        ("“I was—” Orla began.", ["I was—"]),
        ("The plan (“a fine mess”) failed.", ["a fine mess"]),
        ("“[The bridge] is old,” she said.", ["[The bridge] is old,"]),
    ],
)
def test_outer_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'Build it,' said Orla. 'We can't wait.'", ["Build it,", "We can't wait."]),
        ("‘Build it,’ said Orla. ‘We can’t wait.’", ["Build it,", "We can’t wait."]),
        ("'The workers' strike is on,' she said.", ["The workers' strike is on,"]),
        ("The workers' strike and the miners' march.", []),
        ("Orla's and James' and the Joneses' dogs.", []),
        ("Back in the '90s and the ’80s, get ’em all, rock 'n' roll.", []),
        ("'Twas late, she said, 'but fine.'", ["but fine."]),
        ("She was goin' home an' cookin' stew.", []),
        ("Known as the 'hanging bridges' of Tarn.", ["hanging bridges"]),
        ("People with the '90%' claim.", ["90%"]),
        ("On TVN 's 'Radar' show.", ["Radar"]),
        ("The O‘Hara house and Al Rud’ha hall.", []),
        ("'Build it,’ said Orla.", ["Build it,"]),
        ("`Build it,' said Orla.", ["Build it,"]),
        ("‘Enba was a king.", []),
        ("‘Enba was a king.\n‘Enba ruled Tarn.", []),
        ("‘Calm,’ ‘kind’, ‘old’ and the ‘rest’.", ["Calm,", "kind", "old", "rest"]),
        ("The ’race day’ came.", ["race day"]),
    ],
)
def test_single_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She is 5'10\" tall and he is 6'3\".",
        'A 6" pipe, a 4" pipe and a 12\' wall.',
        "It lies at 51°30'12\" north.",
        '1996\t"\t"\t12',
        "Don’t, won't, it´s, y’all.",
        "No mark at all.",
        "",
        "“”",
        '""',
        "“ ”",
        "''''''''''''''''''''",
    ],
)
def test_no_quotation(text: str) -> None:
    assert find_segments(text, body_of(text)) == []


def test_inch_beside_a_quotation() -> None:
    assert words('"I cut a 6" pipe," said Orla.') == ['I cut a 6" pipe,']


def test_inner_marks_have_parents() -> None:
    text = "“She told me ‘the ‹old› mill’ burnt,” said Orla. “‘No.’”"
    found = find_segments(text, body_of(text))
    assert [(each.span.of(text), each.parent) for each in found] == [
        ("She told me ‘the ‹old› mill’ burnt,", None),
        ("the ‹old› mill", 0),
        ("old", 1),
        ("‘No.’", None),
        ("No.", 3),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\"He said 'no'.\"", ["He said 'no'.", "no"]),
        ("\"He said 'no,'\" she said.", ["He said 'no,'", "no,"]),
        ("\"'No,' he said,\" she said.", ["'No,' he said,", "No,"]),
        ("''He said, 'no.''' she said.", ["He said, 'no.'", "no."]),
        ("'''No,' he said.'' she said.", ["'No,' he said.", "No,"]),
        ('"The “old” mill burnt," she said.', ["The “old” mill burnt,", "old"]),
        ("“The “old” mill burnt,” she said.", ["The “old” mill burnt,", "old"]),
        ("‘The “old” mill burnt,’ she said.", ["The “old” mill burnt,", "old"]),
        ("‘The ‘old’ mill burnt,’ she said.", ["The ‘old’ mill burnt,", "old"]),
        ("‘It is the ‘old mill’’ she said.", ["It is the ‘old mill’", "old mill"]),
        ("“It’s the workers’ ‘right’,” she said.", ["It’s the workers’ ‘right’,", "right"]),
    ],
)
def test_marks_inside_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "written"),
    [
        ("““Build it.”", ["Build it."], [("““", "”")]),
        ("““Build it.””", ["Build it."], [("““", "””")]),
        ("“Build it.”” She left.", ["Build it."], [("“", "””")]),
    ],
)
def test_doubled_marks(text: str, expected: list[str], written: list[tuple[str, str]]) -> None:
    assert words(text) == expected
    assert marks(text) == written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orla said: “Build it now.", ["Build it now."]),
        ("“Build it now, she says. Then she left for Tarn.", ["Build it now,"]),
        ("“Build it now, says Orla Venn. Tarn is old.", ["Build it now,"]),
        ("“Build it. “We need it,” said Orla.", ["Build it.", "We need it,"]),
        ("“Build it, she says. “We need it,” said Orla.", ["Build it,", "We need it,"]),
        ("Those who (are “rather shy) and “bold” people.", ["rather shy", "bold"]),
        ("The bridge will be built.” The mayor left.", []),
        ("Why build it?“ she went on. It is new.\n\n“Why?” she said.", ["Why?"]),
        ("The “Old Mill’ (in Tarn) is shut.\n\n“Why?” she said.", ["Old Mill", "Why?"]),
        ("She spoke of “old mills, she said, and “new” ones.", ["old mills,", "new"]),
        ("The bridge will be built,” said Orla Venn.", ["The bridge will be built,"]),
        ("They are against “ism, and want it gone,” he said.", ["ism, and want it gone,"]),
    ],
)
def test_missing_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def chain(text: str) -> list[tuple[str, str, str, int | None]]:
    found = find_segments(text, body_of(text))
    return [(each.opening, each.span.of(text), each.closing, each.continues) for each in found]


def test_several_paragraphs_each_opened() -> None:
    assert chain("“One.\n\n“Two ‘and’ a half.\n\n“Three,” said Orla.") == [
        ("“", "One.", "", None),
        ("“", "Two ‘and’ a half.", "", 0),
        ("‘", "and", "’", None),
        ("“", "Three,", "”", 1),
    ]


def test_several_paragraphs_in_single_marks() -> None:
    assert chain("‘One.\n\n‘Two,’ said Orla. ‘Three.’") == [
        ("‘", "One.", "", None),
        ("‘", "Two,", "’", 0),
        ("‘", "Three.", "’", None),
    ]


def test_several_paragraphs_closed_by_a_stray_mark() -> None:
    assert chain("“One.\n\nTwo.\n\nThree,” said Orla. “Four.”") == [
        ("“", "One.", "", None),
        ("", "Two.", "", 0),
        ("", "Three,", "”", 1),
        ("“", "Four.", "”", None),
    ]


def test_opening_mark_torn_from_its_paragraph() -> None:
    assert chain("“One,” said Orla. “\n\nTwo ‘and’ a half,” she added.") == [
        ("“", "One,", "”", None),
        ("“", "Two ‘and’ a half,", "”", None),
        ("‘", "and", "’", None),
    ]


def test_an_excerpt_is_not_continued_by_the_marks_inside_it() -> None:
    assert chain('"Orla spoke of “old” mills.\n\n“Old and grey,” she said.') == [
        ('"', "Orla spoke of “old” mills.", "", None),
        ("“", "old", "”", None),
        ("“", "Old and grey,", "”", None),
    ]


@pytest.mark.parametrize("damage", ["“Never closed", "closed,” twice” over", "'", '"', "«", '6"'])
def test_damage_stays_in_its_paragraph(damage: str) -> None:
    text = f"{damage}\n\nThe mayor left. “Stay,” said Orla. It's 'fine'.\n\n“Go,” she said."
    assert words(text)[-3:] == ["Stay,", "fine", "Go,"]


def test_paragraphs_are_those_of_the_body() -> None:
    text = "“Menu” | “Home”\n“Stay,” said Orla.\nAdvert “x”"
    line = text.index("\n") + 1, text.rindex("\n")
    assert [each.span.of(text) for each in find_segments(text, [line])] == ["Stay,"]
    assert find_segments(text, []) == []


texts = st.text(
    st.sampled_from(MARKS + "aS s5.,:—(\n\n") | st.characters(exclude_categories=["Cs"]),
    max_size=120,
)


def check(text: str, body: list[tuple[int, int]], found: list[Segment]) -> None:
    for i, each in enumerate(found):
        assert Span(*body[each.paragraph]).covers(each.span)
        inner = each.span.of(text)
        assert inner
        assert inner == inner.strip()
        assert each.parent is None or each.parent < i
        assert each.continues is None or found[each.continues].paragraph < each.paragraph
        if each.parent is not None:
            parent = found[each.parent]
            assert parent.span.covers(each.span)
            assert parent.paragraph == each.paragraph
        for other in found[:i]:
            if other.span.overlaps(each.span):
                assert other.span.covers(each.span)
        if each.opening:
            assert (
                text[body[each.paragraph][0] : each.span.start].rstrip().endswith(each.opening)
                or each.continues is None
            )


@settings(max_examples=400, deadline=None)
@given(texts)
def test_laws(text: str) -> None:
    body = body_of(text)
    found = find_segments(text, body)
    check(text, body, found)
    assert found == find_segments(text, body)


@settings(max_examples=150, deadline=None)
@given(texts, st.lists(st.integers(0, 120), max_size=8))
def test_laws_for_any_body(text: str, cuts: list[int]) -> None:
    edges = sorted({min(cut, len(text)) for cut in cuts})
    body = list(zip(edges[::2], edges[1::2], strict=False))
    check(text, body, find_segments(text, body))


@settings(max_examples=150, deadline=None)
@given(texts)
def test_a_paragraph_before_shifts_everything(text: str) -> None:
    prefix = "The mayor of Tarn left.\n"
    body, moved = body_of(text), body_of(prefix + text)
    plain, shifted = find_segments(text, body), find_segments(prefix + text, moved)
    by = len(prefix)
    assert [(each.span.start + by, each.span.end + by, each.parent) for each in plain] == [
        (*each.span, each.parent) for each in shifted
    ]


@pytest.mark.parametrize(
    "text", ["\0“a\0b”\0", "שלום “עולם” 'טוב'", "😀“e\u0301”😀", "\u202e“abc”\u202c"]
)
def test_odd_characters(text: str) -> None:
    assert words(text)


@pytest.mark.parametrize("unit", ["“", '"', "'", " 'a' \"b", "“a (", "“a, he said ", "“a’s"])
def test_time_is_linear(unit: str) -> None:
    assert seconds(unit, 100_000) < 20


def test_a_line_of_a_million_characters() -> None:
    assert seconds('" ', 1_000_000) < 60


def seconds(unit: str, length: int) -> float:
    """Processor time for one paragraph of ``length`` characters."""
    text = unit * (length // len(unit))
    begin = time.process_time()
    find_segments(text, [(0, len(text))])
    return time.process_time() - begin
