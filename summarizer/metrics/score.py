"""What a metric reads and what it returns: examples in, scores with intervals and signatures out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from summarizer.errors import InputError
from summarizer.metrics.intervals import bootstrap, bootstrap_means


@dataclass(frozen=True, slots=True)
class Example:
    """One summary with what it is measured against.

    `sources` are the texts it was made from: one for an article, several for a story. Lines of the prediction
    and of a reference are their sentences where a metric asks for sentences (see `sentence_lines`). `failure`
    says why there is no prediction; metrics then give this item no value and count it.
    """

    id: str
    prediction: str
    references: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    failure: str = ""

    @property
    def source(self) -> str:
        """All that the summary was made from, as one text."""
        return "\n".join(self.sources)


@dataclass(frozen=True, slots=True)
class Score:
    """One number over all examples, with all that is needed to trust it and to compute it again.

    `value` is the mean over the items that have a value, unless the metric says otherwise; `low` and `high`
    are its 95% bootstrap interval. `items` has one entry an example, in order, None where it failed or where
    there is nothing to measure (no figure in the summary, say); `n` counts the others, `failed` the failures.
    `higher_is_better` is None for what merely describes, such as length. `details` says for each item what
    its number rests on, such as the unsupported sentences; it is empty where there is nothing to say.
    """

    name: str
    value: float
    low: float
    high: float
    n: int
    higher_is_better: bool | None
    items: tuple[float | None, ...]
    signature: str
    failed: int = 0
    details: tuple[tuple[str, ...], ...] = ()

    def __str__(self) -> str:
        if math.isnan(self.value):
            return f"{self.name:<18} no value (n=0{self._failures()})"
        return (
            f"{self.name:<18} {self.value:.4f} [{self.low:.4f}, {self.high:.4f}] n={self.n}{self._failures()}"
        )

    def _failures(self) -> str:
        return f", {self.failed} failed" if self.failed else ""


@dataclass(frozen=True, slots=True)
class Scores:
    """Several scores that print as a table, each with its signature below."""

    scores: tuple[Score, ...]

    def __getitem__(self, name: str) -> Score:
        for score in self.scores:
            if score.name == name:
                return score
        raise KeyError(f'no score "{name}" (there are: {", ".join(score.name for score in self.scores)})')

    def __iter__(self) -> Iterator[Score]:
        return iter(self.scores)

    def __len__(self) -> int:
        return len(self.scores)

    def __str__(self) -> str:
        return "\n".join([*map(str, self.scores), *dict.fromkeys(score.signature for score in self.scores)])


class Metric(Protocol):
    """Scores summaries: examples in, one or more scores out, each with one item an example."""

    def score(self, examples: Sequence[Example]) -> list[Score]:
        """The scores of the examples."""


def mean_score(
    name: str,
    items: Sequence[float | None],
    *,
    signature: str,
    higher_is_better: bool | None = True,
    failed: int = 0,
    details: Sequence[tuple[str, ...]] = (),
) -> Score:
    """The score whose value is the mean of the items, None left out, with its seeded bootstrap interval.

    Raises ValueError if an item is not a finite number.
    """
    value, low, high = bootstrap(items)
    n = sum(item is not None for item in items)
    return Score(name, value, low, high, n, higher_is_better, tuple(items), signature, failed, tuple(details))


def mean_scores(
    names: Sequence[str],
    rows: Sequence[Sequence[float] | None],
    *,
    signature: str,
    higher_is_better: bool | None = True,
    failed: int = 0,
) -> list[Score]:
    """One score a name, from rows that have a value for each name, or are None for an example without values."""
    import numpy as np

    kept = np.array([row for row in rows if row is not None], dtype=np.float64)
    values, lows, highs = bootstrap_means(kept).tolist() if len(kept) else [[math.nan] * len(names)] * 3
    items = [tuple(None if row is None else float(row[i]) for row in rows) for i in range(len(names))]
    return [
        Score(name, value, low, high, len(kept), higher_is_better, column, signature, failed)
        for name, value, low, high, column in zip(names, values, lows, highs, items, strict=True)
    ]


def per_example(
    examples: Sequence[Example], measure: Callable[[Example], float | None]
) -> list[float | None]:
    """What `measure` says of each example; None for those that failed."""
    return [None if example.failure else measure(example) for example in examples]


def failures(examples: Sequence[Example]) -> int:
    """How many of the examples failed."""
    return sum(bool(example.failure) for example in examples)


def sentence_lines(sentences: Sequence[str]) -> str:
    """Sentences as a text with one sentence a line, the form in which summary-level metrics read them."""
    return "\n".join(" ".join(sentence.split()) for sentence in sentences)


def need_references(examples: Sequence[Example], metric: str) -> None:
    """Raise InputError for the first example without a reference, or with an empty one."""
    for example in examples:
        if not example.references:
            raise InputError(f'{metric}: "{example.id}" has no reference; give at least one')
        if not all(reference.strip() for reference in example.references):
            raise InputError(f'{metric}: "{example.id}" has an empty reference; give a text or leave it out')


def need_sources(examples: Sequence[Example], metric: str) -> None:
    """Raise InputError for the first example without a source text."""
    for example in examples:
        if not any(source.strip() for source in example.sources):
            raise InputError(f'{metric}: "{example.id}" has no source text; give the text it summarizes')
