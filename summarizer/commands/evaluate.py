"""`summarizer evaluate`: systems scored on summaries, on labelled pairs of claims, and on the facts of stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from summarizer.commands import evaluate_options as options
from summarizer.commands.shell import SOME_FAILED, errors_for_people, is_terminal, say

if TYPE_CHECKING:
    from summarizer.config import ComponentConfig
    from summarizer.evaluation.results import Evaluation
    from summarizer.evaluation.tasks import Task

EXAMPLES = """Examples:

summarizer evaluate --data news.jsonl --document document --reference summary -s lead -s extractive --words 60

summarizer evaluate --data stories.jsonl --articles articles --reference summary -s lexrank -o result.html

summarizer evaluate --predictions mine.txt --predictions theirs.txt --references gold.txt

summarizer evaluate --task cnn-dailymail --system lead --system extractive --json scores.json

summarizer evaluate alignment pairs.jsonl --system default

summarizer evaluate facts stories.jsonl --system default --data DIR"""

app = typer.Typer(invoke_without_command=True, no_args_is_help=True, epilog=EXAMPLES)


@app.callback()
def evaluate(
    context: typer.Context,
    data: options.Data = None,
    document: options.Document = None,
    articles: options.Articles = None,
    reference: options.Reference = None,
    split: options.Split = None,
    task: options.TaskName = None,
    predictions: options.Predictions = None,
    references: options.References = None,
    field: options.Columns = None,
    system: options.Systems = None,
    metric: options.Metrics = None,
    words: options.Words = None,
    sentences: options.Sentences = None,
    match: options.Match = None,
    limit: options.Limit = None,
    cache: options.Cache = None,
    no_cache: options.NoCache = False,
    json: options.Json = None,
    output: options.Output = None,
) -> None:
    """Score summaries against references, aligners on labelled pairs, comparisons on labelled facts."""
    if context.invoked_subcommand is not None:
        return
    with errors_for_people():
        from summarizer.errors import ConfigError
        from summarizer.evaluation.cache import default_folder
        from summarizer.evaluation.run import run_predictions, run_task

        _check(output)
        if sum(map(bool, (data, task, predictions))) != 1:
            raise ConfigError("give one of --data, --task and --predictions (with --references)")
        if predictions:
            if references is None:
                raise ConfigError("--predictions needs --references FILE")
            metrics = _metrics(metric or ["rouge"])
            found = run_predictions(predictions, references, _fields(field or []), metrics, limit)
            _deliver(found, json, output)
            return
        given = {
            "document": document,
            "articles": articles,
            "reference": reference,
            "split": split,
            "limit": limit,
        }
        chosen = _task(data, task, given, system=system, metric=metric, words=words, sentences=sentences)
        kept = None if no_cache else cache or default_folder()
        scored = run_task(chosen, match=match or "", cache=kept, told=_progress)
        if scored is None:
            say(
                f"skipped: {chosen.data} is not there (SUMMARIZER_DATA must name the folder of the data sets)"
            )
        else:
            _deliver(scored, json, output)


@app.command()
def alignment(
    pairs: options.Pairs,
    system: options.Systems = None,
    data: options.DataFolder = None,
    json: options.Json = None,
    output: options.Output = None,
) -> None:
    """Score aligners on labelled pairs of sentences: the same claim, a part of it, another figure, or none."""
    with errors_for_people():
        from summarizer.evaluation.alignment import evaluate_alignment
        from summarizer.evaluation.library import library
        from summarizer.evaluation.pairs import read_pairs

        _check(output)
        labelled, labellings = read_pairs(pairs, library(data))
        _deliver(evaluate_alignment(labelled, labellings, system or ["default"]), json, output)


@app.command()
def facts(
    stories: options.Stories,
    system: options.Systems = None,
    data: options.DataFolder = None,
    json: options.Json = None,
    output: options.Output = None,
) -> None:
    """Score whole comparisons on stories with labelled facts: what is shared, disputed, and only one outlet's."""
    with errors_for_people():
        from summarizer.evaluation.facts import evaluate_facts
        from summarizer.evaluation.gold import read_gold
        from summarizer.evaluation.library import library

        _check(output)
        gold = list(read_gold(stories, library(data)))
        _deliver(evaluate_facts(gold, system or ["default"]), json, output)


def _task(
    data: str | None,
    task: str | None,
    given: Mapping[str, object],
    *,
    system: Sequence[str] | None,
    metric: Sequence[str] | None,
    words: int | None,
    sentences: int | None,
) -> Task:
    """The task that `--task` names, or the one that `--data` makes, with the options of the command line over it."""
    from summarizer.config import LengthConfig
    from summarizer.evaluation.tasks import Task, load_task

    if task:
        chosen = load_task(task)
    else:
        chosen = Task(
            title=str(data), data=str(data), length=LengthConfig(words=120 if given["articles"] else 60)
        )
    changes: dict[str, object] = {key: value for key, value in given.items() if value is not None}
    if system:
        changes["systems"] = tuple(system)
    if metric:
        changes["metrics"] = tuple(_metrics(metric))
    if words or sentences:
        changes["length"] = LengthConfig(words=words, sentences=sentences)
    return chosen.model_copy(update=changes)


def _metrics(written: Sequence[str]) -> list[ComponentConfig]:
    from summarizer.evaluation.metric_names import metric_config

    return [metric_config(one) for one in written]


def _fields(pairs: Sequence[str]) -> dict[str, str]:
    """Columns by what they hold; ConfigError for what nothing is looked for."""
    from summarizer.errors import ConfigError, nearest
    from summarizer.evaluation.predictions import COLUMNS

    found = {}
    for one in pairs:
        name, equals, column = one.partition("=")
        if name not in COLUMNS or not equals:
            known = ", ".join(COLUMNS)
            raise ConfigError(
                f'--field: "{one}" is not of the form prediction=COLUMN{nearest(name, COLUMNS)} (there are: {known})'
            )
        found[name] = column
    return found


def _progress(system: str, done: int) -> None:
    """Tell a person who watches how far a system is."""
    if is_terminal():
        say(f"{system}: {done:,} done")


def _check(output: Sequence[Path] | None) -> None:
    """ConfigError for a file whose suffix names no format, before any work is done."""
    from summarizer.evaluation.write import FORMATS
    from summarizer.report import check_format

    for file in output or []:
        check_format(file, FORMATS)


def _deliver(evaluation: Evaluation, json: Path | None, output: Sequence[Path] | None) -> None:
    """Print the result and write the files that were asked for; exit with 1 if some items failed."""
    from summarizer.evaluation.show import print_evaluation
    from summarizer.evaluation.write import write_evaluation
    from summarizer.report.terminal import terminal

    print_evaluation(evaluation, terminal())
    if json is not None:
        write_evaluation(evaluation, json, ".json")
        say(f"wrote {json}")
    for file in output or []:
        write_evaluation(evaluation, file)
        say(f"wrote {file}")
    if any(system.failed for system in evaluation.systems):
        raise typer.Exit(SOME_FAILED)
