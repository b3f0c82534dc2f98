"""The geometry of the plots of an evaluation: what is drawn where; a template draws it as SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.evaluation.results import Difference, Evaluation, main_scores
from summarizer.evaluation.tables import number, said_of

WIDTH = 640
"""Units across a plot, of which the last ones at each side are margin."""
MARGIN = 24
ROW = 56
"""Units down for one system or one pair of systems."""
SPREAD = 14
"""Units up and down over which the dots of a system are spread so that they do not hide each other."""
MOST_DOTS = 2_000
"""Items of which each is a dot; of more, every second, third, ... is drawn."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One item of one system: where it is drawn, its number, and what it says."""

    x: float
    y: float
    item: int
    title: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One system (or pair) on one score: its dots, its interval, and its value in words."""

    label: str
    y: float
    x: float
    low: float
    high: float
    said: str
    dots: tuple[Dot, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """Strips under each other on one axis; `zero` is where no difference is, None if that is not on the axis."""

    name: str
    height: int
    ticks: tuple[tuple[float, str], ...]
    strips: tuple[Strip, ...]
    zero: float | None = None
    drawn: int = 0


def distributions(evaluation: Evaluation) -> list[Plot]:
    """For each score with single items, the items of each system, with mean and interval."""
    plots = []
    for name in main_scores(evaluation.systems):
        scores = [(system.name, score) for system in evaluation.systems if (score := system.score(name))]
        values = [value for _, score in scores for value in score.items if value is not None]
        if not values:
            continue
        axis = _Axis(values)
        strips = []
        step = max(1, -(-max(len(score.items) for _, score in scores) // MOST_DOTS))
        for row, (system, score) in enumerate(scores):
            y = _middle(row)
            dots = tuple(
                Dot(axis(value), y + _spread(i), i, f"{_id(evaluation, i)}: {number(value)}")
                for i, value in enumerate(score.items)
                if value is not None and i % step == 0
            )
            said = f"{number(score.value)} [{number(score.low)}, {number(score.high)}]"
            strips.append(Strip(system, y, axis(score.value), axis(score.low), axis(score.high), said, dots))
        plots.append(Plot(name, _height(strips), axis.ticks(), tuple(strips), drawn=step))
    return plots


def differences(evaluation: Evaluation) -> list[Plot]:
    """For each score that systems are compared on, the difference of each pair with its interval."""
    plots = []
    by_score: dict[str, list[Difference]] = {}
    for one in evaluation.differences:
        by_score.setdefault(one.score, []).append(one)
    for name, pairs in by_score.items():
        axis = _Axis([0.0, *(value for one in pairs for value in (one.low, one.high, one.value))])
        strips = tuple(
            Strip(
                f"{one.a} − {one.b}",
                _middle(row),
                axis(one.value),
                axis(one.low),
                axis(one.high),
                said_of(one),
                strong=one.significant,
            )
            for row, one in enumerate(pairs)
        )
        plots.append(Plot(name, _height(strips), axis.ticks(), strips, zero=axis(0.0)))
    return plots


class _Axis:
    """From values to places across the plot."""

    def __init__(self, values: Sequence[float]) -> None:
        self.low, self.high = min(values), max(values)
        if self.high == self.low:
            self.low, self.high = self.low - 0.5, self.high + 0.5

    def __call__(self, value: float) -> float:
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 2)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Round values along the axis, at most about six."""
        rough = (self.high - self.low) / 5
        size = 10 ** math.floor(math.log10(rough))
        step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
        first = math.ceil(self.low / step)
        last = math.floor(self.high / step)
        decimals = max(0, -math.floor(math.log10(step)))
        return tuple((self(i * step), f"{i * step:.{decimals}f}") for i in range(first, last + 1))


def _middle(row: int) -> float:
    return row * ROW + ROW * 0.6


def _height(strips: Sequence[Strip]) -> int:
    return len(strips) * ROW + 24


def _spread(item: int) -> float:
    """A place up or down that looks random and is always the same."""
    return round((item * 0.618034 % 1 - 0.5) * 2 * SPREAD, 2)


def _id(evaluation: Evaluation, item: int) -> str:
    return evaluation.items[item].id if item < len(evaluation.items) else str(item)
