"""The default: the sentences of a text that best stand for it, as a trained scorer sees it. Nothing is invented.

Without the trained head, sentences are ranked by what they share with the whole text, by the sentence encoder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.components import sign
from summarizer.models.concepts import Line
from summarizer.models.encoder import Encoder, load_encoder
from summarizer.models.files import BUNDLED
from summarizer.models.sentence_scorer import SentenceScorer, load_scorer
from summarizer.standalone import stands_alone
from summarizer.summarizers.coverage import Taste, best_set
from summarizer.summarizers.selection import Candidate, candidates, choose, summary_of
from summarizer.types import Length, Story, Summary

if TYPE_CHECKING:
    import numpy as np

FEWEST_RANKED = 8
"""Sentences always considered; of a longer text only the better half is, so that no leftover fills the last words."""
NO_HEAD = "none"


@dataclass(frozen=True)
class Extractive:
    """Takes whole sentences: those that a trained head expects to hold most of a good summary.

    `head` is "bundled", a folder made by `summarizer finetune` (kind: extractive), or "none". `pairs`, `marks`,
    `leaning`, `opening` and `litter` say what a summary is worth, see `coverage.Taste`.

    All further options are for the head "none", which ranks by the encoder `model`: each weight multiplies a score
    between 0 and 1: `centrality` is the cosine with the mean of the text's sentences, `title` the cosine with the
    titles, `position` falls with the sentence's place in its article. A sentence that cannot stand alone loses
    `dangling`. One closer than `redundancy` (cosine) to a chosen one is left out.
    """

    head: str = BUNDLED
    pairs: float = Taste.pairs
    marks: float = Taste.marks
    leaning: float = Taste.leaning
    opening: float = Taste.opening
    litter: float = Taste.litter
    model: str = BUNDLED
    centrality: float = 0.5
    title: float = 0.3
    position: float = 1.0
    dangling: float = 0.3
    redundancy: float = 0.8
    device: str = "auto"
    dtype: str = "auto"
    revision: str = "main"

    def summarize(self, stories: Sequence[Story], length: Length) -> list[Summary]:
        """One summary a story, in order; of a story with several articles, one from all of them."""
        return [self._one(story, length) for story in stories]

    def _one(self, story: Story, length: Length) -> Summary:
        pool = candidates(story)
        if self.head == NO_HEAD:
            encoder = load_encoder(self.model, self.device, self.dtype, self.revision)
            chosen, notes = self._ranked(story, pool, length, encoder)
        else:
            taste = Taste(self.pairs, self.marks, self.leaning, self.opening, self.litter)
            chosen, notes = covering(story, pool, length, load_scorer(self.head), taste)
        return summary_of(story, pool, chosen, system="extractive", signature=sign(self), notes=notes)

    def _ranked(
        self, story: Story, pool: Sequence[Candidate], length: Length, encoder: Encoder
    ) -> tuple[list[int], tuple[str, ...]]:
        vectors = encoder.encode([candidate.text for candidate in pool])
        scores = self._scores(story, pool, vectors, encoder)
        ranked = sorted(range(len(pool)), key=lambda i: (-scores[i], i))
        ranked = ranked[: max(FEWEST_RANKED, len(ranked) // 2)]

        def repeats(index: int, chosen: Sequence[int]) -> bool:
            return any(float(vectors[index] @ vectors[other]) > self.redundancy for other in chosen)

        return choose(pool, ranked, length, repeats)

    def _scores(
        self, story: Story, pool: Sequence[Candidate], vectors: np.ndarray, encoder: Encoder
    ) -> np.ndarray:
        """How much each candidate deserves its place, shape (len(pool),)."""
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
        return np.asarray(scores + self.position * early - self.dangling * leans, dtype=np.float32)


def covering(
    story: Story,
    pool: Sequence[Candidate],
    length: Length,
    scorer: SentenceScorer,
    taste: Taste | None = None,
) -> tuple[list[int], tuple[str, ...]]:
    """The rows of the candidates of a story that the scorer would take, and notes for the reader."""
    if not pool:
        return [], ()
    concepts = scorer.concepts(lines_of(story, pool), [article.title for article in story.articles])
    chosen = best_set(pool, concepts, scorer.importance(concepts), length, taste or Taste())
    return (chosen, ()) if chosen else choose(pool, (), length)


def lines_of(story: Story, pool: Sequence[Candidate]) -> list[Line]:
    """The candidates of a story as the scorer reads them."""
    number = {article.id: i for i, article in enumerate(story.articles)}
    return [Line(candidate.text, number[candidate.article_id], candidate.position) for candidate in pool]
