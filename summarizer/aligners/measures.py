"""What a figure in a sentence measures, and whether two sentences measure it of the same.

A toll that a story has once (the dead, the arrested, the homes destroyed), or a change in percent.

Two sentences about one event seldom share words around its death toll, so tolls are known by what befell whom, and
kept apart by the people counted (officers, marchers), the period ("last year") and the place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.aligners.lexicon import WEEKDAY, key
from summarizer.aligners.shared import Word

REACH = 6
"""Content words within which a toll's word stands from its figure."""
NEAR = 3
"""Content words within which the direction of a change stands from its percentage."""

_TOLLS = {
    "dead": "dead",
    "injured": "injured",
    "missing": "missing unaccounted",
    "arrested": "arrested custody cell",
    "displaced": "evacuate displace homeless shelter driven",
    "in hospital": "hospital hospitalize",
    "treated": "treat",
    "gathered": "gather march marcher rally protest demonstrator crowd demonstrate",
    "homes destroyed": "destroy damage wreck flatten raze gut",
    "jobs cut": "cut eliminate lose axe shed layoff redundancy loss",
    "discharged": "discharge",
    "infected": "infection infect",
}
RUNNING = frozenset(
    {"dead", "injured", "missing", "arrested", "in hospital", "treated", "discharged", "infected", "change"}
)
"""Measures that rise or fall while an event unfolds; how many homes it destroyed does not."""
DAILY = frozenset({"arrested", "gathered"})
"""Measures of which each day of one story has its own."""
_TOLL_OF = {key(word): toll for toll, listed in _TOLLS.items() for word in listed.split()}
_COUNTED = {
    "homes destroyed": frozenset(map(key, "home house building property structure".split())),
    "jobs cut": frozenset(map(key, "job position post worker role staff employee".split())),
}
"""What some tolls count; the others count people."""
_GROUPS = frozenset(
    map(
        key,
        "officer police troop soldier civilian child woman man foreigner student firefighter marcher protester "
        "american teacher player fan supporter guard passenger migrant inmate prisoner doctor nurse".split(),
    )
)
"""Kinds of people: a toll of one of them is not the toll of another, nor of all."""
_PEOPLE = _GROUPS | frozenset(
    map(
        key,
        "person dead injured arrest missing evacuee crowd participant volunteer patient adult resident villager member "
        "victim guest worshiper shopper citizen migrant survivor employee worker suspect case casualty neighbor "
        "customer".split(),
    )
)
"""What a toll of people counts, where the figure has a noun at all."""
_DIRECTIONS = frozenset(
    map(key, "up down rise fall gain lose higher lower climb drop jump surge slide slip".split())
)
_PRICED = frozenset(map(key, "share stock sale price profit revenue inflation unemployment turnout".split()))
"""What a change in percent is mostly of, where no name says of whose."""
_PART_AFTER = re.compile(
    r"\W*(?:of (?:them|whom|those|these|us|ours|the)\b|more\b|others?\b|additional\b)", re.I
)
_PART_BEFORE = re.compile(
    r"\b(?:including|among them|of them|of whom|especially|adding|added|another|additional|further)\W+(?:\w+\W+){0,2}$",
    re.I,
)
_NO_COUNT_BEFORE = re.compile(
    r"(?:\b(?!(?:Some|About|Nearly|Over|Another|Only|Just|Around|Almost|Roughly|The|In|All|Than|Least|To|Of|And|But|With)\b)"
    r"[A-Z][\w.]*|[-–/#:$£€]|\bat(?: about| around)?)\s?$"
)
_NO_COUNT_AFTER = re.compile(
    r"[-–](?!strong)|[/:x%]|\s?(?:a\.m|p\.m|am\b|pm\b|o['’]clock|past\b|to\b|until\b|through\b)|\s?-?\s?years?[- ]old",
    re.IGNORECASE,
)
_ELIDED = re.compile(
    r"\s*(?:$|[,.;:”\")]|(?:of|in|by|from|to|at|and|or|were|was|are|is|had|have|has|on|with|for|during|after|before|as|who|that|according)\b)",
    re.IGNORECASE,
)
_YEARS = (1900, 2100)
_APPROXIMATE = (
    r"(?:(?:about|some|nearly|around|roughly|almost|over|under|more than|fewer than|at least|up to)\s+)?"
)
_CROWD = r"(?:crowd|march|rally|turnout|attendance|protest|demonstration|gathering)"
_SIZE_BEFORE = re.compile(
    rf"\b(?:{_CROWD}(?:\s+(?:was|is|in dispute))*(?:\s+at|\s+of|:)|{_CROWD}\b[^.]{{0,60}}\b(?:put|puts|placed) it at"
    rf"|(?:counted|estimated))\s+{_APPROXIMATE}$",
    re.IGNORECASE,
)
_SIZED = re.compile(
    r"\b(?P<number>\d[\d,]*)-(?P<unit>page|count|member|seat|story|floor|bed|mile)\s+(?:[a-z]+\s+){0,1}?"
    r"(?P<thing>report|indictment|complaint|lawsuit|ruling|opinion|memo|letter|document|manifesto|bill|filing|affidavit"
    r"|book|committee|panel|council|parliament|building|tower|hotel|hospital|pipeline|border|route)\b"
)
"""How long or large one thing is: "the 48-page indictment"."""
MOST_TIMES_SIZED = 1.5
"""How many times as large as another a size of one thing may be; beyond, it is another thing."""
_DENIED = re.compile(r"\b(?:without|not|never|no|disapprov\w+|oppos\w+|lack\w*)\b|n['’]t\b", re.IGNORECASE)
_IN_SIZE = re.compile(rf"\b{_CROWD}\b", re.IGNORECASE)
_TURNED_OUT = re.compile(
    r"\W*(?:\w+\s+)?(?:people|residents|supporters|locals|citizens|men and women)\s+"
    r"(?:stood|lined|packed|filled|turned out|showed up|attended|assembled)\b",
    re.IGNORECASE,
)
_WENT_HOME = re.compile(
    r"(?:\s+of\s+(?:the|those|them)(?:\s+\w+){0,2})?(?:\s+(?:patients|people|others))?"
    r"(?:\s+(?:have|has|had|were|was|been))*\s+(?:gone|went|sent|returned|allowed)\s+home\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"\b(?:to|from|at|of|was|is|with)\s+(?:about|nearly|around|roughly|some|just|over|under|almost)?\s*$",
    re.I,
)
_PERIOD = re.compile(
    r"\b(?:[Ll]ast|previous|past|prior) (?:\w+ )?(?:year|month|decade|week)s?\b"
    r"|\b(?:[Ii]n|[Ss]ince|[Dd]uring) (?:19|20)\d\d\b"
    r"|\b\w+ (?:years?|months?|weeks?) (?:ago|earlier|before|after|later)\b|\bsince [A-Z]\w+ber\b"
    r"|\b(?:annually|daily|on average|alone)\b|\b(?:each|every|per|a) (?:day|year)\b"
    r"|\b(?:first|second|third|final|previous|earlier) (?:round|quarter|half|day|week|month|phase|stage|game)\b"
    r"|\bunder (?:President |Prime Minister )?[A-Z][a-z]+\b|\bfor the (?:week|month|quarter|year)\b"
    r"|\b[Ii]n (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\b(?:worldwide|globally|around the world|across the globe)\b"
)
_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b")
_NIGHT = re.compile(_WEEKDAY.pattern + r" night\b")
_SEVERAL_PLACES = re.compile(
    r"\b(?:in|at|near)\s+[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*(?:,\s[A-Z][\w’'-]+)*,?\sand\s[A-Z]"
)
_PLACE = re.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+)?([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure measures: a kind ("dead"), the groups of people counted, the words that say of what."""

    kind: str
    groups: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    denied: bool = False
    """Whether a share is of those who do not: "55% are without water"."""

    def comparable(self, other: Measure) -> bool:
        """Whether both measure one thing; a change must share a word that says of what, and not be of another name."""
        if self.kind != other.kind or self.groups != other.groups:
            return False
        if self.names and other.names and not self.names & other.names:
            return False
        if self.denied != other.denied:
            return False
        if self.kind == "change" and not self.names & other.names:
            return len(self.of & other.of) > 1 or bool(self.of & other.of & _PRICED)
        return len(self.of & other.of) >= {"change": 1, "share": 2}.get(self.kind, 0)


def is_count(text: str, word: Word) -> bool:
    """Whether a number is an amount at all: no year, day of a month, hour of the day, or part of a name ("Gate 3")."""
    if word.value is None or word.key.endswith("th"):
        return False
    if _YEARS[0] <= word.value <= _YEARS[1] and len(word.text) == 4:
        return False
    if _SIZE_BEFORE.search(text, max(word.start - 100, 0), word.start):
        return True
    before = text[max(word.start - 24, 0) : word.start]
    opens = not any(character.isalnum() for character in before)
    return (opens or not _NO_COUNT_BEFORE.search(before)) and not _NO_COUNT_AFTER.match(text, word.end)


def measure(text: str, words: Sequence[Word], index: int, unit: str) -> Measure | None:
    """What the figure `words[index]` of the text measures, or None where no rule knows; `unit` is "" if it has none."""
    word = words[index]
    before = text[max(word.start - 40, 0) : word.start]
    if unit == "%":
        return _share(text, words, index) or (None if _LEVEL.search(before) else _change(words, index))
    if unit == "strong" or _is_crowd(text, word, unit):
        return Measure("gathered")
    if _WENT_HOME.match(text, word.end) and not before.endswith("of the "):
        return Measure("discharged")
    if _PART_AFTER.match(text, word.end) or _PART_BEFORE.search(before):
        return None
    if word.value is not None and word.value != int(word.value):
        return None
    return _toll(text, words, index, key(unit))


def sizes_apart(a: str, b: str) -> tuple[str, str] | None:
    """Two sizes of one thing ("48-page indictment" / "47-page indictment"), as they are written, or None."""
    ours, theirs = list(_SIZED.finditer(a)), list(_SIZED.finditer(b))
    for x in ours:
        alike = [y for y in theirs if (y["unit"], y["thing"]) == (x["unit"], x["thing"])]
        if len(alike) != 1 or sum((y["unit"], y["thing"]) == (x["unit"], x["thing"]) for y in ours) != 1:
            continue
        low, high = sorted(float(one["number"].replace(",", "")) for one in (x, alike[0]))
        if low < high <= MOST_TIMES_SIZED * low:
            return x.group(), alike[0].group()
    return None


def _is_crowd(text: str, word: Word, unit: str) -> bool:
    """Whether a figure is how many came: "put the crowd at 6,500", "200 residents stood outside"."""
    if unit and key(unit) not in _PEOPLE:
        return False
    before = text[max(word.start - 100, 0) : word.start]
    sized = _SIZE_BEFORE.search(before) and _IN_SIZE.search(text) and not unit
    return bool(sized or _TURNED_OUT.match(text, word.end))


def counted(text: str, word: Word, unit: str) -> str:
    """The unit of a figure, or "" if the noun is left out after it ("rose to 11, from nine")."""
    return "" if unit[:1].isalpha() and _ELIDED.match(text, word.end) else unit


def period(text: str, word: Word) -> bool:
    """Whether a figure is said to be of another time, or for each of many: "last year", "in 2019", "a day"."""
    start, end = max(word.start - 60, 0), word.end + 60
    near = (not _apart(text, word, match) for match in _PERIOD.finditer(text, start, end))
    return bool(_PERIOD.match(text)) or any(near)


def names_period(text: str) -> bool:
    """Whether a text says of any time but its own day: "last year", "a day"."""
    return bool(_PERIOD.search(text))


def other_day(a: str, b: str) -> bool:
    """Whether two texts name different weekdays, or one a night that the other does not name."""
    ours, theirs = (frozenset(_WEEKDAY.findall(text)) for text in (a, b))
    if ours and theirs:
        return not ours & theirs
    return bool(_NIGHT.search(a)) != bool(_NIGHT.search(b))


def several_places(text: str) -> bool:
    """Whether a text speaks of several places at once: "in Carrick and Halden"."""
    return bool(_SEVERAL_PLACES.search(text))


def places(text: str) -> frozenset[str]:
    """The words of the places that a sentence names."""
    return frozenset(word.casefold() for place in _PLACE.findall(text) for word in place.split())


def _toll(text: str, words: Sequence[Word], index: int, unit: str) -> Measure | None:
    place = _told_at(text, words, index)
    if place is None:
        return None
    kind = _TOLL_OF[words[place].key]
    nouns = {word.key for word in words[index + 1 : index + 4]}
    if kind in _COUNTED:
        return Measure(kind) if _COUNTED[kind] & nouns else None
    if unit and unit not in _PEOPLE and unit not in _TOLL_OF and _is_noun(unit, words[index + 1 : index + 2]):
        return None
    following = words[index + 1 : max(place + 1, index + 3)]
    who = {
        word.key for word in following if not re.search(r"[,;:.“”\"—]", text[words[index].end : word.start])
    }
    before = [word.key for word in words[max(place - 3, 0) : place]] if place < index else []
    who.update(before[before.index("number") :] if "number" in before else ())
    return Measure(kind, frozenset(who & _GROUPS))


def _is_noun(unit: str, following: Sequence[Word]) -> bool:
    """Whether a unit names things, and not what somebody did ("nine went to hospital")."""
    return not unit[0].isalpha() or any(word.text.endswith("s") for word in following)


def _told_at(text: str, words: Sequence[Word], index: int) -> int | None:
    """Where the word stands that says what befell those counted: the nearest one, in the same clause."""
    for step in range(1, REACH + 1):
        for place in (index + step, index - step):
            if 0 <= place < len(words) and _tells_toll(text, words[place]):
                if not _apart(text, words[index], words[place]):
                    return place
    return None


def _tells_toll(text: str, word: Word) -> bool:
    """Whether a word says what befell those counted; "her death" is one person's."""
    if word.key not in _TOLL_OF or word.name:
        return False
    return word.text.casefold() != "death" or text[word.end :].startswith(" toll")


def _apart(text: str, one: Word, other: Word | re.Match[str]) -> bool:
    """Whether another figure, or the end of a clause, stands between two places."""
    span = other.span() if isinstance(other, re.Match) else (other.start, other.end)
    first, second = sorted(((one.start, one.end), span))
    return bool(re.search(r"[,;:“”\"()]|\.\s|\d|\band\b", text[first[1] : second[0]]))


def _share(text: str, words: Sequence[Word], index: int) -> Measure | None:
    """A share of a whole that is named right after it: "38% of the infusion pumps"."""
    if not re.match(r"\W*(?:percent|per cent)?\s*of\b", text[words[index].end :]):
        return None
    denied = bool(_DENIED.search(text, words[index].end, words[index].end + 80))
    return Measure("share", of=frozenset(word.key for word in words[index + 1 : index + 4]), denied=denied)


def _change(words: Sequence[Word], index: int) -> Measure | None:
    near = words[max(index - NEAR, 0) : index + 1 + NEAR]
    if not any(word.key in _DIRECTIONS for word in near):
        return None
    around = words[max(index - 2 * NEAR, 0) : index + 1 + NEAR]
    of = frozenset(
        word.key for word in around if word.key not in _DIRECTIONS and not word.key.startswith("#")
    )
    return Measure("change", of=of, names=frozenset(word.key for word in around if word.name))
