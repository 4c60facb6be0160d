"""Well-known media, platforms and bodies in invented sentences: the embedded weights credit them.

Most are names that no gold article has, and a small tagger of names knows few of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from annotate import Annotator
from corpus.records import Document

pytestmark = pytest.mark.models

MEDIA = """the Guardian|Kommersant|Interfax|Haaretz|Meduza|Le Monde|Der Spiegel|El Mundo|the Age
the Economist|the Globe and Mail|Myanmar Now|Dagens Nyheter|Ukrainska Pravda|La Repubblica|Reuters
Corriere della Sera|De Telegraaf|Helsingin Sanomat|the Kyiv Independent|Al Mayadeen|Channel 12
ProPublica|Bellingcat|TechCrunch|the Daily Maverick|Sahara Reporters|Folha de S.Paulo|La Jornada
Yonhap|KCNA|the Times of Israel|ZDF|NRK|Euronews|Infobae|TASS|Axios|Al Jazeera""".replace("\n", "|")
CREDITS = """{C} reported that the harbour would close.
The harbour would close, Oleg Marten told {c}.
Oleg Marten said in an interview with {c} that the harbour would close.
The harbour would close, according to {c}."""
BODIES = """Kremlin|Hamas|Oxfam|Gazprom|Europol|Boeing|Airbus|Pfizer|Huawei|NATO|Petrobras
Greenpeace|Syriza|Lufthansa|Moderna|Frontex|Hezbollah|Eskom|Samsung|UNICEF""".replace("\n", "|")
STATEMENTS = """{c} spokesman Oleg Marten said the harbour would close.
{c} said on Monday that the harbour would close.
“The harbour will close,” {c} said in a statement."""
PLATFORMS = "Twitter|X|Facebook|Instagram|Telegram|Truth Social|LinkedIn|Weibo|Bluesky|Threads"
POSTS = """Mayor Lena Korst wrote on {c} that the harbour would close.
“The harbour will close,” Mayor Lena Korst said in a {c} post.
Taking to {c}, Mayor Lena Korst said the harbour would close.
“The harbour will close,” the ministry said on its {c} channel."""
PRESS = {"news_agency", "newspaper", "broadcaster", "online_media", "media"}


def _filled(names: str, forms: str) -> Iterator[tuple[str, str]]:
    """Each name, and each form with it: ``{C}`` as a sentence begins, ``{c}`` within one."""
    for name in names.split("|"):
        for form in forms.splitlines():
            yield name, form.format(C=name[0].upper() + name[1:], c=name)


def _credits(doc: Document, name: str, kinds: Iterable[str]) -> bool:
    """Whether some quotation has an outlet of these kinds that shares a word with the name."""
    names = {e.id: {e.name, *e.aliases} for e in doc.entities}
    words = set(name.lower().split()) - {"the"} | ({"twitter"} if name == "X" else set())
    return any(
        quotation.outlet is not None
        and quotation.outlet.kind in kinds
        and words & {w for n in names[quotation.outlet.entity] for w in n.lower().split()}
        for quotation in doc.quotations
    )


@pytest.mark.parametrize(
    ("names", "forms", "kinds", "least"),
    [
        (MEDIA, CREDITS, PRESS, 0.97),
        (BODIES, STATEMENTS, {"government", "organisation"}, 0.97),
        (PLATFORMS, POSTS, {"social_media"}, 0.95),
    ],
    ids=["media", "bodies", "platforms"],
)
def test_who_is_credited_is_the_outlet(
    annotator: Annotator, names: str, forms: str, kinds: set[str], least: float
) -> None:
    filled = list(_filled(names, forms))
    missed = [text for name, text in filled if not _credits(annotator.annotate(text), name, kinds)]
    assert len(missed) <= (1 - least) * len(filled), missed
