"""Bodies of one name that news does not introduce, and that a small tagger takes for persons."""

from __future__ import annotations

import re

# Seats of government and chambers, by which news calls those who sit there.
SEATS = frozenset(
    """africom bundesrat bundestag bundeswehr centcom darpa defra destatis duma eduskunta elysee
    eurostat folketing holyrood insee isro jaxa knesset kremlin majlis mossad nasa norad ofcom
    ofgem ofsted oireachtas pentagon quirinale riksdag roscosmos roskomnadzor sejm senedd
    stormont storting whitehall élysée""".split()
)
_MOVEMENTS = frozenset(
    """al-qaeda al-shabaab chadema ciudadanos daesh eln ennahda ennahdha farc fatah fidesz frelimo
    fretilin hamas hdz hezbollah hizbollah hizbullah jobbik likud meretz mpla peshmerga pkk
    podemos renamo smer swapo syriza taliban unita vmro-dpmne ypg zanu-pf""".split()
)
_CAUSES = frozenset(
    """acled airwars apec asean caricom caritas concacaf conmebol cosatu ecofin eurogroup eurojust
    europol fifa frontex greenpeace interpol mercosur mozilla nato oecd opec oxfam saarc uefa
    unaids undp unesco unhcr unicef unrwa wada wikimedia""".split()
)
_COMPANIES = frozenset(
    """aeroflot aeromexico airbnb airbus alcoa aldi alibaba allianz alrosa aramco arcelormittal
    astrazeneca audi avianca bayer bharti biontech blackberry blackrock bmw boeing bombardier
    bosch bouygues bridgestone bytedance cargill carrefour caterpillar chevrolet chevron
    chrysler cisco citibank citigroup citroen coinbase comcast daimler danone deliveroo deloitte
    easyjet ebay edf embraer emirates enel engie eni equinor ericsson eskom etihad exxon
    exxonmobil fedex ferrari fonterra foxconn freeport-mcmoran gazprom gazprombank glencore
    google gsk h&m halliburton heineken hitachi honda honeywell hsbc huawei hyundai iberdrola
    ibm ikea infosys instacart isuzu jpmorgan kaspersky kia klm komatsu kpmg lafarge lego lenovo
    lufthansa lukoil lyft maersk mastercard mazda mcdonalds mckinsey mediatek mercadolibre
    microsoft mitsubishi moderna monsanto nestle nestlé netflix nike nintendo nissan nokia
    nornickel novartis novatek nvidia openai palantir panasonic paypal pdvsa pemex pepsi pepsico
    petrobras petroecuador petronas peugeot pfizer philips porsche qantas qualcomm ranbaxy
    raytheon renault revolut rolls-royce rosatom rosneft rostec rusal ryanair sabmiller
    safaricom samsung sanofi sasol sberbank siemens sinopec sinopharm sinovac softbank sony
    spacex spotify starbucks starlink stellantis suzuki syngenta telefonica telefónica telenor
    temu tencent tepco tesco tesla thales thyssenkrupp toshiba totalenergies toyota transnet
    tsmc twilio uber unilever verizon vestas vodafone volkswagen volvo walmart whirlpool wipro
    wirecard xiaomi yukos zte""".split()
)
# What is also a surname or a word: a tagger must have seen a name in it.
_AMBIGUOUS = frozenset(
    """bayer bosch cisco citroen emirates ferrari honda kia lego nike nissan philips porsche
    renault siemens suzuki tesla uber volvo""".split()
)
_BODIES = SEATS | _MOVEMENTS | _CAUSES | _COMPANIES
# Names of words that a sentence may begin with, which a tagger cuts short or passes over.
_PHRASES = re.compile(
    r"(?:Human Rights Watch|Save the Children|Just Stop Oil|Black Lives Matter|Extinction Rebellion"
    r"|Fridays for Future|World Vision|Action Aid|Rescue Committee|Committee to Protect Journalists"
    r"|Human Rights First|Freedom House|Global Witness|Crisis Group|Forensic Architecture"
    r"|(?:Doctors|Reporters|Lawyers|Engineers|Teachers) Without Borders"
    r"|Friends of the Earth"
    r"|(?:Physicians|Lawyers|Women|Mothers|Doctors|Students|Teachers|Journalists|Parents|Scientists)"
    r" (?:for|against|Against) (?:the )?[A-Z]\w+(?: (?:and )?[A-Z]\w+){0,3})\b"
)
# `Norbank`, `Vellcorp`.
_FIRM = re.compile(r"[a-z](?:corp|bank|tech|pharma|soft|neft|telecom)$")


def is_body(name: str) -> bool:
    """Whether a name of one word, where a tagger saw a name, is that of a body."""
    return name.lower() in _BODIES or _FIRM.search(name) is not None


def is_firm(name: str) -> bool:
    """Whether a name of one word is a company's."""
    return name.lower() in _COMPANIES or _FIRM.search(name) is not None


def body_at(text: str, start: int) -> str | None:
    """The name of several words that begins at ``start``, if it is a body's."""
    found = _PHRASES.match(text, start)
    return found[0] if found else None


def is_plain_body(name: str) -> bool:
    """The same where no tagger saw one: the name is nothing else."""
    return is_body(name) and name.lower() not in _AMBIGUOUS and name[:1].isupper()
