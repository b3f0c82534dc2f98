"""How well an aligner decides whether, and how, two sentences of different outlets report the same claim."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.components import sign
from summarizer.evaluation.judged import STATISTICS, statistics, with_label
from summarizer.evaluation.paired import Measure, Measured, measured, paired_differences
from summarizer.evaluation.pairs import LABELS, LabelledPair
from summarizer.evaluation.results import Evaluation, Item, SystemResult
from summarizer.evaluation.systems import chosen_systems, shown_names, system_config
from summarizer.interfaces import Judgement
from summarizer.pipeline import Engine

if TYPE_CHECKING:
    import numpy as np

BASELINES = ("cosine", "overlap")
COMPARED = ("aligned F1", "same F1", "average precision")
"""The scores on which systems are held against each other."""


def evaluate_alignment(
    pairs: Sequence[LabelledPair], labellings: Sequence[str], systems: Sequence[str]
) -> Evaluation:
    """Aligners by name on labelled pairs, with the baselines beside them.

    Precision, recall and F1 of "aligned or not" (any label but none) and of each relation; the share of exact
    labels; average precision and calibration error of the aligner's score, read as the chance that a pair is
    aligned; and the share of pairs on which a number or conflict is announced where there is none. With two
    labellings each number is the mean of those against either. Intervals are over stories.
    """
    results: list[SystemResult] = []
    measures: dict[str, list[Measured]] = {}
    for system, name in shown_names(chosen_systems([*systems, *BASELINES])).items():
        aligner = Engine(system_config("aligner", system)).aligner
        verdicts = aligner.judge([(pair.a, pair.b) for pair in pairs])
        signature = sign(aligner)
        measures[name] = measure(pairs, verdicts, signature)
        scores = tuple(one.score for one in measures[name])
        outputs = tuple(_said(verdict) for verdict in verdicts)
        results.append(SystemResult(name, signature, scores, outputs, baseline=system not in systems))
    return Evaluation(
        title="Alignment of claims",
        unit="pairs",
        n=len(pairs),
        systems=tuple(results),
        differences=paired_differences(measures, COMPARED),
        items=tuple(_item(pair, labellings) for pair in pairs),
        notes=(_counted(pairs, labellings), *_ceiling(pairs, labellings)),
        settings={"systems": list(systems), "labellings": list(labellings)},
    )


def measure(pairs: Sequence[LabelledPair], verdicts: Sequence[Judgement], signature: str) -> list[Measured]:
    """All scores of one aligner's judgements on the pairs. A score's `n` counts the pairs that have its label."""
    import numpy as np

    gold = np.array([[LABELS.index(label) for label in pair.labels] for pair in pairs]).T
    guess = np.array([LABELS.index(verdict.relation or "none") for verdict in verdicts])
    score = np.clip(np.array([verdict.score for verdict in verdicts], dtype=np.float64), 0.0, 1.0)
    exact = tuple((gold == guess).mean(axis=0).tolist())
    measures = [
        Measure(
            name,
            sum(with_label(pair.labels, what) for pair in pairs) if what else len(pairs),
            better,
            items=exact if name == "exact label" else (),
        )
        for name, what, better in STATISTICS
    ]

    def means(sample: np.ndarray) -> list[float]:
        """Each statistic, averaged over the labellings that define it."""
        values = [statistics(labels[sample], guess[sample], score[sample]) for labels in gold]
        return [_mean(column) for column in zip(*values, strict=True)]

    return measured(measures, means, [pair.story for pair in pairs], signature)


def _mean(values: Sequence[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return sum(known) / len(known) if known else math.nan


def _counted(pairs: Sequence[LabelledPair], labellings: Sequence[str]) -> str:
    stories = len({pair.story for pair in pairs})
    counts = [Counter(pair.labels[number] for pair in pairs) for number in range(len(labellings))]
    told = "; ".join(
        f"{name}: " + ", ".join(f"{count[label]} {label}" for label in LABELS)
        for name, count in zip(labellings, counts, strict=True)
    )
    return f"{len(pairs)} pairs of {stories} stories, drawn by story in the intervals. {told}."


def _ceiling(pairs: Sequence[LabelledPair], labellings: Sequence[str]) -> list[str]:
    """How far the labellings agree with each other, which is about as far as a system can agree with them."""
    if len(labellings) < 2:
        return []
    import numpy as np

    first, second = (np.array([LABELS.index(pair.labels[number]) for pair in pairs]) for number in range(2))
    agreed = [
        f"{name.removesuffix(' F1')} {value:.3f}"
        for (name, _, _), value in zip(STATISTICS, statistics(first, second, first * 0.0), strict=True)
        if name.endswith(" F1") and not math.isnan(value)
    ]
    told = f"F1 of one labelling against the other: {', '.join(agreed)}."
    return [f"Numbers are means over {len(labellings)} labellings. {told}"]


def _item(pair: LabelledPair, labellings: Sequence[str]) -> Item:
    labels = "; ".join(f"{name}: {label}" for name, label in zip(labellings, pair.labels, strict=True))
    names = (pair.outlets[0] or "a", pair.outlets[1] or "b")
    return Item(pair.id, (("label", labels), (names[0], pair.a.text), (names[1], pair.b.text)))


def _said(verdict: Judgement) -> str:
    return f"{verdict.relation or 'none'} {verdict.score:.2f} ({verdict.why})"
