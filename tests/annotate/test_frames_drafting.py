"""Frames made by hand -> drafts: what the marks decide, and what the tagger does."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.drafts import Draft, Source
from annotate.frames import Frame, Judge, keep
from annotate.frames.drafting import EVOKED
from annotate.trees import Forest
from tests.annotate.framing import Tale, spread


def constant(log_odds: float) -> Forest:
    """A forest without trees, which always says the same."""
    none = np.zeros((0, 1), dtype=np.int16)
    return Forest((), log_odds, none, none.astype(float), none, none, none.astype(np.float32))


QUOTES = Judge(constant(4.0), constant(4.0))
PARTLY = Judge(constant(4.0), constant(-4.0))
NEVER = Judge(constant(-4.0), constant(4.0))


def only(drafts: list[Draft]) -> Draft:
    (draft,) = drafts
    return draft


def anchors(tale: Tale, drafts: list[Draft]) -> list[str]:
    """The words that evoked the frames of drafts."""
    return [tale.words.tokens[draft.frame.anchor].text for draft in drafts if draft.frame]


SPLIT = Tale(
    (
        "“We will rebuild,” said Ada Quist. || ccomp(said, rebuild) nsubj(said, Ada)",
        "“We will not wait.”",
    )
)
MIXED = Tale("Ada Quist said the bridge was “a fine mess” for Vell. || ccomp(said, mess)")
INDIRECT = Tale("Ada Quist said talks would resume. || ccomp(said, resume)")
NESTED = Tale(
    "Ada Quist said Tom Brand warned talks would resume. || ccomp(said, warned) "
    "ccomp(warned, resume)"
)
SUNSHINE = Tale("The “sunshine” bridge was open. || compound(bridge, sunshine)")
OVER = Tale(
    "“We will rebuild,” Ada Quist said. “We will walk. || ccomp(said, rebuild) "
    "parataxis(said, walk)",
    "“We will not wait.”",
)


def test_direct_with_two_segments() -> None:
    draft = only(
        SPLIT.drafts(
            SPLIT.frame(
                "said", "We will rebuild,", "We will not wait.", source="Ada Quist", type="direct"
            )
        )
    )
    assert (draft.type, draft.mode, draft.how) == ("direct", "speech", "frame")
    assert draft.score == pytest.approx(0.9, abs=0.05)
    assert SPLIT.texts(draft.content) == ["We will rebuild,", "We will not wait."]
    assert sorted(draft.segments) == [0, 1]
    assert SPLIT.texts(draft.cue) == ["said"]
    assert draft.source is not None
    assert draft.source.span is not None
    assert draft.source.span.of(SPLIT.text) == "Ada Quist"
    assert draft.source.sent.tokens[draft.source.token].text == "Ada"


def test_mixed_takes_the_words_around_its_marks() -> None:
    draft = only(
        MIXED.drafts(MIXED.frame("said", "the bridge was “a fine mess” for Vell.", type="mixed"))
    )
    assert draft.type == "mixed"
    assert MIXED.texts(draft.content) == ["the bridge was “a fine mess” for Vell"]
    assert len(draft.segments) == 1


def test_a_segment_that_is_held_is_held_wholly() -> None:
    draft = only(MIXED.drafts(MIXED.frame("said", "the bridge was", "fine mess", type="mixed")))
    assert MIXED.texts(draft.content)[-1].endswith("a fine mess")


def test_marks_at_an_edge_stay_out() -> None:
    draft = only(MIXED.drafts(MIXED.frame("said", "“a fine mess”", type="mixed")))
    assert MIXED.texts(draft.content) == ["a fine mess"]


def test_whole_utterances_are_direct_whatever_the_tagger_says() -> None:
    frame = MIXED.frame("said", "“a fine mess”", type="mixed")
    draft = only(MIXED.drafts(frame, judge=QUOTES))
    assert draft.type == "direct"
    assert MIXED.texts(draft.content) == ["a fine mess"]


def test_indirect_is_trimmed() -> None:
    draft = only(INDIRECT.drafts(INDIRECT.frame("said", "talks would resume.", source="Ada Quist")))
    assert (draft.type, draft.segments) == ("indirect", [])
    assert INDIRECT.texts(draft.content) == ["talks would resume"]


@pytest.mark.parametrize("type", ["direct", "mixed"])
def test_without_marks_it_is_indirect_and_its_cue_tells_the_mode(type: str) -> None:
    frame = INDIRECT.frame("said", "talks would resume", mode="thought", type=type)
    draft = only(INDIRECT.drafts(frame))
    assert (draft.type, draft.mode) == ("indirect", "speech")


def test_a_full_stop_of_an_abbreviation_stays() -> None:
    tale = Tale("Quist said talks resume in the U.S. || ccomp(said, resume)", names="PLACE U.S")
    draft = only(tale.drafts(tale.frame("said", "talks resume in the U.S.")))
    assert tale.texts(draft.content) == ["talks resume in the U.S."]


def test_without_a_cue_there_is_none() -> None:
    frame = SPLIT.frame("We", "We will rebuild,", "We will not wait.", cued=False, type="direct")
    draft = only(SPLIT.drafts(frame))
    assert (draft.cue, draft.verb) == ([], None)


def test_of_rivals_the_likelier_wins() -> None:
    weak = NESTED.frame("said", "talks would resume", score=0.6)
    strong = NESTED.frame("warned", "talks would resume", score=0.9)
    assert anchors(NESTED, NESTED.drafts(weak, strong)) == ["warned"]


def test_a_report_inside_a_report_has_it_for_its_parent() -> None:
    outer = NESTED.frame("said", "Tom Brand warned talks would resume", source="Ada Quist")
    inner = NESTED.frame("warned", "talks would resume", source="Tom Brand", score=0.8)
    first, second = NESTED.drafts(inner, outer)
    assert anchors(NESTED, [first, second]) == ["said", "warned"]
    assert first.parent is None
    assert second.parent is first


@pytest.mark.parametrize("score", [EVOKED / 2, 0.1])
def test_an_unlikely_frame_is_left(score: float) -> None:
    assert INDIRECT.drafts(INDIRECT.frame("said", "talks would resume", score=score)) == []


def test_a_frame_without_content_is_left() -> None:
    assert INDIRECT.drafts(INDIRECT.frame("said")) == []


def test_marks_without_a_frame_are_a_distractor() -> None:
    draft = only(SUNSHINE.drafts())
    assert (draft.type, draft.mode, draft.segments) == ("none", None, [0])
    assert SUNSHINE.texts(draft.content) == ["sunshine"]


def test_marks_that_the_judge_refuses_are_a_distractor() -> None:
    frame = SPLIT.frame("said", "We will rebuild,", type="direct")
    assert [draft.type for draft in SPLIT.drafts(frame, judge=NEVER)] == ["none", "none"]


def test_an_unlikely_frame_is_taken_up_by_marks_that_need_it() -> None:
    frame = SPLIT.frame("said", "We will rebuild,", source="Ada Quist", score=0.2, type="direct")
    first = SPLIT.drafts(frame, judge=QUOTES)[0]
    assert anchors(SPLIT, [first]) == ["said"]
    assert SPLIT.texts(first.content) == ["We will rebuild,"]


def test_what_goes_on_in_the_next_paragraph_belongs_to_its_beginning() -> None:
    frame = OVER.frame("said", "We will rebuild,", "We will walk.", source="Ada Quist")
    draft = only(OVER.drafts(frame))
    assert OVER.ctx.segments[2].continues == 1
    assert OVER.texts(draft.content) == ["We will rebuild,", "We will walk.", "We will not wait."]


def test_without_a_frame_the_rules_draw() -> None:
    first, second = SPLIT.drafts(judge=QUOTES)
    ruled = SPLIT.ruled.attributions[0].draft
    assert (first.type, first.how, first.cue) == (ruled.type, ruled.how, ruled.cue)
    assert first.source is ruled.source
    assert SPLIT.texts([*first.content, *second.content]) == [
        "We will rebuild,",
        "We will not wait.",
    ]


@pytest.mark.parametrize(("judge", "kind"), [(QUOTES, "direct"), (PARTLY, "mixed")])
def test_without_a_rule_either_marks_still_quote(judge: Judge, kind: str) -> None:
    draft = only(SUNSHINE.drafts(judge=judge))
    assert (draft.type, draft.mode, draft.source, draft.cue) == (kind, "speech", None, [])


FREE = Tale(
    (
        "“We will rebuild,” Ada Quist said. || ccomp(said, rebuild)",
        "The bridge failed in the winter. || obl(failed, winter)",
        "“We will not wait.”",
    )
)


def test_an_implicit_speaker_is_the_one_before() -> None:
    first, second = FREE.drafts(
        FREE.frame("said", "We will rebuild,", source="Ada Quist", type="direct"),
        FREE.frame("We#2", "We will not wait.", cued=False, mention="implicit", type="direct"),
    )
    assert second.source is None
    assert second.follows is first
    assert second.how == "run"


def test_an_unknown_speaker_follows_nobody() -> None:
    _, second = FREE.drafts(
        FREE.frame("said", "We will rebuild,", source="Ada Quist", type="direct"),
        FREE.frame("We#2", "We will not wait.", cued=False, mention="unknown", type="direct"),
    )
    assert (second.source, second.follows) == (None, None)


def test_the_rules_know_the_subject_before_free_words() -> None:
    tale = Tale(("Ada Quist laughed.", "“We will not wait for the bridge.”"))
    draft = only(
        tale.drafts(
            tale.frame("We", "We will not wait for the bridge.", cued=False, mention="implicit")
        )
    )
    assert draft.how == "context"
    assert draft.source is not None
    assert draft.source.sent.tokens[draft.source.token].text == "Ada"


def test_a_mention_that_is_likelier_than_the_rest() -> None:
    """Where no stretch is likely, the best word counts if it is likely enough."""
    frame = INDIRECT.frame("talks", "talks would resume", cued=False, mention="unknown")
    frame.roles[INDIRECT.at("Quist"), 1] = 0.45
    draft = only(INDIRECT.drafts(frame))
    assert draft.source is not None
    assert draft.source.span is not None
    assert draft.source.span.of(INDIRECT.text) == "Quist"
    frame.roles[INDIRECT.at("Quist"), 1] = 0.2
    assert only(INDIRECT.drafts(frame)).source is None


def test_two_mentions_of_the_source() -> None:
    tale = Tale(
        "Ada Quist and Tom Brand said talks would resume. || ccomp(said, resume) nsubj(said, Ada) "
        "conj(Ada, Tom)"
    )
    draft = only(tale.drafts(tale.frame("said", "talks", source=("Ada Quist", "Tom Brand"))))
    assert draft.source is not None
    others = (o.span if isinstance(o, Source) else o for o in draft.source.others)
    found = [draft.source.span, *others]
    assert sorted(span.of(tale.text) for span in found if span) == ["Ada Quist", "Tom Brand"]


def test_the_mention_of_an_outlet() -> None:
    tale = Tale(
        "Ada Quist told Radio Vell talks would resume. || ccomp(told, resume) nsubj(told, Ada) "
        "iobj(told, Vell)"
    )
    frame = tale.frame("told", "talks would resume", source="Ada Quist", outlet="Radio Vell")
    draft = only(tale.drafts(frame))
    assert draft.channel is not None
    assert draft.channel.span is not None
    assert draft.channel.span.of(tale.text) == "Radio Vell"
    assert draft.channel_score == pytest.approx(0.97)
    without = only(tale.drafts(tale.frame("told", "talks would resume")))
    assert without.channel is None
    assert without.channel_score < 0.1


def test_marks_inside_marks_follow_the_outer_ones() -> None:
    tale = Tale(
        "“He said, ‘Go,’ and I laughed,” Ada Quist said. || ccomp(said#2, laughed) "
        "nsubj(said#2, Ada) advcl(laughed, said#1) ccomp(said#1, Go) Go/VB nsubj(laughed, I)"
    )
    frame = tale.frame("said#2", "He said, ‘Go,’ and I laughed,", source="Ada", type="direct")
    outer, inner = tale.drafts(frame)
    assert (outer.type, inner.type) == ("direct", "direct")
    assert inner.parent is outer
    assert tale.texts(inner.content) == ["Go,"]
    assert [draft.type for draft in tale.drafts(frame, judge=NEVER)] == ["none", "none"]


TALES = (SPLIT, MIXED, INDIRECT, NESTED, SUNSHINE, OVER, FREE)
JUDGES = (None, QUOTES, PARTLY, NEVER)
chance = st.floats(0.001, 0.999)


@st.composite
def any_frames(draw: st.DrawFn, tale: Tale) -> list[Frame]:
    """Frames of windows anywhere in the tale, with runs of likely words."""
    out = []
    anchors = draw(st.lists(st.integers(0, len(tale.words) - 1), max_size=4, unique=True))
    for anchor in sorted(anchors):
        start = draw(st.integers(0, anchor))
        stop = draw(st.integers(anchor + 1, len(tale.words)))
        seed = draw(st.integers(0, 999))
        roles = np.random.default_rng(seed).beta(0.4, 0.4, (stop - start, 4)).astype(np.float32)
        low = draw(st.integers(0, stop - start - 1))
        roles[low : low + draw(st.integers(0, 12)), 0] = 0.98
        facts = spread(
            type=draw(st.sampled_from(("direct", "mixed", "indirect"))),
            mention=draw(st.sampled_from(("mention", "implicit", "unknown"))),
        )
        out.append(Frame(anchor, draw(st.booleans()), draw(chance), start, stop, roles, facts))
    return out


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_laws_of_drafts(data: st.DataObject) -> None:
    """Whatever the tagger says: every segment once, spans in order and apart, no loops."""
    tale = data.draw(st.sampled_from(TALES), label="tale")
    frames = data.draw(any_frames(tale), label="frames")
    drafts = tale.drafts(*frames, judge=data.draw(st.sampled_from(JUDGES), label="judge"))
    held = [i for draft in drafts for i in draft.segments]
    assert sorted(held) == list(range(len(tale.ctx.segments)))
    assert [(d.start, d.end) for d in drafts] == sorted((d.start, d.end) for d in drafts)
    for draft in drafts:
        assert draft.content
        assert all(0 <= s.start < s.end <= len(tale.text) for s in draft.content)
        spans = sorted(draft.content)
        assert not any(a.overlaps(b) for a, b in pairwise(spans))
        for i in draft.segments:
            assert any(s.covers(tale.ctx.segments[i].span) for s in draft.content)
        assert (draft.type == "none") == (draft.mode is None)
        above, seen = draft.parent, {id(draft)}
        while above is not None:
            assert id(above) not in seen
            seen.add(id(above))
            above = above.parent
        assert draft.follows is None or drafts.index(draft.follows) < drafts.index(draft)


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_kept_frames_are_likely_and_in_order(data: st.DataObject) -> None:
    tale = data.draw(st.sampled_from(TALES))
    frames = data.draw(any_frames(tale))
    kept = keep(frames)
    assert [h.frame.anchor for h in kept] == sorted(h.frame.anchor for h in kept)
    assert all(h.frame.score >= EVOKED and h.inside.any() for h in kept)
    assert all(len(h.inside) == h.frame.stop - h.frame.start for h in kept)


NESTING = Tale("“We walk the ‘long road’ here,” said Ada Quist. || ccomp(said, walk)")
TOLD_AGAIN = Tale(
    "“He told me, ‘Go home’ twice,” said Ada Quist. || ccomp(said, told) ccomp(told, Go)"
)


@pytest.mark.parametrize("tale", [NESTING, TOLD_AGAIN])
@pytest.mark.parametrize("quotes", [True, False])
def test_marks_inside_marks_are_judged(tale: Tale, quotes: bool) -> None:
    """Whether or not a cue stands before them, which is all that the rules go by."""
    judge = Judge(_by_nesting(4.0 if quotes else -4.0), constant(4.0))
    frame = tale.frame("said", tale.text[1 : tale.text.index("”")], type="direct")
    outer, inner = tale.drafts(frame, judge=judge)
    assert outer.type == "direct"
    assert (inner.type != "none") == quotes
    assert inner.parent is (outer if quotes else None)
    assert tale.texts(inner.cue) == (["told"] if quotes and tale is TOLD_AGAIN else [])


def test_marks_inside_a_distractor_quote_nobody() -> None:
    (outer, inner) = NESTING.drafts(judge=Judge(_by_nesting(4.0, top=-4.0), constant(4.0)))
    assert (outer.type, inner.type) == ("none", "none")


def _by_nesting(nested: float, *, top: float = 4.0) -> Forest:
    """A forest of one tree that knows only whether marks stand inside others."""
    return Forest(
        ("nested",),
        0.0,
        np.zeros((1, 3), dtype=np.int16),
        np.array([[0.5, 0.0, 0.0]]),
        np.array([[1, -1, -1]], dtype=np.int16),
        np.array([[2, -1, -1]], dtype=np.int16),
        np.array([[0.0, top, nested]], dtype=np.float32),
    )


@pytest.mark.parametrize("reaches", [True, False])
def test_words_that_qualify_a_noun_beside_direct_speech_are_the_authors(reaches: bool) -> None:
    """Whether or not the frame of the direct speech takes them for content."""
    tale = Tale(
        "After a “free” lunch Ada Quist said: “We will rebuild.” || amod(lunch, free) free/JJ "
        "ccomp(said, rebuild) obl(said, lunch)"
    )
    judge = Judge(constant(2.0), _by_opening())
    inside = ["free", "We will rebuild."] if reaches else ["We will rebuild."]
    frame = tale.frame("said", *inside, source="Ada Quist", type="direct")
    assert [draft.type for draft in tale.drafts(frame, judge=judge)] == ["none", "direct"]


def _by_opening() -> Forest:
    """A forest of one tree that takes what opens with a capital for a whole utterance."""
    return replace(_by_nesting(4.0, top=-4.0), names=("upper",))
