"""`summarizer evaluate`: systems scored on summaries, on labelled pairs of claims, and on the facts of stories."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.commands.shell import errors_for_people, say

if TYPE_CHECKING:
    from summarizer.evaluation.results import Evaluation

ALIGNMENT_EXAMPLES = """Examples:

summarizer evaluate alignment pairs.jsonl --system default

summarizer evaluate alignment pairs.jsonl --system embedding --system my.aligners:Mine --json scores.json"""

FACTS_EXAMPLES = """Examples:

summarizer evaluate facts stories.jsonl --system default --data DIR

summarizer evaluate facts stories.jsonl --system embedding --system overlap -o facts.html"""

app = typer.Typer(no_args_is_help=True)

Systems = Annotated[
    list[str] | None,
    typer.Option(
        "--system",
        "-s",
        help='A component, a preset, a configuration file (.yaml), or "module:Class"; give several to compare them.',
        metavar="NAME",
    ),
]
Json = Annotated[
    Path | None,
    typer.Option("--json", help="Write all numbers, an entry an item, to this file.", metavar="FILE"),
]
Output = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        help="Write the result to this file: .md, .csv, .tex, .html or .json.",
        metavar="FILE",
    ),
]
DataFolder = Annotated[
    Path | None,
    typer.Option(
        "--data",
        help="The folder of data sets that the file points into; by default $SUMMARIZER_DATA.",
        metavar="DIR",
    ),
]


@app.command(epilog=ALIGNMENT_EXAMPLES)
def alignment(
    pairs: Annotated[
        Path, typer.Argument(help="JSONL: a, b and label (or label_x, label_y).", metavar="PAIRS")
    ],
    system: Systems = None,
    data: DataFolder = None,
    json: Json = None,
    output: Output = None,
) -> None:
    """Score aligners on labelled pairs of sentences: the same claim, a part of it, another figure, or none."""
    with errors_for_people():
        from summarizer.evaluation.alignment import evaluate_alignment
        from summarizer.evaluation.library import library
        from summarizer.evaluation.pairs import read_pairs

        _check(output)
        labelled, labellings = read_pairs(pairs, library(data))
        _deliver(evaluate_alignment(labelled, labellings, system or ["default"]), json, output)


@app.command(epilog=FACTS_EXAMPLES)
def facts(
    stories: Annotated[
        Path, typer.Argument(help="JSONL: sentences, facts with their support.", metavar="STORIES")
    ],
    system: Systems = None,
    data: DataFolder = None,
    json: Json = None,
    output: Output = None,
) -> None:
    """Score whole comparisons on stories with labelled facts: what is shared, disputed, and only one outlet's."""
    with errors_for_people():
        from summarizer.evaluation.facts import evaluate_facts
        from summarizer.evaluation.gold import read_gold
        from summarizer.evaluation.library import library

        _check(output)
        gold = list(read_gold(stories, library(data)))
        _deliver(evaluate_facts(gold, system or ["default"]), json, output)


def _check(output: list[Path] | None) -> None:
    """ConfigError for a file whose suffix names no format, before any work is done."""
    from summarizer.evaluation.write import FORMATS
    from summarizer.report import check_format

    for file in output or []:
        check_format(file, FORMATS)


def _deliver(evaluation: Evaluation, json: Path | None, output: list[Path] | None) -> None:
    """Print the result and write the files that were asked for."""
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
