"""Measures of scores against labels: rows of (score, label), shape (n, 2), to one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def average_precision(rows: np.ndarray) -> float:
    """The mean precision at each aligned pair (label 1) when pairs are ordered by score; NaN without any."""
    import numpy as np

    hits = _hits(rows)
    if not hits.any():
        return float("nan")
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits].mean())


def best_f1(rows: np.ndarray) -> float:
    """The F1 of the best threshold on these very pairs; NaN without aligned ones."""
    import numpy as np

    hits = _hits(rows)
    if not hits.any():
        return float("nan")
    return float((2 * np.cumsum(hits) / (np.arange(1, len(hits) + 1) + hits.sum())).max())


def spearman(rows: np.ndarray) -> float:
    """Spearman's rank correlation of scores and labels; NaN if either never changes."""
    import numpy as np

    ranks = np.column_stack([_ranks(rows[:, 0]), _ranks(rows[:, 1])])
    if (ranks.std(axis=0) == 0).any():
        return float("nan")
    return float(np.corrcoef(ranks.T)[0, 1])


def _hits(rows: np.ndarray) -> np.ndarray:
    """Whether each pair is aligned, from the highest score down; ties as if the worst came first."""
    import numpy as np

    order = np.lexsort((rows[:, 1], -rows[:, 0]))
    hits: np.ndarray = rows[order, 1] > 0.5
    return hits


def _ranks(values: np.ndarray) -> np.ndarray:
    import numpy as np

    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks: np.ndarray = np.take(np.cumsum(counts) - (counts - 1) / 2, inverse)
    return ranks
