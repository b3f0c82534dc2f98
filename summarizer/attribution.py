"""Who a statement comes from, as the text itself says: "police said", "according to Reuters", "she denied".

Patterns look only outside of quotation marks, so that nobody quoted is taken for the speaker of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarizer.quote_marks import masked, quoted
from summarizer.types import Manner

CACHED = 4_096
"""Paragraphs whose attributions are kept in memory: claims and quotations both ask for them."""

_VERBS: dict[Manner, str] = {
    "said": "said|says|say|asked|asks|told|tells|added|adds|wrote|writes|tweeted|tweets|announced|announces|stated|explained|explains|"
    "noted|notes|testified|testifies|acknowledged|acknowledges|confirmed|confirms|warned|warns|declared|declares|replied|responded|"
    "continued|concluded|concludes|recalled|predicted|predicts|admitted|admits|conceded|concedes|promised|vowed|vows|posted|"
    "pointed out|points out|joked|fumed|remarked|quipped|recounted|shouted|complained|cautioned|reiterated|emphasized|stressed",
    "claimed": "claimed|claims|alleged|alleges|argued|argues|insisted|insists|maintained|maintains|contended|contends|asserted|asserts|"
    "boasted",
    "denied": "denied|denies|disputed|disputes|refuted|refutes|dismissed|rejected",
    "reported": "reported|reports",
}
_MANNER_OF: dict[str, Manner] = {
    verb: manner for manner, listed in _VERBS.items() for verb in listed.split("|")
}
_SAYING = rf"(?P<verb>{'|'.join(sorted(_MANNER_OF, key=len, reverse=True))})"
_CAPITAL = r"(?:(?:[A-Z]\.)+|(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Col|Lt|Sgt|Capt|Prof|Rev|Adm|Maj|St|Jr|Sr)\.|[A-ZÀ-ÖØ-Þ][\w'’‑-]*\w|[A-Z])"
_NAME = rf"{_CAPITAL}(?:\s+(?:(?:of|for|the|of the|de|van|von|bin|al|and|&)\s+)?{_CAPITAL}){{0,7}}"
_NO_VERB = r"(?!(?:he|she|they|it|who|that|which|when|while|if|because|where|after|before|though|although|is|was|has|had|are|were|be|been|and|but|as|than|to|the|an?|now|first|[a-z]+ly)\b)"
_OF = (
    r"(?:\s(?:of|for|at|from|with|in|on)\s(?:the\s|a\s|his\s|her\s|their\s)?"
    rf"(?:{_NAME}|{_NO_VERB}[a-z]+(?:\s{_NO_VERB}[a-z]+)?(?=[\s,.;:)”]|$)))"
)
_HEAD = (
    r"(?:police|officials?|authorities|prosecutors?|investigators?|sources?|spokes(?:man|woman|person|men|people)|witness(?:es)?|experts?|"
    r"lawyers?|attorneys?|residents?|analysts?|researchers?|scientists?|organi[sz]ers?|critics?|aides?|ministers?|doctors?|officers?|"
    r"firefighters?|union|ministry|company|agency|department|government|statement|report|lawsuit|complaint|indictment|memo|letter|filing|"
    r"affidavit|office|president|senator|governor|mayor|judge|sheriff|chairman|secretary|congressman|congresswoman|lawmakers?|"
    r"advis[eo]rs?|economists?|activists?|supporters?|opponents?|protesters?|leaders?|executives?|employees?|teachers?|students?|"
    r"parents?|father|mother|neighbou?rs?|friends?|victims?|professor|author|study|poll|survey|agents?|diplomats?|commander|general|"
    r"newspaper|network|magazine|court|panel|committee|commission|group|campaign|administration|director|manager|owner|strategist|"
    r"(?:White House|Kremlin|Pentagon|State Department|Justice Department))"
)
_ROLE = (
    r"(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]everal|[Ss]ome|[Mm]any|[Oo]ther|[Hh]is|[Hh]er|[Tt]heir|[Bb]oth|[Aa]nother)\s)?"
    rf"(?:{_NO_VERB}(?!(?:in|on|at|of|for|from|with|by)\b)(?:[a-z]+(?:-[a-z]+)?|{_CAPITAL}|[a-z]+['’]s)\s){{0,3}}(?i:{_HEAD})(?:\s{_NAME}|{_OF}{{1,2}})?"
)
_SUBJECT = rf"(?:[Tt]he|[Aa]n?)(?:\s{_NO_VERB}(?!(?:in|on|at|of|for|from|with|by)\b)[\w'’‑-]+(?:\.\w+)*){{1,4}}?{_OF}{{0,2}}"
"""Whatever stands with an article right before a verb of saying: "the ban's challengers"."""
_TRADE = rf"(?:(?:{_NO_VERB}[a-z]+\s){{1,3}}{_NAME}|(?:his|her|their)\s[a-z]+)"
"""What may stand after a verb of saying: "trawlerman Gus Hanlon", "their daughter"."""
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e)"
_ASIDE = r"(?:\s?,(?:\s[DRI]-[\w.]+,)?(?!\s(?:and|but|which|that)\b)[^,“”;:]{1,90},|\s\([^)]{1,60}\))?"
_ADVERB = r"(?:(?:also|now|first|has|had|have|then|later|once|repeatedly|previously|earlier|recently|again|reportedly|publicly|falsely|[a-z]+ly)\s+){0,2}"
_EDGE = (
    r"(?:^|[,;:—–”(]\s*|\s-+\s|[.!?]”?\s+|\b(?i:but|and|yet|still|as)\s+|\b[Oo]n\s\w+day,?\s+"
    r"|\b(?:yesterday|today),?\s+)"
)
_WITHIN = r"\b(?i:while|that|when|because|if|where|though|although|after|before|so|until)\s+"
_SAYS = rf"{_ASIDE}\s+{_ADVERB}{_SAYING}\b(?!\s+by\b)"
_SPEECH = r"(?:\s*[,:;.“—]|\s*$|\s+(?:that|he|she|it|they|in|on|to)\b)"
_CLAIM = r"(?:\w+\s){0,3}(?:claim|allegation|accusation|notion|suggestion|idea|criticism|report)s?\b"
_ASKED = r"(?:\w+\s){0,3}(?:requests?|motion|petition|appeals?|bid|access|entry|funding|visas?)\b"
_SENSES = {
    **dict.fromkeys(("asked", "asks"), re.compile(r"\s*[,:;.“—]|\s*$|\s+(?:at|in|on|during)\b")),
    **dict.fromkeys(("added", "adds", "posted", "maintained", "continued"), re.compile(_SPEECH)),
    **dict.fromkeys(("denied", "denies"), re.compile(rf"(?!\s+{_ASKED})")),
    **dict.fromkeys(("dismissed", "rejected"), re.compile(rf"\s+{_CLAIM}")),
}
"""What must follow a verb that has other senses: nobody says a thing who adds staff, or rejects an appeal."""
_WHO = f"{_ROLE}|{_NAME}|{_PRONOUN}|{_SUBJECT}"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"”\s*,?\s*(?P<who>{_WHO}){_SAYS}",
        rf"”\s*,?\s*{_ADVERB}{_SAYING}\s+(?P<who>{_ROLE}|{_NAME}|{_PRONOUN}\b|{_TRADE}|{_SUBJECT}(?=[,.;]))",
        rf",\s*{_ADVERB}{_SAYING}\s+(?P<who>{_ROLE}|{_NAME})"
        r"(?=\s*(?:[,.;—–“(]|$)|\s(?:on|in|at|who|during|after|when|as|from)\b)",
        rf",\s(?P<who>(?:[a-z]+\s){{0,3}}[a-z]+s)\s+{_SAYING}(?=[.,;”]|$)",
        rf"\b[Aa]ccording\s+to\s+(?P<who>{_ROLE}|{_SUBJECT}(?=[,.;:)”—–]|$|\s(?:of|by|from|in|on|that|who|which|with)\b)"
        rf"|(?:the\s|an?\s)?{_NAME})",
        rf"{_EDGE}(?P<who>{_WHO}){_SAYS}",
        rf"{_WITHIN}(?P<who>{_WHO}){_SAYS}",
    )
)
"""Tried in this order; the last one finds what is said in a subordinate clause only."""
_NEVER = frozenset(
    "It That This Which Who What There Here But And The In On As At For To If When While After Before Since Because So Or Yet Then Now A An "
    "Not No These Those".split()
)
_NO_NAME = re.compile(r"^[DRI]-[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen)$")
"""A party, or a title cut off from its name."""
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Yesterday Today".split())
_HEDGE = re.compile(
    r"\b(?:might|may(?!\s+\d)|could(?=\s+(?:be|have|become|face|lead|mean|cost|take|reach|result|lose|get|still|also|soon|potentially|come|make|go|help|leave|put|bring|force|cause|fall|rise)\b)|reportedly|allegedly|apparently|purportedly|supposedly|possibly|perhaps|presumably|likely|"
    r"unconfirmed|(?:appear|seem)(?:s|ed)?\s+to|(?:is|are|was|were)\s+(?:expected|believed|thought|said|rumou?red|alleged)\s+to)\b"
)
_PRONOUN_ONLY = re.compile(rf"{_PRONOUN}$")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says something, and how: `text[start:end]` is the speaker as named there, perhaps a pronoun."""

    speaker: str
    manner: Manner
    start: int
    end: int
    main: bool = True
    """False in a subordinate clause ("she left when he said so"): it is not who the sentence rests on."""

    @property
    def is_pronoun(self) -> bool:
        """Whether only "he", "she" or the like stands there."""
        return bool(_PRONOUN_ONLY.match(self.speaker))


@lru_cache(maxsize=CACHED)
def attributions(text: str) -> tuple[Attribution, ...]:
    """The attributions of a sentence or paragraph in order, those within quotation marks left out."""
    outside = masked(text, quoted(text))
    found: dict[int, Attribution] = {}
    for pattern in _PATTERNS:
        for one in _matches(pattern, outside, main=pattern is not _PATTERNS[-1]):
            if not any(one.start < other.end and other.start < one.end for other in found.values()):
                found[one.start] = one
    return tuple(found[start] for start in sorted(found))


def speaker(sentence: str) -> str:
    """The one the sentence gives as its source, as it is named there, or "" if it names none.

    Pronouns are no names.
    """
    return next((one.speaker for one in attributions(sentence) if one.main and not one.is_pronoun), "")


def hedged(sentence: str) -> bool:
    """Whether the sentence says itself that it is not certain: "may", "reportedly", "is expected to"."""
    return bool(_HEDGE.search(sentence))


def _matches(pattern: re.Pattern[str], outside: str, *, main: bool) -> Iterator[Attribution]:
    position = 0
    while match := pattern.search(outside, position):
        position = max(match.end("who"), match.start() + 1)
        who = match["who"]
        start = match.start("who")
        verb = match.groupdict().get("verb")
        if who.startswith("As "):
            who, start = who[3:], start + 3
        stripped = (
            who.rstrip(" ,.") if not re.search(r"\b(?:[A-Z]\.|Jr\.|Sr\.|Inc\.|Co\.|Corp\.)$", who) else who
        )
        words = stripped.split()
        if (
            not words
            or words[-1] in _DAYS
            or words[-1].endswith(("'s", "’s"))
            or (len(words) == 1 and words[0] in _NEVER)
        ):
            continue
        apposed = (
            words[0] in ("a", "an")
            and outside[:start].endswith(", ")
            and verb
            and "," in outside[start : match.start("verb")]
        )
        if _NO_NAME.search(stripped) or apposed:
            continue
        if words[0] in _NEVER and words[0] not in ("The", "A", "An", "No"):
            continue
        sense = _SENSES.get(verb) if verb and match.start("verb") > start else None
        if sense and not sense.match(outside, match.end("verb")):
            continue
        manner: Manner = _MANNER_OF[verb] if verb else "said"
        yield Attribution(stripped, manner, start, start + len(stripped), main)
