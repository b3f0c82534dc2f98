"""`summarizer finetune`: train a model on your own data by a recipe; it can be killed and resumed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.commands.shell import INTERRUPTED, NOTHING_DONE, errors_for_people, printable, say

if TYPE_CHECKING:
    from summarizer.training.recipe import Recipe

RecipeArgument = Annotated[
    Path, typer.Argument(help="A recipe (.yaml); see configs/finetune/.", metavar="RECIPE")
]
Check = Annotated[bool, typer.Option("--check", help="Only read and check the data.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with the training in the folder.")]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", help="The folder for the model; the recipe may name it.", metavar="FOLDER"
    ),
]
Merge = Annotated[bool, typer.Option("--merge", help="Write a whole model at the end, not an adapter.")]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", help="Set any key of the recipe, e.g. training.epochs=1.", metavar="KEY=VALUE"),
]


def finetune(
    recipe: RecipeArgument,
    check: Check = False,
    resume: Resume = False,
    output: Folder = None,
    merge: Merge = False,
    settings: Settings = None,
) -> None:
    """Train a model on your own data; check it first with --check, go on after an interruption with --resume."""
    with errors_for_people():
        from summarizer.commands.options import parsed_settings
        from summarizer.training import session
        from summarizer.training.recipe import load_recipe

        changes: dict[str, Any] = parsed_settings(settings or ())
        if merge:
            changes["options.lora.merge"] = True
        chosen = load_recipe(recipe, changes)
        if check:
            _show_check(chosen)
            return
        try:
            session.finetune(chosen, _folder(chosen, recipe, output), resume=resume, tell=_tell)
        except KeyboardInterrupt:
            say("interrupted; the same command with --resume goes on from the last checkpoint")
            raise typer.Exit(INTERRUPTED) from None


def _show_check(recipe: Recipe) -> None:
    from summarizer.training import session

    findings = session.check_training(recipe)
    for finding in findings:
        _tell(str(finding))
    if any(finding.level == "stop" for finding in findings):
        say("a training would be wasted on this data: mend what is marked with x")
        raise typer.Exit(NOTHING_DONE)
    say("ready to train")


def _folder(recipe: Recipe, path: Path, output: Path | None) -> Path:
    if output is not None:
        return output
    return Path(recipe.output.folder) if recipe.output.folder else Path("trained") / path.stem


def _tell(line: str) -> None:
    typer.echo(printable(line))
