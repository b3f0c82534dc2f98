"""LexRank: sentences that are similar to many others, by word overlap. A baseline without weights.

Continuous LexRank of Erkan and Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text
Summarization", JAIR 22 (2004), with inverse sentence frequencies and their redundancy filter at selection.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from summarizer.components import sign
from summarizer.summarizers.selection import Candidate, candidates, choose, summary_of
from summarizer.text import words
from summarizer.types import Length, Story, Summary

if TYPE_CHECKING:
    import numpy as np

WINDOW = 1_000
"""Sentences ranked at once.

The similarity matrix is quadratic. A longer text is read in windows, whose best are ranked again.
"""
KEPT_OF_WINDOW = 50


@dataclass(frozen=True)
class LexRank:
    """Ranks sentences by the stationary distribution of a walk over their similarities.

    `damping` is the chance to follow an edge; similarities below `threshold` are no edge; a sentence more
    similar than `redundancy` to one already chosen is left out.
    """

    damping: float = 0.85
    threshold: float = 0.1
    redundancy: float = 0.5

    def __post_init__(self) -> None:
        if not 0 < self.damping < 1:
            raise ValueError(f"damping must lie between 0 and 1, not {self.damping}")

    def summarize(self, stories: Sequence[Story], length: Length) -> list[Summary]:
        """One summary a story, in order."""
        return [self._one(story, length) for story in stories]

    def _one(self, story: Story, length: Length) -> Summary:
        pool = candidates(story)
        windows = max(1, -(-len(pool) // WINDOW))
        notes: tuple[str, ...] = ()
        kept = list(range(len(pool)))
        while len(kept) > WINDOW:
            kept = [
                i
                for start in range(0, len(kept), WINDOW)
                for i in self._best(pool, kept[start : start + WINDOW])
            ]
        if windows > 1:
            notes = (f"ranked in {windows} windows of up to {WINDOW:,} sentences",)
        vectors = _tfidf([pool[i] for i in kept])
        scores = self._centrality(vectors)
        ranked = sorted(range(len(kept)), key=lambda i: (-scores[i], i))
        similarities = vectors @ vectors.T

        def repeats(index: int, chosen: Sequence[int]) -> bool:
            return any(similarities[index, other] > self.redundancy for other in chosen)

        chosen, more = choose([pool[i] for i in kept], ranked, length, repeats)
        summary = summary_of(
            story, pool, [kept[i] for i in chosen], system="lexrank", signature=sign(self), notes=notes + more
        )
        return summary

    def _best(self, pool: Sequence[Candidate], window: Sequence[int]) -> list[int]:
        scores = self._centrality(_tfidf([pool[i] for i in window]))
        best = sorted(range(len(window)), key=lambda i: (-scores[i], i))[:KEPT_OF_WINDOW]
        return [window[i] for i in sorted(best)]

    def _centrality(self, vectors: np.ndarray) -> np.ndarray:
        import numpy as np

        count = len(vectors)
        if count == 0:
            return np.zeros(0)
        edges = vectors @ vectors.T
        edges[edges < self.threshold] = 0.0
        totals = edges.sum(axis=1, keepdims=True)
        walk = np.divide(edges, totals, out=np.full_like(edges, 1 / count), where=totals > 0)
        rank = np.full(count, 1 / count)
        for _ in range(200):
            following = (1 - self.damping) / count + self.damping * (rank @ walk)
            if np.abs(following - rank).sum() < 1e-9:
                break
            rank = following
        centrality: np.ndarray = following
        return centrality


def _tfidf(pool: Sequence[Candidate]) -> np.ndarray:
    """Unit tf-idf vectors, shape (sentences, vocabulary)."""
    import numpy as np

    bags = [Counter(word.casefold() for word in words(candidate.text)) for candidate in pool]
    containing = Counter(word for bag in bags for word in bag)
    column = {word: i for i, word in enumerate(containing)}
    vectors = np.zeros((len(bags), len(column)), dtype=np.float32)
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            vectors[row, column[word]] = count * log(1 + len(bags) / containing[word])
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: np.ndarray = np.divide(vectors, norms, out=vectors, where=norms > 0)
    return unit
