"""The default.

The sentences of a text that say most of what it says, by the bundled sentence encoder. Nothing is invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.components import sign
from summarizer.models.encoder import Encoder, load_encoder
from summarizer.standalone import stands_alone
from summarizer.summarizers.selection import Candidate, candidates, choose, summary_of
from summarizer.types import Length, Story, Summary

if TYPE_CHECKING:
    import numpy as np

FEWEST_RANKED = 8
"""Sentences always considered; of a longer text only the better half is, so that no leftover fills the last words."""


@dataclass(frozen=True)
class Extractive:
    """Ranks sentences by what they share with the whole text, with the title, and by how early they stand.

    Each weight multiplies a score between 0 and 1: `centrality` is the cosine with the mean of the text's
    sentences, `title` the cosine with the titles, `position` falls with the sentence's place in its article.
    A sentence that leans on the one before it loses `leaning`. One closer than `redundancy` (cosine) to a
    chosen one is left out.
    """

    model: str = "bundled"
    centrality: float = 0.5
    title: float = 0.3
    position: float = 1.0
    leaning: float = 0.3
    redundancy: float = 0.8
    device: str = "auto"
    dtype: str = "auto"
    revision: str = "main"

    def summarize(self, stories: Sequence[Story], length: Length) -> list[Summary]:
        """One summary a story, in order; of a story with several articles, one from all of them."""
        encoder = load_encoder(self.model, self.device, self.dtype, self.revision)
        return [self._one(story, length, encoder) for story in stories]

    def _one(self, story: Story, length: Length, encoder: Encoder) -> Summary:
        pool = candidates(story)
        vectors = encoder.encode([candidate.text for candidate in pool])
        scores = self.scores(story, pool, vectors, encoder)
        ranked = sorted(range(len(pool)), key=lambda i: (-scores[i], i))
        ranked = ranked[: max(FEWEST_RANKED, len(ranked) // 2)]

        def repeats(index: int, chosen: Sequence[int]) -> bool:
            return any(float(vectors[index] @ vectors[other]) > self.redundancy for other in chosen)

        chosen, notes = choose(pool, ranked, length, repeats)
        return summary_of(story, pool, chosen, system="extractive", signature=sign(self), notes=notes)

    def scores(
        self, story: Story, pool: Sequence[Candidate], vectors: np.ndarray, encoder: Encoder
    ) -> np.ndarray:
        """How much each candidate deserves its place, shape (len(pool),).

        A trained head would replace this method.
        """
        import numpy as np

        if not pool:
            return np.zeros(0, dtype=np.float32)
        middle = vectors.mean(axis=0)
        scores = self.centrality * (vectors @ (middle / max(float(np.linalg.norm(middle)), 1e-12)))
        titles = [article.title for article in story.articles if article.title]
        if titles:
            scores = scores + self.title * (vectors @ encoder.encode(titles).T).max(axis=1)
        early = np.array([1.0 / (1.0 + 0.5 * candidate.position) for candidate in pool], dtype=np.float32)
        leans = np.array([not stands_alone(candidate.text) for candidate in pool], dtype=np.float32)
        return np.asarray(scores + self.position * early - self.leaning * leans, dtype=np.float32)
