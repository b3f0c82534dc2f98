"""Bootstrap intervals: how far a number would move on another sample of the same kind. Seeded and deterministic.

Percentile bootstrap (Efron and Tibshirani 1993). Where items come in groups, such as the pairs of one story,
whole groups are drawn, since items of one group are not independent.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

SEED = 0
SAMPLES = 1_000
LEVEL = 0.95
BLOCK = 200_000
"""Numbers held in memory at once while samples are drawn."""
DIGITS = 12
"""Digits of an interval that do not depend on the order in which a machine adds numbers up."""
ROUNDING = 1e-12
"""Numbers this close are equal; they differ in the order of adding only."""


def bootstrap(
    items: Sequence[float | None],
    seed: int = SEED,
    samples: int = SAMPLES,
    groups: Sequence[str] | None = None,
) -> tuple[float, float, float]:
    """The mean of the items and its 95% interval: value, low, high. Items that are None are left out.

    `groups` names the group of each item; without it every item is its own. All three are NaN if no item has
    a value. Raises ValueError if an item is not a finite number.
    """
    import numpy as np

    if groups is not None and len(groups) != len(items):
        raise ValueError(f"{len(groups)} groups for {len(items)} items")
    kept = [i for i, item in enumerate(items) if item is not None]
    if not kept:
        return math.nan, math.nan, math.nan
    values = np.array([[items[i]] for i in kept], dtype=np.float64)
    chosen = None if groups is None else [groups[i] for i in kept]
    value, low, high = bootstrap_means(values, seed, samples, chosen)[:, 0]
    return float(value), float(low), float(high)


def bootstrap_means(
    values: np.ndarray,
    seed: int = SEED,
    samples: int = SAMPLES,
    groups: Sequence[str] | None = None,
    statistic: Callable[[np.ndarray], np.ndarray] | None = None,
) -> np.ndarray:
    """The means of the columns of `values`, shape (n, k), and their 95% intervals: shape (3, k).

    The rows are value, low, high. All columns share their samples, so this costs little more than one. With
    `statistic` the numbers are what it makes of means, shape (any, k) to (any, m): F1 from precision and
    recall, or a ratio of two columns. Samples for which it gives NaN are left out. Raises ValueError if a
    value is not finite.
    """
    import numpy as np

    if not np.isfinite(values).all():
        raise ValueError("an item is not a finite number")
    then = statistic or (lambda means: means)
    drawn = then(sampled_means(values, seed, samples, groups))
    value = then(values.mean(axis=0, keepdims=True))[0]
    edges = [percentiles([one for one in column if one == one], value[i]) for i, column in enumerate(drawn.T)]
    return np.array([value, [low for low, _ in edges], [high for _, high in edges]])


def sampled_means(
    values: np.ndarray, seed: int = SEED, samples: int = SAMPLES, groups: Sequence[str] | None = None
) -> np.ndarray:
    """The means of the columns of `values`, shape (n, k), in each bootstrap sample: shape (samples, k)."""
    import numpy as np

    blocks = sample_weights(len(values), seed, samples, groups)
    return np.concatenate([block @ values / block.sum(axis=1, keepdims=True) for block in blocks])


def bootstrap_statistic(
    n: int,
    statistic: Callable[[np.ndarray], float],
    seed: int = SEED,
    samples: int = SAMPLES,
    groups: Sequence[str] | None = None,
) -> tuple[float, float, float]:
    """A statistic of `n` items that is not a mean (F1, a correlation) and its 95% interval: value, low, high.

    `statistic` is given the indices of a sample, shape (about n,), each from 0 to n - 1, and returns its
    value, NaN where the sample does not define one; such samples are left out of the interval.
    """
    import numpy as np

    if n == 0:
        return math.nan, math.nan, math.nan
    value = float(statistic(np.arange(n)))
    drawn = [float(statistic(sample)) for sample in resamples(n, seed, samples, groups)]
    return value, *percentiles([one for one in drawn if not math.isnan(one)], value)


def resamples(
    n: int, seed: int = SEED, samples: int = SAMPLES, groups: Sequence[str] | None = None
) -> Iterator[np.ndarray]:
    """The indices of each bootstrap sample of `n` items, shape (n,), or of whole groups where they are given."""
    import numpy as np

    members, count = numbered(n, groups)
    order = np.argsort(members, kind="stable")
    blocks = np.split(order, np.searchsorted(members[order], np.arange(1, count)))
    draw = np.random.default_rng(seed)
    for _ in range(samples):
        drawn = draw.integers(0, count, count)
        yield drawn if groups is None else np.concatenate([blocks[i] for i in drawn])


def sample_weights(n: int, seed: int, samples: int, groups: Sequence[str] | None) -> Iterator[np.ndarray]:
    """How often each item is in each bootstrap sample: blocks of rows, shape (rows, n), `samples` rows in all."""
    import numpy as np

    members, count = numbered(n, groups)
    draw = np.random.default_rng(seed)
    most = max(1, BLOCK // n)
    for start in range(0, samples, most):
        rows = min(most, samples - start)
        drawn = draw.integers(0, count, (rows, count)) + count * np.arange(rows)[:, None]
        counts = np.bincount(drawn.ravel(), minlength=rows * count).reshape(rows, count)
        yield counts if groups is None else counts[:, members]


def numbered(n: int, groups: Sequence[str] | None) -> tuple[np.ndarray, int]:
    """The number of each item's group, shape (n,), and how many groups there are."""
    import numpy as np

    if groups is None:
        return np.arange(n), n
    if len(groups) != n:
        raise ValueError(f"{len(groups)} groups for {n} items")
    numbers = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    return np.array([numbers[group] for group in groups]), len(numbers)


def percentiles(drawn: Sequence[float], value: float) -> tuple[float, float]:
    """The central 95% of the drawn statistics; `value` twice if there are none.

    An end that differs from `value` by no more than rounding is `value`.
    """
    import numpy as np

    if not drawn:
        return value, value
    low, high = (
        float(value if abs(edge - value) < ROUNDING else round(edge, DIGITS))
        for edge in np.quantile(np.array(drawn), [(1 - LEVEL) / 2, (1 + LEVEL) / 2]).tolist()
    )
    return low, high
