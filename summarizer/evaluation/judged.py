"""The statistics of judged pairs: precision, recall and F1 of labels, average precision, calibration, false alarms."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.evaluation.pairs import LABELS, RELATIONS
from summarizer.metrics.classification import calibration_gap, precision_by_rank

if TYPE_CHECKING:
    import numpy as np

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
    ("exact label", "", True),
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
    aligned = (gold != _NONE).astype(np.float64)
    return [
        *(value for what in _MEASURED for value in _precision_recall_f1(confusion, _LABELS_OF[what])),
        sum(confusion[i][i] for i in range(size)) / len(gold),
        precision_by_rank(aligned, score),
        calibration_gap(aligned, score),
        _false_alarms(confusion),
    ]


def with_label(labels: Sequence[str], what: str) -> bool:
    """True if one of the labels is `what`, "aligned" meaning any but none."""
    return any(LABELS.index(label) in _LABELS_OF[what] for label in labels)


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
