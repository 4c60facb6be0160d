"""What stands around an article on its page: words of menus, markers, credits and bylines.

Patterns are of the language of pages in general; none names an outlet, a person or a place. A
pattern in ``LINES`` fits a whole line, one in ``OPENINGS`` how a line starts.
"""

from __future__ import annotations

import re


def _any(*patterns: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


URL = re.compile(r"(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HANDLE = re.compile(r"^@\w{2,30}$")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?)?"
DATE_LINE = _any(
    rf"{_DAY}{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}{_TIME}",
    rf"{_DAY}\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}{_TIME}",
    rf"\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}{_TIME}",
    r"\d{1,3} (?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?) ago",
)
DATED = _any(
    r"^(?:(?:last|first)\s+)?(?:published|updated|modified|posted|issued)(?:\s+(?:on|at))?\b"
)

# The whole line, whatever punctuation stands around it.
LINES = _any(
    r"advertisements?|advert|ads?|sponsored(?: content)?|paid content|promoted(?: content)?",
    r"(?:article|story) continues (?:below|after)(?: (?:this )?(?:ad|advert|advertisement))?",
    r"(?:scroll|continue reading) (?:down )?(?:below|to continue)?(?: for more)?",
    r"must[- ]?reads?|most[- ](?:read|popular|viewed|shared|commented)|trending(?: (?:now|news))?",
    r"popular(?: (?:now|news|stories|posts))?|top (?:stories|news)|editors?['’]?s? picks?",
    r"(?:you )?(?:may|might) (?:also )?(?:like|be interested in)|you may have missed",
    r"(?:related|recommended|latest|recent|more|other|similar|further|popular)"
    r"(?: \w+){0,2}? (?:articles?|stories|story|news|posts?|reading|topics?|content|links?"
    r"|videos?)",
    r"(?:related|recommended|read more|more|see also|also read|read also|read next|up next|next"
    r"|previous|next (?:article|story|post)|previous (?:article|story|post)|keep reading|see more"
    r"|see all|view all|load more|show more|more (?:from|on|in|about) .{1,40})",
    r"\[[^\]]{2,30}\] (?:latest|more|related) (?:stories|news|articles)",
    r"share(?:s|d)?|share (?:this|it|on|via|now|article|story|post|full article).{0,40}|tweet"
    r"|pin it"
    r"|e-?mail|print|copy link|save|bookmark|like|follow|follow us(?: on.{0,40})?|whatsapp|telegram"
    r"|facebook|twitter|instagram|linkedin|reddit|youtube|listen(?: to (?:this )?article)?"
    r"|\d+ shares?",
    r"tags?|topics?|keywords?|categories|category|filed under|in this (?:article|story)",
    r"home|menu|search|skip to (?:main )?content|back to top|go to top|log ?in|sign ?(?:in|up)"
    r"|register|subscribe(?: now)?|my account|contact(?: us)?|about(?: us)?|privacy policy"
    r"|terms (?:of use|and conditions|of service)|cookie (?:policy|settings)|site ?map|close|open",
    r"all rights reserved\.?|copyright|\d+ min(?:ute)?s? read|reading time.{0,20}|views?",
    r"video|photos?|gallery|image|file photo|caption|credit|breaking(?: news)?|live|exclusive",
)
# How the line starts; only for lines that are no long prose and quote nobody.
OPENINGS = _any(
    r"(?:also read|read also|read more|read next|read|see also|more|related(?: \w+)?|watch|listen"
    r"|recommended|don['’]t miss|in pictures|tags?|topics?|keywords?|categor(?:y|ies)|filed under"
    r"|share|via|source link|photos?|photo credit|image credit|image|picture|credit|caption"
    r"|file photo|cover image|featured image|top photo)\s?[:|»>–—]",
    r"(?:also read|read also|read more about|see also)\b",
    r"(?:click|tap) (?:here|to)\b|sign up (?:for|to|here|now)\b|subscribe (?:to|for|now|here"
    r"|today)\b",
    r"follow (?:us|our|him on|her on)\b|join (?:our|us on|the conversation)\b|like us on\b",
    r"download (?:the|our)\b|get (?:the latest|our|unlimited|breaking)\b|enjoy unlimited\b",
    r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b|by (?:continuing|using|clicking)\b"
    r".{0,60}\b(?:cookies|terms|policy)\b|please enable javascript|your browser\b"
    r"|accept (?:all )?cook",
    r"(?:copyright|©|\(c\))\s|all rights reserved|reproduction (?:in whole|of)\b",
    r"\[?(?:photo|image|video|embed|gallery|audio|graphic)s?\]",
    r"(?:quick|direct) access to\b|skip to\b|jump to\b|open in app\b",
    r"(?:have a (?:story|tip)|send (?:us )?(?:your|a) (?:story|tips?|news))\b",
)
CAPTION_LABEL = _any(r"^\W{0,2}(?:(?:file |top )?photo|picture|image|(?:photo )?caption)\s?[:|–—]")
COMMENTS = _any(
    r"comments?\s*[\[(:]?\s*\d*\s*[\])]?|\d+ comments?|no comments?(?: yet)?|(?:post|leave|add"
    r"|write)"
    r" (?:a |your )?(?:comment|reply)s?|join the (?:conversation|discussion)|(?:view|show|read|see)"
    r" (?:all )?(?:\d+ )?comments|readers?['’]? comments|what do you think\??|responses?\s*\(\d+\)",
)
COMMENT_SIGNS = _any(
    r"repl(?:y|ies)(?: \d+)?|like|likes? \d+|dislike|report(?: abuse| comment)?|upvote|downvote"
    r"|flag"
    r"|(?:newest|oldest|best|most liked)(?: first)?|sort by.{0,20}|log in to (?:reply"
    r"|comment).{0,30}"
    r"|\d{1,3} (?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?) ago"
    r"|load more comments",
)
RELATED = _any(
    r"(?:also read|read also|read more|see also|related|recommended|must[- ]?reads?|trending"
    r"|popular"
    r"|latest|you (?:may|might)|more (?:from|on|stories|news)|most (?:read|popular|viewed)"
    r"|top stories"
    r"|editors?['’]?s? picks?|subscriber only|(?:recent|other|further) (?:posts?|stories|news"
    r"|articles)"
    r"|\[[^\]]{2,30}\] latest)\b"
)

_CREDIT_WORD = (
    r"(?:photo(?:graph)?s?|picture|image|video|graphic|illustration|file|handout|courtesy|credit)"
)
CREDIT_END = _any(
    r"[.,;!?\s)\]]\s*\(?\b(?:file )?(?:photo|image|picture|pic|credit|source|courtesy|illustration"
    r"|photograph|graphic)s?(?: (?:by|credit|courtesy(?: of)?))?\s?[:/|]\s?[^.!?]{2,60}\)?\.?$",
    rf"[\[(][^\])]{{0,50}}\b{_CREDIT_WORD}\b[^\])]{{0,50}}[\])]\.?$",
    r"[\[(][A-Z][\w.' -]{1,30}\s?(?:/|\bvia\b)\s?[A-Z][\w.' /-]{1,40}[\])]\.?$",
    rf"^\W{{0,3}}{_CREDIT_WORD}s?(?: (?:by|credit|courtesy(?: of)?))?\s?[:/|]",
    r"^\W{0,2}(?:photo|picture|image)s? (?:by|courtesy(?: of)?|credit) \S.{1,60}$",
    r"^©|(?:/|\s)getty images\)?\.?$",
)
CREDIT_BRACKET = re.compile(r"[.!?”\"’)\w]\s*\[[^\]\d]{2,40}\]\.?$")
CAPTION_WORDS = _any(
    r"\b(?:(?:second|third|fourth) from )?(?:left|right|cent(?:er|re)|l|r)(?:,|\)| and\b)",
    r"\bpictured\b|\bseen here\b|\bfile (?:photo|picture|image)\b|\bposes? (?:for|with|in)\b"
    r"|\b(?:in|shows?|from) this (?:[\w ]{0,20})?(?:photo|image|picture|frame)\b"
    r"|\bundated (?:photo|image|picture)\b|\bcaption\b|\bphoto:",
)

NAME = r"[^\W\d_][\w.'’-]*"
BYLINE = re.compile(
    rf"^(?:(?:story |words |text |written |reported |report |posted )?by|BY|By)[:\s]\s*"
    rf"(?P<names>{NAME}(?:[ ,&]+(?:and |AND )?{NAME}){{0,9}})",
    re.IGNORECASE,
)
NAME_LINE = re.compile(
    rf"^[^\W\d_a-z][\w.'’-]+(?: (?:(?:de|da|al|bin|van|von|el|la|di|du) )?{NAME}){{1,3}}$"
)
