"""Whether a summary says in other words what its reference says: greedy matching of token vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from summarizer.components import signature
from summarizer.metrics.score import Example, Score, failures, mean_scores, need_references, need_sources
from summarizer.metrics.token_vectors import load_token_vectors

if TYPE_CHECKING:
    import numpy as np

TOGETHER = 32
"""Examples whose vectors are held in memory at once."""
Triple = tuple[float, float, float]
"""F1, precision, recall."""


@dataclass(frozen=True)
class Similarity:
    """BERTScore (Zhang et al. 2020) with any encoder: F1, precision and recall of greedily matched tokens.

    Each token counts with the cosine to the nearest token of the other text; no weights for rare words and no
    rescaling, so that values are high and lie close together, and compare only under one signature. `against`
    the references, of which the best counts, or the sources, where precision says how near the summary keeps
    to them. `layer` is the hidden layer, -1 the last; the default suits the bundled encoder.
    """

    against: Literal["references", "sources"] = "references"
    model: str = "bundled"
    layer: int = -1
    device: str = "auto"
    dtype: str = "float32"
    revision: str = "main"

    def __post_init__(self) -> None:
        if self.against not in ("references", "sources"):
            raise ValueError(f'against: "{self.against}" is neither references nor sources')

    def score(self, examples: Sequence[Example]) -> list[Score]:
        """`similarity`, `similarity_precision`, `similarity_recall`; an empty summary scores 0."""
        (need_references if self.against == "references" else need_sources)(examples, "similarity")
        name = "similarity" if self.against == "references" else "similarity_to_source"
        return mean_scores(
            (name, f"{name}_precision", f"{name}_recall"),
            list(self._triples(examples)),
            signature=signature("similarity", self._signed()),
            failed=failures(examples),
        )

    def _signed(self) -> dict[str, object]:
        return {
            "against": self.against,
            "model": self.model,
            "layer": self.layer,
            "dtype": self.dtype,
            "revision": self.revision if self.model != "bundled" else None,
        }

    def _triples(self, examples: Sequence[Example]) -> Iterator[Triple | None]:
        vectors = load_token_vectors(self.model, self.layer, self.device, self.dtype, self.revision)
        for start in range(0, len(examples), TOGETHER):
            batch = examples[start : start + TOGETHER]
            texts = list(
                dict.fromkeys(text for one in batch for text in (one.prediction, *self._others(one)))
            )
            of = dict(zip(texts, vectors.of(texts), strict=True))
            for one in batch:
                if one.failure:
                    yield None
                else:
                    yield max(matched(of[one.prediction], of[other]) for other in self._others(one))

    def _others(self, example: Example) -> tuple[str, ...]:
        return example.references if self.against == "references" else (example.source,)


def matched(prediction: np.ndarray, reference: np.ndarray) -> Triple:
    """F1, precision and recall of two texts given as unit vectors of their tokens; zeros if one is empty."""
    if not len(prediction) or not len(reference):
        return 0.0, 0.0, 0.0
    cosines = prediction @ reference.T
    precision, recall = float(cosines.max(axis=1).mean()), float(cosines.max(axis=0).mean())
    return (
        (2 * precision * recall / (precision + recall) if precision + recall > 0 else 0.0),
        precision,
        recall,
    )
