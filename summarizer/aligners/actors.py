"""Two claims that name different people or places for one thing: another actor, swapped roles, another speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations

from summarizer.aligners.lexicon import NO_ONE, SAYING, SYMMETRIC
from summarizer.aligners.shared import Alignment, Finding, Word, without
from summarizer.names import names, same_name
from summarizer.types import Claim

SHORTEST_NAME = 3
"""Letters of a name; a shorter one is an abbreviation ("R-OH", "U.N."), which can stand for many a name."""
SPELLED_ALIKE = 0.8
"""Likeness of two spellings (difflib's ratio) above which they are taken for one name."""
SPELLED_ANEW = 0.6
"""The same for each word of two names of several words, which another alphabet was put into Latin letters for."""
SHORTEST_QUOTATION = 5
"""Words that a quotation needs before it is taken to be the same one in two claims."""

_FIRST = re.compile(r"\b(?:first|start(?:s|ed)?|began|begun|begins)\b", re.IGNORECASE)
_DEED = r"(?P<deed>threw|thrown|fired|shot|attacked|struck|hurled)"
_GUARDS = r"police(?:m[ae]n)?|officers?|guards?|troopers?|soldiers?|troops|agents?|deput(?:y|ies)"
_CROWD = r"crowd|protest[eo]rs?|marchers?|demonstrators?|strikers?|rioters?|mob|fans?|supporters?|workers?"
_DOER = rf"(?P<doer>(?P<guards>{_GUARDS})|(?P<crowd>{_CROWD}))"
_BY = re.compile(rf"\b{_DEED} by (?:[\w’']+ ){{0,5}}?{_DOER}\b", re.IGNORECASE)
_DOES = re.compile(rf"\b{_DOER}(?: [\w’']+){{0,6}}? {_DEED}\b", re.IGNORECASE)
_DEEDS = {"thrown": "threw", "hurled": "threw", "shot": "fired", "struck": "attacked"}
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_PRONOUN = re.compile(r"\b(?:he|him|his|she|hers?)\b", re.IGNORECASE)
_MALE = frozenset(("he", "him", "his"))
_POSSESSIVE = ("'", "’")
_LETTERS = re.compile(r"\w+")
_PASSIVE = re.compile(r"\bby\s+(?:\w+\s+){0,3}$")


def other_speaker(a: Claim, b: Claim) -> Finding | None:
    """One quotation that two claims give to two people, or None."""
    if not _quotations(a.text) & _quotations(b.text):
        return None
    ours, theirs = _speaker(a), _speaker(b)
    if not _is_name(ours) or not _is_name(theirs):
        return None
    if same_name(ours, theirs) or _one_name(ours.split()[-1], theirs.split()[-1]):
        return None
    if not (_stands_in(ours, a.text) and _stands_in(theirs, b.text)) and not _he_and_she(a.text, b.text):
        return None
    here, there = _named_in(ours), _named_in(theirs)
    if not here or not there or here & (there | _named_in(b.text)) or there & _named_in(a.text):
        return None
    return Finding("conflict", "one quotation, two speakers", ours, theirs)


def _stands_in(speaker: str, text: str) -> bool:
    """Whether a sentence itself names its speaker; whom "he" means is too often somebody else."""
    return speaker.split()[-1] in text


def _he_and_she(a: str, b: str) -> bool:
    """Whether one sentence gives the quotation to a man and the other to a woman, whoever they are."""
    ours, theirs = (
        {word.casefold() in _MALE for word in _PRONOUN.findall(_QUOTED.sub("", text))} for text in (a, b)
    )
    return len(ours) == len(theirs) == 1 and ours != theirs


def _speaker(claim: Claim) -> str:
    """Who says a claim; where the claim has no speaker, the person whom it names first and alone."""
    if claim.speaker:
        return claim.speaker
    people = [
        name
        for name in names(_QUOTED.sub("", claim.text))
        if name.kind in ("person", "") and " " in name.text
    ]
    return people[0].text if len(people) == 1 and people[0].start == 0 else ""


def _is_name(speaker: str) -> bool:
    """Whether a speaker is named; "the senator" and "Wynn’s lawyer" may be anyone, also the other one."""
    words = speaker.split()
    return bool(words) and all(word[0].isupper() and not word.endswith(("'s", "’s")) for word in words)


def _quotations(text: str) -> set[tuple[str, ...]]:
    words = (tuple(_LETTERS.findall(quoted.casefold())) for quoted in _QUOTED.findall(text))
    return {quoted for quoted in words if len(quoted) >= SHORTEST_QUOTATION}


def _named_in(text: str) -> set[str]:
    """The capitalised words of a text, lower case, without those that name no one."""
    return {
        word.casefold() for word in _LETTERS.findall(text) if len(word) > 2 and word[0].isupper()
    } - NO_ONE


def names_in_place(a: str, b: str, found: Alignment) -> Finding | None:
    """Another name in the same place of nearly the same sentence, or None."""
    ours, theirs = {word.key for word in found.a}, {word.key for word in found.b}
    for left, right in found.gaps():
        one, other = _named(left), _named(right)
        if not one or not other or len(left) > len(one) + 2 or len(right) > len(other) + 2:
            continue
        if any(word.key in theirs for word in one) or any(word.key in ours for word in other):
            continue
        if (
            _one_name(_shown(one), _shown(other))
            or min(len(word.text) for word in (*one, *other)) < SHORTEST_NAME
        ):
            continue
        if _before(a, one[0]) == _before(b, other[0]) or _after(a, one[-1]) == _after(b, other[-1]):
            return Finding("conflict", "names", _shown(one), _shown(other))
    return None


def _one_name(one: str, other: str) -> bool:
    """Whether two names are one, or one shortened (Ark, Arkansas) or spelled in two ways (Alexey, Aleksey)."""
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    if len(short) >= SHORTEST_NAME and long.startswith(short):
        return True
    return same_name(one, other) or _alike(one, other) > SPELLED_ALIKE or _spelled_anew(one, other)


def _spelled_anew(one: str, other: str) -> bool:
    left, right = one.split(), other.split()
    return len(left) == len(right) > 1 and all(map(lambda x, y: _alike(x, y) > SPELLED_ANEW, left, right))


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def _named(gap: Sequence[Word]) -> list[Word]:
    return [word for word in gap if word.name and word.text.casefold() not in NO_ONE]


def _before(text: str, word: Word) -> str:
    return " ".join(text[max(word.start - 40, 0) : word.start].casefold().split()[-1:])


def _after(text: str, word: Word) -> str:
    return " ".join(text[word.end : word.end + 40].casefold().split()[:1])


def _shown(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def roles_swapped(a: str, b: str, found: Alignment) -> Finding | None:
    """Two names that changed places around the same predicate, and not since one of the sentences is passive."""
    both = (*found.pairs, *found.moved)
    names = [
        (i, j)
        for i, j in both
        if (found.a[i].name or found.b[j].name)
        and _capital(found.a[i])
        and _capital(found.b[j])
        and found.a[i].text.casefold() not in NO_ONE
    ]
    crossed = [(one, two) for one, two in combinations(sorted(names), 2) if one[1] > two[1]]
    if not crossed:
        return None
    rest = without(found, {i for i, _ in names}, {j for _, j in names})
    places = list(rest.gaps())
    for (i, j), (k, m) in crossed:
        first, second = found.a[i], found.a[k]
        exchanged = not _one_name(first.text, second.text) and any(
            first in left and found.b[m] in right for left, right in places
        )
        if not exchanged or not any(second in left and found.b[j] in right for left, right in places):
            continue
        if any(
            _is_owner(text, word)
            for text, word in ((a, first), (a, second), (b, found.b[m]), (b, found.b[j]))
        ):
            continue
        predicates = _predicates(found.a[i + 1 : k]) & _predicates(found.b[m + 1 : j])
        if predicates and _passive(a, first, second) == _passive(b, found.b[m], found.b[j]):
            return Finding("conflict", "in each other’s place", first.text, second.text)
    return None


def _is_owner(text: str, word: Word) -> bool:
    """Whether a name stands for what is its own: "Wynn’s adviser Brandt" and "Brandt, an adviser to Wynn" are one."""
    return text.startswith(_POSSESSIVE, word.end) or word.text.endswith(("'s", "’s"))


def _capital(word: Word) -> bool:
    return word.text[0].isupper()


def _predicates(between: Sequence[Word]) -> set[str]:
    """What stands between two names and may say what one does to the other."""
    return {word.key for word in between if not word.name} - SAYING - SYMMETRIC - {"former"}


def other_first(a: str, b: str) -> Finding | None:
    """Who began it in a clash: here somebody of the crowd, there somebody of those who guard; or None."""
    ours, theirs = _doer(a), _doer(b)
    if ours is None or theirs is None or bool(ours["crowd"]) == bool(theirs["crowd"]):
        return None
    done, also = (_DEEDS.get(one["deed"].casefold(), one["deed"].casefold()) for one in (ours, theirs))
    return Finding("conflict", "who began", ours["doer"], theirs["doer"]) if done == also else None


def _doer(text: str) -> re.Match[str] | None:
    """Who did the first deed that a text tells of, if it says that it was the first."""
    return (_BY.search(text) or _DOES.search(text)) if _FIRST.search(text) else None


def _passive(text: str, first: Word, second: Word) -> bool:
    return bool(_PASSIVE.search(text[first.end : second.start]))
