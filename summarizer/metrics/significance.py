"""Whether one system is better than another or just lucky: paired tests, corrected for many comparisons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.metrics.intervals import BLOCK, ROUNDING, SAMPLES, SEED, numbered, percentiles, sampled_means
from summarizer.metrics.score import Score

if TYPE_CHECKING:
    import numpy as np

TRIALS = 10_000
"""Random swaps of an approximate randomization: p-values down to 0.0001."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How much larger the items of one score are than those of another, and how sure that is.

    `value` is the mean of first minus second over the `n` items that have both, `low` and `high` its 95%
    interval. `p_bootstrap` and `p_randomization` are two-sided: the chance of a difference this far from 0 if
    there were none.
    """

    value: float
    low: float
    high: float
    n: int
    p_bootstrap: float
    p_randomization: float


def compare(
    first: Score,
    second: Score,
    *,
    groups: Sequence[str] | None = None,
    seed: int = SEED,
    samples: int = SAMPLES,
    trials: int = TRIALS,
) -> Difference:
    """The difference of two scores of the same examples, in the same order.

    Paired bootstrap (Koehn 2004) and approximate randomization (Noreen 1989; Riezler and Maxwell 2005), both
    seeded; whole `groups` (stories) are drawn and swapped where they are given. Items that are None on either
    side are left out. Raises ValueError if the two have not the same number of items, or none in common.
    """
    import numpy as np

    if len(first.items) != len(second.items):
        raise ValueError(
            f"{len(first.items)} and {len(second.items)} items: compare scores of the same examples"
        )
    kept = [
        (i, a - b)
        for i, (a, b) in enumerate(zip(first.items, second.items, strict=True))
        if a is not None and b is not None
    ]
    if not kept:
        raise ValueError("no item has a value on both sides")
    gaps = np.array([gap for _, gap in kept])
    chosen = None if groups is None else [groups[i] for i, _ in kept]
    value = float(gaps.mean())
    drawn = sampled_means(gaps[:, None], seed, samples, chosen)[:, 0]
    low, high = percentiles(drawn.tolist(), value)
    swapped = _swapped(gaps, chosen, seed, trials)
    extreme = sum(int((np.abs(block) >= abs(value) - ROUNDING).sum()) for block in swapped)
    return Difference(
        value,
        low,
        high,
        len(gaps),
        bootstrap_p(drawn, len(gaps) if chosen is None else len(set(chosen))),
        (extreme + 1) / (trials + 1),
    )


def bootstrap_p(drawn: np.ndarray, independent: int) -> float:
    """The two-sided p-value of a difference, from its value on each bootstrap sample, shape (samples,).

    Twice the share of samples on the rarer side of 0, those at 0 counted on both; never 0 itself, and never less
    than 2 ** (1 - k) for k `independent` items or stories: the bootstrap of a handful sees too little chance, and
    no swapping of k results can be surer than that.
    """
    below, above = int((drawn <= ROUNDING).sum()), int((drawn >= -ROUNDING).sum())
    found = 2 * (min(below, above) + 1) / (len(drawn) + 1)
    return min(1.0, max(found, 2.0 ** (1 - independent)))


def holm(p_values: Sequence[float]) -> list[float]:
    """The p-values corrected for being several (Holm 1979), in the order given; compare them with 0.05 as usual."""
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    corrected, largest = [0.0] * len(p_values), 0.0
    for rank, i in enumerate(order):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[i]))
        corrected[i] = largest
    return corrected


def _swapped(gaps: np.ndarray, groups: Sequence[str] | None, seed: int, trials: int) -> Iterator[np.ndarray]:
    """Mean differences after swapping the two systems on a random half of the items, in blocks."""
    import numpy as np

    members, _ = numbered(len(gaps), groups)
    sums = np.bincount(members, weights=gaps)
    draw = np.random.default_rng(seed)
    most = max(1, BLOCK // len(sums))
    for start in range(0, trials, most):
        signs = draw.integers(0, 2, (min(most, trials - start), len(sums))) * 2 - 1
        yield signs @ sums / len(gaps)
