"""How well an aligner labels pairs: precision, recall, F1, average precision, and whether its scores can be believed.

Intervals are drawn over pairs, or over whole stories where the story of each pair is given, since the pairs of
one story are not independent.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from summarizer.components import signature
from summarizer.metrics.intervals import bootstrap, bootstrap_means, bootstrap_statistic
from summarizer.metrics.score import Score

if TYPE_CHECKING:
    import numpy as np

BINS = 10
"""Bins of equal width in which scores are compared with how often they are right."""


def label_scores(
    gold: Sequence[str],
    guess: Sequence[str],
    wanted: Collection[str],
    *,
    name: str,
    groups: Sequence[str] | None = None,
) -> list[Score]:
    """F1, precision and recall of the pairs whose label is one of `wanted`: `name`, `name_precision`, `name_recall`.

    `wanted` with one label scores that relation, with all labels but "none" it scores "aligned or not". `groups`
    has the story of each pair. `items` say of each pair whether the two agree (1.0) on its being wanted. A
    measure with nothing to divide by is 0: precision where nothing was found, recall where nothing was there.
    """
    import numpy as np

    _same_length(gold, guess)
    there = np.array([label in wanted for label in gold], dtype=float)
    found = np.array([label in wanted for label in guess], dtype=float)
    columns = np.stack([there * found, found, there], axis=1)
    return _scores(name, columns, tuple((there == found).astype(float).tolist()), groups, int(there.sum()))


def average_precision(
    gold: Sequence[bool], scores: Sequence[float], *, name: str, groups: Sequence[str] | None = None
) -> Score:
    """Area under the precision-recall curve: how well the scores put the wanted pairs first.

    The sum over thresholds of precision times the step in recall; equal scores share one threshold. `value`
    is NaN if no pair is wanted; `items` are the scores themselves.
    """
    import numpy as np

    _same_length(gold, scores)
    labels, values = np.array(gold, dtype=float), np.array(scores, dtype=float)
    value, low, high = bootstrap_statistic(
        len(gold), lambda sample: precision_by_rank(labels[sample], values[sample]), groups=groups
    )
    return Score(
        name, value, low, high, len(gold), True, tuple(values.tolist()), _sign("average-precision", groups)
    )


def calibration(
    gold: Sequence[bool], scores: Sequence[float], *, name: str, groups: Sequence[str] | None = None
) -> list[Score]:
    """Whether scores are probabilities: expected calibration error `name_ece` and Brier score `name_brier`.

    The first is the mean distance, over ten bins of equal width, between the mean score of a bin and the share
    of wanted pairs in it, weighted by the pairs in it (Naeini et al. 2015); the second the mean squared distance
    of score and truth (Brier 1950). Lower is better. Raises ValueError for a score outside 0 to 1.
    """
    import numpy as np

    _same_length(gold, scores)
    labels, values = np.array(gold, dtype=float), np.array(scores, dtype=float)
    if ((values < 0) | (values > 1) | np.isnan(values)).any():
        raise ValueError("a score is not between 0 and 1")
    ece = bootstrap_statistic(
        len(gold), lambda sample: calibration_gap(labels[sample], values[sample]), groups=groups
    )
    squares = tuple(((labels - values) ** 2).tolist())
    n = len(gold)
    return [
        Score(f"{name}_ece", *ece, n, False, tuple(values.tolist()), _sign("ece", groups, bins=BINS)),
        Score(f"{name}_brier", *bootstrap(squares, groups=groups), n, False, squares, _sign("brier", groups)),
    ]


def rate(
    hits: Sequence[bool], *, name: str, higher_is_better: bool, groups: Sequence[str] | None = None
) -> Score:
    """The share of items that are hits, such as false alarms or matches, with its interval."""
    items = tuple(float(hit) for hit in hits)
    numbers = bootstrap(items, groups=groups)
    return Score(name, *numbers, len(items), higher_is_better, items, _sign("rate", groups))


def ratio_scores(
    hits: Sequence[float],
    found: Sequence[float],
    there: Sequence[float],
    *,
    name: str,
    groups: Sequence[str] | None = None,
) -> list[Score]:
    """F1, precision and recall from counts an item (a story): right ones, all that were found, all that are there.

    Counts are added up over the items before anything is divided (micro average). `items` are the F1 of each
    item, None where it has nothing to find and nothing was found. `n` is the number of all that are there.
    """
    import numpy as np

    _same_length(hits, found)
    _same_length(hits, there)
    columns = np.array([hits, found, there], dtype=float).T.reshape(-1, 3)
    items = tuple(2 * h / (f + t) if f + t else None for h, f, t in columns.tolist())
    return _scores(name, columns, items, groups, int(columns[:, 2].sum()))


def _scores(
    name: str,
    columns: np.ndarray,
    items: tuple[float | None, ...],
    groups: Sequence[str] | None,
    n: int,
) -> list[Score]:
    numbers = bootstrap_means(columns, groups=groups, statistic=f1_precision_recall).T.tolist()
    signed = _sign("f1", groups)
    return [
        Score(name + part, value, low, high, n, True, items, signed)
        for part, (value, low, high) in zip(("", "_precision", "_recall"), numbers, strict=True)
    ]


def f1_precision_recall(means: np.ndarray) -> np.ndarray:
    """F1, precision and recall from the means of right, found and there; shape (any, 3)."""
    import numpy as np

    hits, found, there = means.T
    parts = ((2 * hits, found + there), (hits, found), (hits, there))
    return np.stack([np.divide(a, b, out=np.zeros_like(a), where=b > 0) for a, b in parts], axis=1)


def precision_by_rank(labels: np.ndarray, scores: np.ndarray) -> float:
    """Average precision of labels (1.0 or 0.0) ranked by scores, equal scores together; NaN if no label is 1."""
    import numpy as np

    total = labels.sum()
    if not total:
        return float("nan")
    order = np.argsort(-scores, kind="stable")
    labels, scores = labels[order], scores[order]
    last = np.append(scores[1:] != scores[:-1], True)  # the last pair of each threshold
    hits, seen = labels.cumsum()[last], (np.arange(len(labels)) + 1)[last]
    return float((np.diff(hits, prepend=0) / total * hits / seen).sum())


def calibration_gap(labels: np.ndarray, scores: np.ndarray) -> float:
    """Expected calibration error of scores (0 to 1) against labels (1.0 or 0.0)."""
    import numpy as np

    bins = np.minimum((scores * BINS).astype(int), BINS - 1)
    gaps = np.bincount(bins, weights=labels - scores, minlength=BINS)
    return float(np.abs(gaps).sum() / len(labels))


def _same_length(a: Sequence[object], b: Sequence[object]) -> None:
    if len(a) != len(b):
        raise ValueError(f"{len(a)} labels but {len(b)} answers")
    if not a:
        raise ValueError("nothing to score")


def _sign(name: str, groups: Sequence[str] | None, **options: object) -> str:
    return signature(name, {"interval": "items" if groups is None else "groups", **options})
