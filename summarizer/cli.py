"""The command line: `summarizer summarize`, `compare`, `run` and `models`. One file each in `commands/`."""

from __future__ import annotations

from typing import Annotated

import typer

from summarizer.commands.compare import compare
from summarizer.commands.evaluate import app as evaluate
from summarizer.commands.finetune import finetune
from summarizer.commands.models import models
from summarizer.commands.run import run
from summarizer.commands.summarize import summarize

SUMMARIZE_EXAMPLES = """Examples:

summarizer summarize article.txt --words 60

summarizer summarize stories.jsonl --system lexrank -o summaries.jsonl

summarizer summarize examples/lindqvist-vaccine-trial --together"""

COMPARE_EXAMPLES = """Examples:

summarizer compare examples/lindqvist-vaccine-trial -o report.html

summarizer compare herald.txt post.txt tribune.txt --words 40

summarizer compare stories.jsonl --story 17 --field text=body -o report.html -o report.json"""

RUN_EXAMPLES = """Examples:

summarizer run default stories.jsonl -o results

summarizer run my-run.yaml --limit 100

summarizer run bart-large-cnn stories.jsonl -o results --set summarizer.options.num_beams=2"""

FINETUNE_EXAMPLES = """Examples:

summarizer finetune my-recipe.yaml --check

summarizer finetune my-recipe.yaml -o my-model

summarizer finetune my-recipe.yaml -o my-model --resume

accelerate launch --multi_gpu --num_processes 2 -m summarizer.cli finetune my-recipe.yaml -o my-model"""

MODELS_EXAMPLES = """Examples:

summarizer models

summarizer models --fetch smollm2-135m-instruct"""

app = typer.Typer(
    name="summarizer",
    help="Summarize and compare news coverage: who reports what, where outlets agree, and where they differ.",
    epilog="Exit codes: 0 all well; 1 some articles or stories failed, the rest is done; 2 nothing was done; "
    "130 interrupted. SUMMARIZER_DEBUG=1 shows the traceback of an error.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command(epilog=SUMMARIZE_EXAMPLES, no_args_is_help=True)(summarize)
app.command(epilog=COMPARE_EXAMPLES, no_args_is_help=True)(compare)
app.command(epilog=RUN_EXAMPLES, no_args_is_help=True)(run)
app.command(epilog=FINETUNE_EXAMPLES, no_args_is_help=True)(finetune)
app.command(epilog=MODELS_EXAMPLES)(models)
app.add_typer(evaluate, name="evaluate")


def _print_version(wanted: bool) -> None:
    if wanted:
        from summarizer.components import package_version

        typer.echo(f"summarizer {package_version()}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options of the program itself; its help is that of `app`."""


def main() -> None:
    """Run the command line; the installed program `summarizer` is this function."""
    app()


if __name__ == "__main__":
    main()
