"""Does a source support what its summary says? A cheap check on words, for training data by the thousand.

A summary that tells what its article does not teaches a model to invent. Numbers and names are looked up in
the source; of the other words, most should be there or share a stem with one that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.text import words
from summarizer.training.findings import Finding

STEM = 5
"""Letters by which words are compared: "elected", "elections"."""
LEAST_KNOWN = 0.5
"""Share of a summary's longer words that should be in its source."""
MANY = 0.2
MOST = 0.6
"""Shares of doubtful summaries from which the user is warned, and stopped."""
_NUMBER = re.compile(r"\d[\d.,]*")
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][\w’'-]{2,}")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a summary says without its source: numbers, names, and the share of its longer words found there."""

    numbers: tuple[str, ...]
    names: tuple[str, ...]
    known: float

    def __bool__(self) -> bool:
        """True if there is reason to doubt the summary."""
        return bool(self.numbers) or len(self.names) > 1 or self.known < LEAST_KNOWN


def doubt(source: str, summary: str) -> Doubt:
    """Look up a summary's numbers, names and longer words in its source."""
    digits = {_plain(number) for number in _NUMBER.findall(source)}
    own = {word.casefold() for word in words(source)}
    stems = {word[:STEM] for word in own}
    numbers = [n.rstrip(".,") for n in _NUMBER.findall(summary) if _plain(n) not in digits]
    names = [
        n
        for n in _NAME.findall(summary)
        if n.casefold().removesuffix("’s").removesuffix("'s")[:STEM] not in stems
    ]
    longer = [word.casefold() for word in words(summary) if len(word) >= STEM]
    known = sum(word[:STEM] in stems for word in longer) / len(longer) if longer else 1.0
    return Doubt(tuple(dict.fromkeys(numbers)), tuple(dict.fromkeys(names)), known)


def unsupported(sources: Sequence[str], summaries: Sequence[str], places: Sequence[str]) -> Iterator[Finding]:
    """How many summaries say what their source does not, with examples; a stop if they are most."""
    doubts = [doubt(source, summary) for source, summary in zip(sources, summaries, strict=True)]
    doubtful = [i for i, found in enumerate(doubts) if found]
    share = len(doubtful) / len(doubts)
    if not doubtful:
        yield Finding("fact", "no summary has numbers, names or most words that its source lacks")
        return
    shown = "; ".join(f"{places[i]}: {_why(doubts[i])}" for i in doubtful[:3])
    told = f"{len(doubtful):,} summaries ({share:.0%}) say what their source does not ({shown})"
    mend = "they teach a model to invent: correct them, take them out, or give the whole source text"
    if share > MOST:
        yield Finding("stop", told, mend)
    elif share > MANY:
        yield Finding("warning", told, mend)
    else:
        yield Finding("fact", told)


def _why(found: Doubt) -> str:
    if found.numbers or found.names:
        return ", ".join((*found.numbers, *found.names)[:4])
    return f"{found.known:.0%} of its longer words are in the source"


def _plain(number: str) -> str:
    return number.replace(",", "").rstrip(".")
