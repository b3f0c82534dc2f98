"""Say a disagreement on a count in one plain sentence.

"Outlet A gives the number of deaths as 17, Outlet B as 14": only for counts that every outlet states in so many
words. Anything else is left to the outlets' own sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.quantities import Quantity, quantities
from summarizer.text import one_line

BEFORE, AFTER = 4, 5
"""Words before and after a figure among which the thing counted must stand."""
MOST_VERSIONS = 4
"""Outlets that one sentence names."""

_COUNTED = {
    "deaths": "killed kill kills killing died dead deaths fatalities toll",
    "injured people": "injured injuring injuries wounded wounding hurt",
    "arrests": "arrested arresting arrests detained",
    "missing people": "missing unaccounted",
    "people evacuated": "evacuated evacuating evacuees",
    "jobs cut": "layoffs redundancies",
}
_NAME_OF = {word: name for name, listed in _COUNTED.items() for word in listed.split()}
_NO_COUNT = frozenset(("rank", "age", "clock", "tally"))
_BOUND = {"least": "at least ", "most": "up to ", "about": "about ", "exact": ""}
_TOKEN = re.compile(r"\w+(?:[.,'’-]\w+)*")
_CLAUSE_END = re.compile(r"[;:()“”\"]|,\s|\s[—–]\s")


class Version(NamedTuple):
    """What one outlet says, verbatim, and whether time explains that its figure differs."""

    outlet: str
    text: str
    newer: bool = False


class Told(NamedTuple):
    """A sentence on a disagreement, and which of the versions it gives."""

    text: str
    versions: tuple[int, ...]


def told_plainly(versions: Sequence[Version]) -> Told | None:
    """One sentence that gives the outlets' figures for one count, or None if that cannot be said plainly.

    The first version must hold exactly one figure for the thing counted, and another version a different one;
    outlets that do not say it so plainly are left out.
    """
    counts = [dict(_counts(version.text)) for version in versions]
    for name in _COUNTED:
        found = [(i, figure) for i, figures in enumerate(counts) if (figure := figures.get(name))]
        if not found or found[0][0] != 0 or len({figure.value for _, figure in found}) < 2:
            continue
        found = found[:MOST_VERSIONS]
        parts = [
            f"{one_line(versions[i].outlet)}{', later,' if versions[i].newer else ''}"
            f"{'' if i else f' gives the number of {name}'} as {_BOUND[figure.bound]}{figure.text.lower()}"
            for i, figure in found
        ]
        return Told(f"{', '.join(parts)}.", tuple(i for i, _ in found))
    return None


def _counts(text: str) -> Iterator[tuple[str, Quantity | None]]:
    """What the text counts, with the figure; None where it has two figures for one thing."""
    seen: dict[str, list[Quantity]] = {}
    for figure in quantities(text):
        if figure.unit in _NO_COUNT or not (figure.text[:1].isalnum() and figure.text[-1:].isalnum()):
            continue
        near = {*_named(_CLAUSE_END.split(text[: figure.start])[-1], BEFORE, last=True)}
        near |= {*_named(_CLAUSE_END.split(text[figure.end :])[0], AFTER, last=False)}
        for name in near if len(near) == 1 else ():
            seen.setdefault(name, []).append(figure)
    for name, figures in seen.items():
        yield name, figures[0] if len(figures) == 1 else None


def _named(text: str, reach: int, *, last: bool) -> Iterator[str]:
    tokens = [token.casefold() for token in _TOKEN.findall(text)]
    kept = tokens[-reach:] if last else tokens[:reach]
    for token in kept:
        if token in _NAME_OF:
            yield _NAME_OF[token]
