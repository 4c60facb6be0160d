"""What speaks for somebody's being an expert, and the model that weighs it."""

from __future__ import annotations

from annotate.expertise import Expertise
from annotate.linking import Entities
from tests.annotate.build import REGISTRY, Paragraph
from tests.annotate.framing import Tale
from tests.annotate.test_channel_choice import stump

LECTURER = (
    "Ada Quist, a lecturer at Vell University, said voters should wait. || ccomp(said, wait) "
    "nsubj(said, Ada) appos(Ada, lecturer) nmod(lecturer, University)"
)
MAYOR = (
    "The mayor Tom Brand said voters should wait. || ccomp(said, wait) nsubj(said, Tom) "
    "compound(Tom, mayor)"
)


def facts(*paragraphs: Paragraph, of: str, names: str = "") -> dict[str, float]:
    tale = Tale(*paragraphs, names=names)
    entities = Entities(tale.ctx, REGISTRY)
    (cluster,) = [each for each in entities.clusters if each.name == of]
    return Expertise(tale.ctx, entities, [], None).facts(cluster)


def test_what_the_apposition_says() -> None:
    told = facts(LECTURER, of="Ada Quist")
    assert told["is_learned"] == told["is_place"] == told["learned_at_place"] == 1.0
    assert told["word_lecturer"] == 1.0
    assert told["listed"] == 1.0
    assert "is_office" not in told


def test_an_office_is_told_too() -> None:
    told = facts(MAYOR, of="Tom Brand")
    assert told["is_office"] == 1.0
    assert told["learned_at_place"] == told["listed"] == 0.0


def test_a_chief_economist_holds_no_office() -> None:
    told = facts(
        "Ada Quist, chief economist at Vell Bank, said voters should wait. || ccomp(said, wait) "
        "nsubj(said, Ada) appos(Ada, economist) compound(economist, chief) nmod(economist, Bank)",
        of="Ada Quist",
    )
    assert told["is_expert"] == told["expert_without_office"] == 1.0
    assert "is_office" not in told


def test_an_advocate_can_be_an_expert() -> None:
    told = facts(
        "The expert and advocate Ada Quist said voters should wait. || ccomp(said, wait) "
        "nsubj(said, Ada) compound(Ada, expert) conj(expert, advocate)",
        of="Ada Quist",
    )
    assert told["listed"] == 1.0


def test_words_beside_that_are_about_others_do_not_count() -> None:
    told = facts(
        "Tom Brand said a professor should wait. || ccomp(said, wait) nsubj(said, Tom)",
        of="Tom Brand",
    )
    assert not [name for name in told if name.endswith("_learned")]


def test_who_only_speaks_and_who_acts() -> None:
    acts = "Tom Brand closed the bridge. || nsubj(closed, Tom) obj(closed, bridge)"
    credited = (
        "Voters should wait, according to Tom Brand. || case(Tom, according) "
        "fixed(according, to) obl(wait, Tom)"
    )
    said = facts(MAYOR, credited, of="Tom Brand")
    both = facts(MAYOR, acts, of="Tom Brand")
    assert (said["only_says"], said["does"]) == (1.0, 0.0)
    assert both["only_says"] == 0.0 < both["does"]
    assert said["says"] > both["says"] > 0.0


def test_who_comes_late_and_is_spoken_of_once() -> None:
    early = facts(LECTURER, MAYOR, of="Ada Quist")
    late = facts(MAYOR, MAYOR, LECTURER, of="Ada Quist")
    assert early["introduced_late"] == 0.0 < late["introduced_late"]
    brand = facts(MAYOR, MAYOR, LECTURER, of="Tom Brand")
    assert brand["spoken_of"] > late["spoken_of"]


def test_the_forest_weighs_the_facts() -> None:
    tale = Tale(LECTURER, MAYOR)
    entities = Entities(tale.ctx, REGISTRY)
    by_name = {cluster.name: cluster for cluster in entities.clusters}
    expertise = Expertise(tale.ctx, entities, [], stump("learned_at_place"))
    assert (
        expertise.chance(by_name["Ada Quist"]) > 0.9 > 0.2 > expertise.chance(by_name["Tom Brand"])
    )
    assert Expertise(tale.ctx, entities, [], None).chance(by_name["Ada Quist"]) == 0.0


def test_what_the_body_is() -> None:
    told = facts(
        "Ada Quist of the Rivers Institute said voters should wait. || ccomp(said, wait) "
        "nsubj(said, Ada) nmod(Ada, Institute)",
        of="Ada Quist",
    )
    assert told["body_is_place"] == 1.0
    state = facts(
        "Ada Quist of the Harbour Ministry said voters should wait. || ccomp(said, wait) "
        "nsubj(said, Ada) nmod(Ada, Ministry)",
        of="Ada Quist",
    )
    assert state["body_is_state"] == 1.0
    assert "body_is_place" not in state


def test_a_clause_of_its_own_tells_what_somebody_is() -> None:
    clause = "{}Brand works at Vell University.{} || works/VBZ nsubj(works, Brand)"
    assert facts(MAYOR, clause.format("", ""), of="Tom Brand")["is_place"] == 1.0
    assert "is_place" not in facts(MAYOR, clause.format("“", "”"), of="Tom Brand")


def test_whose_expert_they_are() -> None:
    line = "{} lawyer said voters should wait. || ccomp(said, wait) nsubj(said, lawyer)"
    owned, free = (
        unnamed(line.format(word) + note)
        for word, note in (("Her", " nmod:poss(lawyer, Her)"), ("The", ""))
    )
    assert owned["owned"] == 1.0
    assert "owned" not in free


def unnamed(line: str) -> dict[str, float]:
    """The facts of whoever speaks without a name."""
    tale = Tale(line).ruled
    (attribution,) = tale.attributions
    expertise = Expertise(tale.ctx, tale.entities, tale.attributions, None)
    return expertise.facts(attribution.parties[0].cluster)


def test_who_is_not_involved_and_what_field_they_are_of() -> None:
    told = facts(
        "Ada Quist, a maritime lawyer, not part of the case, said voters should wait. || "
        "ccomp(said, wait) nsubj(said, Ada) appos(Ada, lawyer) amod(lawyer, maritime) "
        "nmod(lawyer, part) advmod(part, not) nmod(part, case) maritime/JJ",
        of="Ada Quist",
    )
    assert told["uninvolved"] == told["of_a_field"] == told["lawyer_of_a_field"] == 1.0
    mayor = facts(MAYOR, of="Tom Brand")
    assert "uninvolved" not in mayor
    assert mayor["lawyer_of_a_field"] == 0.0


def test_all_speakers_are_weighed_at_once_and_alike() -> None:
    """Who speaks is weighed with the others; whoever is asked for later, by themselves."""
    tale = Tale(LECTURER, MAYOR)
    attributions = tale.ruled.attributions
    forest = stump("learned_at_place")
    expertise = Expertise(tale.ctx, tale.ruled.entities, attributions, forest)
    one_by_one = Expertise(tale.ctx, tale.ruled.entities, [], forest)
    for cluster in tale.ruled.entities.clusters:
        one_by_one.stake = expertise.stake
        assert expertise.chance(cluster) == one_by_one.chance(cluster)
    assert attributions
