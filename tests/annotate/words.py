"""The words of the tests' sentences: Penn tags of closed classes, and the forms of verbs."""

from __future__ import annotations

WORDS = {
    "DT": "the a an this these both some no",
    "IN": "in on at of for from by with about against after before as that whether if through via",
    "PRP": "i we you he she it they him them us me",
    "PRP$": "his her their its my our",
    "WP": "who what",
    "WDT": "which",
    "RB": "not n't never also again later there here too still soon once",
    "CC": "and but or",
    "MD": "will would can could may might must should 'll",
    "JJ": "open old new candid foreign local state former ready fine unsafe calm first poor long",
}
TAG = {word: tag for tag, words in WORDS.items() for word in words.split()}
BE = dict.fromkeys("be been being".split(), "VB") | {"is": "VBZ", "was": "VBD"}
BE |= {"are": "VBP", "were": "VBD"}
REGULAR = """add announce accuse agree allow answer ask believe call carry cheer cite claim close
complete confirm deem deny describe dismiss end explain fail fear fund greet hail hope ignore laugh
like love mention move open order plan post praise promise prompt question quote raise reach reject
repair repeat report resign resume save shift show slam start stay stop stress succeed suggest
surprise talk threaten tweet urge visit voice vote vow wait walk want warn watch work""".split()
IRREGULAR = """say/said tell/told write/wrote/written think/thought shoot/shot feel/felt find/found
hide/hid/ go/went/gone come/came know/knew/known hold/held pay/paid build/built rebuild/rebuilt
leave/left do/did/done have/had read/read meet/met rise/rose/risen grow/grew/grown make/made
see/saw/seen""".split()
BOTH = frozenset(
    """claim end fear hope move order plan post promise question repeat report shift show start talk
    visit vote work""".split()
)


def _verb_forms() -> dict[str, tuple[str, str]]:
    """Every form of every verb: its lemma and Penn tag (a base form is ``VB``)."""
    out: dict[str, tuple[str, str]] = {}
    for entry in [*REGULAR, *IRREGULAR]:
        base, _, rest = entry.partition("/")
        stem = base[:-1] if base.endswith("e") else base
        past = base[:-1] + "ied" if base.endswith("y") and base[-2] not in "ao" else stem + "ed"
        third = base[:-1] + "ies" if past.endswith("ied") else base + "s"
        forms = {base: "VB", third: "VBZ", stem + "ing": "VBG", past: "VBD"}
        if rest:
            del forms[past]
            forms |= dict.fromkeys(rest.split("/")[:1], "VBD")
            forms |= {form: "VBN" for form in rest.split("/")[1:] if form}
        doubled = {"planned": "VBD", "stopped": "VBD", "planning": "VBG", "stopping": "VBG"}
        forms |= {f: t for f, t in doubled.items() if f.startswith(base + base[-1])}
        out.update({form: (base, tag) for form, tag in forms.items()})
    out["according"] = ("accord", "VBG")
    return out | {"has": ("have", "VBZ")}


VERBS = _verb_forms()
