"""From counts of single stories to scores: ratios of sums, F1 of two ratios, and intervals over stories."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.evaluation.counting import Counts
from summarizer.evaluation.paired import Measure, Measured, measured

if TYPE_CHECKING:
    import numpy as np

ORDER = (
    "shared facts recall",
    "shared facts precision",
    "shared facts F1",
    "coverage cells",
    "coverage cells, missed facts too",
    "wrongly one outlet's",
    "own facts shown as own",
    "disputed facts recall",
    "disputed facts precision",
    "disputed facts F1",
    "B-cubed precision",
    "B-cubed recall",
    "B-cubed F1",
    "summary keeps shared facts",
    "summary balance",
    "summary words",
)
"""The scores in the order they are shown."""
LOWER_IS_BETTER = frozenset({"wrongly one outlet's"})
DESCRIPTIVE = frozenset({"summary words"})


def measure(counts: Sequence[Counts], signature: str) -> list[Measured]:
    """The scores of one system, given the counts of each story. A score's `n` is the sum of its denominators."""
    import numpy as np

    known = [name for name in ORDER if any(name in one for one in counts)]
    table = np.array([[one.get(name, (0, 0)) for name in known] for one in counts], dtype=np.float64)
    shown = [name for name in ORDER if name in known or _part(name, "recall") in known]

    def values(sample: np.ndarray) -> list[float]:
        sums = table[sample].sum(axis=0)
        ratios = dict(zip(known, (_ratio(*row) for row in sums), strict=True))
        return [
            ratios[name]
            if name in ratios
            else _harmonic(ratios.get(_part(name, "precision"), math.nan), ratios[_part(name, "recall")])
            for name in shown
        ]

    measures = []
    for name in shown:
        rows = table[:, known.index(name if name in known else _part(name, "recall"))]
        items = tuple(None if math.isnan(value := _ratio(*row)) else value for row in rows)
        better = None if name in DESCRIPTIVE else name not in LOWER_IS_BETTER
        measures.append(Measure(name, round(float(rows[:, 1].sum())), better, items if name in known else ()))
    return measured(measures, values, [str(i) for i in range(len(counts))], signature)


def _part(name: str, part: str) -> str:
    """The precision or recall that an F1 is made of."""
    return f"{name.removesuffix(' F1')} {part}"


def _ratio(numerator: float, denominator: float) -> float:
    return float(numerator / denominator) if denominator else math.nan


def _harmonic(precision: float, recall: float) -> float:
    if math.isnan(recall):
        return math.nan
    if math.isnan(precision) or not precision + recall:
        return 0.0
    return 2 * precision * recall / (precision + recall)
