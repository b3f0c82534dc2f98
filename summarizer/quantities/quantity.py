"""One amount, and whether another can be the same amount told differently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Bound = Literal["exact", "about", "least", "most"]

ROUNDING = 0.06
"""Relative difference up to which two exact-looking figures may be one figure rounded ("nearly 300" and 298)."""
APPROXIMATION = 0.2
"""The same where one of them is given as approximate ("about", "some")."""
CONVERSION = 0.12
"""The same for measures, which are rounded when they are converted (three feet, one metre)."""
MEASURES = frozenset({"length", "area", "speed", "weight", "°C"})
EXACT_KINDS = frozenset({"age", "clock", "rank"})
"""Kinds of figures that nobody rounds."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a text: `text_of_document[start:end]`, its white space as single spaces in `text`.

    `unit` is a currency sign, "%", a measure ("length" in metres, "area" in square metres, "speed" in km/h, "weight"
    in kg, "°C"), "tally" (votes or points: `value` to `against`), "age", "clock" (minutes since midnight), "rank"
    (third, 21st), or else the noun counted. A range goes from `value` to `high`. `about` holds the content words
    that stand around it.
    """

    text: str
    value: float
    bound: Bound
    unit: str
    about: frozenset[str]
    high: float | None = None
    against: float | None = None
    start: int = -1
    end: int = -1

    def compatible(self, other: Quantity) -> bool:
        """Whether both can be true of one thing.

        Equal up to rounding, or within what a range, "at least" and the like allow.
        """
        if self.against is not None and other.against is not None:
            return {self.value, self.against} == {other.value, other.against}
        if self.unit in EXACT_KINDS and "about" not in (self.bound, other.bound):
            return self.value == other.value
        low, high = sorted((self, other), key=lambda quantity: quantity.value)
        if self.high is not None or other.high is not None:
            return high.value - (low.high or low.value) <= _slack(low, high) * max(high.value, 1e-9)
        if low.bound == "least" and high.bound in ("exact", "about", "least"):
            if high.bound != "least" and low.value * 1.5 < high.value:
                return False
            return low.value >= 0.9 * high.value
        if high.bound == "most" and low.bound != "exact":
            return True
        return high.value - low.value <= _slack(low, high) * max(high.value, 1e-9)


def _slack(low: Quantity, high: Quantity) -> float:
    if "about" in (low.bound, high.bound):
        return APPROXIMATION
    if low.unit in MEASURES:
        return CONVERSION
    whole = low.value == int(low.value) and high.value == int(high.value)
    return 0.0 if low.value < 20 and whole and low.unit != "%" else ROUNDING
