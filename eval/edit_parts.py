"""What the edits of sentences look for: amounts, spelled numbers, people's names, quoted passages."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_NO_FIGURE_AFTER = r"(?![\d:/]|[-–]\d|,\d|\.\d|(?:st|nd|rd|th)\b)"
_FIGURE = rf"(?P<money>[$£€])?(?P<figure>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?){_NO_FIGURE_AFTER}"
AMOUNT = re.compile(
    rf"(?<![\w.,/:$£€-]){_FIGURE}(?P<scale> (?:million|billion|trillion))?(?P<percent> ?%| percent| per cent)?"
)
_SPELLED_WORDS = rf"{'|'.join(ONES[2:])}|(?:{'|'.join(TENS[2:])})(?:-(?:{'|'.join(ONES[1:10])}))?"
SPELLED = re.compile(rf"\b(?P<word>{_SPELLED_WORDS})\b(?= [a-z]+s\b)")
TITLE = (
    r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Judge|President|Senator|Secretary|Justice|Chief|Mayor)\.?"
)
PERSON = re.compile(
    rf"\b(?:(?P<title>{TITLE}) )?(?P<first>[A-Z][a-z]+) (?:[A-Z]\. )?(?P<last>[A-Z][a-z]{{2,}}(?:-[A-Z][a-z]+)?)\b"
)


@dataclass(frozen=True, slots=True)
class People:
    """Who is named in a collection of texts: given names, and full names that can stand in for each other."""

    given: frozenset[str]
    names: tuple[str, ...]

    def found(self, sentence: str) -> list[re.Match[str]]:
        """The people named in full in a sentence."""
        return [match for match in PERSON.finditer(sentence) if match["first"] in self.given]


Edit = Callable[[str, random.Random, People], str]
"""The edited sentence, or "" where the edit does not apply."""


def people_in(texts: Iterable[str]) -> People:
    """The people of the texts. A given name goes with two or more surnames, and is never a word of its own."""
    surnames: dict[str, set[str]] = defaultdict(set)
    words: set[str] = set()
    full: set[tuple[str, str]] = set()
    for text in texts:
        words.update(re.findall(r"\b[a-z]+\b", text))
        for match in PERSON.finditer(text):
            surnames[match["first"]].add(match["last"])
            full.add((match["first"], match["last"]))
    given = frozenset(
        first for first, lasts in surnames.items() if len(lasts) > 1 and first.lower() not in words
    )
    return People(given, tuple(sorted(f"{a} {b}" for a, b in full if a in given and b.lower() not in words)))


def pairs_of(listed: str) -> tuple[tuple[str, str], ...]:
    """The pairs of a list like "rose/fell, won/lost"."""
    pairs = (" ".join(entry.split()).partition("/") for entry in listed.split(","))
    return tuple((one, other) for one, _, other in pairs)


def is_amount(match: re.Match[str], sentence: str) -> bool:
    """Whether a number is an amount: no year, no day of a month, no list number."""
    figure = match["figure"]
    if match["money"] or match["percent"] or match["scale"]:
        return True
    if re.fullmatch(r"(?:19|20)\d\d", figure) or float(figure.replace(",", "")) == 0:
        return False
    before, after = sentence[: match.start()], sentence[match.end() :]
    if re.search(r"(?:[A-Z][a-z]{2,8}\.?|No\.|Article|Chapter|Section|Title|[A-Z])\s$", before):
        return False
    return bool(re.match(r"\s[a-z]", after)) and not re.match(
        r"\s(?:a\.m|p\.m|am\b|pm\b|years? old|to \d)", after
    )


def value_of(word: str) -> int:
    """The value of a spelled number up to 99."""
    tens, _, ones = word.partition("-")
    return (10 * TENS.index(tens) if tens in TENS else ONES.index(tens)) + (ONES.index(ones) if ones else 0)


def spell(value: int) -> str:
    """A number up to 99 in words, a larger one in digits."""
    if value < 20:
        return ONES[value]
    if value >= 100:
        return f"{value:,}"
    return TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")


def is_quoted(sentence: str, place: int) -> bool:
    """Whether a place lies inside quotation marks."""
    before = sentence[:place]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def replaced(sentence: str, span: tuple[int, int], put: str) -> str:
    """The sentence with other words at a span."""
    return sentence[: span[0]] + put + sentence[span[1] :]
