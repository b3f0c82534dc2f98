"""The default aligner: sentence embeddings say what means the same, shared words say whether it is the same thing.

Cosine alone finds every sentence on the topic; word overlap alone misses paraphrases. Their weighted mean
beats both on labelled pairs (see eval/LOG.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.aligners.cosines import pair_cosines
from summarizer.aligners.rules import jaccard, verdict
from summarizer.aligners.shared import shared_spans
from summarizer.interfaces import Judgement
from summarizer.models.encoder import Encoder, load_encoder
from summarizer.types import Claim

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Embedding:
    """Cosine of sentence embeddings and Jaccard overlap of content words, weighted `1 - lexical` to `lexical`.

    At or above `same` two claims are the same, at or above `partial` they share a part, unless the rules on
    figures and negation decide first; at or above `near` they may share something. The defaults were chosen on
    labelled pairs and facts for the bundled encoder; another `model` wants its own (`lexical=0` is the plain cosine).
    """

    model: str = "bundled"
    lexical: float = 0.7
    same: float = 0.385
    partial: float = 0.25
    near: float = 0.165
    device: str = "auto"
    dtype: str = "auto"
    revision: str = "main"

    def similarity(self, a: Sequence[str], b: Sequence[str]) -> np.ndarray:
        """Cosines of the texts, shape (len(a), len(b))."""
        encoder = self._encoder()
        cosines: np.ndarray = encoder.encode(a) @ encoder.encode(b).T
        return cosines

    def judge(self, pairs: Sequence[tuple[Claim, Claim]]) -> list[Judgement]:
        """One judgement a pair, in order."""
        if not pairs:
            return []
        return self.judge_by(
            pairs, pair_cosines(self._encoder().encode, [(a.text, b.text) for a, b in pairs])
        )

    def judge_by(self, pairs: Sequence[tuple[Claim, Claim]], cosines: Sequence[float]) -> list[Judgement]:
        """One judgement a pair, whose cosines are known already."""
        return [self._one(a, b, max(cosine, 0.0)) for (a, b), cosine in zip(pairs, cosines, strict=True)]

    def _one(self, a: Claim, b: Claim, cosine: float) -> Judgement:
        overlap = jaccard(a.text, b.text)
        score = round(min((1 - self.lexical) * cosine + self.lexical * overlap, 1.0), 4)
        if decided := verdict(a, b, score):
            return decided
        why = f"cosine {cosine:.2f}, word overlap {overlap:.2f}"
        if score >= self.same:
            return Judgement("same", score, why, "score")
        if score >= self.partial:
            return Judgement("partial", score, why, "score", shared=shared_spans(a, b))
        return Judgement(None, score, why, "score", near=score >= self.near)

    def _encoder(self) -> Encoder:
        return load_encoder(self.model, self.device, self.dtype, self.revision)
