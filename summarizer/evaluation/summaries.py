"""Systems, or outputs made elsewhere, scored by metrics on the same cases and held against each other in pairs."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from summarizer.components import build, sign
from summarizer.errors import ConfigError
from summarizer.evaluation.cases import Case
from summarizer.evaluation.coverage import balance
from summarizer.evaluation.generate import Outputs, generate, told_length
from summarizer.evaluation.paired import corrected
from summarizer.evaluation.results import Difference, Evaluation, Item, SystemResult, main_scores
from summarizer.evaluation.systems import chosen_systems, shown_names, system_config
from summarizer.metrics import Example, Metric, Score, sentence_lines
from summarizer.metrics.score import failures, mean_score
from summarizer.metrics.significance import compare
from summarizer.text import count_words
from summarizer.types import Failure, Length

SAMPLES = 10_000
"""Bootstrap samples of a difference: enough for p-values that survive correction for many pairs of systems."""


@dataclass(frozen=True, slots=True)
class Column:
    """One system's predictions as examples, in the order of the items, and scores that metrics do not know."""

    name: str
    signature: str
    examples: tuple[Example, ...]
    more: tuple[Score, ...] = ()


def evaluate_systems(
    title: str,
    cases: Sequence[Case],
    systems: Sequence[str],
    metrics: Sequence[Metric],
    length: Length,
    *,
    match: str = "",
    cache: Path | None = None,
    told: Callable[[str, int], None] = lambda name, done: None,
) -> Evaluation:
    """Summarizers by name on articles or stories with reference summaries.

    Args:
        title: what the result is called.
        cases: articles or stories with references.
        systems: names as `system_config` takes them.
        metrics: what scores the summaries.
        length: the same budget for every system.
        match: the name of a system; every other one may write of each case as many words as it did.
        cache: the folder where summaries are kept, None to keep none.
        told: called with a system's name and the number of cases done, now and then.
    """
    names = chosen_systems(sorted(systems, key=lambda name: bool(match) and name != match))
    if match and match not in names:
        raise ConfigError(f'--match "{match}" is none of the systems ({", ".join(names)})')
    lengths = [length] * len(cases)
    columns: list[Column] = []
    for system, name in shown_names(names).items():
        outputs = generate(name, system_config("summarizer", system), cases, lengths, cache, told)
        columns.append(_column(outputs, cases))
        if system == match:
            lengths = [
                Length(words=max(1, count_words(example.prediction))) for example in columns[0].examples
            ]
    several = any(len(case.story.articles) > 1 for case in cases)
    budget = told_length(length)
    notes = [f"Every system may use {budget}; the row of words says how many it used."]
    if match:
        notes.append(f"The others may use as many words as {match} did, case by case.")
    return evaluate_columns(
        title,
        "stories" if several else "articles",
        columns,
        [case.item for case in cases],
        metrics,
        notes=tuple(notes),
        settings={"systems": names, "length": budget, "match": match},
    )


def evaluate_columns(
    title: str,
    unit: str,
    columns: Sequence[Column],
    items: Sequence[Item],
    metrics: Sequence[Metric],
    *,
    notes: tuple[str, ...] = (),
    settings: dict[str, object] | None = None,
) -> Evaluation:
    """Predictions of several systems of the same items, scored and compared in pairs."""
    results = []
    for column in columns:
        scores = [score for metric in _with_length(metrics) for score in metric.score(column.examples)]
        results.append(
            SystemResult(
                column.name,
                column.signature,
                (*scores, *column.more),
                outputs=tuple(example.prediction for example in column.examples),
                failures=tuple(example.failure for example in column.examples),
            )
        )
    return Evaluation(
        title,
        unit,
        len(items),
        tuple(results),
        tuple(_differences(results)),
        tuple(items),
        notes,
        {**(settings or {}), "metrics": [sign(metric) for metric in metrics]},
    )


def _column(outputs: Outputs, cases: Sequence[Case]) -> Column:
    examples = []
    evenness: list[float | None] = []
    for case, outcome in zip(cases, outputs.outcomes, strict=True):
        story, failed = case.story, isinstance(outcome, Failure)
        text = "" if isinstance(outcome, Failure) else sentence_lines([one.text for one in outcome.sentences])
        why = outcome.message if isinstance(outcome, Failure) else ""
        sources = tuple(article.text for article in story.articles)
        examples.append(Example(story.id, text, story.references, sources, why))
        even = math.nan if isinstance(outcome, Failure) else balance(story, outcome)
        evenness.append(None if failed or math.isnan(even) else even)
    more: tuple[Score, ...] = ()
    if any(value is not None for value in evenness):
        more = (mean_score("balance", evenness, signature="balance", failed=failures(examples)),)
    return Column(outputs.name, outputs.signature, tuple(examples), more)


def _with_length(metrics: Sequence[Metric]) -> list[Metric]:
    """The metrics and the length of predictions, which every comparison of scores must be read with."""
    length: Metric = build("metric", "length")
    return [*metrics, *([] if length in metrics else [length])]


def _differences(results: Sequence[SystemResult]) -> list[Difference]:
    """Every two systems on each score of single items, p-values corrected for the pairs of systems."""
    found: list[Difference] = []
    for name in main_scores(results):
        scores = {result.name: score for result in results if (score := result.score(name)) is not None}
        if next(iter(scores.values())).higher_is_better is None:
            continue
        found += corrected(
            [
                _difference(name, a, b, scores[a], scores[b])
                for a, b in combinations(scores, 2)
                if _comparable(scores[a], scores[b])
            ]
        )
    return found


def _comparable(a: Score, b: Score) -> bool:
    """True if some item has a value on both sides."""
    return any(x is not None and y is not None for x, y in zip(a.items, b.items, strict=True))


def _difference(name: str, a: str, b: str, ours: Score, theirs: Score) -> Difference:
    """The more doubtful of paired bootstrap and approximate randomization decides."""
    one = compare(ours, theirs, samples=SAMPLES)
    p = max(one.p_bootstrap, one.p_randomization)
    return Difference(name, a, b, one.value, one.low, one.high, one.p_bootstrap, one.p_randomization, p)
