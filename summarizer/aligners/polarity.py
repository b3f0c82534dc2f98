"""Two claims of which one says that something is so and the other that it is not: negation, denial, opposites.

A negation counts only where it turns around a word that the other claim has too, unturned; a negation in a clause of
its own says nothing about what the two share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from summarizer.aligners.lexicon import DENIALS, NEGATORS, opposite
from summarizer.aligners.shared import CACHED_CLAIMS, Alignment, Finding, Word, content

SAME_SENTENCE = 0.6
"""Share of content words two sentences need in common (Dice) before a negation in one of them makes a conflict."""
SAME_WITH_OPPOSITE = 0.6
"""The same for two opposite words in one place of both sentences."""

_TURN = re.compile(rf"\b(?:{'|'.join(sorted(NEGATORS | DENIALS))})\b|n['’]t\b", re.IGNORECASE)
_NOT_A_TURN = re.compile(
    r"\b(?:not only|not just|no doubt|cannot but|no matter|no\.|if not|whether or not|not long"
    r"|no (?:more|fewer|less|later|longer) than)\b",
    re.IGNORECASE,
)


def polarity_difference(a: str, b: str, found: Alignment) -> Finding | None:
    """A negation or an opposite in one of two texts that otherwise say nearly the same, or None."""
    if found.overlap >= SAME_WITH_OPPOSITE and (pair := _opposites(found)):
        return Finding("conflict", f"opposites: {pair[0].text} / {pair[1].text}")
    if found.overlap >= SAME_SENTENCE and (turned := _turned_in_one(a, b, found)):
        return Finding("conflict", f"negation: {turned}")
    return None


def _turned_in_one(a: str, b: str, found: Alignment) -> str:
    """The turning word and what it turns around, where the other text has that word unturned; else ""."""
    ours, theirs = _turns(a), _turns(b)
    if len(ours) == len(theirs):
        return ""
    on_a, on_b = Counter(i for _, i in ours), Counter(j for _, j in theirs)
    for i, j in (*found.pairs, *found.moved):
        if on_a[i] % 2 != on_b[j] % 2:
            turn = next(
                word for word, at in (ours if on_a[i] % 2 else theirs) if at == (i if on_a[i] % 2 else j)
            )
            return f'"{turn}" before "{found.a[i].text}" in one of them only'
    return ""


@lru_cache(maxsize=CACHED_CLAIMS)
def _turns(text: str) -> tuple[tuple[str, int], ...]:
    """The words of a text that turn a statement around, each with the index of the content word that it turns."""
    plain = _NOT_A_TURN.sub(lambda match: " " * len(match.group()), text)
    words = content(text)
    found = []
    for match in _TURN.finditer(plain):
        after = next((n for n, word in enumerate(words) if word.start >= match.end()), len(words) - 1)
        found.append((match.group().casefold(), after))
    return tuple(found)


def _opposites(found: Alignment) -> tuple[Word, Word] | None:
    for left, right in found.gaps():
        for one, other in product(_plain(left), _plain(right)):
            if opposite(one.text.casefold(), other.text.casefold()):
                return one, other
    return None


def _plain(gap: Sequence[Word]) -> list[Word]:
    return [word for word in gap if not word.key.startswith("#")]
