"""What a metric reads and what it returns: examples in, scores with intervals and signatures out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from summarizer.errors import InputError
from summarizer.metrics.intervals import bootstrap


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
            return f"{self.name:<16} no value (n=0{self._failures()})"
        return f"{self.name:<16} {self.value:.4f} [{self.low:.4f}, {self.high:.4f}] n={self.n}{self._failures()}"

    def _failures(self) -> str:
        return f", {self.failed} failed" if self.failed else ""


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
