"""Whether the figures and names of a summary stand in its source: the errors that readers notice first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarizer.components import sign
from summarizer.metrics.score import Example, Score, failures, mean_score, need_sources
from summarizer.names import names, same_name
from summarizer.quantities import quantities
from summarizer.text import words

_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
Checked = tuple[list[str], list[str]]
"""What was found in a summary, and what of it does not stand in the source."""


@dataclass(frozen=True)
class Numbers:
    """Share of the summary's figures that its source has, in digits or in words ("1.2 million" for 1,200,000).

    Figures are compared by value, without what they count, and not rounded.
    """

    def score(self, examples: Sequence[Example]) -> list[Score]:
        """`number_precision`; no value for a summary without figures. `details` list the unknown ones."""
        need_sources(examples, "numbers")
        return [_precision("number_precision", examples, check_numbers, sign(self))]


@dataclass(frozen=True)
class Names:
    """Share of the names in the summary that its source has, in the same or another usual form.

    Names are found by their capitals, so that a text in lower case has none, and made for English news.
    """

    def score(self, examples: Sequence[Example]) -> list[Score]:
        """`name_precision`; no value for a summary without names. `details` list the unknown ones."""
        need_sources(examples, "names")
        return [_precision("name_precision", examples, check_names, sign(self))]


def check_numbers(summary: str, source: str) -> Checked:
    """The figures of the summary, and those that the source does not have."""
    written = {_plain(number) for number in _DIGITS.findall(source)}
    values = {value for amount in quantities(source) for value in (amount.value, amount.high)}
    found, unknown = [], []
    covered: set[int] = set()
    for amount in quantities(summary):
        covered.update(range(amount.start, amount.end))
        found.append(amount.text)
        digits = [_plain(number) for number in _DIGITS.findall(amount.text)]
        same_digits = bool(digits) and all(number in written for number in digits)
        if amount.value not in values and not same_digits:
            unknown.append(amount.text)
    for match in _DIGITS.finditer(summary):  # years, dates and the like, which are no amounts
        if match.start() not in covered:
            found.append(match.group())
            if _plain(match.group()) not in written:
                unknown.append(match.group())
    return found, unknown


def check_names(summary: str, source: str) -> Checked:
    """The names in the summary, each once, and those that the source does not have."""
    running = f" {' '.join(word.casefold() for word in words(source))} "
    known = {name.text for name in names(source)}
    found, unknown = [], []
    for name in {name.text: name for name in names(summary)}.values():
        found.append(name.text)
        folded = " ".join(word.casefold() for word in words(name.text))
        if f" {folded} " not in running and not any(same_name(name.text, other) for other in known):
            unknown.append(name.text)
    return found, unknown


def _precision(
    name: str, examples: Sequence[Example], check: Callable[[str, str], Checked], signature: str
) -> Score:
    items: list[float | None] = []
    details: list[tuple[str, ...]] = []
    for example in examples:
        found, unknown = ([], []) if example.failure else check(example.prediction, example.source)
        items.append(1 - len(unknown) / len(found) if found else None)
        details.append(tuple(unknown))
    return mean_score(name, items, signature=signature, failed=failures(examples), details=details)


def _plain(number: str) -> str:
    return number.replace(",", "")
