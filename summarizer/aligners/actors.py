"""Two claims that name different people or places for one thing: another actor, swapped roles, another speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from summarizer.aligners.lexicon import SAYING, SYMMETRIC
from summarizer.aligners.shared import Alignment, Finding, Word, without
from summarizer.types import Claim

SAME_SENTENCE = 0.66
"""Share of content words two sentences need in common (Dice) before names in one place of both are compared."""
SHORTEST_QUOTATION = 5
"""Words that a quotation needs before it is taken to be the same one in two claims."""

_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_LETTERS = re.compile(r"\w+")
_PASSIVE = re.compile(r"\bby\s+(?:\w+\s+){0,3}$")
_NO_ONE = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december republican republicans democrat democrats
    democratic gop president senator sen rep gov governor mayor judge secretary minister chief
    general state states white house senate congress court american americans
    """.split()
)
"""Capitalised words that name no one in particular: days, months, parties, titles."""


def other_speaker(a: Claim, b: Claim) -> Finding | None:
    """One quotation that two claims give to two people, or None."""
    ours, theirs = _names_in(a.speaker), _names_in(b.speaker)
    if not ours or not theirs or not _quotations(a.text) & _quotations(b.text):
        return None
    if ours & (theirs | _names_in(b.text)) or theirs & _names_in(a.text):
        return None
    return Finding("conflict", f"one quotation, two speakers: {a.speaker} / {b.speaker}")


def _quotations(text: str) -> set[tuple[str, ...]]:
    words = (tuple(_LETTERS.findall(quoted.casefold())) for quoted in _QUOTED.findall(text))
    return {quoted for quoted in words if len(quoted) >= SHORTEST_QUOTATION}


def _names_in(text: str) -> set[str]:
    """The capitalised words of a text, lower case, without those that name no one."""
    return {
        word.casefold() for word in _LETTERS.findall(text) if len(word) > 2 and word[0].isupper()
    } - _NO_ONE


def names_in_place(a: str, b: str, found: Alignment) -> Finding | None:
    """Another name in the same place of nearly the same sentence, or None."""
    if found.overlap < SAME_SENTENCE:
        return None
    ours, theirs = {word.key for word in found.a}, {word.key for word in found.b}
    for left, right in found.gaps():
        one, other = _named(left), _named(right)
        if (
            not one
            or not other
            or any(word.key in theirs for word in one)
            or any(word.key in ours for word in other)
        ):
            continue
        if len(left) > len(one) + 2 or len(right) > len(other) + 2 or _initials(one, other):
            continue
        if _before(a, one[0]) == _before(b, other[0]) or _after(a, one[-1]) == _after(b, other[-1]):
            return Finding("conflict", f"names: {_shown(one)} / {_shown(other)}")
    return None


def _named(gap: Sequence[Word]) -> list[Word]:
    return [word for word in gap if word.name and word.text.casefold() not in _NO_ONE]


def _before(text: str, word: Word) -> str:
    return " ".join(text[max(word.start - 40, 0) : word.start].casefold().split()[-1:])


def _after(text: str, word: Word) -> str:
    return " ".join(text[word.end : word.end + 40].casefold().split()[:1])


def _initials(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether one name can be short for the other: "FBI", "U.S."."""
    short, long = sorted((one, other), key=len)
    return (
        "".join(word.text for word in short)
        .upper()
        .startswith("".join(word.text[0] for word in long).upper())
    )


def _shown(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def roles_swapped(a: str, b: str, found: Alignment) -> Finding | None:
    """Two names that changed places around the same predicate, and not since one of the sentences is passive."""
    if found.overlap < SAME_SENTENCE:
        return None
    both = (*found.pairs, *found.moved)
    names = [(i, j) for i, j in both if found.a[i].name or found.b[j].name]
    crossed = [(one, two) for one, two in combinations(sorted(names), 2) if one[1] > two[1]]
    if not crossed:
        return None
    rest = without(found, {i for i, _ in names}, {j for _, j in names})
    places = list(rest.gaps())
    for (i, j), (k, m) in crossed:
        first, second = found.a[i], found.a[k]
        exchanged = first.key != second.key and any(
            first in left and found.b[m] in right for left, right in places
        )
        if not exchanged or not any(second in left and found.b[j] in right for left, right in places):
            continue
        between = [
            word for word in found.a[i + 1 : k] if not word.name and word.key not in SAYING | SYMMETRIC
        ]
        if between and _passive(a, first, second) == _passive(b, found.b[m], found.b[j]):
            return Finding("conflict", f"roles: {first.text} and {second.text} in each other’s place")
    return None


def _passive(text: str, first: Word, second: Word) -> bool:
    return bool(_PASSIVE.search(text[first.end : second.start]))
