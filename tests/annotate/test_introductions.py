"""Sources that lead to a name: by the words before it, out of a relative clause, without `and`."""

from __future__ import annotations

import pytest

from annotate.drafts import Draft
from tests.annotate.build import Paragraph, only, record, seen
from tests.annotate.framing import Tale

ENDS = "ccomp(said, rebuild)"
LED = [
    pytest.param(
        f"“We will rebuild,” Bridge Union chief worker Ada Quist said. || {ENDS} "
        "nsubj(said, Union) chief/NN worker/NN flat(Union, Ada)",
        "Ada Quist: Ada Quist",
        id="from a body to a person",
    ),
    pytest.param(
        f"“We will rebuild,” Vell’s ferry worker Ada Quist said. || {ENDS} nsubj(said, worker) "
        "nmod:poss(worker, Vell)",
        "Ada Quist: Ada Quist",
        id="from a description to a person",
    ),
    pytest.param(
        f"“We will rebuild,” the ferry company Bridge Union said. || {ENDS} "
        "nsubj(said, company) ferry/NN company/NN flat(company, Union)",
        "Bridge Union: Bridge Union",
        id="from a description to a body",
    ),
    pytest.param(
        f"“We will rebuild,” a worker at Bridge Union Ada Quist said. || {ENDS} "
        "nsubj(said, worker) nmod(worker, Union) at/IN",
        "Ada Quist: Ada Quist",
        id="over the name of a body",
    ),
    pytest.param(
        f"“We will rebuild,” a worker named Ada Quist said. || {ENDS} nsubj(said, worker) "
        "acl(worker, named) named/VBN obj(named, Ada)",
        "Ada Quist: Ada Quist",
        id="over a participle",
    ),
    pytest.param(
        f"“We will rebuild,” a worker, who gave his name as Tom Brand, said. || {ENDS} "
        "nsubj(said, worker) acl:relcl(worker, gave) nsubj(gave, who) obj(gave, name) "
        "nmod:poss(name, his) obl(gave, Tom) case(Tom, as) gave/VBD name/NN as/IN",
        "Tom Brand: Tom Brand",
        id="over a clause that gives the name",
    ),
    pytest.param(
        f"“We will rebuild,” a worker for Ada Quist said. || {ENDS} nsubj(said, worker) "
        "nmod(worker, Ada) for/IN",
        "a worker for Ada Quist: a worker for Ada Quist",
        id="but not to somebody else",
    ),
]
LED += [
    pytest.param(
        f"“We will rebuild,” old ferry company The Bridge Union said. || {ENDS} "
        "nsubj(said, company) ferry/NN company/NN flat(company, Union)",
        "Bridge Union: Bridge Union",
        id="over the article of a name",
    ),
    pytest.param(
        f"“We will rebuild,” Senior Ranger Ada Quist said. || {ENDS} nsubj(said, Ranger)",
        "Ada Quist: Ada Quist",
        id="from a title that looks like a name",
    ),
    pytest.param(
        f"“We will rebuild,” the Founder, Advocate Ada Quist, said. || {ENDS} "
        "nsubj(said, Founder) dep(said, Advocate) flat(Advocate, Ada)",
        "Ada Quist: Ada Quist",
        id="from a title to a name that stands apart",
    ),
]


@pytest.mark.parametrize(("line", "speaker"), LED)
def test_a_description_leads_to_a_name(line: str, speaker: str) -> None:
    assert only(record(line)).speakers == [speaker]


def test_several_names_behind_a_plural() -> None:
    found = only(
        record(
            f"“We will rebuild,” workers Ada Quist and Tom Brand said. || {ENDS} "
            "nsubj(said, workers) appos(workers, Brand)"
        )
    )
    assert [s.partition(":")[0] for s in found.speakers] == ["Ada Quist", "Tom Brand"]


ASTRAY = "ccomp(said, resume) nsubj(said, Tom) dep(said, Ada) dep(said, Oskar)"


@pytest.mark.parametrize(
    ("line", "joined"),
    [
        ("Ada Quist, Oskar Ray and Tom Brand said talks would resume.", True),
        ("Near Ada Quist, Oskar Ray and Tom Brand also said talks would resume.", True),
        ("Ada Quist, Oskar Ray, Tom Brand said talks would resume.", False),
        ("Near Ada Quist and Oskar Ray lately Tom Brand said talks would resume.", False),
    ],
)
def test_names_in_a_row_speak_together_though_no_tree_joins_them(line: str, joined: bool) -> None:
    found = only(record(f"{line} || {ASTRAY}", names="PERSON Oskar Ray"))
    named = sorted(s.partition(":")[0] for s in found.speakers)
    assert named == (["Ada Quist", "Oskar Ray", "Tom Brand"] if joined else ["Tom Brand"])


def test_names_behind_the_verb_do_not_speak_with_the_first() -> None:
    found = only(
        record(
            "Tom Brand said Ada Quist and Oskar Ray left. || ccomp(said, left) nsubj(said, Tom) "
            "nsubj(left, Ada) conj(Ada, Oskar)",
            names="PERSON Oskar Ray",
        )
    )
    assert [s.partition(":")[0] for s in found.speakers] == ["Tom Brand"]


def test_names_that_a_comma_parts_from_their_plural() -> None:
    found = only(
        record(
            f"“We will rebuild,” workers, Ada Quist and Tom Brand, said. || {ENDS} "
            "nsubj(said, workers)"
        )
    )
    assert [s.partition(":")[0] for s in found.speakers] == ["Ada Quist", "Tom Brand"]


def source(tale: Tale, draft: Draft) -> str:
    assert draft.source is not None
    return draft.source.sent.tokens[draft.source.token].text


@pytest.mark.parametrize(("drawn", "head"), [("Bridge Union", "Union"), ("Tom Brand", "Tom")])
def test_nobody_inside_a_relative_clause_speaks(drawn: str, head: str) -> None:
    tale = Tale(
        f"The worker, who left {drawn}, said talks would resume. || ccomp(said, resume) "
        f"nsubj(said, worker) acl:relcl(worker, left) obj(left, {head})"
    )
    (draft,) = tale.drafts(tale.frame("said", "talks would resume", source=drawn))
    assert source(tale, draft) == "worker"


def test_a_name_between_commas_speaks() -> None:
    tale = Tale(
        "The worker who left Vell, Tom Brand, said talks would resume. || ccomp(said, resume) "
        "nsubj(said, worker) acl:relcl(worker, left) obj(left, Vell) appos(Vell, Tom)"
    )
    (draft,) = tale.drafts(tale.frame("said", "talks would resume", source="Tom Brand"))
    assert source(tale, draft) == "Tom"


def speakers(tale: Tale, *names: str) -> list[str]:
    found = tale.attributed(tale.frame("said", "talks would resume", source=names))
    (attribution,) = found.attributions
    return [cluster.name for cluster in attribution.clusters]


def test_names_that_nothing_joins_are_not_one_source() -> None:
    joined = Tale(
        "Ada Quist and Tom Brand said talks would resume. || ccomp(said, resume) nsubj(said, Ada)"
    )
    apart = Tale(
        "Ada Quist, a worker of Tom Brand, said talks would resume. || ccomp(said, resume) "
        "nsubj(said, Ada) appos(Ada, worker) nmod(worker, Tom)"
    )
    both = ("Ada Quist", "Tom Brand")
    assert speakers(joined, *both) == ["Ada Quist", "Tom Brand"]
    assert speakers(apart, *both) == ["Ada Quist"]


GOES_ON: tuple[Paragraph, ...] = (
    "“We will rebuild the bridge,” Tom Brand said. || ccomp(said, rebuild)",
    "Ada Quist hopes talks will resume. || ccomp(hopes, resume) hopes/VBZ",
    "“We have waited for a long time.”",
)


def test_free_words_go_on_for_the_report_before_them() -> None:
    tale = Tale(*GOES_ON)
    drafts = tale.drafts(
        tale.frame("said", "We will rebuild the bridge,", source="Tom Brand", type="direct"),
        tale.frame("hopes", "talks will resume", source="Ada Quist"),
        tale.frame(
            "We#2", "We have waited for a long time.", cued=False, mention="implicit", type="direct"
        ),
    )
    assert [draft.type for draft in drafts] == ["direct", "indirect", "direct"]
    assert drafts[2].follows is drafts[1]


def test_a_letter_by_people_without_a_name_is_theirs() -> None:
    found = seen(
        record(
            "“We will rebuild,” a letter by workers said. || ccomp(said, rebuild) "
            "nsubj(said, letter) nmod(letter, workers) by/IN letter/NN"
        )
    )
    assert [each.speakers for each in found] == [["workers: workers"]]


PASSED_ON = [
    pytest.param(
        "“We will rebuild,” the agency quoted Tom Brand as saying. || ccomp(quoted, rebuild) "
        "obj(quoted, Tom) advcl(quoted, saying) mark(saying, as)",
        "quoted",
        "the agency",
        "Tom",
        id="the object of quoted as saying",
    ),
    pytest.param(
        "“We will rebuild,” in its letter Ada Quist wrote. || ccomp(wrote, rebuild) "
        "nsubj(wrote, letter) nsubj(wrote, Ada) case(letter, in) nmod:poss(letter, its)",
        "wrote",
        "its letter",
        "Ada",
        id="who wrote in a letter that is parsed as a subject",
    ),
    pytest.param(
        "Ada Quist said, according to Norland Wire: “We will rebuild.” || ccomp(said, rebuild) "
        "nsubj(said, Ada) obl(said, Norland) case(Norland, according) fixed(according, to) "
        "according/VBG",
        "according",
        "Norland Wire",
        "Ada",
        id="the subject of said, according to",
    ),
]


@pytest.mark.parametrize(("line", "cue", "drawn", "head"), PASSED_ON)
def test_who_passes_words_on_does_not_speak(line: str, cue: str, drawn: str, head: str) -> None:
    tale = Tale(line)
    content = "We will rebuild" + ("," if "rebuild," in line else ".")
    (draft,) = tale.drafts(tale.frame(cue, content, source=drawn, type="direct"))
    assert source(tale, draft) == head


def test_the_ministry_speaks_and_not_its_country() -> None:
    tale = Tale(
        "Norland’s ministry said talks would resume. || ccomp(said, resume) nsubj(said, ministry) "
        "nmod:poss(ministry, Norland)",
        names="PLACE Norland",
    )
    assert speakers(tale, "Norland") == ["Norland’s ministry"]


def test_no_place_at_the_end_of_a_relative_clause_speaks() -> None:
    tale = Tale(
        "The worker, who left Norland said talks would resume. || ccomp(said, resume) "
        "nsubj(said, worker) acl:relcl(worker, left) nsubj(said, Norland)",
        names="PLACE Norland",
    )
    (draft,) = tale.drafts(tale.frame("said", "talks would resume", source="Norland"))
    assert source(tale, draft) == "worker"


def test_the_whole_of_a_joined_subject_speaks() -> None:
    tale = Tale(
        "The worker and the captain said talks would resume. || ccomp(said, resume) "
        "nsubj(said, worker) conj(worker, captain)"
    )
    (draft,) = tale.drafts(tale.frame("said", "talks would resume", source="the captain"))
    assert source(tale, draft) == "worker"


def test_a_joined_subject_may_end_its_sentence() -> None:
    tale = Tale(
        "Talks would resume, said captains workers || ccomp(said, resume) "
        "nsubj(said, workers) conj(workers, captains)"
    )
    tale.ctx.sentences[0].tokens[-1].feats = "Number=Plur"
    (draft,) = tale.drafts(tale.frame("said", "Talks would resume", source="captains"))
    assert source(tale, draft) == "workers"


def test_the_subject_of_a_verb_that_was_drawn_with_it_speaks() -> None:
    tale = Tale(
        "Ada Quist wrote a letter saying talks would resume. || nsubj(wrote, Ada) "
        "obj(wrote, letter) acl(letter, saying) ccomp(saying, resume)"
    )
    found = tale.attributed(
        tale.frame("saying", "talks would resume", source="Ada Quist wrote a letter")
    )
    assert [c.name for c in found.attributions[-1].clusters] == ["Ada Quist"]


def test_the_name_before_who_speaks_where_the_parse_lost_it() -> None:
    tale = Tale(
        "“We will rebuild,” said Ada Quist, who thinks talks would resume. || ccomp(said, rebuild) "
        "nsubj(said, Ada) conj(said, thinks) nsubj(thinks, who) ccomp(thinks, resume) thinks/VBZ"
    )
    found = tale.attributed(tale.frame("thinks", "talks would resume", source="who"))
    assert [c.name for c in found.attributions[-1].clusters] == ["Ada Quist"]


@pytest.mark.parametrize(("others", "said"), [("", ["Ada Quist"]), ("Tom Brand left.", [])])
def test_free_words_at_the_head_are_the_only_persons(others: str, said: list[str]) -> None:
    between = [others] if others else []
    tale = Tale("Ada Quist built the pier.", *between, "“We will walk.”")
    found = tale.attributed(tale.frame("walk", "We will walk.", type="direct"))
    assert [c.name for c in found.attributions[-1].clusters] == said
