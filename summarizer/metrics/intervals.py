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

    kept = [i for i, item in enumerate(items) if item is not None]
    values = np.array([items[i] for i in kept], dtype=np.float64)
    if not np.isfinite(values).all():
        raise ValueError("an item is not a finite number")
    if not kept:
        return math.nan, math.nan, math.nan
    chosen = None if groups is None else [groups[i] for i in kept]
    means = [float(values[drawn].mean()) for drawn in resamples(len(kept), seed, samples, chosen)]
    value = float(values.mean())
    return value, *percentiles(means, value)


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

    draw = np.random.default_rng(seed)
    if groups is None:
        for _ in range(samples):
            yield draw.integers(0, n, n)
        return
    if len(groups) != n:
        raise ValueError(f"{len(groups)} groups for {n} items")
    members: dict[str, list[int]] = {}
    for i, group in enumerate(groups):
        members.setdefault(group, []).append(i)
    blocks = [np.array(indices) for indices in members.values()]
    for _ in range(samples):
        yield np.concatenate([blocks[i] for i in draw.integers(0, len(blocks), len(blocks))])


def percentiles(drawn: Sequence[float], value: float) -> tuple[float, float]:
    """The central 95% of the drawn statistics; `value` twice if there are none."""
    import numpy as np

    if not drawn:
        return value, value
    low, high = np.quantile(np.array(drawn), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
