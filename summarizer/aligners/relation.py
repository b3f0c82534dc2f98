"""The aligner that reads both sentences together: rules where they are certain, then the trained relation model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from summarizer.aligners.cosines import pair_cosines
from summarizer.aligners.embedding import Embedding
from summarizer.aligners.rules import verdict
from summarizer.aligners.shared import shared_spans
from summarizer.interfaces import Judgement
from summarizer.models.pair_features import content_words
from summarizer.models.pair_model import Verdict, load_pair_model
from summarizer.models.pair_network import RELATIONS
from summarizer.types import Claim

if TYPE_CHECKING:
    import numpy as np

    from summarizer.models.pair_model import PairModel

UNREAD = 0.15
"""The score of a pair that the model has not read, as a share of its cosine; of such labelled pairs 6% are linked."""


@dataclass(frozen=True)
class Relation:
    """Says how two claims relate by a model that reads both, after the rules on figures, names and negation.

    Args:
        model: "bundled", or a folder with a relation model that was trained here.
        partial: at or above this probability that they share something, two claims are linked.
        same: at or above this probability, they say the same; below it they share a part.
        conflict: at or above this probability the model alone calls two claims contradictory; rules need none.
        contains: at or above this probability that one says all of the other, the link says which.
        distance: pairs whose vectors are less alike than this (cosine), and that share few words, are not read
            by the model: they are hardly ever linked, and they are most pairs.
        words: the share of the shorter sentence's content words that counts as few.
        most_read: pairs that the model reads of one story at most, the most alike first; in a story of very many
            articles the others are decided as the aligner `embedding` does.
        batch_size: pairs that the model reads at once.
    """

    model: str = "bundled"
    partial: float = 0.35
    same: float = 0.3
    conflict: float = 0.9
    contains: float = 0.7
    distance: float = 0.5
    words: float = 0.25
    most_read: int = 6_000
    batch_size: int = 32
    device: str = "auto"
    dtype: str = "auto"

    def similarity(self, a: Sequence[str], b: Sequence[str]) -> np.ndarray:
        """Cosines of the texts' vectors, shape (len(a), len(b))."""
        model = self._pair_model()
        cosines: np.ndarray = model.vectors(a, self.batch_size) @ model.vectors(b, self.batch_size).T
        return cosines

    def judge(self, pairs: Sequence[tuple[Claim, Claim]]) -> list[Judgement]:
        """One judgement a pair, in order; a pair's own judgement does not depend on which claim comes first."""
        if not pairs:
            return []
        model = self._pair_model()
        texts = [(a.text, b.text) for a, b in pairs]
        cosines = pair_cosines(lambda some: model.vectors(some, self.batch_size), texts)
        words = {text: content_words(text) for text in {text for pair in texts for text in pair}}
        near = [i for i, (a, b) in enumerate(texts) if a != b and self._near(words[a], words[b], cosines[i])]
        near.sort(key=lambda i: -cosines[i])
        read, left_over = sorted(near[: self.most_read]), near[self.most_read :]
        found = dict(zip(read, model.judge([texts[i] for i in read], self.batch_size), strict=True))
        judged = {i: self._read(*pairs[i], found[i]) for i in read}
        scored = Embedding().judge_by([pairs[i] for i in left_over], [cosines[i] for i in left_over])
        judged.update(zip(left_over, scored, strict=True))
        return [judged.get(i) or self._unread(a, b, cosines[i]) for i, (a, b) in enumerate(pairs)]

    def _unread(self, a: Claim, b: Claim, cosine: float) -> Judgement:
        """What is said of a pair without asking the model: copies, and what is too far apart."""
        if a.text == b.text:
            return Judgement("same", 1.0, "word for word the same", "score")
        return verdict(a, b, round(max(cosine, 0.0), 4)) or Judgement(
            None, round(UNREAD * max(cosine, 0.0), 4), f"cosine {cosine:.2f}, few shared words", "score"
        )

    def _read(self, a: Claim, b: Claim, found: Verdict) -> Judgement:
        likely = dict(zip(RELATIONS, found.relations, strict=True))
        shared = round(1 - likely["none"], 4)
        if certain := verdict(a, b, shared):
            return certain
        if shared < self.partial:
            return Judgement(None, shared, f"relation model: {shared:.2f} that they share anything", "model")
        if (against := likely["conflict"] + likely["number"]) >= self.conflict:
            kind: Literal["number", "conflict"] = (
                "number" if likely["number"] > likely["conflict"] else "conflict"
            )
            return Judgement(kind, round(against, 4), f"relation model: {against:.2f} {kind}", "model")
        if likely["same"] >= self.same:
            return Judgement("same", shared, f"relation model: {likely['same']:.2f} the same", "model")
        more: Literal["", "a", "b"] = ""
        if max(found.a_says_b, found.b_says_a) >= self.contains:
            more = "a" if found.a_says_b > found.b_says_a else "b"
        why = f"relation model: {shared:.2f} that they share a part"
        return Judgement("partial", shared, why, "model", more, shared=shared_spans(a, b))

    def _near(self, a: frozenset[str], b: frozenset[str], cosine: float) -> bool:
        return cosine >= self.distance or len(a & b) >= self.words * max(min(len(a), len(b)), 1)

    def _pair_model(self) -> PairModel:
        return load_pair_model(self.model, self.device, self.dtype)
