"""Run a task (read its cases, let the systems write, score them), or score what was written elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from summarizer.components import build
from summarizer.config import ComponentConfig
from summarizer.errors import InputError
from summarizer.evaluation.cases import Case, read_cases
from summarizer.evaluation.predictions import read_columns
from summarizer.evaluation.results import Evaluation
from summarizer.evaluation.summaries import evaluate_columns, evaluate_systems
from summarizer.evaluation.tasks import Task
from summarizer.metrics import Metric


def run_task(
    task: Task,
    *,
    match: str = "",
    cache: Path | None = None,
    told: Callable[[str, int], None] = lambda name, done: None,
) -> Evaluation | None:
    """The systems of a task, scored by its metrics; None if its data set is not on this machine.

    `match`, `cache` and `told` are those of `evaluate_systems`. Raises InputError for data that cannot be
    read, ConfigError for an unknown system or metric.
    """
    source = task.source()
    if not source:
        return None
    metrics = build_metrics(task.metrics)
    cases = list(read_cases(source, task.reading(), task.separator))
    if not cases:
        raise InputError(f"{task.data}: nothing to score")
    evaluation = evaluate_systems(
        task.title,
        cases,
        task.systems,
        metrics,
        task.length.to_length(),
        match=match,
        cache=cache,
        told=told,
    )
    return evaluation.noting(task.note).noting(unread(cases))


def unread(cases: Sequence[Case]) -> str:
    """What a reader of the numbers must know of articles that are not in the stories; "" if all are."""
    lost = [failure for case in cases for failure in case.story.failures]
    if not lost:
        return ""
    many = f"{len(lost):,} problems" if len(lost) > 1 else "1 problem"
    place = lost[0].item.rpartition("/")[2]  # without the folders of this machine
    return f"The data has {many}, first {place}: {lost[0].message}."


def build_metrics(chosen: Sequence[ComponentConfig]) -> list[Metric]:
    """The metrics of these names and options; an aligner that a metric judges by is named as its option.

    Raises ConfigError for a name or an option that there is not.
    """
    return [
        build("metric", one.name, {key: _part(key, value) for key, value in one.options.items()})
        for one in chosen
    ]


def _part(key: str, value: object) -> object:
    """The value of an option, which is a component where its name says so."""
    return build(key, value) if key == "aligner" and isinstance(value, str) else value


def run_predictions(
    predictions: Sequence[Path],
    references: Path,
    fields: Mapping[str, str],
    metrics: Sequence[ComponentConfig],
    limit: int | None = None,
) -> Evaluation:
    """Summaries made elsewhere, a file a system, scored against references; arguments as `read_columns` takes them.

    Raises InputError, naming file and line, where they do not belong together.
    """
    chosen = build_metrics(metrics)
    columns, items = read_columns(predictions, references, fields, limit)
    return evaluate_columns(
        f"{', '.join(column.name for column in columns)} against {references.name}",
        "summaries",
        columns,
        items,
        chosen,
    )
