"""The options of `summarizer evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_WHAT, _HOW = "What is scored", "How"
Systems = Annotated[
    list[str] | None,
    typer.Option(
        "--system",
        "-s",
        help='A component, a preset, a .yaml file, or "module:Class"; give several to compare them.',
        metavar="NAME",
    ),
]
Json = Annotated[
    Path | None, typer.Option("--json", help="Write all numbers, item by item, to this file.", metavar="FILE")
]
Output = Annotated[
    list[Path] | None,
    typer.Option(
        "--output", "-o", help="Write the result to this file: .md, .csv, .tex, .html, .json.", metavar="FILE"
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
Data = Annotated[
    str | None,
    typer.Option(
        help='A table with texts and references: JSONL, CSV, Parquet, or "hf:owner/name".',
        metavar="FILE",
        rich_help_panel=_WHAT,
    ),
]
Document = Annotated[
    str | None,
    typer.Option(help="Its column with the text of an article.", metavar="COLUMN", rich_help_panel=_WHAT),
]
Articles = Annotated[
    str | None,
    typer.Option(help="Its column with the articles of a story.", metavar="COLUMN", rich_help_panel=_WHAT),
]
Reference = Annotated[
    str | None,
    typer.Option(help="Its column with reference summaries.", metavar="COLUMN", rich_help_panel=_WHAT),
]
Split = Annotated[str | None, typer.Option(help="The split of a data set, e.g. test.", rich_help_panel=_WHAT)]
TaskName = Annotated[
    str | None,
    typer.Option(
        "--task",
        help="A task that ships with the package, or a .yaml file.",
        metavar="NAME",
        rich_help_panel=_WHAT,
    ),
]
Predictions = Annotated[
    list[Path] | None,
    typer.Option(
        help="Summaries made elsewhere: a line each (.txt), or a table; a file a system.",
        metavar="FILE",
        rich_help_panel=_WHAT,
    ),
]
References = Annotated[
    Path | None,
    typer.Option(
        help="Their references, in the same order or with ids.", metavar="FILE", rich_help_panel=_WHAT
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        help="Which column of predictions and references holds what: prediction, reference, source, id.",
        metavar="OURS=THEIRS",
        rich_help_panel=_WHAT,
    ),
]
Metrics = Annotated[
    list[str] | None,
    typer.Option(
        "--metric",
        "-m",
        help="A metric, with options: rouge or rouge,stemmer=true; may be given several times.",
        metavar="NAME",
        rich_help_panel=_HOW,
    ),
]
Words = Annotated[
    int | None, typer.Option(min=1, help="At most so many words a summary.", rich_help_panel=_HOW)
]
Sentences = Annotated[
    int | None, typer.Option(min=1, help="At most so many sentences a summary.", rich_help_panel=_HOW)
]
Match = Annotated[
    str | None,
    typer.Option(
        help="Give the other systems as many words as this one used, case by case.",
        metavar="SYSTEM",
        rich_help_panel=_HOW,
    ),
]
Limit = Annotated[int | None, typer.Option(min=1, help="Score only the first so many.", rich_help_panel=_HOW)]
Cache = Annotated[
    Path | None,
    typer.Option(help="Keep summaries in this folder, so that a second run is quick.", rich_help_panel=_HOW),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Make every summary anew.", rich_help_panel=_HOW)]
Pairs = Annotated[
    Path, typer.Argument(help="JSONL: a, b and label (or label_x and label_y).", metavar="PAIRS")
]
Stories = Annotated[
    Path, typer.Argument(help="JSONL: stories with facts and their support.", metavar="STORIES")
]
