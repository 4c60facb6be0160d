"""What a name tells of a medium."""

from __future__ import annotations

import pytest

from annotate.media_kinds import kind_of_name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Norland Press Agency", "news_agency"),
        ("Vell Wire", "news_agency"),
        ("Radio Vell", "broadcaster"),
        ("NorTV", "broadcaster"),
        ("Channel 9", "broadcaster"),
        ("Channel Six", "broadcaster"),
        ("Voice of Norland", "broadcaster"),
        ("The Times of Norland", "newspaper"),
        ("Gazeta Vell", "newspaper"),
        ("Evening Star", "newspaper"),
        ("Vell Tidende", "newspaper"),
        ("Journal of Tidal Science", "newspaper"),
        ("VellNews", "online_media"),
        ("Vell24", "online_media"),
        ("Vell Online", "online_media"),
    ],
)
def test_a_name_that_tells_its_kind(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Official Gazette",
        "Refugee Agency",
        "Vell University Press",
        "Channel Islands",
        "Voice of the People of Norland",
        "Sunday Fund",
        "Polar Star",
        "Times Square",
    ],
)
def test_a_name_that_tells_none(name: str) -> None:
    assert kind_of_name(name) is None
