"""How much of a summary its source supports, sentence by sentence, as an aligner sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from summarizer.components import build, sign, signature
from summarizer.interfaces import Aligner
from summarizer.metrics.score import Example, Score, failures, mean_score, need_sources
from summarizer.text import prose, sentences
from summarizer.types import Claim


@dataclass(frozen=True)
class Support:
    """Share of the summary's sentences that a sentence of the source says, in whole or in part.

    `aligner` judges each sentence of the summary against the `nearest` sentences of the source. One at which
    figures differ or one contradicts the other does not support. The unsupported sentences are the `details`.
    """

    aligner: Aligner = field(default_factory=partial(build, "aligner", "embedding"))
    nearest: int = 6

    def __post_init__(self) -> None:
        if self.nearest < 1:
            raise ValueError(f"nearest must be at least 1, not {self.nearest}")

    def score(self, examples: Sequence[Example]) -> list[Score]:
        """`support`, and `support_strength`: the mean over sentences of the aligner's best score.

        No value for an empty summary.
        """
        need_sources(examples, "support")
        shares: list[float | None] = []
        strengths: list[float | None] = []
        details: list[tuple[str, ...]] = []
        for example in examples:
            judged = [] if example.failure else self._judged(example)
            supported = [best for _, best in judged if best is not None]
            shares.append(len(supported) / len(judged) if judged else None)
            strengths.append(sum(supported) / len(judged) if judged else None)
            details.append(tuple(text for text, best in judged if best is None))
        signed = signature("support", {"aligner": sign(self.aligner), "nearest": self.nearest})
        failed = failures(examples)
        return [
            mean_score("support", shares, signature=signed, failed=failed, details=details),
            mean_score("support_strength", strengths, signature=signed, failed=failed, details=details),
        ]

    def _judged(self, example: Example) -> list[tuple[str, float | None]]:
        """Each sentence of the summary with the score of its best support, None if nothing supports it."""
        ours = [sentence.text for sentence in sentences(example.prediction)]
        theirs = [sentence for source in example.sources for sentence in prose(source) or sentences(source)]
        if not ours:
            return []
        alike = self.aligner.similarity(ours, [sentence.text for sentence in theirs])
        order = [row[: self.nearest] for row in (-alike).argsort(axis=1, kind="stable").tolist()]
        pairs = [
            (_claim("summary", text, 0), _claim("source", theirs[j].text, theirs[j].start))
            for text, row in zip(ours, order, strict=True)
            for j in row
        ]
        verdicts = iter(self.aligner.judge(pairs))
        best: list[tuple[str, float | None]] = []
        for text, row in zip(ours, order, strict=True):
            scores = [
                one.score for one in (next(verdicts) for _ in row) if one.relation in ("same", "partial")
            ]
            best.append((text, max(scores, default=None)))
        return best


def _claim(document: str, text: str, start: int) -> Claim:
    return Claim(f"{document}:{start}", document, text, start, start + len(text), 0)
