"""The card of a trained model: what it learned from, how, how well it does, and how to use it."""

from __future__ import annotations

import json
import math
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import yaml

from summarizer.components import package_version
from summarizer.training.comparison import Change
from summarizer.training.recipe import Recipe
from summarizer.training.splits import Splits

LIBRARIES = ("torch", "transformers", "sentence-transformers", "peft", "accelerate")


def write_card(
    folder: Path, recipe: Recipe, splits: Splits, compared: Sequence[Change], took: str, use: str
) -> None:
    """Write README.md (for people) and training.json (for programs) into the folder of a model."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = recipe.model_dump(mode="json", exclude={"output"})
    facts = {
        "recipe": settings,
        "data_sha256": splits.sha256,
        "train": len(splits.train),
        "validation": len(splits.validation),
        "changes": _known([asdict(change) for change in compared]),
        "took": took,
        "hardware": hardware(),
        "versions": versions(),
    }
    (folder / "training.json").write_text(json.dumps(facts, indent=1), "utf-8")
    (folder / "README.md").write_text(_text(recipe, splits, compared, took, use, settings), "utf-8")


def table(compared: Sequence[Change]) -> str:
    """The measures before and after as a Markdown table."""
    rows = [
        "| measure | n | before | after | difference | p | |",
        "|---|---|---|---|---|---|---|",
        *(
            f"| {c.name} | {c.n} | {c.before} | {c.after} | {c.difference} | {c.p:.4f} | {c.verdict} |"
            for c in compared
        ),
    ]
    return "\n".join(rows)


def hardware() -> str:
    """What a training ran on, without naming the machine."""
    import torch

    if torch.cuda.is_available():
        return f"{torch.cuda.device_count()} x {torch.cuda.get_device_name(0)}"
    return f"CPU ({platform.machine()}), {torch.get_num_threads()} of {os.cpu_count()} threads"


def versions() -> dict[str, str]:
    """The versions of this package and of the libraries that do the work."""
    found = {"summarizer": package_version(), "python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue  # an optional one
    return found


def _known(value: Any) -> Any:
    """JSON-like data with None for numbers that are not known, for which JSON has no word."""
    if isinstance(value, dict):
        return {key: _known(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_known(part) for part in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def _text(
    recipe: Recipe,
    splits: Splits,
    compared: Sequence[Change],
    took: str,
    use: str,
    settings: dict[str, object],
) -> str:
    data = recipe.data
    name = recipe.output.name or f"{Path(recipe.model).name} ({recipe.kind}), fine-tuned"
    used = "\n".join(f"- {library} {number}" for library, number in versions().items())
    return f"""# {name}

Base model: `{Path(recipe.model).name if Path(recipe.model).exists() else recipe.model}`. Kind: {recipe.kind}.

    {use}

## Data

{len(splits.train):,} examples to learn from, {len(splits.validation):,} to measure on.
Licence of the data: {data.licence or "not stated in the recipe"}. {data.note}
SHA-256 of the examples: `{splits.sha256}`

## Scores

On the validation examples, before and after training; 95% bootstrap intervals over examples, p-values by
paired approximate randomization. The best checkpoint was chosen on the same examples by its
{recipe.training.metric}, so they flatter a little.

{table(compared)}

## Training

{took} on {hardware()}. Seed {recipe.training.seed}.

{used}

```yaml
{yaml.safe_dump(settings, sort_keys=False, allow_unicode=True).strip()}
```
"""
