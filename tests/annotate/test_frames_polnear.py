"""Drafts by PolNeAR's scheme: the words that the tagger drew, and nothing made of them."""

from __future__ import annotations

from annotate.polnear_scheme import draw_frames, draw_sources
from annotate.speakers import SpeakerFinder
from tests.annotate.framing import Tale

MIXED = Tale("Ada Quist said the bridge was “a fine mess” for Vell. || ccomp(said, mess)")


def test_contents_are_the_tagged_words() -> None:
    frame = MIXED.frame("said", "said the bridge was “a fine mess” for Vell.", source="Ada Quist")
    frame.roles[MIXED.at("said"), 2] = 0.02
    (draft,) = draw_frames(MIXED.ctx, MIXED.words, [frame])
    assert MIXED.texts(draft.content) == ["said the bridge was “a fine mess” for Vell."]
    assert (draft.type, draft.segments) == ("mixed", [0])
    assert MIXED.texts(draft.cue) == ["said"]


def test_marks_count_where_most_of_them_is_content() -> None:
    (indirect,) = draw_frames(
        MIXED.ctx, MIXED.words, [MIXED.frame("said", "the bridge was", source="Ada Quist")]
    )
    assert (indirect.type, indirect.segments) == ("indirect", [])


def test_drafts_come_in_order_and_unlikely_frames_go() -> None:
    tale = Tale(
        "Ada Quist said talks would resume. || ccomp(said, resume)",
        "Tom Brand warned voters would wait. || ccomp(warned, wait)",
    )
    late = tale.frame("warned", "voters would wait", score=0.99)
    early = tale.frame("said", "talks would resume", score=0.8)
    drafts = draw_frames(tale.ctx, tale.words, [late, early, tale.frame("talks", score=0.1)])
    assert [tale.texts(draft.content) for draft in drafts] == [
        ["talks would resume"],
        ["voters would wait"],
    ]


def test_the_mention_is_what_the_tagger_drew() -> None:
    frame = MIXED.frame("said", "the bridge was", source="Quist")
    drafts = draw_frames(MIXED.ctx, MIXED.words, [frame])
    speakers = SpeakerFinder(MIXED.ctx, MIXED.ruled.entities)
    attributions = speakers.find(drafts)
    draw_sources(attributions, MIXED.ruled.entities)
    (party,) = attributions[0].parties
    assert party.mention == MIXED.span("Quist")


def test_a_relative_pronoun_is_the_mention() -> None:
    tale = Tale(
        "Ada Quist, who said talks would resume, laughed. || acl:relcl(Ada, said) nsubj(said, who) "
        "ccomp(said, resume) nsubj(laughed, Ada)"
    )
    drafts = [attribution.draft for attribution in tale.ruled.attributions]
    attributions = SpeakerFinder(tale.ctx, tale.ruled.entities).find(drafts)
    draw_sources(attributions, tale.ruled.entities)
    (party,) = attributions[0].parties
    assert party.mention == tale.span("who")
    assert party.kind == "pronoun"


def test_the_subject_of_the_cue_is_the_source_where_none_was_drawn() -> None:
    (draft,) = draw_frames(
        MIXED.ctx, MIXED.words, [MIXED.frame("said", "the bridge was “a fine mess” for Vell")]
    )
    assert draft.source is not None
    assert draft.source.sent.tokens[draft.source.token].text == "Ada"
