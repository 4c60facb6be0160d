import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.entities import Registry, RegistryEntry
from corpus.formats import form as form_module
from corpus.formats.form import FormError, load_form, parse_form, to_record
from corpus.formats.form_find import FindError, Places
from corpus.spans import Span
from corpus.validate import validate_document

REGISTRY = Registry(
    [
        RegistryEntry(
            id="e/norvik-wire",
            name="Norvik Wire",
            kind="media",
            outlet="news_agency",
            aliases=("Wire",),
        )
    ]
)
TEXT = (
    "Ada Lund said the “ghost” bridge was closed. Tom Reyes said little.\n\n"
    "“We will close it,” Ms Lund told the Norvik Wire. “Nobody cares.”\n\n"
    "“It was ‘wait and see’,” she said, and he said “never”.\n\n"
    "The ministry called the plan “bold” and “a gift,” a spokesman said."
)
ENTITIES = """
entities:
  lund: [person, Ada Lund, Lund]
"""
CLOSE = """
- direct:
  - We will close it
  - Nobody cares
  cue: told
  speaker: {lund: Lund}
  outlet: none
"""
REST = "unmarked: [ghost, It was … see’, wait and see, never, bold, a gift]\n"


def paragraphs(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text)]


def curly(text: str, body: tuple[Span, ...]) -> list[tuple[int, int]]:
    found = [m.span(1) for m in re.finditer(r"“([^“”\n]+)”", text)]
    found += [m.span(1) for m in re.finditer(r"(?<!\w)‘([^‘’\n]+)’", text)]
    return [pair for pair in found if any(home.covers(pair) for home in body)]


def resolve(source: str, text: str = TEXT):
    form = parse_form("article: local/one\n" + source)
    return to_record(form, text=text, body=paragraphs(text), pairs=curly, registry=REGISTRY)


def words(doc, spans) -> list[str]:
    return [span.of(doc.text) for span in spans]


def problems(source: str, text: str = TEXT) -> str:
    with pytest.raises(FormError) as error:
        resolve(source, text)
    return str(error.value)


def one(quotation: str, text: str, entities: str = ENTITIES):
    """The first quotation of a form with one, on a text of its own."""
    doc = resolve(f"{entities}quotations:\n{quotation}", text)
    assert validate_document(doc) == []
    return doc, next(each for each in doc.quotations if each.type != "none")


def fault(quotation: str, text: str, entities: str = ENTITIES) -> str:
    return problems(f"{entities}quotations:\n{quotation}", text)


def test_the_example_of_the_page_resolves():
    page = (Path(form_module.__file__).parent / "FORM.md").read_text(encoding="utf-8")
    text = "\n\n".join(line[2:] for line in page.splitlines() if line.startswith("> "))
    source = page.split("```yaml\n")[1].split("```")[0]
    doc = to_record(parse_form(source), text=text, body=paragraphs(text), pairs=curly)
    assert validate_document(doc) == []
    assert [quotation.type for quotation in doc.quotations] == [
        *("none", "mixed", "direct", "none", "indirect", "indirect", "mixed", "indirect", "mixed")
    ]
    assert doc.quotations[6].parent == doc.quotations[5].id
    assert doc.body[0].start == text.index("Mayor")
    assert not any(entity.id.startswith("e/") for entity in doc.entities)


def test_a_split_quotation_takes_its_segments_from_the_marks():
    doc = resolve(ENTITIES + "quotations:" + CLOSE + REST)
    (quotation,) = doc.quotations
    assert words(doc, quotation.segments) == ["We will close it,", "Nobody cares."]
    assert quotation.content == quotation.segments
    assert words(doc, quotation.cue) == ["told"]
    assert (quotation.mode, quotation.parent, quotation.outlet) == ("speech", None, None)
    (speaker,) = quotation.speakers
    assert (speaker.kind, words(doc, [speaker.mention])) == ("name", ["Lund"])
    assert words(doc, doc.entities[0].mentions) == ["Ada Lund", "Lund"]
    assert quotation.provenance.by == "hand"
    assert quotation.provenance.status == "accepted"


def test_every_pair_must_be_covered():
    report = problems(ENTITIES + "quotations:" + CLOSE)
    assert report.count("nothing covers") == 6
    assert "paragraph 1" in report
    assert "<ghost>" in report


def test_a_pair_is_of_one_quotation_only():
    assert "are those of" in problems(ENTITIES + "quotations:" + CLOSE + "none: [Nobody cares]")


def test_nested_marks_have_a_parent_or_are_none():
    text = "“They told us ‘never again’ twice,” Lund said."
    outer = "- {direct: 'They told … twice', cue: said, speaker: {lund: Lund}, outlet: none}\n"
    inner = "- {mixed: never again, cue: told, speaker: unknown, outlet: none}\n"
    doc = resolve(f"{ENTITIES}quotations:\n{outer}{inner}", text)
    assert doc.quotations[1].parent == doc.quotations[0].id == "q1"
    assert words(doc, doc.quotations[1].segments) == ["never again"]
    doc = resolve(f"{ENTITIES}quotations:\n{outer}none: [never again]", text)
    assert doc.quotations[1].type == "none"
    assert doc.quotations[1].parent is None


def test_a_mixed_quotation_leaves_the_pairs_of_others():
    text = "Lund said the “ghost” bridge was “a disgrace”."
    source = (
        "- {mixed: 'the “ghost” bridge was “a disgrace”', cue: said, "
        "speaker: {lund: Lund}, outlet: none}\n"
    )
    doc, quotation = one(source + "none: [ghost]", text)
    assert words(doc, quotation.segments) == ["a disgrace"]
    doc, quotation = one(source, text)
    assert words(doc, quotation.segments) == ["ghost", "a disgrace"]
    explicit = source.replace("cue:", "segments: ghost, cue:")
    doc, quotation = one(explicit + "none: [a disgrace]", text)
    assert words(doc, quotation.segments) == ["ghost"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("the “gho… never", "not in the body"),
        ("was closed", "not all the words"),
    ],
)
def test_ends_of_a_mixed_quotation_at_marks(content, message):
    text = "Lund said the “ghost” bridge was closed."
    report = fault(f"- {{mixed: '{content}', cue: said, speaker: unknown, outlet: none}}", text)
    assert message in report


@pytest.mark.parametrize("kind", ["mixed", "indirect"])
@pytest.mark.parametrize(
    ("written", "content"),
    [
        ("the “ghost”", "the “ghost"),
        ("the “ghost", "the “ghost"),
        ("“ghost” bridge", "ghost” bridge"),
        ("ghost” bridge", "ghost” bridge"),
        ("the “ghost” bridge was “‘mad’ shut”", "the “ghost” bridge was “‘mad’ shut"),
        ("“ghost” bridge was “‘mad’ shut”", "ghost” bridge was “‘mad’ shut"),
        ("“‘mad’ shut”", "‘mad’ shut"),
        ("‘mad’ shut", "‘mad’ shut"),
    ],
)
def test_the_outer_mark_at_an_edge_is_left_out(kind, written, content):
    text = "Lund said the “ghost” bridge was “‘mad’ shut”. It was."
    source = f"- {{{kind}: '{written}', cue: said, speaker: {{lund: Lund}}, outlet: none}}\n"
    taken = [pair for pair in ("ghost", "‘mad’ shut") if pair in written and kind == "mixed"]
    others = [pair for pair in ("ghost", "‘mad’ shut", "mad") if pair not in taken]
    form = f"{ENTITIES}quotations:\n{source}none: [{', '.join(others)}]"
    doc = resolve(form, text)
    (quotation,) = (each for each in doc.quotations if each.type == kind)
    assert words(doc, quotation.content) == [content]
    assert validate_document(doc) == []


def test_a_part_of_a_mixed_list_may_have_no_marks():
    text = "The plan, Lund said, was “mad” and “bad”."
    source = (
        "- {mixed: [The plan, 'was “mad” and “bad”'], cue: said, "
        "speaker: {lund: Lund}, outlet: none}"
    )
    doc, quotation = one(source, text)
    assert words(doc, quotation.content) == ["The plan", "was “mad” and “bad"]
    assert words(doc, quotation.segments) == ["mad", "bad"]
    assert "call it indirect" in fault(source.replace("'was “mad” and “bad”'", "was"), text)


def test_damaged_marks_are_declared():
    text = "Lund said: We will go now”. Then she left."
    source = "- {direct: We will go now, cue: said, speaker: {lund: Lund}, outlet: none}"
    assert "marks: damaged" in fault(source, text)
    _, quotation = one(source.replace("cue", "marks: damaged, cue"), text)
    assert quotation.segments == quotation.content


def test_a_mark_closed_by_the_paragraph_is_seen():
    text = "Lund said: “We will go now.\n\nThen she left."
    doc, quotation = one(
        "- {direct: We will go now., cue: said, speaker: {lund: Lund}, outlet: none}", text
    )
    assert words(doc, quotation.segments) == ["We will go now."]


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("b c", 2),
        ("b c @1", 2),
        ("d @2", 14),
        ("e <d>", 14),
        ("<d> e", 6),
        ("b … x", 2),
        ("<b ... d> e", 2),
        ("b  c", 2),
        ("f … g", 18),
        ("h <…> i", 26),
    ],
)
def test_ways_to_point_at_words(written, start):
    text = "a b c d e x e d a f … g h … i"
    # Spaces to columns: a0 b2 c4 d6 e8 x10 e12 d14 a16 f18 …20 g22 h24 …26 i28
    assert Places(text, [Span(0, len(text))]).one(written).start == start


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("said", "@2"),
        ("said @9", "only"),
        ("said … a … b", "cut twice"),
        ("she Said", "exactly so"),
        ("'wait and see'", "exactly so"),
        ("bridge was open", "and then goes on"),
        ("little … We", "do not follow"),
        ("closed. “We", "'closed. “We' is not|goes on"),
        ("zebra", "not in the body"),
    ],
)
def test_what_is_not_at_one_place_is_explained(written, message):
    with pytest.raises(FindError, match=message):
        Places(TEXT, paragraphs(TEXT)).one(written)


def test_words_across_a_border_of_paragraphs_are_told():
    with pytest.raises(FindError, match="not within one paragraph"):
        Places(TEXT, paragraphs(TEXT)).one("said little. “We will")


def test_only_whole_words_count():
    text = "He said he was sheltered; they said so."
    places = Places(text, [Span(0, len(text))])
    assert places.literal("he") == [Span(8, 10)]


LINES = "Ada said so. Lund said that it rains, and she left. He said no."


def test_the_cue_is_sought_in_the_sentence_and_the_mention_at_the_cue():
    _, quotation = one(
        "- {indirect: it rains, cue: said, speaker: {lund: Lund}, outlet: none}", LINES
    )
    assert quotation.cue == (Span(18, 22),)
    assert quotation.segments == ()


def test_a_cue_twice_in_the_sentence_is_an_error():
    text = "Lund said it rains and he said it snows."
    source = "- {indirect: it rains, cue: said, speaker: {lund: Lund}, outlet: none}"
    assert "@2" in fault(source, text)
    _, quotation = one(source.replace("cue: said", "cue: Lund <said>"), text)
    assert quotation.cue[0].start == 5


def test_a_cue_is_not_sought_in_other_marks_or_in_the_content():
    text = "“He said so,” Lund said she said, and “said” is a word."
    source = "- {indirect: she said, cue: said, speaker: {lund: Lund}, outlet: none}\n"
    _, quotation = one(source + "none: [said, He said so]", text)
    assert quotation.cue[0].start == 19


def test_a_mention_is_no_part_of_a_longer_name():
    entities = (
        "entities:\n  lund: [person, Ada Lund, Lund]\n  foundation: [organisation, Lund Fund]\n"
    )
    text = "The Lund Fund heard that it rains, Lund said."
    _, quotation = one(
        "- {indirect: it rains, cue: said, speaker: {lund: Lund}, outlet: {foundation: Lund Fund}}",
        text,
        entities,
    )
    assert quotation.speakers[0].mention == Span(35, 39)


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        ("she", "pronoun"),
        ("Lund", "name"),
        ("the mayor", "nominal"),
        ("The Mayor of Lund", "pronoun"),
    ],
)
def test_kinds_of_mentions(mention, kind):
    source = f"- {{indirect: it rains, cue: said, speaker: {{lund: {mention}}}, outlet: none}}"
    if mention.startswith("The"):
        assert "a name of lund?" in fault(source, f"{mention} said it rains.")
    else:
        _, quotation = one(source, f"{mention} said it rains.")
        assert quotation.speakers[0].kind == kind


def test_a_kind_of_mention_can_be_said():
    value = "{lund: {mention: The Lund, kind: nominal}}"
    source = f"- {{indirect: it rains, cue: said, speaker: {value}, outlet: none}}"
    _, quotation = one(source, "The Lund said it rains. Lund left.")
    assert quotation.speakers[0].kind == "nominal"


def test_titles_are_no_part_of_a_name():
    source = "- {indirect: it rains, cue: said, speaker: {lund: Mr Lund}, outlet: none}"
    assert "no title" in fault(source, "Mr Lund said it rains.")


def test_a_part_of_a_name_is_no_mention():
    source = "- {indirect: it rains, cue: said, speaker: {lund: Lund}, outlet: none}"
    assert "a longer name" in fault(source, "Ada Lund said it rains.")


def test_implicit_and_joint_speakers():
    entities = "entities:\n  a: [unnamed, two men]\n  lund: [person, Ada Lund]\n"
    source = "- {indirect: it rains, cue: said, speaker: {a: they, lund: implicit}, outlet: none}"
    doc, quotation = one(source, "Today they said it rains.", entities)
    assert [speaker.kind for speaker in quotation.speakers] == ["pronoun", "implicit"]
    assert words(doc, doc.entities[0].mentions) == ["they"]


OUTLETS = """entities:
  lund: [person, Ada Lund, Lund]
  wire: e/norvik-wire
  post: {name: Norvik Post, kind: media, aliases: [Post]}
"""
RAIN = "Lund told the Norvik Wire that it rains. The Post was closed."


@pytest.mark.parametrize(
    ("outlet", "expected"),
    [
        ("{wire: Norvik Wire}", ("e/norvik-wire", "Norvik Wire", "news_agency", True)),
        ("{wire: implicit}", ("e/norvik-wire", None, "news_agency", False)),
        ("{wire: implicit, kind: media}", ("e/norvik-wire", None, "media", False)),
        ("{post: Post, kind: newspaper, explicit: no}", ("d/post", "Post", "newspaper", False)),
        ("{wire: {mention: Norvik Wire}}", ("e/norvik-wire", "Norvik Wire", "news_agency", True)),
        (
            "{wire: {mention: Norvik Wire, kind: nominal}}",
            ("e/norvik-wire", "Norvik Wire", "news_agency", True),
        ),
        ("{wire: {mention: implicit, kind: media}}", ("e/norvik-wire", None, "media", False)),
        (
            "{post: {mention: Post, kind: newspaper, explicit: no}}",
            ("d/post", "Post", "newspaper", False),
        ),
        ("speaker", ("d/lund", "Lund", "analyst", True)),
        ("speaker as analyst", ("d/lund", "Lund", "analyst", True)),
    ],
)
def test_outlets(outlet, expected):
    key = re.search(r"\{(\w+):", outlet)
    lines = OUTLETS.splitlines(keepends=True)
    kept = "".join(line for line in lines[:2] + [x for x in lines[2:] if key and key[1] in x])
    source = f"- {{indirect: it rains, cue: told, speaker: {{lund: Lund}}, outlet: {outlet}}}"
    doc, quotation = one(source, RAIN, kept)
    found = quotation.outlet
    mention = found.mention and found.mention.of(doc.text)
    assert (found.entity, mention, found.kind, found.explicit) == expected


@pytest.mark.parametrize(
    ("outlet", "message"),
    [
        ("{post: Post, kind: newspaper}", "another sentence"),
        ("{post: Post, explicit: no}", "what kind of outlet"),
        ("{wire: implicit, explicit: yes}", "has a mention"),
        ("{wire: implicit, kind: radio}", "is none of"),
        ("{wire: implicit, post: implicit}", "one entity"),
        ("{nobody: implicit}", "no entity 'nobody'"),
        ("{wire: {mention: Norvik Wire, kind: radio}}", "is none of"),
        ("{wire: {words: Norvik Wire}}", "no such key"),
        ("{wire: {kind: media}}", "must be a text"),
        ("yes", "write none, speaker"),
    ],
)
def test_faulty_outlets(outlet, message):
    source = f"- {{indirect: it rains, cue: told, speaker: {{lund: Lund}}, outlet: {outlet}}}"
    assert message in fault(source, RAIN, OUTLETS)


@pytest.mark.parametrize(
    ("quotation", "message"),
    [
        ("{indirect: it rains, speaker: unknown, outlet: none}", "without cue"),
        ("{indirect: it rains, cue: told, outlet: none}", "without speaker"),
        ("{indirect: it rains, cue: told, speaker: unknown}", "without outlet"),
        ("{cue: told, speaker: unknown, outlet: none}", "none of them"),
        ("{indirect: a, direct: b, cue: none, speaker: unknown, outlet: none}", "direct and"),
        ("{indirect: '', cue: none, speaker: unknown, outlet: none}", "is empty"),
        ("{indirect: it rains, cue: '', speaker: unknown, outlet: none}", "is empty"),
        ("{indirect: it rains, cue: none, speaker: lund, outlet: none}", "write {entity"),
        ("{indirect: it rains, cue: none, speaker: unknown, outlet: speaker}", "one speaker"),
        ("{indirect: it rains, cue: none, mode: song, speaker: unknown, outlet: none}", "none of"),
        ("{indirect: it rains, cue: none, speaker: unknown, outlet: none, x: y}", "no such key"),
        ("{indirect: [it rains, Lund told], cue: none, speaker: {}, outlet: none}", "text order"),
        ("{indirect: it rains, parent: z, cue: none, speaker: {}, outlet: none}", "label: z"),
        ("{indirect: it rains, segments: it, cue: none, speaker: {}, outlet: none}", "follow from"),
        ("{indirect: it rains, marks: bad, cue: none, speaker: {}, outlet: none}", "damaged"),
        ("just words", "must be a mapping"),
    ],
)
def test_faulty_quotations(quotation, message):
    report = fault(f"- {quotation}\n", RAIN)
    assert message in report
    assert "line 6: quotations[0]" in report


def test_a_comma_that_cuts_a_list_is_noticed():
    text = "Lund said that it rains, it pours."
    source = "- {indirect: [it rains, it pours], cue: said, speaker: {lund: Lund}, outlet: none}"
    assert "needs quotes" in fault(source, text)


def test_labels_and_parents():
    text = "Lund said that Tom thinks it rains."
    source = (
        "- {indirect: Tom thinks it rains, label: a, cue: said, "
        "speaker: {lund: Lund}, outlet: none}\n"
        "- {indirect: it rains, parent: a, mode: thought, cue: thinks, "
        "speaker: unknown, outlet: none}"
    )
    doc, _ = one(source, text)
    assert (doc.quotations[1].parent, doc.quotations[1].mode) == ("q1", "thought")
    twice = source.replace("parent: a", "label: a")
    assert "stands twice" in fault(twice, text)


@pytest.mark.parametrize(
    ("entity", "message"),
    [
        ("x: [person]", "mapping"),
        ("x: [animal, Rex]", "is none of"),
        ("x: {name: Rex}", "is none of"),
        ("x: {kind: person}", "must be a text"),
        ("x: e/nobody", "not in the registry"),
        ("x: {id: e/norvik-wire, name: Wires}", "leave it out"),
        ("x: {id: q/x, name: Rex, kind: person}", "begins with"),
        ("x: [media, Norvik Wire]", "write id: e/norvik-wire"),
        ("speaker: [person, Rex]", "plain word"),
        ("x: [person, Rex]", "no quotation refers"),
        ("x: {name: Rex, kind: person, outlet: radio}", "is none of"),
        ("x: {name: Rex, kind: person, id: d/lund}", "stands twice"),
    ],
)
def test_faulty_entities(entity, message):
    source = "- {indirect: it rains, cue: told, speaker: {lund: Lund}, outlet: none}"
    assert message in fault(source, RAIN, f"{ENTITIES}  {entity}\n")


def test_a_namesake_of_the_registry_is_declared():
    entities = "entities:\n  x: {id: d/x, name: Norvik Wire, kind: media, outlet: newspaper}\n"
    source = "- {indirect: it rains, cue: told, speaker: unknown, outlet: {x: Norvik Wire}}"
    doc, _ = one(source, RAIN, entities)
    assert doc.entities[0].id == "d/x"


def test_a_name_that_two_share_is_a_mention_of_neither():
    entities = "entities:\n  a: [person, Kim Bo, Kim]\n  b: [person, Kim Dae, Kim]\n"
    text = "Kim Bo and Kim Dae said it rains. Kim left."
    source = "- {indirect: it rains, cue: said, speaker: {a: Kim Bo, b: Kim Dae}, outlet: none}"
    doc, _ = one(source, text, entities)
    assert [words(doc, entity.mentions) for entity in doc.entities] == [["Kim Bo"], ["Kim Dae"]]


def test_the_body_can_be_corrected():
    text = "Menu\n\nLund said it rains.\n\nLund left."
    form = parse_form(
        "article: local/one\nbody: {drop: [Menu], add: [Lund left.]}\n"
        f"{ENTITIES}quotations:\n"
        "- {indirect: it rains, cue: said, speaker: {lund: Lund}, outlet: none}"
    )
    doc = to_record(form, text=text, body=[(0, 4), (6, 25)], pairs=curly, registry=REGISTRY)
    assert doc.body == (Span(6, 25), Span(27, 37))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("{drop: [zebra]}", "0 paragraphs begin"),
        ("{add: [zebra]}", "not in the body"),
        ("{add: [Ada Lund]}", "in the body already"),
        ("{keep: [x]}", "no such key"),
    ],
)
def test_faulty_corrections_of_the_body(body, message):
    assert message in problems(f"body: {body}")


def test_none_with_damage_and_with_several_segments():
    text = "The “long\n\n“road” is a film, and so is yard”."
    doc = resolve("none:\n- [long, road]\n- {text: yard, marks: damaged}", text)
    assert [words(doc, quotation.segments) for quotation in doc.quotations] == [
        ["long", "road"],
        ["yard"],
    ]
    assert doc.quotations[0].mode is None


def test_mistakes_of_the_finder_must_be_its_own():
    assert "no such pair" in problems("unmarked: [bridge]")
    assert "no pair of marks" in problems("unmarked: [ghost @1, ghost @1]")


def test_facts_of_the_article():
    doc = resolve(
        "title: no\ntranscript: yes\npublished: 2024-05\nsplit: dev\npublisher: e/norvik-wire\n"
    )
    assert (doc.title, doc.transcript, doc.published, doc.split) == ("no", True, "2024-05", "dev")
    assert (doc.publisher, doc.id, doc.collection) == ("e/norvik-wire", "local/one", "local")
    assert "no key of entities" in problems("publisher: e/zebra")
    assert "in a transcript" in problems("transcript: yes\nnone: [ghost]")
    assert "is none of yes" in problems("transcript: maybe")


def test_the_id_must_be_that_of_the_text():
    form = parse_form("article: local/one")
    with pytest.raises(FormError, match="whose text was given"):
        to_record(form, text="A.", body=[(0, 2)], pairs=curly, doc_id="local/two")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "a form is a mapping"),
        ("- a", "a form is a mapping"),
        ("article: [", "not YAML"),
        ("article: a\narticle: b", "line 2: article: stands twice"),
        ("article: we are # 1", "cuts a text"),
        ("article: *a", "needs quotes"),
        ("article: !x a", "needs quotes"),
        ("? [a]\n: b", "must be a word"),
        ("article: \x00", "not YAML"),
    ],
)
def test_yaml_that_would_change_a_text_is_refused(source, message):
    with pytest.raises(FormError) as error:
        parse_form(source)
    assert message in str(error.value)


def test_values_stay_as_written():
    form = parse_form("\ufeffa: no\nb: 1.10\nc: 2024-05-01\nd: ~\ne: 'x' # fine\n# fine")
    assert form.data == {"a": "no", "b": "1.10", "c": "2024-05-01", "d": "~", "e": "x"}
    assert form.lines["c"] == 3


def test_forms_are_read_from_utf8_files(tmp_path):
    path = tmp_path / "one.yaml"
    path.write_bytes("article: local/“x”".encode())
    assert load_form(path).data == {"article": "local/“x”"}
    path.write_bytes(b"article: \xff")
    with pytest.raises(FormError, match="not UTF-8"):
        load_form(path)


@given(
    st.lists(st.sampled_from(["he", "said", "“so”", "北京", "😀", "c’est", "x."]), min_size=1),
    st.data(),
)
def test_any_words_with_their_number_are_found_again(tokens, data):
    text = " ".join(tokens)
    starts = [len(" ".join(tokens[:i])) + bool(i) for i in range(len(tokens))]
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    span = Span(starts[first], starts[last] + len(tokens[last]))
    places = Places(text, [Span(0, len(text))])
    number = places.literal(span.of(text)).index(span) + 1
    assert places.one(f"{span.of(text)} @{number}") == span
