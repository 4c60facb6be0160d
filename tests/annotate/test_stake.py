"""What the course of an article, and what somebody says, tell of their stake in it."""

from __future__ import annotations

from annotate.expertise import Expertise
from annotate.linking import Entities
from tests.annotate.build import REGISTRY, Paragraph
from tests.annotate.framing import Tale
from tests.annotate.test_expertise import LECTURER, MAYOR

OUTSIDE = (
    "Ada Quist, an economist at the Rivers Institute, says voters would wait. || "
    "ccomp(says, wait) nsubj(says, Ada) appos(Ada, economist) nmod(economist, Institute)"
)
INSIDE = (
    "Ada Quist, an economist at the Rivers Institute, said we closed our bridge. || "
    "ccomp(said, closed) nsubj(said, Ada) appos(Ada, economist) nmod(economist, Institute)"
)
ACTING = "The Rivers Institute closed a bridge. || nsubj(closed, Institute) obj(closed, bridge)"
SPEAKING = (
    "The Rivers Institute said voters should wait. || ccomp(said, wait) nsubj(said, Institute)"
)
QUIET = "Voters saw a bridge. || nsubj(saw, Voters) obj(saw, bridge)"


def facts(*paragraphs: Paragraph, of: str = "Ada Quist") -> dict[str, float]:
    tale = Tale(*paragraphs)
    (cluster,) = [each for each in tale.ruled.entities.clusters if each.name == of]
    expertise = Expertise(tale.ctx, tale.ruled.entities, tale.ruled.attributions, None)
    return expertise.facts(cluster)


def test_how_much_of_what_is_quoted_is_theirs() -> None:
    alone, among = facts(LECTURER), facts(LECTURER, MAYOR, MAYOR, MAYOR)
    assert (alone["share"], among["share"]) == (1.0, 0.25)
    assert among["speakers"] > alone["speakers"]
    assert among["quoted"] == alone["quoted"] < facts(LECTURER, LECTURER)["quoted"]


def test_who_stands_in_the_lead() -> None:
    assert facts(LECTURER, QUIET, QUIET)["in_lead"] == 1.0
    assert facts(QUIET, QUIET, QUIET, LECTURER)["in_lead"] == 0.0


def test_what_the_body_does_elsewhere() -> None:
    still = facts(OUTSIDE, QUIET)
    assert not any(still[name] for name in ("body_says", "body_does", "body_speaks"))
    assert still["body_in_lead"] == 0.0  # where somebody is introduced does not count
    acts = facts(OUTSIDE, ACTING)
    assert acts["body_in_lead"] == 1.0
    says = facts(OUTSIDE, SPEAKING)
    assert says["body_speaks"] == 1.0
    assert says["body_says"] > 0.0 == says["body_does"]


def test_what_they_say_is_their_own_or_what_may_come() -> None:
    outside, inside = facts(OUTSIDE), facts(INSIDE)
    assert outside["ever_says_may"] == inside["ever_says_we"] == 1.0
    assert outside["ever_says_we"] == inside["ever_says_may"] == 0.0
    assert inside["says_we"] > 0.0
    assert inside["of_past"] == 1.0 > outside["of_past"]
    assert (outside["told_now"], inside["told_now"]) == (1.0, 0.0)


def test_who_says_nothing_has_no_words() -> None:
    tale = Tale(ACTING)
    entities = Entities(tale.ctx, REGISTRY)
    told = Expertise(tale.ctx, entities, [], None).facts(entities.clusters[0])
    assert told["quoted"] == told["share"] == 0.0
    assert "of_past" not in told
