"""The content words of two claims, which of them correspond, and the passages that both share.

Two sentences are laid against each other by the longest run of words they have in common in order; words in
common that stand elsewhere (a time moved to the front) are then paired off too. What is left over on either side
is where the sentences differ, and what the rules look at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from summarizer.aligners.lexicon import OPENERS, STOP, key
from summarizer.interfaces import SharedSpans
from summarizer.types import Claim

CACHED_CLAIMS = 4_096
LONGEST = 120
"""Content words of a claim that are laid against another's; the rest of a longer one is left out."""
GAP = 30
"""Characters of unshared text that may lie inside one shared passage."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUE = (
    {word: n for n, word in enumerate(_ONES)}
    | {word: 10 * n for n, word in enumerate(_TENS, 2)}
    | {"dozen": 12}
)
_SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SCALE |= {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
_WORDS = rf"(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(_ONES[2:])}|dozen"
_SCALES = "hundred|thousand|million|billion|trillion"
_TOKEN = re.compile(
    rf"""(?P<clock>\b\d{{1,2}}:\d\d\b)
    |(?P<digits>(?<![\w.])\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|(?<![^\W\d_])\d+(?:\.\d+)?)
        (?P<ordinal>st|nd|rd|th)?(?:[\s-]?(?P<scale>{_SCALES})\b|(?P<short>bn|mn|tn|[kmb])\b)?
    |\b(?P<spelled>{_WORDS})\b(?:[\s-](?P<spelled_scale>{_SCALES})\b)?
    |(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)""",
    re.IGNORECASE | re.VERBOSE,
)
_OPENS = re.compile(r"(?:^|[:“\"—])\W*$")
_CAPITAL = re.compile(r"[\s-]+(?:[A-Z]\.\s)?[A-Z][a-z]|,\s(?:who|whose|which)\b")


@dataclass(frozen=True, slots=True)
class Word:
    """A content word of a text, `text[start:end]`; `value` is its amount if it is a number, else None.

    `name` is True for a word written like a name: with a capital, and not only since it opens the sentence, or
    since the text is a headline in capitals.
    """

    text: str
    start: int
    end: int
    key: str
    value: float | None = None
    name: bool = False


class Finding(NamedTuple):
    """Where two texts are at odds: what each of them has ("" where only the other has it), and which is later."""

    relation: Literal["number", "conflict"]
    kind: str
    ours: str
    theirs: str
    newer: Literal["", "a", "b"] = ""
    running: bool = False
    """True for figures that change while an event unfolds."""

    @property
    def why(self) -> str:
        """The reason in a reader's words: "figures: 14 dead / 17 dead"."""
        if self.ours and self.theirs:
            return f"{self.kind}: {self.ours} / {self.theirs}"
        return f"{self.kind}: {self.ours or self.theirs} in one of them only"

    def mirrored(self) -> Finding:
        """The same of the two texts in the other order."""
        newer: Literal["", "a", "b"] = "b" if self.newer == "a" else "a" if self.newer == "b" else ""
        return Finding(self.relation, self.kind, self.theirs, self.ours, newer, self.running)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts' content words, and the pairs of their indices that correspond.

    `pairs` is in the order of both texts; `moved` holds the pairs that stand elsewhere in the other one.
    """

    a: tuple[Word, ...]
    b: tuple[Word, ...]
    pairs: tuple[tuple[int, int], ...]
    moved: tuple[tuple[int, int], ...]

    def gaps(self) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...]]]:
        """What each text has of its own between the same two corresponding words, where both have something."""
        moved_a, moved_b = {i for i, _ in self.moved}, {j for _, j in self.moved}
        for (i, j), (k, m) in pairwise(((-1, -1), *self.pairs, (len(self.a), len(self.b)))):
            left = tuple(self.a[n] for n in range(i + 1, k) if n not in moved_a)
            right = tuple(self.b[n] for n in range(j + 1, m) if n not in moved_b)
            if left and right:
                yield left, right

    @property
    def overlap(self) -> float:
        """The share of the content words of both texts that correspond, from 0 to 1 (Dice)."""
        total = len(self.a) + len(self.b)
        return 2 * (len(self.pairs) + len(self.moved)) / total if total else 0.0


@lru_cache(maxsize=CACHED_CLAIMS)
def content(text: str) -> tuple[Word, ...]:
    """The content words of a text in order: words with their stems, numbers with their values."""
    found: list[Word] = []
    shouted = sum(map(str.isupper, text)) > sum(map(str.islower, text))
    for match in _TOKEN.finditer(text):
        if len(found) == LONGEST:
            break
        written = match.group()
        if match["word"]:
            word = written.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")
            if word in STOP or "n't" in word or _is_contracted(word):
                continue
            opens = _OPENS.search(text, max(match.start() - 20, 0), match.start())
            owns = written.endswith(("'s", "’s"))
            name = (
                written[0].isupper()
                and not shouted
                and bool(not opens or owns or (word not in OPENERS and _CAPITAL.match(text, match.end())))
            )
            found.append(Word(written, match.start(), match.end(), key(word), None, name))
        elif match["clock"]:
            hours, minutes = written.split(":")
            found.append(Word(written, match.start(), match.end(), f"#{int(hours)}:{minutes}"))
        else:
            value = _value(match)
            found.append(
                Word(
                    written,
                    match.start(),
                    match.end(),
                    f"#{value:g}" + ("th" if match["ordinal"] else ""),
                    value,
                )
            )
    return tuple(found)


def _is_contracted(word: str) -> bool:
    """Whether a word is two without content of their own: "I'm", "they'll"."""
    first, _, second = word.partition("'")
    return first in STOP and second in STOP


def overlap(a: str, b: str) -> float:
    """The share of the content words of both texts that correspond, from 0 to 1 (Dice); `align` finds which."""
    left, right = _counts(a), _counts(b)
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


@lru_cache(maxsize=CACHED_CLAIMS)
def _counts(text: str) -> Counter[str]:
    return Counter(word.key for word in content(text))


@lru_cache(maxsize=CACHED_CLAIMS)
def align(a: str, b: str) -> Alignment:
    """Lay two texts' content words against each other."""
    left, right = content(a), content(b)
    pairs = _in_order([word.key for word in left], [word.key for word in right])
    used_left, used_right = {i for i, _ in pairs}, {j for _, j in pairs}
    elsewhere: dict[str, list[int]] = {}
    for j, word in enumerate(right):
        if j not in used_right:
            elsewhere.setdefault(word.key, []).append(j)
    moved = []
    for i, word in enumerate(left):
        if i not in used_left and elsewhere.get(word.key):
            moved.append((i, elsewhere[word.key].pop(0)))
    return Alignment(left, right, tuple(pairs), tuple(moved))


def without(found: Alignment, dropped_a: set[int], dropped_b: set[int]) -> Alignment:
    """The same texts laid against each other by their other words: those at the given indices match nothing."""
    left = ["" if i in dropped_a else word.key for i, word in enumerate(found.a)]
    right = ["\0" if j in dropped_b else word.key for j, word in enumerate(found.b)]
    return Alignment(found.a, found.b, tuple(_in_order(left, right)), ())


def shared_spans(a: Claim, b: Claim) -> SharedSpans:
    """The passages that both claims share, as spans of their documents, in the order of each text.

    Corresponding words that stand close together make one passage. A single word is a passage only if it is a
    name or a number; two claims that share nothing else share nothing.
    """
    found = align(a.text, b.text)
    both = (*found.pairs, *found.moved)
    return _passages(a, [found.a[i] for i, _ in both]), _passages(b, [found.b[j] for _, j in both])


def _passages(claim: Claim, words: list[Word]) -> tuple[tuple[int, int], ...]:
    runs: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.start):
        between = claim.text[runs[-1][-1].end : word.start] if runs else ""
        if (
            runs
            and len(between) <= GAP
            and not re.search(r"[.;:!?]\s|[“”\"]", between)
            and not content(between)
        ):
            runs[-1].append(word)
        else:
            runs.append([word])
    kept = (run for run in runs if len(run) > 1 or run[0].name or run[0].value is not None)
    return tuple((claim.start + run[0].start, claim.start + run[-1].end) for run in kept)


def _in_order(left: list[str], right: list[str]) -> list[tuple[int, int]]:
    """The longest common subsequence of two lists of keys, as pairs of indices."""
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        row, below, mine = best[i], best[i + 1], left[i]
        for j in range(len(right) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if mine == right[j] else max(below[j], row[j + 1])
    pairs, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
    else:
        value = float(sum(_VALUE[part] for part in re.split(r"[\s-]+", match["spelled"].casefold())))
    scale = match["scale"] or match["short"] or match["spelled_scale"] or ""
    return value * _SCALE.get(scale.casefold(), 1.0)
