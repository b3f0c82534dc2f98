"""Two claims that give different days for one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.aligners.lexicon import key
from summarizer.aligners.shared import Alignment, Finding, Word
from summarizer.dates import When, dates

_PLANNED = re.compile(
    r"\b(?:will|would|is to|are to|due to|set to|scheduled to)\s+([a-z]+)(?:\s+[\w’']+){0,3}?\s+(?:on\s+)?"
    r"((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


def days_in_place(a: str, b: str, found: Alignment) -> Finding | None:
    """Incompatible dates in the same place of nearly the same sentence, or None."""
    ours, theirs = dates(a), dates(b)
    if not ours or not theirs:
        return None
    for left, right in found.gaps():
        one, other = _date_in(left, ours), _date_in(right, theirs)
        if one is None or other is None or one.compatible(other):
            continue
        if not _told(one, theirs) and not _told(other, ours):
            return Finding("number", "dates", one.text, other.text)
    return None


def days_planned(a: str, b: str) -> Finding | None:
    """Two weekdays on which the same is to be done ("will vote on Saturday" / "will ballot on Sunday"), or None."""
    ours, theirs = ({key(verb): day for verb, day in _PLANNED.findall(text)} for text in (a, b))
    for verb, day in ours.items():
        if theirs.get(verb, day) != day:
            return Finding("number", "dates", day, theirs[verb])
    return None


def _told(one: When, others: Sequence[When]) -> bool:
    """Whether a text gives the same date too, in another place."""
    return any(one.text.casefold() == when.text.casefold() for when in others)


def _date_in(gap: Sequence[Word], found: Sequence[When]) -> When | None:
    return next((when for word in gap for when in found if when.start <= word.start < when.end), None)
