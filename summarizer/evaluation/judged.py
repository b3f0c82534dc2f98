"""The statistics of judged pairs: precision, recall and F1 of labels, average precision, calibration, false alarms."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.evaluation.pairs import LABELS, RELATIONS

if TYPE_CHECKING:
    import numpy as np

BINS = 10
"""Bins of equal width in which scores are held against the share of aligned pairs (Naeini et al. 2015)."""

_NONE = LABELS.index("none")
_DISPUTES = frozenset((LABELS.index("number"), LABELS.index("conflict")))
_LABELS_OF = {name: frozenset({number}) for number, name in enumerate(RELATIONS)} | {
    "aligned": frozenset(range(_NONE))
}
_MEASURED = ("aligned", *RELATIONS)
_PARTS = ("precision", "recall", "F1")

Confusion = Sequence[Sequence[int]]
"""How many pairs with the label of a row were given the label of a column, both in the order of LABELS."""

STATISTICS: tuple[tuple[str, str, bool], ...] = (
    *((f"{what} {part}", what, True) for what in _MEASURED for part in _PARTS),
    ("average precision", "", True),
    ("calibration error", "", False),
    ("false alarms", "", False),
)
"""What `statistics` returns: the name, the label it is about ("aligned": any, "": all pairs), if more is better."""


def statistics(gold: np.ndarray, guess: np.ndarray, score: np.ndarray) -> list[float]:
    """The values of STATISTICS for pairs with these labels (indices into LABELS), and the aligner's scores.

    NaN where there is nothing to find, and for the precision of what was never said.
    """
    import numpy as np

    size = len(LABELS)
    confusion = np.bincount(gold * size + guess, minlength=size * size).reshape(size, size).tolist()
    return [
        *(value for what in _MEASURED for value in _precision_recall_f1(confusion, _LABELS_OF[what])),
        average_precision(gold != _NONE, score),
        calibration_error(gold != _NONE, score),
        _false_alarms(confusion),
    ]


def with_label(labels: Sequence[str], what: str) -> bool:
    """True if one of the labels is `what`, "aligned" meaning any but none."""
    return any(LABELS.index(label) in _LABELS_OF[what] for label in labels)


def average_precision(relevant: np.ndarray, score: np.ndarray) -> float:
    """The area under precision over recall as the threshold falls, equal scores taken together; NaN without a hit."""
    import numpy as np

    if not relevant.any():
        return math.nan
    order = np.argsort(-score, kind="stable")
    hits = np.cumsum(relevant[order])
    last = np.append(np.flatnonzero(np.diff(score[order])), len(score) - 1)
    precision = hits[last] / (last + 1)
    gained = np.diff(hits[last], prepend=0) / hits[-1]
    return float((precision * gained).sum())


def calibration_error(happened: np.ndarray, score: np.ndarray) -> float:
    """How far scores lie from the frequencies they should be, weighted by the pairs in each of ten bins."""
    import numpy as np

    bins = np.minimum((score * BINS).astype(int), BINS - 1)
    gaps = np.bincount(bins, weights=score - happened, minlength=BINS)
    return float(np.abs(gaps).sum() / len(score))


def _precision_recall_f1(confusion: Confusion, wanted: frozenset[int]) -> tuple[float, float, float]:
    rows = [sum(row[column] for column in wanted) for row in confusion]
    hits, found = sum(rows[label] for label in wanted), sum(rows)
    there = sum(sum(confusion[label]) for label in wanted)
    if not there:
        return math.nan, math.nan, math.nan
    return hits / found if found else math.nan, hits / there, 2 * hits / (there + found)


def _false_alarms(confusion: Confusion) -> float:
    """The share of pairs said to differ in a figure or otherwise that do neither."""
    alarms = sum(
        row[column] for label, row in enumerate(confusion) if label not in _DISPUTES for column in _DISPUTES
    )
    return alarms / sum(map(sum, confusion))
