"""What an evaluation found: scores a system, differences between systems, and the items behind the numbers."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from summarizer.metrics import Score


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was scored (an article, a story, a pair of sentences, a fact), and its texts by name."""

    id: str
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SystemResult:
    """The scores of one system, in the order they are shown.

    `outputs` is what it said of each item, `failures` why it said nothing ("" where it did), both in the
    order of the items, or empty where single items are not kept. A `baseline` stands there to be beaten.
    """

    name: str
    signature: str
    scores: tuple[Score, ...]
    outputs: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    baseline: bool = False

    def score(self, name: str) -> Score | None:
        """The score of that name, or None if the system has none."""
        return next((score for score in self.scores if score.name == name), None)

    @property
    def failed(self) -> int:
        """How many items the system failed on."""
        return sum(map(bool, self.failures))


@dataclass(frozen=True, slots=True)
class Difference:
    """How far system `a` is above system `b` on one score, both measured on the same items.

    `low` and `high` are the 95% interval of the difference. `p_bootstrap` and `p_randomization` are two-sided
    p-values, NaN where a test does not apply; `p` is the larger one, corrected for all comparisons of that
    score.
    """

    score: str
    a: str
    b: str
    value: float
    low: float
    high: float
    p_bootstrap: float
    p_randomization: float
    p: float

    @property
    def significant(self) -> bool:
        """True if chance explains the difference in fewer than one case in twenty."""
        return self.p < 0.05


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Systems side by side on one task.

    `unit` is what was scored ("pairs", "stories", "articles") and `n` how many. `notes` are what a reader
    must know to trust the numbers. `settings` tell how to compute the same again.
    """

    title: str
    unit: str
    n: int
    systems: tuple[SystemResult, ...]
    differences: tuple[Difference, ...] = ()
    items: tuple[Item, ...] = ()
    notes: tuple[str, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)

    @property
    def score_names(self) -> tuple[str, ...]:
        """Every score that some system has, in order of appearance."""
        return tuple(dict.fromkeys(score.name for system in self.systems for score in system.scores))

    def noting(self, note: str) -> Evaluation:
        """The same evaluation with one more note, if there is one."""
        return dataclasses.replace(self, notes=(*self.notes, note)) if note else self

    def better(self, score: str, system: str) -> tuple[str, ...]:
        """The systems that are significantly worse than `system` on that score."""
        return tuple(
            one.b if one.a == system else one.a
            for one in self.differences
            if one.score == score and one.significant and system == _winner(one, self)
        )


def main_scores(systems: Sequence[SystemResult]) -> list[str]:
    """Every score that some system has, in order, but those that are only the parts of an F1 beside them."""
    names = list(dict.fromkeys(score.name for system in systems for score in system.scores))
    parts = {f"{name}{end}" for name in names for end in ("_precision", "_recall")}
    return [name for name in names if name not in parts]


def _winner(difference: Difference, evaluation: Evaluation) -> str:
    """The better of the two systems; "" where the score has no better or worse."""
    scores = (system.score(difference.score) for system in evaluation.systems)
    upward = next((score.higher_is_better for score in scores if score is not None), None)
    if upward is None or not difference.value:
        return ""
    return difference.a if (difference.value > 0) == upward else difference.b
