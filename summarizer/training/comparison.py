"""Before and after: each measure of the untrained and the trained model, with intervals and significance.

Intervals are 95% percentile bootstrap intervals over examples (Efron and Tibshirani 1993). The p-value is that
of a paired approximate randomization test (Noreen 1989): how often a difference this large comes about when
it is left to chance which of an example's two results is called "before". The measures need not be means, so that
both tests compute them anew on each sample; `summarizer.metrics.significance` is for means, and faster.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer.metrics.intervals import ROUNDING, percentiles, resamples
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
    n = len(after)
    values = statistic(before), statistic(after)
    difference = values[1] - values[0]
    drawn = np.array(
        [(statistic(before[rows]), statistic(after[rows])) for rows in resamples(n, seed, SAMPLES)]
    )
    return Change(
        name,
        n,
        _interval(values[0], drawn[:, 0]),
        _interval(values[1], drawn[:, 1]),
        _interval(difference, drawn[:, 1] - drawn[:, 0]),
        math.nan if math.isnan(difference) else _chance(before, measure, abs(difference), seed),
        measure.higher_is_better,
    )


def _chance(before: np.ndarray, measure: Measure, difference: float, seed: int) -> float:
    """How often a difference as large comes about when each example's two results are swapped at random."""
    import numpy as np

    after, statistic, n = measure.items, measure.statistic, len(measure.items)
    random = np.random.default_rng(seed)
    extreme = 0
    for _ in range(SAMPLES):
        swap = (random.random(n) < 0.5).reshape(n, *[1] * (after.ndim - 1))
        found = statistic(np.where(swap, before, after)) - statistic(np.where(swap, after, before))
        extreme += abs(found) >= difference - ROUNDING
    return (extreme + 1) / (SAMPLES + 1)


def _interval(value: float, drawn: np.ndarray) -> Interval:
    known = [float(one) for one in drawn if not math.isnan(one)]  # a sample may have no aligned pair
    return Interval(float(value), *percentiles(known, float(value)))
