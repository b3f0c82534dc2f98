"""Dates that a sentence names, placed in the calendar by the day its article was published.

"On Tuesday", "last week" and "March 3" are read against that day; without it they stay what they are, a weekday,
a day of a month, and are compared as such. Rules, since the libraries
that find dates in running text take "may" for a month and give "in 2016" a day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.casefold(): number for number, name in enumerate(calendar.day_name)}
_NUMBERS = {
    word: n
    for n, word in enumerate("a two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_NUMBERS |= {"an": 1, "one": 1, "couple of": 2, "a couple of": 2}
_LENGTH = {"day": 1, "week": 7, "month": 30, "year": 365}

_MONTH = "|".join(
    f"{name}\\b\\.?" if len(name) < 5 and name != "may" else f"{name}\\b"
    for name in sorted(_MONTHS, key=len, reverse=True)
)
_DAY = "|".join(_DAYS)
_COUNT = "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r"|\d{1,3}"
_DATE = re.compile(
    rf"""
    (?P<iso>\b(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)\b)
    |(?:(?P<named>{_DAY}),?\s+(?:the\s+)?)?(?:
        \b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?
          (?![\d:%]|,\d|\.\d|[-–]\d{{3}}|\s+(?:terror|attack))
          (?:\s?[-–]\s?(?P<last_day>\d{{1,2}})\b)?(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?
        |\b(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month_second>{_MONTH})
          (?:,?\s+(?P<year_third>(?:19|20)\d\d)\b)?
    )
    |\b(?P<whole_month>{_MONTH}),?\s+(?:of\s+)?(?P<month_year>(?:19|20)\d\d)\b
    |\b(?P<weekday_rule>last|next|this\s+past|this\s+coming|this|past)?\s*\b(?P<weekday>{_DAY})\b(?!-)
    |\b(?P<lone_before>in|since|until|by|during|before|after|from|through|last|next|this|early|late|mid|of)[\s-]+
        (?:(?:early|late|mid)[\s-]+)?(?P<lone_month>{_MONTH})(?!\s+(?:\d|(?-i:[A-Z])))
    |(?<!USA\s)\b(?P<near>yesterday|today|tonight|tomorrow|last\s+night|this\s+(?:morning|afternoon|evening))\b
    |\b(?P<period_rule>last|this|next|past)\s+(?P<period>week|month|year)\b(?!['’]s?\s+end|-)
    |\b(?P<count>{_COUNT})\s+(?P<ago>day|week|month|year)s?\s+(?:ago|earlier)\b
    |\b(?:in|since|until|by|during|before|after|from|through|of|the|early|late|mid|between|for)[\s-]+
        (?P<lone_year>(?:19|20)\d\d)\b
        (?!\s*(?:people|others|more|%|percent|-page)|[,.]\d|s\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|won['’]t|(?:is|are) (?:to|due|set|expected)|scheduled|upcoming)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class When:
    """A date in a text: `text[start:end]`.

    `first` and `last` enclose the days it covers, where they can be told. Year, month, day of the month and
    weekday (Monday is 0) are None where the date does not say and nothing tells.
    """

    text: str
    start: int
    end: int
    first: date | None = None
    last: date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def compatible(self, other: When) -> bool:
        """Whether both can name one day: their days overlap, or nothing that both tell differs."""
        if self.first and self.last and other.first and other.last:
            return self.first <= other.last and other.first <= self.last
        ours = (self.year, self.month, self.day, self.weekday)
        theirs = (other.year, other.month, other.day, other.weekday)
        return all(None in pair or pair[0] == pair[1] for pair in zip(ours, theirs, strict=True))


def dates(text: str, published: str = "") -> tuple[When, ...]:
    """The dates that the text names, in order; `published` is the ISO date or date-time of its article.

    A weekday is the last one up to that day, or the next where the sentence looks ahead ("will meet on Friday").
    A day of a month without a year is the one nearest to it.
    """
    today = _day(published)
    return tuple(_found(text, today))


def _found(text: str, today: date | None) -> Iterator[When]:
    ahead = bool(_AHEAD.search(text))
    for match in _DATE.finditer(text):
        start = match.start("weekday") if match["weekday"] and not match["weekday_rule"] else match.start()
        when = _when(match, today, ahead)
        if when is not None:
            yield When(text[start : match.end()], start, match.end(), *when)


class _Fields(NamedTuple):
    """What a `When` holds beside its place."""

    first: date | None = None
    last: date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


def _when(match: re.Match[str], today: date | None, ahead: bool) -> _Fields | None:
    if match["iso"]:
        return _calendar_day(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
    if match["month"] or match["month_second"]:
        month = _month(match["month"] or match["month_second"])
        year = match["year"] or match["year_third"]
        return _month_day(month, int(match["day"] or match["day_first"]), year, match["last_day"], today)
    if match["whole_month"]:
        return _whole_month(int(match["month_year"]), _month(match["whole_month"]))
    if match["lone_month"]:
        return _lone_month(_month(match["lone_month"]), match["lone_before"].casefold(), today)
    if match["weekday"]:
        return _weekday(
            _DAYS[match["weekday"].casefold()], (match["weekday_rule"] or "").casefold(), today, ahead
        )
    if match["lone_year"]:
        year_only = int(match["lone_year"])
        return _whole_year(year_only)
    return _relative(match, today)


def _relative(match: re.Match[str], today: date | None) -> _Fields | None:
    """Days told by how far they are from the day of publication; None where that is not known."""
    if today is None:
        return None
    if match["near"]:
        word = " ".join(match["near"].casefold().split())
        step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
        return _one(today, timedelta(step))
    if match["period"]:
        return _period(match["period_rule"].casefold(), match["period"].casefold(), today)
    unit = match["ago"].casefold()
    counted = match["count"].casefold()
    days = _LENGTH[unit] * (_NUMBERS.get(counted) or int(counted))
    if unit == "day":
        return _one(today, timedelta(-days))
    slack = timedelta({"week": 3, "month": 16, "year": 190}[unit])
    middle = today - timedelta(days)
    return _Fields(middle - slack, middle + slack)


def _one(today: date, step: timedelta) -> _Fields | None:
    day = today + step
    return _calendar_day(day.year, day.month, day.day)


def _calendar_day(year: int, month: int, day: int) -> _Fields | None:
    try:
        one = date(year, month, day)
    except ValueError:
        return None
    return _Fields(one, one, year, month, day, one.weekday())


def _month_day(
    month: int, day: int, year: str | None, last_day: str | None, today: date | None
) -> _Fields | None:
    if year is None and today is None:
        return _Fields(month=month, day=day) if 1 <= day <= 31 else None
    years = [int(year)] if year else [today.year - 1, today.year, today.year + 1] if today else []
    found = [fields for fields in (_calendar_day(one, month, day) for one in years) if fields]
    if not found:
        return None
    if today is not None:
        found.sort(key=lambda fields: abs(((fields.first or today) - today).days))
    until = _calendar_day(found[0].year or 0, month, int(last_day)) if last_day else None
    return found[0]._replace(last=until.last, day=None, weekday=None) if until else found[0]


def _whole_year(year: int) -> _Fields:
    return _Fields(date(year, 1, 1), date(year, 12, 31), year)


def _whole_month(year: int, month: int) -> _Fields:
    return _Fields(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), year, month)


def _lone_month(month: int, before: str, today: date | None) -> _Fields:
    if today is None:
        return _Fields(month=month)
    year = today.year
    if before == "next":
        year += month <= today.month
    elif month > today.month and (before == "last" or month - today.month > 6):
        year -= 1
    return _whole_month(year, month)


def _weekday(weekday: int, rule: str, today: date | None, ahead: bool) -> _Fields | None:
    if today is None:
        return _Fields(weekday=weekday)
    back = (today.weekday() - weekday) % 7
    if rule in ("next", "this coming") or (rule in ("", "this") and ahead and back):
        step = 7 - back
    else:
        step = -(back or (7 if rule in ("last", "past", "this past") else 0))
    return _one(today, timedelta(step))


def _period(rule: str, period: str, today: date) -> _Fields:
    step = {"last": -1, "past": -1, "next": 1}.get(rule, 0)
    if period == "week":
        monday = today - timedelta(today.weekday()) + timedelta(7 * step)
        return _Fields(monday, monday + timedelta(6))
    if period == "month":
        months = today.year * 12 + today.month - 1 + step
        return _whole_month(months // 12, months % 12 + 1)
    return _whole_year(today.year + step)


def _month(name: str) -> int:
    return _MONTHS[name.casefold().rstrip(".")]


def _day(published: str) -> date | None:
    """The day in an ISO date or date-time, or None where there is none that news can have."""
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return None
    return day if 1800 < day.year < 3000 else None
