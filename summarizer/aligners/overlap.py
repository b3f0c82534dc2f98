"""The floor every aligner must beat: claims are alike as far as they share content words. No weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from summarizer.aligners.rules import jaccard, verdict
from summarizer.aligners.shared import shared_spans
from summarizer.interfaces import Judgement
from summarizer.quantities import stems
from summarizer.types import Claim

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Overlap:
    """Jaccard overlap of content words.

    At or above `same` two claims are the same, at or above `partial` they share a part, at or above `near` they may
    share something.
    """

    same: float = 0.25
    partial: float = 0.105
    near: float = 0.06

    def similarity(self, a: Sequence[str], b: Sequence[str]) -> np.ndarray:
        """How alike the texts are, from 0 to 1, shape (len(a), len(b)).

        Cosine of words weighted by their rarity here.
        """
        import numpy as np

        bags = [stems(text) for text in [*a, *b]]
        containing = Counter(word for bag in bags for word in bag)
        column = {word: i for i, word in enumerate(containing)}
        vectors = np.zeros((len(bags), len(column)), dtype=np.float32)
        for row, bag in enumerate(bags):
            for word in bag:
                vectors[row, column[word]] = log(1 + len(bags) / containing[word])
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors = np.divide(vectors, norms, out=vectors, where=norms > 0)
        alike: np.ndarray = vectors[: len(a)] @ vectors[len(a) :].T
        return alike

    def judge(self, pairs: Sequence[tuple[Claim, Claim]]) -> list[Judgement]:
        """One judgement a pair, in order."""
        return [self._one(a, b) for a, b in pairs]

    def _one(self, a: Claim, b: Claim) -> Judgement:
        score = round(jaccard(a.text, b.text), 4)
        if decided := verdict(a, b, score):
            return decided
        why = f"word overlap {score:.2f}"
        if score >= self.same:
            return Judgement("same", score, why, "score")
        if score >= self.partial:
            return Judgement("partial", score, why, "score", shared=shared_spans(a, b))
        return Judgement(None, score, why, "score", near=score >= self.near)
