"""How well a metric agrees with people: Pearson and Kendall correlation at the level of systems and of summaries.

For the meta-evaluation of metrics (Deutsch et al. 2021, "A statistical analysis of summarization evaluation
metrics using resampling methods"): intervals are drawn over items (articles), not over single summaries.
Kendall is tau-b, which allows for ties.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.metrics.intervals import (
    SAMPLES,
    SEED,
    bootstrap,
    bootstrap_means,
    percentiles,
    sample_weights,
)

if TYPE_CHECKING:
    import numpy as np

Interval = tuple[float, float, float]
"""A value and the ends of its 95% interval."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The correlation of a metric with human scores, over `n` systems, items or summaries."""

    pearson: Interval
    kendall: Interval
    n: int


def system_level(metric: np.ndarray, human: np.ndarray) -> Agreement:
    """The correlation of systems' mean scores: whether the metric ranks systems as people do.

    Both have shape (items, systems), NaN where there is no score.
    """
    import numpy as np

    _same_shape(metric, human)
    whole = np.ones((1, len(metric)))
    drawn = np.concatenate(list(sample_weights(len(metric), SEED, SAMPLES, None)))
    numbers = []
    for correlate in (_pearson, _kendall):
        value = float(correlate(_means(metric, whole), _means(human, whole))[0])
        numbers.append(_interval(value, correlate(_means(metric, drawn), _means(human, drawn))))
    return Agreement(numbers[0], numbers[1], metric.shape[1])


def summary_level(metric: np.ndarray, human: np.ndarray) -> Agreement:
    """The mean over items of the correlation among its summaries: whether it ranks them as people do.

    Shapes as in `system_level`. Items without a correlation (all summaries scored alike) are left out; `n`
    counts the others.
    """
    import numpy as np

    _same_shape(metric, human)
    gaps = np.isnan(metric) | np.isnan(human)
    metric, human = np.where(gaps, np.nan, metric), np.where(gaps, np.nan, human)
    columns = []
    for correlate in (_pearson, _kendall):
        each = correlate(metric, human)
        columns.append([None if math.isnan(value) else float(value) for value in each])
    n = min(sum(value is not None for value in column) for column in columns)
    return Agreement(bootstrap(columns[0]), bootstrap(columns[1]), n)


def across(
    metric: Sequence[float | None], human: Sequence[float], groups: Sequence[str] | None = None
) -> Agreement:
    """The correlation over single summaries of all items; `groups` has the item of each where several share one."""
    import numpy as np

    kept = [(i, score) for i, score in enumerate(metric) if score is not None]
    x, y = (
        np.array([score for _, score in kept], dtype=float),
        np.array([human[i] for i, _ in kept], dtype=float),
    )
    chosen = None if groups is None else [groups[i] for i, _ in kept]
    columns = np.stack([x, y, x * x, y * y, x * y], axis=1)
    pearson = bootstrap_means(columns, groups=chosen, statistic=_pearson_of_moments)[:, 0]
    signs = [np.sign(one[:, None] - one[None, :]) for one in (x, y)]
    blocks = [np.ones((1, len(x))), *sample_weights(len(x), SEED, SAMPLES, chosen)]
    value, *drawn = (float(tau) for block in blocks for tau in _weighted_kendall(signs[0], signs[1], block))
    return Agreement(
        (float(pearson[0]), float(pearson[1]), float(pearson[2])), _interval(value, np.array(drawn)), len(x)
    )


def _means(scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Mean scores of the systems under each row of item weights, NaN left out: shape (rows, systems)."""
    import numpy as np

    known = ~np.isnan(scores)
    with np.errstate(invalid="ignore"):
        means: np.ndarray = (weights @ np.where(known, scores, 0.0)) / (weights @ known)
    return means


def _pearson(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Pearson correlation of each row, NaN entries left out; NaN where one side does not vary."""
    import numpy as np

    known = ~(np.isnan(x) | np.isnan(y))
    n = np.maximum(known.sum(axis=1, keepdims=True), 1)
    x, y = (
        np.where(known, one - np.where(known, one, 0).sum(axis=1, keepdims=True) / n, 0) for one in (x, y)
    )
    return _ratio((x * y).sum(axis=1), (x * x).sum(axis=1), (y * y).sum(axis=1))


def _kendall(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Kendall's tau-b of each row, NaN entries left out; NaN where one side does not vary."""
    import numpy as np

    left, right = (np.nan_to_num(np.sign(one[:, :, None] - one[:, None, :])) for one in (x, y))
    return _ratio((left * right).sum((1, 2)), np.abs(left).sum((1, 2)), np.abs(right).sum((1, 2)))


def _weighted_kendall(left: np.ndarray, right: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Tau-b of samples given as item weights, shape (rows, n), from the signs of all pairs, shape (n, n)."""
    import numpy as np

    both, ours, theirs = (
        ((weights @ signs) * weights).sum(axis=1) for signs in (left * right, np.abs(left), np.abs(right))
    )
    return _ratio(both, ours, theirs)


def _pearson_of_moments(means: np.ndarray) -> np.ndarray:
    x, y, xx, yy, xy = means.T
    return _ratio(xy - x * y, xx - x * x, yy - y * y)[:, None]


def _ratio(both: np.ndarray, ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    import numpy as np

    varies = (ours > 1e-12) & (theirs > 1e-12)
    below = np.sqrt(np.where(varies, ours * theirs, 1.0))
    result: np.ndarray = np.where(varies, both / below, np.nan)
    return result


def _interval(value: float, drawn: np.ndarray) -> Interval:
    return value, *percentiles([one for one in drawn.tolist() if not math.isnan(one)], value)


def _same_shape(metric: np.ndarray, human: np.ndarray) -> None:
    if metric.shape != human.shape or metric.ndim != 2 or not metric.size:
        raise ValueError(f"shapes {metric.shape} and {human.shape}: give items x systems on both sides")
