"""Figures in a sentence: what is counted, how much, how exactly, and whether two of them can both be true.

Only amounts are read: counts with their noun, money, percentages. Years, days, clock times, ordinals, ages
and list numbers are left alone, since two of them in two sentences are seldom two answers to one question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Bound = Literal["exact", "about", "least", "most"]

ROUNDING = 0.06
"""Relative difference up to which two exact-looking figures may be one figure rounded ("nearly 300" and 298)."""
APPROXIMATION = 0.2
"""The same where one of them is given as approximate ("about", "some")."""
CACHED_SENTENCES = 20_000
"""Sentences whose amounts and content words are remembered: each is compared with many others."""
WINDOW = 7
"""Words on either side of a figure that tell what it counts."""

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
)
_UNITS += "seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: n for n, word in enumerate(_UNITS, 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SMALL |= {"dozen": 12, "hundred": 100, "zero": 0}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SCALES |= {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_WORDS = "|".join(sorted(_SMALL, key=len, reverse=True))
_FIGURE = re.compile(
    r"(?P<money>(?:US|C|A|NZ|HK)?[$€£¥]\s?)?"
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<words>\b(?:{_WORDS})(?:[\s-](?:and\s)?(?:{_WORDS}))*\b))"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|(?-i:bn|mn|tn|[kmbKMB]))\b)?"
    r"(?:\s?(?P<unit>%|percent(?:age points?)?\b|per\s?cent\b|(?:US\s)?dollars?\b|euros?\b|pounds?\b))?",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_BEFORE_NOT_AN_AMOUNT = re.compile(
    rf"(?:\b{_MONTH}|\bNo\.|\bNos\.|\b(?:age|aged|chapter|article|section|page|Title|Route|Highway|Phase))\s*$|[\w#/:]$|\d[.,–-]$"
)
_AFTER_NOT_AN_AMOUNT = re.compile(
    rf"^(?:st|nd|rd|th)\b|^:\d|^/\d|^\s?(?:a\.m|p\.m|am\b|pm\b|o['’]clock)|^\s?-?\s?years?[- ]olds?\b|^[-–]\d|^\s{_MONTH}\b|^-[a-z]+|^\.\d|^[A-Za-z]"
)
_LEAST = re.compile(
    r"\b(?:at least|more than|over|above|no fewer than|no less than|upwards? of|exceed(?:s|ed|ing)?|north of)\s+(?:the\s)?$",
    re.I,
)
_MOST = re.compile(
    r"\b(?:at most|up to|fewer than|less than|under|below|no more than|as many as|as much as)\s+$", re.I
)
_ABOUT = re.compile(
    r"\b(?:about|around|nearly|almost|roughly|approximately|some|an estimated|estimated|close to|just over|just under|just)\s+$|~\s?$",
    re.I,
)
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_CONCEPTS = {
    "death": "dead die died dies death deaths killed kill kills killing toll fatality fatalities fatal bodies body lives perished",
    "injury": "injured injury injuries hurt wounded hospitalized hospitalised casualties",
    "arrest": "arrested arrest arrests detained detention custody",
    "missing": "missing unaccounted",
    "crowd": "marchers protesters demonstrators crowd marched rallied gathered",
    "job": "job jobs position positions post posts layoffs redundancies roles",
    "evacuee": "evacuated evacuees evacuate displaced",
    "person": "people person persons residents men women",
}
_CONCEPT_OF = {word: concept for concept, listed in _CONCEPTS.items() for word in listed.split()}
_FATES = frozenset({"death", "injury", "arrest", "missing", "evacuee", "crowd"})
_STOP = frozenset(
    "a an the of in on at to for by with from and or but as is are was were be been has have had it its their his her this that these "
    "those which who whom than then there here said says say told according also more most other others would could will may might "
    "about some nearly almost around least up over after before during while when where into out not no new one two between against "
    "he she they we i you him them our your my all both each any only just very so if".split()
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a sentence.

    `unit` is a currency sign, "%", or the noun counted; `about` holds what stands around it.
    """

    text: str
    value: float
    bound: Bound
    unit: str
    about: frozenset[str]

    def compatible(self, other: Quantity) -> bool:
        """Whether both can be true of one thing.

        Equal up to rounding, or within what "at least" and the like allow.
        """
        low, high = sorted((self, other), key=lambda quantity: quantity.value)
        if low.bound == "least" and high.bound in ("exact", "about", "least"):
            return (
                False
                if low.value * 1.5 < high.value and high.bound != "least"
                else low.value >= 0.9 * high.value
            )
        if high.bound == "most" and low.bound != "exact":
            return True
        slack = APPROXIMATION if "about" in (low.bound, high.bound) else ROUNDING
        if (
            low.value < 20
            and low.value == int(low.value)
            and high.value == int(high.value)
            and self.unit != "%"
        ):
            slack = 0.0 if "about" not in (low.bound, high.bound) else slack
        return high.value - low.value <= slack * max(high.value, 1e-9)


@lru_cache(maxsize=CACHED_SENTENCES)
def quantities(sentence: str) -> tuple[Quantity, ...]:
    """The amounts in a sentence, in order."""
    return tuple(_found(sentence))


@lru_cache(maxsize=CACHED_SENTENCES)
def stems(text: str) -> frozenset[str]:
    """The content words of a text, lower case, plural and verb endings off, synonyms of a few news concepts as one."""
    return frozenset(
        _stem(word) for word in (token.casefold() for token in _TOKEN.findall(text)) if word not in _STOP
    )


def _found(sentence: str) -> Iterator[Quantity]:
    for match in _FIGURE.finditer(sentence):
        before, after = sentence[: match.start()], sentence[match.end() :]
        marked = bool(match["money"] or match["unit"] or match["scale"])
        if not marked and (_BEFORE_NOT_AN_AMOUNT.search(before) or _AFTER_NOT_AN_AMOUNT.match(after)):
            continue
        value = _value(match)
        if value is None or (
            not marked and match["digits"] and 1900 <= value <= 2100 and "," not in match["digits"]
        ):
            continue
        unit = _unit(match, before, after)
        if not unit:
            continue
        yield Quantity(" ".join(match.group().split()), value, _bound(before), unit, _around(before, after))


def _value(match: re.Match[str]) -> float | None:
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
    else:
        total = 0
        parts = [part for part in re.split(r"[\s-]+", match["words"].casefold()) if part != "and"]
        if parts == ["one"] and not match["unit"] and not match["scale"]:
            return None
        for part in parts:
            total = max(total, 1) * 100 if part == "hundred" else total + _SMALL[part]
        value = float(total)
    return value * _SCALES.get((match["scale"] or "").casefold(), 1.0)


def _unit(match: re.Match[str], before: str, after: str) -> str:
    unit = (match["unit"] or "").casefold()
    if match["money"]:
        return match["money"].strip()[-1]
    if unit.startswith(("%", "per")):
        return "%"
    if unit:
        return {"d": "$", "u": "$", "e": "€", "p": "£"}[unit[0]]
    following = [token.casefold() for token in _TOKEN.findall(after[:80])]
    counted = next(
        (w for w in following[:3] if w in _CONCEPT_OF or (w not in _STOP and w[-1] == "s" and len(w) > 3)), ""
    )
    counted = _stem(counted or next((word for word in following[:4] if word not in _STOP), ""))
    if counted != "person":
        return counted
    preceding = [token.casefold() for token in _TOKEN.findall(before[-40:])][::-1]
    fate = next((w for w in (*following[:7], *preceding[:4]) if _CONCEPT_OF.get(w) in _FATES), "")
    return _stem(fate) if fate else counted


def _bound(before: str) -> Bound:
    if _LEAST.search(before):
        return "least"
    if _MOST.search(before):
        return "most"
    return "about" if _ABOUT.search(before) else "exact"


def _around(before: str, after: str) -> frozenset[str]:
    near = [*_TOKEN.findall(before)[-WINDOW:], *_TOKEN.findall(after)[:WINDOW]]
    return frozenset(_stem(token.casefold()) for token in near if token.casefold() not in _STOP)


def _stem(word: str) -> str:
    if word in _CONCEPT_OF:
        return _CONCEPT_OF[word]
    for ending in ("ies", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word
