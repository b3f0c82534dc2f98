"""Statistics that are no means (F1, a ratio of sums) with intervals, and their paired differences between systems.

Every system is measured on the same bootstrap samples, so that a difference on a sample is a difference
between systems and not between samples. Whole groups (the pairs of a story) are drawn together.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from summarizer.evaluation.results import Difference
from summarizer.metrics import Score
from summarizer.metrics.intervals import SAMPLES, SEED, percentiles, resamples
from summarizer.metrics.significance import bootstrap_p, holm

if TYPE_CHECKING:
    import numpy as np

Statistics = Callable[["np.ndarray"], Sequence[float]]
"""The values on a sample, given the indices of its items; NaN where the sample does not define one."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A score, its value on every bootstrap sample, shape (samples,), and how many groups were drawn."""

    score: Score
    drawn: np.ndarray
    groups: int


@dataclass(frozen=True, slots=True)
class Measure:
    """What a score is called, what it counts (`n`), and whether more of it is better."""

    name: str
    n: int
    higher_is_better: bool | None = True
    items: tuple[float | None, ...] = ()


def measured(
    measures: Sequence[Measure], statistics: Statistics, groups: Sequence[str], signature: str
) -> list[Measured]:
    """A score for each measure, with its 95% bootstrap interval over groups; `groups` has an entry an item.

    `statistics` returns one value a measure, in order.
    """
    import numpy as np

    values = statistics(np.arange(len(groups)))
    samples = resamples(len(groups), SEED, SAMPLES, groups)
    drawn = np.array([statistics(sample) for sample in samples], dtype=np.float64)
    found = []
    for measure, value, column in zip(measures, values, drawn.T, strict=True):
        low, high = percentiles([float(one) for one in column[~np.isnan(column)]], value)
        score = Score(
            measure.name, value, low, high, measure.n, measure.higher_is_better, measure.items, signature
        )
        found.append(Measured(score, column, len(set(groups))))
    return found


def paired_differences(
    systems: Mapping[str, Sequence[Measured]], names: Sequence[str]
) -> tuple[Difference, ...]:
    """Every two systems compared on each score of these names, p-values corrected for the pairs of systems."""
    found: list[Difference] = []
    for name in names:
        with_score = {
            system: one for system, many in systems.items() for one in many if one.score.name == name
        }
        compared = [_difference(name, a, b, with_score) for a, b in combinations(with_score, 2)]
        found += corrected([one for one in compared if one is not None])
    return tuple(found)


def corrected(differences: Sequence[Difference]) -> list[Difference]:
    """The differences with `p` corrected for their number by Holm's method."""
    adjusted = holm([one.p for one in differences])
    return [dataclasses.replace(one, p=p) for one, p in zip(differences, adjusted, strict=True)]


def _difference(name: str, a: str, b: str, measures: Mapping[str, Measured]) -> Difference | None:
    """How far `a` is above `b`; None where either has no value."""
    import numpy as np

    ours, theirs = measures[a], measures[b]
    value = ours.score.value - theirs.score.value
    if math.isnan(value):
        return None
    drawn = ours.drawn - theirs.drawn
    drawn = drawn[~np.isnan(drawn)]
    low, high = percentiles([float(one) for one in drawn], value)
    p = bootstrap_p(drawn, ours.groups)
    return Difference(name, a, b, value, low, high, p_bootstrap=p, p_randomization=math.nan, p=p)
