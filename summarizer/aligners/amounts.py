"""The figures of a claim: what each counts or measures, and whether two of them can both be true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.aligners.lexicon import SAYING
from summarizer.aligners.measures import Measure, counted, is_count, measure, period
from summarizer.aligners.shared import CACHED_CLAIMS, Word, content
from summarizer.quantities import Quantity, quantities

WINDOW = 8
"""Content words on either side of a figure that tell what it counts."""
LONG_NAME = 3
"""Words of a name that two sums need beside them to be sums of one thing."""
POINTS = 4.0
"""Percentage points by which no rounding explains a difference, not even of "about 38%"."""
LARGE = 1e6
"""Amounts from here on are often given to one digit ..."""
MOST_ROUNDING = 0.12
"""... which explains a difference up to this share of the larger one."""
COUNTS_NOTHING = frozenset("clock rank age tally".split())
"""Units of figures that tell a time, a place in an order, or a result, not how many."""

_FORMER = re.compile(
    r"\b(?:up|down|r[io]se|risen|rising|fell|fallen|climbed|grew|grown|increased?|jumped|dropped|raised|revised|lowered)\b"
    r"[^;]{0,60}\bfrom\s+"
    r"(?:(?:about|nearly|some|just|an?|the|earlier|initial|estimated|around|more than|at least)\s+)*[$€£]?$",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\W*(?:\w+\s+){0,3}?"
    r"(?:(?:an?|per|each|every)\s+(hour|day|week|month|year)\b|(daily|weekly|monthly|annually|yearly)\b)",
    re.IGNORECASE,
)
_ALL = re.compile(r"\ball (?:of )?(?:the )?$", re.IGNORECASE)
_RATES = {"daily": "day", "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number where it stands.

    `quantity` is its amount, if it has one; `unit` what it counts, "" if that is left out; `measure` what it
    measures, if a rule knows; `near` the words around it, `names` the long names among them; `rate` the time it is
    counted by ("day"). `former` is True for an older value that the claim gives as such, `elsewhen` for one of
    another period, `whole` for all of a group ("all 157 on board"), of which another figure is of another group.
    Years, days and hours of the clock do not count anything.
    """

    word: Word
    quantity: Quantity | None
    measure: Measure | None
    near: frozenset[str]
    names: frozenset[tuple[str, ...]]
    rate: str
    unit: str
    former: bool
    counts: bool
    elsewhen: bool
    whole: bool = False

    @property
    def value(self) -> float:
        """The amount, 0 if it is none."""
        return self.quantity.value if self.quantity else 0.0

    @property
    def at_most(self) -> bool:
        """Whether the figure is an upper bound: "fewer than 300"."""
        return bool(self.quantity and self.quantity.bound == "most")

    @property
    def shown(self) -> str:
        """The figure as a reader says it: "at least 14 dead"."""
        kind = self.measure.kind if self.measure and self.unit != "%" else self.unit
        unit = "" if kind in "$€£¥%" else f" {kind}"
        if self.quantity is None:
            return f"{self.word.text}{unit}"
        prefix = {"least": "at least ", "most": "at most ", "about": "about ", "exact": ""}[
            self.quantity.bound
        ]
        return f"{prefix}{self.quantity.text}{unit}"

    def _is_within(self, other: Figure) -> bool:
        """Whether the other is a lower bound that this one keeps: 99 percent, and "more than 90 percent"."""
        return bool(other.quantity and other.quantity.bound == "least" and self.value >= other.value)

    def agrees(self, other: Figure) -> bool:
        """Whether both can be true of one thing; figures without a unit (years, ages, times) must be equal."""
        if (
            self.unit == other.unit == "%"
            and abs(self.value - other.value) > POINTS
            and not (self._is_within(other) or other._is_within(self))
        ):
            return False
        if self.quantity and other.quantity and _rounded(self.value, other.value):
            return True
        if self.at_most and other.at_most:
            return abs(self.value - other.value) <= MOST_ROUNDING * max(self.value, other.value)
        if self.quantity and other.quantity:
            return self.quantity.compatible(other.quantity)
        return self.word.key == other.word.key or (
            self.word.value is not None and self.word.value == other.word.value
        )


Figures = Sequence[Figure]


@lru_cache(maxsize=CACHED_CLAIMS)
def figures_in(text: str) -> tuple[Figure, ...]:
    """The figures of a text, in order: its amounts, and its numbers that are no amounts (years, routes)."""
    return tuple(_read(text, content(text)))


def _read(text: str, words: Sequence[Word]) -> Iterator[Figure]:
    """The amounts of a text, each at its first content word, and its numbers that are no amounts (years, routes)."""
    amounts = list(quantities(text))
    for index, word in enumerate(words):
        if any(amount.end <= word.start for amount in amounts[:1]):
            amounts.pop(0)
        quantity = (
            amounts.pop(0)
            if amounts and amounts[0].start < word.end and word.start < amounts[0].end
            else None
        )
        if quantity is None and not word.key.startswith("#"):
            continue
        around = (*words[max(index - WINDOW, 0) : index], *words[index + 1 : index + 1 + WINDOW])
        near = frozenset(other.key for other in around if not other.key.startswith("#")) - SAYING
        counts = quantity.unit not in COUNTS_NOTHING if quantity else True
        if word.value is not None and (quantity is None or quantity.unit[:1].isalpha()):
            counts = counts and is_count(text, word)
        if counts and quantity is None:
            quantity = Quantity(
                word.text, word.value or 0.0, "exact", "", frozenset(), start=word.start, end=word.end
            )
        unit = counted(text, word, quantity.unit) if quantity else ""
        what = measure(text, words, index, unit) if counts else None
        former = counts and bool(_FORMER.search(text[: word.start]))
        names = _long_names(around)
        yield Figure(
            word,
            quantity,
            what,
            near,
            names,
            _rate(text, word),
            unit,
            former,
            counts,
            period(text, word),
            bool(_ALL.search(text, max(word.start - 20, 0), word.start)),
        )


def _long_names(words: Sequence[Word]) -> frozenset[tuple[str, ...]]:
    """The runs of as many words of names as `LONG_NAME` says."""
    runs = (words[place : place + LONG_NAME] for place in range(len(words) - LONG_NAME + 1))
    return frozenset(tuple(word.key for word in run) for run in runs if all(word.name for word in run))


def _rate(text: str, word: Word) -> str:
    match = _RATE.match(text[word.end : word.end + 40])
    unit = (match[1] or match[2]).casefold() if match else ""
    return _RATES.get(unit, unit)


def _rounded(x: float, y: float) -> bool:
    """Whether one large amount is the other to one digit: 2 trillion and 2.2 trillion."""
    low, high = sorted((x, y))
    if low < LARGE or high - low > MOST_ROUNDING * high:
        return False
    return float(f"{low:.0e}") == high or float(f"{high:.0e}") == low
