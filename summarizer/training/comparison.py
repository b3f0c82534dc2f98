"""Before and after: each measure of the untrained and the trained model, with intervals and significance.

Intervals are 95% percentile bootstrap intervals over examples (Efron and Tibshirani 1993). The p-value is that
of a paired approximate randomization test (Noreen 1989): how often a difference this large comes about when
it is left to chance which of an example's two results is called "before".
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer.training.kinds import Kind, Measure

if TYPE_CHECKING:
    import numpy as np

SAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Interval:
    """A number and its 95% interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """In the form 0.1234 [0.1200, 0.1300]."""
        return f"{self.value:.4f} [{self.low:.4f}, {self.high:.4f}]"


@dataclass(frozen=True, slots=True)
class Change:
    """One measure before and after training on the same `n` examples, the difference, and its p-value."""

    name: str
    n: int
    before: Interval
    after: Interval
    difference: Interval
    p: float
    higher_is_better: bool | None

    @property
    def verdict(self) -> str:
        """In a word: better, worse, or neither at the 5% level; "" for what merely describes."""
        if self.higher_is_better is None or math.isnan(self.p):
            return ""
        if self.p >= 0.05:
            return "no clear change"
        return "better" if (self.difference.value > 0) == self.higher_is_better else "worse"


def measured(kind: Kind, trainer: Any, examples: Sequence[Any]) -> dict[str, Measure]:
    """The kind's measures of the trainer's model on the examples, the work shared out among all processes."""
    import numpy as np
    from accelerate.utils import gather_object

    count, rank = trainer.args.world_size, trainer.args.process_index
    model = trainer.accelerator.unwrap_model(trainer.model)
    training = model.training
    model.eval()
    own = kind.measure(model, examples[rank::count])
    model.train(training)
    if count == 1:
        return own
    parts: list[dict[str, Any]] = gather_object([{name: measure.items for name, measure in own.items()}])
    whole: dict[str, Measure] = {}
    for name, measure in own.items():
        items = np.empty((len(examples), *measure.items.shape[1:]))
        for i, part in enumerate(parts):
            items[i::count] = part[name]
        whole[name] = Measure(items, measure.statistic, measure.higher_is_better)
    return whole


def items_of(measures: Mapping[str, Measure]) -> dict[str, list[Any]]:
    """The items of the measures as JSON-like lists."""
    return {name: measure.items.tolist() for name, measure in measures.items()}


def changes(before: Mapping[str, list[Any]], after: Mapping[str, Measure], seed: int) -> tuple[Change, ...]:
    """Each measure before and after, from the items of the one and the measures of the other."""
    import numpy as np

    return tuple(
        _change(name, np.asarray(before[name], dtype=float), measure, seed)
        for name, measure in after.items()
        if name in before
    )


def _change(name: str, before: np.ndarray, measure: Measure, seed: int) -> Change:
    import numpy as np

    after, statistic = measure.items, measure.statistic
    random = np.random.default_rng(seed)
    n = len(after)
    pairs = np.empty((SAMPLES, 2))
    for i in range(SAMPLES):
        rows = random.integers(0, n, n)
        pairs[i] = statistic(before[rows]), statistic(after[rows])
    values = statistic(before), statistic(after)
    difference = values[1] - values[0]
    extreme = 0
    for _ in range(SAMPLES):
        swap = (random.random(n) < 0.5).reshape(n, *[1] * (after.ndim - 1))
        chance = statistic(np.where(swap, before, after)) - statistic(np.where(swap, after, before))
        extreme += abs(chance) >= abs(difference) - 1e-12
    return Change(
        name,
        n,
        _interval(values[0], pairs[:, 0]),
        _interval(values[1], pairs[:, 1]),
        _interval(difference, pairs[:, 1] - pairs[:, 0]),
        float("nan") if np.isnan(difference) else (extreme + 1) / (SAMPLES + 1),
        measure.higher_is_better,
    )


def _interval(value: float, samples: np.ndarray) -> Interval:
    import numpy as np

    known = samples[~np.isnan(samples)]  # a resample without any aligned pair has no value
    if not known.size:
        return Interval(float(value), float("nan"), float("nan"))
    low, high = np.percentile(known, [2.5, 97.5])
    return Interval(float(value), float(low), float(high))
