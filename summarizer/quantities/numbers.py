"""Numbers in digits and in words, and what they are given in: the pieces of the patterns, and their values."""

from __future__ import annotations

import re

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = (
    {word: n for n, word in enumerate(_UNITS, 1)}
    | {word: 10 * n for n, word in enumerate(_TENS, 2)}
    | {"zero": 0}
)
_GROUPS = {"dozen": 12, "hundred": 100}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_SCALES |= {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_ORDINALS = dict(
    zip("first second third fourth fifth sixth seventh eighth ninth tenth".split(), range(1, 11), strict=True)
)

_WORD = "|".join(sorted(_SMALL | _GROUPS, key=len, reverse=True))
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
WORDS = rf"\b(?:{_WORD})(?:[\s-](?:and\s)?(?:{_WORD})){{0,6}}\b"
SCALE = r"hundred|thousand|million|billion|trillion|dozen|(?-i:bn|mn|tn|[kmbKMB])"
MONEY = r"(?:US|C|A|NZ|HK)?[$€£¥]\s?"
ORDINAL = "|".join(_ORDINALS)

_LENGTHS = {
    "mile": 1609.34,
    "km": 1000,
    "kilomet": 1000,
    "met": 1,
    "feet": 0.3048,
    "foot": 0.3048,
    "ft": 0.3048,
}
_LENGTHS |= {"inch": 0.0254, "cm": 0.01, "centimet": 0.01, "yard": 0.9144}
_AREAS = {
    "acre": 4046.86,
    "hectare": 10_000,
    "square mile": 2_589_988,
    "square kilomet": 1e6,
    "square f": 0.0929,
    "square met": 1,
}
_SPEEDS = {
    "mph": 1.60934,
    "miles per hour": 1.60934,
    "miles an hour": 1.60934,
    "kph": 1,
    "km/h": 1,
    "kilomet": 1,
    "knot": 1.852,
}
_WEIGHTS = {"ton": 1000, "metric ton": 1000, "kg": 1, "kilogram": 1, "lb": 0.4536, "pounds of": 0.4536}
_METRIC = r"(?:kilo|centi)?met(?:er|re)s?"
SPEED = r"mph\b|kph\b|km/h\b|miles\s(?:per|an)\shour|kilomet(?:er|re)s\s(?:per|an)\shour|knots?\b"
AREA = rf"acres?\b|hectares?\b|square\s(?:miles?|{_METRIC}|f(?:ee|oo)t)\b"
LENGTH = rf"miles?\b|km\b|{_METRIC}\b|feet\b|foot\b|ft\b|inch(?:es)?\b|cm\b|yards?\b"
WEIGHT = r"(?:metric\s)?ton(?:ne)?s?\b|kg\b|kilograms?\b|lbs?\b|pounds\sof(?=\s)"
HEAT = r"(?:degrees\s|°\s?)(?:F\b|C\b|Fahrenheit\b|Celsius\b)"


def value_of(number: str, scale: str = "") -> float:
    """The value of a number in digits or words, times its scale ("million")."""
    if number[:1].isdigit():
        value = float(number.replace(",", ""))
    else:
        total = 0
        for part in re.split(r"[\s-]+", number.casefold()):
            if part in _GROUPS:
                total = max(total, 1) * _GROUPS[part]
            elif part != "and":
                total += _SMALL[part]
        value = float(total)
    return value * _SCALES.get(scale.casefold(), 1.0)


def rank_of(ordinal: str) -> float:
    """3 for "third" and "3rd"."""
    return float(_ORDINALS.get(ordinal.casefold()) or re.sub(r"\D", "", ordinal))


def measured(value: float, unit: str) -> tuple[float, str]:
    """A value in what it is given in ("miles", "°F") as value and unit of a `Quantity`."""
    unit = " ".join(unit.casefold().split())
    if re.fullmatch(HEAT, unit, re.I):
        celsius = value if unit.endswith(("c", "celsius")) else (value - 32) / 1.8
        return celsius, "°C"
    for kind, pattern, factors in (
        ("speed", SPEED, _SPEEDS),
        ("area", AREA, _AREAS),
        ("length", LENGTH, _LENGTHS),
        ("weight", WEIGHT, _WEIGHTS),
    ):
        if re.fullmatch(pattern.replace(r"(?=\s)", ""), unit, re.I):
            return value * next(factor for name, factor in factors.items() if unit.startswith(name)), kind
    raise KeyError(unit)
