"""Two claims that give different days for one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.aligners.lexicon import SAYING, WEEKDAY, key
from summarizer.aligners.shared import Alignment, Finding, Word, content
from summarizer.dates import When, dates

_PLANNED = re.compile(
    r"\b(?:will|would|is to|are to|due to|set to|scheduled to)\s+([a-z]+)(?:\s+[\w’']+){0,3}?\s+(?:on\s+)?"
    rf"({WEEKDAY})\b"
)

_STARTED = re.compile(
    r"\b(?:start(?:s|ed)?|begins?|began|begun|kick(?:s|ed)? off|got under ?way)\b(?:(?! at\b)[^.;:]){0,40}\s+at "
    r"(?P<hours>\d{1,2}):(?P<minutes>\d\d)(?:\s?(?P<half>[ap])\.?m\b)?",
    re.IGNORECASE,
)
_NOBODY_NAMED = re.compile(r"^\W*(?:\w+\s){0,2}?(?:it|they|we)\s", re.IGNORECASE)
_DAY = f"(?P<day>{WEEKDAY})"
_DEED = re.compile(
    rf"\b(?P<verb>[a-z]+ed|(?<=\bto )[a-z]+) (?:on )?{_DAY}\b"
    rf"|\bon {_DAY.replace('day>', 'other>')} (?P<then>[a-z]+ed)\b"
)
OF_DEED = 6
"""Content words after a verb and its day that tell what was done ..."""
SAME_DEED = 2
"""... and how many of them two texts need in common."""


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


def started_at(a: str, b: str) -> Finding | None:
    """Two times of the clock at which one thing began ("kicked off at 3:20" / "started at 3:25"), or None."""
    ours, theirs = _STARTED.search(a), _STARTED.search(b)
    if ours is None or theirs is None or _clock(ours) == _clock(theirs):
        return None
    if ours["half"] and theirs["half"] and ours["half"].casefold() != theirs["half"].casefold():
        return None
    here, there = (_names_of(text[: match.start()]) for text, match in ((a, ours), (b, theirs)))
    if not here & there and not _NOBODY_NAMED.match(a) and not _NOBODY_NAMED.match(b):
        return None
    here_at, there_at = (f"{match['hours']}:{match['minutes']}" for match in (ours, theirs))
    return Finding("number", "times", here_at, there_at)


def _clock(match: re.Match[str]) -> tuple[int, str]:
    return int(match["hours"]) % 12, match["minutes"]


def _names_of(text: str) -> set[str]:
    return {word.key for word in content(text)}


def day_of_deed(a: str, b: str) -> Finding | None:
    """Two weekdays on which one thing was done ("apologized Saturday for" / "on Friday apologized for"), or None."""
    ours, theirs = _deeds(a), _deeds(b)
    for verb, (day, what) in ours.items():
        other, also = theirs.get(verb, (day, frozenset()))
        if other != day and len(what & also) >= SAME_DEED:
            return Finding("number", "dates", day, other)
    return None


def _deeds(text: str) -> dict[str, tuple[str, frozenset[str]]]:
    """What a text says was done on a weekday: the verb, the day, and the words after them."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for match in _DEED.finditer(text):
        verb = key(match["verb"] or match["then"])
        after = [word for word in content(text) if word.start >= match.end()][:OF_DEED]
        if verb not in SAYING and after:
            found[verb] = match["day"] or match["other"], frozenset(word.key for word in after)
    return found
