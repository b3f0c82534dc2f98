"""Find the figures of a sentence: counts with their noun, money, percentages, measures, and the special kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer.quantities import numbers
from summarizer.quantities.kinds import special
from summarizer.quantities.quantity import Bound, Quantity
from summarizer.quantities.wording import CONCEPT_OF, FATES, STOP, TOKEN, stem

WINDOW = 7
"""Words on either side of a figure that tell what it counts."""

CONTEXT = 120
"""Characters on either side of a figure that are looked at."""
CACHED_SENTENCES = 8_192
"""How many sentences keep their figures in memory: each is held against many others."""

_MEASURE = f"{numbers.SPEED}|{numbers.AREA}|{numbers.LENGTH}|{numbers.WEIGHT}|{numbers.HEAT}"
_NUMBER = (
    rf"(?P<money>{numbers.MONEY})?(?:(?P<digits>{numbers.DIGITS})|(?P<words>{numbers.WORDS})"
    r"|(?P<half>\bhalf\s(?:a\s)?|\ban?\s)(?=(?:thousand|million|billion|trillion)\b))"
)
_RANGE = rf"(?:\s?(?:[-–]|\b(?:to|or)\b)\s?(?:{numbers.MONEY})?(?P<until>{numbers.DIGITS}|{numbers.WORDS}))"
_GIVEN_IN = (
    rf"(?:[\s-]?(?P<scale>{numbers.SCALE})\b)?"
    rf"(?:\s?(?P<unit>%|percent(?:age points?)?\b|per\s?cent\b|(?:US\s)?dollars?\b|euros?\b|pounds?\b(?!\sof\b))|[\s-]?(?P<measure>{_MEASURE}))?"
)
_FIGURE = re.compile(f"{_NUMBER}{_RANGE}?{_GIVEN_IN}", re.IGNORECASE)
_SINGLE = re.compile(f"{_NUMBER}(?P<until>(?!))?{_GIVEN_IN}", re.IGNORECASE)
_BETWEEN = re.compile(rf"\s?and\s(?:{numbers.MONEY})?(?P<until>{numbers.DIGITS}|{numbers.WORDS})", re.I)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_BEFORE_NOT_AN_AMOUNT = re.compile(
    rf"(?:\b{_MONTH}|\bNo\.|\bNos\.|\b(?:chapter|article|section|page|Title|Route|Highway|Phase|Room|Flight|Interstate|Gate|Channel|Boeing))\s*$|[\w#/:]$|\d[.,–-]$"
)
_AFTER_NOT_AN_AMOUNT = re.compile(
    rf"^(?:st|nd|rd|th)\b|^:\d|^/\d|^\s?o['’]clock|^[-–]\d|^\s{_MONTH}\b|^-[a-z]+|^\.\d|^[A-Za-z]"
)
_LEAST = re.compile(
    r"\b(?:at least|more than|over|above|no fewer than|no less than|upwards? of|exceed(?:s|ed|ing)?|north of)\s+(?:the\s|an?\s)?$",
    re.I,
)
_MOST = re.compile(
    r"\b(?:at most|up to|fewer than|less than|under|below|no more than|as many as|as much as)\s+(?:an?\s)?$",
    re.I,
)
_ABOUT = re.compile(
    r"\b(?:about|around|nearly|almost|roughly|approximately|some|an estimated|estimated|close to|just over|just under|just)\s+(?:an?\s)?$|~\s?$",
    re.I,
)
_OR_MORE = re.compile(
    r"^(?:\s[\w-]+){0,2}\sor\s(?:(?P<least>more|higher|older|longer)|less|fewer|lower|younger)\b", re.I
)
_CURRENCIES = {"dollar": "$", "euro": "€", "pound": "£"}
_DURING = re.compile(r"\bover\s+(?:the\s)?$", re.I)
_TIME_AFTER = re.compile(r"\s(?:years?|months?|weeks?|days?|hours?|decades?)\b")
_FROM = re.compile(r"\b(?:from|between)\s+$", re.I)


@lru_cache(maxsize=CACHED_SENTENCES)
def quantities(sentence: str) -> tuple[Quantity, ...]:
    """The amounts in a sentence, in order.

    Years, days of a month and numbers of pages, rooms and laws are none.
    """
    found: list[Quantity] = []
    taken = bytearray(len(sentence))
    for one in special(sentence):
        if any(taken[one.start : one.end]):
            continue
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
        before, after = _context(sentence, one.start, one.end)
        if unit := one.unit or _counted(before, after):
            bound = one.bound or _bound(before, after)
            found.append(_made(sentence, one.start, one.end, one.value, unit, bound, one.high, one.against))
    found += (quantity for quantity in _plain(sentence) if not any(taken[quantity.start : quantity.end]))
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _context(sentence: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a figure, as far as it is looked at."""
    return sentence[max(0, start - CONTEXT) : start], sentence[end : end + CONTEXT]


def _plain(sentence: str) -> Iterator[Quantity]:
    position = 0
    while match := _FIGURE.search(sentence, position):
        if match["until"] and not _is_range(match, _context(sentence, *match.span())[0]):
            match = _SINGLE.match(sentence, match.start()) or match
        quantity = _one(sentence, match)
        position = max(quantity.end if quantity else match.end(), match.start() + 1)
        if quantity is not None:
            yield quantity


def _one(sentence: str, match: re.Match[str]) -> Quantity | None:
    before, after = _context(sentence, match.start(), match.end())
    marked = bool(match["money"] or match["unit"] or match["scale"] or match["measure"])
    if not marked and (_BEFORE_NOT_AN_AMOUNT.search(before) or _AFTER_NOT_AN_AMOUNT.match(after)):
        return None
    number = match["digits"] or match["words"]
    scale = match["scale"] or ""
    if number is None:
        value = numbers.value_of("one", scale) * (0.5 if match["half"].casefold().startswith("half") else 1)
    else:
        value = numbers.value_of(number, scale)
        if not marked and number.isdigit() and 1900 <= value <= 2100:
            return None
        if not marked and not match["until"] and number.casefold() == "one":
            return None
    high = numbers.value_of(match["until"], scale) if match["until"] else None
    end = match.end()
    if high is None and before[-12:].rstrip().casefold().endswith("between"):
        further = _BETWEEN.match(sentence, end)
        return _between(sentence, match, further) if further else None
    if match["measure"]:
        value, unit = numbers.measured(value, match["measure"])
        high = None if high is None else numbers.measured(high, match["measure"])[0]
    else:
        unit = _unit(match, before, after)
    return _made(sentence, match.start(), end, value, unit, _bound(before, after), high) if unit else None


def _is_range(match: re.Match[str], before: str) -> bool:
    """False where what looks like "10 to 15" is a change ("from 10 to 15") or a score."""
    low, high = (
        numbers.value_of(number) for number in (match["digits"] or match["words"] or "zero", match["until"])
    )
    return low < high <= 50 * low and not _FROM.search(before)


def _between(sentence: str, match: re.Match[str], further: re.Match[str]) -> Quantity | None:
    """A range like "between 10 and 15 people", where the first figure has no noun of its own."""
    tail = _FIGURE.match(sentence, further.start("until"))
    if tail is None or tail["until"]:
        return None
    scale = tail["scale"] or ""
    value = numbers.value_of(match["digits"] or match["words"] or "one", match["scale"] or scale)
    high = numbers.value_of(further["until"], scale)
    before, after = _context(sentence, match.start(), tail.end())
    if tail["measure"]:
        value, unit = numbers.measured(value, tail["measure"])
        high = numbers.measured(high, tail["measure"])[0]
    else:
        unit = _unit(match if match["money"] else tail, before, after)
    if not unit or value >= high or (value >= 1900 and high <= 2100 and not tail["unit"]):
        return None
    return _made(sentence, match.start(), tail.end(), value, unit, "exact", high)


def _made(
    sentence: str,
    start: int,
    end: int,
    value: float,
    unit: str,
    bound: Bound,
    high: float | None = None,
    against: float | None = None,
) -> Quantity:
    before, after = _context(sentence, start, end)
    text = " ".join(sentence[start:end].split())
    near = [*TOKEN.findall(before)[-WINDOW:], *TOKEN.findall(after)[:WINDOW]]
    about = frozenset(stem(token.casefold()) for token in near if token.casefold() not in STOP)
    return Quantity(text, value, bound, unit, about, high, against, start, end)


def _unit(match: re.Match[str], before: str, after: str) -> str:
    unit = (match["unit"] or "").casefold()
    if match["money"]:
        return match["money"].strip()[-1]
    if unit.startswith(("%", "per")):
        return "%"
    if unit:
        return {"d": "$", "u": "$", "e": "€", "p": "£"}[unit[0]]
    return _counted(before, after)


def _counted(before: str, after: str) -> str:
    """The noun that a figure counts; for people, what became of them."""
    preceding = [token.casefold() for token in TOKEN.findall(before[-40:])][::-1]
    if not after[:1].isspace() and not after.startswith("-"):  # "the toll rose to 17, police said"
        return next((CONCEPT_OF[word] for word in preceding[:5] if CONCEPT_OF.get(word) in FATES), "")
    following = [token.casefold() for token in TOKEN.findall(after[:80])]
    counted = next(
        (w for w in following[:3] if w in CONCEPT_OF or (w not in STOP and w[-1] == "s" and len(w) > 3)), ""
    )
    counted = stem(counted or next((word for word in following[:4] if word not in STOP), ""))
    if counted in _CURRENCIES:
        return _CURRENCIES[counted]
    if counted != "person":
        return counted
    fate = next((w for w in (*following[:7], *preceding[:4]) if CONCEPT_OF.get(w) in FATES), "")
    return stem(fate) if fate else counted


def _bound(before: str, after: str) -> Bound:
    if following := _OR_MORE.search(after):
        return "least" if following["least"] else "most"
    if _LEAST.search(before) and not (_DURING.search(before) and _TIME_AFTER.match(after)):
        return "least"
    if _MOST.search(before):
        return "most"
    return "about" if _ABOUT.search(before) else "exact"
