"""How much of a summary is copied from its source: extractive fragments and novel n-grams.

They describe, and do not judge: a good summary may be copied or written anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.components import sign
from summarizer.metrics.score import Example, Score, failures, mean_scores, need_sources
from summarizer.text import words


@dataclass(frozen=True)
class Extractive:
    """Coverage, density and compression (Grusky et al. 2018, "Newsroom").

    The words of the summary, from left to right, are cut into the longest runs that also stand in the source.
    Coverage is the share of words in such runs, density the mean over words of the length of their run, and
    compression how many times as long as the summary the source is. Case is ignored.
    """

    def score(self, examples: Sequence[Example]) -> list[Score]:
        """`coverage`, `density` and `compression`; no value for a summary without words."""
        need_sources(examples, "extractive")
        rows = [None if example.failure else _extractive(example) for example in examples]
        names = ("coverage", "density", "compression")
        return mean_scores(
            names, rows, signature=sign(self), higher_is_better=None, failed=failures(examples)
        )


@dataclass(frozen=True)
class Novelty:
    """Share of the summary's n-grams that the source does not have (See et al. 2017), for each n of `sizes`."""

    sizes: tuple[int, ...] = (1, 2, 3)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sizes", tuple(self.sizes))
        if not self.sizes or min(self.sizes) < 1:
            raise ValueError(f"sizes: give lengths of at least 1, not {self.sizes}")

    def score(self, examples: Sequence[Example]) -> list[Score]:
        """`novel_1`, `novel_2` ...; no value for a summary shorter than the longest n-gram."""
        need_sources(examples, "novelty")
        rows = [None if example.failure else self._row(example) for example in examples]
        names = [f"novel_{n}" for n in self.sizes]
        return mean_scores(
            names, rows, signature=sign(self), higher_is_better=None, failed=failures(examples)
        )

    def _row(self, example: Example) -> list[float] | None:
        summary, source = folded(example.prediction), folded(example.source)
        if len(summary) < max(self.sizes):
            return None
        row = []
        for n in self.sizes:
            ours, theirs = ngrams(summary, n), set(ngrams(source, n))
            row.append(sum(gram not in theirs for gram in ours) / len(ours))
        return row


def folded(text: str) -> list[str]:
    """The words of a text, case folded."""
    return [word.casefold() for word in words(text)]


def ngrams(tokens: Sequence[str], n: int) -> list[tuple[str, ...]]:
    """The runs of `n` tokens, in order."""
    return [tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1)]


def fragments(summary: Sequence[str], source: Sequence[str]) -> list[int]:
    """Lengths of the runs of the summary that stand in the source, longest first at each place, left to right."""
    places: dict[str, list[int]] = {}
    for j, word in enumerate(source):
        places.setdefault(word, []).append(j)
    found, i = [], 0
    while i < len(summary):
        longest = max((_run(summary, i, source, j) for j in places.get(summary[i], ())), default=0)
        if longest:
            found.append(longest)
        i += max(longest, 1)
    return found


def _run(summary: Sequence[str], i: int, source: Sequence[str], j: int) -> int:
    length = 0
    while (
        i + length < len(summary) and j + length < len(source) and summary[i + length] == source[j + length]
    ):
        length += 1
    return length


def _extractive(example: Example) -> tuple[float, float, float] | None:
    summary, source = folded(example.prediction), folded(example.source)
    if not summary:
        return None
    runs = fragments(summary, source)
    n = len(summary)
    return sum(runs) / n, sum(run * run for run in runs) / n, len(source) / n
