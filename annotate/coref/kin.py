"""Nouns that news uses for the same people and bodies by turns: `the lawmaker` for a senator."""

from __future__ import annotations

from collections.abc import Iterable

_FAMILIES = {
    "lawmaker": """lawmaker legislator parliamentarian senator congressman congresswoman
        representative mp deputy politician congressperson councillor councilman councilwoman
        democrat republican liberal conservative member assemblyman""",
    "premier": "premier pm prime dpm",
    "president": "president head-of-state leader dictator statesman",
    "minister": "minister secretary official cabinet treasurer chancellor",
    "governor": "governor mayor official leader administrator politician",
    "envoy": "ambassador envoy diplomat consul official",
    "judge": "judge magistrate justice jurist",
    "lawyer": "lawyer attorney counsel advocate solicitor barrister jurist prosecutor defender",
    "boss": """ceo cfo coo boss executive head director chief president chairman chairwoman
        chairperson chair founder co-founder owner manager entrepreneur businessman businesswoman
        tycoon billionaire mogul magnate official leader md""",
    "cleric": """bishop priest cleric pastor pope imam cardinal archbishop father reverend rev
        monk nun prelate pontiff rabbi preacher minister sheikh ayatollah""",
    "artist": """singer musician rapper star artist songwriter singer-songwriter actor actress
        performer composer guitarist drummer comedian entertainer celebrity idol dancer painter
        sculptor director filmmaker""",
    "player": """player striker midfielder defender goalkeeper footballer winger forward captain
        skipper champion athlete boxer cricketer batsman bowler runner sprinter swimmer skier
        cyclist golfer fighter medallist medalist playmaker star veteran international pitcher
        quarterback rider""",
    "coach": "coach manager trainer boss tactician",
    "scholar": """professor scholar researcher academic economist scientist historian expert
        specialist analyst physicist biologist sociologist lecturer dr epidemiologist virologist
        psychologist environmentalist ecologist geologist engineer consultant""",
    "doctor": "doctor physician surgeon doc dr medic nurse midwife specialist professor",
    "writer": "author writer novelist journalist poet reporter editor columnist blogger playwright",
    "officer": """officer policeman policewoman inspector superintendent detective sergeant
        commissioner chief cop official constable commander oc sho""",
    "soldier": """general commander colonel captain lieutenant major admiral marshal soldier
        officer brigadier veteran chief""",
    "monarch": "king queen emperor monarch sultan emir amir prince princess ruler royal",
    "activist": "activist campaigner organiser organizer advocate dissident protester",
    "farmer": "farmer grower rancher fisherman shepherd villager resident",
    "teacher": "teacher principal headmaster headmistress educator lecturer",
    "firm": """company firm group giant maker operator carrier airline retailer chain business
        lender bank brand manufacturer developer producer corporation conglomerate supplier
        provider start-up startup drugmaker carmaker automaker broker builder contractor utility
        miner publisher platform inc corp co ltd limited plc llc holdings holding airways airlines
        systems motors technologies energy industries electronics pharmaceuticals consultant""",
    "body": """organisation organization body agency group association federation union council
        institute foundation charity ngo network alliance coalition society centre center
        watchdog regulator authority commission committee institution""",
    "party": "party movement front bloc coalition opposition",
    "school": "university college school institute academy institution",
    "club": "club team side squad franchise fc united",
    "court": "court tribunal judges",
    "ministry": "ministry department office government agency authority authorities",
    "force": "police army military force forces navy troops officers",
    "medium": """newspaper paper daily weekly agency magazine broadcaster station channel network
        outlet site website""",
}


_OF = {
    noun: frozenset(name for name, nouns in _FAMILIES.items() if noun in nouns.split())
    for noun in " ".join(_FAMILIES.values()).split()
}


def families(words: Iterable[str]) -> frozenset[str]:
    """The families that any of the words belongs to."""
    return frozenset(family for word in words for family in _OF.get(word, ()))
