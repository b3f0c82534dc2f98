"""Whether two names are one: short and long forms, titles, initials, acronyms."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.names import lists

_SPLIT = re.compile(r"[\s,]+")
_SMALL = frozenset("of the for and on de la & in".split())
_TAILS = frozenset(
    "inc corp corporation co company ltd llc plc group holdings city university bank airlines airways party county jr sr".split()
)
"""Last words that a name is often given without: Apple Inc., New York City, Harvard University."""
_PLACES = frozenset(place.casefold() for place in lists.PLACES | lists.PLACES_OF_TWO)
_TITLES = frozenset(title.casefold() for title in lists.TITLES)
_DROPPED = frozenset(word.casefold() for word in lists.DROPPED)
_SHARED_TITLES = frozenset(title.casefold() for title in lists.SHARED_TITLES)
_BODIES = frozenset(word.casefold() for word in lists.ORGANIZATION | lists.PLACE)


def same_name(a: str, b: str) -> bool:
    """Whether two names can be of one person, place or organization.

    "Sen. Susan Collins" is "Collins", "FBI" is "Federal Bureau of Investigation", "U.S." is "United States". A
    surname alone fits everyone who bears it.
    """
    left, right = _plain(a), _plain(b)
    if not left or not right:
        return False
    if left == right or set(left) - _SMALL == set(right) - _SMALL:
        return True
    if len(left) > len(right):
        left, right = right, left
    return _initials(left, right) or _without_tail(left, right) or _one_person(left, right)


@lru_cache(maxsize=20_000)
def _plain(name: str) -> tuple[str, ...]:
    """The words that make the name what it is, lower case: no title, possessive ending, middle initial or suffix."""
    text = re.sub(r"['’]s?$", "", name.strip()).casefold()
    text = lists.SHORT_FORMS.get(text.removeprefix("the ").rstrip("."), text)
    bare = (word.rstrip(".") if word.count(".") < 2 else word.replace(".", "") for word in _SPLIT.split(text))
    said = [word for word in bare if word]
    if said[:1] == ["the"]:
        said = said[1:]
    while (
        len(said) > 1 and said[0] in _TITLES and not (said[0] in _SHARED_TITLES and _BODIES & set(said[1:]))
    ):
        said = said[1:]
    kept = [
        word
        for i, word in enumerate(said)
        if word not in _DROPPED and not (len(word) == 1 and 0 < i < len(said) - 1)
    ]
    return tuple(kept or said)


def _initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if len(short) != 1 or len(long) < 2 or len(short[0]) < 2:
        return False
    every = "".join(word[0] for word in long)
    main = "".join(word[0] for word in long if word not in _SMALL)
    return short[0] in (every, main)


def _without_tail(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(long) == len(short) + 1 and long[:-1] == short and long[-1] in _TAILS


def _one_person(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if _BODIES & set(long) or " ".join(short) in _PLACES or " ".join(long) in _PLACES:
        return False
    if len(short) == 1:
        return len(long) <= 4 and short[0] == long[-1]
    return short[-1] == long[-1] and _first(short[0]) == _first(long[0])


def _first(name: str) -> str:
    return lists.NICKNAMES.get(name, name)
