"""Words that signal a report: cue verbs by frame and mode, cue nouns, document nouns, roles.

The lists hold lemmas and were written for this project from the grammars of reporting (Quirk et
al. 1985, §16.31; Levin 1993, classes 37.1 to 37.9) and from reading news; how well they do is
measured in the benchmark. A frame says what may stand as content:

* ``STATING``: a finite clause or quoted words, whoever the subject is;
* ``SHOWING``: the same, but only of a document, a body or a person who publishes;
* ``THINKING``: a finite clause, as indirect thought;
* ``COMMITTING``: an infinitive of the subject's own future (`vowed to stay`);
* ``DIRECTING``: an infinitive with an object (`urged voters to stay`);
* ``GERUND``: a gerund, mostly after a preposition (`accused them of hiding it`);
* ``CALLING``: a predicate of the object (`called it a farce`, `described it as a farce`);
* ``VOICING``: a noun phrase; content only where part of it stands in marks (`hailed the “pact”`);
* ``UTTERING``: quoted words alone, beside the marks (`“No,” he laughed`).
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STATING = _words(
    """say tell add announce argue assert assure acknowledge admit affirm allege answer
    boast caution claim comment complain concede confess confirm contend convey declare deny
    disclose elaborate emphasise emphasize explain inform insist instruct joke lament maintain
    mention note notify object observe pledge point proclaim promise propose protest quip
    reaffirm reassure recall recommend reiterate relate remark remind reply report respond
    retort reveal state stipulate stress submit suggest swear testify underline underscore urge
    vow warn write tweet retweet post blog email e-mail text charge counter conclude continue
    ask demand request order rule decide agree quote cite publish predict forecast project
    estimate speculate hint imply signal repeat echo opine advise interject exclaim read
    detail clarify apologise apologize determine    certify chant highlight
    rejoin reckon recount rumor rumour threaten vouch volunteer whisper shout scream yell mutter
    murmur cry bemoan fume crow gloat gripe grumble groan describe specify marvel muse wonder
    inquire enquire question query"""
)
SHOWING = _words("show find indicate demonstrate prove document establish suggest reveal list")
THINKING = _words(
    """believe think feel expect hope fear know doubt suspect assume consider understand
    worry guess imagine wish desire realise realize learn regret trust presume anticipate want
    remember figure bet dream foresee judge reason theorise theorize"""
)
COMMITTING = _words(
    """promise vow pledge threaten swear offer agree undertake refuse claim propose plan
    ask demand request decline volunteer commit""",
)
WANTING = _words("want hope wish desire expect intend seek aim prefer")
DIRECTING = _words(
    """urge ask tell order call advise warn encourage invite request instruct direct beg
    remind implore exhort press appeal caution command challenge counsel demand enjoin
    plead pressure entreat recommend""",
)
GERUND = _words(
    """accuse warn deny admit suggest recommend propose recall acknowledge speak talk
    boast complain blame criticise criticize praise condemn denounce mention consider
    report thank commend apologise apologize regret dismiss discuss oppose""",
)
ACCUSING = _words("accuse blame criticise criticize condemn denounce praise thank commend warn")
CALLING = _words(
    """call label describe brand dub term denounce dismiss characterise characterize
    condemn criticise criticize deride refer hail portray regard view see depict designate declare
    paint praise slam blast decry tout cast style pronounce deem consider mock
    classify identify""",
)
VOICING = _words(
    """affirm stress emphasise emphasize underline underscore discuss praise hail condemn
    blame cite criticise criticize denounce mock dismiss welcome reject promise voice express
    announce propose support oppose defend demand request urge recommend reiterate
    reaffirm highlight mention describe call slam blast decry tout deride lament bemoan
    question claim allege acknowledge admit deny predict warn pledge vow offer
    recall declare confirm note advocate applaud attack assail lambast rebuke
    lash deplore mourn salute thank speak talk refer point appeal complain boast
    quote urge add stipulate outline cheer celebrate rail rant ridicule
    fear want expect believe accuse brand label state report
    commend extol chide chastise commit preach insist protest object vent sound
    deliver issue post tweet write publish say tell ask shout chant scream yell utter
    declare proclaim term convey respond reply answer counter explain
    suggest back dispute detail prefer comment project repeat""",
)
UTTERING = _words(
    """accuse appeal call react demur deadpan crack parry offer ponder riff laugh smile begin
    start sigh grin nod shrug joke enthuse
    gush snap bark chuckle sob weep plead pray croak intone drawl beam sing rap chime
    interrupt conclude finish open close reflect recollect
    reminisce exult rage thunder bellow holler hiss growl snarl persist press agree
    tease taunt sum pronounce lecture scold
    babble bawl bleat blurt bray cackle chatter chirp chortle cluck drone gasp giggle gripe
    grunt gurgle hoot howl moan mumble pant purr rasp roar rumble screech shriek sneer sniff
    snort snuffle splutter sputter squawk squeak squeal stammer stutter thunder trill wail
    warble wheeze whimper whine whoop yelp scoff tut
    think believe feel hope wish wonder know learn remember speak talk""",
)
WRITING = _words(
    "write tweet retweet post blog email e-mail text read publish document list stipulate"
)
THOUGHT = THINKING | WANTING | _words("intend prefer wonder")

# A cue that only ever reports thought or wish; a scheme may leave such quotations out.
FINITE = STATING | SHOWING | THINKING
ANY_CUE = (
    STATING
    | SHOWING
    | THINKING
    | COMMITTING
    | WANTING
    | DIRECTING
    | GERUND
    | CALLING
    | VOICING
    | UTTERING
)
# Verbs that report only with their particle (`she shot back`, `as he put it`).
PHRASAL = frozenset(
    {
        ("go", "on"),
        ("shoot", "back"),
        ("fire", "back"),
        ("hit", "back"),
        ("push", "back"),
        ("clap", "back"),
        ("chime", "in"),
        ("cut", "in"),
        ("weigh", "in"),
        ("jump", "in"),
        ("put", "it"),
        ("sum", "up"),
        ("pipe", "up"),
        ("speak", "up"),
        ("blurt", "out"),
        ("call", "out"),
        ("cry", "out"),
        ("spell", "out"),
        ("break", "in"),
        ("lash", "out"),
    }
)
# Cues whose bare object is seldom what was said: they need the marks.
BARE_WEAK = _words("speak support deliver sound discuss issue mention cast attack question regard")
PORTRAYING = _words(
    "see view regard cast paint portray consider deem depict style identify classify"
)
# Infinitives that report words; a plan, a decision or an agreement reports none.
PROMISING = _words("promise vow pledge threaten swear offer claim propose ask demand request beg")
WISHING = _words("want hope wish desire")
RUMOURS = _words("speculation rumour rumor")
# Cues that can govern a clause, and so report without marks.
CLAUSE_CUES = (STATING | SHOWING | THINKING) - _words("go hold read cite quote")
INFINITIVE_CUES = DIRECTING | PROMISING | WISHING
NAMING = _words("call label brand dub term deem declare consider")
# Cues whose object is the person addressed, not what is said.
ADDRESSING = _words("tell ask remind assure inform warn urge advise interrupt")
# Verbs too general to be cues unless the words they govern stand in marks or follow in full.
WEAK = _words(
    """continue go hold read rule decide describe show find point see view consider
    understand know feel learn figure bet reason prove list establish use give raise
    deliver issue sound call order charge project determine open close start begin
    finish press cast paint style identify document press remember relate submit"""
)

CUE_NOUNS = _words(
    """statement claim warning announcement assertion allegation suggestion accusation
    argument promise pledge vow prediction belief view opinion hope fear concern comment
    remark admission report confirmation complaint declaration assurance insistence
    contention speculation rumour rumor notion criticism expectation threat demand call
    request recommendation proposal reminder conclusion finding estimate
    question acknowledgement acknowledgment denial decision plan plea appeal message order
    sign word words idea conviction confidence commitment charge observation note""",
)
THOUGHT_NOUNS = _words(
    "belief hope fear concern expectation conviction confidence notion idea view opinion worry"
)

DOCUMENT_NOUNS = _words(
    """report survey study poll letter book filing document memo memorandum paper article
    statement indictment complaint lawsuit affidavit ruling verdict opinion analysis data
    figures statistics research transcript note email e-mail diary memoir communique
    communiqué resolution notice circular bulletin review census index brief petition
    declaration decree manifesto leaflet pamphlet editorial column op-ed essay
    assessment audit dossier records record forecast readout chapter post tweet release
    autobiography biography message text draft constitution charter treaty agreement
    law bill manual handbook guideline guidelines script caption headline sign placard banner
    newsletter webpage website presentation questionnaire testimony summary submission
    statistic figure datum finding ranking memoirs""",
)
DASHES = "-–—―"
# What bears a text that somebody carries or hangs up for others to read.
INSCRIBED_NOUNS = _words(
    """banner placard sign poster flag billboard plaque sticker t-shirt shirt hat headline caption
    note leaflet graffiti tombstone gravestone headstone"""
)
BORNE_NOUNS = _words("banner placard sign flag t-shirt shirt hat")
STATEMENT_NOUNS = _words(
    "statement release readout communique communiqué post tweet message note notice bulletin "
    "letter declaration circular"
)
MEDIA_NOUNS = _words(
    """agency newspaper paper daily weekly magazine broadcaster station channel network
    website site outlet tabloid media press radio television tv newscast programme program
    broadsheet journal portal blog wire newswire gazette periodical newsmagazine podcast""",
)
# What is put on a platform, and what is a person's own there.
POSTS = _words("post tweet video message account page profile livestream status thread story")
PLATFORM_USERS = _words("user netizen commenter follower subscriber")
# What is done with words and pictures on a platform, and with the words of others.
PUTTING = _words("post repost write share upload publish tweet stream livestream")
HANDING_ON = _words("quote cite")
INTERVIEWS = _words("interview conversation exclusive exclusively sit-down chat")
SOURCE_NOUNS = _words("source sources")
EXPERT_NOUNS = _words(
    """analyst scholar economist lawyer expert professor researcher academic historian
    don strategist scientist pollster commentator pundit observer lecturer fellow
    specialist sociologist theorist criminologist
    anthropologist psychologist demographer seismologist epidemiologist climatologist
    meteorologist virologist ecologist biologist jurist constitutionalist attorney
    forecaster consultant""",
)
SPOKES_NOUNS = _words(
    """spokesman spokeswoman spokesperson spokespeople spokesmen spokespersons
    press-secretary mouthpiece""",
)
GROUP_NOUNS = _words(
    """police government ministry court company party committee council commission office
    department army military union association group agency bank board parliament senate
    congress house team club authority authorities officials bureau organisation organization
    foundation federation firm embassy administration cabinet force forces navy
    opposition coalition alliance campaign university institute institution
    secretariat presidency palace junta regime rebels militants prosecutors
    tribunal assembly airline operator watchdog regulator chamber league corporation
    confederation network ngo charity church bloc delegation mission service nation
    tribe procuratorate archive archives bourse exchange hospital school college museum""",
)
GOVERNMENT_NOUNS = _words(
    """government ministry court police parliament senate congress army military navy
    department embassy cabinet presidency palace authority authorities tribunal assembly
    commission bureau prosecutors administration municipality council state
    legislature secretariat consulate treasury customs prosecutor regime junta""",
)
# Offices by their first letters: `the PM`, `the Health CS`.
SHORT_TITLES = _words("pm dpm cm ce ceo coo cfo cto cs md dc dg vp mp")
PERSON_NOUNS = (SHORT_TITLES - {"md"}) | _words(
    """man woman boy girl person people leader president minister official officer chief
    director head chairman chairwoman chairperson chair secretary senator governor mayor
    deputy spokesman spokeswoman spokesperson activist protester protestor resident witness
    villager farmer teacher student doctor lawyer judge analyst expert professor
    researcher scholar economist journalist reporter editor author writer player coach
    manager captain owner founder executive ceo boss worker employee voter supporter
    candidate nominee lawmaker legislator congressman congresswoman mp diplomat ambassador
    envoy commander general colonel major captain lieutenant sergeant soldier king queen
    prince princess emperor pope bishop archbishop cardinal priest imam cleric sheikh
    mother father son daughter brother sister wife husband parent child friend neighbour
    neighbor victim survivor suspect defendant prosecutor attorney counsel billionaire
    businessman businesswoman tycoon mogul star actor actress singer artist aide adviser
    advisor strategist observer critic opponent rival source insider veteran premier
    chancellor commissioner inspector superintendent driver passenger pilot nurse
    coordinator organiser organizer campaigner politician dissident rebel fan customer
    trader investor dealer user owner host anchor pundit commentator blogger historian
    scientist engineer ex-president vice-president chief-of-staff former-president
    councillor councilman councilwoman delegate representative prime-minister
    speaker guest guy lady gentleman kid pastor preacher rabbi monk nun democrat
    republican liberal conservative""",
)
FEMALE = _words(
    """mrs ms miss madam mme she her woman girl lady mother daughter sister wife queen
    princess actress chairwoman spokeswoman congresswoman businesswoman councilwoman
    duchess grandmother aunt niece widow policewoman first-lady herself hers"""
)
MALE = _words(
    """mr sir lord he him his man boy gentleman father son brother husband king prince
    actor chairman spokesman congressman businessman councilman duke grandfather uncle
    nephew widower policeman himself"""
)
TITLES = _words(
    """mr mrs ms miss dr prof professor president minister prime vice deputy senator sen rep
    representative governor gov mayor judge justice general gen colonel col major maj captain
    capt lieutenant lt sergeant sgt king queen prince princess sir lord lady pope
    cardinal bishop archbishop father rev reverend sheikh imam ambassador secretary chancellor
    premier congressman congresswoman chief director chairman chairwoman
    spokesman spokeswoman spokesperson ex-president former acting hon comrade
    admiral marshal commander commissioner inspector superintendent detective officer
    attorney mme madam monsignor ayatollah mullah brigadier rabbi maulana hojatoleslam
    hojjatoleslam dame hrh hh rt insp supt cpl pte datuk dato datin seri tun shri smt shrimati
    khun daw alhaji hajia engr advocate ustaz cde comr cllr councillor solicitor provost rector
    taoiseach tánaiste dcp acp ssp igp
    u.s. us uk attorney-general""",
)
DAYS = _words(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december today yesterday year month week"""
)
# Words, as written but for capitals, that deny the verb behind them.
NEGATIONS = _words("not n't n’t never cannot")


def repaired_lemma(text: str, lemma: str) -> str:
    """The lemma of a verb form, mended where only a regular ending stands between it and a cue.

    A lemmatizer that learned on little text misses rarer cues (`quipped`, `tweeted`).
    """
    if lemma in ANY_CUE:
        return lemma
    word = text.lower()
    for ending in ("ed", "ing", "es", "s", "d"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            for tried in (stem, stem + "e", stem[:-1], stem[:-1] + "y"):
                if tried in ANY_CUE:
                    return tried
    return lemma
