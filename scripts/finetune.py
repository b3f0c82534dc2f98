"""Fine-tune a model on your own data from Python. Copy this file and change it.

python scripts/finetune.py my-recipe.yaml my-model
python scripts/finetune.py my-recipe.yaml my-model --resume
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from summarizer import check_training, finetune, load_recipe


def main(arguments: list[str] | None = None) -> int:
    """Check the data, train, and print what became better; the exit code is 1 if the data is not fit."""
    parser = argparse.ArgumentParser(description="Fine-tune a model.")
    parser.add_argument("recipe", type=Path, help="a recipe; see configs/finetune/")
    parser.add_argument("folder", type=Path, help="where the model goes")
    parser.add_argument("--resume", action="store_true", help="go on with the training in the folder")
    parser.add_argument("--epochs", type=float, help="other than in the recipe")
    options = parser.parse_args(arguments)

    # A recipe names the kind of model, the data and how to train. Any key can be changed by its path.
    changes = {"training.epochs": options.epochs} if options.epochs else {}
    recipe = load_recipe(options.recipe, changes)

    # What the data is like: facts, warnings, and what must be mended before a run makes sense.
    findings = check_training(recipe)
    for finding in findings:
        print(finding)
    if any(finding.level == "stop" for finding in findings):
        return 1

    # A killed run goes on from its last checkpoint, and ends with the same weights as one that was not.
    result = finetune(recipe, options.folder, resume=options.resume, tell=lambda line: None)

    # Each measure on the validation examples, with its interval and the p-value of the difference.
    for change in result.changes:
        print(f"{change.name}: {change.before} -> {change.after}, p = {change.p:.4f} {change.verdict}")
    print(f"model: {result.model}\ntry it: {result.use}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
